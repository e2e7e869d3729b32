/* Films of small random networks, and one view of them at a time.
 *
 *     struct scene_case c;
 *     scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
 *     c.ui.language = LANGUAGE_KO;
 *     scene_case_seek(&c, PASS_FORWARD, 7, LSTM_FORGET);
 *     scene_case_show(&c, view_strip, 1448, 452);
 *     scene_case_check(&c);                      (scene_check.h)
 *     scene_case_golden(&c, "strip_forget");
 *     scene_case_finish(&c);
 *
 * Everything of c.ui may be set between init and show; c.list is what the view
 * drew. The kernels are the plainest ones, so that goldens agree everywhere.
 */
#ifndef GATEREEL_TESTS_SCENE_CASE_H
#define GATEREEL_TESTS_SCENE_CASE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "nn/learn/init.h"
#include "scene/scene.h"
#include "scene/view/view.h"

/* What the film is of; 0 means the value in brackets. */
struct scene_recipe {
    const char *cell;  /* ["lstm"] of every layer */
    int layers;        /* [1] */
    int units;         /* [8] of layer 0, one more in each layer above */
    int steps;         /* [24] */
    int inputs;        /* [1] sines of different periods with noise, in the
                          units of the data: mean 2, deviation 0.5 */
    int vocabulary;    /* > 0: one-hot tokens instead, softmax over them */
    int classes;       /* > 0: vectors are read, one of so many classes is the
                          answer at every step */
    bool no_head;      /* no outputs, no targets: L = sum of h_T */
    bool labels;       /* steps have names: "1958-03", or words of the tokens */
    bool trained;      /* says so; the weights are random all the same */
    bool one_loss;     /* L = the loss at the last step alone */
    uint64_t seed;     /* [1] */
};

struct scene_case {
    struct film film;
    struct film ghost;     /* the untouched run: scene_case_interfere */
    bool has_ghost;
    const struct lab *lab; /* borrowed: lane_case.h; NULL: none */
    const struct training *training; /* borrowed; NULL: nobody learns */
    const struct course *course; /* borrowed; NULL: there is no lesson */
    struct decays decays;  /* nothing done yet: scene_case_decays */
    struct levels levels;
    struct studies studies; /* nothing done yet: scene_case_study */
    struct ui ui;
    struct draw_list list;
    struct scene scene;    /* of the last show */
    struct box box;        /* the view's, of the last show */
    float scale;           /* pixels per unit, 1 unless set */
};

enum { SCENE_CASE_MARGIN = 60 }; /* of the frame around the view, in units */

static inline const struct kernels *scene_case_kernels(void)
{
    const struct kernels *kernels = kernels_choose("sse2", NULL);

    return kernels != NULL ? kernels : kernels_choose("generic", NULL);
}

static inline struct spec scene_case_spec(const struct scene_recipe *recipe)
{
    struct spec spec = {
        .inputs = recipe->vocabulary > 0 ? recipe->vocabulary :
                  recipe->inputs > 0 ? recipe->inputs : 1,
        .vocabulary = recipe->vocabulary,
        .layers = recipe->layers > 0 ? recipe->layers : 1};

    for (int l = 0; l < spec.layers; l++) {
        assert_true(cell_parse(recipe->cell ? recipe->cell : "lstm",
                               &spec.layer[l], NULL));
        spec.layer[l].units = (recipe->units > 0 ? recipe->units : 8) + l;
    }
    if (!recipe->no_head) {
        spec.head = recipe->vocabulary > 0 || recipe->classes > 0
            ? HEAD_SOFTMAX : HEAD_LINEAR;
        spec.outputs = recipe->classes > 0 ? recipe->classes : spec.inputs;
    }
    return spec;
}

/* What is read and what is wanted: at every step the next input. T + 1 steps
 * of each; freed by scene_case_init. */
struct scene_case_data {
    real *x;
    int *ids;
    double *mean, *deviation;
    char (*label)[FILM_LABEL_MAX];
};

static inline void scene_case_fill(struct scene_case_data *data, int steps,
                                   const struct spec *spec, uint64_t seed)
{
    static const char *const words[] = {"하지", "hello", "않", "a",
                                        "정말로", "world"};
    struct random random;

    random_seed(&random, seed, 4711);
    for (int t = 0; t <= steps; t++) {
        data->ids[t] = (int)random_below(&random, (uint32_t)spec->inputs);
        for (int k = 0; k < spec->inputs; k++)
            data->x[t * spec->inputs + k] =
                (real)(sin(t * 6.283 / (12 + 5 * k)) +
                       0.2 * random_normal(&random));
        if (spec->vocabulary > 0)
            snprintf(data->label[t], FILM_LABEL_MAX, "%s",
                     words[data->ids[t] % 6]);
        else
            snprintf(data->label[t], FILM_LABEL_MAX, "%d-%02d", 1958 + t / 12,
                     t % 12 + 1);
    }
    for (int k = 0; k < spec->inputs; k++) {
        data->mean[k] = 2;
        data->deviation[k] = 0.5;
    }
}

static inline void scene_case_film(struct film *film,
                                   const struct scene_recipe *recipe, int steps,
                                   const struct spec *spec)
{
    size_t count = (size_t)steps + 1, inputs = (size_t)spec->inputs;
    uint64_t seed = recipe->seed > 0 ? recipe->seed : 1;
    struct scene_case_data data = {
        .x = calloc(count * inputs, sizeof *data.x),
        .ids = calloc(count, sizeof *data.ids),
        .mean = calloc(inputs, sizeof *data.mean),
        .deviation = calloc(inputs, sizeof *data.deviation),
        .label = calloc(count, sizeof *data.label)};
    struct params params;
    bool tokens = spec->vocabulary > 0;

    assert_true(data.x && data.ids && data.mean && data.deviation &&
                data.label);
    scene_case_fill(&data, steps, spec, seed);
    for (int t = 0; t <= steps && recipe->classes > 0; t++)
        data.ids[t] = (t * 7 + 3) % recipe->classes;
    assert_true(params_init(&params, spec, NULL));
    assert_true(init_params(&params, &(struct init_options){.seed = seed},
                            NULL));
    const struct film_source source = {
        .params = &params, .kernels = scene_case_kernels(), .steps = steps,
        .x = tokens ? NULL : data.x, .ids = tokens ? data.ids : NULL,
        .values = spec->head == HEAD_LINEAR ? data.x + inputs : NULL,
        .labels = spec->head == HEAD_SOFTMAX ? data.ids + 1 : NULL,
        .mean = tokens ? NULL : data.mean,
        .deviation = tokens ? NULL : data.deviation,
        .label = recipe->labels ? (const char (*)[FILM_LABEL_MAX])data.label
                                : NULL,
        .title = {"waves", "물결"}, .unit = {"m", "m"},
        .model = {"waves.safetensors", "waves.safetensors"},
        .trained = recipe->trained, .seed = seed,
        .epochs = recipe->trained ? 30 : 0,
        .loss_everywhere = !recipe->one_loss};
    assert_true(film_init(film, &source, NULL));
    params_finish(&params);
    free(data.x);
    free(data.ids);
    free(data.mean);
    free(data.deviation);
    free(data.label);
}

static inline void scene_case_init(struct scene_case *c,
                                   const struct scene_recipe *recipe)
{
    struct spec spec = scene_case_spec(recipe);

    memset(c, 0, sizeof *c);
    scene_case_film(&c->film, recipe, recipe->steps > 0 ? recipe->steps : 24,
                    &spec);
    decays_begin(&c->decays, &c->film, 0);
    c->levels.signal = -1;
    c->ui = ui_defaults();
    c->scale = 1;
    assert_true(draw_init(&c->list, NULL));
}

static inline void scene_case_finish(struct scene_case *c)
{
    draw_finish(&c->list);
    levels_finish(&c->levels);
    decays_finish(&c->decays);
    studies_finish(&c->studies);
    film_finish(&c->film);
    if (c->has_ghost)
        film_finish(&c->ghost);
}

/* Keeps the run as the ghost, and runs it again with pins (borrowed, may be
 * NULL) and every weight multiplied. */
static inline void scene_case_interfere(struct scene_case *c,
                                        const struct pins *pins, real factor)
{
    struct params *params = &c->film.network.params;
    struct film_source source = film_source_of(&c->film);

    assert_true(film_init(&c->ghost, &source, NULL));
    c->has_ghost = true;
    for (size_t k = 0; k < params->count; k++)
        params->data[k] *= factor;
    network_pack(&c->film.network);
    film_run(&c->film, pins);
}

/* The playhead where a phase (forward order) of a step is complete. */
static inline void scene_case_seek(struct scene_case *c, enum pass pass,
                                   int step, int phase)
{
    struct timeline timeline = film_timeline(&c->film, c->ui.layer);

    c->ui.at = timeline_at(&timeline, pass, step, pass == PASS_FORWARD
                           ? phase : timeline.phases - 1 - phase);
}

/* Does `units` of the work on the decay curves, or what there is of it. */
static inline void scene_case_decays(struct scene_case *c, int units)
{
    if (c->decays.layer != c->ui.layer)
        decays_begin(&c->decays, &c->film, c->ui.layer);
    while (units-- > 0 && decays_work(&c->decays, &c->film, NULL))
        continue;
}

/* Does `units` of the work on what the screen wants to know, or what there is
 * of it. */
static inline void scene_case_study(struct scene_case *c, int units)
{
    while (units-- > 0 && studies_work(&c->studies, &c->film, &c->ui, 1, NULL))
        continue;
}

static inline void scene_case_levels(struct scene_case *c)
{
    enum cell cell = film_cell(&c->film, c->ui.layer);

    const struct levels_source source = {
        .film = &c->film, .ghost = c->has_ghost ? &c->ghost : NULL,
        .layer = c->ui.layer,
        .signal = cell_table[cell].shown[c->ui.heat_signal],
        .kind = c->ui.heat};

    assert_true(levels_make(&c->levels, &source, NULL));
}

/* Draws one view into a box of width x height units, around it a margin. */
static inline void scene_case_show(struct scene_case *c,
                                   void (*view)(const struct scene *scene,
                                                struct box box),
                                   float width, float height)
{
    struct timeline timeline = film_timeline(&c->film, c->ui.layer);

    scene_case_levels(c);
    studies_follow(&c->studies, &c->film, &c->ui, 1);
    c->box = box_at(SCENE_CASE_MARGIN, SCENE_CASE_MARGIN, width, height);
    draw_begin(&c->list,
               (int)ceilf((width + 2 * SCENE_CASE_MARGIN) * c->scale),
               (int)ceilf((height + 2 * SCENE_CASE_MARGIN) * c->scale),
               c->scale, measure_synthetic());
    c->scene = (struct scene){
        .list = &c->list, .theme = theme_of(c->ui.theme), .ui = &c->ui,
        .film = &c->film, .lab = c->lab, .training = c->training,
        .course = c->course,
        .ghost = c->has_ghost ? &c->ghost : NULL,
        .decays = &c->decays, .levels = &c->levels, .studies = &c->studies,
        .now = timeline_moment(&timeline, c->ui.at),
        .phases = timeline.phases};
    view(&c->scene, c->box);
}

#include "scene_check.h"

#endif
