/* The pointer: hovering, clicking, dragging, the wheel, the pen.
 *
 * A press on the timeline or on a dial drags it at once. Elsewhere what was
 * pressed acts on release, and only if the pointer did not travel: travelling
 * is a drag, where there is something to drag (lab/drags.h).
 */
#ifndef GATEREEL_APP_POINTER_H
#define GATEREEL_APP_POINTER_H

#include <stdbool.h>

#include "draw/draw.h"
#include "draw/input.h"

struct app;

struct pointer {
    bool down;              /* the left button */
    bool travelled;         /* since it went down */
    struct point from;      /* where, in pixels */
    bool on_spot, on_track; /* what was under it then: */
    struct draw_spot spot;  /* to click, */
    struct draw_spot track; /* to drag along; its box in pixels */
    bool dragging;          /* along the track, it has begun */
    float grip;             /* of a dial: how far from its middle the knob is
                               held, in pixels; NaN: it does not move */
    int clicks;             /* of the press */
    int first_action;       /* of the first click of a double click */
    float notches;          /* of the wheel, not yet a step */
};

void pointer_move(struct app *app, const struct input_event *event);
void pointer_press(struct app *app, const struct input_event *event);
void pointer_release(struct app *app, const struct input_event *event);
void pointer_wheel(struct app *app, const struct input_event *event);
void pointer_leave(struct app *app);

/* Is the playhead being dragged? */
bool pointer_scrubs(const struct app *app);

/* Takes back what a drag under way did; false where there is none that did
 * anything. */
bool pointer_cancel(struct app *app);

/* What is under the pointer in the latest picture. */
void pointer_hover(struct app *app);
/* The panel there, or PANEL_NONE. */
int pointer_panel(const struct app *app);

/* What the number is of that is written under the pointer; kind 0: none. */
struct draw_id pointer_number(const struct app *app);

#endif
