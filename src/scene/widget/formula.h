/* Formulas, set: fractions, scripts, roots, hats, sums and products with
 * limits, brackets that grow. Symbols of the cell have their hue and react to
 * the pointer (scene/look/lit.h).
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
    bool plain;                /* no spots, nothing is lit */
    int from, count;           /* children of the root; count 0: all from there
                                  on */
};

/* Scripts are never smaller than this. */
enum { FORMULA_LEAST = 14 };

struct formula_size formula_measure(const struct scene *scene,
                                    const struct formula *formula,
                                    const struct formula_style *style);
/* The left end of the baseline at `at`. Returns the same. */
struct formula_size formula_draw(const struct scene *scene,
                                 const struct formula *formula,
                                 const struct formula_style *style,
                                 struct point at);

/* Where a line may end, as in print behind relations and signs, but not behind
 * a dot or cross between factors: first[k] is the child of the root with which
 * piece k begins, first[0] = 0. Returns how many pieces, at most `most`. */
int formula_pieces(const struct formula *formula, int first[], int most);

/* Is there a wide blank (\quad) before this child of the root: does another
 * formula begin? */
bool formula_apart(const struct formula *formula, int child);

#endif
