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
                                           "weights", "bench", "render", "lab",
                                           "report", "tasks",
                                           "scores", "sweep", "check"};
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

/* Every preset is named once, in its order, and opens; its picture is as the
 * window's. */
static void presets_are_listed(void **state)
{
    static struct printed list, korean;
    char command[200], name[80];
    int count = 0;

    (void)state;
    program_run(&list, "lab --list");
    assert_int_equal(list.code, 0);
    assert_string_equal(list.err, "");
    assert_non_null(strstr(list.out, "lstm-vanishes "));
    for (const char *at = list.out; *at != '\0'; count++) {
        assert_int_equal(sscanf(at, "%79s", name), 1);
        snprintf(command, sizeof command,
                 "render --preset %s --size 640x400 -o - | wc -c", name);
        program_run(&korean, command);
        assert_int_equal(korean.code, 0);
        assert_string_equal(korean.err, "");
        at += strcspn(at, "\n") + 1;
    }
    assert_true(count >= 3);
    program_run(&korean, "lab --list --lang ko");
    assert_non_null(strstr(korean.out, "lstm-vanishes "));
    assert_string_not_equal(korean.out, list.out);
}

static void wrong_presets_are_said(void **state)
{
    (void)state;
    program_refuses("lab lstm-vanish", 1, "did you mean 'lstm-vanishes'?");
    program_refuses("lab xyzzy", 1, "there is no preset 'xyzzy'; 'gatereel "
                                    "lab --list' names them");
    program_refuses("lab a b", 2, "unexpected argument 'b'");
    program_refuses("lab a --list", 2, "without the name");
    program_refuses("lab --model m --input x.csv", 2, "its own networks");
    program_refuses("open --list", 2, "unknown option '--list'");
    program_refuses("open a.scene --model m --input x", 2, "its own networks");
    program_refuses("open gone.scene", 1, "cannot open 'gone.scene'");
    program_refuses("render --preset lstm-vanish -o x.png", 1,
                    "did you mean 'lstm-vanishes'?");
    program_refuses("lab --list >/dev/full", 1, "No space left");
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
        cmocka_unit_test(presets_are_listed),
        cmocka_unit_test(wrong_presets_are_said),
        cmocka_unit_test(lost_output_is_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
