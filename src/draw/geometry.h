/* Points, boxes and colours of the draw list. Lengths are logical units: the
 * painter multiplies them with the list's scale. */
#ifndef GATEREEL_DRAW_GEOMETRY_H
#define GATEREEL_DRAW_GEOMETRY_H

#include <stdbool.h>
#include <stdint.h>

struct point {
    float x, y;
};

/* x, y is the upper left corner; y grows downwards. */
struct box {
    float x, y, w, h;
};

/* Straight alpha, sRGB. */
struct color {
    uint8_t r, g, b, a;
};

static inline struct point point_at(float x, float y)
{
    return (struct point){x, y};
}

static inline struct box box_at(float x, float y, float w, float h)
{
    return (struct box){x, y, w, h};
}

/* The box made smaller by `by` on every side. */
static inline struct box box_inset(struct box box, float by)
{
    return box_at(box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by);
}

static inline float box_right(struct box box)
{
    return box.x + box.w;
}

static inline float box_bottom(struct box box)
{
    return box.y + box.h;
}

static inline bool box_contains(struct box box, struct point at)
{
    return at.x >= box.x && at.x < box.x + box.w && at.y >= box.y &&
           at.y < box.y + box.h;
}

/* 0xRRGGBB, opaque. */
static inline struct color color_of(uint32_t hex)
{
    return (struct color){(uint8_t)(hex >> 16), (uint8_t)(hex >> 8),
                          (uint8_t)hex, 255};
}

/* The colour with its alpha multiplied. */
static inline struct color color_fade(struct color color, float alpha)
{
    color.a = (uint8_t)(color.a * alpha + 0.5f);
    return color;
}

/* From a (share 0) to b (share 1), component by component. */
static inline struct color color_mix(struct color a, struct color b,
                                     float share)
{
    return (struct color){(uint8_t)(a.r + (b.r - a.r) * share + 0.5f),
                          (uint8_t)(a.g + (b.g - a.g) * share + 0.5f),
                          (uint8_t)(a.b + (b.b - a.b) * share + 0.5f),
                          (uint8_t)(a.a + (b.a - a.a) * share + 0.5f)};
}

#endif
