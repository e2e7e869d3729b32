/* Panels in boxes: what every screen's layout is put together from.
 */
#include "scene/layout/place.h"

#include "scene/tell/tell.h"
#include "scene/view/view.h"

enum {
    TRACE_MIN_ROOM = 1100, /* of a panel, to have the opened number beside it */
    TABS = 44, TABS_LEAST = 200,
};

typedef void view(const struct scene *scene, struct box box);

static void show_strip(const struct scene *scene, struct box box)
{
    if (scene->now.pass == PASS_FORWARD)
        view_strip(scene, box);
    else
        view_backward(scene, box);
}

static view *view_of(enum panel panel)
{
    static view *const views[PANELS] = {
        [PANEL_STORY] = view_story,   [PANEL_STRIP] = show_strip,
        [PANEL_HEAT] = view_heat,     [PANEL_SCOPES] = view_scopes,
        [PANEL_SERIES] = view_series, [PANEL_DECAY] = view_decay,
        [PANEL_LAYERS] = view_layers, [PANEL_CELL] = view_cell,
        [PANEL_SUMS] = view_sums,     [PANEL_UNITS] = view_units,
        [PANEL_TRACE] = view_trace,
        [PANEL_PATHS] = view_paths,   [PANEL_TRIANGLE] = view_triangle,
        [PANEL_LANES] = view_lanes,   [PANEL_REACH] = view_reach,
        [PANEL_FACTORS] = view_factors, [PANEL_DIALS] = view_dials,
        [PANEL_TASK] = view_task,     [PANEL_LOSS] = view_loss,
        [PANEL_NORMS] = view_norms,   [PANEL_SCORES] = view_scores,
        [PANEL_REEL] = view_reel,     [PANEL_SWEEP] = view_sweep,
        [PANEL_TEXT] = view_text,     [PANEL_NEXT] = view_next,
        [PANEL_LESSON] = view_lesson, [PANEL_PREDICT] = view_predict,
        [PANEL_CALCULATE] = view_calculate,
    };
    return views[panel];
}

void place_panel(const struct scene *scene, enum panel panel, struct box box)
{
    view *draw = view_of(panel);

    if (draw == NULL || box.w < 120 || box.h < 80)
        return;
    struct box before = draw_clip(scene->list, box_inset(box, -40));
    draw_spot(scene->list, box, (struct draw_id){0}, ACTION_NONE, (int)panel);
    draw(scene, box);
    if (scene->tells)
        tell_panel(scene, panel, box);
    draw_unclip(scene->list, before);
}

struct box place_left(struct box *box, float width)
{
    struct box cut = box_at(box->x, box->y, width, box->h);

    box->x += width + PLACE_GAP;
    box->w -= width + PLACE_GAP;
    return cut;
}

struct box place_right(struct box *box, float width)
{
    box->w -= width + PLACE_GAP;
    return box_at(box_right(*box) + PLACE_GAP, box->y, width, box->h);
}

bool place_trace(const struct scene *scene, struct box *box)
{
    if (scene->ui->traces == 0 || scene->ui->alone == PANEL_TRACE)
        return false;
    if (box->w < TRACE_MIN_ROOM) {
        place_panel(scene, PANEL_TRACE, *box);
        return true;
    }
    place_panel(scene, PANEL_TRACE, place_right(box, PLACE_SUMS));
    return false;
}

struct box place_tabs(const struct scene *scene, struct box box,
                      struct choices tabs)
{
    tabs.action = ACTION_ALONE;
    tabs.chosen = scene->ui->alone == PANEL_NONE ? 0 : -1;
    if (box.h - TABS < TABS_LEAST || panel_switch_width(scene, &tabs) > box.w)
        return box;
    for (int k = 0; k < tabs.count; k++)
        if ((int)scene->ui->alone == tabs.value[k])
            tabs.chosen = k;
    panel_switch(scene, point_at(box.x, box.y + TABS / 2 - 6), &tabs);
    return box_at(box.x, box.y + TABS, box.w, box.h - TABS);
}
