/* Every lane gives its network with the weights of an epoch, the first one also
 * the sequence that all of them read.
 */
#include <string.h>

#include "scene/training/training_parts.h"

/* A copy of the weights of lane k after an epoch; *found as race_weights. */
static bool take_weights(const struct training *training, int k, int epoch,
                         struct params *params, int *found,
                         struct error *error)
{
    const struct trainer *trainer = &training->race.lane[k].trainer[0];
    const real *weights = race_weights(&training->race, k, epoch, found);

    if (!params_init(params, &trainer->network.params.spec, error))
        return false;
    memcpy(params->data, weights, params->count * sizeof(real));
    return true;
}

/* Has it learned anything by now? What is live has after its first batch. */
static bool is_trained(const struct training *training, int k, int epoch,
                       int found)
{
    const struct trainer_state *state =
        &training->race.lane[k].trainer[0].state;

    return found > 0 || (epoch < 0 && state->unit > 0);
}

/* Lane k with the sequence, which the first one brings into the cast. */
static bool add_lane(const struct training *training, int k, int example,
                     int epoch, struct cast *cast, struct error *error)
{
    struct training_sequence sequence;
    struct params params;
    int found;

    if (!training_sequence_init(&sequence, training, k, example, error))
        return false;
    if (!take_weights(training, k, epoch, &params, &found, error)) {
        training_sequence_finish(&sequence);
        return false;
    }
    struct film_source source = sequence.source;
    source.params = &params;
    source.epochs = found;
    source.trained = is_trained(training, k, epoch, found);
    bool fine = k == 0 ? cast_init(cast, &source, error)
                       : cast_add(cast, &source, error);
    params_finish(&params);
    training_sequence_finish(&sequence);
    return fine;
}

bool training_cast(const struct training *training, int example, int epoch,
                   struct cast *cast, struct error *error)
{
    *cast = (struct cast){0};
    for (int k = 0; k < training->race.setup.lanes; k++)
        if (!add_lane(training, k, example, epoch, cast, error)) {
            cast_finish(cast);
            return false;
        }
    return true;
}
