/* The outputs are looked through once, keeping the best few in order.
 */
#include "scene/view/series/answers.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { BEST = 8, ROW = 34, ROW_TEXT = 72, PERCENT = 66 };

/* Indices of the largest outputs at a step, best first; how many. */
static int find_best(const struct film *film, int step, int most,
                     int best[BEST])
{
    const real *p = tape_head(&film->values, HEAD_P, step, 0);
    int count = 0;

    for (int k = 0; k < film->values.spec.outputs; k++) {
        int at = count < most ? count : most;
        while (at > 0 && p[k] > p[best[at - 1]]) {
            if (at < most)
                best[at] = best[at - 1];
            at--;
        }
        if (at < most)
            best[at] = k;
        count += count < most;
    }
    return count;
}

/* The right answer takes the place of the last one where it is not there. */
static void include_right(int best[BEST], int count, int right)
{
    for (int k = 0; k < count; k++)
        if (best[k] == right)
            return;
    if (right >= 0 && count > 0)
        best[count - 1] = right;
}

static void draw_row(const struct scene *scene, struct box row, int output,
                     int step, bool right)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct draw_id id = subject(SUBJECT_PROBABILITY, 0, 0, step, output);
    double p = subject_value(scene->film, id);
    struct color color = right ? theme->good : theme->accent;
    struct box bar = box_at(row.x + ROW_TEXT, row.y + 7,
                            row.w - ROW_TEXT - PERCENT, row.h - 14);
    float base = row.y + row.h / 2 + 5.5f;
    char name[FILM_LABEL_MAX], text[FIGURE_MAX];

    film_choice(scene->film, output, name);
    panel_text(scene, point_at(row.x, base),
               style_of(FACE_BOLD, TEXT_USUAL, right ? theme->good
                                                     : theme->ink,
                        ALIGN_LEFT), ROW_TEXT - 8, name);
    draw_box(list, bar, 4, color_fade(theme->track, 0.7f));
    if (p > 0) {
        bar.w *= (float)fmin(p, 1);
        draw_box(list, bar, fminf(4, bar.w / 2), color);
    }
    snprintf(text, sizeof text, "%.30s %%",
             figure_plain((char[FIGURE_MAX]){0}, p * 100, 1));
    draw_value(list, point_at(box_right(row), base),
               style_of(FACE_UI, TEXT_USUAL, theme->ink, ALIGN_RIGHT), id, p,
               text);
    draw_spot(list, row, id, ACTION_NONE, 0);
}

void answers_draw(const struct scene *scene, struct box box, int step)
{
    const struct film *film = scene->film;
    const struct theme *theme = scene->theme;
    int most = (int)fminf((box.h - 30) / ROW, BEST), best[BEST];
    char title[64];

    if (step < 1 || most < 1)
        return;
    int count = find_best(film, step, most, best);
    int label = film->target_labels ? film->target_labels[step - 1] : -1;
    include_right(best, count, label);
    snprintf(title, sizeof title, say(scene->ui, "likeliest after t = %d",
                                      "t = %d 다음에 올 가능성이 높은 순"), step);
    panel_text(scene, point_at(box.x, box.y + 14),
               style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_LEFT),
               box.w, title);
    for (int k = 0; k < count; k++)
        draw_row(scene, box_at(box.x, box.y + 24 + ROW * (float)k, box.w, ROW),
                 best[k], step, best[k] == label);
}
