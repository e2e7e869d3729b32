/* Furniture: each piece is a few commands and, where it can be clicked, a
 * spot.
 */
#include "scene/widget/panel.h"

#include <stdio.h>
#include <string.h>

enum { BUTTON_HEIGHT = 32, KEY_HEIGHT = 22, LETTER = 26, LETTER_PITCH = 30 };

void panel_draw(const struct scene *scene, struct box box, const char *name)
{
    const struct theme *theme = scene->theme;
    struct box shadow = box;

    shadow.y += 5;
    draw_group(scene->list, box, name);
    draw_glow(scene->list, shadow, 16, 30, theme->shadow, true);
    draw_box_shaded(scene->list, box, 14, theme->panel, theme->panel_end);
    draw_outline(scene->list, box_inset(box, 0.5f), 13.5f, 1, theme->edge);
}

float panel_title(const struct scene *scene, struct point at, const char *title,
                  const char *note, float room)
{
    struct draw_list *list = scene->list;
    float start = at.x;

    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING,
                                           scene->theme->ink, ALIGN_LEFT),
                       room, title);
    float left = start + room - at.x - 10;
    if (note != NULL && draw_width(list, FACE_UI, TEXT_USUAL, note) <= left) {
        at.x += 10;
        at.x += draw_text(list, at, style_of(FACE_UI, TEXT_USUAL,
                                             scene->theme->ink_soft,
                                             ALIGN_LEFT), note);
    }
    return at.x;
}

void panel_letter(const struct scene *scene, struct point at, float size,
                  const struct notation *notation, float alpha)
{
    struct draw_list *list = scene->list;
    struct color color = notation_color(scene->theme, notation);
    struct color ink = color_fade(scene->theme->on_hue, alpha);

    draw_box(list, box_at(at.x, at.y, size, size), size * 0.28f,
             color_fade(color, alpha));
    draw_text(list, point_at(at.x + size / 2, at.y + size * 0.76f),
              style_of(FACE_MATH_ITALIC, size * 0.8f, ink, ALIGN_CENTRE),
              notation->letter);
}

float panel_signals_width(enum cell cell)
{
    return (float)(cell_table[cell].shown_count * LETTER_PITCH);
}

float panel_signals(const struct scene *scene, struct point left_middle,
                    int chosen, enum action action)
{
    const struct theme *theme = scene->theme;
    int layer = scene->ui->layer;
    enum cell cell = film_cell(scene->film, layer);
    const struct cell_info *info = &cell_table[cell];
    struct box box = box_at(left_middle.x, left_middle.y - LETTER / 2, LETTER,
                            LETTER);

    for (int k = 0; k < info->shown_count; k++, box.x += LETTER_PITCH) {
        const struct notation *notation = notation_of(cell, info->shown[k]);
        if (k == chosen) {
            panel_letter(scene, point_at(box.x, box.y), LETTER, notation, 1);
        } else {
            draw_box(scene->list, box, LETTER * 0.28f, theme->chip);
            draw_text(scene->list,
                      point_at(box.x + LETTER / 2, box.y + LETTER * 0.74f),
                      style_of(FACE_MATH_ITALIC, LETTER * 0.74f,
                               notation_ink(theme, notation), ALIGN_CENTRE),
                      notation->letter);
        }
        draw_spot(scene->list, box,
                  subject(SUBJECT_WORD, layer, info->shown[k], 0, 0), action,
                  k);
    }
    return panel_signals_width(cell);
}

float panel_tag(const struct scene *scene, struct point centre,
                struct color color, bool solid, const char *text)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float width = draw_width(list, FACE_BOLD, 15, text) + 24;
    struct box box = box_at(centre.x - width / 2, centre.y - 14, width, 28);

    draw_box(list, box, 14, solid ? color : theme->node);
    if (!solid)
        draw_outline(list, box_inset(box, 0.5f), 13.5f, 1.6f * theme->line,
                     color);
    draw_text(list, point_at(centre.x, centre.y + 5.5f),
              style_of(FACE_BOLD, 15, solid ? theme->on_hue : theme->ink,
                       ALIGN_CENTRE), text);
    return width;
}

float panel_button(const struct scene *scene, struct point left_middle,
                   const char *text, bool on, enum action action, int value)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    enum face face = on ? FACE_BOLD : FACE_UI;
    float width = draw_width(list, FACE_BOLD, 15, text) + 28;
    struct box box = box_at(left_middle.x, left_middle.y - BUTTON_HEIGHT / 2,
                            width, BUTTON_HEIGHT);

    if (scene->paper && !on)
        return width;
    draw_box(list, box, BUTTON_HEIGHT / 2, on ? theme->chip_on : theme->chip);
    if (on)
        draw_outline(list, box_inset(box, 0.75f), BUTTON_HEIGHT / 2 - 0.75f,
                     1.5f, theme->accent);
    draw_text(list, point_at(left_middle.x + width / 2, left_middle.y + 5.5f),
              style_of(face, 15, on ? theme->ink : theme->ink_soft,
                       ALIGN_CENTRE), text);
    draw_spot(list, box, subject(SUBJECT_CONTROL, 0, action, 0, value), action,
              value);
    return width;
}

static float choice_width(const struct scene *scene, const char *text)
{
    return draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) + 24;
}

float panel_switch_width(const struct scene *scene,
                         const struct choices *choices)
{
    float width = 6;

    for (int k = 0; k < choices->count; k++)
        width += choice_width(scene, choices->text[k]);
    return width;
}

float panel_switch(const struct scene *scene, struct point left_middle,
                   const struct choices *choices)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float all = panel_switch_width(scene, choices), x = left_middle.x + 3;
    float y = left_middle.y;

    draw_box(list, box_at(left_middle.x, y - BUTTON_HEIGHT / 2, all,
                          BUTTON_HEIGHT), BUTTON_HEIGHT / 2, theme->chip);
    for (int k = 0; k < choices->count; k++) {
        bool on = k == choices->chosen;
        float width = choice_width(scene, choices->text[k]);
        struct box box = box_at(x, y - 13, width, 26);
        if (on)
            draw_box(list, box, 13, theme->chip_on);
        draw_text(list, point_at(x + width / 2, y + 5),
                  style_of(on ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                           on ? theme->ink : theme->ink_soft, ALIGN_CENTRE),
                  choices->text[k]);
        draw_spot(list, box, subject(SUBJECT_CONTROL, 0, choices->action, 0,
                                     choices->value[k]),
                  choices->action, choices->value[k]);
        x += width;
    }
    return all;
}

float panel_key_width(const struct scene *scene, const char *name)
{
    return draw_width(scene->list, FACE_UI, TEXT_SMALL, name) + 16;
}

float panel_key(const struct scene *scene, struct point left_baseline,
                const char *name)
{
    const struct theme *theme = scene->theme;
    float width = panel_key_width(scene, name);
    struct box box = box_at(left_baseline.x, left_baseline.y - 16, width,
                            KEY_HEIGHT);

    draw_box(scene->list, box, 5, theme->chip);
    draw_outline(scene->list, box_inset(box, 0.5f), 4.5f, 1,
                 theme->edge_strong);
    draw_text(scene->list, point_at(box.x + width / 2, left_baseline.y),
              style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_CENTRE),
              name);
    return width;
}

/* Where text[0..length) may be cut without leaving half a code point or an
 * open markup. */
static bool may_cut(const char *text, size_t length)
{
    int open = 0;

    if (((unsigned char)text[length] & 0xC0) == 0x80)
        return false;
    for (size_t k = 0; k < length; k++) {
        if (k > 0 && text[k] == '{' && (text[k - 1] == '_' ||
                                        text[k - 1] == '^'))
            open++;
        open -= open > 0 && text[k] == '}';
    }
    return open == 0;
}

float panel_text(const struct scene *scene, struct point at,
                 struct draw_style style, float room, const char *text)
{
    char shorter[512];
    size_t length = strlen(text);

    if (draw_width(scene->list, style.face, style.size, text) <= room)
        return draw_text(scene->list, at, style, text);
    if (length > sizeof shorter - 8)
        length = sizeof shorter - 8;
    while (length > 0) {
        length--;
        if (!may_cut(text, length))
            continue;
        snprintf(shorter, sizeof shorter, "%.*s…", (int)length, text);
        if (draw_width(scene->list, style.face, style.size, shorter) <= room)
            return draw_text(scene->list, at, style, shorter);
    }
    return 0;
}

void panel_operator(const struct scene *scene, struct point centre,
                    float radius, struct color ring, char kind, float hot)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float half = radius * 0.5f, width = 1.8f * theme->line;

    if (hot > 0)
        draw_glow(list, box_at(centre.x - radius, centre.y - radius,
                               2 * radius, 2 * radius), radius, 2 * radius,
                  color_fade(ring, 0.55f * hot), false);
    draw_disc(list, centre, radius, theme->node);
    draw_ring(list, centre, radius, width, ring);
    if (kind == '*') {
        draw_disc(list, centre, radius * 0.26f, theme->ink);
        return;
    }
    draw_segment(list, point_at(centre.x - half, centre.y),
                 point_at(centre.x + half, centre.y), width, theme->ink);
    if (kind == '+')
        draw_segment(list, point_at(centre.x, centre.y - half),
                     point_at(centre.x, centre.y + half), width, theme->ink);
}
