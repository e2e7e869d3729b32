/* The curve at the stated lag is a product: the one-step factors between there
 * and the last state, times its value at lag 0, which is 1 but for inputs.
 * Every dot is a step; the bar is their geometric mean, whose power is the
 * product. The mean is printed with as many digits as it takes to come out at
 * the product printed beside it.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/reach/reach.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { NAME_MOST = 166, NAME_NARROW = 40, NUMBER = 126, ROOM_FOR_NAME = 420,
       ROOM_FOR_NUMBER = 330, TICKS_APART = 28, ROW_LEAST = 24, ROW_MOST = 92,
       BINS_MAX = 200, DIGITS_MOST = 7, FOOT = 52 };

/* log10 of a half and of two: the axis is never narrower. */
static const double least = 0.30103;

/* log10 of the one-step factor k steps back, k from 1. */
static double factor(const struct scene *scene, int lane, int k)
{
    const struct lane_curves *curves = &lab_lane(scene->lab, lane)->curves;

    return lane_curves_factor(curves, curves->lags + 1 - k);
}

static void fit(const struct scene *scene, const int *lane, int count, int lag,
                struct plot *plot)
{
    double low = -least, high = least;

    for (int j = 0; j < count; j++)
        for (int k = 1; k <= lag; k++) {
            double value = factor(scene, lane[j], k);
            low = isfinite(value) ? fmin(low, value) : low;
            high = isfinite(value) ? fmax(high, value) : high;
        }
    plot->x0 = fmax(low * 1.06, -6);
    plot->x1 = fmin(high * 1.06, 6);
}

/* Round factors that have room: 1, then halves and doubles, or powers of
 * ten. */
static void draw_axis(const struct scene *scene, const struct plot *plot)
{
    static const struct { double value; const char *text; } ticks[] = {
        {0, "1"}, {-0.30103, "½"}, {0.30103, "2"}, {-0.60206, "¼"},
        {0.60206, "4"}, {-1, "0.1"}, {1, "10"}, {-2, "0.01"}, {2, "100"},
        {-3, "10^{−3}"}, {3, "10^{3}"}, {-4, "10^{−4}"}, {4, "10^{4}"},
        {-5, "10^{−5}"}, {5, "10^{5}"}};
    struct draw_list *list = scene->list;
    float drawn[sizeof ticks / sizeof *ticks], y = box_bottom(plot->box);
    int count = 0;

    for (size_t k = 0; k < sizeof ticks / sizeof *ticks; k++) {
        float x = plot_x(plot, ticks[k].value);
        bool near = x < plot->box.x || x > box_right(plot->box);
        for (int j = 0; j < count; j++)
            near |= fabsf(drawn[j] - x) < TICKS_APART;
        if (near)
            continue;
        drawn[count++] = x;
        draw_tile(list, box_at(x, plot->box.y, 1, plot->box.h),
                  color_fade(scene->theme->edge_strong,
                             ticks[k].value == 0 ? 1 : 0.4f));
        draw_text(list, point_at(x, y + 19),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_CENTRE), ticks[k].text);
    }
}

/* Dots in columns: as many as there are steps with about that factor; where
 * they do not fit, fewer. Returns how many steps a dot stands for at most. */
static int draw_dots(const struct scene *scene, const struct plot *plot,
                      int lane, int lag, float y, float high)
{
    int bin[BINS_MAX] = {0}, most = 0;
    int bins = (int)fminf(plot->box.w / 5, BINS_MAX);
    struct color color = reach_color(scene, lane);

    for (int k = 1; k <= lag; k++) {
        double value = factor(scene, lane, k);
        if (isnan(value))
            continue;
        double share = (value - plot->x0) / (plot->x1 - plot->x0);
        int b = (int)(fmin(fmax(share, 0), 1) * (bins - 1) + 0.5);
        most = ++bin[b] > most ? bin[b] : most;
    }
    int room = (int)fmaxf((high - 6) / 5.4f, 1);
    int each = (most + room - 1) / room;
    for (int b = 0; b < bins && each > 0; b++) {
        int dots = (bin[b] + each - 1) / each;
        float x = plot->box.x + plot->box.w * (float)b / (float)(bins - 1);
        for (int k = 0; k < dots; k++)
            draw_disc(scene->list,
                      point_at(x, y + 5.4f * ((float)k -
                                              0.5f * (float)(dots - 1))),
                      2.3f, color_fade(color, 0.8f));
    }
    return each;
}

/* The fewest decimals with which the mean, to the power of the lag, is written
 * as the value is; 0: there are none. */
static int enough_digits(double log10_value, int lag)
{
    char want[FIGURE_MAX], got[FIGURE_MAX];
    double mean = pow(10, log10_value / lag);

    figure_power(want, log10_value);
    for (int digits = 2; digits <= DIGITS_MOST; digits++) {
        double scale = pow(10, digits);
        double printed = floor(mean * scale + 0.5) / scale;
        if (!(printed > 0))
            continue;
        figure_power(got, log10(printed) * lag);
        bool same = true;
        for (int k = 0; same && (want[k] || got[k]); k++)
            same = want[k] == got[k];
        if (same)
            return digits;
    }
    return 0;
}

/* "0.5754^50", and below it "= 9.6 10^-13". */
static void draw_product(const struct scene *scene, int lane, int lag,
                         struct point right, bool two, float room)
{
    struct draw_id id = subject(SUBJECT_LANE_FACTOR, lane, 0, lag, 2);
    struct draw_id mean = subject(SUBJECT_LANE_FACTOR, lane, 0, lag, 1);
    double value = lab_value(scene->lab, id);
    struct draw_style bold = style_of(FACE_BOLD, 15, scene->theme->ink,
                                      ALIGN_RIGHT);
    struct draw_style plain = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_RIGHT);
    char base[FIGURE_MAX], text[FIGURE_MAX + 24], number[FIGURE_MAX];

    if (!isfinite(value)) {
        draw_value(scene->list, point_at(right.x, right.y + 5), plain, id,
                   value, lab_figure(scene->ui, value, text));
        return;
    }
    int digits = enough_digits(value, lag);
    figure_plain(base, pow(10, value / lag), digits > 0 ? digits : 3);
    snprintf(text, sizeof text, "%s %s", digits > 0 ? "=" : "≈",
             figure_power(number, value));
    float wide = draw_width(scene->list, bold.face, bold.size, base);
    char exponent[FIGURE_MAX];
    snprintf(exponent, sizeof exponent, "^{%d}", lag);
    float power = draw_width(scene->list, bold.face, bold.size, exponent);
    if (wide + power > room)
        return;
    float y = two ? right.y - 3 : right.y + 5;
    draw_text(scene->list, point_at(right.x, y), bold, exponent);
    draw_value(scene->list, point_at(right.x - power, y), bold, mean,
               value / lag, base);
    if (two)
        draw_value(scene->list, point_at(right.x, right.y + 15), plain, id,
                   value, text);
    draw_spot(scene->list, box_at(right.x - room, right.y - 18, room, 36),
              mean, ACTION_NONE, 0);
}

/* Returns how many steps a dot stands for at most. */
static int draw_row(const struct scene *scene, const struct plot *plot,
                    struct box box, int lane, int lag)
{
    struct draw_list *list = scene->list;
    float y = box.y + box.h / 2, left = box.x + PANEL_PADDING;
    double mean = lab_value(scene->lab, subject(SUBJECT_LANE_FACTOR, lane, 0,
                                                lag, 1));
    char name[96];

    draw_tile(list, box_at(left, box.y, box.w - 2 * PANEL_PADDING, 1),
              scene->theme->edge);
    plot_marker(scene, lab_lane_hue(scene->lab, lane), point_at(left + 8, y),
                5, reach_color(scene, lane), lane >= LANES_MAX);
    if (plot->box.x - left > NAME_NARROW + 30)
        panel_text(scene, point_at(left + 24, y + 5),
                   style_of(lane < LANES_MAX ? FACE_BOLD : FACE_UI, 15,
                            reach_color(scene, lane), ALIGN_LEFT),
                   plot->box.x - left - 36,
                   reach_name(scene, lane, name, sizeof name));
    int each = draw_dots(scene, plot, lane, lag, y, box.h);
    float x = plot_x(plot, mean);
    if (x >= plot->box.x && x <= box_right(plot->box))
        draw_box(list, box_at(x - 1.5f, y - box.h * 0.36f, 3, box.h * 0.72f),
                 1.5f, scene->theme->ink);
    if (box_right(plot->box) + 60 < box_right(box) - PANEL_PADDING)
        draw_product(scene, lane, lag,
                     point_at(box_right(box) - PANEL_PADDING, y), box.h >= 38,
                     box_right(box) - PANEL_PADDING - box_right(plot->box) -
                         8);
    return each;
}

static void draw_heading(const struct scene *scene, struct box box, int lag)
{
    char text[96];

    snprintf(text, sizeof text, say(scene->ui, "what each of %d steps "
                                               "multiplies by",
                                    "%d시점 각각의 배율"), lag);
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                say(scene->ui, "One-step factors", "한 시점의 배율"), text,
                box.w - 2 * PANEL_PADDING);
}

static void draw_foot(const struct scene *scene, struct box box, int each)
{
    char text[128];
    float left = box.x + PANEL_PADDING;

    if (each > 1)
        snprintf(text, sizeof text,
                 say(scene->ui, "log axis; a dot: up to %d steps; bar: "
                                "geometric mean",
                     "로그 축, 점 하나: 최대 %d시점, 막대: 기하평균"), each);
    else
        snprintf(text, sizeof text, "%s",
                 say(scene->ui, "factor, log axis; bar: geometric mean",
                     "배율(로그 축), 막대: 기하평균"));
    panel_text(scene, point_at(left, box_bottom(box) - 13),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), box.w - 2 * PANEL_PADDING, text);
}

/* As wide as the names are, within limits. */
static float name_width(const struct scene *scene, struct box box)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);
    float width = NAME_NARROW;
    char name[96];

    for (int j = 0; j < count && box.w >= ROOM_FOR_NAME; j++)
        width = fmaxf(width, 42 + draw_width(
            scene->list, FACE_BOLD, 15,
            reach_name(scene, lane[j], name, sizeof name)));
    return fminf(width, NAME_MOST);
}

void view_factors(const struct scene *scene, struct box box)
{
    int lane[REACH_LANES], count;
    float name = scene->lab != NULL ? name_width(scene, box) : NAME_NARROW;
    float number = box.w >= ROOM_FOR_NUMBER ? NUMBER : 16;
    float top = box.y + PANEL_HEADING + 17;
    struct plot plot = {
        box_at(box.x + PANEL_PADDING + name, top,
               box.w - 2 * PANEL_PADDING - name - number,
               box_bottom(box) - FOOT - top), -1, 1, 0, 1};

    panel_draw(scene, box, say(scene->ui, "One-step factors",
                               "한 시점의 배율"));
    if (scene->lab == NULL || scene->film == NULL || plot.box.w < 60)
        return;
    count = reach_lanes(scene->lab, lane);
    int most = (int)(plot.box.h / ROW_LEAST);
    count = count < most ? count : most;
    int lag = lab_lag(scene->lab, scene->ui);
    draw_heading(scene, box, lag);
    if (count < 1)
        return;
    float high = fminf(plot.box.h / (float)count,
                       fmaxf(ROW_MOST, box.h * 0.22f));
    plot.box.h = high * (float)count;
    fit(scene, lane, count, lag, &plot);
    draw_axis(scene, &plot);
    int most_each = 0;
    for (int j = 0; j < count; j++) {
        struct box row = box_at(box.x, top + high * (float)j, box.w, high);
        int each = draw_row(scene, &plot, row, lane[j], lag);
        most_each = each > most_each ? each : most_each;
    }
    if (box.h >= 200)
        draw_foot(scene, box, most_each);
}
