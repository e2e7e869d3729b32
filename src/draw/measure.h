/* How wide text will be: asked while a frame is laid out, answered by whoever
 * paints it, or by a synthetic measure in tests. */
#ifndef GATEREEL_DRAW_MEASURE_H
#define GATEREEL_DRAW_MEASURE_H

#include <stddef.h>

enum face {
    FACE_UI,
    FACE_BOLD,
    FACE_ITALIC,
    FACE_MONO,
    FACE_MATH,        /* upright serif: tanh, digits of formulas */
    FACE_MATH_ITALIC, /* serif italic: the letters of formulas */
    FACES
};

/* Text may hold markup: "_{...}" is a subscript, "^{...}" a superscript, both
 * at 0.7 of the size, not nested. */
struct measure {
    /* Advance in pixels of text[0..length) (UTF-8, one line) at `pixels` to
     * the em. */
    float (*width)(void *context, enum face face, int pixels,
                   const char *text, size_t length);
    void *context;
};

/* A measure that depends on nothing: half an em for every code point, a whole
 * one for wide ones (Hangul, CJK), 0.7 of that within markup. */
struct measure measure_synthetic(void);

#endif
