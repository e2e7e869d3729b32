/* Gates that are held, freed, held again, and all of it undone. */
#include "app_case.h"

#include "failing.h"

static struct draw_id gate(int signal, int step, int unit)
{
    return subject(SUBJECT_SIGNAL, 0, signal, step, unit);
}

static void pin(struct app_case *c, int signal, int step, int unit, bool all)
{
    const struct draw_id id = gate(signal, step, unit);

    gates_pin(&c->app, &id, all);
    app_case_send(c);
}

static double value(const struct app_case *c, int signal, int step, int unit)
{
    return (double)film_signal(c->app.film, 0, signal, step)[unit];
}

static void one_gate_goes_round(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    uint64_t hash = app_case_hash(c.app.film);
    double free_value = value(&c, LSTM_F, 5, 2);
    pin(&c, LSTM_F, 5, 2, false);
    assert_true(value(&c, LSTM_F, 5, 2) == 1);
    assert_true(value(&c, LSTM_F, 4, 2) != 1);
    assert_string_equal(c.app.ui.message,
                        "f of unit 3 is held at 1 at t = 5.");
    pin(&c, LSTM_F, 5, 2, false);
    assert_true(value(&c, LSTM_F, 5, 2) == 0);
    pin(&c, LSTM_F, 5, 2, false);
    assert_true(value(&c, LSTM_F, 5, 2) == free_value);
    assert_true(app_case_hash(c.app.film) == hash);
    app_case_finish(&c);
}

/* All steps: single ones give way, and the unit's pin is what a click finds. */
static void all_steps_of_a_unit(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    pin(&c, LSTM_O, 3, 1, false);
    pin(&c, LSTM_O, 9, 1, false);
    pin(&c, LSTM_O, 7, 1, true);
    assert_int_equal(c.app.film->pins.count, 1);
    for (int t = 1; t <= 24; t++)
        assert_true(value(&c, LSTM_O, t, 1) == 1);
    pin(&c, LSTM_O, 12, 1, false);
    for (int t = 1; t <= 24; t++)
        assert_true(value(&c, LSTM_O, t, 1) == (t != 12));
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_true(value(&c, LSTM_O, 3, 1) == 1);
    assert_true(value(&c, LSTM_O, 4, 1) != 1);
    assert_int_equal(c.app.film->pins.count, 2);
    app_case_finish(&c);
}

static void only_gates_are_held(void **state)
{
    static struct app_case c;
    const struct draw_id others[] = {
        gate(LSTM_C, 5, 2),  gate(LSTM_G, 5, 2),   gate(LSTM_AF, 5, 2),
        gate(LSTM_F, 0, 2),  gate(LSTM_F, 25, 2),  gate(LSTM_F, 5, -1),
        gate(LSTM_F, 5, 8),  gate(99, 5, 2),       gate(-1, 5, 2),
        subject(SUBJECT_SIGNAL, 1, LSTM_F, 5, 2),
        subject(SUBJECT_GRADIENT, 0, LSTM_F, 5, 2),
        subject(SUBJECT_WORD, 0, LSTM_H, 0, 0),    {0},
    };

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        gates_pin(&c.app, &others[k], k % 2);
        assert_int_equal(app_case_edits(&c.app), 0);
        assert_string_equal(c.app.ui.message,
                            "Point at the gate of a unit, then press P.");
    }
    /* A symbol means the present unit and step. */
    c.app.ui.unit = 4;
    app_case_seek(&c, PASS_BACKWARD, 6);
    gates_pin(&c.app, &(struct draw_id){.kind = SUBJECT_WORD,
                                        .signal = LSTM_I}, false);
    app_case_send(&c);
    assert_true(value(&c, LSTM_I, 6, 4) == 1);
    app_case_finish(&c);
}

enum { EDITS = 1000 };

/* Every tape on the way back is that of the way there, bit by bit. */
static void a_thousand_edits_undone(void **state)
{
    static const int gates[] = {LSTM_I, LSTM_F, LSTM_O};
    static uint64_t hash[EDITS + 1];
    static struct app_case c;
    struct random random;

    (void)state;
    random_seed(&random, 6, 0);
    app_case_init(&c, &(struct scene_recipe){.steps = 10, .units = 3});
    hash[0] = app_case_hash(c.app.film);
    for (int k = 1; k <= EDITS; k++) {
        if (random_below(&random, 100) == 0 && app_case_edits(&c.app) > 0) {
            gates_reset(&c.app);
            app_case_send(&c);
        } else {
            pin(&c, gates[random_below(&random, 3)],
                1 + (int)random_below(&random, 10),
                (int)random_below(&random, 3), random_below(&random, 8) == 0);
        }
        hash[k] = app_case_hash(c.app.film);
    }
    for (int k = EDITS; k-- > 0;) {
        app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
        assert_true(app_case_hash(c.app.film) == hash[k]);
    }
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_true(app_case_hash(c.app.film) == hash[0]);
    assert_int_equal(c.app.film->pins.count, 0);
    for (int k = 1; k <= EDITS; k++) {
        app_case_key(&c, KEY_A + 'Y' - 'A', MOD_CTRL);
        assert_true(app_case_hash(c.app.film) == hash[k]);
    }
    /* Back to the middle, then another way: what was ahead is forgotten. */
    for (int k = 0; k < EDITS / 2; k++)
        gates_undo(&c.app, false);
    pin(&c, LSTM_F, 1, 0, false);
    uint64_t now = app_case_hash(c.app.film);
    app_case_key(&c, KEY_A + 'Y' - 'A', MOD_CTRL);
    assert_true(app_case_hash(c.app.film) == now);
    app_case_finish(&c);
}

/* The pins of another film are not this one's. */
static void another_film_is_free(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    pin(&c, LSTM_F, 5, 2, false);
    app_case_film(&c, &(struct scene_recipe){.steps = 3}, "");
    uint64_t hash = app_case_hash(c.app.film);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_true(app_case_hash(c.app.film) == hash);
    app_case_finish(&c);
}

static void an_edit_without_memory_changes_nothing(void **state)
{
    static struct app_case c;
    int refused = 0;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 300; k++) {
        size_t count = app_case_edits(&c.app);
        const struct draw_id id = gate(LSTM_F, 1 + k % 24, k / 24 % 8);
        failing_after(k % 3);
        gates_pin(&c.app, &id, false);
        if (!failing_stop()) {
            assert_int_equal(app_case_edits(&c.app), count + 1);
            continue;
        }
        refused++;
        assert_int_equal(app_case_edits(&c.app), count);
        assert_true(c.app.ui.message_is_error);
        assert_non_null(strstr(c.app.ui.message, "not enough memory"));
        app_case_send(&c);
    }
    assert_true(refused > 3);
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_gate_goes_round),
        cmocka_unit_test(all_steps_of_a_unit),
        cmocka_unit_test(only_gates_are_held),
        cmocka_unit_test(a_thousand_edits_undone),
        cmocka_unit_test(another_film_is_free),
        cmocka_unit_test(an_edit_without_memory_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
