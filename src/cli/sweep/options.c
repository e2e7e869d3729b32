/* Words are kept until the task is known, whose defaults they change.
 */
#include "cli/sweep/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"

static const char command[] = "sweep";

static const char help[] =
    "Usage: gatereel sweep [TASK] [OPTION]...\n"
    "\n"
    "How far back can a network learn to look? Trains every cell on the same\n"
    "task at growing lags, from several seeds, until it has learned it (99 %%\n"
    "right, or a tenth of the baseline's loss) or its epochs are over. This\n"
    "takes some minutes; Ctrl+C prints what there is.\n"
    "\n"
    "Tasks: %s (remember)\n"
    "\n"
    "  --lags A,B,..       lengths of the task, growing, at most %d of them\n"
    "                      (5,10,20,40,80,160)\n"
    "  --cells A,B,..      rnn, rnn-relu, rnn-linear, lstm, gru, gru-before;\n"
    "                      up to %d (rnn,gru,lstm)\n"
    "  --seeds N           networks for each, 1 to %d (3)\n"
    "  --epochs N          the time each has (%d)\n"
    "  -o, --output FILE   CSV with a line for each network: task, cell, lag,\n"
    "                      seed, learned, epochs, loss, accuracy; '-' is\n"
    "                      standard output, in place of the table\n"
    "  --help, --version\n";

enum { TEXT = 120 };

static int print_help(void)
{
    const char *words[TASK_COUNT];
    size_t count = 0;
    char list[TEXT];
    int epochs = sweep_defaults(TASK_REMEMBER).cell[0].epochs;

    for (int k = 0; k < TASK_COUNT; k++)
        if (task_has_lag((enum task_kind)k))
            words[count++] = task_table[k].name;
    printf(help, text_join(words, count, ", ", list, sizeof list), SWEEP_LAGS,
           RACE_LANES, RACE_SEEDS, epochs);
    return EXIT_FINE;
}

/* Calls `take` for each of the words between commas; false as soon as it is. */
static bool each_word(const char *list,
                      bool (*take)(struct sweep_setup *setup, const char *word),
                      struct sweep_setup *setup)
{
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        char word[TEXT];

        if (length >= sizeof word)
            length = sizeof word - 1;
        memcpy(word, at, length);
        word[length] = '\0';
        if (!take(setup, word))
            return false;
        at += strcspn(at, ",");
        if (*at == '\0')
            return true;
    }
}

static bool take_lag(struct sweep_setup *setup, const char *word)
{
    const struct usage_range range = {1, 1000 * 1000};

    if (setup->lags == SWEEP_LAGS) {
        say_usage(command, "--lags: more than %d", SWEEP_LAGS);
        return false;
    }
    return usage_whole(command, "lags", word, range,
                       &setup->lag[setup->lags++]);
}

static bool take_cell(struct sweep_setup *setup, const char *word)
{
    struct layer_spec layer = {0};
    struct error error = {0};

    if (setup->cells == RACE_LANES) {
        say_usage(command, "--cells: more than %d", RACE_LANES);
        return false;
    }
    if (!cell_parse(word, &layer, &error)) {
        say_usage(command, "--cells: %s", error.text);
        return false;
    }
    if (layer.cell == CELL_DENSE) {
        say_usage(command, "--cells: a dense layer remembers nothing");
        return false;
    }
    layer.units = setup->cell[0].layer.units;
    setup->cell[setup->cells] = setup->cell[0];
    setup->cell[setup->cells++].layer = layer;
    return true;
}

struct words {
    const char *task, *lags, *cells, *seeds, *epochs;
};

static bool apply(struct sweep_options *options, const struct words *words)
{
    struct sweep_setup *setup = &options->setup;
    const struct usage_range seeds = {1, RACE_SEEDS};
    const struct usage_range epochs = {1, TRAINER_EPOCHS_MAX};
    int most;

    setup->lags = words->lags ? 0 : setup->lags;
    setup->cells = words->cells ? 0 : setup->cells;
    if ((words->lags && !each_word(words->lags, take_lag, setup)) ||
        (words->cells && !each_word(words->cells, take_cell, setup)) ||
        (words->seeds &&
         !usage_whole(command, "seeds", words->seeds, seeds, &setup->seeds)))
        return false;
    if (!words->epochs)
        return true;
    if (!usage_whole(command, "epochs", words->epochs, epochs, &most))
        return false;
    for (int k = 0; k < setup->cells; k++)
        setup->cell[k].epochs = most;
    return true;
}

static int finish(struct sweep_options *options, const struct words *words)
{
    struct sweep probe;
    struct error error = {0};
    int task = words->task ? task_find(words->task) : TASK_REMEMBER;

    if (task < 0)
        return usage_refuse(command, "unknown task", words->task);
    options->setup = sweep_defaults((enum task_kind)task);
    if (!apply(options, words))
        return EXIT_USAGE;
    if (!sweep_init(&probe, &options->setup, NULL, &error))
        return say_usage(command, "%s", error.text);
    sweep_finish(&probe);
    return SWEEP_GO;
}

int sweep_options_parse(struct sweep_options *options, int argc, char **argv)
{
    enum { LAGS = 256, CELLS, SEEDS, EPOCHS, HELP, VERSION };
    static const struct option known[] = {
        {"lags", required_argument, NULL, LAGS},
        {"cells", required_argument, NULL, CELLS},
        {"seeds", required_argument, NULL, SEEDS},
        {"epochs", required_argument, NULL, EPOCHS},
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    struct words words = {0};
    int option;

    *options = (struct sweep_options){0};
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        switch (option) {
        case LAGS: words.lags = optarg; break;
        case CELLS: words.cells = optarg; break;
        case SEEDS: words.seeds = optarg; break;
        case EPOCHS: words.epochs = optarg; break;
        case 'o': options->output = optarg; break;
        case 'h':
        case HELP: return print_help();
        case VERSION: return cli_version();
        case ':':
            return say_usage(command, "option '%s' needs a value",
                             argv[optind - 1]);
        default:
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        }
    }
    if (optind + 1 < argc)
        return usage_refuse(command, "unexpected argument", argv[optind + 1]);
    words.task = optind < argc ? argv[optind] : NULL;
    return finish(options, &words);
}
