/* Loss by epoch: what is trained on solid, what was never seen dashed, a hue
 * and a marker for each network. Where a network is trained from several seeds
 * the range of all of them lies around its curve: one run proves nothing.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/training/task_words.h"
#include "scene/view/train/loss/loss.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 74, NARROW = 560, RIGHT = 26, TOP = 50, KEY = 26,
       LEVEL_ROOM = 190 /* for the baseline's name */ };

/* Names take at most this share of the panel. */
static const float names_most = 0.34f;

/* Every value and the baseline. */
static void fit(struct loss_view *view)
{
    const struct task *task = training_task(view->scene->training);
    struct epochs_span span = {0};

    if (view->accuracy) {
        view->plot.y0 = 0;
        view->plot.y1 = 1;
        return;
    }
    for (int k = 0; k < racer_count(view->scene); k++)
        for (int column = HISTORY_TRAIN; column <= HISTORY_TEST; column++) {
            struct epochs_column of = loss_column(view, k, column);
            epochs_widen(&span, &of);
        }
    epochs_admit(&span, loss_scaled(view, task->baseline));
    if (task->floor > 0)
        epochs_admit(&span, loss_scaled(view, task->floor));
    epochs_fit(&view->plot, &span, view->power);
}

/* A sample of a line and its name; returns where it ends. */
static float draw_key(const struct scene *scene, struct point at, bool dashed,
                      const char *name, bool draws)
{
    const struct point line[2] = {{at.x, at.y - 5}, {at.x + KEY, at.y - 5}};
    const struct draw_stroke stroke = {
        .width = 2 * scene->theme->line, .color = scene->theme->ink_soft,
        .on = dashed ? 5 : 0, .off = 3.5f};

    if (draws) {
        draw_line(scene->list, line, 2, &stroke);
        draw_text(scene->list, point_at(at.x + KEY + 8, at.y),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), name);
    }
    return at.x + KEY + 8 + draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                       name) + 18;
}

static float draw_keys(const struct loss_view *view, struct point at,
                       bool draws)
{
    const struct ui *ui = view->scene->ui;
    float x = at.x;

    if (!view->accuracy)
        x = draw_key(view->scene, at, false, say(ui, "train", "훈련"), draws);
    return draw_key(view->scene, point_at(x, at.y), true,
                    say(ui, "test", "테스트"), draws) - at.x;
}

/* The switches that there is room for, from the right; returns where the first
 * begins. */
static float draw_switches(const struct loss_view *view, float left,
                           struct point right_middle)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    const struct {
        const char *text;
        bool there, on;
        enum action action;
    } buttons[] = {
        {say(ui, "log axis", "로그 축"), !view->accuracy, view->power,
         ACTION_LOSS_AXIS},
        {say(ui, "accuracy", "정확도"), racer_labels(scene), view->accuracy,
         ACTION_ACCURACY},
    };
    float x = right_middle.x;

    for (size_t k = 0; k < sizeof buttons / sizeof *buttons; k++) {
        float width = draw_width(scene->list, FACE_BOLD, 15,
                                 buttons[k].text) + 28;
        if (!buttons[k].there || x - width < left)
            continue;
        panel_button(scene, point_at(x - width, right_middle.y),
                     buttons[k].text, buttons[k].on, buttons[k].action, 0);
        x -= width + 8;
    }
    return x;
}

static const char *title_of(const struct loss_view *view)
{
    const struct ui *ui = view->scene->ui;

    return view->accuracy ? say(ui, "Accuracy", "정확도")
                          : say(ui, "Loss", "손실");
}

static void draw_heading(const struct loss_view *view, struct box box)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    float left = box.x + PANEL_PADDING, right = box_right(box) - PANEL_PADDING;
    float y = box.y + PANEL_HEADING;
    const char *note = view->accuracy
        ? say(ui, "share of right answers", "맞힌 답의 비율")
        : racer_labels(scene) ? say(ui, "cross-entropy", "교차 엔트로피")
                              : say(ui, "mean squared error", "평균제곱오차");

    float title = draw_width(scene->list, FACE_BOLD, TEXT_HEADING,
                             title_of(view)) + 18;
    right = draw_switches(view, left + title, point_at(right, y - 7)) - 8;
    float keys = draw_keys(view, point_at(0, 0), false);
    if (right - keys >= left + title) {
        draw_keys(view, point_at(right - keys, y), true);
        right -= keys;
    }
    panel_title(scene, point_at(left, y), title_of(view), note, right - left);
}

/* Where a level is, NAN: nowhere. */
static float level_y(const struct loss_view *view, double level)
{
    return view->accuracy || !(level > 0)
        ? NAN : plot_y(&view->plot, loss_scaled(view, level));
}

static void draw_curves(const struct loss_view *view, int lane)
{
    const struct scene *scene = view->scene;
    struct color color = racer_color(scene, lane);
    float width = scene->theme->line * (lane == racer_chosen(scene) ? 3.2f
                                                                    : 2.4f);
    struct epochs_column test = loss_column(view, lane, loss_test_column(view));

    epochs_line(&view->plot, &test, view->accuracy ? width : 0.6f * width,
                color, true);
    if (view->accuracy)
        return;
    struct epochs_column train = loss_column(view, lane, HISTORY_TRAIN);
    epochs_line(&view->plot, &train, width, color, false);
}

static int marked_column(const struct loss_view *view)
{
    return view->accuracy ? HISTORY_ACCURACY : HISTORY_TRAIN;
}

static bool is_inside(const struct plot *plot, double value)
{
    return isfinite(value) && value >= plot->y0 && value <= plot->y1;
}

/* Markers that of several lanes stand at different epochs, and a large one
 * where it is looked at. */
static void draw_markers(const struct loss_view *view, int lane)
{
    const struct scene *scene = view->scene;
    struct epochs_column of = loss_column(view, lane, marked_column(view));
    int count = racer_count(scene), now = epochs_now(scene);
    int step = (int)fmax(plot_step(view->plot.x1, 8), 1);
    int first = 1 + step * (lane + 1) / (count + 1);

    for (int epoch = first; epoch <= racer_done(scene, lane); epoch += step) {
        double value = epochs_value(&of, epoch);
        if (epoch <= now && is_inside(&view->plot, value))
            racer_marker(scene, lane,
                         point_at(plot_x(&view->plot, epoch),
                                  plot_y(&view->plot, value)), 4.2f);
    }
    double value = epochs_value(&of, now);
    if (is_inside(&view->plot, value))
        racer_marker(scene, lane, point_at(plot_x(&view->plot, now),
                                           plot_y(&view->plot, value)), 5.4f);
}

static void draw_axes(const struct loss_view *view, bool named)
{
    const struct plot *plot = &view->plot;
    double step = plot_y_step(plot);

    if (view->power)
        epochs_power_axis(view->scene, plot);
    else
        plot_y_axis(view->scene, plot, false,
                    step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 :
                    step >= 0.001 ? 3 : 5);
    epochs_axis(view->scene, plot, named);
}

static void draw_plot(const struct loss_view *view, struct box panel)
{
    const struct scene *scene = view->scene;
    int count = racer_count(scene);

    const struct task *task = training_task(scene->training);
    const float avoid[2] = {level_y(view, task->baseline),
                            level_y(view, task->floor)};
    epochs_ahead(scene, &view->plot, avoid, view->inside ? view->room : 0);
    draw_axes(view, panel.h >= 300);
    struct box before = draw_clip(scene->list, box_inset(view->plot.box, -3));
    for (int k = 0; k < count; k++) {
        struct epochs_column of = loss_column(view, k, loss_test_column(view));
        epochs_seeds(&view->plot, &of, racer_color(scene, k));
    }
    for (int k = 0; k < count; k++)
        draw_curves(view, k);
    draw_unclip(scene->list, before);
    loss_levels(view);
    epochs_lines(scene, &view->plot, true);
    for (int k = 0; k < count; k++)
        draw_markers(view, k);
    if (view->room > 0)
        loss_names(view);
    epochs_spot(scene, &view->plot);
    loss_reading(view, panel);
}

void view_loss(const struct scene *scene, struct box box)
{
    struct loss_view view = {.scene = scene};

    if (scene->training == NULL)
        return;
    view.accuracy = scene->ui->loss_accuracy && racer_labels(scene);
    view.power = !scene->ui->loss_linear && !view.accuracy;
    if (box.w >= NARROW)
        loss_names_fit(&view, names_most * box.w);
    panel_draw(scene, box, title_of(&view));
    draw_heading(&view, box);
    view.plot = (struct plot){
        box_at(box.x + LEFT, box.y + TOP + EPOCHS_ABOVE,
               box.w - LEFT - (view.room > 0 ? view.room : RIGHT),
               box.h - TOP - EPOCHS_ABOVE -
                   (box.h >= 300 ? EPOCHS_NAMED : EPOCHS_BELOW)),
        0, racer_epochs(scene), 0, 1};
    if (view.plot.box.w < 80 || view.plot.box.h < 40)
        return;
    view.inside = view.room > 0 && epochs_furthest(scene) > 0 &&
                  box_right(view.plot.box) -
                          plot_x(&view.plot, epochs_furthest(scene)) >=
                      view.room + LEVEL_ROOM;
    fit(&view);
    draw_plot(&view, box);
}
