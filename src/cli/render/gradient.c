/* Words of the command line become choices of the ui.
 */
#include "cli/render/gradient.h"

#include "cli/run/usage.h"

static const char command[] = "render";

bool gradient_parse_quantity(struct render_options *options, const char *text)
{
    static const char *const words[] = {"cell", "hidden", "joint", "input"};
    static const enum decay_measure measures[] = {
        DECAY_CELL, DECAY_HIDDEN, DECAY_JACOBIAN, DECAY_INPUT};
    int chosen = usage_choose(command, "quantity", text, words, 4);

    if (chosen < 0)
        return false;
    options->ui.path = options->ui.quantity = measures[chosen];
    return true;
}

bool gradient_parse_weights(struct render_options *options, const char *text)
{
    static const char *const words[] = {"W", "U", "b"};
    int chosen = usage_choose(command, "weights", text, words, 3);

    if (chosen < 0)
        return false;
    options->ui.weights = (enum lag_measure)(LAG_WEIGHTS_W + chosen);
    return true;
}

bool gradient_parse_influence(struct render_options *options, const char *text)
{
    const struct usage_range from_one = {1, INT32_MAX};
    int output;

    if (!usage_whole(command, "influence", text, from_one, &output))
        return false;
    options->ui.connect = true;
    options->ui.output = output - 1;
    return true;
}
