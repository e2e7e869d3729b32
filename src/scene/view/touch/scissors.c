/* Two blades that cross, each with a ring for a finger. */
#include "scene/view/touch/scissors.h"

void scissors_draw(const struct scene *scene, struct point at, float size,
                   struct color color)
{
    struct draw_list *list = scene->list;
    float ring = size * 0.17f, width = 1.8f * scene->theme->line;

    for (int side = -1; side <= 1; side += 2) {
        float way = (float)side;
        struct point finger = point_at(at.x - way * size * 0.26f,
                                       at.y + size * 0.33f);
        draw_ring(list, finger, ring, width, color);
        draw_segment(list,
                     point_at(finger.x + way * ring * 0.5f,
                              finger.y - ring * 0.9f),
                     point_at(at.x + way * size * 0.24f, at.y - size * 0.5f),
                     width, color);
    }
}
