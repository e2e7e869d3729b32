/* Going through lessons: steps and their stages, elsewhere and back, plans. */
#include "player_case.h"

static struct player_case c;
static struct app *const app = &c.c.app;
static struct ui *const ui = &c.c.app.ui;
static struct course *const course = &c.c.app.course;

static int step_now(void)
{
    return play_moment(app).step;
}

static void is_at(int number, int k)
{
    assert_non_null(course->lesson);
    assert_int_equal(course->lesson->number, number);
    assert_int_equal(course->step, k);
    assert_true(ui->learning);
    assert_int_not_equal(ui->screen, SCREEN_START);
}

static void one_key_leads_into_the_first_lesson(void **state)
{
    (void)state;
    player_case_init(&c, 3);
    player_case_key(&c, KEY_ENTER, 0);
    is_at(1, 0);
    assert_int_equal(c.stages, 1);
    assert_true(course->prepared);
    assert_int_equal(ui->shown, 1);
    assert_int_equal(step_now(), 3);
    /* And the next time into the one that was left. */
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_BACKSPACE, 0);
    assert_int_equal(ui->screen, SCREEN_START);
    assert_int_equal(app->cards.latest, 0);
    assert_int_equal(app->cards.card[0].last, 2);
    player_case_key(&c, KEY_ENTER, 0);
    is_at(1, 1);
    assert_int_equal(c.stages, 1);
    player_case_finish(&c);
}

static void a_stage_that_is_there_is_not_made_again(void **state)
{
    (void)state;
    player_case_init(&c, 3);
    player_case_open(&c);
    const struct lab *lab = app->lab;
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 1);
    assert_ptr_equal(app->lab, lab);
    assert_int_equal(step_now(), 4);
    /* Time, units and the light change nothing of it; an input does. */
    player_case_key(&c, KEY_RIGHT, 0);
    player_case_key(&c, KEY_DOWN, 0);
    player_case_key(&c, KEY_PAGE_UP, 0);
    assert_int_equal(c.stages, 1);
    player_case_key(&c, KEY_UP, MOD_ALT);
    assert_int_equal(app_case_edits(app), 1);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(c.stages, 2);
    assert_int_equal(app_case_edits(app), 0);
    /* The last step names its own. */
    player_case_key(&c, KEY_END, MOD_SHIFT);
    is_at(1, 3);
    assert_int_equal(c.stages, 3);
    player_case_key(&c, KEY_HOME, MOD_SHIFT);
    is_at(1, 0);
    assert_int_equal(c.stages, 4);
    player_case_finish(&c);
}

static void steps_lead_from_lesson_to_lesson(void **state)
{
    (void)state;
    player_case_init(&c, 2);
    player_case_open(&c);
    for (int k = 0; k < 4; k++) {
        is_at(1, k);
        player_case_key(&c, KEY_PAGE_DOWN, 0);
    }
    is_at(2, 0);
    player_case_key(&c, KEY_PAGE_UP, 0);
    is_at(1, 3);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    for (int k = 0; k < 9; k++)
        player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(2, 4);
    assert_non_null(strstr(ui->message, "the end of the lesson"));
    for (int k = 0; k < 20; k++)
        player_case_key(&c, KEY_PAGE_UP, 0);
    is_at(1, 0);
    player_case_finish(&c);
}

static void r_brings_the_step_back(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_ask(&c, 1, QUESTION_NUMBER);
    player_case_open(&c);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_ENTER, 0);
    player_case_type(&c, "0.5");
    player_case_key(&c, KEY_ENTER, 0);
    player_case_key(&c, KEY_ENTER, 0);
    assert_true(course->answer.revealed);
    player_case_key(&c, KEY_UP, MOD_ALT);
    player_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(ui->screen, SCREEN_CELL);
    assert_int_equal(ui->shown, 0);
    player_case_key(&c, KEY_A + 'R' - 'A', 0);
    is_at(1, 1);
    assert_int_equal(app_case_edits(app), 0);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    assert_int_equal(ui->shown, 1);
    assert_int_equal(step_now(), 4);
    assert_false(course->answer.revealed);
    player_case_finish(&c);
}

static void elsewhere_and_back(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_open(&c);
    player_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(ui->screen, SCREEN_CELL);
    assert_int_equal(ui->shown, 0);
    assert_false(course->prepared);
    assert_true(ui->learning);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    assert_int_equal(ui->shown, 1);
    assert_true(course->prepared);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->shown, 1);
    /* Panels by hand. */
    player_case_key(&c, KEY_A + 'X' - 'A', 0);
    assert_int_equal(ui->shown, 0);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->shown, 1);
    /* Lanes side by side: the column stays, the way back is short. */
    player_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(ui->screen, SCREEN_COMPARE);
    assert_true(ui->learning);
    player_case_key(&c, KEY_F1 + 6, 0);
    is_at(1, 0);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    assert_true(course->prepared);
    player_case_finish(&c);
}

static void another_film_leaves_the_lesson(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_open(&c);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    app_case_film(&c.c, &(struct scene_recipe){.cell = "gru"}, "/x/model");
    player_case_serve(&c);
    assert_false(ui->learning);
    assert_int_equal(ui->shown, 0);
    assert_non_null(course->lesson);
    /* Its keys are about the film now. */
    int64_t at = ui->at;
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_true(ui->at > at);
    assert_int_equal(course->step, 1);
    player_case_key(&c, KEY_F1 + 6, 0);
    is_at(1, 1);
    assert_int_equal(c.stages, 2);
    /* From the start screen another door leads out as well. */
    player_case_key(&c, KEY_BACKSPACE, 0);
    assert_true(ui->learning);
    player_case_key(&c, KEY_0 + 2, 0);
    assert_false(ui->learning);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    player_case_finish(&c);
}

static void a_range_is_played_and_played_again(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    c.settings[0].play = (struct step_play){.step = 2, .phase = 1, .to = 6};
    c.settings[1].play = (struct step_play){.step = 1, .run = true};
    player_case_open(&c);
    int64_t begin = ui->at;
    assert_false(ui->playing);
    for (int round = 0; round < 2; round++) {
        player_case_key(&c, KEY_SPACE, 0);
        assert_true(ui->playing);
        for (int k = 0; k < 500; k++)
            app_case_time(&c.c, 30000);
        assert_false(ui->playing);
        assert_int_equal(step_now(), 6);
        assert_true(play_moment(app).whole == 1);
    }
    player_case_key(&c, KEY_SPACE, 0);
    assert_int_equal(ui->at, begin);
    player_case_key(&c, KEY_SPACE, 0);
    /* Beyond it there is the rest of the film. */
    app_case_seek(&c.c, PASS_FORWARD, 8);
    player_case_key(&c, KEY_SPACE, 0);
    for (int k = 0; k < 60; k++)
        app_case_time(&c.c, 30000);
    assert_true(step_now() > 8);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_true(ui->playing);
    ui->reduced_motion = true;
    player_case_key(&c, KEY_A + 'R' - 'A', 0);
    assert_false(ui->playing);
    player_case_finish(&c);
}

static void class_mode_reveals_first(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_ask(&c, 0, QUESTION_NUMBER)->hides = true;
    player_case_open(&c);
    assert_true(ui->covered);
    ui->class_mode = true;
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 0);
    assert_true(course->answer.revealed);
    assert_false(ui->covered);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 1);
    assert_false(ui->covered);
    player_case_key(&c, KEY_PAGE_UP, 0);
    assert_true(ui->covered);
    /* What lies below the edge is brought into view before. */
    app_case_blank(&c.c);
    app_case_spot(&c.c, box_at(0, 80, 9, 9), (struct draw_id){0},
                  ACTION_PAGE_SCROLL, 3);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_true(course->top == 84);
    assert_false(course->answer.revealed);
    app_case_spot(&c.c, box_at(0, 40, 9, 9), (struct draw_id){0},
                  ACTION_REVEAL, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_true(course->answer.revealed);
    assert_true(course->top == 0);
    ui->class_mode = false;
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 1);
    player_case_finish(&c);
}

static void a_plan_is_walked_through(void **state)
{
    static const struct class_plan plan = {
        .stops = 5,
        .stop = {{.kind = PLAN_STEP, .lesson = 1, .step = 2},
                 {.kind = PLAN_PRESET, .name = "clipping"},
                 {.kind = PLAN_STEP, .lesson = 2},
                 {.kind = PLAN_SCENE, .name = "mine.scene"},
                 {.kind = PLAN_STEP, .lesson = 1, .step = 4}}};

    (void)state;
    player_case_init(&c, 2);
    app_set_plan(app, &plan);
    player_case_serve(&c);
    is_at(1, 1);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(c.asked.kind, REQUEST_OPEN_PRESET);
    assert_string_equal(c.asked.path, "clipping");
    app_case_film(&c.c, &(struct scene_recipe){0}, "clipping");
    assert_false(ui->learning);
    course->elapsed = 1000; /* the time of the class goes on */
    player_time(app, 500);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(2, 0);
    assert_int_equal(course->elapsed, 1500);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(c.asked.kind, REQUEST_OPEN);
    assert_string_equal(c.asked.path, "mine.scene");
    player_case_key(&c, KEY_PAGE_UP, 0);
    is_at(2, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 3);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    is_at(1, 3);
    assert_string_equal(ui->message, "The plan ends here.");
    for (int k = 0; k < 9; k++)
        player_case_key(&c, KEY_PAGE_UP, 0);
    is_at(1, 1);
    assert_string_equal(ui->message, "The plan begins here.");
    player_case_finish(&c);
}

static void saved_files_keep_the_step(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_ask(&c, 2, QUESTION_NUMBER);
    player_case_open(&c);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_ENTER, 0);
    player_case_type(&c, "0.5");
    player_case_key(&c, KEY_ENTER, 0);
    player_case_key(&c, KEY_ENTER, 0);
    app_lesson_problem(app, "lesson.md:9: no");
    assert_string_equal(course->problem, "lesson.md:9: no");
    c.settings[2].question.place.line = 99; /* something was put above it */
    app_set_lesson(app, player_case_lesson(&c, 1), -1);
    player_case_serve(&c);
    is_at(1, 2);
    assert_string_equal(course->problem, "");
    assert_true(course->answer.revealed && course->answer.truth.known);
    assert_true(course->answer.guessed[0].number == 0.5);
    snprintf(c.words.ask, sizeof c.words.ask, "And now?");
    app_set_lesson(app, player_case_lesson(&c, 1), -1);
    player_case_serve(&c);
    is_at(1, 2);
    assert_false(course->answer.revealed || course->answer.guessed[0].made);
    c.steps = 2;
    app_set_lesson(app, player_case_lesson(&c, 1), -1);
    player_case_serve(&c);
    is_at(1, 1);
    /* Whoever is elsewhere stays there. */
    app_case_film(&c.c, &(struct scene_recipe){0}, "");
    app_set_lesson(app, player_case_lesson(&c, 1), -1);
    player_case_serve(&c);
    assert_false(ui->learning);
    player_case_finish(&c);
}

static void a_stage_that_fails_is_said(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_open(&c);
    c.fails = true;
    player_case_key(&c, KEY_END, MOD_SHIFT);
    is_at(1, 3);
    assert_string_equal(course->problem, "lesson.md:7: no such thing");
    assert_false(course->prepared);
    assert_non_null(app->film);
    c.fails = false;
    player_case_key(&c, KEY_PAGE_UP, 0);
    is_at(1, 2);
    assert_string_equal(course->problem, "");
    assert_true(course->prepared);
    player_case_finish(&c);
}

static void lessons_open_where_they_were_left(void **state)
{
    (void)state;
    player_case_init(&c, 3);
    player_case_do(&c, ACTION_LESSON, 2);
    is_at(2, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    player_case_key(&c, KEY_PAGE_UP, 0);
    player_case_key(&c, KEY_0 + 1, 0);
    player_case_do(&c, ACTION_LESSON, 3);
    is_at(3, 0);
    player_case_do(&c, ACTION_LESSON, 2);
    is_at(2, 1);
    assert_int_equal(app->cards.card[1].last, 2);
    assert_int_equal(app->cards.card[1].at, 3);
    assert_int_equal(app->cards.latest, 1);
    assert_string_equal(app->bookmarks.mark[0].name, "02-test");
    player_case_do(&c, ACTION_PAGE, 4);
    is_at(2, 3);
    player_case_do(&c, ACTION_PAGE, 9);
    is_at(2, 3);
    player_case_do(&c, ACTION_LESSON, -1);
    assert_int_equal(ui->screen, SCREEN_START);
    player_case_finish(&c);
}

/* Pictures come one after the other, while the start screen is shown. */
static void cards_get_their_pictures(void **state)
{
    struct request request;

    (void)state;
    player_case_init(&c, 3);
    for (int k = 0; k < 3; k++) {
        assert_true(app_wants_work(app));
        c.c.input.work = 5;
        app_case_send(&c.c);
        assert_true(app_take_request(app, &request));
        assert_int_equal(request.kind, REQUEST_CARDS);
        assert_false(app_take_request(app, &request));
        if (k == 1) {
            app_set_card(app, k, NULL);
            continue;
        }
        const struct scene_recipe recipe = {.steps = 9};
        struct spec spec = scene_case_spec(&recipe);
        struct film film;
        scene_case_film(&film, &recipe, 9, &spec);
        const struct film_source source = film_source_of(&film);
        app_set_card(app, k, lab_of(&source, NULL, NULL));
        film_finish(&film);
        assert_true(app->cards.card[k].look.at > 0);
    }
    assert_true(app->cards.card[1].failed);
    c.c.input.work = 500;
    app_case_send(&c.c);
    assert_false(app_take_request(app, &request));
    player_case_finish(&c);
}

static void cuts_go_to_the_whole_run(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_open(&c);
    assert_int_equal(ui->cut, 0);
    player_case_key(&c, KEY_PERIOD, MOD_ALT);
    assert_int_equal(ui->cut, 0);
    player_case_key(&c, KEY_COMMA, MOD_ALT);
    assert_int_equal(ui->cut, 23);
    player_case_key(&c, KEY_PERIOD, MOD_ALT);
    assert_int_equal(ui->cut, 0);
    /* Dragged: the width is the run of 24 steps. */
    app_case_blank(&c.c);
    app_case_spot(&c.c, box_at(0, 0, 240, 20),
                  subject(SUBJECT_CONTROL, 0, ACTION_CUT_LAG, 24, 0),
                  ACTION_CUT_LAG, 0);
    app_case_at(&c.c, INPUT_PRESS, 120, 10);
    assert_int_equal(ui->cut, 12);
    app_case_at(&c.c, INPUT_MOVE, 239, 10);
    assert_int_equal(ui->cut, 1);
    app_case_at(&c.c, INPUT_MOVE, 900, 10);
    assert_int_equal(ui->cut, 1);
    app_case_at(&c.c, INPUT_MOVE, -9, 10);
    app_case_at(&c.c, INPUT_RELEASE, -9, 10);
    assert_int_equal(ui->cut, 24); /* all of them, and the cut is still there */
    player_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_key_leads_into_the_first_lesson),
        cmocka_unit_test(a_stage_that_is_there_is_not_made_again),
        cmocka_unit_test(steps_lead_from_lesson_to_lesson),
        cmocka_unit_test(r_brings_the_step_back),
        cmocka_unit_test(elsewhere_and_back),
        cmocka_unit_test(another_film_leaves_the_lesson),
        cmocka_unit_test(a_range_is_played_and_played_again),
        cmocka_unit_test(class_mode_reveals_first),
        cmocka_unit_test(a_plan_is_walked_through),
        cmocka_unit_test(saved_files_keep_the_step),
        cmocka_unit_test(a_stage_that_fails_is_said),
        cmocka_unit_test(lessons_open_where_they_were_left),
        cmocka_unit_test(cards_get_their_pictures),
        cmocka_unit_test(cuts_go_to_the_whole_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
