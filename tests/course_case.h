/* A lesson made of strings, somebody in it, and the networks it speaks of.
 *
 *     struct course_case c;
 *     course_case_init(&c, course_case_en, course_case_ko);
 *     course_case_step(&c, COURSE_CHOOSE);
 *     course_case_show(&c, view_lesson, 400, 760);
 *     scene_case_check(&c.l.c);
 *     course_case_finish(&c);
 */
#ifndef GATEREEL_TESTS_COURSE_CASE_H
#define GATEREEL_TESTS_COURSE_CASE_H

#include "lane_case.h"

struct course_case {
    struct lane_case l;
    struct course course;
    struct glossary glossary[LANGUAGES];
};

/* The steps of the lesson below, from 0. */
enum { COURSE_PROSE, COURSE_CHOOSE, COURSE_NUMBER, COURSE_DRAW, COURSE_POINT,
       COURSE_CALCULATE, COURSE_CONTROLS, COURSE_STEPS };

static const char course_case_en[] =
    "# What the gates do\n\n"
    "You need the hidden state of [lesson 2](../02-memory/lesson.md).\n\n"
    "Sources: [Hochreiter 1997](https://doi.org/10.1162/neco.1997.9.8.1735).\n"
    "\n"
    "## Why the gradient survives\n\n"
    "The [forget gate](../glossary.md#forget-gate) $f_t$ says how much of "
    "$c_{t-1}$ is **kept**, and `i_t` how much is *written*: "
    "$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$, as in [8.4]"
    "(../08-belt/lesson.md#4) and [here](lesson.md#3).\n\n"
    "$$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$$\n\n"
    "$$\\frac{\\partial c_T}{\\partial c_t} = \\prod_{k=t+1}^{T} "
    "\\mathrm{diag}(f_k) \\approx \\bar f^{T-t}$$\n\n"
    "- one item with $h_{t-1}$\n- another\n\n"
    "1. first\n2. second, which is a little longer than the line of this "
    "column\n\n"
    "| gate | meaning |\n|---|---|\n| $f$ | keep |\n| $i$ | write, and what is "
    "written is the candidate |\n\n"
    "> **Misconception.** $f = 1$ does not forget: 1 keeps, 0 erases.\n\n"
    "> teacher: ask first.\n\n"
    "```gatereel\nview: cell\nnetwork: {cell: lstm}\nhighlight: [f, c]\n```\n\n"
    "## Choose\n\nLook at the belt.\n\n"
    "```gatereel\nquestion:\n  kind: choose\n"
    "  ask: What becomes of $c_t$ when $f = 1$ and $i = 0$?\n"
    "  measure: signal\n  signal: f\n  step: 3\n  choices:\n"
    "    - {text: 'It stays, since $f$ **keeps** all of it', above: -1, "
    "below: 2, why: A gate is between 0 and 1.}\n"
    "    - {text: It is erased, above: 2, below: 3, why: That is $f = 0$.}\n"
    "    - {text: It doubles, above: 3, below: 4, why: Nothing is added.}\n"
    "  hints: [Put $f$ into the equation., Then $i$.]\n"
    "  then: So $f = 1$ keeps.\n```\n\n"
    "## A number\n\nHow much?\n\n"
    "```gatereel\nquestion:\n  kind: number\n  ask: How large is $f_3$?\n"
    "  measure: signal\n  signal: f\n  step: 3\n  within: 0.1\n"
    "  in: of 1\n```\n\n"
    "## A curve\n\nDraw it.\n\n"
    "```gatereel\nshow: [predict]\nquestion:\n  kind: draw\n"
    "  ask: How does $f_t$ go on?\n  measure: signal\n  signal: f\n"
    "  over: step\n  low: 0\n  high: 1\n```\n\n"
    "## A place\n\nWhere?\n\n"
    "```gatereel\nquestion:\n  kind: point\n  ask: Where is $f_t$ largest?\n"
    "  measure: signal\n  signal: f\n  over: step\n  pick: largest\n```\n\n"
    "## By hand\n\nWith numbers.\n\n"
    "```gatereel\nshow: [calculate]\nquestion:\n  kind: calculate\n"
    "  ask: Fill in the lines.\n  of: lstm\n```\n\n"
    "## Controls\n\nTurn them.\n\n"
    "```gatereel\ncontrols: [forget-bias, unit, lag, tool, wording]\n```\n";

static const char course_case_ko[] =
    "# 게이트가 하는 일\n\n"
    "[2강](../02-memory/lesson.md)의 은닉 상태를 알고 있어야 합니다.\n\n"
    "출처: [Hochreiter 1997](https://doi.org/10.1162/neco.1997.9.8.1735).\n\n"
    "## 왜 기울기가 살아남는가\n\n"
    "[망각 게이트](../glossary.md#forget-gate) $f_t$는 $c_{t-1}$을 얼마나 "
    "**유지**할지, `i_t`는 얼마나 *쓸지* 정합니다: "
    "$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$. [8.4]"
    "(../08-belt/lesson.md#4)와 [여기](lesson.md#3)를 보세요.\n\n"
    "$$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$$\n\n"
    "$$\\frac{\\partial c_T}{\\partial c_t} = \\prod_{k=t+1}^{T} "
    "\\mathrm{diag}(f_k) \\approx \\bar f^{T-t}$$\n\n"
    "- $h_{t-1}$이 든 항목\n- 또 하나\n\n"
    "1. 첫째\n2. 둘째, 이 단의 한 줄보다 조금 더 긴 항목입니다\n\n"
    "| 게이트 | 뜻 |\n|---|---|\n| $f$ | 유지 |\n| $i$ | 쓰기, 그리고 쓰는 "
    "것은 후보 값 |\n\n"
    "> **흔한 오해.** $f = 1$은 잊는다는 뜻이 아닙니다. 1은 유지, 0은 지움.\n\n"
    "> teacher: 먼저 물어보세요.\n\n"
    "## 고르기\n\n벨트를 보세요.\n\n"
    "```gatereel\nquestion:\n"
    "  ask: $f = 1$이고 $i = 0$이면 $c_t$는 어떻게 됩니까?\n  choices:\n"
    "    - {text: '그대로 남는다. $f$가 모두 **유지**한다', why: 게이트는 "
    "0과 1 사이입니다.}\n"
    "    - {text: 지워진다, why: 그것은 $f = 0$일 때입니다.}\n"
    "    - {text: 두 배가 된다, why: 더해지는 것이 없습니다.}\n"
    "  hints: [$f$를 식에 넣어 보세요., 그다음 $i$를 넣어 보세요.]\n"
    "  then: 그래서 $f = 1$은 유지입니다.\n```\n\n"
    "## 숫자\n\n얼마나?\n\n"
    "```gatereel\nquestion:\n  ask: $f_3$은 얼마입니까?\n  in: (1 중에서)\n"
    "```\n\n"
    "## 곡선\n\n그려 보세요.\n\n"
    "```gatereel\nquestion:\n  ask: $f_t$는 어떻게 이어집니까?\n```\n\n"
    "## 자리\n\n어디?\n\n"
    "```gatereel\nquestion:\n  ask: $f_t$가 가장 큰 시점은?\n```\n\n"
    "## 손으로\n\n숫자를 넣어 봅시다.\n\n"
    "```gatereel\nquestion:\n  ask: 빈칸을 채우세요.\n```\n\n"
    "## 다이얼\n\n돌려 보세요.\n";

static const char *const course_case_terms[LANGUAGES] = {
    "# Glossary\n\n## forget gate {#forget-gate}\n\n"
    "$f_t$ · taught in [7.3](07-lstm/lesson.md#3)\n\n"
    "How much of the cell state is kept; 1 keeps all of it.\n\n"
    "## unit {#unit}\n\ntaught in [1.1](01-neuron/lesson.md#1)\n\n"
    "One neuron of a layer.\n",
    "# 용어\n\n## 망각 게이트 {#forget-gate}\n\n"
    "$f_t$ · [7.3](07-lstm/lesson.md#3)에서 배움\n\n"
    "셀 상태를 얼마나 유지할지 정합니다. 1이면 모두 유지합니다.\n\n"
    "## 유닛 {#unit}\n\n[1.1](01-neuron/lesson.md#1)에서 배움\n\n"
    "층을 이루는 뉴런 하나.\n"};

static inline void course_case_step(struct course_case *c, int step)
{
    c->course.step = step;
    c->course.top = 0;
    c->course.answer = (struct course_answer){.guesses = 1, .chosen = -1};
}

static inline void course_case_init(struct course_case *c, const char *en,
                                    const char *ko)
{
    struct problems problems[LANGUAGES];
    const struct lesson_source source = {
        .folder = "lessons/07-lstm", .text = {en, ko},
        .length = {strlen(en), ko != NULL ? strlen(ko) : 0}};

    memset(c, 0, sizeof *c);
    lane_case_of(&c->l, &(struct scene_recipe){.cell = "lstm"});
    for (int l = 0; l < LANGUAGES; l++) {
        problems_init(&problems[l], language_names[l]);
        assert_true(glossary_read(&c->glossary[l], course_case_terms[l],
                                  strlen(course_case_terms[l]),
                                  &problems[l]));
        c->course.glossary[l] = &c->glossary[l];
    }
    c->course.lesson = lesson_create(&source, problems);
    for (int l = 0; l < LANGUAGES && c->course.lesson == NULL; l++)
        for (int k = 0; k < problems[l].count; k++)
            print_error("%s\n", problems[l].line[k]);
    assert_non_null(c->course.lesson);
    c->course.prepared = true;
    c->course.term = -1;
    c->l.c.course = &c->course;
    c->l.c.ui.learning = c->l.c.ui.story = true;
    course_case_step(c, 0);
}

static inline void course_case_finish(struct course_case *c)
{
    lesson_destroy(c->course.lesson);
    for (int l = 0; l < LANGUAGES; l++)
        glossary_finish(&c->glossary[l]);
    lane_case_finish(&c->l);
}

static inline void course_case_reveal(struct course_case *c)
{
    struct course_answer *answer = &c->course.answer;

    truth_find(&answer->truth, &course_step(&c->course)->step, c->l.lab);
    assert_string_equal(answer->truth.problem.text, "");
    answer->revealed = true;
    answer->active = false;
}

/* A guess of every kind at once; `share` 0 .. 1 makes it another one. */
static inline void course_case_guess(struct course_case *c, int guess,
                                     double share)
{
    struct course_answer *answer = &c->course.answer;
    struct course_guess *made = &answer->guessed[guess];

    if (guess >= answer->guesses)
        answer->guesses = guess + 1;
    answer->guess = guess;
    *made = (struct course_guess){
        .made = true, .choice = (int)(share * 2.99), .number = share,
        .at = 1 + (int)(share * 20)};
    for (int k = 0; k < GUESS_POINTS; k++)
        made->curve[k] = k % 40 < 36 ? share * k / GUESS_POINTS : NAN;
}

/* As lane_case_show, or scene_case_show where that is enough. */
static inline void course_case_show(struct course_case *c,
                                    void (*view)(const struct scene *scene,
                                                 struct box box),
                                    float width, float height)
{
    scene_case_show(&c->l.c, view, width, height);
}

#endif
