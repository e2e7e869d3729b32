/* Typing and checking; the numbers come from the kinds (kinds.c), the reasons
 * from why.c.
 */
#include "scene/course/calculate/calculate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/number.h"

const char *const calculate_names[CALCULATES] = {
    "neuron", "rnn", "chain", "power", "lstm", "gru",
};

double calculate_number(const struct calculate *calculate, const char *symbol)
{
    for (int k = 0; k < calculate->givens; k++)
        if (strcmp(calculate->given[k].symbol, symbol) == 0)
            return calculate->given[k].value;
    assert(!"a number that is given");
    return NAN;
}

/* The first line that is not right yet, from `from` on and then from the top;
 * the last one where all are. */
static int find_open(const struct calculate *calculate, int from)
{
    for (int k = 0; k < calculate->lines; k++) {
        int line = (from + k) % calculate->lines;
        if (!line_closed(calculate->value[line].state))
            return line;
    }
    return calculate->lines - 1;
}

/* "1,5" and "−2" are numbers too. */
static bool read_field(const char *field, double *value)
{
    char text[CALCULATE_FIELD_MAX];

    for (size_t k = 0; k < sizeof text; k++)
        text[k] = field[k] == ',' ? '.' : field[k];
    return number_parse(text, strlen(text), value) && isfinite(*value);
}

void calculate_enter(struct calculate *calculate)
{
    struct calculate_line *line = &calculate->value[calculate->line];
    double typed;

    if (calculate->lines == 0 || line_closed(line->state) ||
        line->field[0] == '\0')
        return;
    bool right = read_field(line->field, &typed) &&
                 fabs(typed - line->value) <= line->within;
    line->state = right ? LINE_RIGHT : LINE_WRONG;
    calculate->wrong = -1;
    for (int k = calculate->lines - 1; k >= 0; k--)
        if (calculate->value[k].state == LINE_WRONG)
            calculate->wrong = k;
    if (right)
        calculate->line = find_open(calculate, calculate->line);
}

static void change(struct calculate *calculate, struct calculate_line *line)
{
    if (line->state == LINE_WRONG && calculate->wrong == calculate->line)
        calculate->wrong = -1;
    line->state = line->field[0] != '\0' ? LINE_TYPED : LINE_EMPTY;
}

void calculate_type(struct calculate *calculate, const char *text)
{
    struct calculate_line *line = &calculate->value[calculate->line];
    size_t length = strlen(line->field);

    if (calculate->lines == 0 || line_closed(line->state))
        return;
    if (line->state == LINE_WRONG)
        length = 0;
    for (; *text != '\0' && length + 1 < sizeof line->field; text++)
        if (strchr("0123456789.,-", *text) != NULL)
            line->field[length++] = *text;
    line->field[length] = '\0';
    change(calculate, line);
}

void calculate_erase(struct calculate *calculate)
{
    struct calculate_line *line = &calculate->value[calculate->line];
    size_t length = strlen(line->field);

    if (calculate->lines == 0 || line_closed(line->state) || length == 0)
        return;
    line->field[length - 1] = '\0';
    change(calculate, line);
}

void calculate_solve(struct calculate *calculate)
{
    for (int k = 0; k < calculate->lines; k++)
        if (calculate->value[k].state != LINE_RIGHT)
            calculate->value[k].state = LINE_SHOWN;
    calculate->wrong = -1;
}

void calculate_go(struct calculate *calculate, int line)
{
    if (line >= 0 && line < calculate->lines)
        calculate->line = line;
}
