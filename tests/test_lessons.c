/* Lessons on the disk: how they are found, what they may read, and when they
 * have changed.
 */
#include "lesson_case.h"

static struct lesson_case c;

static int setup(void **state)
{
    (void)state;
    unsetenv("GATEREEL_LESSONS");
    lesson_case_init(&c);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lesson_case_finish(&c);
    return 0;
}

static void finds(const struct lessons *lessons, const char *name,
                  const char *end, int wanted)
{
    char path[LESSONS_PATH_MAX];
    struct error error = {0};
    int step;

    if (!lessons_find(lessons, name, path, &step, &error))
        fail_msg("%s", error.text);
    size_t length = strlen(path), tail = strlen(end);
    assert_true(length >= tail);
    assert_string_equal(path + length - tail, end);
    assert_int_equal(step, wanted);
}

static void misses(const struct lessons *lessons, const char *name,
                   const char *text)
{
    char path[LESSONS_PATH_MAX];
    struct error error = {0};
    int step;

    assert_false(lessons_find(lessons, name, path, &step, &error));
    assert_string_equal(error.text, text);
}

static void a_lesson_is_found_by_what_it_is_called(void **state)
{
    char name[128];
    struct lessons lessons;
    struct error error = {0};

    (void)state;
    lesson_case_block(&c, "network: {cell: lstm}\n");
    assert_int_equal(setenv("GATEREEL_LESSONS", c.top, 1), 0);
    assert_true(lessons_init(&lessons, &error));
    assert_int_equal(lessons.count, 1);
    finds(&lessons, "8", "/08-mine", 0);
    finds(&lessons, "8.4", "/08-mine", 4);
    finds(&lessons, "08-mine", "/08-mine", 0);
    finds(&lessons, "08-mine:2", "/08-mine", 2);
    finds(&lessons, c.folder, "/08-mine", 0);
    snprintf(name, sizeof name, "%s/:3", c.folder);
    finds(&lessons, name, "/08-mine", 3);
    snprintf(name, sizeof name, "%s/lesson.ko.md", c.folder);
    finds(&lessons, name, "/08-mine", 0);
    misses(&lessons, "9", "there is no lesson 9; there are 8");
    misses(&lessons, "08-mien",
           "there is no lesson '08-mien'; did you mean '08-mine'?");
    misses(&lessons, "/nowhere", "'/nowhere' is no lesson: neither one of "
           "those that come with the program ('gatereel lesson --list' names "
           "them) nor a folder with a lesson.md");
    assert_true(lessons_ships(&lessons, c.folder));
    assert_false(lessons_ships(&lessons, c.top));
    lessons_finish(&lessons);
    setenv("GATEREEL_LESSONS", "/nowhere", 1);
    assert_false(lessons_init(&lessons, &error));
    assert_string_equal(error.text,
                        "there is no folder '/nowhere' (GATEREEL_LESSONS)");
}

static void the_course_comes_with_the_program(void **state)
{
    struct lessons lessons;
    struct error error = {0};

    (void)state;
    assert_true(lessons_init(&lessons, &error));
    assert_int_equal(lessons.count, 16);
    for (int l = 0; l < LANGUAGES; l++)
        assert_true(glossary_find(&lessons.glossary[l], "forget-gate") >= 0);
    for (int k = 0; k < lessons.count; k++) {
        struct lesson *lesson = lessons_open(lessons.path[k], true,
                                             c.problems, &error);
        if (lesson == NULL)
            fail_msg("%s", error.text);
        assert_int_equal(lesson->number, k + 1);
        assert_true(lesson->has[LANGUAGE_EN] && lesson->has[LANGUAGE_KO]);
        lesson_destroy(lesson);
    }
    lessons_finish(&lessons);
}

static void is_inside(const char *name)
{
    char path[LESSONS_PATH_MAX];

    c.error.text[0] = '\0';
    if (!lessons_file(c.folder, name, path, &c.error))
        fail_msg("%s", c.error.text);
    assert_int_equal(path[0], '/');
}

static void is_refused(const char *name, const char *text)
{
    char path[LESSONS_PATH_MAX];

    assert_false(lessons_file(c.folder, name, path, &c.error));
    if (strstr(c.error.text, text) == NULL)
        fail_msg("'%s' is not in: %s", text, c.error.text);
}

static void make_link(const char *to, const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", c.folder, name);
    assert_int_equal(symlink(to, path), 0);
}

static void make_folder(const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", c.folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void names_do_not_lead_out(void **state)
{
    static const char *const names[] = {
        "../secret.csv", "data/../../secret.csv", "..", "data/..", "/etc/passwd",
        "..\\secret.csv", "C:secret.csv", "./../secret.csv",
    };

    (void)state;
    lesson_case_write(&c, "../secret.csv", "1\n");
    lesson_case_write(&c, "mine.csv", "1\n");
    make_folder("data");
    lesson_case_write(&c, "data/more..csv", "1\n");
    is_inside("mine.csv");
    is_inside("data/more..csv");
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        is_refused(names[k], "leads out of the lesson's folder: files are "
                   "named from there, without '..'");
    is_refused("", "the name of the file is missing");
    is_refused("none.csv", "cannot open 'none.csv': No such file");
}

static void links_do_not_lead_out(void **state)
{
    char beside[96];

    (void)state;
    lesson_case_write(&c, "../secret.csv", "1\n");
    lesson_case_write(&c, "mine.csv", "1\n");
    make_folder("../other");
    lesson_case_write(&c, "../other/data.csv", "1\n");
    /* A folder whose name begins with the lesson's. */
    snprintf(beside, sizeof beside, "%s-too", c.folder);
    assert_int_equal(mkdir(beside, 0700), 0);
    lesson_case_write(&c, "../08-mine-too/data.csv", "1\n");
    make_link("mine.csv", "inside.csv");
    make_link("../secret.csv", "out.csv");
    make_link("/etc/passwd", "passwd");
    make_link("../other", "folder");
    make_link("../08-mine-too", "near");
    make_link("folder", "twice");
    is_inside("inside.csv");
    is_refused("out.csv", "'out.csv' is outside of the lesson's folder, and a "
               "lesson reads only what is in it");
    is_refused("passwd", "is outside of the lesson's folder");
    is_refused("folder/data.csv", "is outside of the lesson's folder");
    is_refused("near/data.csv", "is outside of the lesson's folder");
    is_refused("twice/data.csv", "is outside of the lesson's folder");
}

static void only_plain_files_of_some_size(void **state)
{
    char path[256];

    (void)state;
    make_folder("data");
    snprintf(path, sizeof path, "%s/pipe", c.folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    lesson_case_write(&c, "large.csv", "1\n");
    snprintf(path, sizeof path, "%s/large.csv", c.folder);
    assert_int_equal(truncate(path, LESSONS_FILE_MAX), 0);
    is_inside("large.csv");
    assert_int_equal(truncate(path, LESSONS_FILE_MAX + 1), 0);
    is_refused("large.csv", "'large.csv' is longer than 64.0 MB");
    is_refused("data", "'data' is no plain file");
    is_refused("pipe", "'pipe' is no plain file");
    make_link("/dev/zero", "zero");
    is_refused("zero", "is outside");
}

/* The lesson's own text is held to the same. */
static void a_lesson_is_no_link_either(void **state)
{
    char path[256], text[512];

    (void)state;
    lesson_case_write(&c, "../secret.md", "# A\n");
    make_link("../secret.md", "lesson.md");
    assert_false(lesson_case_open(&c));
    snprintf(text, sizeof text, "%s/lesson.md: 'lesson.md' is outside of the "
             "lesson's folder, and a lesson reads only what is in it",
             c.folder);
    assert_string_equal(c.error.text, text);
    snprintf(path, sizeof path, "%s/lesson.md", c.folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(lesson_case_open(&c));
    assert_non_null(strstr(c.error.text, "is no plain file"));
}

static void all_problems_of_both_files(void **state)
{
    (void)state;
    lesson_case_write(&c, "lesson.md", "# A\n\n## B\n\nC.\n\n```gatereel\n"
                      "netwrok: 1\nveiw: 2\n```\n");
    lesson_case_write(&c, "lesson.ko.md", "# A\n\n## B\n\nC.\n\n"
                      "```gatereel\nview: cell\n```\n");
    assert_false(lesson_case_open(&c));
    assert_int_equal(c.problems[LANGUAGE_EN].count, 2);
    assert_true(c.problems[LANGUAGE_KO].count >= 1);
    assert_non_null(strstr(c.error.text, "lesson.md:8:1: unknown key "
                           "'netwrok'; did you mean 'network'? (and 1 more "
                           "problem)"));
}

static void what_is_saved_changes_the_stamp(void **state)
{
    uint64_t stamp[5];

    (void)state;
    lesson_case_block(&c, "network: {cell: lstm}\n");
    make_folder("data");
    stamp[0] = lessons_stamp(c.folder);
    assert_true(lessons_stamp(c.folder) == stamp[0]);
    lesson_case_write(&c, "notes.txt", "A\n");
    stamp[1] = lessons_stamp(c.folder);
    lesson_case_write(&c, "data/x.csv", "1\n");
    stamp[2] = lessons_stamp(c.folder);
    lesson_case_write(&c, "data/x.csv", "1\n2\n");
    stamp[3] = lessons_stamp(c.folder);
    lesson_case_block(&c, "network: {cell: gru}\n");
    stamp[4] = lessons_stamp(c.folder);
    for (int k = 1; k < 5; k++)
        assert_true(stamp[k] != stamp[k - 1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lesson_is_found_by_what_it_is_called,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(the_course_comes_with_the_program,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(names_do_not_lead_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(links_do_not_lead_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(only_plain_files_of_some_size, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_lesson_is_no_link_either, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(all_problems_of_both_files, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_saved_changes_the_stamp, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
