/* One loss: a bar for every step its gradient has come through. Near steps are
 * what teaches; that far ones carry next to nothing does not make the whole
 * small.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/triangle/triangle.h"
#include "scene/widget/panel.h"

enum { HEAD = 24, BELOW = 24, SHARE = 62, CHECK = 44, BARS_LEAST = 50,
       BARS_MOST = 230 };

/* A sum of so few parts of all is short-sighted. */
static const double near_share = 0.25;

/* Parts that differ by more than this do not add up. */
static const double fine_error = 1e-4;

static const struct loss_row *row_of(const struct scene *scene)
{
    return &scene->studies->row;
}

char *triangle_loss_name(const struct scene *scene, int step, char *out,
                         size_t size)
{
    snprintf(out, size, scene->film->has_loss ? "L_{%d}" : "Σh_{%d}", step);
    return out;
}

static struct draw_id about(const struct scene *scene, enum subject kind,
                            int step)
{
    const struct loss_row *row = row_of(scene);

    return subject(kind, scene->ui->layer, row->order.measure, step,
                   row->order.step);
}

/* The largest part of steps [from, to]. */
static double largest(const struct loss_row *row, int from, int to)
{
    double most = -INFINITY;

    for (int t = from; t <= to; t++)
        most = fmax(most, loss_row_value(row, t));
    return most;
}

/* Bars of as many steps each as there is no room for. */
static void draw_bars(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct loss_row *row = row_of(scene);
    int steps = row->order.step, half = row->half;
    int cut = triangle_cut(scene);
    int each = 1 + (int)((float)steps * 2 / box.w), bars = (steps + each - 1) /
                                                           each;
    double most = largest(row, 1, steps);
    float pitch = box.w / (float)bars, now = -1;

    for (int k = 0; k < bars; k++) {
        int first = k * each + 1, last = first + each - 1;
        last = last < steps ? last : steps;
        double share = pow(10, largest(row, first, last) - most);
        float height = isnan(share) ? 0 : box.h * (float)fmin(share, 1);
        struct box bar = box_at(box.x + (float)k * pitch,
                                box_bottom(box) - height,
                                fmaxf(pitch - (pitch > 4 ? 2 : 0.3f), 1),
                                height);
        struct color color = color_mix(theme->panel, theme->f,
                                       last > steps - half ? 1 : 0.5f);
        if (cut > 0)
            color = color_mix(theme->panel, theme->f,
                              last > steps - cut ? 1 : 0.2f);
        if (scene->now.step >= first && scene->now.step <= last) {
            color = theme->accent;
            now = bar.x + bar.w / 2;
        }
        draw_tile(scene->list, bar, color);
        if (pitch >= 6 && each == 1)
            draw_spot(scene->list, box_at(bar.x, box.y, pitch, box.h),
                      about(scene, SUBJECT_LESSON_PART, first), ACTION_NONE,
                      0);
    }
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_LEFT);
    float y = box_bottom(box) + 18;
    draw_text(scene->list, point_at(box.x, y), style, "t = 1");
    style.align = ALIGN_RIGHT;
    if (steps > 1)
        draw_print(scene->list, point_at(box_right(box), y), style, "%d",
                   steps);
    style.align = ALIGN_CENTRE;
    style.color = theme->accent;
    if (now > box.x + 70 && now < box_right(box) - 60)
        draw_print(scene->list, point_at(now, y), style, "%d",
                   scene->now.step);
}

/* The bars, with a cut below its track. */
static void draw_parts(const struct scene *scene, struct box box)
{
    bool cut = triangle_cut(scene) > 0;

    if (cut) {
        box.y += TRIANGLE_TRACK;
        box.h -= TRIANGLE_TRACK;
    }
    draw_bars(scene, box);
    if (cut)
        triangle_cut_track(scene, box);
}

/* "60 % in the last 2 steps", and what that means. */
static void draw_share(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    const struct loss_row *row = row_of(scene);
    int half = row->half;
    double share = loss_row_share(row, half);
    struct draw_id id = about(scene, SUBJECT_LESSON_SHARE, half);
    struct draw_style style = style_of(FACE_BOLD, 18, scene->theme->ink,
                                       ALIGN_LEFT);
    char number[FIGURE_MAX], text[96];

    snprintf(text, sizeof text, "%s %%", figure_plain(number, 100 * share, 0));
    float width = draw_value(scene->list, at, style, id, share, text) + 8;
    snprintf(text, sizeof text, say(ui, "in the last %d steps",
                                    "마지막 %d시점의 몫"), half);
    if (half == 1)
        snprintf(text, sizeof text, "%s", say(ui, "in the last step",
                                              "마지막 시점의 몫"));
    style = style_of(FACE_UI, 15, scene->theme->ink_soft, ALIGN_LEFT);
    panel_text(scene, point_at(at.x + width, at.y), style, room - width, text);
    draw_spot(scene->list, box_at(at.x, at.y - 18, room, 24), id, ACTION_NONE,
              0);
    if (half <= row->order.step * near_share)
        panel_text(scene, point_at(at.x, at.y + 23), style, room,
                   say(ui, "short-sighted, not stuck",
                       "가까운 것만 배웁니다"));
}

/* A tick or a cross in a disc. */
static void draw_mark(const struct scene *scene, struct point at, bool fine)
{
    const struct theme *theme = scene->theme;
    struct draw_stroke stroke = {.width = 2, .color = theme->on_hue};
    const struct point tick[3] = {{at.x - 4, at.y}, {at.x - 1, at.y + 3.5f},
                                  {at.x + 4.5f, at.y - 3.5f}};
    const struct point down[2] = {{at.x - 3.5f, at.y - 3.5f},
                                  {at.x + 3.5f, at.y + 3.5f}};
    const struct point up[2] = {{at.x - 3.5f, at.y + 3.5f},
                                {at.x + 3.5f, at.y - 3.5f}};

    draw_disc(scene->list, at, 9, fine ? theme->good : theme->f);
    if (fine) {
        draw_line(scene->list, tick, 3, &stroke);
    } else {
        draw_line(scene->list, down, 2, &stroke);
        draw_line(scene->list, up, 2, &stroke);
    }
}

static void draw_check(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    const struct loss_row *row = row_of(scene);
    struct draw_id id = about(scene, SUBJECT_LESSON_ERROR, 0);
    bool fine = row->error < fine_error;
    struct draw_style style = style_of(FACE_BOLD, 15, fine ? theme->good
                                                           : theme->ink,
                                       ALIGN_LEFT);
    char number[FIGURE_MAX], text[96];

    if (isnan(row->error)) {
        style = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_LEFT);
        panel_text(scene, at, style, room,
                   row->state != LOSS_ROW_DONE
                       ? say(ui, "adding the parts up …", "조각을 더하는 중…")
                       : say(ui, "sum of the parts not compared",
                             "조각의 합은 비교하지 않음"));
        return;
    }
    draw_mark(scene, point_at(at.x + 9, at.y - 5), fine);
    panel_text(scene, point_at(at.x + 26, at.y), style, room - 26,
               fine ? say(ui, "the parts add up", "조각의 합 = 전체")
                    : say(ui, "the parts do not add up", "조각의 합 ≠ 전체"));
    snprintf(text, sizeof text, say(ui, "off by %s", "차이 %s"),
             figure_size(number, row->error));
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, text) <= room - 26)
        draw_value(scene->list, point_at(at.x + 26, at.y + 20),
                   style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_LEFT),
                   id, row->error, text);
    draw_spot(scene->list, box_at(at.x, at.y - 16, room, 40), id, ACTION_NONE,
              0);
}

static void draw_heading(const struct scene *scene, struct point at,
                         float room)
{
    const struct loss_row *row = row_of(scene);
    char name[48], text[96];

    triangle_loss_name(scene, row->order.step, name, sizeof name);
    snprintf(text, sizeof text, say(scene->ui, "What %s teaches",
                                    "%s의 기울기"), name);
    panel_text(scene, at, style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink,
                                   ALIGN_LEFT), room, text);
}

void triangle_row_draw(const struct scene *scene, struct box box)
{
    const struct loss_row *row = row_of(scene);
    bool known = row->half > 0;

    if (row->log10 == NULL || box.w < 90)
        return;
    float share = known ? SHARE : 0, check = CHECK;
    float bars = box.h - HEAD - BELOW - share - check;
    if (bars < BARS_LEAST) {
        bars += check;
        check = 0;
    }
    if (bars < BARS_LEAST) {
        bars += share;
        share = 0;
    }
    if (bars < BARS_LEAST)
        return;
    bars = fminf(bars, BARS_MOST);
    draw_heading(scene, point_at(box.x, box.y + 12), box.w);
    draw_parts(scene, box_at(box.x, box.y + HEAD, box.w, bars));
    float y = box.y + HEAD + bars + BELOW;
    if (share > 0 && triangle_cut(scene) > 0)
        triangle_cut_figures(scene, point_at(box.x, y + 24), box.w);
    else if (share > 0)
        draw_share(scene, point_at(box.x, y + 24), box.w);
    if (check > 0)
        draw_check(scene, point_at(box.x, y + share + 18), box.w);
}
