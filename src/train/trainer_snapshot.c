/* A snapshot is what trainer_state, weights, moments and carried states hold,
 * one after the other. One function walks that list; a direction says whether
 * it counts, saves or restores, so the three cannot disagree.
 */
#include <assert.h>
#include <string.h>

#include "train/trainer.h"

enum direction { COUNT, SAVE, RESTORE };

struct walk {
    enum direction direction;
    char *block;    /* NULL when counting */
    size_t offset;
};

/* Weights stand right behind the state, which leaves them aligned. */
_Static_assert(sizeof(struct trainer_state) % sizeof(real) == 0,
               "weights would not be aligned");

static void pass(struct walk *walk, void *part, size_t bytes)
{
    if (bytes > 0 && walk->direction == SAVE)
        memcpy(walk->block + walk->offset, part, bytes);
    if (bytes > 0 && walk->direction == RESTORE)
        memcpy(part, walk->block + walk->offset, bytes);
    walk->offset += bytes;
}

static void walk_all(struct walk *walk, struct trainer *trainer)
{
    size_t count = trainer->network.params.count;

    pass(walk, &trainer->state, sizeof trainer->state);
    assert(trainer->state.epoch <= trainer->options.epochs);
    pass(walk, trainer->network.params.data, count * sizeof(real));
    pass(walk, trainer->optimizer.state, 2 * count * sizeof(real));
    pass(walk, trainer->carried, trainer->carries * sizeof(real));
}

/* Only a RESTORE writes to the trainer. */
static size_t walk_const(const struct trainer *trainer, struct walk walk)
{
    assert(walk.direction != RESTORE);
    walk_all(&walk, (struct trainer *)trainer);
    return walk.offset;
}

size_t trainer_snapshot_bytes(const struct trainer *trainer)
{
    return walk_const(trainer, (struct walk){.direction = COUNT});
}

void trainer_snapshot(const struct trainer *trainer, void *block)
{
    walk_const(trainer, (struct walk){.direction = SAVE, .block = block});
}

void trainer_restore(struct trainer *trainer, const void *block)
{
    struct walk walk = {.direction = RESTORE, .block = (char *)block};

    walk_all(&walk, trainer);
    trainer_settle(trainer);
}

struct trainer_state trainer_snapshot_state(const void *block)
{
    struct trainer_state state;

    memcpy(&state, block, sizeof state);
    return state;
}

const real *trainer_snapshot_weights(const void *block)
{
    return (const real *)((const char *)block + sizeof(struct trainer_state));
}
