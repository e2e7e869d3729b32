/* Names and defaults. */
#include "scene/ui.h"

const char *const language_names[LANGUAGES] = {"en", "ko"};

const char *const panel_names[PANELS] = {
    "none", "story", "strip", "heatmap", "scopes", "series", "gradients",
    "layers", "cell", "sums", "paths", "triangle", "units", "trace", "lanes",
    "dials", "reach", "factors",
};

const char *const unit_column_names[UNIT_COLUMNS] = {
    "unit", "mean", "low", "high", "retention", "half-life", "moves",
    "gradient",
};

const float ui_speeds[SPEEDS] = {0.25f, 1, 4, 16, 64};
const char *const ui_speed_names[SPEEDS] = {"¼×", "1×", "4×", "16×", "64×"};

struct ui ui_defaults(void)
{
    return (struct ui){
        .text_scale = 1,
        .screen = SCREEN_STAGE,
        .left = PANEL_HEAT,
        .right = PANEL_DECAY,
        .story = true,
        .speed = 1,
        .cards = 8,
        .gate = -1,
        .column = COLUMN_UNIT,
        .quantity = DECAY_JACOBIAN,
        .path = DECAY_CELL,
        .weights = LAG_WEIGHTS_W,
        .pointer = {-1, -1},
        .busy = -1,
    };
}
