/* One change of the lab, as in the window.
 */
#include "cli/render/lanes.h"

#include <stdio.h>
#include <string.h>

/* One name, which is [name, name + length). */
static bool add(struct setup *setup, const struct setup *now, const char *name,
                size_t length, struct error *error)
{
    struct layer_spec layer;
    char text[32];

    if (setup->lanes == LANES_MAX)
        return error_set(error, "--lanes names more than %d networks",
                         LANES_MAX);
    snprintf(text, sizeof text, "%.*s", (int)(length < 31 ? length : 31),
             name);
    if (strcmp(text, "model") == 0) {
        setup->lane[setup->lanes++] = now->lane[0];
        return true;
    }
    if (!cell_parse(text, &layer, error))
        return error_prefix(error, "--lanes");
    if (layer.cell == CELL_DENSE)
        return error_set(error, "--lanes: '%s' has no state to compare", text);
    setup->lane[setup->lanes++] = lane_defaults(layer.cell, layer.activation);
    return true;
}

bool render_lanes(struct lab *lab, const char *names, struct error *error)
{
    const struct lane_measure measure = lab->measure;
    struct setup setup = lab_joined(lab);
    const struct setup now = *history_setup(&lab->history);

    if (names != NULL) {
        setup = now;
        setup.lanes = 0;
        for (const char *at = names; at != NULL;) {
            size_t length = strcspn(at, ",");
            if (!add(&setup, &now, at, length, error))
                return false;
            at = at[length] == ',' ? at + length + 1 : NULL;
        }
    }
    return history_set(&lab->history, &setup, error) &&
           lab_follow(lab, &measure, error);
}
