/* The series: what the network reads, what it answers, what was wanted.
 *
 * Where the target is the next value of the input itself, the prediction
 * stands where that value will be, and what separates both is the error.
 */
#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/plots/curve.h"
#include "scene/view/series/answers.h"
#include "scene/view/series/lane.h"
#include "scene/view/series/others.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    LANES = 3, LANE_MIN_HEIGHT = 70, LANE_GAP = 44,
    LEFT = 76, LEGEND = 34, ANSWERS_WIDTH = 330, ANSWERS_MIN_ROOM = 640,
    SWATCH = 20, ENTRY_GAP = 24,
};

struct series {
    int count;
    struct series_lane lane[LANES];
    bool ahead;    /* predictions of the next value */
    bool answers;  /* probabilities beside the curves */
};

/* Is the target of every step the input of the next one? */
static bool reads_ahead(const struct film *film)
{
    int windows = film->context > 1 ? film->context : 1;

    if (film->target_values == NULL ||
        film->values.spec.outputs * windows != film->values.spec.inputs)
        return false;
    for (int t = 1; t < film->steps && !token_own(film, t + 1); t++)
        if (film_target(film, t, 0) !=
            film_input(film, t + 1, lane_newest(film)))
            return false;
    return true;
}

static void add_curve(struct series_lane *lane, enum lane_kind kind, int index,
                      int shift)
{
    if (lane->count < SERIES_CURVES)
        lane->curve[lane->count++] = (struct series_curve){kind, index, shift};
}

/* The class whose probability is followed through the run. */
static int followed_class(const struct film *film)
{
    return film->loss_everywhere ? -1 : film->target_labels[film->steps - 1];
}

/* Which curves there are, at most `most` lanes of them. A changed input leaves
 * the targets as they were. */
static struct series choose(const struct scene *scene, int most)
{
    const struct film *film = scene->film;
    const struct film *whole = scene->ghost != NULL ? scene->ghost : film;
    const struct spec *spec = &film->values.spec;
    struct series series = {.ahead = reads_ahead(whole),
                            .answers = spec->head == HEAD_SOFTMAX};

    for (int k = 0; series.ahead && k < spec->outputs && k < most; k++) {
        struct series_lane *lane = &series.lane[series.count++];
        add_curve(lane, LANE_ACTUAL, lane_newest(film) + k, 0);
        add_curve(lane, LANE_OUTPUT, k, 1);
        lane->errors = true;
    }
    if (series.ahead)
        return series;
    if (film->ids == NULL) {
        struct series_lane *lane = &series.lane[series.count++];
        for (int k = 0; k < spec->inputs && k < SERIES_CURVES; k++)
            add_curve(lane, LANE_READ, k, 0);
    }
    if (spec->head == HEAD_NONE || series.count >= most)
        return series;
    struct series_lane *lane = &series.lane[series.count];
    if (spec->head == HEAD_LINEAR) {
        add_curve(lane, LANE_OUTPUT, 0, 0);
        if (film->target_values != NULL)
            add_curve(lane, LANE_TARGET, 0, 0);
        lane->errors = film->target_values != NULL;
    } else if (film->target_labels != NULL) {
        add_curve(lane, LANE_ANSWER, followed_class(film), 0);
    }
    series.count += lane->count > 0;
    return series;
}

static void place(const struct scene *scene, struct series *series,
                  struct box area)
{
    const struct film *film = scene->film;
    float gap = series->count > 1 ? LANE_GAP : 0;
    float height = (area.h + gap) / (float)series->count - gap;

    for (int k = 0; k < series->count; k++) {
        struct series_lane *lane = &series->lane[k];
        lane->plot = (struct plot){
            .box = box_at(area.x, area.y + (float)k * (height + gap), area.w,
                          height),
            .x0 = 0.5, .x1 = film->steps + (series->ahead ? 1.5 : 0.5)};
        lane_fit(scene, lane);
        others_fit(scene, lane);
        if (lane->curve[0].kind == LANE_ANSWER) {
            lane->plot.y0 = 0;
            lane->plot.y1 = 1;
        }
    }
}

/* The place whose numbers are shown: 0 before there is one. */
static int shown_place(const struct scene *scene, struct series_curve curve)
{
    return scene->now.pass == PASS_FORWARD
        ? lane_known(scene, curve).to : scene->now.step + curve.shift;
}

/* A swatch, a name, the number at the playhead; returns the width. `draws`:
 * false only measures. */
static float draw_entry(const struct scene *scene,
                        const struct series_lane *lane,
                        struct series_curve curve, struct point at, bool draws)
{
    struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;
    int shown = shown_place(scene, curve);
    double value = lane_value(scene->film, curve, shown);
    bool percent = curve.kind == LANE_ANSWER;
    char number[FIGURE_MAX], text[FIGURE_MAX + 4], name[64];

    lane_name(scene, curve, shown > 0 ? shown : 1, name, sizeof name);
    figure_plain(number, percent ? value * 100 : value,
                 percent ? 1 : lane_decimals(lane));
    snprintf(text, sizeof text, percent ? "%s %%" : "%s", number);
    float named = draw_width(list, FACE_UI, 15, name);
    float width = SWATCH + 8 + named + ENTRY_GAP;
    if (isfinite(value))
        width += 8 + draw_width(list, FACE_BOLD, 15, text);
    if (!draws)
        return width;
    draw_segment(list, point_at(at.x, at.y - 5), point_at(at.x + SWATCH,
                                                          at.y - 5),
                 2.6f * theme->line, lane_color(theme, curve));
    draw_text(list, point_at(at.x + SWATCH + 8, at.y),
              style_of(FACE_UI, 15, theme->ink_soft, ALIGN_LEFT), name);
    if (isfinite(value))
        draw_value(list, point_at(at.x + SWATCH + 16 + named, at.y),
                   style_of(FACE_BOLD, 15, theme->ink, ALIGN_LEFT),
                   lane_subject(scene->film, curve, shown), value, text);
    return width;
}

/* What the curves of a lane are, one after the other while there is room, and
 * then those of the other networks. */
static void draw_legend(const struct scene *scene,
                        const struct series_lane *lane,
                        struct point at, float room)
{
    for (int k = 0; k < lane->count; k++) {
        float width = draw_entry(scene, lane, lane->curve[k], at, false);
        if (width - ENTRY_GAP > room)
            return;
        draw_entry(scene, lane, lane->curve[k], at, true);
        at.x += width;
        room -= width;
    }
    others_legend(scene, lane, at, room);
}

static void draw_lanes(const struct scene *scene, const struct series *series)
{
    for (int k = 0; k < series->count; k++) {
        const struct plot *plot = &series->lane[k].plot;
        double decimals = -floor(log10(plot_y_step(plot)));
        plot_y_axis(scene, plot, false, (int)fmin(fmax(decimals, 0), 6));
        steps_grid(scene, plot, scene->film->ids == NULL);
        steps_line(scene, plot);
        others_draw(scene, &series->lane[k]);
        lane_draw(scene, &series->lane[k]);
        /* Above the first plot there is a bracket too. */
        draw_legend(scene, &series->lane[k],
                    point_at(plot->box.x, plot->box.y - (k == 0 ? 36 : 14)),
                    plot->box.w + 16);
    }
}

static void add_line(const struct scene *scene, const struct series_lane *lane,
                     struct series_curve curve, int at,
                     struct bubble_line *line)
{
    double value = lane_value(scene->film, curve, at);
    bool percent = curve.kind == LANE_ANSWER;
    char number[FIGURE_MAX];

    lane_name(scene, curve, at, line->label, sizeof line->label);
    figure_plain(number, percent ? value * 100 : value,
                 percent ? 1 : lane_decimals(lane));
    snprintf(line->value, sizeof line->value, percent ? "%s %%" : "%s",
             number);
    line->id = lane_subject(scene->film, curve, at);
    line->number = value;
    line->color = lane_color(theme_of(THEME_DARK), curve);
}

static void draw_reading(const struct scene *scene,
                         const struct series *series, struct box panel,
                         struct point at)
{
    struct bubble_line line[LANES * SERIES_CURVES] = {0};
    int step = steps_at(scene, &series->lane[0].plot, at.x), lines = 0;
    char title[96];

    for (int k = 0; k < series->count; k++) {
        const struct series_lane *lane = &series->lane[k];
        float x = plot_x(&lane->plot, step);
        draw_segment(scene->list, point_at(x, lane->plot.box.y),
                     point_at(x, box_bottom(lane->plot.box)), 1,
                     scene->theme->ink_soft);
        for (int j = 0; j < lane->count; j++)
            if (isfinite(lane_value(scene->film, lane->curve[j], step)))
                add_line(scene, lane, lane->curve[j], step, &line[lines++]);
    }
    plot_bubble(scene, at, box_inset(panel, 8),
                steps_name(scene, step, "", title, sizeof title), line, lines);
}

/* What there is beside what is read. */
static const char *note_of(const struct scene *scene,
                           const struct series *series)
{
    if (series->count == 0 && !series->answers)
        return say(scene->ui, "tokens are read, nothing is answered",
                   "토큰을 읽기만 하고 답하지 않음");
    return scene->film->values.spec.head == HEAD_NONE
        ? say(scene->ui, "what is read", "읽은 값")
        : say(scene->ui, "what is read and answered", "읽은 값과 답");
}

static void draw_heading(const struct scene *scene,
                         const struct series *series, struct box box)
{
    const struct film *film = scene->film;
    const char *title = say(scene->ui, film->title.en, film->title.ko);

    float left = box.x + PANEL_PADDING, y = box.y + PANEL_HEADING;
    float room = box.w - 2 * PANEL_PADDING;
    float x = panel_title(scene, point_at(left, y),
                          title[0] != '\0' ? title
                              : say(scene->ui, "The series", "시계열"),
                          scene->ghost != NULL ? NULL : note_of(scene, series),
                          room);
    curve_untouched_key(scene, point_at(x + 14, y), left + room - x - 14);
}

static void draw_curves(const struct scene *scene, const struct series *series,
                        struct box panel, bool title)
{
    const struct film *film = scene->film;
    const struct plot *first = &series->lane[0].plot;
    const char *unit = say(scene->ui, film->unit.en, film->unit.ko);
    struct plot whole = *first;
    struct point reading[2];

    whole.box.h = box_bottom(series->lane[series->count - 1].plot.box) -
                  whole.box.y;
    /* A unit with a long name stands with the numbers of the story alone. */
    if (film->ids == NULL &&
        draw_width(scene->list, FACE_UI, TEXT_SMALL, unit) <= LEFT - 18)
        draw_text(scene->list, point_at(whole.box.x - 10, whole.box.y - 9),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_RIGHT), unit);
    draw_lanes(scene, series);
    steps_axis(scene, &whole, film->ids == NULL, title);
    steps_window(scene, &whole);
    steps_spot(scene, &whole, PANEL_SERIES);
    for (int k = 0; k < series->count; k++)
        lane_handles(scene, &series->lane[k]);
    int readings = steps_readings(scene, &whole.box, PANEL_SERIES, reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, series, panel, reading[k]);
}

void view_series(const struct scene *scene, struct box box)
{
    bool title = box.h >= 300;
    float top = box.y + PANEL_HEADING + LEGEND + 40;
    float bottom = box_bottom(box) - (title ? 56 : 34);
    int most = (int)fminf((bottom - top + LANE_GAP) /
                          (LANE_MIN_HEIGHT + LANE_GAP), LANES);
    struct series series = choose(scene, most > 1 ? most : 1);
    struct box area = box_at(box.x + LEFT, top, box.w - LEFT - 40,
                             bottom - top);

    panel_draw(scene, box, say(scene->ui, "Series", "시계열"));
    draw_heading(scene, &series, box);
    if (area.w < 60 || area.h < 40)
        return;
    bool beside = series.answers &&
                  (series.count == 0 || box.w >= ANSWERS_MIN_ROOM);
    int done = lane_known(scene, (struct series_curve){.kind = LANE_OUTPUT}).to;
    if (beside) {
        struct box left = box_at(box.x + PANEL_PADDING, top - LEGEND,
                                 ANSWERS_WIDTH, bottom - top + LEGEND);
        if (series.count == 0)
            left.w = box.w - 2 * PANEL_PADDING;
        answers_draw(scene, left, scene->now.pass == PASS_FORWARD
                     ? done : scene->now.step);
        area.x += ANSWERS_WIDTH + 24;
        area.w -= ANSWERS_WIDTH + 24;
    }
    if (series.count == 0)
        return;
    place(scene, &series, area);
    draw_curves(scene, &series, box, title);
}
