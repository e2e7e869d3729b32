/* What goes with what on the line of render, and what is missing. */
#include "cli/render/options.h"

#include <string.h>
#include <unistd.h>

#include "cli/render/video.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/source.h"

static const char command[] = "render";

static bool check_source(const struct render_options *options)
{
    const struct load_source *source = &options->source;
    const char *const files[] = {source->model, series_path(&source->series),
                                 options->scene, options->training.file};

    return (options->training.file != NULL ||
            options->training.task != NULL || source_check(command, source)) &&
           usage_check_inputs(command, files, 4) &&
           usage_check_output(command, options->output, files, 4);
}

/* What goes with what; a scene has its own view. */
static const char *find_view_fault(const struct render_options *options)
{
    const struct ui *ui = &options->ui;

    if (options->gate > 0 && ui->screen != SCREEN_CELL)
        return "--gate goes with --view cell";
    if (ui->column != COLUMN_UNIT && ui->alone != PANEL_UNITS)
        return "--sort goes with --view units";
    bool learns = options->training.task != NULL ||
                  options->training.file != NULL;

    if ((options->lanes != NULL || (options->lane > 0 && !learns)) &&
        ui->screen != SCREEN_COMPARE)
        return "--lanes and --lane go with --view compare";
    return NULL;
}

static const char *find_training_fault(const struct render_options *options)
{
    const struct picture_training *training = &options->training;
    bool learns = training->task != NULL || training->file != NULL;

    if (training->task != NULL && training->file != NULL)
        return "--task and --training are not used together";
    if (learns && (options->scene != NULL || options->preset != NULL ||
                   options->source.model != NULL || options->lanes != NULL))
        return "networks that learn are not opened from files beside";
    if (training->task != NULL &&
        strcmp(training->task, task_table[TASK_SERIES].name) != 0 &&
        series_path(&options->source.series) != NULL)
        return "--task reads the data that come with Gatereel; only the series "
               "task takes --input";
    if (learns &&
        series_path(&options->source.series) != options->source.series.input)
        return "networks that learn read no tokens and no text here";
    if (!learns && options->ui.screen == SCREEN_TRAIN)
        return "views of training need --task or --training";
    if (!learns && (training->epoch >= 0 || training->all))
        return "--epoch and --everything go with --task or --training";
    if (!learns && training->example > 0 && options->source.model == NULL)
        return "--sequence goes with --task, --training or --model";
    if (training->task == NULL &&
        (training->epochs > 0 || training->seeds > 0))
        return "--epochs and --seeds go with --task";
    return NULL;
}

/* What is wrong with a picture or a film of this; NULL: nothing. */
static const char *find_fault(const struct render_options *options)
{
    bool film = options->from > 0 || options->to > 0;
    bool pipe = options->output != NULL && strcmp(options->output, "-") == 0;
    enum video_kind kind = options->output != NULL
        ? video_kind_of(options->output) : VIDEO_NONE;

    if (options->output == NULL && !options->describe)
        return "-o FILE is missing";
    if (film && (options->from == 0 || options->to == 0))
        return "--from and --to belong together";
    if (film && options->step > 0)
        return "--at is one picture, --from and --to are a film";
    if (film && options->describe)
        return "--describe is of one picture, --from and --to are a film";
    if (film && kind == VIDEO_NONE)
        return "a film is written to FILE.mp4, FILE.gif or DIR/";
    if (!film && kind != VIDEO_NONE)
        return "a film needs --from and --to";
    if (pipe && options->describe)
        return "--describe and '-o -' both want standard output";
    if (pipe && isatty(STDOUT_FILENO))
        return "'-o -' gives a PNG, which a terminal cannot show";
    if (options->scene != NULL && options->preset != NULL)
        return "--scene and --preset are not used together";
    if (find_training_fault(options) != NULL)
        return find_training_fault(options);
    if (options->scene == NULL && options->preset == NULL)
        return find_view_fault(options);
    return options->source.model == NULL && options->lanes == NULL
        ? NULL : "a scene brings its own networks";
}

bool render_options_check(struct render_options *options)
{
    const char *fault = find_fault(options);

    if (fault != NULL)
        say_usage(command, "%s", fault);
    if (options->source.model != NULL)
        options->source.sequence = options->training.example;
    return fault == NULL && check_source(options);
}
