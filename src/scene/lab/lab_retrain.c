/* Weights that go on learning while they are looked at: the lanes of networks
 * that changed run again, in the memory that they have.
 */
#include <string.h>

#include "scene/lab/lab.h"

/* Lanes and kept curves that show one of the networks. */
struct work {
    struct lab *lab;
    struct lane *lane[LANES_MAX + REFERENCES_MAX];
    int number[LANES_MAX + REFERENCES_MAX];
    bool failed[LANES_MAX + REFERENCES_MAX];
    struct error error[LANES_MAX + REFERENCES_MAX];
    int lanes;
};

static void retrain(void *context, int k)
{
    struct work *work = context;
    struct lab *lab = work->lab;
    int number = work->number[k];
    const struct lane_source source =
        lab_source(lab, &lab->made, lab_lane_setup(lab, number));
    size_t edits;
    const struct edit *edit = history_edits(&lab->history, &edits);

    work->failed[k] =
        !lane_retrain(work->lane[k], &source, edit, edits, number,
                      &work->error[k]) ||
        !lane_curves_begin(&work->lane[k]->curves, &work->lane[k]->film,
                           &lab->measure, &work->error[k]);
}

static void take_weights(struct cast *cast,
                         const struct lab_retrained *retrained)
{
    for (int k = 0; k < cast->networks; k++) {
        struct cast_network *network = &cast->network[k];
        if (retrained->weights[k] == NULL)
            continue;
        memcpy(network->params.data, retrained->weights[k],
               network->params.count * sizeof *network->params.data);
        network->epochs = retrained->epochs[k];
        network->trained = network->epochs > 0;
    }
}

bool lab_retrain(struct lab *lab, const struct lab_retrained *retrained,
                 struct error *error)
{
    struct work work = {.lab = lab};
    bool fine = true;

    take_weights(&lab->cast, retrained);
    for (int k = 0; k < LANES_MAX + REFERENCES_MAX; k++) {
        const struct lane *lane = lab_lane(lab, k);
        int file = lane != NULL ? lab_lane_setup(lab, k)->file : -1;
        if (file < 0 || !lane->made || retrained->weights[file] == NULL)
            continue;
        work.lane[work.lanes] = (struct lane *)lane;
        work.number[work.lanes++] = k;
    }
    pool_run(lab->pool, work.lanes, retrain, &work);
    for (int k = 0; k < work.lanes; k++) {
        if (work.failed[k] && fine)
            error_set(error, "%s", work.error[k].text);
        fine &= !work.failed[k];
    }
    lab->run += (unsigned)work.lanes;
    lab->built += (unsigned)work.lanes;
    lab->failed &= !fine;
    if (!fine) /* what is empty now is made anew when the lab is followed */
        lab->changes--;
    return fine;
}
