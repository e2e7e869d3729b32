/* Hats, roots and brackets are drawn as lines, so that they grow with what they
 * are over or around without growing bold.
 */
#include <math.h>
#include <string.h>

#include "scene/widget/maths/maths.h"

enum { ARC = 9 };

static struct draw_stroke stroke_of(struct maths_env env)
{
    return (struct draw_stroke){.width = fmaxf(0.065f * env.size, 1.1f),
                                .color = env.color};
}

/* How high a letter without an ascender is. */
static float height_of(const struct maths *maths, int index,
                       struct maths_env env, struct formula_size size)
{
    const struct formula_node *node = maths_node(maths, index);

    if (node->kind == FORMULA_ROW && node->child >= 0 &&
        maths_node(maths, node->child)->next < 0)
        return height_of(maths, node->child, env, size);
    bool low = (node->kind == FORMULA_SYMBOL ||
                node->kind == FORMULA_UPRIGHT) &&
               node->text[1] == '\0' &&
               strchr("acegmnopqrsuvwxyz", node->text[0]) != NULL;
    return low ? 0.52f * env.size : size.above;
}

struct formula_size maths_accent(const struct maths *maths, int index,
                                 struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);
    struct formula_size size = maths_set(maths, node->child, env, at);
    float lean = 0.06f * env.size, high = 0.14f * env.size;
    float y = at.y - height_of(maths, node->child, env, size) -
              0.1f * env.size;
    float half = node->kind == FORMULA_BAR ? size.width / 2
                                           : fminf(size.width / 2,
                                                   0.26f * env.size);
    float x = at.x + size.width / 2 + lean;
    struct draw_stroke stroke = stroke_of(env);

    size.above = fmaxf(size.above, at.y - y + high + 1);
    if (!maths->draws)
        return size;
    if (node->kind == FORMULA_BAR) {
        draw_segment(maths->scene->list, point_at(x - half, y),
                     point_at(x + half - lean, y), stroke.width, env.color);
    } else if (node->kind == FORMULA_HAT) {
        const struct point hat[3] = {{x - half, y}, {x, y - high},
                                     {x + half, y}};
        draw_line(maths->scene->list, hat, 3, &stroke);
    } else {
        struct point wave[ARC];
        for (int k = 0; k < ARC; k++) {
            float share = (float)k / (ARC - 1);
            wave[k] = point_at(x - half + 2 * half * share,
                               y - high / 2 -
                                   high / 2 * sinf(6.2832f * share));
        }
        draw_line(maths->scene->list, wave, ARC, &stroke);
    }
    return size;
}

struct formula_size maths_root(const struct maths *maths, int index,
                               struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);
    float lead = 0.62f * env.size, gap = 0.1f * env.size;
    struct formula_size size = maths_set(maths, node->child, env,
                                         point_at(at.x + lead, at.y));
    float top = at.y - size.above - gap, foot = at.y + size.below;
    float right = at.x + lead + size.width + gap;

    if (maths->draws) {
        const struct point line[5] = {
            {at.x + 0.08f * env.size, at.y - 0.3f * env.size},
            {at.x + 0.2f * env.size, at.y - 0.36f * env.size},
            {at.x + 0.38f * env.size, foot},
            {at.x + lead - 0.06f * env.size, top}, {right, top}};
        const struct draw_stroke stroke = stroke_of(env);
        draw_line(maths->scene->list, line, 5, &stroke);
    }
    size.width += lead + 2 * gap;
    size.above += gap + 1.5f;
    return size;
}

/* Half the width that a drawn bracket has on each side. */
static float bracket_width(const char *text, float size)
{
    return strcmp(text, "‖") == 0 ? 0.42f * size :
           strcmp(text, "|") == 0 ? 0.26f * size :
           text[0] == '\0' || text[0] == '.' ? 0 : 0.36f * size;
}

/* From `top` down to `foot`, between x and x + width; `right`: the closing
 * one. */
static void draw_bracket(const struct maths *maths, const char *text,
                         struct maths_env env, struct box box, bool right)
{
    struct draw_list *list = maths->scene->list;
    const struct draw_stroke stroke = stroke_of(env);
    float foot = box_bottom(box), rim = 0.08f * env.size;
    float in = right ? box.x + rim : box_right(box) - rim;
    float out = right ? box_right(box) - rim : box.x + rim;

    if (strcmp(text, "‖") == 0 || strcmp(text, "|") == 0) {
        bool two = text[0] != '|';
        float middle = box.x + box.w / 2, apart = two ? 0.09f * env.size : 0;
        for (int side = -1; side <= (two ? 1 : -1); side += 2)
            draw_segment(list,
                         point_at(middle + (float)side * apart, box.y),
                         point_at(middle + (float)side * apart, foot),
                         stroke.width, env.color);
    } else if (text[0] == '[' || text[0] == ']') {
        const struct point line[4] = {{in, box.y}, {out, box.y}, {out, foot},
                                      {in, foot}};
        draw_line(list, line, 4, &stroke);
    } else {
        struct point arc[ARC];
        for (int k = 0; k < ARC; k++) {
            float share = 2.0f * (float)k / (ARC - 1) - 1;
            arc[k] = point_at(in + (out - in) * (1 - share * share),
                              box.y + box.h * (share + 1) / 2);
        }
        draw_line(list, arc, ARC, &stroke);
    }
}

struct formula_size maths_brackets(const struct maths *maths, int index,
                                   struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);
    float left = bracket_width(node->text, env.size);
    float right = bracket_width(node->close, env.size);
    struct formula_size size = maths_set(maths, node->child, env,
                                         point_at(at.x + left, at.y));
    float axis = maths_axis * env.size;
    float half = fmaxf(fmaxf(size.above - axis, size.below + axis),
                       0.5f * env.size) + 0.02f * env.size;

    if (maths->draws && left > 0)
        draw_bracket(maths, node->text, env,
                     box_at(at.x, at.y - axis - half, left, 2 * half), false);
    if (maths->draws && right > 0)
        draw_bracket(maths, node->close, env,
                     box_at(at.x + left + size.width, at.y - axis - half,
                            right, 2 * half), true);
    return (struct formula_size){left + size.width + right,
                                 fmaxf(size.above, axis + half),
                                 fmaxf(size.below, half - axis)};
}
