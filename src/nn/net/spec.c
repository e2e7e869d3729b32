/* The table of cells. One row per cell gives names, equations, ranges and the
 * place of every signal; recording, export, tests and pictures read it, so a
 * signal is described exactly once. */
#include "nn/net/spec.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

#define ANY -INFINITY, INFINITY

static const struct signal_info dense_signals[] = {
    {"a", "a = W x + b", ANY},
    {"h", "h = phi(a)", ANY},
};

static const struct signal_info rnn_signals[] = {
    {"a", "a = W x + U h' + b", ANY},
    {"h", "h = phi(a)", ANY},
};

static const struct signal_info lstm_signals[] = {
    {"a_i", "a_i = W_i x + U_i h' + b_i", ANY},
    {"a_f", "a_f = W_f x + U_f h' + b_f", ANY},
    {"a_g", "a_g = W_g x + U_g h' + b_g", ANY},
    {"a_o", "a_o = W_o x + U_o h' + b_o", ANY},
    {"i", "i = sigma(a_i)", 0, 1},
    {"f", "f = sigma(a_f)", 0, 1},
    {"g", "g = tanh(a_g)", -1, 1},
    {"o", "o = sigma(a_o)", 0, 1},
    {"c", "c = f c' + i g", ANY},
    {"tanh_c", "tanh_c = tanh(c)", -1, 1},
    {"h", "h = o tanh_c", -1, 1},
};

static const struct signal_info gru_signals[] = {
    {"x_n", "x_n = W_n x + b_in", ANY},
    {"a_r", "a_r = W_r x + U_r h' + b_r", ANY},
    {"a_z", "a_z = W_z x + U_z h' + b_z", ANY},
    {"m", "m = U_n h' + b_hn", ANY},
    {"a_n", "a_n = x_n + r m", ANY},
    {"r", "r = sigma(a_r)", 0, 1},
    {"z", "z = sigma(a_z)", 0, 1},
    {"n", "n = tanh(a_n)", -1, 1},
    {"h", "h = (1 - z) n + z h'", ANY},
};

static const struct signal_info gru_before_signals[] = {
    {"a_r", "a_r = W_r x + U_r h' + b_r", ANY},
    {"a_z", "a_z = W_z x + U_z h' + b_z", ANY},
    {"a_n", "a_n = W_n x + U_n rh + b_n", ANY},
    {"r", "r = sigma(a_r)", 0, 1},
    {"z", "z = sigma(a_z)", 0, 1},
    {"rh", "rh = r h'", ANY},
    {"n", "n = tanh(a_n)", -1, 1},
    {"h", "h = (1 - z) n + z h'", ANY},
};

#define SIGNALS(s) (int)(sizeof(s) / sizeof((s)[0])), s

const struct cell_info cell_table[CELL_KINDS] = {
    [CELL_DENSE] = {"dense", SIGNALS(dense_signals), 1, DENSE_H, -1, -1, 1,
                    {0}, {0}, {DENSE_H}, 1},
    [CELL_RNN] = {"rnn", SIGNALS(rnn_signals), 1, RNN_H, -1, RNN_A, 1,
                  {0}, {0}, {RNN_H}, 1},
    [CELL_LSTM] = {"lstm", SIGNALS(lstm_signals), 4, LSTM_H, LSTM_C, LSTM_AI, 4,
                   {0, 1, 2, 3}, {0, 1, 2, 3},
                   {LSTM_F, LSTM_I, LSTM_G, LSTM_O, LSTM_C, LSTM_H}, 6},
    [CELL_GRU] = {"gru", SIGNALS(gru_signals), 3, GRU_H, -1, GRU_AR, 4,
                  {2, 0, 1}, {0, 1, 2}, {GRU_R, GRU_Z, GRU_N, GRU_H}, 4},
    [CELL_GRU_BEFORE] = {"gru-before", SIGNALS(gru_before_signals), 3, GRUB_H,
                         -1, GRUB_AR, 6, {0, 1, 2}, {0, 1, 2},
                         {GRUB_R, GRUB_Z, GRUB_N, GRUB_H}, 4},
};

const char *const activation_names[ACT_KINDS] = {"tanh", "relu", "identity"};
const char *const head_names[HEAD_KINDS] = {"none", "linear", "softmax"};

/* Every name a layer can have on the command line, with what it means. */
static const struct {
    const char *name;
    enum cell cell;
    enum activation activation;
} layer_names[] = {
    {"rnn", CELL_RNN, ACT_TANH},
    {"rnn-relu", CELL_RNN, ACT_RELU},
    {"rnn-linear", CELL_RNN, ACT_IDENTITY},
    {"lstm", CELL_LSTM, ACT_TANH},
    {"gru", CELL_GRU, ACT_TANH},
    {"gru-before", CELL_GRU_BEFORE, ACT_TANH},
    {"dense", CELL_DENSE, ACT_TANH},
    {"dense-relu", CELL_DENSE, ACT_RELU},
    {"dense-linear", CELL_DENSE, ACT_IDENTITY},
};
enum { LAYER_NAMES = sizeof layer_names / sizeof layer_names[0] };

int spec_layer_inputs(const struct spec *spec, int l)
{
    return l == 0 ? spec->inputs : spec->layer[l - 1].units;
}

int signal_find(enum cell cell, const char *name)
{
    for (int s = 0; s < cell_table[cell].signals; s++)
        if (strcmp(cell_table[cell].signal[s].name, name) == 0)
            return s;
    return -1;
}

const char *cell_name(const struct layer_spec *layer)
{
    for (int k = 0; k < LAYER_NAMES; k++)
        if (layer_names[k].cell == layer->cell &&
            layer_names[k].activation == layer->activation)
            return layer_names[k].name;
    return "unknown";
}

bool cell_parse(const char *name, struct layer_spec *layer, struct error *error)
{
    const char *names[LAYER_NAMES];
    for (int k = 0; k < LAYER_NAMES; k++)
        names[k] = layer_names[k].name;
    int found = text_find(name, names, LAYER_NAMES);
    if (found < 0) {
        const char *near = text_nearest(name, names, LAYER_NAMES);
        char list[160], shown[80];
        text_join(names, LAYER_NAMES, ", ", list, sizeof list);
        text_printable(name, strlen(name), shown, sizeof shown);
        return near ? error_set(error, "unknown cell '%s'; did you mean '%s'?",
                                shown, near)
                    : error_set(error, "unknown cell '%s'; there are %s",
                                shown, list);
    }
    layer->cell = layer_names[found].cell;
    layer->activation = layer_names[found].activation;
    return true;
}

bool spec_check(const struct spec *spec, struct error *error)
{
    if (spec->inputs < 1 || spec->inputs > UNITS_MAX)
        return error_set(error, "a network reads 1 to %d inputs, not %d",
                         UNITS_MAX, spec->inputs);
    if (spec->vocabulary < 0 || (spec->embedded && spec->vocabulary == 0))
        return error_set(error, "token ids need a vocabulary");
    if (spec->vocabulary > 0 && !spec->embedded &&
        spec->vocabulary != spec->inputs)
        return error_set(error, "one-hot tokens need as many inputs (%d) as "
                         "the vocabulary has (%d)", spec->inputs,
                         spec->vocabulary);
    if (spec->layers < 1 || spec->layers > LAYERS_MAX)
        return error_set(error, "a network has 1 to %d layers, not %d",
                         LAYERS_MAX, spec->layers);
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].units < 1 || spec->layer[l].units > UNITS_MAX)
            return error_set(error, "layer %d has 1 to %d units, not %d", l,
                             UNITS_MAX, spec->layer[l].units);
    if (spec->head != HEAD_NONE &&
        (spec->outputs < 1 || spec->outputs > UNITS_MAX))
        return error_set(error, "a head has 1 to %d outputs, not %d",
                         UNITS_MAX, spec->outputs);
    return true;
}
