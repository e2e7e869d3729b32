/* SDL_ttf gives sizes in whole pixels and mixes up advance and extent. So the
 * advance is measured at many pixels to the em, as the difference that the
 * piece makes in front of two bars: what is rounded and what sticks out is the
 * same in both. It is the same share of every size, because the hinting in use
 * leaves widths alone.
 *
 * A picture is rendered at its own size and kept without the empty rows and
 * columns around it.
 */
#include "paint/text/glyphs.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

enum { MEASURE_PIXELS = 1024, ROUNDED = 2 /* of them */ };

/* A letter that no font kerns and that sticks out nowhere. */
static const char bars[] = "||";

/* The first letter's extent: what reaches left of the pen (0 or less) and above
 * the font's ascent (0 or more). SDL_ttf moves the picture by that much. */
static void find_overhang(TTF_Font *font, const struct text_piece *piece,
                          int *left, int *above)
{
    int least, top;
    uint32_t code;

    *left = *above = 0;
    utf8_decode(piece->text, (size_t)piece->length, &code);
    if (TTF_GlyphMetrics32(font, code, &least, NULL, NULL, &top, NULL) != 0)
        return;
    *left = least < 0 ? least : 0;
    top -= TTF_FontAscent(font);
    *above = top > 0 ? top : 0;
}

struct extent glyphs_measure(struct fonts *fonts,
                             const struct text_piece *piece)
{
    char text[PIECE_BYTES + sizeof bars];
    int with, without, alone, left, above;
    TTF_Font *font = fonts_open(fonts, piece->font, MEASURE_PIXELS);

    memcpy(text, piece->text, (size_t)piece->length);
    memcpy(text + piece->length, bars, sizeof bars);
    if (font == NULL || TTF_SizeUTF8(font, text, &with, NULL) != 0 ||
        TTF_SizeUTF8(font, bars, &without, NULL) != 0 ||
        TTF_SizeUTF8(font, piece->text, &alone, NULL) != 0)
        return (struct extent){.advance = 0.5f * (float)piece->letters};
    find_overhang(font, piece, &left, &above);
    int lean = alone - (with - without) - ROUNDED;
    return (struct extent){
        .advance = (float)(with - without + left) / MEASURE_PIXELS,
        .lean = lean > 0 ? (float)lean / MEASURE_PIXELS : 0};
}

static uint8_t alpha_at(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;

    return (uint8_t)(((const uint32_t *)row)[x] >> 24);
}

static bool row_is_empty(const SDL_Surface *surface, int y)
{
    int x = 0;

    while (x < surface->w && alpha_at(surface, x, y) == 0)
        x++;
    return x == surface->w;
}

static bool column_is_empty(const SDL_Surface *surface, int x)
{
    int y = 0;

    while (y < surface->h && alpha_at(surface, x, y) == 0)
        y++;
    return y == surface->h;
}

/* What is not empty; w = 0 where nothing is. */
static struct atlas_place trim(const SDL_Surface *surface)
{
    int left = 0, right = surface->w, top = 0, bottom = surface->h;

    while (top < bottom && row_is_empty(surface, top))
        top++;
    if (top == bottom)
        return (struct atlas_place){0};
    while (row_is_empty(surface, bottom - 1))
        bottom--;
    while (column_is_empty(surface, left))
        left++;
    while (column_is_empty(surface, right - 1))
        right--;
    return (struct atlas_place){left, top, right - left, bottom - top};
}

static void copy(const SDL_Surface *surface, struct atlas_place from,
                 struct atlas *atlas, struct atlas_place to)
{
    for (int y = 0; y < from.h; y++) {
        uint8_t *row = atlas->pixels + (size_t)(to.y + y) * ATLAS_SIZE + to.x;
        for (int x = 0; x < from.w; x++)
            row[x] = alpha_at(surface, from.x + x, from.y + y);
    }
}

static void place(const SDL_Surface *surface, struct atlas *atlas,
                  struct glyphs *glyphs)
{
    struct atlas_place ink = trim(surface);

    if (ink.w == 0) {
        glyphs->state = GLYPHS_BLANK;
        return;
    }
    glyphs->left += ink.x;
    glyphs->top += ink.y;
    glyphs->place = (struct atlas_place){.w = ink.w, .h = ink.h};
    if (ink.w > ATLAS_SIZE / 2 || ink.h > ATLAS_SIZE / 2) {
        glyphs->state = GLYPHS_IMPOSSIBLE;
    } else if (atlas_add(atlas, ink.w, ink.h, &glyphs->place)) {
        copy(surface, ink, atlas, glyphs->place);
        glyphs->state = GLYPHS_PLACED;
    } else {
        glyphs->state = GLYPHS_FULL;
    }
}

/* A box of about the size of what cannot be shown. */
static struct glyphs make_box(const struct text_piece *piece)
{
    int h = (int)lroundf(0.7f * (float)piece->pixels);

    return (struct glyphs){.state = GLYPHS_IMPOSSIBLE, .top = -h,
                           .place = {.w = piece->letters * piece->pixels / 2,
                                     .h = h}};
}

struct glyphs glyphs_render(struct fonts *fonts, struct atlas *atlas,
                            const struct text_piece *piece)
{
    struct glyphs glyphs = {0};
    int left, above, width = 0;
    TTF_Font *font = fonts_open(fonts, piece->font, piece->pixels);

    if (font == NULL || TTF_SizeUTF8(font, piece->text, &width, NULL) != 0)
        return make_box(piece);
    if (width == 0) {
        glyphs.state = GLYPHS_BLANK;
        return glyphs;
    }
    find_overhang(font, piece, &left, &above);
    glyphs.left = left;
    glyphs.top = -TTF_FontAscent(font) - above;
    SDL_Surface *surface = TTF_RenderUTF8_Blended(
        font, piece->text, (SDL_Color){255, 255, 255, 255});
    if (surface == NULL)
        return make_box(piece);
    place(surface, atlas, &glyphs);
    SDL_FreeSurface(surface);
    return glyphs;
}
