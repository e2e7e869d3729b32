/* Any number of threads gives the same bits: values, gradients of every signal
 * and weight gradients of networks large enough to be shared. */
#include "lab.h"

#include "base/pool.h"
#include "sets.h"

/* One run forward and backward. The loss is a fixed mix of the last layer's
 * hidden states. */
static void run_both(struct lab *lab, struct params *weights)
{
    size_t rows = (size_t)lab->values.steps * lab->values.batch;
    int units = lab->spec.layer[lab->spec.layers - 1].units;
    tape_shape(&lab->gradients, lab->values.steps, lab->values.batch);
    for (size_t r = 0; r < rows; r++)
        for (int u = 0; u < units; u++)
            lab->gradients.seed[r * lab->gradients.seed_pitch + u] =
                (real)lab_coefficient((int)r * units + u);
    run_forward(&lab->network, &lab->input, NULL, &lab->values);
    bptt_run(&(struct bptt){.network = &lab->network, .values = &lab->values,
                            .inputs = true, .weights = weights},
             &lab->gradients);
}

static void check_tracks(const struct tape *a, const struct tape *b)
{
    for (int l = 0; l < a->spec.layers; l++)
        for (int t = 1; t <= a->steps; t++)
            for (int e = 0; e < a->batch; e++)
                for (int s = 0; s < a->layer[l].signals; s++)
                    assert_memory_equal(tape_signal(a, l, s, t, e),
                                        tape_signal(b, l, s, t, e),
                                        a->layer[l].units * sizeof(real));
}

static void check_same(const struct lab_shape *shape, struct pool *pool)
{
    struct error error;
    struct lab alone, shared;
    struct params of_alone, of_shared;
    lab_init(&alone, shape);
    lab_init(&shared, shape);
    assert_true(params_init(&of_alone, &alone.spec, &error));
    assert_true(params_init(&of_shared, &alone.spec, &error));
    shared.network.pool = pool;
    run_both(&alone, &of_alone);
    run_both(&shared, &of_shared);

    check_tracks(&alone.values, &shared.values);
    check_tracks(&alone.gradients, &shared.gradients);
    assert_memory_equal(of_alone.data, of_shared.data,
                        of_alone.count * sizeof(real));
    for (int t = 1; t <= shape->steps; t++)
        for (int b = 0; b < shape->batch; b++)
            assert_memory_equal(tape_x(&alone.gradients, t, b),
                                tape_x(&shared.gradients, t, b),
                                shape->inputs * sizeof(real));
    params_finish(&of_alone);
    params_finish(&of_shared);
    lab_finish(&alone);
    lab_finish(&shared);
}

static void threads_change_no_bit(void **state)
{
    static const struct lab_shape shapes[] = {
        {.cells = "lstm 330", .inputs = 70, .steps = 7, .batch = 1},
        {.cells = "lstm 150, gru 130", .inputs = 33, .steps = 9, .batch = 13},
        {.cells = "rnn 200", .inputs = 200, .steps = 5, .batch = 31},
        {.cells = "gru-before 140, lstm 90", .inputs = 65, .steps = 6,
         .batch = 25},
    };
    static const char *const names[] = {"generic", "sse2", "avx2", "avx512"};
    struct error error;
    (void)state;
    for (int threads = 2; threads <= 3; threads++) {
        struct pool *pool = pool_create(threads, &error);
        assert_int_equal(pool_threads(pool), threads);
        for (int k = 0; k < 4; k++) {
            if (!sets_get(k))
                continue;
            struct lab_shape shape = shapes[(k + threads) % 4];
            shape.kernels = names[k];
            shape.seed = (uint64_t)k + 1;
            check_same(&shape, pool);
        }
        for (int s = 0; s < 4; s++)
            check_same(&shapes[s], pool);
        pool_destroy(pool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
