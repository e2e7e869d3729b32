/* One block of numbers; the rest is where a number stands in it, and how many
 * seeds become one curve.
 */
#include "cli/gradients/curves.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"

const struct measure_info measure_table[MEASURES] = {
    {"jacobian", "largest singular value of ds_T/ds_t",
     "largest sing. value of ds_T/ds_t"},
    {"frobenius", "Frobenius norm of ds_T/ds_t / sqrt(size)",
     "its Frobenius norm / sqrt(size)"},
    {"dh", "L2 norm of dL/dh_t", "|dL/dh_t|"},
    {"dc", "L2 norm of dL/dc_t, through h_t too", "|dL/dc_t|, through h_t too"},
    {"input", "L2 norm of dL/dx_t", "|dL/dx_t|"},
    {"carousel", "largest unit of C = f_T * .. * f_{t+1}",
     "f_T * .. * f_{t+1}, largest unit"},
    {"h_path", "largest singular value of dc_T/dc_t - diag(C), h_t held",
     "the rest of dc_T/dc_t, h_t held"},
};

bool curves_init(struct curves *curves, int steps, int seeds, int lines,
                 struct error *error)
{
    size_t count;

    *curves = (struct curves){.steps = steps, .seeds = seeds, .lines = lines};
    if (!size_multiply((size_t)lines * MEASURES * CURVE_KINDS,
                       (size_t)steps + 1, &count))
        return error_memory(error, "the curves", SIZE_MAX);
    curves->data = array_new(count, sizeof *curves->data, "the curves", error);
    for (size_t k = 0; curves->data != NULL && k < count; k++)
        curves->data[k] = NAN;
    return curves->data != NULL;
}

void curves_finish(struct curves *curves)
{
    free(curves->data);
    *curves = (struct curves){0};
}

double *curves_at(const struct curves *curves, int line, enum measure measure,
                  int kind)
{
    size_t block = ((size_t)line * MEASURES + measure) * CURVE_KINDS + kind;

    return curves->data + block * ((size_t)curves->steps + 1);
}

int measure_first(enum measure measure)
{
    return measure == MEASURE_INPUT ? 1 : 0;
}

/* Ascending, NaN last. */
static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

/* The level below which a share of the n sorted numbers lies. */
static double quantile(const double *sorted, int n, double share)
{
    double place = share * (n - 1);
    int at = (int)place;
    double below = sorted[at], above = sorted[at + 1 < n ? at + 1 : at];

    if (isnan(sorted[n - 1]))
        return NAN;
    if (place == at || isinf(below))
        return below;
    return below + (place - at) * (above - below);
}

void curves_reduce(struct curves *curves, int line, const double *samples,
                   double *scratch)
{
    static const double share[CURVE_KINDS] = {0.5, 0.1, 0.9};
    size_t rows = (size_t)curves->steps + 1, each = MEASURES * rows;

    for (int m = 0; m < MEASURES; m++)
        for (size_t t = 0; t < rows; t++) {
            for (int k = 0; k < curves->seeds; k++)
                scratch[k] = samples[k * each + m * rows + t];
            qsort(scratch, (size_t)curves->seeds, sizeof *scratch, compare);
            for (int kind = 0; kind < CURVE_KINDS; kind++)
                curves_at(curves, line, (enum measure)m, kind)[t] =
                    quantile(scratch, curves->seeds, share[kind]);
        }
}

/* ",-12.3456789". Rounding to 1e-12 turns the last bits of a logarithm near 0
 * into 0; a level is not known to more digits. */
static void write_level(struct output *output, double level)
{
    const double digits = 1e12;
    char text[NUMBER_TEXT_MAX];

    if (fabs(level) < 1)
        level = round(level * digits) / digits + 0.0;
    number_format(text, level, 9);
    output_print(output, ",%s", text);
}

static void write_curve(const struct curves *curves, int l, enum measure m,
                        struct output *output)
{
    const struct line *line = &curves->line[l];

    for (int t = measure_first(m); t <= curves->steps; t++) {
        output_print(output, "%s,%d,%s,%d,%d", line->cell, line->layer,
                     measure_table[m].name, t, curves->steps - t);
        for (int kind = 0; kind < (curves->seeds > 1 ? CURVE_KINDS : 1); kind++)
            write_level(output, curves_at(curves, l, m, kind)[t]);
        output_write(output, "\n", 1);
    }
}

bool curves_write(const struct curves *curves, const char *path,
                  struct error *error)
{
    struct output output = {0};

    if (!output_open(&output, path, error))
        return false;
    output_print(&output, "cell,layer,measure,step,lag,log10%s\n",
                 curves->seeds > 1 ? ",low,high" : "");
    for (int l = 0; l < curves->lines; l++)
        for (int m = 0; m < MEASURES; m++)
            if (curves->line[l].has[m])
                write_curve(curves, l, (enum measure)m, &output);
    return output_commit(&output, error);
}
