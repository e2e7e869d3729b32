/* A sheet of characters is filled with marks, column by column, and printed
 * with its axes. True zeros have no place on a log axis: they get a row of
 * their own below the floor.
 */
#include "cli/gradients/plot.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 66, TICKS = 4, TICK_ROWS = 4, HEIGHT = TICKS * TICK_ROWS + 1 };
enum { MARGIN = 11, PAGE = 79 };

static const char SHARED = '*';

/* One curve of a drawing. */
struct trace {
    const double *value; /* [T + 1] log10 by step */
    char mark;
    const char *label;
};

struct sheet {
    const struct trace *trace;
    int traces;
    int steps, first; /* T, and the first step there is */
    int top, bottom;  /* log10 at the first and last row */
    bool zeros;       /* a row for true zeros is wanted */
    bool shared;      /* curves meet somewhere */
    char mark[HEIGHT + 1][WIDTH + 1];
};

/* The step of a column: the first is lag 0, the last the largest lag. */
static int column_step(const struct sheet *sheet, int x)
{
    int lags = sheet->steps - sheet->first;

    return sheet->steps - (int)lround((double)x * lags / (WIDTH - 1));
}

/* The range of all finite values, in whole decades that the ticks divide. */
static bool find_range(struct sheet *sheet)
{
    double low = INFINITY, high = -INFINITY;

    for (int k = 0; k < sheet->traces; k++) {
        const double *value = sheet->trace[k].value;
        for (int t = sheet->first; t <= sheet->steps; t++) {
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

static void fill(struct sheet *sheet)
{
    for (int row = 0; row <= HEIGHT; row++)
        memset(sheet->mark[row], ' ', WIDTH);
    for (int k = 0; k < sheet->traces; k++)
        for (int x = 0; x < WIDTH; x++) {
            const struct trace *trace = &sheet->trace[k];
            int row = find_row(sheet, trace->value[column_step(sheet, x)]);
            if (row < 0)
                continue;
            char *mark = &sheet->mark[row][x];
            sheet->shared = sheet->shared || *mark != ' ';
            *mark = *mark == ' ' ? trace->mark : SHARED;
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

static void print_legend(FILE *out, const struct sheet *sheet)
{
    int at = MARGIN;

    fprintf(out, "%*s", at, "");
    for (int k = 0; k < sheet->traces; k++) {
        const struct trace *trace = &sheet->trace[k];
        int width = 4 + (int)strlen(trace->label);
        if (at + width > PAGE) {
            fprintf(out, "\n%*s", MARGIN, "");
            at = MARGIN;
        }
        fprintf(out, " %c %s ", trace->mark, trace->label);
        at += width;
    }
    if (sheet->shared)
        fprintf(out, " %c several", SHARED);
    fprintf(out, "\n%*s floor 1e%d, below all that is drawn\n", MARGIN, "",
            sheet->bottom);
}

/* `sheet` has its traces and steps. */
static void draw(FILE *out, const char *title, bool medians,
                 struct sheet *sheet)
{
    if (sheet->traces == 0 || sheet->steps <= sheet->first)
        return;
    fprintf(out, "%s, log axis%s\n", title, medians ? ", medians" : "");
    if (!find_range(sheet)) {
        fprintf(out, "  nothing to draw: no finite value above 0\n");
        return;
    }
    fill(sheet);
    print_sheet(out, sheet);
    print_lags(out, sheet->steps - sheet->first);
    print_legend(out, sheet);
}

void plot_measure(FILE *out, const struct curves *curves, enum measure measure)
{
    struct trace trace[LINES_MAX];
    struct sheet sheet = {.trace = trace, .steps = curves->steps,
                          .first = measure_first(measure)};

    for (int l = 0; l < curves->lines; l++)
        if (curves->line[l].has[measure])
            trace[sheet.traces++] = (struct trace){
                curves_at(curves, l, measure, CURVE_MEDIAN),
                curves->line[l].mark, curves->line[l].label};
    draw(out, measure_table[measure].title, curves->seeds > 1, &sheet);
}

void plot_paths(FILE *out, const struct curves *curves, int line)
{
    const struct trace trace[] = {
        {curves_at(curves, line, MEASURE_CAROUSEL, CURVE_MEDIAN), 'C',
         "carousel"},
        {curves_at(curves, line, MEASURE_H_PATH, CURVE_MEDIAN), 'H', "h_path"},
        {curves_at(curves, line, MEASURE_JACOBIAN, CURVE_MEDIAN), 'J',
         "jacobian"},
    };
    struct sheet sheet = {.trace = trace, .traces = 3, .steps = curves->steps};
    char title[80];

    if (!curves->line[line].has[MEASURE_CAROUSEL])
        return;
    snprintf(title, sizeof title, "The two ways back in %s",
             curves->line[line].label);
    draw(out, title, curves->seeds > 1, &sheet);
}
