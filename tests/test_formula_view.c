/* Formulas as they are set. */
#include "course_case.h"
#include "scene/look/lit.h"
#include "scene/widget/formula.h"

static const char *const formulas[] = {
    "c_t = f_t \\odot c_{t-1} + i_t \\odot g_t",
    "h_t = o_t \\odot \\tanh(c_t)",
    "f_t = \\sigma(W_f x_t + U_f h_{t-1} + b_f)",
    "\\frac{\\partial c_T}{\\partial c_t} = \\prod_{k=t+1}^{T} "
        "\\mathrm{diag}(f_k) \\approx \\bar f^{T-t}",
    "\\sum_{j=1}^{H} U_{ij} h_j",
    "\\left( \\frac{a}{b} \\right)^2 + \\sqrt{\\frac{1}{H}}",
    "\\lVert \\frac{\\partial L}{\\partial h_t} \\rVert = 10^{-9}",
    "\\hat y_t \\tilde c_t \\bar x \\hat{x}_{t}",
    "f_{t-1}^{(2)} x^2_1 e^{-kT} + \\frac{\\frac{a}{b}}{\\frac{c}{d}}",
    "\\text{forget} + \\text{망각} \\le 1, \\quad \\rho(U) \\to \\infty",
    "\\frac{dL}{dU} = \\sum_t \\frac{\\partial L}{\\partial h_t} "
        "h_{t-1}^\\top",
    "\\left[ \\prod_{k=1}^{T} \\left| x_k \\right| \\right]^{1/T}",
};
enum { FORMULAS = sizeof formulas / sizeof *formulas };

/* What the view draws: set by each test. */
static struct {
    const char *text;
    bool display, plain;
    float size;
    struct formula_size took;
} asked;

static void view_formula(const struct scene *scene, struct box box)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;

    problems_init(&problems, "formula");
    int nodes = formula_read(node, asked.text, strlen(asked.text),
                             (struct place){1, 1}, &problems);
    if (nodes == 0)
        fail_msg("%s", problems.line[0]);
    const struct formula formula = {node, nodes, asked.display};
    const struct formula_style style = {
        .size = asked.size, .color = scene->theme->ink, .plain = asked.plain};
    struct formula_size size = formula_measure(scene, &formula, &style);
    asked.took = formula_draw(scene, &formula, &style,
                              point_at(box.x + 4,
                                       box.y + 4 + size.above));
    assert_close(asked.took.width, size.width, 1e-4);
    assert_close(asked.took.above, size.above, 1e-4);
    assert_close(asked.took.below, size.below, 1e-4);
}

static void show(struct scene_case *c, const char *text, bool display)
{
    asked.text = text;
    asked.display = display;
    scene_case_show(c, view_formula, 900, 240);
}

static int setup(void **state)
{
    static struct scene_case c;

    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.learning = c.ui.story = true;
    asked.size = 25;
    asked.plain = false;
    *state = &c;
    return 0;
}

static int teardown(void **state)
{
    scene_case_finish(*state);
    return 0;
}

/* The k-th text that is exactly this. */
static const struct draw_command *find(const struct scene_case *c,
                                       const char *text, int k)
{
    for (int n = 0; n < c->list.commands; n++) {
        const struct draw_command *command = &c->list.command[n];
        if (command->kind == DRAW_TEXT &&
            (size_t)command->count == strlen(text) &&
            memcmp(c->list.text + command->first, text, strlen(text)) == 0 &&
            k-- == 0)
            return command;
    }
    fail_msg("no '%s' in %s", text, asked.text);
    return NULL;
}

static bool same_color(struct color a, struct color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static int count_kind(const struct scene_case *c, enum draw_kind kind)
{
    int count = 0;

    for (int k = 0; k < c->list.commands; k++)
        count += c->list.command[k].kind == kind;
    return count;
}

/* Whatever the size, the manner, the theme: inside of what it says it takes,
 * no text on another, none too small. */
static void test_all_fit(void **state)
{
    static const float sizes[] = {16, 18, 20, 25, 36};
    struct scene_case *c = *state;

    for (int k = 0; k < FORMULAS; k++)
        for (int variant = 0; variant < 20; variant++) {
            asked.size = sizes[variant / 4];
            c->ui.theme = variant % 2 ? THEME_LIGHT : THEME_DARK;
            show(c, formulas[k], variant / 2 % 2);
            scene_case_check(c);
            struct box took = box_at(c->box.x + 4, c->box.y + 4,
                                     asked.took.width,
                                     asked.took.above + asked.took.below);
            for (int n = 0; n < c->list.commands; n++) {
                const struct draw_command *command = &c->list.command[n];
                if (!scene_check_within(scene_check_extent(&c->list, command),
                                        took, 0.12f * asked.size))
                    scene_check_fail(&c->list, command,
                                     "lies outside of its formula");
            }
        }
}

static void test_hues(void **state)
{
    struct scene_case *c = *state;
    const struct theme *theme = theme_of(THEME_DARK);

    show(c, formulas[0], true);
    assert_true(same_color(find(c, "c", 0)->color, theme->c_text));
    assert_true(same_color(find(c, "f", 0)->color, theme->f));
    assert_true(same_color(find(c, "i", 0)->color, theme->i));
    assert_true(same_color(find(c, "g", 0)->color, theme->g));
    /* The index is of its letter, the signs of nobody. */
    assert_true(same_color(find(c, "t", 0)->color, theme->c_text));
    assert_true(same_color(find(c, "=", 0)->color, theme->ink));
    show(c, formulas[2], true);
    assert_true(same_color(find(c, "W", 0)->color, theme->ink));
    assert_true(same_color(find(c, "f", 1)->color, theme->ink)); /* W_f */
    assert_true(same_color(find(c, "x", 0)->color, theme->x));
    /* An index is no input gate, a function no forget gate. */
    show(c, "\\sum_{i=1}^n x_i", true);
    assert_true(same_color(find(c, "i", 0)->color, theme->ink));
    assert_true(same_color(find(c, "n", 0)->color, theme->ink));
    show(c, "f(a) + f'(a) + f_t", true);
    assert_true(same_color(find(c, "f", 0)->color, theme->ink));
    assert_true(same_color(find(c, "f", 1)->color, theme->ink));
    assert_true(same_color(find(c, "f", 2)->color, theme->f));
}

static void test_faces_and_signs(void **state)
{
    struct scene_case *c = *state;

    show(c, "x = \\tanh a - 2", true);
    assert_int_equal(find(c, "x", 0)->face, FACE_MATH_ITALIC);
    assert_int_equal(find(c, "tanh", 0)->face, FACE_MATH);
    assert_int_equal(find(c, "2", 0)->face, FACE_MATH);
    find(c, "−", 0);
    assert_null(scene_case_text(c, "-"));
    /* A relation has more room than a sign, a sign of one number none. */
    float sign = find(c, "2", 0)->box.x - box_right(find(c, "−", 0)->box);
    float relation = find(c, "=", 0)->box.x - box_right(find(c, "x", 0)->box);
    assert_close(sign, 4.0 / 18 * 25, 0.01);
    assert_close(relation, 5.0 / 18 * 25, 0.01);
    show(c, "-2 = (-2)", true);
    assert_close(find(c, "2", 0)->box.x - box_right(find(c, "−", 0)->box), 0,
                 0.01);
    assert_close(find(c, "2", 1)->box.x - box_right(find(c, "−", 1)->box), 0,
                 0.01);
}

static void test_baselines(void **state)
{
    struct scene_case *c = *state;

    show(c, "c_t = \\frac{a}{b} + \\prod_{k=1}^{T} f_k^2", true);
    float base = find(c, "c", 0)->box.y;
    assert_close(find(c, "=", 0)->box.y, base, 1e-3);
    assert_close(find(c, "+", 0)->box.y, base, 1e-3);
    assert_close(find(c, "f", 0)->box.y, base, 1e-3);
    assert_close(find(c, "t", 0)->box.y, base + 0.2 * 25, 0.3);
    assert_close(find(c, "t", 0)->width, 0.7 * 25, 1e-3);
    assert_true(find(c, "2", 0)->box.y < base - 8);
    /* a over b, in full size, the bar between them. */
    assert_true(find(c, "a", 0)->box.y < base - 0.27f * 25);
    assert_true(find(c, "b", 0)->box.y > base);
    assert_close(find(c, "a", 0)->width, 25, 1e-3);
    assert_int_equal(count_kind(c, DRAW_LINE), 1);
}

static void test_limits(void **state)
{
    struct scene_case *c = *state;
    const struct draw_command *sign, *above, *below;

    show(c, "\\sum_{k}^{T} x", true);
    sign = find(c, "∑", 0);
    above = find(c, "T", 0);
    below = find(c, "k", 0);
    assert_true(above->box.y < sign->box.y - 20);
    assert_true(below->box.y > sign->box.y + 12);
    assert_true(above->box.x < box_right(sign->box));
    show(c, "\\sum_{k}^{T} x", false);
    sign = find(c, "∑", 0);
    assert_true(find(c, "T", 0)->box.x >= box_right(sign->box) - 0.01f);
    assert_true(find(c, "k", 0)->box.x >= box_right(sign->box) - 0.01f);
}

/* Brackets, hats and roots are lines; they grow with what is inside. */
static void test_around(void **state)
{
    struct scene_case *c = *state;
    float high[2];

    for (int k = 0; k < 2; k++) {
        show(c, k ? "\\left( \\frac{a}{b} \\right)" : "\\left( a \\right)",
             true);
        assert_int_equal(count_kind(c, DRAW_LINE), 2 + k);
        for (int n = 0; n < c->list.commands; n++)
            if (c->list.command[n].kind == DRAW_LINE)
                high[k] = scene_check_extent(&c->list,
                                             &c->list.command[n]).h;
    }
    assert_true(high[1] > 1.6f * high[0]);
    show(c, "\\hat x", true);
    assert_int_equal(count_kind(c, DRAW_LINE), 1);
    show(c, "\\sqrt{x}", true);
    assert_int_equal(count_kind(c, DRAW_LINE), 1);
}

/* Every symbol is a spot; of a signal where the cell has one. */
static void test_spots(void **state)
{
    struct scene_case *c = *state;

    show(c, "f_t + W_f x_t", true);
    assert_int_equal(c->list.spot_count, 3);
    struct draw_id id = c->list.spots[0].id;
    assert_int_equal(id.kind, SUBJECT_WORD);
    assert_int_equal(id.signal, LSTM_F);
    assert_int_equal(c->list.spots[0].action, 0);
    assert_int_equal(lit_of(&c->film, c->list.spots[1].id), LIT_W);
    assert_int_equal(lit_of(&c->film, c->list.spots[2].id), LIT_X);
    assert_true(c->list.spots[2].id.signal < 0);
    asked.plain = true;
    show(c, "f_t + W_f x_t", true);
    assert_int_equal(c->list.spot_count, 0);
}

/* The step's, and what the pointer is on, wherever that is. */
static void test_lit(void **state)
{
    struct scene_case *c = *state;

    show(c, "f_t + i_t", true);
    assert_int_equal(count_kind(c, DRAW_BOX), 0);
    c->ui.lit = 1u << LIT_F;
    show(c, "f_t + i_t", true);
    assert_int_equal(count_kind(c, DRAW_BOX), 1);
    c->ui.pointer = point_at(5, 5);
    c->ui.hover = subject(SUBJECT_SIGNAL, 0, LSTM_I, 3, 2);
    show(c, "f_t + i_t", true);
    assert_int_equal(count_kind(c, DRAW_BOX), 2);
    c->ui.learning = false;
    show(c, "f_t + i_t", true);
    assert_int_equal(count_kind(c, DRAW_BOX), 0);
}

/* Factors of a product touch, their plates do not. */
static void test_plates_are_apart(void **state)
{
    struct scene_case *c = *state;
    float right = -1;
    int plates = 0;

    c->ui.lit = 1u << LIT_U | 1u << LIT_H;
    show(c, "U h_{t-1} + U", true);
    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *plate = &c->list.command[k];
        if (plate->kind != DRAW_BOX)
            continue;
        assert_true(plate->box.x > right);
        right = box_right(plate->box);
        plates++;
    }
    assert_int_equal(plates, 3);
}

static void test_letters(void **state)
{
    (void)state;
    assert_int_equal(lit_letter("f"), LIT_F);
    assert_int_equal(lit_letter("a_{f}"), LIT_A);
    assert_int_equal(lit_letter("L"), LIT_L);
    assert_int_equal(lit_letter("tanh c"), -1);
    assert_int_equal(lit_letter("T"), -1);
    assert_int_equal(lit_letter(""), -1);
}

/* Lines end behind signs, never inside of brackets. */
static void test_pieces(void **state)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;
    const char *text = "c_t = f_t \\odot c_{t-1} + (a + b)";
    int first[8];

    (void)state;
    problems_init(&problems, "formula");
    struct formula formula = {node, formula_read(
        node, text, strlen(text), (struct place){1, 1}, &problems), false};
    assert_int_equal(formula_pieces(&formula, first, 8), 4);
    assert_int_equal(first[0], 0);
    assert_int_equal(first[1], 2);
    assert_int_equal(first[2], 4);
    assert_int_equal(first[3], 6);
    assert_int_equal(formula_pieces(&formula, first, 2), 2);
    text = "a \\approx 2.0 \\cdot 10^{-9}";
    formula.nodes = formula_read(node, text, strlen(text),
                                 (struct place){1, 1}, &problems);
    assert_int_equal(formula_pieces(&formula, first, 8), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_fit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hues, setup, teardown),
        cmocka_unit_test_setup_teardown(test_faces_and_signs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_baselines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_limits, setup, teardown),
        cmocka_unit_test_setup_teardown(test_around, setup, teardown),
        cmocka_unit_test_setup_teardown(test_spots, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_plates_are_apart, setup,
                                        teardown),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
