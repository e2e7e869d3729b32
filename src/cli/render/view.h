/* What can be drawn on its own: the words of --view, and what they set. */
#ifndef GATEREEL_CLI_RENDER_VIEW_H
#define GATEREEL_CLI_RENDER_VIEW_H

#include "scene/ui.h"

/* Those of a film come first, then those of a training. */
enum { RENDER_FILM_VIEWS = 21, RENDER_VIEWS = 29 };
extern const char *const render_views[RENDER_VIEWS]; /* "all", "unrolled" .. */

/* Makes a ui show view `view` and nothing else. */
void render_view(struct ui *ui, int view);

#endif
