/* Everything that is written is gathered on one sheet first: which tensors and
 * which metadata there are. The frames of a reel lie about in memory in the
 * order in which they were kept, and are copied into one tensor.
 */
#include "train/race/race_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "train/file/checkpoint_fields.h"
#include "train/race/race_names.h"

enum {
    TRAINERS = RACE_LANES * RACE_SEEDS,
    TENSORS = 5 * TRAINERS + RACE_LANES,
    ENTRIES = TRAINERS * (CHECKPOINT_FIELDS + CHECKPOINT_WORDS + 1) +
              2 * RACE_LANES + 3,
    EPOCH_TEXT = 12, /* a number of an epoch and what parts it from the next */
};

struct sheet {
    int tensors, entries;
    struct tensor_source tensor[TENSORS];
    struct metadata entry[ENTRIES];
    char name[TENSORS][RACE_NAME_MAX];
    char key[ENTRIES][RACE_NAME_MAX];
    char number[ENTRIES][NUMBER_TEXT_MAX];
    struct checkpoint_text text[TRAINERS];
    real *frames[RACE_LANES];   /* owned */
    char *epochs[RACE_LANES];   /* owned */
};

/* A tensor of rows x columns; columns 0: a vector. */
static void add_tensor(struct sheet *sheet, struct race_name about,
                       const real *values, int64_t rows, int64_t columns)
{
    int64_t width = columns ? columns : rows;
    char *name = sheet->name[sheet->tensors];

    sheet->tensor[sheet->tensors++] = (struct tensor_source){
        .name = race_name(about, name),
        .type = sizeof(real) == sizeof(double) ? "F64" : "F32",
        .rank = columns ? 2 : 1, .shape = {rows, columns}, .values = values,
        .width = width, .stride = width,
    };
}

static void add_entry(struct sheet *sheet, const char *key, const char *value)
{
    sheet->entry[sheet->entries++] = (struct metadata){key, value};
}

static void add_number(struct sheet *sheet, const char *key, int64_t number)
{
    char *text = sheet->number[sheet->entries];

    snprintf(text, NUMBER_TEXT_MAX, "%" PRId64, number);
    add_entry(sheet, key, text);
}

/* What became of numbers that broke is of no use, so its epoch is left. */
static void add_trainer(struct sheet *sheet, const struct trainer *trainer,
                        const char *column, struct checkpoint_text *text,
                        struct race_name about)
{
    const struct optimizer *optimizer = &trainer->optimizer;
    struct checkpoint now = checkpoint_of(trainer, column);
    int64_t count = (int64_t)optimizer->count;
    char prefix[RACE_NAME_MAX];

    if (trainer->broken) {
        char *key = sheet->key[sheet->entries];

        now.state = (struct trainer_state){.epoch = now.state.epoch};
        about.what = "broken";
        add_entry(sheet, race_name(about, key), "yes");
    }
    about.what = "";
    checkpoint_fields_print(&now, race_name(about, prefix), text);
    for (int k = 0; k < text->entries; k++)
        sheet->entry[sheet->entries++] = text->entry[k];
    about.what = "weights";
    add_tensor(sheet, about, trainer->network.params.data, count, 0);
    about.what = "m";
    add_tensor(sheet, about, optimizer->m, count, 0);
    about.what = "v";
    add_tensor(sheet, about, optimizer->v, count, 0);
    about.what = "history";
    add_tensor(sheet, about, trainer->history, trainer->state.epoch,
               trainer->columns);
    about.what = "state";
    if (trainer->carries > 0)
        add_tensor(sheet, about, trainer->carried, (int64_t)trainer->carries,
                   0);
}

/* Weights and moments of each frame: between two epochs there is nothing else
 * to remember but which epoch it is. */
static bool add_reel(struct sheet *sheet, const struct race_lane *lane, int k,
                     struct error *error)
{
    const struct reel *reel = &lane->reel;
    size_t reals = race_frame_reals(&lane->trainer[0]);
    size_t count = (size_t)reel->count;
    struct race_name about = {k, 0, "reel"};

    sheet->frames[k] = array_new(count, reals * sizeof(real), "the past",
                                 error);
    sheet->epochs[k] = array_new(count, EPOCH_TEXT, "the past", error);
    if (!sheet->frames[k] || !sheet->epochs[k])
        return false;
    char *at = sheet->epochs[k];
    for (int frame = 0; frame < reel->count; frame++) {
        memcpy(sheet->frames[k] + (size_t)frame * reals,
               trainer_snapshot_weights(reel->frame[frame]),
               reals * sizeof(real));
        at += snprintf(at, EPOCH_TEXT, frame > 0 ? "\n%d" : "%d",
                       reel->epoch[frame]);
    }
    add_tensor(sheet, about, sheet->frames[k], reel->count, (int64_t)reals);
    about.what = "reel.state";
    add_entry(sheet, race_name(about, sheet->key[sheet->entries]),
              sheet->epochs[k]);
    return true;
}

static void add_branch(struct sheet *sheet, struct race_branch branch, int k)
{
    char *key = sheet->key[sheet->entries];
    char *text = sheet->number[sheet->entries];

    if (branch.lane < 0)
        return;
    snprintf(text, NUMBER_TEXT_MAX, "%d %d", branch.lane, branch.epoch);
    add_entry(sheet, race_name((struct race_name){k, -1, "branch"}, key), text);
}

static bool fill(struct sheet *sheet, const struct race *race,
                 const char *column, struct error *error)
{
    const struct race_setup *setup = &race->setup;

    add_number(sheet, RACE_KEY, setup->lanes);
    add_number(sheet, RACE_SEEDS_KEY, setup->seeds);
    add_number(sheet, RACE_BYTES_KEY, (int64_t)setup->bytes);
    for (int k = 0; k < setup->lanes; k++) {
        for (int s = 0; s < setup->seeds; s++)
            add_trainer(sheet, &race->lane[k].trainer[s], column,
                        &sheet->text[k * RACE_SEEDS + s],
                        (struct race_name){k, s, ""});
        add_branch(sheet, setup->branch[k], k);
        if (!add_reel(sheet, &race->lane[k], k, error))
            return false;
    }
    return true;
}

bool race_save(const struct race *race, const char *column, const char *path,
               struct error *error)
{
    struct sheet *sheet = array_new(1, sizeof *sheet, "the race", error);

    if (!sheet)
        return false;
    bool fine = fill(sheet, race, column, error) &&
                safetensors_write(path, sheet->tensor, sheet->tensors,
                                  sheet->entry, sheet->entries, error);
    for (int k = 0; k < RACE_LANES; k++) {
        free(sheet->frames[k]);
        free(sheet->epochs[k]);
    }
    free(sheet);
    return fine;
}
