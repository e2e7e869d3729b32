/* A message is put together in a local buffer and copied at the end, so that
 * the text already in the error may be among the arguments. A message that is
 * too long is cut before a whole character and ends in "...".
 */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"

/* Marks a text that filled `buffer` as cut, never inside a character. */
static void mark_cut(char buffer[ERROR_TEXT_MAX])
{
    size_t end = ERROR_TEXT_MAX - sizeof "...";

    while (end > 0 && ((unsigned char)buffer[end] & 0xC0) == 0x80)
        end--;
    memcpy(buffer + end, "...", sizeof "...");
}

/* Appends to the text in `buffer`, which is `length` long so far. Returns the
 * new length, ERROR_TEXT_MAX or more when something did not fit. */
static size_t append(char buffer[ERROR_TEXT_MAX], size_t length,
                     const char *format, va_list args)
{
    if (length >= ERROR_TEXT_MAX)
        return length;
    int more =
        vsnprintf(buffer + length, ERROR_TEXT_MAX - length, format, args);
    if (more < 0)
        return length;
    return length + (size_t)more;
}

static size_t append_text(char buffer[ERROR_TEXT_MAX], size_t length,
                          const char *text)
{
    size_t more = strlen(text);

    if (length < ERROR_TEXT_MAX) {
        size_t room = ERROR_TEXT_MAX - length - 1;
        size_t copied = more < room ? more : room;
        memcpy(buffer + length, text, copied);
        buffer[length + copied] = '\0';
    }
    return length + more;
}

static void store(struct error *error, char buffer[ERROR_TEXT_MAX],
                  size_t length)
{
    if (length >= ERROR_TEXT_MAX)
        mark_cut(buffer);
    memcpy(error->text, buffer, ERROR_TEXT_MAX);
}

bool error_set(struct error *error, const char *format, ...)
{
    char buffer[ERROR_TEXT_MAX] = "";
    va_list args;

    if (error == NULL)
        return false;
    va_start(args, format);
    size_t length = append(buffer, 0, format, args);
    va_end(args);
    store(error, buffer, length);
    return false;
}

bool error_system(struct error *error, const char *format, ...)
{
    int cause = errno;
    char buffer[ERROR_TEXT_MAX] = "";
    va_list args;

    if (error == NULL)
        return false;
    va_start(args, format);
    size_t length = append(buffer, 0, format, args);
    va_end(args);
    length = append_text(buffer, length, ": ");
    length = append_text(buffer, length, strerror(cause));
    store(error, buffer, length);
    return false;
}

bool error_memory(struct error *error, const char *what, size_t bytes)
{
    char size[24];

    return error_set(error, "not enough memory for %s (%s)", what,
                     size_text(bytes, size));
}

bool error_prefix(struct error *error, const char *format, ...)
{
    char buffer[ERROR_TEXT_MAX] = "";
    va_list args;

    if (error == NULL)
        return false;
    va_start(args, format);
    size_t length = append(buffer, 0, format, args);
    va_end(args);
    length = append_text(buffer, length, ": ");
    length = append_text(buffer, length, error->text);
    store(error, buffer, length);
    return false;
}
