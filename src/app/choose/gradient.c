/* Choices outside of what the film has change nothing.
 */
#include "app/choose/gradient.h"

#include "app/actions.h"
#include "app/app.h"
#include "scene/view/paths/quantity.h"

/* Of the lanes while they are compared, else of the panel of paths. */
static void choose_quantity(struct app *app, int value)
{
    struct ui *ui = &app->ui;
    bool lanes = ui->screen == SCREEN_COMPARE;
    enum decay_measure *quantity = lanes ? &ui->quantity : &ui->path;
    enum cell cell = lanes ? CELL_LSTM : film_cell(app->film, ui->layer);
    enum decay_measure choice[QUANTITIES_MAX];
    int count = quantity_choices(cell, choice), now = 0;

    for (int k = 0; k < count; k++) {
        if (choice[k] == (enum decay_measure)value)
            *quantity = choice[k];
        if (choice[k] == *quantity)
            now = k;
    }
    if (value == -1)
        *quantity = choice[(now + 1) % count];
}

/* -1: where the playhead is, or where it is there already the largest. */
static void choose_lag(struct app *app, int value)
{
    struct ui *ui = &app->ui;
    const struct moment now = play_moment(app);
    int steps = app->film->steps, lag = moment_lag(&now, steps);

    if (value == -1)
        value = lag == ui->lag ? 0 : lag;
    if (value >= 0 && value <= steps)
        ui->lag = value;
}

static void choose_weights(struct app *app, int value)
{
    struct ui *ui = &app->ui;
    bool dense = film_cell(app->film, ui->layer) == CELL_DENSE;

    if (value == -1)
        value = ui->weights < LAG_BIAS ? (int)ui->weights + 1 : LAG_WEIGHTS_W;
    if (value == LAG_WEIGHTS_U && dense)
        value = LAG_BIAS;
    if (value >= LAG_WEIGHTS_W && value <= LAG_BIAS)
        ui->weights = (enum lag_measure)value;
}

/* The chosen loss again: the last one. */
static void choose_loss(struct app *app, int value)
{
    struct ui *ui = &app->ui;
    int now = loss_row_chosen(app->film, ui->loss_step);

    if (value == -1 || value == -2) {
        now += value == -1 ? -1 : 1;
        if (now >= 1 && now <= app->film->steps)
            ui->loss_step = now;
    } else if (value >= 1 && value <= app->film->steps) {
        ui->loss_step = value == ui->loss_step ? 0 : value;
    }
}

/* Backward the question is about the end, from which gradients come. */
static void set_output_step(struct app *app)
{
    struct moment now = play_moment(app);

    app->ui.output_step = now.pass == PASS_FORWARD ? now.step : 0;
}

static void connect(struct app *app)
{
    app->ui.connect = !app->ui.connect;
    set_output_step(app);
}

static void choose_output(struct app *app, int value)
{
    struct ui *ui = &app->ui;
    int outputs = connection_outputs(app->film);

    if (value == -1)
        value = ui->connect ? (ui->output + 1) % outputs : ui->output;
    if (value < 0 || value >= outputs)
        return;
    ui->output = value;
    ui->connect = true;
    set_output_step(app);
}

void gradient_choose(struct app *app, const struct order *order)
{
    int value = order->value;

    switch (order->action) {
    case ACTION_QUANTITY: choose_quantity(app, value); break;
    case ACTION_TOTAL:
        app->ui.total = value == -1 ? !app->ui.total : value == 1;
        break;
    case ACTION_LAG: choose_lag(app, value); break;
    case ACTION_WEIGHTS: choose_weights(app, value); break;
    case ACTION_LOSS_STEP: choose_loss(app, value); break;
    case ACTION_CONNECT: connect(app); break;
    case ACTION_OUTPUT: choose_output(app, value); break;
    default: break;
    }
}
