/* Two networks that answer the same question are compared by their answers:
 * lanes that read what the stage reads are dashed lines in their own hues.
 * Their numbers are read where they are on the stage.
 */
#include "scene/view/series/others.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/view/plots/curve.h"
#include "scene/widget/panel.h"

enum { SWATCH = 20, BETWEEN = 24 };

/* What a lane predicts: values of its own film. */
struct other {
    const struct film *film;
    struct series_curve curve;
};

static double ask(const void *of, int k)
{
    const struct other *other = of;

    return lane_value(other->film, other->curve, k + 1);
}

/* The run of lane k if it can stand beside that on the stage, or NULL. */
static const struct film *find_film(const struct scene *scene, int k)
{
    const struct film *film = scene->film;
    const struct lane *lane = k != scene->ui->lane ? lab_lane(scene->lab, k)
                                                   : NULL;

    return lane != NULL && lane->made &&
           lane->film.target_values != NULL &&
           lane->film.steps == film->steps &&
           lane->film.values.spec.head == film->values.spec.head &&
           lane->film.values.spec.outputs == film->values.spec.outputs
        ? &lane->film : NULL;
}

/* How many lanes there are; none where a lane shows no predictions. */
static int count_lanes(const struct scene *scene,
                       const struct series_lane *lane)
{
    bool predicts = lane->count > 1 && lane->curve[1].kind == LANE_OUTPUT &&
                    lane->curve[1].shift > 0;

    return scene->lab != NULL && predicts ? scene->lab->lanes : 0;
}

static struct color hue_of(const struct scene *scene, int lane)
{
    return scene->theme->model[lab_lane_hue(scene->lab, lane)];
}

void others_fit(const struct scene *scene, struct series_lane *lane)
{
    int count = count_lanes(scene, lane);

    for (int k = 0; k < count; k++) {
        const struct other other = {find_film(scene, k), lane->curve[1]};
        for (int t = 0; other.film != NULL && t <= scene->film->steps; t++) {
            double value = ask(&other, t);
            if (!isfinite(value) ||
                (other.film->left > 0 && t >= other.film->left))
                continue;
            lane->plot.y0 = fmin(lane->plot.y0, value);
            lane->plot.y1 = fmax(lane->plot.y1, value);
        }
    }
}

void others_draw(const struct scene *scene, const struct series_lane *lane)
{
    int count = count_lanes(scene, lane);

    for (int k = 0; k < count; k++) {
        const struct other other = {find_film(scene, k), lane->curve[1]};
        const struct curve curve = {
            .plot = &lane->plot, .value = ask, .of = &other,
            .count = scene->film->steps + 1, .steps = 1, .dashed = true,
            .known = lane_known(scene, lane->curve[1])};
        if (other.film != NULL)
            curve_draw(scene, &curve, 2 * scene->theme->line,
                       hue_of(scene, k));
    }
}

/* The cell, and what tells the network from others that learned the same:
 * "LSTM, 2 layers, stateful". */
static void write_name(const struct scene *scene, int k, char *out, size_t size)
{
    const struct caption *model = &lab_lane(scene->lab, k)->film.model;
    const char *rest = strstr(say(scene->ui, model->en, model->ko), ": ");

    lab_lane_label(scene->lab, scene->ui, k, out, size);
    if (rest != NULL)
        lab_lane_name(scene->lab, scene->ui, k, out, size);
    size_t length = strlen(out);
    if (rest != NULL && lab_lane_setup(scene->lab, k)->file >= 0)
        snprintf(out + length, size - length, ", %s", rest + 2);
}

void others_legend(const struct scene *scene, const struct series_lane *lane,
                   struct point at, float room)
{
    struct draw_list *list = scene->list;
    int count = count_lanes(scene, lane);

    for (int k = 0; k < count; k++) {
        const struct film *film = find_film(scene, k);
        char name[128];
        if (film == NULL)
            continue;
        write_name(scene, k, name, sizeof name);
        float width = SWATCH + 8 + draw_width(list, FACE_BOLD, 15, name);
        if (width > room)
            return;
        const struct point swatch[2] = {{at.x, at.y - 5},
                                        {at.x + SWATCH, at.y - 5}};
        draw_line(list, swatch, 2, &(struct draw_stroke){
            .width = 2 * scene->theme->line, .color = hue_of(scene, k),
            .on = 5, .off = 3.5f});
        draw_text(list, point_at(at.x + SWATCH + 8, at.y),
                  style_of(FACE_BOLD, 15, hue_of(scene, k), ALIGN_LEFT),
                  name);
        at.x += width + BETWEEN;
        room -= width + BETWEEN;
    }
}
