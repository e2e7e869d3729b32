/* Draw lists as pages of a PDF: vectors and text that can be selected, by
 * cairo, with the same fonts as the window.
 */
#ifndef GATEREEL_PRINT_PRINT_H
#define GATEREEL_PRINT_PRINT_H

#include <stdbool.h>

#include "base/error.h"
#include "draw/draw.h"

struct print;

/* A4 upright, in points of 1/72 inch. */
extern const float print_width, print_height; /* 595.28, 841.89 */

/* Pages go beside `path`, which is replaced when they end, whole or not at all.
 * `grey`: every colour becomes the grey of its luminance. */
struct print *print_create(const char *path, const char *title, bool grey,
                           struct error *error);

/* What texts of a page take; valid as long as `print`. */
struct measure print_measure(const struct print *print);

/* Can Korean be written? */
bool print_has_korean(const struct print *print);

/* A page with everything in the list, but light and shadow (DRAW_GLOW). Its
 * frame is as wide as the page, whatever its pixels: the finer they are, the
 * finer are the sizes of letters. */
bool print_page(struct print *print, const struct draw_list *list,
                struct error *error);

/* Writes the file. print_destroy without it leaves no file. */
bool print_end(struct print *print, struct error *error);
void print_destroy(struct print *print); /* NULL is allowed */

#endif
