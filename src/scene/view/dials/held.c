/* Words and numbers follow each other like a sentence and go on in the next
 * line where they do not fit.
 */
#include "scene/view/dials/held.h"

#include <stdio.h>

#include "scene/widget/panel.h"

enum { LINE = 22, BASE = 16, SPACE = 12, ITEMS = 5 };

/* One thing that is held: words, and perhaps the number of a dial. */
struct item {
    char words[FILM_NAME_MAX + 16];
    int dial;            /* -1: none */
};

static int gather(const struct dials_view *view, struct item item[ITEMS])
{
    const struct ui *ui = view->scene->ui;
    const struct setup *setup = view->desk.setup;
    const struct film_source *file = &view->desk.cast->sequence;
    bool drawn = dial_there(&view->desk, DIAL_UNITS);
    int count = 0;

    item[count].dial = -1;
    snprintf(item[count++].words, sizeof item->words, "%s",
             say(ui, "held the same:", "공통 조건:"));
    item[count].dial = -1;
    if (setup->input == LAB_FILE)
        snprintf(item[count++].words, sizeof item->words, "%s",
                 say(ui, file->title.en, file->title.ko));
    else
        snprintf(item[count++].words, sizeof item->words,
                 say(ui, "input: %s", "입력: %s"),
                 dial_input_name(ui, setup->input));
    item[count].dial = DIAL_STEPS;
    snprintf(item[count++].words, sizeof item->words, "T =");
    if (dial_there(&view->desk, DIAL_SEED)) {
        item[count].dial = DIAL_SEED;
        snprintf(item[count++].words, sizeof item->words, "%s",
                 say(ui, "seed", "시드"));
    }
    if (drawn) {
        item[count].dial = setup->same_parameters ? -1 : DIAL_UNITS;
        snprintf(item[count++].words, sizeof item->words, "%s",
                 setup->same_parameters
                     ? say(ui, "number of parameters", "매개변수 수") : "H =");
    }
    return count;
}

static float item_width(const struct dials_view *view, const struct item *item)
{
    const struct scene *scene = view->scene;
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, item->words);
    char text[DIAL_TEXT_MAX];

    if (item->dial < 0)
        return width;
    enum dial dial = (enum dial)item->dial;
    dial_text(&view->desk, scene->ui, dial, dial_value(&view->desk, dial),
              text);
    return width + 5 + draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text);
}

static void draw_item(const struct dials_view *view, const struct item *item,
                      struct point at)
{
    const struct scene *scene = view->scene;
    const struct theme *theme = scene->theme;

    at.x += draw_text(scene->list, at, style_of(FACE_UI, TEXT_SMALL,
                                                theme->ink_soft, ALIGN_LEFT),
                      item->words);
    if (item->dial >= 0)
        rows_value(view, (enum dial)item->dial, point_at(at.x + 5, at.y),
                   style_of(FACE_BOLD, TEXT_SMALL, theme->ink, ALIGN_LEFT));
}

static float lay_out(const struct dials_view *view, struct box box, bool draws)
{
    struct item item[ITEMS];
    int count = gather(view, item);
    float x = box.x, y = box.y;

    for (int k = 0; k < count; k++) {
        float width = item_width(view, &item[k]);
        if (width > box.w)
            continue;
        if (x > box.x && x + width > box_right(box)) {
            x = box.x;
            y += LINE;
        }
        if (draws)
            draw_item(view, &item[k], point_at(x, y + BASE));
        x += width + SPACE;
    }
    return y + LINE - box.y;
}

float held_height(const struct dials_view *view, float width)
{
    return lay_out(view, box_at(0, 0, width, 0), false);
}

void held_draw(const struct dials_view *view, struct box box)
{
    lay_out(view, box, true);
}
