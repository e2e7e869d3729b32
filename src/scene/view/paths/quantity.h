/* Which gradient is shown, and by which curves: what ui.path, ui.total and
 * the cell leave of them.
 */
#ifndef GATEREEL_SCENE_VIEW_PATHS_QUANTITY_H
#define GATEREEL_SCENE_VIEW_PATHS_QUANTITY_H

#include "scene/scene.h"

enum { QUANTITY_CURVES = 3, QUANTITIES_MAX = 4 };

struct quantity_curve {
    enum decay_measure measure;
    const char *name;            /* "carousel", in the present language */
    enum model_hue marker;       /* its shape */
    struct color color, ink;     /* of the line, of text */
};

/* Sizes are largest singular values. */
struct quantity {
    enum decay_measure which;    /* DECAY_CELL, DECAY_HIDDEN, DECAY_JACOBIAN or
                                    DECAY_INPUT */
    const char *symbol;          /* "∂c_{T}/∂c_{T−k}" */
    int curves;                  /* the whole first, then what it is made of */
    struct quantity_curve curve[QUANTITY_CURVES];
};

struct quantity quantity_of(const struct scene *scene);

/* dc_T/dc_t and its two parts, whatever is chosen; LSTM only. */
struct quantity quantity_cell(const struct scene *scene);

/* What can be chosen for the present layer's cell; returns how many. */
int quantity_choices(enum cell cell, enum decay_measure out[QUANTITIES_MAX]);

/* The measured value; NaN where it is not (yet) measured. */
double quantity_value(const struct scene *scene, enum decay_measure measure,
                      int lag);

/* "0.13", "exactly 0", "2.0·10^{−11}"; figure_power of what else there is.
 * Returns out, of FIGURE_MAX bytes. */
char *quantity_figure(const struct scene *scene, double log10, char *out);

#endif
