/* The playhead of the app: exact steps, exact time. */
#include "app_case.h"

#include "check_close.h"

static const int64_t whole_step = LSTM_PHASES * (int64_t)TICKS;

/* Walks at random, then the same way back: every place is met again. */
static void walk_and_return(struct app_case *c, struct random *random,
                            int64_t start, int length)
{
    static int64_t place[PLAY_TRAIL_MAX + 1];
    static struct input_event way[PLAY_TRAIL_MAX];
    int taken = 0;

    play_go(&c->app, start);
    for (int k = 0; k < length; k++) {
        bool on = random_below(random, 3) > 0;
        struct input_event event = {
            .kind = INPUT_KEY, .value = on ? KEY_RIGHT : KEY_LEFT,
            .modifiers = random_below(random, 2) ? MOD_SHIFT : 0};
        int64_t before = c->app.ui.at;
        int marks = c->app.play.marks;
        app_case_event(c, event);
        /* A step over the last one back is a step less, not one more. */
        if (c->app.play.marks < marks)
            taken--;
        else if (c->app.ui.at != before) {
            place[taken] = before;
            way[taken++] = event;
        }
    }
    while (taken-- > 0) {
        way[taken].value = way[taken].value == KEY_RIGHT ? KEY_LEFT
                                                         : KEY_RIGHT;
        app_case_event(c, way[taken]);
        assert_int_equal(c->app.ui.at, place[taken]);
    }
    assert_int_equal(c->app.ui.at, start);
}

static void stepping_back_undoes_stepping_on(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "rnn"};
    static struct app_case c;
    struct random random;

    (void)state;
    random_seed(&random, 1, 0);
    for (int k = 0; k < 3; k++) {
        app_case_init(&c, &(struct scene_recipe){
            .cell = cells[k], .steps = 5 + 4 * k, .units = 2});
        struct timeline timeline = play_timeline(&c.app);
        int64_t length = timeline_length(&timeline);
        for (int walk = 0; walk < 100; walk++)
            walk_and_return(&c, &random,
                            (int64_t)(random_unit(&random) * (double)length),
                            (int)random_below(&random, 60));
        walk_and_return(&c, &random, 0, 200);
        walk_and_return(&c, &random, length, 200);
        app_case_finish(&c);
    }
}

/* Steps end on boundaries, whatever is between them. */
static void steps_end_on_boundaries(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.steps = 4});
    play_go(&c.app, whole_step + 12345);
    app_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(c.app.ui.at, 2 * whole_step);
    play_go(&c.app, whole_step + 12345);
    app_case_key(&c, KEY_LEFT, MOD_SHIFT);
    assert_int_equal(c.app.ui.at, whole_step);
    app_case_key(&c, KEY_LEFT, 0);
    app_case_key(&c, KEY_LEFT, 0);
    assert_int_equal(c.app.ui.at, 0);
    app_case_key(&c, KEY_END, 0);
    app_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(c.app.ui.at, 8 * whole_step);
    app_case_key(&c, KEY_LEFT, 0);
    assert_int_equal(c.app.ui.at, 7 * whole_step);
    app_case_finish(&c);
}

/* Going elsewhere forgets the way that led here. */
static void a_jump_forgets_the_way(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    play_go(&c.app, whole_step + 99);
    app_case_key(&c, KEY_RIGHT, 0);
    play_go(&c.app, 7 * whole_step);
    play_go(&c.app, 2 * whole_step);
    app_case_key(&c, KEY_LEFT, 0);
    assert_int_equal(c.app.ui.at, whole_step);
    app_case_finish(&c);
}

/* One second in any number of pieces is as many steps as the speed says. */
static void time_is_exact(void **state)
{
    static const double steps[SPEEDS] = {0.25, 1, 4, 16, 64};
    static struct app_case c;
    struct random random;

    (void)state;
    random_seed(&random, 2, 0);
    app_case_init(&c, &(struct scene_recipe){.steps = 40});
    for (int speed = 0; speed < SPEEDS; speed++) {
        assert_true((double)ui_speeds[speed] == steps[speed]);
        for (int piece = 1; piece < 300000; piece *= 7) {
            play_go(&c.app, 0);
            c.app.ui.speed = speed;
            c.app.ui.playing = false;
            c.app.play.rest = 0;
            app_case_key(&c, KEY_SPACE, 0);
            uint32_t left = 1000000;
            while (left > 0) {
                uint32_t now = 1 + random_below(&random, (uint32_t)piece * 40);
                now = now < left ? now : left;
                app_case_time(&c, now);
                left -= now;
            }
            assert_int_equal(c.app.ui.at,
                             (int64_t)(steps[speed] * (double)whole_step));
        }
    }
    app_case_finish(&c);
}

static void the_end_stops_and_play_begins_again(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.steps = 3});
    app_case_key(&c, KEY_SPACE, 0);
    assert_true(app_animating(&c.app));
    app_case_time(&c, 5900000);
    assert_true(c.app.ui.playing);
    assert_int_equal(play_moment(&c.app).pass, PASS_BACKWARD);
    app_case_time(&c, UINT32_MAX);
    assert_int_equal(c.app.ui.at, 6 * whole_step);
    assert_false(c.app.ui.playing || app_animating(&c.app));
    app_case_key(&c, KEY_SPACE, 0);
    assert_int_equal(c.app.ui.at, 0);
    assert_true(c.app.ui.playing);
    c.app.ui.speed = SPEEDS - 1;
    app_case_time(&c, UINT32_MAX);
    assert_int_equal(c.app.ui.at, 6 * whole_step);
    app_case_finish(&c);
}

/* Nothing that moves: phase after phase, none of them lost. */
static void reduced_motion_moves_in_whole_phases(void **state)
{
    static struct app_case c;
    struct random random;
    uint32_t sum = 0;

    (void)state;
    random_seed(&random, 3, 0);
    app_case_init(&c, &(struct scene_recipe){.steps = 40});
    c.app.ui.reduced_motion = true;
    play_go(&c.app, 1234);
    app_case_key(&c, KEY_SPACE, 0);
    int64_t at = 1234;
    while (c.app.ui.playing) {
        uint32_t now = random_below(&random, 40000);
        sum += now;
        app_case_time(&c, now);
        assert_true(c.app.ui.at >= at);
        assert_true(c.app.ui.at == 1234 || c.app.ui.at % TICKS == 0);
        at = c.app.ui.at;
    }
    assert_true(sum > 79990000 && sum < 80080000);
    app_case_key(&c, KEY_MINUS, MOD_CTRL);
    assert_true(c.app.ui.cards == 10);
    assert_false(app_animating(&c.app));
    app_case_finish(&c);
}

static void turning_twice_is_nothing(void **state)
{
    static struct app_case c;
    struct random random;

    (void)state;
    random_seed(&random, 4, 0);
    app_case_init(&c, &(struct scene_recipe){.steps = 9});
    for (int k = 0; k < 500; k++) {
        int64_t at = 1 + (int64_t)(random_unit(&random) * 18 *
                                   (double)whole_step);
        play_go(&c.app, k % 2 ? at : (at + TICKS - 1) / TICKS * TICKS);
        at = c.app.ui.at;
        struct moment before = play_moment(&c.app);
        app_case_letter(&c, 'G');
        struct moment turned = play_moment(&c.app);
        assert_true(turned.pass != before.pass);
        assert_int_equal(turned.step, before.step);
        app_case_letter(&c, 'G');
        assert_int_equal(c.app.ui.at, at);
    }
    play_go(&c.app, 0);
    app_case_letter(&c, 'G');
    assert_int_equal(play_moment(&c.app).step, 1);
    app_case_finish(&c);
}

/* The zoom takes its time whatever the frames, and never turns back. */
static void zooming_is_smooth(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    app_case_event(&c, (struct input_event){
        .kind = INPUT_WHEEL, .y = -4, .modifiers = MOD_CTRL});
    float last = c.app.ui.cards;
    assert_true(last == 8);
    for (int k = 0; k < 10; k++) {
        assert_true(app_animating(&c.app));
        app_case_time(&c, 15000);
        assert_true(c.app.ui.cards > last);
        last = c.app.ui.cards;
    }
    assert_false(app_animating(&c.app));
    assert_close(c.app.ui.cards, 8 * pow(1.25, 4), 1e-4);
    for (int k = 0; k < 50; k++)
        app_case_key(&c, KEY_MINUS, MOD_CTRL);
    app_case_time(&c, 999999);
    assert_true(c.app.ui.cards == 200);
    for (int k = 0; k < 50; k++)
        app_case_key(&c, KEY_PLUS, MOD_CTRL);
    app_case_time(&c, 1);
    app_case_time(&c, 999999);
    assert_true(c.app.ui.cards == 3);
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stepping_back_undoes_stepping_on),
        cmocka_unit_test(steps_end_on_boundaries),
        cmocka_unit_test(a_jump_forgets_the_way),
        cmocka_unit_test(time_is_exact),
        cmocka_unit_test(the_end_stops_and_play_begins_again),
        cmocka_unit_test(reduced_motion_moves_in_whole_phases),
        cmocka_unit_test(turning_twice_is_nothing),
        cmocka_unit_test(zooming_is_smooth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
