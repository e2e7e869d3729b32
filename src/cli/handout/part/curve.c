/* An empty plot to draw a curve in; for the teacher with the curve of the run.
 */
#include <math.h>

#include "cli/handout/part/part.h"
#include "scene/look/figure.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { HIGH = 300, LEFT = 70, RIGHT = 24, TOP = 18, FOOT = 58 };

struct curve {
    const struct scene *scene;
    const struct step_question *question;
    struct plot plot;          /* of log: y is log10 */
};

static double height_of(const struct curve *curve, double value)
{
    double y = curve->question->log ? log10(value) : value;

    return fmin(fmax(y, curve->plot.y0), curve->plot.y1);
}

static void draw_truth(const struct curve *curve,
                       const struct course_truth *truth)
{
    const struct scene *scene = curve->scene;
    const struct draw_stroke stroke = {.width = 3, .color = scene->theme->ink};
    struct point point[GUESS_POINTS];
    int count = 0;

    for (int k = 0; k <= truth->points; k++) {
        if (k < truth->points && !isnan(truth->curve[k])) {
            point[count++] = point_at(
                plot_x(&curve->plot, truth_at(truth, k)),
                plot_y(&curve->plot, height_of(curve, truth->curve[k])));
            continue;
        }
        if (count > 1)
            draw_line(scene->list, point, count, &stroke);
        else if (count == 1)
            draw_disc(scene->list, point[0], 3, stroke.color);
        count = 0;
    }
}

/* Has a text above the end of the curve less room than one below? */
static bool comes_from_above(const struct curve *curve,
                             const struct course_truth *truth, float y)
{
    int before = truth->points - 1 - truth->points / 8;

    return !isnan(truth->curve[before]) &&
           plot_y(&curve->plot, height_of(curve, truth->curve[before])) < y &&
           y + 32 < box_bottom(curve->plot.box);
}

/* The last value of the curve, beside its end. */
static void draw_end(const struct curve *curve,
                     const struct course_truth *truth)
{
    const struct scene *scene = curve->scene;
    int last = truth->points - 1;
    char text[FIGURE_MAX];

    if (last < 0 || isnan(truth->curve[last]))
        return;
    struct point at = point_at(
        plot_x(&curve->plot, truth->last),
        plot_y(&curve->plot, height_of(curve, truth->curve[last])));
    bool below = at.y - curve->plot.box.y < 40 ||
                 comes_from_above(curve, truth, at.y);
    draw_disc(scene->list, at, 4.5f, scene->theme->ink);
    draw_value(scene->list, point_at(at.x - 4, at.y + (below ? 24 : -12)),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink, ALIGN_RIGHT),
               subject(SUBJECT_TRUTH, 0, 1, last, 0), truth->curve[last],
               figure_size(text, truth->curve[last]));
}

static void draw_curve(struct curve *curve, const struct part *part)
{
    const struct scene *scene = curve->scene;
    bool lags = curve->question->over == OVER_LAG;
    double step = plot_y_step(&curve->plot);

    draw_outline(scene->list, curve->plot.box, 0, 1.2f,
                 scene->theme->edge_strong);
    plot_x_axis(scene, &curve->plot, true,
                lags ? say(scene->ui, "lag", "시차")
                     : say(scene->ui, "time step t", "시점 t"));
    plot_y_axis(scene, &curve->plot, curve->question->log,
                step < 0.1 ? 2 : step < 1 ? 1 : 0);
    if (part->answers && part->truth->known) {
        draw_truth(curve, part->truth);
        draw_end(curve, part->truth);
    }
}

void curve_set(struct pen *pen, const struct part *part)
{
    struct curve curve = {.scene = &pen->sheet->scene,
                          .question = &part_step(part)->question};
    int first, last;

    if (!question_axis(curve.question, curve.scene->lab, &first, &last, NULL))
        return;
    curve.plot = (struct plot){
        .box = box_at(pen->x + LEFT, pen->y + TOP, pen->width - LEFT - RIGHT,
                      HIGH - TOP - FOOT),
        .x0 = first, .x1 = last,
        .y0 = curve.question->log ? log10(curve.question->low)
                                  : curve.question->low,
        .y1 = curve.question->log ? log10(curve.question->high)
                                  : curve.question->high};
    if (pen->draws)
        draw_curve(&curve, part);
    pen->y += HIGH;
}
