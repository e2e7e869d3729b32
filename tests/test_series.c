/* The series: predictions stand where what they predict will stand, and
 * nothing that is not read yet is given away.
 */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/view/series/lane.h"

static void all_of_it_fits_everywhere(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.labels = true}, {.inputs = 3}, {.inputs = 6, .no_head = true},
        {.vocabulary = 12, .labels = true}, {.vocabulary = 3},
        {.vocabulary = 5, .one_loss = true, .steps = 200},
        {.vocabulary = 4, .no_head = true}, {.no_head = true, .inputs = 2},
        {.classes = 3, .inputs = 2},
        {.classes = 2, .one_loss = true, .cell = "gru"},
        {.steps = 1, .units = 1}, {.steps = 2, .units = 1, .labels = true},
        {.steps = 3000, .units = 2}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        scene_case_sweep(&c, view_series);
        scene_case_finish(&c);
    }
}

static void predictions_are_of_the_next_value(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "actual x_{10}"));
    assert_non_null(scene_case_text(&c, "predicted x_{11}"));
    assert_non_null(scene_case_number(&c, subject(SUBJECT_RAW_INPUT, 0, 0, 10,
                                                  0)));
    assert_non_null(scene_case_number(&c, subject(SUBJECT_OUTPUT, 0, 0, 10,
                                                  0)));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_TARGET), 0);
    /* While step 10 is computed, the prediction is that of step 9. */
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_UPDATE);
    scene_case_show(&c, view_series, 712, 442);
    assert_non_null(scene_case_text(&c, "actual x_{10}"));
    assert_non_null(scene_case_text(&c, "predicted x_{10}"));
    scene_case_finish(&c);
}

/* Errors are boxes in the gradient's colour. */
static int count_errors(const struct scene_case *c)
{
    struct color hue = c->scene.theme->gradient;
    int count = 0;

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *command = &c->list.command[k];
        count += command->kind == DRAW_BOX && command->color.r == hue.r &&
                 command->color.g == hue.g && command->color.b == hue.b;
    }
    return count;
}

static void errors_wait_for_what_comes(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    assert_int_equal(count_errors(&c), 9); /* of x_2 .. x_10 */
    scene_case_seek(&c, PASS_BACKWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    assert_int_equal(count_errors(&c), 24);
    scene_case_finish(&c);
}

static void curves_are_what_they_say(void **state)
{
    const struct series_curve actual = {LANE_ACTUAL, 0, 0};
    const struct series_curve output = {LANE_OUTPUT, 0, 1};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    assert_close(lane_value(&c.film, actual, 24), film_input(&c.film, 24, 0),
                 0);
    assert_close(lane_value(&c.film, actual, 25), film_target(&c.film, 24, 0),
                 0);
    assert_true(isnan(lane_value(&c.film, actual, 26)));
    assert_true(isnan(lane_value(&c.film, output, 1)));
    assert_close(lane_value(&c.film, output, 25), film_output(&c.film, 24, 0),
                 0);
    scene_case_finish(&c);
}

/* The outputs that are listed, in their order; how many. */
static int rows_of(const struct scene_case *c, int row[12])
{
    int rows = 0;

    for (int k = 0; k < c->list.spot_count; k++)
        if (c->list.spots[k].id.kind == SUBJECT_PROBABILITY)
            row[rows++] = c->list.spots[k].id.unit;
    return rows;
}

/* How many outputs are likelier than one after a step. */
static int count_better(const struct film *film, int step, int output)
{
    const real *p = tape_head(&film->values, HEAD_P, step, 0);
    int better = 0;

    for (int k = 0; k < film->values.spec.outputs; k++)
        better += p[k] > p[output];
    return better;
}

/* With tokens: the likeliest ones, best first, and the right one. */
static void the_likeliest_tokens_are_listed(void **state)
{
    struct scene_case c;
    int row[12];

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.vocabulary = 12});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    assert_non_null(scene_case_text(&c, "likeliest after t = 10"));
    assert_int_equal(rows_of(&c, row), 8);
    for (int k = 0; k < 7; k++)
        assert_int_equal(count_better(&c.film, 10, row[k]), k);
    /* This one is not likely at all: it took the last place. */
    assert_int_equal(row[7], c.film.target_labels[9]);
    assert_true(count_better(&c.film, 10, row[7]) > 7);
    scene_case_finish(&c);
}

/* Classes: what is read above, below it how likely the right one is. */
static void classes_have_two_plots(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.classes = 3, .inputs = 2});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 900, 500);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "input x_{10,1}"));
    assert_non_null(scene_case_text(&c, "input x_{10,2}"));
    assert_non_null(scene_case_text(&c, "right answer"));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_RAW_INPUT), 2);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_PROBABILITY), 3 + 1);
    scene_case_finish(&c);
}

/* Every line of the grid has its label, however long these are. */
static void long_dates_are_labels(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.labels = true});
    for (int t = 1; t <= c.film.steps; t++)
        snprintf(c.film.label[t - 1], FILM_LABEL_MAX, "1991-07-%02d", t);
    scene_case_seek(&c, PASS_BACKWARD, 3, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    scene_case_check(&c);
    for (int t = 5; t <= 20; t += 5)
        assert_non_null(scene_case_text(&c, c.film.label[t - 1]));
    scene_case_finish(&c);
}

static void hovering_reads_the_step(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.labels = true});
    scene_case_seek(&c, PASS_BACKWARD, 3, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 712, 442);
    const struct draw_spot *spot = scene_case_spot(&c, ACTION_SCRUB_STEPS, 1);
    assert_non_null(spot);
    c.ui.pointer = point_at(spot->box.x + spot->box.w * 15.5f / 24,
                            spot->box.y + 40);
    scene_case_show(&c, view_series, 712, 442);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "t = 16 · 1959-04"));
    assert_non_null(scene_case_number(&c, subject(SUBJECT_RAW_INPUT, 0, 0, 16,
                                                  0)));
    assert_non_null(scene_case_number(&c, subject(SUBJECT_OUTPUT, 0, 0, 15,
                                                  0)));
    scene_case_finish(&c);
}

static void the_pictures_are_the_same(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.labels = true});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_UPDATE);
    scene_case_show(&c, view_series, 712, 442);
    scene_case_golden(&c, "series_ahead_dark");
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.vocabulary = 12,
                                               .labels = true});
    scene_case_seek(&c, PASS_FORWARD, 10, LSTM_OUTPUT);
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    scene_case_show(&c, view_series, 712, 442);
    scene_case_golden(&c, "series_tokens_light");
    scene_case_finish(&c);
}

/* Times in seconds, say: the next number is farther away than half a label. */
static void values_that_hardly_differ_have_an_axis(void **state)
{
    const double low = 1.7e9;
    const struct plot plot = {.box = box_at(60, 10, 400, 200), .x1 = 1,
                              .y0 = low, .y1 = nextafter(low, INFINITY)};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_series, 712, 442);
    plot_y_axis(&c.scene, &plot, false, 0);
    assert_false(c.list.full);
    assert_non_null(scene_case_text(&c, "1.7·10^{9}"));
    scene_case_finish(&c);
}

/* Where a network reads its own predictions the part is shaded and named, and
 * what came stays that of the data. */
static void own_predictions_are_shaded(void **state)
{
    struct scene_case c;
    struct film film;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    struct film_source source = film_source_of(&c.film);
    source.feed.kind = GENERATE_VALUE;
    source.free_from = 12;
    assert_true(film_init(&film, &source, NULL));
    film_finish(&c.film);
    c.film = film;
    scene_case_seek(&c, PASS_FORWARD, 24, LSTM_OUTPUT);
    scene_case_show(&c, view_series, 900, 442);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "left to itself"));
    assert_non_null(scene_case_text(&c, "predicted"));
    assert_non_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, 1));
    /* What it predicted cannot be dragged. */
    for (int k = 0; k < c.list.spot_count; k++)
        if (c.list.spots[k].action == ACTION_DRAG_INPUT)
            assert_true(c.list.spots[k].id.step < 12);
    scene_case_sweep(&c, view_series);
    scene_case_finish(&c);
}

/* The numbers of several inputs go through the place of that name. */
static void names_of_inputs_meet_nothing(void **state)
{
    struct scene_case c;
    struct film film;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.classes = 2, .inputs = 4});
    struct film_source source = film_source_of(&c.film);
    source.feed = (struct feed){GENERATE_ONE_HOT, 2};
    source.free_from = 12;
    assert_true(film_init(&film, &source, NULL));
    film_finish(&c.film);
    c.film = film;
    for (int step = 8; step <= 24; step++) {
        scene_case_seek(&c, PASS_FORWARD, step, LSTM_OUTPUT);
        scene_case_show(&c, view_series, 712, 442);
        scene_case_check(&c);
    }
    assert_non_null(scene_case_text(&c, "left to itself"));
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_predictions_are_shaded),
        cmocka_unit_test(names_of_inputs_meet_nothing),
        cmocka_unit_test(all_of_it_fits_everywhere),
        cmocka_unit_test(predictions_are_of_the_next_value),
        cmocka_unit_test(errors_wait_for_what_comes),
        cmocka_unit_test(curves_are_what_they_say),
        cmocka_unit_test(the_likeliest_tokens_are_listed),
        cmocka_unit_test(classes_have_two_plots),
        cmocka_unit_test(long_dates_are_labels),
        cmocka_unit_test(hovering_reads_the_step),
        cmocka_unit_test(values_that_hardly_differ_have_an_axis),
        cmocka_unit_test(the_pictures_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
