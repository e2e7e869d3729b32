/* Faults are kept as finished lines: whoever shows them, a terminal or a panel,
 * has nothing left to put together.
 */
#include "lesson/problems.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

void problems_init(struct problems *problems, const char *name)
{
    problems->above = 0;
    problems->count = 0;
    problems->more = false;
    text_printable(name, strlen(name), problems->name, sizeof problems->name);
}

bool problems_add(struct problems *problems, struct place place,
                  const char *format, ...)
{
    struct error message;
    char where[48] = "";
    va_list arguments;

    if (problems->count == PROBLEMS_MAX) {
        problems->more = true;
        return false;
    }
    if (place.line > 0)
        snprintf(where, sizeof where, ":%zu:%zu", place.line, place.column);
    va_start(arguments, format);
    vsnprintf(message.text, sizeof message.text, format, arguments);
    va_end(arguments);
    error_prefix(&message, "%s%s", problems->name, where);
    text_printable(message.text, strlen(message.text),
                   problems->line[problems->count++], PROBLEM_TEXT_MAX);
    return false;
}

bool problems_tell(const struct problems *problems, struct error *error)
{
    int others = problems->count - 1;

    assert(problems->count > 0);
    if (others == 0)
        return error_set(error, "%s", problems->line[0]);
    return error_set(error, "%s (and %s%d more problem%s)", problems->line[0],
                     problems->more ? "at least " : "", others + problems->more,
                     others == 1 ? "" : "s");
}
