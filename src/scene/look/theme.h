/* Colours. Gates keep their hue in every view: f vermillion, i bluish green,
 * g reddish purple, o and h blue, c orange (Okabe & Ito), GRU r olive, z
 * vermillion (it keeps), n pink. Hue never stands alone: a letter is with it.
 */
#ifndef GATEREEL_SCENE_LOOK_THEME_H
#define GATEREEL_SCENE_LOOK_THEME_H

#include <stdbool.h>

#include "draw/geometry.h"

enum theme_name { THEME_DARK, THEME_LIGHT, THEMES };
extern const char *const theme_names[THEMES]; /* "dark", "light" */

/* Those behind MODEL_OWN tell networks of one kind of cell apart. */
enum model_hue { MODEL_RNN, MODEL_GRU, MODEL_LSTM, MODEL_OWN, MODEL_SECOND,
                 MODEL_THIRD, MODEL_FOURTH, MODEL_HUES };

struct theme {
    bool dark;
    float line;                /* widths of lines are multiplied with this */
    struct color ground_top, ground_bottom;       /* of the window */
    struct color panel, panel_end, card, card_current, well;
    struct color edge, edge_strong;               /* of panels, of controls */
    struct color ink, ink_soft, ink_faint;        /* text: 7:1, 5:1, 5:1 */
    struct color accent, on_accent, shadow, chip, chip_on, track, node;
    struct color on_hue;                          /* letters on a gate's hue */
    struct color f, i, g, o, c, h, x, r, z, n;
    struct color c_text;                          /* c as text */
    struct color gradient, h_path, good, warn;
    struct color model[MODEL_HUES];
    struct color belt[3];                         /* small, middle, large |c| */
    struct color bubble, bubble_ink, bubble_soft; /* read-outs */
};

const struct theme *theme_of(enum theme_name name);

/* WCAG contrast ratio, 1 .. 21. */
float color_contrast(struct color a, struct color b);

/* The dark or the light ink, whichever reads better on `ground`. */
struct color ink_on(struct color ground);

#endif
