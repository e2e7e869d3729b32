/* One loop over the rows, whatever the format: a row is the same list of
 * fields in both, empty ones left out in JSON.
 */
#include "cli/report/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "nn/net/spec.h"

enum { FIELDS = 15, FIELD = 48, DIGITS = 9 };

static const char *const names[FIELDS] = {
    "layer", "cell", "signal", "unit", "statistic", "lag", "sequences",
    "median", "low", "high", "against_sequences", "against_median",
    "against_low", "against_high", "difference",
};

/* The fields of a row as text; "" where it has none. */
struct fields {
    char text[FIELDS][FIELD];
    bool number[FIELDS];
};

static void put_number(struct fields *fields, int k, double value)
{
    fields->number[k] = true;
    number_format(fields->text[k], value, DIGITS);
}

static void put_word(struct fields *fields, int k, const char *word)
{
    snprintf(fields->text[k], FIELD, "%s", word);
}

static void put_summary(struct fields *fields, int k,
                        const struct summary *summary)
{
    put_number(fields, k, summary->sequences);
    put_number(fields, k + 1, summary->median);
    put_number(fields, k + 2, summary->low);
    put_number(fields, k + 3, summary->high);
}

/* Returns how many fields the report's rows have; 0: no sequence is as long
 * as the lag. */
static int fill(const struct report *report, int k, double *scratch,
                struct fields *fields)
{
    const struct row *row = &report->rows[0].row[k];
    const struct layer_spec *layer = &report->spec->layer[row->layer];
    struct summary one = rows_summary(&report->rows[0], k, scratch);

    memset(fields, 0, sizeof *fields);
    if (row->lag > 0 && one.sequences == 0)
        return 0;
    put_number(fields, 0, row->layer);
    put_word(fields, 1, cell_name(layer));
    if (row->signal >= 0)
        put_word(fields, 2, layer_cell(layer)->signal[row->signal].name);
    if (row->unit >= 0)
        put_number(fields, 3, row->unit + 1);
    put_word(fields, 4, statistic_names[row->statistic]);
    if (row->lag > 0)
        put_number(fields, 5, row->lag);
    put_summary(fields, 6, &one);
    if (report->path[1] == NULL)
        return 10;
    struct summary other = rows_summary(&report->rows[1], k, scratch);
    put_summary(fields, 10, &other);
    put_number(fields, 14, other.median == one.median
                               ? 0 : other.median - one.median);
    return FIELDS;
}

static void write_csv_row(struct output *output, const struct fields *fields,
                          int count)
{
    for (int k = 0; k < count; k++)
        output_print(output, "%s%s", k > 0 ? "," : "", fields->text[k]);
    output_write(output, "\n", 1);
}

static bool is_finite(const char *number)
{
    return strpbrk(number, "nN") == NULL; /* nan, inf */
}

static void write_json_row(struct output *output, const struct fields *fields,
                           int count, bool first)
{
    output_print(output, "%s{", first ? "" : ",\n");
    for (int k = 0, written = 0; k < count; k++) {
        const char *text = fields->text[k];
        if (text[0] == '\0')
            continue;
        output_print(output, "%s\"%s\": ", written++ > 0 ? ", " : "",
                     names[k]);
        if (!fields->number[k] || !is_finite(text))
            output_print(output, "\"%s\"", text);
        else
            output_print(output, "%s", text);
    }
    output_print(output, "}");
}

/* In quotes; what JSON must not have in a string, and bytes that are no text,
 * as \xNN with the backslash escaped. */
static void write_json_text(struct output *output, const char *text)
{
    char shown[4096];

    text_printable(text, strlen(text), shown, sizeof shown);
    output_write(output, "\"", 1);
    for (const char *at = shown; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            output_write(output, "\\", 1);
        output_write(output, at, 1);
    }
    output_write(output, "\"", 1);
}

static void write_json_head(struct output *output,
                            const struct report *report)
{
    output_print(output, "{\"format\": \"gatereel report\", \"version\": 1,\n"
                         "\"model\": ");
    write_json_text(output, report->path[0]);
    if (report->path[1] != NULL) {
        output_print(output, ",\n\"against\": ");
        write_json_text(output, report->path[1]);
    }
    output_print(output, ",\n\"sequences\": [\n");
    for (size_t k = 0; k < report->files; k++) {
        output_print(output, "%s{\"file\": ", k > 0 ? ",\n" : "");
        write_json_text(output, report->file[k]);
        output_print(output, ", \"steps\": %d}", report->steps[k]);
    }
    output_print(output, "],\n\"rows\": [\n");
}

static void write_rows(struct output *output, const struct report *report,
                       bool json, double *scratch)
{
    struct fields fields;
    bool first = true;

    for (int k = 0; k < report->rows[0].count && !output_failed(output); k++) {
        int count = fill(report, k, scratch, &fields);
        if (count == 0)
            continue;
        if (json)
            write_json_row(output, &fields, count, first);
        else
            write_csv_row(output, &fields, count);
        first = false;
    }
}

bool report_write(const struct report *report, const char *path,
                  struct error *error)
{
    size_t length = strlen(path);
    bool json = length > 5 && strcasecmp(path + length - 5, ".json") == 0;
    double *scratch = array_new(report->files, sizeof *scratch, "the report",
                                error);
    struct output output = {0};

    if (scratch == NULL || !output_open(&output, path, error)) {
        free(scratch);
        return false;
    }
    if (json)
        write_json_head(&output, report);
    for (int k = 0; k < FIELDS && !json; k++)
        if (k < 10 || report->path[1] != NULL)
            output_print(&output, "%s%s", k > 0 ? "," : "", names[k]);
    output_print(&output, "%s", json ? "" : "\n");
    write_rows(&output, report, json, scratch);
    output_print(&output, "%s", json ? "]}\n" : "");
    free(scratch);
    return output_commit(&output, error);
}
