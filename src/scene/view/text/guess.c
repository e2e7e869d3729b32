/* The likeliest class with its probability, green where it came, else what
 * came beside it. The present card has its call-out instead. Of what a network
 * makes up beyond its data nobody can say whether it is right: nothing is
 * drawn. In an answer of its own the first wrong token has a cross; what
 * follows from that is pale and neither right nor wrong.
 */
#include "scene/view/text/guess.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { SIZE = 15, NAME_GAP = 6, APART = 10, MARK = 16 };

/* What is to be said of a guess. */
struct guess {
    int best, truth;       /* classes; truth -1: nobody knows */
    bool is_right, own;    /* own: the network reads it at the next step */
    bool follows;          /* from a mistake before it */
};

static struct guess guess_of(const struct film *film, int t)
{
    int mistake = token_mistake(film), choice = token_choice(film, t + 1);
    struct guess guess = {.best = -1, .own = token_own(film, t + 1)};

    guess.truth = guess.own ? token_wanted(film, t + 1) : token_came(film, t);
    if (choice >= 0)
        guess.best = choice;
    else
        token_best(film, t, 1, &guess.best);
    guess.is_right = guess.best == guess.truth;
    guess.follows = mistake > 0 && t + 1 > mistake;
    return guess;
}

/* A tick, an arrow to what came, or a cross before what was right. */
static void draw_mark(const struct scene *scene, float x, float y,
                      const struct guess *guess)
{
    const struct theme *theme = scene->theme;
    const struct point tick[3] = {{x, y}, {x + 4, y + 4}, {x + 11, y - 5}};
    const struct point arrow[3] = {{x + 2, y - 5}, {x + 7, y}, {x + 2, y + 5}};
    struct draw_stroke stroke = {
        .width = 2 * theme->line,
        .color = guess->is_right ? theme->good
               : guess->own ? theme->warn : theme->ink_soft};

    if (guess->is_right || !guess->own) {
        draw_line(scene->list, guess->is_right ? tick : arrow, 3, &stroke);
        return;
    }
    draw_segment(scene->list, point_at(x, y - 5), point_at(x + 10, y + 5),
                 stroke.width, stroke.color);
    draw_segment(scene->list, point_at(x, y + 5), point_at(x + 10, y - 5),
                 stroke.width, stroke.color);
}

static void draw_guess(const struct strip *strip, const struct card *card,
                       float left, float right)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct guess guess = guess_of(scene->film, card->step);
    char name[FILM_LABEL_MAX], truth[FILM_LABEL_MAX], figure[FIGURE_MAX];
    char text[FIGURE_MAX + 4];

    if (guess.truth < 0 || guess.best < 0)
        return;
    struct draw_id id = subject(SUBJECT_PROBABILITY, 0, 0, card->step,
                                guess.best);
    double p = subject_value(scene->film, id);
    snprintf(text, sizeof text, isnan(p) ? "%s" : "%s %%",
             figure_plain(figure, 100 * p, p > 0 && p < 0.1 ? 1 : 0));
    film_choice(scene->film, guess.best, name);
    film_choice(scene->film, guess.truth, truth);
    float letters = draw_width(list, FACE_BOLD, SIZE, name) + NAME_GAP;
    float number = draw_width(list, FACE_UI, SIZE, text) + NAME_GAP;
    float behind = guess.follows ? 0 : MARK +
        (guess.is_right ? 0 : draw_width(list, FACE_BOLD, SIZE, truth));
    float width = letters + number + behind;
    float x = card->box.x + (card->box.w - width) / 2;
    float y = strip->callouts, base = y + 5.5f;
    if (width > card->box.w - 4 || x < strip->box.x + 8 ||
        x + width > box_right(strip->box) - 8 ||
        (x < right + APART && x + width > left - APART))
        return;
    draw_text(list, point_at(x, base),
              style_of(FACE_BOLD, SIZE, guess.follows ? theme->ink_faint
                                      : guess.is_right ? theme->good
                                                       : theme->ink,
                       ALIGN_LEFT), name);
    draw_value(list, point_at(x + letters, base),
               style_of(FACE_UI, SIZE, theme->ink_soft, ALIGN_LEFT), id, p,
               text);
    if (!guess.follows)
        draw_mark(scene, x + letters + number, y, &guess);
    if (!guess.follows && !guess.is_right)
        draw_text(list, point_at(x + letters + number + MARK, base),
                  style_of(FACE_BOLD, SIZE, theme->good, ALIGN_LEFT), truth);
    strip_spot(strip, box_at(x, y - 13, width, 26), id, ACTION_NONE, 0);
}

void guess_draw(const struct strip *strip, float left, float right)
{
    const struct scene *scene = strip->scene;
    const struct spec *spec = &scene->film->values.spec;
    int last = scene->phases - 1;

    if (spec->head != HEAD_SOFTMAX || strip->layer != spec->layers - 1 ||
        strip->callouts <= 0)
        return;
    for (int t = strip->window.from; t <= strip->window.to; t++) {
        struct card card = strip_card(strip, t);
        if (t != scene->now.step && card.alpha >= 1 &&
            strip_progress(strip, t, last) >= 1)
            draw_guess(strip, &card, left, right);
    }
}
