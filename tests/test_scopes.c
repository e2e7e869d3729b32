/* The scopes: curves keep what is in them at any length, and the numbers at
 * their ends are those of the playhead.
 */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/view/plots/curve.h"

static void all_of_it_fits_everywhere(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.cell = "lstm"}, {.cell = "gru", .labels = true}, {.cell = "rnn"},
        {.cell = "rnn-relu", .steps = 300}, {.steps = 1, .units = 1},
        {.steps = 3000, .units = 3, .layers = 2}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        c.ui.layer = c.film.values.spec.layers - 1;
        for (int how = 0; how < 4; how++) {
            c.ui.mean = how % 2;
            c.ui.overlaid = how / 2;
            scene_case_sweep(&c, view_scopes);
        }
        scene_case_finish(&c);
    }
}

static void numbers_are_those_of_the_playhead(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.unit = 5;
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_WRITE);
    scene_case_show(&c, view_scopes, 712, 442);
    /* f, i, g are there already, the others are still those of step 9. */
    for (int k = 0; k < 6; k++)
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_SIGNAL, 0, cell_table[CELL_LSTM].shown[k],
                        k < 3 ? 10 : 9, 5)));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_SIGNAL), 6);
    c.ui.mean = true;
    scene_case_seek(&c, PASS_BACKWARD, 7, LSTM_OUTPUT);
    scene_case_show(&c, view_scopes, 712, 442);
    for (int k = 0; k < 6; k++)
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_SIGNAL, 0, cell_table[CELL_LSTM].shown[k], 7,
                        -1)));
    /* Before anything is computed there is no number. */
    c.ui.at = 0;
    scene_case_show(&c, view_scopes, 712, 442);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_SIGNAL), 0);
    scene_case_finish(&c);
}

static void lanes_become_one_plot_where_they_are_low(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_scopes, 712, 442);
    assert_null(scene_case_text(&c, "−1.0"));
    assert_non_null(scene_case_spot(&c, ACTION_MEAN, 0));
    assert_non_null(scene_case_spot(&c, ACTION_OVERLAID, 0));
    scene_case_show(&c, view_scopes, 712, 260);
    assert_non_null(scene_case_text(&c, "−1.0"));
    scene_case_finish(&c);
}

static void hovering_reads_all_signals(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "gru"});
    c.ui.unit = 1;
    scene_case_show(&c, view_scopes, 712, 442);
    const struct draw_spot *spot = scene_case_spot(&c, ACTION_SCRUB_STEPS, 1);
    assert_non_null(spot);
    c.ui.pointer = point_at(spot->box.x + spot->box.w * 15.5f / 24,
                            spot->box.y + 40);
    scene_case_show(&c, view_scopes, 712, 442);
    scene_case_check(&c);
    for (int k = 0; k < 4; k++)
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_SIGNAL, 0, cell_table[CELL_GRU].shown[k], 16,
                        1)));
    scene_case_finish(&c);
}

/* A curve of `count` zeros with one spike: known up to step `known`. */
static void draw_spike(struct scene_case *c, int count, int spike, int known)
{
    static float value[5000];
    struct plot plot = {.box = box_at(100, 100, 500, 100), .x0 = 0.5,
                        .x1 = count + 0.5, .y0 = 0, .y1 = 1};
    struct curve curve = {.plot = &plot, .low = value, .high = value,
                          .count = count, .steps = 1, .known = {1, known}};

    memset(value, 0, sizeof value);
    value[spike - 1] = 1;
    draw_begin(&c->list, 800, 400, 1, measure_synthetic());
    curve_draw(&c->scene, &curve, 2, color_of(0xff0000));
}

/* Where the topmost point of the list is. */
static struct point top_of(const struct draw_list *list)
{
    struct point top = list->points[0];

    for (int k = 0; k < list->point_count; k++)
        if (list->points[k].y < top.y)
            top = list->points[k];
    return top;
}

static void one_step_of_thousands_is_seen(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_scopes, 712, 442);
    draw_spike(&c, 5000, 2504, 5000);
    assert_int_equal(c.list.commands, 1);
    assert_int_equal(c.list.command[0].kind, DRAW_BAND);
    assert_true(c.list.command[0].count <= 500);
    assert_close((double)top_of(&c.list).y, 99, 0.01); /* half the line more */
    assert_close((double)top_of(&c.list).x, 350.35, 0.5);
    /* What is not computed yet is drawn too, fainter. */
    draw_spike(&c, 20, 15, 10);
    assert_int_equal(c.list.commands, 2);
    assert_int_equal(c.list.command[0].kind, DRAW_LINE);
    assert_int_equal(c.list.command[0].count, 10);
    assert_int_equal(c.list.command[1].count, 11);
    assert_true(c.list.command[1].color.a < c.list.command[0].color.a / 2);
    scene_case_finish(&c);
}

static void gaps_stay_gaps(void **state)
{
    static const float value[] = {0, 1, NAN, 1, 0, 0, INFINITY, 0};
    struct scene_case c;
    struct plot plot = {.box = box_at(100, 100, 500, 100), .x0 = 0.5,
                        .x1 = 8.5, .y0 = 0, .y1 = 1};
    struct curve curve = {.plot = &plot, .low = value, .high = value,
                          .count = 8, .steps = 1, .known = {1, 8}};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_scopes, 712, 442);
    draw_begin(&c.list, 800, 400, 1, measure_synthetic());
    curve_draw(&c.scene, &curve, 2, color_of(0xff0000));
    assert_int_equal(c.list.commands, 2);
    assert_int_equal(c.list.command[0].count, 2);
    assert_int_equal(c.list.command[1].count, 3);
    scene_case_finish(&c);
}

/* An area that changes sides has a point where it is nothing. */
static void areas_cross_zero_in_a_point(void **state)
{
    static const float value[] = {1, 1, -3, -3};
    struct scene_case c;
    struct plot plot = {.box = box_at(100, 100, 400, 100), .x0 = 0.5,
                        .x1 = 4.5, .y0 = -4, .y1 = 4};
    struct curve curve = {.plot = &plot, .low = value, .high = value,
                          .count = 4, .steps = 1, .known = {1, 4}};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_scopes, 712, 442);
    draw_begin(&c.list, 800, 400, 1, measure_synthetic());
    curve_area(&c.scene, &curve, color_of(0xff0000));
    assert_int_equal(c.list.commands, 1);
    assert_int_equal(c.list.command[0].count, 5);
    /* From 1 at x = 250 to -3 at x = 350 zero is a quarter of the way. */
    assert_close((double)c.list.points[2].x, 275, 0.01);
    assert_close((double)c.list.points[2].y, 150, 0.01);
    assert_close((double)c.list.points[7].y, 150, 0.01);
    scene_case_finish(&c);
}

static void labels_are_pushed_apart(void **state)
{
    float y[5] = {50, 52, 10, 51, 95};

    (void)state;
    curve_spread(y, 5, 20, 0, 100);
    assert_true(y[2] + 20 <= y[0] + 1e-3f);
    assert_true(y[0] + 20 <= y[3] + 1e-3f);
    assert_true(y[3] + 20 <= y[1] + 1e-3f);
    assert_true(y[1] + 20 <= y[4] + 1e-3f);
    assert_true(y[2] >= 0 && y[4] <= 100);
    /* What is apart already stays where it is. */
    float fine[3] = {80, 10, 45};
    curve_spread(fine, 3, 20, 0, 100);
    assert_close((double)fine[0], 80, 0);
    assert_close((double)fine[1], 10, 0);
    assert_close((double)fine[2], 45, 0);
}

static void the_pictures_are_the_same(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_UPDATE);
    c.ui.unit = 2;
    scene_case_show(&c, view_scopes, 712, 442);
    scene_case_golden(&c, "scopes_lanes_dark");
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    c.ui.mean = c.ui.overlaid = true;
    scene_case_show(&c, view_scopes, 560, 420);
    scene_case_golden(&c, "scopes_mean_light");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_fits_everywhere),
        cmocka_unit_test(numbers_are_those_of_the_playhead),
        cmocka_unit_test(lanes_become_one_plot_where_they_are_low),
        cmocka_unit_test(hovering_reads_all_signals),
        cmocka_unit_test(one_step_of_thousands_is_seen),
        cmocka_unit_test(gaps_stay_gaps),
        cmocka_unit_test(areas_cross_zero_in_a_point),
        cmocka_unit_test(labels_are_pushed_apart),
        cmocka_unit_test(the_pictures_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
