/* The room between neighbours, as in The TeXbook, chapter 18: thin 3/18,
 * medium 4/18 and thick 5/18 of the size.
 */
#include <string.h>

#include "scene/widget/maths/maths.h"

static const struct {
    enum maths_class class;
    const char *const text[20];
} signs[] = {
    {MATHS_RELATION, {"=", "<", ">", "≈", "≤", "≥", "≠", "→", "∈", "∼", "≡",
                      ":", "≪", "≫", "∝", "↦", "←", "⇒"}},
    {MATHS_BINARY, {"+", "-", "−", "±", "·", "×", "⊙", "∘", "*", "∗"}},
    {MATHS_OPEN, {"(", "[", "{", "⌊"}},
    {MATHS_CLOSE, {")", "]", "}", "⌋"}},
    {MATHS_COMMA, {",", ";"}},
};

static enum maths_class class_of_leaf(const struct formula_node *node)
{
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        for (int n = 0; n < 20 && signs[k].text[n] != NULL; n++)
            if (strcmp(signs[k].text[n], node->text) == 0)
                return signs[k].class;
    bool letter = (node->text[0] >= 'a' && node->text[0] <= 'z') ||
                  (node->text[0] >= 'A' && node->text[0] <= 'Z') ||
                  (unsigned char)node->text[0] >= 0xE3; /* Hangul */
    return node->kind == FORMULA_UPRIGHT && letter && node->text[1] != '\0'
        ? MATHS_FUNCTION : MATHS_ORDINARY;
}

enum maths_class maths_class_of(const struct formula *formula, int index)
{
    const struct formula_node *node = &formula->node[index];

    switch (node->kind) {
    case FORMULA_SYMBOL:
    case FORMULA_UPRIGHT:
    case FORMULA_OPERATOR: return class_of_leaf(node);
    case FORMULA_SCRIPTS: return maths_class_of(formula, node->child);
    case FORMULA_LARGE: return MATHS_FUNCTION;
    case FORMULA_FRACTION:
    case FORMULA_BRACKETS: return MATHS_INNER;
    case FORMULA_SPACE: return MATHS_NONE;
    case FORMULA_ROW:
        return node->child >= 0 && formula->node[node->child].next < 0
            ? maths_class_of(formula, node->child) : MATHS_ORDINARY;
    default: return MATHS_ORDINARY;
    }
}

enum maths_class maths_sign(enum maths_class before, enum maths_class is,
                            enum maths_class after)
{
    bool left = before == MATHS_ORDINARY || before == MATHS_CLOSE ||
                before == MATHS_INNER;
    bool right = after != MATHS_NONE && after != MATHS_RELATION &&
                 after != MATHS_CLOSE && after != MATHS_COMMA;

    return is == MATHS_BINARY && !(left && right) ? MATHS_ORDINARY : is;
}

float maths_gap(enum maths_class left, enum maths_class right, bool script)
{
    if (left == MATHS_NONE || right == MATHS_NONE)
        return 0;
    if (left == MATHS_FUNCTION || right == MATHS_FUNCTION) {
        bool close = right == MATHS_OPEN || right == MATHS_COMMA ||
                     right == MATHS_CLOSE || left == MATHS_OPEN;
        if (left != MATHS_BINARY && left != MATHS_RELATION &&
            right != MATHS_BINARY && right != MATHS_RELATION)
            return close ? 0 : 3.0f / 18;
    }
    if (script)
        return 0;
    if (left == MATHS_RELATION || right == MATHS_RELATION)
        return left == right || left == MATHS_OPEN || right == MATHS_CLOSE
            ? 0 : 5.0f / 18;
    if (left == MATHS_BINARY || right == MATHS_BINARY)
        return 4.0f / 18;
    if (left == MATHS_COMMA)
        return 3.0f / 18;
    if ((left == MATHS_INNER && right != MATHS_CLOSE &&
         right != MATHS_COMMA) || (right == MATHS_INNER && left != MATHS_OPEN))
        return left == MATHS_ORDINARY || right == MATHS_CLOSE ? 1.5f / 18
                                                              : 3.0f / 18;
    return 0;
}
