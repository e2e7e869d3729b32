/* From a file to its task, and from the task to its test: the weights are put
 * into a trainer that could go on.
 */
#include "cli/run/pupil.h"

bool pupil_is(const char *path)
{
    struct checkpoint checkpoint = {0};
    struct error error = {0};
    bool fine = checkpoint_open(&checkpoint, path, &error) &&
                checkpoint.options.task != TASK_SERIES;

    checkpoint_finish(&checkpoint);
    return fine;
}

bool pupil_open(struct pupil *pupil, const char *path,
                const struct kernels *kernels, struct error *error)
{
    struct checkpoint *checkpoint = &pupil->checkpoint;
    char shown[PATH_SHOWN];

    *pupil = (struct pupil){0};
    if (!checkpoint_open(checkpoint, path, error))
        return false;
    if (checkpoint->options.task == TASK_SERIES)
        return error_set(error, "%s learned a series of yours, which is not in "
                         "the file", safetensors_path(path, shown));
    if (!material_read(&pupil->owned, checkpoint->options.task, NULL, NULL,
                       error))
        return error_prefix(error, "%s", safetensors_path(path, shown));
    checkpoint->options.material = pupil->owned.material;
    if (!trainer_init(&pupil->trainer, &checkpoint->options, kernels, error))
        return error_prefix(error, "%s", safetensors_path(path, shown));
    return checkpoint_restore(checkpoint, &pupil->trainer, error);
}

void pupil_close(struct pupil *pupil)
{
    checkpoint_finish(&pupil->checkpoint);
    trainer_finish(&pupil->trainer);
    material_finish(&pupil->owned);
}
