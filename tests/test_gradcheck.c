/* BPTT against finite differences: every parameter, input and start state of
 * every cell, stacks of them, ragged batches, heads, ids and interventions.
 * And the check itself: does it see a gradient that is wrong? */
#include "lab.h"

#include <math.h>

#include "nn/learn/gradcheck.h"

static const double tolerance = sizeof(real) == sizeof(double) ? 1e-7 : 2e-3;

/* A loss that reads every h_t of the top layer, or every output, and all last
 * states: sum of coefficient * value + value^2 / 2. With a softmax head, the
 * cross entropy of the class t mod Y instead. */
struct reader {
    double loss;
    int k; /* numbers read so far */
};

static void read_row(struct reader *reader, const real *value, real *gradient,
                     int n)
{
    for (int u = 0; u < n; u++) {
        double coefficient = lab_coefficient(reader->k++);
        reader->loss += coefficient * value[u] + value[u] * value[u] / 2.0;
        if (gradient)
            gradient[u] = (real)(coefficient + value[u]);
    }
}

static void read_class(struct reader *reader, const struct tape *values,
                       struct tape *gradients, int t, int b)
{
    const real *p = tape_head(values, HEAD_P, t, b);
    int outputs = values->spec.outputs, wanted = t % outputs;
    reader->loss -= log(p[wanted]);
    for (int k = 0; gradients && k < outputs; k++)
        tape_head(gradients, HEAD_Y, t, b)[k] = p[k] - (k == wanted);
}

static void read_output(struct reader *reader, const struct tape *values,
                        struct tape *gradients, int t, int b)
{
    int top = values->spec.layers - 1;
    const struct cell_info *cell = layer_cell(&values->spec.layer[top]);
    real *seed = gradients ? gradients->seed +
        tape_index(gradients, t - 1, b) * gradients->seed_pitch : NULL;
    switch (values->spec.head) {
    case HEAD_NONE:
        read_row(reader, tape_signal(values, top, cell->h, t, b), seed,
                 values->layer[top].units);
        break;
    case HEAD_LINEAR:
        read_row(reader, tape_head(values, HEAD_Y, t, b),
                 gradients ? tape_head(gradients, HEAD_Y, t, b) : NULL,
                 values->spec.outputs);
        break;
    default:
        read_class(reader, values, gradients, t, b);
        break;
    }
}

static void read_last(struct reader *reader, const struct tape *values,
                      struct tape *gradients, int l, int b)
{
    const struct cell_info *cell = layer_cell(&values->spec.layer[l]);
    const int states[2] = {cell->h, cell->c};
    for (int s = 0; s < 2; s++) {
        if (states[s] < 0)
            continue;
        size_t row = (size_t)s * values->batch + b;
        real *end = gradients
            ? gradients->end[l] + row * gradients->layer[l].pitch : NULL;
        read_row(reader, tape_signal(values, l, states[s], values->steps, b),
                 end, values->layer[l].units);
    }
}

static double read_everything(const struct tape *values,
                              struct tape *gradients, void *context)
{
    struct reader reader = {0};
    (void)context;
    for (int b = 0; b < values->batch; b++) {
        for (int t = 1; t <= values->steps; t++)
            read_output(&reader, values, gradients, t, b);
        for (int l = 0; l < values->spec.layers; l++)
            read_last(&reader, values, gradients, l, b);
    }
    return reader.loss;
}

static void check_lab(struct lab *lab, const struct pins *pins,
                      const char *name)
{
    struct gradcheck_result result;
    struct error error;
    assert_true(gradcheck_run(&(struct gradcheck){
        .network = &lab->network, .input = &lab->input, .pins = pins,
        .values = &lab->values, .gradients = &lab->gradients,
        .from_head = lab->spec.head != HEAD_NONE, .loss = read_everything},
        &result, &error));
    if (!(result.error <= tolerance))
        fail_msg("%s: %s[%zu]: BPTT %.12g, differences %.12g (error %.3g)",
                 name, result.tensor, result.index, result.analytic,
                 result.numeric, result.error);
    assert_true(result.checked >= lab->network.params.count);
}

static const int ragged[] = {5, 2, 4};

static const struct lab_shape shapes[] = {
    {"rnn 4", 3, .steps = 5, .batch = 1},
    {"rnn-relu 4", 3, .steps = 5, .batch = 1},
    {"rnn-linear 4", 3, .steps = 5, .batch = 1},
    {"lstm 4", 3, .steps = 5, .batch = 1},
    {"gru 4", 3, .steps = 5, .batch = 1},
    {"gru-before 4", 3, .steps = 5, .batch = 1},
    {"dense 4", 3, .steps = 3, .batch = 2},
    {"dense-relu 4", 3, .steps = 3, .batch = 2},
    {"dense-linear 4", 3, .steps = 3, .batch = 2},
    /* one unit, one input, one step */
    {"lstm 1", 1, .steps = 1, .batch = 1},
    {"gru 1", 1, .steps = 1, .batch = 1},
    {"gru-before 1", 1, .steps = 1, .batch = 1},
    /* more units than a vector and a tile have places */
    {"lstm 19", 2, .steps = 3, .batch = 1},
    {"gru 17", 2, .steps = 3, .batch = 1},
    {"gru-before 18", 2, .steps = 3, .batch = 1},
    /* stacks */
    {"lstm 3, gru 4", 2, .steps = 4, .batch = 2},
    {"gru-before 3, rnn 2", 2, .steps = 4, .batch = 2},
    {"rnn 3, dense-relu 5, lstm 2", 2, .steps = 4, .batch = 2},
    {"dense 3, gru 2, dense-linear 2", 2, .steps = 4, .batch = 2},
    /* different lengths */
    {"lstm 3", 2, .steps = 5, .batch = 3, .lengths = ragged},
    {"gru 3", 2, .steps = 5, .batch = 3, .lengths = ragged},
    {"gru-before 3", 2, .steps = 5, .batch = 3, .lengths = ragged},
    {"rnn 3, lstm 3, dense 2", 2, .steps = 5, .batch = 3, .lengths = ragged},
    /* heads */
    {"lstm 3", 2, .head = HEAD_LINEAR, .outputs = 2, .steps = 4, .batch = 2},
    {"gru 3", 2, .head = HEAD_SOFTMAX, .outputs = 5, .steps = 4, .batch = 2},
    {"rnn 3, lstm 4", 2, .head = HEAD_SOFTMAX, .outputs = 3, .steps = 5,
     .batch = 3, .lengths = ragged},
    /* ids */
    {"lstm 3", 4, .vocabulary = 4, .steps = 5, .batch = 2},
    {"lstm 3", 2, .vocabulary = 5, .embedded = true, .steps = 5, .batch = 2},
    {"gru 3", 2, .vocabulary = 5, .embedded = true, .head = HEAD_SOFTMAX,
     .outputs = 5, .steps = 5, .batch = 3, .lengths = ragged},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static void bptt_agrees(void **state)
{
    (void)state;
    for (int k = 0; k < SHAPES; k++) {
        struct lab_shape shape = shapes[k];
        /* Seeds that leave no ReLU at its kink, also for float's long steps. */
        shape.seed = k + 100;
        struct lab lab;
        lab_init(&lab, &shape);
        check_lab(&lab, NULL, shape.cells);
        lab_finish(&lab);
    }
}

/* Every signal of every cell, held at a value and scaled, for two units and
 * two steps, below another layer. */
static void held_runs_agree(void **state)
{
    static const char *const cells[] = {
        "rnn 3, rnn 2", "rnn-relu 3, rnn 2", "lstm 3, rnn 2", "gru 3, rnn 2",
        "gru-before 3, rnn 2", "dense 3, rnn 2",
    };
    (void)state;
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        struct lab lab;
        lab_init(&lab, &(struct lab_shape){
            cells[k], 2, .steps = 4, .batch = 2, .seed = 40 + k});
        const struct cell_info *cell = layer_cell(&lab.spec.layer[0]);
        for (int s = 0; s < cell->signals; s++)
            for (int multiply = 0; multiply < 2; multiply++) {
                struct pin pin = {
                    .layer = 0, .signal = s, .first_unit = 1, .last_unit = 2,
                    .first_step = 2, .last_step = 3, .multiply = multiply,
                    .value = multiply ? (real)-0.7 : (real)0.4};
                check_lab(&lab, &(struct pins){1, &pin}, cell->signal[s].name);
            }
        lab_finish(&lab);
    }
}

/* The same with what a step reads of the step before, from the start states
 * on, in a batch of different lengths. */
static void cut_wires_agree(void **state)
{
    static const char *const cells[] = {
        "rnn 3, rnn 2", "rnn-relu 3, rnn 2", "rnn-linear 3, gru 2",
        "lstm 3, rnn 2", "gru 3, rnn 2", "gru-before 3, rnn 2", "lstm 19",
    };
    (void)state;
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        struct lab lab;
        lab_init(&lab, &(struct lab_shape){
            cells[k], 2, .steps = 5, .batch = 3, .lengths = ragged,
            .seed = 60 + k});
        bool lstm = lab.spec.layer[0].cell == CELL_LSTM;
        for (int s = PIN_READ_H; s >= (lstm ? PIN_READ_C : PIN_READ_H); s--)
            for (int kind = 0; kind < 6; kind++) {
                struct pin pin = {
                    .layer = 0, .signal = s, .first_unit = 1, .last_unit = 2,
                    .first_step = kind / 2 == 0 ? 1 : 3,
                    .last_step = kind / 2 == 1 ? 3 : 4, .multiply = kind % 2,
                    .value = kind % 2 ? (real)-0.7 : (real)0.4};
                check_lab(&lab, &(struct pins){1, &pin}, cells[k]);
            }
        lab_finish(&lab);
    }
}

/* Wires of two layers, and a signal that is held at one of the same steps. */
static void wires_and_signals_agree(void **state)
{
    static const struct pin pins[] = {
        {0, PIN_READ_C, 0, 2, 2, 5, true, (real)0.5},
        {0, PIN_READ_C, 1, 1, 3, 3, .value = 0},
        {0, PIN_READ_H, 2, 2, 1, 4, .value = (real)0.3},
        {0, LSTM_F, 0, 0, 3, 4, .value = 1},
        {1, PIN_READ_H, 0, 1, 2, 3, true, 0},
        {1, GRU_Z, 1, 1, 3, 6, .value = (real)0.9},
    };
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3, gru 2", 2, .steps = 6,
        .batch = 2, .head = HEAD_LINEAR, .outputs = 2, .seed = 78});
    check_lab(&lab, &(struct pins){sizeof pins / sizeof *pins, pins}, "wires");
    lab_finish(&lab);
}

/* Several at once: a later one wins where they overlap; scaling by 0 too. */
static void several_pins_agree(void **state)
{
    static const struct pin pins[] = {
        {0, LSTM_F, 0, 2, 1, 4, .value = 1},
        {0, LSTM_I, 0, 1, 2, 2, .value = 0},
        {0, LSTM_F, 1, 1, 3, 3, true, (real)0.5},
        {0, LSTM_G, 2, 2, 1, 4, true, 0},
        {1, GRU_Z, 0, 1, 2, 3, .value = (real)0.9},
        {1, GRU_H, 0, 0, 4, 4, true, 2},
    };
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3, gru 2", 2, .steps = 4,
        .batch = 2, .head = HEAD_LINEAR, .outputs = 2, .seed = 77});
    check_lab(&lab, &(struct pins){sizeof pins / sizeof *pins, pins},
              "several");
    lab_finish(&lab);
}

/* A loss whose gradient lacks its last entry. */
static double forget_one(const struct tape *values, struct tape *gradients,
                         void *context)
{
    double loss = read_everything(values, gradients, context);
    if (gradients)
        gradients->end[0][values->layer[0].units - 1] = 0;
    return loss;
}

static void wrong_gradients_are_seen(void **state)
{
    struct lab lab;
    struct gradcheck_result result;
    struct error error;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"rnn 3", 2, .steps = 2, .batch = 1});
    struct gradcheck check = {
        .network = &lab.network, .input = &lab.input, .values = &lab.values,
        .gradients = &lab.gradients, .loss = forget_one};
    assert_true(gradcheck_run(&check, &result, &error));
    assert_true(result.error > 0.1);
    assert_true(fabs(result.analytic - result.numeric) > 0.01);
    /* weights 2 x 3 + 3 x 3 + 3 + 3, x 2 x 2, h 3 */
    assert_int_equal(result.checked, 21 + 4 + 3);

    check.loss = read_everything;
    lab.network.params.layer[0].b_ih[1] = NAN;
    assert_true(gradcheck_run(&check, &result, &error));
    assert_true(isinf(result.error));
    lab_finish(&lab);
}

/* The check leaves everything as it found it. */
static void nothing_is_changed(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3", 2, .steps = 3, .batch = 2,
                                       .seed = 5});
    size_t bytes = lab.network.params.count * sizeof(real);
    real *kept = malloc(bytes);
    memcpy(kept, lab.network.params.data, bytes);
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    double last = tape_value(&lab.values, 0, LSTM_H, 3, 1, 2);
    double start = tape_value(&lab.values, 0, LSTM_C, 0, 1, 2);
    check_lab(&lab, NULL, "kept");
    assert_memory_equal(kept, lab.network.params.data, bytes);
    assert_true(last == tape_value(&lab.values, 0, LSTM_H, 3, 1, 2));
    assert_true(start == tape_value(&lab.values, 0, LSTM_C, 0, 1, 2));
    free(kept);
    lab_finish(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bptt_agrees),
        cmocka_unit_test(held_runs_agree),
        cmocka_unit_test(cut_wires_agree),
        cmocka_unit_test(wires_and_signals_agree),
        cmocka_unit_test(several_pins_agree),
        cmocka_unit_test(wrong_gradients_are_seen),
        cmocka_unit_test(nothing_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
