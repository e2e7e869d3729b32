/* What is open is a list in struct ui; the last one is shown.
 */
#include <stdbool.h>

#include "app/choose/number.h"

#include <math.h>
#include <string.h>

#include "app/actions.h"
#include "app/app.h"
#include "scene/study/trace/trace.h"

/* Units from the pointer to a number that is read off there. */
enum { READING_NEAR = 260 };

static bool is_same(struct draw_id a, struct draw_id b)
{
    return a.kind == b.kind && a.layer == b.layer && a.signal == b.signal &&
           a.step == b.step && a.unit == b.unit;
}

/* Goes back to a number of the way here, or on to a new one. */
static void push(struct ui *ui, struct draw_id id)
{
    ui->trace_top = 0;
    for (int k = 0; k < ui->traces; k++)
        if (is_same(ui->trace[k], id)) {
            ui->traces = k + 1;
            return;
        }
    if (ui->traces == UI_TRACE_MAX) {
        memmove(ui->trace, ui->trace + 1,
                (UI_TRACE_MAX - 1) * sizeof *ui->trace);
        ui->traces--;
    }
    ui->trace[ui->traces++] = id;
}

/* The chosen row of what is open. */
static struct draw_id chosen_row(const struct app *app)
{
    const struct ui *ui = &app->ui;

    if (ui->traces == 0)
        return (struct draw_id){0};
    const struct trace_number number = trace_of(app->film,
                                                ui->trace[ui->traces - 1]);
    return trace_row(app->film, &number, ui->trace_top);
}

/* What is computed in the present phase, of the chosen unit. */
static struct draw_id present(const struct app *app)
{
    const struct ui *ui = &app->ui;
    enum cell cell = film_cell(app->film, ui->layer);
    struct moment now = play_moment(app);
    int phases = play_timeline(app).phases, signal = cell_table[cell].h;
    bool back = now.pass == PASS_BACKWARD;
    int phase = back ? phases - 1 - now.phase : now.phase;

    for (int s = 0; s < cell_table[cell].signals; s++)
        if (phase_of_signal(cell, s) == phase)
            signal = s;
    return subject(back ? SUBJECT_GRADIENT : SUBJECT_SIGNAL, ui->layer, signal,
                   now.step, ui->unit);
}

/* Where a text begins. */
static float left_of(const struct draw_command *text)
{
    return text->box.x - (text->align == ALIGN_LEFT ? 0 :
                          text->align == ALIGN_CENTRE ? text->box.w / 2
                                                      : text->box.w);
}

struct draw_id number_reading(const struct app *app, struct point at)
{
    const struct draw_list *list = &app->list;
    struct point place = draw_from_pixels(list, at.x, at.y);
    struct draw_id best = {0};
    float nearest = READING_NEAR;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        float left = left_of(text);
        float dx = fmaxf(fmaxf(left - place.x, place.x - left - text->box.w),
                         0);
        float away = hypotf(dx, text->box.y - place.y);
        struct draw_id id = list->numbers[text->number].id;
        if (away < nearest && trace_opens(app->film, id)) {
            nearest = away;
            best = id;
        }
    }
    return best;
}

static struct draw_id wanted(struct app *app, const struct order *order)
{
    struct draw_id id = order->id;

    if (app->ui.pointer.x >= 0 && !trace_opens(app->film, id))
        id = pointer_number(app);
    if (app->ui.hover.kind == SUBJECT_OTHER && !trace_opens(app->film, id))
        id = number_reading(app, app->ui.pointer);
    if (!trace_opens(app->film, id))
        id = chosen_row(app);
    return app->ui.traces == 0 && !trace_opens(app->film, id) ? present(app)
                                                              : id;
}

void number_open(struct app *app, const struct order *order)
{
    struct ui *ui = &app->ui;

    if (order->value == -1) {
        number_back(ui);
    } else if (order->value == -2) {
        ui->traces = 0;
        ui->trace_top = 0;
    } else {
        struct draw_id id = wanted(app, order);
        if (trace_opens(app->film, id))
            push(ui, id);
    }
}

void number_scroll(struct app *app, const struct order *order)
{
    struct ui *ui = &app->ui;

    if (ui->traces == 0)
        return;
    const struct trace_number number = trace_of(app->film,
                                                ui->trace[ui->traces - 1]);
    int rows = trace_choices(app->film, &number);
    long row = (long)ui->trace_top + order->value;
    ui->trace_top = row < 0 || rows == 0 ? 0 : row >= rows ? rows - 1
                                                           : (int)row;
}

bool number_back(struct ui *ui)
{
    if (ui->traces == 0)
        return false;
    ui->traces--;
    ui->trace_top = 0;
    return true;
}

void number_fit(struct ui *ui, const struct film *film)
{
    for (int k = 0; k < ui->traces; k++)
        if (!trace_opens(film, ui->trace[k])) {
            ui->traces = k;
            ui->trace_top = 0;
        }
}

struct draw_id number_written(const struct draw_list *list, struct point at)
{
    struct point place = draw_from_pixels(list, at.x, at.y);

    for (int k = list->commands; k-- > 0;) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        struct box box = box_at(left_of(text), text->box.y - text->width,
                                text->box.w, text->width * 1.3f);
        if (box_contains(box, place))
            return list->numbers[text->number].id;
    }
    return (struct draw_id){0};
}
