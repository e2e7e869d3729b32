/* Text on its way to a file, whole blocks at a time: the formats write one
 * number after the other, millions of them.
 */
#ifndef GATEREEL_CLI_RECORD_LINES_H
#define GATEREEL_CLI_RECORD_LINES_H

#include "base/file.h"

enum { LINES_BYTES = 1 << 16 };

struct lines {
    struct output output;
    size_t length;       /* of what is not handed on yet */
    char bytes[LINES_BYTES];
};

/* Starts writing `path` as output_open does. NULL with a message when it cannot
 * be opened or memory is missing; ended by lines_commit. */
struct lines *lines_create(const char *path, struct error *error);

/* Hands on what is left and ends the file as output_commit does. Frees `lines`
 * in both cases. */
bool lines_commit(struct lines *lines, struct error *error);

/* Did a write fail already? Then the rest need not be made. */
bool lines_failed(const struct lines *lines);

/* Append. `text` may be of any length. */
void lines_text(struct lines *lines, const char *text);
void lines_char(struct lines *lines, char c);
void lines_integer(struct lines *lines, int value);

/* value * 2^-exponent with 9 digits, enough for any float. */
void lines_number(struct lines *lines, double value, int exponent);

#endif
