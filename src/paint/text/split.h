/* Cuts a line into pieces: each is written in one font at one size on one
 * baseline, and is short enough to be kept and found again.
 *
 * Pieces end where the font or the markup changes, after a space, and around
 * every letter of a number. Digits then stand at whole pixels one like the
 * other, and a number that changes needs no new pictures.
 */
#ifndef GATEREEL_PAINT_TEXT_SPLIT_H
#define GATEREEL_PAINT_TEXT_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/measure.h"
#include "paint/text/fonts.h"

enum { PIECE_BYTES = 192, PIXELS_MIN = 4, PIXELS_MAX = 512 };

struct text_piece {
    int font;
    int pixels;               /* PIXELS_MIN..PIXELS_MAX */
    int rise;                 /* pixels from the line's baseline upwards */
    bool single;              /* stands at whole pixels */
    bool apart;               /* at another height than what follows: must not
                                 lean over it */
    int letters, length;      /* code points with their marks, bytes */
    char text[PIECE_BYTES];   /* valid UTF-8, NUL-terminated */
};

struct split {
    struct fonts *fonts;
    enum face face;
    int pixels;               /* of the line */
    const char *at, *end;     /* what is left of it */
    char level;               /* '_', '^', or 0 on the line */
};

/* A line that is to be cut; it may be anything, as long as it is `length`
 * bytes. Borrows `fonts` and the string. */
struct split split_begin(struct fonts *fonts, enum face face, int pixels,
                         const char *string, size_t length);

/* The next piece; false at the end of the line. */
bool split_next(struct split *split, struct text_piece *piece);

#endif
