/* Values are asked of the film one by one, so that what is drawn is what
 * subject_value says.
 */
#include "scene/view/series/lane.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/subject.h"
#include "scene/view/plots/curve.h"
#include "scene/widget/panel.h"

/* Height of what is grabbed; from this pitch on every step can be. */
enum { HANDLE = 18, HANDLE_PITCH = 9, AREA_POINTS = 1024,
       HEAD_ROOM = 36 /* for the number of an input beside its head */ };

/* Units between steps from which on errors are lines of their own. */
static const float error_pitch = 3;

/* The class a curve of answers is about at a step, -1: none. */
static int class_at(const struct film *film, struct series_curve curve,
                    int step)
{
    if (curve.index >= 0)
        return curve.index;
    return film->target_labels != NULL ? film->target_labels[step - 1] : -1;
}

struct draw_id lane_subject(const struct film *film, struct series_curve curve,
                            int place)
{
    int step = place - curve.shift;

    switch (curve.kind) {
    case LANE_ACTUAL:
        if (place > film->steps || (place > 1 && token_own(film, place)))
            return subject(SUBJECT_TARGET, 0, 0, place - 1,
                           curve.index - lane_newest(film));
        /* fall through */
    case LANE_READ:
        return subject(SUBJECT_RAW_INPUT, 0, 0, step, curve.index);
    case LANE_OUTPUT: return subject(SUBJECT_OUTPUT, 0, 0, step, curve.index);
    case LANE_TARGET: return subject(SUBJECT_TARGET, 0, 0, step, curve.index);
    default:
        return subject(SUBJECT_PROBABILITY, 0, 0, step,
                       class_at(film, curve, step));
    }
}

double lane_value(const struct film *film, struct series_curve curve, int place)
{
    int step = place - curve.shift;
    int last = film->steps + (curve.kind == LANE_ACTUAL);

    if (step < 1 || step > last)
        return NAN;
    struct draw_id id = lane_subject(film, curve, place);
    return id.unit < 0 ? NAN : subject_value(film, id);
}

struct known lane_known(const struct scene *scene, struct series_curve curve)
{
    const struct moment *now = &scene->now;
    bool read = curve.kind == LANE_READ || curve.kind == LANE_ACTUAL;

    if (now->pass == PASS_BACKWARD)
        return (struct known){1, scene->film->steps + 1};
    int done = now->step - (now->whole < 1);
    return (struct known){1, read ? now->step : done + curve.shift};
}

struct color lane_color(const struct theme *theme, struct series_curve curve)
{
    const struct color inputs[SERIES_CURVES] = {theme->ink_soft, theme->h_path,
                                              theme->good, theme->warn};

    switch (curve.kind) {
    case LANE_OUTPUT:
    case LANE_ANSWER: return theme->accent;
    case LANE_TARGET: return theme->good;
    case LANE_READ: return inputs[curve.index];
    default: return theme->ink_soft;
    }
}

char *lane_name(const struct scene *scene, struct series_curve curve, int place,
                char *out, size_t size)
{
    const struct ui *ui = scene->ui;
    bool output = curve.kind == LANE_TARGET ||
                  (curve.kind == LANE_OUTPUT && curve.shift == 0);
    const char *name = say(ui, "input", "입력");
    char index[16] = "";

    switch (curve.kind) {
    case LANE_READ: break;
    case LANE_ACTUAL: name = say(ui, "actual", "실제"); break;
    case LANE_OUTPUT:
        name = output ? say(ui, "output", "출력") : say(ui, "predicted", "예측");
        break;
    case LANE_TARGET: name = say(ui, "target", "목푯값"); break;
    default:
        snprintf(out, size, "%s", say(ui, "right answer", "정답 확률"));
        return out;
    }
    const struct spec *spec = &scene->film->values.spec;
    bool read = curve.kind == LANE_READ;
    int first = curve.kind == LANE_ACTUAL ? lane_newest(scene->film) : 0;
    if ((read ? spec->inputs : spec->outputs) > 1)
        snprintf(index, sizeof index, ",%d", curve.index - first + 1);
    snprintf(out, size, "%s %c_{%d%s}", name, output ? 'y' : 'x', place, index);
    return out;
}

/* The range of what a run shows, without answers behind its explosion. */
static void widen(const struct film *film, const struct series_lane *lane,
                  double *low, double *high)
{
    for (int k = 0; k < lane->count; k++)
        for (int t = 1; t <= film->steps + 1; t++) {
            struct series_curve curve = lane->curve[k];
            double value = lane_value(film, curve, t);
            if (!isfinite(value) ||
                (curve.kind == LANE_OUTPUT && film->left > 0 &&
                 t - curve.shift >= film->left))
                continue;
            *low = value < *low ? value : *low;
            *high = value > *high ? value : *high;
        }
}

void lane_fit(const struct scene *scene, struct series_lane *lane)
{
    double low = INFINITY, high = -INFINITY;

    widen(scene->film, lane, &low, &high);
    if (scene->ghost != NULL)
        widen(scene->ghost, lane, &low, &high);
    if (!(low <= high))
        low = high = 0;
    double pad = high > low ? (high - low) * 0.08 : fmax(fabs(high), 1) * 0.5;
    lane->plot.y0 = low - pad;
    lane->plot.y1 = high + pad;
}

int lane_decimals(const struct series_lane *lane)
{
    double range = lane->plot.y1 - lane->plot.y0;
    return (int)fmin(fmax(2 - floor(log10(range)), 0), 6);
}

struct asking {
    const struct film *film;
    struct series_curve curve;
};

static double ask(const void *of, int k)
{
    const struct asking *asking = of;
    return lane_value(asking->film, asking->curve, k + 1);
}

/* What does not fit on the axis stays at its edge. */
static float height_of(const struct plot *plot, double value)
{
    return fminf(fmaxf(plot_y(plot, value), plot->box.y),
                 box_bottom(plot->box));
}

/* Steps are too close for lines of their own: the area between both curves. */
static void draw_area(const struct scene *scene,
                      const struct series_lane *lane, int last)
{
    struct point upper[AREA_POINTS], lower[AREA_POINTS];
    int every = 1 + last / AREA_POINTS, count = 0;

    for (int t = 1; t <= last + every; t += every) {
        double a = t <= last ? lane_value(scene->film, lane->curve[0], t) : NAN;
        double b = t <= last ? lane_value(scene->film, lane->curve[1], t) : NAN;
        if (isfinite(a) && isfinite(b) && count < AREA_POINTS) {
            float x = plot_x(&lane->plot, t);
            upper[count] = point_at(x, height_of(&lane->plot, fmax(a, b)));
            lower[count++] = point_at(x, height_of(&lane->plot, fmin(a, b)));
            continue;
        }
        if (count > 1)
            draw_band(scene->list, upper, lower, count,
                      color_fade(scene->theme->gradient, 0.4f));
        count = 0;
    }
}

/* What was answered against what came, step by step. */
static void draw_errors(const struct scene *scene,
                        const struct series_lane *lane)
{
    const struct plot *plot = &lane->plot;
    float pitch = plot->box.w / (float)(plot->x1 - plot->x0);
    int last = lane_known(scene, lane->curve[0]).to;
    int answered = lane_known(scene, lane->curve[1]).to;
    float width = fminf(5, pitch * 0.5f);

    if (pitch < error_pitch) {
        draw_area(scene, lane, last < answered ? last : answered);
        return;
    }
    for (int t = 1; t <= last && t <= answered; t++) {
        double a = lane_value(scene->film, lane->curve[0], t);
        double b = lane_value(scene->film, lane->curve[1], t);
        if (!isfinite(a) || !isfinite(b))
            continue;
        float top = height_of(plot, fmax(a, b));
        float low = height_of(plot, fmin(a, b));
        draw_box(scene->list, box_at(plot_x(plot, t) - width / 2, top, width,
                                     low - top), width / 2,
                 color_fade(scene->theme->gradient, 0.5f));
    }
}

/* Where a curve has come to; false before there is anything. */
static bool find_head(const struct scene *scene, const struct series_lane *lane,
                      struct series_curve curve, struct point *at)
{
    const struct plot *plot = &lane->plot;
    int place = scene->now.pass == PASS_FORWARD
        ? lane_known(scene, curve).to : scene->now.step + curve.shift;
    double value = lane_value(scene->film, curve, place);

    if (!isfinite(value))
        return false;
    *at = point_at(plot_x(plot, place), height_of(plot, value));
    return true;
}

/* Several inputs have their numbers beside their heads, so that they can be
 * told apart without their colours. */
static bool names_heads(const struct series_lane *lane)
{
    return lane->count > 1 && lane->curve[1].kind == LANE_READ &&
           lane->plot.box.h >= 20 * SERIES_CURVES;
}

/* Is there such a number where a text from x on is? */
static bool meets_head(const struct scene *scene,
                       const struct series_lane *lane, float x, float width)
{
    struct point at;

    for (int k = 0; k < lane->count && names_heads(lane); k++)
        if (find_head(scene, lane, lane->curve[k], &at) &&
            at.x + HEAD_ROOM > x && at.x - HEAD_ROOM < x + width)
            return true;
    return false;
}

/* Beads at the heads, and their names. */
static void draw_heads(const struct scene *scene,
                       const struct series_lane *lane)
{
    bool named = names_heads(lane);
    struct point at[SERIES_CURVES];
    float y[SERIES_CURVES];
    int of[SERIES_CURVES], count = 0;

    for (int k = 0; k < lane->count; k++) {
        if (!find_head(scene, lane, lane->curve[k], &at[count]))
            continue;
        draw_disc(scene->list, at[count], 6, scene->theme->panel);
        draw_disc(scene->list, at[count], 4.4f,
                  lane_color(scene->theme, lane->curve[k]));
        y[count] = at[count].y;
        of[count++] = k;
    }
    curve_spread(y, count, 19, lane->plot.box.y + 8,
                 box_bottom(lane->plot.box) - 8);
    for (int k = 0; k < count && named; k++) {
        bool left = at[k].x + HEAD_ROOM > box_right(lane->plot.box);
        draw_print(scene->list, point_at(at[k].x + (left ? -10 : 10),
                                         y[k] + 5),
                   style_of(FACE_BOLD, TEXT_SMALL,
                            lane_color(scene->theme, lane->curve[of[k]]),
                            left ? ALIGN_RIGHT : ALIGN_LEFT),
                   "x_{%d}", lane->curve[of[k]].index + 1);
    }
}

/* A curve of a run: the film's, or that of its untouched twin. */
static struct curve curve_of(const struct scene *scene,
                             const struct series_lane *lane,
                             const struct asking *asking)
{
    return (struct curve){
        .plot = &lane->plot, .value = ask, .of = asking,
        .count = scene->film->steps + (asking->curve.kind == LANE_ACTUAL ||
                                       asking->curve.shift > 0),
        .steps = 1, .known = lane_known(scene, asking->curve)};
}

/* Where the network is left to itself. */
static void draw_free(const struct scene *scene,
                      const struct series_lane *lane)
{
    const struct plot *plot = &lane->plot;
    const char *text = say(scene->ui, "left to itself", "자유 생성");
    int from = scene->film->free_from;

    if (from < 1 || from > scene->film->steps)
        return;
    float x = plot_x(plot, from - 0.5), right = box_right(plot->box);
    draw_box(scene->list, box_at(x, plot->box.y, right - x, plot->box.h), 0,
             color_fade(scene->theme->h_path, 0.12f));
    draw_segment(scene->list, point_at(x, plot->box.y),
                 point_at(x, box_bottom(plot->box)), 1.5f * scene->theme->line,
                 scene->theme->h_path);
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, text);
    if (plot->box.h >= 60 && width + 16 <= right - x &&
        !meets_head(scene, lane, x + 8, width))
        draw_text(scene->list, point_at(x + 8, plot->box.y + 17),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), text);
}

void lane_draw(const struct scene *scene, const struct series_lane *lane)
{
    draw_free(scene, lane);
    if (lane->errors && lane->count > 1)
        draw_errors(scene, lane);
    for (int k = 0; k < lane->count; k++) {
        struct color color = lane_color(scene->theme, lane->curve[k]);
        struct asking asking = {scene->film, lane->curve[k]};
        struct asking untouched = {scene->ghost, lane->curve[k]};
        struct curve curve = curve_of(scene, lane, &asking);
        if (scene->ghost != NULL && lane->curve[k].kind != LANE_TARGET)
            curve_untouched(scene, curve_of(scene, lane, &untouched), color);
        curve_draw(scene, &curve, 2.2f * scene->theme->line, color);
    }
    draw_heads(scene, lane);
}

/* One point to be dragged: a ring, and a spot that says how far a pixel is. */
static void draw_handle(const struct scene *scene,
                        const struct series_lane *lane,
                        struct series_curve curve, int step, float wide)
{
    const struct film *film = scene->film;
    const struct plot *plot = &lane->plot;
    struct draw_list *list = scene->list;
    double value = lane_value(film, curve, step);
    double height = (plot->y1 - plot->y0) * (double)(HANDLE / plot->box.h);
    float y = plot_y(plot, value);

    if (!isfinite(value) || y < plot->box.y || y > box_bottom(plot->box))
        return;
    if (film->deviation != NULL && film->deviation[curve.index] > 0)
        height /= film->deviation[curve.index];
    struct point at = point_at(plot_x(plot, step), y);
    float radius = fminf(3.4f, wide * 0.24f);
    draw_disc(list, at, radius + 1.2f, scene->theme->panel);
    draw_ring(list, at, radius, 1.5f * scene->theme->line,
              lane_color(scene->theme, curve));
    float left = fmaxf(at.x - wide / 2, plot->box.x);
    float right = fminf(at.x + wide / 2, box_right(plot->box));
    draw_spot(list, box_at(left, at.y - HANDLE / 2, right - left, HANDLE),
              subject(SUBJECT_INPUT, 0, 0, step, curve.index),
              ACTION_DRAG_INPUT, action_number((float)height));
}

void lane_handles(const struct scene *scene, const struct series_lane *lane)
{
    const struct plot *plot = &lane->plot;
    float pitch = plot->box.w / (float)(plot->x1 - plot->x0);
    int from = 1, to = scene->film->steps;

    if (scene->film->x == NULL || plot->box.h < 2 * HANDLE)
        return;
    if (pitch < HANDLE_PITCH)
        from = to = scene->now.step;
    for (int k = 0; k < lane->count; k++)
        if (lane->curve[k].kind == LANE_READ ||
            lane->curve[k].kind == LANE_ACTUAL)
            for (int t = from; t <= to && !token_own(scene->film, t); t++)
                draw_handle(scene, lane, lane->curve[k], t,
                            fminf(fmaxf(pitch, HANDLE_PITCH), HANDLE));
}
