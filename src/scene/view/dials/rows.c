/* A row is laid out by the function that draws it, so that its height is that
 * of what is drawn: with `draws` false it only measures.
 */
#include "scene/view/dials/rows.h"

#include <math.h>
#include <stdio.h>

#include "scene/view/dials/measured.h"
#include "scene/widget/dial.h"
#include "scene/widget/panel.h"

enum {
    BASE = 19, RAIL = 39, SLIDER = 65, SLIDER_COMPACT = 52, LINE = 38,
    CHOICES = 42, MIDDLE = 20, BUTTON = 30, GAP = 10,
};

struct row {
    const struct dials_view *view;
    enum dial dial;
    struct box box;
    bool chosen, draws;
};

static struct color row_color(const struct row *row)
{
    const struct theme *theme = row->view->scene->theme;

    return row->dial == DIAL_GAIN ? theme->h :
           row->dial == DIAL_FORGET ? theme->f : theme->accent;
}

/* Returns where it ends. */
static float draw_label(const struct row *row, float baseline, float room)
{
    const struct scene *scene = row->view->scene;
    char label[DIAL_TEXT_MAX];

    dial_label(&row->view->desk, scene->ui, row->dial, label);
    if (!row->draws)
        return row->box.x + fminf(draw_width(scene->list, FACE_BOLD,
                                             TEXT_USUAL, label), room);
    return row->box.x +
           panel_text(scene, point_at(row->box.x, baseline),
                      style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink,
                               ALIGN_LEFT), room, label);
}

float rows_value(const struct dials_view *view, enum dial dial,
                 struct point at, struct draw_style style)
{
    const struct scene *scene = view->scene;
    char text[DIAL_TEXT_MAX];
    int lane = dial_lane(&view->desk, dial);
    double value = dial_value(&view->desk, dial);

    dial_text(&view->desk, scene->ui, dial, value, text);
    return draw_value(scene->list, at, style,
                      subject(SUBJECT_DIAL, lane, dial, 0, 0), value, text);
}

static float value_width(const struct row *row)
{
    char text[DIAL_TEXT_MAX];
    const struct dials_view *view = row->view;

    dial_text(&view->desk, view->scene->ui, row->dial,
              dial_value(&view->desk, row->dial), text);
    return draw_width(view->scene->list, FACE_BOLD, TEXT_USUAL, text);
}

static float button_width(const struct scene *scene, const char *text)
{
    return draw_width(scene->list, FACE_BOLD, 15, text) + 28;
}

/* Where the dial stands and stood, and the other lanes. */
static void fill_rail(const struct row *row, struct dial_rail *rail)
{
    const struct dials_view *view = row->view;
    const struct dial_desk *desk = &view->desk;
    enum dial dial = row->dial;
    const struct setup before = dial_restore(desk, dial, view->start);
    struct dial_desk start = *desk;
    double value = dial_value(desk, dial);

    start.setup = &before;
    rail->share = dial_share(desk, dial, value);
    rail->zero = dial == DIAL_FORGET ? dial_share(desk, dial, 0) : 0;
    rail->start = dial_share(desk, dial, dial_value(&start, dial));
    rail->most = dial_share(desk, dial, dial_most(desk, dial));
    for (int k = 0; k < desk->setup->lanes; k++) {
        double other = dial_value_of(desk, dial, k);
        if (!dial_turns(desk, dial, k) || isnan(other) || other == value)
            continue;
        rail->other[rail->others] = dial_share(desk, dial, other);
        rail->hue[rail->others++] = lab_lane_hue(view->scene->lab, k);
    }
}

static void draw_slider(const struct row *row)
{
    const struct dial_desk *desk = &row->view->desk;
    struct dial_rail rail = {
        .value = row->dial, .turn = ACTION_DIAL, .back = ACTION_DIAL_START,
        .x = row->box.x + DIAL_REACH,
        .width = row->box.w - 2 * DIAL_REACH, .y = row->box.y + RAIL,
        .color = row_color(row), .chosen = row->chosen};
    char label[DIAL_TICKS_MAX][FIGURE_MAX];
    double tick[DIAL_TICKS_MAX];

    fill_rail(row, &rail);
    if (!row->view->compact)
        rail.marks = dial_ticks(desk, row->dial, tick);
    for (int k = 0; k < rail.marks; k++) {
        rail.mark[k] = dial_share(desk, row->dial, tick[k]);
        rail.label[k] = dial_tick(row->dial, tick[k], label[k]);
    }
    dial_draw(row->view->scene, &rail);
}

/* What is switched beside a slider: text, whether it is on, what it does. */
struct beside {
    const char *text;
    bool on;
    enum action action;
};

static struct beside find_beside(const struct row *row)
{
    const struct dials_view *view = row->view;
    const struct ui *ui = view->scene->ui;
    const struct setup *setup = view->desk.setup;
    int lane = dial_lane(&view->desk, row->dial);

    if (row->dial == DIAL_GAIN)
        return (struct beside){"ρ(U)", setup->lane[lane].radius,
                               ACTION_RADIUS};
    if (row->dial == DIAL_UNITS && setup->lanes > 1)
        return (struct beside){say(ui, "same number of parameters",
                                   "매개변수 수 같게"),
                               setup->same_parameters, ACTION_SAME_PARAMETERS};
    return (struct beside){0};
}

/* The inputs that there are. */
static struct choices input_choices(const struct row *row)
{
    const struct dial_desk *desk = &row->view->desk;
    struct choices choices = {.chosen = -1, .action = ACTION_INPUT};

    for (int k = 0; k < LAB_INPUTS; k++) {
        if (!dial_has_input(desk, (enum lab_input)k))
            continue;
        if (k == (int)desk->setup->input)
            choices.chosen = choices.count;
        choices.value[choices.count] = k;
        choices.text[choices.count++] =
            dial_input_name(row->view->scene->ui, (enum lab_input)k);
    }
    return choices;
}

/* What is read, under its length. */
static float lay_input(const struct row *row, float y)
{
    const struct scene *scene = row->view->scene;
    const struct choices choices = input_choices(row);
    const char *now = dial_input_name(scene->ui, row->view->desk.setup->input);
    struct point at = point_at(row->box.x, y + LINE / 2 + 2);
    char text[64];

    snprintf(text, sizeof text, say(scene->ui, "input: %s", "입력: %s"), now);
    if (panel_switch_width(scene, &choices) <= row->box.w) {
        if (row->draws)
            panel_switch(scene, at, &choices);
    } else if (row->draws && button_width(scene, text) <= row->box.w) {
        panel_button(scene, at, text, false, ACTION_INPUT, -1);
    }
    return LINE;
}

/* What is left of the row under a height. */
static struct box below(const struct row *row, float height)
{
    return box_at(row->box.x, row->box.y + height, row->box.w, 0);
}

static float lay_slider(const struct row *row)
{
    const struct scene *scene = row->view->scene;
    const struct beside beside = find_beside(row);
    float right = box_right(row->box), value = value_width(row);
    float room = row->box.w - value - GAP, height = SLIDER;
    float label = draw_label(row, row->box.y + BASE, room);

    if (row->draws) {
        rows_value(row->view, row->dial, point_at(right, row->box.y + BASE),
                   style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink,
                            ALIGN_RIGHT));
        draw_slider(row);
    }
    if (row->view->compact)
        return SLIDER_COMPACT;
    if (beside.text != NULL) {
        float width = button_width(scene, beside.text);
        bool inlined = label + 2 * GAP + width <= right - value;
        struct point at = inlined
            ? point_at(right - value - GAP - width, row->box.y + BASE - 5)
            : point_at(row->box.x, row->box.y + height + LINE / 2 + 2);
        if (row->draws && width <= row->box.w)
            panel_button(scene, at, beside.text, beside.on, beside.action, 0);
        height += inlined ? 0 : LINE;
    }
    if (row->dial == DIAL_STEPS)
        height += lay_input(row, row->box.y + height);
    if (row->dial == DIAL_GAIN)
        height += measured_radii(row->view, below(row, height), row->draws);
    return height;
}

/* Choices from..to of a dial as one switch. */
static struct choices part_of(const struct row *row, int from, int to,
                              char text[8][DIAL_TEXT_MAX])
{
    const struct dial_desk *desk = &row->view->desk;
    double value = dial_value(desk, row->dial);
    struct choices choices = {
        .chosen = -1,
        .action = row->dial == DIAL_SCHEME ? ACTION_SCHEME :
                  row->dial == DIAL_CLIP ? ACTION_CLIP : ACTION_ACTIVATION};

    for (int k = from; k < to; k++) {
        if (value == k)
            choices.chosen = choices.count;
        choices.value[choices.count] = k;
        choices.text[choices.count++] =
            dial_text(desk, row->view->scene->ui, row->dial, k, text[k]);
    }
    return choices;
}

/* Beside the label, below it, or below it in two lines. */
static float lay_choices(const struct row *row)
{
    const struct scene *scene = row->view->scene;
    int count = dial_choices(row->dial);
    char text[8][DIAL_TEXT_MAX];
    const struct choices all = part_of(row, 0, count, text);
    float width = panel_switch_width(scene, &all);
    float right = box_right(row->box), y = row->box.y + MIDDLE;
    float label = draw_label(row, y + 6, row->box.w);

    if (label + 2 * GAP + width <= right) {
        if (row->draws)
            panel_switch(scene, point_at(right - width, y), &all);
        return CHOICES;
    }
    int lines = width <= row->box.w ? 1 : 2, each = (count + lines - 1) / lines;
    for (int k = 0; k < lines; k++) {
        int end = each * (k + 1) < count ? each * (k + 1) : count;
        const struct choices part = part_of(row, each * k, end, text);
        if (row->draws && panel_switch_width(scene, &part) <= row->box.w)
            panel_switch(scene, point_at(row->box.x,
                                         y + LINE * (float)(k + 1) - 4),
                         &part);
    }
    return CHOICES + LINE * (float)lines - 4;
}

/* A round button with a sign in it. */
static void draw_round(const struct scene *scene, struct point centre,
                       const char *sign, enum action action, int value)
{
    struct box box = box_at(centre.x - BUTTON / 2, centre.y - BUTTON / 2,
                            BUTTON, BUTTON);

    draw_box(scene->list, box, BUTTON / 2, scene->theme->chip);
    draw_text(scene->list, point_at(centre.x, centre.y + 6),
              style_of(FACE_BOLD, 18, scene->theme->ink, ALIGN_CENTRE), sign);
    draw_spot(scene->list, box, subject(SUBJECT_CONTROL, 0, action, 0, value),
              action, value);
}

/* Five pips on a square. */
static void draw_dice(const struct scene *scene, struct point centre)
{
    const struct theme *theme = scene->theme;
    struct box box = box_at(centre.x - BUTTON / 2, centre.y - BUTTON / 2,
                            BUTTON, BUTTON);
    const float away = 6;

    draw_box(scene->list, box, 8, theme->chip);
    draw_outline(scene->list, box_inset(box, 3), 5, 1.5f, theme->ink_soft);
    for (int k = 0; k < 5; k++)
        draw_disc(scene->list,
                  point_at(centre.x + (k == 4 ? 0 : k % 2 ? away : -away),
                           centre.y + (k == 4 ? 0 : k / 2 ? away : -away)), 2,
                  theme->ink);
    draw_spot(scene->list, box,
              subject(SUBJECT_CONTROL, 0, ACTION_DICE, 0, 0), ACTION_DICE, 0);
}

/* Back, the seed, on, and one that chance chooses. */
static float lay_seed(const struct row *row)
{
    const struct scene *scene = row->view->scene;
    float y = row->box.y + MIDDLE, right = box_right(row->box);
    float value = fmaxf(value_width(row), 32);
    float all = value + 3 * BUTTON + 3 * GAP, left = right - all;
    float label = draw_label(row, y + 6, row->box.w - all - GAP);

    if (!row->draws || label > left)
        return CHOICES;
    draw_round(scene, point_at(left + BUTTON / 2, y), "−", ACTION_DIAL_STEP,
               2 * DIAL_SEED);
    rows_value(row->view, DIAL_SEED,
               point_at(left + BUTTON + GAP + value / 2, y + 6),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink,
                        ALIGN_CENTRE));
    draw_round(scene, point_at(left + value + 1.5f * BUTTON + 2 * GAP, y), "+",
               ACTION_DIAL_STEP, 2 * DIAL_SEED + 1);
    draw_dice(scene, point_at(right - BUTTON / 2, y));
    return CHOICES;
}

static float lay_out(const struct row *row)
{
    float height = row->dial == DIAL_SEED ? lay_seed(row) :
                   dial_slides(row->dial) ? lay_slider(row)
                                          : lay_choices(row);

    if (row->dial == DIAL_CLIP)
        height += measured_clips(row->view, below(row, height - 4),
                                 row->draws);
    return height;
}

float rows_height(const struct dials_view *view, enum dial dial, float width)
{
    return lay_out(&(struct row){.view = view, .dial = dial,
                                 .box = box_at(0, 0, width, 0)});
}

void rows_draw(const struct dials_view *view, enum dial dial, struct box box,
               bool chosen)
{
    const struct scene *scene = view->scene;

    draw_spot(scene->list, box,
              subject(SUBJECT_CONTROL, 0, ACTION_DIAL_CHOOSE, 0, dial),
              ACTION_DIAL_CHOOSE, dial);
    if (chosen)
        draw_box(scene->list, box_at(box.x - 12, box.y + 4, 3, box.h - 12),
                 1.5f, scene->theme->accent);
    lay_out(&(struct row){.view = view, .dial = dial, .box = box,
                          .chosen = chosen, .draws = true});
}
