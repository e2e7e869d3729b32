/* Answering the question of a step: guesses, hands, the reveal.
 *
 * Nothing of the truth is computed before the reveal.
 */
#ifndef GATEREEL_APP_COURSE_ANSWER_H
#define GATEREEL_APP_COURSE_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw.h"
#include "draw/input.h"

struct app;
struct drag_at;
struct order;

/* No guess yet; `seed` is added to that of the stage. */
void answer_begin(struct app *app, uint64_t seed);

/* ACTION_QUESTION .. ACTION_LINE; nothing without an open question. */
void answer_do(struct app *app, const struct order *order);

/* May this key begin an answer, without Enter before it? Digits where they can
 * be one. */
bool answer_begins(const struct app *app, const struct input_event *event);

/* A key while the question is active; false: it means what it does
 * elsewhere. */
bool answer_key(struct app *app, const struct input_event *event);

/* A click on something that a guess at a place can mean; false: it means what
 * it does elsewhere. */
bool answer_click(struct app *app, const struct draw_spot *spot);

/* Shows what is true. Without a guess only in class. */
void answer_reveal(struct app *app);

/* What is true, once more: the stage is another one. */
void answer_find_truth(struct app *app);

#endif
