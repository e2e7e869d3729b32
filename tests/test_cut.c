/* Truncated BPTT: the sum of the parts that are kept is what a backward pass
 * over the last steps alone gives, which begins with the states of the step
 * before. */
#include "scene_case.h"
#include "scene_check.h"

#include "nn/net/bptt.h"
#include "nn/net/run.h"
#include "scene/study/cut.h"
#include "scene/view/view.h"

static void measure(struct bptt_cut *cut, const struct loss_row_order *order)
{
    int units = 0;

    for (; bptt_cut_wants(cut, order); units++)
        assert_true(bptt_cut_work(cut, order, NULL));
    assert_false(bptt_cut_work(cut, order, NULL));
    assert_true(units > 0);
}

/* dL_j/dU of the last `lag` steps as a network computes it that was given the
 * states of before as its start: nothing goes back beyond them. */
static void run_last(const struct film *film, int j, int lag,
                     struct params *sum)
{
    const struct spec *spec = &film->values.spec;
    struct tape values = {0}, gradients = {0};
    int start = j - lag, units = film_units(film, spec->layers - 1);
    real *seed = calloc((size_t)units + real_pitch(spec->outputs),
                        sizeof *seed);

    assert_non_null(seed);
    assert_true(tape_init(&values, spec, lag, 1, TAPE_VALUES, NULL));
    assert_true(tape_init(&gradients, spec, lag, 1, TAPE_GRADIENTS, NULL));
    for (int l = 0; l < spec->layers; l++)
        memcpy(tape_row(&values, l, 0, 0), tape_row(&film->values, l, start, 0),
               values.layer[l].stride * sizeof(real));
    const struct run_input input = {
        .x = film->x + (size_t)start * (size_t)spec->inputs};
    run_forward(&film->network, &input, NULL, &values);
    loss_row_seed(film, j, seed + units, seed);
    memcpy(gradients.seed + (size_t)(lag - 1) * gradients.seed_pitch, seed,
           (size_t)units * sizeof(real));
    bptt_run(&(struct bptt){.network = &film->network, .values = &values,
                            .weights = sum}, &gradients);
    free(seed);
    tape_finish(&gradients);
    tape_finish(&values);
}

static const double degrees = 180 / 3.14159265358979323846;

static double length(const real *a, size_t count)
{
    double sum = 0;

    for (size_t k = 0; k < count; k++)
        sum += (double)a[k] * (double)a[k];
    return sqrt(sum);
}

static void check_cell(const char *cell, int layers, int layer,
                       enum lag_measure measured)
{
    struct scene_case c;
    struct bptt_cut cut = {0};

    scene_case_init(&c, &(struct scene_recipe){.cell = cell, .units = 5,
                                               .layers = layers, .steps = 18,
                                               .inputs = 2});
    const struct film *film = &c.film;
    const struct loss_row_order order = {{film, 1, layer}, measured, 16};
    measure(&cut, &order);
    struct params whole = {0}, kept = {0};
    assert_true(params_init(&whole, &film->values.spec, NULL));
    run_last(film, 16, 16, &whole);
    int units = film_units(film, layer);
    size_t rows = (size_t)(units *
                           layer_cell(film_layer(film, layer))->gates);
    bool of_u = measured == LAG_WEIGHTS_U;
    size_t count = rows * (size_t)(of_u ? units :
                                   spec_layer_inputs(&film->values.spec,
                                                     layer));
    const real *b = of_u ? whole.layer[layer].u : whole.layer[layer].w;
    for (int lag = 1; lag <= 16; lag++) {
        double dot = 0;
        assert_true(params_init(&kept, &film->values.spec, NULL));
        run_last(film, 16, lag, &kept);
        const real *a = of_u ? kept.layer[layer].u : kept.layer[layer].w;
        for (size_t k = 0; k < count; k++)
            dot += (double)a[k] * (double)b[k];
        double share = length(a, count) / length(b, count);
        double angle = acos(fmin(1, dot / length(a, count) /
                                        length(b, count))) * degrees;
        assert_close(bptt_cut_value(&cut, lag, CUT_SHARE), share, 1e-5);
        assert_close(bptt_cut_value(&cut, lag, CUT_ANGLE), angle, 0.05);
        params_finish(&kept);
    }
    /* Something was cut off, and what is left is not all along. */
    assert_true(fabs(bptt_cut_value(&cut, 1, CUT_SHARE) - 1) > 1e-3);
    assert_true(bptt_cut_value(&cut, 1, CUT_ANGLE) > 1);
    assert_close(bptt_cut_value(&cut, 16, CUT_SHARE), 1, 1e-12);
    assert_close(bptt_cut_value(&cut, 99, CUT_SHARE), 1, 1e-12);
    assert_close(bptt_cut_value(&cut, 16, CUT_ANGLE), 0, 1e-4);
    assert_true(isnan(bptt_cut_value(&cut, 0, CUT_SHARE)));
    params_finish(&whole);
    bptt_cut_finish(&cut);
    scene_case_finish(&c);
}

static void what_is_kept_is_a_shorter_backward_pass(void **state)
{
    (void)state;
    check_cell("rnn", 1, 0, LAG_WEIGHTS_U);
    check_cell("lstm", 1, 0, LAG_WEIGHTS_U);
    check_cell("lstm", 1, 0, LAG_WEIGHTS_W);
    check_cell("gru", 1, 0, LAG_WEIGHTS_U);
    check_cell("gru-before", 1, 0, LAG_WEIGHTS_U);
    check_cell("lstm", 2, 0, LAG_WEIGHTS_U);
    check_cell("lstm", 2, 1, LAG_WEIGHTS_U);
}

/* Only with a cut, and only for the loss that is chosen. */
static void the_study_follows_the_screen(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.units = 5, .steps = 18});
    c.ui.alone = PANEL_TRIANGLE;
    c.ui.weights = LAG_WEIGHTS_U;
    scene_case_study(&c, 1 << 20);
    const struct draw_id id = subject(SUBJECT_CUT, 0, LAG_WEIGHTS_U, 4,
                                      CUT_SHARE);
    assert_true(isnan(studies_value(&c.studies, id)));
    c.ui.cut = 4;
    scene_case_study(&c, 1 << 20);
    double last = studies_value(&c.studies, id);
    assert_true(last > 0);
    c.ui.cut = 7; /* is there already */
    assert_false(studies_wants(&c.studies, &c.film, &c.ui, 1));
    c.ui.loss_step = 9;
    scene_case_study(&c, 1 << 20);
    assert_true(studies_value(&c.studies, id) != last);
    c.ui.weights = LAG_BIAS;
    scene_case_study(&c, 1 << 20);
    assert_true(isnan(studies_value(&c.studies, id)));
    assert_true(studies_value(&c.studies, subject(SUBJECT_CUT, 0, LAG_BIAS, 4,
                                                  CUT_SHARE)) > 0);
    scene_case_finish(&c);
}

/* Number, line and track, in every size; and where the strip stops. */
static void what_is_drawn_is_sound(void **state)
{
    static const int sizes[][2] = {{430, 330}, {640, 420}, {1500, 700}};

    (void)state;
    for (int k = 0; k < 3 * LANGUAGES * 2; k++) {
        struct scene_case c;
        const int *size = sizes[k / 4];
        scene_case_init(&c, &(struct scene_recipe){.units = 5, .steps = 24,
                                                   .one_loss = true});
        c.ui.alone = PANEL_TRIANGLE;
        c.ui.language = (enum language)(k % 2);
        c.ui.cut = k % 4 < 2 ? 6 : 24;
        scene_case_study(&c, 1 << 20);
        scene_case_seek(&c, PASS_BACKWARD, 20, 0);
        scene_case_show(&c, view_triangle, size[0], size[1]);
        scene_case_check(&c);
        assert_int_equal(scene_case_numbers(&c, SUBJECT_CUT),
                         size[0] >= 640 ? 2 : 0);
        scene_case_finish(&c);
    }
}

static void cards_beyond_the_cut_are_not_reached(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.units = 5, .steps = 24,
                                               .one_loss = true});
    scene_case_seek(&c, PASS_BACKWARD, 16, 0);
    scene_case_show(&c, view_backward, 1448, 452);
    int all = scene_case_numbers(&c, SUBJECT_GRADIENT_NORM);
    c.ui.cut = 6; /* steps 19 to 24 */
    scene_case_show(&c, view_backward, 1448, 452);
    scene_case_check(&c);
    int kept = scene_case_numbers(&c, SUBJECT_GRADIENT_NORM);
    assert_true(kept > 0 && kept < all);
    for (int k = 0; k < c.list.number_count; k++)
        if (c.list.numbers[k].id.kind == SUBJECT_GRADIENT_NORM)
            assert_true(c.list.numbers[k].id.step >= 19);
    c.ui.cut = 24;
    scene_case_show(&c, view_backward, 1448, 452);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_GRADIENT_NORM), all);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_a_shorter_backward_pass),
        cmocka_unit_test(the_study_follows_the_screen),
        cmocka_unit_test(what_is_drawn_is_sound),
        cmocka_unit_test(cards_beyond_the_cut_are_not_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
