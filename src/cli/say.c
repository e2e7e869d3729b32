/* Messages are put together first and written at once, so that two threads or
 * a progress bar never mix their lines.
 */
#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

enum { LINE_BYTES = 2048 };

/* What was typed may hold anything; a terminal sees none of its controls. */
static const char *tame(const char *line, char shown[LINE_BYTES])
{
    return text_printable(line, strlen(line), shown, LINE_BYTES);
}

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
    char line[LINE_BYTES], shown[LINE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (command == NULL)
        fprintf(stderr, "gatereel: %s; see 'gatereel --help'\n",
                tame(line, shown));
    else
        fprintf(stderr, "gatereel: %s: %s; see 'gatereel %s --help'\n", command,
                tame(line, shown), command);
    return EXIT_USAGE;
}
