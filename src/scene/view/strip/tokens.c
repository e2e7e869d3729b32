/* What is read. The token of the present step is always there; of the others
 * as many as have room, at round numbers.
 */
#include "scene/view/strip/card_wires.h"
#include "scene/view/strip/tokens.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/lit.h"
#include "scene/look/figure.h"
#include "scene/view/connect/connect.h"
#include "scene/view/series/lane.h"
#include "scene/view/strip/card.h"
#include "scene/view/text/picture.h"
#include "scene/view/text/shade.h"
#include "scene/view/touch/cuts.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { SIZE = 16, SMALL = 14, HEIGHT = 30, INSET = 12, APART = 8,
       TEXT_MAX = 48, GLOSS_MAX = 3, LANE = 44,
       PICTURE_LEAST = 36, PICTURE = 60, PICTURE_MOST = 112,
       PICTURE_HEIGHT = 284 };

/* Widths of the tokens in the window. */
struct row {
    float widest;          /* of the labels, with their chips */
    float gloss;           /* of the values; 0: they have no room */
    int every;             /* steps between labels */
    bool chips;            /* each label on a chip of its own */
};

static void write_label(const struct scene *scene, int step,
                        char text[TEXT_MAX])
{
    char label[FILM_LABEL_MAX];
    bool ahead = token_film(scene->film) && !shade_written(scene, step);

    snprintf(text, TEXT_MAX, "%s", ahead ? "·" : token_label(scene->film, step,
                                                             label));
    if (text[0] == '\0')
        token_step(scene->film, step, text);
}

char *tokens_figure(char out[FIGURE_MAX], const struct film *film, int k,
                    double value)
{
    double spread = film->mean != NULL ? film->deviation[k]
                                       : fmax(fabs(value), 1);
    double power = spread > 0 && isfinite(spread) ? round(log10(spread)) : 0;
    int decimals = (int)fmin(fmax(2 - power, 0), 6);
    bool sign = film->mean == NULL || film->mean[k] < 2 * film->deviation[k];

    if (fabs(value) < 1000 && value == floor(value))
        return figure_plain(out, value, 0);
    return sign ? figure_signed(out, value, decimals)
                : figure_plain(out, value, decimals);
}

/* The values of a step, of a window the newest, drawn from `at` or only
 * measured; tokens and long vectors show none. Returns their width with the
 * space before them. */
static float write_gloss(const struct strip *strip, int step, struct point at,
                         bool draw)
{
    const struct scene *scene = strip->scene;
    const struct film *film = scene->film;
    int inputs = film->values.spec.inputs, first = lane_newest(film);
    struct draw_style style = style_of(FACE_UI, SMALL, scene->theme->ink_soft,
                                       ALIGN_LEFT);
    float start = at.x;
    char text[FIGURE_MAX];

    if (film->values.spec.vocabulary > 0 || token_film(film) ||
        !shade_written(scene, step) ||
        inputs - first > GLOSS_MAX)
        return 0;
    for (int k = first; k < inputs; k++) {
        double value = film_input(film, step, k);
        tokens_figure(text, film, k, value);
        at.x += APART;
        at.x += draw ? draw_value(scene->list, at, style,
                                  subject(SUBJECT_RAW_INPUT, 0, 0, step, k),
                                  value, text)
                     : draw_width(scene->list, style.face, style.size, text);
    }
    return at.x - start;
}

static struct row measure(const struct strip *strip)
{
    const struct scene *scene = strip->scene;
    float pitch = strip->window.pitch;
    struct row row = {0};
    char text[TEXT_MAX];

    for (int t = strip->window.from; t <= strip->window.to; t++) {
        write_label(scene, t, text);
        row.widest = fmaxf(row.widest, draw_width(scene->list, FACE_BOLD, SIZE,
                                                  text));
        if (pitch >= 90)
            row.gloss = fmaxf(row.gloss, write_gloss(strip, t, point_at(0, 0),
                                                     false));
    }
    row.chips = row.widest + 2 * INSET <= pitch - 6;
    row.widest += row.chips ? 2 * INSET : APART;
    if (!row.chips || row.widest + row.gloss > pitch - 4)
        row.gloss = 0;
    row.every = row.chips ? 1 : card_label_step(strip, row.widest + 10);
    return row;
}

/* Left edge of a step's label, kept inside the panel. */
static float place(const struct strip *strip, const struct card *card,
                   float width)
{
    float x = card->box.x + (card->box.w - width) / 2;

    return fminf(fmaxf(x, strip->box.x + 8),
                 box_right(strip->box) - 8 - width);
}

/* Middle of the present step's label, which may stand aside of its card. */
static float present_middle(const struct strip *strip)
{
    struct card card = strip_card(strip, strip->scene->now.step);
    char text[TEXT_MAX];

    write_label(strip->scene, card.step, text);
    float width = draw_width(strip->scene->list, FACE_BOLD, SIZE, text) +
                  2 * INSET;
    return place(strip, &card, width) + width / 2;
}

/* A picture in place of its name, a little larger than a chip, and like it
 * inside the panel. */
static struct box picture_plate(const struct strip *strip, struct box box)
{
    float side = strip->picture, x = box.x + box.w / 2 - side / 2;

    x = fminf(fmaxf(x, strip->box.x + 8), box_right(strip->box) - 8 - side);
    return box_at(x, strip->tokens - side / 2, side, side);
}

static void draw_picture(const struct strip *strip, const struct card *card,
                         struct box box)
{
    const struct theme *theme = strip->scene->theme;
    struct box plate = picture_plate(strip, box);

    draw_box(strip->scene->list, plate, 4, theme->chip);
    picture_draw(strip->scene, picture_within(plate));
    draw_outline(strip->scene->list, plate, 4,
                 (card->now ? 2.4f : 1) * theme->line,
                 card->now ? theme->accent : theme->edge_strong);
}

static void draw_chip(const struct strip *strip, const struct card *card,
                      struct box box, const char *text)
{
    const struct theme *theme = strip->scene->theme;
    struct draw_list *list = strip->scene->list;

    if (picture_is_read(strip->scene->film, card->step)) {
        draw_picture(strip, card, box);
        return;
    }
    draw_box(list, box, 9, card->now ? theme->accent : theme->chip);
    if (!card->now)
        draw_outline(list, box_inset(box, 0.5f), 8.5f, 1, theme->edge_strong);
    draw_text(list, point_at(box.x + box.w / 2, strip->tokens + 5.5f),
              style_of(FACE_BOLD, SIZE,
                       card->now ? theme->on_accent : theme->ink,
                       ALIGN_CENTRE), text);
}

/* Where the wire to a card begins, the upper end of its chip. */
static float chip_top(const struct strip *strip, const struct card *card)
{
    bool picture = picture_is_read(strip->scene->film, card->step);

    return strip->tokens - (picture ? strip->picture : HEIGHT) / 2;
}

/* What is read on its way into the card. */
static void feed(const struct strip *strip, const struct card *card,
                 const struct point *way, int corners)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct color color = strip->layer > 0 ? theme->h : theme->x;
    float share = wire_ease(0, 0.5f, strip_progress(strip, card->step, 0));
    struct point tip = way[corners - 1];

    wire_draw(scene, way, corners, 6, 1.7f * theme->line, color, share);
    wire_arrow(scene, point_at(tip.x, tip.y - 5), 0, -1, 7,
               share >= 1 ? color : color_fade(theme->ink_faint, 0.4f));
}

/* From the chip at x up to the bus. An rnn has one column to feed; a gru's
 * candidate reads x directly, but h only through r. */
static void draw_feed(const struct strip *strip, const struct card *card,
                      float x)
{
    const struct cell_look *look = strip->look;
    float bus = strip->bus, bottom = chip_top(strip, card);
    float middle = bus + 11, to = card->box.x + look->at[0] * card->box.w;

    card_weights(strip, card->step, LIT_W,
                 box_at((look->keep > 0 ? x : to) - 8, bus + 6, 16,
                        fmaxf(bottom - bus - 8, 8)));
    if (look->keep > 0) {
        feed(strip, card, (struct point[]){{x, bottom}, {x, bus + 6.5f}}, 2);
    } else {
        float top = look->branch > 0 ? bus + 6.5f : bus - 8;
        if (fabsf(x - to) < 14)
            feed(strip, card, (struct point[]){{to, bottom}, {to, top}}, 2);
        else
            feed(strip, card, (struct point[]){{x, bottom}, {x, middle},
                                               {to, middle}, {to, top}}, 4);
    }
    if (look->keep > 0 && look->branch > 0) {
        to = card->box.x + look->at[2] * card->box.w;
        feed(strip, card, (struct point[]){{x, middle}, {to, middle},
                                           {to, bus - 8}}, 3);
    }
}

/* Under what the network wrote itself, up to the next token. */
static void draw_own(const struct strip *strip, const struct card *card,
                     struct box box)
{
    const struct scene *scene = strip->scene;
    float y = box_bottom(box) + 4;

    if (!token_own(scene->film, card->step) ||
        !shade_written(scene, card->step))
        return;
    draw_segment(scene->list, point_at(box.x + 3, y),
                 point_at(box_right(box) - 3, y), 2 * scene->theme->line,
                 scene->theme->h_path);
}

/* A picture's numbers can be pointed at one by one. */
static void place_pixels(const struct scene *scene, struct box plate, int step)
{
    struct box box = picture_within(plate);
    float side = box.w / PICTURE_SIDE;

    for (int k = 0; k < PICTURE_SIDE * PICTURE_SIDE; k++)
        draw_spot(scene->list,
                  box_at(box.x + side * (float)(k % PICTURE_SIDE),
                         box.y + side * (float)(k / PICTURE_SIDE), side, side),
                  subject(SUBJECT_RAW_INPUT, 0, 0, step, k),
                  ACTION_SCRUB_STEPS, step);
}

/* A click goes there; with a tool it takes the next token. */
static void place_chip(const struct scene *scene, struct box box, int step)
{
    bool tokens = scene->film->values.spec.vocabulary > 0;
    bool changes = tokens && scene->ui->tool != TOOL_LOOK;
    struct draw_id id = subject(SUBJECT_RAW_INPUT, 0, 0, step, 0);

    if (changes)
        id.kind = SUBJECT_INPUT;
    else if (tokens)
        id = subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, step, step);
    draw_spot(scene->list, box, id,
              changes ? ACTION_MOVE_INPUT : ACTION_SCRUB_STEPS,
              changes ? 1 : step);
}

/* Between the chip, whose middle is at x, and its card. */
static void cut_feed(const struct strip *strip, const struct card *card,
                     float x)
{
    const struct scene *scene = strip->scene;
    const struct wire_cut cut = {
        .at = {fminf(fmaxf(x, card->box.x + 10), box_right(card->box) - 16),
               (box_bottom(card->box) + chip_top(strip, card)) / 2},
        .upright = true, .width = 8,
        .ground = scene->theme->panel,
        .wire = subject(SUBJECT_WIRE, 0, WIRE_X, card->step, -1),
        .is_cut = scene->ghost != NULL && strip->layer == 0 &&
                  wire_is_cut(scene->film, WIRE_X, 0, card->step, -1) &&
                  !wire_is_cut(scene->ghost, WIRE_X, 0, card->step, -1)};

    if (strip->layer == 0 && scene->film->x != NULL &&
        strip->detail.wires > 0 && card->alpha >= 1)
        cut_draw(scene, &cut);
}

static void draw_token(const struct strip *strip, const struct card *card,
                       const struct row *row)
{
    const struct scene *scene = strip->scene;
    struct draw_list *list = scene->list;
    char text[TEXT_MAX];
    float before = list->alpha;

    write_label(scene, card->step, text);
    float width = draw_width(list, FACE_BOLD, SIZE, text) + 2 * INSET;
    float gloss = row->gloss > 0
        ? write_gloss(strip, card->step, point_at(0, 0), false) : 0;
    float x = place(strip, card, width + gloss);
    float shift = fabsf(x + (width + gloss) / 2 - card->box.x -
                        card->box.w / 2);
    /* At the edges there may be no room beside the others. */
    if (!row->chips && !card->now && shift > 1)
        return;
    struct box box = box_at(x, strip->tokens - HEIGHT / 2, width, HEIGHT);
    if (row->chips || card->now) {
        draw_chip(strip, card, box, text);
    } else {
        draw_text(list, point_at(x + width / 2, strip->tokens + 5.5f),
                  style_of(FACE_UI, SMALL, scene->theme->ink_soft,
                           ALIGN_CENTRE), text);
    }
    draw_own(strip, card, box_at(x, box.y, width + gloss, HEIGHT));
    if (gloss > 0)
        write_gloss(strip, card->step,
                    point_at(box_right(box), strip->tokens + 5), true);
    list->alpha = before * strip->detail.wires;
    if (strip->detail.wires > 0)
        draw_feed(strip, card, fminf(fmaxf(box.x + width / 2,
                                           card->box.x + 10),
                                     box_right(card->box) - 16));
    list->alpha = before;
    cut_feed(strip, card, box.x + width / 2);
    box.w = width + gloss;
    bool picture = picture_is_read(scene->film, card->step);
    if (picture)
        box = picture_plate(strip, box);
    place_chip(scene, box, card->step);
    if (picture)
        place_pixels(scene, box, card->step);
}

/* Dragging along the row moves the playhead. From the first card's left edge
 * to the last one's right edge: the gap behind it may be outside. */
static void place_scrub(const struct strip *strip, float y, float height)
{
    const struct window *window = &strip->window;
    int first = (int)ceilf(window->first - 0.01f);
    int last = (int)floorf(window->first + window->cards - 0.99f);

    if (last > window->to)
        last = window->to;
    if (last < first)
        return;
    float x = window_x(window, first);
    draw_spot(strip->scene->list,
              box_at(x, y, window_x(window, last) + window->card - x, height),
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, last, first),
              ACTION_SCRUB_STEPS, first);
}

float tokens_lane(struct strip *strip, float height, bool connect)
{
    float more = (height - PICTURE_HEIGHT) / 4;
    bool large = picture_is_read(strip->scene->film, 1) && !connect &&
                 more >= 0;

    strip->picture = large ? fminf(PICTURE + more, PICTURE_MOST)
                           : PICTURE_LEAST;
    return LANE + (connect ? CONNECT_LANE : strip->picture - PICTURE_LEAST);
}

void tokens_draw(const struct strip *strip)
{
    struct draw_list *list = strip->scene->list;
    const struct moment *now = &strip->scene->now;

    place_scrub(strip, strip->top, fminf(strip->belt - strip->top - 14, 34));
    if (strip->tokens <= 0)
        return;
    place_scrub(strip, strip->tokens - 20, 40);
    struct row row = measure(strip);
    float present = present_middle(strip);
    for (int t = strip->window.from; t <= strip->window.to; t++) {
        struct card card = strip_card(strip, t);
        float apart = fabsf(card.box.x + card.box.w / 2 - present);
        float before = list->alpha;
        if (card.alpha <= 0 ||
            (!card.now && (t % row.every != 0 ||
                           (!row.chips && apart < row.widest + 2 * INSET))))
            continue;
        list->alpha *= card.alpha * (strip->live || t <= now->step ? 1
                                                               : strip_later);
        draw_token(strip, &card, &row);
        list->alpha = before;
    }
}
