/* JSON is written as it goes, never built up: a recording may be larger than
 * what is left of the memory.
 */
#include "cli/record/export.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/record/lines.h"

const char *export_cells(const struct spec *spec, char text[EXPORT_CELLS_TEXT])
{
    const char *first = cell_name(&spec->layer[0]);
    size_t length = 0;
    bool same = true;

    for (int l = 1; l < spec->layers; l++)
        same = same && strcmp(cell_name(&spec->layer[l]), first) == 0;
    for (int l = 0; l < (same ? 1 : spec->layers); l++)
        length += (size_t)snprintf(text + length, EXPORT_CELLS_TEXT - length,
                                   "%s%s", l > 0 ? " " : "",
                                   cell_name(&spec->layer[l]));
    return text;
}

/* ', "NAME": ' */
static void write_key(struct lines *lines, const char *name)
{
    lines_text(lines, ",\n\"");
    lines_text(lines, name);
    lines_text(lines, "\": ");
}

static void write_row(struct lines *lines, const struct array *array, int t)
{
    const real *row = array->rows + (size_t)t * array->stride;

    for (int k = 0; k < array->width; k++) {
        lines_char(lines, k == 0 ? '[' : ',');
        if (isfinite(row[k]))
            lines_number(lines, row[k],
                         array->exponent ? array->exponent[t] : 0);
        else
            lines_text(lines, "null");
    }
    lines_char(lines, ']');
}

static void write_array(struct lines *lines, const struct array *array,
                        int steps)
{
    write_key(lines, array->name);
    for (int t = 0; t < steps && !lines_failed(lines); t++) {
        lines_text(lines, t == 0 ? "[\n" : ",\n");
        write_row(lines, array, t);
    }
    lines_char(lines, ']');
}

static void write_object(struct lines *lines, const struct recording *recording)
{
    const struct spec *spec = &recording->values.spec;
    char cells[EXPORT_CELLS_TEXT];

    lines_text(lines, "{\"gatereel\": \"" GATEREEL_VERSION "\"");
    write_key(lines, "cell");
    lines_char(lines, '"');
    lines_text(lines, export_cells(spec, cells));
    lines_char(lines, '"');
    write_key(lines, "steps");
    lines_integer(lines, recording->values.steps);
    write_key(lines, "units");
    for (int l = 0; l < spec->layers; l++) {
        lines_char(lines, l == 0 ? '[' : ',');
        lines_integer(lines, spec->layer[l].units);
    }
    lines_char(lines, ']');
    for (int k = 0; k < recording->arrays; k++)
        write_array(lines, &recording->array[k], recording->values.steps);
    lines_text(lines, "}\n");
}

bool export_json(const struct recording *recording, const char *path,
                 struct error *error)
{
    struct lines *lines = lines_create(path, error);

    if (lines == NULL)
        return false;
    write_object(lines, recording);
    return lines_commit(lines, error);
}
