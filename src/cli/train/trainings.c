/* The material is read, copied by the training, and let go.
 */
#include "cli/train/trainings.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/open/folder.h"
#include "cli/open/shots.h"
#include "cli/run/material.h"

enum { SHOWN = 300 };

const char trainings_mark[] = "task:";

int trainings_task(const char *path)
{
    size_t length = strlen(trainings_mark);

    return strncmp(path, trainings_mark, length) == 0
        ? task_find(path + length) : -1;
}

int trainings_find(const char *name, const char *input, struct error *error)
{
    int kind = task_find(name);
    char shown[SHOWN];

    if (kind < 0)
        error_set(error, "unknown task '%s'; 'gatereel tasks' lists them",
                  text_printable(name, strlen(name), shown, sizeof shown));
    else if (kind == TASK_SERIES && input == NULL)
        error_set(error, "the series task learns a table of yours: add "
                  "--input FILE.csv");
    return kind == TASK_SERIES && input == NULL ? -1 : kind;
}

struct training *trainings_begin(const struct race_setup *setup,
                                 const struct trainings_table *table,
                                 const struct kernels *kernels,
                                 struct error *error)
{
    const struct trainings_table none = {0};
    struct training *training = NULL;
    struct owned_material owned;

    table = table != NULL ? table : &none;
    if (!material_read(&owned, setup->lane[0].task, table->input,
                       table->column, error))
        return NULL;
    training = training_create(setup, &owned.material,
                               table->input != NULL && owned.column.name
                                   ? owned.column.name : "",
                               kernels, error);
    material_finish(&owned);
    return training;
}

bool trainings_is_name(const char *path)
{
    static const char end[] = ".safetensors";
    size_t length = strlen(path), wanted = strlen(end);

    return length > wanted && strcmp(path + length - wanted, end) == 0;
}

bool trainings_is_file(const char *path)
{
    struct safetensors file;
    bool is;

    if (!safetensors_read(&file, path, NULL))
        return false;
    is = race_file_is(&file);
    safetensors_finish(&file);
    return is;
}

struct training *trainings_open(const char *path, const char *input,
                                const struct kernels *kernels,
                                struct error *error)
{
    struct race_setup setup;
    char column[RACE_COLUMN_MAX], shown[SHOWN];
    struct owned_material owned;

    if (!race_peek(path, &setup, column, error))
        return NULL;
    enum task_kind kind = setup.lane[0].task;
    if (kind == TASK_SERIES && input == NULL) {
        error_set(error, "%s learned from a series of yours: give it too, with "
                  "--input FILE.csv", text_printable(path, strlen(path), shown,
                                                     sizeof shown));
        return NULL;
    }
    if (!material_read(&owned, kind, input,
                       column[0] != '\0' ? column : NULL, error))
        return NULL;
    struct training *training = training_open(path, &owned.material, kernels,
                                              error);
    material_finish(&owned);
    return training;
}

static bool find_path(struct training *training, struct error *error)
{
    char name[SHOTS_NAME_MAX];

    return training->path[0] != '\0' ||
           (shots_find_name(name, ".safetensors", error) &&
            (folder_whole_path(name, training->path, sizeof training->path) ||
             error_set(error, "the path is too long; start in another "
                       "folder")));
}

bool trainings_save(struct training *training, struct error *error)
{
    const char *column = training->column[0] != '\0' ? training->column : NULL;

    if (!find_path(training, error) ||
        !race_save(&training->race, column, training->path, error))
        return false;
    training->saved = race_epochs(&training->race);
    return true;
}
