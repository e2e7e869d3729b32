/* gatereel scores and sweep: what a user sees and gets, from the command
 * line. */
#include "program.h"

#include <stdbool.h>
#include <time.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/gatereel-scores-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    return 0;
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

static void assert_in(const char *text, const char *want)
{
    if (!strstr(text, want))
        fail_msg("'%s' is not in: %s", want, text);
}

static int count_lines(const char *text)
{
    int lines = 0;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* The figures that training itself tells, of what was trained. */
static void test_scores(void **state)
{
    (void)state;
    run("train remember --hidden 8 --steps 5 --epochs 2 -o bit.safetensors", 0,
        "\n100.0 % of the test answers are right\n");
    run("train anbn --steps 4 --epochs 1 -o count.safetensors", 0, "saved");
    run("train cosine --epochs 1 --hidden 4 --cell dense --context 10 "
        "-o wave.safetensors", 0, "saved");
    const char *out = run("scores bit.safetensors", 0, "bit");
    assert_in(out, " remember ");
    assert_in(out, " lstm 1 x 8 ");
    assert_in(out, "  100 % of answers (chance 5");
    assert_null(strstr(out, "training"));
    assert_int_equal(count_lines(out), 1);

    out = run("scores --markdown count.safetensors wave.safetensors", 0,
              "| Network | Task |");
    assert_int_equal(count_lines(out), 4);
    assert_in(out, "\n| count | anbn | lstm 1 x 8 | 443 | ");
    assert_in(out, "\n| wave | cosine | dense 1 x 4, context 10 | 49 | ");
    assert_in(out, " (tomorrow = today: ");
}

/* A network that was not trained here is told from one that was; the others
 * are measured all the same. */
static void test_scores_refused(void **state)
{
    static struct printed printed;

    (void)state;
    program_refuses("scores", 2, "no network; see");
    program_refuses("scores --no", 2, "unknown option '--no'");
    program_refuses("scores gone.safetensors", 1, "gone.safetensors");
    assert_int_equal(system("printf '\\002\\0\\0\\0\\0\\0\\0\\0{}' >x"), 0);
    program_refuses("scores x", 1, "x: nothing says how it was trained");
    assert_int_equal(system("(echo v; seq 1 90) >s.csv"), 0);
    run("train series --input s.csv --epochs 1 -o s", 0, "saved");
    program_refuses("scores s", 1, "s learned a series of yours");
    run("train remember --hidden 4 --steps 5 --epochs 1 -o bit", 0, "saved");
    program_run(&printed, "scores x bit");
    assert_int_equal(printed.code, 1);
    assert_int_equal(strncmp(printed.out, "bit ", 4), 0);
    assert_in(printed.err, "nothing says");
}

/* Does a process hold more than 100 MB? */
static bool is_large(pid_t process)
{
    char path[64];
    long pages = 0;

    snprintf(path, sizeof path, "/proc/%ld/statm", (long)process);
    FILE *file = fopen(path, "r");
    if (file) {
        bool found = fscanf(file, "%*s %ld", &pages) == 1;
        fclose(file);
        return found && pages * sysconf(_SC_PAGESIZE) > 100 * 1000 * 1000;
    }
    return false;
}

#define SMALL "sweep --lags 3,40 --cells rnn,gru-before --seeds 2 --epochs 1 "

static void test_sweep(void **state)
{
    (void)state;
    const char *out = run(SMALL "-o a.csv", 0, "remember: ");
    assert_in(out, "\nlag                 3         40\nrnn ");
    assert_in(out, "\ngru-before ");
    assert_in(out, "rnn: most seeds learn it ");
    assert_null(strchr(out, '\r'));
    /* The same numbers to standard output, and nothing else there. */
    out = run(SMALL "-o -", 0,
              "task,cell,lag,seed,learned,epochs,loss,accuracy\n"
              "remember,rnn,3,1,");
    assert_int_equal(count_lines(out), 1 + 2 * 2 * 2);
    assert_in(out, "\nremember,gru-before,40,2,");
    assert_null(strstr(out, "learned it"));
    run(SMALL "-o b.csv", 0, "lag");
    assert_int_equal(system("cmp -s a.csv b.csv"), 0);
    run("sweep adding --lags 5 --seeds 1 --epochs 1 --cells lstm -o -", 0,
        "\nadding,lstm,5,1,0,1,");
}

/* Ctrl+C once the first networks are done: what there is is printed. The test
 * waits for the second lag, which takes hours, by the memory it needs. */
static void test_sweep_stops(void **state)
{
    const char *program = getenv("GATEREEL_PROGRAM");
    int status;
    pid_t child = fork();

    (void)state;
    assert_non_null(program);
    if (child == 0) {
        if (!freopen("log", "w", stdout) || !freopen("errors", "w", stderr))
            _exit(126);
        program_heed_signals();
        execl(program, "gatereel", "sweep", "--lags", "3,30000", "--cells",
              "rnn", "--seeds", "1", "-o", "stopped.csv", (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    for (int k = 0; k < 2000 && !is_large(child); k++)
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    kill(child, SIGINT);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(system("grep -q '^rnn  *1/1 1  *-$' log"), 0);
    assert_int_equal(system("grep -q '^stopped after 1 of 2 networks$' errors"),
                     0);
    assert_int_equal(system("test \"$(wc -l <stopped.csv)\" -eq 2"), 0);
}

static void test_sweep_refused(void **state)
{
    (void)state;
    program_refuses("sweep xyzzy", 2, "unknown task 'xyzzy'");
    program_refuses("sweep cosine", 2, "the cosine task has no lag");
    program_refuses("sweep --lags 5,x", 2, "--lags 'x' is not a whole number");
    program_refuses("sweep --lags 5,5", 2, "grow");
    program_refuses("sweep --lags ''", 2, "--lags");
    program_refuses("sweep --lags 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", 2,
                    "more than 16");
    program_refuses("sweep --cells rnn,lstm,gru,rnn,lstm", 2, "more than 4");
    program_refuses("sweep --cells lsmt", 2, "--cells: ");
    program_refuses("sweep --cells dense", 2, "remembers nothing");
    program_refuses("sweep --seeds 11", 2, "--seeds '11'");
    program_refuses("sweep --epochs 0", 2, "--epochs '0'");
    program_refuses("sweep remember adding", 2, "unexpected argument 'adding'");
    program_refuses("sweep --lags", 2, "needs a value");
    program_refuses("sweep --seeds 1 -o no/where.csv", 1, "no/where.csv");
    program_refuses("sweep adding --lags 1 --seeds 1 -o -", 1, "lag 1: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_scores_refused),
        cmocka_unit_test(test_sweep),
        cmocka_unit_test(test_sweep_stops),
        cmocka_unit_test(test_sweep_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
