/* What dials, their values and their choices are called, in the present
 * language.
 */
#ifndef GATEREEL_SCENE_LAB_DIAL_DIAL_WORDS_H
#define GATEREEL_SCENE_LAB_DIAL_DIAL_WORDS_H

#include "draw/draw.h"
#include "scene/lab/dial/dial.h"
#include "scene/lab/lab.h"
#include "scene/look/figure.h"

enum { DIAL_TEXT_MAX = 48 };

/* "recurrent gain", "forget bias b_{f}". Returns out. */
char *dial_label(const struct dial_desk *desk, const struct ui *ui,
                 enum dial dial, char out[DIAL_TEXT_MAX]);

/* What the dial that an id is about turns, and how; false, and "" in out, for
 * other ids and without a lab. */
bool dial_about(const struct lab *lab, const struct ui *ui, struct draw_id id,
                char *out, size_t size);

/* A value: "×1.05", "+1.0", "50", "uniform"; where there is none "as drawn".
 * Returns out. */
char *dial_text(const struct dial_desk *desk, const struct ui *ui,
                enum dial dial, double value, char out[DIAL_TEXT_MAX]);

/* A mark on the range, shorter. Returns out. */
char *dial_tick(enum dial dial, double value, char out[FIGURE_MAX]);

/* "noise", "impulse". */
const char *dial_input_name(const struct ui *ui, enum lab_input input);

#endif
