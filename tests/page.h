/* A page that text is written on, and what is then to be seen there. */
#ifndef GATEREEL_TESTS_PAGE_H
#define GATEREEL_TESTS_PAGE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "paint/text/text.h"

enum { LEFT = 300, BASE = 600, SIDE = 4000 };

/* A page to write on. */
struct page {
    struct atlas atlas;
    struct mesh mesh;
    struct text *text;
};

static inline void open_page(struct page *page)
{
    struct error error = { 0 };

    assert_true(atlas_init(&page->atlas, &error));
    assert_true(mesh_init(&page->mesh, &error));
    page->text = text_create(&page->atlas, &error);
    if (page->text == NULL)
        fail_msg("%s", error.text);
}

static inline void close_page(struct page *page)
{
    text_destroy(page->text);
    mesh_finish(&page->mesh);
    atlas_finish(&page->atlas);
}

static inline void clean_page(struct page *page)
{
    mesh_begin(&page->mesh, SIDE, SIDE);
    page->mesh.white_u = page->atlas.white_u;
    page->mesh.white_v = page->atlas.white_v;
}

static inline float width_of(struct page *page, enum face face, int pixels,
                             const char *string)
{
    struct measure measure = text_measure(page->text);

    return measure.width(measure.context, face, pixels, string,
                         strlen(string));
}

/* What the quads of a mesh show, relative to LEFT, BASE. */
struct ink {
    int left, right, top, bottom; /* right and bottom are behind it */
    int boxes;                    /* quads of plain colour */
    uint64_t sum;                 /* of every pixel and its place */
};

static inline void add_pixel(struct ink *ink, int x, int y, uint8_t alpha)
{
    if (alpha == 0)
        return;
    ink->left = x < ink->left ? x : ink->left;
    ink->right = x + 1 > ink->right ? x + 1 : ink->right;
    ink->top = y < ink->top ? y : ink->top;
    ink->bottom = y + 1 > ink->bottom ? y + 1 : ink->bottom;
    ink->sum += (uint64_t)alpha * (uint64_t)(x * 7919 + y * 104729 + 500000);
}

static inline void add_quad(struct ink *ink, const struct page *page,
                            const struct vertex *from, const struct vertex *to)
{
    int x = (int)from->x - LEFT, y = (int)from->y - BASE;
    int u = (int)lroundf(from->u * ATLAS_SIZE);
    int v = (int)lroundf(from->v * ATLAS_SIZE);
    bool plain = from->u == to->u;

    assert_close(from->x, roundf(from->x), 0);
    assert_close(from->y, roundf(from->y), 0);
    ink->boxes += plain;
    for (int j = 0; j < (int)(to->y - from->y); j++) {
        const uint8_t *row = page->atlas.pixels + (v + j) * ATLAS_SIZE + u;
        for (int i = 0; i < (int)(to->x - from->x); i++)
            add_pixel(ink, x + i, y + j, plain ? 255 : row[i]);
    }
}

static inline struct ink look_at(const struct page *page)
{
    struct ink ink = { SIDE, -SIDE, SIDE, -SIDE, 0, 0 };
    const struct mesh *mesh = &page->mesh;

    for (int k = 0; k < mesh->index_count; k += 6)
        add_quad(&ink, page, &mesh->vertices[mesh->indices[k]],
                 &mesh->vertices[mesh->indices[k + 2]]);
    return ink;
}

static inline bool put(struct page *page, enum face face, int pixels,
                       const char *string)
{
    clean_page(page);
    return text_put(page->text, &page->mesh, LEFT, BASE, face, pixels,
                    (struct color){ 0, 0, 0, 255 }, string, strlen(string));
}

static inline struct ink ink_of(struct page *page, enum face face, int pixels,
                                const char *string)
{
    if (!put(page, face, pixels, string)) {
        atlas_clear(&page->atlas);
        text_forget(page->text);
        assert_true(put(page, face, pixels, string));
    }
    return look_at(page);
}

#endif
