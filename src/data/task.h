/* The tasks a network can learn here: inputs and targets, train and test.
 *
 * A task is opened once with its options and is read-only from then on. Every
 * batch is a function of (seed, epoch, position): nothing is remembered
 * between draws, so training can be stopped and resumed anywhere, and two
 * networks race on the very same batches.
 *
 * Next value of a series, split in time into train and test, with "tomorrow =
 * today" as baseline:
 *   cosine       continue a cosine
 *   co2          monthly change of the CO2 over Mauna Loa
 *   air          monthly growth of the number of airline passengers
 *   temperature  monthly temperature of Nottingham
 *   sales        a week's pattern of sales, made by a rule (sales.h)
 *   series       a column of the user's CSV file
 * Many to one:
 *   price        four daily changes of the DAX, in percent: the fifth, asked of
 *                every day; changes, because the prices of the test lie above
 *                all those of the training
 * Many to many, read first and then write (examples.h):
 *   numbers      "three hundred forty two": sam baek sa sip i
 *   places       an English name of a country: its Korean one
 *   answer       a question about a share price: the price
 * One to many:
 *   spell        a handwritten digit of 8 x 8: its English name, by letters
 *   spell-ko     the same in Korean, by jamo
 * Next letter:
 *   letters      of a text
 * Long memory:
 *   remember     one bit at the first step, noise after it: the bit at the end
 *                (Bengio, Simard & Frasconi 1994)
 *   adding       two channels, values in [0, 1) and a marker on two of them:
 *                their sum at the end (Hochreiter & Schmidhuber 1997)
 *   copy         ten symbols of eight, a long blank, then a signal: the ten
 *                symbols again (Hochreiter & Schmidhuber 1997, Arjovsky et al.
 *                2016)
 *   anbn         strings a^n b^n: the next symbol, asked where it is determined
 *                (Gers & Schmidhuber 2001)
 */
#ifndef GATEREEL_DATA_TASK_H
#define GATEREEL_DATA_TASK_H

#include <stdint.h>

#include "data/batch.h"
#include "data/vocabulary.h"

enum task_kind {
    TASK_COSINE, TASK_PRICE, TASK_CO2, TASK_AIR, TASK_TEMPERATURE, TASK_SALES,
    TASK_NUMBERS, TASK_PLACES, TASK_SPELL, TASK_SPELL_KO, TASK_ANSWER,
    TASK_LETTERS,
    TASK_REMEMBER, TASK_ADDING, TASK_COPY, TASK_ANBN,
    TASK_SERIES,
    TASK_COUNT,
};

/* What of its own answer a network left to itself reads at the next step. */
enum task_feed {
    FEED_NONE,     /* nothing: it cannot be left to itself */
    FEED_TOKEN,    /* its choice, as a token */
    FEED_ONE_HOT,  /* its choice k: 1 at input `feed_at` + k, all else 0 */
    FEED_VALUE,    /* its output; where several values are read, they move on
                      by one and it is the last */
    FEEDS
};

/* What is known of a task before it is opened; one row each in task_table. */
struct task_info {
    const char *name;
    const char *summary;      /* one line */
    int steps;                /* default T */
    int hidden;               /* default H that learns it */
    int batch;                /* default B */
    int epochs;               /* default number of epochs */
    double rate;              /* default learning rate of Adam */
    int halve;                /* epochs after which the rate is halved, again
                                 and again; 0: never */
    enum target_kind kind;
    bool every;               /* loss at every step (else at the last) */
    enum task_feed feed;
    const char *file;         /* in assets/data; NULL: made by rule, or the
                                 user's */
    const char *column;       /* of that file; NULL: all of it as text */
};
extern const struct task_info task_table[TASK_COUNT];

/* What a task is made from: borrowed while it is opened. */
struct material {
    const double *series;    /* raw values of one column; tasks with a column */
    int series_length;
    const char *text;        /* bytes of a whole file; tasks with a file and no
                                column */
    size_t text_length;
    const char *name;        /* of the file, for messages; may be NULL */
};

struct task_options {
    uint64_t seed;
    int steps;               /* T, 0 for the default. copy: the blank length;
                                anbn: the largest n; series, letters: the
                                window; numbers: digits of the largest number,
                                1 to 8; others: what there is, and no other
                                number than that or 0 fits */
    int context;             /* series: the last so many values are read at
                                every step, 0 or 1: one */
    bool stateful;           /* series and letters: windows follow one another
                                in `streams` streams, and states go on */
    int streams;             /* B; used where stateful */
    double test_share;       /* series: last part kept for the test, rounded to
                                whole windows; 0: 0.2 */
    struct material material;
};

struct examples;

struct task {
    enum task_kind kind;
    const struct task_info *info;
    uint64_t seed;
    int steps;           /* T of every batch */
    int inputs, outputs; /* X, Y */
    int context;         /* at least 1 */
    bool stateful;
    int streams;
    int feed_at;         /* of FEED_ONE_HOT */
    int sequences;       /* training sequences in one epoch: every window of a
                            series (stateful: so many that follow one another),
                            every picture of a digit, 1000 elsewhere */
    int tests;           /* test sequences, the same for every network and epoch */
    double mean, deviation; /* of the training part of a series:
                               x = (raw - mean) / deviation; else 0, 1 */
    double baseline;     /* test loss without learning: "tomorrow = today" for a
                            series and the cosine (in normalised units; of a
                            price, that its change is 0), the
                            best constant answer elsewhere (MSE or nats) */
    double floor;        /* test loss that nobody can beat, known of tasks made
                            by a rule with noise; else 0 */
    real *series;        /* normalised, owned: series; else NULL */
    int series_length, split; /* the test targets are series[split ..) */
    struct vocabulary words; /* what tokens and classes are called; count 0:
                                nothing */
    int turn;            /* token that separates reading and writing; -1 */
    int end;             /* class that ends an answer; -1: none */
    struct examples *examples; /* owned, or NULL */
    int *text;           /* letters: ids of the text, owned, or NULL */
    int text_length;
    real *picture;       /* spell: [pictures][64] pixels 0 .. 1, owned */
    int *digit;          /* [pictures] 0 .. 9, owned */
    int pictures;
};

/* -1 when there is no task of that name. */
int task_find(const char *name);

/* Is it cut from a series? Does it read tokens? Is its length a matter of how
 * far back it must be remembered? */
bool task_is_series(enum task_kind kind);
bool task_reads_tokens(enum task_kind kind);
bool task_has_lag(enum task_kind kind);

bool task_init(struct task *task, enum task_kind kind,
               const struct task_options *options, struct error *error);
void task_finish(struct task *task);

/* Room for `size` sequences of this task. */
bool task_batch_init(const struct task *task, struct batch *batch, int size,
                     struct error *error);

/* Fills `batch` with sequences first .. first + batch->size - 1 of an epoch
 * (from 0). An epoch visits every training window of a series once, in an
 * order that depends on seed and epoch; past the end it starts over. Stateful:
 * sequence k is window k / streams of stream k % streams. */
void task_train(const struct task *task, int epoch, int first,
                struct batch *batch);

/* Fills `batch` with test sequences first .. first + batch->size - 1, never
 * seen in training. Past the last of task->tests it starts over, so a batch of
 * another size than a divisor of it counts some of them twice. Windows of the
 * test follow one another in time. */
void task_test(const struct task *task, int first, struct batch *batch);

/* The step of sequence b, from 1, from which on a network left to itself reads
 * its own answers: the one after the first of the last unbroken run of steps
 * that are asked for a label (a^n b^n: after the first b); T + 1 where it never
 * does. */
int task_turn(const struct task *task, const struct batch *batch, int b);

#endif
