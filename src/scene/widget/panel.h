/* The furniture of every screen: panels, headings, pills, buttons, keys.
 *
 * Sizes are those of the grid: panel radius 14, padding 24, heading baseline
 * at +37. Everything returns how wide it is, or where it ends, so that a view
 * can set things side by side.
 */
#ifndef GATEREEL_SCENE_WIDGET_PANEL_H
#define GATEREEL_SCENE_WIDGET_PANEL_H

#include "scene/action.h"
#include "scene/look/notation.h"
#include "scene/scene.h"

enum { PANEL_PADDING = 24, PANEL_HEADING = 37, TEXT_SMALL = 14, TEXT_USUAL = 16,
       TEXT_HEADING = 20 };

/* A styled text of the theme. */
static inline struct draw_style style_of(enum face face, float size,
                                         struct color color,
                                         enum draw_align align)
{
    return (struct draw_style){face, size, color, align};
}

/* Card with shadow; begins the group `name` of the describing text. */
void panel_draw(const struct scene *scene, struct box box, const char *name);

/* A title with a fainter note beside it, dropped where it does not fit in
 * `room`; returns x behind them. */
float panel_title(const struct scene *scene, struct point at, const char *title,
                  const char *note, float room);

/* The letter of a signal on its hue, `size` high, upper left at `at`. */
void panel_letter(const struct scene *scene, struct point at, float size,
                  const struct notation *notation, float alpha);

/* One letter for every signal that the present layer's cell shows, from x,
 * their middle at y: the chosen one (index into `shown`) on its hue; each does
 * `action` with its index. Returns their width. */
float panel_signals(const struct scene *scene, struct point left_middle,
                    int chosen, enum action action);
float panel_signals_width(enum cell cell);

/* A rounded label: filled with the hue (solid), or outlined. Centred. Returns
 * its width. */
float panel_tag(const struct scene *scene, struct point centre,
                struct color color, bool solid, const char *text);

/* A clickable pill from x, its middle at y, that does `action`; `on` is
 * highlighted. Returns its width. On paper only those that are on are drawn. */
float panel_button(const struct scene *scene, struct point left_middle,
                   const char *text, bool on, enum action action, int value);

/* Several of them as one switch; returns its width. texts[k] does `action`
 * with values[k]; `chosen` is the index that is on. */
struct choices {
    int count, chosen;
    const char *text[8];
    int value[8];
    enum action action;
};
float panel_switch(const struct scene *scene, struct point left_middle,
                   const struct choices *choices);
float panel_switch_width(const struct scene *scene,
                         const struct choices *choices);

/* A key cap; returns its width. */
float panel_key(const struct scene *scene, struct point left_baseline,
                const char *name);
float panel_key_width(const struct scene *scene, const char *name);

/* Text cut with "…" to fit; returns its width. */
float panel_text(const struct scene *scene, struct point at,
                 struct draw_style style, float room, const char *text);

/* A circle of an operator: '*' product, '+' sum, '-' one minus; hot 0..1 is
 * its glow. */
void panel_operator(const struct scene *scene, struct point centre,
                    float radius, struct color ring, char kind, float hot);

#endif
