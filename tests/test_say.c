/* cli/say: what the lines look like. */
#include "program.h"

#include "cli/cli.h"
#include "cli/say.h"

/* Standard error as it is after `say`, in `text`. */
static void catch_lines(void (*say)(void), char *text, size_t size)
{
    FILE *file = tmpfile();

    assert_non_null(file);
    fflush(stderr);
    int kept = dup(2);
    dup2(fileno(file), 2);
    say();
    fflush(stderr);
    dup2(kept, 2);
    close(kept);
    program_slurp(file, text, size);
}

static void say_all(void)
{
    say_error("line %d", 3);
    say_warning("%s is NaN", "h");
    assert_int_equal(say_usage("record", "unknown option '%s'", "--foo"),
                     EXIT_USAGE);
    assert_int_equal(say_usage(NULL, "no command"), EXIT_USAGE);
}

static void say_long(void)
{
    char text[5000];

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    say_error("%s", text);
}

static void lines_begin_with_the_program(void **state)
{
    char text[1024];
    (void)state;

    catch_lines(say_all, text, sizeof text);
    assert_string_equal(text,
                        "gatereel: line 3\n"
                        "gatereel: warning: h is NaN\n"
                        "gatereel: record: unknown option '--foo'; "
                        "see 'gatereel record --help'\n"
                        "gatereel: no command; see 'gatereel --help'\n");
}

static void long_lines_still_end(void **state)
{
    char text[8192];
    (void)state;

    catch_lines(say_long, text, sizeof text);
    size_t length = strlen(text);
    assert_true(length > 1000 && length < 4096);
    assert_int_equal(text[length - 1], '\n');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_begin_with_the_program),
        cmocka_unit_test(long_lines_still_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
