/* Text on a page: the fonts, sizes and places of the window's, as glyphs that
 * know which letters they are.
 */
#ifndef GATEREEL_PRINT_LETTERS_H
#define GATEREEL_PRINT_LETTERS_H

#include <cairo.h>

#include "draw/geometry.h"
#include "paint/text/fonts.h"
#include "paint/text/runs.h"

/* {0} has no fonts. */
struct letters {
    struct fonts fonts;
    struct runs runs;          /* widths only */
    cairo_font_face_t *face[FONTS_MAX]; /* owned; NULL until it is needed */
};

/* A line of text, in pixels. */
struct letters_line {
    struct point at;           /* left end of the baseline */
    enum face face;
    int pixels;                /* to the em */
    const char *text;          /* with the markup of draw/measure.h */
    size_t length;
};

/* Fails without memory or without any font. */
bool letters_init(struct letters *letters, struct error *error);
void letters_finish(struct letters *letters);

/* Borrows `letters`. */
struct measure letters_measure(struct letters *letters);

/* Writes it in the present colour of `cairo`, whose units are pixels. */
void letters_show(struct letters *letters, cairo_t *cairo,
                  const struct letters_line *line);

#endif
