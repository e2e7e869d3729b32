/* From the words of an option to a trainer's options. The same step that sets
 * an option tells, when training goes on, whether it asks for something else
 * than the file was trained with.
 */
#include <limits.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/train/order.h"

enum { LINE = 64 };

const char *const order_names[ORDER_OPTIONS] = {
    [ORDER_CELL] = "cell", [ORDER_HIDDEN] = "hidden",
    [ORDER_LAYERS] = "layers", [ORDER_EPOCHS] = "epochs",
    [ORDER_SEED] = "seed", [ORDER_STEPS] = "steps", [ORDER_BATCH] = "batch",
    [ORDER_OPTIMIZER] = "optimizer", [ORDER_RATE] = "rate",
    [ORDER_MOMENTUM] = "momentum", [ORDER_CLIP] = "clip",
    [ORDER_INIT] = "init", [ORDER_FORGET_BIAS] = "forget-bias",
    [ORDER_HALVE] = "halve", [ORDER_CONTEXT] = "context",
    [ORDER_STATEFUL] = "stateful", [ORDER_TEXT] = "text",
    [ORDER_INPUT] = "input", [ORDER_COLUMN] = "column",
    [ORDER_OUTPUT] = "output",
};

static bool read_whole(const char *text, int64_t low, int64_t high,
                       int64_t *out, struct error *error)
{
    char shown[LINE];

    if (number_parse_integer(text, strlen(text), low, high, out))
        return true;
    return error_set(error, "'%s' is not a whole number from %lld to %lld",
                     text_printable(text, strlen(text), shown, sizeof shown),
                     (long long)low, (long long)high);
}

static bool read_int(const char *text, int low, int high, int *out,
                     struct error *error)
{
    int64_t whole;

    if (!read_whole(text, low, high, &whole, error))
        return false;
    *out = (int)whole;
    return true;
}

static bool read_number(const char *text, double low, double high, double *out,
                        struct error *error)
{
    char shown[LINE], least[NUMBER_TEXT_MAX], most[NUMBER_TEXT_MAX];
    double value;

    if (number_parse(text, strlen(text), &value) && value >= low &&
        value <= high) {
        *out = value;
        return true;
    }
    number_format(least, low, 6);
    number_format(most, high, 6);
    return error_set(error, "'%s' is not a number from %s to %s",
                     text_printable(text, strlen(text), shown, sizeof shown),
                     least, most);
}

static bool read_cell(const char *text, struct layer_spec *layer,
                      struct error *error)
{
    struct layer_spec cell = {.units = layer->units};

    if (!cell_parse(text, &cell, error))
        return false;
    *layer = cell;
    return true;
}

/* Another optimizer brings its own rate. */
static bool read_optimizer(const char *text, struct optimizer_params *params,
                           struct error *error)
{
    int kind = text_find(text, optimizer_names, OPTIMIZER_COUNT);
    char shown[LINE], list[LINE];
    double clip = params->clip;

    if (kind < 0)
        return error_set(error, "'%s' is not one of %s",
                         text_printable(text, strlen(text), shown,
                                        sizeof shown),
                         text_join(optimizer_names, OPTIMIZER_COUNT, ", ",
                                   list, sizeof list));
    if (kind == (int)params->kind)
        return true;
    *params = optimizer_defaults((enum optimizer_kind)kind);
    params->clip = clip;
    if (kind == OPTIMIZER_SGD)
        params->momentum = 0.9;
    return true;
}

/* Chrono is a rule for the forget bias, so it takes the place of the 1. */
static bool read_init(const char *text, struct init_options *init,
                      struct error *error)
{
    enum init_scheme before = init->scheme;

    if (!init_parse(text, init, error))
        return false;
    if (init->scheme == INIT_CHRONO && before != INIT_CHRONO)
        init->set_forget_bias = false;
    return true;
}

static bool read_seed(const char *text, uint64_t *seed, struct error *error)
{
    int64_t whole;

    if (!read_whole(text, 0, INT64_MAX, &whole, error))
        return false;
    *seed = (uint64_t)whole;
    return true;
}

static bool apply(enum order_option option, const char *text,
                  struct trainer_options *to, struct error *error)
{
    switch (option) {
    case ORDER_CELL:
        return read_cell(text, &to->layer, error);
    case ORDER_HIDDEN:
        return read_int(text, 1, UNITS_MAX, &to->layer.units, error);
    case ORDER_LAYERS:
        return read_int(text, 1, LAYERS_MAX, &to->layers, error);
    case ORDER_EPOCHS:
        return read_int(text, 1, TRAINER_EPOCHS_MAX, &to->epochs, error);
    case ORDER_SEED:
        return read_seed(text, &to->seed, error);
    case ORDER_STEPS:
        return read_int(text, 1, INT_MAX, &to->steps, error);
    case ORDER_BATCH:
        return read_int(text, 1, INT_MAX, &to->batch, error);
    case ORDER_OPTIMIZER:
        return read_optimizer(text, &to->optimizer, error);
    case ORDER_RATE:
        return read_number(text, 1e-12, 1e6, &to->optimizer.rate, error);
    case ORDER_MOMENTUM:
        return read_number(text, 0, 0.9999, &to->optimizer.momentum, error);
    case ORDER_CLIP:
        return read_number(text, 0, 1e12, &to->optimizer.clip, error);
    case ORDER_INIT:
        return read_init(text, &to->init, error);
    case ORDER_FORGET_BIAS:
        to->init.set_forget_bias = true;
        return read_number(text, -1000, 1000, &to->init.forget_bias, error);
    case ORDER_HALVE:
        return read_int(text, 0, TRAINER_EPOCHS_MAX, &to->halve, error);
    case ORDER_CONTEXT:
        return read_int(text, 1, INT_MAX, &to->context, error);
    case ORDER_STATEFUL:
        to->stateful = true;
        return true;
    default:
        return true;
    }
}

bool order_apply(struct order *order, struct error *error)
{
    for (int k = 0; k < ORDER_SETTINGS; k++) {
        if (order->value[k] &&
            !apply((enum order_option)k, order->value[k], &order->options,
                   error))
            return error_prefix(error, "--%s", order_names[k]);
    }
    /* What goes on has its context in the file. */
    if (order->options.layer.cell == CELL_DENSE &&
        order->options.context <= 1 && !order->resume)
        return error_set(error, "--cell %s: a dense layer remembers nothing; "
                         "it needs --context N, the last N values of a series "
                         "at once", order->value[ORDER_CELL]);
    return true;
}

const char *order_file(const struct order *order)
{
    const char *text = order->value[ORDER_TEXT];

    return text ? text : order->value[ORDER_INPUT];
}

/* Without a context one value is read, as with a context of 1. */
static int context_of(const struct trainer_options *options)
{
    return options->context > 0 ? options->context : 1;
}

static bool is_same(const struct trainer_options *a,
                    const struct trainer_options *b)
{
    return a->layer.cell == b->layer.cell &&
           a->layer.activation == b->layer.activation &&
           a->layer.units == b->layer.units && a->layers == b->layers &&
           a->seed == b->seed && a->steps == b->steps &&
           a->batch == b->batch && a->optimizer.kind == b->optimizer.kind &&
           a->optimizer.rate == b->optimizer.rate &&
           a->optimizer.momentum == b->optimizer.momentum &&
           a->optimizer.clip == b->optimizer.clip &&
           a->halve == b->halve && a->stateful == b->stateful &&
           context_of(a) == context_of(b) &&
           a->init.scheme == b->init.scheme &&
           a->init.gain == b->init.gain &&
           a->init.set_forget_bias == b->init.set_forget_bias &&
           a->init.forget_bias == b->init.forget_bias;
}

bool order_agrees(const struct order *order,
                  const struct trainer_options *saved, struct error *error)
{
    if (order->options.task != saved->task)
        return error_set(error, "it learned the %s task, not %s",
                         task_table[saved->task].name,
                         task_table[order->options.task].name);
    for (int k = 0; k < ORDER_SETTINGS; k++) {
        struct trainer_options asked = *saved;

        if (!order->value[k])
            continue;
        if (!apply((enum order_option)k, order->value[k], &asked, error))
            return false;
        if (!is_same(&asked, saved))
            return error_set(error, "it was not trained with --%s%s%s; only "
                             "--epochs may change", order_names[k],
                             *order->value[k] ? " " : "", order->value[k]);
    }
    return true;
}
