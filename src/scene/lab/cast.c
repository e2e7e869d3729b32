/* One block of memory holds the sequence, in the manner of a film's; each
 * network its own weights.
 */
#include "scene/lab/cast.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { ALIGNMENT = 16, COPIES = 7 };

/* Bytes of the parts of a sequence. */
struct parts {
    size_t x, ids, values, labels, mean, deviation, names;
};

static struct parts measure(const struct film_source *source)
{
    const struct spec *spec = &source->params->spec;
    size_t steps = (size_t)source->steps, inputs = (size_t)spec->inputs;
    size_t outputs = (size_t)spec->outputs;

    return (struct parts){
        .x = source->x ? steps * inputs * sizeof(real) : 0,
        .ids = source->ids ? steps * sizeof(int) : 0,
        .values = source->values ? steps * outputs * sizeof(real) : 0,
        .labels = source->labels ? steps * sizeof(int) : 0,
        .mean = source->mean ? inputs * sizeof(double) : 0,
        .deviation = source->deviation ? inputs * sizeof(double) : 0,
        .names = source->label ? steps * FILM_LABEL_MAX : 0,
    };
}

/* A copy of `bytes` bytes in *place, which moves on; NULL of nothing. */
static const void *copy(char **place, const void *from, size_t bytes)
{
    char *to = *place;

    if (bytes == 0)
        return NULL;
    memcpy(to, from, bytes);
    *place += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return to;
}

static bool copy_sequence(struct cast *cast, const struct film_source *source,
                          struct error *error)
{
    const struct parts n = measure(source);
    size_t bytes = n.x + n.ids + n.values + n.labels + n.mean + n.deviation +
                   n.names + COPIES * ALIGNMENT;
    struct film_source *own = &cast->sequence;

    cast->memory = array_new(bytes, 1, "the sequence", error);
    if (cast->memory == NULL)
        return false;
    char *place = cast->memory;
    *own = *source;
    own->x = copy(&place, source->x, n.x);
    own->ids = copy(&place, source->ids, n.ids);
    own->values = copy(&place, source->values, n.values);
    own->labels = copy(&place, source->labels, n.labels);
    own->mean = copy(&place, source->mean, n.mean);
    own->deviation = copy(&place, source->deviation, n.deviation);
    own->label = copy(&place, source->label, n.names);
    own->params = NULL;
    own->kernels = NULL;
    return true;
}

static bool copy_network(struct cast *cast, const struct film_source *source,
                         struct error *error)
{
    struct cast_network *network = &cast->network[cast->networks];

    if (!params_init(&network->params, &source->params->spec, error))
        return false;
    params_copy(&network->params, source->params);
    network->model = source->model;
    network->trained = source->trained;
    network->seed = source->seed;
    network->epochs = source->epochs;
    network->first_unit = source->first_unit;
    cast->networks++;
    return true;
}

bool cast_init(struct cast *cast, const struct film_source *source,
               struct error *error)
{
    *cast = (struct cast){0};
    if (copy_sequence(cast, source, error) &&
        copy_network(cast, source, error))
        return true;
    cast_finish(cast);
    return false;
}

void cast_finish(struct cast *cast)
{
    for (int k = 0; k < cast->networks; k++)
        params_finish(&cast->network[k].params);
    free(cast->memory);
    *cast = (struct cast){0};
}

bool cast_add(struct cast *cast, const struct film_source *source,
              struct error *error)
{
    const struct spec *first = &cast->network[0].params.spec;
    const struct spec *spec = &source->params->spec;

    if (cast->networks == CAST_MAX)
        return error_set(error, "there is room for %d networks only",
                         CAST_MAX);
    if (spec->inputs != first->inputs ||
        spec->vocabulary != first->vocabulary ||
        spec->outputs != first->outputs || spec->head != first->head)
        return error_set(error, "the networks do not read and answer the same "
                         "things: %d inputs and %d outputs against %d and %d",
                         spec->inputs, spec->outputs, first->inputs,
                         first->outputs);
    return copy_network(cast, source, error);
}

struct film_source cast_source(const struct cast *cast, int k, int first,
                               int steps)
{
    const struct cast_network *network = &cast->network[k];
    const struct spec *spec = &network->params.spec;
    struct film_source source = cast->sequence;
    size_t skipped = (size_t)first - 1;

    source.params = &network->params;
    source.model = network->model;
    source.trained = network->trained;
    source.seed = network->seed;
    source.epochs = network->epochs;
    source.first_unit = network->first_unit;
    source.steps = steps;
    if (source.x != NULL)
        source.x += skipped * (size_t)spec->inputs;
    if (source.ids != NULL)
        source.ids += skipped;
    if (source.values != NULL)
        source.values += skipped * (size_t)spec->outputs;
    if (source.labels != NULL)
        source.labels += skipped;
    if (source.label != NULL)
        source.label += skipped;
    return source;
}
