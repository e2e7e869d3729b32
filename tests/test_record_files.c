/* record: files that cannot be read or written, and how it says so. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include "cli/cli.h"
#include "comma.h"
#include "failing.h"
#include "record_case.h"

static struct printed printed;

#define RNN  "--model " GOLDEN "rnn_I3H4T6.safetensors "
#define LSTM "--model " GOLDEN "lstm_I3H4T6.safetensors "
#define STACK "--model " GOLDEN "stack_lstm.safetensors "

static void write_rows(void **state, const char *name, int rows)
{
    FILE *file = case_open(state, name, "w");
    fputs("a,b,c\n", file);
    for (int t = 0; t < rows; t++)
        fputs("1,0.5,-2\n", file);
    assert_int_equal(fclose(file), 0);
}

/* How many files of the folder have a name that begins with `start`. */
static int count_files(void **state, const char *start)
{
    int count = 0;
    DIR *folder = opendir(((struct record_case *)*state)->folder);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += strncmp(entry->d_name, start, strlen(start)) == 0;
    closedir(folder);
    return count;
}

static void wrong_usage(void **state)
{
    write_rows(state, "x.csv", 2);
    case_refuses(state, "", 2, "record: --model is missing; see 'gatereel "
                 "record --help'");
    case_refuses(state, RNN "-o -", 2,
                 "--input, --tokens or --text is missing");
    case_refuses(state, RNN "--input x.csv", 2, "-o or --expect is missing");
    case_refuses(state, RNN "--input x.csv --tokens t -o -", 2, "together");
    case_refuses(state, RNN "--tokens t --columns a -o -", 2, "of --input");
    case_refuses(state, RNN "--input x.csv -o - --expect y", 2, "not used");
    case_refuses(state, RNN "--input - --state - -o -", 2, "only one");
    case_refuses(state, RNN "--input x.csv -o out.xls", 2, "none of .csv");
    case_refuses(state, RNN "--input x.csv -o out", 2, "--format");
    case_refuses(state, RNN "--input x.csv -o - --format xml", 2,
                 "'xml' is not one of csv, json, safetensors");
    case_refuses(state, RNN "--input x.csv -o - --activation elu", 2,
                 "'elu' is not one of tanh, relu, identity");
    case_refuses(state, RNN "--input x.csv -o - --gru aft", 2, "after, before");
    case_refuses(state, RNN "--input x.csv --expect y --tolerance -1", 2,
                 "--tolerance is a number from 0, not '-1'");
    case_refuses(state, RNN "--input x.csv --expect y --tolerance 1,5", 2,
                 "'1,5'");
    case_refuses(state, "--modle m", 2, "unknown option '--modle'");
    case_refuses(state, "--model", 2, "no value for '--model'");
    case_refuses(state, RNN "--input x.csv -o - more", 2, "argument 'more'");
    assert_int_equal(count_files(state, "out"), 0);
    /* What is read is not replaced, whatever it is called. */
    write_rows(state, "y.csv", 2);
    case_refuses(state, RNN "--input y.csv -o ./y.csv", 2,
                 "replace the input 'y.csv'");
    case_refuses(state, "--model y.csv --input x.csv -o y.csv", 2, "'y.csv'");
    case_refuses(state, STACK "--tokens y.csv -o y.csv", 2, "'y.csv'");
}

static void help_and_version(void **state)
{
    case_works(state, &printed, "--help");
    assert_int_equal(strncmp(printed.out, "Usage: gatereel record ", 23), 0);
    for (const char *line = printed.out; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    case_works(state, &printed, "--version");
    assert_int_equal(strncmp(printed.out, "gatereel ", 9), 0);
}

static void bad_inputs(void **state)
{
    write_rows(state, "x.csv", 2);
    case_write(state, "two.csv", "time,a,name,b\n1,2,x,3\n");
    case_write(state, "empty.csv", "a,b,c\n");
    case_refuses(state, "--model none.safetensors --input x.csv -o out.csv", 1,
                 "none.safetensors");
    case_refuses(state, "--model x.csv --input x.csv -o out.csv", 1, "x.csv");
    case_refuses(state, RNN "--input none.csv -o out.csv", 1, "none.csv");
    case_refuses(state, RNN "--input empty.csv -o out.csv", 1, "empty.csv");
    case_refuses(state, LSTM "--input two.csv --columns a,b -o out.csv", 1,
                 "two.csv: 2 columns (a, b) where the model reads 3 inputs");
    case_write(state, "r.csv", "\"time\"\n\"1\",1949\n");
    case_refuses(state, LSTM "--input r.csv -o out.csv", 1,
                 "r.csv: 2 columns (1, time) where");
    case_refuses(state, RNN "--input two.csv --columns a,b,d -o out.csv", 1,
                 "no column 'd'");
    case_refuses(state, RNN "--input x.csv --signals a,dz -o out.csv", 1,
                 "unknown signal 'dz'");
    case_refuses(state, LSTM "--input x.csv --signals tanhc -o out.csv", 1,
                 "did you mean 'tanh_c'?");
    case_refuses(state, LSTM "--input x.csv --signals q -o out.csv", 1,
                 "there are a_i, a_f, a_g, a_o, i, f, g, o, c, tanh_c, h,");
    case_refuses(state, LSTM "--input x.csv --signals a_f, -o out.csv", 1,
                 "empty name");
    case_refuses(state, LSTM "--input x.csv --signals dx -o out.csv", 1,
                 ".json and .safetensors only");
    case_refuses(state, LSTM "--input x.csv --target c -o out.csv", 1,
                 "2 columns (a, b) where");
    case_refuses(state, LSTM "--input x.csv --columns a,b,c --target c -o "
                 "out.csv --signals df", 1, "1 column (c) of targets where the "
                 "model has 2 outputs");
    case_refuses(state, LSTM "--input x.csv --columns a,b,c --target b -o "
                 "out.csv --signals df --head-kind softmax", 1,
                 "target 0.5 of step 1 is not a class: 0 to 1");
    case_refuses(state, LSTM "--input x.csv --columns a,b,c --target a,b -o "
                 "out.csv", 1, "--signals gradients");
    case_refuses(state, LSTM "--input x.csv --columns a,b,c --target a,b -o "
                 "out.csv --signals df --head none", 1, "no head");
    case_refuses(state, LSTM "--tokens x.csv -o out.csv", 1, "no embedding");
    case_refuses(state, LSTM "--input x.csv --pin layer0.f[9]=1 -o out.csv", 1,
                 "units 9..9 are not within 1..4");
    case_refuses(state, LSTM "--input x.csv --activation relu -o out.csv", 1,
                 "only for an RNN");
    case_refuses(state, LSTM "--input x.csv --prefix enc -o out.csv", 1, "enc");
    assert_int_equal(count_files(state, "out"), 0);
}

static void bad_states(void **state)
{
    write_rows(state, "x.csv", 2);
    case_works(state, &printed, RNN "--input x.csv -o rnn.safetensors");
    case_works(state, &printed, RNN "--input x.csv -o rnn.csv");
    case_works(state, &printed, STACK "--input x.csv -o stack.csv");
#define FROM(file) LSTM "--input x.csv -o out.csv --state " file
    case_refuses(state, FROM("none.csv"), 1, "none.csv");
    case_refuses(state, FROM("x.csv"), 1, "x.csv: not a record");
    case_refuses(state, FROM("rnn.csv"), 1, "rnn.csv: there is no column 'c'");
    case_refuses(state, FROM("stack.csv"), 1, "no layer 1");
    case_refuses(state, FROM("rnn.safetensors"), 1, "there is no 'layer0.c'");
    case_refuses(state, FROM(GOLDEN "rnn_I3H4T6.safetensors"), 1,
                 "neither 'h0' nor 'layer0.h'");
    case_refuses(state, STACK "--input x.csv -o out.csv --state rnn.csv", 1,
                 "rnn.csv: ");
    case_write(state, "half.csv", "layer,step,unit,h,c\n0,1,1,0,0\n0,1,3,0,0\n");
    case_refuses(state, FROM("half.csv"), 1,
                 "row 2: unit 3 of layer 0 where unit 2 is due");
    case_write(state, "half.csv", "layer,step,unit,h,c\n0,1,1,0,0\n");
    case_refuses(state, FROM("half.csv"), 1, "step 1 has 1 units of layer 0");
    assert_int_equal(count_files(state, "out"), 0);
}

static void standard_input_and_output(void **state)
{
    write_rows(state, "x.csv", 2);
    case_works(state, &printed, RNN "--input x.csv -o out.csv");
    char *file = case_read(state, "out.csv", 4096);
    case_works(state, &printed, RNN "--input - -o - <x.csv #");
    assert_string_equal(printed.out, file);
    free(file);
    case_works(state, &printed, RNN "--input x.csv -o - --format json");
    assert_int_equal(printed.out[0], '{');
    case_works(state, &printed, RNN "--input x.csv -o - --format safetensors "
               ">out.bin #");
    case_works(state, &printed, RNN "--input x.csv --expect out.bin");
}

static void full_disk(void **state)
{
    static const char *const formats[] = {"csv", "json", "safetensors"};
    char arguments[512];

    if (access("/dev/full", W_OK) != 0)
        skip();
    write_rows(state, "x.csv", 3000);
    for (int k = 0; k < 3; k++) {
        snprintf(arguments, sizeof arguments,
                 RNN "--input x.csv -o /dev/full --format %s", formats[k]);
        case_refuses(state, arguments, 1, "No space left on device");
        snprintf(arguments, sizeof arguments,
                 RNN "--input x.csv -o - --format %s >/dev/full #", formats[k]);
        case_refuses(state, arguments, 1, "No space left on device");
        /* A file size limit stands for a disk that fills up on the way. */
        char target[32];
        snprintf(target, sizeof target, "keep.%s", formats[k]);
        case_write(state, target, "old");
        snprintf(arguments, sizeof arguments, "--version >/dev/null; ulimit -f "
                 "16; \"$GATEREEL_PROGRAM\" record " RNN "--input x.csv -o %s",
                 target);
        case_refuses(state, arguments, 1, "File too large");
        char *kept = case_read(state, target, 4096);
        assert_string_equal(kept, "old");
        free(kept);
    }
    assert_int_equal(count_files(state, ".gatereel"), 0);
    case_refuses(state, RNN "--input x.csv -o none/out.csv", 1, "none/out.csv");
}

/* Killed while the new file grows: the old one stays. */
static void killed_while_writing(void **state)
{
    char path[128], input[128];
    const struct timespec moment = {0, 1000 * 1000};
    int status = 0, waited = 0;

    write_rows(state, "x.csv", 60000);
    case_write(state, "out.csv", "old");
    case_path(state, "out.csv", path);
    case_path(state, "x.csv", input);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        execl(getenv("GATEREEL_PROGRAM"), "gatereel", "record", "--model",
              TEST_DIR "/golden/lstm_I3H4T6.safetensors", "--input", input,
              "-o", path,
              "--signals", "all", (char *)NULL);
        _exit(127);
    }
    while (count_files(state, ".gatereel") == 0 && waited++ < 60 * 1000) {
        assert_int_equal(waitpid(child, &status, WNOHANG), 0);
        nanosleep(&moment, NULL);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    char *kept = case_read(state, "out.csv", 4096);
    assert_string_equal(kept, "old");
    free(kept);
}

/* The command itself, in this process. */
static int run_here(void **state, const char *output)
{
    char input[128], path[128];
    char *argv[] = {
        "record", "--model", TEST_DIR "/golden/lstm_I3H4T6.safetensors",
        "--input",
        (char *)case_path(state, "x.csv", input), "--signals",
        "all,gradients", "--pin", "layer0.f=1", "-o",
        (char *)case_path(state, output, path), NULL,
    };
    return command_record(sizeof argv / sizeof argv[0] - 1, argv);
}

static void commas_do_not_matter(void **state)
{
    write_rows(state, "x.csv", 5);
    assert_int_equal(run_here(state, "point.csv"), 0);
    assert_int_equal(run_here(state, "point.json"), 0);
    if (!comma_enter())
        skip();
    int codes = run_here(state, "comma.csv") + run_here(state, "comma.json");
    comma_leave();
    assert_int_equal(codes, 0);
    for (int k = 0; k < 2; k++) {
        char *point = case_read(state, k ? "point.json" : "point.csv", 65536);
        char *comma = case_read(state, k ? "comma.json" : "comma.csv", 65536);
        assert_string_equal(comma, point);
        free(point);
        free(comma);
    }
}

/* Every allocation failing in turn: a message, no file, nothing lost. */
static void memory_runs_out(void **state)
{
    static const char *const names[] = {"out.csv", "out.json",
                                        "out.safetensors"};
    int standard_error = dup(2), nowhere = open("/dev/null", O_WRONLY);

    write_rows(state, "x.csv", 3);
    for (int k = 0; k < 3; k++)
        for (long n = 0;; n++) {
            dup2(nowhere, 2);
            failing_after(n);
            int code = run_here(state, names[k]);
            bool failed = failing_stop();
            dup2(standard_error, 2);
            assert_true(n < 10000);
            if (!failed) {
                assert_int_equal(code, 0);
                assert_true(n > 10);
                break;
            }
            assert_int_equal(code, 1);
            assert_int_equal(count_files(state, "out"), k);
            assert_int_equal(count_files(state, ".gatereel"), 0);
        }
    close(nowhere);
    close(standard_error);
}

/* Lets this process have `room` bytes of address space more than it has. */
static void limit_space(struct rlimit *before, size_t room)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%lu", &pages) != 1)
        skip();
    fclose(file);
    assert_int_equal(getrlimit(RLIMIT_AS, before), 0);
    struct rlimit limit = *before;
    limit.rlim_cur = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + room;
    assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
}

static void too_large_says_so(void **state)
{
    struct rlimit before;
    int standard_error = dup(2);

    write_rows(state, "x.csv", 300 * 1000);
    FILE *said = case_open(state, "said", "w");
    limit_space(&before, 150 * 1000 * 1000);
    dup2(fileno(said), 2);
    int code = run_here(state, "out.csv");
    dup2(standard_error, 2);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
    close(standard_error);
    fclose(said);
    char *text = case_read(state, "said", 4096);
    assert_int_equal(code, 1);
    assert_non_null(strstr(text, "gatereel: not enough memory for a recording "
                           "of 300000 steps with gradients: it takes "));
    free(text);
    assert_int_equal(count_files(state, "out"), 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, case_begin, case_end)
    const struct CMUnitTest tests[] = {
        TEST(wrong_usage),
        TEST(help_and_version),
        TEST(bad_inputs),
        TEST(bad_states),
        TEST(standard_input_and_output),
        TEST(full_disk),
        TEST(killed_while_writing),
        TEST(commas_do_not_matter),
        TEST(memory_runs_out),
        TEST(too_large_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
