/* The table: every number of a checkpoint with its key, its bounds and where
 * in struct checkpoint it lives. Printing and parsing both walk it.
 */
#include "train/checkpoint_fields.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define TRAIN "gatereel.train."

enum kind { INT, LONG, DOUBLE };

struct field {
    const char *key;
    enum kind kind;
    size_t offset;
    int64_t low, high; /* of whole numbers */
};

#define AT(member) offsetof(struct checkpoint, member)

static const struct field fields[] = {
    {"gatereel.seed", LONG, AT(options.seed), 0, INT64_MAX},
    {TRAIN "steps", INT, AT(options.steps), 1, INT_MAX},
    {TRAIN "test_share", DOUBLE, AT(options.test_share), 0, 0},
    {TRAIN "hidden", INT, AT(options.layer.units), 1, UNITS_MAX},
    {TRAIN "layers", INT, AT(options.layers), 1, LAYERS_MAX},
    {TRAIN "epochs", INT, AT(options.epochs), 1, TRAINER_EPOCHS_MAX},
    {TRAIN "batch", INT, AT(options.batch), 1, INT_MAX},
    {TRAIN "set_forget_bias", INT, AT(set_forget_bias), 0, 1},
    {TRAIN "forget_bias", DOUBLE, AT(options.init.forget_bias), 0, 0},
    {TRAIN "rate", DOUBLE, AT(options.optimizer.rate), 0, 0},
    {TRAIN "clip", DOUBLE, AT(options.optimizer.clip), 0, 0},
    {TRAIN "momentum", DOUBLE, AT(options.optimizer.momentum), 0, 0},
    {TRAIN "alpha", DOUBLE, AT(options.optimizer.alpha), 0, 0},
    {TRAIN "beta1", DOUBLE, AT(options.optimizer.beta1), 0, 0},
    {TRAIN "beta2", DOUBLE, AT(options.optimizer.beta2), 0, 0},
    {TRAIN "epsilon", DOUBLE, AT(options.optimizer.epsilon), 0, 0},
    {TRAIN "series", LONG, AT(series_mark), 0, INT64_MAX},
    {TRAIN "epoch", INT, AT(state.epoch), 0, TRAINER_EPOCHS_MAX},
    {TRAIN "unit", INT, AT(state.unit), 0, INT_MAX},
    {TRAIN "train_sum", DOUBLE, AT(state.train.sum), 0, 0},
    {TRAIN "train_asked", LONG, AT(state.train.asked), 0, INT64_MAX},
    {TRAIN "train_right", LONG, AT(state.train.right), 0, INT64_MAX},
    {TRAIN "test_sum", DOUBLE, AT(state.test.sum), 0, 0},
    {TRAIN "test_asked", LONG, AT(state.test.asked), 0, INT64_MAX},
    {TRAIN "test_right", LONG, AT(state.test.right), 0, INT64_MAX},
    {TRAIN "norm", DOUBLE, AT(state.norm), 0, 0},
    {TRAIN "clips", INT, AT(state.clips), 0, INT_MAX},
};

_Static_assert(sizeof fields / sizeof *fields == CHECKPOINT_FIELDS,
               "the number of fields in the header is not right");

/* As few digits as give the same number back. */
static void print_shortest(double value, char text[NUMBER_TEXT_MAX])
{
    double back;

    for (int digits = 1; digits <= 17; digits++) {
        int length = number_format(text, value, digits);

        if (number_parse(text, (size_t)length, &back) && back == value)
            return;
    }
}

static void print_field(const struct checkpoint *checkpoint,
                        const struct field *field, char text[NUMBER_TEXT_MAX])
{
    const char *at = (const char *)checkpoint + field->offset;
    int64_t whole;
    double number;
    int small;

    switch (field->kind) {
    case INT:
        memcpy(&small, at, sizeof small);
        snprintf(text, NUMBER_TEXT_MAX, "%d", small);
        break;
    case LONG:
        memcpy(&whole, at, sizeof whole);
        snprintf(text, NUMBER_TEXT_MAX, "%" PRId64, whole);
        break;
    case DOUBLE:
        memcpy(&number, at, sizeof number);
        print_shortest(number, text);
        break;
    }
}

static bool parse_field(struct checkpoint *checkpoint,
                        const struct field *field, const char *text)
{
    char *at = (char *)checkpoint + field->offset;
    size_t length = strlen(text);
    int64_t whole;
    double number;

    if (field->kind == DOUBLE) {
        if (!number_parse(text, length, &number) || !isfinite(number))
            return false;
        memcpy(at, &number, sizeof number);
        return true;
    }
    if (!number_parse_integer(text, length, field->low, field->high, &whole))
        return false;
    if (field->kind == LONG) {
        memcpy(at, &whole, sizeof whole);
        return true;
    }
    int small = (int)whole;
    memcpy(at, &small, sizeof small);
    return true;
}

static void add_entry(struct checkpoint_text *text, const char *key,
                      const char *value)
{
    text->entry[text->entries++] = (struct metadata){key, value};
}

static void print_init(const struct init_options *init,
                       struct checkpoint_text *text)
{
    const char *name = init_names[init->scheme];
    char gain[NUMBER_TEXT_MAX];

    print_shortest(init->gain, gain);
    if (init->scheme == INIT_GAIN)
        snprintf(text->init, sizeof text->init, "%s=%s", name, gain);
    else
        snprintf(text->init, sizeof text->init, "%s", name);
}

void checkpoint_fields_print(const struct checkpoint *checkpoint,
                             struct checkpoint_text *text)
{
    const struct trainer_options *options = &checkpoint->options;

    text->entries = 0;
    for (int k = 0; k < CHECKPOINT_FIELDS; k++) {
        print_field(checkpoint, &fields[k], text->number[k]);
        add_entry(text, fields[k].key, text->number[k]);
    }
    print_init(&options->init, text);
    add_entry(text, "gatereel.task", task_table[options->task].name);
    add_entry(text, TRAIN "init", text->init);
    add_entry(text, TRAIN "optimizer",
              optimizer_names[options->optimizer.kind]);
    if (checkpoint->column)
        add_entry(text, TRAIN "column", checkpoint->column);
}

/* The value of a key that must be there. */
static const char *word_of(const struct checkpoint *checkpoint,
                           const char *key, struct error *error)
{
    const char *word = safetensors_metadata(&checkpoint->file, key);

    if (!word)
        error_set(error, "nothing says how it was trained (metadata '%s' is "
                  "missing), so training cannot go on", key);
    return word;
}

static bool refuse_word(const char *key, const char *word, struct error *error)
{
    char shown[60];

    return error_set(error, "metadata '%s' is '%s', which makes no sense", key,
                     text_printable(word, strlen(word), shown, sizeof shown));
}

static bool parse_words(struct checkpoint *checkpoint, struct error *error)
{
    struct trainer_options *options = &checkpoint->options;
    const char *task = word_of(checkpoint, "gatereel.task", error);
    const char *cell = task ? word_of(checkpoint, "gatereel.cell", error)
                            : NULL;
    const char *init = cell ? word_of(checkpoint, TRAIN "init", error) : NULL;
    const char *kind = init ? word_of(checkpoint, TRAIN "optimizer", error)
                            : NULL;

    if (!kind)
        return false;
    int task_index = task_find(task);
    int kind_index = text_find(kind, optimizer_names, OPTIMIZER_COUNT);
    if (task_index < 0)
        return refuse_word("gatereel.task", task, error);
    if (kind_index < 0)
        return refuse_word(TRAIN "optimizer", kind, error);
    options->task = (enum task_kind)task_index;
    options->optimizer.kind = (enum optimizer_kind)kind_index;
    checkpoint->column = safetensors_metadata(&checkpoint->file,
                                              TRAIN "column");
    return cell_parse(cell, &options->layer, error) &&
           init_parse(init, &options->init, error);
}

static bool parse_numbers(struct checkpoint *checkpoint, struct error *error)
{
    for (int k = 0; k < CHECKPOINT_FIELDS; k++) {
        const char *word = word_of(checkpoint, fields[k].key, error);

        if (!word)
            return false;
        if (!parse_field(checkpoint, &fields[k], word))
            return refuse_word(fields[k].key, word, error);
    }
    checkpoint->options.init.set_forget_bias = checkpoint->set_forget_bias;
    return true;
}

bool checkpoint_fields_parse(struct checkpoint *checkpoint,
                             struct error *error)
{
    return parse_words(checkpoint, error) && parse_numbers(checkpoint, error);
}
