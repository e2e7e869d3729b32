/* One sentence for each kind of edit, put together from where it is ("f of
 * units 3-5"), what became of it, and when.
 */
#include "scene/tell/edit_words.h"

#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/subject.h"

enum { WHERE_MAX = 64 };

/* "unit 3", "units 3-5", "every unit" */
static void write_units(const struct pin *pin, const struct film *film,
                        const struct ui *ui, char out[WHERE_MAX])
{
    int units = film_units(film, pin->layer);
    int first = pin->first_unit + 1, last = pin->last_unit + 1;

    if (first == last)
        snprintf(out, WHERE_MAX, say(ui, "unit %d", "유닛 %d"), first);
    else if (first == 1 && last >= units)
        snprintf(out, WHERE_MAX, "%s", say(ui, "every unit", "모든 유닛"));
    else
        snprintf(out, WHERE_MAX, say(ui, "units %d–%d", "유닛 %d–%d"), first,
                 last);
}

static void write_steps(const struct pin *pin, const struct film *film,
                        const struct ui *ui, char out[WHERE_MAX])
{
    if (pin->first_step == pin->last_step)
        snprintf(out, WHERE_MAX, "t = %d", pin->first_step);
    else if (pin->first_step == 1 && pin->last_step >= film->steps)
        snprintf(out, WHERE_MAX, "%s", say(ui, "every step", "모든 시점"));
    else
        snprintf(out, WHERE_MAX, "t = %d–%d", pin->first_step,
                 pin->last_step);
}

static void say_wire(const struct edit *edit, const struct film *film,
                     const struct ui *ui, char *out, size_t size)
{
    const struct pin *pin = &edit->pin;
    char letter = pin->signal == PIN_READ_C ? 'c' : 'h';
    char units[WHERE_MAX], steps[WHERE_MAX];
    bool cut = edit->kind == EDIT_PIN;

    write_units(pin, film, ui, units);
    write_steps(pin, film, ui, steps);
    if (cut && (pin->value != 0 || pin->multiply))
        snprintf(out, size, say(ui, "The wire that brings %c to %s is changed "
                                    "(%s).",
                                "%c의 연결을 바꾸었습니다: %s (%s)."), letter,
                 steps, units);
    else if (cut)
        snprintf(out, size, say(ui, "The wire that brings %c to %s is cut "
                                    "(%s): 0 is read.",
                                "%c의 연결을 끊었습니다: %s (%s). 0을 "
                                "읽습니다."), letter, steps, units);
    else
        snprintf(out, size, say(ui, "The wire that brings %c to %s is whole "
                                    "again (%s).",
                                "%c의 연결을 다시 이었습니다: %s (%s)."),
                 letter, steps, units);
}

static void say_pin(const struct edit *edit, const struct film *film,
                    const struct ui *ui, char *out, size_t size)
{
    const struct pin *pin = &edit->pin;
    const struct notation *notation =
        notation_of(film_cell(film, pin->layer), pin->signal);
    const char *noun = notation->gate ? " 게이트" : "";
    char units[WHERE_MAX], steps[WHERE_MAX], value[FIGURE_MAX];
    double held = (double)pin->value;

    write_units(pin, film, ui, units);
    write_steps(pin, film, ui, steps);
    figure_plain(value, held, held == 0 || held == 1 ? 0 : 3);
    if (edit->kind == EDIT_FREE && ui->language == LANGUAGE_KO)
        snprintf(out, size, "%s에서 %s%s(%s)의 고정을 풀었습니다.", steps,
                 notation->letter, noun, units);
    else if (edit->kind == EDIT_FREE)
        snprintf(out, size, "%s of %s is free again at %s.", notation->letter,
                 units, steps);
    else if (ui->language == LANGUAGE_KO)
        snprintf(out, size, "%s에서 %s%s(%s) 값을 %s%s.", steps,
                 notation->letter, noun, units, value,
                 pin->multiply ? "배로 바꾸었습니다" :
                 held == 0 ? "으로 고정했습니다" :
                 held == 1 ? "로 고정했습니다" : "에 고정했습니다");
    else
        snprintf(out, size, pin->multiply ? "%s of %s is multiplied by %s at "
                                            "%s."
                                          : "%s of %s is held at %s at %s.",
                 notation->letter, units, value, steps);
}

static void say_input(const struct edit *edit, const struct film *film,
                      const struct ui *ui, char *out, size_t size)
{
    char name[32], value[FIGURE_MAX], token[FILM_LABEL_MAX];
    double raw = (double)edit->value;

    if (film->ids != NULL) {
        snprintf(out, size, say(ui, "The token at t = %d is %s now.",
                                "t = %d의 토큰을 바꾸었습니다: %s"),
                 edit->step, film_choice(film, (int)edit->value, token));
        return;
    }
    if (film->mean != NULL)
        raw = raw * film->deviation[edit->index] + film->mean[edit->index];
    snprintf(name, sizeof name, "x_{%d}", edit->step);
    if (film->values.spec.inputs > 1)
        snprintf(name, sizeof name, "x_{%d,%d}", edit->step, edit->index + 1);
    snprintf(out, size, say(ui, "%s is %s now.",
                            "%s의 값을 바꾸었습니다: %s"), name,
             figure_plain(value, raw, 3));
}

/* "W", "U", "b" and the like, by the tensor's place. */
static char letter_of(const struct params *params, int tensor)
{
    const real *values = params->tensor[tensor].values;

    for (int l = 0; l < params->spec.layers; l++) {
        if (values == params->layer[l].u)
            return 'U';
        if (values == params->layer[l].w)
            return 'W';
    }
    return params->tensor[tensor].columns > 0 ? 'V' : 'b';
}

static void say_weight(const struct edit *edit, const struct film *film,
                       const struct ui *ui, char *out, size_t size)
{
    const struct params *params = &film->network.params;
    bool one = edit->first_row == edit->last_row &&
               edit->first_column == edit->last_column;
    char value[FIGURE_MAX];

    if (edit->tensor < 0 || edit->tensor >= params->tensors) {
        snprintf(out, size, "%s", say(ui, "A weight is changed.",
                                      "가중치를 바꾸었습니다."));
        return;
    }
    char letter = letter_of(params, edit->tensor);
    figure_signed(value, (double)edit->value, 3);
    if (!one && edit->value == 0)
        snprintf(out, size, say(ui, "Rows %d–%d of %c are cut: their weights "
                                    "are 0.",
                                "%d–%d행의 %c 연결을 끊었습니다. 가중치가 "
                                "0입니다."),
                 edit->first_row + 1, edit->last_row + 1, letter);
    else if (!one)
        snprintf(out, size, say(ui, "Rows %d–%d of %c: %s%s.",
                                "%d–%d행의 %c: %s%s."),
                 edit->first_row + 1, edit->last_row + 1, letter,
                 edit->multiply ? "× " : "", value);
    else
        snprintf(out, size, say(ui, "%c, row %d, column %d: %s%s.",
                                "%c, %d행 %d열: %s%s."), letter,
                 edit->first_row + 1, edit->first_column + 1,
                 edit->multiply ? "× " : "", value);
}

char *edit_say(const struct edit *edit, const struct film *film,
               const struct ui *ui, char *out, size_t size)
{
    bool pin = edit->kind == EDIT_PIN || edit->kind == EDIT_FREE;

    out[0] = '\0';
    if (pin && edit->pin.layer >= film->values.spec.layers)
        return out;
    if (pin && edit->pin.signal < 0)
        say_wire(edit, film, ui, out, size);
    else if (pin)
        say_pin(edit, film, ui, out, size);
    else if (edit->kind == EDIT_INPUT)
        say_input(edit, film, ui, out, size);
    else
        say_weight(edit, film, ui, out, size);
    return out;
}

int wire_gate(enum cell cell, int signal)
{
    switch (cell) {
    case CELL_LSTM:
        return signal >= LSTM_AI && signal <= LSTM_O ? signal % 4 : -1;
    case CELL_GRU:
        return signal == GRU_R || signal == GRU_AR ? 0 :
               signal == GRU_Z || signal == GRU_AZ ? 1 :
               signal == GRU_N || signal == GRU_AN ? 2 : -1;
    case CELL_GRU_BEFORE:
        return signal == GRUB_R || signal == GRUB_AR ? 0 :
               signal == GRUB_Z || signal == GRUB_AZ ? 1 :
               signal == GRUB_N || signal == GRUB_AN ? 2 : -1;
    default: return 0;
    }
}

bool wire_is_cut(const struct film *film, enum wire_kind kind, int layer,
                 int step, int unit)
{
    int signal = kind == WIRE_C ? PIN_READ_C : PIN_READ_H;

    if (kind == WIRE_X && film->x != NULL && layer == 0) {
        int inputs = film->values.spec.inputs;
        for (int k = 0; k < inputs; k++)
            if (film->x[(size_t)(step - 1) * (size_t)inputs + (size_t)k] != 0)
                return false;
        return true;
    }
    for (int k = 0; k < film->pins.count && kind <= WIRE_C; k++) {
        const struct pin *pin = &film->pins.pin[k];
        if (pin->layer == layer && pin->signal == signal && pin->value == 0 &&
            pin->first_step <= step && step <= pin->last_step &&
            (unit < 0 || (pin->first_unit <= unit && unit <= pin->last_unit)))
            return true;
    }
    return false;
}

static void wire_sentence(const struct film *film, const struct ui *ui,
                          struct draw_id id, char *out, size_t size)
{
    bool cut = wire_is_cut(film, (enum wire_kind)id.signal, id.layer, id.step,
                           id.unit);
    const char *name = id.signal == WIRE_C ? "c_{t−1}" :
                       id.signal == WIRE_H ? "h_{t−1}" : "x_{t}";

    if (id.signal > WIRE_X || id.signal < 0)
        return;
    snprintf(out, size,
             cut ? say(ui, "The wire of %s into t = %d is cut: 0 is read. "
                           "A click mends it.",
                       "%s 연결이 t = %d 앞에서 끊겨 있어 0을 읽습니다. "
                       "클릭하면 다시 잇습니다.")
                 : say(ui, "Click to cut the wire that brings %s to t = %d, "
                           "with Shift of this unit alone.",
                       "클릭하면 %s 연결을 t = %d 앞에서 끊습니다. Shift를 "
                       "누르면 이 유닛만 끊습니다."), name,
             (int)id.step);
}

static void untouched_sentence(const struct film *film, const struct ui *ui,
                               struct draw_id id, char *out, size_t size)
{
    const struct notation *notation =
        notation_of(film_cell(film, id.layer), id.signal);

    snprintf(out, size, id.kind == SUBJECT_UNTOUCHED
                 ? say(ui, "%s of unit %d at t = %d, as it would be if nobody "
                           "had interfered.",
                       "%s, 유닛 %d, t = %d: 손대지 않았을 때의 값입니다.")
                 : say(ui, "How far %s of unit %d at t = %d moved from the "
                           "untouched run.",
                       "%s, 유닛 %d, t = %d: 손대지 않은 결과와의 차이입니다."),
             notation->letter, (int)id.unit + 1, (int)id.step);
}

void touched_sentence(const struct film *film, const struct ui *ui,
                      struct draw_id id, char *out, size_t size)
{
    bool there = id.layer >= 0 && id.layer < film->values.spec.layers &&
                 id.step >= 0 && id.step <= film->steps && id.signal >= 0;

    if (there && id.kind == SUBJECT_WIRE)
        wire_sentence(film, ui, id, out, size);
    else if (there && id.signal < cell_table[film_cell(film, id.layer)].signals)
        untouched_sentence(film, ui, id, out, size);
}
