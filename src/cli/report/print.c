/* Tables to read: for every signal of a layer its units, three numbers each,
 * with their ranges, or beside those of the second model.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/report/write.h"

enum { UNITS_SHOWN = 20, CELL = 24, SHOWN = 200, STATS_MAX = 3 };

struct printer {
    FILE *out;
    const struct report *report;
    double *scratch;
};

/* Statistics that stand side by side. */
struct section {
    int count;
    enum statistic statistic[STATS_MAX];
    const char *title[STATS_MAX];
};

/* Index of the row of the first unit, or of the first lag; -1: there is
 * none. */
static int find_row(const struct report *report, int layer, int signal,
                    enum statistic statistic)
{
    const struct rows *rows = &report->rows[0];

    for (int k = 0; k < rows->count; k++)
        if (rows->row[k].layer == layer && rows->row[k].signal == signal &&
            rows->row[k].statistic == statistic)
            return k;
    return -1;
}

/* Hundredths are enough to read; files have all digits. */
static const char *write_number(char out[NUMBER_TEXT_MAX], double value)
{
    if (fabs(value) < 10)
        value = round(value * 100) / 100 + 0.0;
    number_format(out, value, 3);
    return out;
}

/* "0.68 [0.6 .. 0.75]". */
static void write_range(const struct summary *one, char *text, size_t size)
{
    char median[NUMBER_TEXT_MAX], low[NUMBER_TEXT_MAX], high[NUMBER_TEXT_MAX];

    write_number(median, one->median);
    write_number(low, one->low);
    write_number(high, one->high);
    if (strcmp(low, median) == 0 && strcmp(high, median) == 0)
        snprintf(text, size, "%s", median);
    else
        snprintf(text, size, "%s [%s .. %s]", median, low, high);
}

/* "0.68 | 0.7 | +0.02". */
static void write_pair(double one, double other, char *text, size_t size)
{
    char a[NUMBER_TEXT_MAX], b[NUMBER_TEXT_MAX], c[NUMBER_TEXT_MAX];
    double more = other == one ? 0 : other - one;

    write_number(c, more);
    snprintf(text, size, "%s | %s | %s%s", write_number(a, one),
             write_number(b, other), more > 0 ? "+" : "", c);
}

static void print_cell(const struct printer *printer, int row, bool last)
{
    const struct report *report = printer->report;
    struct summary one = rows_summary(&report->rows[0], row,
                                      printer->scratch);
    char text[3 * NUMBER_TEXT_MAX + 16];

    if (report->path[1] == NULL) {
        write_range(&one, text, sizeof text);
    } else {
        struct summary other = rows_summary(&report->rows[1], row,
                                            printer->scratch);
        write_pair(one.median, other.median, text, sizeof text);
    }
    fprintf(printer->out, "  %-*s", last ? 0 : CELL - 2, text);
}

/* The rows of the first units of a section's statistics, those that there
 * are; returns how many. */
static int find_rows(const struct printer *printer, int layer, int signal,
                     const struct section *section, int row[STATS_MAX])
{
    int count = 0;

    for (int s = 0; s < section->count; s++) {
        row[s] = find_row(printer->report, layer, signal,
                          section->statistic[s]);
        count += row[s] >= 0;
    }
    return count;
}

/* Statistics that a signal has not are the last ones of a section. */
static void print_section(const struct printer *printer, int layer, int signal,
                          const char *name, const struct section *section)
{
    const struct layer_spec *spec = &printer->report->spec->layer[layer];
    int row[STATS_MAX];
    int count = find_rows(printer, layer, signal, section, row);

    if (count == 0)
        return;
    fprintf(printer->out, "\n  %-6s", name);
    for (int s = 0; s < count; s++)
        fprintf(printer->out, "  %-*s", s == count - 1 ? 0 : CELL - 2,
                section->title[s]);
    fprintf(printer->out, "\n");
    for (int u = 0; u < spec->units && u < UNITS_SHOWN; u++) {
        fprintf(printer->out, "  %6d", u + 1);
        for (int s = 0; s < count; s++)
            print_cell(printer, row[s] + u, s == count - 1);
        fprintf(printer->out, "\n");
    }
    if (spec->units > UNITS_SHOWN)
        fprintf(printer->out, "     ..  %d more units: -o FILE.csv has all\n",
                spec->units - UNITS_SHOWN);
}

/* Units that are dead in every sequence, by number. */
static void print_dead(const struct printer *printer, int layer)
{
    const struct report *report = printer->report;
    int units = report->spec->layer[layer].units;
    int row = find_row(report, layer, -1, STAT_DEAD), listed = 0;

    for (int which = 0; which < 2 && report->path[which] != NULL; which++) {
        int dead = 0;
        fprintf(printer->out, "%s  dead in every sequence%s:",
                which == 0 ? "\n" : "", which == 0 ? "" : ", the other");
        for (int u = 0; u < units; u++)
            if (rows_summary(&report->rows[which], row + u,
                             printer->scratch).low == 1 &&
                ++dead <= UNITS_SHOWN)
                fprintf(printer->out, " %d", u + 1);
        listed = dead < UNITS_SHOWN ? dead : UNITS_SHOWN;
        if (dead > listed)
            fprintf(printer->out, " and %d more", dead - listed);
        fprintf(printer->out, "%s\n", dead == 0 ? " none" : "");
    }
}

static void print_lags(const struct printer *printer, int layer)
{
    const struct report *report = printer->report;
    const struct rows *rows = &report->rows[0];
    int row = find_row(report, layer, -1, STAT_JACOBIAN);

    if (row < 0)
        return;
    fprintf(printer->out, "\n  lag k   log10 of the largest singular value of "
                          "ds_T/ds_{T-k}\n");
    for (; row < rows->count && rows->row[row].layer == layer; row++) {
        struct summary one = rows_summary(rows, row, printer->scratch);
        if (one.sequences == 0)
            continue;
        fprintf(printer->out, "  %6d", rows->row[row].lag);
        print_cell(printer, row, false);
        fprintf(printer->out, "  %d sequence%s\n", one.sequences,
                one.sequences == 1 ? "" : "s");
    }
}

static void print_layer(const struct printer *printer, int l)
{
    static const struct section signal = {
        3, {STAT_MEAN, STAT_LOW, STAT_HIGH}, {"mean", "low", "high"}};
    static const struct section units[] = {
        {2, {STAT_RETENTION, STAT_HALF_LIFE},
         {"retention, steps", "half-life, steps"}},
        {2, {STAT_MOVES, STAT_GRADIENT},
         {"moves: range of h", "gradient: log10 |dL/dh|"}},
    };
    const struct layer_spec *layer = &printer->report->spec->layer[l];
    const struct cell_info *cell = layer_cell(layer);

    fprintf(printer->out, "\nlayer %d: %s, %d unit%s\n", l, cell_name(layer),
            layer->units, layer->units == 1 ? "" : "s");
    for (int k = 0; k < cell->shown_count; k++)
        print_section(printer, l, cell->shown[k],
                      cell->signal[cell->shown[k]].name, &signal);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        print_section(printer, l, -1, "unit", &units[k]);
    print_dead(printer, l);
    print_lags(printer, l);
}

static int compare(const void *left, const void *right)
{
    return *(const int *)left - *(const int *)right;
}

static bool print_heading(FILE *out, const struct report *report,
                          struct error *error)
{
    char shown[SHOWN];
    int *steps = array_new(report->files, sizeof *steps, "the report", error);

    if (steps == NULL)
        return false;
    memcpy(steps, report->steps, report->files * sizeof *steps);
    qsort(steps, report->files, sizeof *steps, compare);
    fprintf(out, "%zu sequence%s of %d", report->files,
            report->files == 1 ? "" : "s", steps[0]);
    if (steps[0] != steps[report->files - 1])
        fprintf(out, " to %d steps, median %d\n", steps[report->files - 1],
                steps[report->files / 2]);
    else
        fprintf(out, " step%s\n", steps[0] == 1 ? "" : "s");
    free(steps);
    fprintf(out, "model: %s\n", text_printable(report->path[0],
                                               strlen(report->path[0]), shown,
                                               sizeof shown));
    if (report->path[1] == NULL) {
        fprintf(out, "numbers: median over the sequences [least .. "
                     "largest]\n");
        return true;
    }
    fprintf(out, "the other: %s\nnumbers: medians over the sequences | the "
                 "other's | difference, each rounded\n",
            text_printable(report->path[1], strlen(report->path[1]), shown,
                           sizeof shown));
    return true;
}

bool report_tables(FILE *out, const struct report *report, struct error *error)
{
    struct printer printer = {out, report, NULL};

    printer.scratch = array_new(report->files, sizeof *printer.scratch,
                                "the report", error);
    bool fine = printer.scratch != NULL && print_heading(out, report, error);
    for (int l = 0; fine && l < report->spec->layers; l++)
        print_layer(&printer, l);
    free(printer.scratch);
    return fine;
}
