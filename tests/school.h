/* Small trainers for tests: what a network learns, and whether two of them
 * stand at the same bits. */
#ifndef GATEREEL_TESTS_SCHOOL_H
#define GATEREEL_TESTS_SCHOOL_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "train/trainer.h"

enum { WAVE = 120 };

/* Two periods mixed: easy, but not trivial. */
static inline const double *school_wave(void)
{
    static double values[WAVE];

    for (int k = 0; k < WAVE; k++)
        values[k] = 20 + 5 * sin(0.7 * k) + 2 * cos(0.31 * k);
    return values;
}

static inline bool school_is_wave(enum task_kind task)
{
    return task == TASK_SERIES || (task_is_series(task) &&
                                   task_table[task].column != NULL);
}

/* What a task is made from: the wave, or its file of assets/data, which stays
 * until the program ends. */
static inline struct material school_material(enum task_kind task)
{
    static char *texts[TASK_COUNT];
    static size_t lengths[TASK_COUNT];
    const struct task_info *info = &task_table[task];
    struct error error = {0};
    char path[300];

    if (school_is_wave(task))
        return (struct material){.series = school_wave(),
                                 .series_length = WAVE};
    if (info->file == NULL)
        return (struct material){0};
    snprintf(path, sizeof path, TEST_DIR "/../assets/data/%s", info->file);
    if (texts[task] == NULL &&
        !file_read(path, 1 << 24, &texts[task], &lengths[task], &error))
        fail_msg("%s", error.text);
    return (struct material){.text = texts[task],
                             .text_length = lengths[task]};
}

/* A network of four units, with sequences of a few steps and batches that do
 * not divide the epoch. */
static inline struct trainer_options school_options(enum task_kind task)
{
    struct trainer_options options = trainer_defaults(task);

    bool any_length = task_is_series(task) || task_has_lag(task) ||
                      task == TASK_LETTERS;

    options.steps = any_length ? 6 : 0;
    options.layer.units = 4;
    options.batch = 96;
    options.epochs = 2;
    if (school_is_wave(task))
        options.batch = 20;
    options.material = school_material(task);
    return options;
}

static inline void school_open(struct trainer *trainer,
                               const struct trainer_options *options)
{
    struct error error = {0};
    const struct kernels *kernels = kernels_choose(NULL, &error);

    assert_non_null(kernels);
    if (!trainer_init(trainer, options, kernels, &error))
        fail_msg("%s", error.text);
}

static inline void school_assert_same(const struct trainer *a,
                                      const struct trainer *b)
{
    size_t count = a->network.params.count;

    assert_int_equal(a->state.epoch, b->state.epoch);
    assert_int_equal(a->state.unit, b->state.unit);
    assert_int_equal(count, b->network.params.count);
    assert_memory_equal(a->network.params.data, b->network.params.data,
                        count * sizeof(real));
    assert_memory_equal(a->optimizer.state, b->optimizer.state,
                        2 * count * sizeof(real));
    assert_int_equal(a->optimizer.steps, b->optimizer.steps);
    if (a->state.epoch > 0)
        assert_memory_equal(a->history, b->history,
                            (size_t)a->state.epoch * (size_t)a->columns *
                                sizeof(real));
}

#endif
