/* Edits as lines of text. Pins are written as the command line's --pin takes
 * them; everything else follows their manner.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "scene/lab/edits.h"

/* Enough for every float (or double) to come back as it was. */
enum { DIGITS = sizeof(real) == sizeof(float) ? 9 : 17 };

static const char free_word[] = "free ";

/* "[3]", "[3..5]" */
static void print_range(char *out, size_t size, int first, int last)
{
    if (first == last)
        snprintf(out, size, "[%d]", first);
    else
        snprintf(out, size, "[%d..%d]", first, last);
}

/* With as few digits as bring it back. */
static void print_number(char out[NUMBER_TEXT_MAX], real value)
{
    double again = NAN;

    for (int digits = 1; digits <= DIGITS && (real)again != value; digits++) {
        number_format(out, (double)value, digits);
        number_parse(out, strlen(out), &again);
    }
}

/* "=0.5", "*=0.5" */
static void print_value(char *out, size_t size, bool multiply, real value)
{
    char number[NUMBER_TEXT_MAX];

    print_number(number, value);
    snprintf(out, size, "%s=%s", multiply ? "*" : "", number);
}

static const char *pin_signal(const struct spec *spec, const struct pin *pin)
{
    if (pin->signal == PIN_READ_H)
        return "h'";
    if (pin->signal == PIN_READ_C)
        return "c'";
    return layer_cell(&spec->layer[pin->layer])->signal[pin->signal].name;
}

static void print_pin(const struct edit *edit, const struct spec *spec,
                      char out[EDIT_TEXT_MAX])
{
    const struct pin *pin = &edit->pin;
    bool frees = edit->kind == EDIT_FREE;
    char units[32], steps[32], value[NUMBER_TEXT_MAX + 4] = "";

    print_range(units, sizeof units, pin->first_unit + 1, pin->last_unit + 1);
    if (pin->first_step == pin->last_step)
        snprintf(steps, sizeof steps, "%d", pin->first_step);
    else
        snprintf(steps, sizeof steps, "%d..%d", pin->first_step,
                 pin->last_step);
    if (!frees)
        print_value(value, sizeof value, pin->multiply, pin->value);
    snprintf(out, EDIT_TEXT_MAX, "%slayer%d.%s%s@%s%s",
             frees ? free_word : "", pin->layer, pin_signal(spec, pin), units,
             steps, value);
}

static void print_weight(const struct edit *edit, const struct params *params,
                         char out[EDIT_TEXT_MAX])
{
    const struct param_tensor *tensor = &params->tensor[edit->tensor];
    char rows[32], columns[32] = "", value[NUMBER_TEXT_MAX + 4];

    print_range(rows, sizeof rows, edit->first_row + 1, edit->last_row + 1);
    if (tensor->columns > 0)
        print_range(columns, sizeof columns, edit->first_column + 1,
                    edit->last_column + 1);
    print_value(value, sizeof value, edit->multiply, edit->value);
    snprintf(out, EDIT_TEXT_MAX, "%s%s%s%s", tensor->name, rows, columns,
             value);
}

char *edit_print(const struct edit *edit, const struct params *params,
                 char out[EDIT_TEXT_MAX])
{
    char value[NUMBER_TEXT_MAX + 4];

    switch (edit->kind) {
    case EDIT_PIN:
    case EDIT_FREE: print_pin(edit, &params->spec, out); break;
    case EDIT_WEIGHT: print_weight(edit, params, out); break;
    default:
        print_value(value, sizeof value, false, edit->value);
        if (params->spec.vocabulary > 0)
            snprintf(out, EDIT_TEXT_MAX, "token@%d%s", edit->step, value);
        else
            snprintf(out, EDIT_TEXT_MAX, "x[%d]@%d%s", edit->index + 1,
                     edit->step, value);
    }
    return out;
}

/* Reads a number from 1 up to one of `ends`; moves past it. */
static bool parse_index(const char **text, const char *ends, int *out)
{
    size_t length = strcspn(*text, ends);
    int64_t value;

    if (!number_parse_integer(*text, length, 1, INT32_MAX, &value))
        return false;
    *out = (int)value;
    *text += length;
    return true;
}

/* Reads "[3]" or "[3..5]" and moves past it; indices from 0 into *first and
 * *last. */
static bool parse_range(const char **text, int *first, int *last)
{
    const char *at = *text;

    if (*at++ != '[' || !parse_index(&at, ".]", first))
        return false;
    *last = *first;
    if (strncmp(at, "..", 2) == 0) {
        at += 2;
        if (!parse_index(&at, "]", last))
            return false;
    }
    if (*at != ']')
        return false;
    --*first;
    --*last;
    *text = at + 1;
    return true;
}

static bool parse_value(const char *text, bool multiplies, struct edit *edit)
{
    double value;

    edit->multiply = multiplies && *text == '*';
    text += edit->multiply;
    if (*text != '=' || !number_parse(text + 1, strlen(text + 1), &value))
        return false;
    edit->value = (real)value;
    return true;
}

/* "x[1]@14=0.35", "token@14=3" */
static bool parse_input(const char *text, bool tokens, struct edit *edit)
{
    int last;

    edit->kind = EDIT_INPUT;
    text += strlen(tokens ? "token" : "x");
    if (!tokens &&
        (!parse_range(&text, &edit->index, &last) || last != edit->index))
        return false;
    return *text++ == '@' && parse_index(&text, "=", &edit->step) &&
           parse_value(text, false, edit);
}

/* "weight_hh_l0[3][5]=0.1" */
static bool parse_weight(const char *text, const struct params *params,
                         struct edit *edit)
{
    size_t length = strcspn(text, "[");

    edit->kind = EDIT_WEIGHT;
    edit->tensor = -1;
    for (int k = 0; k < params->tensors; k++)
        if (strlen(params->tensor[k].name) == length &&
            strncmp(params->tensor[k].name, text, length) == 0)
            edit->tensor = k;
    if (edit->tensor < 0)
        return false;
    text += length;
    if (!parse_range(&text, &edit->first_row, &edit->last_row))
        return false;
    if (params->tensor[edit->tensor].columns > 0 &&
        !parse_range(&text, &edit->first_column, &edit->last_column))
        return false;
    return parse_value(text, true, edit);
}

/* A range without a value is one that is freed. */
static bool parse_free(const char *text, const struct params *params, int steps,
                       struct edit *edit, struct error *error)
{
    char pin[EDIT_TEXT_MAX];

    edit->kind = EDIT_FREE;
    int length = snprintf(pin, sizeof pin, "%s=0",
                          text + strlen(free_word));
    if (length < 0 || length >= (int)sizeof pin)
        return error_set(error, "the text is too long");
    return pin_parse(pin, &params->spec, steps, &edit->pin, error);
}

bool edit_parse(const char *text, const struct params *params, int steps,
                struct edit *edit, struct error *error)
{
    char shown[80];
    bool fine;

    *edit = (struct edit){.cell = params->spec.layer[0].cell};
    if (strncmp(text, free_word, strlen(free_word)) == 0)
        return parse_free(text, params, steps, edit, error);
    if (strncmp(text, "layer", 5) == 0)
        return pin_parse(text, &params->spec, steps, &edit->pin, error);
    bool token = strncmp(text, "token@", 6) == 0;
    if (token || strncmp(text, "x[", 2) == 0)
        fine = token == (params->spec.vocabulary > 0) &&
               parse_input(text, token, edit);
    else
        fine = parse_weight(text, params, edit);
    if (!fine)
        return error_set(error, "'%s' is no edit of this network; they are "
                         "written layer0.f[3]@10..20=1, x[1]@14=0.35 or "
                         "weight_hh_l0[3][5]=0.1",
                         text_printable(text, strlen(text), shown,
                                        sizeof shown));
    return edit_check(edit, params, steps, error);
}
