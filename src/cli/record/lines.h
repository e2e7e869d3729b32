/* Text on its way to a file, whole blocks at a time: the formats write one
 * number after the other, millions of them.
 */
#ifndef GATEREEL_CLI_RECORD_LINES_H
#define GATEREEL_CLI_RECORD_LINES_H

#include "base/file.h"

enum { LINES_BYTES = 1 << 16 };

/* {.output = an open output} is a valid start. */
struct lines {
    struct output *output;
    size_t length;
    char bytes[LINES_BYTES];
};

/* Append. `text` may be of any length. */
void lines_text(struct lines *lines, const char *text);
void lines_char(struct lines *lines, char c);
void lines_integer(struct lines *lines, int value);

/* value * 2^-exponent with 9 digits, enough for any float. */
void lines_number(struct lines *lines, double value, int exponent);

/* Hands on what is left. */
void lines_flush(struct lines *lines);

#endif
