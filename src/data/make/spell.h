/* Pictures of digits and the words for them, letter by letter: the inside of
 * the tasks spell and spell-ko.
 *
 * Inputs are 64 pixels and then the letters one-hot: the first step reads the
 * picture alone, every other one the letter before. Asked is the next letter,
 * and after the last one the end.
 *
 * One picture in five, chosen by a hash of its pixels, is kept back for the
 * test: the same picture is never in both. The baseline gives every letter its
 * share in the test, wherever it is asked.
 */
#ifndef GATEREEL_DATA_MAKE_SPELL_H
#define GATEREEL_DATA_MAKE_SPELL_H

#include "data/task.h"

enum {
    SPELL_SIDE = 8, SPELL_PIXELS = SPELL_SIDE * SPELL_SIDE, SPELL_DIGITS = 10,
    SPELL_INK = 16, /* the darkest pixel of the file, which becomes 1 */
};

/* "seven"; in Korean as jamo of the compatibility block, one by one. */
extern const char *const spell_words[2][SPELL_DIGITS]; /* [Korean?] */

/* Reads the CSV of digits, pixels row by row and then the digit; sets
 * everything of `task` but kind, info, seed. On failure task_finish releases
 * what was there. */
bool spell_init(struct task *task, const struct material *material,
                struct error *error);

/* As task_train and task_test. */
void spell_train(const struct task *task, int epoch, int first,
                 struct batch *batch);
void spell_test(const struct task *task, int first, struct batch *batch);

#endif
