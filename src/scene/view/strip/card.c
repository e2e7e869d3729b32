/* A card tells what one step did: for every gate a strip of cells, one per
 * unit, and a bar of the chosen unit. The narrower it is, the less of that is
 * there; in the end only colours are left.
 */
#include "scene/view/strip/card.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/touch/over_bar.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { CELLS_MAX = 16 };

/* One gate's column in a card. */
struct column {
    const struct notation *notation;
    struct color hue, well, bad; /* bad: of what is no number */
    float x, y, bar, height, live; /* middle, top, width of the bar, .. */
    int signal;
    float range;                   /* largest size of a value with a sign */
};

/* A card that is narrower than its number stands below it. */
static struct box plate_of(const struct strip *strip, const struct card *card)
{
    struct box box = card->box;
    float above = strip->belt - 15 * strip->size - box.y;
    float low = 1 - wire_ease(30, 44, box.w);

    if (above > 0) {
        box.y += above * low;
        box.h -= above * low;
    }
    return box;
}

void card_frame(const struct strip *strip, const struct card *card)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box box = plate_of(strip, card), shadow = box;
    float before = list->alpha, radius = fminf(13, box.w * 0.25f);
    bool later = !strip->live && card->step > scene->now.step;
    struct color plate = card->now ? theme->card_current :
                         later ? color_mix(theme->card, theme->panel, 0.6f)
                               : theme->card;

    strip_spot(strip, box,
               subject(SUBJECT_CONTROL, 0, ACTION_ENTER, 0, card->step),
               ACTION_ENTER, card->step);
    list->alpha *= card->now ? 1 : strip->detail.frames;
    shadow.y += 4;
    if (card->now)
        draw_glow(list, shadow, radius + 3, fminf(60, box.w),
                  color_fade(theme->accent, theme->dark ? 0.4f : 0.34f), true);
    else if (box.w > 60)
        draw_glow(list, shadow, radius + 1, 20,
                  color_fade(theme->shadow, later ? 0.35f : 0.8f), true);
    draw_box_shaded(list, box, radius, plate,
                    color_mix(plate, theme->panel, later ? 0.4f : 0.35f));
    draw_outline(list, box_inset(box, 0.5f), radius - 0.5f,
                 card->now ? 2.2f * theme->line : 1,
                 card->now ? theme->accent : theme->edge);
    list->alpha = before;
}

int card_label_step(const struct strip *strip, float width)
{
    float count = width / strip->window.pitch, power = 1;

    while (count > 10 * power)
        power *= 10;
    count /= power;
    return (int)power * (count <= 1 ? 1 : count <= 2 ? 2 : count <= 5 ? 5 : 10);
}

/* The number of the belt: the chosen unit's state, or the size of all; where
 * there is room for it to the right of `left`. */
static void draw_state(const struct strip *strip, const struct card *card,
                       float left, float y)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    const struct cell_look *look = strip->look;
    struct draw_id id = strip_subject(strip, look->state, card->step);
    double value = subject_value(scene->film, id);
    const struct notation *notation = notation_of(strip->cell, look->state);
    const char *name = id.kind == SUBJECT_NORM ? "RMS" : notation->symbol;
    float right = box_right(card->box) - 12, before = list->alpha;
    float seen = strip->detail.full *
                 strip_progress(strip, card->step, look->move);
    char text[FIGURE_MAX];

    if (id.kind == SUBJECT_NORM)
        figure_plain(text, value, 2);
    else
        figure_signed(text, value, 2);
    float width = draw_width(list, FACE_BOLD, 15, text) + 6;
    if (seen <= 0 || right - width -
                     draw_width(list, FACE_MATH_ITALIC, 17, name) < left + 8)
        return;
    list->alpha *= seen;
    draw_value(list, point_at(right, y),
               style_of(FACE_BOLD, 15, theme->ink, ALIGN_RIGHT), id, value,
               text);
    draw_text(list, point_at(right - width, y),
              style_of(FACE_MATH_ITALIC, 17, notation_ink(theme, notation),
                       ALIGN_RIGHT), name);
    list->alpha = before;
}

/* "t = 12" where there is room, else "12" over some of the cards. */
void card_heading(const struct strip *strip, const struct card *card)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    /* No room over the belt. */
    if (strip->belt - strip->top < 28)
        return;
    float size = 15, y = strip->belt - (strip->belt - strip->top) * 0.53f;
    char text[32], widest[32];
    bool wide = card->box.w >= 90;

    snprintf(widest, sizeof widest, "%d", strip->window.to);
    int every = card_label_step(strip, draw_width(list, FACE_BOLD, size,
                                                  widest) + 14);
    float apart = fabsf((float)(card->step - scene->now.step)) *
                  strip->window.pitch;
    if (!card->now && (card->step % every != 0 ||
                       apart < draw_width(list, FACE_BOLD, size, widest) + 8))
        return;
    snprintf(text, sizeof text, wide ? "t = %d" : "%d", card->step);
    float width = draw_width(list, FACE_BOLD, size, text);
    float x = wide ? card->box.x + 13
                   : card->box.x + card->box.w / 2 - width / 2;
    float inside = fminf(fmaxf(x, strip->box.x + 26),
                         box_right(strip->box) - 8 - width);
    if (!card->now && inside != x)
        return;
    x = inside;
    draw_text(list, point_at(x, y),
              style_of(card->now ? FACE_BOLD : FACE_UI, size,
                       card->now ? theme->accent : theme->ink_soft,
                       ALIGN_LEFT), text);
    if (card->now && strip->detail.full > 0)
        draw_state(strip, card, x + width, y);
}

static struct column column_of(const struct strip *strip,
                               const struct card *card, int k)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    const struct cell_look *look = strip->look;
    int signal = look->signal[k];
    const struct signal_info *info = &cell_table[strip->cell].signal[signal];
    float done = strip_progress(strip, card->step, look->phase[k]);
    struct column column = {
        .notation = notation_of(strip->cell, signal), .signal = signal,
        .well = color_mix(theme->well, theme->track, theme->dark ? 0.2f : 0.9f),
        .x = card->box.x + look->at[k] * card->box.w, .y = strip->gates,
        .bar = fminf(fmaxf(card->box.w * 0.095f,
                           fminf(card->box.w * 0.5f / (float)look->gates, 6)),
                     26),
        .height = strip->gates_height,
        .live = wire_ease(look->begin[k], look->begin[k] + 0.5f, done)};

    column.hue = notation_color(theme, column.notation);
    column.bad = ramp_color(RAMP_GATE, scene->ui->theme, NAN);
    column.range = isfinite(info->high)
        ? 1 : (float)fmax(film_peak(scene->film, strip->layer, signal), 1e-9);
    return column;
}

/* The colour of a value of a column: its hue, the stronger the larger. */
static struct color shade(const struct column *column, double value)
{
    float share = fminf((float)fabs(value) / column->range, 1) * column->live;

    if (film_beyond(value))
        return color_mix(column->well, column->bad, column->live);
    return color_mix(column->well, column->hue,
                     column->live * (0.06f + 0.94f * share));
}

/* A cell of one unit; hollow where it is negative. */
static void draw_cell(const struct strip *strip, const struct column *column,
                      struct box box, double value)
{
    struct draw_list *list = strip->scene->list;

    draw_tile(list, box, shade(column, value));
    if (value < 0 && column->live > 0 && fminf(box.w, box.h) > 5)
        draw_tile(list, box_inset(box, 1.8f), column->well);
}

/* Up to sixteen units, those around the chosen one. */
static void draw_units(const struct strip *strip, const struct card *card,
                       const struct column *column, struct box box)
{
    const struct scene *scene = strip->scene;
    int units = film_units(scene->film, strip->layer);
    int fit = (int)fminf(fmaxf(box.h / 5.5f, 1), CELLS_MAX);
    int shown = units < fit ? units : fit;
    int unit = strip->unit >= 0 ? strip->unit : 0;
    int first = unit / shown * shown;
    const real *value = film_signal(scene->film, strip->layer, column->signal,
                                    card->step);
    float pitch = box.h / (float)shown;

    if (first + shown > units)
        first = units - shown;
    for (int u = first; u < first + shown; u++) {
        struct box cell = box_at(box.x, box.y + (float)(u - first) * pitch,
                                 box.w, pitch - 1.2f);
        draw_cell(strip, column, cell, (double)value[u]);
        if (u == strip->unit)
            draw_outline(scene->list, box_inset(cell, -1), 1.5f, 1.2f,
                         color_fade(scene->theme->ink,
                                    0.8f * column->live));
    }
}

/* The bar of one value: from the bottom, or up and down from the middle; what
 * is negative is outlined. */
static void draw_bar(const struct strip *strip, const struct column *column,
                     struct box box, double value)
{
    const struct theme *theme = strip->scene->theme;
    struct draw_list *list = strip->scene->list;
    bool sign = !column->notation->gate;
    float share = fminf((float)fabs(value) / column->range, 1) * column->live;
    float radius = fminf(4, box.w * 0.3f);
    float base = sign && strip->unit >= 0 ? box.y + box.h / 2 : box_bottom(box);
    float length = share * (base - box.y);
    struct color deep = color_mix(column->hue, theme->dark ? theme->ground_top
                                                           : theme->panel,
                                  0.28f);

    draw_box(list, box, radius,
             film_beyond(value) ? shade(column, value) : column->well);
    if (film_beyond(value))
        return;
    if (length > 0.4f && value >= 0)
        draw_box_shaded(list, box_at(box.x, base - length, box.w, length),
                        fminf(radius, length / 2), column->hue, deep);
    else if (length > 0.4f && value < 0)
        draw_outline(list, box_inset(box_at(box.x, base, box.w,
                                            fmaxf(length, 3)), 0.9f),
                     fminf(radius, length / 2), 1.8f * theme->line,
                     column->hue);
    if (sign && strip->unit >= 0)
        draw_segment(list, point_at(box.x - 1, base),
                     point_at(box_right(box) + 1, base), 1,
                     color_fade(theme->ink_soft, 0.8f * column->live));
}

/* Where the bar would end if nobody had interfered: an outline. */
static void draw_untouched(const struct strip *strip,
                           const struct column *column, struct box box,
                           int step, double now)
{
    struct scene scene = *strip->scene;
    struct strip untouched = *strip;

    if (scene.ghost == NULL || column->live <= 0)
        return;
    scene.film = scene.ghost;
    untouched.scene = &scene;
    double value = strip_value(&untouched, column->signal, step);
    if (value == now || film_beyond(value))
        return;
    bool sign = !column->notation->gate && strip->unit >= 0;
    float base = sign ? box.y + box.h / 2 : box_bottom(box);
    float share = fminf((float)fabs(value) / column->range, 1);
    float end = base - share * (base - box.y) * (sign && value < 0 ? -1 : 1);
    over_bar_untouched(strip->scene, box, base, end, column->live);
}

/* Letter and number under a column. */
static void draw_caption(const struct strip *strip, const struct card *card,
                         const struct column *column)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    const struct detail *detail = &strip->detail;
    struct draw_list *list = scene->list;
    float y = column->y + column->height + 17 * strip->size;
    float before = list->alpha;
    struct draw_id id = strip_subject(strip, column->signal, card->step);
    /* As large as the strip's letters, but not larger than its columns. */
    float size = fmaxf(14, fminf(13 * strip->size, card->box.w * 14 / 150));
    char text[FIGURE_MAX];

    list->alpha = before * detail->letters;
    draw_text(list, point_at(column->x, y),
              style_of(FACE_MATH_ITALIC, fmaxf(17 * strip->size, 14),
                       notation_ink(theme, column->notation), ALIGN_CENTRE),
              column->notation->letter);
    list->alpha = before * detail->full * column->live;
    if (card->now && list->alpha > 0) {
        double value = subject_value(scene->film, id);
        figure_plain(text, value, 2);
        draw_value(list, point_at(column->x, y + 17 * strip->size),
                   style_of(FACE_UI, size,
                            notation_ink(theme, column->notation),
                            ALIGN_CENTRE), id, value, text);
    }
    list->alpha = before;
}

static bool same(struct draw_id a, struct draw_id b)
{
    return a.kind == b.kind && a.layer == b.layer && a.signal == b.signal &&
           a.step == b.step && a.unit == b.unit;
}

/* Cells of the units, and a bar. */
static void draw_column(const struct strip *strip, const struct card *card,
                        const struct column *column)
{
    struct draw_list *list = strip->scene->list;
    const struct detail *detail = &strip->detail;
    double value = strip_value(strip, column->signal, card->step);
    float wide = fminf(fmaxf(card->box.w / 155, 1), 1.8f);
    float cells = 9 * wide * detail->full, gap = 3 * wide * detail->full;
    float room = card->box.w * 0.8f / (float)strip->look->gates;
    float left = column->x - (cells + gap + column->bar) / 2;
    struct box bar = box_at(left + cells + gap, column->y, column->bar,
                            column->height);
    struct draw_id id = strip_subject(strip, column->signal, card->step);
    float before = list->alpha;

    list->alpha = before * detail->bars;
    draw_bar(strip, column, bar, value);
    draw_untouched(strip, column, bar, card->step, value);
    if (over_bar_is_held(strip->scene->film, strip->layer, column->signal,
                         card->step, strip->unit))
        over_bar_held(strip->scene, bar);
    if (same(strip->scene->ui->hover, id))
        draw_outline(list, box_inset(bar, -2), 5, 1.6f,
                     strip->scene->theme->accent);
    list->alpha = before * detail->full;
    if (list->alpha > 0)
        draw_units(strip, card, column,
                   box_at(left, column->y, cells, column->height));
    list->alpha = before;
    strip_spot(strip, box_at(column->x - room / 2, column->y, room,
                             column->height + 34 * detail->letters), id,
               card->box.w > 40 ? ACTION_PIN : ACTION_ENTER,
               card->box.w > 40 ? 0 : card->step);
}

/* The narrowest form: gates one over the other, one colour each. */
static void draw_stack(const struct strip *strip, const struct card *card)
{
    struct draw_list *list = strip->scene->list;
    int gates = strip->look->gates;
    float before = list->alpha, row = strip->gates_height / (float)gates;
    float width = fmaxf(strip->window.pitch - 1, 1);

    list->alpha *= 1 - strip->detail.bars;
    for (int k = 0; k < gates; k++) {
        struct column column = column_of(strip, card, k);
        draw_cell(strip, &column,
                  box_at(card->box.x, column.y + (float)k * row, width,
                         row - 2),
                  strip_value(strip, column.signal, card->step));
        strip_spot(strip, box_at(card->box.x, column.y + (float)k * row, width,
                                 row),
                   strip_subject(strip, column.signal, card->step),
                   ACTION_ENTER, card->step);
    }
    list->alpha = before;
}

void card_gates(const struct strip *strip, const struct card *card)
{
    if (strip->detail.bars < 1)
        draw_stack(strip, card);
    if (strip->detail.bars <= 0)
        return;
    for (int k = 0; k < strip->look->gates; k++) {
        struct column column = column_of(strip, card, k);
        draw_column(strip, card, &column);
        if (strip->detail.letters > 0)
            draw_caption(strip, card, &column);
    }
}
