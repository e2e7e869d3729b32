/* gatereel scores: how good trained networks are on what they have never seen.
 *
 * A file that was trained here says on which task and with which seed; so the
 * task is made again and the network put into it, and the test is the one of
 * its training.
 */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/run/pupil.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "train/score.h"

static const char help[] =
    "Usage: gatereel scores [--markdown] MODEL.safetensors...\n"
    "\n"
    "Measures networks that 'gatereel train' made on the sequences that were\n"
    "held back from their training, beside what needs no network. Those that\n"
    "answer in words are left to themselves: an answer counts where all of it\n"
    "is right. Beside it stands the same of sequences of their training.\n"
    "\n"
    "  --markdown          a table\n"
    "  --help, --version\n";

enum { BATCH = 64, NAME = 200, TEXT = 80 };

static bool measure(const struct pupil *pupil, struct score *score,
                    struct error *error)
{
    struct scoring scoring;

    if (!scoring_init(&scoring, &pupil->trainer.task, &pupil->trainer.network,
                      BATCH, error))
        return false;
    while (scoring_work(&scoring))
        continue;
    *score = scoring.score;
    scoring_finish(&scoring);
    return true;
}

/* "co2-lstm" of "models/co2-lstm.safetensors". */
static const char *name_of(const char *path, char name[NAME])
{
    static const char end[] = ".safetensors";
    const char *slash = strrchr(path, '/');
    const char *from = slash ? slash + 1 : path;
    size_t length = strlen(from), tail = sizeof end - 1;

    if (length > tail && strcmp(from + length - tail, end) == 0)
        length -= tail;
    return text_printable(from, length, name, NAME);
}

/* "lstm 2 x 16, stateful", "dense-relu 1 x 16, context 20". */
static const char *network_of(const struct trainer *trainer, char text[TEXT])
{
    const struct trainer_options *options = &trainer->options;
    int length = snprintf(text, TEXT, "%s %d x %d", cell_name(&options->layer),
                          options->layers, options->layer.units);

    if (trainer->task.context > 1)
        length += snprintf(text + length, (size_t)(TEXT - length),
                           ", context %d", trainer->task.context);
    if (options->stateful)
        snprintf(text + length, (size_t)(TEXT - length), ", stateful");
    return text;
}

/* How much of what it was trained on it knows; "" where nobody asks. */
static const char *trained_of(const struct score *score, char text[TEXT])
{
    text[0] = '\0';
    if (!isnan(score->trained)) {
        int length = number_format(text, 100 * score->trained, 3);

        snprintf(text + length, (size_t)(TEXT - length), " %%");
    }
    return text;
}

static void print_head(bool markdown)
{
    if (markdown)
        printf("| Network | Task | Cell, layers x units | Weights | Held out "
               "(without a network) | Of its training |\n"
               "|---|---|---|---:|---|---|\n");
}

static void print_pupil(const struct pupil *pupil, const struct score *score,
                        const char *path, bool markdown)
{
    const struct trainer *trainer = &pupil->trainer;
    char name[NAME], network[TEXT], figure[SCORE_TEXT_MAX], trained[TEXT];

    name_of(path, name);
    network_of(trainer, network);
    score_text(score, &trainer->task, figure);
    trained_of(score, trained);
    if (markdown)
        printf("| %s | %s | %s | %zu | %s | %s |\n", name,
               trainer->task.info->name, network,
               trainer->network.params.count, figure, trained);
    else
        printf("%-20s %-12s %-28s %7zu  %s%s%s\n", name,
               trainer->task.info->name, network,
               trainer->network.params.count, figure,
               trained[0] ? ", of its training " : "", trained);
    fflush(stdout);
}

static int run(char *const *paths, int count, bool markdown)
{
    const struct kernels *kernels = machine_kernels();
    bool all = true;

    if (kernels == NULL)
        return EXIT_BAD;
    print_head(markdown);
    for (int k = 0; k < count; k++) {
        struct pupil pupil;
        struct score score;
        struct error error = {0};
        bool fine = pupil_open(&pupil, paths[k], kernels, &error) &&
                    measure(&pupil, &score, &error);

        if (fine)
            print_pupil(&pupil, &score, paths[k], markdown);
        else
            say_error("%s", error.text);
        all = all && fine;
        pupil_close(&pupil);
    }
    return all ? EXIT_FINE : EXIT_BAD;
}

int command_scores(int argc, char **argv)
{
    enum { MARKDOWN = 256, HELP, VERSION };
    static const struct option known[] = {
        {"markdown", no_argument, NULL, MARKDOWN},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    bool markdown = false;
    int option;

    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "h", known, NULL)) != -1) {
        switch (option) {
        case MARKDOWN: markdown = true; break;
        case 'h':
        case HELP: fputs(help, stdout); return EXIT_FINE;
        case VERSION: return cli_version();
        default:
            return usage_refuse("scores", "unknown option", argv[optind - 1]);
        }
    }
    if (optind == argc)
        return say_usage("scores", "no network");
    return run(argv + optind, argc - optind, markdown);
}
