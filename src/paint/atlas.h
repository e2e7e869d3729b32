/* One picture of 8-bit coverage that all text comes from: letters and runs of
 * text are put in as they are needed, in shelves from top to bottom.
 */
#ifndef GATEREEL_PAINT_ATLAS_H
#define GATEREEL_PAINT_ATLAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum { ATLAS_SIZE = 2048 };

struct atlas_place {
    int x, y, w, h;
};

struct atlas {
    uint8_t *pixels;            /* [ATLAS_SIZE][ATLAS_SIZE], owned */
    int shelf_x, shelf_y, shelf_height;
    struct atlas_place changed; /* since the last atlas_unchanged; w = 0: no */
    uint32_t generation;        /* counts how often it was emptied */
    float white_u, white_v;     /* the middle of an opaque white block */
};

bool atlas_init(struct atlas *atlas, struct error *error);
void atlas_finish(struct atlas *atlas);

/* A free place of w x h with a transparent rim of one pixel, marked as
 * changed; false when there is none. */
bool atlas_add(struct atlas *atlas, int w, int h, struct atlas_place *place);

/* Forgets everything but the white block. */
void atlas_clear(struct atlas *atlas);

/* The caller has copied what changed. */
void atlas_unchanged(struct atlas *atlas);

#endif
