/* What the user looks at: units, panels, zoom, text size, what is open.
 */
#ifndef GATEREEL_APP_LOOK_H
#define GATEREEL_APP_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/actions.h"
#include "scene/ui.h"

struct app;
struct film;

enum { CARDS_MIN = 3, CARDS_MAX = 200 };

/* ui.cards on its way to `to`. */
struct zoom {
    float from, to;
    uint32_t time;   /* microseconds since it began; ZOOM_TIME: there */
};
enum { ZOOM_TIME = 150000 };

/* One notch more (or fewer) steps in the strip, `notches` times. */
void look_cards(struct app *app, float notches);
/* Lets the zoom go on; returns whether ui.cards changed. */
bool look_ease(struct app *app, uint32_t elapsed);
bool look_easing(const struct app *app);

/* Tenths more or less than now, within 0.8 .. 2. */
void look_text_scale(struct app *app, int tenths);

/* -1 the one before, -2 the next (in the table of units where that is shown),
 * else the unit itself. */
void look_unit(struct app *app, int unit);

/* A panel for a side below the strip (&ui.left, &ui.right); PANEL_NONE: the
 * next one that has something to show and is not on the other side. */
void look_panel(struct app *app, enum panel *side, int panel);

/* A panel fills the stage, or no longer; PANEL_NONE: the one under the
 * pointer. */
void look_alone(struct app *app, int panel);

/* ACTION_UNIT, ACTION_CARDS, panels, signals of the heat map and of the table of
 * units and its order, a gate of the arithmetic, ACTION_MAGNIFY: as their values
 * say (scene/action.h). */
void look_do(struct app *app, const struct order *order);

/* Brings layer, unit, signal, gate and panels within what the film has. */
void look_fit(struct ui *ui, const struct film *film);

/* Takes the sentence on what to look at away. */
void look_dismiss(struct ui *ui);

/* Closes the topmost thing that is open. */
void look_leave(struct app *app);

/* Keeps how a step looks as it begins, and brings it back. */
void look_keep(struct app *app);
void look_reset(struct app *app);

#endif
