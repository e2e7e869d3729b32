/* The parts of a training, among themselves: what its networks read, and what
 * is measured of them.
 */
#ifndef GATEREEL_SCENE_TRAINING_TRAINING_PARTS_H
#define GATEREEL_SCENE_TRAINING_TRAINING_PARTS_H

#include "scene/training/training.h"

/* A test sequence. {0} is none. */
struct training_sequence {
    struct batch batch;    /* owned: T steps of one sequence. Of a series one
                              value a step, whatever the context */
    int lead;              /* first steps that stand there for the context of
                              others alone */
    int width;             /* numbers a step; 0: tokens are read */
    struct film_source source; /* but for the network. Its pointers lead into
                              what is owned here, and into the task */
    struct vocabulary symbols; /* owned: what is written for tokens that the task
                                  has no words for; count 0: it has, or there
                                  are none */
    void *memory;          /* owned: names of steps, scales */
};

/* Networks that read the same sequence, all with one task: those of a race, or
 * out of files. */
struct training_readers {
    int count;
    const struct trainer *trainer[RACE_LANES];
};

/* The lanes of a race. */
struct training_readers training_lanes(const struct training *training);

/* Test sequences that they have, and steps of one at most, without the lead. */
int readers_examples(const struct training_readers *readers);
int readers_steps(const struct training_readers *readers);

/* Sequence `example` (cut to those there are) as number k of them reads it. */
bool training_sequence_init(struct training_sequence *sequence,
                            const struct training_readers *readers, int k,
                            int example, struct error *error);
void training_sequence_finish(struct training_sequence *sequence);

/* Where a network reads the last `context` values at every step: `to` gets
 * [T][context * width] from the [T][width] of a sequence. Before its beginning
 * the first ones stand. */
void training_sequence_windows(const struct training_sequence *sequence,
                               int context, real *to);

/* The epoch of the next picture that is missing; -1: none. And making it. */
int training_next_picture(const struct training *training,
                          const struct ui *ui);
bool training_make_picture(struct training *training, const struct ui *ui,
                           int epoch, struct error *error);
/* Does a picture take well under a millisecond? */
bool training_is_quick(const struct training *training, const struct ui *ui);

void training_forget_pictures(struct training *training);
void training_forget_scores(struct training *training);

/* What `ui` looks at, within what there is. */
int training_lane(const struct training *training, const struct ui *ui);
int training_example(const struct training *training, const struct ui *ui);

#endif
