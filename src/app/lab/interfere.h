/* Interfering with the network on the stage: what a tool does to gates and
 * wires, and weights that are changed. Everything is an edit in the history of
 * the lab, and is told in a note.
 */
#ifndef GATEREEL_APP_LAB_INTERFERE_H
#define GATEREEL_APP_LAB_INTERFERE_H

#include <stdbool.h>

#include "scene/tell/edit_words.h"
#include "scene/subject.h"

struct app;
struct order;

/* Adds edits as one change and says what the last one does; what does not fit
 * the network is refused with a message. lane and cell are filled in. */
bool interfere_add(struct app *app, struct edit *edit, size_t count);

/* A tool, -1: the next one. Leaves nothing half marked. */
void interfere_tool(struct app *app, int tool);

/* Takes away the range that is marked, else the tool, else returns false: for
 * Escape. */
bool interfere_leave(struct app *app);

/* What the present tool does to a range of a signal: pins at 1 or 0, or
 * frees. */
bool interfere_pin(struct app *app, struct pin range);

/* Cuts what `id` is about, or mends it where it is cut: a SUBJECT_WIRE, with
 * `other` of the present unit alone; a SUBJECT_WEIGHT becomes 0 (signal =
 * tensor of params, unit = index in it); with a gate (SUBJECT_SIGNAL,
 * SUBJECT_WORD) all its weights that read h, or with `other` those that read
 * what is below. Anything else means the wire that brings h, or with `other`
 * c, to the present step. */
void interfere_cut(struct app *app, struct draw_id id, bool other);

/* A weight (a SUBJECT_WEIGHT; anything else: how the present unit reads its
 * own h in the gate that is open) by notches of 5 % of the root mean square of
 * its untouched tensor, 0.05 where that is 0; `fine`: a tenth of it. */
void interfere_weight(struct app *app, struct draw_id id, int notches,
                      bool fine);

/* Carries out what concerns interfering: tools, marks, cuts, weights,
 * inputs. */
void interfere_do(struct app *app, const struct order *order);

/* A click with the scissors on a weight is a cut, whatever else it would do;
 * the wheel over a weight turns it. False: they mean something else. */
bool interfere_click(struct app *app);
bool interfere_roll(struct app *app, float notches, bool fine);

#endif
