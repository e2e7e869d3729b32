/* Numbers are formatted into the block itself; it is handed on when another
 * number might not fit.
 */
#include "cli/record/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"

enum { DIGITS = 9 };

struct lines *lines_create(const char *path, struct error *error)
{
    struct lines *lines = array_new(1, sizeof *lines, "a line", error);

    if (lines == NULL || output_open(&lines->output, path, error))
        return lines;
    free(lines);
    return NULL;
}

static void flush(struct lines *lines)
{
    output_write(&lines->output, lines->bytes, lines->length);
    lines->length = 0;
}

bool lines_commit(struct lines *lines, struct error *error)
{
    flush(lines);
    bool fine = output_commit(&lines->output, error);
    free(lines);
    return fine;
}

bool lines_failed(const struct lines *lines)
{
    return output_failed(&lines->output);
}

/* Room for one number, and where it goes. */
static char *reserve(struct lines *lines)
{
    if (LINES_BYTES - lines->length < NUMBER_TEXT_MAX)
        flush(lines);
    return lines->bytes + lines->length;
}

void lines_text(struct lines *lines, const char *text)
{
    size_t length = strlen(text);

    if (length > LINES_BYTES - lines->length)
        flush(lines);
    if (length > LINES_BYTES) {
        output_write(&lines->output, text, length);
        return;
    }
    memcpy(lines->bytes + lines->length, text, length);
    lines->length += length;
}

void lines_char(struct lines *lines, char c)
{
    *reserve(lines) = c;
    lines->length++;
}

void lines_integer(struct lines *lines, int value)
{
    /* All digits of an int, which 9 would not hold. */
    lines->length += (size_t)number_format(reserve(lines), value, 17);
}

void lines_number(struct lines *lines, double value, int exponent)
{
    char *at = reserve(lines);

    lines->length += (size_t)(exponent == 0
        ? number_format(at, value, DIGITS)
        : number_format_scaled(at, value, -(long)exponent, DIGITS));
}
