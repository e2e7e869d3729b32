/* An app in a lesson, and whoever has files: it opens lessons and makes the
 * stages that are asked for.
 *
 *     static struct player_case c;
 *     player_case_init(&c, 5);
 *     player_case_ask(&c, 1, QUESTION_CHOOSE);
 *     player_case_open(&c);
 *     player_case_key(&c, KEY_PAGE_DOWN, 0);
 *     ... c.c.app.course ...
 *     player_case_finish(&c);
 *
 * Lesson n has 3 + n steps, all of one stage but the last, which names its
 * own.
 */
#ifndef GATEREEL_TESTS_PLAYER_CASE_H
#define GATEREEL_TESTS_PLAYER_CASE_H

#include "app_case.h"

struct player_case {
    struct app_case c;
    struct step_settings settings[PAGE_STEPS_MAX]; /* of the next lesson */
    struct step_words words;   /* of every question, in every language */
    int steps;                 /* 0: 3 + its number */
    int stages;                /* made so far, */
    uint64_t seed;             /* the latest with this one */
    bool fails;                /* to make a stage */
    struct request asked;      /* the latest that is none of those */
};

static inline struct lesson *player_case_lesson(const struct player_case *c,
                                                int number)
{
    struct lesson *lesson = calloc(1, sizeof *lesson);

    assert_non_null(lesson);
    snprintf(lesson->name, sizeof lesson->name, "%02d-test", number);
    snprintf(lesson->folder, sizeof lesson->folder, "/lessons/%s",
             lesson->name);
    lesson->number = number;
    lesson->shipped = true;
    lesson->steps = c->steps > 0 ? c->steps : 3 + number;
    lesson->step = calloc((size_t)lesson->steps, sizeof *lesson->step);
    assert_non_null(lesson->step);
    for (int k = 0; k < lesson->steps; k++) {
        struct step_settings *step = &lesson->step[k].step;
        *step = c->settings[k];
        if (step->stage.from == 0)
            step->stage.from = k + 1 < lesson->steps ? 1 : lesson->steps;
        for (int l = 0; l < LANGUAGES; l++)
            lesson->step[k].words[l] = c->words;
    }
    return lesson;
}

static inline void player_case_settings(struct player_case *c)
{
    static struct step_block block;

    step_defaults(&block);
    for (int k = 0; k < PAGE_STEPS_MAX; k++) {
        c->settings[k] = block.step;
        c->settings[k].view = SCREEN_STAGE;
        c->settings[k].stage.from = 0;
        c->settings[k].play.step = 3 + k;
        c->settings[k].panels = 1;
        c->settings[k].show[0] = PANEL_STRIP;
    }
    c->words.hints = 2;
}

/* The question of a step: h of unit 1 at step 5, in any form. */
static inline struct step_question *player_case_ask(struct player_case *c,
                                                    int k,
                                                    enum question_kind kind)
{
    struct step_question *question = &c->settings[k].question;

    question->kind = kind;
    question->claim = claim_defaults;
    question->claim.kind = CLAIM_SIGNAL;
    question->claim.step = 5;
    snprintf(question->claim.signal, sizeof question->claim.signal, "h");
    question->choices = kind == QUESTION_CHOOSE ? 3 : 0;
    for (int n = 0; n < 3; n++) {
        question->choice[n].claim.kind = CLAIM_NONE;
        question->choice[n].above = n - 1.34;
        question->choice[n].below = n - 0.34;
    }
    question->choice[0].above = -2;
    question->choice[2].below = 2;
    question->within = 0.1;
    question->low = -1;
    question->high = 1;
    question->over = OVER_STEP;
    question->pick = kind == QUESTION_POINT ? PICK_LARGEST : PICK_NONE;
    question->of = CALCULATE_RNN;
    question->seed = 7;
    return question;
}

static inline void player_case_stage(struct player_case *c)
{
    struct app *app = &c->c.app;
    uint64_t seed = app->course.answer.seed;
    const struct scene_recipe recipe = {.steps = 24, .seed = 1 + seed};
    struct spec spec = scene_case_spec(&recipe);
    struct film film;

    if (c->fails) {
        app_stage_failed(app, "lesson.md:7: no such thing");
        return;
    }
    c->seed = seed;
    scene_case_film(&film, &recipe, recipe.steps, &spec);
    const struct film_source source = film_source_of(&film);
    struct lab *lab = lab_of(&source, NULL, NULL);
    assert_non_null(lab);
    film_finish(&film);
    app_set_lab(app, lab, NULL);
    app_show_step(app, NULL);
    c->stages++;
}

/* "8.4", "8". */
static inline void player_case_answer_lesson(struct player_case *c,
                                             const char *path)
{
    int lesson, step;

    if (!plan_parse_stop(path, &lesson, &step))
        return;
    struct lesson *opened = player_case_lesson(c, lesson);
    assert_true(step <= opened->steps);
    app_set_lesson(&c->c.app, opened, step - 1);
}

/* Carries out what is asked for. */
static inline void player_case_serve(struct player_case *c)
{
    struct request request;

    while (app_take_request(&c->c.app, &request)) {
        if (request.kind == REQUEST_STAGE)
            player_case_stage(c);
        else if (request.kind == REQUEST_LESSON)
            player_case_answer_lesson(c, request.path);
        if (request.kind != REQUEST_STAGE &&
            request.kind != REQUEST_SAVE_SETTINGS)
            c->asked = request;
    }
}

/* On the start screen, with the cards of lessons 1 .. `lessons`. */
static inline void player_case_init(struct player_case *c, int lessons)
{
    static struct lesson_card card[CARDS_LESSONS_MAX];

    memset(c, 0, sizeof *c);
    memset(card, 0, sizeof card);
    player_case_settings(c);
    app_case_init(&c->c, &(struct scene_recipe){0});
    c->c.app.ui.screen = SCREEN_START;
    for (int k = 0; k < lessons; k++) {
        snprintf(card[k].name, LESSON_NAME_MAX, "%02d-test", k + 1);
        card[k].number = k + 1;
        card[k].steps = 4 + k;
    }
    assert_true(app_show_cards(&c->c.app, card, lessons, NULL));
    player_case_serve(c);
}

static inline void player_case_finish(struct player_case *c)
{
    app_case_finish(&c->c);
}

/* Lesson 1 at its first step. */
static inline void player_case_open(struct player_case *c)
{
    app_set_lesson(&c->c.app, player_case_lesson(c, 1), 0);
    player_case_serve(c);
}

static inline void player_case_key(struct player_case *c, int key,
                                   int modifiers)
{
    app_case_key(&c->c, key, modifiers);
    player_case_serve(c);
}

/* Digits, points, commas, minus, e. */
static inline void player_case_type(struct player_case *c, const char *text)
{
    for (; *text != '\0'; text++)
        player_case_key(c, *text == '.' ? KEY_PERIOD
                           : *text == ',' ? KEY_COMMA
                           : *text == '-' ? KEY_MINUS
                           : *text == 'e' ? KEY_A + 4
                                          : KEY_0 + (*text - '0'), 0);
}

/* A click on a spot of the test's own. */
static inline void player_case_click(struct player_case *c, struct draw_id id,
                                     int action, int value, int modifiers)
{
    app_case_blank(&c->c);
    app_case_spot(&c->c, box_at(100, 100, 50, 50), id, action, value);
    app_case_click(&c->c, 120, 120, modifiers);
    player_case_serve(c);
}

static inline void player_case_do(struct player_case *c, int action, int value)
{
    player_case_click(c, subject(SUBJECT_CONTROL, 0, action, 0, value), action,
                      value, 0);
}

#endif
