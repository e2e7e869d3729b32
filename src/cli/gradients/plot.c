/* A sheet of characters is filled with marks, column by column, and printed
 * with its axes. True zeros have no place on a log axis: they get a row of
 * their own below the floor.
 */
#include "cli/gradients/plot.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 66, TICKS = 4, TICK_ROWS = 4, HEIGHT = TICKS * TICK_ROWS + 1 };

static const char SHARED = '*';

struct sheet {
    int top, bottom;  /* log10 at the first and last row */
    bool zeros;       /* a row for true zeros is wanted */
    char mark[HEIGHT + 1][WIDTH + 1];
};

/* Lag of a column: the first is lag 0, the last the largest. */
static int column_lag(const struct curves *curves, enum measure measure, int x)
{
    int lags = curves->steps - measure_first(measure);

    return (int)lround((double)x * lags / (WIDTH - 1));
}

/* The range of all finite values, in whole decades that the ticks divide. */
static bool find_range(const struct curves *curves, enum measure measure,
                       struct sheet *sheet)
{
    double low = INFINITY, high = -INFINITY;

    for (int l = 0; l < curves->lines; l++) {
        const double *value = curves_at(curves, l, measure, CURVE_MEDIAN);
        for (int t = measure_first(measure); t <= curves->steps; t++) {
            sheet->zeros = sheet->zeros || value[t] == -INFINITY;
            if (isfinite(value[t])) {
                low = fmin(low, value[t]);
                high = fmax(high, value[t]);
            }
        }
    }
    if (!(low <= high))
        return false;
    /* A hair above a power of ten is rounding, not another decade. */
    sheet->top = (int)ceil(high - 1e-6);
    int span = sheet->top - (int)floor(low + 1e-6);
    span = (span + TICKS - 1) / TICKS * TICKS;
    sheet->bottom = sheet->top - (span > 0 ? span : TICKS);
    return true;
}

/* The row of a value; -1 for NaN, which is not drawn. */
static int find_row(const struct sheet *sheet, double value)
{
    double span = sheet->top - sheet->bottom;

    if (isnan(value))
        return -1;
    if (value == -INFINITY)
        return HEIGHT;
    if (value == INFINITY)
        return 0;
    double row = (sheet->top - value) / span * (HEIGHT - 1);
    return (int)lround(fmin(fmax(row, 0), HEIGHT - 1));
}

static void fill(const struct curves *curves, enum measure measure,
                 struct sheet *sheet)
{
    for (int row = 0; row <= HEIGHT; row++) {
        memset(sheet->mark[row], ' ', WIDTH);
        sheet->mark[row][WIDTH] = '\0';
    }
    for (int l = 0; l < curves->lines; l++) {
        const double *value = curves_at(curves, l, measure, CURVE_MEDIAN);
        if (!curves->line[l].has[measure])
            continue;
        for (int x = 0; x < WIDTH; x++) {
            int lag = column_lag(curves, measure, x);
            int row = find_row(sheet, value[curves->steps - lag]);
            if (row < 0)
                continue;
            char *mark = &sheet->mark[row][x];
            *mark = *mark == ' ' ? curves->line[l].mark : SHARED;
        }
    }
}

static void print_trimmed(FILE *out, const char *row)
{
    size_t length = strlen(row);

    while (length > 0 && row[length - 1] == ' ')
        length--;
    fprintf(out, "%.*s\n", (int)length, row);
}

static void print_sheet(FILE *out, const struct sheet *sheet)
{
    for (int row = 0; row < HEIGHT; row++) {
        char tick[16] = "";
        if (row % TICK_ROWS == 0)
            snprintf(tick, sizeof tick, "1e%d", sheet->top -
                     (sheet->top - sheet->bottom) / TICKS * (row / TICK_ROWS));
        fprintf(out, "  %8s |", tick);
        print_trimmed(out, sheet->mark[row]);
    }
    if (sheet->zeros) {
        fprintf(out, " %9s |", "exactly 0");
        print_trimmed(out, sheet->mark[HEIGHT]);
    }
}

static void print_lags(FILE *out, int lags)
{
    static const char name[] = "lag T - t";
    char last[16], axis[WIDTH + 1];
    int length = snprintf(last, sizeof last, "%d", lags);

    memset(axis, '-', WIDTH);
    axis[WIDTH] = '\0';
    fprintf(out, "  %8s +%s\n", "", axis);
    memset(axis, ' ', WIDTH);
    axis[0] = '0';
    memcpy(axis + (WIDTH - sizeof name) / 2, name, sizeof name - 1);
    memcpy(axis + WIDTH - length, last, (size_t)length);
    fprintf(out, "  %8s  %s\n", "", axis);
}

static void print_legend(FILE *out, const struct curves *curves,
                         enum measure measure)
{
    int at = 11;

    fprintf(out, "%*s", at, "");
    for (int l = 0; l < curves->lines; l++) {
        const struct line *line = &curves->line[l];
        int width = 4 + (int)strlen(line->label);
        if (!line->has[measure])
            continue;
        if (at + width > 78) {
            fprintf(out, "\n%*s", 11, "");
            at = 11;
        }
        fprintf(out, " %c %s ", line->mark, line->label);
        at += width;
    }
    fprintf(out, " %c several\n", SHARED);
}

void plot_measure(FILE *out, const struct curves *curves, enum measure measure)
{
    const struct measure_info *info = &measure_table[measure];
    struct sheet sheet = {0};
    bool any = false;

    for (int l = 0; l < curves->lines; l++)
        any = any || curves->line[l].has[measure];
    if (!any || curves->steps <= measure_first(measure))
        return;
    fprintf(out, "%s: %s, log axis%s\n", info->text, info->norm,
            curves->seeds > 1 ? ", medians" : "");
    if (!find_range(curves, measure, &sheet)) {
        fprintf(out, "  nothing to draw: no finite value above 0\n");
        return;
    }
    fill(curves, measure, &sheet);
    print_sheet(out, &sheet);
    print_lags(out, curves->steps - measure_first(measure));
    print_legend(out, curves, measure);
    fprintf(out, "%*s floor: 1e%d, below every value drawn\n", 11, "",
            sheet.bottom);
}
