/* Formulas as trees, and what is said about what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lesson/page/formula.h"

enum { SHOWN_MAX = 4000 };

/* A tree in one line: a letter is itself, everything else is in brackets with
 * its kind. */
static void show(const struct formula_node *node, int index, char *out)
{
    static const char *const kinds[FORMULA_KINDS] = {
        "", "'", "op ", "row", "scripts", "frac", "root", "hat", "bar",
        "tilde", "large ", "brackets ", "space "};
    const struct formula_node *n = &node[index];

    if (n->kind == FORMULA_SYMBOL) {
        strcat(out, n->text);
        return;
    }
    strcat(out, n->kind == FORMULA_UPRIGHT ? "" : "(");
    strcat(out, kinds[n->kind]);
    strcat(out, n->text);
    strcat(out, n->close);
    for (int k = n->child; k >= 0; k = node[k].next) {
        strcat(out, " ");
        show(node, k, out);
    }
    strcat(out, n->kind == FORMULA_UPRIGHT ? "" : ")");
}

static void reads(const char *text, const char *want)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;
    char shown[SHOWN_MAX] = "";
    size_t length = strlen(text);
    char *copy = malloc(length + 1);

    memcpy(copy, text, length);
    copy = realloc(copy, length); /* no NUL: reading past the end is seen */
    problems_init(&problems, "f");
    int nodes = formula_read(node, copy, length, (struct place){1, 1},
                             &problems);
    free(copy);
    if (nodes == 0)
        fail_msg("%s: %s", text, problems.line[0]);
    show(node, 0, shown);
    assert_string_equal(shown, want);
    assert_int_equal(problems.count, 0);
}

/* `line` is what is said, for a formula that begins in line 7, column 5. */
static void refuses(const char *text, const char *line)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;

    problems_init(&problems, "f");
    int nodes = formula_read(node, text, strlen(text), (struct place){7, 5},
                             &problems);
    if (nodes != 0)
        fail_msg("%s is read", text);
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.line[0], line);
}

static void letters_digits_and_signs_are_read(void **state)
{
    (void)state;
    reads("x", "(row x)");
    reads(" a b\t\nC ", "(row a b C)");
    reads("-3.25x = 10", "(row (op −) '3.25 x (op =) '10)");
    reads("3. x", "(row '3 '. x)");
    reads("f(x, y)!", "(row f '( x ', y ') '!)");
    reads("[a|b]/c;d.?", "(row '[ a '| b '] '/ c '; d '. '?)");
    reads("a<b>c:d", "(row a (op <) b (op >) c (op :) d)");
    reads("\\sigma\\partial\\infty\\Delta", "(row σ '∂ '∞ 'Δ)");
    reads("a\\odot b\\cdot c\\times d", "(row a (op ⊙) b (op ·) c (op ×) d)");
    reads("\\le\\leq\\ge\\ne\\approx\\to\\in\\rightarrow",
          "(row (op ≤) (op ≤) (op ≥) (op ≠) (op ≈) (op →) (op ∈) (op →))");
    reads("\\tanh x\\,\\quad\\;\\:\\qquad",
          "(row 'tanh x (space ,) (space quad) (space ;) (space :) "
          "(space qquad))");
    reads("\\{a\\}\\%\\_\\$", "(row '{ a '} '% '_ '$)");
}

static void scripts_are_read(void **state)
{
    (void)state;
    reads("f_t", "(row (scripts f t (row)))");
    reads("x^2", "(row (scripts x (row) '2))");
    reads("x^23", "(row (scripts x (row) '2) '3)");
    reads("10^{-9}", "(row (scripts '10 (row) (row (op −) '9)))");
    reads("h_{t-1}", "(row (scripts h (row t (op −) '1) (row)))");
    reads("f_{t-1}^{(2)}",
          "(row (scripts f (row t (op −) '1) (row '( '2 '))))");
    reads("f ^ {(2)} _ t", "(row (scripts f t (row '( '2 '))))");
    reads("x_\\mathrm{in}", "(row (scripts x (row 'in) (row)))");
    reads("f'(x) + f''", "(row (scripts f (row) (row '′)) '( x ') (op +) "
                         "(scripts f (row) (row '′ '′)))");
    reads("f'_t", "(row (scripts f t (row '′)))");
    reads("{ab}_t", "(row (scripts (row a b) t (row)))");
    reads("{}^T", "(row (scripts (row) (row) T))");
    reads("a_{b_{c_d}}", "(row (scripts a (row (scripts b (row (scripts c d "
                         "(row))) (row))) (row)))");
}

static void structures_are_read(void **state)
{
    (void)state;
    reads("\\frac{\\partial L}{\\partial h_t}",
          "(row (frac (row '∂ L) (row '∂ (scripts h t (row)))))");
    reads("\\frac12", "(row (frac '1 '2))");
    reads("\\sqrt{a+b}\\sqrt x", "(row (root (row a (op +) b)) (root x))");
    reads("\\hat y_t\\bar{xy}\\tilde\\sigma",
          "(row (scripts (hat y) t (row)) (bar (row x y)) (tilde σ))");
    reads("\\sum_{k=1}^{T} x_k", "(row (large ∑ (row k (op =) '1) (row T)) "
                                 "(scripts x k (row)))");
    reads("\\prod^T J", "(row (large ∏ (row) T) J)");
    reads("\\sum x", "(row (large ∑ (row) (row)) x)");
    reads("\\max_k z_k", "(row (scripts 'max k (row)) (scripts z k (row)))");
}

static void brackets_grow(void **state)
{
    (void)state;
    reads("\\left( \\frac ab \\right)^2",
          "(row (scripts (brackets () (row (frac a b))) (row) '2))");
    reads("\\left[x\\right.", "(row (brackets [ (row x)))");
    reads("\\left\\|x\\right\\|\\left|y\\right|",
          "(row (brackets ‖‖ (row x)) (brackets || (row y)))");
    reads("\\lVert J \\rVert + \\|x\\|",
          "(row (brackets ‖‖ (row J)) (op +) (brackets ‖‖ (row x)))");
    reads("\\left(\\left(a\\right)\\rightarrow b\\right)",
          "(row (brackets () (row (brackets () (row a)) (op →) b)))");
    reads("\\left\\{a\\right\\}", "(row (brackets {} (row a)))");
}

static void words_are_read(void **state)
{
    (void)state;
    reads("\\mathrm{diag}(f)", "(row (row 'diag) '( f '))");
    reads("\\text{a word}", "(row (row 'a (space :) 'word))");
    reads("\\text{한 걸음 뒤}", "(row (row '한 (space :) '걸음 (space :) '뒤))");
    reads("\\mathbf{x}_t", "(row (scripts (row 'x) t (row)))");
}

static void faults_are_told_at_their_place(void **state)
{
    (void)state;
    refuses("", "f:7:5: this formula is empty");
    refuses(" \n ", "f:7:5: this formula is empty");
    refuses("a \\fac{1}{2}",
            "f:7:7: unknown command '\\fac'; did you mean '\\frac'?");
    refuses("\\begin{x}", "f:7:5: unknown command '\\begin'; words stand in "
            "\\text{..}, names of functions in \\mathrm{..}");
    refuses("밤", "f:7:5: '밤' does not stand in a formula; words stand in "
                  "\\text{..}");
    refuses("a\\text{밤}밤", "f:7:14: '밤' does not stand in a formula; words "
                             "stand in \\text{..}");
    refuses("a × b", "f:7:7: '×' is written \\times");
    refuses("a\n  + \\sgima", "f:8:5: unknown command '\\sgima'; did you mean "
                              "'\\sigma'?");
    refuses("a & b", "f:7:7: '&' is written \\&");
    refuses("a * b", "f:7:7: '*' does not stand in a formula; words stand in "
                     "\\text{..}");
    refuses("a\\", "f:7:6: a command follows a '\\'");
    refuses("a\\\\b", "f:7:6: unknown command '\\\\'; words stand in "
            "\\text{..}, names of functions in \\mathrm{..}");
}

static void unbalanced_braces_are_told(void **state)
{
    (void)state;
    refuses("a_{t-1", "f:7:7: '{' is never closed");
    refuses("{a_{t}", "f:7:5: '{' is never closed");
    refuses("a}", "f:7:6: there is no '{' before this '}'");
    refuses("\\text{ab", "f:7:5: '{' is never closed");
    refuses("\\left( a", "f:7:5: '\\left' is never closed");
    refuses("a \\right)", "f:7:7: there is no '\\left' before this '\\right'");
    refuses("\\lVert a", "f:7:5: '\\lVert' is never closed");
    refuses("a \\rVert", "f:7:7: there is no '\\lVert' before this '\\rVert'");
    refuses("\\|a", "f:7:5: '\\|' is never closed");
    refuses("\\left a \\right)", "f:7:5: a bracket follows here: one of ( ) "
            "[ ] | \\{ \\} \\| or a point for none");
    refuses("\\left( a \\right", "f:7:14: a bracket follows here: one of ( ) "
            "[ ] | \\{ \\} \\| or a point for none");
    refuses("{\\left(a} \\right)", "f:7:13: there is no '{' before this '}'");
}

static void missing_arguments_are_told(void **state)
{
    (void)state;
    refuses("\\frac{a}", "f:7:5: '\\frac' needs something behind it, in "
                         "braces");
    refuses("x + \\hat", "f:7:9: '\\hat' needs something behind it, in braces");
    refuses("x_", "f:7:6: '_' needs something behind it, in braces");
    refuses("x^}", "f:7:6: '^' needs something behind it, in braces");
    refuses("\\text a", "f:7:5: '\\text' needs a word in braces");
    refuses("_t", "f:7:5: there is nothing before this '_' that it could "
                  "belong to");
    refuses("a_b_c", "f:7:8: a second '_': put one of them in braces");
    refuses("a^b^c", "f:7:8: a second '^': put one of them in braces");
    refuses("a^2'", "f:7:8: a second ''': put one of them in braces");
    refuses("\\text{a$b}", "f:7:12: '$' does not stand in a word of a formula");
    refuses("\\text{abcdefghijklmnopqrstuvwx}",
            "f:7:11: a word of a formula has at most 23 bytes");
}

static void depth_and_length_have_ends(void **state)
{
    char text[3000] = "";

    (void)state;
    for (int k = 0; k < FORMULA_DEPTH_MAX; k++)
        strcat(text, "{");
    strcat(text, "x");
    for (int k = 0; k < FORMULA_DEPTH_MAX; k++)
        strcat(text, "}");
    reads(text, "(row (row (row (row (row (row (row (row (row (row (row (row "
                "(row x)))))))))))))");
    refuses("{{{{{{{{{{{{{x}}}}}}}}}}}}}",
            "f:7:17: this formula is nested too deeply");
    refuses("\\hat\\hat\\hat\\hat\\hat\\hat\\hat\\hat\\hat\\hat\\hat\\hat"
            "\\hat x", "f:7:53: this formula is nested too deeply");
    text[0] = '\0';
    for (int k = 0; k < FORMULA_NODES_MAX - 1; k++)
        strcat(text, "x");
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;
    problems_init(&problems, "f");
    assert_int_equal(formula_read(node, text, strlen(text),
                                  (struct place){1, 1}, &problems),
                     FORMULA_NODES_MAX);
    strcat(text, "x");
    refuses(text, "f:7:205: this formula is too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_digits_and_signs_are_read),
        cmocka_unit_test(scripts_are_read),
        cmocka_unit_test(structures_are_read),
        cmocka_unit_test(brackets_grow),
        cmocka_unit_test(words_are_read),
        cmocka_unit_test(faults_are_told_at_their_place),
        cmocka_unit_test(unbalanced_braces_are_told),
        cmocka_unit_test(missing_arguments_are_told),
        cmocka_unit_test(depth_and_length_have_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
