/* A term of the glossary that has a symbol bears its hue and is a spot about
 * it: pointing at "forget gate" lights the forget gate.
 */
#include "scene/widget/type/link.h"

#include <stdio.h>
#include <string.h>

#include "lesson/page/glossary.h"
#include "lesson/page/plan.h"
#include "scene/look/lit.h"

/* The first symbol of a term's first line; -1: it has none. */
static int symbol_of(const struct glossary *glossary, int term)
{
    const struct glossary_term *about = &glossary->term[term];

    if (about->blocks == 0)
        return -1;
    const struct page_block *block = &glossary->page.block[about->block];
    for (int k = block->span; k < block->span + block->spans; k++) {
        const struct page_span *span = &glossary->page.span[k];
        if (span->marks & SPAN_MATHS)
            return lit_letter((const char[]){span->text[0],
                              span->text[1] == '_' ? '\0' : span->text[1],
                              '\0'});
    }
    return -1;
}

static void find_term(const struct scene *scene, const char *name,
                      struct link *link)
{
    const struct glossary *glossary =
        scene->course == NULL ? NULL
                              : scene->course->glossary[scene->ui->language];
    int term = glossary == NULL ? -1 : glossary_find(glossary, name);

    if (term < 0)
        return;
    int lit = symbol_of(glossary, term);
    link->action = ACTION_TERM;
    link->value = term;
    link->id = subject(SUBJECT_CONTROL, 0, ACTION_TERM, 0, term);
    if (lit < 0)
        return;
    link->id = lit_word(scene->film, scene->ui->layer, lit);
    link->color = lit_color(scene->theme, lit, link->color);
}

/* "8.4", "8", or ".4" of this lesson. */
static void find_step(const struct scene *scene, const char *text,
                      struct link *link)
{
    const struct lesson *here =
        scene->course == NULL ? NULL : scene->course->lesson;
    bool same = text[0] == '.';
    char full[32];
    int lesson, step;

    snprintf(full, sizeof full, "%s%s", same ? "1" : "", text);
    if (!plan_parse_stop(full, &lesson, &step))
        return;
    same = step > 0 && (same || (here != NULL && here->number == lesson));
    link->action = same ? ACTION_PAGE : ACTION_LESSON;
    link->value = same ? step : action_lesson(lesson, step);
    link->id = subject(SUBJECT_CONTROL, 0, link->action, 0, link->value);
}

/* Sources are read in the hover: of the lesson's own page. */
static void find_source(const struct scene *scene,
                        const struct lesson_page *page,
                        const struct page_span *span, struct link *link)
{
    const struct lesson *here =
        scene->course == NULL ? NULL : scene->course->lesson;

    if (here != NULL && page == &here->page[scene->ui->language])
        link->id = subject(SUBJECT_SOURCE, 0, 0, 0,
                           (int)(span - page->span));
}

struct link link_of(const struct scene *scene, const struct lesson_page *page,
                    const struct page_span *span)
{
    struct link link = {.color = scene->theme->accent};

    if (span->link == NULL)
        return link;
    if (span->link[0] == '#')
        find_term(scene, span->link + 1, &link);
    else if (strncmp(span->link, "http", 4) == 0)
        find_source(scene, page, span, &link);
    else
        find_step(scene, span->link, &link);
    return link;
}

void link_draw(const struct scene *scene, const struct link *link,
               struct box box)
{
    const float foot = box_bottom(box);
    const struct point line[2] = {{box.x, foot}, {box_right(box), foot}};
    const bool term = link->action == ACTION_TERM;
    const bool hot = memcmp(&scene->ui->hover, &link->id,
                            sizeof link->id) == 0;
    const struct draw_stroke stroke = {
        .width = hot ? 2.2f : 1.5f,
        .color = color_fade(link->color, hot ? 1 : 0.75f),
        .on = term ? 2 : 0, .off = term ? 3 : 0};

    draw_line(scene->list, line, 2, &stroke);
    if (link->id.kind != SUBJECT_NONE)
        draw_spot(scene->list, box, link->id, link->action, link->value);
}
