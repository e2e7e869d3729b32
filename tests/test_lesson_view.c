/* The column of a lesson, the plot to be predicted, terms, and what is lit. */
#include "course_case.h"

#include "check_close.h"
#include "scene/action.h"
#include "scene/look/figure.h"
#include "scene/look/lit.h"
#include "scene/view/lesson/glow.h"

static struct course_case c;

static int setup(void **state)
{
    (void)state;
    course_case_init(&c, course_case_en, course_case_ko);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    course_case_finish(&c);
    return 0;
}

static void show(void (*what)(const struct scene *scene, struct box box),
                 float width, float height)
{
    scene_case_show(&c.l.c, what, width, height);
}

/* The states that a question goes through. */
enum stage { FRESH, ACTIVE, GUESSED, SEVERAL, REVEALED, STAGES };

static void reach(int step, enum stage stage)
{
    struct course_answer *answer = &c.course.answer;
    int kind = c.course.lesson->step[step].step.question.kind;

    course_case_step(&c, step);
    answer->active = stage == ACTIVE;
    answer->chosen = stage == ACTIVE ? 1 : -1;
    if (stage == ACTIVE)
        snprintf(answer->field, sizeof answer->field, "0.25");
    if (stage >= GUESSED)
        course_case_guess(&c, 0, 0.4);
    for (int k = 1; k < GUESSES_MAX && stage >= SEVERAL; k++)
        course_case_guess(&c, k, 0.3 * k);
    if (stage >= SEVERAL) {
        answer->hints = 2;
        answer->hands[0] = 12;
        answer->hands[2] = 3;
    }
    if (stage == REVEALED && kind != QUESTION_NONE &&
        kind != QUESTION_CALCULATE)
        course_case_reveal(&c);
}

/* Nothing is cut, nothing lies on anything: every step in every state. */
static void sweep(void (*what)(const struct scene *scene, struct box box),
                  const float size[][2], int sizes)
{
    for (int k = 0; k < sizes; k++)
        for (int step = 0; step < COURSE_STEPS; step++)
            for (int n = 0; n < STAGES * 4; n++) {
                c.l.c.ui.language = n % 2 ? LANGUAGE_KO : LANGUAGE_EN;
                c.l.c.ui.theme = n / 2 % 2 ? THEME_LIGHT : THEME_DARK;
                c.l.c.ui.class_mode = n % 3 == 0;
                reach(step, (enum stage)(n / 4));
                c.course.prepared = n % 5 != 0;
                c.course.top = n % 4 == 3 ? 1e6f : (float)(n % 7) * 31;
                show(what, size[k][0], size[k][1]);
                scene_case_check(&c.l.c);
            }
}

static void test_column_sweep(void **state)
{
    static const float size[][2] = {{300, 250}, {300, 420}, {340, 560},
                                    {400, 760}, {480, 900}, {672, 280},
                                    {480, 1700}, {240, 160}};

    (void)state;
    sweep(view_lesson, size, sizeof size / sizeof *size);
}

static void test_predict_sweep(void **state)
{
    static const float size[][2] = {{1400, 450}, {700, 420}, {420, 260},
                                    {300, 240}, {160, 100}};

    (void)state;
    sweep(view_predict, size, sizeof size / sizeof *size);
}

static void test_overlays_sweep(void **state)
{
    static const float size[][2] = {{1872, 1032}, {900, 560}, {672, 402}};
    void (*const views[])(const struct scene *scene, struct box box) = {
        view_glossary, view_term, view_go};

    (void)state;
    for (int v = 0; v < 3; v++)
        for (int k = 0; k < 3; k++)
            for (int n = 0; n < 8; n++) {
                c.l.c.ui.language = n % 2 ? LANGUAGE_KO : LANGUAGE_EN;
                c.l.c.ui.theme = n / 2 % 2 ? THEME_LIGHT : THEME_DARK;
                c.course.term = n / 4;
                snprintf(c.course.go, sizeof c.course.go, "12.10");
                show(views[v], size[k][0], size[k][1]);
                scene_case_check(&c.l.c);
            }
}

/* Before the reveal nothing of the truth is on the list; behind it there is. */
static void test_answer_before_reveal(void **state)
{
    static const int steps[] = {COURSE_CHOOSE, COURSE_NUMBER, COURSE_DRAW,
                                COURSE_POINT};

    (void)state;
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
        bool curve = steps[k] == COURSE_DRAW;
        for (int stage = FRESH; stage <= SEVERAL; stage++) {
            reach(steps[k], (enum stage)stage);
            show(curve ? view_predict : view_lesson, 420, 900);
            assert_int_equal(scene_case_numbers(&c.l.c, SUBJECT_TRUTH), 0);
            show(view_lesson, 420, 900);
            assert_non_null(scene_case_spot(&c.l.c, ACTION_REVEAL, 0));
            assert_null(scene_case_spot(&c.l.c, ACTION_RETRY, 0));
        }
        reach(steps[k], REVEALED);
        show(curve ? view_predict : view_lesson, 420, 900);
        assert_true(scene_case_numbers(&c.l.c, SUBJECT_TRUTH) > 0);
        show(view_lesson, 420, 900);
        assert_null(scene_case_spot(&c.l.c, ACTION_REVEAL, 0));
        assert_non_null(scene_case_spot(&c.l.c, ACTION_RETRY, 0));
    }
}

static void test_choose(void **state)
{
    (void)state;
    reach(COURSE_CHOOSE, FRESH);
    show(view_lesson, 420, 900);
    for (int k = 0; k < 3; k++) {
        assert_non_null(scene_case_spot(&c.l.c, ACTION_CHOOSE, k));
        assert_non_null(scene_case_spot(&c.l.c, ACTION_HANDS, k));
    }
    assert_non_null(scene_case_spot(&c.l.c, ACTION_HINT, 0));
    assert_null(scene_case_text(&c.l.c, "equation"));
    assert_null(scene_case_text(&c.l.c, "between")); /* why */
    assert_null(scene_case_spot(&c.l.c, ACTION_NEXT_GUESS, 0));
    reach(COURSE_CHOOSE, SEVERAL);
    show(view_lesson, 420, 900);
    assert_null(scene_case_spot(&c.l.c, ACTION_HINT, 0)); /* both are there */
    assert_non_null(scene_case_text(&c.l.c, "equation"));
    assert_int_equal(scene_case_number(&c.l.c, subject(SUBJECT_GUESS, 0, 4, 0,
                                                       0))->value, 12);
    reach(COURSE_CHOOSE, REVEALED);
    show(view_lesson, 420, 900);
    assert_null(scene_case_spot(&c.l.c, ACTION_CHOOSE, 0));
    assert_non_null(scene_case_text(&c.l.c, "between"));
    assert_non_null(scene_case_text(&c.l.c, "So"));
}

static void test_number_and_place(void **state)
{
    (void)state;
    reach(COURSE_NUMBER, ACTIVE);
    show(view_lesson, 420, 900);
    assert_non_null(scene_case_text(&c.l.c, "0.25"));
    reach(COURSE_NUMBER, REVEALED);
    show(view_lesson, 420, 900);
    for (int g = 0; g < GUESSES_MAX; g++) {
        assert_non_null(scene_case_number(&c.l.c, subject(SUBJECT_GUESS, g, 0,
                                                          0, -1)));
        assert_non_null(scene_case_number(&c.l.c, subject(SUBJECT_GUESS, g, 3,
                                                          0, -1)));
    }
    reach(COURSE_POINT, REVEALED);
    show(view_lesson, 420, 900);
    assert_non_null(scene_case_number(&c.l.c, subject(SUBJECT_TRUTH, 0, 2, 0,
                                                      -1)));
    assert_non_null(scene_case_text(&c.l.c, "t = 9"));
}

static int lines_of(const struct draw_list *list, struct color color)
{
    int count = 0;

    for (int k = 0; k < list->commands; k++)
        count += list->command[k].kind == DRAW_LINE &&
                 list->command[k].color.r == color.r &&
                 list->command[k].color.g == color.g &&
                 list->command[k].color.b == color.b;
    return count;
}

static void test_curve(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    reach(COURSE_DRAW, SEVERAL);
    show(view_predict, 700, 420);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_DRAW_GUESS, 0));
    assert_int_equal(lines_of(&c.l.c.list, theme->good), 0);
    course_case_reveal(&c);
    c.course.answer.revealed = false; /* known is not revealed */
    show(view_predict, 700, 420);
    assert_int_equal(lines_of(&c.l.c.list, theme->good), 0);
    reach(COURSE_DRAW, REVEALED);
    show(view_predict, 700, 420);
    assert_null(scene_case_spot(&c.l.c, ACTION_DRAW_GUESS, 0));
    assert_true(lines_of(&c.l.c.list, theme->good) > 0);
    assert_non_null(scene_case_number(&c.l.c, subject(SUBJECT_GUESS, 1, 3, 0,
                                                      -1)));
    /* Nothing is said where the question is of another kind. */
    reach(COURSE_CHOOSE, FRESH);
    show(view_predict, 700, 420);
    assert_int_equal(c.l.c.list.spot_count, 0);
}

static void test_ways(void **state)
{
    (void)state;
    reach(COURSE_NUMBER, FRESH);
    show(view_lesson, 400, 800);
    assert_non_null(scene_case_text(&c.l.c, "7.3 · What the gates do"));
    assert_non_null(scene_case_text(&c.l.c, "3 / 7"));
    for (int k = 1; k <= COURSE_STEPS; k++)
        assert_non_null(scene_case_spot(&c.l.c, ACTION_PAGE, k));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_PAGE, -1));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_PAGE, -2));
    assert_null(scene_case_spot(&c.l.c, ACTION_PAGE, -5));
    c.course.prepared = false;
    show(view_lesson, 400, 800);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_PAGE, -5));
}

/* What the lesson needs stands on its first step alone. */
static void test_intro(void **state)
{
    (void)state;
    reach(COURSE_PROSE, FRESH);
    show(view_lesson, 400, 1600);
    assert_non_null(scene_case_text(&c.l.c, "need"));
    assert_null(scene_case_text(&c.l.c, "ask")); /* a note for the teacher */
    reach(COURSE_CHOOSE, FRESH);
    show(view_lesson, 400, 1600);
    assert_null(scene_case_text(&c.l.c, "need"));
}

/* The lesson goes on being shown as it was, under what is wrong. */
static void test_problem(void **state)
{
    (void)state;
    snprintf(c.course.problem, sizeof c.course.problem,
             "lesson.md:12:5: unknown key 'vew'; did you mean 'view'?");
    for (int height = 250; height <= 900; height += 130) {
        show(view_lesson, 340, (float)height);
        scene_case_check(&c.l.c);
        assert_non_null(scene_case_text(&c.l.c, "lesson.md:12:5:"));
    }
}

/* It scrolls by lines, never beyond its end, and says whether there is more. */
static void test_scrolls(void **state)
{
    bool seen = false;

    (void)state;
    reach(COURSE_PROSE, FRESH);
    for (int top = 0; top < 1400; top += 30) {
        c.course.top = (float)top;
        show(view_lesson, 320, 420);
        scene_case_check(&c.l.c);
        bool more = false;
        for (int k = 0; k < c.l.c.list.spot_count; k++)
            more |= c.l.c.list.spots[k].action == ACTION_PAGE_SCROLL &&
                    c.l.c.list.spots[k].value > 0;
        seen |= scene_case_text(&c.l.c, "Misconception.") != NULL;
        if (top == 0)
            assert_true(more);
        if (top > 1200)
            assert_false(more);
    }
    assert_true(seen);
    show(view_lesson, 320, 3000);
    for (int k = 0; k < c.l.c.list.spot_count; k++)
        assert_int_not_equal(c.l.c.list.spots[k].action, ACTION_PAGE_SCROLL);
}

/* A question that keys go to is seen. */
static void test_question_is_seen(void **state)
{
    (void)state;
    reach(COURSE_CHOOSE, FRESH);
    show(view_lesson, 400, 510);
    assert_null(scene_case_spot(&c.l.c, ACTION_REVEAL, 0));
    reach(COURSE_CHOOSE, ACTIVE);
    show(view_lesson, 400, 510);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_REVEAL, 0));
    /* From there up to the prose, too. */
    assert_null(scene_case_spot(&c.l.c, ACTION_TERM, 0));
    c.course.top = -1e4f;
    show(view_lesson, 400, 510);
    assert_null(scene_case_spot(&c.l.c, ACTION_REVEAL, 0));
}

/* Another seed is for networks that are drawn from one: not where the step's
 * come from a file or a hand, whatever the lab has beside them. */
static void test_another_seed(void **state)
{
    struct step_stage *stage;

    (void)state;
    reach(COURSE_CHOOSE, REVEALED);
    stage = &c.course.lesson->step[COURSE_CHOOSE].step.stage;
    stage->networks = 1;
    stage->network[0].model[0] = stage->network[0].W[0] = '\0';
    show(view_lesson, 400, 900);
    assert_non_null(scene_case_text(&c.l.c, "Try another seed"));
    snprintf(stage->network[0].model, sizeof stage->network[0].model, "dax");
    show(view_lesson, 400, 900);
    assert_null(scene_case_text(&c.l.c, "Try another seed"));
    assert_non_null(scene_case_text(&c.l.c, "Try again"));
    stage->network[0].model[0] = '\0';
    snprintf(stage->network[0].W, sizeof stage->network[0].W, "1");
    show(view_lesson, 400, 900);
    assert_null(scene_case_text(&c.l.c, "Try another seed"));
}

/* What the reveal ends with, too. */
static void test_reveal_is_seen(void **state)
{
    (void)state;
    for (int height = 300; height <= 900; height += 100) {
        reach(COURSE_CHOOSE, REVEALED);
        show(view_lesson, 400, (float)height);
        assert_non_null(scene_case_spot(&c.l.c, ACTION_RETRY, 0));
    }
}

static void reveal_one_guess(float height)
{
    reach(COURSE_CHOOSE, GUESSED);
    course_case_reveal(&c);
    show(view_lesson, 400, height);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_RETRY, 0));
}

/* What was asked stands above its answer, and where both have no room, what
 * nobody chose is left out first. */
static void test_reveal_with_its_question(void **state)
{
    float asked = 0, all = 0;

    (void)state;
    for (float height = 300; height <= 700; height += 10) {
        reveal_one_guess(height);
        bool ask = scene_case_text(&c.l.c, "Predict first") != NULL;
        if (ask && asked == 0)
            asked = height;
        assert_true(ask == (asked > 0));
        if (scene_case_spot(&c.l.c, ACTION_HANDS, 2) != NULL && all == 0)
            all = height;
    }
    assert_true(asked > 0 && asked < all);
}

/* As many decimals as it takes to see what is near enough. */
static void test_digits_of_a_number(void **state)
{
    struct step_question *question =
        &c.course.lesson->step[COURSE_NUMBER].step.question;
    static const double within[] = {0.1, 0.005, 0.0005};
    char text[FIGURE_MAX];

    (void)state;
    for (int k = 0; k < 3; k++) {
        question->within = within[k];
        reach(COURSE_NUMBER, REVEALED);
        show(view_lesson, 400, 900);
        figure_plain(text, c.course.answer.truth.number, 2 + k);
        assert_non_null(scene_case_text(&c.l.c, text));
    }
    question->within = within[0];
}

/* What comes next, and how long it may take, is as the plan has it. */
static void test_presenter_follows_the_plan(void **state)
{
    static const struct class_plan plan = {
        .stops = 4,
        .stop = {{.kind = PLAN_STEP, .lesson = 7, .step = 1, .minutes = 2},
                 {.kind = PLAN_STEP, .lesson = 7, .step = 4, .minutes = 5},
                 {.kind = PLAN_PRESET, .name = "clipping"},
                 {.kind = PLAN_STEP, .lesson = 9, .step = 3}}};

    (void)state;
    reach(COURSE_PROSE, FRESH);
    for (int language = 0; language < LANGUAGES; language++) {
        c.l.c.ui.language = (enum language)language;
        c.course.plan = NULL;
        show(view_presenter, 1400, 900);
        scene_case_check(&c.l.c);
        assert_non_null(scene_case_text(&c.l.c, "7.2"));
        c.course.plan = &plan;
        show(view_presenter, 1400, 900);
        scene_case_check(&c.l.c);
        assert_null(scene_case_text(&c.l.c, "7.2"));
        assert_non_null(scene_case_text(&c.l.c, "7.4"));
        assert_non_null(scene_case_text(&c.l.c, "clipping"));
        assert_non_null(scene_case_text(&c.l.c, "9.3"));
        assert_non_null(scene_case_text(&c.l.c, "5:00"));
    }
    c.l.c.ui.language = LANGUAGE_EN;
    c.course.stop = 3;
    show(view_presenter, 1400, 900);
    scene_case_check(&c.l.c);
    assert_non_null(scene_case_text(&c.l.c, "The plan ends here"));
    c.course.plan = NULL;
    c.course.stop = 0;
}

static void test_controls(void **state)
{
    (void)state;
    reach(COURSE_CONTROLS, FRESH);
    show(view_lesson, 420, 900);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_DIAL, DIAL_FORGET));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_UNIT, -1));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_UNIT, -2));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_LAG, 25));
    for (int k = 0; k < TOOLS; k++)
        assert_non_null(scene_case_spot(&c.l.c, ACTION_TOOL, k));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_WORDING, 0));
}

static void view_lit_cell(const struct scene *scene, struct box box)
{
    int spots = scene->list->spot_count, commands = scene->list->commands;

    view_cell(scene, box);
    glow_draw(scene, spots, commands);
}

static int frames_of(struct color color)
{
    int count = 0;

    for (int k = 0; k < c.l.c.list.commands; k++) {
        const struct draw_command *command = &c.l.c.list.command[k];
        count += command->kind == DRAW_FRAME && command->color.r == color.r &&
                 command->color.g == color.g && command->color.b == color.b;
    }
    return count;
}

/* A symbol of the step lights its gate and numbers at the present step; so does
 * one under the pointer. */
static void test_glow(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    c.l.c.ui.screen = SCREEN_CELL;
    scene_case_seek(&c.l.c, PASS_FORWARD, 6, LSTM_FORGET);
    show(view_lit_cell, 1000, 760);
    int none = frames_of(theme->f), other = frames_of(theme->i);
    c.l.c.ui.lit = 1u << LIT_F;
    show(view_lit_cell, 1000, 760);
    int lit = frames_of(theme->f);
    assert_true(lit > none);
    assert_int_equal(frames_of(theme->i), other);
    c.l.c.ui.lit = 0;
    c.l.c.ui.pointer = point_at(3, 3);
    c.l.c.ui.hover = lit_word(&c.l.c.film, 0, LIT_F);
    show(view_lit_cell, 1000, 760);
    assert_int_equal(frames_of(theme->f), lit);
    c.l.c.ui.learning = false;
    show(view_lit_cell, 1000, 760);
    assert_int_equal(frames_of(theme->f), none);
}

static void view_lit_strip(const struct scene *scene, struct box box)
{
    int spots = scene->list->spot_count, commands = scene->list->commands;

    view_strip(scene, box);
    glow_draw(scene, spots, commands);
}

/* One W and one U: they light up at every step, and are there to be pointed
 * at; only in a lesson. */
static void test_weights_everywhere(void **state)
{
    static const int weights[] = {LIT_W, LIT_U};
    const struct color accent = theme_of(THEME_DARK)->accent;

    (void)state;
    c.l.c.ui.screen = SCREEN_STAGE;
    scene_case_seek(&c.l.c, PASS_FORWARD, 6, LSTM_FORGET);
    for (int k = 0; k < 2; k++) {
        int spots = 0;
        c.l.c.ui.lit = 0;
        show(view_lit_strip, 1400, 450);
        int none = frames_of(accent);
        for (int n = 0; n < c.l.c.list.spot_count; n++)
            spots += c.l.c.list.spots[n].id.kind == SUBJECT_WORD &&
                     lit_of(&c.l.c.film, c.l.c.list.spots[n].id) ==
                         weights[k];
        assert_in_range(spots, 6, 12);
        c.l.c.ui.lit = 1u << weights[k];
        show(view_lit_strip, 1400, 450);
        assert_int_equal(frames_of(accent), none + spots);
    }
    c.l.c.ui.learning = false;
    show(view_lit_strip, 1400, 450);
    for (int n = 0; n < c.l.c.list.spot_count; n++)
        assert_true(c.l.c.list.spots[n].id.kind != SUBJECT_WORD ||
                    c.l.c.list.spots[n].id.signal >= 0);
}

static int discs_of(struct color color)
{
    int count = 0;

    for (int k = 0; k < c.l.c.list.commands; k++) {
        const struct draw_command *command = &c.l.c.list.command[k];
        count += command->kind == DRAW_BOX && command->box.w == 14 &&
                 command->color.r == color.r && command->color.g == color.g &&
                 command->color.b == color.b;
    }
    return count;
}

/* A step that was pointed at has a flag, the true one only when revealed. */
static void test_flags(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    c.l.c.ui.screen = SCREEN_STAGE;
    c.l.c.ui.cards = 24;
    scene_case_seek(&c.l.c, PASS_FORWARD, 12, LSTM_OUTPUT);
    reach(COURSE_POINT, FRESH);
    show(view_lit_strip, 1800, 450);
    int plain = c.l.c.list.commands;
    reach(COURSE_POINT, GUESSED);
    show(view_lit_strip, 1800, 450);
    int guessed = c.l.c.list.commands;
    assert_true(guessed > plain);
    assert_int_equal(discs_of(theme->good), 0);
    reach(COURSE_POINT, REVEALED);
    show(view_lit_strip, 1800, 450);
    assert_int_equal(discs_of(theme->good), 1);
}

/* Boxes of the width of a disc in this color: `at` the middle of the last. */
static int find_discs(struct color color, struct point *at)
{
    int count = discs_of(color);

    for (int k = 0; k < c.l.c.list.commands; k++) {
        const struct draw_command *command = &c.l.c.list.command[k];
        if (command->kind == DRAW_BOX && command->box.w == 14 &&
            command->color.r == color.r && command->color.g == color.g &&
            command->color.b == color.b)
            *at = point_at(command->box.x + 7, command->box.y + 7);
    }
    return count;
}

static void view_lit_series(const struct scene *scene, struct box box)
{
    int spots = scene->list->spot_count, commands = scene->list->commands;

    view_series(scene, box);
    glow_draw(scene, spots, commands);
}

static void reveal_at(int step)
{
    reach(COURSE_POINT, FRESH);
    c.course.lesson->step[COURSE_POINT].step.question.over = OVER_STEP;
    c.course.answer.revealed = c.course.answer.truth.known = true;
    c.course.answer.truth.at = step;
}

/* Over the middle of the card of its step; through the plot of a series where
 * the step is clicked. */
static void test_flag_of_a_step(void **state)
{
    const struct color good = theme_of(THEME_DARK)->good;
    struct point at = {0};

    (void)state;
    c.l.c.ui.screen = SCREEN_STAGE;
    c.l.c.ui.cards = 8;
    scene_case_seek(&c.l.c, PASS_FORWARD, 12, LSTM_OUTPUT);
    reveal_at(11);
    show(view_lit_strip, 1800, 450);
    assert_int_equal(find_discs(good, &at), 1);
    const struct draw_list *list = &c.l.c.list;
    int cards = 0;
    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->id.kind != SUBJECT_CONTROL || spot->value != 11 ||
            spot->action != ACTION_ENTER)
            continue;
        cards++;
        assert_close((double)at.x,
                     (double)(spot->box.x + spot->box.w / 2), 0.5);
    }
    assert_int_equal(cards, 1);
    show(view_lit_series, 1200, 450);
    assert_int_equal(find_discs(good, &at), 1);
    const struct draw_spot *plot = scene_case_spot(&c.l.c, ACTION_SCRUB_STEPS,
                                                   1);
    assert_non_null(plot);
    double share = (double)((at.x - plot->box.x) / plot->box.w);
    assert_int_equal(1 + (int)floor(share * c.l.c.film.steps), 11);
    reveal_at(c.l.c.film.steps + 1);
    show(view_lit_series, 1200, 450);
    assert_int_equal(discs_of(good), 0);
}

/* As views over lags place it: up to lag 20. */
static void view_lags(const struct scene *scene, struct box box)
{
    int spots = scene->list->spot_count;

    draw_spot(scene->list, box, subject(SUBJECT_OTHER, 0, PANEL_REACH, 20, 0),
              ACTION_READ, 0);
    glow_draw(scene, spots, scene->list->commands);
}

/* At lag 5 of 20 it stands at a quarter of the plot, beyond the plot not. */
static void test_flag_of_a_lag(void **state)
{
    const struct color good = theme_of(THEME_DARK)->good;
    struct lesson *lesson = c.course.lesson;

    (void)state;
    lesson->step[COURSE_POINT].step.question.over = OVER_LAG;
    reach(COURSE_POINT, FRESH);
    c.course.answer.revealed = true;
    c.course.answer.truth.known = true;
    c.course.answer.truth.at = 5;
    show(view_lags, 800, 400);
    assert_int_equal(discs_of(good), 1);
    for (int k = 0; k < c.l.c.list.commands; k++)
        if (c.l.c.list.command[k].kind == DRAW_BOX &&
            c.l.c.list.command[k].box.w == 14)
            assert_close((double)(c.l.c.list.command[k].box.x + 7),
                         (double)(c.l.c.list.spots[0].box.x + 200), 0.5);
    c.course.answer.truth.at = 21;
    show(view_lags, 800, 400);
    assert_int_equal(discs_of(good), 0);
}

/* Symbols without a signal say what they stand for. */
static void test_about(void **state)
{
    static const int alone[] = {LIT_X, LIT_W, LIT_U, LIT_B, LIT_L};

    (void)state;
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t k = 0; k < sizeof alone / sizeof *alone; k++) {
            c.l.c.ui.language = (enum language)l;
            assert_int_not_equal(lit_about(
                &c.l.c.ui, lit_word(&c.l.c.film, 0, alone[k]))[0], '\0');
        }
    assert_string_equal(lit_about(&c.l.c.ui, lit_word(&c.l.c.film, 0, LIT_F)),
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_column_sweep, setup, teardown),
        cmocka_unit_test_setup_teardown(test_predict_sweep, setup, teardown),
        cmocka_unit_test_setup_teardown(test_overlays_sweep, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answer_before_reveal, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_choose, setup, teardown),
        cmocka_unit_test_setup_teardown(test_number_and_place, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_curve, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ways, setup, teardown),
        cmocka_unit_test_setup_teardown(test_intro, setup, teardown),
        cmocka_unit_test_setup_teardown(test_problem, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scrolls, setup, teardown),
        cmocka_unit_test_setup_teardown(test_another_seed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reveal_with_its_question,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_digits_of_a_number,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_reveal_is_seen, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_question_is_seen, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_presenter_follows_the_plan,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_controls, setup, teardown),
        cmocka_unit_test_setup_teardown(test_glow, setup, teardown),
        cmocka_unit_test_setup_teardown(test_weights_everywhere, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_about, setup, teardown),
        cmocka_unit_test_setup_teardown(test_flags, setup, teardown),
        cmocka_unit_test_setup_teardown(test_flag_of_a_step, setup, teardown),
        cmocka_unit_test_setup_teardown(test_flag_of_a_lag, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
