/* The metadata of a checkpoint: options and position as text and back. */
#ifndef GATEREEL_TRAIN_CHECKPOINT_FIELDS_H
#define GATEREEL_TRAIN_CHECKPOINT_FIELDS_H

#include "base/number.h"
#include "train/checkpoint.h"

enum { CHECKPOINT_FIELDS = 27, CHECKPOINT_WORDS = 4 };

/* Entries for a file; they point into this struct, into constants and at the
 * checkpoint's column. */
struct checkpoint_text {
    struct metadata entry[CHECKPOINT_FIELDS + CHECKPOINT_WORDS];
    int entries;
    char number[CHECKPOINT_FIELDS][NUMBER_TEXT_MAX];
    char init[16 + NUMBER_TEXT_MAX];
};

void checkpoint_fields_print(const struct checkpoint *checkpoint,
                             struct checkpoint_text *text);

/* Fills everything but `path` and `file` from the metadata of `file`. The
 * message names the key, not the path. */
bool checkpoint_fields_parse(struct checkpoint *checkpoint,
                             struct error *error);

#endif
