/* Labs of several lanes, and one view of them, or a whole frame, at a time.
 *
 *     struct lane_case l;
 *     lane_case_init(&l, &setup);
 *     l.c.ui ...
 *     lane_case_measure(&l, 5);
 *     lane_case_show(&l, view_reach, 960, 380);
 *     scene_case_check(&l.c);
 *     lane_case_finish(&l);
 */
#ifndef GATEREEL_TESTS_LANE_CASE_H
#define GATEREEL_TESTS_LANE_CASE_H

#include "scene_case.h"

struct lane_case {
    struct scene_case c;   /* its film is borrowed from the lab */
    struct lab *lab;
};

/* The lanes as the present ui wants them measured, and the film in front. */
static inline void lane_case_follow(struct lane_case *l)
{
    const struct lane_measure measure = lab_measure(&l->c.ui);
    struct error error = {0};

    assert_true(lab_follow(l->lab, &measure, &error));
    l->c.film = *lab_film(l->lab, l->c.ui.lane);
    l->c.lab = l->lab;
}

static inline void lane_case_begin(struct lane_case *l, struct lab *lab)
{
    memset(l, 0, sizeof *l);
    l->lab = lab;
    l->c.ui = ui_defaults();
    l->c.ui.screen = SCREEN_COMPARE;
    l->c.levels.signal = -1;
    l->c.scale = 1;
    assert_true(draw_init(&l->c.list, NULL));
    lane_case_follow(l);
}

static inline void lane_case_finish(struct lane_case *l)
{
    draw_finish(&l->c.list);
    levels_finish(&l->c.levels);
    decays_finish(&l->c.decays);
    studies_finish(&l->c.studies);
    lab_destroy(l->lab);
}

static inline void lane_case_init(struct lane_case *l,
                                  const struct setup *setup)
{
    struct cast cast = {0};
    const struct lane_measure measure = {0};
    struct error error = {0};
    struct lab *lab = lab_create(&(struct lab_start){
        .cast = &cast, .setup = setup, .kernels = scene_case_kernels()},
        &measure, &error);

    assert_string_equal(error.text, "");
    lane_case_begin(l, lab);
}

/* The lab of a film, with the company that it gets to be compared. */
static inline void lane_case_of(struct lane_case *l,
                                const struct scene_recipe *recipe)
{
    struct scene_case from;
    struct error error = {0};

    scene_case_init(&from, recipe);
    const struct film_source source = film_source_of(&from.film);
    struct lab *lab = lab_of(&source, NULL, &error);
    assert_string_equal(error.text, "");
    scene_case_finish(&from);
    const struct setup setup = lab_joined(lab);
    assert_true(history_set(&lab->history, &setup, NULL));
    lane_case_begin(l, lab);
}

/* So many units of work, or what there is of it. */
static inline void lane_case_measure(struct lane_case *l, int units)
{
    while (units-- > 0 && lab_wants(l->lab))
        assert_true(lab_work(l->lab, NULL));
}

/* A setup of these kinds (places in lane_kinds). */
static inline struct setup lane_case_setup(const int *kinds, int lanes,
                                           int units, int steps)
{
    struct setup setup = setup_defaults();

    setup.lanes = lanes;
    setup.units = units;
    setup.steps = steps;
    for (int k = 0; k < lanes; k++)
        setup.lane[k] = lane_defaults(lane_kinds[kinds[k]].cell,
                                      lane_kinds[kinds[k]].activation);
    return setup;
}

/* The whole frame of a window. */
static inline void lane_case_frame(struct lane_case *l, int width, int height)
{
    struct scene_case *c = &l->c;

    lane_case_follow(l);
    scene_case_levels(c);
    const struct scene_source source = {
        .ui = &c->ui, .film = lab_film(l->lab, c->ui.lane), .lab = l->lab,
        .decays = &c->decays, .levels = &c->levels, .studies = &c->studies,
        .tells = true};
    scene_build(&source, width, height, measure_synthetic(), &c->list);
    c->box = draw_frame_box(&c->list);
}

#endif
