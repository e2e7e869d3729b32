/* Labels with a tip that points at the operator they are about. They stand in
 * one line over the cards and give way to each other and to the edges. Where
 * that would take one too far from what it points at, they lose their words,
 * and then the last one goes. Those that are still to come have their place
 * already, so that none has to move.
 */
#include "scene/view/strip/callout.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/strip/tokens.h"
#include "scene/view/text/guess.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { CALLOUTS_MAX = 3, LABEL_MAX = 80, SIZE = 14, HEIGHT = 26, APART = 8,
       FOOT = 15, REACH = 34 };

struct callout {
    char text[LABEL_MAX], brief[LABEL_MAX]; /* brief: without words */
    struct draw_id id;
    double value;
    struct color color;
    bool solid;
    float tip, alpha;       /* where it points at; how far it is computed */
    float x, width;
};

struct callouts {
    struct callout entry[CALLOUTS_MAX];
    int count;
    bool brief;
};

static void add(struct callouts *callouts, struct callout callout)
{
    assert(callouts->count < CALLOUTS_MAX);
    callouts->entry[callouts->count++] = callout;
}

/* What the gate that keeps lets through, as a factor. */
static void add_kept(const struct strip *strip, const struct card *card,
                     struct callouts *callouts)
{
    const struct scene *scene = strip->scene;
    const struct cell_look *look = strip->look;
    int signal = look->signal[0];
    float done = strip->cell == CELL_LSTM
        ? strip_progress(strip, card->step, look->phase[0])
        : wire_ease(0, 0.5f, strip_progress(strip, card->step, look->move));
    struct callout callout = {
        .id = strip_subject(strip, signal, card->step),
        .color = notation_color(scene->theme, notation_of(strip->cell, signal)),
        .solid = true, .tip = card->box.x + look->keep * card->box.w,
        .alpha = wire_ease(0.4f, 0.8f, done)};
    char figure[FIGURE_MAX];

    callout.value = subject_value(scene->film, callout.id);
    snprintf(callout.text, sizeof callout.text,
             say(scene->ui, "×%s kept", "×%s 유지"),
             figure_plain(figure, callout.value, 2));
    snprintf(callout.brief, sizeof callout.brief, "×%s", figure);
    add(callouts, callout);
}

static void add_written(const struct strip *strip, const struct card *card,
                        struct callouts *callouts)
{
    const struct scene *scene = strip->scene;
    const struct cell_look *look = strip->look;
    int signal = look->signal[strip->cell == CELL_LSTM ? 1 : 2];
    struct callout callout = {
        .id = subject(SUBJECT_WRITTEN, strip->layer, look->state, card->step,
                      strip->unit),
        .color = notation_color(scene->theme, notation_of(strip->cell, signal)),
        .solid = true, .tip = card->box.x + look->add * card->box.w,
        .alpha = wire_ease(0.4f, 0.8f, strip_progress(strip, card->step,
                                                      look->move))};
    char figure[FIGURE_MAX];

    callout.value = subject_value(scene->film, callout.id);
    snprintf(callout.text, sizeof callout.text,
             say(scene->ui, "%s added", "%s 더함"),
             figure_signed(figure, callout.value, 2));
    snprintf(callout.brief, sizeof callout.brief, "%s", figure);
    add(callouts, callout);
}

/* An output in the units of the data where it is one of the inputs. */
static char *print_output(char out[FIGURE_MAX], const struct film *film,
                          double value)
{
    const struct spec *spec = &film->values.spec;

    return spec->outputs == spec->inputs ? tokens_figure(out, film, 0, value)
                                         : figure_signed(out, value, 2);
}

/* The likeliest class of a step. */
static int likeliest(const struct film *film, int step)
{
    const real *p = tape_head(&film->values, HEAD_P, step, 0);
    int best = 0;

    for (int k = 1; k < film->values.spec.outputs; k++)
        if (p[k] > p[best])
            best = k;
    return best;
}

/* What the network makes of it: the first output, or the likeliest class. */
static void add_output(const struct strip *strip, const struct card *card,
                       struct callouts *callouts)
{
    const struct scene *scene = strip->scene;
    const struct film *film = scene->film;
    const struct spec *spec = &film->values.spec;
    bool classes = spec->head == HEAD_SOFTMAX;
    struct callout callout = {
        .id = subject(classes ? SUBJECT_PROBABILITY : SUBJECT_OUTPUT, 0, 0,
                      card->step,
                      classes ? likeliest(film, card->step) : 0),
        .color = scene->theme->h, .tip = box_right(card->box) - 6,
        .alpha = wire_ease(0.6f, 1, strip_progress(strip, card->step,
                                                   scene->phases - 1))};
    char figure[FIGURE_MAX], name[FILM_LABEL_MAX];

    if (spec->head == HEAD_NONE || strip->layer != spec->layers - 1)
        return;
    callout.value = subject_value(film, callout.id);
    if (classes)
        snprintf(callout.text, sizeof callout.text, "p(%s) = %s",
                 film_choice(film, callout.id.unit, name),
                 figure_plain(figure, callout.value, 2));
    else
        snprintf(callout.text, sizeof callout.text,
                 say(scene->ui, "predicts %s", "예측 %s"),
                 print_output(figure, film, callout.value));
    snprintf(callout.brief, sizeof callout.brief, classes ? "p = %s" : "ŷ = %s",
             figure);
    add(callouts, callout);
}

/* Side by side: where two would touch, both give way. */
static void push_apart(struct callouts *callouts)
{
    enum { ROUNDS = 16 };

    for (int round = 0; round < ROUNDS; round++)
        for (int k = 0; k + 1 < callouts->count; k++) {
            struct callout *a = &callouts->entry[k], *b = a + 1;
            float over = a->x + a->width + APART - b->x;
            a->x -= over > 0 ? over / 2 : 0;
            b->x += over > 0 ? over / 2 : 0;
        }
}

/* Moves them between the edges, where there is room for all. */
static void keep_inside(struct callouts *callouts, float left, float right)
{
    for (int k = callouts->count - 1; k >= 0; k--) {
        struct callout *callout = &callouts->entry[k];
        callout->x = fminf(callout->x, right - callout->width);
        right = callout->x - APART;
    }
    for (int k = 0; k < callouts->count; k++) {
        struct callout *callout = &callouts->entry[k];
        callout->x = fmaxf(callout->x, left);
        left = callout->x + callout->width + APART;
    }
}

static const char *text_of(const struct callouts *callouts, int k)
{
    const struct callout *callout = &callouts->entry[k];

    return callouts->brief ? callout->brief : callout->text;
}

/* Tries to place them; false where a tip would not reach its operator. */
static bool place(const struct strip *strip, struct callouts *callouts)
{
    float left = strip->box.x + 12, right = box_right(strip->box) - 12;

    for (int k = 0; k < callouts->count; k++) {
        struct callout *callout = &callouts->entry[k];
        /* The first leans to the left, the last to the right. */
        float lean = callouts->count == 1 ? 0.5f : k == 0 ? 0.7f : 0.3f;
        callout->width = draw_width(strip->scene->list, FACE_BOLD, SIZE,
                                    text_of(callouts, k)) + 24;
        callout->x = callout->tip - lean * callout->width;
    }
    push_apart(callouts);
    keep_inside(callouts, left, right);
    for (int k = 0; k < callouts->count; k++) {
        const struct callout *callout = &callouts->entry[k];
        float out = fmaxf(callout->x + FOOT - callout->tip,
                          callout->tip - callout->x - callout->width + FOOT);
        if (out > REACH || callout->x + callout->width > right + 1)
            return false;
    }
    return true;
}

/* With words, without, or fewer of them. */
static void place_some(const struct strip *strip, struct callouts *callouts)
{
    while (callouts->count > 0) {
        for (int brief = 0; brief < 2; brief++) {
            callouts->brief = brief;
            if (place(strip, callouts))
                return;
        }
        callouts->count--;
    }
}

static void draw_callout(const struct strip *strip,
                         const struct callout *callout, const char *text)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box box = box_at(callout->x, strip->callouts - HEIGHT / 2,
                            callout->width, HEIGHT);
    float foot = fminf(fmaxf(callout->tip, box.x + FOOT),
                       box_right(box) - FOOT);
    float bottom = box_bottom(box) - 1, before = list->alpha;
    const struct point tip[3] = {
        {foot - 6, bottom}, {foot + 6, bottom},
        {callout->tip, strip->top + 6}};

    list->alpha *= callout->alpha;
    draw_polygon(list, tip, 3, callout->color);
    draw_box(list, box, HEIGHT / 2, callout->solid ? callout->color
                                                   : theme->node);
    if (!callout->solid)
        draw_outline(list, box_inset(box, 0.8f), HEIGHT / 2 - 0.8f, 1.6f,
                     callout->color);
    draw_value(list, point_at(box.x + box.w / 2, box.y + HEIGHT / 2 + 5),
               style_of(FACE_BOLD, SIZE,
                        callout->solid ? theme->on_hue : theme->ink,
                        ALIGN_CENTRE), callout->id, callout->value, text);
    draw_spot(list, box, callout->id, ACTION_NONE, 0);
    list->alpha = before;
}

void callouts_draw(const struct strip *strip)
{
    const struct moment *now = &strip->scene->now;
    struct callouts callouts = {.count = 0};
    struct card card = strip_card(strip, now->step);

    if (strip->callouts <= 0 || card.alpha < 1)
        return;
    if (strip->look->keep > 0 && strip->unit >= 0) {
        add_kept(strip, &card, &callouts);
        add_written(strip, &card, &callouts);
    }
    add_output(strip, &card, &callouts);
    place_some(strip, &callouts);
    int last = callouts.count - 1;
    if (last >= 0)
        guess_draw(strip, callouts.entry[0].x,
                   callouts.entry[last].x + callouts.entry[last].width);
    else
        guess_draw(strip, INFINITY, -INFINITY);
    for (int k = 0; k < callouts.count; k++)
        if (callouts.entry[k].alpha > 0)
            draw_callout(strip, &callouts.entry[k], text_of(&callouts, k));
}
