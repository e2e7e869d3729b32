#include "scene/view/view.h"
#include "scene/widget/panel.h"

void view_calculate(const struct scene *scene, struct box box)
{
    panel_draw(scene, box, say(scene->ui, "Calculate", "계산"));
}
