/* Labs from a seeded generator: one to four lanes of every kind, kept curves,
 * with and without files, and what a scene file keeps of them.
 *
 *     app_set_lab(app, random_lab(&random, pool), "");
 *     random_lab_round_trip(app);
 */
#ifndef GATEREEL_TESTS_RANDOM_LAB_H
#define GATEREEL_TESTS_RANDOM_LAB_H

#include "app/app.h"
#include "app/files/scene_file.h"
#include "app_case.h"

static inline int random_lab_choose(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

static inline struct lane_setup random_lab_lane(struct random *random,
                                                bool file)
{
    static const double gains[] = {0, 0.5, 1, 1, 1.5, 3, 10};
    const struct layer_spec *kind =
        &lane_kinds[random_lab_choose(random, LANE_KINDS)];
    struct lane_setup lane = lane_defaults(kind->cell, kind->activation);

    if (file && random_lab_choose(random, 2) == 0) {
        lane.file = 0;
        return lane;
    }
    lane.scheme = (enum init_scheme)random_lab_choose(random, INIT_SCHEMES);
    lane.gain = gains[random_lab_choose(random, 7)];
    lane.radius = random_lab_choose(random, 3) == 0;
    lane.biased = random_lab_choose(random, 2) == 0;
    if (lane.biased)
        lane.forget_bias = random_range(random, -12, 12);
    return lane;
}

static inline struct setup random_lab_setup(struct random *random,
                                            const struct cast *cast)
{
    struct setup setup = cast->networks > 0 ? lab_setup_of(cast)
                                            : setup_defaults();
    bool file = cast->networks > 0;

    setup.lanes = 1 + random_lab_choose(random, LANES_MAX);
    setup.references = random_lab_choose(random, 3) == 0
        ? random_lab_choose(random, REFERENCES_MAX + 1) : 0;
    for (int k = 0; k < setup.lanes; k++)
        setup.lane[k] = random_lab_lane(random, file);
    for (int k = 0; k < setup.references; k++)
        setup.reference[k] = random_lab_lane(random, file);
    setup.units = 1 + random_lab_choose(random, 12);
    setup.same_parameters = random_lab_choose(random, 3) == 0;
    if (!file || random_lab_choose(random, 3) == 0) {
        setup.input = (enum lab_input)(
            LAB_NOISE + random_lab_choose(random, LAB_INPUTS - 1));
        setup.steps = 1 + random_lab_choose(random, 50);
        setup.inputs = 1 + random_lab_choose(random, 5);
    } else {
        setup.first = 1 + random_lab_choose(random, setup.steps);
        setup.steps -= setup.first - 1;
    }
    setup.seed = random_bits(random);
    setup.clip = random_lab_choose(random, 3) == 0;
    setup.clip_norm = random_range(random, 0.01, 5);
    setup.free_from = random_lab_choose(random, setup.steps + 2) - 1;
    setup.temperature = random_lab_choose(random, 2) == 0
        ? 0 : random_range(random, 0, 5);
    setup.draw = random_bits(random);
    return setup;
}

/* A sequence that is read, and the network that comes with it. */
static inline void random_lab_cast(struct random *random, struct cast *cast)
{
    static const char *const cells[] = {"lstm", "gru", "rnn", "gru-before"};
    const struct scene_recipe recipe = {
        .cell = cells[random_lab_choose(random, 4)],
        .layers = 1 + random_lab_choose(random, 2),
        .inputs = 1 + random_lab_choose(random, 3),
        .vocabulary = random_lab_choose(random, 3) == 0 ? 5 : 0,
        .seed = 1 + random_bits(random)};
    struct spec spec = scene_case_spec(&recipe);
    struct film film;

    scene_case_film(&film, &recipe, 1 + random_lab_choose(random, 30), &spec);
    struct film_source source = film_source_of(&film);
    const struct feed feed = {
        (enum feed_kind)random_lab_choose(random, GENERATE_KINDS), 0};
    if (feed_check(&feed, &film.values.spec, NULL)) {
        source.feed = feed;
        source.free_from = random_lab_choose(random, film.steps + 2);
    }
    assert_true(cast_init(cast, &source, NULL));
    film_finish(&film);
}

/* The caller's to destroy; may be NULL where what was drawn does not fit
 * together (an RNN of its own on tokens ..). */
static inline struct lab *random_lab(struct random *random, struct pool *pool)
{
    const struct lane_measure measure = {0};
    struct cast cast = {0};
    struct error error = {0};

    if (random_lab_choose(random, 2) == 0)
        random_lab_cast(random, &cast);
    const struct setup setup = random_lab_setup(random, &cast);
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup, .pool = pool,
                            .kernels = scene_case_kernels()},
        &measure, &error);
    assert_true(lab != NULL || error.text[0] != '\0');
    cast_finish(&cast);
    return lab;
}

static inline struct cast random_lab_copy(const struct cast *cast)
{
    struct cast copy = {0};

    for (int k = 0; k < cast->networks; k++) {
        const struct film_source source =
            cast_source(cast, k, 1, cast->sequence.steps);
        if (k == 0)
            assert_true(cast_init(&copy, &source, NULL));
        else
            assert_true(cast_add(&copy, &source, NULL));
    }
    return copy;
}

/* What is saved now is, when it is opened, the same lab and the same view. */
static inline void random_lab_round_trip(const struct app *app)
{
    struct scene_file *file = calloc(2, sizeof *file);
    struct cast cast = random_lab_copy(&app->lab->cast);
    struct error error = {0};
    struct ui ui = app->ui;

    assert_non_null(file);
    if (!scene_file_take(file, app->lab, &app->ui, &error))
        fail_msg("%s", error.text);
    struct lab *lab = scene_file_open(
        file, "it", &(struct lab_start){
            .cast = &cast, .kernels = app->lab->kernels,
            .pool = app->lab->pool}, &error);
    if (lab == NULL)
        fail_msg("%s", error.text);
    assert_true(setup_equal(history_setup(&lab->history),
                            history_setup(&app->lab->history)));
    for (int k = 0; k < lab->lanes; k++)
        assert_true(app_case_hash(&lab->lane[k].film) ==
                    app_case_hash(&app->lab->lane[k].film));
    scene_file_show(file, lab, &ui);
    assert_int_equal(ui.lane, app->ui.lane);
    assert_int_equal(ui.layer, app->ui.layer);
    assert_int_equal(ui.unit, app->ui.unit);
    assert_int_equal(ui.at, app->ui.at);
    assert_int_equal(ui.traces, app->ui.traces);
    lab_destroy(lab);
    cast_finish(&cast);
    free(file);
}

#endif
