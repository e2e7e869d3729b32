/* The arithmetic of one unit: every equation of the step with its live
 * numbers, the present one lit; and on request ("why?") the weighted sum
 * behind one gate, product by product.
 */
#include <math.h>
#include <stdio.h>

#include "scene/view/sums/formulas.h"
#include "scene/view/sums/update.h"
#include "scene/view/sums/waterfall.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { ROW = 84, TIGHT_ROW = 66, CURVE = 132, SUM_MIN_HEIGHT = 240 };

static void draw_head(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    char title[64], note[64];
    int units = film_units(scene->film, ui->layer);
    float x = box_right(box) - PANEL_PADDING, y = box.y + PANEL_HEADING;

    snprintf(title, sizeof title, say(ui, "Arithmetic of unit %d",
                                      "유닛 %d의 계산 과정"), ui->unit + 1);
    snprintf(note, sizeof note, "t = %d", scene->now.step);
    if (units > 1) {
        const struct choices arrows = {
            .count = 2, .chosen = -1, .text = {"−", "+"}, .value = {-1, -2},
            .action = ACTION_UNIT};
        float width = panel_switch_width(scene, &arrows);
        x -= width;
        panel_switch(scene, point_at(x, y - 7), &arrows);
    }
    panel_title(scene, point_at(box.x + PANEL_PADDING, y), title, note,
                x - box.x - PANEL_PADDING - 12);
}

/* Which gate's sum a phase's k-th equation can be opened into; -1: none. */
static int gate_of(const struct scene *scene, const struct equation *equation)
{
    int signals[4];
    int gates = notation_gates(film_cell(scene->film, scene->ui->layer),
                               signals);

    for (int k = 0; k < gates; k++)
        if (equation->term[0].id.signal == signals[k] &&
            equation->term[equation->count - 1].symbol[0] == ')')
            return k;
    return -1;
}

static void draw_why(const struct scene *scene, struct box box, int gate)
{
    const char *text = say(scene->ui, "why?", "왜?");
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;

    panel_button(scene, point_at(box_right(box) - width - 12,
                                 box.y + box.h / 2), text, false, ACTION_GATE,
                 gate);
}

static void draw_row(const struct scene *scene, struct box box,
                     const struct equation *equation, int phase)
{
    const struct theme *theme = scene->theme;
    float progress = phase_progress(&scene->now, scene->phases,
                                    scene->now.step, phase);
    int order = scene->now.pass == PASS_FORWARD
        ? phase : scene->phases - 1 - phase;
    bool current = order == scene->now.phase;
    int gate = scene->phases == RNN_PHASES ? -1 : gate_of(scene, equation);

    draw_box(scene->list, box, 10, current ? theme->card_current
                                           : theme->well);
    draw_outline(scene->list, box_inset(box, 0.5f), 9.5f, current ? 2 : 1,
                 current ? theme->accent : theme->edge);
    float before = scene->list->alpha;
    bool done = progress > 0 || scene->now.pass == PASS_BACKWARD;
    if (!done)
        scene->list->alpha *= 0.45f;
    float room = box.w - (gate >= 0 ? 150 : 32);
    equation_draw(scene, equation,
                  point_at(box.x + 16 + room / 2,
                           box.y + (done ? box.h * 0.42f : box.h * 0.58f)),
                  room, box.h > 76 ? 23 : 20, done);
    scene->list->alpha = before;
    if (gate >= 0 && done)
        draw_why(scene, box, gate);
}

static int count_rows(const struct scene *scene)
{
    struct equation equation[FORMULAS_MAX];
    int rows = 0;

    for (int phase = 0; phase < scene->phases; phase++)
        rows += formulas_of_phase(scene, phase, equation);
    return rows;
}

/* All equations below each other; where they do not fit, those of the present
 * phase and its neighbours. Returns the y below. */
static float draw_equations(const struct scene *scene, struct box box)
{
    struct equation equation[FORMULAS_MAX];
    int rows = count_rows(scene);
    float height = fminf(ROW, (box.h + 8) / (float)(rows > 0 ? rows : 1) - 8);
    float y = box.y;
    bool all = height >= TIGHT_ROW;

    if (!all)
        height = TIGHT_ROW;
    for (int phase = 0; phase < scene->phases; phase++) {
        int order = scene->now.pass == PASS_FORWARD
            ? phase : scene->phases - 1 - phase;
        if (!all && order < scene->now.phase - 1)
            continue;
        int count = formulas_of_phase(scene, phase, equation);
        for (int k = 0; k < count && y + height <= box_bottom(box) + 1; k++) {
            draw_row(scene, box_at(box.x, y, box.w, height), &equation[k],
                     phase);
            y += height + 8;
        }
    }
    return y;
}

static void draw_gate_choice(const struct scene *scene, struct box box,
                             int gate)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    struct choices choices = {.chosen = gate, .action = ACTION_GATE};
    int signals[4];
    char title[80];

    choices.count = notation_gates(cell, signals);
    for (int k = 0; k < choices.count; k++) {
        choices.text[k] = notation_of(cell, signals[k])->letter;
        choices.value[k] = k;
    }
    float width = panel_switch_width(scene, &choices);
    panel_switch(scene, point_at(box_right(box) - width, box.y + 16), &choices);
    const struct notation *notation = notation_said(ui, cell, signals[gate]);
    snprintf(title, sizeof title, say(ui, "The %s, product by product",
                                      "%s: 곱 하나씩 더하기"),
             say(ui, notation->en, notation->ko));
    bool fits = draw_width(scene->list, FACE_BOLD, 17, title) <=
                box.w - width - 12;
    panel_text(scene, point_at(box.x, box.y + 21),
               style_of(FACE_BOLD, 17, scene->theme->ink, ALIGN_LEFT),
               box.w - width - 12,
               fits ? title : say(ui, notation->en, notation->ko));
}

/* "a_f = sum of W x + sum of U h' + b". */
static void draw_general(const struct scene *scene, struct box box,
                         const struct terms *terms)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    const struct notation *gate = notation_of(cell, terms->gate_signal);
    const char *l = gate->gate || gate->letter[0] != 'h' ? gate->letter : "";
    char text[160];

    if (terms->sum_signal == GRU_AN && cell == CELL_GRU)
        snprintf(text, sizeof text,
                 "a_{n} = Σ W_{n}x_{t} + b_{in} + r·(Σ U_{n}h_{t−1} + b_{hn})");
    else if (terms->sum_signal == GRUB_AN && cell == CELL_GRU_BEFORE)
        snprintf(text, sizeof text,
                 "a_{n} = Σ W_{n}x_{t} + Σ U_{n}(r·h_{t−1}) + b_{n}");
    else if (cell == CELL_DENSE)
        snprintf(text, sizeof text, "a = Σ Wx_{t} + b");
    else
        snprintf(text, sizeof text,
                 l[0] ? "a_{%s} = Σ W_{%s}x_{t} + Σ U_{%s}h_{t−1} + b_{%s}"
                      : "a%s = Σ W%sx_{t} + Σ U%sh_{t−1} + b%s", l, l, l, l);
    panel_text(scene, point_at(box.x, box.y + 16),
               style_of(FACE_MATH_ITALIC, 17,
                        notation_ink(scene->theme, gate), ALIGN_LEFT),
               box.w, text);
}

/* The sum before a gate, and the curve that it goes through. */
static void draw_sum(const struct scene *scene, struct box box, int gate)
{
    struct terms terms;
    bool curve = box.h > 380;
    struct box sums = box_at(box.x, box.y + 26, box.w,
                             box.h - 26 - (curve ? CURVE : 0));
    int rows = waterfall_rows(sums.h);
    if (rows < 4)
        return;
    /* The biases, the rest and the rounding take up to four of them. */
    terms_collect(scene, gate, rows - 4, &terms);
    draw_general(scene, box, &terms);
    waterfall_draw(scene, sums, &terms);
    if (curve)
        waterfall_curve(scene, box_at(box.x, box_bottom(box) - CURVE + 8,
                                      box.w, CURVE - 8), &terms);
}

static void draw_opened(const struct scene *scene, struct box box)
{
    int signals[4];
    int gates = notation_gates(film_cell(scene->film, scene->ui->layer),
                               signals);
    int gate = scene->ui->gate < gates ? scene->ui->gate : 0;

    draw_gate_choice(scene, box, gate);
    draw_sum(scene, box_at(box.x, box.y + 40, box.w, box.h - 40), gate);
}

/* The equations, and below them what they do to the unit, or, for cells with
 * a single sum, that sum. */
static void draw_all(const struct scene *scene, struct box box)
{
    float y = draw_equations(scene, box) + 20;
    struct box below = box_at(box.x, y, box.w, box_bottom(box) - y);
    int signals[4];
    int gates = notation_gates(film_cell(scene->film, scene->ui->layer),
                               signals);

    if (gates == 1 && below.h > SUM_MIN_HEIGHT)
        draw_sum(scene, below, 0);
    else if (below.h >= UPDATE_HEIGHT)
        update_draw(scene, below);
}

void view_sums(const struct scene *scene, struct box box)
{
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + 64,
                               box.w - 2 * PANEL_PADDING, box.h - 64 - 20);

    panel_draw(scene, box, say(scene->ui, "Arithmetic of one unit",
                               "유닛 하나의 계산 과정"));
    draw_head(scene, box);
    if (scene->ui->gate >= 0)
        draw_opened(scene, inside);
    else
        draw_all(scene, inside);
}
