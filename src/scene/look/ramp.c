/* Anchors per ramp and theme; what lies between is interpolated in OKLab. */
#include "scene/look/ramp.h"

#include <math.h>

enum { ANCHORS_MAX = 5 };

static const struct {
    int anchors;
    uint32_t hex[THEMES][ANCHORS_MAX];
} ramps[RAMPS] = {
    [RAMP_GATE] = {4, {{0x151b28, 0x5c2632, 0xcb532b, 0xffbd78},
                       {0xfdf6ee, 0xf9c9a4, 0xe5864a, 0xb54a05}}},
    [RAMP_SIGNED] = {5, {{0x4aa8ff, 0x2a5f96, 0x1b2330, 0x9a6a1e, 0xffc04a},
                         {0x1f6fbf, 0x9cc3e8, 0xf4f6f9, 0xf2cf8e, 0xd08c00}}},
    [RAMP_GRADIENT] = {5, {{0x7cc0ff, 0x2f6fb8, 0x161e2b, 0xa8477f, 0xf6a9d3},
                           {0x0b4f94, 0x6fa8dc, 0xeef2f7, 0xdc8fbb,
                            0x9a1f68}}},
    [RAMP_SIZE] = {4, {{0x3a2340, 0x7d3f78, 0xd97fb6, 0xffe4f2},
                       {0xf3d7e8, 0xd98bbb, 0xa53f80, 0x4c0f3c}}},
};

static float to_linear(uint8_t part)
{
    float v = part / 255.0f;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

static uint8_t from_linear(float v)
{
    v = v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f;
    return (uint8_t)(fminf(fmaxf(v, 0), 1) * 255 + 0.5f);
}

static void to_oklab(uint32_t hex, float lab[3])
{
    struct color color = color_of(hex);
    float r = to_linear(color.r), g = to_linear(color.g);
    float b = to_linear(color.b);
    float l = cbrtf(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
    float m = cbrtf(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
    float s = cbrtf(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);

    lab[0] = 0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s;
    lab[1] = 1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s;
    lab[2] = 0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s;
}

static struct color from_oklab(const float lab[3])
{
    float l = lab[0] + 0.3963377774f * lab[1] + 0.2158037573f * lab[2];
    float m = lab[0] - 0.1055613458f * lab[1] - 0.0638541728f * lab[2];
    float s = lab[0] - 0.0894841775f * lab[1] - 1.2914855480f * lab[2];

    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return (struct color){
        from_linear(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s),
        from_linear(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s),
        from_linear(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s),
        255};
}

/* share 0 .. 1 along the anchors. */
static struct color between(enum ramp ramp, enum theme_name theme, float share)
{
    int last = ramps[ramp].anchors - 1;
    float at = fminf(fmaxf(share, 0), 1) * (float)last;
    int k = at >= (float)last ? last - 1 : (int)at;
    float a[3], b[3];

    to_oklab(ramps[ramp].hex[theme][k], a);
    to_oklab(ramps[ramp].hex[theme][k + 1], b);
    for (int j = 0; j < 3; j++)
        a[j] += (b[j] - a[j]) * (at - (float)k);
    return from_oklab(a);
}

void ramp_fill(enum ramp ramp, enum theme_name theme, struct color out[256])
{
    for (int k = 0; k <= RAMP_TOP; k++)
        out[k] = between(ramp, theme, (float)k / RAMP_TOP);
    out[RAMP_BAD] = color_of(0xff00ff);
}

static bool is_signed(enum ramp ramp)
{
    return ramp == RAMP_SIGNED || ramp == RAMP_GRADIENT;
}

uint8_t ramp_entry(enum ramp ramp, double value)
{
    if (isnan(value))
        return RAMP_BAD;
    double share = is_signed(ramp) ? 0.5 + 0.5 * value : value;
    return (uint8_t)(fmin(fmax(share, 0), 1) * RAMP_TOP + 0.5);
}

struct color ramp_color(enum ramp ramp, enum theme_name theme, double value)
{
    uint8_t entry = ramp_entry(ramp, value);

    return entry == RAMP_BAD ? color_of(0xff00ff)
                             : between(ramp, theme, (float)entry / RAMP_TOP);
}
