/* A fingerprint of what a task is made from.
 *
 * FNV-1a over numbers and words as the network sees them, without the top bit,
 * so that it is an ordinary whole number.
 */
#ifndef GATEREEL_TRAIN_FILE_MARK_H
#define GATEREEL_TRAIN_FILE_MARK_H

#include <stdint.h>

#include "data/task.h"

uint64_t mark_task(const struct task *task);

#endif
