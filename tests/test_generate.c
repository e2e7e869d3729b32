/* Networks left to themselves: made by hand so that it is known what they say,
 * and random ones whose tape must be that of an ordinary run. */
#include "lab.h"

#include <math.h>

#include "nn/net/free/generate.h"

static const int never = 1000;

/* A network of one linear layer without a memory, and a head that passes its h
 * on: y_k = weight[k][x] + bias[k]. */
static void make_by_hand(struct lab *lab, struct lab_shape shape)
{
    lab_init(lab, &shape);
    struct params *params = &lab->network.params;
    memset(params->data, 0, params->count * sizeof(real));
    for (int k = 0; k < shape.outputs; k++)
        params->head_w[k * shape.outputs + k] = 1;
}

static void tokens_count_on(void **state)
{
    enum { WORDS = 7, STEPS = 12, BATCH = 3 };
    static const int from[BATCH] = {5, 1, never}, lengths[BATCH] = {12, 9, 11};
    static const bool given[STEPS * BATCH] = {[8 * BATCH] = true};
    struct lab lab;
    (void)state;
    make_by_hand(&lab, (struct lab_shape){
        "dense-linear 7", WORDS, .vocabulary = WORDS, .head = HEAD_SOFTMAX,
        .outputs = WORDS, .steps = STEPS, .batch = BATCH, .lengths = lengths,
        .seed = 1});
    for (int k = 0; k < WORDS; k++)
        lab.network.params.layer[0].w[(k + 1) % WORDS * WORDS + k] = 3;
    network_pack(&lab.network);
    for (int r = 0; r < STEPS * BATCH; r++)
        lab.ids[r] = r / BATCH >= from[r % BATCH] && !given[r]
            ? -1 : r * 5 % WORDS;
    generate_run(&(struct generate){
        .network = &lab.network, .feed = {GENERATE_TOKEN, 0}, .from = from,
        .given = given}, &lab.input, &lab.values);
    for (int b = 0; b < BATCH; b++)
        for (int t = 1; t <= STEPS; t++) {
            const int *ids = lab.values.ids + b;
            int want = t > lengths[b] ? 0
                : t > 1 && t >= from[b] && !given[(t - 1) * BATCH + b]
                    ? (ids[(t - 2) * BATCH] + 1) % WORDS
                    : lab.ids[(t - 1) * BATCH + b];
            assert_int_equal(ids[(t - 1) * BATCH], want);
            assert_true(tape_x(&lab.values, t, b)[want] == 1);
        }
    lab_finish(&lab);
}

/* Inputs 0 and 1 are not the feed's, but are cleared where it writes. */
static void one_hot_copies(void **state)
{
    enum { CLASSES = 4, STEPS = 6 };
    static const int from[] = {3};
    struct lab lab;
    (void)state;
    make_by_hand(&lab, (struct lab_shape){
        "dense-linear 4", 2 + CLASSES, .head = HEAD_SOFTMAX,
        .outputs = CLASSES, .steps = STEPS, .batch = 1, .seed = 1});
    for (int k = 0; k < CLASSES; k++)
        lab.network.params.layer[0].w[k * (2 + CLASSES) + 2 + k] = 2;
    network_pack(&lab.network);
    for (int k = 0; k < STEPS * (2 + CLASSES); k++)
        lab.x[k] = k / (2 + CLASSES) < 2 ? (real)(k % 3) : NAN;
    lab.x[2 + CLASSES + 4] = 9;
    generate_run(&(struct generate){
        .network = &lab.network, .feed = {GENERATE_ONE_HOT, 2}, .from = from},
        &lab.input, &lab.values);
    for (int t = 3; t <= STEPS; t++)
        for (int k = 0; k < 2 + CLASSES; k++)
            assert_true(tape_x(&lab.values, t, 0)[k] == (k == 4));
    lab_finish(&lab);
}

/* y = the last two of x, each one more: windows move on by two. */
static void values_move_on(void **state)
{
    enum { X = 5, Y = 2, STEPS = 9, BATCH = 2 };
    static const int from[BATCH] = {4, 6};
    struct lab lab;
    (void)state;
    make_by_hand(&lab, (struct lab_shape){
        "dense-linear 2", X, .head = HEAD_LINEAR, .outputs = Y,
        .steps = STEPS, .batch = BATCH, .seed = 1});
    for (int k = 0; k < Y; k++) {
        lab.network.params.layer[0].w[k * X + X - Y + k] = 1;
        lab.network.params.layer[0].b_ih[k] = 1;
    }
    network_pack(&lab.network);
    for (int k = 0; k < STEPS * BATCH * X; k++)
        lab.x[k] = (real)k;
    generate_run(&(struct generate){
        .network = &lab.network, .feed = {GENERATE_VALUE, 0}, .from = from},
        &lab.input, &lab.values);
    for (int b = 0; b < BATCH; b++)
        for (int t = 1; t <= STEPS; t++)
            for (int k = 0; k < X; k++) {
                real want = lab.x[((t - 1) * BATCH + b) * X + k];
                if (t >= from[b])
                    want = k < X - Y
                        ? tape_x(&lab.values, t - 1, b)[k + Y]
                        : tape_x(&lab.values, t - 1, b)[k] + 1;
                assert_true(tape_x(&lab.values, t, b)[k] == want);
            }
    lab_finish(&lab);
}

/* What was recorded is an ordinary run of what was read. */
static void assert_ordinary(struct lab *lab, const struct pins *pins)
{
    struct error error;
    struct tape again;
    const struct tape *tape = &lab->values;
    int steps = tape->steps, batch = tape->batch, width = tape->spec.inputs;
    assert_true(tape_init(&again, &lab->spec, steps, batch, TAPE_VALUES,
                          &error));
    for (int l = 0; l < lab->spec.layers; l++)
        memcpy(again.layer[l].rows, tape->layer[l].rows,
               batch * tape->layer[l].stride * sizeof(real));
    for (int r = 0; r < steps * batch; r++)
        if (lab->ids)
            lab->ids[r] = tape->ids[r];
        else
            memcpy(lab->x + r * width, tape->x + r * tape->x_pitch,
                   width * sizeof(real));
    run_forward(&lab->network, &lab->input, pins, &again);
    for (int t = 1; t <= steps; t++)
        for (int b = 0; b < batch; b++) {
            for (int l = 0; l < lab->spec.layers; l++)
                for (int s = 0; s < tape->layer[l].signals; s++)
                    assert_memory_equal(tape_signal(tape, l, s, t, b),
                                        tape_signal(&again, l, s, t, b),
                                        tape->layer[l].units * sizeof(real));
            assert_memory_equal(tape_head(tape, HEAD_Y, t, b),
                                tape_head(&again, HEAD_Y, t, b),
                                lab->spec.outputs * sizeof(real));
        }
    tape_finish(&again);
}

static void the_tape_is_that_of_an_ordinary_run(void **state)
{
    static const char *const stacks[] = {
        "lstm 9", "gru 5", "gru-before 6, rnn 3", "dense-relu 8, dense 4",
        "lstm 7, gru 17, lstm 3"};
    static const int lengths[] = {20, 13, 20, 17, 19};
    static const int from[] = {7, 3, never, 14, 20};
    const struct pin pin = {0, 0, 1, 2, 5, 16, true, (real)0.25};
    const struct pins pins = {1, &pin};
    (void)state;
    for (int k = 0; k < 5; k++)
        for (int kind = GENERATE_TOKEN; kind < GENERATE_KINDS; kind++)
            for (int embedded = 0; embedded < 2; embedded++) {
                bool tokens = kind == GENERATE_TOKEN;
                struct random random;
                struct lab lab;
                lab_init(&lab, &(struct lab_shape){
                    stacks[k], tokens && embedded ? 3 : 6,
                    .vocabulary = tokens ? 6 : 0,
                    .embedded = tokens && embedded,
                    .head = kind == GENERATE_VALUE ? HEAD_LINEAR
                                                   : HEAD_SOFTMAX,
                    .outputs = kind == GENERATE_VALUE ? 2 : 6, .steps = 20,
                    .batch = 5, .lengths = lengths, .seed = 3});
                random_seed(&random, 4, 0);
                generate_run(&(struct generate){
                    .network = &lab.network, .pins = &pins,
                    .feed = {(enum feed_kind)kind, 0}, .from = from,
                    .temperature = 1.5, .random = &random},
                    &lab.input, &lab.values);
                assert_ordinary(&lab, &pins);
                lab_finish(&lab);
            }
}

static void the_same_seed_says_the_same(void **state)
{
    enum { STEPS = 60 };
    static const int from[] = {2};
    int said[3][STEPS];
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){
        "gru 8", 9, .vocabulary = 9, .head = HEAD_SOFTMAX, .outputs = 9,
        .steps = STEPS, .batch = 1, .seed = 5});
    for (int k = 0; k < 3; k++) {
        struct random random;
        random_seed(&random, k == 2 ? 8 : 7, 0);
        generate_run(&(struct generate){
            .network = &lab.network, .feed = {GENERATE_TOKEN, 0},
            .from = from, .temperature = 1, .random = &random},
            &lab.input, &lab.values);
        memcpy(said[k], lab.values.ids, sizeof said[k]);
    }
    assert_memory_equal(said[0], said[1], sizeof said[0]);
    assert_memory_not_equal(said[0], said[2], sizeof said[0]);
    lab_finish(&lab);
}

/* How often each class is drawn, against softmax(y / temperature), by Pearson's
 * chi-square: with 5 degrees of freedom it exceeds 25.7 once in 10 000 seeds. */
static void check_frequencies(const real *y, double temperature)
{
    enum { CLASSES = 6, DRAWS = 60000 };
    struct random random;
    int count[CLASSES] = {0};
    double p[CLASSES], sum = 0, chi = 0;
    random_seed(&random, 9, 0);
    for (int n = 0; n < DRAWS; n++)
        count[generate_choose(y, CLASSES, temperature, &random)]++;
    for (int k = 0; k < CLASSES; k++)
        sum += p[k] = exp((double)y[k] / temperature);
    for (int k = 0; k < CLASSES; k++) {
        double expected = DRAWS * p[k] / sum;
        assert_true(expected > 5);
        chi += (count[k] - expected) * (count[k] - expected) / expected;
    }
    assert_true(chi < 25.7);
}

static void choices_follow_the_softmax(void **state)
{
    static const real y[] = {(real)0.5, -1, 2, (real)0.25, 1, -2};
    (void)state;
    check_frequencies(y, 0.7);
    check_frequencies(y, 1);
    check_frequencies(y, 3);
}

static void extremes_are_chosen_safely(void **state)
{
    static const real twice[] = {1, 4, 4, 0}, bad[] = {NAN, 2, NAN, 1},
                      all_bad[] = {NAN, NAN}, endless[] = {1, INFINITY, 2},
                      far[] = {-3e38f, 3e38f, -INFINITY};
    struct random random;
    (void)state;
    random_seed(&random, 1, 0);
    assert_int_equal(generate_choose(twice, 4, 0, NULL), 1);
    assert_int_equal(generate_choose(bad, 4, 0, NULL), 1);
    assert_int_equal(generate_choose(all_bad, 2, 0, NULL), 0);
    for (int n = 0; n < 100; n++) {
        int choice = generate_choose(bad, 4, 1, &random);
        assert_true(choice == 1 || choice == 3);
        choice = generate_choose(twice, 4, 1e-300, &random);
        assert_true(choice == 1 || choice == 2);
        assert_int_equal(generate_choose(all_bad, 2, 1, &random), 0);
        assert_int_equal(generate_choose(endless, 3, 1, &random), 1);
        assert_int_equal(generate_choose(far, 3, 1, &random), 1);
    }
}

static void check_refused(struct feed feed, const struct lab_shape *shape,
                          const char *want)
{
    struct spec spec = lab_spec(shape);
    struct error error;
    if (!want) {
        assert_true(feed_check(&feed, &spec, &error));
        return;
    }
    assert_false(feed_check(&feed, &spec, &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' does not say '%s'", error.text, want);
}

static void feeds_must_fit(void **state)
{
    const struct feed token = {GENERATE_TOKEN, 0}, value = {GENERATE_VALUE, 0};
    const struct lab_shape
        linear = {"rnn 2", 3, .head = HEAD_LINEAR, .outputs = 2},
        wide = {"rnn 2", 3, .head = HEAD_LINEAR, .outputs = 4},
        classes = {"rnn 2", 3, .head = HEAD_SOFTMAX, .outputs = 2},
        tokens = {"rnn 2", 5, .vocabulary = 5, .head = HEAD_SOFTMAX,
                  .outputs = 5},
        fewer = {"rnn 2", 5, .vocabulary = 5, .head = HEAD_SOFTMAX,
                 .outputs = 4};
    (void)state;
    check_refused((struct feed){GENERATE_NONE, 0}, &wide, NULL);
    check_refused(value, &linear, NULL);
    check_refused(value, &wide, "4 outputs");
    check_refused(value, &classes, "linear head");
    check_refused(token, &tokens, NULL);
    check_refused(token, &fewer, "4 classes and reads 5 tokens");
    check_refused(token, &linear, "softmax head");
    check_refused((struct feed){GENERATE_ONE_HOT, 1}, &classes, NULL);
    check_refused((struct feed){GENERATE_ONE_HOT, 2}, &classes, "3 inputs");
    check_refused((struct feed){GENERATE_ONE_HOT, 0}, &tokens, "reads tokens");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_count_on),
        cmocka_unit_test(one_hot_copies),
        cmocka_unit_test(values_move_on),
        cmocka_unit_test(the_tape_is_that_of_an_ordinary_run),
        cmocka_unit_test(the_same_seed_says_the_same),
        cmocka_unit_test(choices_follow_the_softmax),
        cmocka_unit_test(extremes_are_chosen_safely),
        cmocka_unit_test(feeds_must_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
