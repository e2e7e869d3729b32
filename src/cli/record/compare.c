/* The file says what is compared: it may come from this program or from
 * another one that kept only a few of the signals.
 */
#include "cli/record/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

enum { SHOWN = 80 };

/* How far one array is from what was expected. */
struct difference {
    double largest; /* NaN where a NaN or infinity is on one side only */
    double allowed;
    int step, unit; /* the first that differ by more, from 1; 0: none */
};

/* What the lines have said so far. */
struct verdict {
    int arrays, bad;
    char first[200]; /* the first bad one, and what is wrong with it */
};

void compare_select(const struct safetensors *expected,
                    const struct spec *spec, struct selection *selection)
{
    for (int i = 0; i < expected->tensors; i++) {
        const char *name = expected->tensor[i].name;
        const char *dot = strchr(name, '.');
        /* A name that means nothing here is left to the comparison. */
        if (strcmp(name, "dx") == 0)
            select_inputs(selection);
        else if (strncmp(name, "layer", 5) == 0 && dot != NULL)
            select_signal(selection, spec, dot + 1);
    }
}

static const struct array *find_array(const struct recording *recording,
                                      const char *name)
{
    for (int k = 0; k < recording->arrays; k++)
        if (strcmp(recording->array[k].name, name) == 0)
            return &recording->array[k];
    return NULL;
}

/* [T][width], where PyTorch may have put a batch of one anywhere before. */
static bool same_shape(const struct tensor *tensor, const struct array *array,
                       int steps)
{
    return tensor->rank >= 1 &&
           tensor->elements == (int64_t)steps * array->width &&
           tensor->shape[tensor->rank - 1] == array->width;
}

static struct difference measure(const struct array *array, int steps,
                                 const double *want, double tolerance)
{
    size_t count = (size_t)steps * (size_t)array->width;
    struct difference found = {0};
    double scale = 1e-3;

    for (size_t i = 0; i < count; i++)
        if (isfinite(want[i]))
            scale = fmax(scale, fabs(want[i]));
    found.allowed = tolerance * scale;
    for (int t = 0; t < steps; t++)
        for (int k = 0; k < array->width; k++) {
            double value = array_value(array, t, k);
            double expected = want[(size_t)t * array->width + k];
            if (value == expected || (isnan(value) && isnan(expected)))
                continue;
            double miss = fabs(value - expected);
            if (!(miss <= found.largest))
                found.largest = isnan(found.largest) ? NAN : miss;
            if (!(miss <= found.allowed) && found.step == 0) {
                found.step = t + 1;
                found.unit = k + 1;
            }
        }
    return found;
}

static void blame(struct verdict *verdict, const char *name, const char *what)
{
    if (verdict->bad++ == 0)
        snprintf(verdict->first, sizeof verdict->first, "%s %s", name, what);
}

static void print_difference(FILE *out, const char *name,
                             const struct difference *difference,
                             struct verdict *verdict)
{
    char largest[NUMBER_TEXT_MAX], allowed[NUMBER_TEXT_MAX], place[64];

    number_format(largest, difference->largest, 3);
    number_format(allowed, difference->allowed, 3);
    snprintf(place, sizeof place, "differs first at step %d, unit %d",
             difference->step, difference->unit);
    if (difference->step > 0)
        blame(verdict, name, place);
    fprintf(out, "%-16s %12s %12s  %s\n", name, largest, allowed,
            difference->step > 0 ? place : "agrees");
}

/* One tensor of the file. */
static bool compare_one(const struct recording *recording,
                        const struct tensor *tensor, double tolerance,
                        FILE *out, struct verdict *verdict,
                        struct error *error)
{
    const struct array *array = find_array(recording, tensor->name);
    int steps = recording->values.steps;
    char name[SHOWN], shape[TENSOR_SHAPE_TEXT], what[TENSOR_SHAPE_TEXT + 60];

    text_printable(tensor->name, strlen(tensor->name), name, sizeof name);
    what[0] = '\0';
    if (array == NULL)
        snprintf(what, sizeof what, "is not what this network records");
    else if (!tensor->readable)
        snprintf(what, sizeof what, "is of type %s, which is not read",
                 tensor->type);
    else if (!same_shape(tensor, array, steps))
        snprintf(what, sizeof what, "is %s in the file and %d x %d here",
                 tensor_shape(tensor, shape), steps, array->width);
    verdict->arrays++;
    if (what[0] != '\0') {
        blame(verdict, name, what);
        fprintf(out, "%-16s %s\n", name, what);
        return true;
    }
    double *want = array_new((size_t)tensor->elements, sizeof *want,
                             "the expected numbers", error);
    if (want == NULL)
        return false;
    tensor_read_double(tensor, want);
    struct difference found = measure(array, steps, want, tolerance);
    free(want);
    print_difference(out, name, &found, verdict);
    return true;
}

/* One line that names them all. */
static void list_missing(const struct recording *recording,
                         const struct safetensors *expected, FILE *out,
                         struct verdict *verdict)
{
    int missing = 0;

    for (int k = 0; k < recording->arrays; k++) {
        const struct array *array = &recording->array[k];
        if (safetensors_find(expected, array->name) != NULL)
            continue;
        fprintf(out, "%s %s", missing++ == 0 ? "not in the file:" : ",",
                array->name);
        if (array->asked)
            blame(verdict, array->name, "is not in the file");
    }
    if (missing > 0)
        fputc('\n', out);
}

bool compare_recording(const struct recording *recording,
                       const struct safetensors *expected, double tolerance,
                       FILE *out, struct error *error)
{
    struct verdict verdict = {0};

    fprintf(out, "%-16s %12s %12s\n", "array", "largest", "allowed");
    for (int i = 0; i < expected->tensors; i++)
        if (!compare_one(recording, &expected->tensor[i], tolerance, out,
                         &verdict, error))
            return false;
    list_missing(recording, expected, out, &verdict);
    if (verdict.arrays == 0)
        return error_set(error, "nothing to compare with: no arrays");
    if (verdict.bad == 0)
        return true;
    return error_set(error, "%s%s", verdict.first,
                     verdict.bad > 1 ? ", and others" : "");
}
