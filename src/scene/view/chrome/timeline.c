/* Time runs right through the forward pass, meets the loss in the middle and
 * runs on to the right while the steps are counted down: the thumb always
 * moves the way that is played, and the counts below it say where in the
 * sequence it is.
 */
#include "scene/view/chrome/timeline.h"

#include <math.h>
#include <stdio.h>

#include "scene/view/chrome/chrome.h"
#include "scene/widget/plot.h"

enum { RAIL = 8, THUMB = 10, NODE = 7, TICK_MIN = 5 };

struct rail {
    float left, middle, right, y;
    int steps;
};

/* x where a step is complete. */
static float step_x(const struct rail *rail, enum pass pass, int step)
{
    float half = rail->middle - rail->left;

    return pass == PASS_FORWARD
        ? rail->left + half * (float)step / (float)rail->steps
        : rail->middle + half * (float)(rail->steps - step + 1) /
                         (float)rail->steps;
}

float timeline_x(const struct scene *scene, float left, float right)
{
    const struct moment *now = &scene->now;
    float steps = (float)scene->film->steps, half = (right - left) / 2;
    float done = now->pass == PASS_FORWARD ? (float)now->step - 1
                                           : steps - (float)now->step;
    float part = (done + now->whole) / steps;

    return left + half * part + (now->pass == PASS_FORWARD ? 0 : half);
}

static void draw_rail(const struct scene *scene, const struct rail *rail,
                      float x)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float y = rail->y - RAIL / 2, behind = rail->middle + 3;

    draw_box(list, box_at(rail->left, y, rail->middle - rail->left, RAIL),
             RAIL / 2, theme->track);
    draw_box(list, box_at(behind, y, rail->right - behind, RAIL), RAIL / 2,
             color_fade(theme->gradient, 0.3f));
    draw_box(list, box_at(rail->left, y, fminf(x, rail->middle) - rail->left,
                          RAIL), RAIL / 2, theme->accent);
    if (x > behind)
        draw_box(list, box_at(behind, y, x - behind, RAIL), RAIL / 2,
                 theme->gradient);
}

static void draw_tick(const struct scene *scene, const struct rail *rail,
                      float x, bool major)
{
    draw_segment(scene->list, point_at(x, rail->y + 8),
                 point_at(x, rail->y + (major ? 14 : 11)), 1,
                 color_fade(scene->theme->ink_faint, major ? 1 : 0.6f));
}

/* A count below the rail. */
static void draw_count(const struct scene *scene, const struct rail *rail,
                       float x, int step)
{
    draw_tick(scene, rail, x, true);
    draw_print(scene->list, point_at(x, rail->y + 28),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                        ALIGN_CENTRE), "%d", step);
}

/* Counts at every `major` steps, and at both ends of each half; those that
 * would touch an end are left out. */
static void draw_counts(const struct scene *scene, const struct rail *rail,
                        int major, float room)
{
    const int steps = rail->steps;
    float end = step_x(rail, PASS_BACKWARD, 1);

    draw_count(scene, rail, rail->middle, steps);
    draw_count(scene, rail, end, 1);
    for (int step = major; step < steps; step += major) {
        float x = step_x(rail, PASS_FORWARD, step);
        if (rail->middle - x >= room)
            draw_count(scene, rail, x, step);
        x = step_x(rail, PASS_BACKWARD, step);
        if (x - rail->middle >= room && end - x >= room)
            draw_count(scene, rail, x, step);
    }
}

static void draw_ticks(const struct scene *scene, const struct rail *rail)
{
    char last[16];
    float half = rail->middle - rail->left;

    snprintf(last, sizeof last, "%d", rail->steps);
    float room = draw_width(scene->list, FACE_UI, TEXT_SMALL, last) + 16;
    int counts = (int)fminf(half / fmaxf(room, 36), 8);
    if (counts < 1)
        return;
    int major = (int)fmax(1, plot_step(rail->steps, counts));
    int minor = (int)fmax(1, plot_step(rail->steps, (int)(half / TICK_MIN)));
    if (major % minor != 0)
        minor = major;
    for (int step = minor; step < rail->steps; step += minor) {
        draw_tick(scene, rail, step_x(rail, PASS_FORWARD, step), false);
        draw_tick(scene, rail, step_x(rail, PASS_BACKWARD, step), false);
    }
    draw_counts(scene, rail, major, room);
}

/* Names of the halves above the rail; shorter ones where there is no room. */
static void draw_names(const struct scene *scene, const struct rail *rail)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    struct draw_list *list = scene->list;
    const char *forward = say(ui, "forward →", "순전파 →");
    const char *backward = say(ui, "backward through time →",
                               "시간에 따른 역전파 →");
    const char *loss = scene->film->has_loss ? say(ui, "loss", "손실") : "L";
    float y = rail->y - 14;
    float half = draw_width(list, FACE_BOLD, TEXT_SMALL, loss) / 2 + 10;
    float room = rail->middle - rail->left - half;

    draw_text(list, point_at(rail->middle, y),
              style_of(FACE_BOLD, TEXT_SMALL, theme->ink_soft, ALIGN_CENTRE),
              loss);
    if (draw_width(list, FACE_UI, TEXT_SMALL, backward) > room)
        backward = say(ui, "backward →", "역전파 →");
    if (draw_width(list, FACE_UI, TEXT_SMALL, backward) > room ||
        draw_width(list, FACE_UI, TEXT_SMALL, forward) > room)
        return;
    draw_text(list, point_at(rail->left, y),
              style_of(FACE_UI, TEXT_SMALL, theme->accent, ALIGN_LEFT),
              forward);
    draw_text(list, point_at(rail->right, y),
              style_of(FACE_UI, TEXT_SMALL, theme->gradient, ALIGN_RIGHT),
              backward);
}

static void draw_thumb(const struct scene *scene, struct point at)
{
    const struct theme *theme = scene->theme;
    bool forward = scene->now.pass == PASS_FORWARD;

    draw_glow(scene->list, box_at(at.x - THUMB, at.y - THUMB + 2, 2 * THUMB,
                                  2 * THUMB), THUMB, 14,
              (struct color){0, 0, 0, 102}, true);
    draw_disc(scene->list, at, THUMB, color_of(0xffffff));
    draw_ring(scene->list, at, THUMB, 2.8f,
              forward ? theme->accent : theme->gradient);
}

/* Where a click would go. */
static void draw_hover(const struct scene *scene, const struct rail *rail)
{
    struct point at = draw_from_pixels(scene->list, scene->ui->pointer.x,
                                       scene->ui->pointer.y);

    if (chrome_hot(scene, ACTION_SCRUB, 0) && at.x > rail->left &&
        at.x < rail->right)
        draw_segment(scene->list, point_at(at.x, rail->y - 9),
                     point_at(at.x, rail->y + 9), 2,
                     scene->theme->ink_soft);
}

void timeline_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct rail rail = {.left = box.x, .right = box_right(box),
                        .middle = box.x + box.w / 2,
                        .y = box.y + box.h / 2 - 2,
                        .steps = scene->film->steps};
    float x = timeline_x(scene, rail.left, rail.right);
    struct point loss = point_at(rail.middle, rail.y);

    draw_names(scene, &rail);
    draw_ticks(scene, &rail);
    draw_rail(scene, &rail, x);
    draw_hover(scene, &rail);
    draw_disc(scene->list, loss, NODE, theme->panel);
    draw_ring(scene->list, loss, NODE - 0.5f, 2.2f, theme->ink_soft);
    chrome_spot(scene, box_at(box.x, box.y + 2, box.w, box.h - 4),
                ACTION_SCRUB, 0);
    draw_thumb(scene, point_at(x, rail.y));
}
