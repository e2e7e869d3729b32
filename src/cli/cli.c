/* The table of commands: the one place where a command's name, its function
 * and its line in --help meet. A command is added by one line here.
 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/say.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

/* Ends with an entry without a name. */
static const struct command commands[] = {
    {"open", command_open, "open the window on a network"},
    {"lab", command_lab, "open the window on a preset scene"},
    {"lesson", command_lesson, "open the window on a lesson"},
    {"record", command_record, "write every gate, state and gradient"},
    {"new-lesson", command_new_lesson, "make a small lesson that works"},
    {"check", command_check, "say all that is wrong with lessons"},
    {"handout", command_handout, "print a lesson for the class"},
    {"gradients", command_gradients,
     "compare how gradients decay through time"},
    {"bench", command_bench, "measure how fast the engine is here"},
    {"render", command_render, "draw pictures and films without a window"},
    {"report", command_report, "what every unit does over many sequences"},
    {"scores", command_scores, "how good trained networks are"},
    {"sweep", command_sweep, "how far back networks learn to look"},
    {"tasks", command_tasks, "list what can be learned"},
    {"train", command_train, "train a network on a task and save it"},
    {"weights", command_weights, "list what a weight file holds"},
    {NULL, NULL, NULL},
};

static int print_help(void)
{
    printf("Usage: gatereel [COMMAND [OPTION]...]\n"
           "\n"
           "Shows what every gate of a recurrent network does, step by step,"
           " and how\n"
           "its gradients flow. Without a command the window opens.\n"
           "\n"
           "Commands:\n");
    for (const struct command *c = commands; c->name != NULL; c++)
        printf("  %-10s %s\n", c->name, c->summary);
    printf("\n"
           "'gatereel COMMAND --help' tells more about a command;\n"
           "'gatereel --version' prints the version.\n");
    return EXIT_FINE;
}

int cli_version(void)
{
    printf("gatereel %s\n", GATEREEL_VERSION);
    return EXIT_FINE;
}

/* An unknown word, with the command that was probably meant. */
static int refuse(const char *word)
{
    const char *names[sizeof commands / sizeof *commands + 1] = {
        "--help",
        "--version",
    };
    char shown[80];
    const char *kind = word[0] == '-' ? "option" : "command";
    size_t count = 2;

    for (const struct command *c = commands; c->name != NULL; c++)
        names[count++] = c->name;
    const char *near = text_nearest(word, names, count);
    text_printable(word, strlen(word), shown, sizeof shown);
    if (near != NULL)
        return say_usage(NULL, "unknown %s '%s'; did you mean '%s'?", kind,
                         shown, near);
    return say_usage(NULL, "unknown %s '%s'", kind, shown);
}

int cli_main(int argc, char **argv)
{
    if (argc < 2)
        return command_start();
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "help") == 0)
        return print_help();
    if (strcmp(word, "--version") == 0)
        return cli_version();
    for (const struct command *c = commands; c->name != NULL; c++) {
        if (strcmp(word, c->name) == 0)
            return c->run(argc - 1, argv + 1);
    }
    return refuse(word);
}
