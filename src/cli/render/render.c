/* gatereel render: a frame as a picture or as text, a row of frames as a film.
 *
 * No clock and no settings: what is drawn depends on the options alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/render/frames.h"
#include "cli/render/lanes.h"
#include "cli/render/options.h"
#include "cli/render/scene.h"
#include "cli/say.h"
#include "cli/stage/easel.h"
#include "cli/stage/shelf.h"
#include "draw/dump.h"
#include "paint/png.h"
#include "scene/lab/lab_words.h"
#include "scene/tell/train/train_words.h"
#include "scene/look/notation.h"
#include "scene/view/series/lane.h"
#include "scene/view/text/shade.h"

/* Is what was asked for in the film? Messages name what there is. */
static bool check_steps(const struct render_options *options,
                        const struct easel *easel, struct error *error)
{
    const int steps[] = {options->step, options->from, options->to};
    struct timeline timeline = film_timeline(easel->film, easel->ui.layer);

    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        if (steps[k] > timeline.steps)
            return error_set(error, "step %d is not in the run, which has %d",
                             steps[k], timeline.steps);
    if (options->phase > timeline.phases)
        return error_set(error, "there is no phase %d, a step has %d",
                         options->phase, timeline.phases);
    return true;
}

/* "f" is a signal, "df" the gradient of one; none is called d. */
static bool choose_signal(struct easel *easel, const char *name,
                          struct error *error)
{
    struct ui *ui = &easel->ui;
    enum cell cell = film_cell(easel->film, ui->layer);
    const struct cell_info *info = &cell_table[cell];
    const char *names[6];
    char list[80];

    for (int k = 0; k < info->shown_count; k++)
        names[k] = info->signal[info->shown[k]].name;
    bool gradient = name[0] == 'd';
    ui->heat = gradient ? HEAT_GRADIENT : HEAT_VALUE;
    ui->heat_signal = text_find(name + gradient, names,
                                (size_t)info->shown_count);
    ui->table_signal = ui->heat_signal;
    return ui->heat_signal >= 0 ||
           error_set(error, "--signal '%s' is not one of %s, or d and one of "
                     "them", name,
                     text_join(names, (size_t)info->shown_count, ", ", list,
                               sizeof list));
}

static bool choose_unit(struct easel *easel,
                        const struct render_options *options,
                        struct error *error)
{
    struct ui *ui = &easel->ui;
    int units = film_units(easel->film, ui->layer);
    int signals[4], gates = notation_gates(film_cell(easel->film, ui->layer),
                                           signals);

    if (options->unit > units)
        return error_set(error, "there is no unit %d, only %d", options->unit,
                         units);
    if (options->gate > gates)
        return error_set(error, "there is no gate %d, only %d", options->gate,
                         gates);
    ui->unit = options->unit > 0 ? options->unit - 1 :
               ui->layer == 0 ? easel->film->first_unit : 0;
    ui->gate = options->gate - 1;
    return true;
}

static int lane_of(const struct easel *easel,
                   const struct render_options *options)
{
    if (options->lane > 0)
        return options->lane - 1;
    return easel->training != NULL ? training_first(easel->training) : 0;
}

/* The ui that the options ask for, as far as it depends on the film. */
static bool choose(struct easel *easel, const struct render_options *options,
                   struct error *error)
{
    int layers = easel->film->values.spec.layers;

    easel->ui = options->ui;
    easel->ui.lane = lane_of(easel, options);
    if (options->layer > layers)
        return error_set(error, "there is no layer %d, only %d",
                         options->layer, layers);
    if (options->layer > 0)
        easel->ui.layer = options->layer - 1;
    if (options->scene == NULL && options->preset == NULL)
        easel->ui.right = lane_panel(easel->film, easel->ui.right);
    if (easel->ui.screen == SCREEN_TEXT)
        easel->ui.heat_signal = shade_state(easel->film, easel->ui.layer);
    return check_steps(options, easel, error) &&
           choose_unit(easel, options, error) &&
           (options->signal == NULL ||
            choose_signal(easel, options->signal, error));
}

static void seek(struct easel *easel, const struct render_options *options)
{
    if (options->keeps_place)
        return;
    struct timeline timeline = film_timeline(easel->film, easel->ui.layer);
    int last = options->pass == PASS_FORWARD ? timeline.steps : 1;
    int step = options->step > 0 ? options->step : last;
    int phase = options->phase > 0 ? options->phase : timeline.phases;

    easel->ui.at = timeline_at(&timeline, options->pass, step, phase - 1);
}

static bool name_number(void *context, struct draw_id id, char *text,
                        size_t size)
{
    const struct easel *easel = context;

    return lab_name(easel->lab, &easel->ui, id, text, size) ||
           train_name(easel->training, &easel->ui, id, text, size) ||
           subject_name(easel->film, &easel->ui, id, text, size)[0] != '\0';
}

static bool describe(struct easel *easel, struct error *error)
{
    struct output output;

    easel->tells = true;
    easel_build(easel);
    return output_open(&output, "-", error) &&
           dump_words(&easel->list, name_number, easel, &output, error) &&
           output_commit(&output, error);
}

/* Text needs no glyphs, pictures do. */
static void check_korean(struct easel *easel)
{
    if (easel->ui.language != LANGUAGE_KO || paint_has_korean(easel->paint))
        return;
    say_warning("no Korean font is installed, so the picture is in English "
                "(Debian: apt install fonts-noto-cjk)");
    easel->ui.language = LANGUAGE_EN;
}

static bool draw(struct easel *easel, const struct render_options *options,
                 struct interrupt *interrupt, struct error *error)
{
    if (options->from > 0) {
        check_korean(easel);
        return frames_write(easel, options, interrupt, error);
    }
    seek(easel, options);
    if (!easel_study(easel, interrupt, error))
        return false;
    if (options->describe && !describe(easel, error))
        return false;
    if (options->output == NULL)
        return true;
    check_korean(easel);
    easel_paint(easel);
    return !interrupt_seen(interrupt) &&
           png_write(&easel->picture, options->output, error);
}

static bool load_training(struct easel *easel,
                          const struct render_options *options,
                          struct interrupt *interrupt, struct error *error)
{
    const struct kernels *kernels = machine_kernels();

    easel->ui = options->ui;
    if (kernels == NULL ||
        !picture_train(easel, &options->training,
                       options->source.series.input, kernels, interrupt, error))
        return false;
    const struct ui shown = easel->ui;
    if (options->lane > easel->lab->lanes)
        return error_set(error, "there is no lane %d, only %d", options->lane,
                         easel->lab->lanes);
    easel->ui.lane = lane_of(easel, options);
    easel->film = lab_film(easel->lab, easel->ui.lane);
    if (!choose(easel, options, error))
        return false;
    easel->ui.epoch = shown.epoch;
    easel->ui.example = shown.example;
    easel->ui.train_all = shown.train_all;
    return true;
}

static bool learns(const struct render_options *options)
{
    return options->training.task != NULL || options->training.file != NULL;
}

static bool load(struct easel *easel, struct render_options *options,
                 struct error *error)
{
    const struct load_with with = {.kernels = machine_kernels()};

    if (with.kernels == NULL)
        return false;
    if (options->scene != NULL || options->preset != NULL)
        return render_scene(easel, options, &with, error) &&
               choose(easel, options, error);
    struct lab *lab = load_lab(&options->source, &with, error);
    if (lab == NULL)
        return false;
    bool fine = options->ui.screen != SCREEN_COMPARE ||
                render_lanes(lab, options->lanes, error);
    if (fine && options->lane > lab->lanes)
        fine = error_set(error, "there is no lane %d, only %d", options->lane,
                         lab->lanes);
    easel->ui.lane = options->lane > 0 ? options->lane - 1 : 0;
    easel_put(easel, lab);
    if (!fine)
        return false;
    return choose(easel, options, error);
}

/* Reading can be ended at any time: a pipe may never say anything, and there
 * is nothing yet to tidy. */
static bool run(struct easel *easel, struct render_options *options,
                struct shelf *shelf, struct error *error)
{
    struct interrupt interrupt;

    if (!learns(options) && !load(easel, options, error))
        return false;
    shelf_fill(shelf, easel);
    interrupt_begin(&interrupt);
    bool fine =
        (!learns(options) || load_training(easel, options, &interrupt,
                                           error)) &&
        easel_init(easel, options->width, options->height, 0, error) &&
        easel_measure(easel, &interrupt, error) &&
        draw(easel, options, &interrupt, error);
    if (!fine && interrupt_seen(&interrupt))
        error_set(error, "interrupted");
    interrupt_end(&interrupt);
    return fine;
}

int command_render(int argc, char **argv)
{
    struct render_options options;
    struct shelf shelf = {0};
    struct easel easel = {0};
    struct error error = {0};
    int code;

    if (!render_options_parse(argc, argv, &options, &code))
        return code;
    bool fine = run(&easel, &options, &shelf, &error);
    easel_finish(&easel);
    shelf_finish(&shelf);
    if (!fine && error.text[0] != '\0')
        say_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_BAD;
}
