/* The two themes as tables, and contrast as WCAG 2.1 defines it. */
#include "scene/look/theme.h"

#include <math.h>

const char *const theme_names[THEMES] = {"dark", "light"};

#define HEX(hex)                                                              \
    {                                                                         \
        (hex) >> 16, (hex) >> 8 & 255, (hex) & 255, 255                       \
    }

static const struct theme themes[THEMES] = {
    [THEME_DARK] = {
        .dark = true, .line = 1,
        .ground_top = HEX(0x0c1017), .ground_bottom = HEX(0x10151e),
        .panel = HEX(0x161c27), .panel_end = HEX(0x131924),
        .card = HEX(0x1e2633), .card_current = HEX(0x253044),
        .well = HEX(0x0f141d),
        .edge = HEX(0x283142), .edge_strong = HEX(0x364258),
        .ink = HEX(0xeef2f8), .ink_soft = HEX(0xa9b4c6),
        .ink_faint = HEX(0x8894ab),
        .accent = HEX(0x6cb8f0), .on_accent = HEX(0x0b1320),
        .shadow = {0, 0, 0, 107}, .chip = HEX(0x232c3b),
        .chip_on = HEX(0x3a475d), .track = HEX(0x2a3445),
        .node = HEX(0x0f1520), .on_hue = HEX(0x0c1017),
        .f = HEX(0xf0743e), .i = HEX(0x1fb88d), .g = HEX(0xd98bb8),
        .o = HEX(0x56b4e9), .c = HEX(0xf2b134), .h = HEX(0x56b4e9),
        .x = HEX(0xa9b4c6), .r = HEX(0xd2c84a), .z = HEX(0xf0743e),
        .n = HEX(0xd98bb8), .c_text = HEX(0xf2b134),
        .gradient = HEX(0xd98bb8), .h_path = HEX(0x8f9bff),
        .good = HEX(0x1fb88d), .warn = HEX(0xf2b134),
        .model = {HEX(0xff5c82), HEX(0xd2e65a), HEX(0xa88fff), HEX(0xeef2f8),
                  HEX(0x3fd6cc), HEX(0xffa36b), HEX(0xf08be0)},
        .belt = {HEX(0x7a5418), HEX(0xe69f00), HEX(0xffe7a3)},
        .bubble = {11, 15, 22, 245}, .bubble_ink = HEX(0xffffff),
        .bubble_soft = HEX(0xb9c4d6),
    },
    [THEME_LIGHT] = {
        .dark = false, .line = 1.3f,
        .ground_top = HEX(0xeef1f5), .ground_bottom = HEX(0xe8ecf2),
        .panel = HEX(0xffffff), .panel_end = HEX(0xffffff),
        .card = HEX(0xf7f9fc), .card_current = HEX(0xffffff),
        .well = HEX(0xf3f6fa),
        .edge = HEX(0xd5dce6), .edge_strong = HEX(0xb9c3d1),
        .ink = HEX(0x10161f), .ink_soft = HEX(0x3f4b5c),
        .ink_faint = HEX(0x5a6779),
        .accent = HEX(0x0060a8), .on_accent = HEX(0xffffff),
        .shadow = {27, 42, 65, 33}, .chip = HEX(0xe9eef5),
        .chip_on = HEX(0xffffff), .track = HEX(0xdfe5ee),
        .node = HEX(0xffffff), .on_hue = HEX(0xffffff),
        .f = HEX(0xc44e00), .i = HEX(0x00805c), .g = HEX(0xb0528a),
        .o = HEX(0x0072b2), .c = HEX(0xd08c00), .h = HEX(0x0072b2),
        .x = HEX(0x4a5568), .r = HEX(0x756c00), .z = HEX(0xc44e00),
        .n = HEX(0xb0528a), .c_text = HEX(0x8f5a00),
        .gradient = HEX(0xb0528a), .h_path = HEX(0x4a4fc4),
        .good = HEX(0x00805c), .warn = HEX(0x8f5a00),
        .model = {HEX(0x94103c), HEX(0x6d7700), HEX(0x5b3fd6), HEX(0x10161f),
                  HEX(0x00757f), HEX(0xa34300), HEX(0xa3148a)},
        .belt = {HEX(0xf3dca6), HEX(0xe69f00), HEX(0x8f5a00)},
        .bubble = {27, 36, 51, 247}, .bubble_ink = HEX(0xffffff),
        .bubble_soft = HEX(0xb9c4d6),
    },
};

const struct theme *theme_of(enum theme_name name)
{
    return &themes[name];
}

static float linear(uint8_t part)
{
    float value = part / 255.0f;
    return value <= 0.04045f ? value / 12.92f
                             : powf((value + 0.055f) / 1.055f, 2.4f);
}

static float luminance(struct color color)
{
    return 0.2126f * linear(color.r) + 0.7152f * linear(color.g) +
           0.0722f * linear(color.b);
}

float color_contrast(struct color a, struct color b)
{
    float p = luminance(a) + 0.05f, q = luminance(b) + 0.05f;
    return p > q ? p / q : q / p;
}

struct color ink_on(struct color ground)
{
    const struct color dark = HEX(0x0b0f16), light = HEX(0xffffff);

    return color_contrast(dark, ground) > color_contrast(light, ground) ? dark
                                                                        : light;
}
