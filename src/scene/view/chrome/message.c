/* One card above the transport: a note, an error, or how far long work is. */
#include <math.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { WIDTH = 720, ABOVE = 124, MARGIN = 24, STRIPE = 4, CROSS = 30, BAR = 8,
       BAR_ROOM = 30 };

static const struct prose_style usual = {.size = 16, .line = 24};

/* Progress and the key that ends the work. */
static void draw_progress(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float done = fminf(fmaxf(scene->ui->busy, 0), 1);
    const char *hint = say(scene->ui, "Esc cancels", "Esc: 취소");
    struct draw_style small = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_RIGHT);
    float y = box.y + BAR_ROOM / 2;

    float width = draw_text(list, point_at(box_right(box), y + 5), small,
                            hint);
    small.align = ALIGN_LEFT;
    float percent = draw_width(list, FACE_UI, TEXT_SMALL, "100%") + 12;
    draw_print(list, point_at(box.x, y + 5), small, "%d%%",
               (int)(done * 100));
    struct box rail = box_at(box.x + percent, y - BAR / 2,
                             box.w - percent - width - 16, BAR);
    if (rail.w < 20)
        return;
    draw_box(list, rail, BAR / 2, theme->track);
    rail.w = fmaxf(rail.w * done, BAR);
    draw_box(list, rail, BAR / 2, theme->accent);
}

/* How wide the text's column is, and how high it will be. */
static struct box measure(const struct scene *scene, struct box frame,
                          const char *text)
{
    float width = fminf(WIDTH, frame.w - 2 * MARGIN) - STRIPE - 2 * 20 - CROSS;
    float needed = draw_width(scene->list, FACE_UI, usual.size, text) + 8;

    if (scene->ui->busy < 0)
        width = fminf(width, fmaxf(needed, 120));
    return box_at(0, 0, width, prose_height(scene, width, &usual, text));
}

void view_message(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    bool busy = ui->busy >= 0, error = ui->message_is_error && !busy;
    const char *text = ui->message[0] != '\0' ? ui->message :
                       say(ui, "Working …", "작업 중 …");
    struct prose_style style = usual;
    struct box column = measure(scene, box, text);
    float height = column.h + 52 + (busy ? BAR_ROOM : 0);
    float width = column.w + STRIPE + 2 * 20 + CROSS;
    float bottom = box.h > 400 ? ABOVE : MARGIN;

    if (column.w < 80 || height > box.h - 2 * MARGIN)
        return;
    struct box card = box_at(box.x + floorf((box.w - width) / 2),
                             box_bottom(box) - bottom - height, width, height);
    card.y = fmaxf(card.y, box.y + MARGIN);
    panel_draw(scene, card, error ? say(ui, "error", "오류")
                                  : say(ui, "message", "알림"));
    draw_spot(scene->list, card, subject(SUBJECT_OTHER, 0, 0, 0, 0),
              ACTION_NONE, 0);
    draw_outline(scene->list, box_inset(card, 0.5f), 13.5f, 1.5f,
                 error ? theme->f : theme->accent);
    draw_box(scene->list, box_at(card.x + 10, card.y + 14, STRIPE,
                                 card.h - 28), STRIPE / 2,
             error ? theme->f : theme->accent);
    style.color = theme->ink;
    prose_draw(scene, point_at(card.x + STRIPE + 20, card.y + 32), column.w,
               &style, text);
    if (busy)
        draw_progress(scene, box_at(card.x + STRIPE + 20, card.y + column.h +
                                    44, column.w + CROSS, BAR_ROOM));
    else
        chrome_round(scene, point_at(box_right(card) - 26, card.y + 26), 13,
                     ICON_CLOSE, ACTION_DISMISS);
}
