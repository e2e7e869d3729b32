/* Formulas, set: fractions, scripts, roots, hats, sums and products with
 * limits, brackets that grow. Symbols of the cell have their hue and react to
 * the pointer.
 */
#ifndef GATEREEL_SCENE_WIDGET_FORMULA_H
#define GATEREEL_SCENE_WIDGET_FORMULA_H

#include "lesson/page/formula.h"
#include "scene/scene.h"

/* What a formula takes, in units, from the left end of its baseline. */
struct formula_size {
    float width, above, below;
};

struct formula_style {
    float size;
    struct color color;        /* of what has no hue */
    bool plain;                /* no spots */
};

struct formula_size formula_measure(const struct scene *scene,
                                    const struct formula *formula,
                                    const struct formula_style *style);
/* The left end of the baseline at `at`. Returns the same. */
struct formula_size formula_draw(const struct scene *scene,
                                 const struct formula *formula,
                                 const struct formula_style *style,
                                 struct point at);

/* The symbol of a formula that a hue stands for: "f" of "f_{t-1}"; -1: none
 * (enum step_lit). The base alone counts, and W_f, b_f, a_f are W, b, a. */
int formula_lit(const char *base);

#endif
