/* A lesson as a whole: its steps, the stages they inherit, and what both
 * languages must have in common.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "failing.h"
#include "scene/course/lesson.h"

static struct problems problems[LANGUAGES];

static struct lesson *create(const char *english, const char *korean)
{
    const struct lesson_source source = {
        .folder = "lessons/07-lstm/",
        .text = {english, korean},
        .length = {strlen(english), korean != NULL ? strlen(korean) : 0}};

    return lesson_create(&source, problems);
}

static struct lesson *opens(const char *english, const char *korean)
{
    struct lesson *lesson = create(english, korean);

    for (int l = 0; l < LANGUAGES && lesson == NULL; l++)
        for (int k = 0; k < problems[l].count; k++)
            print_error("%s\n", problems[l].line[k]);
    assert_non_null(lesson);
    return lesson;
}

/* One problem, in the file of this language. */
static void refuses(const char *english, const char *korean,
                    enum language language, const char *line)
{
    struct lesson *lesson = create(english, korean);

    assert_null(lesson);
    assert_int_equal(problems[language].count, 1);
    assert_int_equal(problems[!language].count, 0);
    assert_string_equal(problems[language].line[0], line);
}

static const char english[] =
    "# The cell\n\nWhat it needs.\n\n"
    "## One\n\nIt keeps 0.5 of it.\n\n"
    "```gatereel\n"
    "network: {cell: lstm}\n"
    "input: {kind: noise, inputs: 2, steps: 8, seed: 4}\n"
    "change: {edit: \"x[1]@3=0\"}\n"
    "view: cell\n"
    "minutes: 2\n"
    "core: true\n"
    "expect: {measure: signal, signal: f, says: \"0.5\"}\n"
    "```\n\n"
    "## Two\n\nProse alone.\n\n"
    "## Three\n\nProse.\n\n"
    "```gatereel\n"
    "input: {steps: 12}\n"
    "clip: 1\n"
    "minutes: 1.5\n"
    "question:\n"
    "  kind: choose\n"
    "  ask: What?\n"
    "  choices:\n"
    "    - {text: A, right: true}\n"
    "    - {text: B, why: No.}\n"
    "  hints: Look.\n"
    "```\n\n"
    "## Four\n\nProse.\n\n"
    "```gatereel\n"
    "input: {values: \"1; 0\"}\n"
    "```\n\n"
    "## Five\n\nProse.\n\n"
    "```gatereel\n"
    "preset: facts\n"
    "```\n\n"
    "## Six\n\nProse.\n\n"
    "```gatereel\n"
    "play: {step: 2}\n"
    "```\n";

static const char korean[] =
    "# 셀\n\n필요한 것.\n\n"
    "## 하나\n\n그중 0.5를 남긴다.\n\n"
    "## 둘\n\n글뿐이다.\n\n"
    "## 셋\n\n글.\n\n"
    "```gatereel\n"
    "question:\n"
    "  ask: 무엇일까요?\n"
    "  choices:\n"
    "    - {text: 가}\n"
    "    - {text: 나, why: 아니다.}\n"
    "  hints: 보세요.\n"
    "```\n\n"
    "## 넷\n\n글.\n\n## 다섯\n\n글.\n\n## 여섯\n\n글.\n";

static void both_languages_are_read(void **state)
{
    struct lesson *lesson = opens(english, korean);
    char place[16];

    (void)state;
    assert_string_equal(lesson->name, "07-lstm");
    assert_int_equal(lesson->number, 7);
    assert_int_equal(lesson->steps, 6);
    assert_string_equal(lesson_title(lesson, LANGUAGE_EN), "The cell");
    assert_string_equal(lesson_title(lesson, LANGUAGE_KO), "셀");
    assert_string_equal(lesson_step_title(lesson, LANGUAGE_KO, 2), "셋");
    assert_string_equal(lesson_place(lesson, 3, place), "7.4");
    assert_string_equal(lesson->step[2].words[LANGUAGE_KO].ask,
                        "무엇일까요?");
    assert_string_equal(lesson->step[2].words[LANGUAGE_EN].choice[1].why,
                        "No.");
    assert_close(lesson->minutes, 2 + 1 + 1.5 + 1 + 1 + 1, 1e-12);
    assert_close(lesson->core_minutes, 2, 1e-12);
    lesson_destroy(lesson);
}

static void a_step_keeps_the_stage_before(void **state)
{
    struct lesson *lesson = opens(english, korean);
    const struct lesson_step *step = lesson->step;
    const struct step_stage *three = &step[2].step.stage;

    (void)state;
    assert_int_equal(step[0].step.stage.from, 1);
    assert_int_equal(step[0].step.view, SCREEN_CELL);
    assert_int_equal(step[1].step.stage.from, 1);
    assert_int_equal(step[1].step.view, SCREEN_STAGE);
    assert_int_equal(step[1].step.stage.changes, 1);
    assert_int_equal(step[1].step.stage.input.steps, 8);
    assert_int_equal(three->from, 3); /* the same but for what it names */
    assert_int_equal(three->networks, 1);
    assert_int_equal(three->changes, 1);
    assert_int_equal(three->input.steps, 12);
    assert_int_equal(three->input.seed, 4);
    assert_int_equal(three->input.kind, READS_NOISE);
    assert_true(three->clip == 1);
    assert_int_equal(step[3].step.stage.input.kind, READS_VALUES);
    assert_int_equal(step[3].step.stage.input.steps, 0);
    assert_int_equal(step[3].step.stage.from, 4);
    assert_int_equal(step[4].step.stage.from, 5);
    assert_int_equal(step[4].step.stage.networks, 0);
    assert_int_equal(step[4].step.view, SCREEN_START); /* the preset's own */
    assert_int_equal(step[5].step.stage.from, 5);
    assert_string_equal(step[5].step.stage.preset, "facts");
    lesson_destroy(lesson);
}

static void english_alone_is_a_lesson(void **state)
{
    struct lesson *lesson = opens(english, NULL);

    (void)state;
    assert_true(lesson->has[LANGUAGE_EN] && !lesson->has[LANGUAGE_KO]);
    assert_string_equal(lesson_title(lesson, LANGUAGE_KO), "The cell");
    assert_string_equal(lesson->step[2].words[LANGUAGE_KO].ask, "What?");
    lesson_destroy(lesson);
}

#define STAGE "```gatereel\nnetwork: {cell: lstm}\n```\n"
#define HEAD "# T\n\n## A\n\nOne.\n\n"
#define ASKS \
    "```gatereel\nnetwork: {cell: lstm}\nquestion:\n  kind: choose\n" \
    "  ask: Q?\n  choices: [{text: A, right: true}, {text: B}]\n" \
    "  hints: H.\n```\n"

static void what_is_wrong_is_told_at_its_place(void **state)
{
    (void)state;
    refuses(HEAD, NULL, LANGUAGE_EN,
            "lessons/07-lstm/lesson.md:3:1: the first step has nothing on the "
            "stage: its block must name one of preset, scene, task, network");
    refuses("# T\n\nAlone.\n", NULL, LANGUAGE_EN,
            "lessons/07-lstm/lesson.md:1:1: there is no step: a step begins "
            "with '## Its title'");
    refuses(HEAD "```gatereel\nview: cell\nnetwrok: {}\n```\n", NULL,
            LANGUAGE_EN, "lessons/07-lstm/lesson.md:9:1: unknown key "
            "'netwrok'; did you mean 'network'?");
    refuses(HEAD STAGE "\n## B\n\nTwo.\n\n```gatereel\nunits: 2000\n```\n", NULL,
            LANGUAGE_EN, "lessons/07-lstm/lesson.md:16:8: 'units' must be a "
            "whole number from 1 to 1024, not '2000'");
    refuses(HEAD "```gatereel\nnetwork: {cell: lstm}\n"
            "expect: {measure: dh, says: \"0.5\"}\n```\n", NULL, LANGUAGE_EN,
            "lessons/07-lstm/lesson.md:9:19: the step does not say '0.5', "
            "which is checked");
    refuses(HEAD "It is 10.5 and 0.55.\n\n```gatereel\n"
            "network: {cell: lstm}\n"
            "expect: {measure: dh, says: \"0.5\"}\n```\n", NULL, LANGUAGE_EN,
            "lessons/07-lstm/lesson.md:11:19: the step does not say '0.5', "
            "which is checked");
}

static void languages_that_differ(void **state)
{
    (void)state;
    refuses(HEAD STAGE, "# 티\n\n## 가\n\n글.\n\n## 나\n\n글.\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:7:1: 2 steps, and lesson.md has 1: "
            "this one is too many");
    refuses(HEAD STAGE "\n## B\n\nTwo.\n", "# 티\n\n## 가\n\n글.\n",
            LANGUAGE_KO, "lessons/07-lstm/lesson.ko.md:3:1: 1 step, and "
            "lesson.md has 2: after this one there are some missing");
    refuses(HEAD ASKS, "# 티\n\n## 가\n\n글.\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:3:1: the words of the question are "
            "missing: a block with 'question'");
    refuses(HEAD ASKS, "# 티\n\n## 가\n\n글.\n\n```gatereel\nquestion: {ask: 질문?, "
            "choices: [{text: 가}], hints: 힌트}\n```\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:8:1: 1 choice, and lesson.md has "
            "2");
    refuses(HEAD ASKS, "# 티\n\n## 가\n\n글.\n\n```gatereel\nquestion: {ask: 질문?, "
            "choices: [{text: 가}, {text: 나}]}\n```\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:8:1: 0 hints, and lesson.md has 1");
    refuses(HEAD ASKS, "# 티\n\n## 가\n\n글.\n\n```gatereel\nview: cell\n"
            "question: {ask: 질문?, choices: [{text: 가}, {text: 나}], "
            "hints: 힌트}\n```\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:8:1: 'view' is a setting: it stands "
            "in lesson.md alone");
    refuses(HEAD STAGE, "# 티\n\n## 가\n\n글.\n\n```gatereel\n"
            "question: {ask: 질문?}\n```\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:8:1: lesson.md asks nothing in this "
            "step");
    refuses(HEAD "It is 0.5.\n\n```gatereel\nnetwork: {cell: lstm}\n"
            "expect: {measure: dh, says: \"0.5\"}\n```\n",
            "# 티\n\n## 가\n\n글.\n", LANGUAGE_KO,
            "lessons/07-lstm/lesson.ko.md:3:1: the step does not say '0.5', "
            "which is checked");
}

/* Faults of several steps are told at once. */
static void all_problems_are_told(void **state)
{
    struct lesson *lesson = create(
        HEAD "```gatereel\nview: cel\n```\n\n## B\n\nTwo.\n\n"
        "```gatereel\nunits: no\n```\n\n## C\n\nThree.\n\n"
        "```gatereel\nnetwork: {cell: dense}\n```\n", NULL);

    (void)state;
    assert_null(lesson);
    assert_int_equal(problems[LANGUAGE_EN].count, 3);
}

/* Whatever allocation fails: it is said, and nothing is kept. */
static void without_memory(void **state)
{
    bool failed = true;

    (void)state;
    for (long n = 0; failed; n++) {
        failing_after(n);
        struct lesson *lesson = create(english, korean);
        failed = failing_stop();
        if (lesson == NULL)
            assert_true(problems[0].count + problems[1].count > 0);
        assert_true(failed || lesson != NULL);
        lesson_destroy(lesson);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_are_read),
        cmocka_unit_test(a_step_keeps_the_stage_before),
        cmocka_unit_test(english_alone_is_a_lesson),
        cmocka_unit_test(what_is_wrong_is_told_at_its_place),
        cmocka_unit_test(languages_that_differ),
        cmocka_unit_test(all_problems_are_told),
        cmocka_unit_test(without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
