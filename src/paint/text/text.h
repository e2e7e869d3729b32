/* Text: which face has which letter, how wide it is, and where in the atlas.
 *
 * SDL_ttf has no fallback chain, so a line is cut into pieces where the face
 * changes; it is also cut after every space and around every digit. Pieces are
 * rendered once and kept in the atlas until it is full: words are shared
 * between lines, and numbers that change every frame need ten digits only.
 */
#ifndef GATEREEL_PAINT_TEXT_TEXT_H
#define GATEREEL_PAINT_TEXT_TEXT_H

#include "base/error.h"
#include "draw/measure.h"
#include "paint/atlas.h"
#include "paint/mesh/mesh.h"

struct text;

/* Finds the installed faces. Fails without any font at all, with a message
 * that says what to install. `atlas` is borrowed. */
struct text *text_create(struct atlas *atlas, struct error *error);
void text_destroy(struct text *text);

/* Is there a face with this code point? Hangul: 0xAC00. Takes a moment. */
bool text_has(const struct text *text, uint32_t code);

/* The measure of what text_put paints, exact in pixels. Valid as long as
 * `text`. */
struct measure text_measure(struct text *text);

/* Appends the quads of string[0..length) (UTF-8 with the markup of measure.h),
 * its left end at x and its baseline at y, in pixels (both are rounded);
 * `pixels` to the em, cut to 4..512. False when the atlas is full: clear it and
 * paint the frame again. What finds no place, now or ever, is a box. */
bool text_put(struct text *text, struct mesh *mesh, float x, float y,
              enum face face, int pixels, struct color color,
              const char *string, size_t length);

/* The atlas was cleared: nothing that was in it is there any more. */
void text_forget(struct text *text);

#endif
