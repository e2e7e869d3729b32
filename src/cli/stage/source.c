/* Without a model there is the opening scene, of which nothing can be chosen.
 */
#include "cli/stage/source.h"

#include <stdint.h>

#include "cli/run/usage.h"
#include "cli/say.h"

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

    return series_path(series) || series->columns || series->target || source->first > 0 || how->prefix || how->head ||
           how->embedding || how->activation || how->variant ||
           how->head_kind;
}

bool source_check(const char *command, const struct load_source *source)
{
    if (source->model != NULL)
        return usage_check_source(command, &source->series) &&
               usage_check_model(command, &source->how);
    if (needs_model(source))
        say_usage(command, "--model is missing");
    return !needs_model(source);
}
