/* Rows and columns come from the setup; what is not done is a dash.
 */
#include "cli/sweep/report.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/number.h"

enum { COLUMN = 10, TEXT = 32 };

static int compare(const void *one, const void *other)
{
    return *(const int *)one - *(const int *)other;
}

/* "2/3 14": learned of done, median of epochs; "0/3"; "-". */
static const char *entry(const struct sweep *sweep, int lag, int cell,
                         char text[TEXT])
{
    const struct sweep_result *result = sweep->result[lag][cell];
    int epochs[RACE_SEEDS], done = 0, learned = 0;

    for (int s = 0; s < sweep->setup.seeds; s++) {
        done += result[s].done;
        if (result[s].learned)
            epochs[learned++] = result[s].epochs;
    }
    qsort(epochs, (size_t)learned, sizeof *epochs, compare);
    if (done == 0)
        snprintf(text, TEXT, "-");
    else if (learned == 0)
        snprintf(text, TEXT, "0/%d", done);
    else
        snprintf(text, TEXT, "%d/%d %d", learned, done,
                 epochs[(learned - 1) / 2]);
    return text;
}

void sweep_report_table(const struct sweep *sweep, FILE *out)
{
    const struct sweep_setup *setup = &sweep->setup;
    char text[TEXT];

    fprintf(out, "%s: networks that learned it of those that tried, and after "
            "how many\nepochs the middle one did (each had %d)\n\n%-*s",
            task_table[setup->cell[0].task].name, setup->cell[0].epochs,
            COLUMN, "lag");
    for (int k = 0; k < setup->lags; k++)
        fprintf(out, " %*d", COLUMN, setup->lag[k]);
    for (int c = 0; c < setup->cells; c++) {
        fprintf(out, "\n%-*s", COLUMN, cell_name(&setup->cell[c].layer));
        for (int k = 0; k < setup->lags; k++)
            fprintf(out, " %*s", COLUMN, entry(sweep, k, c, text));
    }
    fprintf(out, "\n\n");
    for (int c = 0; c < setup->cells; c++) {
        const char *name = cell_name(&setup->cell[c].layer);
        int reach = sweep_reach(sweep, c);

        if (sweep_share(sweep, 0, c) < 0)
            continue;
        if (reach > 0)
            fprintf(out, "%s: most seeds learn it up to lag %d\n", name, reach);
        else
            fprintf(out, "%s: most seeds learn it at none of these lags\n",
                    name);
    }
}

static void write_result(const struct sweep *sweep, int lag, int cell, int seed,
                         struct output *output)
{
    const struct sweep_setup *setup = &sweep->setup;
    const struct trainer_options *options = &setup->cell[cell];
    const struct sweep_result *result = &sweep->result[lag][cell][seed];
    char loss[NUMBER_TEXT_MAX], accuracy[NUMBER_TEXT_MAX];

    if (!result->done)
        return;
    number_format(loss, result->loss, 9);
    number_format(accuracy, result->accuracy, 9);
    output_print(output, "%s,%s,%d,%llu,%d,%d,%s,%s\n",
                 task_table[options->task].name, cell_name(&options->layer),
                 setup->lag[lag],
                 (unsigned long long)options->seed + (unsigned)seed,
                 result->learned, result->epochs, loss, accuracy);
}

bool sweep_report_csv(const struct sweep *sweep, const char *path,
                      struct error *error)
{
    const struct sweep_setup *setup = &sweep->setup;
    struct output output;

    if (!output_open(&output, path, error))
        return false;
    output_print(&output, "task,cell,lag,seed,learned,epochs,loss,accuracy\n");
    for (int k = 0; k < setup->lags; k++)
        for (int c = 0; c < setup->cells; c++)
            for (int s = 0; s < setup->seeds; s++)
                write_result(sweep, k, c, s, &output);
    return output_commit(&output, error);
}
