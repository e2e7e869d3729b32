/* Pieces are drawn faint until what they stand for is computed; those of the
 * phase that is being played glow.
 */
#include "scene/view/cell/parts/part.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/view/touch/over_bar.h"
#include "scene/widget/panel.h"

enum { CAPSULE = 40, CAPSULE_OVER = 14, NODE = 15, FUNCTION = 28, TAG = 30,
       TAGS_MAX = 4 };

static void draw_sign(const struct closeup *closeup, struct point at,
                      char kind, bool chosen)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    struct color color = chosen ? theme->ink : color_fade(theme->ink_soft,
                                                          0.75f);
    float half = chosen ? 5 : 3.2f, width = chosen ? 2.2f : 1.5f;

    if (kind == '*') {
        draw_disc(list, at, chosen ? 3.8f : 2.2f, color);
        return;
    }
    draw_segment(list, point_at(at.x - half, at.y),
                 point_at(at.x + half, at.y), width, color);
    draw_segment(list, point_at(at.x, at.y - half),
                 point_at(at.x, at.y + half), width, color);
}

void part_capsule(const struct closeup *closeup,
                  const struct part_operator *operator)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float wide = closeup->half < 20 ? CAPSULE - 8 : CAPSULE, x = operator->x;
    float pitch = closeup_pitch(closeup, true);
    struct box box = box_at(x - wide / 2, closeup->belt - closeup->half -
                            CAPSULE_OVER, wide,
                            2 * (closeup->half + CAPSULE_OVER));
    bool live = operator->live > 0;

    if (closeup_hot(closeup, operator->phase) && live)
        draw_glow(list, box, wide / 2, 34, color_fade(operator->ring, 0.55f),
                  false);
    draw_box(list, box, wide / 2, theme->node);
    draw_outline(list, box, wide / 2, 2.2f * theme->line,
                 live ? operator->ring : theme->edge_strong);
    for (int k = 0; k < closeup->rows && closeup->all; k++)
        if (closeup->first + k != closeup->unit)
            draw_sign(closeup, point_at(x, closeup->belt +
                                        ((float)k - (float)(closeup->rows - 1) /
                                         2) * pitch), operator->kind, false);
    draw_sign(closeup, point_at(x, closeup_lane(closeup, closeup->belt, true)),
              operator->kind, true);
    draw_spot(list, box, source_id(closeup, operator->source), ACTION_NONE, 0);
}

void part_node(const struct closeup *closeup,
               const struct part_operator *operator)
{
    const struct scene *scene = closeup->scene;
    bool live = operator->live > 0;

    panel_operator(scene, point_at(operator->x, operator->y), NODE,
                   live ? operator->ring : scene->theme->edge_strong,
                   operator->kind,
                   closeup_hot(closeup, operator->phase) && live ? 1 : 0);
    draw_spot(scene->list, box_at(operator->x - NODE, operator->y - NODE,
                                  2 * NODE, 2 * NODE),
              source_id(closeup, operator->source), ACTION_NONE, 0);
}

void part_function(const struct closeup *closeup,
                   const struct part_function *function)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    const char *const *text = function->text;
    bool live = function->live > 0;

    while (text[1] != NULL && draw_width(list, function->face, TEXT_USUAL,
                                         *text) + 20 > function->room)
        text++;
    float width = draw_width(list, function->face, TEXT_USUAL, *text) + 20;
    struct point at = function->centre;
    struct box box = box_at(at.x - fmaxf(width, 40) / 2, at.y - FUNCTION / 2,
                            fmaxf(width, 40), FUNCTION);
    draw_box(list, box, FUNCTION / 2, theme->node);
    draw_outline(list, box_inset(box, 0.5f), FUNCTION / 2 - 0.5f,
                 1.7f * theme->line, live ? function->ring
                                          : theme->edge_strong);
    draw_text(list, point_at(at.x, at.y + 5.5f),
              style_of(function->face, TEXT_USUAL,
                       live ? theme->ink : theme->ink_faint, ALIGN_CENTRE),
              *text);
    draw_spot(list, box, source_id(closeup, function->source), ACTION_NONE, 0);
}

/* The number of a tag; nothing before it is computed. */
static const char *tag_text(const struct closeup *closeup,
                            const struct part_tag *tag, char out[FIGURE_MAX])
{
    out[0] = '\0';
    return tag->live < 1 ? out : source_text(closeup, tag->source, false, out);
}

static float tag_width(const struct closeup *closeup,
                       const struct part_tag *tag)
{
    const struct draw_list *list = closeup->scene->list;
    char text[FIGURE_MAX];
    float number = draw_width(list, FACE_BOLD, TEXT_USUAL,
                              tag_text(closeup, tag, text));

    return draw_width(list, FACE_MATH_ITALIC, 17, tag->symbol) + 26 +
           (number > 0 ? number + 8 : 0);
}

/* The line from a tag at x down to its lane. */
static void draw_leader(const struct closeup *closeup,
                        const struct part_tag *tag, float x, float width)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float y = closeup_lane(closeup, closeup->belt, true);
    float foot = fminf(fmaxf(x, tag->from), tag->to);

    if (fabsf(foot - x) > width / 2 - 14 || tag->live < 1)
        return;
    draw_segment(list, point_at(foot, closeup->tags + TAG / 2),
                 point_at(foot, y), 1, color_fade(theme->ink_soft, 0.8f));
    draw_disc(list, point_at(foot, y), 4.2f, theme->ink);
    draw_disc(list, point_at(foot, y), 2.2f, theme->node);
}

/* Somebody holds the value itself: it is not what its terms make. */
static bool is_held(const struct closeup *closeup, const struct part_tag *tag)
{
    const struct draw_id id = source_id(closeup, tag->source);

    return id.kind == SUBJECT_SIGNAL &&
           over_bar_is_held(closeup->scene->film, id.layer, id.signal,
                            id.step, id.unit);
}

static void draw_tag(const struct closeup *closeup, const struct part_tag *tag,
                     float x, float width)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    struct box box = box_at(x - width / 2, closeup->tags - TAG / 2, width, TAG);
    bool live = tag->live >= 1, held = live && is_held(closeup, tag);
    char text[FIGURE_MAX];

    draw_leader(closeup, tag, x, width);
    draw_box(list, box, TAG / 2, theme->node);
    draw_outline(list, box_inset(box, 0.5f), TAG / 2 - 0.5f,
                 1.6f * theme->line, held ? theme->ink : live ? tag->color
                                                  : theme->edge_strong);
    if (held)
        over_bar_pin(closeup->scene, point_at(box_right(box) - 5, box.y + 1));
    struct point at = point_at(box.x + 13, closeup->tags + 6);
    at.x += 8 + draw_text(list, at,
                          style_of(FACE_MATH_ITALIC, 17,
                                   live ? tag->color : theme->ink_faint,
                                   ALIGN_LEFT), tag->symbol);
    tag_text(closeup, tag, text);
    if (live)
        source_draw(closeup, at, style_of(FACE_BOLD, TEXT_USUAL, theme->ink,
                                          ALIGN_LEFT), tag->source, text);
    draw_spot(list, box, source_id(closeup, tag->source), ACTION_NONE, 0);
}

/* Moves the middles apart and into the panel; false where they are too wide. */
static bool spread(const struct closeup *closeup, const float *width, float *x,
                   int count)
{
    const float gap = 8;
    float left = closeup->left + 4, right = closeup->right - 4;

    for (int k = 0; k < count; k++) {
        x[k] = fmaxf(x[k], left + width[k] / 2);
        left = x[k] + width[k] / 2 + gap;
    }
    for (int k = count - 1; k >= 0; k--) {
        x[k] = fminf(x[k], right - width[k] / 2);
        right = x[k] - width[k] / 2 - gap;
    }
    return right + gap >= closeup->left;
}

void part_tags(const struct closeup *closeup, const struct part_tag *tag,
               int count)
{
    struct part_tag shown[TAGS_MAX];
    float width[TAGS_MAX], x[TAGS_MAX];

    if (closeup->tags <= 0)
        return;
    memcpy(shown, tag, (size_t)count * sizeof *tag);
    for (;;) {
        for (int k = 0; k < count; k++) {
            width[k] = tag_width(closeup, &shown[k]);
            x[k] = shown[k].x;
        }
        if (count == 0 || spread(closeup, width, x, count))
            break;
        int middle = count / 2;
        count--;
        memmove(&shown[middle], &shown[middle + 1],
                (size_t)(count - middle) * sizeof *shown);
    }
    for (int k = 0; k < count; k++)
        draw_tag(closeup, &shown[k], x[k], width[k]);
}

void part_label(const struct closeup *closeup, const struct part_label *label)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    char number[FIGURE_MAX], text[96];

    if (label->live < 1)
        return;
    snprintf(text, sizeof text, "%s%s%s", label->before,
             source_text(closeup, label->source, label->plain, number),
             label->after);
    float width = draw_width(list, FACE_BOLD, 15, text) + 24;
    if (width > label->room)
        return;
    float x = label->at.x - (label->align == ALIGN_RIGHT ? width : 0);
    struct box box = box_at(x, label->at.y - 14, width, 28);
    draw_box(list, box, 14, label->color);
    source_draw(closeup, point_at(x + 12, label->at.y + 5.5f),
                style_of(FACE_BOLD, 15, theme->on_hue, ALIGN_LEFT),
                label->source, text);
    draw_spot(list, box, source_id(closeup, label->source), ACTION_NONE, 0);
}

void part_end(const struct closeup *closeup, const struct part_end *end)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    struct color color = end->live > 0 ? end->color : theme->ink_faint;
    struct point at = end->at;
    float width = 0;
    char text[FIGURE_MAX];

    if (draw_width(list, FACE_MATH_ITALIC, 17, end->symbol) <= end->room)
        width = draw_text(list, at, style_of(FACE_MATH_ITALIC, 17, color,
                                             end->align), end->symbol);
    at.y += end->below;
    source_text(closeup, end->source, false, text);
    if (end->live >= 1 &&
        draw_width(list, FACE_BOLD, TEXT_SMALL, text) <= end->room)
        width = fmaxf(width, source_draw(closeup, at,
                                         style_of(FACE_BOLD, TEXT_SMALL,
                                                  theme->ink, end->align),
                                         end->source, text));
    draw_spot(list, box_at(at.x - (end->align == ALIGN_RIGHT ? width : 0),
                           at.y - end->below - 15, width, end->below + 19),
              source_id(closeup, end->source), ACTION_NONE, 0);
}

void part_lane(const struct closeup *closeup, struct color color)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float y = closeup_lane(closeup, closeup->belt, true);
    float half = closeup_pitch(closeup, true) / 2;
    struct color hair = color_fade(theme->ink, 0.35f);
    struct point badge = point_at(closeup->left + 16, y);

    if (closeup->all && closeup->rows > 1) {
        draw_segment(list, point_at(closeup->left, y - half),
                     point_at(closeup->right, y - half), 1, hair);
        draw_segment(list, point_at(closeup->left, y + half),
                     point_at(closeup->right, y + half), 1, hair);
    }
    char text[16];
    snprintf(text, sizeof text, "%d", closeup->unit + 1);
    float wide = fmaxf(draw_width(list, FACE_BOLD, TEXT_SMALL, text) + 10, 21);
    struct box box = box_at(badge.x - 10.5f, y - 10.5f, wide, 21);
    draw_box(list, box, 10.5f, theme->node);
    draw_outline(list, box_inset(box, 0.5f), 10, 1.6f, color);
    draw_text(list, point_at(box.x + wide / 2, y + 5),
              style_of(FACE_BOLD, TEXT_SMALL, theme->ink, ALIGN_CENTRE), text);
}

void part_card(const struct closeup *closeup)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    struct box shadow = closeup->card;

    shadow.y += 4;
    draw_glow(list, shadow, 16, 30, color_fade(theme->shadow, 0.7f), true);
    draw_box_shaded(list, closeup->card, 16, theme->card,
                    color_mix(theme->card, theme->panel, 0.55f));
    draw_outline(list, box_inset(closeup->card, 0.5f), 15.5f,
                 1.4f * theme->line, theme->edge_strong);
}
