/* The unrolled strip and the picture of all layers: what is on them is what
 * the film holds, at every zoom, phase, size, language and theme.
 */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/look/ramp.h"
#include "scene/view/strip/window.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu", "dense"};

enum { CELLS = sizeof cells / sizeof *cells };

static void show(struct scene_case *c, float width, float height)
{
    scene_case_show(c, view_strip, width, height);
    scene_case_check(c);
}

/* Every phase of a step in the middle, and both ends of the run. */
static void test_phases(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k]});
        struct timeline timeline = film_timeline(&c.film, 0);
        c.ui.unit = 3;
        for (int phase = 0; phase < timeline.phases; phase++) {
            const int steps[] = {1, 2, 13, 24};
            for (int s = 0; s < 4; s++) {
                scene_case_seek(&c, PASS_FORWARD, steps[s], phase);
                c.ui.language = (enum language)(s % 2);
                c.ui.theme = (enum theme_name)(phase % 2);
                show(&c, 1448, 452);
                c.ui.at -= TICKS / 3;
                show(&c, 1448, 452);
            }
        }
        scene_case_finish(&c);
    }
}

/* From 3 cards to 200, at every width between. */
static void test_zoom(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .steps = 240,
                                                   .labels = true});
        for (float cards = 3; cards < 210; cards *= 1.07f) {
            c.ui.cards = cards;
            c.ui.mean = (int)cards % 3 == 0;
            scene_case_seek(&c, PASS_FORWARD, 1 + (int)cards, 2);
            show(&c, 1448, 452);
        }
        scene_case_finish(&c);
    }
}

static void test_sizes(void **state)
{
    const struct scene_recipe recipe[] = {
        {.cell = "lstm", .layers = 3, .labels = true},
        {.cell = "lstm", .layers = 7, .units = 1},
        {.cell = "gru", .vocabulary = 5, .labels = true, .trained = true},
        {.cell = "rnn", .steps = 1, .no_head = true},
        {.cell = "lstm", .inputs = 3, .steps = 2, .units = 40},
    };

    (void)state;
    for (size_t k = 0; k < sizeof recipe / sizeof *recipe; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipe[k]);
        for (float width = 120; width < 2400; width *= 1.23f)
            for (float height = 80; height < 1000; height *= 1.27f) {
                int steps = c.film.steps;
                c.ui.layer = (int)width % c.film.values.spec.layers;
                c.ui.language = (enum language)((int)height % 2);
                scene_case_seek(&c, PASS_FORWARD, 1 + (int)width % steps, 1);
                show(&c, width, height);
                scene_case_show(&c, view_layers, width, height);
                scene_case_check(&c);
            }
        scene_case_finish(&c);
    }
}

/* How many numbers of the tape are shown for a step. */
static int numbers_of(const struct scene_case *c, int step, int kind)
{
    int count = 0;

    for (int k = 0; k < c->list.number_count; k++)
        count += c->list.numbers[k].id.step == step &&
                 c->list.numbers[k].id.kind == kind;
    return count;
}

/* Gates have numbers on the present card and on no other; a number is there
 * once its phase is. */
static void test_numbers(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.unit = 3;
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    show(&c, 1448, 452);
    /* f i g o, c, and f once more as "kept". */
    assert_int_equal(numbers_of(&c, 10, SUBJECT_SIGNAL), 6);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_WRITTEN), 1);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_OUTPUT), 1);
    for (int t = 1; t <= 24; t++)
        if (t != 10)
            assert_int_equal(numbers_of(&c, t, SUBJECT_SIGNAL), 0);
    for (int k = 0; k < c.list.number_count; k++)
        if (c.list.numbers[k].id.kind == SUBJECT_SIGNAL)
            assert_int_equal(c.list.numbers[k].id.unit, 3);

    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_FORGET);
    show(&c, 1448, 452);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_SIGNAL), 2);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_WRITTEN), 0);

    /* Means: nothing is said to be kept or written. */
    c.ui.mean = true;
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    show(&c, 1448, 452);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_SIGNAL), 3);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_NORM), 2);
    assert_int_equal(numbers_of(&c, 10, SUBJECT_WRITTEN), 0);
    scene_case_finish(&c);
}

/* The widest ribbon is the belt: its widths at a step are those of the state
 * there, in the one proportion. */
static void test_belt(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm", .steps = 9});
    c.ui.unit = 2;
    c.ui.cards = 9;
    scene_case_seek(&c, PASS_FORWARD, 9, LSTM_OUTPUT);
    show(&c, 1600, 452);
    struct window window = window_at(&c.scene,
                                     box_at(c.box.x + 24, 0, 1600 - 48, 0));
    double peak = film_peak(&c.film, 0, LSTM_C);
    int found = 0;
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *ribbon = &c.list.command[k];
        if (ribbon->kind != DRAW_RIBBON ||
            c.list.colors[ribbon->colors].a != 255)
            continue;
        for (int t = 1; t < 9; t++) {
            float x = window_x(&window, t + 1);
            double value = fabs((double)film_signal(&c.film, 0, LSTM_C, t)[2]);
            for (int p = 0; p < ribbon->count; p++) {
                if (fabsf(c.list.points[ribbon->first + p].x - x) > 0.01f)
                    continue;
                float width = c.list.widths[ribbon->widths + p];
                assert_true(fabs((double)width - 2 - 16 * value / peak) <
                            1e-3);
                found++;
            }
        }
    }
    assert_int_equal(found, 8);
    scene_case_finish(&c);
}

/* The rightmost point of the belt. */
static float front(const struct scene_case *c)
{
    float right = -1;

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *ribbon = &c->list.command[k];
        if (ribbon->kind == DRAW_RIBBON)
            right = fmaxf(right, c->list.points[ribbon->first +
                                                ribbon->count - 1].x);
    }
    return right;
}

/* The belt grows from the first step to the last without a jump and never
 * back, but for the window that slides under it. */
static void test_front(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS - 1; k++) {
        struct scene_case c;
        float before = -1;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .steps = 5});
        c.ui.cards = 5;
        struct timeline timeline = film_timeline(&c.film, 0);
        int64_t half = timeline_length(&timeline) / 2;
        for (c.ui.at = 0; c.ui.at <= half; c.ui.at += TICKS / 8) {
            show(&c, 1448, 452);
            float now = front(&c);
            assert_true(now >= before - 0.01f);
            if (before >= 0 && now >= before + 100)
                fail_msg("%s jumps from %g to %g at %g", cells[k],
                         (double)before, (double)now,
                         (double)c.ui.at / TICKS);
            before = fmaxf(now, before);
        }
        assert_true(before > c.box.x + 1380);
        scene_case_finish(&c);
    }
}

/* Zooming and playing move everything in small steps. */
static void test_smooth(void **state)
{
    struct scene_case c;
    struct window before = {0};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 60});
    scene_case_seek(&c, PASS_FORWARD, 30, LSTM_OUTPUT);
    for (float cards = 3; cards < 60; cards *= 1.002f) {
        c.ui.cards = cards;
        scene_case_show(&c, view_strip, 1448, 452);
        struct window window = window_at(&c.scene, c.box);
        assert_true(before.card == 0 ||
                    fabsf(window.card - before.card) < 0.015f * before.card);
        before = window;
    }
    c.ui.cards = 8;
    for (int64_t tick = 0; tick < 6 * (int64_t)TICKS; tick += TICKS / 24) {
        scene_case_seek(&c, PASS_FORWARD, 30, LSTM_OUTPUT);
        c.ui.at += tick;
        scene_case_show(&c, view_strip, 1448, 452);
        struct window window = window_at(&c.scene, c.box);
        assert_true(tick == 0 || fabsf(window.first - before.first) < 0.12f);
        before = window;
    }
    scene_case_finish(&c);
}

/* The topmost spot in the middle of a spot. */
static const struct draw_spot *at(const struct scene_case *c,
                                  const struct draw_spot *spot)
{
    return draw_spot_at(&c->list, (spot->box.x + spot->box.w / 2) * c->scale,
                        (spot->box.y + spot->box.h / 2) * c->scale);
}

static void test_spots(void **state)
{
    struct scene_case c;
    int gates = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.layers = 2});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    show(&c, 1448, 452);
    for (int k = 0; k < c.list.spot_count; k++) {
        const struct draw_spot *spot = &c.list.spots[k];
        if (spot->action != ACTION_PIN)
            continue;
        assert_int_equal(spot->id.kind, SUBJECT_SIGNAL);
        assert_ptr_equal(at(&c, spot), spot);
        gates++;
    }
    assert_int_equal(gates, 8 * 4);
    const struct draw_spot *card = scene_case_spot(&c, ACTION_ENTER, 9);
    assert_non_null(card);
    const struct draw_spot *corner = draw_spot_at(
        &c.list, card->box.x + 5, card->box.y + card->box.h - 8);
    assert_ptr_equal(corner, card);

    /* A drag over the row of tokens covers the steps that are seen. */
    struct window window = window_at(&c.scene, box_at(c.box.x + 24, 0,
                                                      1400, 0));
    const struct draw_spot *scrub =
        scene_case_spot(&c, ACTION_SCRUB_STEPS, window.from);
    assert_non_null(scrub);
    assert_int_equal(scrub->id.step, window.from + 7);
    assert_true(fabsf(scrub->box.w - 7 * window.pitch - window.card) < 0.1f);

    assert_non_null(scene_case_spot(&c, ACTION_UNIT, -1));
    assert_non_null(scene_case_spot(&c, ACTION_UNIT, -2));
    assert_non_null(scene_case_spot(&c, ACTION_MEAN, 0));
    assert_non_null(scene_case_spot(&c, ACTION_LAYER, 1));

    scene_case_show(&c, view_layers, 700, 420);
    for (int l = 0; l < 2; l++) {
        const struct draw_spot *row = scene_case_spot(&c, ACTION_LAYER, l);
        assert_non_null(row);
        assert_ptr_equal(at(&c, row), row);
    }
    scene_case_finish(&c);
}

/* Random weights are called so, in the present language. */
static void test_badge(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    show(&c, 1448, 452);
    assert_non_null(scene_case_text(&c, "untrained"));
    c.ui.language = LANGUAGE_KO;
    show(&c, 1448, 452);
    assert_non_null(scene_case_text(&c, "학습 전 · 무작위 가중치"));
    assert_null(scene_case_text(&c, "untrained"));
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.trained = true});
    show(&c, 1448, 452);
    assert_null(scene_case_text(&c, "untrained"));
    scene_case_finish(&c);
}

/* What is held at a value is seen to be, at the steps where it is. */
static void test_held(void **state)
{
    struct scene_case c;
    const struct pin pin = {.signal = LSTM_F, .last_unit = 7, .first_step = 8,
                            .last_step = 9, .value = 1};
    int rings = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.trained = true});
    film_run(&c.film, &(struct pins){.count = 1, .pin = &pin});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    show(&c, 1448, 452);
    struct color color = c.scene.theme->ink;
    for (int k = 0; k < c.list.commands; k++)
        rings += c.list.command[k].kind == DRAW_FRAME &&
                 c.list.command[k].width == 2 &&
                 memcmp(&c.list.command[k].color, &color, sizeof color) == 0;
    assert_int_equal(rings, 2);
    scene_case_finish(&c);
}

/* The work depends on what is seen, not on the run. */
static void test_long(void **state)
{
    struct scene_case c;
    const float cards[] = {3, 8, 30, 200};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 10000, .units = 8});
    for (int k = 0; k < 4; k++) {
        c.ui.cards = cards[k];
        for (int t = 1; t <= 10000; t += 1111) {
            scene_case_seek(&c, PASS_FORWARD, t, LSTM_UPDATE);
            show(&c, 1448, 452);
            assert_true(c.list.commands < 5000);
        }
    }
    scene_case_finish(&c);
}

static void test_goldens(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm", .units = 4,
                                               .labels = true});
    c.ui.unit = 1;
    c.ui.cards = 4;
    scene_case_seek(&c, PASS_FORWARD, 7, LSTM_UPDATE);
    show(&c, 800, 420);
    scene_case_golden(&c, "strip_lstm");
    c.ui.cards = 60;
    c.ui.language = LANGUAGE_KO;
    c.ui.theme = THEME_LIGHT;
    show(&c, 300, 240);
    scene_case_golden(&c, "strip_narrow_ko");
    scene_case_finish(&c);

    scene_case_init(&c, &(struct scene_recipe){.cell = "gru", .units = 3,
                                               .steps = 3});
    scene_case_seek(&c, PASS_FORWARD, 2, GRU_CANDIDATE);
    show(&c, 600, 420);
    scene_case_golden(&c, "strip_gru");
    scene_case_finish(&c);

    scene_case_init(&c, &(struct scene_recipe){.cell = "rnn", .units = 3,
                                               .steps = 3, .layers = 2});
    scene_case_seek(&c, PASS_FORWARD, 2, RNN_SUM);
    show(&c, 600, 420);
    scene_case_golden(&c, "strip_rnn");
    scene_case_show(&c, view_layers, 500, 260);
    scene_case_check(&c);
    scene_case_golden(&c, "layers_rnn");
    scene_case_finish(&c);
}

/* A run that blew up: what is no number has a colour of its own, and no bar
 * is outlined downwards as if it were negative. */
static void test_no_numbers(void **state)
{
    struct scene_case c;
    int tiles = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    struct track *track = &c.film.values.layer[0];
    for (size_t n = 0; n < 25 * track->stride; n++)
        track->rows[n] = NAN;
    c.ui.unit = 3;
    scene_case_seek(&c, PASS_FORWARD, 13, 5);
    scene_case_show(&c, view_strip, 1448, 452);
    struct color bad = ramp_color(RAMP_GATE, c.ui.theme, NAN);
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *command = &c.list.command[k];
        tiles += command->kind == DRAW_TILE &&
                 memcmp(&command->color, &bad, sizeof bad) == 0;
        if (command->kind == DRAW_FRAME && command->box.w < 60)
            assert_true(command->box.h < 40);
    }
    assert_true(tiles > 4 * 8);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phases),  cmocka_unit_test(test_zoom),
        cmocka_unit_test(test_sizes),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_belt),    cmocka_unit_test(test_front),
        cmocka_unit_test(test_smooth),  cmocka_unit_test(test_spots),
        cmocka_unit_test(test_badge),   cmocka_unit_test(test_held),
        cmocka_unit_test(test_long),    cmocka_unit_test(test_no_numbers),
        cmocka_unit_test(test_goldens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
