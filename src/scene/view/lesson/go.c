/* The field of Ctrl+G: "8.4" goes to step 4 of lesson 8. */
#include <math.h>
#include <stdio.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"

enum { WIDTH = 420, HEIGHT = 132, FIELD = 48 };

void view_go(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float width = fminf(WIDTH, box.w - 40);
    struct box card = box_at(box.x + (box.w - width) / 2,
                             box.y + fmaxf((box.h - HEIGHT) / 3, 10), width,
                             HEIGHT);
    struct box field = box_at(card.x + 24, card.y + 62, width - 48, FIELD);
    const char *title = say(scene->ui, "Go to lesson and step",
                            "강의와 쪽으로 가기");

    if (scene->course == NULL || width < 160 || box.h < HEIGHT + 20)
        return;
    draw_box(list, box, 0, (struct color){0, 0, 0, 120});
    panel_draw(scene, card, title);
    panel_title(scene, point_at(card.x + 24, card.y + 40), title,
                say(scene->ui, "for example 8.4", "예: 8.4"), width - 48);
    draw_box(list, field, 8, theme->well);
    draw_outline(list, box_inset(field, 1), 7, 2, theme->accent);
    float typed = panel_text(scene, point_at(field.x + 16, field.y + 33),
                             style_of(FACE_BOLD, 26, theme->ink, ALIGN_LEFT),
                             field.w - 40, scene->course->go);
    draw_tile(list, box_at(field.x + 18 + typed, field.y + 10, 2, 28),
              theme->accent);
}
