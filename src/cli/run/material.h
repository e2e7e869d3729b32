/* What tasks are made from, out of files: those that come with the program, or
 * the user's.
 */
#ifndef GATEREEL_CLI_RUN_MATERIAL_H
#define GATEREEL_CLI_RUN_MATERIAL_H

#include "cli/run/column.h"
#include "data/task.h"

enum { MATERIAL_PATH_MAX = 4096, MATERIAL_TEXT_MAX = 64 * 1024 * 1024 };

/* {0} is empty; a task that makes its own data needs nothing else. */
struct owned_material {
    struct material material; /* points into what follows */
    struct column column;
    char *text;
    char path[MATERIAL_PATH_MAX];
};

/* Reads what a task is made from. `input` and `column` of the user go before
 * those of the task; NULL: the task's own. The message names the file. */
bool material_read(struct owned_material *owned, enum task_kind kind,
                   const char *input, const char *column,
                   struct error *error);
void material_finish(struct owned_material *owned);

#endif
