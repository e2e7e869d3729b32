/* One block of memory holds a whole batch: the reals first, because they need
 * the wider alignment, then the whole numbers. */
#include "data/batch.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "base/array.h"

struct layout {
    size_t x, values;            /* reals */
    size_t ids, labels, lengths; /* ints */
    size_t bytes;
};

/* Counts every part; false when a count does not fit. */
static bool measure(struct layout *layout, const struct batch *batch)
{
    size_t rows, real_bytes, int_bytes;

    *layout = (struct layout){.lengths = (size_t)batch->size};
    /* Users count rows in an int. */
    if (!size_multiply((size_t)batch->steps, (size_t)batch->size, &rows) ||
        rows > INT_MAX)
        return false;
    if (batch->vocabulary > 0)
        layout->ids = rows;
    else if (!size_multiply(rows, (size_t)batch->inputs, &layout->x))
        return false;
    if (batch->kind == TARGET_VALUES &&
        !size_multiply(rows, (size_t)batch->outputs, &layout->values))
        return false;
    if (batch->kind == TARGET_LABELS)
        layout->labels = rows;
    return size_add(layout->x, layout->values, &real_bytes) &&
           size_multiply(real_bytes, sizeof(real), &real_bytes) &&
           size_add(layout->ids, layout->labels, &int_bytes) &&
           size_add(int_bytes, layout->lengths, &int_bytes) &&
           size_multiply(int_bytes, sizeof(int), &int_bytes) &&
           size_add(real_bytes, int_bytes, &layout->bytes);
}

bool batch_init(struct batch *batch, const struct batch_shape *shape,
                struct error *error)
{
    int steps = shape->steps, size = shape->size, inputs = shape->inputs;
    int outputs = shape->outputs;

    assert(steps > 0 && size > 0 && inputs > 0 && outputs >= 0);
    assert(outputs > 0 || shape->kind == TARGET_NONE);
    assert(shape->vocabulary == 0 || shape->vocabulary == inputs);

    struct layout layout;

    *batch = (struct batch){
        .steps = steps, .size = size, .inputs = inputs, .outputs = outputs,
        .vocabulary = shape->vocabulary, .kind = shape->kind,
    };
    if (!measure(&layout, batch)) {
        error_set(error, "a batch of %d sequences of %d steps with %d inputs "
                  "and %d outputs is too large", size, steps, inputs, outputs);
        goto fail;
    }
    batch->memory = array_new(layout.bytes, 1, "a batch of sequences", error);
    if (!batch->memory)
        goto fail;

    real *reals = batch->memory;
    int *ints = (int *)(reals + layout.x + layout.values);
    if (shape->vocabulary > 0)
        batch->ids = ints;
    else
        batch->x = reals;
    if (shape->kind == TARGET_VALUES)
        batch->values = reals + layout.x;
    if (shape->kind == TARGET_LABELS)
        batch->labels = ints + layout.ids;
    batch->lengths = ints + layout.ids + layout.labels;

    for (size_t i = 0; i < layout.labels; i++)
        batch->labels[i] = -1;
    for (int b = 0; b < size; b++)
        batch->lengths[b] = steps;
    return true;

fail:
    batch_finish(batch);
    return false;
}

void batch_finish(struct batch *batch)
{
    free(batch->memory);
    *batch = (struct batch){0};
}
