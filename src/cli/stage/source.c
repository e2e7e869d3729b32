/* Without a model there is the opening scene, of which nothing can be chosen.
 */
#include "cli/stage/source.h"

#include <stdint.h>

#include "cli/run/pupil.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/sequences.h"

bool source_parse_rows(const char *command, const char *text,
                       struct load_source *source)
{
    const struct usage_range row = {1, INT32_MAX};
    int rows[2];

    if (!usage_pair(text, '-', row, row, rows) || rows[0] > rows[1]) {
        say_usage(command, "--rows '%s' is not FIRST-LAST", text);
        return false;
    }
    source->first = rows[0];
    source->last = rows[1];
    return true;
}

/* Is there anything that only a model could read? */
static bool needs_model(const struct load_source *source)
{
    const struct series_source *series = &source->series;
    const struct model_options *how = &source->how;

    return series_path(series) || series->columns || series->target ||
           source->first > 0 || source->sequence > 0 || how->prefix ||
           how->head || how->embedding || how->activation || how->variant ||
           how->head_kind;
}

/* Does the model bring what it reads? Then there is nothing else to say of
 * either. */
static bool check_trained(const char *command,
                          const struct load_source *source)
{
    const struct series_source *series = &source->series;
    const struct model_options *how = &source->how;

    if (!series->columns && !series->target && source->first == 0 &&
        !how->prefix && !how->head && !how->embedding && !how->activation &&
        !how->variant && !how->head_kind)
        return true;
    say_usage(command, "without --input, --tokens or --text a network reads a "
              "test sequence of its task; only --sequence goes with it");
    return false;
}

bool source_check(const char *command, const struct load_source *source)
{
    if (sequences_wanted(source) && pupil_is(source->model))
        return check_trained(command, source);
    if (source->model != NULL && source->sequence > 0) {
        say_usage(command, "--sequence is of the task that a network was "
                  "trained for here; this one needs to be given what it reads");
        return false;
    }
    if (source->model != NULL)
        return usage_check_source(command, &source->series) &&
               usage_check_model(command, &source->how);
    if (needs_model(source))
        say_usage(command, "--model is missing");
    return !needs_model(source);
}
