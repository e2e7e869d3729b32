/* The likeliest class with its probability, green where it came, else what came
 * beside it. The present card has its call-out instead. Of what a network makes
 * up beyond its data nobody can say whether it is right: nothing is drawn.
 */
#include "scene/view/text/guess.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { SIZE = 15, NAME_GAP = 6, APART = 10, MARK = 16 };

/* A tick, or an arrow to what came. */
static void draw_mark(const struct scene *scene, float x, float y, bool right)
{
    const struct point tick[3] = {{x, y}, {x + 4, y + 4}, {x + 11, y - 5}};
    const struct point arrow[3] = {{x + 2, y - 5}, {x + 7, y}, {x + 2, y + 5}};
    struct draw_stroke stroke = {.width = 2 * scene->theme->line,
                                 .color = right ? scene->theme->good
                                                : scene->theme->ink_soft};

    draw_line(scene->list, right ? tick : arrow, 3, &stroke);
}

/* What should have come after a step: of answers that the network writes itself
 * what was wanted; -1: nobody knows. */
static int find_truth(const struct film *film, int t)
{
    if (!token_own(film, t + 1))
        return token_came(film, t);
    return film->turn > 0 && film->target_labels != NULL
        ? film->target_labels[t - 1] : -1;
}

static void draw_guess(const struct strip *strip, const struct card *card,
                       float left, float right)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    int best, came = find_truth(scene->film, card->step);
    char guess[FILM_LABEL_MAX], truth[FILM_LABEL_MAX], figure[FIGURE_MAX];
    char text[FIGURE_MAX + 4];

    if (came < 0 || token_best(scene->film, card->step, 1, &best) < 1)
        return;
    struct draw_id id = subject(SUBJECT_PROBABILITY, 0, 0, card->step, best);
    double p = subject_value(scene->film, id);
    bool is_right = best == came;
    snprintf(text, sizeof text, isnan(p) ? "%s" : "%s %%",
             figure_plain(figure, 100 * p, p > 0 && p < 0.1 ? 1 : 0));
    film_choice(scene->film, best, guess);
    film_choice(scene->film, came, truth);
    float name = draw_width(list, FACE_BOLD, SIZE, guess) + NAME_GAP;
    float number = draw_width(list, FACE_UI, SIZE, text) + NAME_GAP;
    float behind = MARK + (is_right ? 0 : draw_width(list, FACE_BOLD, SIZE,
                                                     truth));
    float width = name + number + behind;
    float x = card->box.x + (card->box.w - width) / 2;
    float y = strip->callouts, base = y + 5.5f;
    if (width > card->box.w - 4 || x < strip->box.x + 8 ||
        x + width > box_right(strip->box) - 8 ||
        (x < right + APART && x + width > left - APART))
        return;
    draw_text(list, point_at(x, base),
              style_of(FACE_BOLD, SIZE, is_right ? theme->good : theme->ink,
                       ALIGN_LEFT), guess);
    draw_value(list, point_at(x + name, base),
               style_of(FACE_UI, SIZE, theme->ink_soft, ALIGN_LEFT), id, p,
               text);
    draw_mark(scene, x + name + number, y, is_right);
    if (!is_right)
        draw_text(list, point_at(x + name + number + MARK, base),
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
