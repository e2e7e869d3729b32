/* Pieces (words, parts of formulas) are gathered into a line until one does not
 * fit; then the line is drawn up to the last place where it may end, and what
 * was behind goes on. Pieces without a blank between them are one word, so
 * that neither a comma nor a Korean particle is left alone; Korean breaks
 * between words like any text. Only a word wider than the line is broken
 * inside. A line is as high as its formulas need.
 */
#include "scene/widget/type/flow.h"

#include <math.h>
#include <string.h>

#include "scene/widget/formula.h"
#include "scene/widget/type/link.h"
#include "scene/widget/type/word.h"

enum { LINE_PIECES = 128, FORMULA_PIECES = 12 };

/* Of the line: formulas that are less wide are not broken. */
static const float whole_share = 0.45f;

struct piece {
    const struct page_span *span;
    const char *text;
    size_t length;             /* of text; 0: a part of a formula */
    int from, count;           /* that part */
    struct formula_size size;
    float scale;               /* of a formula that is too wide: below 1 */
    bool blank;                /* there is one before it */
    bool loose;                /* a line may end before it */
};

struct line {
    const struct flow *flow;
    struct point at;           /* upper left */
    float width, used, blank;
    int pieces, word;          /* where the present word begins */
    struct piece piece[LINE_PIECES];
    bool no_lines;             /* all of it goes on one */
};

static float formula_size_of(const struct flow *flow)
{
    return fmaxf(1.1f * flow->style.size, FORMULA_LEAST);
}

static struct formula_style formula_style_of(const struct flow *flow,
                                             const struct piece *piece,
                                             struct color color)
{
    return (struct formula_style){
        .size = piece->scale * formula_size_of(flow), .color = color,
        .plain = flow->style.plain, .from = piece->from,
        .count = piece->count};
}

bool flow_seen(const struct flow *flow, float y, float height)
{
    const struct box *clip = &flow->scene->list->clip;

    return y >= clip->y - 0.5f && y + height <= box_bottom(*clip) + 0.5f;
}

static void draw_piece(const struct flow *flow, const struct piece *piece,
                       struct point at, struct color color)
{
    struct draw_list *list = flow->scene->list;
    const struct theme *theme = flow->scene->theme;
    float size = flow->style.size;
    char copy[WORD_SIZE];

    if (piece->length == 0) {
        const struct formula_style style = formula_style_of(flow, piece,
                                                            color);
        formula_draw(flow->scene, &flow->page->formula[piece->span->formula],
                     &style, at);
        return;
    }
    word_copy(piece->span->marks, piece->text, piece->length, copy);
    if (piece->span->marks & SPAN_CODE)
        draw_box(list, box_at(at.x - 2, at.y - 0.8f * size,
                              piece->size.width + 4, 1.08f * size), 4,
                 theme->chip);
    draw_text(list, at, (struct draw_style){
                  word_face(flow, piece->span->marks), size, color, ALIGN_LEFT},
              copy);
}

static void draw_pieces(const struct line *line, int count, float base)
{
    const struct flow *flow = line->flow;
    float x = line->at.x;

    for (int k = 0; k < count; k++) {
        const struct piece *piece = &line->piece[k];
        bool linked = piece->span->marks & SPAN_LINK && !flow->style.plain;
        struct color color = piece->span->marks & SPAN_BOLD
            ? flow->strong : flow->style.color;
        float blank = k > 0 && piece->blank ? line->blank : 0;
        x += blank;
        if (linked) {
            struct link link = link_of(flow->scene, flow->page, piece->span);
            bool on = k > 0 && line->piece[k - 1].span == piece->span;
            color = link.color;
            link_draw(flow->scene, &link,
                      box_at(x - (on ? blank : 0),
                             base - 0.9f * flow->style.size,
                             piece->size.width + (on ? blank : 0),
                             1.14f * flow->style.size));
        }
        draw_piece(flow, piece, point_at(x, base), color);
        x += piece->size.width;
    }
}

/* Ends the line behind its first `count` pieces; the others begin the next. */
static void end_line(struct line *line, int count)
{
    const struct flow *flow = line->flow;
    float up = 0.5f * flow->style.line + 0.35f * flow->style.size;
    float down = flow->style.line - up;

    for (int k = 0; k < count; k++) {
        bool maths = line->piece[k].length == 0;
        up = fmaxf(up, line->piece[k].size.above + (maths ? 4 : 0));
        down = fmaxf(down, line->piece[k].size.below + (maths ? 4 : 0));
    }
    if (flow->draws && flow_seen(flow, line->at.y, up + down))
        draw_pieces(line, count, line->at.y + up);
    line->at.y += up + down;
    line->pieces -= count;
    memmove(line->piece, line->piece + count,
            (size_t)line->pieces * sizeof *line->piece);
    line->word = 0;
    line->used = 0;
    for (int k = 0; k < line->pieces; k++)
        line->used += line->piece[k].size.width +
                      (k > 0 && line->piece[k].blank ? line->blank : 0);
}

static void append(struct line *line, const struct piece *piece)
{
    bool first = line->pieces == 0;

    if (line->pieces == LINE_PIECES)
        end_line(line, line->word > 0 ? line->word : LINE_PIECES);
    if (piece->blank || piece->loose)
        line->word = line->pieces;
    line->used += piece->size.width + (!first && piece->blank ? line->blank
                                                              : 0);
    line->piece[line->pieces++] = *piece;
}

static void add(struct line *line, struct piece piece)
{
    const struct flow *flow = line->flow;

    for (;;) {
        bool first = line->pieces == 0;
        float gap = !first && piece.blank ? line->blank : 0;
        float room = line->width - line->used - gap;
        if (piece.size.width <= room + 0.01f || line->no_lines) {
            append(line, &piece);
            return;
        }
        if (!first && (piece.blank || piece.loose)) {
            end_line(line, line->pieces);
        } else if (!first && line->word > 0) {
            end_line(line, line->word);
        } else if (piece.length == 0) {
            if (!first)
                end_line(line, line->pieces);
            append(line, &piece);
            return;
        } else {
            struct piece part = piece;
            part.length = word_fitting(flow, piece.span->marks, piece.text,
                                       piece.length, room);
            part.size.width = word_width(flow, piece.span->marks, part.text,
                                         part.length);
            if (!first && part.size.width > room) {
                end_line(line, line->pieces);
                continue;
            }
            append(line, &part);
            if (part.length == piece.length)
                return;
            end_line(line, line->pieces);
            piece.text += part.length;
            piece.length -= part.length;
            piece.size.width = word_width(flow, piece.span->marks, piece.text,
                                          piece.length);
            piece.blank = false;
        }
    }
}

/* Returns whether a blank is left at its end. */
static bool add_text(struct line *line, const struct page_span *span,
                     bool blank)
{
    const struct flow *flow = line->flow;
    const float above = 0.74f * flow->style.size;

    for (const char *text = span->text; *text != '\0';) {
        size_t skip = strspn(text, " \n\t");
        if (skip > 0) {
            blank = true;
            text += skip;
            continue;
        }
        size_t length = word_length(text);
        add(line, (struct piece){
            .span = span, .text = text, .length = length, .blank = blank,
            .size = {word_width(flow, span->marks, text, length), above,
                     0.24f * flow->style.size}});
        blank = false;
        text += length;
    }
    return blank;
}

static void add_formula(struct line *line, const struct page_span *span,
                        bool blank)
{
    const struct flow *flow = line->flow;
    const struct formula *formula = &flow->page->formula[span->formula];
    const struct formula_style whole = {.size = formula_size_of(flow)};
    bool small = formula_measure(flow->scene, formula, &whole).width <
                 whole_share * line->width;
    int first[FORMULA_PIECES + 1];
    int pieces = formula_pieces(formula, first, small ? 1 : FORMULA_PIECES);

    for (int k = 0; k < pieces; k++) {
        struct piece piece = {.span = span, .blank = blank, .from = first[k],
                              .loose = k > 0, .scale = 1,
                              .count = k + 1 < pieces ? first[k + 1] - first[k]
                                                      : 0};
        struct formula_style style =
            formula_style_of(flow, &piece, flow->style.color);
        piece.size = formula_measure(flow->scene, formula, &style);
        if (piece.size.width > line->width && !line->no_lines) {
            piece.scale = fmaxf(line->width / piece.size.width,
                                FORMULA_LEAST / style.size);
            style.size *= piece.scale;
            piece.size = formula_measure(flow->scene, formula, &style);
        }
        if (k + 1 < pieces) /* room behind the sign at its end */
            piece.size.width += 0.25f * style.size;
        add(line, piece);
        blank = false;
    }
}

static void begin(struct line *line, const struct flow *flow, struct point at,
                  float width)
{
    struct draw_list *list = flow->scene->list;
    float size = flow->style.size;

    line->flow = flow;
    line->at = at;
    line->width = width;
    line->used = 0;
    line->pieces = line->word = 0;
    line->no_lines = false;
    line->blank = draw_width(list, FACE_UI, size, "n n") -
                  draw_width(list, FACE_UI, size, "nn");
}

static void add_spans(struct line *line, int first, int count)
{
    bool blank = false;

    for (int k = first; k < first + count; k++) {
        const struct page_span *span = &line->flow->page->span[k];
        if (span->marks & SPAN_MATHS) {
            add_formula(line, span, blank);
            blank = false;
        } else {
            blank = add_text(line, span, blank);
        }
        if (span->marks & SPAN_BREAK && !line->no_lines) {
            end_line(line, line->pieces);
            blank = false;
        }
    }
}

float flow_set(const struct flow *flow, int first, int count, struct point at,
               float width)
{
    struct line line;

    begin(&line, flow, at, width);
    add_spans(&line, first, count);
    if (line.pieces > 0)
        end_line(&line, line.pieces);
    return line.at.y;
}

float flow_width(const struct flow *flow, int first, int count)
{
    struct line line;
    struct flow without = *flow;

    without.draws = false;
    begin(&line, &without, point_at(0, 0), 0);
    line.no_lines = true;
    add_spans(&line, first, count);
    return line.used;
}
