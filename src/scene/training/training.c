/* A training from its start to its end. Whatever makes the lanes of the race
 * other ones forgets what was measured of them, and counts up `made`.
 */
#include "scene/training/training.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "scene/training/training_parts.h"

/* A copy of what the race is made from, in one block: series, text, name. */
static bool copy_material(struct training *training,
                          const struct material *from, struct error *error)
{
    struct material *to = &training->material;
    size_t series = from->series != NULL ? (size_t)from->series_length : 0;
    size_t text = from->text != NULL ? from->text_length : 0;
    size_t name = from->name != NULL ? strlen(from->name) + 1 : 0;
    size_t bytes;

    *to = (struct material){0};
    if (!size_multiply(series, sizeof(double), &bytes) ||
        !size_add(bytes, text, &bytes) || !size_add(bytes, name, &bytes))
        return error_set(error, "the data is too large");
    training->memory = array_new(bytes, 1, "the data", error);
    if (training->memory == NULL)
        return false;
    char *place = training->memory;
    if (series > 0) {
        to->series = memcpy(place, from->series, series * sizeof(double));
        to->series_length = from->series_length;
        place += series * sizeof(double);
    }
    if (from->text != NULL) {
        to->text = memcpy(place, from->text, text);
        to->text_length = text;
        place += text;
    }
    if (name > 0)
        to->name = memcpy(place, from->name, name);
    return true;
}

/* An empty one with the material. */
static struct training *begin(const struct material *material,
                              const struct kernels *kernels,
                              struct error *error)
{
    struct training *training = array_new(1, sizeof *training, "the training",
                                          error);

    if (training == NULL)
        return NULL;
    training->kernels = kernels;
    training->scored = -1;
    training->made = 1;
    if (copy_material(training, material, error))
        return training;
    training_destroy(training);
    return NULL;
}

/* The dials say what the race is; a restart begins every lane at the start. */
static void adopt(struct training *training)
{
    struct race_setup *wanted = &training->wanted;

    *wanted = training->race.setup;
    for (int k = 0; k < RACE_LANES; k++) {
        wanted->lane[k].material = (struct material){0};
        wanted->branch[k] = (struct race_branch){.lane = -1};
    }
}

static bool open_race(struct training *training,
                      const struct race_setup *setup, struct error *error)
{
    struct race_setup own = *setup;

    for (int k = 0; k < RACE_LANES; k++)
        own.lane[k].material = training->material;
    return race_init(&training->race, &own, training->kernels, error);
}

struct training *training_create(const struct race_setup *setup,
                                 const struct material *material,
                                 const char *column,
                                 const struct kernels *kernels,
                                 struct error *error)
{
    struct training *training = begin(material, kernels, error);

    if (training == NULL)
        return NULL;
    snprintf(training->column, sizeof training->column, "%s",
             column != NULL ? column : "");
    if (!open_race(training, setup, error)) {
        training->race = (struct race){0};
        training_destroy(training);
        return NULL;
    }
    adopt(training);
    return training;
}

struct training *training_open(const char *path,
                               const struct material *material,
                               const struct kernels *kernels,
                               struct error *error)
{
    struct training *training = begin(material, kernels, error);
    struct race_setup setup;

    if (training == NULL)
        return NULL;
    if (strlen(path) >= sizeof training->path)
        error_set(error, "the path is longer than %zu bytes",
                  sizeof training->path - 1);
    else if (race_peek(path, &setup, training->column, error) &&
             race_open(&training->race, path, &training->material, kernels,
                       error)) {
        memcpy(training->path, path, strlen(path) + 1);
        training->saved = race_epochs(&training->race);
        adopt(training);
        return training;
    } else {
        training->race = (struct race){0};
    }
    training_destroy(training);
    return NULL;
}

/* What was measured of lanes that are other ones now. */
static void forget(struct training *training)
{
    training_forget_pictures(training);
    training_forget_scores(training);
    training->failed = false;
    training->made++;
}

void training_destroy(struct training *training)
{
    if (training == NULL)
        return;
    forget(training);
    sweep_finish(&training->sweep);
    race_finish(&training->race);
    free(training->memory);
    free(training);
}

const struct task *training_task(const struct training *training)
{
    return &training->race.lane[0].trainer[0].task;
}

struct training_readers training_lanes(const struct training *training)
{
    const struct race *race = &training->race;
    struct training_readers lanes = {.count = race->setup.lanes};

    for (int k = 0; k < lanes.count; k++)
        lanes.trainer[k] = &race->lane[k].trainer[0];
    return lanes;
}

int training_examples(const struct training *training)
{
    const struct training_readers lanes = training_lanes(training);

    return readers_examples(&lanes);
}

int training_example(const struct training *training, const struct ui *ui)
{
    int last = training_examples(training) - 1;

    return ui->example < 0 ? 0 : ui->example < last ? ui->example : last;
}

int training_first(const struct training *training)
{
    const struct race_setup *setup = &training->race.setup;

    for (int k = 0; k < setup->lanes; k++)
        if (setup->lane[k].layer.cell == CELL_LSTM)
            return k;
    return 0;
}

int training_epoch(const struct training *training, const struct ui *ui)
{
    int last = race_epochs(&training->race);

    return ui->epoch >= 0 && ui->epoch < last ? ui->epoch : last;
}

bool training_restart(struct training *training, struct error *error)
{
    struct race before = training->race;

    if (!open_race(training, &training->wanted, error)) {
        training->race = before;
        return false;
    }
    race_finish(&before);
    sweep_finish(&training->sweep);
    training->sweep = (struct sweep){0};
    training->sweeping = false;
    training->path[0] = '\0';
    training->saved = 0;
    adopt(training);
    forget(training);
    return true;
}

static bool same_layers(const struct trainer_options *a,
                        const struct trainer_options *b)
{
    return a->layers == b->layers && a->layer.cell == b->layer.cell &&
           a->layer.activation == b->layer.activation &&
           a->layer.units == b->layer.units;
}

static bool same_start(const struct trainer_options *a,
                       const struct trainer_options *b)
{
    return a->seed == b->seed && a->init.scheme == b->init.scheme &&
           a->init.gain == b->init.gain &&
           a->init.set_forget_bias == b->init.set_forget_bias &&
           a->init.forget_bias == b->init.forget_bias;
}

static bool same_optimizer(const struct trainer_options *a,
                           const struct trainer_options *b)
{
    const struct optimizer_params *p = &a->optimizer, *q = &b->optimizer;

    return a->halve == b->halve && p->kind == q->kind && p->rate == q->rate &&
           p->momentum == q->momentum && p->alpha == q->alpha &&
           p->beta1 == q->beta1 && p->beta2 == q->beta2 &&
           p->epsilon == q->epsilon && p->clip == q->clip;
}

static bool same_reading(const struct trainer_options *a,
                         const struct trainer_options *b)
{
    return a->task == b->task && a->steps == b->steps &&
           a->test_share == b->test_share && a->context == b->context &&
           a->stateful == b->stateful && a->batch == b->batch &&
           a->epochs == b->epochs;
}

bool training_is_fresh(const struct training *training)
{
    const struct race_setup *race = &training->race.setup;
    const struct race_setup *wanted = &training->wanted;

    if (race->lanes != wanted->lanes || race->seeds != wanted->seeds)
        return false;
    for (int k = 0; k < race->lanes; k++) {
        const struct trainer_options *a = &race->lane[k];
        const struct trainer_options *b = &wanted->lane[k];
        if (!same_layers(a, b) || !same_start(a, b) ||
            !same_optimizer(a, b) || !same_reading(a, b))
            return false;
    }
    return true;
}

/* The race has a lane more, with these options; so have the dials, where it is
 * as they say of lane `like`. */
static bool join(struct training *training, int like,
                 const struct trainer_options *options,
                 struct race_branch branch, struct error *error)
{
    struct race_setup *wanted = &training->wanted;

    if (!race_add(&training->race, options, branch, &training->material,
                  training->kernels, error))
        return false;
    struct trainer_options *dials = &wanted->lane[wanted->lanes++];
    *dials = wanted->lane[like];
    dials->layer.cell = options->layer.cell;
    dials->layer.activation = options->layer.activation;
    dials->context = options->context;
    forget(training);
    return true;
}

/* The lane that another one is most like: the first that is recurrent. */
static int find_pattern(const struct training *training)
{
    const struct race_setup *setup = &training->race.setup;

    for (int k = 0; k < setup->lanes; k++)
        if (setup->lane[k].layer.cell != CELL_DENSE)
            return k;
    return 0;
}

bool training_add(struct training *training, const struct layer_spec *layer,
                  struct error *error)
{
    int like = find_pattern(training);
    struct trainer_options options = training->race.setup.lane[like];

    options.layer.cell = layer->cell;
    options.layer.activation = layer->activation;
    if (layer->cell != CELL_DENSE)
        options.context = 0;
    return join(training, like, &options, (struct race_branch){.lane = -1},
                error);
}

bool training_branch(struct training *training, int lane, int epoch,
                     struct error *error)
{
    struct race_setup *wanted = &training->wanted;
    struct trainer_options options = training->race.setup.lane[lane];

    options.optimizer.rate = wanted->lane[lane].optimizer.rate;
    options.optimizer.clip = wanted->lane[lane].optimizer.clip;
    options.halve = wanted->lane[lane].halve;
    if (!join(training, lane, &options, (struct race_branch){lane, epoch},
              error))
        return false;
    /* What the dials said is the branch now: the others are as they are. */
    for (int k = 0; k < wanted->lanes - 1; k++) {
        const struct trainer_options *is = &training->race.setup.lane[k];
        wanted->lane[k].optimizer.rate = is->optimizer.rate;
        wanted->lane[k].optimizer.clip = is->optimizer.clip;
        wanted->lane[k].halve = is->halve;
    }
    return true;
}

void training_drop(struct training *training, int lane)
{
    struct race_setup *wanted = &training->wanted;

    if (wanted->lanes == 1)
        return;
    race_drop(&training->race, lane);
    wanted->lanes--;
    for (int k = lane; k < wanted->lanes; k++)
        wanted->lane[k] = wanted->lane[k + 1];
    forget(training);
}

struct lab_retrained training_weights(const struct training *training,
                                      int epoch)
{
    const struct race *race = &training->race;
    struct lab_retrained retrained = {0};

    for (int k = 0; k < race->setup.lanes; k++)
        retrained.weights[k] = race_weights(race, k, epoch,
                                            &retrained.epochs[k]);
    return retrained;
}
