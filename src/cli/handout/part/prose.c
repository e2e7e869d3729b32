/* Paragraph after paragraph, each a block, so that pages end between them; what
 * belongs together (rows of a table, quotes, a formula and the sentence before
 * it) stays together, and a title with what follows it.
 */
#include <stdio.h>

#include "cli/handout/part/part.h"

enum { NOTE_PAD = 14, TITLE_SIZE = 22, TITLE_TEXT = 256 };

/* Blocks of the page that stand together, behind a title where there is one. */
struct passage {
    const char *title;         /* NULL: none */
    float size;                /* of it */
    struct paper paper;
};

static void set_title(struct pen *pen, const struct passage *passage)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct paper_style style = pen_style(passage->size,
                                               scene->theme->ink);
    char text[TITLE_TEXT];

    if (passage->title == NULL)
        return;
    snprintf(text, sizeof text, "**%s**", passage->title);
    pen_text(pen, &style, 0, text);
    pen->y += 6;
}

static void set_passage(struct pen *pen, const void *about)
{
    const struct passage *passage = about;
    const struct scene *scene = &pen->sheet->scene;

    set_title(pen, passage);
    if (pen->draws)
        pen->y = paper_draw(scene, &passage->paper,
                            point_at(pen->x, pen->y), pen->width);
    else
        pen->y += paper_height(scene, &passage->paper, pen->width);
}

/* Of blocks k .. last - 1: how many of this kind begin them. */
static int run_of(const struct lesson_page *page, int k, int last,
                  enum block_kind kind)
{
    int count = 0;

    while (k + count < last && page->block[k + count].kind == kind)
        count++;
    return count;
}

/* How many blocks from k on stand together. */
static int group_of(const struct lesson_page *page, int k, int last)
{
    enum block_kind kind = page->block[k].kind;

    if (kind == BLOCK_PARAGRAPH)
        return 1 + run_of(page, k + 1, last, BLOCK_FORMULA);
    return kind == BLOCK_QUOTE || kind == BLOCK_FORMULA || kind == BLOCK_ROW
        ? run_of(page, k, last, kind) : 1;
}

static struct passage begin_passage(const struct sheet *sheet,
                                    const struct part *part)
{
    return (struct passage){
        .paper = {.page = &part->lesson->page[part->language],
                  .style = pen_style(SHEET_SIZE, sheet->theme.ink)}};
}

void prose_write(struct sheet *sheet, const struct part *part, int index,
                 const char *title)
{
    struct passage passage = begin_passage(sheet, part);
    const struct lesson_page *page = passage.paper.page;
    const struct page_step *step = &page->step[index];
    int last = step->block + step->blocks;

    passage.title = title;
    passage.size = TITLE_SIZE;
    for (int k = step->block; k < last; k += passage.paper.count) {
        enum block_kind kind = page->block[k].kind;
        passage.paper.first = k;
        passage.paper.count = group_of(page, k, last);
        if (kind == BLOCK_SETTINGS || kind == BLOCK_NOTE)
            continue;
        sheet_block(sheet, set_passage, &passage);
        passage.title = NULL;
        sheet_gap(sheet, kind == BLOCK_ITEM ? 4 : 11);
    }
    if (passage.title == NULL)
        return;
    passage.paper.count = 0;
    sheet_block(sheet, set_passage, &passage);
}

/* A note for the teacher, in a frame of its own. */
static void set_note(struct pen *pen, const void *about)
{
    const struct passage *passage = about;
    struct pen inside = *pen;

    inside.x += NOTE_PAD + 4;
    inside.width -= 2 * NOTE_PAD;
    inside.y += NOTE_PAD - 4;
    set_passage(&inside, passage);
    float foot = inside.y + NOTE_PAD - 4;
    if (pen->draws)
        draw_tile(&pen->sheet->list,
                  box_at(pen->x, pen->y, 4, foot - pen->y),
                  pen->sheet->theme.ink_soft);
    pen->y = foot;
}

void notes_write(struct sheet *sheet, const struct part *part, int index)
{
    struct passage passage = begin_passage(sheet, part);
    const struct lesson_page *page = passage.paper.page;
    const struct page_step *step = &page->step[index];

    passage.title = say(part->ui, "For the teacher", "교사용 메모");
    passage.size = SHEET_SMALL;
    passage.paper.notes = true;
    passage.paper.count = 1;
    for (int k = step->block; k < step->block + step->blocks; k++) {
        if (page->block[k].kind != BLOCK_NOTE)
            continue;
        passage.paper.first = k;
        sheet_gap(sheet, 12);
        sheet_block(sheet, set_note, &passage);
        passage.title = NULL;
    }
}
