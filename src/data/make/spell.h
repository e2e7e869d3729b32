/* Pictures of digits and the words for them, letter by letter: the inside of
 * the tasks spell and spell-ko.
 *
 * Inputs are 64 pixels and then the letters one-hot: the first step reads the
 * picture alone, every other one the letter before. Asked is the next letter,
 * and after the last one the end.
 */
#ifndef GATEREEL_DATA_MAKE_SPELL_H
#define GATEREEL_DATA_MAKE_SPELL_H

#include "data/task.h"

enum { SPELL_SIDE = 8, SPELL_PIXELS = SPELL_SIDE * SPELL_SIDE, SPELL_DIGITS = 10 };

/* "seven"; in Korean as jamo of the compatibility block, one by one. */
extern const char *const spell_words[2][SPELL_DIGITS]; /* [Korean?] */

/* Reads the CSV of digits; sets everything of `task` but kind, info, seed. */
bool spell_init(struct task *task, const struct material *material,
                struct error *error);

/* Picture `index` (training ones first) into sequence b. */
void spell_fill(const struct task *task, bool test, int index,
                struct batch *batch, int b);

#endif
