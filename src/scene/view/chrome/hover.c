/* The sentence about what is under the pointer, in a bubble beside the thing:
 * below it, else above, else beside the pointer where the thing is large.
 */
#include <math.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { WIDTH = 320, PADDING = 14, AWAY = 10, LARGE_THING = 120 };

static const struct prose_style usual = {.size = 15, .line = 22};

/* What the pointer must still see: the spot under it, or a little around the
 * pointer. */
static struct box thing(const struct scene *scene, struct point at)
{
    struct point pixels = scene->ui->pointer;
    const struct draw_spot *spot = draw_spot_at(scene->list, pixels.x,
                                                pixels.y);

    if (spot != NULL && spot->box.h <= LARGE_THING)
        return box_at(at.x, spot->box.y, 0, spot->box.h);
    return box_at(at.x, at.y - AWAY, 0, 3 * AWAY);
}

/* Below `what`, or above it where there is no room below. */
static struct box place(struct box within, struct box what, float width,
                        float height)
{
    float x = fminf(what.x + AWAY, box_right(within) - AWAY - width);
    float y = box_bottom(what) + AWAY;

    if (y + height > box_bottom(within) - AWAY)
        y = what.y - AWAY - height;
    return box_at(fmaxf(x, within.x + AWAY), fmaxf(y, within.y + AWAY), width,
                  height);
}

void view_hover(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct draw_list *list = scene->list;
    struct prose_style style = usual;
    char text[768];

    subject_sentence(scene->film, ui, ui->hover, text, sizeof text);
    if (ui->pointer.x < 0 || text[0] == '\0' || box.w < 240)
        return;
    struct point at = draw_from_pixels(list, ui->pointer.x, ui->pointer.y);
    float room = fminf(WIDTH, box.w - 2 * AWAY - 2 * PADDING);
    float width = fminf(room, draw_width(list, FACE_UI, style.size, text) + 1);
    float height = prose_height(scene, width, &style, text) + 40;
    struct box bubble = place(box, thing(scene, at), width + 2 * PADDING,
                              height);
    if (height > box.h - 2 * AWAY)
        return;
    style.color = scene->theme->bubble_ink;
    draw_group(list, bubble, say(ui, "under the pointer", "포인터 아래"));
    draw_glow(list, box_at(bubble.x, bubble.y + 4, bubble.w, bubble.h), 10, 24,
              (struct color){0, 0, 0, 90}, true);
    draw_box(list, bubble, 10, scene->theme->bubble);
    draw_outline(list, box_inset(bubble, 0.5f), 9.5f, 1,
                 color_fade(scene->theme->bubble_soft, 0.35f));
    prose_draw(scene, point_at(bubble.x + PADDING, bubble.y + 25), width,
               &style, text);
}
