/* The heat map: its cells are the film's numbers, whatever is left out. */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/look/ramp.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu"};
enum { CELLS = sizeof cells / sizeof *cells };

static void every_signal_fits_everywhere(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .labels = k % 2});
        int shown = cell_table[film_cell(&c.film, 0)].shown_count;
        for (int signal = 0; signal < shown; signal++) {
            c.ui.heat_signal = signal;
            c.ui.heat = (signal + k) % 2;
            c.ui.unit = signal;
            scene_case_sweep(&c, view_heat);
        }
        scene_case_finish(&c);
    }
}

static void runs_of_any_length_fit(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.steps = 1, .units = 1}, {.steps = 2, .units = 3},
        {.steps = 130, .units = 20}, {.steps = 3000, .units = 140},
        {.steps = 12, .layers = 3}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        c.ui.layer = c.film.values.spec.layers - 1;
        c.ui.heat = k % 2;
        scene_case_sweep(&c, view_heat);
        scene_case_finish(&c);
    }
}

/* The first grid of the list. */
static const struct draw_command *grid_of(const struct scene_case *c)
{
    for (int k = 0; k < c->list.commands; k++)
        if (c->list.command[k].kind == DRAW_GRID)
            return &c->list.command[k];
    fail_msg("there is no grid");
    return NULL;
}

static void assert_cell(const struct scene_case *c, int unit, int step,
                        enum ramp ramp, double value)
{
    const struct draw_command *grid = grid_of(c);
    int got = c->list.bytes[grid->first + unit * grid->columns + step - 1];

    assert_close(got, ramp_entry(ramp, value), 1);
}

static void cells_are_the_films_numbers(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    for (int k = 0; k < 6; k++) {
        int signal = cell_table[CELL_LSTM].shown[k];
        bool gate = signal == LSTM_F || signal == LSTM_I || signal == LSTM_O;
        bool scaled = signal == LSTM_C || signal == LSTM_H;
        double limit = scaled ? film_peak(&c.film, 0, signal) : 1;
        c.ui.heat_signal = k;
        scene_case_show(&c, view_heat, 712, 442);
        assert_int_equal(grid_of(&c)->columns, c.film.steps);
        assert_int_equal(grid_of(&c)->count, film_units(&c.film, 0));
        for (int t = 1; t <= c.film.steps; t++)
            for (int u = 0; u < film_units(&c.film, 0); u++)
                assert_cell(&c, u, t, gate ? RAMP_GATE : RAMP_SIGNED,
                            (double)film_signal(&c.film, 0, signal, t)[u] /
                            limit);
    }
    scene_case_finish(&c);
}

static void gradients_are_on_a_log_scale(void **state)
{
    struct scene_case c;
    double peak = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "gru"});
    for (int t = 1; t <= c.film.steps; t++)
        for (int u = 0; u < film_units(&c.film, 0); u++)
            peak = fmax(peak, fabs(film_gradient(&c.film, 0, GRU_R, t, u)));
    c.ui.heat = true;
    scene_case_show(&c, view_heat, 712, 442);
    for (int t = 1; t <= c.film.steps; t++)
        for (int u = 0; u < film_units(&c.film, 0); u++) {
            double value = film_gradient(&c.film, 0, GRU_R, t, u);
            double size = 1 + log10(fabs(value) / peak) / 8;
            assert_cell(&c, u, t, RAMP_GRADIENT,
                        copysign(fmax(size, 0), value));
        }
    scene_case_finish(&c);
}

/* More steps and units than pixels: a cell is the mean of what it covers. */
static void long_runs_are_averaged(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 4000, .units = 150});
    scene_case_show(&c, view_heat, 480, 250);
    const struct draw_command *grid = grid_of(&c);
    assert_true((float)grid->columns <= grid->box.w);
    assert_true((float)grid->count <= grid->box.h);
    int steps = 1, units = (150 + grid->count - 1) / grid->count;
    while ((4000 + steps - 1) / steps > grid->columns)
        steps *= 2;
    assert_true(steps > 1 && units > 1);
    for (int column = 3; column < grid->columns - 1; column += 50) {
        double sum = 0;
        for (int t = column * steps + 1; t <= (column + 1) * steps; t++)
            for (int u = units; u < 2 * units; u++)
                sum += (double)film_signal(&c.film, 0, LSTM_F, t)[u];
        int got = c.list.bytes[grid->first + grid->columns + column];
        assert_close(got, ramp_entry(RAMP_GATE, sum / (steps * units)), 1);
    }
    scene_case_finish(&c);
}

/* Where the dim part begins, as a step; 0: nothing is dim. */
static double dim_from(const struct scene_case *c)
{
    const struct draw_command *grid = grid_of(c);
    double from = 0;

    for (const struct draw_command *k = grid; k->kind != DRAW_TEXT; k++)
        if (k->kind == DRAW_TILE)
            from = (double)((k->box.x - grid->box.x) / grid->box.w) *
                   grid->columns + 1;
    return from;
}

static void what_is_to_come_is_dim(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_FORGET);
    scene_case_show(&c, view_heat, 712, 442);
    assert_close(dim_from(&c), 11, 0.01);
    c.ui.heat_signal = 3; /* o is computed later in the step */
    scene_case_show(&c, view_heat, 712, 442);
    assert_close(dim_from(&c), 10, 0.01);
    scene_case_seek(&c, PASS_FORWARD, 24, LSTM_OUTPUT);
    scene_case_show(&c, view_heat, 712, 442);
    assert_close(dim_from(&c), 0, 0);
    c.ui.heat = true; /* nothing has come back yet */
    scene_case_show(&c, view_heat, 712, 442);
    assert_close(dim_from(&c), 1, 0.01);
    scene_case_seek(&c, PASS_BACKWARD, 1, LSTM_GATHER);
    scene_case_show(&c, view_heat, 712, 442);
    assert_close(dim_from(&c), 0, 0);
    scene_case_finish(&c);
}

static void signals_and_gradients_are_switched(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_show(&c, view_heat, 712, 442);
    for (int k = 0; k < 6; k++)
        assert_non_null(scene_case_spot(&c, ACTION_HEAT_SIGNAL, k));
    assert_non_null(scene_case_spot(&c, ACTION_HEAT_KIND,
                                        HEAT_GRADIENT));
    for (int u = 0; u < 8; u++)
        assert_non_null(scene_case_spot(&c, ACTION_UNIT, u));
    const struct draw_spot *scrub = scene_case_spot(&c, ACTION_SCRUB_STEPS, 1);
    assert_non_null(scrub);
    assert_int_equal(scrub->id.step, c.film.steps);
    assert_close((double)scrub->box.w, (double)grid_of(&c)->box.w, 0.01);
    /* Letters fold under the title, and away where there is no room. */
    scene_case_show(&c, view_heat, 400, 330);
    assert_non_null(scene_case_spot(&c, ACTION_HEAT_SIGNAL, 5));
    scene_case_show(&c, view_heat, 400, 250);
    assert_null(scene_case_spot(&c, ACTION_HEAT_SIGNAL, 5));
    scene_case_finish(&c);
}

/* The pointer (or the pinned place) at the middle of a cell. */
static struct point middle_of(const struct scene_case *c, int unit, int step)
{
    struct box box = grid_of(c)->box;
    return point_at(box.x + box.w * ((float)step - 0.5f) /
                                (float)grid_of(c)->columns,
                    box.y + box.h * ((float)unit + 0.5f) /
                                (float)grid_of(c)->count);
}

static void hovering_reads_a_cell(void **state)
{
    const struct draw_id hovered = subject(SUBJECT_SIGNAL, 0, LSTM_F, 21, 2);
    const struct draw_id pinned = subject(SUBJECT_SIGNAL, 0, LSTM_F, 7, 5);
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm",
                                               .labels = true});
    scene_case_show(&c, view_heat, 712, 442);
    assert_null(scene_case_number(&c, hovered));
    c.ui.pointer = middle_of(&c, 2, 21);
    scene_case_show(&c, view_heat, 712, 442);
    scene_case_check(&c);
    assert_non_null(scene_case_number(&c, hovered));
    assert_non_null(scene_case_text(&c, "unit 3 · t = 21 · 1959-09"));
    /* A pinned reading stays beside that of the pointer. */
    c.ui.pinned = subject(SUBJECT_OTHER, 0, PANEL_HEAT, 24, 0);
    c.ui.pinned_at = middle_of(&c, 5, 7);
    scene_case_show(&c, view_heat, 712, 442);
    assert_non_null(scene_case_number(&c, hovered));
    assert_non_null(scene_case_number(&c, pinned));
    scene_case_finish(&c);
}

/* Without levels there is a sentence, no picture of something else. */
static void missing_memory_is_said(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_show(&c, view_heat, 712, 442);
    levels_finish(&c.levels);
    draw_begin(&c.list, 900, 600, 1, measure_synthetic());
    view_heat(&c.scene, c.box);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "not enough memory"));
    scene_case_finish(&c);
}

static void the_pictures_are_the_same(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_UPDATE);
    c.ui.unit = 2;
    scene_case_show(&c, view_heat, 712, 442);
    scene_case_golden(&c, "heat_forget_dark");
    scene_case_seek(&c, PASS_BACKWARD, 15, LSTM_UPDATE);
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    c.ui.heat_signal = 4;
    c.ui.heat = true;
    scene_case_show(&c, view_heat, 560, 420);
    scene_case_golden(&c, "heat_gradient_light");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_signal_fits_everywhere),
        cmocka_unit_test(runs_of_any_length_fit),
        cmocka_unit_test(cells_are_the_films_numbers),
        cmocka_unit_test(gradients_are_on_a_log_scale),
        cmocka_unit_test(long_runs_are_averaged),
        cmocka_unit_test(what_is_to_come_is_dim),
        cmocka_unit_test(signals_and_gradients_are_switched),
        cmocka_unit_test(hovering_reads_a_cell),
        cmocka_unit_test(missing_memory_is_said),
        cmocka_unit_test(the_pictures_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
