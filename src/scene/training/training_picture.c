/* Pictures of epochs: the sequence is run once with the weights of that epoch,
 * and its states are averaged into a few cells. Network, tape and sequence are
 * made once and serve until the lane, the sequence or the race is another one.
 *
 * Epochs are chosen at whole numbers of a round distance, so that those of a
 * race that goes on stay the same as long as they fit.
 */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nn/net/free/generate.h"
#include "scene/training/training_parts.h"

/* Products of a weight and a number, in a run that nobody feels. */
enum { QUICK = 500 * 1000 };

int training_lane(const struct training *training, const struct ui *ui)
{
    int last = training->race.setup.lanes - 1;

    return ui->lane < 0 ? 0 : ui->lane < last ? ui->lane : last;
}

/* Epochs from one picture to the next: 1, 2, 5, 10 .. */
static int find_distance(int last)
{
    static const int round[] = {1, 2, 5};
    int power = 1;

    for (int k = 0;; k++) {
        int distance = round[k % 3] * power;
        if (last / distance + 2 <= REEL_PICTURES ||
            distance > TRAINER_EPOCHS_MAX)
            return distance;
        power *= k % 3 == 2 ? 10 : 1;
    }
}

/* Kept epochs of a lane at or before those wanted, and the last one. */
static int choose_epochs(const struct training *training, int lane,
                         int epoch[REEL_PICTURES])
{
    const struct reel *reel = &training->race.lane[lane].reel;
    int last = reel_find(reel, race_epochs(&training->race)), count = 0;

    if (last < 0)
        return 0;
    int distance = find_distance(reel->epoch[last]);
    for (int at = 0; at <= reel->epoch[last]; at += distance) {
        int frame = reel_find(reel, at);
        if (frame >= 0 && (count == 0 || reel->epoch[frame] > epoch[count - 1]))
            epoch[count++] = reel->epoch[frame];
    }
    if (count == 0 || reel->epoch[last] > epoch[count - 1])
        epoch[count++] = reel->epoch[last];
    return count;
}

int training_pictures(const struct training *training, const struct ui *ui,
                      int most, int epoch[REEL_PICTURES])
{
    int count = choose_epochs(training, training_lane(training, ui), epoch);

    if (count <= most || most < 1)
        return most < 1 ? 0 : count;
    int last = epoch[count - 1], chosen = 0;
    int every = most > 1 ? (count - 2) / (most - 1) + 1 : count;
    for (int k = 0; k < count - 1 && most > 1; k += every)
        epoch[chosen++] = epoch[k];
    epoch[chosen++] = last;
    return chosen;
}

static struct reel_picture *find(const struct training *training,
                                 const struct ui *ui, int epoch)
{
    int lane = training_lane(training, ui);
    int example = training_example(training, ui);

    for (int k = 0; k < REEL_PICTURES; k++) {
        const struct reel_picture *picture = &training->picture[k];
        if (picture->made && picture->lane == lane &&
            picture->epoch == epoch && picture->example == example)
            return (struct reel_picture *)picture;
    }
    return NULL;
}

const struct reel_picture *training_picture(const struct training *training,
                                            const struct ui *ui, int epoch)
{
    return find(training, ui, epoch);
}

int training_next_picture(const struct training *training,
                          const struct ui *ui)
{
    int epoch[REEL_PICTURES], now = training_epoch(training, ui), best = -1;
    int count = choose_epochs(training, training_lane(training, ui), epoch);

    for (int k = 0; k < count; k++)
        if (find(training, ui, epoch[k]) == NULL &&
            (best < 0 || abs(epoch[k] - now) < abs(best - now)))
            best = epoch[k];
    return best;
}

bool training_is_quick(const struct training *training, const struct ui *ui)
{
    const struct race_lane *lane =
        &training->race.lane[training_lane(training, ui)];
    const struct training_readers lanes = training_lanes(training);
    size_t steps = (size_t)readers_steps(&lanes);

    return lane->trainer[0].network.params.count <= QUICK / steps;
}

void training_forget_pictures(struct training *training)
{
    struct reel_maker *maker = &training->maker;

    network_finish(&maker->network);
    tape_finish(&maker->tape);
    batch_finish(&maker->read);
    *maker = (struct reel_maker){0};
    for (int k = 0; k < REEL_PICTURES; k++)
        training->picture[k].made = false;
}

/* What the network of a lane reads at every step, with its context. */
static bool make_read(struct reel_maker *maker,
                      const struct training_sequence *sequence,
                      const struct task *task, struct error *error)
{
    const struct batch *batch = &sequence->batch;
    const struct batch_shape shape = {
        .steps = batch->steps, .size = 1, .inputs = task->inputs,
        .vocabulary = batch->vocabulary, .outputs = task->outputs,
        .kind = TARGET_NONE};

    if (!batch_init(&maker->read, &shape, error))
        return false;
    if (batch->ids != NULL)
        memcpy(maker->read.ids, batch->ids, (size_t)batch->steps * sizeof(int));
    else
        training_sequence_windows(sequence, task->context, maker->read.x);
    maker->feed = sequence->source.feed;
    maker->lead = sequence->lead;
    maker->from = sequence->source.free_from > 1
        ? sequence->source.free_from - sequence->lead : INT_MAX;
    return true;
}

/* A network, a tape and a sequence for the pictures of this view. */
static bool make_ready(struct training *training, const struct ui *ui,
                       struct error *error)
{
    struct reel_maker *maker = &training->maker;
    int lane = training_lane(training, ui);
    int example = training_example(training, ui);
    const struct trainer *trainer = &training->race.lane[lane].trainer[0];
    const struct spec *spec = &trainer->network.params.spec;
    const struct training_readers lanes = training_lanes(training);
    struct training_sequence sequence;

    if (maker->ready && maker->lane == lane && maker->example == example)
        return true;
    training_forget_pictures(training);
    if (!training_sequence_init(&sequence, &lanes, lane, example, error))
        return false;
    maker->ready =
        make_read(maker, &sequence, &trainer->task, error) &&
        network_init(&maker->network, spec, training->kernels, error) &&
        tape_init(&maker->tape, spec, maker->read.steps - maker->lead, 1,
                  TAPE_VALUES, error);
    maker->lane = lane;
    maker->example = example;
    training_sequence_finish(&sequence);
    if (!maker->ready)
        training_forget_pictures(training);
    return maker->ready;
}

static void run(struct reel_maker *maker, const real *weights)
{
    struct params *params = &maker->network.params;
    const struct batch *read = &maker->read;
    size_t lead = (size_t)maker->lead, inputs = (size_t)read->inputs;
    const struct run_input input = {
        .x = read->x != NULL ? read->x + lead * inputs : NULL,
        .ids = read->ids};
    const struct generate generate = {.network = &maker->network,
                                      .feed = maker->feed,
                                      .from = &maker->from};

    memcpy(params->data, weights, params->count * sizeof(real));
    network_pack(&maker->network);
    generate_run(&generate, &input, &maker->tape);
}

/* The mean of part k of `parts` equal ones: units, steps. */
static double mean_of(const struct reel_maker *maker, int signal,
                      const int unit[2], const int step[2])
{
    double sum = 0;

    for (int t = step[0]; t < step[1]; t++) {
        const real *row = tape_signal(&maker->tape, 0, signal, t + 1, 0);
        for (int u = unit[0]; u < unit[1]; u++)
            sum += (double)row[u];
    }
    return sum / ((unit[1] - unit[0]) * (double)(step[1] - step[0]));
}

/* Where part k of `parts` begins, of `all`. */
static int border(int k, int parts, int all)
{
    return (int)((int64_t)k * all / parts);
}

static void fill_cells(struct reel_picture *picture,
                       const struct reel_maker *maker)
{
    const struct layer_spec *layer = &maker->network.params.spec.layer[0];
    const struct cell_info *cell = layer_cell(layer);
    int signal = cell->c >= 0 ? cell->c : cell->h;
    int steps = maker->tape.steps;
    double most = 0;

    picture->units = layer->units < REEL_UNITS ? layer->units : REEL_UNITS;
    picture->steps = steps < REEL_STEPS ? steps : REEL_STEPS;
    for (int u = 0; u < picture->units; u++)
        for (int t = 0; t < picture->steps; t++) {
            const int unit[2] = {border(u, picture->units, layer->units),
                                 border(u + 1, picture->units, layer->units)};
            const int step[2] = {border(t, picture->steps, steps),
                                 border(t + 1, picture->steps, steps)};
            float value = (float)mean_of(maker, signal, unit, step);
            picture->value[u][t] = isfinite(value) ? value : NAN;
            if (isfinite(value))
                most = fmax(most, fabs((double)value));
        }
    for (int u = 0; u < picture->units && most > 0; u++)
        for (int t = 0; t < picture->steps; t++)
            picture->value[u][t] = (float)((double)picture->value[u][t] / most);
}

/* A place for a picture: an empty one, else one of an epoch that is not shown
 * any more. All pictures are of one lane and example. */
static struct reel_picture *find_place(struct training *training, int lane)
{
    int epoch[REEL_PICTURES];
    int count = choose_epochs(training, lane, epoch);

    for (int k = 0; k < REEL_PICTURES; k++) {
        struct reel_picture *picture = &training->picture[k];
        bool shown = false;
        for (int e = 0; e < count; e++)
            shown |= picture->made && picture->epoch == epoch[e];
        if (!shown)
            return picture;
    }
    return &training->picture[0];
}

bool training_make_picture(struct training *training, const struct ui *ui,
                           int epoch, struct error *error)
{
    int found;

    if (!make_ready(training, ui, error))
        return false;
    struct reel_maker *maker = &training->maker;
    run(maker, race_weights(&training->race, maker->lane, epoch, &found));
    struct reel_picture *picture = find_place(training, maker->lane);
    fill_cells(picture, maker);
    picture->lane = maker->lane;
    picture->example = maker->example;
    picture->epoch = epoch;
    picture->made = true;
    return true;
}
