/* Every action, carried out: for keys and for clicks alike.
 */
#ifndef GATEREEL_APP_ACTIONS_H
#define GATEREEL_APP_ACTIONS_H

#include <stdbool.h>

#include "draw/draw.h"
#include "scene/action.h"

struct app;

/* What is asked for, and from where. */
struct order {
    enum action action;
    int value;            /* see scene/action.h */
    struct draw_id id;    /* what the pointer is on; kind 0: nothing */
    bool shift;           /* all steps instead of one; the other direction */
};

/* Does it. What makes no sense now (no film, no such unit) does nothing. */
void actions_do(struct app *app, const struct order *order);

/* May a key that is held down do it again and again? */
bool actions_repeat(enum action action);

#endif
