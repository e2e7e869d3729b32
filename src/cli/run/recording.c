/* The engine's parts in their order: weights, forward, loss, backward. What is
 * exported is not copied; an array is a view of the tape.
 */
#include "cli/run/recording.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "nn/learn/loss.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

struct array recording_array(const struct recording *recording, int layer,
                             const struct column *column)
{
    const struct tape *tape = column->gradient ? &recording->gradients
                                               : &recording->values;
    int signal = column->signal[layer];
    struct array array = {.width = tape->layer[layer].units,
                          .stride = tape->layer[layer].stride,
                          .asked = column->asked};

    snprintf(array.name, sizeof array.name, "layer%d.%s", layer, column->name);
    if (signal < 0)
        return array;
    array.rows = tape_signal(tape, layer, signal, 1, 0);
    if (column->gradient)
        array.exponent = tape->layer[layer].exponent + 1;
    return array;
}

static struct array input_array(const struct recording *recording)
{
    const struct tape *tape = &recording->gradients;

    return (struct array){.name = "dx", .rows = tape_x(tape, 1, 0),
                          .stride = tape->x_pitch,
                          .width = tape->spec.inputs,
                          .exponent = tape->layer[0].exponent + 1,
                          .asked = recording->selection->inputs_asked};
}

static struct array head_array(const struct recording *recording, int signal)
{
    const struct tape *tape = &recording->values;
    struct array array = {.rows = tape_head(tape, signal, 1, 0),
                          .stride = tape->head.stride,
                          .width = tape->spec.outputs};

    snprintf(array.name, sizeof array.name, "head.%c",
             signal == HEAD_Y ? 'y' : 'p');
    return array;
}

static bool list_arrays(struct recording *recording, struct error *error)
{
    const struct selection *selection = recording->selection;
    const struct spec *spec = &recording->values.spec;
    size_t most = (size_t)selection->columns * (size_t)spec->layers + 3;
    struct array *list = array_new(most, sizeof *list, "the list of arrays",
                                   error);
    int count = 0;

    if (list == NULL)
        return false;
    for (int l = 0; l < spec->layers; l++)
        for (int k = 0; k < selection->columns; k++) {
            list[count] = recording_array(recording, l, &selection->column[k]);
            count += list[count].rows != NULL;
        }
    if (selection->inputs)
        list[count++] = input_array(recording);
    if (spec->head != HEAD_NONE)
        list[count++] = head_array(recording, HEAD_Y);
    if (spec->head == HEAD_SOFTMAX)
        list[count++] = head_array(recording, HEAD_P);
    recording->array = list;
    recording->arrays = count;
    return true;
}

/* Both tapes together: each alone might fit. */
static bool check_memory(const struct spec *spec, int steps, bool gradients,
                         struct error *error)
{
    size_t bytes = tape_bytes(spec, steps, 1, TAPE_VALUES);
    char what[80];

    if (gradients &&
        !size_add(bytes, tape_bytes(spec, steps, 1, TAPE_GRADIENTS), &bytes))
        bytes = SIZE_MAX;
    snprintf(what, sizeof what, "a recording of %d steps%s", steps,
             gradients ? " with gradients" : "");
    return memory_check(bytes, what, error);
}

/* Units from which a second thread is worth waking for every step of a single
 * sequence (measured: 1.2 times faster at 256, twice at 512). */
enum { SHARED_UNITS = 384 };

static bool is_large(const struct spec *spec)
{
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].units >= SHARED_UNITS)
            return true;
    return false;
}

bool recording_init(struct recording *recording, const struct model *model,
                    const struct kernels *kernels, int steps,
                    const struct selection *selection, struct error *error)
{
    const struct spec *spec = &model->params.spec;

    *recording = (struct recording){.selection = selection};
    if (!check_memory(spec, steps, selection->gradients, error) ||
        !network_init(&recording->network, spec, kernels, error) ||
        !tape_init(&recording->values, spec, steps, 1, TAPE_VALUES, error) ||
        (selection->gradients &&
         !tape_init(&recording->gradients, spec, steps, 1, TAPE_GRADIENTS,
                    error)) ||
        !list_arrays(recording, error)) {
        recording_finish(recording);
        return false;
    }
    /* Without memory for threads the caller does all the work. */
    if (is_large(spec))
        recording->network.pool = pool_create(0, NULL);
    params_copy(&recording->network.params, &model->params);
    network_pack(&recording->network);
    return true;
}

void recording_finish(struct recording *recording)
{
    free(recording->array);
    tape_finish(&recording->gradients);
    tape_finish(&recording->values);
    pool_destroy(recording->network.pool);
    network_finish(&recording->network);
    *recording = (struct recording){0};
}

/* Puts dL/dy, or dL/dh_T = 1, where the backward pass begins. True for dL/dy. */
static bool begin_loss(struct recording *recording, const struct series *series)
{
    const struct tape *values = &recording->values;
    struct tape *gradients = &recording->gradients;
    const struct spec *spec = &values->spec;

    if (series->values == NULL && series->labels == NULL) {
        real *seed = gradients->seed +
                     (size_t)(values->steps - 1) * gradients->seed_pitch;
        for (int u = 0; u < spec->layer[spec->layers - 1].units; u++)
            seed[u] = 1;
        return false;
    }
    const struct loss_target target = {
        .steps = values->steps, .size = 1, .outputs = spec->outputs,
        .every = true, .values = series->values, .labels = series->labels};
    loss_evaluate(&target, tape_head(values, HEAD_Y, 1, 0),
                  values->head.stride, tape_head(gradients, HEAD_Y, 1, 0),
                  gradients->head.stride);
    return true;
}

void recording_run(struct recording *recording, const struct series *series,
                   const struct pins *pins)
{
    const struct run_input input = {.x = series->x, .ids = series->ids};

    run_forward(&recording->network, &input, pins, &recording->values);
    if (!recording->selection->gradients)
        return;
    const struct bptt bptt = {
        .network = &recording->network, .values = &recording->values,
        .pins = pins, .from_head = begin_loss(recording, series),
        .inputs = recording->selection->inputs,
        .detach = recording->detach};
    bptt_run(&bptt, &recording->gradients);
}

static void unscale_row(real *row, size_t count, int exponent)
{
    for (size_t k = 0; k < count; k++)
        row[k] = (real)ldexp((double)row[k], -exponent);
}

void recording_unscale(struct recording *recording)
{
    struct tape *tape = &recording->gradients;

    for (int t = 1; recording->selection->inputs && t <= tape->steps; t++)
        unscale_row(tape_x(tape, t, 0), (size_t)tape->spec.inputs,
                    tape_exponent(tape, 0, t, 0));
    for (int l = 0; tape->memory != NULL && l < tape->spec.layers; l++) {
        struct track *track = &tape->layer[l];
        for (int t = 1; t <= tape->steps; t++) {
            if (track->exponent[t] == 0)
                continue;
            for (int s = 0; s < track->signals; s++)
                unscale_row(tape_signal(tape, l, s, t, 0),
                            (size_t)track->units, track->exponent[t]);
            track->exponent[t] = 0;
        }
    }
}
