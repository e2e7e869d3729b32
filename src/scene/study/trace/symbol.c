/* How numbers are written and what they are called. Steps and units are said
 * in full: what is opened leads from step to step and from unit to unit.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/study/trace/build.h"

enum { LETTER_MAX = 32 };

/* "^{(2)}" where there are several layers. */
static const char *layer_mark(const struct film *film, int layer, char out[16])
{
    out[0] = '\0';
    if (film->values.spec.layers > 1)
        snprintf(out, 16, "^{(%d)}", layer + 1);
    return out;
}

/* "f_{20}", "a_{f,20}", without the unit. */
static void write_signal(const struct film *film, struct draw_id id,
                         char out[TRACE_SYMBOL_MAX])
{
    const char *letter = notation_of(film_cell(film, id.layer),
                                     id.signal)->letter;
    const char *index = strstr(letter, "_{");
    char mark[16];

    layer_mark(film, id.layer, mark);
    if (strcmp(letter, "r·h′") == 0)
        snprintf(out, TRACE_SYMBOL_MAX, "(r·h)%s_{%d}", mark, (int)id.step);
    else if (index != NULL)
        snprintf(out, TRACE_SYMBOL_MAX, "%.*s%s_{%.*s,%d}",
                 (int)(index - letter), letter, mark,
                 (int)strcspn(index + 2, "}"), index + 2, (int)id.step);
    else
        snprintf(out, TRACE_SYMBOL_MAX, "%s%s_{%d}", letter, mark,
                 (int)id.step);
}

/* The letter of what a pre-activation belongs to: "f" of a_f, "n" of m. */
static const char *gate_letter(const struct film *film, int layer, int s,
                               char out[LETTER_MAX])
{
    const char *letter = notation_of(film_cell(film, layer), s)->letter;
    const char *index = strstr(letter, "_{");

    out[0] = '\0';
    if (index != NULL)
        snprintf(out, LETTER_MAX, "_{%.*s}", (int)strcspn(index + 2, "}"),
                 index + 2);
    else if (film_cell(film, layer) == CELL_GRU && s == GRU_M)
        snprintf(out, LETTER_MAX, "_{n}");
    return out;
}

static void write_weight(const struct film *film, int tensor, int index,
                         char out[TRACE_SYMBOL_MAX])
{
    static const char *const names[] = {"W", "U", "b", "b", "V", "b", "E"};
    struct weight_place place = build_place(film, tensor, index);
    char letter[LETTER_MAX] = "", mark[16] = "";

    if (place.layer >= 0) {
        gate_letter(film, place.layer, place.signal, letter);
        layer_mark(film, place.layer, mark);
    }
    int row = place.layer >= 0 ? place.unit : place.row;
    switch (place.kind) {
    case WEIGHT_B_IH:
    case WEIGHT_B_HH:
        if (letter[0] != '\0')
            letter[strlen(letter) - 1] = '\0';
        snprintf(out, TRACE_SYMBOL_MAX, "b%s%s%s%s}[%d]", mark,
                 letter[0] != '\0' ? letter : "_{",
                 letter[0] != '\0' ? "," : "",
                 place.kind == WEIGHT_B_IH ? "ih" : "hh", row + 1);
        break;
    case WEIGHT_HEAD_BIAS:
        snprintf(out, TRACE_SYMBOL_MAX, "b_{y}[%d]", row + 1);
        break;
    default:
        snprintf(out, TRACE_SYMBOL_MAX, "%s%s%s[%d,%d]", names[place.kind],
                 mark, letter, row + 1, place.column + 1);
    }
}

/* The factors of its only term, with a dot between them. */
static void write_product(const struct film *film, struct draw_id id,
                          char out[TRACE_SYMBOL_MAX])
{
    struct trace_number number = trace_of(film, id);
    size_t length = 0;

    out[0] = '\0';
    if (number.kind != TRACE_MADE || number.count != 1)
        return;
    for (int k = 0; k < number.term[0].factors; k++) {
        char symbol[TRACE_SYMBOL_MAX];
        if (number.term[0].factor[k].id.kind == SUBJECT_NONE)
            continue;
        trace_symbol(film, number.term[0].factor[k].id, symbol);
        if (length + strlen(symbol) + 4 < TRACE_SYMBOL_MAX)
            length += (size_t)snprintf(out + length, TRACE_SYMBOL_MAX - length,
                                       "%s%s", length > 0 ? " · " : "",
                                       symbol);
    }
}

/* Sums over the columns or rows of a matrix. */
static void write_sum(const struct film *film, struct draw_id id,
                      char out[TRACE_SYMBOL_MAX])
{
    char letter[LETTER_MAX], from[TRACE_SYMBOL_MAX], mark[16];
    enum trace_part part = trace_part_of(id);
    int s = trace_sub_of(id), l = id.layer;
    struct draw_id signal = subject(SUBJECT_SIGNAL, l, s, id.step, 0);
    bool reset = film_cell(film, l < 0 ? 0 : l) == CELL_GRU_BEFORE &&
                 s == GRUB_AN;

    if (part == PART_UP)
        signal.layer = (int16_t)++l;
    gate_letter(film, l, s, letter);
    layer_mark(film, l, mark);
    switch (part) {
    case PART_INPUTS:
        if (l > 0)
            write_signal(film, build_source(film, l - 1, id.step, 0), from);
        else
            snprintf(from, sizeof from, "x_{%d}", (int)id.step);
        snprintf(out, TRACE_SYMBOL_MAX, "Σ W%s%s %.60s", mark, letter, from);
        break;
    case PART_STATES:
        signal.signal = (int16_t)(reset ? GRUB_RH
                                        : cell_table[film_cell(film, l)].h);
        signal.step -= reset ? 0 : 1;
        write_signal(film, signal, from);
        snprintf(out, TRACE_SYMBOL_MAX, "Σ U%s%s %.60s", mark, letter, from);
        break;
    default:
        write_signal(film, signal, from);
        snprintf(out, TRACE_SYMBOL_MAX, "Σ %s%s%s ∂L/∂%.50s",
                 part == PART_UP ? "W" : "U", mark, letter, from);
    }
}

static void write_part(const struct film *film, struct draw_id id,
                       char out[TRACE_SYMBOL_MAX])
{
    int t = id.step, u = id.unit + 1, s = trace_sub_of(id);
    char inner[TRACE_SYMBOL_MAX], mark[16];
    size_t size = TRACE_SYMBOL_MAX;

    switch (trace_part_of(id)) {
    case PART_INPUTS: case PART_STATES: case PART_BACK: case PART_UP:
        write_sum(film, id, out);
        break;
    case PART_BIAS:
        snprintf(out, size, "b%s%s[%d]", layer_mark(film, id.layer, mark),
                 gate_letter(film, id.layer, s, inner), u);
        break;
    case PART_FREE: case PART_FREE_GRADIENT:
        write_signal(film, subject(SUBJECT_SIGNAL, id.layer, s, t, 0), inner);
        snprintf(out, size, trace_part_of(id) == PART_FREE ? "(%.60s)[%d]"
                 : "(∂L/∂%.60s)[%d]", inner, u);
        break;
    case PART_READ:
        snprintf(out, size, "%s_{%d→%d}[%d]",
                 notation_of(film_cell(film, id.layer), s)->letter, t - 1, t,
                 u);
        break;
    case PART_ANSWERS: snprintf(out, size, "Σ V ∂L/∂y_{%d}", t); break;
    case PART_DX: snprintf(out, size, "∂L/∂x_{%d}[%d]", t, u); break;
    case PART_DW: case PART_LESSON:
        write_weight(film, s, id.unit, inner);
        if (trace_part_of(id) == PART_DW)
            snprintf(out, size, "∂L/∂%.60s", inner);
        else
            write_product(film, id, out);
        break;
    case PART_Y: snprintf(out, size, "y_{%d}[%d]", t, u); break;
    case PART_HEAD: snprintf(out, size, "Σ V h_{%d}", t); break;
    case PART_WANTED: snprintf(out, size, "v_{%d}[%d]", t, u); break;
    case PART_MISS: snprintf(out, size, "(y − v)_{%d}[%d]", t, u); break;
    case PART_EXP: snprintf(out, size, "exp(y − m)_{%d}[%d]", t, u); break;
    case PART_EXP_SUM: snprintf(out, size, "Σ exp(y − m)_{%d}", t); break;
    case PART_DY: snprintf(out, size, "∂L/∂y_{%d}[%d]", t, u); break;
    default: write_product(film, id, out);
    }
}

static void write_of_signal(const struct film *film, struct draw_id id,
                            char out[TRACE_SYMBOL_MAX])
{
    char symbol[TRACE_SYMBOL_MAX], unit[16] = "";
    const char *format = id.kind == SUBJECT_GRADIENT ? "∂L/∂%.60s%s" :
                         id.kind == SUBJECT_NORM ? "√(Σ %.60s^{2} / n)%s" :
                         id.kind == SUBJECT_GRADIENT_NORM ? "|∂L/∂%.60s|%s" :
                         id.kind == SUBJECT_COMPLEMENT ? "(1 − %.60s%s)" :
                         id.unit < 0 ? "Σ |%.60s| / n%s" : "%.60s%s";

    if (id.unit >= 0 && id.kind != SUBJECT_NORM &&
        id.kind != SUBJECT_GRADIENT_NORM)
        snprintf(unit, sizeof unit, "[%d]", (int)id.unit + 1);
    write_signal(film, id, symbol);
    if (id.kind == SUBJECT_SLOPE) {
        const char *letter = notation_of(film_cell(film, id.layer),
                                         id.signal)->letter;
        if (letter[0] == 'h')
            snprintf(out, TRACE_SYMBOL_MAX, "φ′_{%d}%s", (int)id.step, unit);
        else
            snprintf(out, TRACE_SYMBOL_MAX, "%.40s (1 − %.40s)%s", symbol,
                     symbol, unit);
        if (letter[0] != 'h' &&
            build_phi(film, id.layer, id.signal) == PHI_TANH)
            snprintf(out, TRACE_SYMBOL_MAX, "(1 − %.60s^{2})%s", symbol, unit);
        return;
    }
    snprintf(out, TRACE_SYMBOL_MAX, format, symbol, unit);
}

char *trace_symbol(const struct film *film, struct draw_id id,
                   char out[TRACE_SYMBOL_MAX])
{
    int t = id.step, u = id.unit + 1;
    size_t size = TRACE_SYMBOL_MAX;

    out[0] = '\0';
    switch (id.kind) {
    case SUBJECT_SIGNAL: case SUBJECT_GRADIENT: case SUBJECT_NORM:
    case SUBJECT_GRADIENT_NORM: case SUBJECT_COMPLEMENT: case SUBJECT_SLOPE:
        if (subject_exists(film, id))
            write_of_signal(film, id, out);
        break;
    case SUBJECT_INPUT: snprintf(out, size, "x_{%d}[%d]", t, u); break;
    case SUBJECT_RAW_INPUT:
    case SUBJECT_OUTPUT:
    case SUBJECT_TARGET:
        snprintf(out, size, "%s_{%d}[%d]",
                 id.kind == SUBJECT_OUTPUT ? "ŷ" :
                 id.kind == SUBJECT_TARGET ? "v" : "x", t, u);
        break;
    case SUBJECT_PROBABILITY:
        snprintf(out, size, "p_{%d}[#%d]", t, u - 1);
        break;
    case SUBJECT_LOSS:
        snprintf(out, size, t > 0 ? "L_{%d}" : "L", t);
        break;
    case SUBJECT_WEIGHT:
        if (subject_exists(film, id))
            write_weight(film, id.signal, id.unit, out);
        break;
    case SUBJECT_KEPT: case SUBJECT_WRITTEN:
    case SUBJECT_PRODUCT: write_product(film, id, out); break;
    case SUBJECT_TERM:
        if (trace_opens(film, id))
            write_part(film, id, out);
        break;
    default: break;
    }
    return out;
}

struct words {
    const char *en, *ko;
};

static struct words part_words(enum trace_part part)
{
    static const struct words words[TRACE_PARTS] = {
        [PART_INPUTS] = {"weighted sum of the inputs", "입력의 가중합"},
        [PART_STATES] = {"weighted sum of the last hidden state",
                         "이전 은닉 상태의 가중합"},
        [PART_BIAS] = {"sum of both biases", "두 편향의 합"},
        [PART_FREE] = {"value before it is scaled", "배율을 곱하기 전의 값"},
        [PART_FREE_GRADIENT] = {"gradient before it is scaled",
                                "배율을 곱하기 전의 기울기"},
        [PART_RESET] = {"hidden part after the reset gate",
                        "리셋 게이트를 거친 은닉 몫"},
        [PART_READ] = {"old state as this step reads it",
                       "이 시점이 읽는 이전 상태"},
        [PART_BACK] = {"gradient that comes back through U",
                       "U를 거쳐 되돌아온 기울기"},
        [PART_UP] = {"gradient that comes back through W",
                     "W를 거쳐 되돌아온 기울기"},
        [PART_ANSWERS] = {"gradient from the output of this step",
                          "이 시점의 출력에서 온 기울기"},
        [PART_DX] = {"gradient of the input", "입력의 기울기"},
        [PART_DW] = {"gradient of the weight over all steps",
                     "모든 시점을 더한 가중치의 기울기"},
        [PART_LESSON] = {"what this step adds to the weight's gradient",
                         "이 시점이 가중치의 기울기에 더한 값"},
        [PART_CARRIED] = {"weight times gradient", "가중치와 기울기의 곱"},
        [PART_Y] = {"output before it is scaled back",
                    "원래 단위로 되돌리기 전의 출력"},
        [PART_HEAD] = {"weighted sum of h", "h의 가중합"},
        [PART_WANTED] = {"target on the network's scale",
                         "신경망의 단위로 나타낸 목푯값"},
        [PART_MISS] = {"output minus target", "출력에서 목푯값을 뺀 값"},
        [PART_EXP] = {"weight of a choice, not yet divided",
                      "나누기 전 선택지의 지숫값"},
        [PART_EXP_SUM] = {"sum over all choices", "모든 선택지의 합"},
        [PART_DY] = {"gradient of the output", "출력의 기울기"},
        [PART_TERM] = {"a part of the gradient", "기울기의 한 몫"},
    };

    return words[part > PART_TERM ? PART_TERM : part];
}

const char *trace_name(const struct ui *ui, struct draw_id id)
{
    enum trace_part part = trace_part_of(id);

    if (id.kind == SUBJECT_PRODUCT)
        return say(ui, "weight times value", "가중치와 값의 곱");
    if (part == PART_NONE || part >= TRACE_PARTS)
        return "";
    return say(ui, part_words(part).en, part_words(part).ko);
}

void trace_sentence(const struct film *film, const struct ui *ui,
                    struct draw_id id, char *out, size_t size)
{
    char symbol[TRACE_SYMBOL_MAX], value[FIGURE_MAX];
    double number = subject_value(film, id);

    if (!trace_opens(film, id))
        return;
    snprintf(out, size, "%s, %s: %s%s.", trace_symbol(film, id, symbol),
             trace_name(ui, id), number < 0 ? "−" : "",
             figure_size(value, fabs(number)));
}
