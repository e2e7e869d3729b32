/* gatereel render: a frame as a picture or as text, a row of frames as a film.
 *
 * No clock and no settings: what is drawn depends on the options alone, and
 * frame k of a film is at k / fps seconds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/render/options.h"
#include "cli/render/video.h"
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

/* Is what was asked for in the film? Messages name what there is. */
static bool check_film(const struct job *job, struct error *error)
{
    const struct render_options *options = job->options;
    const struct ui *ui = &options->ui;
    int layers = job->film.values.spec.layers;
    const int steps[] = {options->step, options->from, options->to};

    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        if (steps[k] > job->film.steps)
            return error_set(error, "step %d is not in the run, which has %d",
                             steps[k], job->film.steps);
    if (ui->layer >= layers)
        return error_set(error, "there is no layer %d, only %d", ui->layer + 1,
                         layers);
    if (ui->unit >= film_units(&job->film, ui->layer))
        return error_set(error, "there is no unit %d, only %d", ui->unit + 1,
                         film_units(&job->film, ui->layer));
    int phases = phase_count(film_cell(&job->film, ui->layer));
    if (options->phase > phases)
        return error_set(error, "there is no phase %d, a step has %d",
                         options->phase, phases);
    return true;
}

static bool choose_signal(struct job *job, struct error *error)
{
    struct ui *ui = &job->options->ui;
    const struct cell_info *cell = layer_cell(film_layer(&job->film,
                                                         ui->layer));
    const char *names[6];

    if (job->options->signal == NULL)
        return true;
    for (int k = 0; k < cell->shown_count; k++)
        names[k] = cell->signal[cell->shown[k]].name;
    int signal = text_find(job->options->signal, names,
                           (size_t)cell->shown_count);
    char list[80];
    if (signal < 0)
        return error_set(error, "--signal '%s' is not one of %s",
                         job->options->signal,
                         text_join(names, (size_t)cell->shown_count, ", ",
                                   list, sizeof list));
    ui->heat_signal = signal;
    return true;
}

/* All that the window would work out in the background. */
static bool measure_film(struct job *job, struct error *error)
{
    const struct ui *ui = &job->options->ui;
    const struct cell_info *cell = layer_cell(film_layer(&job->film,
                                                         ui->layer));

    decays_begin(&job->decays, &job->film, ui->layer);
    while (decays_work(&job->decays, &job->film, error))
        ;
    return error->text[0] == '\0' &&
           levels_make(&job->levels, &job->film, ui->layer,
                       cell->shown[ui->heat_signal], ui->heat_gradient, error);
}

static void build(struct job *job)
{
    const struct render_options *options = job->options;
    const struct scene_source source = {
        .ui = &options->ui, .film = &job->film, .decays = &job->decays,
        .levels = &job->levels};

    scene_build(&source, options->width, options->height,
                paint_measure(job->paint), &job->list);
}

static void paint(struct job *job)
{
    build(job);
    raster_mesh(paint_mesh(job->paint, &job->list), paint_atlas(job->paint),
                &job->picture, job->pool);
}

static bool name_number(void *context, struct draw_id id, char *text,
                        size_t size)
{
    const struct job *job = context;

    return subject_sentence(&job->film, &job->options->ui, id, text,
                            size)[0] != '\0';
}

static bool describe(struct job *job, struct error *error)
{
    struct output output;

    build(job);
    if (!output_open(&output, "-", error))
        return false;
    dump_words(&job->list, name_number, job, &output);
    return output_commit(&output, error);
}

static bool write_picture(struct job *job, struct error *error)
{
    struct render_options *options = job->options;
    struct timeline timeline = film_timeline(&job->film, options->ui.layer);
    int step = options->step > 0 ? options->step :
               options->pass == PASS_FORWARD ? timeline.steps : 1;
    int phase = options->phase > 0 ? options->phase : timeline.phases;

    options->ui.at = timeline_at(&timeline, options->pass, step, phase - 1);
    if (options->describe && !describe(job, error))
        return false;
    if (options->output == NULL)
        return true;
    paint(job);
    return png_write(&job->picture, options->output, error);
}

static void tell(int frame, int frames)
{
    if (!isatty(STDERR_FILENO))
        return;
    if (frame == frames)
        fprintf(stderr, "\r%30s\r", "");
    else if (frame % 10 == 0)
        fprintf(stderr, "\rframe %d of %d", frame, frames);
}

static bool write_frames(struct job *job, struct video *video,
                         struct error *error)
{
    struct render_options *options = job->options;
    struct timeline timeline = film_timeline(&job->film, options->ui.layer);
    int64_t step = timeline_step(&timeline);
    bool back = options->pass == PASS_BACKWARD;
    int first = options->from, last = options->to;
    if ((first > last) != back) {
        first = options->to;
        last = options->from;
    }
    int64_t start = timeline_at(&timeline, options->pass, first, 0) - TICKS;
    int64_t length = (llabs((long long)last - first) + 1) * step;
    double per_frame = options->speed * (double)step / options->fps;
    int frames = (int)ceil((double)length / per_frame) + 1;

    for (int k = 0; k < frames; k++) {
        int64_t passed = (int64_t)((double)k * per_frame + 0.5);
        options->ui.at = start + (passed < length ? passed : length);
        if (options->ui.reduced_motion)
            options->ui.at = options->ui.at / TICKS * TICKS;
        paint(job);
        if (!video_add(video, &job->picture, error))
            return false;
        tell(k + 1, frames);
    }
    return true;
}

static bool write_film(struct job *job, struct error *error)
{
    const struct render_options *options = job->options;
    struct video video;

    return video_open(&video, options->output, options->width, options->height,
                      options->fps, error) &&
           write_frames(job, &video, error) && video_close(&video, error);
}

static bool run(struct job *job, struct error *error)
{
    const struct render_options *options = job->options;
    const struct kernels *kernels = machine_kernels();

    if (kernels == NULL ||
        !load_film(&job->film, &options->source, kernels, error) ||
        !check_film(job, error) || !choose_signal(job, error) ||
        !draw_init(&job->list, error) ||
        (job->paint = paint_create(error)) == NULL ||
        !picture_init(&job->picture, options->width, options->height, error) ||
        !measure_film(job, error))
        return false;
    if (options->ui.language == LANGUAGE_KO && !paint_has_korean(job->paint))
        return error_set(error, "no Korean font is installed (Debian: apt "
                         "install fonts-noto-cjk)");
    job->pool = pool_create(0, NULL);
    return options->from > 0 ? write_film(job, error)
                             : write_picture(job, error);
}

int command_render(int argc, char **argv)
{
    struct render_options options;
    struct error error = {0};
    int code;

    if (!render_options_parse(argc, argv, &options, &code))
        return code;
    struct job job = {.options = &options};
    bool fine = run(&job, &error);
    finish(&job);
    if (!fine && error.text[0] != '\0')
        say_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_BAD;
}
