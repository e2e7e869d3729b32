/* All networks are put back into their task first, because what the longest
 * window reads decides where the sequence begins.
 */
#include "cli/stage/sequences.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "cli/run/pupil.h"
#include "scene/training/training.h"

bool sequences_wanted(const struct load_source *source)
{
    return source->model != NULL && series_path(&source->series) == NULL;
}

/* The part of a path behind its last slash. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

bool sequences_cast(struct cast *cast, const char *const model[], int count,
                    int sequence, const struct kernels *kernels,
                    struct error *error)
{
    struct pupil *pupil = array_new((size_t)count, sizeof *pupil,
                                    "the networks", error);
    struct trained network[CAST_MAX];
    int opened = 0;
    bool fine = pupil != NULL;

    while (fine && opened < count) {
        fine = pupil_open(&pupil[opened], model[opened], kernels, error);
        network[opened] = (struct trained){&pupil[opened].trainer,
                                           base_name(model[opened])};
        opened++;
    }
    fine = fine && training_cast_trained(network, count,
                                         sequence > 0 ? sequence - 1 : 0,
                                         cast, error);
    while (opened > 0)
        pupil_close(&pupil[--opened]);
    free(pupil);
    return fine;
}
