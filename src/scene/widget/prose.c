/* A paragraph is cut into pieces that are never broken (words, or parts of
 * words of one style); pieces without a blank between them stay together.
 * Measuring and drawing are the same walk, once without a pen.
 */
#include "scene/widget/prose.h"

#include <string.h>

#include "base/text.h"

enum { PIECE_MAX = 256 };

struct walk {
    const struct scene *scene;
    const struct prose_style *style;
    struct point start;
    float width;
    bool draws;
    float x, y;           /* where the next piece goes */
    enum face face;
    struct color color;
    bool inside;          /* of "{f:...}" */
};

static struct color hue_of(const struct theme *theme, char letter)
{
    switch (letter) {
    case 'f': return theme->f;
    case 'i': return theme->i;
    case 'g': return theme->g;
    case 'o': return theme->o;
    case 'c': return theme->c_text;
    case 'h': return theme->h;
    case 'x': return theme->x;
    case 'r': return theme->r;
    case 'z': return theme->z;
    case 'n': return theme->n;
    case 'a': return theme->accent;
    default: return theme->ink;
    }
}

static void new_line(struct walk *walk)
{
    walk->x = walk->start.x;
    walk->y += walk->style->line;
}

/* Styles that begin or end at `text`; how many bytes they take. */
static size_t change_style(struct walk *walk, const char *text)
{
    if (text[0] == '{' && text[1] != '\0' && text[2] == ':') {
        walk->inside = true;
        walk->face = FACE_BOLD;
        walk->color = hue_of(walk->scene->theme, text[1]);
        return 3;
    }
    if (text[0] == '}' && walk->inside) {
        walk->inside = false;
        walk->face = FACE_UI;
        walk->color = walk->style->color;
        return 1;
    }
    return 0;
}

/* Bytes up to the next blank, line end or change of style; markup of scripts
 * stays whole. */
static size_t piece_length(const struct walk *walk, const char *text)
{
    bool script = false;
    size_t length = 0;

    while (text[length] != '\0' && length < PIECE_MAX - 5) {
        const char *at = text + length;
        bool opens = (at[0] == '_' || at[0] == '^') && at[1] == '{';
        if (!script && (*at == ' ' || *at == '\n' ||
                        (*at == '}' && walk->inside) ||
                        (*at == '{' && at[1] != '\0' && at[2] == ':')))
            break;
        script = (script && *at != '}') || opens;
        uint32_t code;
        int bytes = utf8_decode(at, strlen(at), &code);
        length += opens ? 2 : bytes > 0 ? (size_t)bytes : 1;
    }
    return length;
}

/* Width of the word that begins at `text`, across changes of style. */
static float word_width(const struct walk *walk, const char *text)
{
    struct walk ahead = *walk;
    float width = 0;

    for (;;) {
        size_t skipped = change_style(&ahead, text);
        if (skipped == 0) {
            char piece[PIECE_MAX];
            size_t length = piece_length(&ahead, text);
            if (length == 0)
                return width;
            memcpy(piece, text, length);
            piece[length] = '\0';
            width += draw_width(walk->scene->list, ahead.face,
                                walk->style->size, piece);
            skipped = length;
        }
        text += skipped;
    }
}

static void put(struct walk *walk, const char *text, size_t length)
{
    char piece[PIECE_MAX];
    struct draw_style style = {walk->face, walk->style->size, walk->color,
                               ALIGN_LEFT};

    memcpy(piece, text, length);
    piece[length] = '\0';
    if (walk->draws)
        walk->x += draw_text(walk->scene->list, point_at(walk->x, walk->y),
                             style, piece);
    else
        walk->x += draw_width(walk->scene->list, walk->face,
                              walk->style->size, piece);
}

/* A piece wider than a line goes letter by letter. */
static void put_broken(struct walk *walk, const char *text, size_t length)
{
    for (size_t k = 0; k < length;) {
        char letter[8] = "";
        uint32_t code;
        int bytes = utf8_decode(text + k, length - k, &code);
        size_t step = bytes > 0 ? (size_t)bytes : 1;
        memcpy(letter, text + k, step);
        float width = draw_width(walk->scene->list, walk->face,
                                 walk->style->size, letter);
        if (walk->x > walk->start.x &&
            walk->x + width > walk->start.x + walk->width)
            new_line(walk);
        put(walk, text + k, step);
        k += step;
    }
}

static void walk_text(struct walk *walk, const char *text)
{
    float blank = draw_width(walk->scene->list, FACE_UI, walk->style->size,
                             "n n") -
                  draw_width(walk->scene->list, FACE_UI, walk->style->size,
                             "nn");
    bool fresh = true; /* a word begins here */

    while (*text != '\0') {
        if (*text == '\n' || *text == ' ') {
            if (*text == '\n')
                new_line(walk);
            else
                walk->x += blank;
            fresh = true;
            text++;
            continue;
        }
        if (fresh && walk->x > walk->start.x &&
            walk->x + word_width(walk, text) > walk->start.x + walk->width)
            new_line(walk);
        fresh = false;
        size_t length = change_style(walk, text);
        if (length == 0) {
            length = piece_length(walk, text);
            if (length == 0)
                length = 1; /* a stray brace */
            if (word_width(walk, text) > walk->width)
                put_broken(walk, text, length);
            else
                put(walk, text, length);
        }
        text += length;
    }
}

static float run(const struct scene *scene, struct point at, float width,
                 const struct prose_style *style, const char *text, bool draws)
{
    struct walk walk = {.scene = scene, .style = style, .start = at,
                        .width = width, .draws = draws, .x = at.x, .y = at.y,
                        .face = FACE_UI, .color = style->color};

    walk_text(&walk, text);
    return walk.y;
}

float prose_draw(const struct scene *scene, struct point at, float width,
                 const struct prose_style *style, const char *text)
{
    return run(scene, at, width, style, text, true);
}

float prose_height(const struct scene *scene, float width,
                   const struct prose_style *style, const char *text)
{
    return run(scene, point_at(0, 0), width, style, text, false);
}
