/* Runs the program itself, as a user would, and keeps what it printed. */
#ifndef GATEREEL_TESTS_PROGRAM_H
#define GATEREEL_TESTS_PROGRAM_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct printed {
    int code;        /* exit code; -1: ended by a signal */
    char out[65536]; /* beginning of standard output */
    char err[8192];  /* beginning of standard error */
};

/* For a child that a test will interrupt: who starts the tests by nohup or in
 * the background hands down ignored signals, which gatereel leaves ignored. */
static inline void program_heed_signals(void)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
}

static inline void program_slurp(FILE *file, char *text, size_t size)
{
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

/* Runs a shell command, in which "$GATEREEL_PROGRAM" is the program, with
 * standard input empty and both outputs kept. */
static inline void program_shell(struct printed *printed, const char *command)
{
    FILE *out = tmpfile(), *err = tmpfile(), *in = fopen("/dev/null", "r");

    assert_non_null(out);
    assert_non_null(err);
    assert_non_null(in);
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(in), 0);
        dup2(fileno(out), 1);
        dup2(fileno(err), 2);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    printed->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    program_slurp(out, printed->out, sizeof printed->out);
    program_slurp(err, printed->err, sizeof printed->err);
    fclose(in);
}

/* Runs `gatereel ARGUMENTS` by the shell (so quotes and redirections work). */
static inline void program_run(struct printed *printed, const char *arguments)
{
    char command[4096];
    const char *program = getenv("GATEREEL_PROGRAM");

    assert_non_null(program);
    int length = snprintf(command, sizeof command, "'%s' %s </dev/null",
                          program, arguments);
    assert_true(length > 0 && (size_t)length < sizeof command);
    program_shell(printed, command);
}

/* The run failed with `code`, nothing on standard output, and one line on
 * standard error that begins "gatereel: " and holds `want`. */
static inline void program_refuses(const char *arguments, int code,
                                   const char *want)
{
    static struct printed printed;

    program_run(&printed, arguments);
    if (printed.code != code)
        fail_msg("'%s' ended with %d: %s", arguments, printed.code,
                 printed.err);
    assert_string_equal(printed.out, "");
    assert_int_equal(strncmp(printed.err, "gatereel: ", 10), 0);
    char *line_end = strchr(printed.err, '\n');
    assert_non_null(line_end);
    assert_string_equal(line_end, "\n");
    if (strstr(printed.err, want) == NULL)
        fail_msg("'%s' is not in: %s", want, printed.err);
}

#endif
