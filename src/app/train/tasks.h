/* The list of tasks, and what is chosen in it.
 */
#ifndef GATEREEL_APP_TRAIN_TASKS_H
#define GATEREEL_APP_TRAIN_TASKS_H

#include <stdbool.h>

#include "draw/input.h"

struct app;

/* Opens the list, or closes it. */
void tasks_open(struct app *app);

/* Asks for the training of a task: enum task_kind; -1: the chosen one. */
void tasks_choose(struct app *app, int task);

/* The choice, by so many lines of the list. */
void tasks_move(struct app *app, int by);

/* A key while the list is open; false: it means what it always does. */
bool tasks_key(struct app *app, enum key key);

#endif
