/* The gradients of the weights are the sums over all steps of what the tapes
 * hold, also for runs much longer than what is summed at once, and the same in
 * pieces. */
#include "lab.h"

#include "sets.h"

static const double tolerance = sizeof(real) == sizeof(double) ? 1e-12 : 2e-5;

/* Sum over all rows of d(signal, unit) times number k of what it was
 * multiplied with: the layer's input, h' (signal_a >= 0, lag 1) or r h'. */
static double sum_rows(const struct lab *lab, int signal, int unit,
                       int signal_a, int lag, int k)
{
    double sum = 0;
    for (int t = 1; t <= lab->values.steps; t++)
        for (int b = 0; b < lab->values.batch; b++) {
            const real *a = signal_a < 0 ? tape_x(&lab->values, t, b)
                : tape_signal(&lab->values, 0, signal_a, t - lag, b);
            sum += tape_value(&lab->gradients, 0, signal, t, b, unit) *
                   (k < 0 ? 1 : a[k]);
        }
    return sum;
}

static void check_gate(const struct lab *lab, const struct params *weights,
                       int g, double allowed)
{
    const struct layer_spec *layer = &lab->spec.layer[0];
    const struct cell_info *cell = layer_cell(layer);
    const struct layer_params *got = &weights->layer[0];
    int h = layer->units, x = lab->spec.inputs;
    int u_signal = cell->u_first + g;
    bool reset = layer->cell == CELL_GRU_BEFORE && g == 2;
    for (int u = 0; u < h; u++) {
        int w_row = cell->w_block[g] * h + u, u_row = cell->u_block[g] * h + u;
        for (int k = 0; k < x; k++)
            assert_close(got->w[w_row * x + k],
                         sum_rows(lab, g, u, -1, 0, k), allowed);
        assert_close(got->b_ih[w_row], sum_rows(lab, g, u, -1, 0, -1),
                     allowed);
        if (!got->u)
            continue;
        for (int k = 0; k < h; k++)
            assert_close(got->u[u_row * h + k],
                         reset ? sum_rows(lab, u_signal, u, GRUB_RH, 0, k)
                               : sum_rows(lab, u_signal, u, cell->h, 1, k),
                         allowed);
        assert_close(got->b_hh[u_row],
                     sum_rows(lab, u_signal, u, -1, 0, -1), allowed);
    }
}

/* `loud`: how much larger the losses of the last third of the steps are, so
 * that rows have different powers of two. */
static void check_sums(const char *cells, int steps, int batch, double loud)
{
    struct lab lab;
    struct params weights;
    struct error error;
    lab_init(&lab, &(struct lab_shape){.cells = cells, .inputs = 3,
                                       .steps = steps, .batch = batch,
                                       .seed = 5});
    int units = lab.spec.layer[0].units;
    assert_true(params_init(&weights, &lab.spec, &error));
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    for (int r = 0; r < steps * batch; r++)
        for (int u = 0; u < units; u++)
            lab.gradients.seed[r * lab.gradients.seed_pitch + u] =
                (real)(lab_coefficient(r * units + u) *
                       (r > steps * batch / 3 * 2 ? loud : 1));
    bptt_run(&(struct bptt){.network = &lab.network, .values = &lab.values,
                            .weights = &weights}, &lab.gradients);
    for (int g = 0; g < layer_cell(&lab.spec.layer[0])->gates; g++)
        check_gate(&lab, &weights, g, tolerance * 100 * loud);
    params_finish(&weights);
    lab_finish(&lab);
}

static void weights_get_every_step_once(void **state)
{
    static const char *const cells[] = {
        "dense 5", "rnn 5", "rnn-relu 4", "lstm 5", "gru 5", "gru-before 5"};
    (void)state;
    for (int k = 0; k < 6; k++) {
        check_sums(cells[k], 400, 1, 1);
        check_sums(cells[k], 192, 1, 1);
        check_sums(cells[k], 150, 5, 1);
        check_sums(cells[k], 2, 200, 1);
        check_sums(cells[k], 400, 1, 0x1p30);
    }
}

static const char *const stacks[] = {
    "dense 5", "rnn 5", "rnn-relu 4", "lstm 5", "gru 5", "gru-before 5",
    "lstm 7, gru 3", "gru 6, dense-relu 4", "gru-before 9, rnn 2, lstm 18",
};
enum { STACKS = sizeof stacks / sizeof stacks[0] };

/* One way back, and what it starts from: dL/dy, or dL/dh_t and dL/d(last
 * states) with rows of very different sizes. */
struct way {
    struct lab lab;
    struct params weights;
    struct bptt bptt;
};

static void way_init(struct way *way, const struct lab_shape *shape,
                     const struct pins *pins)
{
    struct error error;
    struct lab *lab = &way->lab;
    struct tape *gradients = &lab->gradients;
    lab_init(lab, shape);
    tape_finish(gradients);
    assert_true(tape_init(gradients, &lab->spec, shape->steps, shape->batch,
                          TAPE_LEAN, &error));
    assert_true(params_init(&way->weights, &lab->spec, &error));
    run_forward(&lab->network, &lab->input, pins, &lab->values);
    way->bptt = (struct bptt){
        .network = &lab->network, .values = &lab->values, .pins = pins,
        .from_head = lab->spec.head != HEAD_NONE, .inputs = true,
        .weights = &way->weights};
    int top = lab->spec.layers - 1, rows = shape->steps * shape->batch;
    for (int r = 0; r < rows; r++) {
        bool exists = r / shape->batch < lab->values.lengths[r % shape->batch];
        double loud = !exists ? 0 : r > rows / 3 ? 1 : 0x1p-30;
        for (int k = 0; k < lab->spec.outputs; k++)
            tape_head(gradients, HEAD_Y, 1, 0)[r * gradients->head.stride + k] =
                (real)(lab_coefficient(r + 3 * k) * loud);
        for (int k = 0; k < lab->spec.layer[top].units; k++)
            gradients->seed[r * gradients->seed_pitch + k] =
                (real)(lab_coefficient(r + 3 * k) * loud);
    }
    for (int l = 0; l <= top; l++)
        gradients->end[l][0] = (real)0x1p25;
}

static void way_finish(struct way *way)
{
    params_finish(&way->weights);
    lab_finish(&way->lab);
}

/* Pieces of whole stretches, some of several. */
static void go_in_pieces(struct way *way, struct random *random)
{
    struct tape *gradients = &way->lab.gradients;
    int stretch = bptt_stretch(gradients);
    bptt_begin(&way->bptt, gradients);
    for (int last = gradients->steps, first; last >= 1; last = first - 1) {
        int stretches = (last - 1) / stretch;
        first = 1 + stretch * (int)random_below(random, stretches + 1);
        bptt_steps(&way->bptt, gradients, first, last);
    }
}

static void assert_same_way(const struct way *a, const struct way *b)
{
    const struct tape *one = &a->lab.gradients, *other = &b->lab.gradients;
    assert_memory_equal(a->weights.data, b->weights.data,
                        a->weights.count * sizeof(real));
    for (int t = 1; t <= one->steps; t++)
        for (int e = 0; e < one->batch; e++)
            assert_memory_equal(tape_x(one, t, e), tape_x(other, t, e),
                                one->spec.inputs * sizeof(real));
    for (int l = 0; l < one->spec.layers; l++) {
        const struct track *track = &one->layer[l];
        size_t rows = (size_t)(one->steps + 1) * one->batch;
        assert_memory_equal(track->exponent, other->layer[l].exponent,
                            rows * sizeof(int));
        for (int s = 0; s < 2 * one->batch; s++)
            if (s < one->batch || one->spec.layer[l].cell == CELL_LSTM)
                assert_memory_equal(one->start[l] + s * track->pitch,
                                    other->start[l] + s * track->pitch,
                                    track->units * sizeof(real));
    }
}

static void check_pieces(int stack, int steps, int batch, const char *kernels,
                         struct random *random)
{
    int lengths[70];
    for (int b = 0; b < batch; b++)
        lengths[b] = 1 + (int)random_below(random, steps);
    const int reads = (int)random_below(random, 3);
    const bool head = random_below(random, 2);
    const struct lab_shape shape = {
        stacks[stack], reads == 1 ? 6 : 3, .vocabulary = reads > 0 ? 6 : 0,
        .embedded = reads == 2, .head = head ? HEAD_LINEAR : HEAD_NONE,
        .outputs = head ? 5 : 0, .steps = steps, .batch = batch, .seed = 12,
        .kernels = kernels, .lengths = random_below(random, 2) ? lengths : NULL};
    const struct pin pin = {0, 0, 1, 2, 2, 1 + steps / 2, true, (real)0.5};
    const struct pins pins = {random_below(random, 2) ? 1 : 0, &pin};
    struct way at_once, in_pieces;
    way_init(&at_once, &shape, &pins);
    way_init(&in_pieces, &shape, &pins);
    bptt_run(&at_once.bptt, &at_once.lab.gradients);
    go_in_pieces(&in_pieces, random);
    assert_same_way(&at_once, &in_pieces);
    way_finish(&at_once);
    way_finish(&in_pieces);
}

static void pieces_give_the_bits_of_all_at_once(void **state)
{
    static const struct { int steps, batch; } shapes[] = {
        {400, 1}, {577, 1}, {191, 2}, {97, 3}, {120, 5}, {55, 7}, {40, 11},
        {46, 13}, {20, 25}, {31, 32}, {12, 70}};
    struct random random;
    (void)state;
    random_seed(&random, 13, 0);
    FOR_SETS(kernels) {
        for (int k = 0; k < STACKS; k++)
            for (int s = 0; s < 11; s++)
                check_pieces(k, shapes[s].steps, shapes[s].batch,
                             kernels->name, &random);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_get_every_step_once),
        cmocka_unit_test(pieces_give_the_bits_of_all_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
