/* Setting a formula, inside: one walk over the tree that measures, and with a
 * pen draws too.
 */
#ifndef GATEREEL_SCENE_WIDGET_MATHS_MATHS_H
#define GATEREEL_SCENE_WIDGET_MATHS_MATHS_H

#include "scene/widget/formula.h"

/* What holds for a node from outside. */
struct maths_env {
    float size;
    struct color color;
    bool display;   /* limits above and below, fractions in full size */
    bool script;    /* smaller, without room around signs */
    bool hued;      /* the colour is that of a symbol around it */
    bool called;    /* a bracket follows: f(..) is a function */
};

struct maths {
    const struct scene *scene;
    const struct formula *formula;
    const struct formula_style *style;
    bool draws;
};

/* The height of the axis: bars and signs lie there, as shares of the size. */
static const float maths_axis = 0.27f;

static inline const struct formula_node *maths_node(const struct maths *maths,
                                                    int index)
{
    return &maths->formula->node[index];
}

/* One node with its baseline at `at`. */
struct formula_size maths_set(const struct maths *maths, int index,
                              struct maths_env env, struct point at);
struct formula_size maths_measure(const struct maths *maths, int index,
                                  struct maths_env env);
/* Children of a row: `count` from the child `from` on. */
struct formula_size maths_row(const struct maths *maths, int row, int from,
                              int count, struct maths_env env,
                              struct point at);
/* Text of a leaf in a face. */
struct formula_size maths_text(const struct maths *maths, enum face face,
                               const char *text, struct maths_env env,
                               struct point at);

/* The same for scripts: smaller. */
struct maths_env maths_smaller(struct maths_env env);

/* What stands above, below or around something. */
struct formula_size maths_fraction(const struct maths *maths, int index,
                                   struct maths_env env, struct point at);
struct formula_size maths_scripts(const struct maths *maths, int index,
                                  struct maths_env env, struct point at);
struct formula_size maths_large(const struct maths *maths, int index,
                                struct maths_env env, struct point at);
struct formula_size maths_accent(const struct maths *maths, int index,
                                 struct maths_env env, struct point at);
struct formula_size maths_root(const struct maths *maths, int index,
                               struct maths_env env, struct point at);
struct formula_size maths_brackets(const struct maths *maths, int index,
                                   struct maths_env env, struct point at);

/* What a node is beside its neighbours, as TeX has it. */
enum maths_class { MATHS_NONE, MATHS_ORDINARY, MATHS_FUNCTION, MATHS_BINARY,
                   MATHS_RELATION, MATHS_OPEN, MATHS_CLOSE, MATHS_COMMA,
                   MATHS_INNER };

enum maths_class maths_class_of(const struct formula *formula, int index);
/* A sign between these neighbours: "-" may be one of two or of one. */
enum maths_class maths_sign(enum maths_class before, enum maths_class is,
                            enum maths_class after);
/* Room between two neighbours, as a share of the size. */
float maths_gap(enum maths_class left, enum maths_class right, bool script);

#endif
