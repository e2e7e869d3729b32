/* Networks from files and out of training: those with a context beside others,
 * left to themselves, and with other weights while they are looked at.
 */
#include <math.h>
#include <string.h>

#include "check_close.h"
#include "failing.h"
#include "nn/learn/init.h"
#include "scene/lab/lab.h"

static const struct kernels *kernels(void)
{
    const struct kernels *found = kernels_choose("sse2", NULL);
    return found != NULL ? found : kernels_choose("generic", NULL);
}

/* An LSTM that reads one value a step, a perceptron that reads the last three
 * of the same sequence, and a GRU. */
enum { CONTEXT = 3, SERIES = 24 };

static struct cast make_cast(struct params params[3], bool windows_first)
{
    static const struct layer_spec layers[3] = {
        {CELL_LSTM, ACT_TANH, 4}, {CELL_DENSE, ACT_RELU, 5},
        {CELL_GRU, ACT_TANH, 3}};
    static const double mean[CONTEXT] = {2, 2, 2}, deviation[CONTEXT] =
        {0.5, 0.5, 0.5};
    static real x[SERIES];
    struct cast cast = {0};
    struct error error = {0};

    for (int t = 0; t < SERIES; t++)
        x[t] = (real)sin(0.5 * t);
    for (int k = 0; k < 3; k++) {
        bool windows = k == 1;
        const struct spec spec = {
            .inputs = windows ? CONTEXT : 1, .layers = 1,
            .layer = {layers[k]}, .head = HEAD_LINEAR, .outputs = 1};
        assert_true(params_init(&params[k], &spec, NULL));
        assert_true(init_params(&params[k], &(struct init_options){
            .scheme = INIT_UNIFORM, .gain = 1, .seed = 1 + (uint64_t)k},
            NULL));
    }
    for (int k = 0; k < 3; k++) {
        int n = windows_first && k < 2 ? 1 - k : k;
        const struct film_source source = {
            .params = &params[n], .kernels = kernels(), .steps = SERIES,
            .x = x, .values = x, .mean = mean, .deviation = deviation,
            .trained = true, .loss_everywhere = true,
            .context = n == 1 ? CONTEXT : 0, .feed = {GENERATE_VALUE, 0}};
        if (!(k == 0 ? cast_init(&cast, &source, &error)
                     : cast_add(&cast, &source, &error)))
            fail_msg("%s", error.text);
    }
    return cast;
}

static struct lab *make_lab(struct cast *cast, const struct setup *like)
{
    struct setup setup = like != NULL ? *like : lab_setup_of(cast);
    const struct lane_measure measure = {0};
    struct error error = {0};

    setup.lanes = cast->networks + 1;
    for (int k = 0; k < cast->networks; k++) {
        setup.lane[k] = lane_defaults(CELL_LSTM, ACT_TANH);
        setup.lane[k].file = k;
    }
    setup.lane[cast->networks] = lane_defaults(CELL_RNN, ACT_TANH);
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = cast, .setup = &setup,
                            .kernels = kernels()}, &measure, &error);
    if (lab == NULL)
        fail_msg("%s", error.text);
    return lab;
}

static void finish_params(struct params params[3])
{
    for (int k = 0; k < 3; k++)
        params_finish(&params[k]);
}

static void windows_of_the_sequence_are_read(void **state)
{
    (void)state;
    for (int windows_first = 0; windows_first < 2; windows_first++)
        for (int first = 1; first <= 6; first += 5) {
            struct params params[3];
            struct cast cast = make_cast(params, windows_first);
            const struct cast_network *network =
                &cast.network[windows_first ? 0 : 1];
            assert_int_equal(cast.width, 1);
            assert_int_equal(network->context, CONTEXT);
            assert_true(network->mean[CONTEXT - 1] == 2);
            struct setup setup = lab_setup_of(&cast);
            setup.first = first;
            setup.steps = 12;
            struct lab *lab = make_lab(&cast, &setup);
            const struct film *one = lab_film(lab, windows_first ? 1 : 0);
            const struct film *many = lab_film(lab, windows_first ? 0 : 1);
            assert_int_equal(lab_film(lab, 3)->values.spec.inputs, 1);
            assert_int_equal(many->context, CONTEXT);
            for (int t = 1; t <= 12; t++) {
                for (int k = 0; k < CONTEXT; k++) {
                    int at = first - 1 + t - 1 - (CONTEXT - 1) + k;
                    assert_true(many->x[(t - 1) * CONTEXT + k] ==
                                lab->cast.sequence.x[at < 0 ? 0 : at]);
                }
                /* the same thing, in the same unit */
                assert_true(one->x[t - 1] == many->x[t * CONTEXT - 1]);
                assert_true(film_input(one, t, 0) ==
                            film_input(many, t, CONTEXT - 1));
                assert_true(film_target(one, t, 0) == film_target(many, t, 0));
            }
            lab_destroy(lab);
            finish_params(params);
        }
}

static void networks_that_cannot_read_it_are_refused(void **state)
{
    struct params params[3], wide;
    struct error error;
    const struct spec spec = {.inputs = 4, .layers = 1,
                              .layer = {{CELL_DENSE, ACT_RELU, 5}},
                              .head = HEAD_LINEAR, .outputs = 1};
    (void)state;
    struct cast cast = make_cast(params, false);
    assert_true(params_init(&wide, &spec, NULL));
    struct film_source source = {.params = &wide, .context = CONTEXT};
    assert_false(cast_add(&cast, &source, &error));
    assert_non_null(strstr(error.text, "4 inputs"));
    source.context = 0;
    assert_false(cast_add(&cast, &source, &error));
    source.context = 4;
    assert_true(cast_add(&cast, &source, &error));
    assert_false(cast_add(&cast, &source, &error));
    assert_non_null(strstr(error.text, "room"));
    cast_finish(&cast);
    params_finish(&wide);
    finish_params(params);
}

/* Where own answers are read: by the file, by the setup, never. */
static void the_setup_leaves_networks_to_themselves(void **state)
{
    struct params params[3];
    (void)state;
    struct cast cast = make_cast(params, false);
    cast.sequence.free_from = 15;
    struct setup setup = lab_setup_of(&cast);
    setup.first = 3;
    setup.steps = 20;
    struct lab *lab = make_lab(&cast, &setup);
    const struct lane_measure measure = {0};
    static const int asked[] = {0, 5, -1}, want[] = {13, 5, 0};
    real last = lab_film(lab, 0)->x[19];
    for (int k = 0; k < 3; k++) {
        struct setup next = *history_setup(&lab->history);
        next.free_from = asked[k];
        assert_true(history_set(&lab->history, &next, NULL));
        assert_true(lab_follow(lab, &measure, NULL));
        for (int lane = 0; lane < 3; lane++) {
            const struct film *film = lab_film(lab, lane);
            assert_int_equal(film->free_from, want[k]);
            for (int t = want[k]; want[k] > 0 && t <= 20; t++)
                assert_true(tape_x(&film->values, t,
                                   0)[film->values.spec.inputs - 1] ==
                            tape_head(&film->values, HEAD_Y, t - 1, 0)[0]);
        }
        assert_int_equal(lab_film(lab, 3)->free_from, 0); /* has no answers */
        if (k > 0)
            assert_true(lab_film(lab, 0)->x[19] != last);
        last = lab_film(lab, 0)->x[19];
    }
    assert_true(last == lab->cast.sequence.x[2 + 19]);
    lab_destroy(lab);
    finish_params(params);
}

static void assert_same_run(const struct film *a, const struct film *b)
{
    for (int t = 1; t <= a->steps; t++)
        for (int s = 0; s < a->values.layer[0].signals; s++) {
            assert_memory_equal(film_signal(a, 0, s, t),
                                film_signal(b, 0, s, t),
                                (size_t)film_units(a, 0) * sizeof(real));
            assert_true(film_gradient(a, 0, s, t, 0) ==
                        film_gradient(b, 0, s, t, 0));
        }
    assert_true(a->loss[0] == b->loss[0]);
}

/* Own answers go on from one that was put in their place. */
static void a_changed_answer_is_read(void **state)
{
    struct params params[3];
    const struct lane_measure measure = {0};
    (void)state;
    struct cast cast = make_cast(params, false);
    struct setup setup = lab_setup_of(&cast);
    setup.first = 1;
    setup.steps = SERIES;
    setup.free_from = 8;
    struct lab *lab = make_lab(&cast, &setup);
    const struct film *film = lab_film(lab, 0);
    const struct edit edit = {.kind = EDIT_INPUT, .cell = CELL_LSTM,
                              .step = 12, .value = 3};
    assert_true(history_add(&lab->history, &edit, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    const struct film *ghost = lab_ghost(lab, 0);
    assert_non_null(ghost);
    for (int t = 8; t <= SERIES; t++) {
        real read = tape_x(&film->values, t, 0)[0];
        real said = tape_head(&film->values, HEAD_Y, t - 1, 0)[0];
        assert_true(film->x[t - 1] == read);
        assert_true(read == (t == 12 ? 3 : said));
        assert_true((read == ghost->x[t - 1]) == (t < 12));
    }
    assert_true(history_undo(&lab->history));
    assert_true(lab_follow(lab, &measure, NULL));
    for (int t = 8; t <= SERIES; t++)
        assert_true(film->x[t - 1] == ghost->x[t - 1]);
    lab_destroy(lab);
    finish_params(params);
}

/* Weights that came out of training: the lab is as one made of them. */
static void retrained_is_made_anew(void **state)
{
    struct params params[3], later[3];
    const struct lane_measure measure = {0};
    (void)state;
    struct cast cast = make_cast(params, false);
    struct lab *lab = make_lab(&cast, NULL);
    struct setup setup = *history_setup(&lab->history);
    setup.free_from = 10;
    setup.lane[2].gain = 0.5;
    assert_true(history_set(&lab->history, &setup, NULL));
    const struct edit edit = {.kind = EDIT_PIN, .cell = CELL_LSTM,
                              .pin = {0, LSTM_F, 0, 1, 3, 20, false, 1}};
    assert_true(history_add(&lab->history, &edit, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_true(lab->lane[0].edited);

    struct cast other = make_cast(later, false);
    for (int k = 0; k < 3; k++)
        for (size_t n = 0; n < params[k].count; n++)
            later[k].data[n] = other.network[k].params.data[n] *=
                (real)(1 + 0.5 * (double)(n % 3));
    const unsigned run = lab->run, built = lab->built;
    const struct film kept = *lab_film(lab, 1);
    assert_true(lab_retrain(lab, &(struct lab_retrained){
        .weights = {later[0].data, NULL, later[2].data},
        .epochs = {7, 0, 9}}, NULL));
    assert_int_equal(lab->run, run + 2);
    assert_int_equal(lab->built, built + 2);
    assert_int_equal(lab_film(lab, 0)->epochs, 7);
    assert_int_equal(lab_film(lab, 1)->epochs, kept.epochs);
    assert_ptr_equal(lab_film(lab, 1)->memory, kept.memory);

    struct lab *fresh = make_lab(&other, &setup);
    assert_true(history_set(&fresh->history, &setup, NULL));
    assert_true(history_add(&fresh->history, &edit, NULL));
    assert_true(lab_follow(fresh, &measure, NULL));
    for (int k = 0; k < 3; k += 2) {
        assert_same_run(lab_film(lab, k), lab_film(fresh, k));
        assert_same_run(lab_untouched(lab, k), lab_untouched(fresh, k));
        assert_true(lane_curves_at(&lab->lane[k].curves, CURVE_OWN, 3) ==
                    lane_curves_at(&fresh->lane[k].curves, CURVE_OWN, 3));
    }
    lab_destroy(lab);
    lab_destroy(fresh);
    finish_params(params);
    finish_params(later);
}

/* A few times a second, while it is looked at: in the memory that is there. */
static void retraining_allocates_nothing(void **state)
{
    struct params params[3];
    (void)state;
    struct cast cast = make_cast(params, true);
    struct setup setup = lab_setup_of(&cast);
    setup.free_from = 10;
    struct lab *lab = make_lab(&cast, &setup);
    real before = lab_film(lab, 0)->x[CONTEXT * 12];
    for (size_t k = 0; k < params[1].count; k++)
        params[1].data[k] += (real)0.25;
    failing_after(0);
    assert_true(lab_retrain(lab, &(struct lab_retrained){
        .weights = {params[1].data}, .epochs = {3}}, NULL));
    assert_false(failing_stop());
    assert_true(lab_film(lab, 0)->x[CONTEXT * 12] != before);
    assert_true(lab_film(lab, 0)->trained);
    lab_destroy(lab);
    finish_params(params);
}

/* Wherever memory ends, whoever follows the lab next has all lanes again. */
static void lanes_that_failed_are_made_anew(void **state)
{
    const struct lane_measure measure = {0};
    const struct edit edit = {.kind = EDIT_PIN, .cell = CELL_LSTM,
                              .pin = {0, LSTM_F, 0, 1, 3, 20, false, 1}};
    bool failed = true;
    long n = 0;
    (void)state;
    for (; failed; n++) {
        struct params params[3];
        struct cast cast = make_cast(params, false);
        struct lab *lab = make_lab(&cast, NULL);
        assert_true(history_add(&lab->history, &edit, NULL));
        assert_true(lab_follow(lab, &measure, NULL));
        for (size_t k = 0; k < params[0].count; k++)
            params[0].data[k] *= 2;
        const struct lab_retrained weights = {.weights = {params[0].data},
                                              .epochs = {1}};
        failing_after(n);
        bool fine = lab_retrain(lab, &weights, NULL);
        failed = failing_stop();
        assert_int_equal(fine, !failed);
        assert_true(lab_follow(lab, &measure, NULL));
        assert_non_null(lab_film(lab, 0));
        assert_true(lab->lane[0].edited);
        double loss = lab_film(lab, 0)->loss[0];
        assert_true(lab_retrain(lab, &weights, NULL));
        assert_true(lab_film(lab, 0)->loss[0] == loss);
        lab_destroy(lab);
        finish_params(params);
    }
    assert_true(n > 1);
}

/* What is taken back after that is of the new weights too. */
static void ghosts_do_not_outlive_their_weights(void **state)
{
    struct params params[3];
    const struct lane_measure measure = {0};
    (void)state;
    struct cast cast = make_cast(params, false);
    struct lab *lab = make_lab(&cast, NULL);
    const struct edit edit = {.kind = EDIT_PIN, .cell = CELL_LSTM,
                              .pin = {0, LSTM_F, 0, 1, 3, 20, false, 1}};
    assert_true(history_add(&lab->history, &edit, NULL));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_true(history_undo(&lab->history));
    assert_true(lab_follow(lab, &measure, NULL));
    for (size_t n = 0; n < params[0].count; n++)
        params[0].data[n] *= 2;
    assert_true(lab_retrain(lab, &(struct lab_retrained){
        .weights = {params[0].data}, .epochs = {1}}, NULL));
    double plain = lab_film(lab, 0)->loss[0];
    assert_true(history_redo(&lab->history));
    assert_true(lab_follow(lab, &measure, NULL));
    assert_true(lab_ghost(lab, 0)->loss[0] == plain);
    assert_true(lab_film(lab, 0)->loss[0] != plain);
    lab_destroy(lab);
    finish_params(params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_of_the_sequence_are_read),
        cmocka_unit_test(networks_that_cannot_read_it_are_refused),
        cmocka_unit_test(the_setup_leaves_networks_to_themselves),
        cmocka_unit_test(a_changed_answer_is_read),
        cmocka_unit_test(retrained_is_made_anew),
        cmocka_unit_test(retraining_allocates_nothing),
        cmocka_unit_test(lanes_that_failed_are_made_anew),
        cmocka_unit_test(ghosts_do_not_outlive_their_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
