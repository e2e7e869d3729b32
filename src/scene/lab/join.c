/* A network alone, and what it is compared with: fresh ones that read the same
 * input, and of a trained one the same network at its start.
 */
#include "scene/lab/lab.h"

/* Where the longest context of all networks is whole, if the sequence is long
 * enough for one. */
static int first_whole(const struct cast *cast)
{
    int most = 1;

    for (int k = 0; k < cast->networks; k++)
        if (cast->network[k].context > most)
            most = cast->network[k].context;
    return most <= cast->sequence.steps ? most : 1;
}

struct setup lab_setup_of(const struct cast *cast)
{
    struct setup setup = setup_defaults();
    const struct spec *spec = &cast->network[0].params.spec;

    setup.lanes = 1;
    setup.lane[0] = lane_defaults(CELL_LSTM, ACT_TANH);
    setup.lane[0].file = 0;
    setup.input = LAB_FILE;
    setup.inputs = cast->width < SETUP_INPUTS_MAX ? cast->width
                                                  : SETUP_INPUTS_MAX;
    setup.temperature = cast->sequence.temperature;
    setup.draw = cast->sequence.draw;
    setup.first = first_whole(cast);
    setup.steps = cast->sequence.steps - (setup.first - 1);
    setup.units = spec->layer[0].units < SETUP_UNITS_MAX
        ? spec->layer[0].units : SETUP_UNITS_MAX;
    return setup;
}

static bool has(const struct setup *setup, enum cell cell)
{
    for (int k = 0; k < setup->lanes; k++)
        if (setup->lane[k].file < 0 && setup->lane[k].cell == cell)
            return true;
    return false;
}

static void add(struct setup *setup, enum cell cell)
{
    if (setup->lanes < LANES_MAX && !has(setup, cell))
        setup->lane[setup->lanes++] = lane_defaults(cell, ACT_TANH);
}

/* One layer drawn anew is the start of a network of one layer only; where a
 * lane is that already, it needs no second curve. */
static void add_start(struct setup *setup, const struct cast_network *network)
{
    const struct layer_spec *layer = &network->params.spec.layer[0];
    const struct lane_setup start = lane_defaults(layer->cell,
                                                  layer->activation);

    if (!network->trained || network->params.spec.layers > 1 ||
        layer->cell == CELL_DENSE || setup->references == REFERENCES_MAX)
        return;
    for (int k = 0; k < setup->lanes; k++)
        if (lane_setup_equal(&setup->lane[k], &start))
            return;
    setup->reference[setup->references++] = start;
}

struct setup lab_joined(const struct lab *lab)
{
    struct setup setup = *history_setup(&lab->history);
    int file = setup.lane[0].file;

    if (setup.lanes > 1)
        return setup;
    if (file >= 0 && lab->cast.network[file].seed > 0)
        setup.seed = lab->cast.network[file].seed;
    add(&setup, CELL_RNN);
    add(&setup, CELL_LSTM);
    if (file >= 0)
        add_start(&setup, &lab->cast.network[file]);
    return setup;
}
