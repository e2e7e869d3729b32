/* gatereel new-lesson: what it makes works and is checked, and nothing that is
 * there is touched.
 */
#include "lesson_case.h"
#include "program.h"

static struct lesson_case c;
static struct printed printed;

static int setup(void **state)
{
    (void)state;
    lesson_case_init(&c);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lesson_case_finish(&c);
    return 0;
}

/* Runs "new-lesson TOP/name". */
static void run_new(const char *name)
{
    char arguments[256];

    snprintf(arguments, sizeof arguments, "new-lesson '%s/%s'", c.top, name);
    program_run(&printed, arguments);
}

static void what_it_makes_works(void **state)
{
    char folder[128], arguments[256];

    (void)state;
    run_new("mine");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    snprintf(folder, sizeof folder, "%s/mine", c.top);
    static const char *const next[] = {"gatereel lesson ", "gatereel check ",
                                       "gatereel handout "};
    for (size_t k = 0; k < 3; k++) {
        char wanted[256];
        snprintf(wanted, sizeof wanted, "%s%s", next[k], folder);
        assert_non_null(strstr(printed.out, wanted));
    }
    c.lesson = lessons_open(folder, false, c.problems, &c.error);
    if (c.lesson == NULL)
        fail_msg("%s", c.error.text);
    assert_true(c.lesson->has[LANGUAGE_EN] && c.lesson->has[LANGUAGE_KO]);
    assert_int_equal(c.lesson->steps, 3);
    int kinds = 0, expects = 0;
    for (int k = 0; k < c.lesson->steps; k++) {
        lesson_case_make(&c, k, 0);
        kinds |= 1 << c.lesson->step[k].step.question.kind;
        expects += c.lesson->step[k].step.expects;
    }
    assert_int_equal(kinds, 1 << QUESTION_NONE | 1 << QUESTION_NUMBER |
                                1 << QUESTION_CHOOSE);
    assert_true(expects > 0);
    snprintf(arguments, sizeof arguments, "check '%s'", folder);
    program_run(&printed, arguments);
    if (printed.code != 0)
        fail_msg("%s", printed.out);
}

static void nothing_is_overwritten(void **state)
{
    char arguments[256], text[8] = "";

    (void)state;
    lesson_case_write(&c, "lesson.md", "mine");
    snprintf(arguments, sizeof arguments, "new-lesson '%s'", c.folder);
    program_refuses(arguments, 1, "is there already; choose another name");
    snprintf(arguments, sizeof arguments, "%s/lesson.md", c.folder);
    FILE *file = fopen(arguments, "rb");
    assert_non_null(file);
    assert_int_equal(fread(text, 1, sizeof text - 1, file), 4);
    fclose(file);
    assert_string_equal(text, "mine");
    snprintf(arguments, sizeof arguments, "new-lesson '%s/no/such'", c.top);
    program_refuses(arguments, 1, "cannot make the folder");
}

/* Without its template nothing is left behind. */
static void a_lesson_is_made_whole_or_not(void **state)
{
    char command[512], folder[128];
    struct stat about;

    (void)state;
    snprintf(folder, sizeof folder, "%s/half", c.top);
    snprintf(command, sizeof command, "mkdir -p '%s/assets/template' && "
             "echo '# A' >'%s/assets/template/lesson.md' && "
             "GATEREEL_ASSETS='%s/assets' \"$GATEREEL_PROGRAM\" new-lesson "
             "'%s'", c.top, c.top, c.top, folder);
    program_shell(&printed, command);
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "template/lesson.ko.md"));
    assert_int_not_equal(stat(folder, &about), 0);
}

static void wrong_usage(void **state)
{
    (void)state;
    program_refuses("new-lesson", 2, "the name of the folder is missing");
    program_refuses("new-lesson ''", 2, "the name of the folder is missing");
    program_refuses("new-lesson a b", 2, "unexpected argument 'b'");
    program_refuses("new-lesson --no", 2, "unknown option '--no'");
    program_run(&printed, "new-lesson --help");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "Usage: gatereel new-lesson FOLDER"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_it_makes_works, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_overwritten, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_lesson_is_made_whole_or_not, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(wrong_usage, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
