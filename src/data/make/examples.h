/* Question and answer as one sequence of tokens: what is read, a turn, what is
 * written, an end. The inside of the tasks numbers, places and answer.
 *
 *     three hundred two  |  sam baek i  .
 *     ^ start            ^ turn         ^ the last token
 *
 * The network reads tokens start .. last - 1. From the turn on it is asked for
 * the token that comes next; reading is not judged. In training it reads the
 * right answer whatever it said (teacher forcing); left to itself it reads
 * what it said.
 */
#ifndef GATEREEL_DATA_MAKE_EXAMPLES_H
#define GATEREEL_DATA_MAKE_EXAMPLES_H

#include "data/task.h"

enum { EXAMPLES_TESTS = 500 };

/* {0} has none. */
struct examples {
    int count;
    int longest;      /* tokens of the longest one, the end included */
    int *token;       /* of all, one behind the other, owned */
    int *start;       /* [count + 1] owned */
    int *turn;        /* [count] where the turn stands in `token`, owned */
    int *order;       /* [count] owned: training examples, then tests */
    int trained;      /* how many are for training */
};

/* Makes them all (pairs/), and sets vocabulary, turn, end, examples, steps,
 * inputs, outputs, sequences, tests and baseline of a task of these kinds;
 * task->steps is what was asked for. About one in five is held back, chosen by
 * a hash of what is read, whatever the seed; the first EXAMPLES_TESTS of those
 * are the test. The baseline gives every token its share in the answers of the
 * test. Tokens that only those held back have are in the vocabulary too. On
 * failure task_finish releases what was there. */
bool examples_init(struct task *task, const struct material *material,
                   struct error *error);
void examples_finish(struct examples *examples);

/* As task_train and task_test. Training visits every example once, in an order
 * that depends on the seed, before it visits one again: epochs go on where the
 * one before them ended. */
void examples_train(const struct task *task, int epoch, int first,
                    struct batch *batch);
void examples_test(const struct task *task, int first, struct batch *batch);

/* Fills sequence b with example `index` (into `order`). */
void examples_fill(const struct task *task, int index, struct batch *batch,
                   int b);

#endif
