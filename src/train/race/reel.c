/* Frames are blocks of one piece of memory; those in use come first in `frame`,
 * in the order of their epochs, and the free ones behind them. So keeping a
 * frame moves pointers and copies one snapshot, nothing else.
 */
#include "train/race/reel.h"

#include <assert.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Frames that fit, at least the first and the last. */
static int count_frames(size_t frame_bytes, size_t bytes, int epochs)
{
    size_t fit = bytes / frame_bytes, most = (size_t)epochs + 1;

    fit = fit < most ? fit : most;
    return fit > 2 ? (int)fit : 2;
}

/* All blocks free; one place more in `epoch`, for the one frame too many. */
static bool reserve(struct reel *reel, int capacity, struct error *error)
{
    size_t count = (size_t)capacity;

    reel->capacity = capacity;
    reel->epoch = array_new(count + 1, sizeof *reel->epoch, "the past", error);
    reel->frame = array_new(count, sizeof *reel->frame, "the past", error);
    reel->memory = array_new(count, reel->frame_bytes, "the past", error);
    if (!reel->epoch || !reel->frame || !reel->memory) {
        reel_finish(reel);
        return false;
    }
    for (size_t k = 0; k < count; k++)
        reel->frame[k] = (char *)reel->memory + k * reel->frame_bytes;
    return true;
}

bool reel_init(struct reel *reel, const struct trainer *trainer, size_t bytes,
               struct error *error)
{
    /* Blocks begin where any number may. */
    size_t align = sizeof(max_align_t);
    size_t frame = trainer_snapshot_bytes(trainer);

    *reel = (struct reel){.frame_bytes = (frame + align - 1) / align * align};
    return reserve(reel, count_frames(reel->frame_bytes, bytes,
                                      trainer->options.epochs), error);
}

void reel_finish(struct reel *reel)
{
    free(reel->epoch);
    free(reel->frame);
    free(reel->memory);
    *reel = (struct reel){0};
}

/* Frees a frame: its block goes behind those in use. */
static void drop(struct reel *reel, int index)
{
    size_t behind = (size_t)(reel->count - index - 1);
    void *block = reel->frame[index];

    memmove(reel->epoch + index, reel->epoch + index + 1,
            behind * sizeof *reel->epoch);
    memmove(reel->frame + index, reel->frame + index + 1,
            behind * sizeof *reel->frame);
    reel->count--;
    reel->frame[reel->count] = block;
}

/* The block for a frame at an epoch behind all others; where there is none
 * left, another frame goes. */
static void *append(struct reel *reel, int epoch)
{
    reel->epoch[reel->count] = epoch;
    if (reel->count == reel->capacity) {
        drop(reel, reel_thin(reel->epoch, reel->count + 1));
        reel->epoch[reel->count] = epoch;
    }
    return reel->frame[reel->count++];
}

bool reel_resize(struct reel *reel, size_t bytes, int epochs,
                 struct error *error)
{
    int capacity = count_frames(reel->frame_bytes, bytes, epochs);
    struct reel other = {.frame_bytes = reel->frame_bytes};

    if (capacity == reel->capacity)
        return true;
    if (!reserve(&other, capacity, error))
        return false;
    reel_copy(&other, reel, INT_MAX);
    reel_finish(reel);
    *reel = other;
    return true;
}

void reel_copy(struct reel *reel, const struct reel *from, int epoch)
{
    int count = reel_find(from, epoch) + 1;

    assert(reel->frame_bytes == from->frame_bytes);
    reel->count = 0;
    for (int k = 0; k < count; k++)
        memcpy(append(reel, from->epoch[k]), from->frame[k],
               reel->frame_bytes);
}

void reel_keep(struct reel *reel, const struct trainer *trainer)
{
    int epoch = trainer->state.epoch;

    assert(trainer->state.unit == 0);
    if (reel->capacity == 0)
        return;
    reel->count = reel_find(reel, epoch - 1) + 1;
    trainer_snapshot(trainer, append(reel, epoch));
}

int reel_find(const struct reel *reel, int epoch)
{
    int low = 0, high = reel->count;

    while (low < high) {
        int middle = (low + high) / 2;

        if (reel->epoch[middle] <= epoch)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

/* The gap that frame k leaves, against its epoch: compared without division,
 * exactly. */
int reel_thin(const int *epoch, int count)
{
    int best = 1;

    assert(count > 2);
    for (int k = 2; k < count - 1; k++) {
        int64_t gap = (int64_t)epoch[k + 1] - epoch[k - 1];
        int64_t least = (int64_t)epoch[best + 1] - epoch[best - 1];

        if (gap * epoch[best] < least * epoch[k])
            best = k;
    }
    return best;
}
