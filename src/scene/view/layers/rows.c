/* All layers as rows, the first one at the bottom: each is a strip of its own,
 * small. At one step a layer waits for h of the one below: those under the
 * chosen layer are done, those above it begin when it is.
 */
#include "scene/view/view.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/strip/strip.h"
#include "scene/view/strip/title.h"
#include "scene/view/strip/tokens.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { TITLE = 56, TOKENS = 46, BOTTOM = 20, GAP = 14, ROW_MIN = 26,
       ROW_MAX = 280, NAME = 108, NUMBER = 74 };

/* Where the rows are. */
struct rows {
    struct box box;      /* of all rows, without names and numbers */
    struct window window;
    int first, last;     /* layers from the bottom to the top */
    float height, gap;   /* of a row, between rows */
};

static struct rows lay_out(const struct scene *scene, struct box box)
{
    int layers = scene->film->values.spec.layers;
    float room = box.h - TITLE - TOKENS - BOTTOM;
    int fit = (int)fmaxf((room + GAP) / (ROW_MIN + GAP), 1);
    int shown = layers < fit ? layers : fit;
    int first = scene->ui->layer - shown / 2;
    struct rows rows = {.first = first};

    if (rows.first > layers - shown)
        rows.first = layers - shown;
    if (rows.first < 0)
        rows.first = 0;
    rows.last = rows.first + shown - 1;
    rows.gap = fmaxf(GAP, room / (float)shown * 0.12f);
    rows.height = fminf((room + rows.gap) / (float)shown - rows.gap, ROW_MAX);
    float all = (rows.height + rows.gap) * (float)shown - rows.gap;
    rows.box = box_at(box.x + PANEL_PADDING + NAME,
                      box.y + TITLE + (room - all) / 2,
                      box.w - 2 * PANEL_PADDING - NAME - NUMBER, all);
    rows.window = window_at(scene, box_inset(rows.box, 8));
    return rows;
}

static float row_y(const struct rows *rows, int layer)
{
    return rows->box.y +
           (float)(rows->last - layer) * (rows->height + rows->gap);
}

/* The moment as a layer sees it. */
static struct moment moment_of(const struct scene *scene, int layer, int phases)
{
    struct moment now = scene->now;
    int chosen = scene->ui->layer;

    if (layer == chosen)
        return now;
    bool done = layer < chosen || now.whole >= 1;
    now.phase = done ? phases - 1 : 0;
    now.part = now.whole = done ? 1 : 0;
    return now;
}

static void draw_name(const struct scene *scene, int layer, struct box row,
                      float left)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    const struct layer_spec *spec = film_layer(scene->film, layer);
    bool chosen = layer == ui->layer, both = row.h >= 44;
    float y = row.y + row.h / 2 + (both ? -3 : 5);
    char text[48];

    snprintf(text, sizeof text, say(ui, "layer %d", "%d층"), layer + 1);
    panel_text(scene, point_at(left, y),
               style_of(FACE_BOLD, TEXT_USUAL,
                        chosen ? theme->accent : theme->ink, ALIGN_LEFT),
               NAME - 10, text);
    snprintf(text, sizeof text, say(ui, "%s, %d units", "%s, 유닛 %d개"),
             notation_cell(spec), spec->units);
    if (both)
        panel_text(scene, point_at(left, y + 20),
                   style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_LEFT),
                   NAME - 10, text);
}

/* The size of the layer's state at this step. */
static void draw_size(const struct scene *scene, const struct strip *strip,
                      float right)
{
    const struct theme *theme = scene->theme;
    int state = strip->look->state, step = scene->now.step;
    const struct notation *notation = notation_of(strip->cell, state);
    struct draw_id id = strip_subject(strip, state, step);
    double value = subject_value(scene->film, id);
    float y = strip->top + strip->height / 2 + 5;
    char text[FIGURE_MAX];

    if (strip_progress(strip, step, strip->look->move) < 1)
        return;
    if (id.kind == SUBJECT_NORM)
        figure_plain(text, value, 2);
    else
        figure_signed(text, value, 2);
    float width = draw_value(scene->list, point_at(right, y),
                             style_of(FACE_BOLD, 15, theme->ink, ALIGN_RIGHT),
                             id, value, text);
    if (width > NUMBER - 24)
        return;
    draw_text(scene->list, point_at(right - width - 6, y),
              style_of(FACE_MATH_ITALIC, TEXT_USUAL,
                       notation_ink(theme, notation), ALIGN_RIGHT),
              notation->letter);
}

/* h on its way up from the row below, at the present step. */
static void draw_link(const struct scene *scene, const struct rows *rows,
                      int layer)
{
    float x = window_x(&rows->window, scene->now.step) + rows->window.card / 2;
    float top = row_y(rows, layer) + rows->height, bottom = top + rows->gap;
    bool done = layer <= scene->ui->layer || scene->now.whole >= 1 ||
                scene->now.pass == PASS_BACKWARD;
    struct color color = done ? scene->theme->h
                              : color_fade(scene->theme->ink_faint, 0.4f);

    if (x < rows->box.x || x > box_right(rows->box))
        return;
    draw_segment(scene->list, point_at(x, bottom), point_at(x, top + 7),
                 2 * scene->theme->line, color);
    wire_arrow(scene, point_at(x, top + 1), 0, -1, 8, color);
}

static void draw_row(const struct scene *scene, const struct rows *rows,
                     int layer, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    bool chosen = layer == scene->ui->layer;
    struct box row = box_at(rows->box.x, row_y(rows, layer), rows->box.w,
                            rows->height);
    struct scene own = *scene;

    own.phases = phase_count(film_cell(scene->film, layer));
    own.now = moment_of(scene, layer, own.phases);
    struct strip strip = strip_row(&own, layer, row, &rows->window);
    draw_box(list, row, 10, chosen ? theme->card_current : theme->card);
    draw_outline(list, box_inset(row, 0.5f), 9.5f,
                 chosen ? 2 * theme->line : 1,
                 chosen ? theme->accent : theme->edge);
    struct box before = draw_clip(list, box_inset(row, 1));
    strip_draw_cards(&strip);
    draw_unclip(list, before);
    draw_name(scene, layer, row, box.x + PANEL_PADDING);
    draw_size(&own, &strip, box_right(box) - PANEL_PADDING);
    if (layer == rows->first) {
        strip.tokens = row.y + row.h + TOKENS / 2 + 2;
        tokens_draw(&strip);
    }
    draw_spot(list, box_at(box.x + 8, row.y, box.w - 16, row.h),
              subject(SUBJECT_CONTROL, 0, ACTION_LAYER, 0, layer),
              ACTION_LAYER, layer);
}

void view_layers(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const char *note = say(ui, "each reads h of the one below",
                           "위층은 아래층의 h를 읽습니다");

    panel_draw(scene, box, say(ui, "all layers", "모든 층"));
    float end = panel_title(scene, point_at(box.x + PANEL_PADDING,
                                            box.y + PANEL_HEADING),
                            say(ui, "All layers", "모든 층"), note,
                            box.w - 2 * PANEL_PADDING);
    struct rows rows = lay_out(scene, box);
    if (rows.height < ROW_MIN || rows.box.w < 100)
        return;
    for (int l = rows.first; l <= rows.last; l++) {
        draw_row(scene, &rows, l, box);
        if (l > rows.first)
            draw_link(scene, &rows, l);
    }
    struct strip chosen = strip_row(scene, scene->ui->layer, rows.box,
                                    &rows.window);
    title_legend(&chosen, point_at(end + 16, box.y + PANEL_HEADING - 7),
                 box_right(box) - PANEL_PADDING);
}
