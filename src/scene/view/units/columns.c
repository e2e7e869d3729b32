/* A cell is a bar and the number it stands for. Shares are drawn on a scale
 * from 0 to 1, gradients on a log scale below the largest of the layer,
 * everything else beside the largest of its column.
 */
#include "scene/view/units/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/widget/panel.h"
#include "scene/view/units/last.h"
#include "scene/widget/wire.h"

enum {
    GAP = 22, GAP_MORE = 34, BAR_GAP = 8, BAR_MIN = 20, BAR_MAX = 250,
    BAR_HEIGHT = 9,
    ARROW = 14, DECADES = 8,
};

int columns_shown(const struct scene *scene)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    int last = cell_table[cell].shown_count - 1;

    return scene->ui->table_signal < last ? scene->ui->table_signal : last;
}

/* Of a gate: 0 .. 1. */
static bool is_gate(enum cell cell, int signal)
{
    return notation_of(cell, signal)->gate;
}

const char *column_heading(const struct scene *scene, enum unit_column kind,
                           int signal, char out[48])
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const char *letter = notation_of(cell, signal)->letter;
    const char *bar = is_gate(cell, signal) ? "" : "|";

    switch (kind) {
    case COLUMN_UNIT: return say(ui, "unit", "유닛");
    case COLUMN_MEAN:
        snprintf(out, 48, "%s %s%s%s", say(ui, "mean", "평균"), bar, letter,
                 bar);
        return out;
    case COLUMN_LOW:
        snprintf(out, 48, "%s < %s", letter, bar[0] ? "−0.9" : "0.1");
        return out;
    case COLUMN_HIGH:
        snprintf(out, 48, "%s > 0.9", letter);
        return out;
    case COLUMN_RETENTION: return say(ui, "retention", "유지 시점 수");
    case COLUMN_HALF_LIFE: return say(ui, "half-life", "반감기");
    case COLUMN_STATE: return say(ui, "h moves", "h 변동 폭");
    case COLUMN_GRADIENT: return say(ui, "gradient", "기울기");
    case COLUMN_REACTION: return say(ui, "reacts to", "반응");
    default: return "";
    }
}

static double value_of(const struct columns *columns, enum unit_column kind,
                       int unit)
{
    return unit_table_value(columns->table, kind, columns->shown, unit);
}

/* "1.4 %" where a whole number would hide what is there. */
static void write_share(char out[FIGURE_MAX + 8], double share)
{
    bool fine = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
    char digits[FIGURE_MAX];

    snprintf(out, FIGURE_MAX + 8, isnan(share) ? "%s" : "%s %%",
             figure_plain(digits, 100 * share, fine ? 1 : 0));
}

static const char *write_value(enum unit_column kind, double value,
                               bool beyond, char out[FIGURE_MAX + 8])
{
    char digits[FIGURE_MAX];

    switch (kind) {
    case COLUMN_LOW:
    case COLUMN_HIGH: write_share(out, value); return out;
    case COLUMN_MEAN: return figure_plain(out, value, 2);
    case COLUMN_RETENTION:
        snprintf(out, FIGURE_MAX + 8, beyond ? "≥ %s" : "%s",
                 figure_plain(digits, value, 0));
        return out;
    case COLUMN_GRADIENT: return figure_power(out, value);
    case COLUMN_UNIT: return figure_plain(out, value, 0);
    case COLUMN_REACTION: return figure_signed(out, value, 2);
    default: return isnan(value) ? "NaN" : figure_size(out, value);
    }
}

/* Has any unit a number there? */
static bool has_numbers(const struct columns *columns, enum unit_column kind)
{
    for (int u = 0; u < columns->table->units; u++)
        if (!isnan(value_of(columns, kind, u)))
            return true;
    return false;
}

/* How wide its numbers get. Sizes from 0.01 to 10^4 are written without a
 * power. */
static float number_width(const struct scene *scene,
                          const struct column *column)
{
    bool log = column->kind == COLUMN_GRADIENT;
    bool plain = column->low >= (log ? -2 : 0.01) &&
                 column->high < (log ? 4 : 1e4);
    const char *widest = plain ? "0.000" : "9.9·10^{−99}";
    char text[FIGURE_MAX + 8];

    switch (column->kind) {
    case COLUMN_LOW:
    case COLUMN_HIGH: widest = "99.9 %"; break;
    case COLUMN_REACTION: widest = "−0.00"; break;
    case COLUMN_UNIT:
    case COLUMN_RETENTION:
        widest = write_value(column->kind, column->high, true, text);
        break;
    case COLUMN_MEAN:
        if (column->high < 1000)
            widest = write_value(column->kind, column->high, false, text);
        break;
    default: break;
    }
    return draw_width(scene->list, FACE_BOLD, TEXT_USUAL, widest);
}

/* Without its place. */
static struct column make(const struct scene *scene,
                          const struct columns *columns,
                          enum unit_column kind)
{
    struct column column = {.kind = kind};
    char heading[48];

    if (!unit_table_range(columns->table, kind, columns->shown, &column.low,
                          &column.high))
        column.low = column.high = 0;
    column.number = number_width(scene, &column);
    float bar = kind == COLUMN_UNIT ? 0 : BAR_MIN + BAR_GAP;
    float title = draw_width(scene->list, FACE_BOLD, TEXT_SMALL,
                             column_heading(scene, kind, columns->signal,
                                            heading)) + ARROW;
    if (kind == COLUMN_REACTION)
        column.name = last_name_width(scene) + BAR_GAP;
    column.width = fmaxf(column.name + column.number + bar, title);
    if (kind == COLUMN_GRADIENT)
        column.low = column.high - DECADES;
    else
        column.low = 0;
    if (kind == COLUMN_LOW || kind == COLUMN_HIGH || kind == COLUMN_REACTION ||
        (kind == COLUMN_MEAN && is_gate(columns->cell, columns->signal)))
        column.high = 1;
    return column;
}

/* Chooses by importance, keeps the order of the enumeration. */
static int choose(const struct scene *scene, const struct columns *columns,
                  float room, struct column chosen[UNIT_COLUMNS])
{
    static const enum unit_column rank[UNIT_COLUMNS] = {
        COLUMN_UNIT, COLUMN_MEAN, COLUMN_HIGH, COLUMN_LOW, COLUMN_RETENTION,
        COLUMN_GRADIENT, COLUMN_STATE, COLUMN_HALF_LIFE, COLUMN_REACTION};
    bool text = has_numbers(columns, COLUMN_REACTION);
    enum unit_column sorted = scene->ui->column;
    bool in[UNIT_COLUMNS] = {false};
    int count = 0;

    room += GAP;
    for (int k = -1; k < UNIT_COLUMNS; k++) {
        /* After the units' numbers, what the table is sorted by. */
        enum unit_column kind = k < 0 ? COLUMN_UNIT : k == 0 ? sorted
                              : k == 1 && text ? COLUMN_REACTION
                                               : rank[text ? k - 1 : k];
        if (in[kind] || !has_numbers(columns, kind))
            continue;
        float width = make(scene, columns, kind).width + GAP;
        in[kind] = width <= room;
        room -= in[kind] ? width : 0;
    }
    for (int kind = 0; kind < UNIT_COLUMNS; kind++)
        if (in[kind])
            chosen[count++] = make(scene, columns, (enum unit_column)kind);
    return count;
}

struct columns columns_layout(const struct scene *scene, float left,
                              float right)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    struct columns columns = {.table = &scene->studies->table, .cell = cell,
                              .shown = columns_shown(scene)};
    float spare = right - left;

    columns.signal = cell_table[cell].shown[columns.shown];
    columns.strip_width = last_width(scene, right - left);
    if (columns.strip_width > 0) {
        columns.strip_palette = last_palette(scene);
        spare -= columns.strip_width + GAP;
    }
    columns.count = choose(scene, &columns, spare, columns.column);
    for (int k = 0; k < columns.count; k++)
        spare -= columns.column[k].width + (k > 0 ? GAP : 0);
    /* What is left over makes bars longer, and gaps wider. */
    float each = columns.count > 1 ? spare / (float)(columns.count - 1) : 0;
    float gap = fminf(0.25f * each, GAP_MORE);
    for (int k = 0; k < columns.count; k++) {
        struct column *column = &columns.column[k];
        column->x = left;
        column->width += k > 0 ? fminf(each - gap, BAR_MAX) : 0;
        left += column->width + GAP + gap;
        if (k == 0 && columns.strip_width > 0) {
            columns.strip = left;
            left += columns.strip_width + GAP;
        }
    }
    return columns;
}

/* A triangle that points to where the larger numbers are. */
static void draw_arrow(const struct scene *scene, float x, float y, bool down)
{
    wire_arrow(scene, point_at(x, down ? y : y - 8), 0, down ? 1 : -1, 8,
               scene->theme->accent);
}

void columns_headings(const struct scene *scene, const struct columns *columns,
                      float y)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;

    if (columns->strip_width > 0)
        last_heading(scene, columns->strip, columns->strip_width, y);
    for (int k = 0; k < columns->count; k++) {
        const struct column *column = &columns->column[k];
        bool sorted = column->kind == ui->column;
        char text[48];
        const char *heading = column_heading(scene, column->kind,
                                             columns->signal, text);
        float width = draw_text(scene->list, point_at(column->x, y),
                                style_of(sorted ? FACE_BOLD : FACE_UI,
                                         TEXT_SMALL,
                                         sorted ? theme->ink : theme->ink_soft,
                                         ALIGN_LEFT), heading);
        if (sorted)
            draw_arrow(scene, column->x + width + 9, y - 1, ui->descending);
        draw_spot(scene->list,
                  box_at(column->x - GAP / 2, y - 18, column->width + GAP, 26),
                  subject(SUBJECT_CONTROL, 0, ACTION_COLUMN, 0, column->kind),
                  ACTION_COLUMN, column->kind);
    }
}

struct color column_color(const struct scene *scene,
                          const struct columns *columns,
                          enum unit_column kind)
{
    const struct theme *theme = scene->theme;
    struct color hue = notation_color(theme, notation_of(columns->cell,
                                                         columns->signal));

    switch (kind) {
    case COLUMN_LOW: return color_mix(hue, theme->panel, 0.45f);
    case COLUMN_RETENTION:
    case COLUMN_HALF_LIFE: return theme->c;
    case COLUMN_STATE: return theme->h;
    case COLUMN_GRADIENT: return theme->gradient;
    case COLUMN_REACTION: return theme->accent;
    default: return hue;
    }
}

/* Of a bar, 0 .. 1; NaN stays. */
static double share_of(const struct column *column, double value)
{
    double range = column->high - column->low;

    if (isnan(value) || !(range > 0))
        return isnan(value) ? NAN : 0;
    if (column->kind == COLUMN_REACTION)
        value = fabs(value);
    return fmin(fmax((value - column->low) / range, 0), 1);
}

static struct draw_id id_of(const struct scene *scene,
                            const struct columns *columns,
                            enum unit_column kind, int unit)
{
    bool of_signal = kind >= COLUMN_MEAN && kind <= COLUMN_HIGH;

    if (kind == COLUMN_GRADIENT)
        return subject(SUBJECT_UNIT_GRADIENT, scene->ui->layer, 0, 0, unit);
    if (kind == COLUMN_REACTION)
        return subject(SUBJECT_REACTION, scene->ui->layer,
                       unit_table_reaction(columns->table, unit), 0, unit);
    return subject(SUBJECT_UNIT_STAT, scene->ui->layer, (int)kind,
                   of_signal ? columns->signal : 0, unit);
}

static void draw_bar(const struct scene *scene, const struct columns *columns,
                     const struct column *column, double value, float y)
{
    float room = column->width - column->name - column->number - BAR_GAP;
    struct box track = box_at(column->x + column->name,
                              y - BAR_HEIGHT / 2.0f, room, BAR_HEIGHT);
    double share = share_of(column, value);

    draw_box(scene->list, track, BAR_HEIGHT / 2.0f, scene->theme->track);
    if (!(share > 0))
        return;
    track.w = fmaxf(room * (float)share, 2);
    draw_box(scene->list, track, fminf(track.w, BAR_HEIGHT) / 2,
             column_color(scene, columns, column->kind));
}

void columns_row(const struct scene *scene, const struct columns *columns,
                 int unit, float y, float height)
{
    const struct theme *theme = scene->theme;
    bool chosen = unit == scene->ui->unit;
    bool beyond = unit_table_beyond(columns->table, unit);

    if (columns->strip_width > 0)
        last_draw(scene, unit, columns->strip_palette,
                  box_at(columns->strip, y - 6, columns->strip_width, 12));
    for (int k = 0; k < columns->count; k++) {
        const struct column *column = &columns->column[k];
        enum unit_column kind = column->kind;
        bool bold = chosen && (kind == COLUMN_UNIT ||
                               kind == scene->ui->column);
        double value = value_of(columns, kind, unit);
        char text[FIGURE_MAX + 8];
        struct draw_id id = id_of(scene, columns, kind, unit);
        float right = column->x + (kind == COLUMN_UNIT
                                       ? column->number : column->width);
        if (kind != COLUMN_UNIT)
            draw_bar(scene, columns, column, value, y);
        if (column->name > 0)
            last_name(scene, id.signal, point_at(column->x, y + 5),
                      fabs(value));
        draw_value(scene->list, point_at(right, y + 5.5f),
                   style_of(bold ? FACE_BOLD : FACE_UI, TEXT_USUAL,
                            kind == COLUMN_UNIT && !chosen ? theme->ink_soft
                                                           : theme->ink,
                            ALIGN_RIGHT), id, value,
                   write_value(kind, value, beyond, text));
        draw_spot(scene->list,
                  box_at(column->x - GAP / 2, y - height / 2,
                         column->width + GAP, height), id, ACTION_UNIT, unit);
    }
}

const struct column *columns_sorted(const struct scene *scene,
                                    const struct columns *columns)
{
    enum unit_column sorted = scene->ui->column;
    bool unit = sorted == COLUMN_UNIT;

    for (int k = 0; k < columns->count; k++)
        if (columns->column[k].kind == (unit ? COLUMN_MEAN : sorted))
            return &columns->column[k];
    return unit && columns->count > 1 ? &columns->column[1] : NULL;
}

double columns_share(const struct columns *columns,
                     const struct column *column, int unit)
{
    return share_of(column, value_of(columns, column->kind, unit));
}
