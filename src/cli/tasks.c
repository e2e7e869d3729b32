/* gatereel tasks: what a network can learn here, one line each, for people and
 * for scripts that take the first word.
 */
#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/run/usage.h"
#include "data/task.h"

static const char help[] =
    "Usage: gatereel tasks [OPTION]\n"
    "\n"
    "Lists what 'gatereel train' can teach a network, one task a line: its\n"
    "name and what it is about.\n"
    "\n"
    "Options:\n"
    "  --help, --version\n";

static int list_tasks(void)
{
    for (int k = 0; k < TASK_COUNT; k++)
        printf("%-12s %s\n", task_table[k].name, task_table[k].summary);
    return EXIT_FINE;
}

int command_tasks(int argc, char **argv)
{
    enum { HELP = 256, VERSION };
    static const struct option known[] = {
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };

    optind = 1;
    opterr = 0;
    switch (getopt_long(argc, argv, "h", known, NULL)) {
    case 'h':
    case HELP:
        fputs(help, stdout);
        return EXIT_FINE;
    case VERSION:
        return cli_version();
    case -1:
        break;
    default:
        return usage_refuse("tasks", "unknown option", argv[optind - 1]);
    }
    if (optind < argc)
        return usage_refuse("tasks", "unexpected argument", argv[optind]);
    return list_tasks();
}
