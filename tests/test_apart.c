/* The pictures of the gradient taken apart: panels of paths and of the
 * triangle, the two ways on the belt and in the cell, and what outputs depend
 * on. */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/tell/tell.h"
#include "scene/view/paths/quantity.h"

static void init(struct scene_case *c, const struct scene_recipe *recipe,
                 enum panel alone)
{
    scene_case_init(c, recipe);
    c->ui.alone = alone;
}

/* Everything the screen wants, with the playhead in the backward pass. */
static void measure(struct scene_case *c)
{
    scene_case_seek(c, PASS_BACKWARD, (c->film.steps + 1) / 2, 0);
    studies_follow(&c->studies, &c->film, &c->ui, 1);
    scene_case_study(c, 1000000);
}

static const struct scene_recipe recipes[] = {
    {.trained = true, .labels = true},
    {.units = 1, .steps = 1, .no_head = true},
    {.cell = "gru", .layers = 2, .vocabulary = 5},
    {.cell = "rnn", .steps = 300, .units = 3},
    {.cell = "dense", .inputs = 2},
    {.steps = 1500, .units = 2, .one_loss = true},
};
enum { RECIPES = sizeof recipes / sizeof *recipes };

static void explode(struct scene_case *c)
{
    struct params *params = &c->film.network.params;

    for (size_t k = 0; k < params->count; k++)
        params->data[k] *= 40;
    network_pack(&c->film.network);
    film_run(&c->film, NULL);
}

/* In every box, theme, language and pass: before, while and after it is
 * measured. */
static void sweep(enum panel panel, void (*view)(const struct scene *scene,
                                                 struct box box),
                  void (*choose)(struct ui *ui, int round))
{
    for (int k = 0; k <= RECIPES; k++)
        for (int round = 0; round < 2; round++) {
            struct scene_case c;
            init(&c, &recipes[k % RECIPES], panel);
            c.film.has_loss = c.film.has_loss && k < RECIPES;
            if (k == RECIPES)
                explode(&c);
            if (choose != NULL)
                choose(&c.ui, round);
            if (round == 0) {
                scene_case_show(&c, view, 712, 442);
                scene_case_check(&c);
            }
            measure(&c);
            scene_case_sweep(&c, view);
            scene_case_finish(&c);
        }
}

static void choose_path(struct ui *ui, int round)
{
    ui->total = round > 0;
    ui->detach = round > 0;
    ui->lag = round * 3;
}

static void choose_input(struct ui *ui, int round)
{
    ui->path = round > 0 ? DECAY_INPUT : DECAY_HIDDEN;
}

static void paths_fit_everywhere(void **state)
{
    (void)state;
    sweep(PANEL_PATHS, view_paths, choose_path);
    sweep(PANEL_PATHS, view_paths, choose_input);
}

static void choose_weights(struct ui *ui, int round)
{
    ui->weights = round > 0 ? LAG_BIAS : LAG_WEIGHTS_W;
    ui->loss_step = round;
}

static void triangles_fit_everywhere(void **state)
{
    (void)state;
    sweep(PANEL_TRIANGLE, view_triangle, choose_weights);
}

static void choose_strands(struct ui *ui, int round)
{
    ui->strands = true;
    ui->connect = round > 0;
}

static void show_strip(const struct scene *scene, struct box box)
{
    if (scene->now.pass == PASS_FORWARD)
        view_strip(scene, box);
    else
        view_backward(scene, box);
}

static void strips_fit_everywhere(void **state)
{
    (void)state;
    sweep(PANEL_STRIP, show_strip, choose_strands);
}

static void choose_cell(struct ui *ui, int round)
{
    ui->screen = SCREEN_CELL;
    ui->alone = PANEL_NONE;
    ui->strands = round > 0;
}

static void cells_fit_everywhere(void **state)
{
    (void)state;
    sweep(PANEL_CELL, view_cell, choose_cell);
}

/* In the column of the stage and of the cell, both languages. */
static void the_story_tells_two_ways(void **state)
{
    static const float size[][2] = {{400, 908}, {480, 908}, {300, 908},
                                    {400, 600}};
    struct scene_case c;

    (void)state;
    init(&c, &recipes[0], PANEL_STRIP);
    c.ui.strands = true;
    measure(&c);
    for (int k = 0; k < 8; k++) {
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        scene_case_show(&c, view_story, size[k / 2][0], size[k / 2][1]);
        scene_case_check(&c);
        assert_int_equal(scene_case_numbers(&c, SUBJECT_PATH),
                         k / 2 == 2 ? 0 : 3);
    }
    scene_case_finish(&c);
}

/* What stands on the picture at a lag is what the engine says. */
static void check_path(const struct scene_case *c, enum decay_measure m,
                       int lag)
{
    struct decay decay;
    const struct draw_number *number = scene_case_number(
        c, subject(SUBJECT_PATH, 0, m, lag, 0));

    assert_true(decay_init(&decay, &(struct decay_request){
        .network = &c->film.network, .values = &c->film.values}, NULL));
    assert_non_null(number);
    assert_true(number->value == decay.value[m][c->film.steps - lag]);
    decay_finish(&decay);
}

/* Both conventions are named, and differ at lag 1 in the h-path. */
static void both_conventions_are_shown(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_PATHS);
    measure(&c);
    scene_case_seek(&c, PASS_BACKWARD, 23, 0);
    scene_case_show(&c, view_paths, 712, 442);
    assert_non_null(scene_case_text(&c, "h_{t} held"));
    assert_non_null(scene_case_text(&c, "norms do not"));
    assert_non_null(scene_case_text(&c, "largest singular value"));
    check_path(&c, DECAY_CELL, 1);
    check_path(&c, DECAY_CAROUSEL, 1);
    check_path(&c, DECAY_H_PATH, 1);
    assert_true(scene_case_number(&c, subject(SUBJECT_PATH, 0, DECAY_H_PATH, 1,
                                              0))->value == -INFINITY);
    assert_non_null(scene_case_text(&c, "exactly 0"));
    c.ui.total = true;
    scene_case_show(&c, view_paths, 712, 442);
    check_path(&c, DECAY_CELL_TOTAL, 1);
    check_path(&c, DECAY_H_PATH_TOTAL, 1);
    assert_true(isfinite(scene_case_number(&c, subject(
        SUBJECT_PATH, 0, DECAY_H_PATH_TOTAL, 1, 0))->value));
    scene_case_finish(&c);
}

/* Each quantity has its name in the heading, and its numbers. */
static void quantities_are_named(void **state)
{
    static const struct {
        enum decay_measure measure;
        const char *name;
    } shown[] = {{DECAY_CELL, "∂c_{T}/∂c_{T−k}"},
                 {DECAY_HIDDEN, "∂h_{T}/∂h_{T−k}"},
                 {DECAY_JACOBIAN, "s = (h, c)"},
                 {DECAY_INPUT, "∂s_{T}/∂x_{T−k}"}};
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_PATHS);
    measure(&c);
    scene_case_seek(&c, PASS_BACKWARD, 20, 0);
    for (int k = 0; k < 4; k++) {
        c.ui.path = shown[k].measure;
        scene_case_show(&c, view_paths, 712, 442);
        assert_non_null(scene_case_text(&c, shown[k].name));
        check_path(&c, shown[k].measure, 4);
        assert_non_null(scene_case_spot(&c, ACTION_QUANTITY,
                                        shown[k].measure));
    }
    scene_case_finish(&c);
    init(&c, &(struct scene_recipe){.cell = "gru"}, PANEL_PATHS);
    measure(&c);
    scene_case_show(&c, view_paths, 712, 442);
    assert_non_null(scene_case_text(&c, "h is the whole state"));
    assert_null(scene_case_spot(&c, ACTION_QUANTITY, DECAY_CELL));
    scene_case_finish(&c);
}

/* With h detached the h-path is exactly 0 everywhere, and says so. */
static void detached_is_exactly_zero(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_PATHS);
    c.ui.detach = true;
    measure(&c);
    scene_case_show(&c, view_paths, 712, 442);
    const struct draw_number *h = scene_case_number(
        &c, subject(SUBJECT_PATH, 0, DECAY_H_PATH, 12, 0));
    assert_non_null(h);
    assert_true(h->value == -INFINITY);
    scene_case_finish(&c);
}

/* A click on a row chooses a loss; its bars, share and check are there. */
static void a_loss_is_taken_out(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){.inputs = 2}, PANEL_TRIANGLE);
    measure(&c);
    scene_case_show(&c, view_triangle, 712, 442);
    assert_non_null(scene_case_spot(&c, ACTION_LOSS_STEP, 17));
    assert_non_null(scene_case_spot(&c, ACTION_WEIGHTS, LAG_WEIGHTS_U));
    assert_non_null(scene_case_text(&c, "L_{24}"));
    assert_non_null(scene_case_text(&c, "add up"));
    const struct draw_number *error = scene_case_number(
        &c, subject(SUBJECT_LESSON_ERROR, 0, LAG_WEIGHTS_W, 0, 24));
    assert_non_null(error);
    assert_true(error->value < 1e-5);
    c.ui.loss_step = 17;
    scene_case_show(&c, view_triangle, 712, 442);
    assert_null(scene_case_text(&c, "L_{17}"));
    scene_case_study(&c, 1000);
    scene_case_show(&c, view_triangle, 712, 442);
    assert_non_null(scene_case_text(&c, "L_{17}"));
    scene_case_finish(&c);
}

/* Numbers of both ways stand on every card that the gradient has reached. */
static void the_belt_has_two_ways_on_request(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_STRIP);
    measure(&c);
    scene_case_seek(&c, PASS_BACKWARD, 20, 0);
    scene_case_show(&c, view_backward, 1448, 452);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_PATH), 0);
    assert_non_null(scene_case_spot(&c, ACTION_STRANDS, 0));
    c.ui.strands = true;
    measure(&c);
    scene_case_seek(&c, PASS_BACKWARD, 20, 0);
    scene_case_show(&c, view_backward, 1448, 452);
    check_path(&c, DECAY_CAROUSEL, 4);
    check_path(&c, DECAY_H_PATH, 4);
    check_path(&c, DECAY_H_PATH, 3);
    assert_null(scene_case_number(&c, subject(SUBJECT_PATH, 0, DECAY_CAROUSEL,
                                              5, 0)));
    scene_case_finish(&c);
}

static void the_cell_has_all_three(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_NONE);
    c.ui.screen = SCREEN_CELL;
    measure(&c);
    scene_case_seek(&c, PASS_BACKWARD, 18, 0);
    scene_case_show(&c, view_cell, 1000, 908);
    check_path(&c, DECAY_CELL, 6);
    check_path(&c, DECAY_CAROUSEL, 6);
    check_path(&c, DECAY_H_PATH, 6);
    scene_case_finish(&c);
}

/* The present step has the number, forward and backward. */
static void influence_stands_under_the_tokens(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){.inputs = 2}, PANEL_STRIP);
    c.ui.connect = true;
    c.ui.output = 1;
    c.ui.output_step = 15;
    measure(&c);
    for (int pass = 0; pass < 2; pass++) {
        scene_case_seek(&c, (enum pass)pass, 12, 0);
        scene_case_show(&c, show_strip, 1448, 452);
        const struct draw_number *number = scene_case_number(
            &c, subject(SUBJECT_CONNECTION, 0, 1, 12, 15));
        assert_non_null(number);
        assert_true(number->value == connection_value(&c.studies.connection,
                                                      12));
        assert_non_null(scene_case_spot(&c, ACTION_OUTPUT, -1));
        scene_case_seek(&c, (enum pass)pass, 16, 0);
        scene_case_show(&c, show_strip, 1448, 452);
        assert_non_null(scene_case_text(&c, "exactly 0"));
    }
    c.ui.connect = false;
    scene_case_show(&c, show_strip, 1448, 452);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_CONNECTION), 0);
    scene_case_finish(&c);
}

/* Without studies the panels say so and draw no number. */
static void nothing_measured_is_nothing_shown(void **state)
{
    static void (*const views[])(const struct scene *scene, struct box box) = {
        view_paths, view_triangle, view_backward, view_cell, view_strip,
        view_story};
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_NONE);
    c.ui.strands = c.ui.connect = true;
    scene_case_seek(&c, PASS_BACKWARD, 18, 0);
    for (int k = 0; k < 6; k++) {
        scene_case_show(&c, views[k], 1000, 452);
        int numbers = scene_case_numbers(&c, SUBJECT_PATH);
        struct scene scene = c.scene;
        scene.studies = NULL;
        draw_begin(&c.list, 1120, 572, 1, measure_synthetic());
        views[k](&scene, c.box);
        scene_case_check(&c);
        assert_int_equal(numbers, 0);
        assert_int_equal(scene_case_numbers(&c, SUBJECT_PATH), 0);
    }
    scene_case_finish(&c);
}

/* Everything of an empty list but its notes. */
static void tell(struct scene_case *c, enum panel panel, void (*view)(
    const struct scene *scene, struct box box))
{
    scene_case_show(c, view, 712, 442);
    c->list.commands = c->list.number_count = 0;
    tell_panel(&c->scene, panel, c->box);
    assert_true(c->list.commands > 0);
}

/* Curves and bars are told to those who do not see them. */
static void listeners_hear_the_numbers(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_PATHS);
    measure(&c);
    tell(&c, PANEL_PATHS, view_paths);
    check_path(&c, DECAY_CELL, 10);
    check_path(&c, DECAY_H_PATH, 1);
    c.ui.alone = PANEL_TRIANGLE;
    measure(&c);
    tell(&c, PANEL_TRIANGLE, view_triangle);
    assert_non_null(scene_case_number(&c, subject(
        SUBJECT_LESSON_PART, 0, LAG_WEIGHTS_W, 20, 24)));
    c.ui.alone = PANEL_STRIP;
    c.ui.connect = true;
    measure(&c);
    tell(&c, PANEL_STRIP, show_strip);
    assert_non_null(scene_case_number(&c, subject(SUBJECT_CONNECTION, 0, 0, 12,
                                                  24)));
    scene_case_finish(&c);
}

/* Both languages have a sentence for everything that is measured. */
static void everything_has_a_sentence(void **state)
{
    static const enum subject kinds[] = {
        SUBJECT_PATH, SUBJECT_PATH_RATE, SUBJECT_LESSON_PART,
        SUBJECT_LESSON_SHARE, SUBJECT_LESSON_ERROR, SUBJECT_CONNECTION};
    struct scene_case c;
    char en[512], ko[512];

    (void)state;
    init(&c, &(struct scene_recipe){0}, PANEL_PATHS);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int signal = 0; signal < DECAY_MEASURES; signal++) {
            struct draw_id id = subject(kinds[k], 0, signal, 7, 20);
            c.ui.language = LANGUAGE_EN;
            subject_sentence(&c.film, &c.ui, id, en, sizeof en);
            c.ui.language = LANGUAGE_KO;
            subject_sentence(&c.film, &c.ui, id, ko, sizeof ko);
            assert_true(strlen(en) > 20 && strlen(ko) > 20);
            assert_string_not_equal(en, ko);
        }
    scene_case_finish(&c);
}

static void pictures_are_the_same(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){.trained = true, .labels = true},
         PANEL_PATHS);
    measure(&c);
    scene_case_show(&c, view_paths, 712, 442);
    scene_case_golden(&c, "paths_dark");
    c.ui.alone = PANEL_TRIANGLE;
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    measure(&c);
    scene_case_show(&c, view_triangle, 712, 442);
    scene_case_golden(&c, "triangle_light_ko");
    c.ui.alone = PANEL_STRIP;
    c.ui.strands = c.ui.connect = true;
    measure(&c);
    scene_case_show(&c, view_backward, 1448, 452);
    scene_case_golden(&c, "backward_two_ways");
    scene_case_finish(&c);
}

/* Where cells stand for several losses, the last one ends with the run. */
static void blocks_end_with_the_run(void **state)
{
    struct scene_case c;

    (void)state;
    init(&c, &(struct scene_recipe){.cell = "rnn", .units = 2, .steps = 501},
         PANEL_TRIANGLE);
    measure(&c);
    scene_case_show(&c, view_triangle, 712, 442);
    const struct draw_spot *last = scene_case_spot(&c, ACTION_LOSS_STEP, 501);
    assert_non_null(last);
    const struct draw_list *list = &c.list;
    c.ui.pointer = point_at(
        (last->box.x + 1) * list->scale + list->origin.x,
        (last->box.y + last->box.h / 4) * list->scale + list->origin.y);
    scene_case_show(&c, view_triangle, 712, 442);
    assert_non_null(scene_case_text(&c, "losses 501"));
    assert_null(scene_case_text(&c, "502"));
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_fit_everywhere),
        cmocka_unit_test(triangles_fit_everywhere),
        cmocka_unit_test(strips_fit_everywhere),
        cmocka_unit_test(cells_fit_everywhere),
        cmocka_unit_test(the_story_tells_two_ways),
        cmocka_unit_test(both_conventions_are_shown),
        cmocka_unit_test(quantities_are_named),
        cmocka_unit_test(detached_is_exactly_zero),
        cmocka_unit_test(a_loss_is_taken_out),
        cmocka_unit_test(the_belt_has_two_ways_on_request),
        cmocka_unit_test(the_cell_has_all_three),
        cmocka_unit_test(influence_stands_under_the_tokens),
        cmocka_unit_test(nothing_measured_is_nothing_shown),
        cmocka_unit_test(listeners_hear_the_numbers),
        cmocka_unit_test(everything_has_a_sentence),
        cmocka_unit_test(blocks_end_with_the_run),
        cmocka_unit_test(pictures_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
