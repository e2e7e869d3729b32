/* Paper: pages of A4 that are filled from the top with blocks, each of which
 * stands on one page whole.
 */
#ifndef GATEREEL_CLI_HANDOUT_SHEET_H
#define GATEREEL_CLI_HANDOUT_SHEET_H

#include "cli/handout/make.h"
#include "scene/scene.h"
#include "scene/widget/paper.h"

/* A page in units: 14 of them, the smallest letters, are 8.7 points. */
enum {
    SHEET_WIDE = 960, SHEET_HIGH = 1357, SHEET_SIDE = 84, SHEET_TOP = 72,
    SHEET_FOOT = 92,           /* below the blocks */
    SHEET_ROOM = SHEET_HIGH - SHEET_TOP - SHEET_FOOT,
    SHEET_SIZE = 17, SHEET_LINE = 26, /* of text */
    SHEET_SMALL = 15,
};

struct sheet {
    struct draw_list list;     /* of the present page */
    struct theme theme;        /* black on white */
    struct scene scene;        /* that blocks are drawn with: the stage of the
                                  present step on this sheet */
    const struct handout_pages *pages; /* borrowed */
    char foot[2 * UI_LABEL_MAX]; /* said below each page */
    float y;                   /* where the next block begins */
    int page;                  /* from 1; 0: none is begun */
    bool failed;               /* a page was not taken: `error` says why */
    struct error error;
};

/* Where a block is set: draws, or only moves on. */
struct pen {
    struct sheet *sheet;
    float x, y, width;
    bool draws;
};

bool sheet_init(struct sheet *sheet, const struct handout_pages *pages,
                struct error *error);
void sheet_finish(struct sheet *sheet);

/* A block: `set` is called once to see how far it moves the pen down, and then
 * to draw it, on the next page where this one has no room left. */
void sheet_block(struct sheet *sheet,
                 void (*set)(struct pen *pen, const void *about),
                 const void *about);
/* What is left of the page, in units; all of it before the first one. */
float sheet_room(const struct sheet *sheet);
/* Room before the next block, but not at the top of a page. */
void sheet_gap(struct sheet *sheet, float gap);
/* The last page is done. False where any was not taken. */
bool sheet_end(struct sheet *sheet, struct error *error);

/* Text with $..$ and **..**, `indent` from the left; the pen moves below it. */
void pen_text(struct pen *pen, const struct paper_style *style, float indent,
              const char *text);
struct paper_style pen_style(float size, struct color color);
/* A line to write on, `y` its height. */
void pen_rule(const struct pen *pen, float left, float right, float y);

#endif
