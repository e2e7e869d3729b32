/* Clicking, dragging, the wheel and the pen, on pictures of the test's own:
 * one pixel to the unit. */
#include "app_case.h"

static const int64_t whole_step = LSTM_PHASES * (int64_t)TICKS;

/* A timeline, a strip of steps 3 .. 6 with a card on it, a button, a gate,
 * the ground of a panel under all of them but the first. */
static void open_picture(struct app_case *c)
{
    app_case_init(c, &(struct scene_recipe){0});
    app_case_blank(c);
    app_case_spot(c, box_at(100, 900, 960, 40), (struct draw_id){0},
                  ACTION_SCRUB, 0);
    app_case_spot(c, box_at(0, 0, 800, 400), (struct draw_id){0}, ACTION_NONE,
                  PANEL_STRIP);
    app_case_spot(c, box_at(100, 100, 400, 100),
                  subject(SUBJECT_NONE, 0, 0, 6, 0), ACTION_SCRUB_STEPS, 3);
    app_case_spot(c, box_at(200, 100, 90, 100), (struct draw_id){0},
                  ACTION_ENTER, 4);
    app_case_spot(c, box_at(600, 100, 50, 50), (struct draw_id){0},
                  ACTION_STEP_ON, 0);
    app_case_spot(c, box_at(700, 100, 50, 50),
                  subject(SUBJECT_SIGNAL, 0, LSTM_F, 5, 2), ACTION_PIN, 0);
}

static void hovering_reads(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_at(&c, INPUT_MOVE, 720, 120);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_SIGNAL);
    assert_int_equal(c.app.ui.hover.unit, 2);
    app_case_at(&c, INPUT_MOVE, 780, 120);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    app_case_at(&c, INPUT_MOVE, 720, 120);
    app_case_event(&c, (struct input_event){.kind = INPUT_LEAVE});
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    assert_true(c.app.ui.pointer.x < 0);
    app_case_finish(&c);
}

static void numbers_on_bare_ground_are_read(void **state)
{
    const struct draw_style style = {FACE_UI, 20, {0, 0, 0, 255}, ALIGN_RIGHT};
    static struct app_case c;

    (void)state;
    open_picture(&c);
    draw_value(&c.app.list, point_at(90, 60), style,
               subject(SUBJECT_SIGNAL, 0, LSTM_C, 3, 1), 0.5, "0.50");
    draw_value(&c.app.list, point_at(740, 120), style,
               subject(SUBJECT_SIGNAL, 0, LSTM_C, 4, 1), 0.5, "0.50");
    app_case_at(&c, INPUT_MOVE, 60, 55);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_SIGNAL);
    assert_int_equal(c.app.ui.hover.step, 3);
    app_case_at(&c, INPUT_MOVE, 40, 55);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    app_case_at(&c, INPUT_MOVE, 60, 75);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    /* Where there is a spot it knows better. */
    app_case_at(&c, INPUT_MOVE, 720, 115);
    assert_int_equal(c.app.ui.hover.step, 5);
    c.app.ui.overlay = OVERLAY_HELP;
    app_case_at(&c, INPUT_MOVE, 60, 55);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    app_case_finish(&c);
}

static void a_click_acts_where_it_ends(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_at(&c, INPUT_PRESS, 610, 110);
    assert_int_equal(c.app.ui.at, 0);
    app_case_at(&c, INPUT_MOVE, 612, 112);
    app_case_at(&c, INPUT_RELEASE, 613, 113);
    assert_int_equal(c.app.ui.at, whole_step);
    /* Away and back is no click. */
    app_case_at(&c, INPUT_PRESS, 610, 110);
    app_case_at(&c, INPUT_MOVE, 640, 110);
    app_case_at(&c, INPUT_MOVE, 610, 110);
    app_case_at(&c, INPUT_RELEASE, 610, 110);
    app_case_at(&c, INPUT_RELEASE, 610, 110);
    assert_int_equal(c.app.ui.at, whole_step);
    /* Other buttons do nothing. */
    app_case_event(&c, (struct input_event){
        .kind = INPUT_PRESS, .value = 2, .x = 610, .y = 110, .clicks = 1});
    app_case_event(&c, (struct input_event){
        .kind = INPUT_RELEASE, .value = 2, .x = 610, .y = 110});
    assert_int_equal(c.app.ui.at, whole_step);
    app_case_finish(&c);
}

static void a_click_pins_and_enters(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_click(&c, 720, 120, 0);
    assert_true(film_signal(c.app.film, 0, LSTM_F, 5)[2] == 1);
    assert_int_equal(c.app.film->pins.pin[0].last_step, 5);
    app_case_click(&c, 720, 120, MOD_SHIFT);
    assert_int_equal(c.app.film->pins.pin[0].last_step, 24);
    app_case_click(&c, 210, 110, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_CELL);
    assert_int_equal(c.app.ui.at, 4 * whole_step);
    app_case_finish(&c);
}

static void the_timeline_follows_at_once(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_at(&c, INPUT_PRESS, 100 + 20 * 5, 920);
    assert_int_equal(c.app.ui.at, 5 * whole_step);
    app_case_at(&c, INPUT_MOVE, 100 + 20 * 5 + 10, 20);
    assert_int_equal(c.app.ui.at, 5 * whole_step + whole_step / 2);
    app_case_at(&c, INPUT_MOVE, 5000, 20);
    assert_int_equal(c.app.ui.at, 48 * whole_step);
    app_case_at(&c, INPUT_MOVE, -1e30f, 20);
    assert_int_equal(c.app.ui.at, 0);
    app_case_at(&c, INPUT_RELEASE, 150, 20);
    app_case_at(&c, INPUT_MOVE, 500, 920);
    assert_int_equal(c.app.ui.at, 0);
    c.app.ui.reduced_motion = true;
    app_case_at(&c, INPUT_PRESS, 100 + 20 * 5 + 9, 920);
    assert_int_equal(c.app.ui.at % TICKS, 0);
    assert_int_equal(c.app.ui.at, 5 * whole_step + 3 * TICKS);
    app_case_finish(&c);
}

/* The strip is dragged by the picture that was pressed on: the one that comes
 * up under the pointer changes nothing. */
static void the_strip_is_dragged_from_where_it_was(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_seek(&c, PASS_BACKWARD, 20);
    app_case_at(&c, INPUT_PRESS, 210, 110);
    assert_int_equal(play_moment(&c.app).step, 20);
    app_case_at(&c, INPUT_MOVE, 250, 110);
    assert_int_equal(play_moment(&c.app).step, 4);
    assert_int_equal(play_moment(&c.app).pass, PASS_BACKWARD);
    app_case_blank(&c);
    app_case_at(&c, INPUT_MOVE, 350, 110);
    assert_int_equal(play_moment(&c.app).step, 5);
    app_case_at(&c, INPUT_MOVE, 650, 110);
    assert_int_equal(play_moment(&c.app).step, 8);
    app_case_at(&c, INPUT_MOVE, -650, 110);
    assert_int_equal(play_moment(&c.app).step, 1);
    app_case_at(&c, INPUT_RELEASE, -650, 110);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_finish(&c);
}

static void what_lies_under_a_sheet_is_out_of_reach(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_letter(&c, 'H');
    app_case_spot(&c, box_at(0, 0, 1920, 1080), (struct draw_id){0},
                  ACTION_LEAVE, 0);
    app_case_at(&c, INPUT_PRESS, 210, 110);
    app_case_at(&c, INPUT_MOVE, 350, 110);
    assert_int_equal(c.app.ui.at, 0);
    app_case_letter(&c, 'F');
    assert_int_equal(c.app.ui.alone, PANEL_NONE);
    app_case_finish(&c);
}

static void playing_waits_for_the_hand(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_key(&c, KEY_SPACE, 0);
    app_case_at(&c, INPUT_PRESS, 200, 920);
    app_case_time(&c, 500000);
    assert_int_equal(c.app.ui.at, 5 * whole_step);
    app_case_at(&c, INPUT_RELEASE, 200, 920);
    app_case_time(&c, 1000000);
    assert_int_equal(c.app.ui.at, 6 * whole_step);
    app_case_finish(&c);
}

static void click_twice(struct app_case *c, float x, float y)
{
    app_case_click(c, x, y, 0);
    app_case_event(c, (struct input_event){.kind = INPUT_PRESS, .x = x, .y = y,
                                           .clicks = 2});
    app_case_at(c, INPUT_RELEASE, x, y);
}

/* Twice on a button is twice; twice on the ground fills the stage; and what
 * came up under the pointer is not meant. */
static void double_clicks(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    click_twice(&c, 620, 120);
    assert_int_equal(c.app.ui.at, 2 * whole_step);
    click_twice(&c, 20, 20);
    assert_int_equal(c.app.ui.alone, PANEL_STRIP);
    click_twice(&c, 20, 20);
    assert_int_equal(c.app.ui.alone, PANEL_NONE);
    app_case_click(&c, 210, 110, 0);
    app_case_blank(&c);
    app_case_spot(&c, box_at(0, 0, 800, 400), (struct draw_id){0}, ACTION_GATE,
                  1);
    app_case_event(&c, (struct input_event){
        .kind = INPUT_PRESS, .x = 210, .y = 110, .clicks = 2});
    app_case_at(&c, INPUT_RELEASE, 210, 110);
    assert_int_equal(c.app.ui.gate, -1);
    assert_int_equal(c.app.ui.screen, SCREEN_CELL);
    app_case_finish(&c);
}

static void wheel(struct app_case *c, float x, float y, int modifiers)
{
    app_case_event(c, (struct input_event){
        .kind = INPUT_WHEEL, .x = x, .y = y,
        .modifiers = (uint8_t)modifiers});
}

static void the_wheel_rolls_time(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    wheel(&c, 0, -2, 0);
    assert_int_equal(c.app.ui.at, 2 * whole_step);
    for (int k = 0; k < 8; k++)
        wheel(&c, 0, -0.125f, 0);
    assert_int_equal(c.app.ui.at, 3 * whole_step);
    wheel(&c, 0, 1, 0);
    assert_int_equal(c.app.ui.at, 2 * whole_step);
    wheel(&c, 1, 0, MOD_SHIFT);
    assert_int_equal(c.app.ui.at, 2 * whole_step + TICKS);
    wheel(&c, 0, 3e38f, 0);
    assert_int_equal(c.app.ui.at, 0);
    wheel(&c, 0, 1, MOD_CTRL);
    app_case_time(&c, 200000);
    assert_true(c.app.ui.cards < 7);
    app_case_key(&c, KEY_A + 'H' - 'A', 0);
    wheel(&c, 0, -2, 0);
    assert_int_equal(c.app.ui.at, 0);
    app_case_finish(&c);
}

static void the_pen_draws_until_the_next_step(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    c.app.list.scale = 2;
    c.app.list.origin = point_at(-100, -50);
    app_case_letter(&c, 'D');
    app_case_at(&c, INPUT_PRESS, 700, 110);
    app_case_at(&c, INPUT_MOVE, 720, 130);
    app_case_at(&c, INPUT_RELEASE, 720, 130);
    app_case_at(&c, INPUT_MOVE, 800, 130);
    assert_int_equal(c.app.ui.strokes, 3);
    assert_true(c.app.ui.stroke[0].x == 400 && c.app.ui.stroke[0].y == 80);
    assert_true(c.app.ui.stroke[1].x == 410 && c.app.ui.stroke[1].y == 90);
    assert_true(c.app.ui.stroke[2].x < 0);
    assert_int_equal(app_case_edits(&c.app), 0);
    app_case_key(&c, KEY_RIGHT, MOD_SHIFT);
    assert_int_equal(c.app.ui.strokes, 3);
    app_case_key(&c, KEY_RIGHT, 0);
    app_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(c.app.ui.strokes, 0);
    assert_false(c.app.ui.drawing);
    app_case_letter(&c, 'D');
    app_case_at(&c, INPUT_PRESS, 0, 0);
    for (int k = 0; k < UI_STROKE_MAX + 9; k++)
        app_case_at(&c, INPUT_MOVE, (float)(k % 900), 0);
    assert_int_equal(c.app.ui.strokes, UI_STROKE_MAX);
    app_case_finish(&c);
}

static void read_outs_stay_where_they_are_put(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_spot(&c, box_at(0, 500, 50, 50),
                  subject(SUBJECT_DECAY, 0, 2, 7, 0), ACTION_READ, 0);
    app_case_click(&c, 20, 520, 0);
    assert_int_equal(c.app.ui.pinned.kind, SUBJECT_DECAY);
    assert_int_equal(c.app.ui.pinned.step, 7);
    assert_true(c.app.ui.pinned_at.x == 20 && c.app.ui.pinned_at.y == 520);
    app_case_click(&c, 45, 520, 0);
    assert_true(c.app.ui.pinned_at.x == 45);
    app_case_click(&c, 48, 521, 0);
    assert_int_equal(c.app.ui.pinned.kind, SUBJECT_NONE);
    app_case_finish(&c);
}

/* A plot of all steps: a click reads, a drag scrubs. */
static void plots_read_and_scrub(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_spot(&c, box_at(0, 500, 240, 50),
                  subject(SUBJECT_OTHER, 0, PANEL_HEAT, 24, 0),
                  ACTION_SCRUB_STEPS, 1);
    app_case_click(&c, 55, 520, 0);
    assert_int_equal(c.app.ui.at, 0);
    assert_int_equal(c.app.ui.pinned.signal, PANEL_HEAT);
    app_case_at(&c, INPUT_PRESS, 55, 520);
    app_case_at(&c, INPUT_MOVE, 85, 520);
    assert_int_equal(c.app.ui.at, 9 * whole_step);
    app_case_at(&c, INPUT_RELEASE, 85, 520);
    assert_true(c.app.ui.pinned_at.x == 55);
    app_case_finish(&c);
}

/* Cards beside the track, and a short track on it, drag the long one. */
static void the_whole_strip_is_dragged(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_spot(&c, box_at(310, 110, 30, 20),
                  subject(SUBJECT_RAW_INPUT, 0, 0, 5, 0), ACTION_SCRUB_STEPS,
                  5);
    app_case_spot(&c, box_at(200, 250, 100, 50), (struct draw_id){0},
                  ACTION_ENTER, 4);
    app_case_at(&c, INPUT_PRESS, 220, 260);
    app_case_at(&c, INPUT_MOVE, 420, 260);
    assert_int_equal(play_moment(&c.app).step, 6);
    app_case_at(&c, INPUT_RELEASE, 420, 260);
    app_case_at(&c, INPUT_PRESS, 320, 115);
    assert_int_equal(play_moment(&c.app).step, 5);
    app_case_at(&c, INPUT_MOVE, 230, 115);
    assert_int_equal(play_moment(&c.app).step, 4);
    app_case_finish(&c);
}

static void the_window_has_sensible_sizes(void **state)
{
    static struct app_case c;

    (void)state;
    open_picture(&c);
    app_case_at(&c, INPUT_RESIZE, 1024, 640);
    assert_int_equal(c.app.width, 1024);
    assert_int_equal(c.app.height, 640);
    app_case_at(&c, INPUT_RESIZE, 3e38f, -4);
    assert_int_equal(c.app.width, APP_SIZE_MAX);
    assert_int_equal(c.app.height, 1);
    assert_true(app_wants_frame(&c.app));
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hovering_reads),
        cmocka_unit_test(numbers_on_bare_ground_are_read),
        cmocka_unit_test(a_click_acts_where_it_ends),
        cmocka_unit_test(a_click_pins_and_enters),
        cmocka_unit_test(the_timeline_follows_at_once),
        cmocka_unit_test(the_strip_is_dragged_from_where_it_was),
        cmocka_unit_test(what_lies_under_a_sheet_is_out_of_reach),
        cmocka_unit_test(playing_waits_for_the_hand),
        cmocka_unit_test(double_clicks),
        cmocka_unit_test(the_wheel_rolls_time),
        cmocka_unit_test(the_pen_draws_until_the_next_step),
        cmocka_unit_test(read_outs_stay_where_they_are_put),
        cmocka_unit_test(plots_read_and_scrub),
        cmocka_unit_test(the_whole_strip_is_dragged),
        cmocka_unit_test(the_window_has_sensible_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
