/* Beside the untouched run: differences, outlines, gaps; and runs whose values
 * leave what a picture can hold.
 */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/look/ramp.h"
#include "scene/tell/edit_words.h"

static const struct pin pins[] = {
    {.signal = LSTM_F, .first_unit = 2, .last_unit = 4, .first_step = 6,
     .last_step = 11, .value = 1},
    {.signal = PIN_READ_H, .last_unit = 7, .first_step = 9, .last_step = 9},
    {.signal = PIN_READ_C, .last_unit = 7, .first_step = 10, .last_step = 10}};
static const struct pins held = {3, pins};

/* An LSTM with gates held from step 6 on. */
static void begin(struct scene_case *c)
{
    scene_case_init(c, &(struct scene_recipe){.trained = true});
    scene_case_interfere(c, &held, 1);
    scene_case_seek(c, PASS_FORWARD, 12, LSTM_OUTPUT);
}

static void every_view_holds_both_runs(void **state)
{
    static void (*const views[])(const struct scene *, struct box) = {
        view_strip, view_cell, view_heat, view_scopes, view_series,
        view_layers, view_backward};
    static const char *const cells[] = {"lstm", "gru", "rnn-linear"};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct scene_case c;
        struct pin pin = pins[1];
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .inputs = 1 + k});
        scene_case_interfere(&c, &(struct pins){1, &pin}, k == 2 ? 30 : 1.5f);
        c.ui.tool = (enum tool)(k + 2);
        c.ui.heat = HEAT_DIFFERENCE;
        for (size_t v = 0; v < sizeof views / sizeof *views; v++)
            scene_case_sweep(&c, views[v]);
        scene_case_finish(&c);
    }
}

static const struct draw_command *grid_of(const struct scene_case *c)
{
    for (int k = 0; k < c->list.commands; k++)
        if (c->list.command[k].kind == DRAW_GRID)
            return &c->list.command[k];
    fail_msg("there is no grid");
    return NULL;
}

static int cell_of(const struct scene_case *c, int unit, int step)
{
    const struct draw_command *grid = grid_of(c);

    return c->list.bytes[grid->first + unit * grid->columns + step - 1];
}

static void differences_are_from_the_untouched_run(void **state)
{
    struct scene_case c;
    double peak = 0;

    (void)state;
    begin(&c);
    c.ui.heat = HEAT_DIFFERENCE;
    c.ui.heat_signal = 4;
    int signal = cell_table[CELL_LSTM].shown[4];
    for (int t = 1; t <= 24; t++)
        for (int u = 0; u < 8; u++)
            peak = fmax(peak, fabs(subject_against(
                &c.film, &c.ghost,
                subject(SUBJECT_DIFFERENCE, 0, signal, t, u))));
    assert_true(peak > 0.01);
    scene_case_show(&c, view_heat, 712, 442);
    scene_case_check(&c);
    for (int t = 1; t <= 24; t++)
        for (int u = 0; u < 8; u++) {
            double by = (double)film_signal(&c.film, 0, signal, t)[u] -
                        (double)film_signal(&c.ghost, 0, signal, t)[u];
            assert_close(cell_of(&c, u, t), ramp_entry(RAMP_SIGNED, by / peak),
                         1);
            /* Before anything was done: exactly the ground. */
            if (t < 6)
                assert_int_equal(cell_of(&c, u, t), RAMP_TOP / 2);
        }
    scene_case_finish(&c);
}

/* How often a word is written. */
static int count_text(const struct scene_case *c, const char *text)
{
    int count = 0;

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *command = &c->list.command[k];
        count += command->kind == DRAW_TEXT &&
                 command->count == (int)strlen(text) &&
                 memcmp(c->list.text + command->first, text,
                        strlen(text)) == 0;
    }
    return count;
}

static void cut_wires_say_so(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c);
    c.ui.cards = 8;
    scene_case_show(&c, view_strip, 1448, 452);
    assert_int_equal(count_text(&c, "cut"), 2);
    c.ui.language = LANGUAGE_KO;
    scene_case_show(&c, view_strip, 1448, 452);
    assert_int_equal(count_text(&c, "끊김"), 2);
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_cell, 1000, 908);
    assert_int_equal(count_text(&c, "끊김"), 1);
    /* Only c is cut at step 10; what is kept of it is nothing. */
    assert_true(subject_value(&c.film, subject(SUBJECT_KEPT, 0, LSTM_C, 10,
                                               0)) == 0);
    scene_case_finish(&c);
}

static void cells_say_what_was(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c);
    scene_case_show(&c, view_cell, 1000, 908);
    scene_case_check(&c);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_UNTOUCHED), 4);
    scene_case_seek(&c, PASS_FORWARD, 3, LSTM_OUTPUT);
    scene_case_show(&c, view_cell, 1000, 908);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_UNTOUCHED), 0);
    scene_case_finish(&c);
}

/* The rubber band covers its cells and says how many they are. */
static void a_range_is_framed(void **state)
{
    struct scene_case c;
    bool found = false;

    (void)state;
    begin(&c);
    c.ui.tool = TOOL_ZERO;
    c.ui.brush = (struct brush){.on = true, .first_unit = 6, .last_unit = 4,
                                .first_step = 3, .last_step = 12};
    scene_case_show(&c, view_heat, 712, 442);
    scene_case_check(&c);
    struct box grid = grid_of(&c)->box;
    float w = grid.w / 24, h = grid.h / 8;
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *box = &c.list.command[k];
        found |= box->kind == DRAW_BOX &&
                 fabsf(box->box.x - grid.x - 2 * w) < 0.1f &&
                 fabsf(box->box.y - grid.y - 4 * h) < 0.1f &&
                 fabsf(box->box.w - 10 * w) < 0.1f &&
                 fabsf(box->box.h - 3 * h) < 0.1f;
    }
    assert_true(found);
    assert_int_equal(count_text(&c, "f = 0 · 3 units × 10 steps"), 1);
    c.ui.brush.on = false;
    assert_non_null(scene_case_spot(&c, ACTION_BRUSH, 1));
    scene_case_finish(&c);
}

/* --- beyond ---------------------------------------------------------------- */

static bool is_color(struct color a, struct color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* Of ribbons: the belt. */
static bool has_belt(const struct scene_case *c, struct color color)
{
    for (int k = 0; k < c->list.color_count; k++)
        if (is_color(c->list.colors[k], color))
            return true;
    return false;
}

static bool has_shape(const struct scene_case *c, enum draw_kind kind,
                      struct color color)
{
    for (int k = 0; k < c->list.commands; k++)
        if (c->list.command[k].kind == kind &&
            is_color(c->list.command[k].color, color))
            return true;
    return false;
}

static void explosions_have_a_step_and_a_colour(void **state)
{
    static const real factors[] = {30, 1e20f};
    struct color bad = ramp_color(RAMP_GATE, THEME_DARK, NAN);

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = "rnn-linear"});
        assert_int_equal(c.film.left, 0);
        scene_case_interfere(&c, NULL, factors[k]);
        int left = c.film.left;
        assert_in_range(left, 1, 24);
        for (int t = 1; t <= left; t++) {
            bool beyond = false;
            for (int u = 0; u < 8; u++)
                beyond |= film_beyond(
                    (double)film_signal(&c.film, 0, RNN_H, t)[u]);
            assert_true(beyond == (t == left));
        }
        assert_true(film_peak(&c.film, 0, RNN_H) <= FILM_RANGE);
        c.ui.heat_signal = cell_table[CELL_RNN].shown_count - 1;
        scene_case_seek(&c, PASS_FORWARD, 20, RNN_OUTPUT);
        scene_case_show(&c, view_heat, 712, 442);
        scene_case_check(&c);
        for (int t = 1; t <= 24; t++)
            for (int u = 0; u < 8; u++)
                assert_true((cell_of(&c, u, t) == RAMP_BAD) ==
                            film_beyond((double)film_signal(&c.film, 0, RNN_H,
                                                            t)[u]));
        scene_case_show(&c, view_strip, 1448, 452);
        scene_case_check(&c);
        assert_true(has_belt(&c, bad));
        assert_true(has_shape(&c, DRAW_BOX, bad)); /* bars */
        scene_case_show(&c, view_cell, 1000, 908);
        scene_case_check(&c);
        assert_true(has_shape(&c, DRAW_LINE, bad)); /* wires */
        assert_true(has_shape(&c, DRAW_BOX, bad));
        scene_case_finish(&c);
    }
}

/* NaN is not drawn as large, and nobody waits for it. */
static void nan_on_the_belt_is_seen(void **state)
{
    struct scene_case c;
    struct color bad = ramp_color(RAMP_GATE, THEME_DARK, NAN);

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_seek(&c, PASS_FORWARD, 8, LSTM_OUTPUT);
    scene_case_show(&c, view_strip, 1448, 452);
    assert_false(has_belt(&c, bad));
    c.film.x[3] = (real)NAN;
    film_run(&c.film, NULL);
    assert_int_equal(c.film.left, 4);
    assert_true(isnan(film_signal(&c.film, 0, LSTM_C, 8)[0]));
    scene_case_show(&c, view_strip, 1448, 452);
    scene_case_check(&c);
    assert_true(has_belt(&c, bad));
    scene_case_finish(&c);
}

/* --- words ----------------------------------------------------------------- */

static void edits_are_told_in_both_languages(void **state)
{
    const struct edit edits[] = {
        {.kind = EDIT_PIN, .pin = {.signal = LSTM_F, .first_unit = 2,
                                   .last_unit = 2, .first_step = 5,
                                   .last_step = 5, .value = 1}},
        {.kind = EDIT_FREE, .pin = {.signal = LSTM_C, .last_unit = 7,
                                    .first_step = 1, .last_step = 24}},
        {.kind = EDIT_PIN, .pin = {.signal = PIN_READ_C, .last_unit = 7,
                                   .first_step = 4, .last_step = 4}},
        {.kind = EDIT_INPUT, .step = 3, .value = 2},
        {.kind = EDIT_WEIGHT, .tensor = 1, .first_row = 24, .last_row = 31,
         .last_column = 7, .multiply = true},
        {.kind = EDIT_WEIGHT, .tensor = 1, .first_row = 3, .last_row = 3,
         .first_column = 1, .last_column = 1, .value = 0.25f},
    };
    static const char *const want[][2] = {
        {"f of unit 3 is held at 1 at t = 5.",
         "t = 5에서 f 게이트(유닛 3) 값을 1로 고정했습니다."},
        {"c of every unit is free again at every step.",
         "모든 시점에서 c(모든 유닛)의 고정을 풀었습니다."},
        {"The wire that brings c to t = 4 is cut (every unit): 0 is read.",
         "c의 연결을 끊었습니다: t = 4 (모든 유닛). 0을 읽습니다."},
        {"x_{3} is 3.000 now.", "x_{3}의 값을 바꾸었습니다: 3.000"},
        {"Rows 25–32 of U are cut: their weights are 0.",
         "25–32행의 U 연결을 끊었습니다. 가중치가 0입니다."},
        {"U, row 4, column 2: +0.250.", "U, 4행 2열: +0.250."},
    };
    struct scene_case c;
    char text[256];

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (size_t k = 0; k < sizeof edits / sizeof *edits; k++)
        for (int l = 0; l < LANGUAGES; l++) {
            c.ui.language = (enum language)l;
            assert_string_equal(edit_say(&edits[k], &c.film, &c.ui, text,
                                         sizeof text), want[k][l]);
        }
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_holds_both_runs),
        cmocka_unit_test(differences_are_from_the_untouched_run),
        cmocka_unit_test(cut_wires_say_so),
        cmocka_unit_test(cells_say_what_was),
        cmocka_unit_test(a_range_is_framed),
        cmocka_unit_test(explosions_have_a_step_and_a_colour),
        cmocka_unit_test(nan_on_the_belt_is_seen),
        cmocka_unit_test(edits_are_told_in_both_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
