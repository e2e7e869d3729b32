/* Options are only collected at first, because the task, whose defaults they
 * change, may stand anywhere on the line.
 */
#include "cli/train/order.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel train TASK [OPTION]... -o MODEL.safetensors\n"
    "\n"
    "Trains a recurrent network and saves its weights under PyTorch's names.\n"
    "The same seed always gives the same file (with the same instruction set:\n"
    "GATEREEL_CPU=sse2|avx2|avx512 chooses one). Ctrl+C saves and stops.\n"
    "\n"
    "Tasks:\n"
    "%s"
    "\n"
    "Network:\n"
    "  --cell CELL         rnn, rnn-relu, rnn-linear, lstm, gru or gru-before\n"
    "                      (lstm); with --context also dense, dense-relu or\n"
    "                      dense-linear: a multilayer perceptron\n"
    "  --hidden N          units of every layer (%s)\n"
    "  --layers N          layers (1)\n"
    "  --init SCHEME       uniform, xavier, orthogonal, identity, gain=G or\n"
    "                      chrono (uniform)\n"
    "  --forget-bias B     bias of the forget gate, or the GRU's z (1)\n"
    "\n"
    "Training:\n"
    "  --epochs N          when to stop, counted from the very beginning (%s)\n"
    "  --batch N           sequences per step (%s)\n"
    "  --optimizer NAME    adam, rmsprop or sgd (adam)\n"
    "  --rate R            learning rate (%s; 0.01 for rmsprop and sgd)\n"
    "  --halve N           epochs after which it is halved, again and again;\n"
    "                      0: never (%s)\n"
    "  --momentum M        of rmsprop (0) and sgd (0.9)\n"
    "  --clip G            largest norm of a gradient, 0 for none (1)\n"
    "  --seed N            of weights and data (1)\n"
    "\n"
    "Data:\n"
    "  --steps N           length of a sequence; numbers: the most digits,\n"
    "                      copy: the blank, anbn: the largest n (%s)\n"
    "  --context N         series: read the last N values at every step (1)\n"
    "  --stateful          series and letters: every window begins with the\n"
    "                      states that the one before ended with\n"
    "  --input FILE        the series, for other tasks their table; '-' is\n"
    "                      standard input (the data that come with Gatereel)\n"
    "  --column NAME       column of a series (the first with numbers that\n"
    "                      vary)\n"
    "  --text FILE         the text of the letters task\n"
    "\n"
    "File:\n"
    "  -o, --output FILE   where to save; '-' is standard output\n"
    "  --resume            go on with what FILE holds; only --epochs may change\n"
    "  --help, --version\n"
    "\n"
    "Numbers in brackets are the defaults%s.\n";

enum { LINE = 64, LIST = 300, TABLE = 2000, DEFAULTS = 6 };

/* The defaults differ between tasks, so without one they are told in words. */
static int print_help(int task)
{
    char tasks[TABLE] = "", number[DEFAULTS][NUMBER_TEXT_MAX], about[LINE] = "";
    size_t used = 0;

    for (int k = 0; k < TASK_COUNT && used < sizeof tasks; k++)
        used += (size_t)snprintf(tasks + used, sizeof tasks - used,
                                 "  %-12s %s\n", task_table[k].name,
                                 task_table[k].summary);
    for (int k = 0; k < DEFAULTS; k++)
        strcpy(number[k], "by task");
    if (task >= 0) {
        const struct task_info *info = &task_table[task];

        snprintf(number[0], sizeof number[0], "%d", info->hidden);
        snprintf(number[1], sizeof number[1], "%d", info->epochs);
        snprintf(number[2], sizeof number[2], "%d", info->batch);
        number_format(number[3], info->rate, 6);
        snprintf(number[4], sizeof number[4], "%d", info->halve);
        snprintf(number[5], sizeof number[5], "%d", info->steps);
        snprintf(about, sizeof about, " of the %s task", info->name);
    } else {
        strcpy(about, "; 'gatereel train TASK --help' tells those of a task");
    }
    printf(help, tasks, number[0], number[1], number[2], number[3], number[4],
           number[5], about);
    return EXIT_FINE;
}

/* Whether the files that are given are what the task is made from. */
static int check_files(const struct order *order, enum task_kind kind)
{
    const struct task_info *info = &task_table[kind];
    const char *const *value = order->value;
    bool reads = info->file != NULL || kind == TASK_SERIES;
    bool letters = kind == TASK_LETTERS;
    bool column = kind == TASK_SERIES || info->column != NULL;

    if (kind == TASK_SERIES && !value[ORDER_INPUT])
        return say_usage("train", "the series task needs --input FILE.csv");
    if (!reads && (value[ORDER_INPUT] || value[ORDER_COLUMN]))
        return say_usage("train", "the %s task makes its own data: no --input "
                         "and no --column", info->name);
    if (letters && value[ORDER_INPUT])
        return say_usage("train", "the letters task learns a text: --text "
                         "FILE instead of --input");
    if (!letters && value[ORDER_TEXT])
        return say_usage("train", "the %s task learns no text of yours: no "
                         "--text", info->name);
    if (!column && value[ORDER_COLUMN])
        return say_usage("train", "the %s task has no columns to choose from",
                         info->name);
    if (order_file(order) && file_same(order_file(order), value[ORDER_OUTPUT]))
        return say_usage("train", "the output would replace the input");
    return ORDER_GO;
}

static int find_task(const char *task)
{
    const char *words[TASK_COUNT];
    char shown[LINE], list[LIST];
    int kind = task_find(task);

    if (kind >= 0)
        return kind;
    for (int k = 0; k < TASK_COUNT; k++)
        words[k] = task_table[k].name;
    const char *near = text_nearest(task, words, TASK_COUNT);
    text_printable(task, strlen(task), shown, sizeof shown);
    if (near)
        say_usage("train", "unknown task '%s'; did you mean '%s'?", shown,
                  near);
    else
        say_usage("train", "unknown task '%s'; there are %s", shown,
                  text_join(words, TASK_COUNT, ", ", list, sizeof list));
    return -1;
}

/* Everything that needs the whole line. */
static int check(struct order *order, const char *task)
{
    struct error error = {0};
    int kind = find_task(task);

    if (kind < 0)
        return EXIT_USAGE;
    order->options = trainer_defaults((enum task_kind)kind);
    if (!order_apply(order, &error))
        return say_usage("train", "%s", error.text);
    if (!order->value[ORDER_OUTPUT])
        return say_usage("train", "where to save? -o FILE is missing");
    if (order->resume && strcmp(order->value[ORDER_OUTPUT], "-") == 0)
        return say_usage("train", "--resume needs a file, not '-'");
    return check_files(order, (enum task_kind)kind);
}

int order_parse(struct order *order, int argc, char **argv)
{
    enum { RESUME = ORDER_OPTIONS, HELP, VERSION };
    struct option known[VERSION + 2] = {
        [RESUME] = {"resume", no_argument, NULL, RESUME},
        [HELP] = {"help", no_argument, NULL, HELP},
        [VERSION] = {"version", no_argument, NULL, VERSION},
    };
    bool wants_help = false;
    int option;

    *order = (struct order){0};
    for (int k = 0; k < ORDER_OPTIONS; k++)
        known[k] = (struct option){order_names[k], required_argument, NULL, k};
    known[ORDER_STATEFUL].has_arg = no_argument;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        if (option >= 0 && option < ORDER_OPTIONS)
            order->value[option] = optarg ? optarg : "";
        else if (option == 'o')
            order->value[ORDER_OUTPUT] = optarg;
        else if (option == RESUME)
            order->resume = true;
        else if (option == HELP || option == 'h')
            wants_help = true;
        else if (option == VERSION)
            return cli_version();
        else
            return say_usage("train", option == ':'
                             ? "option '%s' needs a value"
                             : "unknown option '%s'", argv[optind - 1]);
    }
    if (wants_help)
        return print_help(optind < argc ? task_find(argv[optind]) : -1);
    if (optind == argc)
        return say_usage("train", "no task");
    if (optind + 1 < argc)
        return say_usage("train", "unexpected argument '%s'",
                         argv[optind + 1]);
    return check(order, argv[optind]);
}
