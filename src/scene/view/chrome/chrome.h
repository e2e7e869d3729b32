/* What the views around the stage share: the logo, icons of triangles and
 * lines, round buttons, the settings at the upper right, sheets over a dimmed
 * frame.
 */
#ifndef GATEREEL_SCENE_VIEW_CHROME_CHROME_H
#define GATEREEL_SCENE_VIEW_CHROME_CHROME_H

#include "scene/widget/panel.h"

enum chrome_icon {
    ICON_FIRST, ICON_BACK, ICON_PLAY, ICON_PAUSE, ICON_ON, ICON_LAST,
    ICON_CLOSE, ICON_MOON, ICON_SUN, ICON_TRAY, ICON_FOLDER, ICON_NETWORK,
    ICON_CURVE, ICON_AGAIN,
};

/* The pointer is on the control that does this. */
bool chrome_hot(const struct scene *scene, enum action action, int value);

/* Fill of a control, lighter (dark theme) or darker under the pointer. */
struct color chrome_fill(const struct scene *scene, enum action action,
                         int value);

/* Makes the box do something. */
void chrome_spot(const struct scene *scene, struct box box, enum action action,
                 int value);

/* An icon that fits into a circle of radius `size`. */
void chrome_icon(const struct scene *scene, enum chrome_icon icon,
                 struct point centre, float size, struct color color);

/* A round button. */
void chrome_round(const struct scene *scene, struct point centre, float radius,
                  enum chrome_icon icon, enum action action);

/* Belt, ring and wire; 36 units wide at size 1. */
void chrome_logo(const struct scene *scene, struct point centre, float size);

/* Language, theme, help, from the right end at `right_middle`; the theme's
 * name is left out where there are less than `room` units. Returns x of the
 * left end. */
float chrome_settings(const struct scene *scene, struct point right_middle,
                      float room);

/* A sheet over the dimmed frame. */
struct chrome_sheet {
    struct box inside;  /* below the title; w = 0 where there is no room */
    struct point head;  /* baseline of the title's row, left of the cross */
    float room;         /* between the title and there */
    bool compact;       /* in a small frame */
};

/* Dims the frame and draws a sheet of at most width x height in its middle
 * with a title; a click beside it, and its cross, close it. */
struct chrome_sheet chrome_sheet(const struct scene *scene, struct box frame,
                                 float width, float height, const char *title);

/* The caps of a binding's modifiers and of its key from x; returns the width.
 * Nothing is drawn where `draws` is false. */
struct keys_line;
float chrome_keys(const struct scene *scene, struct point left_baseline,
                  const struct keys_line *line, bool draws);

#endif
