/* The recording itself: sizes, reuse, start states, and what is bad in it. */
#include "lab.h"

#include <math.h>
#include <stdint.h>

static const char stack[] = "lstm 5, gru 3, dense 2";

static struct spec make_spec(void)
{
    return lab_spec(&(struct lab_shape){stack, 3, .head = HEAD_SOFTMAX,
                                        .outputs = 4});
}

static void promised_bytes_are_used(void **state)
{
    struct spec spec = make_spec();
    (void)state;
    for (int kind = TAPE_VALUES; kind <= TAPE_LEAN; kind++) {
        struct tape tape;
        struct error error;
        size_t bytes = tape_bytes(&spec, 7, 3, kind);
        assert_true(tape_init(&tape, &spec, 7, 3, kind, &error));
        assert_int_equal(tape.bytes, bytes);
        /* the last number of the last thing that is placed */
        uintptr_t first = (uintptr_t)tape.memory, end = first + bytes;
        uintptr_t last = (uintptr_t)(kind == TAPE_VALUES
            ? tape.hold + 2 * SIGNALS_MAX * real_pitch(5) : tape.work + 1);
        assert_true(first < last && last <= end);
        tape_finish(&tape);
        tape_finish(&tape);
    }
}

static void memory_grows_with_steps(void **state)
{
    struct spec spec = make_spec();
    (void)state;
    size_t one = tape_bytes(&spec, 1000, 1, TAPE_VALUES);
    size_t two = tape_bytes(&spec, 2000, 1, TAPE_VALUES);
    size_t three = tape_bytes(&spec, 3000, 1, TAPE_VALUES);
    assert_true(two > one);
    /* but for what does not grow, and rounding to lines */
    assert_close((double)(three - two), (double)(two - one), 4096);
    assert_true(tape_bytes(&spec, 1000, 1, TAPE_LEAN) <
                tape_bytes(&spec, 1000, 1, TAPE_GRADIENTS));
}

static void too_large_is_said_before(void **state)
{
    struct spec spec = {.inputs = 1, .layers = 1,
                        .layer = {{.cell = CELL_LSTM, .units = UNITS_MAX}}};
    struct tape tape;
    struct error error = {0};
    (void)state;
    assert_true(tape_bytes(&spec, INT32_MAX, 2, TAPE_VALUES) == SIZE_MAX);
    assert_false(tape_init(&tape, &spec, 1 << 29, 1, TAPE_VALUES, &error));
    assert_non_null(strstr(error.text, "a recording of 536870912 steps"));
    tape_finish(&tape);
    assert_false(tape_init(&tape, &spec, 1 << 29, 4, TAPE_LEAN, &error));
    assert_non_null(strstr(error.text, "of gradients"));
}

static void rows_start_on_lines(void **state)
{
    struct spec spec = make_spec();
    struct tape tape;
    struct error error;
    (void)state;
    assert_true(tape_init(&tape, &spec, 3, 2, TAPE_GRADIENTS, &error));
    for (int l = 0; l < spec.layers; l++)
        for (int t = 0; t <= 3; t++)
            assert_int_equal((uintptr_t)tape_signal(&tape, l, 1, t, 1) %
                             CACHE_LINE, 0);
    assert_int_equal((uintptr_t)tape_x(&tape, 2, 1) % CACHE_LINE, 0);
    assert_int_equal((uintptr_t)tape_head(&tape, HEAD_Y, 2, 1) % CACHE_LINE, 0);
    assert_int_equal((uintptr_t)tape.work % CACHE_LINE, 0);
    tape_finish(&tape);
}

static void assert_same_rows(const struct tape *a, const struct tape *b, int t)
{
    for (int l = 0; l < a->spec.layers; l++)
        for (int s = 0; s < a->layer[l].signals; s++)
            for (int e = 0; e < a->batch; e++)
                for (int u = 0; u < a->layer[l].units; u++)
                    assert_true(tape_value(a, l, s, t, e, u) ==
                                tape_value(b, l, s, t, e, u));
}

/* A tape used for a small run after a large one holds what a fresh one does. */
static void reuse_leaves_nothing_behind(void **state)
{
    struct lab large, small;
    (void)state;
    lab_init(&large, &(struct lab_shape){stack, 3, .head = HEAD_SOFTMAX,
             .outputs = 4, .steps = 8, .batch = 3, .seed = 1});
    lab_init(&small, &(struct lab_shape){stack, 3, .head = HEAD_SOFTMAX,
             .outputs = 4, .steps = 5, .batch = 2, .seed = 1});
    struct bptt bptt = {.network = &large.network, .values = &large.values,
                        .inputs = true};
    run_forward(&large.network, &large.input, NULL, &large.values);
    large.gradients.seed[0] = large.gradients.end[0][0] = 1;
    bptt_run(&bptt, &large.gradients);

    tape_shape(&large.values, 5, 2);
    tape_shape(&large.gradients, 5, 2);
    tape_start_zero(&small.values);
    run_forward(&large.network, &small.input, NULL, &large.values);
    run_forward(&large.network, &small.input, NULL, &small.values);
    large.gradients.seed[3] = small.gradients.seed[3] = 2;
    bptt_run(&bptt, &large.gradients);
    bptt.values = &small.values;
    bptt_run(&bptt, &small.gradients);
    for (int t = 1; t <= 5; t++) {
        assert_same_rows(&small.values, &large.values, t);
        assert_same_rows(&small.gradients, &large.gradients, t);
    }
    lab_finish(&large);
    lab_finish(&small);
}

/* What softmax gives, whatever the size of y. */
static void probabilities_sum_to_one(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"rnn 3", 2, .head = HEAD_SOFTMAX,
             .outputs = 4, .steps = 3, .batch = 2, .seed = 2});
    for (int scale = 1; scale <= 100000; scale *= 10) {
        for (int k = 0; k < 4; k++)
            lab.network.params.head_b[k] = (real)(scale * k);
        network_pack(&lab.network);
        run_forward(&lab.network, &lab.input, NULL, &lab.values);
        double sum = 0;
        for (int k = 0; k < 4; k++)
            sum += tape_head(&lab.values, HEAD_P, 3, 1)[k];
        assert_close(sum, 1, 1e-6);
    }
    lab_finish(&lab);
}

static struct tape_place run_and_find(struct lab *lab)
{
    struct tape_place place = {-2, -2, -2, -2, -2};
    network_pack(&lab->network);
    run_forward(&lab->network, &lab->input, NULL, &lab->values);
    assert_true(tape_find_bad(&lab->values, &place));
    return place;
}

static void first_bad_number_is_found(void **state)
{
    static const int lengths[] = {2, 5};
    struct lab lab;
    struct tape_place place;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"gru 3, lstm 4", 2,
             .head = HEAD_SOFTMAX, .outputs = 3, .steps = 5, .batch = 2,
             .lengths = lengths, .seed = 3});
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    assert_false(tape_find_bad(&lab.values, &place));

    /* behind the end of sequence 0, then in sequence 1 */
    lab.x[(3 * 2 + 0) * 2] = NAN;
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    assert_false(tape_find_bad(&lab.values, &place));
    lab.x[(3 * 2 + 1) * 2] = INFINITY;
    place = run_and_find(&lab);
    assert_int_equal(place.layer, 0);
    assert_int_equal(place.step, 4);
    assert_int_equal(place.entry, 1);
    lab.x[(3 * 2 + 1) * 2] = 0;

    /* the forget gate of unit 2, from the first step on */
    lab.network.params.layer[1].b_ih[1 * 4 + 2] = NAN;
    place = run_and_find(&lab);
    assert_int_equal(place.layer, 1);
    assert_int_equal(place.signal, LSTM_AF);
    assert_int_equal(place.step, 1);
    assert_int_equal(place.entry, 0);
    assert_int_equal(place.unit, 2);
    lab.network.params.layer[1].b_ih[1 * 4 + 2] = 0;

    lab.network.params.head_b[1] = -INFINITY;
    place = run_and_find(&lab);
    assert_int_equal(place.layer, -1);
    assert_int_equal(place.signal, HEAD_Y);
    assert_int_equal(place.unit, 1);
    lab_finish(&lab);
}

static void bad_weights_are_found(void **state)
{
    struct lab lab;
    int tensor = -1;
    size_t index = 0;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"gru 3", 2, .steps = 1, .batch = 1});
    assert_false(params_find_bad(&lab.network.params, &tensor, &index));
    lab.network.params.layer[0].u[7] = INFINITY;
    assert_true(params_find_bad(&lab.network.params, &tensor, &index));
    assert_string_equal(lab.network.params.tensor[tensor].name,
                        "weight_hh_l0");
    assert_int_equal(index, 7);
    lab_finish(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promised_bytes_are_used),
        cmocka_unit_test(memory_grows_with_steps),
        cmocka_unit_test(too_large_is_said_before),
        cmocka_unit_test(rows_start_on_lines),
        cmocka_unit_test(reuse_leaves_nothing_behind),
        cmocka_unit_test(probabilities_sum_to_one),
        cmocka_unit_test(first_bad_number_is_found),
        cmocka_unit_test(bad_weights_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
