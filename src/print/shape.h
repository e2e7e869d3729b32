/* The shapes of a draw list, for cairo. */
#ifndef GATEREEL_PRINT_SHAPE_H
#define GATEREEL_PRINT_SHAPE_H

#include <cairo/cairo.h>

#include "draw/draw.h"
#include "paint/mesh/view.h"

struct shape {
    cairo_t *cairo;            /* its units are the list's pixels */
    const struct draw_list *list;
    const struct draw_command *command;
    struct view view;
    bool grey;
};

/* Anything but a text. */
void shape_draw(const struct shape *shape);

/* The present colour. */
void shape_color(const struct shape *shape, struct color color);

/* Its red, green and blue on the page, 0 .. 1. */
void shape_parts(const struct shape *shape, struct color color, double part[3]);

#endif
