/* Every allocation of the engine failing in turn: a message each time, no
 * leak (the leak checker sees to that), and finish stays legal. */
#include "lab.h"

#include "failing.h"
#include "nn/learn/gradcheck.h"

/* Calls `try` until no allocation is left to fail, and checks that each
 * failure is reported. */
static void fail_each(bool (*try)(struct lab *lab, struct error *error),
                      struct lab *lab, int at_least)
{
    for (int n = 0;; n++) {
        struct error error = {0};
        failing_after(n);
        bool fine = try(lab, &error);
        if (!failing_stop()) {
            assert_true(fine);
            assert_true(n >= at_least);
            return;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "not enough memory for "));
    }
}

static bool try_params(struct lab *lab, struct error *error)
{
    struct params params;
    bool fine = params_init(&params, &lab->spec, error);
    params_finish(&params);
    params_finish(&params);
    return fine;
}

static bool try_network(struct lab *lab, struct error *error)
{
    struct network network;
    bool fine = network_init(&network, &lab->spec, lab->network.kernels,
                             error);
    network_finish(&network);
    network_finish(&network);
    return fine;
}

static bool try_tape(struct lab *lab, struct error *error)
{
    struct tape tape;
    bool fine = tape_init(&tape, &lab->spec, 4, 2, TAPE_GRADIENTS, error);
    tape_finish(&tape);
    tape_finish(&tape);
    return fine;
}

static bool try_orthogonal(struct lab *lab, struct error *error)
{
    struct params params;
    bool fine = params_init(&params, &lab->spec, error) &&
                init_params(&params, &(struct init_options){
                    .scheme = INIT_ORTHOGONAL}, error);
    params_finish(&params);
    return fine;
}

static double no_loss(const struct tape *values, struct tape *gradients,
                      void *context)
{
    (void)values;
    (void)gradients;
    (void)context;
    return 0;
}

static bool try_gradcheck(struct lab *lab, struct error *error)
{
    struct gradcheck_result result;
    return gradcheck_run(&(struct gradcheck){
        .network = &lab->network, .input = &lab->input,
        .values = &lab->values, .gradients = &lab->gradients,
        .loss = no_loss}, &result, error);
}

static void every_init_may_fail(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3, gru-before 2", .inputs = 2,
        .head = HEAD_LINEAR, .outputs = 2, .steps = 2, .batch = 1});
    fail_each(try_params, &lab, 1);
    fail_each(try_network, &lab, 2);
    fail_each(try_tape, &lab, 1);
    fail_each(try_orthogonal, &lab, 3);
    fail_each(try_gradcheck, &lab, 2);
    lab_finish(&lab);
}

/* Running, forward and backward, asks for no memory at all. */
static void runs_do_not_allocate(void **state)
{
    static const int lengths[] = {3, 5};
    struct lab lab;
    struct params weights;
    struct error error;
    const struct pin pin = {0, 0, 0, 0, 1, 2, .value = 1};
    const struct pins pins = {1, &pin};
    (void)state;
    lab_init(&lab, &(struct lab_shape){
        "lstm 5, gru 3, gru-before 3, rnn 2, dense 3", .inputs = 2,
        .vocabulary = 4, .embedded = true, .head = HEAD_SOFTMAX, .outputs = 3,
        .steps = 5, .batch = 2, .lengths = lengths});
    assert_true(params_init(&weights, &lab.spec, &error));
    failing_after(0);
    network_pack(&lab.network);
    run_forward(&lab.network, &lab.input, &pins, &lab.values);
    bptt_run(&(struct bptt){
        .network = &lab.network, .values = &lab.values, .pins = &pins,
        .from_head = true, .inputs = true, .weights = &weights},
        &lab.gradients);
    assert_false(failing_stop());
    params_finish(&weights);
    lab_finish(&lab);
}

/* What cannot fit is refused before it is tried, and the message names what
 * was wanted and how much. */
static void refusals_name_the_size(void **state)
{
    struct spec spec = {.inputs = 1, .layers = LAYERS_MAX};
    struct params params;
    struct error error = {0};
    (void)state;
    for (int l = 0; l < LAYERS_MAX; l++)
        spec.layer[l] = (struct layer_spec){CELL_LSTM, ACT_TANH, UNITS_MAX};
    assert_false(params_init(&params, &spec, &error));
    assert_non_null(strstr(error.text,
                           "not enough memory for the weights: it takes "));
    assert_non_null(strstr(error.text, " TB, and "));
    params_finish(&params);
    spec.layer[3].units = 0;
    assert_false(params_init(&params, &spec, &error));
    assert_string_equal(error.text, "layer 3 has 1 to 65536 units, not 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_init_may_fail),
        cmocka_unit_test(runs_do_not_allocate),
        cmocka_unit_test(refusals_name_the_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
