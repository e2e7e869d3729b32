/* Three tables of the same curves. Numbers are made from their logarithms, so
 * that 1e-3000 is printed as it is.
 */
#include "cli/gradients/report.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "nn/flow/rate.h"

/* Columns of a table; up to NAMED_COLUMNS leave room to explain its rows. */
enum { LAGS_MAX = 6, COLUMNS = 6, NAMED_COLUMNS = 3, LEVEL_TEXT = NUMBER_TEXT_MAX };

static const double LOG2_10 = 3.32192809488736234787;

/* 10^level with two digits. */
static const char *level_text(double level, char text[LEVEL_TEXT])
{
    char number[NUMBER_TEXT_MAX];

    if (isnan(level)) {
        snprintf(text, LEVEL_TEXT, "NaN");
    } else if (level == -INFINITY) {
        snprintf(text, LEVEL_TEXT, "exactly 0");
    } else if (level == INFINITY) {
        snprintf(text, LEVEL_TEXT, "infinite");
    } else if (level > -1.995 && level < 3) {
        number_format(number, exp2(level * LOG2_10), 2 + (level >= 2));
        snprintf(text, LEVEL_TEXT, "%s", number);
    } else {
        int exponent = (int)floor(level);
        double digits = round(pow(10, level - exponent) * 10) / 10;
        if (digits >= 10) {
            digits /= 10;
            exponent++;
        }
        snprintf(text, LEVEL_TEXT, "%d.%de%d", (int)digits,
                 (int)lround(digits * 10) % 10, exponent);
    }
    return text;
}

const char *report_verdict(double level)
{
    switch (verdict_of(level)) {
    case VERDICT_VANISHES: return "vanishes";
    case VERDICT_FADES: return "fades";
    case VERDICT_HOLDS: return "holds";
    case VERDICT_EXPLODES: return "explodes";
    default: return "not a number";
    }
}

/* Up to LAGS_MAX lags: 1, the last of 2 5 10 20 50 .. below T, and T. */
static int choose_lags(int steps, int lags[LAGS_MAX])
{
    static const int digits[] = {1, 2, 5};
    int round[32], count = 0, n = 0;

    for (int k = 1, power = 1; power < steps && count < 31; k++) {
        int lag = digits[k % 3] * (power *= k % 3 == 0 ? 10 : 1);
        if (lag >= steps)
            break;
        round[count++] = lag;
    }
    int first = count > LAGS_MAX - 2 ? count - (LAGS_MAX - 2) : 0;
    if (steps > 1)
        lags[n++] = 1;
    for (int k = first; k < count; k++)
        lags[n++] = round[k];
    lags[n++] = steps;
    return n;
}

static void print_lags(FILE *out, const struct curves *curves)
{
    const enum measure measure = MEASURE_JACOBIAN;
    int lags[LAGS_MAX];
    int count = choose_lags(curves->steps, lags);

    fprintf(out, "How much of the state is left so many steps later:\n"
            "%s, T = %d%s\n\n", measure_table[measure].title, curves->steps,
            curves->seeds > 1 ? ", medians over the seeds" : "");
    fprintf(out, "  %-13s", "");
    for (int k = 0; k < count; k++) {
        char head[LEVEL_TEXT];
        snprintf(head, sizeof head, "lag %d", lags[k]);
        fprintf(out, " %9s", head);
    }
    fprintf(out, "\n");
    for (int l = 0; l < curves->lines; l++) {
        const double *value = curves_at(curves, l, measure, CURVE_MEDIAN);
        char text[LEVEL_TEXT];
        if (!curves->line[l].has[measure])
            continue;
        fprintf(out, "  %-13s", curves->line[l].label);
        for (int k = 0; k < count; k++)
            fprintf(out, " %9s",
                    level_text(value[curves->steps - lags[k]], text));
        fprintf(out, "\n");
    }
}

static const char *rate_text(double value, char text[NUMBER_TEXT_MAX])
{
    if (value == INFINITY)
        return "-";
    number_format(text, value, 3);
    return text;
}

/* The curve of a line against the lag. */
static struct rate line_rate(const struct curves *curves, int l,
                             double *by_lag)
{
    const double *value =
        curves_at(curves, l, MEASURE_JACOBIAN, CURVE_MEDIAN);

    for (int lag = 0; lag <= curves->steps; lag++)
        by_lag[lag] = value[curves->steps - lag];
    return rate_of(by_lag, curves->steps);
}

static void print_rates(FILE *out, const struct curves *curves, double *by_lag)
{
    fprintf(out, "\n  %-13s %10s %10s %10s %10s   %s\n", "", "slope",
            "half-life", "Lyapunov", "at lag", "so the");
    fprintf(out, "  %-13s %10s %10s %10s %10d   %s\n", "", "log10/step",
            "steps", "1/step", curves->steps, "gradient");
    for (int l = 0; l < curves->lines; l++) {
        double last = curves_at(curves, l, MEASURE_JACOBIAN, CURVE_MEDIAN)[0];
        char slope[NUMBER_TEXT_MAX], half[NUMBER_TEXT_MAX];
        char lyapunov[NUMBER_TEXT_MAX], level[LEVEL_TEXT];
        if (!curves->line[l].has[MEASURE_JACOBIAN])
            continue;
        struct rate rate = line_rate(curves, l, by_lag);
        fprintf(out, "  %-13s %10s %10s %10s %10s   %s\n",
                curves->line[l].label, rate_text(rate.slope, slope),
                rate_text(rate.half_life, half),
                rate_text(rate.lyapunov, lyapunov), level_text(last, level),
                report_verdict(last));
    }
    fprintf(out, "\n  vanishes: below 1e-8; fades: below 0.1; holds: up to 10; "
            "explodes: above\n");
}

/* Every measure of lines first .. first + COLUMNS - 1 at its largest lag. */
static void print_measures(FILE *out, const struct curves *curves, int first)
{
    int end = first + COLUMNS < curves->lines ? first + COLUMNS : curves->lines;

    fprintf(out, "\n  %-10s", "");
    for (int l = first; l < end; l++)
        fprintf(out, " %10s", curves->line[l].label);
    fprintf(out, "\n");
    for (int m = 0; m < MEASURES; m++) {
        bool any = false;
        for (int l = first; l < end; l++)
            any = any || curves->line[l].has[m];
        if (!any)
            continue;
        fprintf(out, "  %-10s", measure_table[m].name);
        for (int l = first; l < end; l++) {
            double last = curves_at(curves, l, (enum measure)m,
                CURVE_MEDIAN)[measure_first((enum measure)m)];
            char text[LEVEL_TEXT];
            fprintf(out, " %10s", curves->line[l].has[m]
                    ? level_text(last, text) : "");
        }
        if (end - first <= NAMED_COLUMNS)
            fprintf(out, "  %s", measure_table[m].brief);
        fprintf(out, "\n");
    }
}

bool report_print(FILE *out, const struct curves *curves, struct error *error)
{
    double *by_lag = array_new((size_t)curves->steps + 1, sizeof *by_lag,
                               "a curve", error);

    if (by_lag == NULL)
        return false;
    print_lags(out, curves);
    print_rates(out, curves, by_lag);
    fprintf(out, "\nDifferent gradients, each from its first step to T = %d:\n",
            curves->steps);
    for (int first = 0; first < curves->lines; first += COLUMNS)
        print_measures(out, curves, first);
    free(by_lag);
    return true;
}
