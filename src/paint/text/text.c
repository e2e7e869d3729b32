/* A line is written piece by piece from left to right. Measuring does the same
 * without the pictures, so the two agree.
 */
#include "paint/text/text.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "paint/mesh/quad.h"
#include "paint/text/fonts.h"
#include "paint/text/runs.h"
#include "paint/text/split.h"

struct text {
    struct atlas *atlas;
    struct fonts fonts;
    struct runs runs;
};

struct text *text_create(struct atlas *atlas, struct error *error)
{
    struct text *text = array_new(1, sizeof *text, "text", error);

    if (text == NULL)
        return NULL;
    text->atlas = atlas;
    if (runs_init(&text->runs, error) && fonts_init(&text->fonts, error))
        return text;
    text_destroy(text);
    return NULL;
}

void text_destroy(struct text *text)
{
    if (text == NULL)
        return;
    fonts_finish(&text->fonts);
    runs_finish(&text->runs);
    free(text);
}

bool text_has(const struct text *text, uint32_t code)
{
    return fonts_have(&text->fonts, code);
}

void text_forget(struct text *text)
{
    runs_forget(&text->runs);
}

static float width(void *context, enum face face, int pixels,
                   const char *string, size_t length)
{
    struct text *text = context;
    struct split split =
        split_begin(&text->fonts, face, pixels, string, length);
    struct text_piece piece;
    float sum = 0;

    while (split_next(&split, &piece))
        sum += runs_advance(&text->runs, &text->fonts, &piece);
    return sum;
}

struct measure text_measure(struct text *text)
{
    return (struct measure){width, text};
}

/* A box of whole pixels with the given part of the atlas. */
static void put_quad(struct mesh *mesh, struct box box, struct box part,
                     struct color color)
{
    int first = mesh_reserve(mesh, 4, 6);

    if (first < 0)
        return;
    for (int k = 0; k < 4; k++) {
        bool right = k == 1 || k == 2, bottom = k >= 2;
        mesh->vertices[first + k] = (struct vertex){
            box.x + (right ? box.w : 0),   box.y + (bottom ? box.h : 0), color,
            part.x + (right ? part.w : 0), part.y + (bottom ? part.h : 0)};
    }
    quad_put(quad_room(mesh, 6), first, first + 1, first + 2, first + 3);
}

static void put_glyphs(struct mesh *mesh, struct box box,
                       struct atlas_place place, struct color color)
{
    float unit = 1.0f / ATLAS_SIZE;

    put_quad(mesh, box,
             box_at((float)place.x * unit, (float)place.y * unit,
                    (float)place.w * unit, (float)place.h * unit),
             color);
}

/* The outline that stands for what cannot be shown. */
static void put_box(struct mesh *mesh, struct box box, struct color color)
{
    struct box white = {mesh->white_u, mesh->white_v, 0, 0};
    float right = box_right(box) - 1, bottom = box_bottom(box) - 1;

    put_quad(mesh, box_at(box.x, box.y, box.w, 1), white, color);
    put_quad(mesh, box_at(box.x, bottom, box.w, 1), white, color);
    put_quad(mesh, box_at(box.x, box.y + 1, 1, box.h - 2), white, color);
    put_quad(mesh, box_at(right, box.y + 1, 1, box.h - 2), white, color);
}

/* One piece with the pen at x, y; false when the atlas is full. */
static bool put_piece(struct text *text, struct mesh *mesh, float x, float y,
                      const struct text_piece *piece, struct color color)
{
    struct glyphs glyphs =
        runs_glyphs(&text->runs, &text->fonts, text->atlas, piece);
    struct box box = box_at(roundf(x) + (float)glyphs.left,
                            y - (float)piece->rise + (float)glyphs.top,
                            (float)glyphs.place.w, (float)glyphs.place.h);

    if (glyphs.state == GLYPHS_PLACED)
        put_glyphs(mesh, box, glyphs.place, color);
    else if (glyphs.state != GLYPHS_BLANK)
        put_box(mesh, box, color);
    return glyphs.state != GLYPHS_FULL;
}

/* Can what is right of x, y be seen? Letters reach at most three ems up and
 * down. False for NaN. */
static bool is_near(const struct mesh *mesh, float x, float y, int pixels)
{
    float reach = 3.0f * (float)pixels;
    float top = (float)mesh->clip.y, left = (float)mesh->clip.x;

    return y > top - reach && y < top + (float)mesh->clip.h + reach &&
           x < left + (float)mesh->clip.w + reach && x > -1e6f;
}

bool text_put(struct text *text, struct mesh *mesh, float x, float y,
              enum face face, int pixels, struct color color,
              const char *string, size_t length)
{
    struct split split =
        split_begin(&text->fonts, face, pixels, string, length);
    struct text_piece piece;
    bool fits = true;

    x = roundf(x);
    y = roundf(y);
    while (is_near(mesh, x, y, split.pixels) && split_next(&split, &piece)) {
        fits &= put_piece(text, mesh, x, y, &piece, color);
        x += runs_advance(&text->runs, &text->fonts, &piece);
    }
    return fits;
}
