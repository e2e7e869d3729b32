/* Sizes of gradients by epoch. Only the lane on the stage has an area, from the
 * smallest batch to the largest, and a line for each layer; of the others
 * there is the mean. Above the plot stands when batches were clipped.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/train/parts/epochs.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 74, RIGHT = 46, NAMES = 104, NAMED_ROOM = 420, TOP = 50,
       ROW = 20, ROWS_ROOM = 300, TICKS_MOST = 400, LINES_MAX = 8,
       NAME_GAP = 18 };

struct norms_view {
    const struct scene *scene;
    struct plot plot;
    struct box panel;
    bool clips, names;
};

static struct epochs_column column_of(const struct norms_view *view, int lane,
                                      int column)
{
    return (struct epochs_column){view->scene, lane, column, true};
}

/* Layers of the chosen lane, and its head. */
static int parts_of(const struct norms_view *view)
{
    const struct trainer *trainer =
        racer_trainer(view->scene, racer_chosen(view->scene));

    return trainer->columns - HISTORY_LAYERS;
}

/* What gradients are clipped to; 0: they are not. */
static double threshold(const struct scene *scene)
{
    const struct trainer_options *options =
        &scene->training->race.setup.lane[racer_chosen(scene)];

    return options->optimizer.clip;
}

static void fit(struct norms_view *view)
{
    struct epochs_span span = {0};
    int chosen = racer_chosen(view->scene);

    for (int k = 0; k < racer_count(view->scene); k++) {
        struct epochs_column of = column_of(view, k, HISTORY_MEAN);
        epochs_widen(&span, &of);
    }
    struct epochs_column least = column_of(view, chosen, HISTORY_LEAST);
    struct epochs_column most = column_of(view, chosen, HISTORY_NORM);
    epochs_widen(&span, &least);
    epochs_widen(&span, &most);
    for (int part = 0; part < parts_of(view); part++) {
        struct epochs_column of = column_of(view, chosen,
                                            HISTORY_LAYERS + part);
        epochs_widen(&span, &of);
    }
    if (threshold(view->scene) > 0)
        epochs_admit(&span, log10(threshold(view->scene)));
    epochs_fit(&view->plot, &span, true);
}

static void draw_threshold(const struct norms_view *view)
{
    const struct scene *scene = view->scene;
    const struct plot *plot = &view->plot;
    double value = threshold(scene);
    char text[FIGURE_MAX + 16], number[FIGURE_MAX];

    if (!(value > 0))
        return;
    float y = plot_y(plot, log10(value));
    const struct point line[2] = {{plot->box.x, y}, {box_right(plot->box), y}};
    const struct draw_stroke stroke = {.width = 1.8f * scene->theme->line,
                                       .color = scene->theme->f, .on = 7,
                                       .off = 4};
    draw_tile(scene->list, box_at(plot->box.x, plot->box.y, plot->box.w,
                                  y - plot->box.y),
              color_fade(scene->theme->f, 0.06f));
    draw_line(scene->list, line, 2, &stroke);
    snprintf(text, sizeof text, say(scene->ui, "clipped above θ = %s",
                                    "클리핑 기준 θ = %s"),
             figure_size(number, value));
    float above = y - 6 - 14 >= plot->box.y ? y - 6 : y + 17;
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, text) + 16;
    float now = plot_x(plot, epochs_now(scene));
    bool left = now <= plot->box.x || now >= plot->box.x + width;
    float x = left ? plot->box.x : box_right(plot->box) - width;
    if (width <= plot->box.w && above + 4 <= box_bottom(plot->box))
        draw_value(scene->list, point_at(x + 8, above),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT),
                   subject(SUBJECT_OTHER, 0, 0, 0, 0), value, text);
}

/* The colour of a layer's line: the lane's, on its way to ink. */
static struct color part_color(const struct norms_view *view, int part)
{
    const struct scene *scene = view->scene;

    return color_mix(racer_color(scene, racer_chosen(scene)),
                     scene->theme->ink,
                     0.35f + 0.5f * (float)part / (float)parts_of(view));
}

static void draw_lines(const struct norms_view *view)
{
    const struct scene *scene = view->scene;
    int chosen = racer_chosen(scene);
    struct epochs_column of = column_of(view, chosen, HISTORY_MEAN);

    epochs_range(&view->plot, &of, HISTORY_LEAST, HISTORY_NORM,
                 racer_color(scene, chosen));
    for (int k = 0; k < racer_count(scene); k++) {
        of = column_of(view, k, HISTORY_MEAN);
        epochs_line(&view->plot, &of, scene->theme->line *
                        (k == chosen ? 3 : 2), racer_color(scene, k), false);
        double value = epochs_value(&of, epochs_now(scene));
        if (isfinite(value))
            racer_marker(scene, k,
                         point_at(plot_x(&view->plot, epochs_now(scene)),
                                  plot_y(&view->plot, value)), 5);
    }
    for (int part = 0; part < parts_of(view); part++) {
        of = column_of(view, chosen, HISTORY_LAYERS + part);
        epochs_line(&view->plot, &of, 1.2f * scene->theme->line,
                    part_color(view, part), part % 2 == 1);
    }
}

static void write_part(const struct norms_view *view, int part, char *out,
                       size_t size)
{
    const struct ui *ui = view->scene->ui;

    if (part == parts_of(view) - 1)
        snprintf(out, size, "%s", say(ui, "head", "출력층"));
    else
        snprintf(out, size, say(ui, "layer %d", "%d층"), part + 1);
}

/* Beside the ends of the layers' lines. */
static void draw_names(const struct norms_view *view)
{
    const struct scene *scene = view->scene;
    int chosen = racer_chosen(scene), which[LAYERS_MAX + 1], count = 0;
    const struct plot *plot = &view->plot;
    float y[LAYERS_MAX + 1], x = plot_x(plot, racer_done(scene, chosen));
    char name[32];

    for (int part = 0; part < parts_of(view); part++) {
        struct epochs_column of = column_of(view, chosen,
                                            HISTORY_LAYERS + part);
        double value = epochs_value(&of, racer_done(scene, chosen));
        if (!isfinite(value))
            continue;
        y[count] = plot_y(plot, value);
        which[count++] = part;
    }
    if ((float)count * NAME_GAP > plot->box.h || count == 0)
        return;
    curve_spread(y, count, NAME_GAP, plot->box.y + 6,
                 box_bottom(plot->box) - 6);
    for (int k = 0; k < count; k++) {
        write_part(view, which[k], name, sizeof name);
        panel_text(scene, point_at(x + 10, y[k] + 5),
                   style_of(FACE_UI, TEXT_SMALL, part_color(view, which[k]),
                            ALIGN_LEFT), NAMES - 22, name);
    }
}

/* How high a tick of the row is: by how far the largest norm was above the
 * threshold, two powers of ten fill it. */
static float tick_height(const struct norms_view *view, int lane, int epoch)
{
    double norm = racer_value(view->scene, lane, HISTORY_NORM, epoch);
    double over = log10(norm / threshold(view->scene)) / 2;

    return 3 + (ROW - 6) * (float)fmin(fmax(isnan(over) ? 1 : over, 0), 1);
}

/* When a lane's batches were clipped, and at how many the epoch looked at. */
static void draw_clips(const struct norms_view *view, int lane, float y)
{
    const struct scene *scene = view->scene;
    const struct plot *plot = &view->plot;
    int done = racer_done(scene, lane), now = epochs_now(scene);
    int stride = 1 + done / TICKS_MOST;
    struct draw_id id = racer_id(lane, HISTORY_CLIPS, now, 0);
    double count = training_value(scene->training, id);
    struct color color = racer_color(scene, lane);
    char text[FIGURE_MAX];

    racer_marker(scene, lane, point_at(plot->box.x - 16, y - 6), 4);
    draw_tile(scene->list, box_at(plot->box.x, y, plot->box.w, 1),
              color_fade(scene->theme->edge_strong, 0.5f));
    for (int from = 1; from <= done; from += stride) {
        float height = 0;
        for (int e = from; e < from + stride && e <= done; e++)
            if (racer_value(scene, lane, HISTORY_CLIPS, e) > 0)
                height = fmaxf(height, tick_height(view, lane, e));
        if (height > 0)
            draw_tile(scene->list, box_at(plot_x(plot, from) - 1, y - height,
                                          2, height),
                      from <= now ? color : color_fade(color, 0.4f));
    }
    if (!isnan(count))
        draw_value(scene->list, point_at(box_right(view->panel) - 12, y),
                   style_of(FACE_BOLD, TEXT_SMALL, color, ALIGN_RIGHT), id,
                   count, figure_plain(text, count, 0));
}

static void draw_all_clips(const struct norms_view *view)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    float y = view->panel.y + TOP + 16;
    char text[96];

    snprintf(text, sizeof text,
             say(ui, "clipped batches; at the right: of epoch %d",
                 "클리핑한 배치, 오른쪽: 에포크 %d의 개수"),
             epochs_now(scene));
    panel_text(scene, point_at(view->panel.x + PANEL_PADDING, y),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), view->panel.w - 2 * PANEL_PADDING, text);
    for (int k = 0; k < racer_count(scene); k++)
        draw_clips(view, k, y + 6 + ROW * (float)(k + 1));
}

static void read_line(const struct norms_view *view, int lane, int column,
                      int epoch, const char *name, struct bubble_line *line)
{
    const struct scene *scene = view->scene;

    line->id = racer_id(lane, column, epoch, 0);
    line->number = training_value(scene->training, line->id);
    line->color = theme_of(THEME_DARK)->model[racer_hue(scene, lane)];
    snprintf(line->label, sizeof line->label, "%.60s", name);
    figure_size(line->value, line->number);
}

/* The chosen lane in full, of the others their mean. */
static void draw_reading(const struct norms_view *view)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    struct bubble_line line[LINES_MAX] = {0};
    int chosen = racer_chosen(scene), lines = 0, epoch;
    char title[48], name[RACER_NAME_MAX];
    struct point at;

    if (!epochs_reading(scene, &view->plot, &at, &epoch) ||
        view->panel.w < 300)
        return;
    if (epoch <= racer_done(scene, chosen)) {
        read_line(view, chosen, HISTORY_NORM, epoch,
                  say(ui, "largest", "최대"), &line[lines++]);
        read_line(view, chosen, HISTORY_MEAN, epoch,
                  say(ui, "geometric mean", "기하평균"), &line[lines++]);
        read_line(view, chosen, HISTORY_LEAST, epoch,
                  say(ui, "smallest", "최소"), &line[lines++]);
    }
    for (int k = 0; k < racer_count(scene); k++)
        if (k != chosen && epoch <= racer_done(scene, k))
            read_line(view, k, HISTORY_MEAN, epoch,
                      racer_name(scene, k, name), &line[lines++]);
    snprintf(title, sizeof title, say(ui, "epoch %d", "에포크 %d"), epoch);
    if (lines > 0)
        plot_bubble(scene, at, box_inset(view->panel, 8), title, line, lines);
}

static void draw_plot(const struct norms_view *view)
{
    const struct scene *scene = view->scene;

    const float avoid[2] = {
        threshold(scene) > 0 ? plot_y(&view->plot, log10(threshold(scene)))
                             : NAN, NAN};
    epochs_ahead(scene, &view->plot, avoid, view->names ? NAMES : 0);
    epochs_power_axis(scene, &view->plot);
    epochs_axis(scene, &view->plot, view->panel.h >= 300);
    struct box before = draw_clip(scene->list, box_inset(view->plot.box, -3));
    draw_lines(view);
    draw_unclip(scene->list, before);
    draw_threshold(view);
    epochs_lines(scene, &view->plot, !view->clips);
    if (view->names)
        draw_names(view);
    epochs_spot(scene, &view->plot);
    draw_reading(view);
}

void view_norms(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct norms_view view = {.scene = scene, .panel = box};
    const char *title = say(ui, "Gradient norms", "기울기 크기");
    char name[RACER_NAME_MAX], note[RACER_NAME_MAX + 64];

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, title);
    snprintf(note, sizeof note, say(ui, "lines: mean; area: min–max of %s",
                                    "선: 평균, 띠: %s의 최소–최대"),
             racer_name(scene, racer_chosen(scene), name));
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                title, note, box.w - 2 * PANEL_PADDING);
    float rows = ROW * (float)racer_count(scene) + 34;
    view.clips = threshold(scene) > 0 && box.h >= ROWS_ROOM + rows / 2;
    view.names = box.w >= NAMED_ROOM;
    float top = TOP + (view.clips ? rows : EPOCHS_ABOVE);
    view.plot = (struct plot){
        box_at(box.x + LEFT, box.y + top,
               box.w - LEFT - (view.names ? NAMES : RIGHT),
               box.h - top - (box.h >= 300 ? EPOCHS_NAMED : EPOCHS_BELOW)),
        0, racer_epochs(scene), -1, 0};
    if (view.plot.box.w < 80 || view.plot.box.h < 40)
        return;
    if (view.clips)
        draw_all_clips(&view);
    fit(&view);
    draw_plot(&view);
}
