/* The controls of a step: dials as the lab has them, and small steppers and
 * switches that do what keys do elsewhere.
 */
#include <math.h>
#include <stdio.h>

#include "scene/course/step/controls.h"
#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/dials/rows.h"
#include "scene/view/lesson/column/column.h"
#include "scene/view/train/parts/setting.h"

enum { STEPPER = 42, MARKS = 6, ROUND = 15, VALUE_ROOM = 96 };

/* "− 3 / 8 +" */
struct stepper {
    const char *label;
    char text[96];
    struct draw_id id;
    double value;              /* NaN: the text is no number */
    enum action action;
    int less, more;
};

static void draw_round(const struct scene *scene, struct point centre,
                       bool plus, enum action action, int value)
{
    struct draw_list *list = scene->list;
    struct color ink = scene->theme->ink;

    draw_disc(list, centre, ROUND, chrome_fill(scene, action, value));
    draw_ring(list, centre, ROUND - 0.5f, 1, scene->theme->edge_strong);
    draw_segment(list, point_at(centre.x - 6, centre.y),
                 point_at(centre.x + 6, centre.y), 2, ink);
    if (plus)
        draw_segment(list, point_at(centre.x, centre.y - 6),
                     point_at(centre.x, centre.y + 6), 2, ink);
    chrome_spot(scene, box_at(centre.x - ROUND, centre.y - ROUND, 2 * ROUND,
                              2 * ROUND), action, value);
}

static void draw_stepper(const struct column *column,
                         const struct stepper *stepper)
{
    const struct scene *scene = column->scene;
    float right = column->x + column->width;
    float y = column->y + STEPPER / 2, middle = right - 2 * ROUND -
                                                 VALUE_ROOM / 2;
    float left = right - 4 * ROUND - VALUE_ROOM;
    struct draw_style style = style_of(FACE_BOLD, TEXT_USUAL,
                                       scene->theme->ink, ALIGN_CENTRE);

    panel_text(scene, point_at(column->x, y + 6),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink, ALIGN_LEFT),
               left - column->x - 8, stepper->label);
    draw_round(scene, point_at(left + ROUND, y), false, stepper->action,
               stepper->less);
    draw_round(scene, point_at(right - ROUND, y), true, stepper->action,
               stepper->more);
    if (isnan(stepper->value)) {
        float width = fminf(draw_width(scene->list, FACE_BOLD, TEXT_USUAL,
                                       stepper->text), VALUE_ROOM - 8);
        style.align = ALIGN_LEFT;
        panel_text(scene, point_at(middle - width / 2, y + 6), style,
                   VALUE_ROOM - 6, stepper->text);
    } else {
        draw_value(scene->list, point_at(middle, y + 6), style, stepper->id,
                   stepper->value, stepper->text);
    }
}

static void set_stepper(struct column *column, const struct stepper *stepper)
{
    if (column_seen(column, column->y, STEPPER))
        draw_stepper(column, stepper);
    column->y += STEPPER;
}

static const struct setup *setup_of(const struct column *column)
{
    return column->scene->lab == NULL
        ? NULL : history_setup(&column->scene->lab->history);
}

static void set_dial(struct column *column, enum dial dial)
{
    const struct scene *scene = column->scene;

    if (scene->lab == NULL)
        return;
    const struct history *history = &scene->lab->history;
    const struct dials_view view = {
        .scene = scene,
        .desk = {.setup = history_setup(history), .cast = &scene->lab->cast,
                 .lane = scene->ui->lane, .one = scene->ui->one_lane},
        .start = &history->point[0].setup};
    if (!dial_there(&view.desk, dial))
        return;
    float height = rows_height(&view, dial, column->width);
    if (column_seen(column, column->y, height + MARKS))
        rows_draw(&view, dial, box_at(column->x, column->y, column->width,
                                      height), (int)dial == scene->ui->dial);
    column->y += height + MARKS;
}

static void set_unit(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct ui *ui = scene->ui;
    struct stepper stepper = {say(ui, "unit", "유닛"), "",
                              subject(SUBJECT_OTHER, 0, 0, 0, 0), ui->unit + 1,
                              ACTION_UNIT, -1, -2};

    if (scene->film == NULL)
        return;
    snprintf(stepper.text, sizeof stepper.text, "%d / %d", ui->unit + 1,
             scene->film->values.spec.layer[ui->layer].units);
    set_stepper(column, &stepper);
}

static void set_lag(struct column *column)
{
    const struct scene *scene = column->scene;

    if (scene->lab == NULL)
        return;
    int lag = lab_lag(scene->lab, scene->ui);
    struct stepper stepper = {say(scene->ui, "lag", "시차"), "",
                              subject(SUBJECT_OTHER, 0, 0, 0, 1), lag,
                              ACTION_LAG, lag > 1 ? lag - 1 : 1, lag + 1};
    snprintf(stepper.text, sizeof stepper.text, "%d", lag);
    set_stepper(column, &stepper);
}

static void set_cut(struct column *column)
{
    const struct ui *ui = column->scene->ui;
    struct stepper stepper = {
        say(ui, "steps back", "거슬러 가는 시점"), "",
        subject(SUBJECT_OTHER, 0, 0, 0, 2), ui->cut > 0 ? ui->cut : NAN,
        ACTION_CUT_STEP, 0, 1};

    if (ui->cut > 0)
        snprintf(stepper.text, sizeof stepper.text, "%d", ui->cut);
    else
        snprintf(stepper.text, sizeof stepper.text, "%s",
                 say(ui, "all", "전부"));
    set_stepper(column, &stepper);
}

static void set_input(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    int step = scene->now.step;

    if (film == NULL || step < 1 || step > film->steps)
        return;
    struct draw_id id = subject(SUBJECT_INPUT, 0, 0, step, ui->input);
    struct stepper stepper = {say(ui, "input here", "지금 입력"),
                              "", id, subject_value(film, id),
                              ACTION_MOVE_INPUT, -1, 1};
    if (film->values.spec.vocabulary > 0) {
        stepper.value = NAN;
        snprintf(stepper.text, sizeof stepper.text, "%s",
                 token_show(film, step));
    } else {
        figure_signed(stepper.text, stepper.value, 2);
    }
    set_stepper(column, &stepper);
}

static void set_temperature(struct column *column)
{
    const struct setup *setup = setup_of(column);
    const struct ui *ui = column->scene->ui;

    if (setup == NULL)
        return;
    struct stepper stepper = {say(ui, "temperature", "온도"), "",
                              subject(SUBJECT_OTHER, 0, 0, 0, 3),
                              setup->temperature, ACTION_TEMPERATURE, -1, -2};
    figure_plain(stepper.text, setup->temperature, 1);
    set_stepper(column, &stepper);
}

static void set_example(struct column *column)
{
    const struct scene *scene = column->scene;
    int now, count = control_examples(&course_step(column->course)->step,
                                      scene->lab, scene->training, scene->ui,
                                      &now);
    struct stepper stepper = {say(scene->ui, "test sequence",
                                  "테스트 시퀀스"), "",
                              subject(SUBJECT_OTHER, 0, 0, 0, 4), now + 1,
                              ACTION_EXAMPLE, -1, -2};

    snprintf(stepper.text, sizeof stepper.text, "%d / %d", now + 1, count);
    set_stepper(column, &stepper);
}

/* A dial of training; it is turned before a training begins anew. */
static void set_setting(struct column *column, enum train_dial dial)
{
    if (column_seen(column, column->y, SETTING_HEIGHT))
        setting_draw(column->scene, box_at(column->x, column->y,
                                           column->width, SETTING_HEIGHT),
                     dial);
    column->y += SETTING_HEIGHT;
}

static void set_restart(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct column_button button = {say(scene->ui, "restart",
                                             "다시 시작"), true,
                                         ACTION_RESTART, 0};

    if (!training_is_fresh(scene->training))
        column_buttons(column, &button, 1);
}

static void set_tool(struct column *column)
{
    const struct ui *ui = column->scene->ui;
    const struct column_button button[TOOLS] = {
        {say(ui, "look", "보기"), ui->tool == TOOL_LOOK, ACTION_TOOL,
         TOOL_LOOK},
        {say(ui, "pin at 1", "1로 고정"), ui->tool == TOOL_ONE, ACTION_TOOL,
         TOOL_ONE},
        {say(ui, "pin at 0", "0으로 고정"), ui->tool == TOOL_ZERO,
         ACTION_TOOL, TOOL_ZERO},
        {say(ui, "let go", "풀기"), ui->tool == TOOL_FREE, ACTION_TOOL,
         TOOL_FREE},
        {say(ui, "cut", "끊기"), ui->tool == TOOL_CUT, ACTION_TOOL,
         TOOL_CUT}};

    column_buttons(column, button, TOOLS);
}

static void set_free(struct column *column)
{
    const struct setup *setup = setup_of(column);
    const struct ui *ui = column->scene->ui;

    if (setup == NULL)
        return;
    const struct column_button button = {
        say(ui, "left to itself from here", "여기부터 자유 생성"),
        setup->free_from > 0, ACTION_FREE, 0};
    column_buttons(column, &button, 1);
}

static void set_wording(struct column *column)
{
    const struct ui *ui = column->scene->ui;
    const struct column_button button = {
        ui->keep_write ? say(ui, "keep · write · output", "유지 · 쓰기 · 출력")
                       : say(ui, "forget · input · output",
                             "망각 · 입력 · 출력"),
        ui->keep_write, ACTION_WORDING, 0};

    column_buttons(column, &button, 1);
}

static bool trains(const struct column *column)
{
    return course_step(column->course)->step.stage.task[0] != '\0';
}

static void set_control(struct column *column, int control)
{
    switch (control) {
    case CONTROL_UNIT: set_unit(column); break;
    case CONTROL_LAG: set_lag(column); break;
    case CONTROL_CUT: set_cut(column); break;
    case CONTROL_INPUT: set_input(column); break;
    case CONTROL_TEMPERATURE: set_temperature(column); break;
    case CONTROL_EXAMPLE: set_example(column); break;
    case CONTROL_TOOL: set_tool(column); break;
    case CONTROL_FREE: set_free(column); break;
    case CONTROL_WORDING: set_wording(column); break;
    default:
        if (trains(column))
            set_setting(column, (enum train_dial)control_setting(control));
        else
            set_dial(column, (enum dial)control);
    }
}

void controls_set(struct column *column)
{
    const struct step_settings *step = &course_step(column->course)->step;
    const struct scene *scene = column->scene;
    bool any = false, sets = false;

    for (int k = 0; k < step->controls; k++) {
        int control = step->control[k];
        if (!control_there(step, control, scene->lab, scene->training))
            continue;
        if (!any)
            column_title(column, say(scene->ui, "Try it", "직접 해 보기"));
        any = true;
        sets = sets || (trains(column) && control < DIALS);
        set_control(column, control);
    }
    if (sets)
        set_restart(column);
}
