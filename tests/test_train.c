/* gatereel train: what a user sees and gets, from the command line. */
#include "program.h"

#include <stdbool.h>
#include <sys/stat.h>
#include <time.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/gatereel-train-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    /* Bits are compared, so every machine must use the same kernels. */
    return setenv("GATEREEL_CPU", "sse2", 1);
}

static int remove_folder(void **state)
{
    (void)state;
    return system("rm -rf ./* && rmdir \"$PWD\"") == 0 && chdir("/") == 0 ? 0
                                                                           : -1;
}

/* Runs, expects `code` and `want` on standard output; returns that output. */
static const char *run(const char *arguments, int code, const char *want)
{
    static struct printed printed;

    program_run(&printed, arguments);
    if (printed.code != code)
        fail_msg("'%s' ended with %d: %s%s", arguments, printed.code,
                 printed.out, printed.err);
    if (!strstr(printed.out, want))
        fail_msg("'%s' is not in: %s", want, printed.out);
    return printed.out;
}

static void assert_same(const char *one, const char *two)
{
    char command[256];

    snprintf(command, sizeof command, "cmp '%s' '%s'", one, two);
    assert_int_equal(system(command), 0);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

#define SMALL "train adding --hidden 4 --steps 8 --batch 50 "

static void test_lines(void **state)
{
    (void)state;
    const char *out = run(SMALL "--epochs 3 -o a", 0, "saved a\n");
    assert_int_equal(strncmp(out, "adding: lstm, 1 x 4 units", 25), 0);
    assert_non_null(strstr(out, "\nepoch 1 train 0."));
    assert_non_null(strstr(out, "\nepoch 3 train 0."));
    assert_null(strstr(out, "epoch 4"));
    assert_non_null(strstr(out, " baseline 0.1667\n"));
    assert_null(strchr(out, '\r'));
    assert_non_null(strstr(out, "test loss 0."));
    out = run("train remember --hidden 4 --steps 5 --epochs 1 -o b", 0,
              " accuracy ");
    assert_non_null(strstr(out, "% of the test answers are right\n"));
    run("train copy --hidden 4 --steps 2 --epochs 1 -o b", 0,
        "% of the test labels are right\n");
    run("train anbn --hidden 4 --steps 3 --epochs 1 -o b", 0,
        "% of the test labels are right, each after the right ones before ");
}

static void test_same_seed_same_file(void **state)
{
    (void)state;
    run(SMALL "--epochs 2 --seed 5 -o a", 0, "saved");
    run(SMALL "--epochs 2 --seed 5 -o b", 0, "saved");
    run(SMALL "--epochs 2 --seed 6 -o c", 0, "saved");
    assert_same("a", "b");
    assert_int_not_equal(system("cmp -s a c"), 0);
}

static void test_cells_and_schemes(void **state)
{
    const char *const options[] = {
        "--cell rnn --init xavier", "--cell rnn-relu --init identity",
        "--cell rnn-linear --init gain=0.9 --optimizer sgd",
        "--cell gru --layers 2", "--cell gru-before --optimizer rmsprop",
        "--init chrono --momentum 0.5 --clip 0", "--init orthogonal",
    };
    char line[256];

    (void)state;
    for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
        snprintf(line, sizeof line, SMALL "--epochs 1 %s -o m", options[k]);
        run(line, 0, "saved m");
        run("weights m", 0, "gatereel.task");
        snprintf(line, sizeof line, SMALL "--epochs 2 %s -o m --resume",
                 options[k]);
        run(line, 0, "going on in epoch 2");
    }
}

static void test_resume(void **state)
{
    (void)state;
    run(SMALL "--epochs 4 -o whole", 0, "saved");
    run(SMALL "--epochs 1 -o part", 0, "saved");
    const char *out = run("train adding --resume --epochs 4 -o part", 0,
                          "epoch 2 train");
    assert_null(strstr(out, "epoch 1 train"));
    assert_same("whole", "part");
    /* Nothing is left to do, and the file says so. */
    run("train adding --resume -o part", 0, "saved");
    assert_same("whole", "part");
}

static void test_resume_refuses(void **state)
{
    (void)state;
    run(SMALL "--epochs 2 -o m", 0, "saved");
    program_refuses("train adding --resume -o m --hidden 5", 1, "--hidden 5");
    program_refuses("train adding --resume -o m --epochs 1", 1, "2 epochs");
    program_refuses("train copy --resume -o m", 1, "adding task, not copy");
    assert_int_equal(system("cp m \"$(printf 'a\\nb')\""), 0);
    program_refuses("train copy --resume -o \"$(printf 'a\\nb')\"", 1,
                    "a\\x0ab: it learned");
    program_refuses("train adding --resume -o none", 1, "none");
    program_refuses("train adding --resume -o -", 2, "--resume");
    const char *out = run("train adding --resume -o m", 0, "saved m");
    assert_non_null(strstr(out, "all 2 epochs are done"));
    assert_null(strstr(out, "going on"));
    run("train adding --resume -o m --hidden 4 --rate 0.01 --epochs 3", 0,
        "saved");
}

static void test_series(void **state)
{
    char line[512];

    (void)state;
    snprintf(line, sizeof line, "train series --input '%s/../assets/data/"
             "AirPassengers.csv' --hidden 4 --epochs 2 -o m", TEST_DIR);
    const char *out = run(line, 0, "series 'value': lstm");
    assert_non_null(strstr(out, "no better than tomorrow = today\n"));
    assert_non_null(strstr(out, "in units of 'value'"));
    run("weights m", 0, "gatereel.input.mean");
    /* The model opens on the raw table, and knows its column. */
    run("record --model m --input '" TEST_DIR "/../assets/data/"
        "AirPassengers.csv' -o one.csv", 0, "");
    run("record --model m --input '" TEST_DIR "/../assets/data/"
        "AirPassengers.csv' --columns value -o two.csv", 0, "");
    assert_same("one.csv", "two.csv");
    strcpy(line + strlen(line) - 4, "-o n --column time");
    run(line, 0, "series 'time': lstm");
    snprintf(line, sizeof line, "train series --input '%s/../assets/data/"
             "nottem.csv' --resume --epochs 3 -o m", TEST_DIR);
    program_refuses(line, 1, "another series");
    program_refuses("train series -o m", 2, "--input");
    program_refuses("train series --input none.csv -o m", 1, "none.csv");
    program_refuses("train adding --input none.csv -o m", 2, "--input");
}

/* A column that only counts is passed over, unless there is nothing else. */
static void test_column(void **state)
{
    (void)state;
    FILE *file = fopen("x.csv", "w");
    fprintf(file, "n,same,year,t,v\n");
    for (int k = 0; k < 80; k++)
        fprintf(file, "%d,7,%.3f,%s,%d\n", k, 1990 + k / 12.0, "May",
                k * k % 17);
    fclose(file);
    run("train series --input x.csv --steps 4 --hidden 2 --epochs 1 -o m", 0,
        "series 'v'");
    assert_int_equal(system("\"$GATEREEL_PROGRAM\" train series --input - "
                            "--steps 4 --hidden 2 --epochs 1 -o n <x.csv "
                            "| grep \"series 'v'\" >log"), 0);
    assert_same("m", "n");
    program_refuses("train series --input x.csv --column same -o m", 1,
                    "nothing to learn");
    program_refuses("train series --input x.csv --column n,v -o m", 1,
                    "one column");
    assert_int_equal(system("cut -d, -f1,2 x.csv >y.csv"), 0);
    run("train series --input y.csv --steps 4 --hidden 2 --epochs 1 -o m", 0,
        "series 'n'");
    assert_int_equal(system("cut -d, -f2 x.csv >y.csv"), 0);
    program_refuses("train series --input y.csv -o m", 1, "vary");
    program_refuses("train series --input x.csv -o ./x.csv", 2, "replace");
}

/* The first word of every line of `gatereel tasks` is a task, which is trained
 * with what comes with the program, and goes on in the same bytes. */
static void test_every_task(void **state)
{
    char tasks[4096], line[256];
    int count = 0;

    (void)state;
    strcpy(tasks, run("tasks", 0, "\nadding       add the two marked"));
    assert_int_equal(strncmp(tasks, "cosine ", 7), 0);
    for (char *at = tasks; *at; at = strchr(at, '\n') + 1, count++) {
        int length = (int)strcspn(at, " ");

        if (strncmp(at, "series ", 7) == 0)
            continue;
        const char *const sets[] = {"--epochs 2 -o whole", "--epochs 1 -o part",
                                    "--epochs 2 -o part --resume"};
        for (int k = 0; k < 3; k++) {
            snprintf(line, sizeof line, "train %.*s %s %s", length, at,
                     k < 2 ? "--hidden 3 --batch 100" : "", sets[k]);
            run(line, 0, k < 2 ? "epoch 1 train " : "going on in epoch 2");
        }
        assert_same("whole", "part");
    }
    assert_int_equal(count, 17);
}

/* The four networks of the cosine. */
static void test_kinds_of_series(void **state)
{
    static const char *const kinds[] = {
        "--cell dense-relu --context 20", "", "--stateful --batch 4",
        "--stateful --layers 2 --batch 4",
    };
    char line[256];

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        snprintf(line, sizeof line, "train cosine --halve 1 --hidden 8 "
                 "--epochs 3 -o whole %s", kinds[k]);
        run(line, 0, k == 0 ? "; reads 20 values at once; "
                     : k == 1 ? " weights; 760 sequences"
                              : "; states go on; ");
        snprintf(line, sizeof line, "train cosine --halve 1 --hidden 8 "
                 "--epochs 1 -o part %s", kinds[k]);
        run(line, 0, "saved");
        snprintf(line, sizeof line, "train cosine --halve 1 --epochs 3 "
                 "-o part --resume %s", k == 0 ? "" : kinds[k]);
        run(line, 0, "going on");
        assert_same("whole", "part");
    }
    program_refuses("train cosine -o part --resume --halve 2", 1, "--halve 2");
    program_refuses("train cosine -o part --resume --context 3", 1,
                    "--context 3");
    run("train cosine --hidden 8 --epochs 1 -o plain", 0, "saved");
    program_refuses("train cosine -o plain --resume --stateful", 1,
                    "not trained with --stateful; only");
}

static void write_text(const char *path, int lines)
{
    FILE *file = fopen(path, "w");

    for (int k = 0; k < lines; k++)
        fprintf(file, "line %d of a text\n", k % 7);
    fclose(file);
}

/* A text of the user's own, and a column of his in the place of the task's. */
static void test_own_files(void **state)
{
    (void)state;
    write_text("t.txt", 200);
    write_text("u.txt", 201);
    run("train letters --text t.txt --steps 10 --hidden 4 --epochs 1 -o m", 0,
        "letters: lstm");
    run("train letters --text t.txt --epochs 2 -o m --resume", 0, "going on");
    program_refuses("train letters --text u.txt --epochs 3 -o m --resume", 1,
                    "another text");
    program_refuses("train letters --text t.txt -o ./t.txt", 2, "replace");
    run("train temperature --input '" TEST_DIR "/../assets/data/"
        "AirPassengers.csv' --column value --steps 12 --hidden 3 --epochs 1 "
        "-o m", 0, "temperature 'value': lstm");
    assert_non_null(strstr(run("train temperature --steps 12 --hidden 3 "
                               "--epochs 1 -o n", 0, "temperature 'value': "),
                           "; 180 sequences"));
    assert_int_not_equal(system("cmp -s m n"), 0);
}

static void test_outputs(void **state)
{
    struct printed printed;

    (void)state;
    run(SMALL "--epochs 2 -o m", 0, "saved");
    /* The file goes to standard output, the lines to standard error. */
    program_run(&printed, SMALL "--epochs 2 -o - >n");
    assert_int_equal(printed.code, 0);
    assert_same("m", "n");
    assert_string_equal(printed.out, "");
    assert_non_null(strstr(printed.err, "epoch 2 train"));
    program_refuses(SMALL "--epochs 1 -o none/m", 1, "none/m");
    /* Told before any training. */
    assert_int_equal(mkdir("folder", 0777), 0);
    program_run(&printed, SMALL "--epochs 1 -o folder");
    assert_int_equal(printed.code, 1);
    assert_string_equal(printed.out, "");
    assert_non_null(strstr(printed.err, "folder: cannot open"));
    if (is_there("/dev/full")) {
        program_run(&printed, SMALL "--epochs 1 -o /dev/full");
        assert_int_equal(printed.code, 1);
        assert_non_null(strstr(printed.err, "/dev/full"));
    }
}

static void test_usage(void **state)
{
    (void)state;
    program_refuses("train", 2, "no task");
    program_refuses("train adding", 2, "-o FILE");
    program_refuses("train ading -o never", 2, "did you mean 'adding'");
    program_refuses("train xyzzy -o never", 2, "there are cosine, price, ");
    program_refuses("train adding x -o never", 2, "unexpected argument 'x'");
    program_refuses("train adding -o never --hiden 3", 2, "--hiden");
    program_refuses("train adding -o", 2, "needs a value");
    program_refuses("train adding -o never --hidden 0", 2, "--hidden");
    program_refuses("train adding -o never --rate nan", 2, "--rate");
    program_refuses("train adding -o never --rate 0", 2, "--rate");
    program_refuses("train adding -o never --epochs 1.5", 2, "--epochs");
    program_refuses("train adding -o never --cell lstn", 2, "--cell");
    program_refuses("train adding -o never --cell dense", 2, "--cell dense: a "
                    "dense layer remembers nothing; it needs --context N");
    program_refuses("train cosine -o never --cell dense --context 1", 2,
                    "--context");
    program_refuses("train adding -o never --cell dense --context 3", 1,
                    "has no context");
    program_refuses("train adding -o never --context 0", 2, "--context");
    program_refuses("train adding -o never --halve -1", 2, "--halve");
    program_refuses("train adding -o never --stateful", 1, "stateful");
    program_refuses("train adding -o never --stateful=yes", 2, "--stateful");
    program_refuses("train adding -o never --text x", 2, "--text");
    program_refuses("train letters -o never --input x", 2, "--text FILE");
    program_refuses("train letters -o never --text none.txt", 1, "none.txt");
    program_refuses("train places -o never --column x", 2, "no columns");
    program_refuses("train places -o never --input none.tsv", 1, "none.tsv");
    program_refuses("train price -o never --input none.csv", 1, "none.csv");
    program_refuses("train numbers -o never --input x", 2, "own data");
    program_refuses("train adding -o never --optimizer adan", 2, "--optimizer");
    program_refuses("train adding -o never --init gain=x", 2, "--init");
    program_refuses("train adding -o never --seed -1", 2, "--seed");
    program_refuses("train adding -o never --steps 1", 1, "steps");
    run("train --help", 0, "Usage: gatereel train TASK");
    run("train copy --help", 0, "of the copy task");
    run("train letters --help", 0, "halved, again and again;\n"
        "                      0: never (");
    run("train --version", 0, "gatereel ");
    assert_false(is_there("never"));
}

static void test_explosion(void **state)
{
    struct printed printed;

    (void)state;
    program_run(&printed, SMALL "--cell rnn-linear --rate 1e6 --clip 0 "
                "--epochs 5 -o never");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "no longer a number in epoch"));
    assert_non_null(strstr(printed.err, "nothing is saved"));
    assert_false(is_there("never"));
}

/* Starts a training that would take minutes, sends `number` as soon as lines
 * appear in the file `log`, and expects a clean end. */
static void interrupt(const char *file, int number)
{
    const char *program = getenv("GATEREEL_PROGRAM");
    pid_t child = fork();
    int status;

    if (child == 0) {
        if (!freopen("log", "w", stdout))
            _exit(126);
        program_heed_signals();
        execl(program, "gatereel", "train", "adding", "--hidden", "4",
              "--steps", "8", "--batch", "7", "--epochs", "100000", "-o", file,
              (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    for (int k = 0; k < 2000; k++) {
        struct stat about;

        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
        if (stat("log", &about) == 0 && about.st_size > 200)
            break;
    }
    kill(child, number);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(system("grep -q 'stopped in epoch .* of 100000, saved' "
                            "log"), 0);
    assert_int_equal(system("grep -q '^go on with: gatereel train adding "
                            "--resume -o ' log"), 0);
}

/* Ctrl+C in the middle, and the file goes on as if nothing had been. */
static void test_interrupt(void **state)
{
    char line[256], epochs[32];

    (void)state;
    interrupt("a", SIGINT);
    assert_int_equal(system("sed -n 's/^stopped in epoch \\([0-9]*\\) .*/\\1/p'"
                            " log >epoch"), 0);
    FILE *file = fopen("epoch", "r");
    assert_non_null(fgets(epochs, sizeof epochs, file));
    fclose(file);
    int last = atoi(epochs) + 1;
    snprintf(line, sizeof line, "train adding --resume --epochs %d -o a", last);
    run(line, 0, "going on");
    snprintf(line, sizeof line, "train adding --hidden 4 --steps 8 --batch 7 "
             "--epochs %d -o b", last);
    run(line, 0, "saved");
    assert_same("a", "b");
    interrupt("c", SIGTERM);
    interrupt("d", SIGHUP);
    assert_int_equal(system("ls -A | grep -q tmp"), 1 << 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_same_seed_same_file),
        cmocka_unit_test(test_cells_and_schemes),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_resume_refuses),
        cmocka_unit_test(test_series),
        cmocka_unit_test(test_column),
        cmocka_unit_test(test_every_task),
        cmocka_unit_test(test_kinds_of_series),
        cmocka_unit_test(test_own_files),
        cmocka_unit_test(test_outputs),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_explosion),
        cmocka_unit_test(test_interrupt),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
