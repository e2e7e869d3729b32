/* A small training that is ready: it remembers the first bit.
 *
 *     struct training *training = training_case(3);    three epochs done
 *     ...
 *     training_destroy(training);
 *
 * RNN, GRU and LSTM with 6 units over 8 steps, 12 epochs in all, two seeds
 * each; nothing is measured yet:
 *
 *     training_case_measure(training, &ui);
 *
 * Other tasks from what comes with the program:
 *
 *     struct training *training = training_case_of(TASK_CO2, 1);
 */
#ifndef GATEREEL_TESTS_TRAINING_CASE_H
#define GATEREEL_TESTS_TRAINING_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "data/table/csv.h"
#include "scene/training/training.h"

/* The plainest kernels, so that goldens agree everywhere. */
static inline const struct kernels *training_case_kernels(void)
{
    const struct kernels *kernels = kernels_choose("sse2", NULL);

    return kernels != NULL ? kernels : kernels_choose("generic", NULL);
}

/* What the dials say at first. */
static inline struct race_setup training_case_setup(void)
{
    struct race_setup setup = race_defaults(TASK_REMEMBER);

    setup.seeds = 2;
    for (int k = 0; k < setup.lanes; k++) {
        setup.lane[k].layer.units = 6;
        setup.lane[k].steps = 8;
        setup.lane[k].epochs = 12;
    }
    return setup;
}

/* Whole epochs of all lanes. */
static inline void training_case_train(struct training *training, int epochs)
{
    int last = race_epochs(&training->race) + epochs;

    while (race_epochs(&training->race) < last && !race_done(&training->race))
        race_slice(&training->race);
}

static inline struct training *training_case_make(
    const struct race_setup *setup, const struct material *material,
    int epochs)
{
    struct error error = {0};
    struct training *training = training_create(
        setup, material, "", training_case_kernels(), &error);

    assert_string_equal(error.text, "");
    assert_non_null(training);
    training_case_train(training, epochs);
    return training;
}

static inline struct training *training_case(int epochs)
{
    const struct race_setup setup = training_case_setup();
    const struct material none = {0};

    return training_case_make(&setup, &none, epochs);
}

/* What is read from assets/data for a task: until training_case_close. */
struct training_case_material {
    struct material material;
    double *series;
    char *text;
};

static inline void training_case_open(struct training_case_material *read,
                                      enum task_kind kind)
{
    const struct task_info *info = &task_table[kind];
    struct error error = {0};
    char path[1024];
    size_t length = 0;

    *read = (struct training_case_material){0};
    if (info->file == NULL)
        return;
    snprintf(path, sizeof path, "%s/../assets/data/%s", TEST_DIR, info->file);
    file_read(path, 64 << 20, &read->text, &length, &error);
    assert_string_equal(error.text, "");
    read->material.name = info->file;
    read->material.text = read->text;
    read->material.text_length = length;
    if (info->column == NULL)
        return;
    struct csv csv;
    csv_parse(&csv, read->text, length, path, CSV_EMPTY_ERROR, &error);
    assert_string_equal(error.text, "");
    read->series = malloc((size_t)csv.rows * sizeof *read->series);
    for (int column = 0; column < csv.columns; column++)
        for (int row = 0; row < csv.rows; row++)
            if (strcmp(csv.names[column], info->column) == 0)
                read->series[row] =
                    csv.values[(size_t)row * (size_t)csv.columns +
                               (size_t)column];
    read->material.series = read->series;
    read->material.series_length = csv.rows;
    csv_finish(&csv);
}

static inline void training_case_close(struct training_case_material *read)
{
    free(read->series);
    free(read->text);
}

/* The race of a task with small networks. */
static inline struct training *training_case_of(enum task_kind kind,
                                                int epochs)
{
    struct race_setup setup = race_defaults(kind);
    struct training_case_material read;

    training_case_open(&read, kind);
    for (int k = 0; k < RACE_LANES; k++) {
        setup.lane[k].layer.units = 5;
        setup.lane[k].epochs = 8;
    }
    struct training *training = training_case_make(&setup, &read.material,
                                                   epochs);
    training_case_close(&read);
    return training;
}

/* All that this view wants measured. */
static inline void training_case_measure(struct training *training,
                                         const struct ui *ui)
{
    struct error error = {0};

    while (training_wants(training, ui))
        training_work(training, ui, &error);
    assert_string_equal(error.text, "");
}

#endif
