/* Maths as a tree: the part of LaTeX that lessons need.
 *
 *   letters, digits, operators, spaces    f_t, h_{t-1}, x^2, f_{t-1}^{(2)}
 *   \frac{a}{b}  \sqrt{a}  \hat a  \bar a  \tilde a
 *   \sum_{k=1}^{T}  \prod_{k=t+1}^{T}     limits above and below
 *   \left( .. \right)  \| \lVert \rVert   brackets that grow
 *   \sigma \partial \odot \cdot \times \approx \le \ge \ne \to \infty \in
 *   \lambda \rho \phi \theta \epsilon \Delta \nabla \eta \mu .. \quad \ldots
 *   \tanh \exp \log \ln \max \min \mathrm{diag} \text{a word} \mathbf{x}
 *
 * Anything else is a problem with its place and the nearest known command.
 */
#ifndef GATEREEL_LESSON_PAGE_FORMULA_H
#define GATEREEL_LESSON_PAGE_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/problems.h"

enum formula_kind {
    FORMULA_SYMBOL,   /* text in italics: a variable */
    FORMULA_UPRIGHT,  /* digits, function names, words */
    FORMULA_OPERATOR, /* + - = < with room around it */
    FORMULA_ROW,      /* children one after the other */
    FORMULA_SCRIPTS,  /* child 0 base, 1 below, 2 above; an absent one is an
                         empty row */
    FORMULA_FRACTION, /* 0 over 1 */
    FORMULA_ROOT,
    FORMULA_HAT, FORMULA_BAR, FORMULA_TILDE,
    FORMULA_LARGE,    /* sum or product: 0 below, 1 above; text is the sign */
    FORMULA_BRACKETS, /* around child 0, as high as it; text "(", close ")", "":
                         none on this side */
    FORMULA_SPACE,    /* text: "," ":" ";" "quad" "qquad", as in LaTeX */
    FORMULA_KINDS
};

enum { FORMULA_NODES_MAX = 200, FORMULA_TEXT_MAX = 24, FORMULA_DEPTH_MAX = 12 };

struct formula_node {
    enum formula_kind kind;
    char text[FORMULA_TEXT_MAX], close[4];
    int child, next;  /* first child, next sibling: index, -1: none */
};

/* node[0] is the root, a row. `node` is owned by whoever owns the formula. */
struct formula {
    struct formula_node *node;
    int nodes;
    bool display;     /* of $$..$$ */
};

/* Reads text[0..length) into node[FORMULA_NODES_MAX]; returns how many, or 0
 * with a problem at its place (`at` is that of text[0]). */
int formula_read(struct formula_node node[FORMULA_NODES_MAX], const char *text,
                 size_t length, struct place at, struct problems *problems);

#endif
