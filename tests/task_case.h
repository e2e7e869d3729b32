/* What tasks are made from, for tests: a ramp for series, so that a value tells
 * where it stood, and the files that come with the program for the others. */
#ifndef GATEREEL_TESTS_TASK_CASE_H
#define GATEREEL_TESTS_TASK_CASE_H

#include <stdio.h>

#include "base/file.h"
#include "data/task.h"

enum { RAMP = 203, DATA_MOST = 1 << 24 };

static inline const double *ramp(void)
{
    static double values[RAMP];

    for (int k = 0; k < RAMP; k++)
        values[k] = 10 + 2 * k;
    return values;
}

/* Free *text when the task is open. */
static inline struct material task_material(enum task_kind kind, char **text)
{
    const struct task_info *info = &task_table[kind];
    struct material material = {.name = info->file};
    struct error error = {0};
    char path[512];

    *text = NULL;
    if (task_is_series(kind)) {
        material.series = ramp();
        material.series_length = RAMP;
        return material;
    }
    if (!info->file)
        return material;
    snprintf(path, sizeof path, "%s/../assets/data/%s", TEST_DIR, info->file);
    if (!file_read(path, DATA_MOST, text, &material.text_length, &error))
        fail_msg("%s", error.text);
    material.text = *text;
    return material;
}

#endif
