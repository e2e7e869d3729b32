/* Messages are put together first and written at once, so that two threads or
 * a progress bar never mix their lines.
 */
#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/cli.h"

enum { LINE_BYTES = 2048 };

void say_error(const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "gatereel: %s\n", line);
}

void say_warning(const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "gatereel: warning: %s\n", line);
}

int say_usage(const char *command, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (command == NULL)
        fprintf(stderr, "gatereel: %s; see 'gatereel --help'\n", line);
    else
        fprintf(stderr, "gatereel: %s: %s; see 'gatereel %s --help'\n",
                command, line, command);
    return EXIT_USAGE;
}
