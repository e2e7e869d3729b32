/* Fresh networks are many seeds each: a band from the least to the largest and
 * a line through the medians. The film's own network is one line.
 */
#include "scene/view/decay/curves.h"

#include <math.h>

#include "scene/look/figure.h"
#include "scene/view/plots/curve.h"
#include "scene/widget/panel.h"

enum { FLOOR = -10, CEILING = 2, LOWEST = -80, /* powers of ten */
       LABEL_GAP = 40, NAME_GAP = 20 };

const char *curves_name(const struct scene *scene, enum decay_who who)
{
    static const char *const names[] = {"RNN", "GRU", "LSTM"};

    if (who != DECAY_OWN)
        return names[who];
    return scene->ghost == NULL
        ? say(scene->ui, "this network", "이 신경망")
        : say(scene->ui, "untouched run", "손대지 않은 결과");
}

void curves_fit(const struct decays *decays, struct plot *plot)
{
    double low = FLOOR, high = CEILING;

    for (int who = 0; who < DECAY_WHO; who++)
        for (int k = 0; k <= decays->lags && decays->seeds[who] > 0; k++) {
            double median = decays->median[who][k];
            if (!isfinite(median))
                continue;
            low = median < low ? median : low;
            high = median > high ? median : high;
        }
    /* Even powers, so that labels stand at the ends. */
    plot->y0 = fmax(2 * floor(low / 2), LOWEST);
    plot->y1 = 2 * ceil(high / 2);
}

/* Lags 0 .. of a network whose values are numbers; zero, -INFINITY as a
 * logarithm, is one. */
static int count_lags(const struct decays *decays, enum decay_who who)
{
    int count = 0;

    if (decays->seeds[who] == 0)
        return 0;
    while (count <= decays->lags && !isnan(decays->median[who][count]))
        count++;
    return count;
}

/* A row as points; what is outside the plot stays just outside. */
static void trace(const struct plot *plot, const double *row, int count,
                  struct point *out)
{
    float top = plot->box.y - 10, bottom = box_bottom(plot->box) + 10;

    for (int k = 0; k < count; k++)
        out[k] = point_at(plot_x(plot, k),
                          fminf(fmaxf(plot_y(plot, row[k]), top), bottom));
}

static void draw_range(const struct scene *scene, const struct plot *plot,
                       enum decay_who who)
{
    struct point upper[DECAY_LAGS_MAX + 1], lower[DECAY_LAGS_MAX + 1];
    const struct decays *decays = scene->decays;
    int count = count_lags(decays, who);

    trace(plot, decays->high[who], count, upper);
    trace(plot, decays->low[who], count, lower);
    draw_band(scene->list, upper, lower, count,
              color_fade(scene->theme->model[who], 0.16f));
}

static void draw_median(const struct scene *scene, const struct plot *plot,
                        enum decay_who who)
{
    struct point points[DECAY_LAGS_MAX + 1];
    const struct theme *theme = scene->theme;
    int count = count_lags(scene->decays, who);
    struct draw_stroke halo = {.width = 5.5f * theme->line,
                               .color = color_fade(theme->panel, 0.75f)};
    struct draw_stroke line = {.width = 2.6f * theme->line,
                               .color = theme->model[who]};

    trace(plot, scene->decays->median[who], count, points);
    draw_line(scene->list, points, count, &halo);
    draw_line(scene->list, points, count, &line);
}

static void draw_markers(const struct scene *scene, const struct plot *plot,
                         enum decay_who who)
{
    const struct decays *decays = scene->decays;
    int step = (int)fmax(plot_step(decays->lags, 6), 1);

    for (int k = step; k < count_lags(decays, who); k += step) {
        struct point at = point_at(plot_x(plot, k),
                                   plot_y(plot, decays->median[who][k]));
        if (at.y >= plot->box.y && at.y <= box_bottom(plot->box))
            plot_marker(scene, (enum model_hue)who, at, 4.4f,
                        scene->theme->model[who], false);
    }
}

void curves_draw(const struct scene *scene, const struct plot *plot)
{
    struct box before = draw_clip(scene->list, plot->box);

    for (int who = 0; who < DECAY_OWN; who++)
        draw_range(scene, plot, (enum decay_who)who);
    for (int who = 0; who < DECAY_WHO; who++)
        draw_median(scene, plot, (enum decay_who)who);
    draw_unclip(scene->list, before);
    for (int who = 0; who < DECAY_WHO; who++)
        draw_markers(scene, plot, (enum decay_who)who);
}

void curves_beads(const struct scene *scene, const struct plot *plot, int lag)
{
    const struct decays *decays = scene->decays;

    for (int who = 0; who < DECAY_WHO; who++) {
        struct point at = point_at(plot_x(plot, lag), NAN);
        if (count_lags(decays, (enum decay_who)who) > lag)
            at.y = plot_y(plot, decays->median[who][lag]);
        if (!(at.y >= plot->box.y && at.y <= box_bottom(plot->box)))
            continue;
        draw_disc(scene->list, at, 5.4f, scene->theme->panel);
        draw_disc(scene->list, at, 3.8f, scene->theme->model[who]);
    }
}

/* Marker, name, and below it the value. */
static void draw_label(const struct scene *scene, enum decay_who who, int lag,
                       struct point at, bool with_value)
{
    struct draw_list *list = scene->list;
    struct color color = scene->theme->model[who];
    double value = scene->decays->median[who][lag];
    struct draw_id id = subject(SUBJECT_DECAY, 0, who, lag, 0);
    char text[FIGURE_MAX];

    plot_marker(scene, (enum model_hue)who, point_at(at.x + 6, at.y), 4.4f,
                color, false);
    draw_text(list, point_at(at.x + 18, at.y + 5),
              style_of(FACE_BOLD, 15, color, ALIGN_LEFT),
              curves_name(scene, who));
    if (with_value)
        draw_value(list, point_at(at.x + 18, at.y + 23),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), id, value,
                   figure_power(text, value));
    draw_spot(list, box_at(at.x, at.y - 9, 110, with_value ? 36 : 18), id,
              ACTION_NONE, 0);
}

/* At which lag the values stand, beside the labels of the axis. */
static void name_lag(const struct scene *scene, const struct plot *plot,
                     int lag)
{
    draw_print(scene->list, point_at(box_right(plot->box) + 28,
                                     box_bottom(plot->box) + 20),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                        ALIGN_LEFT),
               say(scene->ui, "at lag %d", "시차 %d의 값"), lag);
}

void curves_labels(const struct scene *scene, const struct plot *plot, int lag)
{
    const struct decays *decays = scene->decays;
    float y[DECAY_WHO];
    int who[DECAY_WHO], count = 0;

    for (int k = 0; k < DECAY_WHO; k++) {
        if (count_lags(decays, (enum decay_who)k) <= lag)
            continue;
        struct point end;
        trace(plot, &decays->median[k][lag], 1, &end);
        y[count] = end.y;
        who[count++] = k;
    }
    float low = plot->box.y + 8, high = box_bottom(plot->box) - 8;
    bool values = high - 16 - low >= (float)(count - 1) * LABEL_GAP;
    if (count == 0 || high - low < (float)(count - 1) * NAME_GAP)
        return;
    if (values)
        high -= 16;
    curve_spread(y, count, values ? LABEL_GAP : NAME_GAP, low, high);
    for (int k = 0; k < count; k++)
        draw_label(scene, (enum decay_who)who[k], lag,
                   point_at(box_right(plot->box) + 10, y[k]), values);
    if (values)
        name_lag(scene, plot, lag);
}

bool curves_nearest(const struct decays *decays, const struct plot *plot,
                    int lag, float y, enum decay_who *who)
{
    float least = INFINITY;

    for (int k = 0; k < DECAY_WHO; k++) {
        struct point at;
        if (count_lags(decays, (enum decay_who)k) <= lag)
            continue;
        trace(plot, &decays->median[k][lag], 1, &at);
        if (fabsf(at.y - y) < least) {
            least = fabsf(at.y - y);
            *who = (enum decay_who)k;
        }
    }
    return least < INFINITY;
}
