/* gatereel render: a frame as a picture, a row of frames as a film. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/render/options.h"
#include "cli/say.h"
#include "draw/dump.h"
#include "paint/paint.h"
#include "paint/png.h"
#include "scene/scene.h"

struct job {
    struct render_options *options;
    struct film film;
    struct decays decays;
    struct levels levels;
    struct draw_list list;
    struct paint *paint;
    struct picture picture;
    struct pool *pool;
};

static void finish(struct job *job)
{
    pool_destroy(job->pool);
    picture_finish(&job->picture);
    paint_destroy(job->paint);
    draw_finish(&job->list);
    levels_finish(&job->levels);
    film_finish(&job->film);
}

static void place_playhead(struct job *job)
{
    struct render_options *options = job->options;
    struct timeline timeline = film_timeline(&job->film, options->ui.layer);
    int step = options->step > 0 ? options->step : timeline.steps;
    int phase = options->phase > 0 ? options->phase : timeline.phases;

    options->ui.at = timeline_at(&timeline, options->pass,
                                 step < timeline.steps ? step : timeline.steps,
                                 (phase < timeline.phases ? phase
                                                          : timeline.phases) -
                                 1);
}

static bool measure_film(struct job *job, struct error *error)
{
    const struct ui *ui = &job->options->ui;
    const struct cell_info *cell = layer_cell(film_layer(&job->film,
                                                         ui->layer));

    decays_begin(&job->decays, &job->film, ui->layer);
    while (decays_work(&job->decays, &job->film, error))
        ;
    return levels_make(&job->levels, &job->film, ui->layer,
                       cell->shown[ui->heat_signal], ui->heat_gradient, error);
}

static bool paint_frame(struct job *job)
{
    const struct render_options *options = job->options;
    const struct scene_source source = {
        .ui = &options->ui, .film = &job->film, .decays = &job->decays,
        .levels = &job->levels};

    scene_build(&source, options->width, options->height,
                paint_measure(job->paint), &job->list);
    raster_mesh(paint_mesh(job->paint, &job->list), paint_atlas(job->paint),
                &job->picture, job->pool);
    return true;
}

static bool run(struct job *job, struct error *error)
{
    const struct kernels *kernels = machine_kernels();

    if (!load_film(&job->film, &job->options->source, kernels, error) ||
        !draw_init(&job->list, error) ||
        (job->paint = paint_create(error)) == NULL ||
        !picture_init(&job->picture, job->options->width,
                      job->options->height, error) ||
        !measure_film(job, error))
        return false;
    job->pool = pool_create(0, NULL);
    place_playhead(job);
    return paint_frame(job) &&
           png_write(&job->picture, job->options->output, error);
}

int command_render(int argc, char **argv)
{
    struct render_options options;
    struct error error = {0};
    int code;

    if (!render_options_parse(argc, argv, &options, &code))
        return code;
    if (options.output == NULL)
        return say_usage("render", "no -o FILE");
    struct job job = {.options = &options};
    bool fine = run(&job, &error);
    finish(&job);
    if (!fine)
        say_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_BAD;
}
