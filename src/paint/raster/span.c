/* There is one inner loop, mix_bytes: bytes of colour and of alpha into bytes
 * of the picture, in 16-bit arithmetic that compilers turn into vectors. All
 * else prepares a block of its arguments. Runs of a few pixels, which edges are
 * made of, are mixed one by one, with the same result.
 */
#include "paint/raster/span.h"

enum {
    BLOCK = 64, /* pixels prepared at a time */
    FEW = 6,    /* pixels that are faster one by one */
};

uint32_t span_pixel(struct color color)
{
    return 0xff000000u | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 |
           color.b;
}

/* Two channels in each product; t / 255 to the nearest is (t + t/256) / 256 of
 * t + 128. */
static uint32_t mix_pixel(uint32_t under, uint32_t over, uint32_t alpha)
{
    const uint32_t even = 0x00ff00ff, half = 0x00800080;
    uint32_t keep = 255 - alpha;
    uint32_t low = (over & even) * alpha + (under & even) * keep + half;
    uint32_t high = (over >> 8 & even) * alpha + (under >> 8 & even) * keep +
                    half;

    low = (low + (low >> 8 & even)) >> 8 & even;
    high = (high + (high >> 8 & even)) & ~even;
    return low | high;
}

static void mix_bytes(uint8_t *restrict to, const uint8_t *restrict over,
                      const uint8_t *restrict alpha, int count)
{
    for (int k = 0; k < count; k++) {
        uint16_t a = alpha[k];
        uint16_t t = (uint16_t)(over[k] * a + to[k] * (uint16_t)(255 - a) +
                                128);
        to[k] = (uint8_t)((uint16_t)(t + (t >> 8)) >> 8);
    }
}

static void mix_block(uint32_t *to, const uint32_t *over,
                      const uint32_t *alpha, int count)
{
    mix_bytes((uint8_t *)to, (const uint8_t *)over, (const uint8_t *)alpha,
              4 * count);
}

/* The same alpha for all four channels. */
static uint32_t four(uint32_t alpha)
{
    alpha |= alpha << 8;
    return alpha | alpha << 16;
}

static uint32_t whole(int32_t value)
{
    value >>= 16;
    return value < 0 ? 0 : value > 255 ? 255 : (uint32_t)value;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void fill(uint32_t *to, int count, uint32_t pixel)
{
    for (int k = 0; k < count; k++)
        to[k] = pixel;
}

void span_fill(uint32_t *to, int count, struct color color)
{
    uint32_t pixel = span_pixel(color), over[BLOCK], alpha[BLOCK];

    if (color.a == 255) {
        fill(to, count, pixel);
        return;
    }
    if (count <= FEW) {
        for (int k = 0; k < count; k++)
            to[k] = mix_pixel(to[k], pixel, color.a);
        return;
    }
    fill(over, least(count, BLOCK), pixel);
    fill(alpha, least(count, BLOCK), four(color.a));
    for (; count > 0; count -= BLOCK, to += BLOCK)
        mix_block(to, over, alpha, least(count, BLOCK));
}

/* coverage * alpha / 255 to the nearest. */
static uint32_t share(uint32_t coverage, uint32_t alpha)
{
    uint32_t t = coverage * alpha + 128;

    return (t + (t >> 8)) >> 8;
}

void span_cover(uint32_t *to, const uint8_t *coverage, int count,
                struct color color)
{
    uint32_t over[BLOCK], alpha[BLOCK];

    fill(over, least(count, BLOCK), span_pixel(color));
    for (; count > 0; count -= BLOCK, to += BLOCK, coverage += BLOCK) {
        int part = least(count, BLOCK);
        for (int k = 0; k < part; k++)
            alpha[k] = four(share(coverage[k], color.a));
        mix_block(to, over, alpha, part);
    }
}

void span_fade(uint32_t *to, int count, struct color color,
               const struct span_shade *shade)
{
    uint32_t pixel = span_pixel(color), over[BLOCK], alpha[BLOCK];
    /* Steps may wrap beyond the last pixel, where nobody looks. */
    uint32_t value = (uint32_t)shade->start[3];
    uint32_t step = (uint32_t)shade->step[3];

    if (count <= FEW) {
        for (int k = 0; k < count; k++, value += step)
            to[k] = mix_pixel(to[k], pixel, whole((int32_t)value));
        return;
    }
    fill(over, least(count, BLOCK), pixel);
    for (; count > 0; count -= BLOCK, to += BLOCK) {
        int part = least(count, BLOCK);
        for (int k = 0; k < part; k++, value += step)
            alpha[k] = four(whole((int32_t)value));
        mix_block(to, over, alpha, part);
    }
}

/* Pixel and alpha of place k of a shade. */
static uint32_t shade_at(const struct span_shade *shade, int k,
                         uint32_t *alpha)
{
    uint32_t value[4];

    for (int c = 0; c < 4; c++)
        value[c] = whole((int32_t)((uint32_t)shade->start[c] +
                                   (uint32_t)shade->step[c] * (uint32_t)k));
    *alpha = value[3];
    return 0xff000000u | value[0] << 16 | value[1] << 8 | value[2];
}

void span_shade(uint32_t *to, int count, const struct span_shade *shade)
{
    uint32_t over[BLOCK], alpha[BLOCK];

    if (count <= FEW) {
        for (int k = 0; k < count; k++) {
            uint32_t pixel = shade_at(shade, k, alpha);
            to[k] = mix_pixel(to[k], pixel, alpha[0]);
        }
        return;
    }
    for (int first = 0; first < count; first += BLOCK) {
        int part = least(count - first, BLOCK);
        for (int k = 0; k < part; k++) {
            over[k] = shade_at(shade, first + k, &alpha[k]);
            alpha[k] = four(alpha[k]);
        }
        mix_block(to + first, over, alpha, part);
    }
}
