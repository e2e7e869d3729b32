/* Lanes against the engine asked directly, and what edits and dials do to
 * them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "nn/flow/jacobian.h"
#include "nn/net/run.h"
#include "scene/lab/lab.h"
#include "scene/subject.h"

static const struct kernels *kernels(void)
{
    const struct kernels *found = kernels_choose("sse2", NULL);
    return found != NULL ? found : kernels_choose("generic", NULL);
}

static struct lab *open_lab(const struct setup *setup)
{
    struct cast cast = {0};
    const struct lane_measure measure = {0};
    struct error error = {0};
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = setup,
                            .kernels = kernels()}, &measure, &error);

    assert_string_equal(error.text, "");
    assert_non_null(lab);
    return lab;
}

static void measure_all(struct lab *lab)
{
    while (lab_wants(lab))
        assert_true(lab_work(lab, NULL));
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *byte = data;

    for (size_t k = 0; k < size; k++)
        hash = (hash ^ byte[k]) * 1099511628211u;
    return hash;
}

/* Of every value and every gradient of a lane. */
static uint64_t hash_lane(const struct lane *lane)
{
    const struct film *film = &lane->film;
    const struct tape *tapes[] = {&film->values, &film->gradients};
    uint64_t hash = 14695981039346656037u;

    for (int k = 0; k < 2; k++)
        for (int t = 1; t <= film->steps; t++)
            for (int s = 0; s < tapes[k]->layer[0].signals; s++)
                hash = hash_bytes(hash, tape_signal(tapes[k], 0, s, t, 0),
                                  (size_t)film_units(film, 0) * sizeof(real));
    return hash;
}

/* A network as gatereel gradients makes it of a seed. */
static void check_lane(const struct lab *lab, int k, uint64_t seed)
{
    const struct setup *setup = &lab->made;
    const struct lane_setup *lane = &setup->lane[k];
    const struct spec spec = {
        .inputs = setup->inputs, .layers = 1,
        .layer = {{lane->cell, lane->activation, setup->units}}};
    const struct init_options options = {
        .scheme = lane->scheme, .set_forget_bias = lane->biased,
        .forget_bias = lane->forget_bias, .seed = seed};
    size_t numbers = (size_t)setup->steps * (size_t)setup->inputs;
    real *x = malloc(numbers * sizeof *x);
    struct random random;
    struct network network;
    struct tape tape;
    struct decay decay;

    assert_non_null(x);
    random_seed(&random, seed, 1);
    for (size_t n = 0; n < numbers; n++)
        x[n] = (real)random_normal(&random);
    assert_true(network_init(&network, &spec, lab->kernels, NULL));
    assert_true(init_params(&network.params, &options, NULL));
    network_pack(&network);
    assert_true(tape_init(&tape, &spec, setup->steps, 1, TAPE_VALUES, NULL));
    run_forward(&network, &(struct run_input){.x = x}, NULL, &tape);
    assert_true(decay_init(&decay, &(struct decay_request){
        .network = &network, .values = &tape,
        .measures = 1u << DECAY_JACOBIAN}, NULL));
    for (int lag = 0; lag <= setup->steps; lag++) {
        const struct draw_id id =
            subject(SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0);
        assert_true(lab_value(lab, id) ==
                    decay.value[DECAY_JACOBIAN][setup->steps - lag]);
    }
    decay_finish(&decay);
    tape_finish(&tape);
    network_finish(&network);
    free(x);
}

static struct setup six_kinds(int first)
{
    struct setup setup = setup_defaults();

    setup.lanes = 3;
    setup.units = 7;
    setup.steps = 20;
    setup.seed = 5;
    for (int k = 0; k < 3; k++)
        setup.lane[k] = lane_defaults(lane_kinds[first + k].cell,
                                      lane_kinds[first + k].activation);
    return setup;
}

static void lanes_are_the_engines_numbers(void **state)
{
    (void)state;
    for (int first = 0; first < LANE_KINDS; first += 3) {
        const struct setup setup = six_kinds(first);
        struct lab *lab = open_lab(&setup);
        for (int k = 0; k < 3; k++)
            check_lane(lab, k, setup.seed);
        lab_destroy(lab);
    }
}

/* Factors multiply up to the curve. */
static void factors_make_the_curve(void **state)
{
    const struct setup setup = six_kinds(3);
    struct lab *lab = open_lab(&setup);

    (void)state;
    for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int t = setup.steps; t >= 1; t--) {
            sum += lab_value(lab, subject(SUBJECT_LANE_FACTOR, k, 0, t, 0));
            assert_close(sum, lane_curves_at(&lab->lane[k].curves, CURVE_OWN,
                                             setup.steps - t + 1), 1e-12);
        }
    }
    lab_destroy(lab);
}

static void assert_in_band(const struct lane_curves *curves, int lag,
                           double value)
{
    const double *sorted = curves->sample + (size_t)lag * LANE_SEEDS;
    bool found = sorted[0] == value;

    for (int s = 1; s < LANE_SEEDS; s++) {
        assert_true(sorted[s] >= sorted[s - 1]);
        found |= sorted[s] == value;
    }
    assert_true(found);
    assert_true(lane_curves_at(curves, CURVE_LOW, lag) == sorted[0]);
    assert_true(lane_curves_at(curves, CURVE_HIGH, lag) ==
                sorted[LANE_SEEDS - 1]);
    assert_true(lane_curves_at(curves, CURVE_MEDIAN, lag) ==
                (sorted[LANE_SEEDS / 2 - 1] + sorted[LANE_SEEDS / 2]) / 2);
}

/* The band is of the seeds that follow; a lane at such a seed lies on it. */
static void bands_are_of_the_seeds_that_follow(void **state)
{
    struct setup setup = six_kinds(3);
    struct lab *lab = open_lab(&setup);

    (void)state;
    measure_all(lab);
    for (int s = 0; s < 3; s++) {
        struct setup other = setup;
        other.seed = setup.seed + (uint64_t)s;
        struct lab *lone = open_lab(&other);
        for (int k = 0; k < 3; k++)
            for (int lag = 0; lag <= setup.steps; lag++)
                assert_in_band(&lab->lane[k].curves, lag, lane_curves_at(
                    &lone->lane[k].curves, CURVE_OWN, lag));
        lab_destroy(lone);
    }
    lab_destroy(lab);
}

/* What must not be told wrong: medians over 30 seeds at lag 50, H = 16, X = 4,
 * N(0, 1). They spread over decades between seeds. */
static void the_facts(void **state)
{
    static const struct {
        enum cell cell;
        enum init_scheme scheme;
        double gain, bias;
        bool biased;
        double value;
    } facts[] = {
        {CELL_RNN, INIT_UNIFORM, 1, 0, false, 4e-15},
        {CELL_RNN, INIT_ORTHOGONAL, 1, 0, false, 2.6e-4},
        {CELL_RNN, INIT_GAIN, 2.5, 0, false, 1.4e2},
        {CELL_GRU, INIT_UNIFORM, 1, 0, false, 1e-9},
        {CELL_GRU, INIT_UNIFORM, 1, 2, true, 2e-2},
        {CELL_LSTM, INIT_UNIFORM, 1, 0, false, 2e-10},
        {CELL_LSTM, INIT_UNIFORM, 1, 1, true, 2.3e-4},
        {CELL_LSTM, INIT_UNIFORM, 1, 3, true, 1.5},
    };

    (void)state;
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
        struct setup setup = setup_defaults();
        setup.lanes = 1;
        setup.lane[0] = lane_defaults(facts[k].cell, ACT_TANH);
        setup.lane[0].scheme = facts[k].scheme;
        setup.lane[0].gain = facts[k].gain;
        setup.lane[0].biased = facts[k].biased;
        setup.lane[0].forget_bias = facts[k].bias;
        struct lab *lab = open_lab(&setup);
        measure_all(lab);
        double median = lab_value(lab, subject(SUBJECT_LANE_DECAY, 0,
                                               CURVE_MEDIAN, 50, 0));
        assert_close(median, log10(facts[k].value), 0.5);
        lab_destroy(lab);
    }
}

/* A lane that is edited has a ghost, which is the run as it was; without edits
 * it is that run again. */
static void edits_and_the_ghost(void **state)
{
    const struct setup setup = six_kinds(3);
    struct lab *lab = open_lab(&setup);
    const struct lane_measure measure = {0};
    struct lane *lane = &lab->lane[2];
    uint64_t before = hash_lane(lane);
    const char *const texts[] = {
        "layer0.f[2..4]@3..9=1", "x[2]@14=0.35", "weight_hh_l0[3][5]=0.1",
        "weight_hh_l0[8..14][1..7]*=0", "free layer0.f[3]@4..5",
    };

    (void)state;
    assert_null(lab_ghost(lab, 2));
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        struct edit edit;
        char again[EDIT_TEXT_MAX];
        uint64_t old = hash_lane(lane);
        assert_true(edit_parse(texts[k], &lane->film.network.params,
                               setup.steps, &edit, NULL));
        assert_string_equal(edit_print(&edit, &lane->film.network.params,
                                       again), texts[k]);
        edit.lane = 2;
        assert_true(history_add(&lab->history, &edit, NULL));
        assert_true(lab_follow(lab, &measure, NULL));
        assert_true(hash_lane(lane) != old);
    }
    const struct film *ghost = lab_ghost(lab, 2);
    assert_non_null(ghost);
    assert_null(lab_ghost(lab, 1));
    for (int t = 1; t <= setup.steps; t++) {
        const real *f = film_signal(&lane->film, 0, LSTM_F, t);
        const real *was = film_signal(ghost, 0, LSTM_F, t);
        assert_true(t < 3 || t > 9 || f[1] == 1);
        assert_true(t < 3 || t == 4 || t == 5 || t > 9 || f[2] == 1);
        assert_true(f[2] != 1 || (t >= 3 && t <= 9 && t != 4 && t != 5));
        assert_true(was[1] != 1);
    }
    while (history_undo(&lab->history))
        assert_true(lab_follow(lab, &measure, NULL));
    assert_null(lab_ghost(lab, 2));
    assert_true(hash_lane(lane) == before);
    lab_destroy(lab);
}

/* Dials may leave edits without a place: they do nothing, and are there again
 * when there is one. */
static void edits_outlive_dials(void **state)
{
    const struct setup setup = six_kinds(3);
    struct lab *lab = open_lab(&setup);
    const struct lane_measure measure = {0};
    const struct edit pin = {
        .kind = EDIT_PIN, .lane = 2, .cell = CELL_LSTM,
        .pin = {.signal = LSTM_F, .first_unit = 5, .last_unit = 6,
                .first_step = 10, .last_step = 20, .value = 1}};

    (void)state;
    assert_true(history_add(&lab->history, &pin, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    uint64_t pinned = hash_lane(&lab->lane[2]);
    struct setup other = setup;
    other.units = 6;
    other.steps = 12;
    assert_true(history_set(&lab->history, &other, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_int_equal(lab->lane[2].pins.count, 1);
    assert_int_equal(lab->lane[2].pins.pin[0].last_unit, 5);
    assert_int_equal(lab->lane[2].pins.pin[0].last_step, 12);
    other.units = 3;
    other.lane[2].cell = CELL_GRU;
    assert_true(history_set(&lab->history, &other, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_int_equal(lab->lane[2].pins.count, 0);
    assert_true(history_set(&lab->history, &setup, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_true(hash_lane(&lab->lane[2]) == pinned);
    lab_destroy(lab);
}

/* The dial says what U then has. */
static void the_spectral_radius_is_set(void **state)
{
    static const double wanted[] = {0.5, 0.95, 1.2, 3};
    const struct lane_measure measure = {0};
    struct setup setup = six_kinds(0);
    struct lab *lab = open_lab(&setup);

    (void)state;
    for (int k = 0; k < 3; k++)
        setup.lane[k].radius = true;
    for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
        for (int k = 0; k < 3; k++)
            setup.lane[k].gain = wanted[w];
        assert_true(history_set(&lab->history, &setup, NULL));
        assert_true(lab_follow(lab, &measure, NULL));
        for (int k = 0; k < 3; k++)
            assert_close(lab_value(lab, subject(SUBJECT_LANE_RADIUS, k, 0, 0,
                                                0)), wanted[w], 1e-5);
    }
    lab_destroy(lab);
}

/* As many weights as the first lane has, as nearly as there is. */
static void the_same_number_of_parameters(void **state)
{
    struct setup setup = six_kinds(3);

    (void)state;
    setup.same_parameters = true;
    setup.units = 16;
    struct lab *lab = open_lab(&setup);
    size_t wanted = lab->lane[0].parameters;
    for (int k = 1; k < 3; k++) {
        const struct lane *lane = &lab->lane[k];
        int units = film_units(&lane->film, 0);
        size_t own = lane->parameters;
        enum cell cell = setup.lane[k].cell;
        size_t off = own > wanted ? own - wanted : wanted - own;
        size_t more = setup_parameters(cell, 4, units + 1) - wanted;
        assert_true(off <= more);
        assert_true(units == 1 ||
                    off <= wanted - setup_parameters(cell, 4, units - 1));
    }
    lab_destroy(lab);
}

/* A single lag of a very large network would freeze the window. */
static void large_networks_are_not_measured(void **state)
{
    (void)state;
    const struct lane_measure measure = {0};
    struct setup setup = setup_defaults();
    struct cast cast = {0};

    setup.steps = 3;
    for (int units = 256; units <= 600; units += 344) {
        setup.units = units;
        struct lab *lab = lab_create(&(struct lab_start){
            .cast = &cast, .setup = &setup, .kernels = kernels()},
            &measure, NULL);
        assert_non_null(lab);
        assert_int_equal(lab->lane[1].curves.none, units > 256);
        if (units == 256)
            assert_true(lab_work(lab, NULL));
        else
            assert_false(lab_wants(lab));
        assert_int_equal(isnan(lane_curves_at(&lab->lane[1].curves, CURVE_OWN,
                                              0)) != 0, units > 256);
        assert_true(lab_progress(lab) == (units == 256 ? 0 : 1));
        lab_destroy(lab);
    }
}

/* A layer without a state has no curve, and is not called an RNN. */
static void dense_layers_have_no_curve(void **state)
{
    (void)state;
    struct spec spec = {.inputs = 2, .layers = 2,
                        .layer = {{CELL_LSTM, ACT_TANH, 3},
                                  {CELL_DENSE, ACT_RELU, 4}}};
    const real x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    const struct init_options options = {.seed = 1};
    const struct lane_measure measure = {.layer = 1};
    struct params params;
    struct ui ui = ui_defaults();
    char name[40];

    assert_true(params_init(&params, &spec, NULL));
    assert_true(init_params(&params, &options, NULL));
    struct lab *lab = lab_of(&(struct film_source){
        .params = &params, .kernels = kernels(), .steps = 4, .x = x}, NULL,
        NULL);
    assert_non_null(lab);
    assert_false(lab->lane[0].curves.none);
    assert_true(lab_follow(lab, &measure, NULL));
    assert_true(lab->lane[0].curves.none);
    assert_false(lab_wants(lab));
    ui.language = LANGUAGE_EN;
    assert_string_equal(lab_lane_name(lab, &ui, 0, name, sizeof name),
                        "dense layer");
    lab_destroy(lab);
    params_finish(&params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_are_the_engines_numbers),
        cmocka_unit_test(factors_make_the_curve),
        cmocka_unit_test(bands_are_of_the_seeds_that_follow),
        cmocka_unit_test(large_networks_are_not_measured),
        cmocka_unit_test(dense_layers_have_no_curve),
        cmocka_unit_test(the_facts),
        cmocka_unit_test(edits_and_the_ghost),
        cmocka_unit_test(edits_outlive_dials),
        cmocka_unit_test(the_spectral_radius_is_set),
        cmocka_unit_test(the_same_number_of_parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
