/* Numbers as they stand in prose and formulas. */
#ifndef GATEREEL_SCENE_COURSE_STEP_PROSE_H
#define GATEREEL_SCENE_COURSE_STEP_PROSE_H

#include <stdbool.h>
#include <stddef.h>

/* A number in prose. `text` is what step_says reads. */
enum { PROSE_NUMBER_MAX = 48 };
struct prose_number {
    size_t at;                 /* bytes from the beginning */
    char text[PROSE_NUMBER_MAX];
    bool claims;               /* not a whole number: decimals, powers of ten,
                                  percentages */
};

/* The next number at or behind *from, which then is behind it; false: there is
 * none. Digits of names ("h2", "x_{12}", "U^{50}") are none. */
bool prose_number_next(const char *text, size_t *from,
                       struct prose_number *number);

/* Is it the number that `says` is, with the same digits, however it is
 * written? */
bool prose_number_is(const struct prose_number *number, const char *says);

/* Does a value round to it? */
bool prose_number_covers(const struct prose_number *number, double value);

/* Does a text have the number `says`? */
bool prose_has(const char *text, const char *says);

#endif
