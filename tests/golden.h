/* Golden values from JSON files, for tests against PyTorch. */
#ifndef GATEREEL_TESTS_GOLDEN_H
#define GATEREEL_TESTS_GOLDEN_H

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/real.h"
#include "check_close.h"

/* What PyTorch's float64 allows, times max(largest |entry|, 1e-3). */
static const double golden_tolerance =
    sizeof(real) == sizeof(double) ? 1e-9 : 2e-5;

static inline json_t *golden_load(const char *name)
{
    char path[512];
    json_error_t error;
    snprintf(path, sizeof path, "%s/golden/%s.json", TEST_DIR, name);
    json_t *json = json_load_file(path, 0, &error);
    if (!json)
        fail_msg("%s: %s", path, error.text);
    return json;
}

static inline json_t *golden_get(const json_t *object, const char *key)
{
    json_t *json = json_object_get(object, key);
    if (!json)
        fail_msg("no '%s' in the golden file", key);
    return json;
}

/* The numbers of nested arrays one after the other; returns how many. `out`
 * may be NULL to count. */
static inline size_t golden_flatten(const json_t *json, double *out)
{
    if (json_is_number(json)) {
        if (out)
            *out = json_number_value(json);
        return 1;
    }
    size_t count = 0;
    for (size_t k = 0; k < json_array_size(json); k++)
        count += golden_flatten(json_array_get(json, k),
                                out ? out + count : NULL);
    return count;
}

/* The same in memory of its own: the caller's to free. */
static inline double *golden_numbers(const json_t *json, size_t *count)
{
    *count = golden_flatten(json, NULL);
    double *numbers = calloc(*count + 1, sizeof *numbers);
    assert_non_null(numbers);
    golden_flatten(json, numbers);
    return numbers;
}

/* got[0..count) against `json`, as one tensor. */
static inline void golden_compare(const char *name, const double *got,
                                  size_t count, const json_t *json)
{
    size_t wanted;
    double *want = golden_numbers(json, &wanted);
    double scale = 1e-3, worst = 0;
    size_t at = 0;
    assert_int_equal(count, wanted);
    assert_true(count > 0);
    for (size_t k = 0; k < count; k++)
        scale = fmax(scale, fabs(want[k]));
    for (size_t k = 0; k < count; k++) {
        double error = fabs(got[k] - want[k]) / scale;
        if (error > worst || (isnan(error) && worst < INFINITY)) {
            worst = isnan(error) ? INFINITY : error;
            at = k;
        }
    }
    if (!(worst <= golden_tolerance))
        fail_msg("%s[%zu]: %.17g, PyTorch has %.17g (error %.3g)", name, at,
                 got[at], want[at], worst);
    free(want);
}

#endif
