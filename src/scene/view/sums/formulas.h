/* The equation of every phase of every cell, for the selected unit.
 */
#ifndef GATEREEL_SCENE_VIEW_SUMS_FORMULAS_H
#define GATEREEL_SCENE_VIEW_SUMS_FORMULAS_H

#include "scene/scene.h"
#include "scene/widget/equation.h"

enum { FORMULAS_MAX = 4 };

/* What is computed in phase `phase` (forward order) at the present step;
 * returns how many equations, 0 for gathering the inputs. */
int formulas_of_phase(const struct scene *scene, int phase,
                      struct equation out[FORMULAS_MAX]);

#endif
