/* What can be set before a training begins, one row each: name, range, how it
 * is turned. Turning changes training->wanted, a restart makes it.
 */
#ifndef GATEREEL_SCENE_TRAINING_TRAIN_DIALS_H
#define GATEREEL_SCENE_TRAINING_TRAIN_DIALS_H

#include "scene/training/training.h"

/* Does this task have this dial? */
bool train_dial_exists(const struct training *training, enum train_dial dial);

/* "lag", "시차"; in the words of the task where it has its own. */
const char *train_dial_name(const struct training *training,
                            const struct ui *ui, enum train_dial dial);

/* What it stands at (of the lane on the stage where lanes differ), and where on
 * its range that is, 0 .. 1. */
double train_dial_value(const struct training *training, const struct ui *ui,
                        enum train_dial dial);
double train_dial_share(const struct training *training, const struct ui *ui,
                        enum train_dial dial);

/* Where the task's default is; NAN: it stands there. */
double train_dial_start(const struct training *training, const struct ui *ui,
                        enum train_dial dial);

/* "0.005", "off"; returns out. */
char *train_dial_text(const struct training *training, const struct ui *ui,
                      enum train_dial dial, char *out, size_t size);

/* To a place of its range; by notches; back to the task's default. Values that
 * have no meaning (2.5 units) become the nearest that have. */
void train_dial_turn(struct training *training, const struct ui *ui,
                     enum train_dial dial, double share);
void train_dial_step(struct training *training, const struct ui *ui,
                     enum train_dial dial, int notches);
void train_dial_reset(struct training *training, const struct ui *ui,
                      enum train_dial dial);

#endif
