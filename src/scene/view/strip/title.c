/* Controls stand at the right, the legend before them, title and badge at the
 * left, and what is out of the ordinary between them. What does not fit goes in
 * the order of `give_up`.
 */
#include "scene/view/strip/title.h"

#include <math.h>
#include <stdio.h>

#include "scene/view/touch/status.h"
#include "scene/widget/panel.h"

enum { SPACE = 16, SHORT_SPACE = 8, LETTER = 18, STEPPER_ARROW = 26 };

/* Widths of what can be left out; 0: left out. */
struct plan {
    float badge, legend, layers, note, connect, edits, range;
    bool words, long_badge;
    char edits_text[STATUS_MAX], range_text[STATUS_MAX];
};

static const char *connect_text(const struct ui *ui)
{
    return say(ui, "influence", "입력의 영향");
}

static float badge_width(const struct scene *scene, bool complete)
{
    return draw_width(scene->list, FACE_BOLD, 15,
                      notation_weights(scene->ui, scene->film, complete)) +
           24 + SPACE;
}

/* What was done last; else what there is to see: what a layer reads, where it
 * is not the input; else what becomes of the state. `size` is STATUS_MAX. */
static void write_note(const struct strip *strip, char *out, size_t size)
{
    const struct scene *scene = strip->scene;
    const struct ui *ui = scene->ui;
    const struct layer_spec *layer = film_layer(scene->film, strip->layer);
    const char *state = strip->cell == CELL_LSTM ? "c_{t}" : "h_{t}";
    int unit = strip->unit + 1;

    status_latest(scene, out);
    if (out[0] != '\0')
        return;
    if (strip->layer > 0)
        snprintf(out, size, say(ui, "reads h_{t} of layer %d",
                                "%d층의 h_{t}를 읽습니다"), strip->layer);
    else if (strip->cell == CELL_DENSE)
        snprintf(out, size, "%s", say(ui, "every step by itself: no memory",
                                      "시점마다 따로 계산: 기억이 없습니다"));
    else if (strip->unit < 0)
        snprintf(out, size, say(ui, "the belt is as wide as %s is large "
                                "(RMS of %d units)",
                                "벨트의 굵기는 %s의 크기 (유닛 %d개의 RMS)"),
                 state, layer->units);
    else if (strip->look->keep > 0)
        snprintf(out, size, say(ui, "the belt carries %s of unit %d",
                                "벨트 위로 %s가 흐릅니다 (유닛 %d)"), state,
                 unit);
    else if (layer->activation == ACT_IDENTITY)
        snprintf(out, size, say(ui, "all of h_{t} goes through the weights "
                                "(unit %d)",
                                "h_{t}는 매번 가중치를 거칩니다 (유닛 %d)"),
                 unit);
    else
        snprintf(out, size, say(ui, "all of h_{t} goes through weights and %s "
                                "(unit %d)",
                                "h_{t}는 매번 가중치와 %s를 거칩니다 (유닛 %d)"),
                 strip_squash(strip), unit);
}

static float legend_width(const struct strip *strip, bool words)
{
    const struct scene *scene = strip->scene;
    const struct cell_look *look = strip->look;
    float width = 0;

    for (int k = 0; k < look->gates; k++) {
        const struct notation *notation =
            notation_said(scene->ui, strip->cell, look->signal[k]);
        width += (float)(LETTER + SHORT_SPACE + (words ? SPACE - 2 : 0));
        if (words)
            width += draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                say(scene->ui, notation->en_short,
                                    notation->ko_short));
    }
    return width;
}

static void draw_legend(const struct strip *strip, struct point at, bool words)
{
    const struct scene *scene = strip->scene;
    const struct cell_look *look = strip->look;

    for (int k = 0; k < look->gates; k++) {
        const struct notation *notation =
            notation_said(scene->ui, strip->cell, look->signal[k]);
        float start = at.x;
        panel_letter(scene, point_at(at.x, at.y - LETTER / 2), LETTER,
                     notation, 1);
        at.x += LETTER + SHORT_SPACE - 2;
        if (words) {
            at.x += draw_text(scene->list, point_at(at.x, at.y + 5),
                              style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT),
                              say(scene->ui, notation->en_short,
                                  notation->ko_short)) + SPACE;
        } else {
            at.x += 2;
        }
        draw_spot(scene->list,
                  box_at(start, at.y - 13, at.x - start - 4, 26),
                  subject(SUBJECT_WORD, strip->layer, look->signal[k], 0, 0),
                  ACTION_NONE, 0);
    }
}

void title_legend(const struct strip *strip, struct point at, float right)
{
    for (int words = 1; words >= 0; words--) {
        float x = right - legend_width(strip, words);
        if (x >= at.x) {
            draw_legend(strip, point_at(x, at.y), words);
            return;
        }
    }
}

static void write_unit(const struct strip *strip, char *out, size_t size)
{
    const struct ui *ui = strip->scene->ui;
    int units = film_units(strip->scene->film, strip->layer);
    int unit = ui->unit < units ? ui->unit : units - 1;

    snprintf(out, size, say(ui, "unit %d", "유닛 %d"), unit + 1);
}

static float stepper_width(const struct strip *strip)
{
    char text[32];

    write_unit(strip, text, sizeof text);
    return draw_width(strip->scene->list, FACE_BOLD, TEXT_SMALL, text) +
           2 * STEPPER_ARROW + 8;
}

/* One of the two arrows of a stepper. */
static void draw_arrow(const struct scene *scene, struct box box, int way)
{
    struct point middle = point_at(box.x + box.w / 2, box.y + box.h / 2);
    float x = middle.x - (float)way * 2.5f, tip = middle.x + (float)way * 2.5f;
    const struct point points[3] = {
        {x, middle.y - 5}, {tip, middle.y}, {x, middle.y + 5}};
    struct draw_stroke stroke = {.width = 2, .color = scene->theme->ink_soft};

    draw_line(scene->list, points, 3, &stroke);
    draw_spot(scene->list, box,
              subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, way < 0 ? -1 : -2),
              ACTION_UNIT, way < 0 ? -1 : -2);
}

static void draw_stepper(const struct strip *strip, struct point at)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    float width = stepper_width(strip);
    bool on = strip->unit >= 0;
    char text[32];

    write_unit(strip, text, sizeof text);
    draw_box(scene->list, box_at(at.x, at.y - 16, width, 32), 16, theme->chip);
    draw_arrow(scene, box_at(at.x, at.y - 16, STEPPER_ARROW, 32), -1);
    draw_arrow(scene, box_at(at.x + width - STEPPER_ARROW, at.y - 16,
                             STEPPER_ARROW, 32), 1);
    draw_text(scene->list, point_at(at.x + width / 2, at.y + 5),
              style_of(on ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                       on ? theme->ink : theme->ink_soft, ALIGN_CENTRE), text);
}

/* "layer 1", "2", "3", or one button that goes on to the next one. */
struct layers {
    struct choices choices;
    char text[8][32];
};

static void name_layers(const struct strip *strip, struct layers *layers)
{
    const struct ui *ui = strip->scene->ui;
    int count = strip->scene->film->values.spec.layers;

    layers->choices = (struct choices){.count = count, .chosen = strip->layer,
                                       .action = ACTION_LAYER};
    if (count > 4) {
        layers->choices.count = 1;
        layers->choices.chosen = 0;
        layers->choices.value[0] = -1;
        snprintf(layers->text[0], sizeof *layers->text,
                 say(ui, "layer %d of %d", "%d층 / %d층"), strip->layer + 1,
                 count);
        layers->choices.text[0] = layers->text[0];
        return;
    }
    for (int l = 0; l < count; l++) {
        snprintf(layers->text[l], sizeof *layers->text,
                 l == 0 ? say(ui, "layer %d", "%d층") : say(ui, "%d", "%d층"),
                 l + 1);
        layers->choices.text[l] = layers->text[l];
        layers->choices.value[l] = l;
    }
}

static void write_range(const struct scene *scene, struct plan *plan,
                        bool brief)
{
    status_range(scene, brief, plan->range_text);
    plan->range = status_width(scene, plan->range_text);
}

static void write_edits(const struct scene *scene, struct plan *plan,
                        bool brief)
{
    status_edits(scene, brief, plan->edits_text);
    plan->edits = status_width(scene, plan->edits_text);
}

/* The k-th thing to do without; false: there is nothing more. */
static bool give_up(const struct strip *strip, struct plan *plan, int k)
{
    const struct scene *scene = strip->scene;

    switch (k) {
    case 0: plan->note = 0; break;
    case 1:
        plan->words = false;
        plan->legend = legend_width(strip, false);
        break;
    case 2: write_range(scene, plan, true); break;
    case 3: plan->connect = 0; break;
    case 4: plan->legend = 0; break;
    case 5: write_edits(scene, plan, true); break;
    case 6:
        plan->long_badge = false;
        plan->badge = plan->badge > 0 ? badge_width(scene, false) : 0;
        break;
    case 7: plan->badge = 0; break;
    case 8: plan->layers = 0; break;
    case 9: plan->edits = 0; break;
    case 10: plan->range = 0; break;
    default: return false;
    }
    return true;
}

/* Decides what is left out so that the rest fits into `room`. */
static void fit(const struct strip *strip, struct plan *plan, float room)
{
    int k = 0;

    while (plan->badge + plan->legend + plan->layers + plan->connect +
               plan->edits + plan->range + plan->note > room &&
           give_up(strip, plan, k))
        k++;
}

/* Controls from the right end of the line to the left; returns where they
 * begin. */
static float draw_controls(const struct strip *strip, float right, float y,
                           const struct plan *plan,
                           const struct layers *layers)
{
    const struct scene *scene = strip->scene;
    const char *mean = say(scene->ui, "mean", "평균");

    right -= draw_width(scene->list, FACE_BOLD, 15, mean) + 28;
    panel_button(scene, point_at(right, y), mean, strip->unit < 0, ACTION_MEAN,
                 0);
    right -= stepper_width(strip) + SHORT_SPACE;
    draw_stepper(strip, point_at(right, y));
    if (plan->connect > 0) {
        right -= plan->connect;
        panel_button(scene, point_at(right, y), connect_text(scene->ui),
                     scene->ui->connect, ACTION_CONNECT, 0);
    }
    if (plan->layers > 0) {
        right -= panel_switch_width(scene, &layers->choices) + SHORT_SPACE;
        panel_switch(scene, point_at(right, y), &layers->choices);
    }
    return right;
}

void title_draw(const struct strip *strip)
{
    const struct scene *scene = strip->scene;
    const struct ui *ui = scene->ui;
    struct point at = point_at(strip->box.x + PANEL_PADDING,
                               strip->box.y + PANEL_HEADING);
    float right = box_right(strip->box) - PANEL_PADDING;
    char title[64], note[STATUS_MAX];
    struct layers layers;

    snprintf(title, sizeof title, say(ui, "Unrolled %s", "펼친 %s"),
             notation_cell(film_layer(scene->film, strip->layer)));
    write_note(strip, note, sizeof note);
    name_layers(strip, &layers);
    struct plan plan = {
        .words = true, .long_badge = true,
        .badge = scene->film->trained ? 0 : badge_width(scene, true),
        .legend = legend_width(strip, true) + SHORT_SPACE,
        .layers = scene->film->values.spec.layers > 1
            ? panel_switch_width(scene, &layers.choices) + SHORT_SPACE : 0,
        .connect = draw_width(scene->list, FACE_BOLD, 15, connect_text(ui)) +
                   28 + SHORT_SPACE,
        .note = draw_width(scene->list, FACE_UI, TEXT_USUAL, note) + SPACE};
    float mean = draw_width(scene->list, FACE_BOLD, 15,
                            say(ui, "mean", "평균")) + 28;
    float room = right - at.x - mean - SHORT_SPACE - stepper_width(strip) -
                 draw_width(scene->list, FACE_BOLD, TEXT_HEADING, title) -
                 2 * SPACE;
    write_range(scene, &plan, false);
    write_edits(scene, &plan, false);
    fit(strip, &plan, room);
    if (room < 0) {
        panel_title(scene, at, title, NULL, right - at.x);
        return;
    }
    float y = at.y - 7;
    at.x = panel_title(scene, at, title, NULL, right - at.x) + SPACE;
    right = draw_controls(strip, right, y, &plan, &layers) - SPACE;
    if (plan.badge > 0)
        at.x += panel_tag(scene, point_at(at.x + (plan.badge - SPACE) / 2, y),
                          scene->theme->warn, false,
                          notation_weights(ui, scene->film,
                                           plan.long_badge)) + SPACE;
    if (plan.range > 0)
        at.x += status_warn(scene, point_at(at.x, y), plan.range_text);
    if (plan.edits > 0)
        at.x += status_undo(scene, point_at(at.x, y), plan.edits_text);
    if (plan.note > 0)
        draw_text(scene->list, point_at(at.x, at.y),
                  style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                           ALIGN_LEFT), note);
    if (plan.legend > 0)
        draw_legend(strip, point_at(right - legend_width(strip, plan.words), y),
                    plan.words);
}
