/* What is said about the lanes of a lab, in the present language. */
#ifndef GATEREEL_SCENE_LAB_LAB_WORDS_H
#define GATEREEL_SCENE_LAB_LAB_WORDS_H

#include "nn/flow/rate.h"
#include "scene/lab/lab.h"

/* "vanishes", "fades" ..; "" for VERDICT_UNKNOWN. */
const char *lab_verdict_name(const struct ui *ui, enum verdict verdict);

/* The quantity as a formula with its norm, "‖∂s_{T}/∂s_{T−k}‖_{2}", and its
 * short form for labels of lanes, "∂s". */
const char *lab_quantity_symbol(enum decay_measure quantity);
const char *lab_quantity_letter(enum decay_measure quantity);

/* What the symbols of the formula stand for, and what is held: "largest
 * singular value, s = (h, c)". Returns out. */
char *lab_quantity_note(const struct lab *lab, const struct ui *ui, char *out,
                        size_t size);

/* "0.13", "2.0·10^{−11}", "exactly 0", "∞", "–" for NaN, of a log10. Returns
 * out, of FIGURE_MAX bytes. */
char *lab_figure(const struct ui *ui, double log10, char *out);

/* One sentence on a SUBJECT_LANE_..; false, and "" in out, for other ids and
 * lanes that are not there. */
bool lab_sentence(const struct lab *lab, const struct ui *ui,
                  struct draw_id id, char *out, size_t size);

/* The same as a few words, "LSTM, lag 20". */
bool lab_name(const struct lab *lab, const struct ui *ui, struct draw_id id,
              char *out, size_t size);

#endif
