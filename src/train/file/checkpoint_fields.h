/* The metadata of a checkpoint: options and position as text and back.
 */
#ifndef GATEREEL_TRAIN_FILE_CHECKPOINT_FIELDS_H
#define GATEREEL_TRAIN_FILE_CHECKPOINT_FIELDS_H

#include "base/number.h"
#include "train/file/checkpoint.h"

enum {
    CHECKPOINT_FIELDS = 32, CHECKPOINT_WORDS = 6,
    CHECKPOINT_PREFIX_MAX = 32,
    CHECKPOINT_KEY_MAX = CHECKPOINT_PREFIX_MAX + 48,
};

/* Entries for a file; they point into this struct, into constants and at the
 * checkpoint's column, so it stays where it is. */
struct checkpoint_text {
    struct metadata entry[CHECKPOINT_FIELDS + CHECKPOINT_WORDS];
    int entries;
    char key[CHECKPOINT_FIELDS + CHECKPOINT_WORDS][CHECKPOINT_KEY_MAX];
    char number[CHECKPOINT_FIELDS][NUMBER_TEXT_MAX];
    char init[16 + NUMBER_TEXT_MAX];
    char logs[(LAYERS_MAX + 1) * NUMBER_TEXT_MAX];
};

/* Every key begins with `prefix`, "" for none. */
void checkpoint_fields_print(const struct checkpoint *checkpoint,
                             const char *prefix, struct checkpoint_text *text);

/* Fills everything but `path` and `file` from the metadata of `file`. The
 * message names the key, not the path. */
bool checkpoint_fields_parse(struct checkpoint *checkpoint, const char *prefix,
                             struct error *error);

#endif
