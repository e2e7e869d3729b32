/* Round numbers for axes, and markers that do not rely on their hue.
 */
#include "scene/widget/plot.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

/* More labels than any axis has room for, and than are read off a tall one. */
enum { LABELS_MAX = 100, Y_LABELS = 12 };

/* Units between labels, at least. */
static const float x_pitch = 70, y_pitch = 34;

double plot_step(double range, int count)
{
    if (!(range > 0) || isinf(range))
        return 1;
    double rough = range / (count > 1 ? count : 1);
    double unit = pow(10, floor(log10(rough))), factor = rough / unit;

    return unit * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
}

double plot_y_step(const struct plot *plot)
{
    int most = (int)(plot->box.h / y_pitch);

    return plot_step(plot->y1 - plot->y0, most < Y_LABELS ? most : Y_LABELS);
}

/* The values that have labels: (first + k) * step for k below count. */
struct labels {
    double first, step;
    int count;
};

/* Round values from low to high. They are counted, since adding a step that is
 * small beside the values might change nothing. */
static struct labels choose_labels(double low, double high, double step)
{
    double first = ceil(low / step);
    double count = floor(high / step + 1e-6) - first + 1;

    return (struct labels){first, step, count > 0 && count <= LABELS_MAX
                                            ? (int)count : 0};
}

void plot_x_axis(const struct scene *scene, const struct plot *plot, bool whole,
                 const char *label)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float bottom = box_bottom(plot->box);
    double step = plot_step(plot->x1 - plot->x0, (int)(plot->box.w / x_pitch));
    const struct labels labels = choose_labels(plot->x0, plot->x1,
                                               whole ? fmax(step, 1) : step);
    char text[FIGURE_MAX];

    for (int k = 0; k < labels.count; k++) {
        double x = (labels.first + k) * labels.step;
        float at = plot_x(plot, x);
        draw_tile(list, box_at(at, plot->box.y, 1 / list->scale, plot->box.h),
                  color_fade(theme->edge_strong, 0.35f));
        draw_text(list, point_at(at, bottom + 20),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                           ALIGN_CENTRE),
                  figure_plain(text, x, labels.step < 1 ? 1 : 0));
    }
    draw_tile(list, box_at(plot->box.x, bottom, plot->box.w, 1 / list->scale),
              theme->edge_strong);
    if (label != NULL)
        draw_text(list, point_at(plot->box.x + plot->box.w / 2, bottom + 42),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_CENTRE),
                  label);
}

static void name_power(char text[FIGURE_MAX], double power)
{
    if (power == 0)
        snprintf(text, FIGURE_MAX, "1");
    else
        snprintf(text, FIGURE_MAX, "10^{%s%.0f}", power < 0 ? "−" : "",
                 fabs(power));
}

void plot_y_axis(const struct scene *scene, const struct plot *plot, bool power,
                 int decimals)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    double step = plot_y_step(plot);
    const struct labels labels = choose_labels(plot->y0, plot->y1,
                                               power ? fmax(step, 1) : step);
    char text[FIGURE_MAX];

    for (int k = 0; k < labels.count; k++) {
        double value = (labels.first + k) * labels.step;
        float at = plot_y(plot, value);
        draw_tile(list, box_at(plot->box.x, at, plot->box.w, 1 / list->scale),
                  color_fade(theme->edge_strong, value == 0 ? 1 : 0.5f));
        if (power)
            name_power(text, value);
        else
            figure_plain(text, value, decimals);
        draw_text(list, point_at(plot->box.x - 10, at + 5),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_RIGHT),
                  text);
    }
}

/* Corners of markers of radius 1 around (0, 0); 0 for a circle. */
static const struct marker {
    int corners;
    struct point at[4];
} markers[MODEL_HUES] = {
    [MODEL_RNN] = {3, {{0, -1.25f}, {1.25f, 1}, {-1.25f, 1}}},
    [MODEL_GRU] = {4, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}},
    [MODEL_OWN] = {4, {{0, -1.35f}, {1.35f, 0}, {0, 1.35f}, {-1.35f, 0}}},
    [MODEL_SECOND] = {3, {{-1.3f, -1}, {1.3f, -1}, {0, 1.35f}}},
    [MODEL_THIRD] = {4, {{-0.7f, -1.4f}, {0.7f, -1.4f}, {0.7f, 1.4f},
                         {-0.7f, 1.4f}}},
    [MODEL_FOURTH] = {4, {{-1.4f, -0.7f}, {1.4f, -0.7f}, {1.4f, 0.7f},
                          {-1.4f, 0.7f}}},
};

static void fill_marker(struct draw_list *list, enum model_hue model,
                        struct point at, float radius, struct color color)
{
    const struct marker *marker = &markers[model];
    struct point shape[4];

    for (int k = 0; k < marker->corners; k++)
        shape[k] = point_at(at.x + radius * marker->at[k].x,
                            at.y + radius * marker->at[k].y);
    if (marker->corners > 0)
        draw_polygon(list, shape, marker->corners, color);
    else
        draw_disc(list, at, radius, color);
}

void plot_marker(const struct scene *scene, enum model_hue model,
                 struct point at, float radius, struct color color,
                 bool hollow)
{
    fill_marker(scene->list, model, at, radius + 1.6f, scene->theme->panel);
    fill_marker(scene->list, model, at, radius, color);
    if (hollow)
        fill_marker(scene->list, model, at, radius - 1.8f,
                    scene->theme->panel);
}

static float bubble_width(const struct draw_list *list, const char *title,
                          const struct bubble_line *line, int lines)
{
    float width = draw_width(list, FACE_UI, TEXT_SMALL, title);

    for (int k = 0; k < lines; k++) {
        float wide = draw_width(list, FACE_BOLD, TEXT_SMALL, line[k].label) +
                     draw_width(list, FACE_BOLD, TEXT_SMALL, line[k].value) +
                     24;
        width = fmaxf(width, wide);
    }
    return width + 26;
}

void plot_bubble(const struct scene *scene, struct point at, struct box within,
                 const char *title, const struct bubble_line *line, int lines)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box box = box_at(at.x + 16, at.y + 14,
                            bubble_width(list, title, line, lines),
                            31 + 20 * (float)lines);

    if (box_right(box) > box_right(within))
        box.x = at.x - 16 - box.w;
    if (box_bottom(box) > box_bottom(within))
        box.y = at.y - 14 - box.h;
    box.x = fmaxf(box.x, within.x);
    box.y = fmaxf(box.y, within.y);
    draw_group(list, box, "read-out");
    draw_glow(list, box_at(box.x, box.y + 3, box.w, box.h), 9, 18,
              (struct color){0, 0, 0, theme->dark ? 153 : 64}, false);
    draw_box(list, box, 9, theme->bubble);
    draw_outline(list, box_inset(box, 0.5f), 8.5f, 1, theme->edge_strong);
    draw_text(list, point_at(box.x + 13, box.y + 20),
              style_of(FACE_UI, TEXT_SMALL, theme->bubble_soft, ALIGN_LEFT),
              title);
    for (int k = 0; k < lines; k++) {
        float y = box.y + 40 + 20 * (float)k;
        draw_text(list, point_at(box.x + 13, y),
                  style_of(FACE_BOLD, TEXT_SMALL, line[k].color.a
                               ? line[k].color : theme->bubble_ink,
                           ALIGN_LEFT), line[k].label);
        struct point end = point_at(box_right(box) - 13, y);
        struct draw_style style = style_of(FACE_BOLD, TEXT_SMALL,
                                           theme->bubble_ink, ALIGN_RIGHT);
        if (line[k].id.kind != SUBJECT_NONE)
            draw_value(list, end, style, line[k].id, line[k].number,
                       line[k].value);
        else
            draw_text(list, end, style, line[k].value);
    }
}
