/* The scene sets everything, then the command line is read once more on top of
 * it; numbers of lanes, units and steps that it leaves open are filled in.
 */
#include "cli/render/scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/lab/preset_files.h"
#include "cli/stage/scenes.h"

/* The path of the file that is meant. */
static bool find_path(const struct render_options *options, char *path,
                      size_t size, struct error *error)
{
    struct preset_files presets;

    if (options->scene != NULL) {
        snprintf(path, size, "%s", options->scene);
        return true;
    }
    if (!preset_files_init(&presets, error))
        return false;
    int found = preset_files_find(&presets, options->preset, error);
    if (found >= 0)
        snprintf(path, size, "%s", presets.path[found]);
    preset_files_finish(&presets);
    return found >= 0;
}

static void fill_in(struct render_options *options, const struct film *film)
{
    const struct ui *ui = &options->ui;
    const struct timeline timeline = film_timeline(film, ui->layer);
    const struct moment now = timeline_moment(&timeline, ui->at);
    bool same_layer = options->layer == 0 || options->layer == ui->layer + 1;

    if (options->lane == 0)
        options->lane = ui->lane + 1;
    if (options->unit == 0 && same_layer)
        options->unit = ui->unit + 1;
    if (options->gate == 0 && same_layer)
        options->gate = ui->gate + 1;
    options->keeps_place = options->step == 0 && !options->has_pass;
    if (!options->has_pass)
        options->pass = now.pass;
    if (options->step == 0)
        options->step = now.step;
}

static bool load(struct easel *easel, struct render_options *options,
                 const char *path, const struct load_with *with,
                 struct error *error)
{
    struct scene_file *file = scenes_load(path, error);
    struct ui ui = options->ui;
    struct lab *lab = NULL;

    if (file != NULL)
        lab = scenes_open(file, path, with, error);
    if (lab != NULL) {
        scene_file_show(file, lab, &ui);
        if (options->preset != NULL)
            snprintf(ui.preset, sizeof ui.preset, "%s", options->preset);
        render_options_over(options, &ui);
        easel->ui.lane = options->lane > 0 ? options->lane - 1 : ui.lane;
        easel_put(easel, lab);
    }
    free(file);
    return lab != NULL;
}

bool render_scene(struct easel *easel, struct render_options *options,
                  const struct load_with *with, struct error *error)
{
    char path[PRESET_PATH_MAX];

    if (!find_path(options, path, sizeof path, error) ||
        !load(easel, options, path, with, error))
        return false;
    if (easel->film == NULL)
        return error_set(error, "there is no lane %d, only %d", options->lane,
                         easel->lab->lanes);
    fill_in(options, easel->film);
    return true;
}
