/* The range is kept in struct ui from where it began to where it goes, in
 * whatever order; whoever reads it puts it in order.
 */
#include "app/lab/brush.h"

#include <math.h>

#include "app/app.h"
#include "app/lab/interfere.h"

/* The cell 0 .. count - 1 at a share of the whole. */
static int cell_at(float at, float start, float length, int count)
{
    float share = (at - start) / fmaxf(length, 1e-3f);

    share = fminf(fmaxf(share, 0), 1) * (float)count;
    return share < (float)count ? (int)share : count - 1;
}

static void locate(const struct app *app, const struct drag_at *drag,
                   int *unit, int *step)
{
    const struct draw_spot *spot = &drag->spot;
    int steps = spot->id.step - spot->value + 1;
    int units = film_units(app->film, app->ui.layer);

    *unit = cell_at(drag->at.y, spot->box.y, spot->box.h,
                    spot->id.unit < units ? spot->id.unit : units);
    *step = spot->value + cell_at(drag->at.x, spot->box.x, spot->box.w, steps);
    if (*step > app->film->steps)
        *step = app->film->steps;
}

static bool pins(const struct ui *ui)
{
    return ui->tool == TOOL_ONE || ui->tool == TOOL_ZERO ||
           ui->tool == TOOL_FREE;
}

void brush_begin(struct app *app, const struct drag_at *drag)
{
    struct brush *brush = &app->ui.brush;

    if (app->film == NULL || !pins(&app->ui))
        return;
    *brush = (struct brush){.on = true};
    locate(app, drag, &brush->first_unit, &brush->first_step);
    brush->last_unit = brush->first_unit;
    brush->last_step = brush->first_step;
}

void brush_move(struct app *app, const struct drag_at *drag)
{
    struct brush *brush = &app->ui.brush;

    if (app->film != NULL && brush->on)
        locate(app, drag, &brush->last_unit, &brush->last_step);
}

void brush_end(struct app *app, bool keep)
{
    if (keep)
        brush_pin(app);
    app->ui.brush = (struct brush){0};
}

void brush_mark(struct app *app)
{
    struct ui *ui = &app->ui;
    bool on = !ui->brush.on;

    if (!pins(ui))
        ui->tool = TOOL_ONE;
    ui->brush = (struct brush){
        .on = on, .follows = on, .first_unit = ui->unit, .last_unit = ui->unit,
        .first_step = play_moment(app).step,
        .last_step = play_moment(app).step};
}

static void order(int *first, int *last)
{
    if (*first > *last) {
        int swap = *first;
        *first = *last;
        *last = swap;
    }
}

bool brush_pin(struct app *app)
{
    const struct ui *ui = &app->ui;
    struct brush brush = ui->brush;

    if (app->film == NULL || !brush.on || !pins(ui))
        return false;
    order(&brush.first_unit, &brush.last_unit);
    order(&brush.first_step, &brush.last_step);
    enum cell cell = film_cell(app->film, ui->layer);
    interfere_pin(app, (struct pin){
        .layer = ui->layer, .signal = cell_table[cell].shown[ui->heat_signal],
        .first_unit = brush.first_unit, .last_unit = brush.last_unit,
        .first_step = brush.first_step, .last_step = brush.last_step});
    app->ui.brush = (struct brush){0};
    return true;
}

void brush_follow(struct app *app)
{
    struct brush *brush = &app->ui.brush;
    int units = film_units(app->film, app->ui.layer);

    if (brush->on && (brush->first_unit >= units || !pins(&app->ui) ||
                      brush->first_step > app->film->steps))
        *brush = (struct brush){0};
    if (!brush->on)
        return;
    if (brush->follows) {
        brush->last_unit = app->ui.unit;
        brush->last_step = play_moment(app).step;
    }
    if (brush->last_unit >= units)
        brush->last_unit = units - 1;
    if (brush->last_step > app->film->steps)
        brush->last_step = app->film->steps;
}
