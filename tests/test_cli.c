/* cli: the program's own words, before any command. */
#include "program.h"

static void help_lists_commands(void **state)
{
    static struct printed printed;
    (void)state;

    program_run(&printed, "--help");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    assert_int_equal(strncmp(printed.out, "Usage: gatereel ", 16), 0);
    assert_non_null(strstr(printed.out, "\nCommands:\n"));
    static struct printed again;
    program_run(&again, "-h");
    assert_string_equal(again.out, printed.out);
}

static void version_is_one_line(void **state)
{
    static struct printed printed;
    (void)state;

    program_run(&printed, "--version");
    assert_int_equal(printed.code, 0);
    assert_int_equal(strncmp(printed.out, "gatereel ", 9), 0);
    assert_int_equal(strcspn(printed.out, "\n"), strlen(printed.out) - 1);
}

static void every_command_explains_itself(void **state)
{
    static const char *const commands[] = {"record", "gradients", "train",
                                           "weights", "bench", "render",
                                           "report"};
    static struct printed help, same;
    char line[64], first[64];
    (void)state;

    for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
        snprintf(line, sizeof line, "%s --help", commands[k]);
        snprintf(first, sizeof first, "Usage: gatereel %s ", commands[k]);
        program_run(&help, line);
        assert_int_equal(help.code, 0);
        assert_int_equal(strncmp(help.out, first, strlen(first)), 0);
        snprintf(line, sizeof line, "%s -h", commands[k]);
        program_run(&same, line);
        assert_string_equal(same.out, help.out);
        snprintf(line, sizeof line, "%s --version", commands[k]);
        program_run(&same, line);
        assert_int_equal(strncmp(same.out, "gatereel ", 9), 0);
    }
}

static void unknown_is_usage(void **state)
{
    (void)state;

    program_refuses("xyzzy", 2, "unknown command 'xyzzy'; see");
    program_refuses("--versin", 2, "did you mean '--version'?");
    program_refuses("\"$(printf 'a\\033b')\"", 2, "'a\\x1bb'");
    program_refuses("bench \"$(printf -- '--a\\nb')\"", 2, "'--a\\x0ab'");
    program_refuses("bench --only forwards", 2, "begins with 'forwards'");
}

static void lists_the_cases_alone(void **state)
{
    struct printed list;
    (void)state;

    program_run(&list, "bench --list --json --only gradient");
    assert_int_equal(list.code, 0);
    assert_string_equal(list.out, "gradient_matrix.T128.H64\n");
    assert_string_equal(list.err, "");
}

static void lost_output_is_a_failure(void **state)
{
    (void)state;

    if (access("/dev/full", W_OK) != 0)
        skip();
    program_refuses("--help >/dev/full", 1,
                    "standard output: No space left on device");
    program_refuses("--version >&-", 1, "standard output: Bad file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_lists_commands),
        cmocka_unit_test(version_is_one_line),
        cmocka_unit_test(every_command_explains_itself),
        cmocka_unit_test(unknown_is_usage),
        cmocka_unit_test(lists_the_cases_alone),
        cmocka_unit_test(lost_output_is_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
