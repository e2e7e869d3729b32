/* The table: every number of a checkpoint with its key, its bounds and where
 * in struct checkpoint it lives. Printing and parsing both walk it; what is no
 * single number, the words, stands apart.
 */
#include "train/file/checkpoint_fields.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define TRAIN "gatereel.train."

/* LOG: a sum of logarithms, -inf where a norm was 0. */
enum kind { INT, LONG, DOUBLE, LOG };

struct field {
    const char *key;
    enum kind kind;
    size_t offset;
    int64_t low, high; /* of whole numbers */
};

/* What an epoch can ask, batches and entries of a batch being ints. */
#define ASKED_MAX ((int64_t)1 << 62)

#define AT(member) offsetof(struct checkpoint, member)

static const struct field fields[] = {
    {"gatereel.seed", LONG, AT(options.seed), 0, INT64_MAX},
    {TRAIN "steps", INT, AT(options.steps), 0, INT_MAX},
    {TRAIN "context", INT, AT(options.context), 0, INT_MAX},
    {TRAIN "stateful", INT, AT(stateful), 0, 1},
    {TRAIN "test_share", DOUBLE, AT(options.test_share), 0, 0},
    {TRAIN "hidden", INT, AT(options.layer.units), 1, UNITS_MAX},
    {TRAIN "layers", INT, AT(options.layers), 1, LAYERS_MAX},
    {TRAIN "epochs", INT, AT(options.epochs), 1, TRAINER_EPOCHS_MAX},
    {TRAIN "halve", INT, AT(options.halve), 0, INT_MAX},
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
    {TRAIN "material", LONG, AT(mark), 0, INT64_MAX},
    {TRAIN "epoch", INT, AT(state.epoch), 0, TRAINER_EPOCHS_MAX},
    {TRAIN "unit", INT, AT(state.unit), 0, INT_MAX},
    {TRAIN "train_sum", DOUBLE, AT(state.train.sum), 0, 0},
    {TRAIN "train_asked", LONG, AT(state.train.asked), 0, ASKED_MAX},
    {TRAIN "train_right", LONG, AT(state.train.right), 0, ASKED_MAX},
    {TRAIN "test_sum", DOUBLE, AT(state.test.sum), 0, 0},
    {TRAIN "test_asked", LONG, AT(state.test.asked), 0, ASKED_MAX},
    {TRAIN "test_right", LONG, AT(state.test.right), 0, ASKED_MAX},
    {TRAIN "norm", DOUBLE, AT(state.norm), 0, 0},
    {TRAIN "clips", INT, AT(state.clips), 0, INT_MAX},
    {TRAIN "least", DOUBLE, AT(state.least), 0, 0},
    {TRAIN "logs", LOG, AT(state.logs), 0, 0},
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
    case LOG:
        memcpy(&number, at, sizeof number);
        print_shortest(number, text);
        break;
    }
}

/* Logarithms may be minus infinity; what is no number is never saved. */
static bool parse_double(const char *text, size_t length, enum kind kind,
                         double *out)
{
    return number_parse(text, length, out) &&
           (isfinite(*out) || (kind == LOG && *out < 0));
}

static bool parse_field(struct checkpoint *checkpoint,
                        const struct field *field, const char *text)
{
    char *at = (char *)checkpoint + field->offset;
    size_t length = strlen(text);
    int64_t whole;
    double number;

    if (field->kind == DOUBLE || field->kind == LOG) {
        if (!parse_double(text, length, field->kind, &number))
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

static void add_entry(struct checkpoint_text *text, const char *prefix,
                      const char *key, const char *value)
{
    char *whole = text->key[text->entries];

    assert(strlen(prefix) < CHECKPOINT_PREFIX_MAX);
    snprintf(whole, CHECKPOINT_KEY_MAX, "%s%s", prefix, key);
    text->entry[text->entries++] = (struct metadata){whole, value};
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

/* The logarithms of the layers and the head, separated by spaces. */
static void print_logs(const struct checkpoint *checkpoint,
                       struct checkpoint_text *text)
{
    char *at = text->logs;

    for (int l = 0; l <= checkpoint->options.layers; l++) {
        if (l > 0)
            *at++ = ' ';
        print_shortest(checkpoint->state.layer_logs[l], at);
        at += strlen(at);
    }
}

void checkpoint_fields_print(const struct checkpoint *checkpoint,
                             const char *prefix, struct checkpoint_text *text)
{
    const struct trainer_options *options = &checkpoint->options;

    text->entries = 0;
    for (int k = 0; k < CHECKPOINT_FIELDS; k++) {
        print_field(checkpoint, &fields[k], text->number[k]);
        add_entry(text, prefix, fields[k].key, text->number[k]);
    }
    print_init(&options->init, text);
    print_logs(checkpoint, text);
    add_entry(text, prefix, "gatereel.task", task_table[options->task].name);
    add_entry(text, prefix, TRAIN "cell", cell_name(&options->layer));
    add_entry(text, prefix, TRAIN "init", text->init);
    add_entry(text, prefix, TRAIN "optimizer",
              optimizer_names[options->optimizer.kind]);
    add_entry(text, prefix, TRAIN "layer_logs", text->logs);
    if (checkpoint->column)
        add_entry(text, prefix, TRAIN "column", checkpoint->column);
}

/* Metadata that is being read, under a prefix. */
struct source {
    const struct safetensors *file;
    const char *prefix;
};

static const char *find_word(struct source source, const char *key)
{
    char whole[CHECKPOINT_KEY_MAX];

    assert(strlen(source.prefix) < CHECKPOINT_PREFIX_MAX);
    snprintf(whole, sizeof whole, "%s%s", source.prefix, key);
    return safetensors_metadata(source.file, whole);
}

/* The value of a key that must be there. What tells of a task but not of the
 * rest was written before there was the rest. */
static const char *word_of(struct source source, const char *key,
                           struct error *error)
{
    const char *word = find_word(source, key);

    if (word)
        return word;
    if (source.prefix[0] == '\0' &&
        safetensors_metadata(source.file, "gatereel.race"))
        error_set(error, "a training, saved in the window, is no single "
                  "network; 'gatereel open' goes on with it");
    else if (find_word(source, TRAIN "epochs"))
        error_set(error, "an older Gatereel trained it (metadata '%s%s' is "
                  "missing), so training cannot go on; train it anew",
                  source.prefix, key);
    else
        error_set(error, "nothing says how it was trained (metadata '%s%s' is "
                  "missing), so training cannot go on", source.prefix, key);
    return NULL;
}

static bool refuse_word(struct source source, const char *key,
                        const char *word, struct error *error)
{
    char shown[60];

    return error_set(error, "metadata '%s%s' is '%s', which makes no sense",
                     source.prefix, key,
                     text_printable(word, strlen(word), shown, sizeof shown));
}

/* Which of `names` the word of a key is; -1 with a message. */
static int choose_word(struct source source, const char *key,
                       const char *const *names, int count,
                       struct error *error)
{
    const char *word = word_of(source, key, error);
    int index = word ? text_find(word, names, (size_t)count) : -1;

    if (word && index < 0)
        refuse_word(source, key, word, error);
    return index;
}

static bool parse_words(struct checkpoint *checkpoint, struct source source,
                        struct error *error)
{
    struct trainer_options *options = &checkpoint->options;
    const char *tasks[TASK_COUNT], *cell, *init;
    int task, kind;

    for (int k = 0; k < TASK_COUNT; k++)
        tasks[k] = task_table[k].name;
    task = choose_word(source, "gatereel.task", tasks, TASK_COUNT, error);
    if (task < 0)
        return false;
    kind = choose_word(source, TRAIN "optimizer", optimizer_names,
                       OPTIMIZER_COUNT, error);
    if (kind < 0)
        return false;
    options->task = (enum task_kind)task;
    options->optimizer.kind = (enum optimizer_kind)kind;
    checkpoint->column = find_word(source, TRAIN "column");
    cell = word_of(source, TRAIN "cell", error);
    init = cell ? word_of(source, TRAIN "init", error) : NULL;
    return init && cell_parse(cell, &options->layer, error) &&
           init_parse(init, &options->init, error);
}

static bool parse_logs(struct checkpoint *checkpoint, struct source source,
                       struct error *error)
{
    const char *word = word_of(source, TRAIN "layer_logs", error);
    const char *at = word;

    if (!word)
        return false;
    for (int l = 0; l <= checkpoint->options.layers; l++) {
        size_t length = strcspn(at, " ");
        bool last = l == checkpoint->options.layers;

        if (!parse_double(at, length, LOG, &checkpoint->state.layer_logs[l]) ||
            at[length] != (last ? '\0' : ' '))
            return refuse_word(source, TRAIN "layer_logs", word, error);
        at += length + !last;
    }
    return true;
}

static bool parse_numbers(struct checkpoint *checkpoint, struct source source,
                          struct error *error)
{
    for (int k = 0; k < CHECKPOINT_FIELDS; k++) {
        const char *word = word_of(source, fields[k].key, error);

        if (!word)
            return false;
        if (!parse_field(checkpoint, &fields[k], word))
            return refuse_word(source, fields[k].key, word, error);
    }
    checkpoint->options.init.set_forget_bias = checkpoint->set_forget_bias;
    checkpoint->options.stateful = checkpoint->stateful;
    return true;
}

bool checkpoint_fields_parse(struct checkpoint *checkpoint, const char *prefix,
                             struct error *error)
{
    const struct source source = {&checkpoint->file, prefix};

    return parse_words(checkpoint, source, error) &&
           parse_numbers(checkpoint, source, error) &&
           parse_logs(checkpoint, source, error);
}
