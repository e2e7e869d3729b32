/* The letters of one piece: how wide they are, and their picture. */
#ifndef GATEREEL_PAINT_TEXT_GLYPHS_H
#define GATEREEL_PAINT_TEXT_GLYPHS_H

#include "paint/atlas.h"
#include "paint/text/fonts.h"
#include "paint/text/split.h"

enum glyphs_state {
    GLYPHS_NONE,      /* not rendered */
    GLYPHS_PLACED,
    GLYPHS_BLANK,     /* nothing is to be seen */
    GLYPHS_FULL,      /* the atlas has no place left */
    GLYPHS_IMPOSSIBLE /* larger than the atlas, or the font does not work */
};

struct glyphs {
    enum glyphs_state state;
    int left, top;            /* of the picture, from the pen; y downwards */
    struct atlas_place place; /* w and h without a place too */
};

/* In ems, the same at every size. */
struct extent {
    float advance;            /* how far the pen moves */
    float lean;               /* how far the last letter reaches beyond that */
};

struct extent glyphs_measure(struct fonts *fonts,
                             const struct text_piece *piece);

/* Renders the piece into the atlas. Never GLYPHS_NONE. */
struct glyphs glyphs_render(struct fonts *fonts, struct atlas *atlas,
                            const struct text_piece *piece);

#endif
