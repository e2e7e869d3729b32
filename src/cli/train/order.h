/* What the command line of `gatereel train` asks for. */
#ifndef GATEREEL_CLI_TRAIN_ORDER_H
#define GATEREEL_CLI_TRAIN_ORDER_H

#include "train/trainer.h"

/* Options with a value, in the order they are applied. */
enum order_option {
    ORDER_CELL, ORDER_HIDDEN, ORDER_LAYERS, ORDER_EPOCHS, ORDER_SEED,
    ORDER_STEPS, ORDER_BATCH, ORDER_OPTIMIZER, ORDER_RATE, ORDER_MOMENTUM,
    ORDER_CLIP, ORDER_INIT, ORDER_FORGET_BIAS, ORDER_HALVE, ORDER_CONTEXT,
    ORDER_STATEFUL,
    ORDER_SETTINGS, /* those before change the trainer's options */
    ORDER_INPUT = ORDER_SETTINGS, ORDER_COLUMN, ORDER_TEXT, ORDER_OUTPUT,
    ORDER_OPTIONS
};

struct order {
    const char *value[ORDER_OPTIONS]; /* as typed, "" for --stateful; NULL: not
                                         given */
    bool resume;
    struct trainer_options options;   /* the task's defaults with the settings
                                         applied */
};

enum { ORDER_GO = -1 };

/* ORDER_GO, or the exit code after help or a message. */
int order_parse(struct order *order, int argc, char **argv);

/* "hidden", without dashes */
extern const char *const order_names[ORDER_OPTIONS];

/* The file that the task is to be made from; NULL: its own, or none. */
const char *order_file(const struct order *order);

/* Applies the settings given to order->options. */
bool order_apply(struct order *order, struct error *error);

/* Do the settings given fit a run that is to go on? All must but --epochs.
 * The message names the first that does not. */
bool order_agrees(const struct order *order,
                  const struct trainer_options *saved, struct error *error);

#endif
