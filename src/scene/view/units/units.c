/* The table of units: a row for each, of which the page with the selected unit
 * is shown. Pages stand still while one clicks in them; the strip at the side
 * shows all units at once, in the same order.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/notation.h"
#include "scene/look/ramp.h"
#include "scene/study/table_words.h"
#include "scene/view/units/columns.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    ROW = 30, ROW_MIN = 24, ROW_MAX = 40, HEADINGS = 34, NOTE = 30, LEGEND_MIN = 300,
    MARK = 20,                 /* before a row: of dead units */
    STRIP = 12, STRIP_GAP = 18, STRIP_SPOT = 8,
};

/* Where things are. */
struct rows {
    struct box box;            /* of the rows */
    float height;              /* of one */
    int visible, first, page;  /* rows that fit, the first one shown, its
                                  page */
};

/* The mark of a dead unit. */
static void draw_cross(const struct scene *scene, struct point centre)
{
    const struct theme *theme = scene->theme;
    const float half = 4.5f;

    for (int k = -1; k <= 1; k += 2)
        draw_segment(scene->list,
                     point_at(centre.x - half, centre.y - half * (float)k),
                     point_at(centre.x + half, centre.y + half * (float)k),
                     2 * theme->line, theme->warn);
}

static bool is_ready(const struct scene *scene)
{
    const struct unit_table *table =
        scene->studies != NULL ? &scene->studies->table : NULL;

    return table != NULL && table->ready &&
           table->of.layer == scene->ui->layer &&
           table->steps == scene->film->steps &&
           table->units == film_units(scene->film, scene->ui->layer);
}

/* "Units", and of what the numbers are. */
static void write_title(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct notation *notation =
        notation_said(ui, cell,
                      cell_table[cell].shown[columns_shown(scene)]);
    char note[160];

    snprintf(note, sizeof note, say(ui, "%s over all %d steps",
                                    "%s, 전체 %d시점"),
             say(ui, notation->en, notation->ko), scene->film->steps);
    panel_title(scene, at, say(ui, "Units", "유닛"), note, room);
}

/* Title and letters; returns where they end. */
static float draw_head(const struct scene *scene, struct box box)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    float left = box.x + PANEL_PADDING, room = box.w - 2 * PANEL_PADDING;
    float base = box.y + PANEL_HEADING;
    float width = panel_signals_width(cell);
    bool letters = cell_table[cell].shown_count > 1 && width + 90 <= room;

    write_title(scene, point_at(left, base),
                letters ? room - width - 16 : room);
    if (letters)
        panel_signals(scene, point_at(left + room - width, base - 7),
                      columns_shown(scene), ACTION_TABLE_SIGNAL);
    return base + 16;
}

/* While it is counted: how far that is. */
static void draw_waiting(const struct scene *scene, struct box box)
{
    const struct unit_table *table =
        scene->studies != NULL ? &scene->studies->table : NULL;
    const char *text = table != NULL && table->failed
        ? say(scene->ui, "not enough memory for it", "메모리가 부족합니다")
        : say(scene->ui, "reading the run …", "실행 기록을 읽는 중 …");
    struct point at = point_at(box.x + box.w / 2, box.y + box.h / 2 + 8);

    if (draw_width(scene->list, FACE_UI, TEXT_USUAL, text) >
        box.w - 2 * PANEL_PADDING)
        return;
    draw_text(scene->list, at, style_of(FACE_UI, TEXT_USUAL,
                                        scene->theme->ink_soft,
                                        ALIGN_CENTRE), text);
    if (table == NULL || table->failed || box.h < 160)
        return;
    struct box track = box_at(box.x + box.w / 2 - 70, at.y + 18, 140, 6);
    draw_box(scene->list, track, 3, scene->theme->track);
    track.w *= unit_table_share(table);
    draw_box(scene->list, track, fminf(track.w / 2, 3), scene->theme->accent);
}

/* The line under the rows: what is dead, or what the sorted column means. */
static void draw_legend(const struct scene *scene,
                        const struct columns *columns, struct box box,
                        float y)
{
    const struct ui *ui = scene->ui;
    float left = box.x + PANEL_PADDING, room = box.w - 2 * PANEL_PADDING;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    char dead[128], about[UNIT_WORDS_MAX];

    snprintf(dead, sizeof dead,
             say(ui, "dead: h moves by less than 0.01 (%d)",
                 "죽은 유닛: h 변동 폭 0.01 미만 (%d개)"),
             columns->table->deads);
    float width = draw_width(scene->list, style.face, style.size, dead);
    if (columns->table->deads > 0 && width + MARK <= room) {
        draw_cross(scene, point_at(left + 5, y - 5));
        draw_text(scene->list, point_at(left + MARK, y), style, dead);
        left += width + MARK + 28;
        room -= width + MARK + 28;
    }
    unit_column_about(ui, columns->cell, ui->column, columns->signal, about);
    if (draw_width(scene->list, style.face, style.size, about) <= room)
        draw_text(scene->list, point_at(left, y), style, about);
}

static struct rows lay_out(const struct scene *scene, struct box room)
{
    const struct unit_table *table = &scene->studies->table;
    float each = floorf(room.h / (float)table->units);
    float row = room.h < 6 * ROW ? ROW_MIN
                                 : fminf(fmaxf(each, ROW), ROW_MAX);
    struct rows rows = {.height = row,
                        .visible = (int)fmaxf(floorf(room.h / row), 0)};

    if (rows.visible > table->units)
        rows.visible = table->units;
    if (rows.visible > 0) {
        int chosen = unit_table_row(table, scene->ui, scene->ui->unit);
        rows.page = chosen / rows.visible;
        rows.first = rows.page * rows.visible;
    }
    rows.box = room;
    rows.box.h = row * (float)rows.visible;
    return rows;
}

static void draw_row(const struct scene *scene, const struct columns *columns,
                     const struct rows *rows, int row)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    int unit = unit_table_unit(columns->table, scene->ui, row);
    float top = rows->box.y + rows->height * (float)(row - rows->first);
    float y = top + rows->height / 2;
    struct box box = box_at(rows->box.x - 8, top + 1, rows->box.w + 16,
                            rows->height - 2);

    if (unit == scene->ui->unit) {
        draw_box(list, box, 8, theme->chip_on);
        draw_outline(list, box_inset(box, 0.75f), 7.25f, 1.5f, theme->accent);
    } else if (row > rows->first) {
        draw_segment(list, point_at(rows->box.x, top),
                     point_at(box_right(rows->box), top), 1,
                     color_fade(theme->edge, 0.6f));
    }
    if (unit_table_dead(columns->table, unit))
        draw_cross(scene, point_at(rows->box.x + 5, y));
    draw_spot(list, box, subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, unit),
              ACTION_UNIT, unit);
    columns_row(scene, columns, unit, y, rows->height - 2);
}

/* Mean share of the rows [from, to) of the table; NaN without any. */
static double strip_share(const struct scene *scene,
                          const struct columns *columns,
                          const struct column *column, int from, int to)
{
    double sum = 0;
    int count = 0;

    for (int row = from; row < to; row++) {
        double share = columns_share(
            columns, column, unit_table_unit(columns->table, scene->ui, row));
        sum += isnan(share) ? 0 : share;
        count += !isnan(share);
    }
    return count > 0 ? sum / count : NAN;
}

/* The column that the table is sorted by, all units from top to bottom. */
static void fill_strip(const struct scene *scene,
                       const struct columns *columns, struct box box)
{
    const struct column *column = columns_sorted(scene, columns);
    struct draw_list *list = scene->list;
    int units = columns->table->units;
    int cells = (int)fmaxf(fminf(box.h * list->scale, (float)units), 1);
    struct color palette[256], track = scene->theme->track;

    if (column == NULL)
        return;
    struct color hue = column_color(scene, columns, column->kind);
    for (int k = 0; k <= RAMP_TOP; k++)
        palette[k] = color_mix(track, hue, (float)k / RAMP_TOP);
    palette[RAMP_BAD] = track;
    uint8_t *out = draw_grid(list, box, 1, cells, draw_palette(list, palette),
                             false);
    for (int k = 0; out != NULL && k < cells; k++)
        out[k] = ramp_entry(RAMP_SIZE, strip_share(
            scene, columns, column, (int)((int64_t)k * units / cells),
            (int)((int64_t)(k + 1) * units / cells)));
}

/* A click goes to the unit whose row is there. */
static void add_strip_spots(const struct scene *scene,
                            const struct columns *columns, struct box box)
{
    int units = columns->table->units;
    int spots = (int)fminf(box.h / STRIP_SPOT, (float)units);

    for (int k = 0; k < spots; k++) {
        int unit = unit_table_unit(columns->table, scene->ui,
                                   (int)((int64_t)k * units / spots));
        draw_spot(scene->list,
                  box_at(box.x - 6, box.y + box.h * (float)k / (float)spots,
                         box.w + 12, box.h / (float)spots),
                  subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, unit),
                  ACTION_UNIT, unit);
    }
}

/* All units in one strip, the page that is shown framed. */
static void draw_strip(const struct scene *scene,
                       const struct columns *columns, const struct rows *rows)
{
    int units = columns->table->units;
    struct box box = box_at(box_right(rows->box) + STRIP_GAP, rows->box.y,
                            STRIP, rows->box.h);

    fill_strip(scene, columns, box);
    float part = box.h / (float)units;
    float end = fminf((float)(rows->first + rows->visible), (float)units);
    struct box page = box_at(box.x - 3, box.y + part * (float)rows->first,
                             box.w + 6, part * (end - (float)rows->first));
    if (page.h < 6) {
        page.y = fminf(page.y, box_bottom(box) - 6);
        page.h = 6;
    }
    draw_outline(scene->list, page, 3, 2 * scene->theme->line, scene->theme->accent);
    add_strip_spots(scene, columns, box);
}

static void draw_table(const struct scene *scene, struct box box, float top)
{
    bool legend = box.h >= LEGEND_MIN;
    float bottom = box_bottom(box) - (legend ? NOTE + 20 : 14);
    struct box room = box_at(box.x + PANEL_PADDING, top + HEADINGS,
                             box.w - 2 * PANEL_PADDING,
                             bottom - top - HEADINGS);
    struct rows rows = lay_out(scene, room);
    bool folded = rows.visible < scene->studies->table.units;

    if (rows.visible < 1)
        return;
    if (folded)
        rows.box.w -= STRIP + STRIP_GAP;
    struct columns columns = columns_layout(scene, rows.box.x + MARK,
                                            box_right(rows.box));
    columns_headings(scene, &columns, top + HEADINGS - 10);
    int end = rows.first + rows.visible;
    if (end > columns.table->units)
        end = columns.table->units;
    for (int row = rows.first; row < end; row++)
        draw_row(scene, &columns, &rows, row);
    if (folded)
        draw_strip(scene, &columns, &rows);
    if (legend)
        draw_legend(scene, &columns, box, box_bottom(box) - 20);
}

void view_units(const struct scene *scene, struct box box)
{
    panel_draw(scene, box, say(scene->ui, "Units", "유닛"));
    float top = draw_head(scene, box);
    if (is_ready(scene))
        draw_table(scene, box, top);
    else
        draw_waiting(scene, box);
}
