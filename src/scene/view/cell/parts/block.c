/* Rows first learn how wide their numbers are; the bars get what is left, and
 * where that is too little, numbers or bars go.
 */
#include "scene/view/cell/parts/block.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/ramp.h"
#include "scene/view/touch/over_bar.h"
#include "scene/widget/panel.h"

enum { EDGE = 10, BAR = 10, BAR_LEAST = 18 };

/* Where the parts of a row are. */
struct columns {
    float index;             /* middle of the unit's number */
    float bar0, bar1;        /* ends of the bar; the same: no bar */
    float number;            /* right end of the number; 0: no number */
};

struct box block_box(const struct closeup *closeup, const struct block *block)
{
    return box_at(block->x - block->width / 2, closeup->blocks, block->width,
                  closeup->height);
}

static bool plain(const struct closeup *closeup, const struct block *block)
{
    return !closeup->back &&
           notation_of(closeup->cell, block->signal)->gate;
}

static float widest_number(const struct closeup *closeup,
                           const struct block *block)
{
    struct source source = block->source;
    char text[FIGURE_MAX];
    float widest = 0;

    for (int k = 0; k < closeup->rows; k++) {
        source.unit = closeup->first + k;
        source_text(closeup, source, plain(closeup, block), text);
        widest = fmaxf(widest, draw_width(closeup->scene->list, FACE_BOLD,
                                          TEXT_SMALL, text));
    }
    return widest;
}

static struct columns measure(const struct closeup *closeup,
                              const struct block *block, struct box box)
{
    char last[16];

    snprintf(last, sizeof last, "%d", closeup->first + closeup->rows);
    float index = draw_width(closeup->scene->list, FACE_BOLD, TEXT_SMALL,
                             last);
    float number = widest_number(closeup, block);
    float left = box.x + EDGE + index + 6, right = box_right(box) - EDGE;
    struct columns columns = {box.x + EDGE + index / 2, left,
                              right - number - 7, right};
    if (columns.bar1 - columns.bar0 >= BAR_LEAST)
        return columns;
    if (right - left >= number && !closeup->back) {
        columns.bar1 = columns.bar0;
        return columns;
    }
    columns.bar1 = right;
    columns.number = 0;
    return columns;
}

static void draw_frame(const struct closeup *closeup, const struct block *block,
                       struct box box, float share)
{
    const struct theme *theme = closeup->scene->theme;
    const struct notation *notation = notation_of(closeup->cell,
                                                  block->signal);
    struct color color = notation_color(theme, notation);
    struct draw_list *list = closeup->scene->list;
    bool hot = closeup_hot(closeup, block->phase);

    if (hot)
        draw_glow(list, box, 12, 22, color_fade(color, 0.35f), true);
    draw_box(list, box, 12, theme->dark ? theme->panel : theme->panel_end);
    draw_outline(list, box_inset(box, 0.5f), 11.5f,
                 (hot ? 2 : 1.3f) * theme->line,
                 share > 0 ? color_fade(color, hot ? 1 : 0.55f)
                           : theme->edge_strong);
}

/* The longest of the names that fits. */
static const char *name_of(const struct closeup *closeup,
                           const struct notation *notation, float room)
{
    const struct ui *ui = closeup->scene->ui;
    const char *names[] = {say(ui, notation->en, notation->ko),
                           say(ui, notation->en_short, notation->ko_short)};

    for (int k = 0; k < 2; k++)
        if (draw_width(closeup->scene->list, FACE_BOLD, 15, names[k]) <= room)
            return names[k];
    return NULL;
}

static void draw_head(const struct closeup *closeup, const struct block *block,
                      struct box box, float share)
{
    const struct scene *scene = closeup->scene;
    const struct theme *theme = scene->theme;
    const struct notation *notation = notation_said(scene->ui, closeup->cell,
                                                    block->signal);
    bool sums = block->gate >= 0, open = sums && scene->ui->gate == block->gate;
    float y = box.y + closeup->head / 2 + 6;
    float end = box_right(box) - EDGE - (sums ? 16 : 0);
    const char *name = name_of(closeup, notation, end - box.x - 43);

    panel_letter(scene, point_at(box.x + EDGE, y - 17), 23, notation,
                 share > 0 ? 1 : 0.45f);
    if (name != NULL)
        draw_text(scene->list, point_at(box.x + EDGE + 31, y),
                  style_of(FACE_BOLD, 15, share > 0 ? theme->ink
                                                    : theme->ink_faint,
                           ALIGN_LEFT), name);
    if (!sums)
        return;
    draw_text(scene->list, point_at(box_right(box) - EDGE, y),
              style_of(FACE_MATH, 17, open ? theme->accent : theme->ink_faint,
                       ALIGN_RIGHT), "Σ");
    draw_spot(scene->list, box_at(box.x, box.y, box.w, closeup->head),
              subject(SUBJECT_WORD, closeup->layer, block->signal,
                      closeup->step, closeup->unit),
              ACTION_GATE, block->gate);
}

/* Values of both signs grow from the middle; negative ones are outlined. What
 * is no number is as in the heat map. */
static void draw_bar(const struct closeup *closeup, struct box well,
                     double value, bool both, struct color color)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float share = (float)fmin(fabs(value), 1);
    float room = both ? well.w / 2 : well.w;
    struct box bar = well;

    if (isnan(value)) {
        draw_box(list, well, 3,
                 ramp_color(RAMP_GATE, closeup->scene->ui->theme, NAN));
        return;
    }
    draw_box(list, well, 3, theme->well);
    bar.w = fmaxf(room * share, value == 0 ? 0 : 2);
    bar.x += both ? room - (value < 0 ? bar.w : 0) : 0;
    if (value < 0) {
        draw_box(list, bar, 2, color_fade(color, 0.3f));
        draw_outline(list, box_inset(bar, 0.6f), 1.5f, 1.2f, color);
    } else {
        draw_box(list, bar, both ? 2 : 3, color);
    }
    if (both)
        draw_segment(list, point_at(well.x + room, well.y - 1),
                     point_at(well.x + room, well.y + well.h + 1), 1,
                     theme->edge_strong);
}

/* What a click on the row and a pointer over it are about; with a tool the
 * click is the tool's. */
static void add_row_spot(const struct closeup *closeup,
                         const struct block *block, int unit, struct box row)
{
    const struct scene *scene = closeup->scene;
    struct source source = source_signal(closeup, block->signal);

    source.unit = unit;
    struct draw_id id = source_id(closeup, source);
    bool tool = scene->ui->tool != TOOL_LOOK;
    draw_spot(scene->list, row, id, tool ? ACTION_PIN : ACTION_UNIT, unit);
    if (memcmp(&id, &scene->ui->hover, sizeof id) == 0)
        draw_outline(scene->list, box_inset(row, 0.5f), 5.5f, 1,
                     scene->theme->ink_faint);
}

/* The number at the end of a row, as far as it is there. */
static void draw_number(const struct closeup *closeup,
                        const struct block *block, struct point at,
                        struct source source, float share)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    bool chosen = source.unit == closeup->unit;
    struct draw_style style = style_of(
        chosen ? FACE_BOLD : FACE_UI, TEXT_SMALL,
        chosen ? theme->ink : theme->ink_soft, ALIGN_RIGHT);
    float alpha = list->alpha;
    char text[FIGURE_MAX];

    if (share <= 0)
        return;
    list->alpha *= share;
    source_draw(closeup, at, style, source,
                source_text(closeup, source, plain(closeup, block), text));
    list->alpha = alpha;
}

static struct draw_id untouched_id(const struct closeup *closeup,
                                   const struct block *block, int unit)
{
    return subject(SUBJECT_UNTOUCHED, closeup->layer, block->signal,
                   closeup->step, unit);
}

/* A dashed mark where the bar would end if nobody had interfered. */
static void draw_untouched(const struct closeup *closeup,
                           const struct block *block, struct box well,
                           struct source source)
{
    const struct scene *scene = closeup->scene;
    double value = subject_against(scene->film, scene->ghost,
                                   untouched_id(closeup, block, source.unit));
    double size = value / fmax(block->largest, 1e-30);
    const struct theme *theme = scene->theme;

    if (closeup->back || block->source.kind != SUBJECT_SIGNAL ||
        film_beyond(value) || value == source_value(closeup, source))
        return;
    size = fmin(fmax(size, -1), 1);
    if (!plain(closeup, block))
        size = (size + 1) / 2;
    float x = well.x + well.w * (float)size;
    const struct point line[2] = {{x, well.y - 3}, {x, well.y + well.h + 3}};
    const struct draw_stroke dashes = {
        .width = 1.6f * theme->line, .on = 3, .off = 2, .color = theme->ink};
    draw_line(scene->list, line, 2, &dashes);
}

static void draw_row(const struct closeup *closeup, const struct block *block,
                     struct box row, const struct columns *columns, int unit)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    struct color color = notation_color(
        theme, notation_of(closeup->cell, block->signal));
    float share = closeup_share(closeup, block->phase, block->from, block->to);
    bool chosen = unit == closeup->unit;
    bool held = over_bar_is_held(closeup->scene->film, closeup->layer,
                                 block->signal, closeup->step, unit);
    float y = row.y + row.h / 2 + 5;
    struct box well = box_at(columns->bar0, row.y + (row.h - BAR) / 2,
                             columns->bar1 - columns->bar0, BAR);
    struct source source = block->source;

    source.unit = unit;
    if (chosen)
        draw_box(list, row, 6, color_fade(share > 0 ? color : theme->ink_faint,
                                          theme->dark ? 0.2f : 0.15f));
    draw_print(list, point_at(columns->index, y),
               style_of(chosen ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                        held ? theme->accent : chosen ? theme->ink
                                                      : theme->ink_faint,
                        ALIGN_CENTRE), "%d", unit + 1);
    double value = source_value(closeup, source);
    double size = closeup->back ? source_log(value) :
                  film_beyond(value) ? NAN
                                     : value / fmax(block->largest, 1e-30);
    if (well.w > 0)
        draw_bar(closeup, well, share > 0 ? size * share : 0,
                 !plain(closeup, block),
                 chosen ? color : color_fade(color, 0.72f));
    if (well.w > 0 && share > 0)
        draw_untouched(closeup, block, well, source);
    if (columns->number > 0)
        draw_number(closeup, block, point_at(columns->number, y), source,
                    share);
    add_row_spot(closeup, block, unit, row);
}

/* The longer of two formulas that fits, at *size; NULL when none does. */
static const char *fitting(const struct closeup *closeup,
                           const char *const texts[2], float room, float *size)
{
    for (int k = 0; k < 2; k++)
        for (*size = 15; *size >= 14; *size -= 1)
            if (texts[k] != NULL &&
                draw_width(closeup->scene->list, FACE_MATH_ITALIC, *size,
                           texts[k]) <= room)
                return texts[k];
    return NULL;
}

/* In place of the formula: what the chosen unit's value was. */
static bool draw_was(const struct closeup *closeup, const struct block *block,
                     struct point at, float room)
{
    const struct scene *scene = closeup->scene;
    struct draw_id id = untouched_id(closeup, block, closeup->unit);
    struct source now = block->source;
    char number[FIGURE_MAX], text[FIGURE_MAX + 48];

    now.unit = closeup->unit;
    double value = subject_against(scene->film, scene->ghost, id);
    if (closeup->back || block->source.kind != SUBJECT_SIGNAL ||
        scene->ghost == NULL || value == source_value(closeup, now))
        return false;
    if (plain(closeup, block))
        figure_plain(number, value, 2);
    else
        figure_signed(number, value, 2);
    snprintf(text, sizeof text, say(scene->ui, "was %s", "원래 %s"), number);
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, text) > room)
        return false;
    draw_value(scene->list, at, style_of(FACE_UI, TEXT_SMALL,
                                         scene->theme->ink_soft,
                                         ALIGN_CENTRE), id, value, text);
    return true;
}

static void draw_formula(const struct closeup *closeup,
                         const struct block *block, struct box box,
                         float share)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float size, line = box_bottom(box) - 31;
    const char *text = fitting(closeup, closeup->back ? block->chain
                                                      : block->formula,
                               box.w - 12, &size);

    if (!closeup->formulas || text == NULL)
        return;
    draw_segment(list, point_at(box.x + EDGE, line),
                 point_at(box_right(box) - EDGE, line), 1,
                 color_fade(theme->edge_strong, 0.7f));
    struct point at = point_at(block->x, box_bottom(box) - 10);
    if (share <= 0 || !draw_was(closeup, block, at, box.w - 12))
        draw_text(list, at,
                  style_of(FACE_MATH_ITALIC, size,
                           share > 0 ? theme->ink_soft : theme->ink_faint,
                           ALIGN_CENTRE), text);
    draw_spot(list, box_at(box.x, line, box.w, box_bottom(box) - line),
              subject(SUBJECT_WORD, closeup->layer, block->signal,
                      closeup->step, closeup->unit), ACTION_NONE, 0);
}

/* Which part of all units the rows are. */
static void draw_scroll(const struct closeup *closeup, struct box rows)
{
    const struct theme *theme = closeup->scene->theme;
    float each = rows.h / (float)closeup->units;
    struct box thumb = box_at(box_right(rows) - 1.5f,
                              rows.y + each * (float)closeup->first, 3,
                              fmaxf(each * (float)closeup->rows, 8));

    if (closeup->rows == closeup->units)
        return;
    thumb.y = fminf(thumb.y, box_bottom(rows) - thumb.h);
    draw_box(closeup->scene->list, box_at(thumb.x, rows.y, 3, rows.h), 1.5f,
             theme->track);
    draw_box(closeup->scene->list, thumb, 1.5f,
             color_fade(theme->ink_faint, 0.6f));
}

void block_draw(const struct closeup *closeup, const struct block *block)
{
    struct box box = block_box(closeup, block);
    struct columns columns = measure(closeup, block, box);
    float share = closeup_share(closeup, block->phase, block->from, block->to);

    draw_frame(closeup, block, box, share);
    draw_head(closeup, block, box, share);
    struct box row = box_at(box.x + 5, box.y + closeup->head, box.w - 10,
                            closeup->row);
    for (int k = 0; k < closeup->rows; k++, row.y += row.h)
        draw_row(closeup, block, row, &columns, closeup->first + k);
    draw_scroll(closeup, box_at(box.x, box.y + closeup->head, box.w - 2,
                                closeup->row * (float)closeup->rows));
    draw_formula(closeup, block, box, share);
}
