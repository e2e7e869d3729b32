/* Numbers opened to how they came about, one out of another.
 */
#ifndef GATEREEL_APP_CHOOSE_NUMBER_H
#define GATEREEL_APP_CHOOSE_NUMBER_H

#include <stdbool.h>

#include "draw/draw.h"

struct app;
struct order;
struct film;
struct ui;

/* ACTION_TRACE: opens the number of the order; without one the number written
 * or read under the pointer, else the chosen row of what is open, else what the
 * present phase computes. A number of the way here is gone back to. There is
 * a film. */
void number_open(struct app *app, const struct order *order);

/* What is read off a picture at a place in pixels: the number of the read-out
 * that stands there; kind 0: none. */
struct draw_id number_reading(const struct app *app, struct point at);

/* ACTION_TRACE_SCROLL: another row is the chosen one. */
void number_scroll(struct app *app, const struct order *order);

/* One back; false where nothing is open. */
bool number_back(struct ui *ui);

/* Closes what is of another film. */
void number_fit(struct ui *ui, const struct film *film);

/* What the number is of that is written at a place, in pixels; of nothing where
 * there is none. */
struct draw_id number_written(const struct draw_list *list, struct point at);

#endif
