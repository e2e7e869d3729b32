/* Which symbol of a formula a thing on the screen belongs to, and which symbols
 * are lit now: those of the lesson's step, and the one under the pointer.
 */
#ifndef GATEREEL_SCENE_LOOK_LIT_H
#define GATEREEL_SCENE_LOOK_LIT_H

#include "scene/course/step.h"
#include "scene/film/film.h"
#include "scene/subject.h"

/* The symbol (enum step_lit) that a letter of a formula, or of the notation of
 * a cell, stands for: "f" is LIT_F; -1: none. The base alone counts, so that
 * W_f, b_f and a_f are W, b and a: "a_{f}" is LIT_A. */
int lit_letter(const char *letter);

/* Its hue as text; `plain` for W, U, b, a, L. */
struct color lit_color(const struct theme *theme, int lit, struct color plain);

/* The id of a word about a symbol: the signal of the cell of `layer` where it
 * has one, else a signal below 0 that stands for the symbol alone. */
struct draw_id lit_word(const struct film *film, int layer, int lit);

/* The symbol that an id is about; -1: none. */
int lit_of(const struct film *film, struct draw_id id);

/* Bits 1 << enum step_lit; without a lesson's column none. */
unsigned lit_now(const struct film *film, const struct ui *ui);

/* "W: weights of what is read" for words without a signal; "" for others. */
const char *lit_about(const struct ui *ui, struct draw_id id);

#endif
