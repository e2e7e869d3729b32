/* Text on a page: the fonts, sizes and places of the window's, as glyphs that
 * know which letters they are.
 */
#ifndef GATEREEL_PRINT_LETTERING_H
#define GATEREEL_PRINT_LETTERING_H

#include <cairo/cairo.h>

#include "draw/geometry.h"
#include "paint/text/fonts.h"
#include "paint/text/runs.h"

/* {0} has no fonts. */
struct lettering {
    struct fonts fonts;
    struct runs runs;          /* widths only */
    cairo_font_face_t *face[FONTS_MAX]; /* owned; NULL until it is needed */
};

/* A line of text, in pixels. */
struct lettering_line {
    struct point at;           /* left end of the baseline */
    enum face face;
    int pixels;                /* to the em */
    const char *text;          /* with the markup of draw/measure.h */
    size_t length;
};

/* Fails without memory or without any font. */
bool lettering_init(struct lettering *lettering, struct error *error);
void lettering_finish(struct lettering *lettering);

/* Borrows `lettering`. */
struct measure lettering_measure(struct lettering *lettering);

/* Writes it in the present colour of `cairo`, whose units are pixels. */
void lettering_show(struct lettering *lettering, cairo_t *cairo,
                  const struct lettering_line *line);

#endif
