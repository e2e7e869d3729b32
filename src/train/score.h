/* How good a trained network is on what it has never seen, beside what needs no
 * network: for the table in the README, the command `scores` and the screen.
 *
 * Measured in slices, on the test sequences of a task.
 */
#ifndef GATEREEL_TRAIN_SCORE_H
#define GATEREEL_TRAIN_SCORE_H

#include "train/trainer.h"

enum { SCORE_TEXT_MAX = 128 };

struct score {
    int sequences;     /* test sequences */
    double loss;       /* with the right answers read (teacher forcing) */
    double baseline;   /* task.baseline */
    double rmse, baseline_rmse; /* values: root mean square error in the units
                                   of the data; NaN for labels */
    double accuracy;   /* labels that are right, with the right answers read;
                          NaN for values */
    double whole;      /* sequences answered right from beginning to end, left
                          to itself; NaN where there is no such answer: values,
                          texts, and what cannot be left to itself */
    double trained;    /* the same of as many training sequences: how much is
                          memory; NaN likewise */
    double chance;     /* `whole`, or where that is NaN `accuracy`, of the best
                          constant answer; NaN for values */
};

/* Something that measures. {0} is none. */
struct scoring {
    const struct task *task;        /* borrowed */
    const struct network *network;  /* borrowed */
    int size;                       /* sequences of a batch; 1 where states go
                                       on from each to the next */
    struct batch batch;
    struct tape tape;
    int *from;                      /* [size] */
    uint64_t *answer;               /* [tests] fingerprint of each right answer;
                                       NULL where none is whole */
    int64_t *given;                 /* [outputs] how often each label is right;
                                       NULL for values */
    int stage, done;                /* what is measured, sequences of it */
    struct tally forced;
    int64_t whole_right, trained_right;
    struct score score;
};

/* Batches of at most `size` sequences. The score is that of any other size. */
bool scoring_init(struct scoring *scoring, const struct task *task,
                  const struct network *network, int size,
                  struct error *error);
void scoring_finish(struct scoring *scoring);

/* One batch; false when it is over and `score` is complete. */
bool scoring_work(struct scoring *scoring);

/* "97.3 % of words (chance 10 %)", "0.323 (tomorrow = today: 1.321)" for the
 * one number that counts most. Returns text. */
char *score_text(const struct score *score, const struct task *task,
                 char text[SCORE_TEXT_MAX]);

#endif
