/* A task with a column reads that one; any other file is taken whole, and the
 * task makes sense of it.
 */
#include "cli/run/material.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/assets.h"

/* Where the file is; "" for a task without one. */
static bool find_file(struct owned_material *owned, enum task_kind kind,
                      const char *input, struct error *error)
{
    const struct task_info *info = &task_table[kind];
    char name[256];

    if (input != NULL) {
        int length = snprintf(owned->path, sizeof owned->path, "%s", input);
        return length < (int)sizeof owned->path ||
               error_set(error, "the path of the data is longer than %d bytes",
                         MATERIAL_PATH_MAX - 1);
    }
    if (info->file == NULL)
        return true;
    snprintf(name, sizeof name, "data/%s", info->file);
    return assets_path(name, owned->path, sizeof owned->path, error);
}

static bool read_column(struct owned_material *owned, const char *column,
                        struct error *error)
{
    if (!column_read(&owned->column, owned->path, column, error))
        return false;
    owned->material.series = owned->column.values;
    owned->material.series_length = owned->column.length;
    return true;
}

static bool read_text(struct owned_material *owned, struct error *error)
{
    struct material *material = &owned->material;

    if (!file_read(owned->path, MATERIAL_TEXT_MAX, &owned->text,
                   &material->text_length, error))
        return false;
    material->text = owned->text;
    return true;
}

bool material_read(struct owned_material *owned, enum task_kind kind,
                   const char *input, const char *column,
                   struct error *error)
{
    const struct task_info *info = &task_table[kind];
    bool fine;

    *owned = (struct owned_material){0};
    if (!find_file(owned, kind, input, error))
        return false;
    if (owned->path[0] == '\0')
        return true;
    owned->material.name = owned->path;
    if (task_is_series(kind))
        fine = read_column(owned, column != NULL || input != NULL
                               ? column : info->column, error);
    else
        fine = read_text(owned, error);
    if (!fine)
        material_finish(owned);
    return fine;
}

void material_finish(struct owned_material *owned)
{
    column_finish(&owned->column);
    free(owned->text);
    *owned = (struct owned_material){0};
}
