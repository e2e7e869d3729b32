/* Views are the stage with one panel alone, or other screens. */
#include "cli/render/view.h"

const char *const render_views[RENDER_VIEWS] = {
    "all", "unrolled", "cell", "scopes", "heatmap", "gradients", "series",
    "layers", "start", "help", "units", "paths", "triangle", "compare", "lanes",
    "reach", "factors", "dials",
};

void render_view(struct ui *ui, int view)
{
    static const enum panel alone[RENDER_VIEWS] = {
        [1] = PANEL_STRIP, [3] = PANEL_SCOPES, [4] = PANEL_HEAT,
        [5] = PANEL_DECAY, [6] = PANEL_SERIES, [7] = PANEL_LAYERS,
        [10] = PANEL_UNITS, [11] = PANEL_PATHS, [12] = PANEL_TRIANGLE,
        [14] = PANEL_LANES, [15] = PANEL_REACH, [16] = PANEL_FACTORS,
        [17] = PANEL_DIALS,
    };

    ui->alone = alone[view];
    ui->screen = view == 2 ? SCREEN_CELL :
                 view == 8 ? SCREEN_START :
                 view >= 13 ? SCREEN_COMPARE : SCREEN_STAGE;
    ui->overlay = view == 9 ? OVERLAY_HELP : OVERLAY_NONE;
}
