/* How far training is and how fast, as numbers and as text.
 *
 * Time comes in as seconds that the caller measured.
 */
#ifndef GATEREEL_TRAIN_PROGRESS_H
#define GATEREEL_TRAIN_PROGRESS_H

#include "train/trainer.h"

enum { PROGRESS_TEXT_MAX = 256 };

struct progress {
    int epoch, epochs; /* the running one, from 1, and how many there will be */
    double share;      /* of all batches that is done, 0 .. 1 */
    double loss;       /* training loss of the running epoch; that of the last
                          one at its beginning; NaN before the first batch */
    double test;       /* last test loss; NaN before there is one */
    double speed;      /* training sequences a second; 0: not known yet */
    double left;       /* seconds to the end; negative: not known yet */
};

/* `begin` is where the trainer stood `seconds` ago. */
struct progress progress_measure(const struct trainer *trainer,
                                 const struct trainer_state *begin,
                                 double seconds);

/* "epoch 3/60 [###-----] loss 0.0123 test 0.0119 0:12 left 7340 seq/s" in at
 * most `width` columns; in a narrow window first the bar, then the parts from
 * the end are left out. Returns text. */
char *progress_bar(const struct progress *progress, int width,
                   char text[PROGRESS_TEXT_MAX]);

/* "epoch 3 train 0.0123 test 0.0119 baseline 0.1667", and " accuracy 0.98"
 * where answers are right or wrong, of a finished epoch from 0. */
char *progress_epoch(const struct trainer *trainer, int epoch,
                     char text[PROGRESS_TEXT_MAX]);

/* "0:12", "12:34", "1:02:03" */
char *progress_time(double seconds, char text[32]);

#endif
