/* Every curve comes from a run over the last steps of the film: fresh networks
 * start there from zero, the film's own from the state that it had.
 */
#include "scene/film/decays.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/flow/jacobian.h"
#include "nn/learn/init.h"
#include "nn/net/run.h"

/* Multiplications of a unit of work on the film's own network, about. */
static const double unit_work = 3e7;

/* A run of the film's last steps, and the walk back along it. */
struct decays_own {
    struct tape tape;
    struct decay_walk *walk;
};

static void drop_own(struct decays *decays)
{
    if (decays->own == NULL)
        return;
    decay_walk_destroy(decays->own->walk);
    tape_finish(&decays->own->tape);
    free(decays->own);
    decays->own = NULL;
}

void decays_finish(struct decays *decays)
{
    drop_own(decays);
    memset(decays, 0, sizeof *decays);
}

void decays_begin(struct decays *decays, const struct film *film, int layer)
{
    decays_finish(decays);
    decays->layer = layer;
    decays->lags = film->steps < DECAY_LAGS_MAX ? film->steps : DECAY_LAGS_MAX;
}

static bool measures_own(const struct film *film, int layer)
{
    return film_cell(film, layer) != CELL_DENSE &&
           state_size(&film->values.spec, layer) <= DECAY_STATE_MAX;
}

/* Lags of one unit of work on the film's own network. */
static int own_lags(const struct decays *decays, const struct film *film)
{
    double size = state_size(&film->values.spec, decays->layer);
    return 1 + (int)fmin(unit_work / (size * size * size), DECAY_LAGS_MAX);
}

static int own_units(const struct decays *decays, const struct film *film)
{
    int each = own_lags(decays, film);

    return measures_own(film, decays->layer)
        ? (decays->lags + 1 + each - 1) / each : 0;
}

int decays_units(const struct decays *decays, const struct film *film)
{
    return 3 * DECAY_SEEDS + own_units(decays, film);
}

int decays_done(const struct decays *decays)
{
    return decays->seeds[DECAY_RNN] + decays->seeds[DECAY_GRU] +
           decays->seeds[DECAY_LSTM] + decays->own_done;
}

/* Whose turn it is: -1 when all is done. */
static int choose_next(const struct decays *decays, const struct film *film)
{
    if (decays->seeds[DECAY_OWN] == 0 && measures_own(film, decays->layer))
        return DECAY_OWN;
    int next = DECAY_RNN;
    for (int k = DECAY_GRU; k <= DECAY_LSTM; k++)
        if (decays->seeds[k] < decays->seeds[next])
            next = k;
    return decays->seeds[next] < DECAY_SEEDS ? next : -1;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void summarise(struct decays *decays, int who)
{
    int count = decays->seeds[who];
    double sorted[DECAY_SEEDS];

    for (int k = 0; k <= decays->lags; k++) {
        for (int s = 0; s < count; s++)
            sorted[s] = decays->sample[who][s][k];
        qsort(sorted, (size_t)count, sizeof *sorted, compare);
        decays->low[who][k] = sorted[0];
        decays->high[who][k] = sorted[count - 1];
        decays->median[who][k] = count % 2 == 1
            ? sorted[count / 2]
            : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
    }
}

/* The last `lags` steps of the film, read by `network`. */
static void read_end(const struct film *film, const struct network *network,
                     struct tape *tape)
{
    int skipped = film->steps - tape->steps;
    struct run_input input = {0};

    if (film->ids != NULL)
        input.ids = film->ids + skipped;
    else
        input.x = film->x + (size_t)skipped * (size_t)tape->spec.inputs;
    run_forward(network, &input, NULL, tape);
}

/* One more curve of `who`. */
static void keep(struct decays *decays, int who, const struct decay *decay)
{
    double *sample = decays->sample[who][decays->seeds[who]];

    for (int k = 0; k <= decays->lags; k++)
        sample[k] = decay->value[DECAY_JACOBIAN][decays->lags - k];
    decays->seeds[who]++;
    summarise(decays, who);
}

/* The film's own network, from the states it had `lags` steps before the end.
 * Pins are left out: they would be at other steps of the shorter run. */
static bool begin_own(struct decays *decays, const struct film *film,
                      struct error *error)
{
    const struct spec *spec = &film->values.spec;
    int start = film->steps - decays->lags;

    decays->own = array_new(1, sizeof *decays->own, "the decay curves", error);
    if (decays->own == NULL)
        return false;
    struct tape *tape = &decays->own->tape;
    if (!tape_init(tape, spec, decays->lags, 1, TAPE_VALUES, error))
        return false;
    for (int l = 0; l < spec->layers; l++)
        memcpy(tape_row(tape, l, 0, 0), tape_row(&film->values, l, start, 0),
               tape->layer[l].stride * sizeof(real));
    read_end(film, &film->network, tape);
    const struct decay_request request = {
        .network = &film->network, .values = tape, .layer = decays->layer,
        .measures = 1u << DECAY_JACOBIAN};
    decays->own->walk = decay_walk_create(&request, error);
    return decays->own->walk != NULL;
}

static bool work_own(struct decays *decays, const struct film *film,
                     struct error *error)
{
    if (decays->own == NULL && !begin_own(decays, film, error)) {
        drop_own(decays);
        return false;
    }
    bool more = decay_walk_on(decays->own->walk, own_lags(decays, film));
    decays->own_done++;
    if (more)
        return true;
    keep(decays, DECAY_OWN, decay_walk_curves(decays->own->walk));
    drop_own(decays);
    return true;
}

static struct spec fresh_spec(const struct film *film, int layer, int who)
{
    static const enum cell cells[] = {CELL_RNN, CELL_GRU, CELL_LSTM};
    struct spec spec = film->values.spec;
    int units = film_units(film, layer);

    spec.layers = 1;
    spec.layer[0] = (struct layer_spec){
        .cell = cells[who], .activation = ACT_TANH,
        .units = units < DECAY_UNITS_MAX ? units : DECAY_UNITS_MAX};
    spec.head = HEAD_NONE;
    spec.outputs = 0;
    return spec;
}

static bool work_fresh(struct decays *decays, const struct film *film, int who,
                       struct error *error)
{
    const struct spec spec = fresh_spec(film, decays->layer, who);
    const struct init_options options = {
        .scheme = INIT_UNIFORM, .set_forget_bias = who == DECAY_LSTM,
        .forget_bias = 1, .seed = (uint64_t)decays->seeds[who] + 1};
    struct network network = {0};
    struct tape tape = {0};
    struct decay decay = {0};
    const struct decay_request request = {
        .network = &network, .values = &tape,
        .measures = 1u << DECAY_JACOBIAN};

    bool fine = network_init(&network, &spec, film->network.kernels, error) &&
                init_params(&network.params, &options, error) &&
                tape_init(&tape, &spec, decays->lags, 1, TAPE_VALUES, error);
    if (fine) {
        network_pack(&network);
        read_end(film, &network, &tape);
        fine = decay_init(&decay, &request, error);
    }
    if (fine)
        keep(decays, who, &decay);
    decay_finish(&decay);
    tape_finish(&tape);
    network_finish(&network);
    return fine;
}

bool decays_work(struct decays *decays, const struct film *film,
                 struct error *error)
{
    int who = choose_next(decays, film);

    if (who < 0)
        return false;
    return who == DECAY_OWN ? work_own(decays, film, error)
                            : work_fresh(decays, film, who, error);
}
