/* Equations with live numbers: symbols in a row, under each its value.
 */
#ifndef GATEREEL_SCENE_WIDGET_EQUATION_H
#define GATEREEL_SCENE_WIDGET_EQUATION_H

#include "scene/scene.h"

enum { EQUATION_TERMS_MAX = 16 };

/* One symbol or operator. */
struct equation_term {
    const char *symbol;    /* "f_{t}", "⊙", "=" */
    const char *below;     /* what stands under an operator ("×"), or NULL */
    struct color color;
    struct draw_id id;     /* what the value is; kind 0: an operator */
    double value;
    bool sign;             /* written with "+" where it is positive */
    int decimals;          /* of the value: 3 unless it is to be exact */
};

struct equation {
    int count;
    struct equation_term term[EQUATION_TERMS_MAX];
};

/* Appends. */
void equation_symbol(struct equation *equation, const struct scene *scene,
                     const char *symbol, struct color color, struct draw_id id);
void equation_operator(struct equation *equation, const struct scene *scene,
                       const char *symbol, const char *below);

/* Centred around centre.x with the symbols' baseline at centre.y and the
 * values' 0.62 sizes + 20 units below; smaller than `size` where `room` is too
 * narrow. Values are left out where `values` is false. Returns how wide it
 * became. */
float equation_draw(const struct scene *scene, const struct equation *equation,
                    struct point centre, float room, float size, bool values);

#endif
