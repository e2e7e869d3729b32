/* What an edit did, in words; and wires, which can be cut.
 */
#ifndef GATEREEL_SCENE_TELL_EDIT_WORDS_H
#define GATEREEL_SCENE_TELL_EDIT_WORDS_H

#include "scene/film/film.h"
#include "scene/lab/edits.h"
#include "scene/ui.h"

/* Of a SUBJECT_WIRE. */
enum wire_kind {
    WIRE_H,       /* h_{t-1} on its way to step t */
    WIRE_C,       /* c_{t-1} */
    WIRE_X,       /* x_t, at all inputs */
    WIRE_U,       /* the weights of gate `unit` (in the order of memory) that
                     read h, at every step */
    WIRE_W,       /* and those that read what is below */
    WIRE_KINDS
};

/* "f of unit 3 is held at 1 at t = 5.", in the present language. Returns
 * out. */
char *edit_say(const struct edit *edit, const struct film *film,
               const struct ui *ui, char *out, size_t size);

/* The block of the weights that a signal is computed with, in the order of
 * memory: 0 i, 1 f, 2 g, 3 o of an LSTM; -1: none. */
int wire_gate(enum cell cell, int signal);

/* Does step `step` read 0 instead of h or c of its unit (-1: of any of them)?
 * WIRE_X: of everything that it reads. */
bool wire_is_cut(const struct film *film, enum wire_kind kind, int layer,
                 int step, int unit);

/* One sentence on a SUBJECT_WIRE, SUBJECT_UNTOUCHED or SUBJECT_DIFFERENCE;
 * none where the film has no such thing. */
void touched_sentence(const struct film *film, const struct ui *ui,
                      struct draw_id id, char *out, size_t size);

#endif
