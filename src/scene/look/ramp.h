/* Colour scales of heat maps: straight lines in OKLab (Ottosson 2020) between
 * a few anchors, so that equal steps look equal.
 */
#ifndef GATEREEL_SCENE_LOOK_RAMP_H
#define GATEREEL_SCENE_LOOK_RAMP_H

#include <stdint.h>

#include "draw/geometry.h"
#include "scene/look/theme.h"

enum ramp {
    RAMP_GATE,     /* 0 .. 1, one hue, more is brighter (dark) or darker */
    RAMP_SIGNED,   /* -1 .. 1: blue, ground at 0, orange */
    RAMP_GRADIENT, /* signed gradients on a log scale: blue, ground, pink */
    RAMP_SIZE,     /* 0 .. 1, sizes of gradients, one hue */
    RAMPS
};

/* Entry 0 is the low end, 254 the high end, 127 the middle of signed ones;
 * 255 is for what is no number. */
enum { RAMP_TOP = 254, RAMP_BAD = 255 };

void ramp_fill(enum ramp ramp, enum theme_name theme, struct color out[256]);

/* The entry of a value: share 0 .. 1, or -1 .. 1 of a signed ramp; beyond is
 * cut, NaN is RAMP_BAD. */
uint8_t ramp_entry(enum ramp ramp, double value);

/* Of one value without a table. */
struct color ramp_color(enum ramp ramp, enum theme_name theme, double value);

#endif
