/* English number words, as people write them without "and" and hyphens, and
 * the Korean numerals for them:
 *
 *     three hundred forty two             삼백사십이
 *     zero                                영
 *     ten thousand one hundred            만백
 *
 * English counts in thousands, Korean in ten thousands (만); a one before 십,
 * 백, 천 and a leading 만 is not said.
 */
#ifndef GATEREEL_DATA_MAKE_PAIRS_NUMBERS_H
#define GATEREEL_DATA_MAKE_PAIRS_NUMBERS_H

#include "data/make/pairs/pairs.h"

enum {
    NUMBERS_DIGITS = 8,      /* at most */
    NUMBERS_ALL = 5,         /* up to so many digits every number is there */
    NUMBERS_DRAWN = 20000,   /* else so many: all below 10 000, and as many of
                                each length beyond, always the same */
};

/* One example, 0 .. 99 999 999. */
bool numbers_add(struct pairs *pairs, int number, struct error *error);

/* All numbers of up to `digits` digits, 1 .. NUMBERS_DIGITS. */
bool numbers_make(struct pairs *pairs, int digits, struct error *error);

#endif
