/* Controls show where the pointer is by their fill; icons are lines and
 * triangles, so they look the same whatever fonts there are.
 */
#include "scene/view/chrome/chrome.h"

#include <math.h>

#include "scene/keys.h"

enum { CONTROL = 32, GAP = 10, COMPACT_HEIGHT = 640, APART = 8 };

bool chrome_hot(const struct scene *scene, enum action action, int value)
{
    struct draw_id hover = scene->ui->hover;

    return hover.kind == SUBJECT_CONTROL && hover.signal == (int)action &&
           hover.unit == value;
}

struct color chrome_fill(const struct scene *scene, enum action action,
                         int value)
{
    const struct theme *theme = scene->theme;

    return chrome_hot(scene, action, value)
        ? color_mix(theme->chip, theme->ink, 0.14f) : theme->chip;
}

void chrome_spot(const struct scene *scene, struct box box, enum action action,
                 int value)
{
    draw_spot(scene->list, box, subject(SUBJECT_CONTROL, 0, action, 0, value),
              action, value);
}

void chrome_round(const struct scene *scene, struct point centre, float radius,
                  enum chrome_icon icon, enum action action)
{
    draw_disc(scene->list, centre, radius, chrome_fill(scene, action, 0));
    draw_ring(scene->list, centre, radius - 0.5f, 1,
              color_fade(scene->theme->edge_strong, 0.7f));
    chrome_icon(scene, icon, centre, radius * 0.5f, scene->theme->ink);
    chrome_spot(scene, box_at(centre.x - radius, centre.y - radius, 2 * radius,
                              2 * radius), action, 0);
}

void chrome_logo(const struct scene *scene, struct point centre, float size)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float x = centre.x, y = centre.y;

    draw_box(list, box_at(x - 18 * size, y - 6.5f * size, 36 * size, 5 * size),
             size, theme->c);
    draw_disc(list, point_at(x, y - 4 * size), 8 * size, theme->ground_top);
    draw_ring(list, point_at(x, y - 4 * size), 8 * size, 2.4f * size,
              theme->f);
    draw_disc(list, point_at(x, y - 4 * size), 2.4f * size, theme->ink);
    draw_box(list, box_at(x - 17 * size, y + 8.5f * size, 34 * size, 3 * size),
             size, theme->h);
}

/* One language lit, the other to be had; any click changes it. Returns its
 * left end. */
static float draw_languages(const struct scene *scene,
                            struct point right_middle)
{
    static const char *const names[] = {[LANGUAGE_KO] = "한국어",
                                        [LANGUAGE_EN] = "EN"};
    static const enum language order[] = {LANGUAGE_KO, LANGUAGE_EN};
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float width[2], all = 6, y = right_middle.y;

    for (int k = 0; k < 2; k++) {
        width[k] = draw_width(list, FACE_BOLD, TEXT_SMALL, names[order[k]]) +
                   24;
        all += width[k];
    }
    struct box box = box_at(right_middle.x - all, y - CONTROL / 2, all,
                            CONTROL);
    draw_box(list, box, CONTROL / 2, chrome_fill(scene, ACTION_LANGUAGE, 0));
    float x = box.x + 3;
    for (int k = 0; k < 2; k++) {
        bool on = scene->ui->language == order[k];
        if (on)
            draw_box(list, box_at(x, y - 13, width[k], 26), 13, theme->accent);
        draw_text(list, point_at(x + width[k] / 2, y + 5),
                  style_of(on ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                           on ? theme->on_accent : theme->ink_soft,
                           ALIGN_CENTRE), names[order[k]]);
        x += width[k];
    }
    chrome_spot(scene, box, ACTION_LANGUAGE, 0);
    return box.x;
}

/* Icon and, where `named`, the name of the theme. Returns its left end. */
static float draw_theme(const struct scene *scene, struct point right_middle,
                        bool named)
{
    const struct theme *theme = scene->theme;
    const char *name = theme->dark ? say(scene->ui, "Dark", "어둡게")
                                   : say(scene->ui, "Light", "밝게");
    float width = CONTROL, y = right_middle.y;

    if (named)
        width = draw_width(scene->list, FACE_UI, TEXT_SMALL, name) + 48;
    struct box box = box_at(right_middle.x - width, y - CONTROL / 2, width,
                            CONTROL);
    draw_box(scene->list, box, CONTROL / 2,
             chrome_fill(scene, ACTION_THEME, 0));
    chrome_icon(scene, theme->dark ? ICON_MOON : ICON_SUN,
                point_at(box.x + CONTROL / 2 + (named ? 3 : 0), y), 8,
                theme->ink_soft);
    if (named)
        draw_text(scene->list, point_at(box.x + 34, y + 5),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_LEFT),
                  name);
    chrome_spot(scene, box, ACTION_THEME, 0);
    return box.x;
}

float chrome_settings(const struct scene *scene, struct point right_middle,
                      float room)
{
    const struct theme *theme = scene->theme;
    struct point at = right_middle;

    draw_disc(scene->list, point_at(at.x - CONTROL / 2, at.y), CONTROL / 2,
              chrome_fill(scene, ACTION_HELP, 0));
    draw_text(scene->list, point_at(at.x - CONTROL / 2, at.y + 6),
              style_of(FACE_BOLD, TEXT_USUAL, theme->ink_soft, ALIGN_CENTRE),
              "?");
    chrome_spot(scene, box_at(at.x - CONTROL, at.y - CONTROL / 2, CONTROL,
                              CONTROL), ACTION_HELP, 0);
    at.x -= CONTROL + GAP;
    at.x = draw_theme(scene, at, room >= 300) - GAP;
    return draw_languages(scene, at);
}

/* Title, cross, and what is left for the rest. */
static struct chrome_sheet fill_sheet(const struct scene *scene,
                                      struct box box, bool compact,
                                      const char *title)
{
    float pad = compact ? 16 : PANEL_PADDING, head = compact ? 52 : 72;
    float size = compact ? TEXT_HEADING : 24;
    float right = box_right(box) - pad - CONTROL;
    struct chrome_sheet sheet = {
        .inside = box_at(box.x + pad, box.y + head, box.w - 2 * pad,
                         box.h - head - pad),
        .head = point_at(right - 16, box.y + head / 2 + 7),
        .compact = compact};

    float width = panel_text(scene, point_at(sheet.inside.x,
                                             box.y + head / 2 + 8),
                             style_of(FACE_BOLD, size, scene->theme->ink,
                                      ALIGN_LEFT), right - 16 - sheet.inside.x,
                             title);
    sheet.room = sheet.head.x - sheet.inside.x - width - 16;
    chrome_round(scene, point_at(right + CONTROL / 2, box.y + head / 2),
                 CONTROL / 2, ICON_CLOSE, ACTION_LEAVE);
    return sheet;
}

struct chrome_sheet chrome_sheet(const struct scene *scene, struct box frame,
                                 float width, float height, const char *title)
{
    struct draw_list *list = scene->list;
    bool compact = frame.h < COMPACT_HEIGHT;
    float margin = compact ? 12 : 24;

    width = fminf(width, frame.w - 2 * margin);
    height = fminf(height, frame.h - 2 * margin);
    draw_group(list, frame, title);
    draw_tile(list, frame, color_fade(color_of(0x070a0f),
                                      scene->theme->dark ? 0.72f : 0.55f));
    draw_spot(list, frame, subject(SUBJECT_NONE, 0, 0, 0, 0), ACTION_LEAVE, 0);
    if (width < 200 || height < 120)
        return (struct chrome_sheet){0};
    struct box box = box_at(frame.x + floorf((frame.w - width) / 2),
                            frame.y + floorf((frame.h - height) / 2), width,
                            height);
    panel_draw(scene, box, title);
    draw_spot(list, box, subject(SUBJECT_OTHER, 0, 0, 0, 0), ACTION_NONE, 0);
    return fill_sheet(scene, box, compact, title);
}

/* Caps of modifiers that come before the keys. */
static float draw_modifiers(const struct scene *scene, struct point at,
                            int modifiers, bool draws)
{
    static const struct {
        int bit;
        const char *name;
    } caps[] = {{MOD_CTRL, "Ctrl"}, {MOD_ALT, "Alt"}, {MOD_SHIFT, "Shift"}};
    float x = at.x;

    for (int k = 0; k < 3; k++)
        if (modifiers & caps[k].bit) {
            if (draws)
                panel_key(scene, point_at(x, at.y), caps[k].name);
            x += panel_key_width(scene, caps[k].name) + 4;
        }
    return x - at.x;
}

float chrome_keys(const struct scene *scene, struct point left_baseline,
                  const struct keys_line *line, bool draws)
{
    struct point at = left_baseline;
    int modifiers = 0;

    for (int k = 0; k < KEYS_LINE_MAX; k++) {
        const struct keys_binding *binding = &line->binding[k];
        if (binding->key == KEY_NONE)
            break;
        if (k > 0 && binding->modifiers != modifiers)
            at.x += APART;
        if (binding->modifiers != modifiers)
            at.x += draw_modifiers(scene, at, binding->modifiers, draws);
        modifiers = binding->modifiers;
        const char *cap = keys_cap(binding->key);
        if (draws)
            panel_key(scene, at, cap);
        at.x += panel_key_width(scene, cap) + 4;
    }
    return at.x - 4 - left_baseline.x;
}
