/* gatereel weights: what a weight file holds and what it is recognised as.
 *
 * The text comes whole from the model library, so a file that turns out to be
 * bad in the middle prints one line of error and nothing else.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/say.h"
#include "model/model.h"

static const char help[] =
    "Usage: gatereel weights FILE\n"
    "\n"
    "Lists the tensors and metadata of a safetensors file ('-': standard\n"
    "input), and the recurrent networks it is recognised as: cell, layers,\n"
    "embedding and head.\n"
    "\n"
    "Options:\n"
    "  --help, --version\n"
    "\n"
    "A sound file in which nothing is recognised says so and is no error.\n"
    "Networks that are bidirectional or projected are not supported yet. For\n"
    "a PyTorch .pt file the two lines of Python that export it are printed.\n";

static int describe(const char *path)
{
    struct error error = {0};
    char *text = model_describe(path, NULL, &error);
    if (text == NULL) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    fputs(text, stdout);
    free(text);
    return EXIT_FINE;
}

int command_weights(int argc, char **argv)
{
    enum { HELP = 256, VERSION };
    static const struct option known[] = {
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    int option;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "h", known, NULL)) != -1) {
        switch (option) {
        case 'h':
        case HELP: fputs(help, stdout); return EXIT_FINE;
        case VERSION: return cli_version();
        default:
            return say_usage("weights", "unknown option '%s'",
                             argv[optind - 1]);
        }
    }
    if (optind == argc)
        return say_usage("weights", "no file");
    if (optind + 1 < argc)
        return say_usage("weights", "unexpected argument '%s'",
                         argv[optind + 1]);
    return describe(argv[optind]);
}
