/* The kinds of cells in close-up: everything inside the card.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_CELL_H
#define GATEREEL_SCENE_VIEW_CELL_CELL_H

#include "scene/view/cell/parts/closeup.h"

/* Each returns the x at which the input comes in from below. */
float cell_lstm(const struct closeup *closeup);
float cell_gru(const struct closeup *closeup);   /* both kinds */
float cell_plain(const struct closeup *closeup); /* rnn, dense */

#endif
