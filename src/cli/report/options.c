/* Most options are a text and the place it goes to: one table. */
#include "cli/report/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"

enum { LAGS_USUAL = 100, LAGS_MAX = 1000000 };

static const char command[] = "report";

static const char help[] =
    "Usage: gatereel report --model M --input DIR|FILE [OPTION]...\n"
    "\n"
    "What every unit does over many sequences: one sequence is an anecdote.\n"
    "Median, least and largest over the sequences of\n"
    "\n"
    "  mean         of a gate over the steps; of |value| where it has a sign\n"
    "  low, high    share of the steps below 0.1, above 0.9; of tanh below\n"
    "               -0.9, above 0.9\n"
    "  retention    steps until the product of f (GRU: z) is below a half,\n"
    "               median over the steps; inf: longer than the sequence\n"
    "  half_life    ln 0.5 / mean of ln f\n"
    "  moves        largest minus least h\n"
    "  dead         1 where h moves by less than 0.01 in at least 10 steps\n"
    "  gradient     log10 of the root mean square of dL/dh over the steps\n"
    "  jacobian     log10 of the largest singular value of ds_T/ds_{T-k}, at\n"
    "               lags k = 1, 2, 5, 10, 20, 50, 100 ..\n"
    "\n"
    "L is the loss of --target, or the sum of the last h without one.\n"
    "\n"
    "  --model FILE        weights under PyTorch's names, in safetensors "
    "format\n"
    "  --against FILE      another checkpoint of the same network: both side\n"
    "                      by side, and what it has less (-) or more\n"
    "  --input PATH        a folder: every .csv in it, by name; or one file\n"
    "  --tokens            of the folder every .txt: token ids\n"
    "  --columns A,B       columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --target A,B        columns that the head should give\n"
    "  --lags N            the largest lag of the jacobian, 0 for none (100)\n"
    "  --skip-bad          a file that cannot be read is left out, with a\n"
    "                      warning; else it ends the report\n"
    "  -o, --output FILE   .csv or .json, all units; '-' is CSV on standard\n"
    "                      output (default: tables to read, 20 units each)\n"
    "\n"
    "What a weight file cannot say:\n"
    "  --prefix, --head, --embedding NAME   which of its parts\n"
    "  --activation tanh|relu|identity, --gru after|before,\n"
    "  --head-kind linear|softmax\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 bad input or failure, 2 wrong usage.\n";

#define PLACE(field) offsetof(struct report_options, field)

static const struct rule {
    const char *name;
    size_t place;   /* of a text */
    size_t flag;    /* of a bool; 0: takes a text */
} rules[] = {
    {"model", PLACE(model), 0},
    {"against", PLACE(against), 0},
    {"input", PLACE(input), 0},
    {"columns", PLACE(columns), 0},
    {"target", PLACE(target), 0},
    {"output", PLACE(output), 0},
    {"prefix", PLACE(how.prefix), 0},
    {"head", PLACE(how.head), 0},
    {"embedding", PLACE(how.embedding), 0},
    {"activation", PLACE(how.activation), 0},
    {"gru", PLACE(how.variant), 0},
    {"head-kind", PLACE(how.head_kind), 0},
    {"tokens", 0, PLACE(tokens)},
    {"skip-bad", 0, PLACE(skip_bad)},
};
enum { RULES = sizeof rules / sizeof *rules, LAGS = RULES, HELP, VERSION };

static void apply(struct report_options *options, const struct rule *rule)
{
    if (rule->flag > 0)
        *(bool *)((char *)options + rule->flag) = true;
    else
        *(const char **)((char *)options + rule->place) = optarg;
}

/* -1: all were read; else the exit code. */
static int read_all(struct report_options *options, int argc, char **argv)
{
    struct option known[RULES + 4] = {
        [LAGS] = {"lags", required_argument, NULL, LAGS},
        [HELP] = {"help", no_argument, NULL, HELP},
        [VERSION] = {"version", no_argument, NULL, VERSION},
    };
    int id;

    for (int k = 0; k < RULES; k++)
        known[k] = (struct option){rules[k].name, rules[k].flag > 0
                                       ? no_argument : required_argument,
                                   NULL, k};
    optind = 1;
    opterr = 0;
    while ((id = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        if (id == 'h' || id == HELP)
            return fputs(help, stdout) < 0 ? EXIT_BAD : EXIT_FINE;
        if (id == VERSION)
            return cli_version();
        if (id == ':')
            return usage_refuse(command, "no value for", argv[optind - 1]);
        if (id == '?')
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        if (id == 'o')
            options->output = optarg;
        else if (id != LAGS)
            apply(options, &rules[id]);
        else if (!usage_whole(command, "lags", optarg,
                              (struct usage_range){0, LAGS_MAX},
                              &options->lags))
            return EXIT_USAGE;
    }
    if (optind < argc)
        return usage_refuse(command, "unexpected argument", argv[optind]);
    return -1;
}

static bool ends_with(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);

    return length > tail && strcasecmp(path + length - tail, end) == 0;
}

static bool check(const struct report_options *options)
{
    const char *const files[] = {options->model, options->against,
                                 options->input};
    const char *output = options->output, *fault = NULL;

    if (options->model == NULL || options->input == NULL)
        fault = options->model == NULL ? "--model is missing"
                                       : "--input is missing";
    else if (options->tokens && (options->columns || options->target))
        fault = "--columns and --target are columns of .csv files";
    else if (output != NULL && strcmp(output, "-") != 0 &&
             !ends_with(output, ".csv") && !ends_with(output, ".json"))
        fault = "the output is FILE.csv, FILE.json or '-'";
    if (fault != NULL)
        say_usage(command, "%s", fault);
    return fault == NULL && usage_check_model(command, &options->how) &&
           usage_check_inputs(command, files, 3) &&
           usage_check_output(command, output, files, 3);
}

bool report_options_parse(struct report_options *options, int argc,
                          char **argv, int *code)
{
    *options = (struct report_options){.lags = LAGS_USUAL};
    *code = read_all(options, argc, argv);
    if (*code >= 0)
        return false;
    *code = EXIT_USAGE;
    if (!check(options))
        return false;
    if (ends_with(options->input, ".txt"))
        options->tokens = true;
    options->how.vectors = !options->tokens;
    return true;
}
