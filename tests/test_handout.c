/* gatereel handout: what is on paper, what is there only for the teacher, and
 * that every page of the course is sound: no text is cut or lies on another,
 * and nothing stands where the foot of the page does. */
#include "scene_case.h"

#include "cli/handout/make.h"
#include "cli/handout/sheet.h"
#include "cli/lesson/lessons.h"
#include "print/print.h"
#include "program.h"

static char folder[64];
static char where[160];        /* the page that is looked at */
static struct printed printed;

static int begin(void **state)
{
    char arguments[128];

    (void)state;
    where[0] = '\0';
    strcpy(folder, "/tmp/test_handout_XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(arguments, sizeof arguments, "new-lesson %s/mine", folder);
    program_run(&printed, arguments);
    assert_int_equal(printed.code, 0);
    return 0;
}

static int end(void **state)
{
    char command[128];

    (void)state;
    if (where[0] != '\0')
        print_error("at %s\n", where);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

/* The text of the small lesson's handout. */
static const char *text_of(const char *options)
{
    char command[512];

    snprintf(command, sizeof command,
             "'%s' handout %s/mine %s -o %s/a.pdf && pdftotext %s/a.pdf - | "
             "tr '\\n' ' '", getenv("GATEREEL_PROGRAM"), folder, options,
             folder, folder);
    program_shell(&printed, command);
    if (printed.code != 0 || printed.err[0] != '\0')
        fail_msg("%d: %s", printed.code, printed.err);
    return printed.out;
}

static int count(const char *text, const char *part)
{
    int found = 0;

    while ((text = strstr(text, part)) != NULL) {
        text++;
        found++;
    }
    return found;
}

static void has(const char *text, const char *part, int times)
{
    if (count(text, part) != times)
        fail_msg("'%s' is there %d times, not %d: %s", part,
                 count(text, part), times, text);
}

static void a_student_has_questions(void **state)
{
    const char *text;

    (void)state;
    text = text_of("");
    int pages = count(text, "Gatereel"); /* at the foot of each */
    assert_true(pages > 1);
    has(text, "A lesson of your own", 1 + pages);
    has(text, "Half of it every time", 1);
    has(text, "How much of the value is in", 1);
    has(text, "a) the input gate", 1);
    has(text, "c) the output gate", 1);
    has(text, "Your prediction:", 1);
    has(text, "Notes", 3);
    has(text, "Hints", 1);
    has(text, "It is halved at step 2", 1);
    has(text, "Name", 1);
    /* Of the teacher alone. */
    has(text, "The run says", 0);
    has(text, "For the teacher", 0);
    has(text, "Only you see this", 0);
    has(text, "It multiplies the old cell state", 0);
    has(text, "Two halves are a quarter", 0);
    /* Where a picture would give the answer away it is not there. */
    has(text, "Unrolled LSTM", 1);
    has(text, "comes after the answer", 1);
}

static void a_teacher_has_answers(void **state)
{
    const char *text;

    (void)state;
    text = text_of("--answers");
    has(text, "with answers", 1);
    has(text, "The run says: 0.18", 1);
    has(text, "For the teacher", 1);
    has(text, "Only you see this", 1);
    has(text, "It multiplies the old cell state", 1);
    has(text, "Two halves are a quarter", 1);
    has(text, "Unrolled LSTM", 2);
    has(text, "comes after the answer", 0);
    has(text, "Your prediction:", 0);
}

static void in_korean_too(void **state)
{
    const char *text;

    (void)state;
    text = text_of("--lang ko");
    has(text, "먼저 예측해 보기", 2);
    has(text, "나의 예측:", 1);
    has(text, "메모", 3);
    has(text, "힌트", 1);
    has(text, "실행 결과:", 0);
    text = text_of("--lang ko --answers");
    has(text, "정답 포함", 1);
    has(text, "실행 결과: 0.18", 1);
    has(text, "교사용 메모", 1);
}

static void wrong_usage(void **state)
{
    char arguments[256];

    (void)state;
    program_refuses("handout", 2, "the lesson is missing");
    program_refuses("handout 7", 2, "--output is missing");
    program_refuses("handout 7 -o a.txt", 2, "the output is FILE.pdf");
    program_refuses("handout 7 8 -o a.pdf", 2, "unexpected argument '8'");
    program_refuses("handout 7 --lang de -o a.pdf", 2, "--lang");
    program_refuses("handout 7 --answer5 -o a.pdf", 2, "unknown option");
    program_refuses("handout 7.3 -o a.pdf", 1, "of a whole lesson");
    program_refuses("handout 99 -o a.pdf", 1, "99");
    program_refuses("handout 7 -o /nowhere/a.pdf", 1, "/nowhere/a.pdf");
    snprintf(arguments, sizeof arguments,
             "handout %s/mine -o %s/full.pdf", folder, folder);
    char link[128];
    snprintf(link, sizeof link, "%s/full.pdf", folder);
    assert_int_equal(symlink("/dev/full", link), 0);
    program_refuses(arguments, 1, "No space left");
}

/* A stage that cannot be made leaves no file. */
static void a_lesson_that_does_not_work(void **state)
{
    char command[512], arguments[256];

    (void)state;
    snprintf(command, sizeof command,
             "sed -i 's/W: \"2; 0; 2; 0\", U: \"0; 0; 0; 0\", b: \"-1; 0/"
             "W: \"2; 0; 2\", U: \"0; 0; 0; 0\", b: \"-1; 0/' "
             "%s/mine/lesson.md", folder);
    assert_int_equal(system(command), 0);
    snprintf(arguments, sizeof arguments, "handout %s/mine -o %s/a.pdf",
             folder, folder);
    program_refuses(arguments, 1, "lesson.md:");
    snprintf(command, sizeof command, "test $(ls %s | wc -l) -eq 1", folder);
    assert_int_equal(system(command), 0);
}

/* What is longer than a page would be cut. */
static void a_paragraph_without_end(void **state)
{
    char command[512], arguments[256];

    (void)state;
    snprintf(command, sizeof command,
             "{ printf '# A\\n\\n'; yes 'one word after the other' | head -1000; "
             "cat %s/mine/lesson.md | sed 's/^# .*//'; } > %s/long && "
             "mv %s/long %s/mine/lesson.md && rm %s/mine/lesson.ko.md", folder,
             folder, folder, folder, folder);
    assert_int_equal(system(command), 0);
    snprintf(arguments, sizeof arguments, "handout %s/mine -o %s/a.pdf",
             folder, folder);
    program_refuses(arguments, 1, "what would follow on page 1 is longer than "
                    "a page: part this paragraph, table or row of quotes");
}

struct course_check {
    char what[128];
    int pages;
};

static bool check_page(void *context, const struct draw_list *list,
                       struct error *error)
{
    struct course_check *check = context;
    struct box page = draw_frame_box(list);
    int feet = 0;

    (void)error;
    check->pages++;
    assert_false(list->full);
    snprintf(where, sizeof where, "%s, page %d", check->what, check->pages);
    scene_check_place(list, page);
    scene_check_overlap(list);
    for (int k = 0; k < list->commands; k++) {
        if (list->command[k].kind != DRAW_TEXT)
            continue;
        struct box text = scene_check_text(&list->command[k]);
        bool foot = text.y > SHEET_HIGH - SHEET_FOOT;
        feet += foot;
        if (!foot && box_bottom(text) > SHEET_HIGH - SHEET_FOOT)
            scene_check_fail(list, &list->command[k], "reaches the foot");
        if (text.x < SHEET_SIDE - 1 ||
            box_right(text) > SHEET_WIDE - SHEET_SIDE + 1)
            scene_check_fail(list, &list->command[k], "is in the margin");
    }
    assert_int_equal(feet, 3); /* lesson, program, page */
    return true;
}

static void make(struct course_check *check, struct print *print,
                 const char *path, enum language language, bool answers)
{
    struct problems problems[LANGUAGES];
    const struct handout_pages pages = {.measure = print_measure(print),
                                        .take = check_page, .context = check};
    struct handout handout = {.language = language, .answers = answers,
                              .with = {.kernels = scene_case_kernels()}};
    struct error error = {0};

    snprintf(check->what, sizeof check->what, "%s %s%s", path,
             language_names[language], answers ? " with answers" : "");
    check->pages = 0;
    handout.lesson = lessons_open(path, true, problems, &error);
    if (handout.lesson == NULL || !handout_make(&handout, &pages, &error))
        fail_msg("%s: %s", path, error.text);
    assert_true(check->pages >= 3);
}

/* GATEREEL_LESSON=07 looks at one lesson alone. */
static void the_course_is_sound(void **state)
{
    const char *only = getenv("GATEREEL_LESSON");
    struct lessons lessons = {0};
    struct course_check check;
    char path[128];
    struct error error = {0};

    (void)state;
    snprintf(path, sizeof path, "%s/a.pdf", folder);
    struct print *print = print_create(path, "A", true, &error);
    assert_non_null(print);
    assert_true(lessons_init(&lessons, &error));
    assert_true(lessons.count > 0);
    for (int k = 0; k < lessons.count; k++) {
        const char *slash = strrchr(lessons.path[k], '/');
        for (int way = 0; way < 4; way++)
            if (only == NULL || strncmp(slash + 1, only, strlen(only)) == 0)
                make(&check, print, lessons.path[k],
                     way / 2 ? LANGUAGE_KO : LANGUAGE_EN, way % 2);
    }
    lessons_finish(&lessons);
    print_destroy(print);
    where[0] = '\0';
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_student_has_questions),
        TEST(a_teacher_has_answers),
        TEST(in_korean_too),
        TEST(wrong_usage),
        TEST(a_lesson_that_does_not_work),
        TEST(a_paragraph_without_end),
        TEST(the_course_is_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
