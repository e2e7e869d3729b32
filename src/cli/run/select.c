/* Everything is looked up in the table of cells by name, layer by layer; no
 * signal is named here.
 */
#include "cli/run/select.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static struct column *find(struct selection *selection, const char *name)
{
    for (int k = 0; k < selection->columns; k++)
        if (strcmp(selection->column[k].name, name) == 0)
            return &selection->column[k];
    return NULL;
}

/* The column of that signal, or of its gradient; NULL when no layer has it. */
static struct column *add(struct selection *selection, const struct spec *spec,
                          const char *signal, bool gradient)
{
    struct column column = {.gradient = gradient};
    bool any = false;

    for (int l = 0; l < spec->layers; l++) {
        column.signal[l] = signal_find(spec->layer[l].cell, signal);
        any = any || column.signal[l] >= 0;
    }
    if (!any)
        return NULL;
    snprintf(column.name, sizeof column.name, "%s%s", gradient ? "d" : "",
             signal);
    struct column *old = find(selection, column.name);
    if (old != NULL)
        return old;
    assert(selection->columns < COLUMNS_MAX);
    selection->gradients = selection->gradients || gradient;
    selection->column[selection->columns] = column;
    return &selection->column[selection->columns++];
}

void select_default(struct selection *selection, const struct spec *spec)
{
    *selection = (struct selection){0};
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        for (int k = 0; k < cell->shown_count; k++)
            add(selection, spec, cell->signal[cell->shown[k]].name, false);
    }
}

static void add_every(struct selection *selection, const struct spec *spec,
                      bool gradient)
{
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        for (int s = 0; s < cell->signals; s++)
            add(selection, spec, cell->signal[s].name, gradient);
    }
}

struct column *select_signal(struct selection *selection,
                             const struct spec *spec, const char *name)
{
    struct column *column = add(selection, spec, name, false);

    if (column == NULL && name[0] == 'd')
        column = add(selection, spec, name + 1, true);
    return column;
}

void select_inputs(struct selection *selection)
{
    selection->gradients = selection->inputs = true;
}

/* One word of a list. */
static bool add_word(struct selection *selection, const struct spec *spec,
                     const char *word)
{
    if (strcmp(word, "all") == 0) {
        add_every(selection, spec, false);
    } else if (strcmp(word, "gradients") == 0) {
        add_every(selection, spec, true);
        select_inputs(selection);
    } else if (strcmp(word, "dx") == 0) {
        select_inputs(selection);
        selection->inputs_asked = true;
    } else {
        struct column *column = select_signal(selection, spec, word);
        if (column == NULL)
            return false;
        column->asked = true;
    }
    return true;
}

static bool refuse(const struct spec *spec, const char *name,
                   struct error *error)
{
    struct selection every = {0};
    const char *names[COLUMNS_MAX + 3];
    char list[400], shown[80];
    size_t count = 0;

    add_every(&every, spec, false);
    size_t signals = (size_t)every.columns;
    add_every(&every, spec, true);
    for (int k = 0; k < every.columns; k++)
        names[count++] = every.column[k].name;
    names[count++] = "dx";
    names[count++] = "all";
    names[count++] = "gradients";

    text_printable(name, strlen(name), shown, sizeof shown);
    text_join(names, signals, ", ", list, sizeof list);
    const char *near = text_nearest(name, names, count);
    return error_set(error, "unknown signal '%s'%s%s%s; there are %s, each with "
                     "its gradient (d%s), dx, all and gradients", shown,
                     near ? "; did you mean '" : "", near ? near : "",
                     near ? "'?" : "", list, names[signals - 1]);
}

bool select_list(struct selection *selection, const struct spec *spec,
                 const char *list, struct error *error)
{
    for (const char *at = list;; at++) {
        char name[80];
        size_t length = strcspn(at, ",");
        const char *end = at + length;

        while (at < end && *at == ' ')
            at++;
        for (length = (size_t)(end - at); length > 0 && at[length - 1] == ' ';)
            length--;
        if (length == 0)
            return error_set(error, "the list of signals has an empty name");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        if (!add_word(selection, spec, name))
            return refuse(spec, name, error);
        at = end;
        if (*at == '\0')
            return true;
    }
}
