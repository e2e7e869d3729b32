/* Properties of whole runs, forward and backward: what must not matter does
 * not change a bit. */
#include "lab.h"

#include <math.h>

#include "sets.h"

static const char *const stacks[] = {
    "rnn 5", "rnn-relu 17", "rnn-linear 3", "lstm 5", "lstm 21", "gru 5",
    "gru 19", "gru-before 5", "gru-before 18", "dense 5",
    "lstm 7, gru 3, gru-before 9, rnn 2, dense 5",
};
enum { STACKS = sizeof stacks / sizeof stacks[0] };

/* Backward from a fixed dL/dh_t of the top layer and dL/d(last states). */
static void back(struct lab *lab, struct params *weights, bool detach)
{
    struct tape *gradients = &lab->gradients;
    int top = lab->spec.layers - 1, k = 0;
    for (int r = 0; r < gradients->steps * gradients->batch; r++)
        for (int u = 0; u < lab->spec.layer[top].units; u++)
            gradients->seed[r * gradients->seed_pitch + u] =
                (real)lab_coefficient(k++);
    for (int l = 0; l <= top; l++)
        for (int u = 0; u < lab->spec.layer[l].units; u++)
            gradients->end[l][u] = (real)lab_coefficient(k++);
    bptt_run(&(struct bptt){
        .network = &lab->network, .values = &lab->values, .inputs = true,
        .detach = detach, .weights = weights}, gradients);
}

/* The same numbers wherever units are; `steps` from row `first` of a and row
 * `first_b` of b. */
static void assert_same(const struct tape *a, int first, const struct tape *b,
                        int first_b, int steps)
{
    for (int l = 0; l < a->spec.layers; l++)
        for (int s = 0; s < a->layer[l].signals; s++)
            for (int t = 0; t < steps; t++)
                for (int e = 0; e < a->batch; e++)
                    assert_memory_equal(
                        tape_signal(a, l, s, first + t, e),
                        tape_signal(b, l, s, first_b + t, e),
                        a->layer[l].units * sizeof(real));
}

/* A tape starts with whatever lay in memory. Here NaN lay there. */
static void poison(struct tape *tape)
{
    memset(tape->memory, 0xFF, tape->bytes);
    tape_shape(tape, tape->steps, tape->batch);
}

static void check_padding(const char *cells, const char *kernels)
{
    const struct lab_shape shape = {
        cells, 3, .steps = 4, .batch = 3, .kernels = kernels, .seed = 3};
    struct lab clean, dirty;
    struct params weights[2];
    struct error error;
    lab_init(&clean, &shape);
    lab_init(&dirty, &shape);
    memset(clean.values.memory, 0, clean.values.bytes);
    memset(clean.gradients.memory, 0, clean.gradients.bytes);
    tape_shape(&clean.values, shape.steps, shape.batch);
    tape_shape(&clean.gradients, shape.steps, shape.batch);
    poison(&dirty.values);
    poison(&dirty.gradients);
    struct lab *labs[2] = {&clean, &dirty};
    for (int k = 0; k < 2; k++) {
        assert_true(params_init(&weights[k], &clean.spec, &error));
        run_forward(&labs[k]->network, &labs[k]->input, NULL,
                    &labs[k]->values);
        back(labs[k], &weights[k], false);
    }
    assert_same(&clean.values, 0, &dirty.values, 0, shape.steps + 1);
    assert_same(&clean.gradients, 1, &dirty.gradients, 1, shape.steps);
    assert_memory_equal(weights[0].data, weights[1].data,
                        weights[0].count * sizeof(real));
    for (int k = 0; k < 2; k++) {
        int tensor;
        size_t index;
        assert_false(params_find_bad(&weights[k], &tensor, &index));
        params_finish(&weights[k]);
        lab_finish(labs[k]);
    }
}

static void padding_does_not_matter(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        for (int k = 0; k < STACKS; k++)
            check_padding(stacks[k], kernels->name);
    }
}

/* Sets differ in the last bits only: every one against the best. */
static void sets_agree(void **state)
{
    const double tolerance = sizeof(real) == sizeof(double) ? 1e-12 : 2e-5;
    (void)state;
    FOR_SETS(kernels) {
        for (int k = 0; k < STACKS; k++) {
            struct lab_shape shape = {
                stacks[k], 3, .steps = 4, .batch = 3, .seed = 4};
            struct lab best, other;
            lab_init(&best, &shape);
            shape.kernels = kernels->name;
            lab_init(&other, &shape);
            run_forward(&best.network, &best.input, NULL, &best.values);
            run_forward(&other.network, &other.input, NULL, &other.values);
            back(&best, NULL, false);
            back(&other, NULL, false);
            for (int b = 0; b < 3; b++)
                for (int s = 0; s < best.values.layer[0].signals; s++) {
                    assert_close(
                        tape_value(&best.values, 0, s, 4, b, 1),
                        tape_value(&other.values, 0, s, 4, b, 1), tolerance);
                    assert_close(
                        tape_value(&best.gradients, 0, s, 1, b, 1),
                        tape_value(&other.gradients, 0, s, 1, b, 1),
                        10 * tolerance);
                }
            lab_finish(&best);
            lab_finish(&other);
        }
    }
}

/* Two halves, the second from the last states of the first, on one tape. */
static void halves_make_a_whole(void **state)
{
    (void)state;
    for (int k = 0; k < STACKS; k++) {
        const struct lab_shape shape = {
            stacks[k], 3, .steps = 10, .batch = 2, .seed = 5};
        struct lab whole, half;
        lab_init(&whole, &shape);
        lab_init(&half, &shape);
        run_forward(&whole.network, &whole.input, NULL, &whole.values);

        struct tape last;
        struct error error;
        assert_true(tape_init(&last, &half.spec, 5, 2, TAPE_VALUES, &error));
        tape_start_from(&last, &half.values); /* any states: overwritten */
        tape_shape(&half.values, 5, 2);
        for (int l = 0; l < half.spec.layers; l++)
            memcpy(tape_row(&half.values, l, 0, 0),
                   tape_row(&whole.values, l, 0, 0),
                   2 * half.values.layer[l].stride * sizeof(real));
        run_forward(&half.network, &half.input, NULL, &half.values);
        assert_same(&whole.values, 1, &half.values, 1, 5);
        struct run_input rest = {.x = half.x + 5 * 2 * 3};
        tape_start_from(&last, &half.values);
        run_forward(&half.network, &rest, NULL, &last);
        assert_same(&whole.values, 6, &last, 1, 5);
        tape_start_from(&half.values, &half.values);
        run_forward(&half.network, &rest, NULL, &half.values);
        assert_same(&whole.values, 6, &half.values, 1, 5);
        tape_finish(&last);
        lab_finish(&whole);
        lab_finish(&half);
    }
}

/* One sequence alone and the same one in a ragged batch, where others go on
 * and NaN stands behind its end. */
static void what_follows_the_end_does_not_matter(void **state)
{
    static const int lengths[] = {6, 3, 5};
    (void)state;
    for (int k = 0; k < STACKS; k++) {
        const struct lab_shape shape = {
            stacks[k], 3, .steps = 6, .batch = 3, .lengths = lengths,
            .seed = 6};
        struct lab plain, tail;
        struct params weights[2];
        struct error error;
        lab_init(&plain, &shape);
        lab_init(&tail, &shape);
        for (int b = 0; b < 3; b++)
            for (int t = lengths[b]; t < 6; t++)
                for (int x = 0; x < 3; x++)
                    tail.x[(t * 3 + b) * 3 + x] = NAN;
        struct lab *labs[2] = {&plain, &tail};
        for (int n = 0; n < 2; n++) {
            assert_true(params_init(&weights[n], &plain.spec, &error));
            run_forward(&labs[n]->network, &labs[n]->input, NULL,
                        &labs[n]->values);
            back(labs[n], &weights[n], false);
        }
        assert_same(&plain.values, 1, &tail.values, 1, 6);
        assert_same(&plain.gradients, 1, &tail.gradients, 1, 6);
        assert_memory_equal(weights[0].data, weights[1].data,
                            weights[0].count * sizeof(real));
        for (int n = 0; n < 2; n++) {
            params_finish(&weights[n]);
            lab_finish(labs[n]);
        }
    }
}

static void states_stay_after_the_end(void **state)
{
    static const int lengths[] = {4, 2};
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3", 2, .steps = 4, .batch = 2,
                                       .lengths = lengths, .seed = 7});
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    for (int t = 3; t <= 4; t++)
        for (int u = 0; u < 3; u++) {
            assert_true(tape_value(&lab.values, 0, LSTM_H, t, 1, u) ==
                        tape_value(&lab.values, 0, LSTM_H, 2, 1, u));
            assert_true(tape_value(&lab.values, 0, LSTM_C, t, 1, u) ==
                        tape_value(&lab.values, 0, LSTM_C, 2, 1, u));
            assert_true(tape_value(&lab.values, 0, LSTM_F, t, 1, u) == 0);
            assert_true(tape_value(&lab.values, 0, LSTM_F, t, 0, u) != 0);
        }
    lab_finish(&lab);
}

/* A sequence in a batch has the numbers it has alone. */
static void batches_do_not_mix(void **state)
{
    const double tolerance = sizeof(real) == sizeof(double) ? 1e-14 : 2e-6;
    (void)state;
    for (int k = 0; k < STACKS; k++) {
        struct lab many, one;
        lab_init(&many, &(struct lab_shape){stacks[k], 3, .steps = 4,
                                            .batch = 7, .seed = 8});
        lab_init(&one, &(struct lab_shape){stacks[k], 3, .steps = 4,
                                           .batch = 1, .seed = 8});
        run_forward(&many.network, &many.input, NULL, &many.values);
        for (int b = 0; b < 7; b++) {
            for (int t = 0; t < 4; t++)
                memcpy(one.x + t * 3, many.x + (t * 7 + b) * 3,
                       3 * sizeof(real));
            for (int l = 0; l < one.spec.layers; l++)
                memcpy(tape_row(&one.values, l, 0, 0),
                       tape_row(&many.values, l, 0, b),
                       one.values.layer[l].stride * sizeof(real));
            run_forward(&one.network, &one.input, NULL, &one.values);
            for (int s = 0; s < one.values.layer[0].signals; s++)
                for (int u = 0; u < one.values.layer[0].units; u++)
                    assert_close(tape_value(&one.values, 0, s, 4, 0, u),
                                 tape_value(&many.values, 0, s, 4, b, u),
                                 tolerance);
        }
        lab_finish(&many);
        lab_finish(&one);
    }
}

/* A lean tape gives the weights and inputs the same gradients. */
static void lean_tapes_are_enough(void **state)
{
    (void)state;
    for (int k = 0; k < STACKS; k++) {
        const struct lab_shape shape = {
            stacks[k], 3, .steps = 4, .batch = 3, .seed = 9};
        struct lab full, lean;
        struct params weights[2];
        struct error error;
        lab_init(&full, &shape);
        lab_init(&lean, &shape);
        tape_finish(&lean.gradients);
        assert_true(tape_init(&lean.gradients, &lean.spec, 4, 3, TAPE_LEAN,
                              &error));
        assert_true(lean.gradients.bytes <= full.gradients.bytes);
        struct lab *labs[2] = {&full, &lean};
        for (int n = 0; n < 2; n++) {
            assert_true(params_init(&weights[n], &full.spec, &error));
            run_forward(&labs[n]->network, &labs[n]->input, NULL,
                        &labs[n]->values);
            back(labs[n], &weights[n], false);
        }
        assert_memory_equal(weights[0].data, weights[1].data,
                            weights[0].count * sizeof(real));
        for (int t = 1; t <= 4; t++)
            assert_memory_equal(tape_x(&full.gradients, t, 2),
                                tape_x(&lean.gradients, t, 2),
                                3 * sizeof(real));
        for (int n = 0; n < 2; n++) {
            params_finish(&weights[n]);
            lab_finish(labs[n]);
        }
    }
}

/* A run in pieces, cut anywhere, has the bits of the run at once. */
static void check_run_pieces(const char *cells, int batch, bool tokens,
                             bool embedded, struct random *random)
{
    const int steps = 23;
    int lengths[70];
    for (int b = 0; b < batch; b++)
        lengths[b] = 1 + (int)random_below(random, steps);
    struct lab_shape shape = {
        cells, tokens && !embedded ? 6 : 4, .vocabulary = tokens ? 6 : 0,
        .embedded = embedded, .head = HEAD_SOFTMAX, .outputs = 5,
        .steps = steps, .batch = batch, .seed = 10,
        .lengths = random_below(random, 2) ? lengths : NULL};
    struct lab whole, parts;
    lab_init(&whole, &shape);
    lab_init(&parts, &shape);
    const int state = layer_cell(&whole.spec.layer[0])->h;
    const struct pin pin[] = {
        {0, state, 0, 1, 4, 9, false, (real)0.5},
        {0, 0, 1, 1, 2, 20, true, (real)0.5}};
    const struct pins pins = {2, pin};
    run_forward(&whole.network, &whole.input, &pins, &whole.values);
    for (int first = 1, last; first <= steps; first = last + 1) {
        last = first + (int)random_below(random, steps - first + 1);
        run_steps(&parts.network, &parts.input, &pins, &parts.values,
                  (struct run_piece){first, last});
    }
    assert_same(&whole.values, 0, &parts.values, 0, steps + 1);
    assert_memory_equal(whole.values.lengths, parts.values.lengths,
                        batch * sizeof(int));
    for (int t = 1; t <= steps; t++)
        for (int b = 0; b < batch; b++) {
            for (int s = 0; s < HEAD_SIGNALS; s++)
                assert_memory_equal(tape_head(&whole.values, s, t, b),
                                    tape_head(&parts.values, s, t, b),
                                    5 * sizeof(real));
            assert_memory_equal(tape_x(&whole.values, t, b),
                                tape_x(&parts.values, t, b),
                                whole.spec.inputs * sizeof(real));
        }
    lab_finish(&whole);
    lab_finish(&parts);
}

static void pieces_make_a_whole(void **state)
{
    static const int batches[] = {1, 2, 5, 13, 70};
    struct random random;
    (void)state;
    random_seed(&random, 11, 0);
    for (int k = 0; k < STACKS; k++)
        for (int b = 0; b < 5; b++)
            for (int reads = 0; reads < 3; reads++)
                check_run_pieces(stacks[k], batches[b], reads > 0, reads == 2,
                                 &random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(padding_does_not_matter),
        cmocka_unit_test(sets_agree),
        cmocka_unit_test(halves_make_a_whole),
        cmocka_unit_test(what_follows_the_end_does_not_matter),
        cmocka_unit_test(states_stay_after_the_end),
        cmocka_unit_test(batches_do_not_mix),
        cmocka_unit_test(lean_tapes_are_enough),
        cmocka_unit_test(pieces_make_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
