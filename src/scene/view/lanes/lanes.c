/* Networks side by side: one lane each, the same input, the same steps at the
 * same place, one playhead through all of them. Forward a lane shows its
 * states, backward how strongly each of them is still felt in the last one.
 * What there is no room for goes: the strip of factors, the values, cards,
 * and in the end lanes, the chosen one last.
 */
#include "scene/view/lanes/lanes.h"

#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/ramp.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { TOP = 56, INPUT = 50, AXIS = 30, ADD = 40, GAP = 8, PAD = 16,
       LANE_LEAST = 44, LANE_MOST = 210, LANE_ALONE = 320, ADD_ROOM = 330,
       INPUT_ROOM = 250,
       CARD = 392, CARD_LEAST = 264, CARD_ROOM = 700, GUTTER = 44, END = 52,
       FACTORS_LEAST = 78, WORDS = 22, WORDS_ROOM = 60 };

static const char *title(const struct ui *ui, const struct lab *lab, char *out,
                         size_t size)
{
    static const char *const en[] = {"twice", "three times", "four times"};
    static const char *const ko[] = {"두 번", "세 번", "네 번"};
    const char *input = lanes_differ(lab)
        ? say(ui, "Different words", "서로 다른 입력")
        : say(ui, "Same input", "같은 입력");
    int often = lab->lanes - 2;

    if (lab->lanes == 1)
        snprintf(out, size, "%s", say(ui, "One network", "신경망 하나"));
    else if (lanes_same(lab))
        snprintf(out, size, say(ui, "%s, one network, %s",
                                "%s, 같은 신경망을 %s"),
                 input, say(ui, en[often], ko[often]));
    else
        snprintf(out, size, say(ui, "%s, %d networks", "%s, 신경망 %d개"),
                 input, lab->lanes);
    return out;
}

/* What width and colours stand for; returns the left end. */
static float draw_legend(const struct scene *scene, const struct lanes *lanes,
                         float right, float y, float room)
{
    struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;
    bool factors = !scene->ui->lane_gates;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_RIGHT);
    const char *low = scene->ui->linear_width ? "0" : "10^{−8}";
    const char *high = scene->ui->linear_width ? "1" : "10";
    float x = right;

    if (!lanes->back || room < (factors ? 330 : 170))
        return right;
    if (factors) {
        x -= draw_text(list, point_at(x, y + 5), style, "×2") + 8;
        for (int k = 0; k < 48; k++)
            draw_tile(list, box_at(x - 96 + 2 * (float)k, y - 6, 2, 12),
                      ramp_color(RAMP_SIGNED, scene->ui->theme,
                                 ((double)k - 23.5) / 23.5));
        x -= 104;
        x -= draw_text(list, point_at(x, y + 5), style, "×½") + 22;
    }
    x -= draw_text(list, point_at(x, y + 5), style, high) + 8;
    struct point points[9];
    float widths[9];
    struct color colors[9];
    for (int k = 0; k < 9; k++) {
        points[k] = point_at(x - 80 + 10 * (float)k, y);
        widths[k] = 1.5f + 13 * (float)k / 8;
        colors[k] = ramp_color(RAMP_SIZE, scene->ui->theme, (double)k / 8);
    }
    draw_ribbon(list, points, widths, colors, 9);
    x -= 88;
    return x - draw_text(list, point_at(x, y + 5), style, low) - 18;
}

/* The two switches, at the right end; returns the left end. */
static float draw_switches(const struct scene *scene, float right, float y,
                           float room)
{
    const struct ui *ui = scene->ui;
    const char *linear = say(ui, "linear width", "선형 굵기");
    const char *gates = say(ui, "gates", "게이트");
    struct draw_list *list = scene->list;
    float one = draw_width(list, FACE_BOLD, 15, linear) + 28;
    float two = draw_width(list, FACE_BOLD, 15, gates) + 28;

    if (one + two + 8 > room)
        return right;
    right -= two;
    panel_button(scene, point_at(right, y), gates, ui->lane_gates,
                 ACTION_LANE_GATES, 0);
    right -= one + 8;
    panel_button(scene, point_at(right, y), linear, ui->linear_width,
                 ACTION_LINEAR_WIDTH, 0);
    return right - 16;
}

static bool all_dense(const struct lab *lab)
{
    for (int k = 0; k < lab->lanes; k++)
        if (film_cell(&lab->lane[k].film, 0) != CELL_DENSE)
            return false;
    return true;
}

static void draw_heading(const struct scene *scene, const struct lanes *lanes,
                         struct box box)
{
    const struct ui *ui = scene->ui;
    struct point at = point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING);
    float right = box_right(box) - PANEL_PADDING, y = at.y - 6;
    char text[96];
    const char *note = lanes->back
        ? say(ui, "how strongly each past state is still felt in the last one",
              "과거 상태가 마지막 상태에 미치는 영향")
        : all_dense(scene->lab)
        ? say(ui, "the output of every unit", "모든 유닛의 출력")
        : say(ui, "the hidden state of every unit",
              "모든 유닛의 은닉 상태");

    title(ui, scene->lab, text, sizeof text);
    float name = draw_width(scene->list, FACE_BOLD, TEXT_HEADING, text) + 20;
    right = draw_switches(scene, right, y, right - at.x - name);
    right = draw_legend(scene, lanes, right, y, right - at.x - name);
    if (lanes->back && at.x + name + draw_width(scene->list, FACE_UI,
                                                TEXT_USUAL, note) > right)
        note = say(ui, "influence on the last state",
                   "마지막 상태에 미치는 영향");
    panel_title(scene, at, text, note, right - at.x);
}

/* The kinds of cells as buttons, while there is room for one more lane. */
static void draw_add(const struct scene *scene, struct box box)
{
    static const char *const en[LANE_KINDS] = {
        "RNN tanh", "RNN ReLU", "RNN linear", "GRU", "GRU, reset before",
        "LSTM"};
    static const char *const ko[LANE_KINDS] = {
        "RNN tanh", "RNN ReLU", "RNN 선형", "GRU", "GRU(리셋 먼저)", "LSTM"};
    const struct ui *ui = scene->ui;
    const char *lead = say(ui, "add a lane:", "레인 추가:");
    float y = box.y + box.h / 2, x = box.x;

    if (scene->paper || scene->lab->lanes >= LANES_MAX ||
        (ui->learning && ui->shown > 0))
        return;
    x += draw_text(scene->list, point_at(x, y + 5),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), lead) + 12;
    for (int k = 0; k < LANE_KINDS; k++) {
        const char *text = say(ui, en[k], ko[k]);
        float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;
        if (x + width > box_right(box))
            return;
        x += panel_button(scene, point_at(x, y), text, false, ACTION_ADD_LANE,
                          k) + 8;
    }
}

/* What is the same for all lanes. */
static void draw_held(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct setup *setup = &scene->lab->made;
    char size[96], text[224];

    if (setup->same_parameters)
        snprintf(size, sizeof size, "%s",
                 say(ui, "same number of parameters", "같은 매개변수 수"));
    else
        snprintf(size, sizeof size, "H %d", setup->units);
    snprintf(text, sizeof text,
             say(ui, "held the same: seed %llu · %s · T %d",
                 "공통 조건: 시드 %llu · %s · T %d"),
             (unsigned long long)setup->seed, size, setup->steps);
    panel_text(scene, point_at(box.x, box.y + 19),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                        ALIGN_LEFT), box.w, text);
}

static void draw_lane(const struct scene *scene, const struct lanes *lanes,
                      const struct lane_row *row)
{
    struct box inside = box_inset(row->track, 7);
    struct box strip = box_at(lanes->plot.box.x, inside.y, lanes->plot.box.w,
                              inside.h);
    bool gates = scene->ui->lane_gates;

    draw_box(scene->list, row->track, 10, scene->theme->well);
    draw_outline(scene->list, box_inset(row->track, 0.5f), 9.5f, 1,
                 row->chosen ? scene->theme->accent : scene->theme->edge);
    if (lanes->differ && inside.h >= WORDS_ROOM) {
        lanes_tokens(scene, lanes, &row->lane->film,
                     box_at(strip.x, inside.y - 3, strip.w, WORDS));
        inside.y += WORDS;
        inside.h -= WORDS;
        strip.y = inside.y;
        strip.h = inside.h;
    }
    bool two = inside.h + 14 >= FACTORS_LEAST;
    if (!lanes->back) {
        if (two && gates) {
            strip.h = inside.h * 0.5f - 3;
            signal_strip(scene, lanes, row, strip, false);
            strip.y += strip.h + 6;
            signal_strip(scene, lanes, row, strip, true);
        } else {
            signal_strip(scene, lanes, row, strip, gates);
        }
        return;
    }
    struct box ribbon = inside;
    if (two) {
        strip.h = fminf(fmaxf(inside.h - 66, 16), gates ? 90 : 40);
        ribbon.h -= strip.h + 4;
        strip.y = box_bottom(ribbon) + 4;
        if (gates)
            signal_strip(scene, lanes, row, strip, true);
        else
            factors_strip(scene, lanes, row, strip);
    }
    ribbon_draw(scene, lanes, row, ribbon);
}

static struct lane_row row_of(const struct scene *scene,
                              const struct lanes *lanes, struct box box, int k)
{
    struct lane_row row = {
        .lane = lab_lane(scene->lab, k), .number = k, .box = box,
        .hue = lab_lane_hue(scene->lab, k), .chosen = k == scene->ui->lane};

    row.color = scene->theme->model[row.hue];
    row.card = row.track = box;
    if (lanes->card > 0) {
        row.card.w = lanes->card;
        row.track.x += lanes->card + GAP;
        row.track.w -= lanes->card + GAP;
    }
    return row;
}

/* Without cards a lane's name stands in its gutter as its marker. */
static void draw_rows(const struct scene *scene, const struct lanes *lanes,
                      struct box box)
{
    bool alone = scene->ui->learning && scene->ui->shown == 1;
    float most = alone ? LANE_ALONE : LANE_MOST;
    float pitch = fminf((box.h + GAP) / (float)lanes->count, most + GAP);

    for (int k = 0; k < lanes->count; k++) {
        struct box place = box_at(box.x, box.y + (float)k * pitch, box.w,
                                  pitch - GAP);
        struct lane_row row = row_of(scene, lanes, place, lanes->first + k);
        if (row.lane == NULL || !row.lane->made)
            continue;
        draw_spot(scene->list, place, (struct draw_id){0}, ACTION_LANE,
                  row.number);
        if (lanes->card > 0)
            card_draw(scene, &row);
        draw_lane(scene, lanes, &row);
        if (lanes->card <= 0)
            plot_marker(scene, row.hue,
                        point_at(row.track.x + 14, row.track.y + 14), 5,
                        row.color, false);
    }
}

static void draw_playhead(const struct scene *scene, const struct lanes *lanes,
                          float top, float bottom)
{
    const struct theme *theme = scene->theme;
    float x = plot_x(&lanes->plot, (double)lanes->front);
    const struct point tip[3] = {{x - 7, top}, {x + 7, top}, {x, top + 10}};

    draw_segment(scene->list, point_at(x, top), point_at(x, bottom),
                 1.8f * theme->line, theme->accent);
    draw_polygon(scene->list, tip, 3, theme->accent);
}

/* How many lanes have room. */
static int lanes_in(float room)
{
    return (int)((room + GAP) / (LANE_LEAST + GAP));
}

/* Which lanes have room, and where the steps stand. */
static struct lanes layout(const struct scene *scene, struct box box,
                           float room)
{
    int all = scene->lab->lanes;
    int fit = lanes_in(room);
    struct lanes lanes = {.front = steps_now(scene),
                          .differ = lanes_differ(scene->lab),
                          .back = scene->now.pass == PASS_BACKWARD};

    lanes.count = all < fit ? all : fit;
    lanes.first = scene->ui->lane - lanes.count + 1;
    lanes.first = lanes.first < 0 ? 0 : lanes.first;
    lanes.card = box.w < CARD_ROOM ? 0 : fminf(fmaxf(box.w * 0.225f,
                                                     CARD_LEAST), CARD);
    float left = box.x + (lanes.card > 0 ? lanes.card + GAP : 0) + GUTTER;
    lanes.plot = (struct plot){
        box_at(left, 0, box_right(box) - END - left, 0), 0.5,
        scene->film->steps + 0.5, 0, 1};
    lanes.end = box_right(box) - END / 2;
    return lanes;
}

/* What is left of the state that is pointed at, in every lane. */
static void draw_reading(const struct scene *scene, const struct lanes *lanes,
                         struct box panel)
{
    const struct ui *ui = scene->ui;
    struct bubble_line line[LANES_MAX] = {0};
    struct point at[2];
    char title[64];
    int lines = 0;

    if (!lanes->back || panel.w < 310 || ui->hover.kind != SUBJECT_NONE ||
        steps_readings(scene, &lanes->plot.box, PANEL_LANES, at) == 0)
        return;
    int step = steps_at(scene, &lanes->plot, at[0].x);
    int lag = scene->film->steps - step;
    for (int k = 0; k < scene->lab->lanes; k++) {
        struct bubble_line *next = &line[lines];
        next->id = subject(SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0);
        next->number = lab_value(scene->lab, next->id);
        if (isnan(next->number))
            continue;
        next->color = theme_of(THEME_DARK)->model[lab_lane_hue(scene->lab, k)];
        lab_lane_label(scene->lab, ui, k, next->label, sizeof next->label);
        lab_figure(ui, next->number, next->value);
        lines++;
    }
    snprintf(title, sizeof title, say(ui, "lag %d · t = %d", "시차 %d · t = %d"),
             lag, step);
    if (lines > 0)
        plot_bubble(scene, at[0], box_inset(panel, 8), title, line, lines);
}

void view_lanes(const struct scene *scene, struct box box)
{
    const struct lab *lab = scene->lab;

    panel_draw(scene, box, say(scene->ui, "Lanes", "레인"));
    if (lab == NULL || lab->lanes < 1 || scene->film == NULL ||
        box.w < 260 || box.h < 150)
        return;
    struct box inside = box_at(box.x + PAD, box.y + TOP, box.w - 2 * PAD,
                               box.h - TOP - 12);
    struct box rows = inside;
    rows.h -= AXIS;
    float input = box.h >= INPUT_ROOM &&
                  lanes_in(rows.h - INPUT) >= lab->lanes ? INPUT : 0;
    rows.y += input;
    rows.h -= input;
    bool add = box.h >= ADD_ROOM && lab->lanes < LANES_MAX &&
               lanes_in(rows.h - ADD) >= lab->lanes;
    rows.h -= add ? ADD : 0;
    struct lanes lanes = layout(scene, inside, rows.h);
    if (lanes.count < 1 || lanes.plot.box.w < 60)
        return;
    lanes.plot.box.y = rows.y;
    lanes.plot.box.h = rows.h;
    draw_heading(scene, &lanes, box);
    float bottom = box_bottom(rows);
    struct box axis = box_at(lanes.plot.box.x, bottom, lanes.plot.box.w + END,
                             AXIS);
    draw_spot(scene->list, box_at(lanes.plot.box.x, rows.y,
                                  lanes.plot.box.w, rows.h + AXIS),
              subject(SUBJECT_OTHER, 0, PANEL_LANES, scene->film->steps, 0),
              ACTION_SCRUB_STEPS, 1);
    draw_rows(scene, &lanes, rows);
    if (input > 0)
        lanes_input(scene, &lanes, box_at(inside.x + 8, inside.y,
                                          inside.w - 8, input));
    draw_playhead(scene, &lanes, rows.y - (input > 0 ? input - 2 : 0),
                  bottom + 2);
    lanes_axis(scene, &lanes, axis);
    if (lanes.card > 0)
        draw_held(scene, box_at(inside.x + 8, axis.y, lanes.card - 8, AXIS));
    if (add)
        draw_add(scene, box_at(inside.x + 8, bottom + AXIS + 2,
                               inside.w - 16, ADD - 4));
    draw_reading(scene, &lanes, box);
}
