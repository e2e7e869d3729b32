/* All terms, by their order in the file, in two columns where there is room;
 * the page with the chosen one is shown. Below, what the chosen one means.
 */
#include <math.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/paper.h"

enum { SHEET_WIDTH = 1100, SHEET_HEIGHT = 860, ROW = 34, COLUMN_LEAST = 300,
       GAP = 24, CARD_PAD = 16, FOOT = 30 };

static void draw_term(const struct scene *scene, struct box box,
                      const struct glossary *glossary, int k)
{
    const struct theme *theme = scene->theme;
    bool chosen = scene->course->term == k;
    struct box inside = box_inset(box, 1);

    if (chosen)
        draw_box(scene->list, inside, 8, color_fade(theme->accent, 0.2f));
    else if (chrome_hot(scene, ACTION_TERM, k))
        draw_box(scene->list, inside, 8, theme->chip);
    if (chosen)
        draw_outline(scene->list, box_inset(inside, 0.5f), 7.5f, 1.5f,
                     theme->accent);
    panel_text(scene, point_at(box.x + 14, box.y + ROW / 2 + 5.5f),
               style_of(chosen ? FACE_BOLD : FACE_UI, TEXT_USUAL, theme->ink,
                        ALIGN_LEFT), box.w - 28, glossary->term[k].title);
    chrome_spot(scene, box, ACTION_TERM, k);
}

static void draw_terms(const struct scene *scene, struct box box,
                       const struct glossary *glossary)
{
    int columns = box.w >= 2 * COLUMN_LEAST + GAP ? 2 : 1;
    int rows = (int)(box.h / ROW), page = rows * columns;
    float width = (box.w - (float)(columns - 1) * GAP) / (float)columns;

    if (rows < 1)
        return;
    int chosen = scene->course->term < 0 ? 0 : scene->course->term;
    int first = chosen / page * page;
    for (int k = first; k < glossary->terms && k < first + page; k++) {
        int place = k - first;
        draw_term(scene,
                  box_at(box.x + (float)(place / rows) * (width + GAP),
                         box.y + (float)(place % rows) * ROW, width, ROW),
                  glossary, k);
    }
    if (page < glossary->terms)
        draw_print(scene->list,
                   point_at(box_right(box), box_bottom(box) + 18),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_RIGHT), "%d / %d", first / page + 1,
                   (glossary->terms + page - 1) / page);
}

/* Returns what is left above it. */
static struct box draw_meaning(const struct scene *scene, struct box box,
                               const struct glossary *glossary)
{
    int term = scene->course->term;
    struct paper paper = {
        .page = &glossary->page,
        .style = {.size = 17, .line = 27, .color = scene->theme->ink}};

    if (term < 0 || term >= glossary->terms)
        return box;
    paper.first = glossary->term[term].block;
    paper.count = glossary->term[term].blocks;
    float inner = box.w - 2 * CARD_PAD;
    float height = paper_height(scene, &paper, inner) + 2 * CARD_PAD;
    if (height + 3 * ROW + FOOT > box.h)
        return box;
    struct box card = box_at(box.x, box_bottom(box) - height, box.w, height);
    draw_box(scene->list, card, 10, scene->theme->well);
    paper_draw(scene, &paper, point_at(card.x + CARD_PAD, card.y + CARD_PAD),
               inner);
    box.h -= height + FOOT;
    return box;
}

void view_glossary(const struct scene *scene, struct box box)
{
    const struct course *course = scene->course;
    const struct glossary *glossary =
        course == NULL ? NULL : course->glossary[scene->ui->language];
    struct chrome_sheet sheet = chrome_sheet(
        scene, box, SHEET_WIDTH, SHEET_HEIGHT,
        say(scene->ui, "Terms of the course", "용어 모음"));

    if (sheet.inside.w < 100 || glossary == NULL)
        return;
    draw_terms(scene, draw_meaning(scene, sheet.inside, glossary), glossary);
}
