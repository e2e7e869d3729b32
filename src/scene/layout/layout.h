/* What stands between the top bar and the transport. */
#ifndef GATEREEL_SCENE_LAYOUT_LAYOUT_H
#define GATEREEL_SCENE_LAYOUT_LAYOUT_H

#include "scene/scene.h"

/* The panels of the present screen, or the one that is shown alone. */
void screen_build(const struct scene *scene, struct box box);

#endif
