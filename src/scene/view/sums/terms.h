/* The weighted sum before a gate, term by term.
 */
#ifndef GATEREEL_SCENE_VIEW_SUMS_TERMS_H
#define GATEREEL_SCENE_VIEW_SUMS_TERMS_H

#include "scene/scene.h"
#include "scene/study/trace/digits.h"

enum { TERMS_MAX = 40, TERM_LABEL_MAX = 24 };

enum term_kind { TERM_INPUT, TERM_HIDDEN, TERM_BIAS, TERM_REST };

struct term {
    enum term_kind kind;
    char label[TERM_LABEL_MAX];  /* "x_{2}", "h_{t−1,7}", "b_{f}" */
    double weight, value;        /* NAN for biases and the rest */
    double product;              /* what is added to the sum */
    double before_reset;         /* GRU's candidate: without r; else NAN */
    struct draw_id weight_id;    /* of the weight; kind 0: none */
    struct draw_id value_id;
    struct draw_id product_id;   /* of the product; SUBJECT_OTHER where no
                                    number of the film is like it */
};

struct terms {
    int count;
    struct term term[TERMS_MAX]; /* inputs, hidden, biases last of their part */
    int summed_up;               /* how many a TERM_REST stands for */
    double sum;                  /* the pre-activation, from the tape */
    int sum_signal, gate_signal;
    struct digits digits;        /* of the products and the sum, and what the */
    double rounding;             /* printed products lack to the printed sum */
};

/* Of gate block `gate` (0 .. gates-1 in screen order) for the selected unit at
 * the present step. Where there are more terms than `most`, the largest are
 * shown and the others are one sum. */
void terms_collect(const struct scene *scene, int gate, int most,
                   struct terms *terms);

#endif
