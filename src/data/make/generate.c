/* Each generator writes one sequence into its column of a batch and draws
 * everything from the generator it is handed, so a sequence does not depend on
 * its neighbours.
 *
 * Test sequences are never training sequences. Where inputs are real numbers
 * chance sees to that; of the strings to copy one in 16, chosen by a hash, and
 * of the lengths of a^n b^n every fourth are kept back for the test.
 */
#include "data/make/generate.h"

#include <assert.h>
#include <math.h>

#include "data/stream.h"

static const double noise = 0.2; /* standard deviation, bit = +1 or -1 */

static real *x_at(const struct batch *batch, int t, int b)
{
    return batch->x + ((size_t)t * batch->size + b) * batch->inputs;
}

static int *label_at(const struct batch *batch, int t, int b)
{
    return batch->labels + ((size_t)t * batch->size + b);
}

/* Uniform in [0, 1) in steps of 2^-24, which are exact in float too: rounding
 * could make 1 of a finer number. */
static real draw_unit(struct random *random)
{
    return (real)(floor(random_unit(random) * 0x1p24) * 0x1p-24);
}

/* One marker in each half, as Le, Jaitly and Hinton (2015) place them. The
 * best constant answer is 1, the mean of two such values; its mean squared
 * error is their variance, 2 / 12. */
static void fill_adding(struct random *random, struct batch *batch, int b)
{
    int last = batch->steps - 1;
    uint32_t half = (uint32_t)batch->steps / 2;
    uint32_t rest = (uint32_t)batch->steps - half;

    for (int t = 0; t <= last; t++)
        x_at(batch, t, b)[0] = draw_unit(random);

    real *one = x_at(batch, (int)random_below(random, half), b);
    real *two = x_at(batch, (int)(half + random_below(random, rest)), b);
    one[1] = 1;
    two[1] = 1;
    batch->values[(size_t)last * batch->size + b] = one[0] + two[0];
}

static void fill_remember(struct random *random, struct batch *batch, int b)
{
    int bit = (int)random_below(random, 2);

    x_at(batch, 0, b)[0] = bit ? 1 : -1;
    for (int t = 1; t < batch->steps; t++)
        x_at(batch, t, b)[0] = (real)(noise * random_normal(random));
    *label_at(batch, batch->steps - 1, b) = bit;
}

/* Is this string one of those kept back? A hash decides, so that nothing can
 * be learned from what is missing. */
static bool is_held_back(const int symbols[COPY_LENGTH])
{
    struct random hash;
    uint64_t code = 0;

    for (int k = 0; k < COPY_LENGTH; k++)
        code = code * COPY_SYMBOLS + (uint64_t)symbols[k];
    random_seed(&hash, code, 0);
    return random_bits(&hash) % 16 == 0;
}

/* The string, blanks that end in the signal, and blanks to answer in. */
static void fill_copy(struct random *random, bool test, struct batch *batch,
                      int b)
{
    int answer = batch->steps - COPY_LENGTH; /* its first step */
    int symbols[COPY_LENGTH];

    do {
        for (int k = 0; k < COPY_LENGTH; k++)
            symbols[k] = (int)random_below(random, COPY_SYMBOLS);
    } while (is_held_back(symbols) != test);

    for (int t = 0; t < batch->steps; t++) {
        int input = COPY_BLANK;

        if (t < COPY_LENGTH)
            input = symbols[t];
        else if (t == answer - 1)
            input = COPY_SIGNAL;
        x_at(batch, t, b)[input] = 1;
    }
    for (int k = 0; k < COPY_LENGTH; k++)
        *label_at(batch, answer + k, b) = symbols[k];
}

/* n of a string, from 1 to the largest; 3, 7, 11 .. are for the test. */
static int draw_n(struct random *random, bool test, int largest)
{
    int n;

    do
        n = 1 + (int)random_below(random, (uint32_t)largest);
    while ((n % 4 == 3) != test);
    return n;
}

/* Reads the end symbol, n times a, n times b, and is asked for the symbol
 * after each. After an a the next is anybody's guess, so nothing is asked. */
static void fill_anbn(struct random *random, bool test, struct batch *batch,
                      int b)
{
    int n = draw_n(random, test, (batch->steps - 1) / 2);

    batch->lengths[b] = 2 * n + 1;
    x_at(batch, 0, b)[ANBN_END] = 1;
    *label_at(batch, 0, b) = ANBN_A;
    for (int k = 1; k <= n; k++) {
        x_at(batch, k, b)[ANBN_A] = 1;
        x_at(batch, n + k, b)[ANBN_B] = 1;
        *label_at(batch, n + k, b) = k < n ? ANBN_B : ANBN_END;
    }
}

/* Nats of the answer that gives every symbol its share in the test: an entropy
 * over all that is asked. */
static double measure_anbn(const struct task *task)
{
    double asked[ANBN_SYMBOLS] = {0}, total = 0, nats = 0;

    for (int k = 0; k < task->tests; k++) {
        struct random random;

        stream_seed(&random, task->seed, STREAM_TEST, 0, k);
        asked[ANBN_A] += 1;
        asked[ANBN_B] += draw_n(&random, true, (task->steps - 1) / 2) - 1;
        asked[ANBN_END] += 1;
    }
    for (int k = 0; k < ANBN_SYMBOLS; k++)
        total += asked[k];
    for (int k = 0; k < ANBN_SYMBOLS; k++)
        nats -= asked[k] / total * log(asked[k] / total);
    return nats;
}

bool generate_init(struct task *task, int asked, struct error *error)
{
    int least = 2;

    if (task->kind == TASK_COPY)
        least = 1; /* the signal */
    if (task->kind == TASK_ANBN)
        least = 3; /* the smallest n kept back */
    if (asked < least)
        return error_set(error, "the %s task needs at least %d step%s",
                         task->info->name, least, least == 1 ? "" : "s");

    task->steps = asked;
    task->sequences = 1000;
    task->tests = 256;
    task->mean = 0;
    task->deviation = 1;
    switch (task->kind) {
    case TASK_ADDING:
        task->inputs = 2;
        task->outputs = 1;
        task->baseline = 1.0 / 6;
        break;
    case TASK_REMEMBER:
        task->inputs = 1;
        task->outputs = 2;
        task->baseline = log(2);
        break;
    case TASK_COPY:
        task->steps = COPY_LENGTH + asked + COPY_LENGTH;
        task->inputs = COPY_INPUTS;
        task->outputs = COPY_SYMBOLS;
        task->baseline = log(COPY_SYMBOLS);
        break;
    case TASK_ANBN:
        task->steps = 2 * asked + 1;
        task->inputs = ANBN_SYMBOLS;
        task->outputs = ANBN_SYMBOLS;
        task->baseline = measure_anbn(task);
        break;
    default:
        assert(false);
    }
    return true;
}

void generate_sequence(const struct task *task, struct random *random,
                       bool test, struct batch *batch, int b)
{
    switch (task->kind) {
    case TASK_ADDING:
        fill_adding(random, batch, b);
        break;
    case TASK_REMEMBER:
        fill_remember(random, batch, b);
        break;
    case TASK_COPY:
        fill_copy(random, test, batch, b);
        break;
    case TASK_ANBN:
        fill_anbn(random, test, batch, b);
        break;
    default:
        assert(false);
    }
}
