/* What a term means, in a card beside the link that opened it; where a key did,
 * in the middle.
 */
#include <math.h>
#include <string.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/paper.h"

enum { WIDTH = 400, PAD = 20, HEAD = 48, AWAY = 10, CROSS = 15 };

/* The link, or NULL. */
static const struct draw_spot *find_link(const struct scene *scene)
{
    const struct course *course = scene->course;
    const struct draw_list *list = scene->list;

    for (int k = list->spot_count - 1; k >= 0; k--)
        if (list->spots[k].action == ACTION_TERM &&
            list->spots[k].value == course->term &&
            course->term_from.kind != SUBJECT_NONE)
            return &list->spots[k];
    return NULL;
}

/* Below the link, or above it, within the frame. */
static struct box place(const struct scene *scene, struct box frame,
                        float width, float height)
{
    const struct draw_spot *link = find_link(scene);
    struct box card = box_at(frame.x + (frame.w - width) / 2,
                             frame.y + (frame.h - height) / 3, width, height);

    if (link != NULL) {
        card.x = link->box.x - PAD;
        card.y = box_bottom(link->box) + AWAY;
        if (box_bottom(card) > box_bottom(frame) - AWAY)
            card.y = link->box.y - AWAY - height;
    }
    card.x = fminf(card.x, box_right(frame) - AWAY - width);
    card.y = fminf(card.y, box_bottom(frame) - AWAY - height);
    return box_at(fmaxf(card.x, frame.x + AWAY), fmaxf(card.y, frame.y + AWAY),
                  width, height);
}

void view_term(const struct scene *scene, struct box box)
{
    const struct course *course = scene->course;
    const struct glossary *glossary =
        course == NULL ? NULL : course->glossary[scene->ui->language];
    float width = fminf(WIDTH, box.w - 2 * AWAY);

    if (glossary == NULL || course->term < 0 ||
        course->term >= glossary->terms || width < 200)
        return;
    const struct theme *theme = scene->theme;
    const struct glossary_term *term = &glossary->term[course->term];
    const struct paper paper = {
        .page = &glossary->page, .first = term->block, .count = term->blocks,
        .style = {.size = 17, .line = 27, .color = theme->ink}};
    float height = HEAD + PAD + paper_height(scene, &paper, width - 2 * PAD);
    struct box card = place(scene, box, width, height);
    if (height > box.h - 2 * AWAY)
        return;
    draw_glow(scene->list, box_at(card.x, card.y + 6, card.w, card.h), 14, 40,
              (struct color){0, 0, 0, 110}, true);
    draw_group(scene->list, card, term->title);
    draw_box(scene->list, card, 12, theme->panel);
    draw_outline(scene->list, box_inset(card, 0.75f), 11.25f, 1.5f,
                 theme->accent);
    draw_spot(scene->list, card, (struct draw_id){0}, ACTION_NONE, 0);
    panel_text(scene, point_at(card.x + PAD, card.y + 34),
               style_of(FACE_BOLD, 18, theme->ink, ALIGN_LEFT),
               width - 2 * PAD - 2 * CROSS - 8, term->title);
    struct point cross = point_at(box_right(card) - PAD - CROSS + 6,
                                  card.y + 28);
    chrome_icon(scene, ICON_CLOSE, cross, CROSS / 2.0f, theme->ink);
    chrome_spot(scene, box_at(cross.x - CROSS, cross.y - CROSS, 2 * CROSS,
                              2 * CROSS), ACTION_TERM, -1);
    paper_draw(scene, &paper, point_at(card.x + PAD, card.y + HEAD),
               width - 2 * PAD);
}
