/* Truncated BPTT in the itemised gradient: where the backward pass of the
 * chosen loss stops, and what is left of its gradient.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/subject.h"
#include "scene/view/touch/scissors.h"
#include "scene/view/triangle/triangle.h"
#include "scene/widget/panel.h"

enum { SCISSORS = 20, MARGIN = 13 };

/* Does the step of the lesson hand the cut out? */
static bool is_offered(const struct scene *scene)
{
    const struct course *course = scene->course;

    if (!scene->ui->learning || course == NULL || course->lesson == NULL)
        return false;
    const struct step_settings *step = &course_step(course)->step;
    for (int k = 0; k < step->controls; k++)
        if (step->control[k] == CONTROL_CUT)
            return true;
    return false;
}

int triangle_cut(const struct scene *scene)
{
    int steps = scene->studies->row.order.step, cut = scene->ui->cut;

    if (cut <= 0)
        return is_offered(scene) ? steps : 0;
    return cut < steps ? cut : steps;
}

/* Of what is kept; it can be dragged along the whole run. */
void triangle_cut_track(const struct scene *scene, struct box bars)
{
    const struct theme *theme = scene->theme;
    int steps = scene->studies->row.order.step;
    float y = bars.y - TRIANGLE_TRACK / 2;
    float x = bars.x + bars.w * (float)(steps - triangle_cut(scene)) /
                           (float)steps;
    struct draw_id id = subject(SUBJECT_CONTROL, 0, ACTION_CUT_LAG, steps, 0);
    const struct point line[2] = {{x, y + SCISSORS / 2}, {x, box_bottom(bars)}};
    const struct draw_stroke dashes = {
        .width = 1.6f * theme->line, .color = theme->accent, .on = 5,
        .off = 4};
    bool hot = scene->ui->hover.kind == SUBJECT_CONTROL &&
               scene->ui->hover.signal == ACTION_CUT_LAG;

    draw_box(scene->list, box_at(bars.x, y - 2, bars.w, 4), 2, theme->track);
    draw_box(scene->list, box_at(x, y - 2, box_right(bars) - x, 4), 2,
             theme->accent);
    draw_line(scene->list, line, 2, &dashes);
    draw_disc(scene->list, point_at(x, y), SCISSORS / 2 + 2,
              hot ? theme->card_current : theme->panel);
    draw_ring(scene->list, point_at(x, y), SCISSORS / 2 + 2,
              1.4f * theme->line, theme->accent);
    scissors_draw(scene, point_at(x, y), SCISSORS - 5, theme->accent);
    float width = bars.w + 2 * MARGIN;
    draw_spot(scene->list,
              box_at(bars.x - MARGIN, bars.y - TRIANGLE_TRACK, width,
                     TRIANGLE_TRACK),
              id, ACTION_CUT_LAG, action_number(MARGIN / width));
}

/* One figure with its words; in Korean the words come first. */
static void draw_figure(const struct scene *scene, struct point at, float room,
                        int which, const char *en, const char *ko)
{
    const struct loss_row *row = &scene->studies->row;
    struct draw_id id = subject(SUBJECT_CUT, row->order.of.layer,
                                row->order.measure, triangle_cut(scene),
                                which);
    double value = studies_value(scene->studies, id);
    struct draw_style bold = style_of(FACE_BOLD, 18, scene->theme->ink,
                                      ALIGN_LEFT);
    struct draw_style soft = style_of(FACE_UI, 15, scene->theme->ink_soft,
                                      ALIGN_LEFT);
    bool behind = scene->ui->language == LANGUAGE_KO;
    char number[FIGURE_MAX], text[FIGURE_MAX + 8];

    if (isnan(value))
        snprintf(text, sizeof text, "…");
    else if (which == CUT_ANGLE)
        snprintf(text, sizeof text, "%s°",
                 figure_plain(number, value, value > 0 && value < 10));
    else
        snprintf(text, sizeof text, "%s %%",
                 figure_plain(number, 100 * value,
                              value != 1 && fabs(value - 1) < 0.05));
    float width = draw_width(scene->list, FACE_BOLD, 18, text);
    float x = at.x;
    if (behind)
        x += panel_text(scene, at, soft, room - width - 8, ko) + 8;
    if (isnan(value))
        draw_text(scene->list, point_at(x, at.y), bold, text);
    else
        draw_value(scene->list, point_at(x, at.y), bold, id, value, text);
    if (!behind)
        panel_text(scene, point_at(x + width + 8, at.y), soft,
                   room - width - 8, en);
    draw_spot(scene->list, box_at(at.x, at.y - 18, room, 23), id, ACTION_NONE,
              0);
}

void triangle_cut_figures(const struct scene *scene, struct point at,
                          float room)
{
    bool narrow = draw_width(scene->list, FACE_UI, 15,
                             "of the gradient is left") + 62 > room;

    draw_figure(scene, at, room, CUT_SHARE,
                narrow ? "is left" : "of the gradient is left", "남은 기울기");
    draw_figure(scene, point_at(at.x, at.y + 24), room, CUT_ANGLE,
                narrow ? "off" : "off its direction", "방향 차이");
}

/* Among the cells a band along the diagonal is kept, of every loss; what is
 * beyond it is veiled. */
void triangle_cut_diagonal(const struct scene *scene,
                           const struct triangle_cells *cells)
{
    const struct plot *plot = &cells->plot;
    const struct draw_stroke line = {.width = 2 * scene->theme->line,
                                     .color = scene->theme->accent};
    struct color veil = color_fade(scene->theme->panel, 0.68f);
    int cut = scene->ui->cut;
    float h = plot->box.h / (float)cells->count;

    if (cut <= 0)
        return;
    for (int row = 0; row < cells->count; row++) {
        int j = cells->first + row * cells->block;
        float x = plot_x(plot, j - cut + 0.5);
        float y = plot->box.y + (float)row * h;
        if (x <= plot->box.x)
            continue;
        const struct point end[2] = {{x, y}, {x, y + h}};
        draw_tile(scene->list, box_at(plot->box.x, y, x - plot->box.x, h),
                  veil);
        draw_line(scene->list, end, 2, &line);
    }
}
