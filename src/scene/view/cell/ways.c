/* Widths are logarithms on the scale of the strip's strands.
 */
#include "scene/view/cell/ways.h"

#include <math.h>

#include "scene/look/figure.h"
#include "scene/view/backward/backward.h"
#include "scene/widget/panel.h"

enum { WIRE = 40, GAP = 18, ROOM = 26 };

static const float thinnest = 1.5f, thickest = 11;

static bool is_there(const struct closeup *closeup)
{
    const struct studies *studies = closeup->scene->studies;

    return closeup->back && closeup->cell == CELL_LSTM && studies != NULL &&
           studies->paths.measured > 0 &&
           studies->paths.of.layer == closeup->layer;
}

static int lag_of(const struct closeup *closeup)
{
    return closeup->scene->film->steps - closeup->step;
}

static float thickness(const struct scene *scene, double log10)
{
    float share = backward_path_share(scene, log10);

    return share > 0 ? thinnest + (thickest - thinnest) * share : 0;
}

static void draw_wire(const struct closeup *closeup, float from, float to,
                      float y, double log10, struct color color)
{
    float width = thickness(closeup->scene, log10);

    if (width > 0 && to > from)
        draw_segment(closeup->scene->list, point_at(from, y), point_at(to, y),
                     width, color_fade(color, 0.85f));
}

void ways_strands(const struct closeup *closeup, float gate)
{
    const struct scene *scene = closeup->scene;
    struct quantity cell = quantity_cell(scene);
    int lag = lag_of(closeup);
    bool through = closeup_share(closeup, LSTM_UPDATE, 0.5f, 1) > 0;
    bool out = closeup_share(closeup, LSTM_FORGET, 0, 0.3f) > 0;

    if (!is_there(closeup) || !scene->ui->strands || closeup->all ||
        closeup->half < ROOM)
        return;
    for (int c = 1; c < cell.curves; c++) {
        const struct quantity_curve *curve = &cell.curve[c];
        float y = closeup->belt + (closeup->half - thickest / 2 - 1) *
                                      (c == 1 ? -1 : 1);
        if (through)
            draw_wire(closeup, gate, closeup->right, y,
                      quantity_value(scene, curve->measure, lag),
                      curve->color);
        if (out && closeup->step > 1)
            draw_wire(closeup, closeup->left, gate, y,
                      quantity_value(scene, curve->measure, lag + 1),
                      curve->color);
    }
}

/* One wire with its number; `name` before it or not. Returns its width, drawn
 * from `x` or, with draw false, only measured. */
static float write_way(const struct closeup *closeup,
                       const struct quantity_curve *curve, float x, bool name,
                       bool draw)
{
    const struct scene *scene = closeup->scene;
    struct draw_list *list = scene->list;
    float start = x, y = closeup->title;
    double value = quantity_value(scene, curve->measure, lag_of(closeup));
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, curve->ink,
                                       ALIGN_LEFT);
    struct draw_id id = subject(SUBJECT_PATH, closeup->layer, curve->measure,
                                lag_of(closeup), 0);
    char text[FIGURE_MAX];

    if (draw)
        draw_wire(closeup, x, x + WIRE, y - 5, value, curve->color);
    x += WIRE + 7;
    if (name) {
        if (draw)
            draw_text(list, point_at(x, y), style, curve->name);
        x += draw_width(list, style.face, style.size, curve->name) + 6;
    }
    style.face = FACE_BOLD;
    quantity_figure(scene, value, text);
    if (draw) {
        draw_value(list, point_at(x, y), style, id, value, text);
    }
    x += draw_width(list, style.face, style.size, text);
    if (draw)
        draw_spot(list, box_at(start, y - 16, x - start, 22), id,
                  ACTION_STRANDS, 0);
    return x - start;
}

static float measure(const struct closeup *closeup,
                     const struct quantity *cell, bool names)
{
    float width = 0;

    for (int c = 0; c < cell->curves; c++)
        width += write_way(closeup, &cell->curve[c], 0, names, false) + GAP;
    return width - GAP;
}

float ways_numbers(const struct closeup *closeup, float left, float right)
{
    struct quantity cell = quantity_cell(closeup->scene);
    int lag = lag_of(closeup);
    bool names = true;

    if (!is_there(closeup))
        return right;
    for (int c = 0; c < cell.curves; c++)
        if (isnan(quantity_value(closeup->scene, cell.curve[c].measure, lag)))
            return right;
    float width = measure(closeup, &cell, true);
    if (left + width > right) {
        names = false;
        width = measure(closeup, &cell, false);
    }
    if (left + width > right)
        return right;
    float x = right - width;
    for (int c = 0; c < cell.curves; c++)
        x += write_way(closeup, &cell.curve[c], x, names, true) + GAP;
    return right - width;
}
