/* The gradient decay: what is measured, said with what it is of. */
#include "scene_case.h"

#include "scene/action.h"

enum { EVERYTHING = 3 * DECAY_SEEDS + 1 };

static void all_of_it_fits_everywhere(void **state)
{
    static const struct {
        struct scene_recipe recipe;
        int work;
    } cases[] = {
        {{.cell = "lstm"}, EVERYTHING}, {{.cell = "gru"}, 0},
        {{.cell = "rnn", .steps = 130}, EVERYTHING}, {{.cell = "rnn"}, 1},
        {{.cell = "dense"}, EVERYTHING}, {{.steps = 1}, 9},
        {{.layers = 2, .units = 40}, 5}};

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct scene_case c;
        scene_case_init(&c, &cases[k].recipe);
        scene_case_decays(&c, cases[k].work);
        scene_case_sweep(&c, view_decay);
        scene_case_finish(&c);
    }
}

static void values_stand_at_the_lag_of_the_playhead(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_decays(&c, EVERYTHING);
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    for (int turn = 0; turn < 2; turn++) {
        int lag = turn == 0 ? c.decays.lags : 24 - 17;
        scene_case_show(&c, view_decay, 712, 442);
        scene_case_check(&c);
        assert_int_equal(scene_case_numbers(&c, SUBJECT_DECAY), DECAY_WHO);
        for (int who = 0; who < DECAY_WHO; who++) {
            const struct draw_number *number = scene_case_number(
                &c, subject(SUBJECT_DECAY, 0, who, lag, 0));
            assert_non_null(number);
            assert_close(number->value, c.decays.median[who][lag], 0);
        }
        scene_case_seek(&c, PASS_BACKWARD, 17, LSTM_OUTPUT);
    }
    assert_non_null(scene_case_text(&c, "at lag 7"));
    scene_case_finish(&c);
}

static void it_says_how_much_is_measured(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_show(&c, view_decay, 712, 442);
    assert_non_null(scene_case_text(&c, "0 of 20 seeds so far"));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_DECAY), 0);
    scene_case_decays(&c, 1 + 3 * 7 + 2);
    scene_case_show(&c, view_decay, 712, 442);
    assert_non_null(scene_case_text(&c, "7 of 20 seeds so far"));
    scene_case_decays(&c, EVERYTHING);
    scene_case_show(&c, view_decay, 712, 442);
    assert_null(scene_case_text(&c, "so far"));
    assert_non_null(scene_case_text(&c, "range of 20 seeds"));
    scene_case_finish(&c);
}

/* Fresh networks are smaller than large films: their size is said. */
static void what_is_held_is_said(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.units = 40});
    scene_case_show(&c, view_decay, 712, 442);
    assert_non_null(scene_case_text(&c, "same input, H = 32"));
    scene_case_finish(&c);
}

/* Exactly 0 is said so; what is no number has no label. */
static void zero_and_nan_are_told_apart(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_decays(&c, EVERYTHING);
    for (int k = 5; k <= c.decays.lags; k++) {
        c.decays.median[DECAY_RNN][k] = c.decays.low[DECAY_RNN][k] = -INFINITY;
        c.decays.median[DECAY_GRU][k] = NAN;
    }
    scene_case_show(&c, view_decay, 712, 442);
    scene_case_check(&c);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_DECAY), DECAY_WHO - 1);
    const struct draw_number *zero = scene_case_number(
        &c, subject(SUBJECT_DECAY, 0, DECAY_RNN, c.decays.lags, 0));
    assert_non_null(zero);
    assert_true(isinf(zero->value));
    assert_null(scene_case_number(&c, subject(SUBJECT_DECAY, 0, DECAY_GRU,
                                              c.decays.lags, 0)));
    scene_case_finish(&c);
}

static void hovering_reads_lag_and_slope(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_decays(&c, EVERYTHING);
    scene_case_show(&c, view_decay, 712, 442);
    const struct draw_spot *spot = scene_case_spot(&c, ACTION_READ, 0);
    assert_non_null(spot);
    c.ui.pointer = point_at(spot->box.x + spot->box.w / 2, spot->box.y + 20);
    scene_case_show(&c, view_decay, 712, 442);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "lag 12 · t = 12"));
    for (int who = 0; who < DECAY_WHO; who++)
        assert_non_null(scene_case_number(&c, subject(SUBJECT_DECAY, 0, who,
                                                      12, 0)));
    assert_non_null(scene_case_text(&c, "each step"));
    scene_case_finish(&c);
}

static void the_pictures_are_the_same(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_decays(&c, EVERYTHING);
    scene_case_show(&c, view_decay, 712, 442);
    scene_case_golden(&c, "decay_dark");
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    decays_begin(&c.decays, &c.film, 0);
    scene_case_decays(&c, 12);
    scene_case_seek(&c, PASS_BACKWARD, 12, LSTM_OUTPUT);
    scene_case_show(&c, view_decay, 560, 420);
    scene_case_golden(&c, "decay_some_light");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_fits_everywhere),
        cmocka_unit_test(values_stand_at_the_lag_of_the_playhead),
        cmocka_unit_test(it_says_how_much_is_measured),
        cmocka_unit_test(what_is_held_is_said),
        cmocka_unit_test(zero_and_nan_are_told_apart),
        cmocka_unit_test(hovering_reads_lag_and_slope),
        cmocka_unit_test(the_pictures_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
