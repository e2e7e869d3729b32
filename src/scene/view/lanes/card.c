/* A card says what a lane is and how far back it is felt: lines go, the least
 * telling first, until it fits its height.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/lanes/lanes.h"
#include "scene/widget/panel.h"

enum { PAD = 14, LINE = 25, LINE_MOST = 33, HEAD = 32, CROSS = 30, BAR = 110,
       WIDE = 320 };

/* A half-life of so many steps fills the bar. */
static const double full = 50;

static struct color verdict_color(const struct theme *theme,
                                  enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_HOLDS: return theme->good;
    case VERDICT_FADES:
    case VERDICT_EXPLODES: return theme->warn;
    default: return theme->ink_soft;
    }
}

/* A curve in a word's place, so that it does not hang on the colour: falling,
 * level, rising. */
static void draw_trend(const struct scene *scene, struct point at,
                       enum verdict verdict, struct color color)
{
    float down = verdict == VERDICT_VANISHES ? 5 :
                 verdict == VERDICT_FADES ? 3 :
                 verdict == VERDICT_HOLDS ? 0 : -5;
    const struct point line[3] = {{at.x - 6, at.y - down},
                                  {at.x - 1, at.y + down * 0.55f},
                                  {at.x + 6, at.y + down}};
    struct draw_stroke stroke = {.width = 2, .color = color};

    draw_line(scene->list, line, 3, &stroke);
}

/* "vanishes" at the right end; returns where it begins, or where it ended
 * without the room for it. */
static float draw_verdict(const struct scene *scene,
                          const struct lane_row *row, struct point right,
                          float room)
{
    int lag = lab_lag(scene->lab, scene->ui);
    struct draw_id id = subject(SUBJECT_LANE_DECAY, row->number, CURVE_OWN,
                                lag, 0);
    enum verdict verdict = verdict_of(lab_value(scene->lab, id));
    const char *text = lab_verdict_name(scene->ui, verdict);
    struct color color = verdict_color(scene->theme, verdict);
    float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) + 42;
    bool trend = width <= room;

    width -= trend ? 0 : 20;
    struct box box = box_at(right.x - width, right.y - 12.5f, width, 25);
    if (text[0] == '\0' || width > room)
        return right.x;
    draw_box(scene->list, box, 12.5f, color_fade(color, 0.14f));
    draw_outline(scene->list, box_inset(box, 0.5f), 12,
                 1.2f * scene->theme->line, color);
    if (trend)
        draw_trend(scene, point_at(box.x + 17, right.y), verdict, color);
    draw_text(scene->list, point_at(box_right(box) - 12, right.y + 5),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink, ALIGN_RIGHT),
              text);
    draw_spot(scene->list, box, id, ACTION_LANE, row->number);
    return box.x - 8;
}

/* Another lane is of the same kind. */
static bool has_twin(const struct scene *scene, int number, const char *name)
{
    char other[64];

    for (int k = 0; k < scene->lab->lanes; k++)
        if (k != number && strcmp(name, lab_lane_name(scene->lab, scene->ui, k,
                                                      other, sizeof other)) == 0)
            return true;
    return false;
}

/* The name; with how it starts where that tells it from another lane and there
 * is room for it. */
static void write_name(const struct scene *scene, int number, float room,
                       char *name, size_t size)
{
    char label[96];

    lab_lane_name(scene->lab, scene->ui, number, name, size);
    if (!has_twin(scene, number, name))
        return;
    lab_lane_label(scene->lab, scene->ui, number, label, sizeof label);
    if (draw_width(scene->list, FACE_BOLD, 18, label) <= room)
        snprintf(name, size, "%s", label);
}

/* The name; of the chosen lane a button that goes on to the next cell. */
static void draw_name(const struct scene *scene, const struct lane_row *row,
                      struct point left, float room)
{
    const struct lane_setup *setup = lab_lane_setup(scene->lab, row->number);
    struct draw_style style = style_of(FACE_BOLD, 18, scene->theme->ink,
                                       ALIGN_LEFT);
    bool turns = row->chosen && setup->file < 0;
    char name[96];

    plot_marker(scene, row->hue, point_at(left.x + 9, left.y), 6.5f,
                row->color, false);
    left.x += 26;
    room -= 26;
    write_name(scene, row->number, room - (turns ? 38 : 0), name, sizeof name);
    float width = fminf(draw_width(scene->list, style.face, style.size, name),
                        room);
    if (turns && width + 38 <= room) {
        struct box box = box_at(left.x - 4, left.y - 13.5f, width + 38, 27);
        chrome_spot(scene, box, ACTION_LANE_CELL, -1);
        draw_box(scene->list, box, 8,
                 chrome_fill(scene, ACTION_LANE_CELL, -1));
        const struct point tip[3] = {{left.x + width + 13, left.y - 3},
                                     {left.x + width + 23, left.y - 3},
                                     {left.x + width + 18, left.y + 4}};
        draw_polygon(scene->list, tip, 3, scene->theme->ink_soft);
        left.x += 3;
    }
    panel_text(scene, point_at(left.x, left.y + 6.5f), style, room, name);
}

/* Else the verdict stands where the bar of the half-life would. */
static bool has_wide_head(const struct lane_row *row)
{
    return row->card.w >= WIDE;
}

static void draw_head(const struct scene *scene, const struct lane_row *row)
{
    struct box box = row->card;
    bool alone = box.y + HEAD + 21 > box_bottom(box) - 9;
    float y = box.y + (alone ? box.h : HEAD + (box.h >= 64 ? 6 : 0)) / 2;
    float right = box_right(box) - PAD;

    if (row->chosen && scene->lab->lanes > 1) {
        struct box cross = box_at(right - CROSS + 8, y - 13, 26, 26);
        draw_box(scene->list, cross, 13,
                 chrome_fill(scene, ACTION_DROP_LANE, row->number));
        chrome_icon(scene, ICON_CLOSE, point_at(cross.x + 13, y), 8,
                    scene->theme->ink_soft);
        chrome_spot(scene, cross, ACTION_DROP_LANE, row->number);
        right -= CROSS;
    }
    if (has_wide_head(row))
        right = draw_verdict(scene, row, point_at(right, y), box.w - 190);
    draw_name(scene, row, point_at(box.x + PAD, y),
              right - box.x - PAD);
}

/* A number of the lane with words around it, right-aligned; returns where it
 * begins. */
static float draw_number(const struct scene *scene, struct point right,
                         struct draw_id id, const char *text, float room,
                         int lane)
{
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_RIGHT);
    float width = draw_width(scene->list, style.face, style.size, text);

    if (width > room)
        return right.x;
    draw_value(scene->list, right, style, id, lab_value(scene->lab, id), text);
    draw_spot(scene->list, box_at(right.x - width, right.y - 16, width, 22),
              id, ACTION_LANE, lane);
    return right.x - width - 12;
}

/* How it starts, and its number of weights. */
static void draw_start(const struct scene *scene, const struct lane_row *row,
                       float y)
{
    struct box box = row->card;
    struct draw_id id = subject(SUBJECT_LANE_PARAMETERS, row->number, 0, 0, 0);
    char text[160];
    float right = box_right(box) - PAD;

    snprintf(text, sizeof text, say(scene->ui, "%.0f parameters",
                                    "매개변수 %.0f개"),
             lab_value(scene->lab, id));
    right = draw_number(scene, point_at(right, y), id, text, box.w * 0.45f,
                        row->number);
    lab_lane_start(scene->lab, scene->ui, row->number, text, sizeof text);
    panel_text(scene, point_at(box.x + PAD, y),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), right - box.x - PAD, text);
}

static void draw_half_life(const struct scene *scene,
                           const struct lane_row *row, float y)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box box = row->card;
    struct draw_id id = subject(SUBJECT_LANE_HALF, row->number, 0,
                                lab_lag(scene->lab, scene->ui), 0);
    double value = lab_value(scene->lab, id);
    char text[64], number[FIGURE_MAX];
    float left = box.x + PAD, right = box_right(box) - PAD;

    left += draw_text(list, point_at(left, y),
                      style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                               ALIGN_LEFT), say(scene->ui, "half-life",
                                                "반감기")) + 12;
    if (isnan(value))
        snprintf(text, sizeof text, "–");
    else if (isinf(value))
        snprintf(text, sizeof text, "%s",
                 say(scene->ui, "∞, does not shrink", "∞, 줄지 않음"));
    else
        snprintf(text, sizeof text, say(scene->ui, "%s steps", "%s시점"),
                 figure_plain(number, value, 1));
    float width = draw_width(list, FACE_BOLD, 15, text);
    if (width > right - left)
        return;
    draw_value(list, point_at(right, y),
               style_of(FACE_BOLD, 15, theme->ink, ALIGN_RIGHT), id, value,
               text);
    draw_spot(list, box_at(right - width, y - 16, width, 22), id, ACTION_LANE,
              row->number);
    struct box bar = box_at(left, y - 9, fminf(right - width - 12 - left,
                                               BAR * 2), 8);
    if (!has_wide_head(row)) {
        draw_verdict(scene, row, point_at(right - width - 8, y - 5),
                     right - width - 8 - left);
        return;
    }
    if (bar.w < 40 || isnan(value))
        return;
    draw_box(list, bar, 4, theme->track);
    bar.w = fmaxf(bar.w * (float)fmin(value / full, 1), 8);
    draw_box(list, bar, 4, row->color);
}

/* What clipping makes of the gradient of all weights; the mark is lit where
 * it does anything. */
static void draw_clipping(const struct scene *scene, const struct lane_row *row,
                      float y)
{
    const struct ui *ui = scene->ui;
    struct draw_id before = subject(SUBJECT_LANE_NORM, row->number, 0, 0, 0);
    struct draw_id after = subject(SUBJECT_LANE_NORM, row->number, 1, 0, 0);
    bool clipped = row->lane->clip < 1;
    struct color color = clipped ? scene->theme->warn : scene->theme->ink_soft;
    struct draw_style style = style_of(FACE_BOLD, TEXT_SMALL, color,
                                       ALIGN_LEFT);
    struct box box = row->card;
    float left = box.x + PAD, end = box_right(box) - PAD;
    char text[FIGURE_MAX];

    const char *name = clipped ? say(ui, "clipped:", "클리핑됨:")
                               : say(ui, "not clipped:", "클리핑 안 됨:");
    if (left + draw_width(scene->list, style.face, style.size, name) + 190 >
        end)
        return;
    left += draw_text(scene->list, point_at(left, y), style, name) + 10;
    style.color = scene->theme->ink;
    left += draw_text(scene->list, point_at(left, y), style, "|g|") + 8;
    left += draw_value(scene->list, point_at(left, y), style, before,
                       lab_value(scene->lab, before),
                       lab_figure(ui, lab_value(scene->lab, before), text)) +
            8;
    if (!clipped)
        return;
    left += draw_text(scene->list, point_at(left, y), style, "→") + 8;
    draw_value(scene->list, point_at(left, y), style, after,
               lab_value(scene->lab, after),
               lab_figure(ui, lab_value(scene->lab, after), text));
}

/* rho(U) and the Lyapunov exponent. */
static void draw_rates(const struct scene *scene, const struct lane_row *row,
                       float y)
{
    const struct ui *ui = scene->ui;
    struct draw_id radius = subject(SUBJECT_LANE_RADIUS, row->number, 0, 0, 0);
    struct draw_id rate = subject(SUBJECT_LANE_LYAPUNOV, row->number, 0,
                                  lab_lag(scene->lab, ui), 0);
    double is_radius = lab_value(scene->lab, radius);
    double is_rate = lab_value(scene->lab, rate);
    struct box box = row->card;
    float right = box_right(box) - PAD;
    char text[96], number[FIGURE_MAX];

    if (isfinite(is_rate)) {
        snprintf(text, sizeof text, say(ui, "Lyapunov λ = %s a step",
                                        "랴푸노프 지수 λ = %s"),
                 figure_signed(number, is_rate, 3));
        right = draw_number(scene, point_at(right, y), rate, text,
                            right - box.x - PAD, row->number);
    }
    if (isnan(is_radius))
        return;
    snprintf(text, sizeof text, "ρ(U) = %s", figure_plain(number, is_radius,
                                                          3));
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, text);
    draw_number(scene, point_at(box.x + PAD + width, y), radius, text,
                right - box.x - PAD, row->number);
}

void card_draw(const struct scene *scene, const struct lane_row *row)
{
    void (*const lines[])(const struct scene *, const struct lane_row *,
                          float) = {
        draw_half_life, isnan(row->lane->norm) ? NULL : draw_clipping,
        draw_start, draw_rates};
    const struct theme *theme = scene->theme;
    struct box box = row->card;
    float y = box.y + HEAD + 21, end = box_bottom(box) - 9;

    draw_box(scene->list, box, 10, row->chosen ? theme->card_current
                                               : theme->card);
    draw_outline(scene->list, box_inset(box, 0.5f), 9.5f,
                 row->chosen ? 1.5f * theme->line : 1,
                 row->chosen ? theme->accent : theme->edge);
    draw_box(scene->list, box_at(box.x, box.y + 8, 4, box.h - 16), 2,
             row->color);
    draw_head(scene, row);
    float line = fminf(fmaxf((box.h - HEAD - 14) / 4, LINE), LINE_MOST);
    for (int k = 0; k < 4 && y <= end; k++) {
        if (lines[k] == NULL)
            continue;
        lines[k](scene, row, y);
        y += line;
    }
}
