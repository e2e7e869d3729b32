/* Questions of every kind, by keys and by the mouse: guesses, the reveal, hands,
 * another try. */
#include "player_case.h"

static struct player_case c;
static struct app *const app = &c.c.app;
static struct ui *const ui = &c.c.app.ui;
static struct course *const course = &c.c.app.course;
static struct course_answer *const answer = &c.c.app.course.answer;

/* A lesson whose first step asks. */
static struct step_question *ask(enum question_kind kind)
{
    player_case_init(&c, 1);
    return player_case_ask(&c, 0, kind);
}

static void enter(void)
{
    player_case_key(&c, KEY_ENTER, 0);
}

static void nothing_is_known(void)
{
    assert_false(answer->revealed);
    assert_false(answer->truth.known);
    assert_int_equal(answer->truth.points, 0);
}

/* h of unit 1 at step 5, as the engine has it. */
static double true_h(void)
{
    return (double)film_signal(app->film, 0, LSTM_H, 5)[0];
}

static void a_choice_by_keys(void **state)
{
    (void)state;
    ask(QUESTION_CHOOSE);
    player_case_open(&c);
    enter();
    assert_true(answer->active);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    assert_int_equal(answer->chosen, -1);
    enter(); /* nothing is chosen */
    assert_non_null(strstr(ui->message, "Choose an answer"));
    player_case_key(&c, KEY_DOWN, 0);
    player_case_key(&c, KEY_DOWN, 0);
    assert_int_equal(answer->chosen, 1);
    player_case_key(&c, KEY_UP, 0);
    player_case_key(&c, KEY_UP, 0);
    assert_int_equal(answer->chosen, 0);
    player_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(answer->chosen, 2);
    assert_int_equal(ui->screen, SCREEN_STAGE); /* no mode */
    player_case_key(&c, KEY_0 + 4, 0); /* there are three */
    assert_int_equal(answer->chosen, 2);
    assert_false(answer->guessed[0].made);
    enter();
    assert_true(answer->guessed[0].made);
    assert_int_equal(answer->guessed[0].choice, 2);
    nothing_is_known();
    player_case_key(&c, KEY_0 + 2, 0);
    enter(); /* another mind */
    assert_int_equal(answer->guessed[0].choice, 1);
    nothing_is_known();
    enter();
    assert_true(answer->revealed && answer->truth.known);
    assert_false(answer->active);
    assert_true(fabs(answer->truth.number - true_h()) < 1e-9);
    double h = true_h();
    assert_int_equal(answer->truth.choice, h <= -0.34 ? 0 : h <= 0.66 ? 1 : 2);
    enter(); /* means the cell again */
    assert_int_equal(ui->screen, SCREEN_CELL);
    player_case_finish(&c);
}

/* No Enter is needed before; Escape gives the digits back. */
static void a_digit_begins_an_answer(void **state)
{
    (void)state;
    ask(QUESTION_CHOOSE);
    player_case_open(&c);
    player_case_key(&c, KEY_0 + 2, 0);
    assert_true(answer->active);
    assert_int_equal(answer->chosen, 1);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_false(answer->active);
    player_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(ui->screen, SCREEN_COMPARE);
    player_case_finish(&c);

    ask(QUESTION_NUMBER);
    player_case_open(&c);
    player_case_type(&c, "-2");
    assert_string_equal(answer->field, "-2");
    assert_true(answer->active && ui->text_scale == 1);
    player_case_finish(&c);

    ask(QUESTION_POINT); /* digits are no place */
    player_case_open(&c);
    player_case_key(&c, KEY_0 + 1, 0);
    assert_int_equal(ui->screen, SCREEN_START);
    player_case_finish(&c);
}

static void a_choice_by_mouse(void **state)
{
    (void)state;
    ask(QUESTION_CHOOSE);
    player_case_open(&c);
    player_case_do(&c, ACTION_REVEAL, 0);
    assert_string_equal(ui->message, "Make a guess first.");
    nothing_is_known();
    player_case_do(&c, ACTION_CHOOSE, 1);
    player_case_do(&c, ACTION_CHOOSE, 5);
    assert_true(answer->guessed[0].made);
    assert_int_equal(answer->guessed[0].choice, 1);
    player_case_do(&c, ACTION_REVEAL, 0);
    assert_true(answer->revealed);
    player_case_do(&c, ACTION_CHOOSE, 0);
    assert_int_equal(answer->guessed[0].choice, 1);
    player_case_do(&c, ACTION_PAGE, -2);
    assert_int_equal(course->step, 1);
    assert_false(answer->revealed);
    player_case_finish(&c);
}

static void hands_are_counted(void **state)
{
    (void)state;
    ask(QUESTION_CHOOSE);
    player_case_open(&c);
    player_case_click(&c, (struct draw_id){0}, ACTION_HANDS, 1, 0);
    player_case_click(&c, (struct draw_id){0}, ACTION_HANDS, 1, 0);
    player_case_click(&c, (struct draw_id){0}, ACTION_HANDS, 1, MOD_SHIFT);
    assert_int_equal(answer->hands[1], 1);
    enter();
    player_case_key(&c, KEY_0 + 3, MOD_SHIFT);
    player_case_key(&c, KEY_0 + 1, 0);
    for (int k = 0; k < 3; k++)
        player_case_key(&c, KEY_PLUS, MOD_SHIFT);
    player_case_key(&c, KEY_MINUS, 0);
    assert_int_equal(answer->hands[0], 2);
    assert_int_equal(answer->hands[2], 1);
    for (int k = 0; k < 5; k++)
        player_case_key(&c, KEY_MINUS, 0);
    assert_int_equal(answer->hands[0], 0);
    assert_true(ui->text_scale == 1);
    /* Hands are a guess of the class. */
    player_case_do(&c, ACTION_REVEAL, 0);
    assert_true(answer->revealed);
    player_case_finish(&c);
}

static void a_number_is_typed(void **state)
{
    (void)state;
    ask(QUESTION_NUMBER);
    player_case_open(&c);
    enter();
    enter();
    assert_non_null(strstr(ui->message, "Type a number"));
    player_case_type(&c, "-1,5e-");
    enter();
    assert_false(answer->guessed[0].made);
    player_case_type(&c, "9");
    /* Letters mean nothing else, sizes stay, and modes too. */
    player_case_key(&c, KEY_A + 'T' - 'A', 0);
    player_case_key(&c, KEY_PLUS, 0);
    assert_int_equal(ui->theme, THEME_DARK);
    assert_true(ui->text_scale == 1);
    assert_string_equal(answer->field, "-1,5e-9");
    enter();
    assert_true(answer->guessed[0].made);
    assert_true(answer->guessed[0].number == -1.5e-9);
    for (int k = 0; k < 9; k++)
        player_case_key(&c, KEY_BACKSPACE, 0);
    assert_string_equal(answer->field, "");
    assert_int_equal(ui->screen, SCREEN_STAGE);
    for (int k = 0; k < 40; k++)
        player_case_type(&c, "0");
    assert_int_equal(strlen(answer->field), FIELD_MAX - 1);
    enter();
    nothing_is_known();
    enter();
    assert_true(answer->revealed);
    assert_true(fabs(answer->truth.number - true_h()) < 1e-9);
    player_case_finish(&c);
}

static void keys_draw_slopes(void **state)
{
    (void)state;
    ask(QUESTION_DRAW);
    player_case_open(&c);
    enter();
    enter();
    assert_non_null(strstr(ui->message, "Draw the curve"));
    const double *curve = answer->guessed[0].curve;
    player_case_key(&c, KEY_UP, 0);
    player_case_key(&c, KEY_UP, MOD_SHIFT);
    assert_true(fabs(curve[0] - 0.12) < 1e-9); /* 0.56 of -1 .. 1 */
    assert_true(isnan(curve[1]));
    player_case_key(&c, KEY_RIGHT, 0);
    player_case_key(&c, KEY_DOWN, 0);
    assert_true(fabs(curve[3] - 0.02) < 1e-9);
    assert_true(fabs(curve[1] - (0.12 - 0.1 / 3)) < 1e-9);
    player_case_key(&c, KEY_RIGHT, MOD_SHIFT);
    assert_true(fabs(curve[4] - 0.02) < 1e-9);
    assert_true(isnan(curve[5]));
    for (int k = 0; k < 30; k++)
        player_case_key(&c, KEY_RIGHT, 0);
    assert_true(answer->cursor_x == 1);
    for (int k = 0; k < GUESS_POINTS; k++)
        assert_false(isnan(curve[k]));
    for (int k = 0; k < 30; k++)
        player_case_key(&c, KEY_UP, 0);
    assert_true(answer->cursor_y == 1 && curve[GUESS_POINTS - 1] == 1);
    nothing_is_known();
    enter();
    assert_true(answer->guessed[0].made);
    enter();
    assert_true(answer->revealed && answer->truth.points > 1);
    player_case_finish(&c);
}

static void plot(void)
{
    app_case_blank(&c.c);
    app_case_spot(&c.c, box_at(0, 0, 630, 200),
                  subject(SUBJECT_CONTROL, 0, ACTION_DRAW_GUESS, 0, 0),
                  ACTION_DRAW_GUESS, 0);
}

/* Ten pixels are one point; a fast hand leaves no gap. */
static void the_mouse_draws(void **state)
{
    (void)state;
    struct step_question *question = ask(QUESTION_DRAW);
    question->log = true;
    question->low = 1e-4;
    question->high = 1;
    player_case_open(&c);
    const double *curve = answer->guessed[0].curve;
    plot();
    app_case_at(&c.c, INPUT_PRESS, 100, 0);
    app_case_at(&c.c, INPUT_MOVE, 500, 200);
    for (int k = 10; k <= 50; k++)
        assert_true(fabs(log10(curve[k]) + (k - 10) * 0.1) < 1e-6);
    assert_true(isnan(curve[9]) && isnan(curve[51]));
    app_case_at(&c.c, INPUT_MOVE, -99, 900);
    app_case_at(&c.c, INPUT_RELEASE, -99, 900);
    assert_true(answer->guessed[0].made);
    assert_true(fabs(curve[0] - 1e-4) < 1e-12);
    /* Escape takes a drag back. */
    double before = curve[20];
    plot();
    app_case_at(&c.c, INPUT_PRESS, 200, 50);
    assert_true(curve[20] != before);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_true(curve[20] == before && answer->guessed[0].made);
    nothing_is_known();
    player_case_do(&c, ACTION_REVEAL, 0);
    assert_true(answer->revealed);
    plot();
    app_case_at(&c.c, INPUT_PRESS, 200, 50);
    app_case_at(&c.c, INPUT_RELEASE, 200, 50);
    assert_true(curve[20] == before);
    player_case_finish(&c);
}

/* A drag that began on another step brings nothing of it here. */
static void a_drag_ends_with_its_question(void **state)
{
    (void)state;
    ask(QUESTION_DRAW);
    player_case_ask(&c, 1, QUESTION_DRAW);
    player_case_open(&c);
    plot();
    app_case_at(&c.c, INPUT_PRESS, 0, 0);
    app_case_at(&c.c, INPUT_MOVE, 600, 200);
    app_case_at(&c.c, INPUT_RELEASE, 600, 200);
    assert_true(answer->guessed[0].made);
    plot();
    app_case_at(&c.c, INPUT_PRESS, 200, 50);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(app->course.step, 1);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_false(answer->guessed[0].made);
    for (int k = 0; k < GUESS_POINTS; k++)
        assert_true(isnan(answer->guessed[0].curve[k]));
    player_case_finish(&c);
}

static void a_place_by_keys(void **state)
{
    (void)state;
    ask(QUESTION_POINT);
    player_case_open(&c);
    enter();
    player_case_key(&c, KEY_RIGHT, 0);
    player_case_key(&c, KEY_RIGHT, 0);
    enter();
    assert_int_equal(answer->guessed[0].at, 5);
    nothing_is_known();
    player_case_key(&c, KEY_LEFT, 0);
    enter();
    assert_int_equal(answer->guessed[0].at, 4);
    nothing_is_known();
    enter();
    assert_true(answer->revealed && answer->truth.known);
    int largest = 1;
    for (int t = 2; t <= 24; t++)
        if (film_signal(app->film, 0, LSTM_H, t)[0] >
            film_signal(app->film, 0, LSTM_H, largest)[0])
            largest = t;
    assert_int_equal(answer->truth.at, largest);
    player_case_finish(&c);
}

/* One Enter is enough for whoever went there. */
static void a_place_that_was_gone_to(void **state)
{
    (void)state;
    ask(QUESTION_POINT);
    player_case_open(&c);
    player_case_key(&c, KEY_RIGHT, 0);
    enter();
    assert_true(answer->active && answer->guessed[0].made);
    assert_int_equal(answer->guessed[0].at, 4);
    nothing_is_known();
    enter();
    assert_true(answer->revealed);
    player_case_finish(&c);
}

static void places_are_clicked(void **state)
{
    static const struct {
        enum question_over over;
        struct draw_id id;
        int action, value, at; /* at -1: no answer */
    } cases[] = {
        {OVER_STEP, {.kind = SUBJECT_SIGNAL, .step = 7, .unit = 1},
         ACTION_NONE, 0, 7},
        {OVER_STEP, {0}, ACTION_ENTER, 9, 9},
        {OVER_STEP, {.kind = SUBJECT_OTHER, .step = 24}, ACTION_SCRUB_STEPS,
         1, 10}, /* the pointer is at 2 / 5 of it */
        {OVER_STEP, {.kind = SUBJECT_SIGNAL, .step = 0}, ACTION_NONE, 0, -1},
        {OVER_STEP, {.kind = SUBJECT_CONTROL}, ACTION_THEME, 0, -1},
        {OVER_LAG, {.kind = SUBJECT_SIGNAL, .step = 7}, ACTION_NONE, 0, 17},
        {OVER_LAG, {.kind = SUBJECT_LANE_DECAY, .step = 12}, ACTION_NONE, 0,
         12},
        {OVER_LAG, {.kind = SUBJECT_OTHER, .signal = PANEL_REACH, .step = 20},
         ACTION_READ, 0, 8}, /* 2 / 5 of the way to lag 20 */
        {OVER_LAG, {.kind = SUBJECT_OTHER, .signal = PANEL_SCORES, .step = 20},
         ACTION_READ, 0, -1},
        {OVER_UNIT, {.kind = SUBJECT_SIGNAL, .step = 7, .unit = 3},
         ACTION_NONE, 0, 4},
        {OVER_UNIT, {.kind = SUBJECT_NORM, .step = 7, .unit = -1},
         ACTION_NONE, 0, -1},
        {OVER_UNIT, {0}, ACTION_UNIT, 2, 3},
        {OVER_LANE, {0}, ACTION_LANE, 0, 1},
        {OVER_LANE, {0}, ACTION_LANE, 5, -1},
        {OVER_LANE, {.kind = SUBJECT_LANE_RADIUS}, ACTION_NONE, 0, 1},
        {OVER_GATE, {.kind = SUBJECT_SIGNAL, .signal = LSTM_G, .step = 3},
         ACTION_NONE, 0, 2},
        {OVER_GATE, {0}, ACTION_GATE, 3, 3},
        {OVER_GATE, {.kind = SUBJECT_SIGNAL, .signal = LSTM_C, .step = 3},
         ACTION_NONE, 0, -1},
    };

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        ask(QUESTION_POINT)->over = (int)cases[k].over;
        player_case_open(&c);
        player_case_click(&c, cases[k].id, cases[k].action, cases[k].value,
                          0);
        if (answer->guessed[0].made != (cases[k].at >= 0) ||
            (cases[k].at >= 0 && answer->guessed[0].at != cases[k].at))
            fail_msg("case %zu: %d is made, at %d", k,
                     answer->guessed[0].made, answer->guessed[0].at);
        player_case_finish(&c);
    }
}

static void a_calculation_line_by_line(void **state)
{
    char text[32];

    (void)state;
    ask(QUESTION_CALCULATE);
    player_case_open(&c);
    struct calculate *sums = &answer->calculate;
    assert_true(sums->lines >= 3);
    enter();
    player_case_type(&c, "99");
    enter();
    assert_int_equal(sums->value[0].state, LINE_WRONG);
    player_case_key(&c, KEY_BACKSPACE, 0);
    player_case_key(&c, KEY_BACKSPACE, 0);
    player_case_do(&c, ACTION_LINE, 1);
    assert_int_equal(sums->line, 1);
    player_case_key(&c, KEY_UP, 0);
    for (int k = 0; k < sums->lines; k++) {
        assert_false(answer->revealed);
        assert_int_equal(sums->line, k);
        snprintf(text, sizeof text, "%.3f", sums->value[k].value);
        player_case_type(&c, text);
        enter();
    }
    assert_true(answer->revealed);
    /* Other numbers the next time. */
    double first = sums->given[0].value, second = sums->given[1].value;
    player_case_do(&c, ACTION_RETRY, 0);
    assert_false(answer->revealed);
    assert_true(sums->given[0].value != first ||
                sums->given[1].value != second);
    player_case_finish(&c);
}

static void guesses_stand_side_by_side(void **state)
{
    (void)state;
    ask(QUESTION_NUMBER);
    player_case_open(&c);
    enter();
    for (int k = 0; k < 6; k++) {
        char text[2] = {(char)('1' + k), '\0'};
        player_case_type(&c, text);
        enter();
        player_case_key(&c, KEY_A + 'G' - 'A', MOD_ALT);
    }
    assert_int_equal(answer->guesses, GUESSES_MAX);
    assert_int_equal(answer->guess, 2);
    assert_true(answer->guessed[0].number == 5);
    assert_true(answer->guessed[1].number == 6);
    assert_true(answer->guessed[3].number == 4);
    /* One that is not made yet is no reason for another. */
    player_case_do(&c, ACTION_RETRY, 0);
    player_case_do(&c, ACTION_NEXT_GUESS, 0);
    assert_int_equal(answer->guesses, 1);
    player_case_finish(&c);
}

static void another_seed_asks_again(void **state)
{
    (void)state;
    ask(QUESTION_NUMBER)->hides = true;
    player_case_open(&c);
    enter();
    player_case_type(&c, "1");
    enter();
    enter();
    assert_true(answer->revealed);
    assert_false(ui->covered);
    double h = answer->truth.number;
    player_case_key(&c, KEY_A + 'Y' - 'A', MOD_ALT);
    assert_int_equal(c.seed, 1);
    assert_int_equal(answer->seed, 1);
    assert_int_equal(answer->guesses, 1);
    assert_true(ui->covered);
    nothing_is_known();
    enter();
    player_case_type(&c, "1");
    enter();
    enter();
    assert_true(answer->truth.number != h);
    player_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(c.seed, 0);
    player_case_finish(&c);
}

static void hints_come_one_by_one(void **state)
{
    (void)state;
    ask(QUESTION_NUMBER);
    player_case_open(&c);
    for (int k = 0; k < 4; k++) {
        assert_int_equal(answer->hints, k < 2 ? k : 2);
        player_case_key(&c, KEY_A + 'T' - 'A', MOD_ALT);
    }
    player_case_finish(&c);
}

static void another_language_keeps_guesses(void **state)
{
    (void)state;
    ask(QUESTION_CHOOSE);
    player_case_open(&c);
    enter();
    player_case_key(&c, KEY_0 + 2, 0);
    enter();
    player_case_key(&c, KEY_A + 'L' - 'A', 0);
    assert_int_equal(ui->language, LANGUAGE_KO);
    assert_true(answer->active && answer->guessed[0].made);
    assert_int_equal(answer->guessed[0].choice, 1);
    assert_int_equal(c.stages, 1);
    enter();
    assert_true(answer->revealed);
    player_case_key(&c, KEY_A + 'L' - 'A', 0);
    assert_true(answer->revealed);
    player_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_by_keys),
        cmocka_unit_test(a_digit_begins_an_answer),
        cmocka_unit_test(a_choice_by_mouse),
        cmocka_unit_test(hands_are_counted),
        cmocka_unit_test(a_number_is_typed),
        cmocka_unit_test(keys_draw_slopes),
        cmocka_unit_test(the_mouse_draws),
        cmocka_unit_test(a_drag_ends_with_its_question),
        cmocka_unit_test(a_place_by_keys),
        cmocka_unit_test(a_place_that_was_gone_to),
        cmocka_unit_test(places_are_clicked),
        cmocka_unit_test(a_calculation_line_by_line),
        cmocka_unit_test(guesses_stand_side_by_side),
        cmocka_unit_test(another_seed_asks_again),
        cmocka_unit_test(hints_come_one_by_one),
        cmocka_unit_test(another_language_keeps_guesses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
