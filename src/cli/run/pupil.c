/* From a file to its task, and from the task to its test: the weights are put
 * into a trainer that could go on.
 */
#include "cli/run/pupil.h"

#include <stdio.h>

#include "cli/assets.h"

bool pupil_is(const char *path)
{
    struct checkpoint checkpoint = {0};
    struct error error = {0};
    bool fine = checkpoint_open(&checkpoint, path, &error) &&
                checkpoint.options.task != TASK_SERIES;

    checkpoint_finish(&checkpoint);
    return fine;
}

/* With what it was made from: `input` in place of the task's own, or NULL. */
static bool restore(struct pupil *pupil, const char *input,
                    const struct kernels *kernels, struct error *error)
{
    struct checkpoint *checkpoint = &pupil->checkpoint;
    struct trainer_options *options = &checkpoint->options;
    char shown[PATH_SHOWN];

    if (!material_read(&pupil->owned, options->task, input, checkpoint->column,
                       error))
        return error_prefix(error, "%s", safetensors_path(checkpoint->path,
                                                          shown));
    options->material = pupil->owned.material;
    if (!trainer_init(&pupil->trainer, options, kernels, error))
        return error_prefix(error, "%s", safetensors_path(checkpoint->path,
                                                          shown));
    return checkpoint_restore(checkpoint, &pupil->trainer, error);
}

/* A file does not name the series that it learned, but knows it again. */
static bool try_series(struct pupil *pupil, const struct kernels *kernels)
{
    static const char *const files[] = {
        "co2_change.csv", "co2.csv", "AirPassengers.csv", "air_growth.csv",
        "EuStockMarkets.csv", "dax_change.csv", "nottem.csv", "sunspots.csv",
    };
    enum { FILES = sizeof files / sizeof *files };

    for (int k = 0; k < FILES; k++) {
        char name[64], path[MATERIAL_PATH_MAX];
        struct error error = {0};

        snprintf(name, sizeof name, "data/%s", files[k]);
        if (assets_path(name, path, sizeof path, &error) &&
            restore(pupil, path, kernels, &error))
            return true;
        trainer_finish(&pupil->trainer);
        material_finish(&pupil->owned);
    }
    return false;
}

bool pupil_open(struct pupil *pupil, const char *path,
                const struct kernels *kernels, struct error *error)
{
    char shown[PATH_SHOWN];

    *pupil = (struct pupil){0};
    if (!checkpoint_open(&pupil->checkpoint, path, error))
        return false;
    if (pupil->checkpoint.options.task != TASK_SERIES)
        return restore(pupil, NULL, kernels, error);
    return try_series(pupil, kernels) ||
           error_set(error, "%s learned a series of yours, which is not in the "
                     "file", safetensors_path(path, shown));
}

void pupil_close(struct pupil *pupil)
{
    checkpoint_finish(&pupil->checkpoint);
    trainer_finish(&pupil->trainer);
    material_finish(&pupil->owned);
}
