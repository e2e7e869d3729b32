/* A level is named where its name lies on as few curves as possible: above or
 * below the line, at its right end, in the middle or at its left end. The first
 * place without any is taken.
 */
#include <math.h>

#include "scene/look/figure.h"
#include "scene/training/task_words.h"
#include "scene/view/train/loss/loss.h"
#include "scene/view/train/parts/racer.h"
#include "scene/widget/panel.h"

enum { ABOVE = 6, BELOW = 17, EDGE = 10, MARGIN = 5, HEIGHT = 19, ASCENT = 14,
       SAMPLES = 16, PLACES = 3, HEIGHT_LEAST = 90 };

struct level_name {
    const struct loss_view *view;
    float y, width;          /* of its line, and of its name */
};

/* Value of a column between two epochs as it is drawn; NAN: nowhere. */
static double between(const struct epochs_column *of, double epoch)
{
    int before = (int)floor(epoch);
    double rest = epoch - before, low = epochs_value(of, before);

    return rest > 0 ? low + rest * (epochs_value(of, before + 1) - low) : low;
}

/* How often a curve comes through a box. */
static int count_hits(const struct level_name *level,
                      const struct epochs_column *of, struct box box)
{
    const struct plot *plot = &level->view->plot;
    int hits = 0;

    for (int k = 0; k <= SAMPLES; k++) {
        float x = box.x + box.w * (float)k / SAMPLES;
        double epoch = (double)((x - plot->box.x) / plot->box.w) * plot->x1;
        float y = plot_y(plot, between(of, epoch));
        hits += y >= box.y && y <= box_bottom(box);
    }
    return hits;
}

/* Of a name at `at`, with its margins. */
static struct box box_of(const struct level_name *level, struct point at)
{
    return box_at(at.x - MARGIN, at.y - ASCENT, level->width + 2 * MARGIN,
                  HEIGHT);
}

/* Curves on it, the lines of epochs, names of curves; -1: out of the plot. */
static int count_all(const struct level_name *level, struct box box)
{
    const struct loss_view *view = level->view;
    const struct plot *plot = &view->plot;
    const int epochs[2] = {epochs_now(view->scene), epochs_live(view->scene)};
    int hits = 0;

    if (box.y < plot->box.y || box_bottom(box) > box_bottom(plot->box))
        return -1;
    for (int k = 0; k < racer_count(view->scene); k++)
        for (int column = HISTORY_TRAIN; column <= HISTORY_TEST; column++) {
            struct epochs_column of = loss_column(view, k, column);
            hits += count_hits(level, &of, box);
        }
    float names = plot_x(plot, epochs_furthest(view->scene));
    if (view->inside && box_right(box) > names && box.x < names + view->room)
        hits += SAMPLES;
    for (int k = 0; k < 2; k++) {
        float x = plot_x(plot, epochs[k]);
        hits += x > box.x && x < box_right(box) ? 2 : 0;
    }
    return hits;
}

/* The best place for the name of a level, not over `taken`; false: none. */
static bool find_place(const struct level_name *level, struct box taken,
                       struct point *at)
{
    const struct box box = level->view->plot.box;
    const float x[PLACES] = {box_right(box) - level->width - EDGE,
                             box.x + (box.w - level->width) / 2,
                             box.x + EDGE};
    int fewest = -1;

    for (int k = 0; k < 2 * PLACES; k++) {
        struct point place = point_at(x[k / 2], level->y +
                                      (k % 2 == 0 ? -ABOVE : BELOW));
        struct box name = box_of(level, place);
        int hits = count_all(level, name);
        bool clear = name.x >= box_right(taken) || box_right(name) <= taken.x ||
                     name.y >= box_bottom(taken) || box_bottom(name) <= taken.y;
        if (!clear || hits < 0 || (fewest >= 0 && hits >= fewest))
            continue;
        fewest = hits;
        *at = place;
    }
    return fewest >= 0;
}

/* The line, and its name with its value; returns where they stand. */
static struct box draw_level(const struct loss_view *view, const char *name,
                             double value, struct box taken)
{
    const struct scene *scene = view->scene;
    const struct plot *plot = &view->plot;
    double place = loss_scaled(view, value);
    float y = plot_y(plot, place);
    const struct point line[2] = {{plot->box.x, y}, {box_right(plot->box), y}};
    const struct draw_stroke stroke = {
        .width = 1.4f * scene->theme->line, .color = scene->theme->ink_faint,
        .on = 6, .off = 5};
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    char text[FIGURE_MAX];
    struct point at;

    if (!(value > 0) || !(place >= plot->y0 && place <= plot->y1))
        return taken;
    draw_line(scene->list, line, 2, &stroke);
    figure_size(text, value);
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, name) + 7 +
                  draw_width(scene->list, FACE_UI, TEXT_SMALL, text);
    const struct level_name level = {view, y, width};
    if (width + 2 * EDGE > plot->box.w || plot->box.h < HEIGHT_LEAST ||
        !find_place(&level, taken, &at))
        return taken;
    taken = box_of(&level, at);
    draw_box(scene->list, taken, 5, color_fade(scene->theme->panel, 0.8f));
    at.x += draw_text(scene->list, at, style, name) + 7;
    draw_value(scene->list, at, style, subject(SUBJECT_OTHER, 0, 0, 0, 0),
               value, text);
    return taken;
}

void loss_levels(const struct loss_view *view)
{
    const struct ui *ui = view->scene->ui;
    const struct task *task = training_task(view->scene->training);
    const struct task_words *words = task_words(task->kind);

    if (view->accuracy)
        return;
    struct box taken = draw_level(view, words->baseline[ui->language],
                                  task->baseline, (struct box){0});
    if (task->floor > 0 && task->floor < task->baseline)
        draw_level(view, say(ui, "best possible", "최선의 값"), task->floor,
                   taken);
}
