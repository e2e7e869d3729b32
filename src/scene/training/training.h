/* Training as the user sees it: networks that race on a task, what the dials
 * say, and what is measured of the epoch that is looked at.
 *
 * The race makes weights; the lab shows them: training_cast makes what a lab is
 * made from, and training_weights what lab_retrain wants when another epoch is
 * looked at. So every view shows the networks of that epoch, and no view knows
 * where they come from.
 */
#ifndef GATEREEL_SCENE_TRAINING_TRAINING_H
#define GATEREEL_SCENE_TRAINING_TRAINING_H

#include "scene/lab/lab.h"
#include "scene/ui.h"
#include "train/race/race_file.h"
#include "train/score.h"
#include "train/race/sweep.h"

/* A picture of one epoch on the reel: the cell state (or h, where there is
 * none) of the first layer, unit x time, on the sequence that is shown. */
enum { REEL_UNITS = 16, REEL_STEPS = 40, REEL_PICTURES = 16 };
struct reel_picture {
    bool made;
    int epoch, lane, example;
    int units, steps;               /* cells of the picture, at most those
                                       above: means over what they stand for */
    float value[REEL_UNITS][REEL_STEPS]; /* by the largest size, -1 .. 1; NAN
                                       where the network has no number */
};

/* What makes such pictures: a lane's network and what it reads. {0} is none. */
struct reel_maker {
    bool ready;
    int lane, example;
    struct network network;
    struct tape tape;
    struct batch read;              /* of one sequence, */
    int lead;                       /* that is shown without its first steps */
    struct feed feed;
    int from;                       /* as in nn/net/free/generate.h */
};

/* Of the epoch that is looked at, a lane's held-out figures. */
struct training_score {
    bool made;
    int epoch;
    struct score score;
};

/* What it is made with, opened once. {0} is none. A training stays where it
 * is. */
struct training {
    const struct kernels *kernels;   /* borrowed */
    struct race race;
    struct race_setup wanted;        /* what the dials say; a restart makes
                                        it */
    struct material material;        /* owned */
    char column[RACE_COLUMN_MAX];    /* of a user's series; "" */
    char path[1024];                 /* of the file it is saved in; "": none */
    int saved;                       /* epochs in it */
    void *memory;                    /* of the material */
    unsigned made;                   /* changes whenever the lanes of the race
                                        are other ones: the lab is made anew */
    struct sweep sweep;
    bool sweeping;                   /* it was asked for */
    struct reel_picture picture[REEL_PICTURES];
    struct reel_maker maker;
    struct training_score score[RACE_LANES];
    struct scoring scoring;          /* at work for lane `scored` */
    struct network judged;           /* of it */
    int scored;                      /* -1: nobody */
    bool failed;                     /* no memory for measuring: not tried
                                        again */
};

/* A training of this setup with this material, which is copied; NULL with a
 * message. */
struct training *training_create(const struct race_setup *setup,
                                 const struct material *material,
                                 const char *column,
                                 const struct kernels *kernels,
                                 struct error *error);
/* From a file, with the material that race_peek asks for. */
struct training *training_open(const char *path,
                               const struct material *material,
                               const struct kernels *kernels,
                               struct error *error);
void training_destroy(struct training *training); /* NULL is allowed */

/* The task of all lanes. */
const struct task *training_task(const struct training *training);

/* The lane that is looked at first: the first LSTM, or the first of all. */
int training_first(const struct training *training);

/* Finished epochs that can be looked at: race_epochs. What ui->epoch means:
 * itself, or the latest where it is -1 or beyond. */
int training_epoch(const struct training *training, const struct ui *ui);

/* Makes the race anew as the dials say. On failure it is as it was. */
bool training_restart(struct training *training, struct error *error);
/* Is the race as the dials say? */
bool training_is_fresh(const struct training *training);

/* A lane more, of another cell, with the options of the present ones: from the
 * start on, which it catches up from. Or a branch of `lane` at `epoch` with the
 * rate, halving and clipping that the dials say. */
bool training_add(struct training *training, const struct layer_spec *layer,
                  struct error *error);
bool training_branch(struct training *training, int lane, int epoch,
                     struct error *error);
void training_drop(struct training *training, int lane);

/* What a lab of test sequence `example` is made from: every lane's network as
 * it was after `epoch`, left to itself where the task is of that kind. */
bool training_cast(const struct training *training, int example, int epoch,
                   struct cast *cast, struct error *error);
/* The same of networks that were trained before, all for one task: as they are
 * now. Fails where there is no such test sequence. */
struct trained {
    const struct trainer *trainer;
    const char *name;
};
bool training_cast_trained(const struct trained *network, int count,
                           int example, struct cast *cast,
                           struct error *error);
struct lab_retrained training_weights(const struct training *training,
                                      int epoch);
int training_examples(const struct training *training);
/* The test sequence that is looked at first: of questions in several languages
 * the first one in this language. */
int training_first_example(const struct training *training,
                           enum language language);

/* What is left to measure for this view: pictures of the reel, the nearest to
 * the epoch looked at first, then scores, then the sweep if it was asked for.
 * In units of work. While networks learn (ui->training) there are but pictures
 * that take well under a millisecond. */
bool training_wants(const struct training *training, const struct ui *ui);
bool training_work(struct training *training, const struct ui *ui,
                   struct error *error);

/* Are the measured figures of a lane those of the epoch looked at? While
 * networks learn they stay behind. */
bool training_scored(const struct training *training, const struct ui *ui,
                     int lane);

/* Value of a SUBJECT_TRAIN_..; NAN for anything else. */
double training_value(const struct training *training, struct draw_id id);

/* The picture of an epoch for the reel, or NULL: not made yet. */
const struct reel_picture *training_picture(const struct training *training,
                                            const struct ui *ui, int epoch);
/* The epochs of which there is a picture, or will be: at most `most`,
 * ascending, among those kept. Returns how many. */
int training_pictures(const struct training *training, const struct ui *ui,
                      int most, int epoch[REEL_PICTURES]);

#endif
