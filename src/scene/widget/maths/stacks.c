/* What stands above and below something. Every part is measured first, then
 * set: the places follow from the sizes, with the shares of TeX's fonts.
 */
#include <math.h>

#include "scene/widget/maths/maths.h"

struct maths_env maths_smaller(struct maths_env env)
{
    if (!env.script)
        env.size = fmaxf(0.7f * env.size, FORMULA_LEAST);
    env.script = true;
    env.display = false;
    return env;
}

struct formula_size maths_fraction(const struct maths *maths, int index,
                                   struct maths_env env, struct point at)
{
    struct draw_list *list = maths->scene->list;
    const struct formula_node *node = maths_node(maths, index);
    struct maths_env part = env;
    float axis = maths_axis * env.size, rim = 0.12f * env.size;
    float gap = (env.display ? 0.14f : 0.06f) * env.size;

    if (!env.display && !env.script)
        part.size = fmaxf(0.75f * env.size, FORMULA_LEAST);
    part.display = false;
    int lower = maths_node(maths, node->child)->next;
    struct formula_size over = maths_measure(maths, node->child, part);
    struct formula_size under = maths_measure(maths, lower, part);
    float inner = fmaxf(over.width, under.width) + 0.3f * part.size;
    float up = axis + gap + over.below, down = gap + under.above - axis;
    if (maths->draws) {
        maths_set(maths, node->child, part,
                  point_at(at.x + rim + (inner - over.width) / 2, at.y - up));
        maths_set(maths, lower, part,
                  point_at(at.x + rim + (inner - under.width) / 2,
                           at.y + down));
        draw_segment(list, point_at(at.x + rim, at.y - axis),
                     point_at(at.x + rim + inner, at.y - axis),
                     fmaxf(0.06f * env.size, 1), env.color);
    }
    return (struct formula_size){inner + 2 * rim, up + over.above,
                                 down + under.below};
}

/* Does the letter just before a script lean over to the right? */
static bool leans(const struct maths *maths, int base)
{
    const struct formula_node *node = maths_node(maths, base);

    if (node->kind == FORMULA_ROW && node->child >= 0 &&
        maths_node(maths, node->child)->next < 0)
        return leans(maths, node->child);
    return node->kind == FORMULA_SYMBOL;
}

struct formula_size maths_scripts(const struct maths *maths, int index,
                                  struct maths_env env, struct point at)
{
    int base = maths_node(maths, index)->child;
    int low = maths_node(maths, base)->next;
    int high = maths_node(maths, low)->next;
    struct maths_env small = maths_smaller(env);
    struct formula_size size = maths_set(maths, base, env, at);
    struct formula_size below = maths_measure(maths, low, small);
    struct formula_size above = maths_measure(maths, high, small);
    float lean = leans(maths, base) ? 0.06f * env.size : 0;
    float up = fmaxf(0.42f * env.size, size.above - 0.34f * env.size) +
               fmaxf(above.below - 0.24f * small.size, 0);
    float down = fmaxf(0.2f * env.size, size.below - 0.04f * env.size) +
                 fmaxf(below.above - 0.74f * small.size, 0);
    float x = at.x + size.width;

    if (below.width > 0 && above.width > 0) {
        float apart = above.below + below.above - (up + down);
        up += apart > 0 ? apart / 2 : 0;
        down += apart > 0 ? apart / 2 : 0;
    }
    if (maths->draws && below.width > 0)
        maths_set(maths, low, small, point_at(x, at.y + down));
    if (maths->draws && above.width > 0)
        maths_set(maths, high, small, point_at(x + lean, at.y - up));
    size.width += fmaxf(below.width, above.width > 0 ? above.width + lean : 0) +
                  0.06f * env.size;
    if (below.width > 0)
        size.below = fmaxf(size.below, down + below.below);
    if (above.width > 0)
        size.above = fmaxf(size.above, up + above.above);
    return size;
}

/* With its limits beside it. */
static struct formula_size large_in_line(const struct maths *maths, int index,
                                         struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);
    struct maths_env small = maths_smaller(env), sign = env;

    sign.size = 1.15f * env.size;
    struct formula_size size = maths_text(maths, FACE_MATH, node->text, sign,
                                          at);
    int high = maths_node(maths, node->child)->next;
    struct formula_size below = maths_measure(maths, node->child, small);
    struct formula_size above = maths_measure(maths, high, small);
    float up = fmaxf(0.5f * env.size, 0), down = 0.32f * env.size;
    float apart = above.below + below.above - (up + down);
    if (apart > 0 && above.width > 0 && below.width > 0) {
        up += apart / 2;
        down += apart / 2;
    }
    if (maths->draws) {
        maths_set(maths, node->child, small,
                  point_at(at.x + size.width, at.y + down));
        maths_set(maths, high, small, point_at(at.x + size.width, at.y - up));
    }
    size.width += fmaxf(below.width, above.width);
    if (below.width > 0)
        size.below = fmaxf(size.below, down + below.below);
    if (above.width > 0)
        size.above = fmaxf(size.above, up + above.above);
    return size;
}

struct formula_size maths_large(const struct maths *maths, int index,
                                struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);
    struct maths_env small = maths_smaller(env), sign = env;
    int high = maths_node(maths, node->child)->next;

    if (!env.display)
        return large_in_line(maths, index, env, at);
    sign.size = 1.6f * env.size;
    float drop = 0.6f * maths_axis * env.size; /* its middle is on the axis */
    struct maths without = *maths;
    without.draws = false;
    struct formula_size size = maths_text(&without, FACE_MATH, node->text,
                                          sign, at);
    struct formula_size below = maths_measure(maths, node->child, small);
    struct formula_size above = maths_measure(maths, high, small);
    float width = fmaxf(size.width, fmaxf(below.width, above.width));
    float top = size.above - drop, bottom = size.below + drop;
    float up = top + above.below, down = bottom + below.above;
    if (maths->draws) {
        maths_text(maths, FACE_MATH, node->text, sign,
                   point_at(at.x + (width - size.width) / 2, at.y + drop));
        maths_set(maths, high, small,
                  point_at(at.x + (width - above.width) / 2, at.y - up));
        maths_set(maths, node->child, small,
                  point_at(at.x + (width - below.width) / 2, at.y + down));
    }
    return (struct formula_size){width,
                                 above.width > 0 ? up + above.above : top,
                                 below.width > 0 ? down + below.below
                                                 : bottom};
}
