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

static int context_of(const struct film_source *source)
{
    return source->context > 1 ? source->context : 1;
}

static struct parts measure(const struct film_source *source, int width)
{
    const struct spec *spec = &source->params->spec;
    size_t steps = (size_t)source->steps, inputs = (size_t)width;
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
    const struct parts n = measure(source, cast->width);
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
    own->words = NULL;
    return source->words == NULL ||
           vocabulary_copy(&cast->words, source->words, error);
}

/* A window has the scale of the sequence at each of its values. */
static bool make_scale(struct cast *cast, struct cast_network *network,
                       struct error *error)
{
    const struct film_source *sequence = &cast->sequence;
    int inputs = network->params.spec.inputs;

    if (sequence->mean == NULL)
        return true;
    network->mean = array_new((size_t)inputs, 2 * sizeof *network->mean,
                              "the scale of the inputs", error);
    if (network->mean == NULL)
        return false;
    network->deviation = network->mean + inputs;
    for (int k = 0; k < inputs; k++) {
        network->mean[k] = sequence->mean[k % cast->width];
        network->deviation[k] = sequence->deviation[k % cast->width];
    }
    return true;
}

static bool copy_network(struct cast *cast, const struct film_source *source,
                         struct error *error)
{
    struct cast_network *network = &cast->network[cast->networks];

    *network = (struct cast_network){0};
    if (!feed_check(&source->feed, &source->params->spec, error) ||
        !params_init(&network->params, &source->params->spec, error))
        return false;
    if (!make_scale(cast, network, error)) {
        params_finish(&network->params);
        return false;
    }
    params_copy(&network->params, source->params);
    network->model = source->model;
    network->trained = source->trained;
    network->by_hand = source->by_hand;
    network->named = source->named;
    network->seed = source->seed;
    network->epochs = source->epochs;
    network->first_unit = source->first_unit;
    network->context = context_of(source);
    network->feed = source->feed;
    cast->networks++;
    return true;
}

/* Can it read the sequence, in windows of its context? */
static bool fits(const struct cast *cast, const struct film_source *source,
                 struct error *error)
{
    const struct spec *spec = &source->params->spec;
    int context = context_of(source);

    if (context > 1 && (spec->vocabulary > 0 || cast->width != 1))
        return error_set(error, "a network that reads the last %d values needs "
                         "a sequence of one number a step", context);
    return spec->inputs == cast->width * context ||
           error_set(error, "a network of %d inputs cannot read %d number%s a "
                     "step, the last %d of them", spec->inputs, cast->width,
                     cast->width == 1 ? "" : "s", context);
}

bool cast_init(struct cast *cast, const struct film_source *source,
               struct error *error)
{
    *cast = (struct cast){0};
    cast->width = context_of(source) > 1 ? 1 : source->params->spec.inputs;
    if (fits(cast, source, error) && copy_sequence(cast, source, error) &&
        copy_network(cast, source, error))
        return true;
    cast_finish(cast);
    return false;
}

void cast_finish(struct cast *cast)
{
    for (int k = 0; k < cast->networks; k++) {
        params_finish(&cast->network[k].params);
        free(cast->network[k].mean);
    }
    vocabulary_finish(&cast->words);
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
    if ((spec->inputs != cast->width && context_of(source) == 1) ||
        spec->vocabulary != first->vocabulary ||
        spec->outputs != first->outputs || spec->head != first->head)
        return error_set(error, "the networks do not read and answer the same "
                         "things: %d inputs and %d outputs against %d and %d",
                         spec->inputs, spec->outputs, cast->width,
                         first->outputs);
    return fits(cast, source, error) && copy_network(cast, source, error);
}

/* A step of the whole sequence, counted from `skipped` steps later on. */
static int moved(int step, size_t skipped, int least)
{
    int64_t left = (int64_t)step - (int64_t)skipped;

    return step <= 0 ? step : left < least ? least : (int)left;
}

/* The part of a sequence behind its first steps. */
static void skip(struct film_source *source, size_t skipped, size_t width,
                 size_t outputs)
{
    if (source->x != NULL)
        source->x += skipped * width;
    if (source->ids != NULL)
        source->ids += skipped;
    if (source->values != NULL)
        source->values += skipped * outputs;
    if (source->labels != NULL)
        source->labels += skipped;
    if (source->label != NULL)
        source->label += skipped;
    source->free_from = moved(source->free_from, skipped, 2);
    source->turn = moved(source->turn, skipped, 1);
    source->picture = source->picture && skipped == 0;
}

struct film_source cast_source(const struct cast *cast, int k, int first,
                               int steps)
{
    const struct cast_network *network = &cast->network[k];
    const struct spec *spec = &network->params.spec;
    struct film_source source = cast->sequence;

    source.params = &network->params;
    source.model = network->model;
    source.trained = network->trained;
    source.by_hand = network->by_hand;
    source.named = network->named;
    source.seed = network->seed;
    source.epochs = network->epochs;
    source.first_unit = network->first_unit;
    source.mean = network->mean;
    source.deviation = network->deviation;
    source.context = network->context;
    source.feed = network->feed;
    source.words = cast->words.count > 0 ? &cast->words : NULL;
    source.steps = steps;
    skip(&source, (size_t)first - 1, (size_t)cast->width,
         (size_t)spec->outputs);
    return source;
}
