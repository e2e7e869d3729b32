/* Long form, so that any tool can filter and group it: layer by layer, step by
 * step, unit by unit.
 */
#include "cli/record/export.h"

#include "cli/record/lines.h"

static void write_header(struct lines *lines, const struct selection *selection)
{
    lines_text(lines, "layer,step,unit");
    for (int k = 0; k < selection->columns; k++) {
        lines_char(lines, ',');
        lines_text(lines, selection->column[k].name);
    }
    lines_char(lines, '\n');
}

/* The lines of step t, from 0, of the layer that the columns belong to. */
static void write_step(struct lines *lines, const struct array *columns,
                       int count, int layer, int t)
{
    for (int u = 0; u < columns[0].width; u++) {
        lines_integer(lines, layer);
        lines_char(lines, ',');
        lines_integer(lines, t + 1);
        lines_char(lines, ',');
        lines_integer(lines, u + 1);
        for (int k = 0; k < count; k++) {
            const struct array *column = &columns[k];
            lines_char(lines, ',');
            if (column->rows != NULL)
                lines_number(lines, column->rows[t * column->stride + u],
                             column->exponent ? column->exponent[t] : 0);
        }
        lines_char(lines, '\n');
    }
}

static void write_table(struct lines *lines, const struct recording *recording)
{
    const struct selection *selection = recording->selection;
    struct array columns[COLUMNS_MAX];

    write_header(lines, selection);
    for (int l = 0; l < recording->values.spec.layers; l++) {
        for (int k = 0; k < selection->columns; k++)
            columns[k] = recording_array(recording, l, &selection->column[k]);
        for (int t = 0; t < recording->values.steps && !lines_failed(lines);
             t++)
            write_step(lines, columns, selection->columns, l, t);
    }
}

bool export_csv(const struct recording *recording, const char *path,
                struct error *error)
{
    struct lines *lines = lines_create(path, error);

    if (lines == NULL)
        return false;
    write_table(lines, recording);
    return lines_commit(lines, error);
}
