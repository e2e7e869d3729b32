/* The sentence about what is under the pointer, in a bubble beside the thing:
 * below it, else above, else beside the pointer where the thing is large.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lab/dial/dial_words.h"
#include "scene/lab/lab_words.h"
#include "scene/keys.h"
#include "scene/look/lit.h"
#include "scene/study/trace/trace.h"
#include "scene/tell/train/train_words.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { WIDTH = 320, PADDING = 14, AWAY = 10, LARGE_THING = 120 };

static const struct prose_style usual = {.size = 15, .line = 22};

/* What the pointer must still see: the spot under it, or a little around the
 * pointer. */
static struct box thing(const struct draw_spot *spot, struct point at)
{
    if (spot != NULL && spot->box.h <= LARGE_THING)
        return box_at(at.x, spot->box.y, 0, spot->box.h);
    return box_at(at.x, at.y - AWAY, 0, 3 * AWAY);
}

/* Below `what`, or above it where there is no room below. A drag may have left
 * the window with the pointer: the bubble stays in it. */
static struct box place(struct box within, struct box what, float width,
                        float height)
{
    float x = fminf(what.x + AWAY, box_right(within) - AWAY - width);
    float y = box_bottom(what) + AWAY;

    if (y + height > box_bottom(within) - AWAY)
        y = fminf(what.y, box_bottom(within)) - AWAY - height;
    return box_at(fmaxf(x, within.x + AWAY), fmaxf(y, within.y + AWAY), width,
                  height);
}

static void draw_bubble(const struct scene *scene, struct box bubble)
{
    const struct theme *theme = scene->theme;
    struct color ground = theme->bubble;

    ground.a = 255;
    draw_group(scene->list, bubble, say(scene->ui, "under the pointer",
                                        "포인터 아래"));
    draw_glow(scene->list, box_at(bubble.x, bubble.y + 4, bubble.w, bubble.h),
              10, 24, (struct color){0, 0, 0, 90}, true);
    draw_box(scene->list, bubble, 10, ground);
    draw_outline(scene->list, box_inset(bubble, 0.5f), 9.5f, 1,
                 color_fade(theme->bubble_soft, 0.35f));
}

/* The address of a source, or what a symbol without a signal stands for; ""
 * for anything else. */
static void write_word(const struct scene *scene, char *out, size_t size)
{
    const struct ui *ui = scene->ui;
    const struct lesson *lesson =
        scene->course == NULL ? NULL : scene->course->lesson;
    const char *text = lit_about(ui, ui->hover);

    if (ui->hover.kind == SUBJECT_SOURCE && lesson != NULL &&
        ui->hover.unit >= 0 &&
        ui->hover.unit < lesson->page[ui->language].spans &&
        lesson->page[ui->language].span[ui->hover.unit].link != NULL)
        text = lesson->page[ui->language].span[ui->hover.unit].link;
    snprintf(out, size, "%s", text);
}

/* On the timeline: the step that a click goes to, before the sentence. */
static void write_step(const struct scene *scene, struct point at,
                       const struct draw_spot *spot, char *out, size_t size)
{
    int steps = scene->film->steps;
    float share = 2 * (at.x - spot->box.x) / spot->box.w;
    int done = (int)ceilf((share < 1 ? share : share - 1) * (float)steps);
    int step = done < 1 ? 1 : done > steps ? steps : done;

    if (share < 1)
        snprintf(out, size, say(scene->ui, "t = %d, forward. ",
                                "t = %d, 순전파. "), step);
    else
        snprintf(out, size, say(scene->ui, "t = %d, backward. ",
                                "t = %d, 역전파. "), steps + 1 - step);
}

/* That it opens to how it came about, and by which key. */
static void write_why(const struct scene *scene, char *out, size_t size)
{
    const struct ui *ui = scene->ui;
    const struct keys_binding *binding = keys_for(ACTION_TRACE, 0);
    char key[32];

    if (out[0] == '\0' || binding == NULL || scene->film == NULL ||
        ui->class_mode || !trace_opens(scene->film, ui->hover))
        return;
    size_t length = strlen(out);
    snprintf(out + length, size - length,
             say(ui, " Why? %s", " 계산 과정: %s"),
             keys_text(binding, key, sizeof key));
}

void view_hover(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct draw_list *list = scene->list;
    struct prose_style style = usual;
    struct point at = draw_from_pixels(list, ui->pointer.x, ui->pointer.y);
    const struct draw_spot *spot = draw_spot_at(list, ui->pointer.x,
                                                ui->pointer.y);
    char text[768] = "";

    if (spot != NULL && spot->action == ACTION_SCRUB && scene->film != NULL)
        write_step(scene, at, spot, text, sizeof text);
    size_t length = strlen(text);
    if (!dial_about(scene->lab, ui, ui->hover, text + length,
                    sizeof text - length) &&
        !lab_sentence(scene->lab, ui, ui->hover, text + length,
                      sizeof text - length) &&
        !train_sentence(scene->training, ui, ui->hover, text + length,
                        sizeof text - length))
        subject_sentence(scene->film, ui, ui->hover, text + length,
                         sizeof text - length);
    if (text[0] == '\0')
        write_word(scene, text, sizeof text);
    write_why(scene, text, sizeof text);
    if (ui->pointer.x < 0 || text[0] == '\0' || box.w < 240)
        return;
    float room = fminf(WIDTH, box.w - 2 * AWAY - 2 * PADDING);
    /* A little more than its width: blanks are rounded one by one. */
    float width = fminf(room, 1.03f * draw_width(list, FACE_UI, style.size,
                                                 text) + 4);
    float height = prose_height(scene, width, &style, text) + 40;
    struct box bubble = place(box, thing(spot, at), width + 2 * PADDING,
                              height);
    if (height > box.h - 2 * AWAY)
        return;
    style.color = scene->theme->bubble_ink;
    draw_bubble(scene, bubble);
    prose_draw(scene, point_at(bubble.x + PADDING, bubble.y + 25), width,
               &style, text);
}
