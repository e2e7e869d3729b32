/* Words are checked here as far as they can be without a file; names of
 * signals, columns and pins depend on the model and are checked when it is
 * there.
 */
#include "cli/record/options.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/source.h"

static const char command[] = "record";

static const char help[] =
    "Usage: gatereel record --model M.safetensors --input X.csv -o OUT\n"
    "\n"
    "Runs a recurrent network over a sequence and writes every gate and state\n"
    "of every step and unit, and on request every gradient. For example\n"
    "\n"
    "  gatereel record --model lstm.safetensors --input x.csv -o gates.csv\n"
    "\n"
    "What goes in (- is standard input):\n"
    "  --model FILE        weights under PyTorch's names, in safetensors format\n"
    "  --input FILE        CSV, one line per step; scaled as the model asks\n"
    "  --columns A,B       its columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --tokens FILE       in place of --input: token ids, for a model with an\n"
    "                      embedding or one-hot inputs\n"
    "  --text FILE         or a text in the model's own letters or words; what\n"
    "                      comes next is what the head should give\n"
    "  --sequence N        without any of these, of a network that was trained\n"
    "                      here: test sequence N of its task (1), read with the\n"
    "                      right answers\n"
    "  --state FILE        start from h0 and c0 of a safetensors file, or from\n"
    "                      the last step of an earlier record (.csv too)\n"
    "  --pin layer0.f[3..5]@10..20=1\n"
    "                      hold units 3 to 5 of f at 1 in steps 10 to 20; *=2\n"
    "                      doubles instead; [..] and @.. may be left out; may\n"
    "                      be repeated. \"layer0.h'@10=0\" cuts a wire: step 10\n"
    "                      reads 0 in place of h_9; c' of an LSTM likewise\n"
    "\n"
    "What comes out (- is standard output, CSV unless --format says else):\n"
    "  -o, --output FILE   .csv, .json or .safetensors\n"
    "  --format NAME       csv, json or safetensors, whatever the name ends in\n"
    "  --signals A,B       columns after the usual ones: any signal (a_f, tanh_c,\n"
    "                      ...), any gradient (d and the signal: df, da_f, dh;\n"
    "                      dx), all (every signal), gradients (every gradient)\n"
    "  --target A,B        columns of --input that the head should give at each\n"
    "                      step: gradients are those of its mean squared error,\n"
    "                      or with softmax of the cross entropy with the class\n"
    "                      in column A; without it of the sum of the last h\n"
    "  --expect FILE       compare with a record in safetensors format instead\n"
    "  --tolerance X       of --expect, times max(largest |entry|, 1e-3)\n"
    "                      (default 2e-5)\n"
    "\n"
    "CSV has a line per layer (from 0), step (from 1) and unit (from 1). The\n"
    "other formats have arrays layer0.f, [steps][units]; head outputs (head.y,\n"
    "head.p) and dx are in these only.\n"
    "\n"
    "What a weight file cannot say:\n"
    "  --prefix NAME       which of several recurrent networks in the file\n"
    "  --head NAME         its final linear layer, or none (default: found)\n"
    "  --embedding NAME    its embedding (default: found)\n"
    "  --activation NAME   of an RNN: tanh (default), relu, identity\n"
    "  --gru NAME          reset after (default) or before the product\n"
    "  --head-kind NAME    linear (default) or softmax\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 bad input or a difference, 2 wrong usage.\n";

enum option_id {
    MODEL = 256, INPUT, COLUMNS, TOKENS, TEXT, TARGET, STATE, SIGNALS, PIN, FORMAT,
    EXPECT, TOLERANCE, PREFIX, HEAD, EMBEDDING, ACTIVATION, GRU, HEAD_KIND,
    SEQUENCE, HELP, VERSION,
};

static const struct option known[] = {
    {"model", required_argument, NULL, MODEL},
    {"input", required_argument, NULL, INPUT},
    {"columns", required_argument, NULL, COLUMNS},
    {"tokens", required_argument, NULL, TOKENS},
    {"text", required_argument, NULL, TEXT},
    {"target", required_argument, NULL, TARGET},
    {"sequence", required_argument, NULL, SEQUENCE},
    {"state", required_argument, NULL, STATE},
    {"signals", required_argument, NULL, SIGNALS},
    {"pin", required_argument, NULL, PIN},
    {"output", required_argument, NULL, 'o'},
    {"format", required_argument, NULL, FORMAT},
    {"expect", required_argument, NULL, EXPECT},
    {"tolerance", required_argument, NULL, TOLERANCE},
    {"prefix", required_argument, NULL, PREFIX},
    {"head", required_argument, NULL, HEAD},
    {"embedding", required_argument, NULL, EMBEDDING},
    {"activation", required_argument, NULL, ACTIVATION},
    {"gru", required_argument, NULL, GRU},
    {"head-kind", required_argument, NULL, HEAD_KIND},
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

static const char *const format_names[] = {"csv", "json", "safetensors"};
enum { FORMATS = sizeof format_names / sizeof format_names[0] };

/* Where the text of an option goes; NULL for those that are more than text. */
static const char **text_place(struct record_options *options, int id)
{
    switch (id) {
    case MODEL: return &options->model;
    case INPUT: return &options->source.input;
    case COLUMNS: return &options->source.columns;
    case TOKENS: return &options->source.tokens;
    case TEXT: return &options->source.text;
    case TARGET: return &options->source.target;
    case STATE: return &options->state;
    case SIGNALS: return &options->signals;
    case 'o': return &options->output;
    case EXPECT: return &options->expect;
    case PREFIX: return &options->how.prefix;
    case HEAD: return &options->how.head;
    case EMBEDDING: return &options->how.embedding;
    case ACTIVATION: return &options->how.activation;
    case GRU: return &options->how.variant;
    case HEAD_KIND: return &options->how.head_kind;
    default: return NULL;
    }
}

/* "WHAT 'word'" */
static int refuse(const char *what, const char *word)
{
    return usage_refuse(command, what, word);
}

/* The format that `word` names, else the name of the output; CSV for standard
 * output. */
static bool find_format(struct record_options *options, const char *word)
{
    int found = RECORD_CSV;

    if (word != NULL) {
        found = usage_choose(command, "format", word, format_names, FORMATS);
    } else if (options->output != NULL && strcmp(options->output, "-") != 0) {
        const char *dot = strrchr(options->output, '.');
        found = dot == NULL ? -1 : text_find(dot + 1, format_names, FORMATS);
        if (found < 0)
            say_usage(command, "the name of the output ends in none of .csv, "
                      ".json and .safetensors; say which with --format");
    }
    options->format = (enum record_format)found;
    return found >= 0;
}

static bool check_files(const struct record_options *options)
{
    const char *const files[] = {options->model,
                                 series_path(&options->source),
                                 options->state, options->expect};

    /* --state may be replaced: a record that is continued. */
    return usage_check_inputs(command, files, 4) &&
           usage_check_output(command, options->output, files, 2);
}

/* What goes with what. */
static bool check_together(const struct record_options *options)
{
    const struct load_source source = {
        .model = options->model, .how = options->how,
        .series = options->source, .sequence = options->sequence};
    const char *fault = NULL;

    if (options->model == NULL)
        fault = "--model is missing";
    else if (!source_check(command, &source))
        return false;
    else if (options->output == NULL && options->expect == NULL)
        fault = "-o or --expect is missing";
    else if (options->output != NULL && options->expect != NULL)
        fault = "--expect compares and writes nothing, so -o is not used with "
                "it";
    if (fault != NULL)
        say_usage(command, "%s", fault);
    return fault == NULL;
}

static int parse_tolerance(const char *text, double *tolerance)
{
    if (number_parse(text, strlen(text), tolerance) && *tolerance >= 0 &&
        isfinite(*tolerance))
        return EXIT_FINE;
    return refuse("--tolerance is a number from 0, not", text);
}

/* Reads all options into text; EXIT_FINE, or the code to end with. `done` when
 * help or the version was all that was wanted. */
static int read_all(struct record_options *options, int argc, char **argv,
                    const char **format, bool *done)
{
    int id, code = EXIT_FINE;

    optind = 1;
    opterr = 0;
    while (code == EXIT_FINE && !*done &&
           (id = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        const char **place = text_place(options, id);
        if (place != NULL) {
            *place = optarg;
            continue;
        }
        switch (id) {
        case SEQUENCE:
            if (!usage_whole(command, "sequence", optarg,
                             (struct usage_range){1, INT32_MAX},
                             &options->sequence))
                code = EXIT_USAGE;
            break;
        case PIN: options->pin[options->pins++] = optarg; break;
        case FORMAT: *format = optarg; break;
        case TOLERANCE:
            code = parse_tolerance(optarg, &options->tolerance);
            break;
        case 'h':
        case HELP: fputs(help, stdout); *done = true; break;
        case VERSION: code = cli_version(); *done = true; break;
        case ':': code = refuse("no value for", argv[optind - 1]); break;
        default: code = refuse("unknown option", argv[optind - 1]); break;
        }
    }
    if (code == EXIT_FINE && !*done && optind < argc)
        code = refuse("unexpected argument", argv[optind]);
    return code;
}

bool record_options_parse(struct record_options *options, int argc,
                          char **argv, int *code)
{
    struct error error = {0};
    const char *format = NULL;
    bool done = false;

    *options = (struct record_options){.tolerance = 2e-5};
    options->pin = array_new((size_t)argc, sizeof *options->pin, "the options",
                             &error);
    if (options->pin == NULL) {
        say_error("%s", error.text);
        *code = EXIT_BAD;
        return false;
    }
    *code = read_all(options, argc, argv, &format, &done);
    if (*code == EXIT_FINE && !done &&
        !(check_together(options) && check_files(options) &&
          usage_check_model(command, &options->how) &&
          find_format(options, format)))
        *code = EXIT_USAGE;
    if (*code == EXIT_FINE && !done) {
        /* Given vectors, an embedding in the file is somebody else's. */
        options->how.vectors = options->source.input != NULL;
        options->source.model = options->model;
        return true;
    }
    record_options_finish(options);
    return false;
}

void record_options_finish(struct record_options *options)
{
    free(options->pin);
    *options = (struct record_options){0};
}
