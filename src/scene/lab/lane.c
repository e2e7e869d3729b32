/* The untouched run comes first; edits go to a copy of it. A lane without
 * edits has no copy, and when the last edit is undone its film is run again
 * from the untouched weights, so that it is the same to the last bit.
 */
#include "scene/lab/lane.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/flow/power.h"
#include "nn/learn/optimizer.h"

/* Multiplications that the powers of a linear network may take. */
static const double power_work = 1e7;

static const struct caption made_titles[LAB_INPUTS] = {
    [LAB_NOISE] = {"noise, x ~ N(0, 1)", "잡음, x ~ N(0, 1)"},
    [LAB_IMPULSE] = {"one impulse at t = 1", "t = 1에서 한 번의 임펄스"},
    [LAB_ZERO] = {"nothing, x = 0", "빈 입력, x = 0"},
    [LAB_WAVE] = {"sine waves", "사인파"},
};

/* Where the network reads its own answers, and how it chooses them. */
static void leave_free(const struct setup *setup, struct film_source *made)
{
    if (setup->free_from != 0)
        made->free_from = setup->free_from > 0 ? setup->free_from : 0;
    made->temperature = setup->temperature;
    made->draw = setup->draw;
}

/* Everything that a film of this lane needs but weights and input. */
static struct film_source describe(const struct lane_source *source)
{
    const struct setup *setup = source->setup;
    const struct lane_setup *lane = source->lane;
    struct film_source made = {.steps = setup->steps};

    if (setup->input == LAB_FILE || lane->file >= 0)
        made = cast_source(source->cast, lane->file >= 0 ? lane->file : 0,
                           setup->input == LAB_FILE ? setup->first : 1,
                           setup->steps);
    if (setup->input != LAB_FILE) {
        made.title = made_titles[setup->input];
        made.unit = (struct caption){"", ""};
        made.mean = made.deviation = NULL;
        made.label = NULL;
        made.turn = 0;
        made.picture = false;
    }
    if (setup->input != LAB_FILE || lane->file < 0) {
        made.values = NULL;
        made.labels = NULL;
        made.free_from = 0;
    } else {
        leave_free(setup, &made);
    }
    if (lane->file < 0) {
        made.feed = (struct feed){GENERATE_NONE, 0};
        made.context = 0;
        made.model = (struct caption){"", ""};
        made.trained = made.by_hand = made.named = false;
        made.seed = setup->seed;
        made.epochs = made.first_unit = 0;
    }
    made.kernels = source->kernels;
    return made;
}

static bool make_film(struct film *film, const struct lane_source *source,
                      struct error *error)
{
    struct params params;
    struct lane_input input = {0};
    struct film_source made = describe(source);

    if (!lane_params(source, &params, error))
        return false;
    bool fine = lane_read(source, &params.spec, &input, error);
    if (fine) {
        made.params = &params;
        made.x = input.x;
        made.ids = input.ids;
        if (!film_again(film, &made)) {
            film_finish(film);
            fine = film_init(film, &made, error);
        }
        film->opening = fine && source->cast->opening &&
                        source->lane->file == 0;
    }
    free(input.own);
    params_finish(&params);
    return fine;
}

static bool measure_radius(struct lane *lane, struct error *error)
{
    const struct layer_spec *layer = film_layer(&lane->film, 0);

    lane->radius = NAN;
    return layer->cell != CELL_RNN || layer->units > SETUP_RADIUS_MAX ||
           lane_spectrum(lane->film.network.params.layer[0].u, layer->units,
                         &lane->radius, error);
}

/* The textbook's formula, from the weights alone. */
static bool measure_power(struct lane *lane, struct error *error)
{
    const struct film *film = &lane->film;
    const struct spec *spec = &film->values.spec;
    const struct layer_spec *layer = &spec->layer[0];
    int most = film->steps - 1;
    double work = (double)layer->units * layer->units * spec->inputs;

    free(lane->power);
    lane->power = NULL;
    lane->powers = 0;
    if (layer->cell != CELL_RNN || layer->activation != ACT_IDENTITY ||
        spec->layers > 1 || work > power_work)
        return true;
    if (power_work / work < most)
        most = (int)(power_work / work);
    lane->power = array_new((size_t)most + 1, sizeof *lane->power,
                            "the powers of U", error);
    if (lane->power == NULL)
        return false;
    lane->powers = most + 1;
    const struct linear_power power = {
        .u = film->network.params.layer[0].u,
        .w = film->network.params.layer[0].w,
        .units = layer->units, .inputs = spec->inputs, .lags = most};
    return linear_power(&power, lane->power, error);
}

/* The global norm of the gradient of all weights, and what clipping makes of
 * it. */
static bool measure_norm(struct lane *lane, const struct setup *setup,
                         struct error *error)
{
    struct params sum = {0};

    lane->norm = NAN;
    lane->clip = 1;
    if (!setup->clip)
        return true;
    if (!params_init(&sum, &lane->film.values.spec, error))
        return false;
    film_weight_gradient(&lane->film, &sum);
    double norm = optimizer_norm(sum.data, sum.count);
    lane->norm = log10(norm);
    if (norm > setup->clip_norm)
        lane->clip = setup->clip_norm / norm;
    params_finish(&sum);
    return true;
}

/* What is measured of the film at once. */
static bool measure(struct lane *lane, const struct setup *setup,
                    struct error *error)
{
    return measure_radius(lane, error) && measure_norm(lane, setup, error) &&
           measure_power(lane, error);
}

/* From the untouched run to the one with edits. Nothing fails once something
 * is changed. */
static bool apply(struct lane *lane, const struct edit *edit, size_t edits,
                  int number, struct error *error)
{
    struct film *film = &lane->film;
    const struct film *ghost = &lane->ghost;
    const struct edits those = {edit, edits, number, &ghost->network.params,
                                film->steps};
    struct pin_list list = {0};

    if (!edits_pins(&those, &list, error)) {
        free(list.pin);
        return false;
    }
    free(lane->pins.pin);
    lane->pins = list;
    edits_film(&those, ghost, film);
    network_pack(&film->network);
    const struct pins pins = {(int)lane->pins.count, lane->pins.pin};
    film_run(film, &pins);
    return true;
}

bool lane_edit(struct lane *lane, const struct lane_source *source,
               const struct edit *edit, size_t edits, int number,
               struct error *error)
{
    const struct edits those = {edit, edits, number,
                                &lane->film.network.params,
                                lane->film.steps};
    bool touched = edits_act(&those);

    if (!touched)
        lane->pins.count = 0;
    if (!touched && !lane->edited)
        return true;
    if (lane->ghost.memory == NULL &&
        !make_film(&lane->ghost, source, error))
        return false;
    if (!apply(lane, edit, edits, number, error))
        return false;
    lane->edited = touched;
    return measure(lane, source->setup, error);
}

static bool try_to_make(struct lane *lane, const struct lane_source *source,
                        struct error *error)
{
    const struct lane_setup *setup = source->lane;

    film_finish(&lane->ghost);
    lane->edited = false;
    lane->made = make_film(&lane->film, source, error);
    if (!lane->made)
        return false;
    const struct layer_spec *layer = film_layer(&lane->film, 0);
    lane->parameters = setup_parameters(
        setup->file >= 0 ? layer->cell : setup->cell,
        lane->film.values.spec.inputs, layer->units);
    return measure(lane, source->setup, error);
}

bool lane_make(struct lane *lane, const struct lane_source *source,
               const struct edit *edit, size_t edits, int number,
               struct error *error)
{
    if (try_to_make(lane, source, error) &&
        lane_edit(lane, source, edit, edits, number, error))
        return true;
    lane_finish(lane);
    return false;
}

/* Weights as they are in the cast, or with a dial turned on them. */
static bool retrain_film(struct film *film, const struct lane_source *source,
                         struct error *error)
{
    const struct lane_setup *lane = source->lane;
    const struct cast_network *network = &source->cast->network[lane->file];
    struct params turned;

    if (lane->gain == 1 && !lane->radius) {
        film_retrain(film, &network->params, network->epochs);
        return true;
    }
    if (!lane_params(source, &turned, error))
        return false;
    film_retrain(film, &turned, network->epochs);
    params_finish(&turned);
    return true;
}

bool lane_retrain(struct lane *lane, const struct lane_source *source,
                  const struct edit *edit, size_t edits, int number,
                  struct error *error)
{
    struct film *untouched = lane->edited ? &lane->ghost : &lane->film;

    if (!lane->edited)
        film_finish(&lane->ghost); /* of weights that are gone */
    bool fine = retrain_film(untouched, source, error) &&
                (lane->edited ? lane_edit(lane, source, edit, edits, number,
                                          error)
                              : measure(lane, source->setup, error));
    lane->film.epochs = untouched->epochs;
    lane->film.trained = untouched->trained;
    if (!fine)
        lane_finish(lane);
    return fine;
}

void lane_finish(struct lane *lane)
{
    lane_curves_finish(&lane->curves);
    film_finish(&lane->film);
    film_finish(&lane->ghost);
    free(lane->pins.pin);
    free(lane->power);
    *lane = (struct lane){0};
}
