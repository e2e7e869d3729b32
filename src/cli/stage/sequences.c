/* All networks are put back into their task first, because what the longest
 * window reads decides where the sequence begins.
 */
#include "cli/stage/sequences.h"

#include <math.h>
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

/* Steps for which there is a right answer, or nothing is to be answered. */
static int known_steps(const struct film_source *source)
{
    int steps = source->steps;

    while (source->values != NULL && steps > 1 &&
           isnan(source->values[steps - 1]))
        steps--;
    return steps;
}

/* Windows of the last values; before the first they are as the first. */
static void fill_inputs(struct series *series, const struct cast *cast)
{
    size_t width = (size_t)cast->width;
    int context = cast->network[0].context;
    real *to = series->x;

    for (int t = 0; t < series->steps; t++)
        for (int k = context - 1; k >= 0; k--, to += width) {
            size_t from = t > k ? (size_t)(t - k) : 0;
            memcpy(to, cast->sequence.x + from * width, width * sizeof *to);
        }
}

static void *copy(const void *from, size_t count, size_t size, bool *fine,
                  struct error *error)
{
    void *to = from != NULL && *fine
        ? array_new(count, size, "the sequence", error) : NULL;

    *fine = *fine && (from == NULL || to != NULL);
    if (to != NULL)
        memcpy(to, from, count * size);
    return to;
}

static bool take_series(struct series *series, const struct cast *cast,
                        struct error *error)
{
    const struct film_source *source = &cast->sequence;
    const struct spec *spec = &cast->network[0].params.spec;
    int known = known_steps(source);
    size_t steps = (size_t)known;
    bool fine = true;

    *series = (struct series){.steps = known};
    series->ids = copy(source->ids, steps, sizeof(int), &fine, error);
    series->labels = copy(source->labels, steps, sizeof(int), &fine, error);
    series->values = copy(source->values, steps * (size_t)spec->outputs,
                          sizeof(real), &fine, error);
    if (fine && source->x != NULL) {
        series->x = array_new(steps * (size_t)spec->inputs, sizeof(real),
                              "the sequence", error);
        fine = series->x != NULL;
    }
    if (fine && series->x != NULL)
        fill_inputs(series, cast);
    return fine;
}

bool sequences_read(struct series *series, const char *model, int sequence,
                    const struct kernels *kernels, struct error *error)
{
    struct cast cast = {0};
    bool fine = sequences_cast(&cast, &model, 1, sequence, kernels, error) &&
                take_series(series, &cast, error);

    cast_finish(&cast);
    return fine;
}
