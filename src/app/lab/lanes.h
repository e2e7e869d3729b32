/* Lanes of the comparison: which there are, which is in front, which curves
 * stay. Every change is one in the history.
 */
#ifndef GATEREEL_APP_LAB_LANES_H
#define GATEREEL_APP_LAB_LANES_H

#include "app/actions.h"

/* Carries out what is done to lanes. */
void lanes_do(struct app *app, const struct order *order);

#endif
