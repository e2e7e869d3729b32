/* The notches of a dial of training, from 0 on, ascending: where it can stand.
 */
#ifndef GATEREEL_SCENE_TRAINING_DIAL_TRAIN_NOTCHES_H
#define GATEREEL_SCENE_TRAINING_DIAL_TRAIN_NOTCHES_H

#include "scene/training/train_dials.h"

/* The k-th notch, 0 <= k <= train_notch_last; no clipping is INFINITY, above
 * every threshold. */
double train_notch(const struct training *training, enum train_dial dial,
                   int k);
int train_notch_last(const struct training *training, enum train_dial dial);

/* How many notches lie below a value, with the part of the way to the next. */
double train_notch_count(const struct training *training,
                         enum train_dial dial, double value);

/* The next notch above, or below, a value; the value itself at the end. */
double train_notch_next(const struct training *training, enum train_dial dial,
                        double value, bool up);

#endif
