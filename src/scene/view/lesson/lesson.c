#include "scene/view/view.h"
#include "scene/widget/panel.h"

void view_lesson(const struct scene *scene, struct box box)
{
    panel_draw(scene, box, say(scene->ui, "Lesson", "강의"));
}
