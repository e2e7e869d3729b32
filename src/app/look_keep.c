/* How a step looked as it began, and the way back to it. */
#include "app/look.h"

#include <string.h>

#include "app/app.h"
#include "app/follow.h"

void look_keep(struct app *app)
{
    struct moment now = play_moment(app);

    app->begun.pass = now.pass;
    app->begun.step = now.step;
    app->begun.ui = app->ui;
    app->begun.timeline = play_timeline(app);
}

/* Copies the view of *from; what belongs to the user or to the moment (theme,
 * language, sizes, messages, the pointer) stays. */
static void copy_view(struct ui *ui, const struct ui *from)
{
    ui->screen = from->screen;
    ui->left = from->left;
    ui->right = from->right;
    ui->alone = from->alone;
    ui->story = from->story;
    ui->lane = from->lane;
    ui->layer = from->layer;
    ui->unit = from->unit;
    ui->mean = from->mean;
    ui->heat_signal = from->heat_signal;
    ui->heat = from->heat;
    ui->tool = from->tool;
    ui->brush = (struct brush){0};
    ui->input = from->input;
    ui->overlaid = from->overlaid;
    ui->column = from->column;
    ui->descending = from->descending;
    ui->table_signal = from->table_signal;
    ui->gate = from->gate;
    ui->all_lanes = from->all_lanes;
    ui->z_writes = from->z_writes;
    ui->dial = from->dial;
    ui->all_dials = from->all_dials;
    ui->one_lane = from->one_lane;
    ui->path = from->path;
    ui->detach = from->detach;
    ui->total = from->total;
    ui->lag = from->lag;
    ui->weights = from->weights;
    ui->loss_step = from->loss_step;
    ui->strands = from->strands;
    ui->connect = from->connect;
    ui->output = from->output;
    ui->output_step = from->output_step;
    ui->traces = from->traces;
    memcpy(ui->trace, from->trace, sizeof ui->trace);
    ui->trace_top = from->trace_top;
    ui->pinned = from->pinned;
    ui->pinned_at = from->pinned_at;
    ui->magnified = from->magnified;
    ui->magnify_at = from->magnify_at;
    ui->cards = from->cards;
}

void look_reset(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->playing = false;
    ui->light = false;
    ui->drawing = false;
    ui->strokes = 0;
    copy_view(ui, &app->begun.ui);
    app->zoom.time = ZOOM_TIME;
    follow(app);
    play_resume(app, &app->begun.timeline, app->begun.ui.at);
}
