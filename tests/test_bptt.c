/* The gradients of the weights are the sums over all steps of what the tapes
 * hold, also for runs much longer than what is summed at once. */
#include "lab.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_get_every_step_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
