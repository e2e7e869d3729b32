#include "scene/view/view.h"
#include "scene/widget/panel.h"

void view_predict(const struct scene *scene, struct box box)
{
    panel_draw(scene, box, say(scene->ui, "Predict", "예측"));
}
