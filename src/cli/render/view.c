/* Views are the stage with one panel alone, or other screens. */
#include "cli/render/view.h"

const char *const render_views[RENDER_VIEWS] = {
    "all", "unrolled", "cell", "scopes", "heatmap", "gradients", "series",
    "layers", "start", "help", "units", "paths", "triangle", "compare",
    "lanes", "reach", "factors", "dials", "text", "reading", "next",
    "train", "task", "loss", "norms", "scores", "reel", "sweep", "tasks",
};

/* In the same order. */
static const struct row {
    enum screen screen;
    enum panel alone;
    enum overlay overlay;
} rows[RENDER_VIEWS] = {
    {SCREEN_STAGE, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_STRIP, OVERLAY_NONE},
    {SCREEN_CELL, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_SCOPES, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_HEAT, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_DECAY, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_SERIES, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_LAYERS, OVERLAY_NONE},
    {SCREEN_START, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_NONE, OVERLAY_HELP},
    {SCREEN_STAGE, PANEL_UNITS, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_PATHS, OVERLAY_NONE},
    {SCREEN_STAGE, PANEL_TRIANGLE, OVERLAY_NONE},
    {SCREEN_COMPARE, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_COMPARE, PANEL_LANES, OVERLAY_NONE},
    {SCREEN_COMPARE, PANEL_REACH, OVERLAY_NONE},
    {SCREEN_COMPARE, PANEL_FACTORS, OVERLAY_NONE},
    {SCREEN_COMPARE, PANEL_DIALS, OVERLAY_NONE},
    {SCREEN_TEXT, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_TEXT, PANEL_TEXT, OVERLAY_NONE},
    {SCREEN_TEXT, PANEL_NEXT, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_NONE, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_TASK, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_LOSS, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_NORMS, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_SCORES, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_REEL, OVERLAY_NONE},
    {SCREEN_TRAIN, PANEL_SWEEP, OVERLAY_NONE},
    {SCREEN_START, PANEL_NONE, OVERLAY_TASKS},
};

void render_view(struct ui *ui, int view)
{
    ui->screen = rows[view].screen;
    ui->alone = rows[view].alone;
    ui->overlay = rows[view].overlay;
}
