/* The setup is read first, from the metadata alone; then trainers are made as
 * for any race, and each is put where the file stands. Frames go through the
 * trainer too: it is put at each of them, and the reel keeps it.
 */
#include "train/race/race_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "train/file/checkpoint_fields.h"
#include "train/race/race_names.h"

/* What the metadata says of every trainer. */
struct plan {
    struct race_setup setup;
    struct checkpoint standing[RACE_LANES][RACE_SEEDS]; /* share the file */
};

bool race_file_is(const struct safetensors *file)
{
    return safetensors_metadata(file, RACE_KEY) != NULL;
}

static bool refuse(const char *key, const char *word, struct error *error)
{
    char shown[60];

    if (!word)
        return error_set(error, "metadata '%s' is missing", key);
    return error_set(error, "metadata '%s' is '%s', which makes no sense", key,
                     text_printable(word, strlen(word), shown, sizeof shown));
}

static bool read_number(const struct safetensors *file, const char *key,
                        int64_t low, int64_t high, int64_t *out,
                        struct error *error)
{
    const char *word = safetensors_metadata(file, key);

    return (word && number_parse_integer(word, strlen(word), low, high, out)) ||
           refuse(key, word, error);
}

/* "1 20": of lane 1 after epoch 20. A branch stands behind where it comes
 * from. */
static bool read_branch(const struct safetensors *file, int k, int epochs,
                        struct race_branch *branch, struct error *error)
{
    char key[RACE_NAME_MAX];
    const char *word = safetensors_metadata(
        file, race_name((struct race_name){k, -1, "branch"}, key));
    int64_t lane, epoch;

    *branch = (struct race_branch){.lane = -1};
    if (!word)
        return true;
    const char *blank = strchr(word, ' ');
    if (!blank ||
        !number_parse_integer(word, (size_t)(blank - word), 0, k - 1,
                              &lane) ||
        !number_parse_integer(blank + 1, strlen(blank + 1), 0,
                              epochs, &epoch))
        return refuse(key, word, error);
    *branch = (struct race_branch){(int)lane, (int)epoch};
    return true;
}

/* All seeds of a lane have its options: what the file says of one of them must
 * be what would be written. */
static bool check_seed(const struct checkpoint *standing,
                       const struct trainer_options *lane, int seed,
                       const char *prefix, struct error *error)
{
    struct checkpoint want = *standing;
    struct checkpoint_text text;

    want.options = *lane;
    want.options.seed += (uint64_t)seed;
    want.set_forget_bias = lane->init.set_forget_bias;
    want.stateful = lane->stateful;
    checkpoint_fields_print(&want, prefix, &text);
    for (int k = 0; k < text.entries; k++) {
        const char *word = safetensors_metadata(&standing->file,
                                                text.entry[k].key);
        if (!word || strcmp(word, text.entry[k].value) != 0)
            return refuse(text.entry[k].key, word, error);
    }
    return true;
}

static bool read_lane(struct plan *plan, const struct safetensors *file, int k,
                      struct error *error)
{
    struct race_setup *setup = &plan->setup;

    for (int s = 0; s < setup->seeds; s++) {
        struct checkpoint *standing = &plan->standing[k][s];
        char prefix[RACE_NAME_MAX];

        race_name((struct race_name){k, s, ""}, prefix);
        *standing = (struct checkpoint){.file = *file};
        if (!checkpoint_fields_parse(standing, prefix, error))
            return false;
        if (s == 0)
            setup->lane[k] = standing->options;
        if (!check_seed(standing, &setup->lane[k], s, prefix, error))
            return false;
    }
    return read_branch(file, k, setup->lane[k].epochs, &setup->branch[k],
                       error);
}

static bool read_plan(struct plan *plan, const struct safetensors *file,
                      struct error *error)
{
    struct race_setup *setup = &plan->setup;
    int64_t lanes, seeds, bytes;

    if (!race_file_is(file))
        return error_set(error, "this is no training that was saved");
    if (!read_number(file, RACE_KEY, 1, RACE_LANES, &lanes, error) ||
        !read_number(file, RACE_SEEDS_KEY, 1, RACE_SEEDS, &seeds, error) ||
        !read_number(file, RACE_BYTES_KEY, 0, INT64_MAX, &bytes, error))
        return false;
    setup->lanes = (int)lanes;
    setup->seeds = (int)seeds;
    setup->bytes = (size_t)bytes;
    for (int k = 0; k < setup->lanes; k++)
        if (!read_lane(plan, file, k, error))
            return false;
    return true;
}

static bool take(const struct safetensors *file, struct race_name about,
                 size_t rows, size_t columns, real *out, struct error *error)
{
    char name[RACE_NAME_MAX];

    return checkpoint_tensor(file, race_name(about, name), rows, columns, out,
                             error);
}

/* Have its numbers broken? */
static bool take_broken(struct trainer *trainer,
                        const struct safetensors *file, struct race_name about,
                        struct error *error)
{
    char key[RACE_NAME_MAX];

    about.what = "broken";
    const char *word = safetensors_metadata(file, race_name(about, key));
    trainer->broken = word != NULL;
    return !word || strcmp(word, "yes") == 0 || refuse(key, word, error);
}

static bool take_trainer(struct trainer *trainer,
                         const struct checkpoint *standing,
                         struct race_name about, struct error *error)
{
    const struct safetensors *file = &standing->file;
    const struct trainer_state *state = &standing->state;
    struct optimizer *optimizer = &trainer->optimizer;
    const struct race_name weights = {about.lane, about.seed, "weights"};
    const struct race_name m = {about.lane, about.seed, "m"};
    const struct race_name v = {about.lane, about.seed, "v"};
    const struct race_name history = {about.lane, about.seed, "history"};
    const struct race_name carried = {about.lane, about.seed, "state"};

    if (!take(file, weights, optimizer->count, 0,
              trainer->network.params.data, error) ||
        !take(file, m, optimizer->count, 0, optimizer->m, error) ||
        !take(file, v, optimizer->count, 0, optimizer->v, error) ||
        !take(file, history, (size_t)state->epoch, (size_t)trainer->columns,
              trainer->history, error) ||
        (trainer->carries > 0 &&
         !take(file, carried, trainer->carries, 0, trainer->carried, error)))
        return false;
    trainer->state = *state;
    trainer_settle(trainer);
    return take_broken(trainer, file, about, error);
}

/* The epochs of the frames, one on a line, from 0 to the one where the trainer
 * stands: how many, at most `most`; 0: that is not what the text is. */
static int read_epochs(const char *text, int last, int *epoch, int most)
{
    int count = 0, before = -1;

    for (const char *at = text; count < most; count++) {
        size_t length = strcspn(at, "\n");
        int64_t number;

        if (!number_parse_integer(at, length, before + 1,
                                  count == 0 ? 0 : last, &number))
            return 0;
        before = epoch[count] = (int)number;
        at += length;
        if (*at == '\0')
            return before == last ? count + 1 : 0;
        at++;
    }
    return 0;
}

/* Puts a trainer to each of the frames, and keeps it. */
static void keep_frames(struct race_lane *lane, const int *epoch, int count,
                        const real *frames)
{
    struct trainer *trainer = &lane->trainer[0];
    size_t reals = race_frame_reals(trainer);
    size_t weights = trainer->network.params.count;

    lane->reel.count = 0;
    for (int k = 0; k < count; k++) {
        const real *frame = frames + (size_t)k * reals;

        memcpy(trainer->network.params.data, frame, weights * sizeof(real));
        memcpy(trainer->optimizer.state, frame + weights,
               2 * weights * sizeof(real));
        trainer->state = (struct trainer_state){.epoch = epoch[k]};
        reel_keep(&lane->reel, trainer);
    }
}

static bool take_reel(struct race_lane *lane,
                      const struct checkpoint *standing, int k,
                      struct error *error)
{
    const struct race_name frames_name = {k, 0, "reel"};
    const struct race_name epochs_name = {k, 0, "reel.state"};
    int capacity = lane->reel.capacity;
    size_t reals = race_frame_reals(&lane->trainer[0]);
    char key[RACE_NAME_MAX];
    const char *text = safetensors_metadata(&standing->file,
                                            race_name(epochs_name, key));
    int *epoch = array_new((size_t)capacity, sizeof *epoch, "the past", error);

    if (!epoch)
        return false;
    int count = text ? read_epochs(text, standing->state.epoch, epoch, capacity)
                     : 0;
    real *frames = NULL;
    bool fine = count > 0 || refuse(key, text, error);
    if (fine) {
        frames = array_new((size_t)count, reals * sizeof(real), "the past",
                           error);
        fine = frames && take(&standing->file, frames_name, (size_t)count,
                              reals, frames, error);
    }
    if (fine)
        keep_frames(lane, epoch, count, frames);
    free(frames);
    free(epoch);
    return fine;
}

static bool restore(struct race *race, const struct plan *plan,
                    struct error *error)
{
    for (int k = 0; k < race->setup.lanes; k++) {
        struct race_lane *lane = &race->lane[k];

        race->setup.branch[k] = plan->setup.branch[k];
        for (int s = 0; s < race->setup.seeds; s++)
            if (!checkpoint_fits(&plan->standing[k][s], &lane->trainer[s],
                                 error))
                return false;
        if (!take_reel(lane, &plan->standing[k][0], k, error))
            return false;
        for (int s = 0; s < race->setup.seeds; s++)
            if (!take_trainer(&lane->trainer[s], &plan->standing[k][s],
                              (struct race_name){k, s, ""}, error))
                return false;
    }
    return true;
}

static bool make(struct race *race, struct plan *plan,
                 const struct material *material,
                 const struct kernels *kernels, struct error *error)
{
    for (int k = 0; k < plan->setup.lanes; k++)
        plan->setup.lane[k].material = *material;
    if (!race_init(race, &plan->setup, kernels, error))
        return false;
    if (restore(race, plan, error))
        return true;
    race_finish(race);
    return false;
}

/* Reads a file and its plan; without one both are empty. */
static struct plan *open_plan(const char *path, struct safetensors *file,
                              struct error *error)
{
    char shown[PATH_SHOWN];

    *file = (struct safetensors){0};
    struct plan *plan = array_new(1, sizeof *plan, "the race", error);
    if (!plan || !safetensors_read(file, path, error)) {
        free(plan);
        return NULL;
    }
    if (read_plan(plan, file, error))
        return plan;
    error_prefix(error, "%s", safetensors_path(path, shown));
    free(plan);
    safetensors_finish(file);
    return NULL;
}

bool race_peek(const char *path, struct race_setup *setup,
               char column[RACE_COLUMN_MAX], struct error *error)
{
    struct safetensors file;
    struct plan *plan = open_plan(path, &file, error);

    if (!plan)
        return false;
    const char *name = plan->standing[0][0].column;
    snprintf(column, RACE_COLUMN_MAX, "%s", name ? name : "");
    *setup = plan->setup;
    free(plan);
    safetensors_finish(&file);
    return true;
}

bool race_open(struct race *race, const char *path,
               const struct material *material, const struct kernels *kernels,
               struct error *error)
{
    char shown[PATH_SHOWN];
    struct safetensors file;

    *race = (struct race){0};
    struct plan *plan = open_plan(path, &file, error);
    if (!plan)
        return false;
    bool fine = make(race, plan, material, kernels, error);
    free(plan);
    safetensors_finish(&file);
    return fine || error_prefix(error, "%s", safetensors_path(path, shown));
}
