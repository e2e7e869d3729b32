/* A film holds what the engine computes; subjects name its numbers; decay
 * curves are those of the networks they are said to be of.
 */
#include "check_close.h"
#include "nn/flow/jacobian.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"
#include "scene_case.h"

/* The same run by hand, beside the film. */
static void test_same_as_the_engine(void **state)
{
    (void)state;
    struct scene_case c;
    struct tape values;
    scene_case_init(&c, &(struct scene_recipe){.cell = "gru", .layers = 2});
    const struct film *film = &c.film;
    assert_true(tape_init(&values, &film->values.spec, film->steps, 1,
                          TAPE_VALUES, NULL));
    run_forward(&film->network, &(struct run_input){.x = film->x}, NULL, &values);
    for (int l = 0; l < 2; l++)
        for (int t = 1; t <= film->steps; t++)
            for (int k = 0; k < cell_table[film_cell(film, l)].signals; k++)
                assert_memory_equal(tape_signal(&values, l, k, t, 0),
                                    film_signal(film, l, k, t),
                                    (size_t)film_units(film, l) *
                                        sizeof(real));
    tape_finish(&values);
    scene_case_finish(&c);
}

/* Central differences of L through the input of one step. */
static void check_input_gradient(struct scene_case *c, int t)
{
    struct film *film = &c->film;
    double gradient = (double)tape_x(&film->gradients, t, 0)[0] *
                      ldexp(1, -tape_exponent(&film->gradients, 0, t, 0));
    real kept = film->x[t - 1];
    const real h = (real)1e-2;
    film->x[t - 1] = kept + h;
    film_run(film, NULL);
    double up = film->loss[0];
    film->x[t - 1] = kept - h;
    film_run(film, NULL);
    double down = film->loss[0];
    film->x[t - 1] = kept;
    film_run(film, NULL);
    assert_close(gradient, (up - down) / (2 * (double)h), 2e-3);
}

static void test_gradients_of_the_loss(void **state)
{
    (void)state;
    const struct scene_recipe recipes[] = {
        {.cell = "lstm", .steps = 9}, {.cell = "lstm", .steps = 9,
                                       .one_loss = true},
        {.cell = "gru", .steps = 9, .no_head = true}, {.cell = "rnn",
                                                       .steps = 9}};
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        check_input_gradient(&c, 9);
        check_input_gradient(&c, 6);
        scene_case_finish(&c);
    }
}

static void test_losses(void **state)
{
    (void)state;
    struct scene_case c;
    scene_case_init(&c, &(struct scene_recipe){0});
    double sum = 0;
    for (int t = 1; t <= c.film.steps; t++) {
        double miss = (film_output(&c.film, t, 0) - film_target(&c.film, t, 0)) /
                      c.film.deviation[0];
        assert_close(c.film.loss[t], miss * miss, 1e-5);
        sum += c.film.loss[t];
    }
    assert_close(c.film.loss[0], sum / c.film.steps, 1e-6);
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.one_loss = true});
    assert_close(c.film.loss[0], c.film.loss[c.film.steps], 1e-12);
    scene_case_finish(&c);
}

/* Running again with pins and without gives the first run, bit for bit. */
static void test_pins_and_back(void **state)
{
    (void)state;
    struct scene_case c;
    scene_case_init(&c, &(struct scene_recipe){0});
    size_t bytes = (size_t)(c.film.steps + 1) * c.film.values.layer[0].stride *
                   sizeof(real);
    void *before = malloc(bytes), *back = malloc(bytes);
    memcpy(before, c.film.values.layer[0].rows, bytes);
    memcpy(back, c.film.gradients.layer[0].rows, bytes);
    const struct pin pin = {.signal = LSTM_F, .first_unit = 1, .last_unit = 1,
                            .first_step = 3, .last_step = 5, .value = 1};
    film_run(&c.film, &(struct pins){1, &pin});
    assert_true(film_signal(&c.film, 0, LSTM_F, 4)[1] == 1);
    assert_true(memcmp(before, c.film.values.layer[0].rows, bytes) != 0);
    film_run(&c.film, NULL);
    assert_memory_equal(before, c.film.values.layer[0].rows, bytes);
    assert_memory_equal(back, c.film.gradients.layer[0].rows, bytes);
    free(before);
    free(back);
    scene_case_finish(&c);
}

static void test_subjects(void **state)
{
    (void)state;
    struct scene_case c;
    char text[400];
    scene_case_init(&c, &(struct scene_recipe){.units = 5});
    const struct film *film = &c.film;
    struct draw_id kept = subject(SUBJECT_KEPT, 0, 0, 7, 2);
    struct draw_id written = subject(SUBJECT_WRITTEN, 0, 0, 7, 2);
    struct draw_id state_id = subject(SUBJECT_SIGNAL, 0, LSTM_C, 7, 2);
    assert_close(subject_value(film, kept) + subject_value(film, written),
                 subject_value(film, state_id), 1e-6);
    double mean = subject_value(film, subject(SUBJECT_SIGNAL, 0, LSTM_F, 7, -1));
    double sum = 0;
    for (int u = 0; u < 5; u++)
        sum += (double)film_signal(film, 0, LSTM_F, 7)[u];
    assert_close(mean, sum / 5, 1e-9);
    sum = 0;
    for (int u = 0; u < 5; u++)
        sum += fabs((double)film_signal(film, 0, LSTM_G, 7)[u]);
    assert_close(subject_value(film, subject(SUBJECT_SIGNAL, 0, LSTM_G, 7, -1)),
                 sum / 5, 1e-9);
    double f = (double)film_signal(film, 0, LSTM_F, 7)[2];
    assert_close(subject_value(film, subject(SUBJECT_SLOPE, 0, LSTM_F, 7, 2)),
                 f * (1 - f), 1e-9);
    assert_close(subject_value(film, subject(SUBJECT_RAW_INPUT, 0, 0, 3, 0)),
                 (double)film->x[2] * 0.5 + 2, 1e-6);
    /* Every kind of every signal has a sentence in both languages, and ids
     * that are nothing have none and do no harm. */
    for (int language = 0; language < LANGUAGES; language++) {
        c.ui.language = (enum language)language;
        for (int s = 0; s < cell_table[CELL_LSTM].signals; s++) {
            const enum subject kinds[] = {SUBJECT_SIGNAL, SUBJECT_GRADIENT,
                                          SUBJECT_GRADIENT_NORM, SUBJECT_WORD};
            for (int k = 0; k < 4; k++) {
                subject_sentence(film, &c.ui, subject(kinds[k], 0, s, 4, 1),
                                 text, sizeof text);
                assert_true(strlen(text) > 10);
            }
        }
        subject_sentence(film, &c.ui, subject(SUBJECT_SIGNAL, 3, 99, -4, 1000),
                         text, sizeof text);
        assert_string_equal(text, "");
    }
    /* Ids of another film have no number here, and no sentence that lies. */
    for (int kind = SUBJECT_NONE; kind < SUBJECTS; kind++) {
        const struct draw_id strange[] = {
            subject((enum subject)kind, 9, 0, 1, 0),
            subject((enum subject)kind, 0, 99, 1 << 20, 1 << 30),
            subject((enum subject)kind, 0, 0, -3, -7)};
        for (int k = 0; k < 3; k++) {
            subject_sentence(film, &c.ui, strange[k], text, sizeof text);
            if (k > 0 || kind == SUBJECT_SIGNAL)
                assert_true(isnan(subject_value(film, strange[k])));
        }
    }
    scene_case_finish(&c);
}

/* The own curve is the engine's measure over the last steps. */
static void test_decays(void **state)
{
    (void)state;
    struct scene_case c;
    struct decay decay;
    scene_case_init(&c, &(struct scene_recipe){.steps = 30});
    scene_case_decays(&c, 1);
    assert_int_equal(c.decays.seeds[DECAY_OWN], 1);
    const struct decay_request request = {
        .network = &c.film.network, .values = &c.film.values,
        .measures = 1u << DECAY_JACOBIAN};
    assert_true(decay_init(&decay, &request, NULL));
    assert_int_equal(c.decays.lags, 30);
    for (int k = 0; k <= 30; k++)
        assert_close(c.decays.median[DECAY_OWN][k],
                     decay.value[DECAY_JACOBIAN][30 - k], 1e-6);
    decay_finish(&decay);
    scene_case_decays(&c, 6);
    for (int who = DECAY_RNN; who <= DECAY_LSTM; who++) {
        assert_int_equal(c.decays.seeds[who], 2);
        for (int k = 0; k <= 30; k++) {
            assert_true(c.decays.low[who][k] <= c.decays.median[who][k]);
            assert_true(c.decays.median[who][k] <= c.decays.high[who][k]);
        }
        assert_close(c.decays.median[who][0], 0, 1e-9);
    }
    /* A plain network forgets faster than an LSTM with forget bias 1. */
    assert_true(c.decays.median[DECAY_RNN][30] <
                c.decays.median[DECAY_LSTM][30]);
    scene_case_decays(&c, 1000);
    assert_int_equal(decays_done(&c.decays), decays_units(&c.decays, &c.film));
    assert_false(decays_work(&c.decays, &c.film, NULL));
    scene_case_finish(&c);
}

/* A large network is measured in many units of work, with the same result; a
 * very large one is left out. */
static void test_decays_in_pieces(void **state)
{
    (void)state;
    struct scene_case c;
    struct decay decay;
    scene_case_init(&c, &(struct scene_recipe){.units = 200, .steps = 12});
    assert_true(decays_units(&c.decays, &c.film) > 3 * DECAY_SEEDS + 4);
    for (int k = 1; c.decays.seeds[DECAY_OWN] == 0; k++) {
        assert_true(decays_work(&c.decays, &c.film, NULL));
        assert_int_equal(decays_done(&c.decays), k);
    }
    const struct decay_request request = {
        .network = &c.film.network, .values = &c.film.values,
        .measures = 1u << DECAY_JACOBIAN};
    assert_true(decay_init(&decay, &request, NULL));
    for (int k = 0; k <= 12; k++)
        assert_close(c.decays.median[DECAY_OWN][k],
                     decay.value[DECAY_JACOBIAN][12 - k], 1e-9);
    decay_finish(&decay);
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.units = 300, .steps = 3});
    assert_int_equal(decays_units(&c.decays, &c.film), 3 * DECAY_SEEDS);
    scene_case_decays(&c, 2);
    assert_int_equal(c.decays.seeds[DECAY_OWN], 0);
    scene_case_finish(&c);
    /* Stopped in the middle, nothing leaks. */
    scene_case_init(&c, &(struct scene_recipe){.units = 200, .steps = 12});
    scene_case_decays(&c, 1);
    assert_non_null(c.decays.own);
    decays_begin(&c.decays, &c.film, 0);
    scene_case_decays(&c, 1);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_the_engine),
        cmocka_unit_test(test_gradients_of_the_loss),
        cmocka_unit_test(test_losses),
        cmocka_unit_test(test_pins_and_back),
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_decays),
        cmocka_unit_test(test_decays_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
