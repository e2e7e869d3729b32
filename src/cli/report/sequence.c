/* Rows come layer by layer and signal by signal, so what many of them share is
 * counted once, when the first of them is asked for.
 */
#include "cli/report/sequence.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "nn/flow/jacobian.h"
#include "nn/flow/units.h"

/* Lags between two looks at the signals. */
enum { LAGS_AT_ONCE = 8 };

/* What is known of one layer, and of one of its signals. */
struct reader {
    const struct recording *recording;
    int layer, signal;               /* -1: none yet */
    struct unit_stats *stats;        /* [H] of the signal */
    struct unit_stats *hidden;       /* [H] of h */
    struct unit_gradient *gradient;  /* [H] */
    int *scratch;                    /* [T] */
    struct decay_walk *walk;         /* NULL: not measured */
};

static void finish(struct reader *reader)
{
    free(reader->stats);
    free(reader->hidden);
    free(reader->gradient);
    free(reader->scratch);
    decay_walk_destroy(reader->walk);
}

static bool begin(struct reader *reader, const struct recording *recording,
                  struct error *error)
{
    const struct spec *spec = &recording->values.spec;
    const char *what = "the statistics of a sequence";
    size_t widest = 0;

    for (int l = 0; l < spec->layers; l++)
        if ((size_t)spec->layer[l].units > widest)
            widest = (size_t)spec->layer[l].units;
    *reader = (struct reader){.recording = recording, .layer = -1,
                              .signal = -1};
    reader->stats = array_new(widest, sizeof *reader->stats, what, error);
    reader->hidden = array_new(widest, sizeof *reader->hidden, what, error);
    reader->gradient = array_new(widest, sizeof *reader->gradient, what,
                                 error);
    reader->scratch = array_new((size_t)recording->values.steps,
                                sizeof *reader->scratch, what, error);
    return reader->stats != NULL && reader->hidden != NULL &&
           reader->gradient != NULL && reader->scratch != NULL;
}

static void read_stats(const struct tape *values, int layer, int signal,
                       struct unit_stats *stats)
{
    for (int u = 0; u < values->layer[layer].units; u++)
        stats[u] = unit_stats_none;
    for (int t = 1; t <= values->steps; t++)
        unit_stats_take(values, layer, signal, 0, t, stats);
    unit_stats_end(values, layer, signal, 0, stats);
}

static void read_layer(struct reader *reader, int layer)
{
    const struct tape *gradients = &reader->recording->gradients;
    const struct spec *spec = &gradients->spec;

    reader->layer = layer;
    reader->signal = -1;
    decay_walk_destroy(reader->walk);
    reader->walk = NULL;
    read_stats(&reader->recording->values, layer,
               layer_cell(&spec->layer[layer])->h, reader->hidden);
    for (int u = 0; u < spec->layer[layer].units; u++)
        reader->gradient[u] = (struct unit_gradient){0, 0};
    for (int t = 1; t <= gradients->steps; t++)
        unit_gradient_take(gradients, layer, 0, t, reader->gradient);
}

/* The largest lag that a layer's rows ask for. */
static int last_lag(const struct rows *rows, int layer)
{
    int last = 0;

    for (int k = 0; k < rows->count; k++)
        if (rows->row[k].layer == layer && rows->row[k].lag > last)
            last = rows->row[k].lag;
    return last;
}

static bool walk_back(struct reader *reader, int lags,
                      struct interrupt *interrupt, struct progress *progress,
                      struct error *error)
{
    const struct recording *recording = reader->recording;
    const struct decay_request request = {
        .network = &recording->network, .values = &recording->values,
        .layer = reader->layer, .measures = 1u << DECAY_JACOBIAN};
    int all = lags < recording->values.steps ? lags
                                             : recording->values.steps;

    reader->walk = decay_walk_create(&request, error);
    if (reader->walk == NULL)
        return false;
    for (int done = 0; done <= all; done += LAGS_AT_ONCE) {
        if (interrupt_seen(interrupt))
            return false;
        progress_tell(progress, done, all + 1);
        if (!decay_walk_on(reader->walk, LAGS_AT_ONCE))
            break;
    }
    return true;
}

static double kept(const struct reader *reader, const struct row *row)
{
    struct retention retention =
        unit_retention(&reader->recording->values, row->layer, 0, row->unit,
                       reader->scratch);

    if (row->statistic == STAT_HALF_LIFE)
        return retention.half_life;
    return retention.beyond ? INFINITY : retention.median;
}

static double value_of(const struct reader *reader, const struct row *row)
{
    int steps = reader->recording->values.steps;
    const struct unit_stats *stats = &reader->stats[row->unit];
    const struct unit_stats *h = &reader->hidden[row->unit];

    switch (row->statistic) {
    case STAT_MEAN: return stats->mean;
    case STAT_LOW: return stats->low_share;
    case STAT_HIGH: return stats->high_share;
    case STAT_RETENTION:
    case STAT_HALF_LIFE: return kept(reader, row);
    case STAT_MOVES: return isfinite(h->mean) ? h->high - h->low : NAN;
    case STAT_DEAD:
        return steps < UNIT_DEAD_STEPS ? NAN : unit_is_dead(h, steps);
    case STAT_GRADIENT:
        return unit_gradient_end(&reader->gradient[row->unit], steps);
    default: return NAN;
    }
}

static double jacobian_at(const struct reader *reader, int lag)
{
    const struct decay *decay = decay_walk_curves(reader->walk);

    return lag <= decay->steps
        ? decay->value[DECAY_JACOBIAN][decay->steps - lag] : NAN;
}

bool sequence_measure(const struct recording *recording,
                      const struct rows *rows, double *sample,
                      struct interrupt *interrupt, struct progress *progress,
                      struct error *error)
{
    struct reader reader;
    bool fine = begin(&reader, recording, error);

    for (int k = 0; fine && k < rows->count; k++) {
        const struct row *row = &rows->row[k];
        if (row->layer != reader.layer)
            read_layer(&reader, row->layer);
        if (row->signal >= 0 && row->signal != reader.signal) {
            reader.signal = row->signal;
            read_stats(&recording->values, row->layer, row->signal,
                       reader.stats);
        }
        if (row->statistic != STAT_JACOBIAN) {
            sample[k] = value_of(&reader, row);
            continue;
        }
        if (reader.walk == NULL)
            fine = walk_back(&reader, last_lag(rows, row->layer), interrupt,
                             progress, error);
        if (fine)
            sample[k] = jacobian_at(&reader, row->lag);
    }
    finish(&reader);
    return fine;
}
