/* A training that goes on for long has more epochs than there are pixels:
 * curves go through view/plots/curve.h, areas take every so many epochs.
 */
#include "scene/view/train/parts/epochs.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/train/parts/racer.h"
#include "scene/widget/panel.h"

enum { POINTS_MAX = 512, LABELS = 34, PITCH = 70, BADGE = 24,
       DECADES_MOST = 12, CLEAR = 44 };

/* Of an axis of powers: to twice as much. Less would make much of noise. */
static const double least_span = 0.30102999566;

int epochs_live(const struct scene *scene)
{
    return race_epochs(&scene->training->race);
}

int epochs_furthest(const struct scene *scene)
{
    int most = 0;

    for (int k = 0; k < racer_count(scene); k++)
        most = racer_done(scene, k) > most ? racer_done(scene, k) : most;
    return most;
}

int epochs_now(const struct scene *scene)
{
    return training_epoch(scene->training, scene->ui);
}

void epochs_axis(const struct scene *scene, const struct plot *plot, bool named)
{
    plot_x_axis(scene, plot, true,
                named ? say(scene->ui, "epoch →", "에포크 →") : NULL);
}

void epochs_ahead(const struct scene *scene, const struct plot *plot,
                  const float avoid[2], float taken)
{
    const struct theme *theme = scene->theme;
    const char *text = epochs_furthest(scene) > 0
        ? say(scene->ui, "not trained yet", "아직 학습 전")
        : scene->ui->training
        ? say(scene->ui, "in the first epoch", "첫 에포크를 학습하는 중입니다.")
        : say(scene->ui, "not trained yet: press play",
              "아직 학습 전입니다. 재생을 누르세요.");
    float left = plot_x(plot, epochs_furthest(scene));
    struct box box = box_at(left, plot->box.y, box_right(plot->box) - left,
                            plot->box.h);

    if (box.w < 1)
        return;
    draw_tile(scene->list, box, color_fade(theme->ink, 0.035f));
    box.x += taken;
    box.w -= taken;
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, text) + 24 > box.w ||
        box.h < 110)
        return;
    static const float places[] = {0.62f, 0.86f, 0.4f};
    int k = 0;
    while (k < 2 && (fabsf(box.y + box.h * places[k] - avoid[0]) < CLEAR ||
                     fabsf(box.y + box.h * places[k] - avoid[1]) < CLEAR))
        k++;
    draw_text(scene->list, point_at(box.x + box.w / 2,
                                    box.y + box.h * places[k]),
              style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_CENTRE),
              text);
}

/* "epoch 43" on top of its line. */
static void draw_badge(const struct scene *scene, const struct plot *plot,
                       float x, int epoch)
{
    const struct theme *theme = scene->theme;
    char text[48];

    snprintf(text, sizeof text, say(scene->ui, "epoch %d", "에포크 %d"),
             epoch);
    float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) + 20;
    float left = fmaxf(fminf(x - width / 2, box_right(plot->box) - width),
                       plot->box.x);
    float top = plot->box.y - BADGE - 4;
    draw_box(scene->list, box_at(left, top, width, BADGE), BADGE / 2,
             theme->accent);
    draw_text(scene->list, point_at(left + width / 2, top + 17),
              style_of(FACE_BOLD, TEXT_SMALL, theme->on_accent, ALIGN_CENTRE),
              text);
}

void epochs_lines(const struct scene *scene, const struct plot *plot,
                  bool badge)
{
    const struct theme *theme = scene->theme;
    int now = epochs_now(scene), live = epochs_live(scene);
    float x = plot_x(plot, live), bottom = box_bottom(plot->box);
    const struct point dotted[2] = {{x, plot->box.y}, {x, bottom}};
    const struct draw_stroke stroke = {.width = 2 * theme->line,
                                       .color = theme->good, .on = 3, .off = 4};

    if (live > 0 && live != now)
        draw_line(scene->list, dotted, 2, &stroke);
    x = plot_x(plot, now);
    draw_segment(scene->list, point_at(x, plot->box.y - (badge ? 6 : 0)),
                 point_at(x, bottom), 2.4f * theme->line, theme->accent);
    if (badge)
        draw_badge(scene, plot, x, now);
}

void epochs_spot(const struct scene *scene, const struct plot *plot)
{
    int epochs = racer_epochs(scene);

    draw_spot(scene->list, plot->box,
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_EPOCH, 0, epochs),
              ACTION_SCRUB_EPOCH, epochs);
}

bool epochs_reading(const struct scene *scene, const struct plot *plot,
                    struct point *at, int *epoch)
{
    const struct ui *ui = scene->ui;
    float right = plot_x(plot, epochs_live(scene));

    if (ui->pointer.x < 0 || epochs_live(scene) == 0)
        return false;
    *at = draw_from_pixels(scene->list, ui->pointer.x, ui->pointer.y);
    if (!box_contains(plot->box, *at) || at->x > right + 12)
        return false;
    double share = (double)((at->x - plot->box.x) / plot->box.w);
    *epoch = (int)fmin(fmax(floor(share * plot->x1 + 0.5), 1),
                       epochs_live(scene));
    float x = plot_x(plot, *epoch);
    draw_segment(scene->list, point_at(x, plot->box.y),
                 point_at(x, box_bottom(plot->box)), 1,
                 scene->theme->ink_soft);
    return true;
}

static double scaled(const struct epochs_column *of, double value)
{
    if (!of->power)
        return value;
    return value > 0 ? log10(value) : NAN;
}

double epochs_value(const struct epochs_column *of, int epoch)
{
    return scaled(of, racer_value(of->scene, of->lane, of->column, epoch));
}

static double value_at(const void *of, int k)
{
    return epochs_value(of, k + 1);
}

void epochs_line(const struct plot *plot, const struct epochs_column *of,
                 float width, struct color color, bool dashed)
{
    const struct curve curve = {
        .plot = plot, .value = value_at, .of = of,
        .count = racer_done(of->scene, of->lane), .steps = 1,
        .known = {1, epochs_now(of->scene)}, .dashed = dashed};

    if (curve.count > 0)
        curve_draw(of->scene, &curve, width, color);
}

static float place_y(const struct plot *plot, double value)
{
    float y = plot_y(plot, value);

    return fminf(fmaxf(y, plot->box.y - 1), box_bottom(plot->box) + 1);
}

/* Lowest, middle and highest at an epoch, as they are drawn; false: a gap. */
static bool range_at(const struct epochs_column *of, int low, int high,
                     int epoch, double out[3])
{
    struct epochs_column column = *of;
    struct race_band band;

    if (low != high) {
        column.column = low;
        out[0] = out[1] = epochs_value(&column, epoch);
        column.column = high;
        out[2] = epochs_value(&column, epoch);
        return isfinite(out[0]) && isfinite(out[2]);
    }
    if (!race_band(&of->scene->training->race, of->lane, low, epoch - 1,
                   &band))
        return false;
    out[0] = scaled(of, band.low);
    out[1] = scaled(of, band.median);
    out[2] = scaled(of, band.high);
    return isfinite(out[0]) && isfinite(out[2]);
}

/* Epochs from `from` on without a gap, as the area and the line between;
 * returns the first that is not in them. */
static int draw_stretch(const struct plot *plot, const struct epochs_column *of,
                        int low, int high, int from, struct color color)
{
    const struct scene *scene = of->scene;
    struct point upper[POINTS_MAX], middle[POINTS_MAX], lower[POINTS_MAX];
    int done = racer_done(scene, of->lane), count = 0, epoch = from;
    int stride = 1 + done / (POINTS_MAX - 1);
    double range[3];

    for (; epoch <= done && range_at(of, low, high, epoch, range);
         epoch += stride) {
        float x = plot_x(plot, epoch);
        upper[count] = point_at(x, place_y(plot, range[2]));
        middle[count] = point_at(x, place_y(plot, range[1]));
        lower[count++] = point_at(x, place_y(plot, range[0]));
    }
    const struct draw_stroke thin = {.width = 1.2f * scene->theme->line,
                                     .color = color_fade(color, 0.5f)};
    if (count > 1) {
        draw_band(scene->list, upper, lower, count, color_fade(color, 0.16f));
        if (low == high)
            draw_line(scene->list, middle, count, &thin);
    }
    return epoch + stride;
}

void epochs_range(const struct plot *plot, const struct epochs_column *of,
                  int low, int high, struct color color)
{
    int epoch = 1;

    while (epoch <= racer_done(of->scene, of->lane))
        epoch = draw_stretch(plot, of, low, high, epoch, color);
}

void epochs_seeds(const struct plot *plot, const struct epochs_column *of,
                  struct color color)
{
    if (of->scene->training->race.setup.seeds > 1)
        epochs_range(plot, of, of->column, of->column, color);
}

/* `tenths` of a power of ten. */
static void name_power(char text[FIGURE_MAX], int tenths, int power)
{
    const char *minus = power < 0 ? "−" : "";
    int size = power < 0 ? -power : power;
    int decimals = (power < 0 ? size : 0) + (tenths % 10 > 0 && power <= 0);
    char factor[FIGURE_MAX];

    if (power >= -3 && power <= 4)
        figure_plain(text, tenths * pow(10, power - 1), decimals);
    else if (tenths == 10)
        snprintf(text, FIGURE_MAX, "10^{%s%d}", minus, size);
    else
        snprintf(text, FIGURE_MAX, "%s·10^{%s%d}",
                 figure_plain(factor, tenths / 10.0, tenths % 10 > 0), minus,
                 size);
}

static void draw_power(const struct scene *scene, const struct plot *plot,
                       int tenths, int power)
{
    const struct theme *theme = scene->theme;
    double value = log10(tenths) + power - 1;
    float y = plot_y(plot, value);
    char text[FIGURE_MAX];

    if (value < plot->y0 - 1e-9 || value > plot->y1 + 1e-9)
        return;
    draw_tile(scene->list, box_at(plot->box.x, y, plot->box.w,
                                  1 / scene->list->scale),
              color_fade(theme->edge_strong, tenths == 10 ? 0.6f : 0.35f));
    name_power(text, tenths, power);
    draw_text(scene->list, point_at(plot->box.x - 10, y + 5),
              style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_RIGHT),
              text);
}

void epochs_power_axis(const struct scene *scene, const struct plot *plot)
{
    static const int few[] = {10, 20, 50}, many[] = {10, 15, 20, 25, 30, 40, 50,
                                                        70};
    float decade = plot->box.h / (float)(plot->y1 - plot->y0);
    bool wide = decade * 0.079f >= LABELS * 0.8f;
    int factors = wide ? 8 : decade * 0.3f >= LABELS * 0.8f ? 3 : 1;

    if (decade < LABELS) {
        plot_y_axis(scene, plot, true, 0);
        return;
    }
    for (int power = (int)floor(plot->y0); power <= plot->y1; power++)
        for (int k = 0; k < factors; k++)
            draw_power(scene, plot, wide ? many[k] : few[k], power);
}

void epochs_admit(struct epochs_span *span, double value)
{
    if (!isfinite(value))
        return;
    span->low = span->any ? fmin(span->low, value) : value;
    span->high = span->any ? fmax(span->high, value) : value;
    span->any = true;
}

void epochs_widen(struct epochs_span *span, const struct epochs_column *of)
{
    int done = racer_done(of->scene, of->lane);

    for (int epoch = 1; epoch <= done; epoch++)
        epochs_admit(span, epochs_value(of, epoch));
}

/* One of the labels at or below (way -1) or above (1). */
static double round_power(double value, int way)
{
    static const double step[] = {0, 0.17609125906, 0.30102999566,
                                  0.39794000867, 0.47712125472, 0.60205999133,
                                  0.69897000434, 0.84509804001, 1};
    enum { STEPS = sizeof step / sizeof *step };
    double floor_ = floor(value);

    for (int k = 0; k < STEPS; k++) {
        int at = way > 0 ? k : STEPS - 1 - k;
        if (way > 0 ? floor_ + step[at] >= value - 1e-9
                    : floor_ + step[at] <= value + 1e-9)
            return floor_ + step[at];
    }
    return value;
}

void epochs_fit(struct plot *plot, const struct epochs_span *span, bool power)
{
    double low = span->any ? span->low : power ? -1 : 0;
    double high = span->any ? span->high : power ? 0 : 1;

    if (power) {
        plot->y1 = round_power(high, 1);
        plot->y0 = round_power(fmax(low, plot->y1 - DECADES_MOST), -1);
        if (plot->y1 - plot->y0 < least_span)
            plot->y0 = round_power(plot->y1 - least_span, -1);
        return;
    }
    plot->y0 = fmin(low, 0);
    double step = plot_step(fmax(high - plot->y0, 1e-30), 5);
    plot->y1 = fmax(ceil(high / step - 1e-9) * step, step);
}
