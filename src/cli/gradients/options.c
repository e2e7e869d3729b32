/* All options are read as text first. Those of a run with a model and those of
 * a comparison without one are then kept apart by one table, and numbers are
 * read by another.
 */
#include "cli/gradients/options.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"

static const char command[] = "gradients";

static const char help[] =
    "Usage: gatereel gradients [--cells LIST] [OPTION]...\n"
    "       gatereel gradients --model M.safetensors --input X.csv [OPTION]...\n"
    "\n"
    "Shows how gradients decay or grow on their way back through time, in fresh\n"
    "cells side by side or in the layers of a trained model. For example\n"
    "\n"
    "  gatereel gradients --cells rnn,lstm,gru --hidden 16 --steps 50 --seed 1\n"
    "\n"
    "Cells side by side; inputs are N(0, 1), the same for all, start states 0:\n"
    "  --cells A,B         rnn, rnn-relu, rnn-linear, lstm, gru, gru-before\n"
    "                      (default: rnn,lstm,gru)\n"
    "  --hidden N          units of each cell (16)\n"
    "  --inputs X          numbers that a step reads (4)\n"
    "  --steps N           length T of the sequence (50)\n"
    "  --seed N            of weights and inputs (1)\n"
    "  --seeds K           K runs with seeds N .. N+K-1, each with its own weights\n"
    "                      and inputs: medians, and the 10 and 90 % levels\n"
    "  --init NAME         uniform (PyTorch's, the default), xavier, orthogonal,\n"
    "                      identity, gain=G (U from N(0, G^2/H)), chrono\n"
    "  --forget-bias B     sum of both biases of the LSTM's f and the GRU's z\n"
    "\n"
    "A model, one line for each layer:\n"
    "  --model FILE        weights under PyTorch's names, in safetensors format\n"
    "  --input FILE        CSV, one line per step; - is standard input\n"
    "  --columns A,B       its columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --tokens FILE       in place of --input: token ids\n"
    "  --text FILE         or a text in the model's own letters or words: L is\n"
    "                      the mean cross entropy with the next one\n"
    "  --target A,B        columns of --input that the head should give: L is the\n"
    "                      mean squared error over all steps, or with softmax the\n"
    "                      mean cross entropy with the class in column A\n"
    "  --prefix NAME       which of several recurrent parts\n"
    "  --head, --embedding NAME      which other parts, or none\n"
    "  --activation tanh|relu|identity, --gru after|before,\n"
    "  --head-kind linear|softmax    what the weights cannot say\n"
    "\n"
    "Both:\n"
    "  --detach-h          h-detached gradients: h_{t-1} is held constant inside\n"
    "                      the gates; changes dh, dc and input\n"
    "  --pin layer0.f[3..5]@10..20=1\n"
    "                      hold units 3 to 5 of f at 1 in steps 10 to 20; *=2\n"
    "                      doubles instead; [..] and @.. may be left out; may be\n"
    "                      repeated. Cells without such a signal go on as before.\n"
    "                      \"layer0.h'@10=0\" cuts a wire: step 10 reads 0 in\n"
    "                      place of h_9; c' of an LSTM likewise\n"
    "  -o, --output FILE   CSV with the columns cell,layer,measure,step,lag,log10\n"
    "                      (and with --seeds low,high); - is standard output.\n"
    "                      Without -o a table and curves are printed\n"
    "  --help, --version\n"
    "\n"
    "Measures, all as log10, lag = T - step, -inf where exactly 0; L is the sum of\n"
    "h_T of the last layer, unless there are targets:\n"
    "  jacobian    largest singular value of ds_T/ds_t, s = h or (h, c), through\n"
    "              the layer's own recurrence\n"
    "  frobenius   its Frobenius norm / sqrt(size of s)\n"
    "  dh, dc      |dL/dh_t|, |dL/dc_t| (through h_t too); step 0: start states\n"
    "  input       |dL/dx_t|, under layer 0\n"
    "  carousel    largest unit of C = f_T * .. * f_{t+1} (LSTM)\n"
    "  h_path      largest singular value of dc_T/dc_t - diag(C), h_t held, so\n"
    "              exactly 0 at lag 1 (LSTM)\n"
    "\n"
    "Verdict on the jacobian at the largest lag: vanishes below 1e-8, fades below\n"
    "0.1, holds up to 10, explodes above. Half-life: from the slope of a line\n"
    "through all lags. Lyapunov: ln(jacobian) / lag at the largest lag.\n";

enum {
    MODEL = 256, INPUT, COLUMNS, TOKENS, TEXT, TARGET, PREFIX, HEAD, EMBEDDING,
    ACTIVATION, GRU, HEAD_KIND,
    CELLS, HIDDEN, INPUTS, STEPS, SEED, SEEDS, INIT, FORGET_BIAS,
    DETACH, PIN, HELP, VERSION,
    IDS_END,
};

static const struct option known[] = {
    {"model", required_argument, NULL, MODEL},
    {"input", required_argument, NULL, INPUT},
    {"columns", required_argument, NULL, COLUMNS},
    {"tokens", required_argument, NULL, TOKENS},
    {"text", required_argument, NULL, TEXT},
    {"target", required_argument, NULL, TARGET},
    {"prefix", required_argument, NULL, PREFIX},
    {"head", required_argument, NULL, HEAD},
    {"embedding", required_argument, NULL, EMBEDDING},
    {"activation", required_argument, NULL, ACTIVATION},
    {"gru", required_argument, NULL, GRU},
    {"head-kind", required_argument, NULL, HEAD_KIND},
    {"cells", required_argument, NULL, CELLS},
    {"hidden", required_argument, NULL, HIDDEN},
    {"inputs", required_argument, NULL, INPUTS},
    {"steps", required_argument, NULL, STEPS},
    {"seed", required_argument, NULL, SEED},
    {"seeds", required_argument, NULL, SEEDS},
    {"init", required_argument, NULL, INIT},
    {"forget-bias", required_argument, NULL, FORGET_BIAS},
    {"detach-h", no_argument, NULL, DETACH},
    {"pin", required_argument, NULL, PIN},
    {"output", required_argument, NULL, 'o'},
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

/* What was given, by id; NULL where nothing was. */
struct given {
    const char *text[IDS_END];
};

static const char *option_name(int id)
{
    for (const struct option *option = known; option->name != NULL; option++)
        if (option->val == id)
            return option->name;
    return "";
}

/* "WHAT 'word'" */
static int refuse(const char *what, const char *word)
{
    return usage_refuse(command, what, word);
}

/* Reads all options; EXIT_FINE, or the code to end with. `done` when help or
 * the version was all that was wanted. */
static int read_all(struct gradients_options *options, int argc, char **argv,
                    struct given *given, bool *done)
{
    int id, code = EXIT_FINE;

    optind = 1;
    opterr = 0;
    while (code == EXIT_FINE && !*done &&
           (id = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        switch (id) {
        case 'o': options->output = optarg; break;
        case PIN: options->pin[options->pins++] = optarg; break;
        case DETACH: options->detach = true; break;
        case 'h':
        case HELP: fputs(help, stdout); *done = true; break;
        case VERSION: code = cli_version(); *done = true; break;
        case ':': code = refuse("no value for", argv[optind - 1]); break;
        case '?': code = refuse("unknown option", argv[optind - 1]); break;
        default: given->text[id] = optarg; break;
        }
    }
    if (code == EXIT_FINE && !*done && optind < argc)
        code = refuse("unexpected argument", argv[optind]);
    return code;
}

/* Options of the other kind of run are a mistake, not to be passed over. */
static bool check_kind(const struct given *given)
{
    bool model = given->text[MODEL] != NULL;
    int first = model ? CELLS : INPUT, end = model ? DETACH : CELLS;

    for (int id = first; id < end; id++)
        if (given->text[id] != NULL) {
            say_usage(command, model ? "--%s is for a comparison without "
                      "--model" : "--%s needs --model", option_name(id));
            return false;
        }
    return true;
}

static bool check_model(const struct gradients_options *options)
{
    const struct series_source *source = &options->source;
    const char *fault = NULL;

    if (!usage_check_source(command, source))
        return false;
    const char *text = series_path(source);
    if (strcmp(options->model, "-") == 0 && strcmp(text, "-") == 0)
        fault = "standard input can be only one of the files";
    else if (options->output != NULL &&
             (file_same(options->output, options->model) ||
              file_same(options->output, text)))
        fault = "the output would replace a file that is read";
    if (fault != NULL)
        say_usage(command, "%s", fault);
    return fault == NULL;
}

static bool read_model(struct gradients_options *options,
                       const struct given *given)
{
    const char *const *text = given->text;

    options->model = text[MODEL];
    options->source = (struct series_source){
        .input = text[INPUT], .columns = text[COLUMNS],
        .target = text[TARGET], .tokens = text[TOKENS],
        .text = text[TEXT], .model = text[MODEL]};
    options->how = (struct model_options){
        .prefix = text[PREFIX], .head = text[HEAD],
        .embedding = text[EMBEDDING], .activation = text[ACTIVATION],
        .variant = text[GRU], .head_kind = text[HEAD_KIND],
        /* Given vectors, an embedding in the file is somebody else's. */
        .vectors = !series_tokens(&options->source)};
    options->seeds = 1;
    return check_model(options) && usage_check_model(command, &options->how);
}

static bool add_cell(struct gradients_options *options, const char *name)
{
    struct layer_spec cell = {0};
    struct error error = {0};

    if (!cell_parse(name, &cell, &error)) {
        say_usage(command, "--cells: %s", error.text);
        return false;
    }
    if (cell.cell == CELL_DENSE) {
        refuse("--cells: nothing flows through time in", name);
        return false;
    }
    for (int k = 0; k < options->cells; k++)
        if (options->cell[k].cell == cell.cell &&
            options->cell[k].activation == cell.activation) {
            refuse("--cells has twice", name);
            return false;
        }
    options->cell[options->cells++] = cell;
    return true;
}

static bool read_cells(struct gradients_options *options, const char *list)
{
    for (const char *at = list;; at++) {
        char name[80];
        size_t length = strcspn(at, ",");

        snprintf(name, sizeof name, "%.*s", (int)length, at);
        if (!add_cell(options, name))
            return false;
        at += length;
        if (*at == '\0')
            return true;
    }
}

/* A whole number within its bounds; stays as it is where none was given. */
static bool read_number(const struct given *given, int id, int64_t low,
                        int64_t high, int64_t *value)
{
    const char *text = given->text[id];
    char shown[60];

    if (text == NULL ||
        number_parse_integer(text, strlen(text), low, high, value))
        return true;
    say_usage(command, "--%s is a whole number from %lld to %lld, not "
              "'%s'", option_name(id), (long long)low, (long long)high,
              text_printable(text, strlen(text), shown, sizeof shown));
    return false;
}

static bool read_sizes(struct gradients_options *options,
                       const struct given *given)
{
    int64_t hidden = 16, inputs = 4, steps = 50, seed = 1, seeds = 1;

    if (!read_number(given, HIDDEN, 1, UNITS_MAX, &hidden) ||
        !read_number(given, INPUTS, 1, UNITS_MAX, &inputs) ||
        !read_number(given, STEPS, 1, 100000000, &steps) ||
        !read_number(given, SEED, 0, INT64_MAX, &seed) ||
        !read_number(given, SEEDS, 1, 1000000, &seeds))
        return false;
    options->hidden = (int)hidden;
    options->inputs = (int)inputs;
    options->steps = (int)steps;
    options->seeds = (int)seeds;
    options->init.seed = (uint64_t)seed;
    return true;
}

static bool read_start(struct gradients_options *options,
                       const struct given *given)
{
    const char *bias = given->text[FORGET_BIAS];
    struct init_options *init = &options->init;
    struct error error = {0};

    options->scheme = given->text[INIT] ? given->text[INIT] : "uniform";
    if (!init_parse(options->scheme, init, &error)) {
        say_usage(command, "--init: %s", error.text);
        return false;
    }
    init->steps = options->steps;
    if (init->scheme == INIT_CHRONO && options->steps < 3) {
        say_usage(command, "--init chrono needs at least 3 --steps");
        return false;
    }
    if (bias == NULL)
        return true;
    init->set_forget_bias = true;
    if (number_parse(bias, strlen(bias), &init->forget_bias) &&
        isfinite(init->forget_bias))
        return true;
    refuse("--forget-bias is a number, not", bias);
    return false;
}

static bool read_comparison(struct gradients_options *options,
                            const struct given *given)
{
    const char *cells = given->text[CELLS];

    if (!read_cells(options, cells ? cells : "rnn,lstm,gru") ||
        !read_sizes(options, given) || !read_start(options, given))
        return false;
    for (int k = 0; k < options->cells; k++)
        options->cell[k].units = options->hidden;
    return true;
}

bool gradients_options_parse(struct gradients_options *options, int argc,
                             char **argv, int *code)
{
    struct given given = {{NULL}};
    struct error error = {0};
    bool done = false;

    *options = (struct gradients_options){0};
    options->pin = array_new((size_t)argc, sizeof *options->pin, "the options",
                             &error);
    if (options->pin == NULL) {
        say_error("%s", error.text);
        *code = EXIT_BAD;
        return false;
    }
    *code = read_all(options, argc, argv, &given, &done);
    if (*code == EXIT_FINE && !done) {
        if (check_kind(&given) && (given.text[MODEL] != NULL
                                   ? read_model(options, &given)
                                   : read_comparison(options, &given)))
            return true;
        *code = EXIT_USAGE;
    }
    gradients_options_finish(options);
    return false;
}

void gradients_options_finish(struct gradients_options *options)
{
    free(options->pin);
    *options = (struct gradients_options){0};
}
