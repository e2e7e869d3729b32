/* Letters are compared by their base, so one rule serves formulas ("W_f") and
 * the notation of the cells ("a_{f}").
 */
#include "scene/look/lit.h"

#include <string.h>

#include "scene/look/notation.h"
#include "scene/tell/edit_words.h"

static const char letters[] = "figochxrznaWUbL";

/* Signals of words that no cell records begin here and go down. */
enum { SYMBOL_ALONE = -1 };

int lit_letter(const char *letter)
{
    const char *at = letter[0] != '\0' ? strchr(letters, letter[0]) : NULL;

    if (at == NULL || (letter[1] != '\0' && letter[1] != '_'))
        return -1;
    return (int)(at - letters);
}

struct color lit_color(const struct theme *theme, int lit, struct color plain)
{
    const struct color hues[LITS] = {
        [LIT_F] = theme->f, [LIT_I] = theme->i, [LIT_G] = theme->g,
        [LIT_O] = theme->o, [LIT_C] = theme->c_text, [LIT_H] = theme->h,
        [LIT_X] = theme->x, [LIT_R] = theme->r, [LIT_Z] = theme->z,
        [LIT_N] = theme->n};

    return lit >= 0 && lit <= LIT_N ? hues[lit] : plain;
}

struct draw_id lit_word(const struct film *film, int layer, int lit)
{
    if (film != NULL && layer >= 0 && layer < film->values.spec.layers) {
        enum cell cell = film_cell(film, layer);
        const char symbol[] = {letters[lit], '\0'};
        for (int k = 0; k < cell_table[cell].signals; k++)
            if (strcmp(notation_of(cell, k)->letter, symbol) == 0)
                return subject(SUBJECT_WORD, layer, k, 0, 0);
    }
    return subject(SUBJECT_WORD, layer, SYMBOL_ALONE - lit, 0, 0);
}

static int lit_of_signal(const struct film *film, struct draw_id id)
{
    if (film == NULL || id.layer < 0 || id.layer >= film->values.spec.layers)
        return -1;
    enum cell cell = film_cell(film, id.layer);
    if (id.signal < 0 || id.signal >= cell_table[cell].signals)
        return -1;
    return lit_letter(notation_of(cell, id.signal)->letter);
}

static int lit_of_weight(const struct film *film, struct draw_id id)
{
    const struct params *params;

    if (film == NULL)
        return -1;
    params = &film->network.params;
    if (id.signal < 0 || id.signal >= params->tensors)
        return -1;
    const char *name = params->tensor[id.signal].name;
    return strncmp(name, "weight_ih", 9) == 0 ? LIT_W :
           strncmp(name, "weight_hh", 9) == 0 ? LIT_U :
           strncmp(name, "bias_", 5) == 0 ? LIT_B : -1;
}

static int lit_of_wire(struct draw_id id)
{
    switch (id.signal) {
    case WIRE_H: return LIT_H;
    case WIRE_C: return LIT_C;
    case WIRE_X: return LIT_X;
    case WIRE_U: return LIT_U;
    case WIRE_W: return LIT_W;
    default: return -1;
    }
}

int lit_of(const struct film *film, struct draw_id id)
{
    switch (id.kind) {
    case SUBJECT_WORD:
        if (id.signal <= SYMBOL_ALONE && id.signal > SYMBOL_ALONE - LITS)
            return SYMBOL_ALONE - id.signal;
        return lit_of_signal(film, id);
    case SUBJECT_SIGNAL: case SUBJECT_GRADIENT: case SUBJECT_NORM:
    case SUBJECT_GRADIENT_NORM: case SUBJECT_SLOPE: case SUBJECT_COMPLEMENT:
        return lit_of_signal(film, id);
    case SUBJECT_INPUT: case SUBJECT_RAW_INPUT:
        return LIT_X;
    case SUBJECT_LOSS:
        return LIT_L;
    case SUBJECT_WEIGHT:
        return lit_of_weight(film, id);
    case SUBJECT_WIRE:
        return lit_of_wire(id);
    default:
        return -1;
    }
}

unsigned lit_now(const struct film *film, const struct ui *ui)
{
    if (!ui->story || !ui->learning)
        return 0;
    int pointed = ui->pointer.x < 0 ? -1 : lit_of(film, ui->hover);
    return ui->lit | (pointed >= 0 ? 1u << pointed : 0);
}

const char *lit_about(const struct ui *ui, struct draw_id id)
{
    if (id.kind != SUBJECT_WORD || id.signal > SYMBOL_ALONE)
        return "";
    switch (SYMBOL_ALONE - id.signal) {
    case LIT_X:
        return say(ui, "x_{t}: the input of step t.", "x_{t}: 시점 t의 입력.");
    case LIT_A:
        return say(ui, "a: the weighted sum before the activation function.",
                   "a: 활성화 함수에 넣기 전의 가중합.");
    case LIT_W:
        return say(ui, "W: the weights of the input.",
                   "W: 입력에 곱하는 가중치.");
    case LIT_U:
        return say(ui, "U: the weights of the previous hidden state.",
                   "U: 이전 은닉 상태에 곱하는 가중치.");
    case LIT_B:
        return say(ui, "b: the bias.", "b: 편향.");
    case LIT_L:
        return say(ui, "L: the loss.", "L: 손실.");
    default:
        return "";
    }
}
