/* The plot of a curve to be predicted. Until the reveal it has axes and guesses
 * alone; then the measured curve lies over them, and each guess says how far
 * off it is.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/lesson/column/guess.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { LEFT = 84, RIGHT = 26, RIGHT_WIDE = 100, WIDE = 560,
       TOP = 56, FOOT = 58, LEAST = 90, ROW = 26 };

struct predict {
    const struct scene *scene;
    const struct course *course;
    const struct step_question *question;
    struct plot plot;          /* of log: y is log10 */
    int first, last;
    float right;               /* of the plot: room for the value at its end */
};

static double height_of(const struct predict *predict, double value)
{
    return predict->question->log ? log10(value) : value;
}

static struct point place_of(const struct predict *predict, double x,
                             double value)
{
    const struct plot *plot = &predict->plot;
    double y = height_of(predict, value);

    y = fmin(fmax(y, plot->y0), plot->y1);
    return point_at(plot_x(plot, x), plot_y(plot, y));
}

/* Draws a curve of points, apart where there is none. */
struct pen {
    struct point point[GUESS_POINTS];
    int count;
};

static void lift(const struct predict *predict, struct pen *pen,
                 const struct draw_stroke *stroke)
{
    if (pen->count > 1)
        draw_line(predict->scene->list, pen->point, pen->count, stroke);
    pen->count = 0;
}

static void draw_guess(const struct predict *predict, int g)
{
    const double *curve = predict->course->answer.guessed[g].curve;
    const struct draw_stroke stroke = guess_stroke(predict->scene, g);
    double span = predict->last - predict->first;
    struct pen pen = {.count = 0};
    int drawn = 0;

    for (int k = 0; k < GUESS_POINTS; k++) {
        if (isnan(curve[k])) {
            lift(predict, &pen, &stroke);
            continue;
        }
        double x = predict->first + span * k / (GUESS_POINTS - 1);
        pen.point[pen.count++] = place_of(predict, x, curve[k]);
        drawn = k;
    }
    if (pen.count == 1)
        guess_marker(predict->scene, g, pen.point[0], 5);
    lift(predict, &pen, &stroke);
    for (int k = 6 + 3 * g; k <= drawn; k += 14)
        if (!isnan(curve[k]))
            guess_marker(predict->scene, g,
                         place_of(predict, predict->first + span * k /
                                      (GUESS_POINTS - 1), curve[k]), 5);
}

static void draw_truth(const struct predict *predict)
{
    const struct course_truth *truth = &predict->course->answer.truth;
    const struct theme *theme = predict->scene->theme;
    const struct draw_stroke stroke = {.width = 3.4f * theme->line,
                                       .color = theme->good};
    struct pen pen = {.count = 0};

    for (int k = 0; k < truth->points; k++) {
        if (isnan(truth->curve[k])) {
            lift(predict, &pen, &stroke);
            continue;
        }
        pen.point[pen.count++] = place_of(predict, truth_at(truth, k),
                                          truth->curve[k]);
    }
    lift(predict, &pen, &stroke);
}

/* The last value of the curve, beside its end. */
static void draw_end(const struct predict *predict)
{
    const struct course_truth *truth = &predict->course->answer.truth;
    const struct scene *scene = predict->scene;
    int k = truth->points - 1;
    char text[FIGURE_MAX];

    if (k < 0 || isnan(truth->curve[k]))
        return;
    struct point at = place_of(predict, truth_at(truth, k), truth->curve[k]);
    bool high = at.y - predict->plot.box.y > 40;
    bool beside = predict->right > RIGHT;
    draw_disc(scene->list, at, 4.5f, scene->theme->good);
    draw_value(scene->list, beside ? point_at(at.x + 12, at.y + 5)
                            : point_at(at.x - 4, at.y + (high ? -12 : 24)),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->good,
                        beside ? ALIGN_LEFT : ALIGN_RIGHT),
               subject(SUBJECT_TRUTH, 0, 1, k, 0), truth->curve[k],
               figure_size(text, truth->curve[k]));
}

/* Where keys draw. */
static void draw_cursor(const struct predict *predict)
{
    const struct course_answer *answer = &predict->course->answer;
    const struct plot *plot = &predict->plot;
    struct color color = predict->scene->theme->accent;
    struct point at = point_at(
        plot->box.x + (float)answer->cursor_x * plot->box.w,
        box_bottom(plot->box) - (float)answer->cursor_y * plot->box.h);

    draw_segment(predict->scene->list, point_at(at.x, plot->box.y),
                 point_at(at.x, box_bottom(plot->box)), 1,
                 color_fade(color, 0.6f));
    draw_ring(predict->scene->list, at, 8, 2.5f, color);
}

/* "― the run  -- 1 off by 0.2", as many as there is room for. */
static void draw_legend(const struct predict *predict, struct point at,
                        float right)
{
    const struct scene *scene = predict->scene;
    const struct course_answer *answer = &predict->course->answer;
    bool shown = answer->revealed && answer->truth.known;
    struct draw_style style = style_of(FACE_UI, 15, scene->theme->ink,
                                       ALIGN_LEFT);
    char text[96], figure[FIGURE_MAX];

    if (shown && at.x + 120 <= right) {
        draw_segment(scene->list, point_at(at.x, at.y - 5),
                     point_at(at.x + 28, at.y - 5), 3.4f,
                     scene->theme->good);
        at.x += 36 + draw_text(scene->list, point_at(at.x + 36, at.y), style,
                               say(scene->ui, "the run", "실행 결과")) + 20;
    }
    for (int g = 0; g < answer->guesses; g++) {
        if (!answer->guessed[g].made)
            continue;
        double error = guess_error(predict->question, &answer->guessed[g],
                                   &answer->truth);
        bool off = shown && !isnan(error);
        snprintf(text, sizeof text, say(scene->ui, "off by %s", "차이 %s"),
                 figure_size(figure, off ? error : 0));
        float width = off ? draw_width(scene->list, FACE_UI, 15, text) : 0;
        if (at.x + 36 + width > right)
            return;
        guess_sample(scene, g, point_at(at.x, at.y - 5), 28);
        if (off)
            draw_value(scene->list, point_at(at.x + 36, at.y), style,
                       subject(SUBJECT_GUESS, g, 3, 0, -1), error, text);
        at.x += 36 + width + 20;
    }
}

static bool fill_plot(struct predict *predict, struct box box)
{
    const struct step_question *question = predict->question;
    const struct course_truth *truth = &predict->course->answer.truth;
    struct error error;

    if (predict->course->answer.revealed && truth->known) {
        predict->first = truth->first;
        predict->last = truth->last;
    } else if (predict->scene->lab == NULL ||
               !question_axis(question, predict->scene->lab, &predict->first,
                              &predict->last, &error)) {
        return false;
    }
    predict->right = box.w >= WIDE ? RIGHT_WIDE : RIGHT;
    predict->plot = (struct plot){
        .box = box_at(box.x + LEFT, box.y + TOP,
                      box.w - LEFT - predict->right,
                      box.h - TOP - FOOT - ROW),
        .x0 = predict->first, .x1 = predict->last,
        .y0 = height_of(predict, question->low),
        .y1 = height_of(predict, question->high)};
    return predict->plot.box.w >= LEAST && predict->plot.box.h >= LEAST &&
           predict->plot.y1 > predict->plot.y0 &&
           isfinite(predict->plot.y0) && predict->first < predict->last;
}

static void draw_plot(const struct predict *predict)
{
    const struct scene *scene = predict->scene;
    const struct course_answer *answer = &predict->course->answer;
    const struct plot *plot = &predict->plot;
    bool lags = predict->question->over == OVER_LAG;
    double step = plot_y_step(plot);

    draw_box(scene->list, plot->box, 4, scene->theme->well);
    plot_x_axis(scene, plot, true,
                lags ? say(scene->ui, "lag", "시차")
                     : say(scene->ui, "time step t", "시점 t"));
    plot_y_axis(scene, plot, predict->question->log,
                step < 0.1 ? 2 : step < 1 ? 1 : 0);
    if (!answer->revealed)
        draw_spot(scene->list, plot->box,
                  subject(SUBJECT_CONTROL, 0, ACTION_DRAW_GUESS, 0, 0),
                  ACTION_DRAW_GUESS, 0);
    struct box before = draw_clip(scene->list, box_inset(plot->box, -6));
    for (int g = 0; g < answer->guesses; g++)
        draw_guess(predict, g);
    if (answer->revealed && answer->truth.known)
        draw_truth(predict);
    draw_unclip(scene->list, before);
    if (answer->revealed && answer->truth.known)
        draw_end(predict);
    else if (answer->active)
        draw_cursor(predict);
}

void view_predict(const struct scene *scene, struct box box)
{
    const struct course *course = scene->course;
    const char *title = say(scene->ui, "Predict the curve", "곡선 예측하기");
    struct predict predict = {.scene = scene, .course = course};

    panel_draw(scene, box, title);
    if (course == NULL || course->lesson == NULL ||
        box.w < 2 * PANEL_PADDING + 100)
        return;
    const char *note = course->answer.revealed ? NULL
        : say(scene->ui, "draw with the pointer, or with the arrow keys",
              "마우스로 그리거나 방향 키로 그리세요");
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                title, note, box.w - 2 * PANEL_PADDING);
    predict.question = &course_step(course)->step.question;
    if (predict.question->kind != QUESTION_DRAW || !fill_plot(&predict, box))
        return;
    draw_plot(&predict);
    draw_legend(&predict, point_at(predict.plot.box.x, box_bottom(box) - 16),
                box_right(box) - RIGHT);
}
