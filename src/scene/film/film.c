/* Making a film: memory first, then what it is made from, then it runs
 * (film_run.c).
 */
#include "scene/film/film.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

/* The copies lie one behind the other, each at a multiple of ALIGNMENT. */
enum { COPIES = 10, ALIGNMENT = 16 };

/* Sizes of the copies that a film keeps beside the tapes. */
struct sizes {
    size_t x, ids, values, labels, losses, scales, names, peaks;
};

static struct sizes measure(const struct film_source *source)
{
    const struct spec *spec = &source->params->spec;
    size_t steps = (size_t)source->steps;

    return (struct sizes){
        .x = source->x ? steps * (size_t)spec->inputs : 0,
        .ids = source->ids ? steps : 0,
        .values = source->values ? steps * (size_t)spec->outputs : 0,
        .labels = source->labels ? steps : 0,
        .losses = steps + 1,
        .scales = source->mean ? (size_t)spec->inputs : 0,
        .names = source->label ? steps : 0,
        .peaks = (size_t)spec->layers * SIGNALS_MAX,
    };
}

/* Cuts `count` entries of `size` off *part; NULL for none. */
static void *cut(char **part, size_t count, size_t size)
{
    void *start = *part;

    *part += (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return count > 0 ? start : NULL;
}

static bool allocate(struct film *film, const struct film_source *source,
                     struct error *error)
{
    struct sizes n = measure(source);
    size_t bytes = (n.x + n.values) * sizeof(real) +
                   (n.ids + n.labels) * sizeof(int) +
                   (n.losses + 2 * n.scales + n.peaks) * sizeof(double) +
                   n.names * FILM_LABEL_MAX +
                   (size_t)source->steps * sizeof(bool) + COPIES * ALIGNMENT;

    film->memory = array_new(bytes, 1, "the run's data", error);
    if (film->memory == NULL)
        return false;
    char *part = film->memory;
    film->loss = cut(&part, n.losses, sizeof(double));
    film->peak = cut(&part, n.peaks, sizeof(double));
    film->mean = cut(&part, n.scales, sizeof(double));
    film->deviation = cut(&part, n.scales, sizeof(double));
    film->x = cut(&part, n.x, sizeof(real));
    film->ids = cut(&part, n.ids, sizeof(int));
    film->target_values = cut(&part, n.values, sizeof(real));
    film->target_labels = cut(&part, n.labels, sizeof(int));
    film->label = cut(&part, n.names, FILM_LABEL_MAX);
    film->given = cut(&part, (size_t)source->steps, sizeof(bool));
    return true;
}

/* memcpy that allows nothing from nowhere. */
static void copy(void *to, const void *from, size_t bytes)
{
    if (bytes > 0)
        memcpy(to, from, bytes);
}

/* How it reads its own answers, and from where. */
static void copy_answers(struct film *film, const struct film_source *source)
{
    bool free = source->feed.kind != GENERATE_NONE && source->free_from > 0;

    film->feed = source->feed;
    film->free_from = free && source->free_from < 2 ? 2
                      : free ? source->free_from : 0;
    film->temperature = source->temperature;
    film->draw = source->draw;
    film->turn = source->turn;
    film->context = source->context;
    film->picture = source->picture;
    memset(film->given, 0, (size_t)source->steps * sizeof(bool));
}

static void copy_source(struct film *film, const struct film_source *source)
{
    struct sizes n = measure(source);

    copy(film->x, source->x, n.x * sizeof(real));
    copy(film->ids, source->ids, n.ids * sizeof(int));
    copy(film->target_values, source->values, n.values * sizeof(real));
    copy(film->target_labels, source->labels, n.labels * sizeof(int));
    copy(film->mean, source->mean, n.scales * sizeof(double));
    copy(film->deviation, source->deviation, n.scales * sizeof(double));
    copy(film->label, source->label, n.names * FILM_LABEL_MAX);
    film->steps = source->steps;
    film->has_loss = source->values != NULL || source->labels != NULL;
    film->loss_everywhere = source->loss_everywhere;
    film->title = source->title;
    film->unit = source->unit;
    film->model = source->model;
    film->trained = source->trained;
    film->by_hand = source->by_hand;
    film->named = source->named;
    film->seed = source->seed;
    film->epochs = source->epochs;
    film->first_unit = source->first_unit;
    copy_answers(film, source);
}

struct film_source film_source_of(const struct film *film)
{
    return (struct film_source){
        .params = &film->network.params, .kernels = film->network.kernels,
        .steps = film->steps, .x = film->x, .ids = film->ids,
        .values = film->target_values, .labels = film->target_labels,
        .mean = film->mean, .deviation = film->deviation,
        .label = (const char (*)[FILM_LABEL_MAX])film->label,
        .title = film->title, .unit = film->unit, .model = film->model,
        .trained = film->trained, .by_hand = film->by_hand,
        .named = film->named,
        .seed = film->seed, .epochs = film->epochs,
        .loss_everywhere = film->loss_everywhere,
        .first_unit = film->first_unit,
        .words = film->words.count > 0 ? &film->words : NULL,
        .feed = film->feed, .free_from = film->free_from,
        .temperature = film->temperature, .draw = film->draw,
        .turn = film->turn, .context = film->context,
        .picture = film->picture};
}

size_t film_bytes(const struct spec *spec, int steps)
{
    size_t bytes;

    if (!size_add(tape_bytes(spec, steps, 1, TAPE_VALUES),
                  tape_bytes(spec, steps, 1, TAPE_GRADIENTS), &bytes) ||
        !size_add(bytes, traces_bytes(spec, steps), &bytes))
        return SIZE_MAX;
    return bytes;
}

bool film_init(struct film *film, const struct film_source *source,
               struct error *error)
{
    const struct spec *spec = &source->params->spec;
    char what[80];

    memset(film, 0, sizeof *film);
    snprintf(what, sizeof what, "a run of %d steps with its gradients",
             source->steps);
    if (!feed_check(&source->feed, spec, error) ||
        !memory_check(film_bytes(spec, source->steps), what, error) ||
        !network_init(&film->network, spec, source->kernels, error) ||
        !tape_init(&film->values, spec, source->steps, 1, TAPE_VALUES,
                   error) ||
        !tape_init(&film->gradients, spec, source->steps, 1, TAPE_GRADIENTS,
                   error) ||
        !traces_init(&film->traces, spec, source->steps, error) ||
        !allocate(film, source, error) ||
        (source->words != NULL &&
         !vocabulary_copy(&film->words, source->words, error))) {
        film_finish(film);
        return false;
    }
    params_copy(&film->network.params, source->params);
    network_pack(&film->network);
    copy_source(film, source);
    film_run(film, NULL);
    return true;
}

static bool same_layers(const struct spec *a, const struct spec *b)
{
    for (int l = 0; l < a->layers; l++)
        if (a->layer[l].cell != b->layer[l].cell ||
            a->layer[l].activation != b->layer[l].activation ||
            a->layer[l].units != b->layer[l].units)
            return false;
    return true;
}

static bool same_spec(const struct spec *a, const struct spec *b)
{
    return a->inputs == b->inputs && a->vocabulary == b->vocabulary &&
           a->embedded == b->embedded && a->head == b->head &&
           a->outputs == b->outputs && a->layers == b->layers &&
           same_layers(a, b);
}

static bool same_words(const struct vocabulary *a, const struct vocabulary *b)
{
    int count = b != NULL ? b->count : 0;

    if (a->count != count || (count > 0 && a->words != b->words))
        return false;
    for (int k = 0; k < count; k++)
        if (strcmp(a->text[k], b->text[k]) != 0)
            return false;
    return true;
}

/* The same parts beside the network? */
static bool same_parts(const struct film *film,
                       const struct film_source *source)
{
    return (film->x != NULL) == (source->x != NULL) &&
           (film->ids != NULL) == (source->ids != NULL) &&
           (film->target_values != NULL) == (source->values != NULL) &&
           (film->target_labels != NULL) == (source->labels != NULL) &&
           (film->mean != NULL) == (source->mean != NULL) &&
           (film->label != NULL) == (source->label != NULL);
}

bool film_again(struct film *film, const struct film_source *source)
{
    if (film->memory == NULL || film->steps != source->steps ||
        film->network.kernels != source->kernels ||
        !same_spec(&film->values.spec, &source->params->spec) ||
        !same_parts(film, source) ||
        !same_words(&film->words, source->words) ||
        !feed_check(&source->feed, &source->params->spec, NULL))
        return false;
    params_copy(&film->network.params, source->params);
    network_pack(&film->network);
    copy_source(film, source);
    film_run(film, NULL);
    return true;
}

void film_retrain(struct film *film, const struct params *params, int epochs)
{
    params_copy(&film->network.params, params);
    network_pack(&film->network);
    film->epochs = epochs;
    film->trained = epochs > 0;
    film->by_hand = false;
    film_run(film, NULL);
}

void film_finish(struct film *film)
{
    free(film->memory);
    vocabulary_finish(&film->words);
    traces_finish(&film->traces);
    tape_finish(&film->gradients);
    tape_finish(&film->values);
    network_finish(&film->network);
    memset(film, 0, sizeof *film);
}

struct timeline film_timeline(const struct film *film, int l)
{
    return (struct timeline){film->steps, phase_count(film_cell(film, l))};
}
