/* Names and defaults. */
#include "scene/ui.h"

const char *const language_names[LANGUAGES] = {"en", "ko"};

const char *const panel_names[PANELS] = {
    "none", "story", "strip", "heatmap", "scopes", "series", "gradients",
    "layers", "cell", "sums", "paths", "triangle", "units", "trace", "lanes",
    "dials", "reach", "factors", "task", "loss", "norms", "scores", "reel",
    "sweep", "text", "next", "lesson", "predict", "calculate",
};

const char *const unit_column_names[UNIT_COLUMNS] = {
    "unit", "mean", "low", "high", "retention", "half-life", "moves",
    "gradient", "reaction",
};

const float ui_speeds[SPEEDS] = {0.25f, 1, 4, 16, 64};
const char *const ui_speed_names[SPEEDS] = {"¼×", "1×", "4×", "16×", "64×"};

const float ui_train_speeds[SPEEDS] = {1, 4, 16, 64, 0};
const char *const ui_train_speed_names[SPEEDS] = {"1/s", "4/s", "16/s", "64/s",
                                                  "max"};

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
        .train_speed = SPEEDS - 1,
        .epoch = -1,
        .text_top = -1,
        .pointer = {-1, -1},
        .busy = -1,
    };
}

bool ui_shows(const struct ui *ui, enum panel panel)
{
    if (ui->alone != PANEL_NONE)
        return ui->alone == panel;
    if (ui->learning && ui->shown > 0)
        return ui->show[0] == panel || (ui->shown > 1 && ui->show[1] == panel);
    switch (ui->screen) {
    case SCREEN_STAGE:
        return panel == PANEL_STRIP || panel == ui->left ||
               panel == ui->right;
    case SCREEN_CELL: return panel == PANEL_CELL || panel == PANEL_SUMS;
    case SCREEN_TEXT:
        return panel == PANEL_TEXT || panel == PANEL_NEXT ||
               panel == PANEL_STRIP || panel == PANEL_UNITS;
    default: return false;
    }
}
