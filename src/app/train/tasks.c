/* A choice asks for its training; what is open stays until that is there.
 */
#include "app/train/tasks.h"

#include "app/app.h"

enum { PAGE = 8, LISTED = TASK_SERIES }; /* the user's own series is a file */

void tasks_open(struct app *app)
{
    struct ui *ui = &app->ui;

    if (ui->overlay == OVERLAY_TASKS) {
        ui->overlay = OVERLAY_NONE;
        return;
    }
    ui->playing = false;
    ui->overlay = OVERLAY_TASKS;
    if (app->training != NULL &&
        training_task(app->training)->kind != TASK_SERIES)
        ui->task = (int)training_task(app->training)->kind;
}

void tasks_choose(struct app *app, int task)
{
    if (task == -1)
        task = app->ui.task;
    if (task < 0 || task >= LISTED)
        return;
    app->ui.task = task;
    app->ui.overlay = OVERLAY_NONE;
    app_ask(app, REQUEST_TRAIN, task_table[task].name);
}

void tasks_move(struct app *app, int by)
{
    int task = app->ui.task + by;

    app->ui.task = task < 0 ? 0 : task >= LISTED ? LISTED - 1 : task;
}

bool tasks_key(struct app *app, enum key key)
{
    switch (key) {
    case KEY_UP: tasks_move(app, -1); return true;
    case KEY_DOWN: tasks_move(app, 1); return true;
    case KEY_PAGE_UP: tasks_move(app, -PAGE); return true;
    case KEY_PAGE_DOWN: tasks_move(app, PAGE); return true;
    case KEY_HOME: tasks_move(app, -LISTED); return true;
    case KEY_END: tasks_move(app, LISTED); return true;
    case KEY_ENTER: tasks_choose(app, -1); return true;
    default: return false;
    }
}
