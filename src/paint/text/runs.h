/* What was found out about pieces of text: how wide they are, and where in the
 * atlas their pictures stand.
 *
 * There is room for a fixed number of them, many times of what a frame needs.
 * When it is used up all are forgotten and found out again as they come.
 */
#ifndef GATEREEL_PAINT_TEXT_RUNS_H
#define GATEREEL_PAINT_TEXT_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "paint/text/glyphs.h"

enum { RUNS_MAX = 8192, RUNS_BYTES = 1 << 17 };

struct run {
    uint32_t hash;
    int font, pixels;         /* pixels = 0: the extent, for every size */
    int text, length;         /* in runs->bytes; length = 0: a free slot */
    struct extent extent;
    struct glyphs glyphs;
};

struct runs {
    struct run *slots;        /* by hash, owned */
    char *bytes;              /* [RUNS_BYTES], owned */
    int count, used;          /* runs and bytes */
};

bool runs_init(struct runs *runs, struct error *error);
void runs_finish(struct runs *runs);

/* How far the piece moves the pen, in pixels. */
float runs_advance(struct runs *runs, struct fonts *fonts,
                   const struct text_piece *piece);

/* The picture of the piece, in the atlas if there is a way. */
struct glyphs runs_glyphs(struct runs *runs, struct fonts *fonts,
                          struct atlas *atlas, const struct text_piece *piece);

/* The atlas was cleared. */
void runs_forget(struct runs *runs);

#endif
