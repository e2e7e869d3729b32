/* gatereel check: numbers as they stand in prose, and everything that can be
 * wrong with a lesson, each said at its place. */
#include "program.h"

#include <sys/stat.h>

#include "check_close.h"
#include "scene/course/step/prose.h"

/* All numbers of a text, each in brackets, claims with an exclamation mark. */
static void check_numbers(const char *text, const char *want)
{
    char got[512] = "";
    struct prose_number number;
    size_t from = 0;

    while (prose_number_next(text, &from, &number)) {
        size_t length = strlen(got);
        snprintf(got + length, sizeof got - length, "[%s%s]", number.text,
                 number.claims ? "!" : "");
    }
    assert_string_equal(got, want);
}

static void numbers_are_found(void **state)
{
    (void)state;
    check_numbers("", "");
    check_numbers("It is 0.038 after 49 steps.", "[0.038!][49]");
    check_numbers("about 10^{-9}, not 10^9", "[10^{-9}!][10^9!]");
    check_numbers("2.6 \\cdot 10^{-4}", "[2.6 \\cdot 10^{-4}!]");
    check_numbers("3·10^{−4} and 3\\times 10^{2}",
                  "[3·10^{−4}!][3\\times 10^{2}!]");
    check_numbers("45 % of 1e-9", "[45 %!][1e-9!]");
    check_numbers("45 percent, 45퍼센트", "[45!][45!]");
    check_numbers("값은 0.5이다", "[0.5!]");
    check_numbers("from -0.34 to −0.5", "[-0.34!][−0.5!]");
    check_numbers("c - 0.5, 3-2", "[0.5!][3][2]");
    check_numbers("x_{50}, h_2, h2, c^2, W_1", "");
    check_numbers("U^{50} = 1.1^{50}", "[1.1!]");
    check_numbers("in 1994, 16 units, 5.", "[1994][16][5]");
    check_numbers("\\frac{0.5}{2}", "[0.5!][2]");
}

static bool is(const char *text, const char *says)
{
    struct prose_number number;
    size_t from = 0;

    assert_true(prose_number_next(text, &from, &number));
    return prose_number_is(&number, says);
}

static void numbers_are_compared_by_their_digits(void **state)
{
    struct prose_number number;
    size_t from = 0;

    (void)state;
    assert_true(is("−0.5", "-0.5"));
    assert_true(is("2.6 \\cdot 10^{-4}", "2.6e-4"));
    assert_true(is("38 %", "0.38"));
    assert_false(is("0.5", "0.50"));
    assert_false(is("0.5", "-0.5"));
    assert_false(is("0.05", "0.5"));
    assert_true(prose_number_next("0.04", &from, &number));
    assert_true(prose_number_covers(&number, 0.0351));
    assert_true(prose_number_covers(&number, 0.0449));
    assert_false(prose_number_covers(&number, 0.0349));
}

/* A lesson in a folder of its own, written anew by every call. */
static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
}

struct page {
    char folder[64];
    struct printed printed;
};

static void begin(struct page *page)
{
    snprintf(page->folder, sizeof page->folder, "/tmp/gatereel-check-XXXXXX");
    assert_non_null(mkdtemp(page->folder));
}

static void end(struct page *page)
{
    char command[256];

    snprintf(command, sizeof command, "rm -r '%s'", page->folder);
    assert_int_equal(system(command), 0);
}

static void run(struct page *page, const char *prose, const char *settings,
                const char *korean)
{
    char text[4096], arguments[128];

    snprintf(text, sizeof text, "# A lesson\n\nNeeds nothing.\n\n## Step\n\n"
             "%s\n\n```gatereel\nnetwork: {cell: lstm}\nunits: 4\n%s\n```\n",
             prose, settings);
    write_file(page->folder, "lesson.md", text);
    snprintf(text, sizeof text, "# 수업\n\n준비물은 없습니다.\n\n## 쪽\n\n%s\n",
             korean);
    write_file(page->folder, "lesson.ko.md", text);
    snprintf(arguments, sizeof arguments, "check '%s'", page->folder);
    program_run(&page->printed, arguments);
}

static void check_fine(const char *prose, const char *settings,
                       const char *korean)
{
    struct page page;

    begin(&page);
    run(&page, prose, settings, korean);
    if (page.printed.code != 0)
        fail_msg("%s%s", page.printed.out, page.printed.err);
    end(&page);
}

/* One problem, at this place of lesson.md. */
static void check_wrong(const char *prose, const char *settings,
                        const char *korean, const char *want)
{
    struct page page;
    char line[640];

    begin(&page);
    run(&page, prose, settings, korean);
    snprintf(line, sizeof line, "%s/lesson%s\n1 lesson: 1 problem\n",
             page.folder, want);
    assert_int_equal(page.printed.code, 1);
    assert_string_equal(page.printed.out, line);
    assert_string_equal(page.printed.err, "");
    end(&page);
}

static void what_is_right_is_fine(void **state)
{
    (void)state;
    check_fine("Prose.", "expect: {measure: jacobian, lag: 0, above: 0}",
               "글.");
    check_fine("It has 128 weights.",
               "expect: {measure: parameters, says: \"160\"}\n"
               "question: {kind: number, ask: \"Are there 160?\", "
               "measure: parameters}",
               "모두 160개입니다.\n\n```gatereel\nquestion: {ask: \"160개?\"}\n"
               "```");
    /* A lesson of one's own may say numbers that nobody checks. */
    check_fine("Say 0.123.", "play: {step: 3}", "0.123이라고 합시다.");
}

static void a_number_that_is_not_so(void **state)
{
    (void)state;
    check_wrong("Prose.", "expect: {measure: parameters, equals: 161, "
                "within: 0.5}", "글.",
                ".md:12:19: 'parameters' is 160, not 161 within 0.5");
    check_wrong("Prose.", "expect: {measure: parameters, above: 160}", "글.",
                ".md:12:19: 'parameters' is 160, not above 160");
    check_wrong("Prose.", "expect: {measure: parameters, below: 160}", "글.",
                ".md:12:19: 'parameters' is 160, not below 160");
    check_wrong("It has 161.", "expect: {measure: parameters, says: \"161\"}",
                "161개.", ".md:12:19: 'parameters' is 160, which does not round "
                          "to 161");
    check_wrong("It has 159.", "expect: {measure: parameters, says: \"159\"}",
                "159개.", ".md:12:19: 'parameters' is 160, which does not round "
                          "to 159");
    check_wrong("Prose.", "expect: {measure: signal, signal: r, above: 0}",
                "글.",
                ".md:12:19: the LSTM has no signal 'r'; it has f, i, g, o, c, "
                "h");
}

static void a_number_that_nobody_says(void **state)
{
    (void)state;
    check_wrong("It has many.", "expect: {measure: parameters, says: \"160\"}",
                "모두 160개입니다.",
                ".md:12:19: the step does not say '160', which is checked");
    check_wrong("It has 160.", "expect: {measure: parameters, says: \"160\"}",
                "많습니다.",
                ".ko.md:5:1: the step does not say '160', which is checked");
}

static void a_control_that_turns_nothing(void **state)
{
    (void)state;
    check_fine("Prose.", "controls: [forget-bias, seed]", "글.");
    check_wrong("Prose.", "controls: [seed, activation]", "글.",
                ".md:5:1: the control 'activation' turns nothing on this "
                "stage");
    check_wrong("Prose.", "controls: [example]", "글.",
                ".md:5:1: the control 'example' turns nothing on this stage");
}

static void questions_have_one_answer(void **state)
{
    static const char korean[] =
        "글.\n\n```gatereel\nquestion: {ask: \"몇 개?\", choices: [{text: \"많다\","
        " why: \"예\"}, {text: \"적다\", why: \"예\"}]}\n```";

    (void)state;
    check_wrong("Prose.",
                "question: {kind: choose, ask: Many?, measure: parameters, "
                "choices: [{text: many, above: 100, why: yes}, {text: few, "
                "above: 10, why: yes}]}", korean,
                ".md:12:11: question: 2 choices are right, not one: the value "
                "is 160");
}

static void links_lead_somewhere(void **state)
{
    (void)state;
    check_wrong("A [gate](../glossary.md#no-such-gate).",
                "play: {step: 3}", "글.",
                ".md:7:4: the glossary has no term 'no-such-gate'");
    check_wrong("As in [lesson 60](../60-none/lesson.md).",
                "play: {step: 3}", "글.",
                ".md:7:8: there is no lesson 60");
}

static void languages_are_not_mixed_up(void **state)
{
    (void)state;
    check_wrong("이 글은 한국어입니다.", "play: {step: 3}", "글.",
                ".md:7:1: a Korean paragraph in English prose");
    check_wrong("Prose.", "play: {step: 3}",
                "This paragraph was forgotten when the lesson was written in "
                "the other language.",
                ".ko.md:7:1: a Korean paragraph without any Hangul");
}

static void all_problems_are_said_at_once(void **state)
{
    struct page page;

    (void)state;
    begin(&page);
    run(&page, "It has many. See [x](../glossary.md#nothing).",
        "expect:\n  - {measure: parameters, above: 999}\n"
        "  - {measure: dc, lag: 4000, above: 0}\n"
        "  - {measure: power, above: 0}", "많습니다.");
    assert_int_equal(page.printed.code, 1);
    assert_non_null(strstr(page.printed.out, "not above 999"));
    assert_non_null(strstr(page.printed.out, "no term 'nothing'"));
    assert_non_null(strstr(page.printed.out, "no lag 4000"));
    assert_non_null(strstr(page.printed.out, "linear RNN"));
    assert_non_null(strstr(page.printed.out, "1 lesson: 4 problems\n"));
    end(&page);
}

/* A lesson that comes with the program must have a number behind every number,
 * and be of some length. */
static void the_course_is_held_to_more(void **state)
{
    static const char text[] =
        "# One\n\nNeeds nothing.\n\n## Step\n\n"
        "It keeps 0.1234, or 7.7 %, at $10^{-7}$; see [9](9.9). Here $U = "
        "0.75$,\nwhich has 0.75 of it left, `0.3` is no claim, and 1994 "
        "neither.\n\n"
        "```gatereel\n"
        "network: {cell: rnn, activation: identity, W: \"1\", U: \"0.75\", "
        "b: \"0\"}\n"
        "units: 1\ninput: {kind: impulse, steps: 4}\n"
        "expect: {measure: dx, lag: 1, says: \"0.75\"}\n"
        "minutes: 1\ncore: true\n```\n";
    struct page page;
    char path[128], command[512];

    (void)state;
    begin(&page);
    snprintf(path, sizeof path, "%s/01-one", page.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "lesson.md", text);
    snprintf(command, sizeof command,
             "GATEREEL_LESSONS='%s' '%s' check 1", page.folder,
             getenv("GATEREEL_PROGRAM"));
    program_shell(&page.printed, command);
    assert_int_equal(page.printed.code, 1);
    const char *out = page.printed.out;
    assert_non_null(strstr(out, "md:7:10: nothing stands behind 0.1234"));
    assert_non_null(strstr(out, "md:7:21: nothing stands behind 7.7 %"));
    assert_non_null(strstr(out, "nothing stands behind 10^{-7}"));
    assert_null(strstr(out, "behind 0.75"));
    assert_null(strstr(out, "behind 0.3"));
    assert_null(strstr(out, "behind 1994"));
    assert_non_null(strstr(out, "there is no lesson 9"));
    assert_non_null(strstr(out, "lesson.md:1:1: 1 step: there should be 6 to "
                                "12, and a recap and three exercises"));
    assert_non_null(strstr(out, "lesson.md:1:1: 1 min: there should be 5 "
                                "to 15"));
    assert_non_null(strstr(out, "lesson.ko.md: there is no such file"));
    assert_non_null(strstr(out, "1 lesson: 7 problems\n"));
    end(&page);
}

/* Without an argument it is the whole course: glossaries and plans too. */
static void what_goes_with_the_course_is_checked(void **state)
{
    struct page page;
    char path[128], command[512];

    (void)state;
    begin(&page);
    snprintf(path, sizeof path, "%s/01-one", page.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "lesson.md", "# One\n\nNothing.\n\n## Step\n\nProse.\n\n"
               "```gatereel\nnetwork: {cell: rnn}\n```\n");
    write_file(page.folder, "glossary.md", "# Glossary\n\n## gate {#gate}\n"
               "taught in [1.9](01-one/lesson.md#9)\n\nIt lets through.\n\n"
               "## unit {#unit}\ntaught in [1.1](01-one/lesson.md#1)\n\n"
               "One.\n");
    write_file(page.folder, "glossary.ko.md", "# 용어집\n\n## 게이트 {#gate}\n"
               "[1.1](01-one/lesson.md#1)\n\n값을 걸러 줍니다.\n");
    snprintf(path, sizeof path, "%s/plans", page.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "a.txt", "1.1\n1.2\n7.1\npreset no-such-preset\n");
    snprintf(command, sizeof command, "GATEREEL_LESSONS='%s' '%s' check",
             page.folder, getenv("GATEREEL_PROGRAM"));
    program_shell(&page.printed, command);
    assert_int_equal(page.printed.code, 1);
    const char *out = page.printed.out;
    assert_non_null(strstr(out, "/glossary.md:4:"));
    assert_non_null(strstr(out, "lesson 1 has no step 9: it has 1\n"));
    assert_non_null(strstr(out, "'unit' is not in glossary.ko.md\n"));
    assert_non_null(strstr(out, "/plans/a.txt:2:1: lesson 1 has no step 2"));
    assert_non_null(strstr(out, "/plans/a.txt:3:1: there is no lesson 7\n"));
    assert_non_null(strstr(out, "/plans/a.txt:4:1: "));
    assert_non_null(strstr(out, "no-such-preset"));
    assert_null(strstr(out, "a.txt:1"));
    end(&page);
}

static void files_that_cannot_be_read(void **state)
{
    struct page page;

    (void)state;
    begin(&page);
    run(&page, "Prose.", "unitts: 4\nplay: {stepp: 1}", "글.");
    assert_int_equal(page.printed.code, 1);
    assert_non_null(strstr(page.printed.out, "lesson.md:12:1: "));
    assert_non_null(strstr(page.printed.out, "lesson.md:13:8: "));
    assert_non_null(strstr(page.printed.out, "1 lesson: 2 problems\n"));
    end(&page);
    /* Of several, what is no lesson is passed over; not what is not there. */
    program_run(&page.printed, "check 6 /etc");
    assert_int_equal(page.printed.code, 0);
    assert_int_equal(strncmp(page.printed.out, "1 lesson, ", 10), 0);
    program_run(&page.printed, "check 6 /nowhere/at/all");
    assert_int_equal(page.printed.code, 1);
    program_run(&page.printed, "check /etc");
    assert_int_equal(page.printed.code, 1);
    program_run(&page.printed, "check /nowhere/at/all");
    assert_int_equal(page.printed.code, 1);
    assert_non_null(strstr(page.printed.out, "1 problem"));
}

static void options_are_few(void **state)
{
    static struct printed printed;

    (void)state;
    program_run(&printed, "check --help");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "--quiet"));
    program_refuses("check --nothing", 2, "--nothing");
}

static void being_quiet(void **state)
{
    struct page page;
    char arguments[128];

    (void)state;
    begin(&page);
    run(&page, "Prose.", "play: {step: 3}", "글.");
    assert_string_equal(page.printed.out, "1 lesson, 1 step, 0 claims: "
                                          "fine\n");
    snprintf(arguments, sizeof arguments, "check --quiet '%s'", page.folder);
    program_run(&page.printed, arguments);
    assert_int_equal(page.printed.code, 0);
    assert_string_equal(page.printed.out, "");
    end(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_found),
        cmocka_unit_test(numbers_are_compared_by_their_digits),
        cmocka_unit_test(what_is_right_is_fine),
        cmocka_unit_test(a_number_that_is_not_so),
        cmocka_unit_test(a_number_that_nobody_says),
        cmocka_unit_test(a_control_that_turns_nothing),
        cmocka_unit_test(questions_have_one_answer),
        cmocka_unit_test(links_lead_somewhere),
        cmocka_unit_test(languages_are_not_mixed_up),
        cmocka_unit_test(all_problems_are_said_at_once),
        cmocka_unit_test(the_course_is_held_to_more),
        cmocka_unit_test(what_goes_with_the_course_is_checked),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(options_are_few),
        cmocka_unit_test(being_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
