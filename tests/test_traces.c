/* Traces against the tape, number by number. */
#include "scene_case.h"

static double at(const struct film *film, int l, int k, int t, int u)
{
    int signal = layer_cell(film_layer(film, l))->shown[k];
    return (double)film_signal(film, l, signal, t)[u];
}

static void check_step(const struct film *film, int l, int k, int t)
{
    const struct trace *trace = &film->traces.shown[l][k];
    double sum = 0, low = INFINITY, high = -INFINITY;

    for (int u = 0; u < film_units(film, l); u++) {
        double value = fabs(at(film, l, k, t, u));
        sum += value;
        low = fmin(low, value);
        high = fmax(high, value);
    }
    assert_close((double)trace->mean[t - 1], sum / film_units(film, l), 1e-6);
    assert_close((double)trace->low[t - 1], low, 0);
    assert_close((double)trace->high[t - 1], high, 0);
}

static void check_block(const struct film *film, int l, int k, int u,
                        int block)
{
    const struct traces *traces = &film->traces;
    const struct trace *trace = &traces->shown[l][k];
    double low = INFINITY, high = -INFINITY;
    int first = block * traces->block + 1, last = first + traces->block - 1;

    for (int t = first; t <= last && t <= film->steps; t++) {
        low = fmin(low, at(film, l, k, t, u));
        high = fmax(high, at(film, l, k, t, u));
    }
    assert_close((double)trace->least[u * traces->blocks + block], low, 0);
    assert_close((double)trace->most[u * traces->blocks + block], high, 0);
}

static void check_film(const struct film *film)
{
    const struct traces *traces = &film->traces;

    assert_true(traces->blocks <= TRACE_BLOCKS);
    assert_true(traces->blocks * traces->block >= film->steps);
    for (int l = 0; l < film->values.spec.layers; l++) {
        int shown = layer_cell(film_layer(film, l))->shown_count;
        for (int k = 0; k < shown; k++) {
            for (int t = 1; t <= film->steps; t++)
                check_step(film, l, k, t);
            for (int u = 0; u < film_units(film, l); u++)
                for (int block = 0; block < traces->blocks; block++)
                    check_block(film, l, k, u, block);
        }
    }
}

static void traces_say_what_the_tape_says(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.steps = 1, .units = 1}, {.cell = "gru", .layers = 3},
        {.steps = 1024, .units = 3}, {.steps = 1025, .units = 3},
        {.cell = "rnn", .steps = 5003, .units = 9}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        check_film(&c.film);
        scene_case_finish(&c);
    }
}

static void another_run_makes_them_anew(void **state)
{
    struct scene_case c;
    struct pin pin;
    const struct pins pins = {1, &pin};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    assert_true(pin_parse("layer0.f=0.25", &c.film.values.spec, c.film.steps,
                          &pin, NULL));
    film_run(&c.film, &pins);
    assert_close((double)c.film.traces.shown[0][0].mean[4], 0.25, 1e-6);
    check_film(&c.film);
    scene_case_finish(&c);
}

/* NaN counts for no range, but the mean shows it. */
static void nan_is_seen(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    tape_signal(&c.film.values, 0, LSTM_F, 3, 0)[1] = (real)NAN;
    traces_make(&c.film.traces, &c.film.values);
    assert_true(isnan(c.film.traces.shown[0][0].mean[2]));
    assert_true(isfinite(c.film.traces.shown[0][0].low[2]));
    assert_false(isfinite(c.film.traces.shown[0][0].least[1 * 24 + 2]));
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(traces_say_what_the_tape_says),
        cmocka_unit_test(another_run_makes_them_anew),
        cmocka_unit_test(nan_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
