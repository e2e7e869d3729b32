/* A row is set child by child with the room that TeX gives their classes; what
 * stands above, below or around something is in maths/. A symbol of the cell
 * lends its hue to all that hangs on it (c_{t-1} is orange as a whole), and
 * inside of scripts letters are indices and have none.
 */
#include "scene/widget/formula.h"

#include <math.h>
#include <string.h>

#include "scene/action.h"
#include "scene/look/lit.h"
#include "scene/widget/maths/maths.h"

struct formula_size maths_text(const struct maths *maths, enum face face,
                               const char *text, struct maths_env env,
                               struct point at)
{
    struct draw_list *list = maths->scene->list;
    struct formula_size size = {0, 0.74f * env.size, 0.24f * env.size};

    if (maths->draws)
        size.width = draw_text(list, at, (struct draw_style){
                                   face, env.size, env.color, ALIGN_LEFT},
                               text);
    else
        size.width = draw_width(list, face, env.size, text);
    return size;
}

static struct formula_size set_leaf(const struct maths *maths,
                                    const struct formula_node *node,
                                    struct maths_env env, struct point at)
{
    return maths_text(maths, node->kind == FORMULA_SYMBOL ? FACE_MATH_ITALIC
                                                          : FACE_MATH,
                      node->text, env, at);
}

static struct formula_size set_space(const struct formula_node *node,
                                     struct maths_env env)
{
    float share = strcmp(node->text, "quad") == 0 ? 1 :
                  strcmp(node->text, "qquad") == 0 ? 2 :
                  strcmp(node->text, ";") == 0 ? 5.0f / 18 :
                  strcmp(node->text, ":") == 0 ? 4.0f / 18 : 3.0f / 18;

    return (struct formula_size){share * env.size, 0, 0};
}

static struct formula_size set_kind(const struct maths *maths, int index,
                                    struct maths_env env, struct point at)
{
    const struct formula_node *node = maths_node(maths, index);

    switch (node->kind) {
    case FORMULA_SYMBOL: case FORMULA_UPRIGHT: case FORMULA_OPERATOR:
        return set_leaf(maths, node, env, at);
    case FORMULA_SCRIPTS: return maths_scripts(maths, index, env, at);
    case FORMULA_FRACTION: return maths_fraction(maths, index, env, at);
    case FORMULA_ROOT: return maths_root(maths, index, env, at);
    case FORMULA_HAT: case FORMULA_BAR: case FORMULA_TILDE:
        return maths_accent(maths, index, env, at);
    case FORMULA_LARGE: return maths_large(maths, index, env, at);
    case FORMULA_BRACKETS: return maths_brackets(maths, index, env, at);
    case FORMULA_SPACE: return set_space(node, env);
    default: return maths_row(maths, index, 0, 0, env, at);
    }
}

/* "f'" is a derivative where a bracket follows. */
static bool is_primed(const struct maths *maths,
                      const struct formula_node *scripts)
{
    int low = maths_node(maths, scripts->child)->next;
    int above = maths_node(maths, maths_node(maths, low)->next)->child;

    return above >= 0 && strcmp(maths_node(maths, above)->text, "′") == 0;
}

/* The symbol that a node is, with what hangs on it; -1: none. */
static int symbol_of(const struct maths *maths, int index, bool called)
{
    const struct formula_node *node = maths_node(maths, index);

    if (node->kind == FORMULA_SYMBOL)
        return called ? -1 : lit_letter(node->text);
    if (called && node->kind == FORMULA_SCRIPTS && is_primed(maths, node))
        return -1;
    bool hangs = node->kind == FORMULA_SCRIPTS || node->kind == FORMULA_HAT ||
                 node->kind == FORMULA_BAR || node->kind == FORMULA_TILDE;
    bool alone = node->kind == FORMULA_ROW && node->child >= 0 &&
                 maths_node(maths, node->child)->next < 0;
    return hangs || alone ? symbol_of(maths, node->child, false) : -1;
}

enum { LOW = 22 }; /* a symbol in a fraction of the text: its plate is tight */

struct formula_size maths_measure(const struct maths *maths, int index,
                                  struct maths_env env)
{
    struct maths without = *maths;

    without.draws = false;
    return maths_set(&without, index, env, point_at(0, 0));
}

/* Symbols of a product stand side by side, and so do their plates. */
static struct box plate_of(struct formula_size size, struct point at)
{
    struct box box = box_at(at.x + 0.5f, at.y - size.above, size.width - 1,
                            size.above + size.below);
    float more = box.h < LOW ? -1 : 1;

    return box_at(box.x, box.y - more, box.w, box.h + 2 * more);
}

struct formula_size maths_set(const struct maths *maths, int index,
                              struct maths_env env, struct point at)
{
    const struct scene *scene = maths->scene;
    int lit = env.hued || env.script ? -1 : symbol_of(maths, index,
                                                      env.called);

    /* A derivative's letter is a function too. */
    env.called = lit < 0 && env.called &&
                 maths_node(maths, index)->kind == FORMULA_SCRIPTS;
    if (lit < 0)
        return set_kind(maths, index, env, at);
    env.color = lit_color(scene->theme, lit, env.color);
    env.hued = true;
    if (!maths->draws || maths->style->plain)
        return set_kind(maths, index, env, at);
    struct formula_size size = maths_measure(maths, index, env);
    struct box box = box_at(at.x - 1, at.y - size.above, size.width + 2,
                            size.above + size.below);
    if (lit_now(scene->film, scene->ui) >> lit & 1)
        draw_box(scene->list, plate_of(size, at), 5,
                 color_fade(lit <= LIT_N ? env.color : scene->theme->accent,
                            scene->theme->dark ? 0.32f : 0.2f));
    set_kind(maths, index, env, at);
    draw_spot(scene->list, box, lit_word(scene->film, scene->ui->layer, lit),
              ACTION_NONE, 0);
    return size;
}

static enum maths_class class_after(const struct maths *maths, int index)
{
    int next = maths_node(maths, index)->next;

    return next < 0 ? MATHS_NONE : maths_class_of(maths->formula, next);
}

struct formula_size maths_row(const struct maths *maths, int row, int from,
                              int count, struct maths_env env, struct point at)
{
    struct formula_size all = {0, 0, 0};
    enum maths_class before = MATHS_NONE;
    int k = 0, index = maths_node(maths, row)->child;

    for (; index >= 0 && (count == 0 || k < from + count);
         index = maths_node(maths, index)->next, k++) {
        enum maths_class after = class_after(maths, index);
        enum maths_class is = maths_sign(
            before, maths_class_of(maths->formula, index), after);
        if (k >= from) {
            struct maths_env inner = env;
            int next = maths_node(maths, index)->next;
            inner.called = next >= 0 &&
                (after == MATHS_OPEN ||
                 maths_node(maths, next)->kind == FORMULA_BRACKETS);
            if (k > from)
                all.width += maths_gap(before, is, env.script) * env.size;
            struct formula_size size = maths_set(
                maths, index, inner, point_at(at.x + all.width, at.y));
            all.width += size.width;
            all.above = fmaxf(all.above, size.above);
            all.below = fmaxf(all.below, size.below);
        }
        before = is;
    }
    return all;
}

static struct formula_size run(const struct scene *scene,
                               const struct formula *formula,
                               const struct formula_style *style,
                               struct point at, bool draws)
{
    const struct maths maths = {scene, formula, style, draws};
    const struct maths_env env = {.size = style->size, .color = style->color,
                                  .display = formula->display};

    if (formula->nodes == 0)
        return (struct formula_size){0, 0, 0};
    return maths_row(&maths, 0, style->from, style->count, env, at);
}

struct formula_size formula_measure(const struct scene *scene,
                                    const struct formula *formula,
                                    const struct formula_style *style)
{
    return run(scene, formula, style, point_at(0, 0), false);
}

struct formula_size formula_draw(const struct scene *scene,
                                 const struct formula *formula,
                                 const struct formula_style *style,
                                 struct point at)
{
    return run(scene, formula, style, at, true);
}

bool formula_apart(const struct formula *formula, int child)
{
    int index = formula->nodes > 0 ? formula->node[0].child : -1;

    for (int k = 0; index >= 0 && k < child - 1; k++)
        index = formula->node[index].next;
    return child > 0 && index >= 0 &&
           formula->node[index].kind == FORMULA_SPACE &&
           strstr(formula->node[index].text, "quad") != NULL;
}

int formula_pieces(const struct formula *formula, int first[], int most)
{
    enum maths_class before = MATHS_NONE;
    int pieces = 0, k = 0, depth = 0;
    bool tight = false; /* behind a dot or cross: "2.0 · 10^{-11}" is one */

    for (int index = formula->nodes > 0 ? formula->node[0].child : -1;
         index >= 0; index = formula->node[index].next, k++) {
        int next = formula->node[index].next;
        enum maths_class is = maths_sign(
            before, maths_class_of(formula, index),
            next < 0 ? MATHS_NONE : maths_class_of(formula, next));
        bool breaks = depth == 0 && !tight &&
                      (before == MATHS_RELATION || before == MATHS_BINARY ||
                       formula_apart(formula, k));
        if ((pieces == 0 || breaks) && pieces < most)
            first[pieces++] = k;
        depth += (is == MATHS_OPEN) - (is == MATHS_CLOSE);
        tight = strcmp(formula->node[index].text, "·") == 0 ||
                strcmp(formula->node[index].text, "×") == 0;
        before = is;
    }
    return pieces;
}
