/* Each icon is drawn for a circle of radius 1 and scaled. */
#include <math.h>

#include "scene/view/chrome/chrome.h"

struct pen {
    struct draw_list *list;
    struct point centre;
    float size;
    struct color color;
};

static struct point at(const struct pen *pen, float x, float y)
{
    return point_at(pen->centre.x + x * pen->size,
                    pen->centre.y + y * pen->size);
}

/* A triangle that points to the right (turn 1) or left (-1) around x. */
static void triangle(const struct pen *pen, float x, float half, float turn)
{
    struct point corner[3] = {at(pen, x - turn * half * 0.7f, -half),
                              at(pen, x + turn * half * 0.9f, 0),
                              at(pen, x - turn * half * 0.7f, half)};

    draw_polygon(pen->list, corner, 3, pen->color);
}

static void bar(const struct pen *pen, float x, float width)
{
    struct point corner = at(pen, x - width / 2, -1);

    draw_box(pen->list, box_at(corner.x, corner.y, width * pen->size,
                               2 * pen->size), width * pen->size / 3,
             pen->color);
}

/* One or two triangles that run against a bar. */
static void skip(const struct pen *pen, float turn, int triangles)
{
    bar(pen, 0.95f * turn, 0.28f);
    if (triangles == 1) {
        triangle(pen, -0.1f * turn, 1, turn);
        return;
    }
    triangle(pen, -0.65f * turn, 0.8f, turn);
    triangle(pen, 0.3f * turn, 0.8f, turn);
}

static void stroke(const struct pen *pen, const float (*xy)[2], int count,
                   float width)
{
    struct point points[8];
    struct draw_stroke line = {.width = width * pen->size,
                               .color = pen->color};

    for (int k = 0; k < count; k++)
        points[k] = at(pen, xy[k][0], xy[k][1]);
    draw_line(pen->list, points, count, &line);
}

/* A disc with a bite of the button's colour. */
static void draw_moon(const struct pen *pen, struct color ground)
{
    draw_disc(pen->list, pen->centre, 0.85f * pen->size, pen->color);
    draw_disc(pen->list, at(pen, 0.4f, -0.25f), 0.7f * pen->size, ground);
}

static void draw_sun(const struct pen *pen)
{
    draw_disc(pen->list, pen->centre, 0.45f * pen->size, pen->color);
    for (int k = 0; k < 8; k++) {
        float angle = (float)k * 0.7853982f;
        float x = cosf(angle), y = sinf(angle);
        draw_segment(pen->list, at(pen, 0.68f * x, 0.68f * y), at(pen, x, y),
                     0.2f * pen->size, pen->color);
    }
}

/* An arrow into a tray: open a file. */
static void draw_tray(const struct pen *pen)
{
    static const float tray[4][2] = {{-1, 0.4f}, {-1, 1}, {1, 1}, {1, 0.4f}};
    static const float shaft[2][2] = {{0, -1}, {0, 0.2f}};
    struct point head[3] = {at(pen, -0.5f, 0), at(pen, 0.5f, 0),
                            at(pen, 0, 0.6f)};

    stroke(pen, tray, 4, 0.18f);
    stroke(pen, shaft, 2, 0.18f);
    draw_polygon(pen->list, head, 3, pen->color);
}

static void draw_folder(const struct pen *pen)
{
    struct point tab = at(pen, -1, -0.75f), body = at(pen, -1, -0.5f);
    float size = pen->size;

    draw_box(pen->list, box_at(tab.x, tab.y, 0.9f * size, 0.7f * size),
             0.15f * size, pen->color);
    draw_box(pen->list, box_at(body.x, body.y, 2 * size, 1.3f * size),
             0.15f * size, pen->color);
}

/* Two units that feed a third: a file of weights. */
static void draw_network(const struct pen *pen)
{
    static const float wires[3][2] = {{-0.7f, -0.7f}, {0.7f, 0},
                                      {-0.7f, 0.7f}};

    stroke(pen, wires, 3, 0.16f);
    for (int k = 0; k < 3; k++)
        draw_disc(pen->list, at(pen, wires[k][0], wires[k][1]),
                  0.33f * pen->size, pen->color);
}

/* Most of a circle, and an arrow head where it comes back to its start. */
static void draw_again(const struct pen *pen)
{
    static const float first = 0.7f, last = 5.4f, radius = 0.85f;
    float arc[8][2];

    for (int k = 0; k < 8; k++) {
        float angle = first + (last - first) * (float)k / 7;
        arc[k][0] = -radius * cosf(angle);
        arc[k][1] = radius * sinf(angle);
    }
    stroke(pen, arc, 8, 0.24f);
    float x = cosf(last), y = sinf(last);
    const struct point head[3] = {
        at(pen, -(radius + 0.5f) * x, (radius + 0.5f) * y),
        at(pen, -(radius - 0.5f) * x, (radius - 0.5f) * y),
        at(pen, -(radius * x - 0.8f * y), radius * y + 0.8f * x)};
    draw_polygon(pen->list, head, 3, pen->color);
}

void chrome_icon(const struct scene *scene, enum chrome_icon icon,
                 struct point centre, float size, struct color color)
{
    static const float down[2][2] = {{-0.6f, -0.6f}, {0.6f, 0.6f}};
    static const float up[2][2] = {{-0.6f, 0.6f}, {0.6f, -0.6f}};
    static const float curve[6][2] = {{-1, 0.5f}, {-0.6f, -0.3f},
                                      {-0.2f, 0.3f}, {0.2f, -0.6f},
                                      {0.6f, 0.1f}, {1, -0.8f}};
    struct pen pen = {scene->list, centre, size, color};

    switch (icon) {
    case ICON_FIRST: skip(&pen, -1, 2); break;
    case ICON_LAST: skip(&pen, 1, 2); break;
    case ICON_BACK: skip(&pen, -1, 1); break;
    case ICON_ON: skip(&pen, 1, 1); break;
    case ICON_PLAY: triangle(&pen, 0.1f, 1, 1); break;
    case ICON_PAUSE: bar(&pen, -0.55f, 0.6f); bar(&pen, 0.55f, 0.6f); break;
    case ICON_CLOSE: stroke(&pen, down, 2, 0.28f); stroke(&pen, up, 2, 0.28f);
                     break;
    case ICON_MOON: draw_moon(&pen, chrome_fill(scene, ACTION_THEME, 0)); break;
    case ICON_SUN: draw_sun(&pen); break;
    case ICON_TRAY: draw_tray(&pen); break;
    case ICON_FOLDER: draw_folder(&pen); break;
    case ICON_NETWORK: draw_network(&pen); break;
    case ICON_CURVE: stroke(&pen, curve, 6, 0.22f); break;
    case ICON_AGAIN: draw_again(&pen); break;
    }
}
