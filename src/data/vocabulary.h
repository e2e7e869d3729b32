/* Tokens and how they are written: letters, words, syllables.
 */
#ifndef GATEREEL_DATA_VOCABULARY_H
#define GATEREEL_DATA_VOCABULARY_H

#include <stddef.h>

#include "base/error.h"

enum { VOCABULARY_TEXT_MAX = 24 }; /* bytes of a token, with its end */

/* {0} has no tokens. */
struct vocabulary {
    int count;
    bool words;       /* tokens are separated by blanks; else every character
                         (code point) is one */
    char (*text)[VOCABULARY_TEXT_MAX]; /* [count] UTF-8, all different,
                                          owned */
};

/* Copies the texts. The message names the first that is empty, too long,
 * twice there or not UTF-8. */
bool vocabulary_init(struct vocabulary *vocabulary, const char *const *texts,
                     int count, bool words, struct error *error);
bool vocabulary_copy(struct vocabulary *to, const struct vocabulary *from,
                     struct error *error);
void vocabulary_finish(struct vocabulary *vocabulary);

/* Of the `length` bytes at `text`; -1: it is none. */
int vocabulary_find(const struct vocabulary *vocabulary, const char *text,
                    size_t length);

/* Turns a text into ids, *ids the caller's to free. CRLF counts as LF, and a
 * byte order mark at the beginning is passed over. A token that is not known
 * is an error with line, column (in characters), what it is and the nearest one
 * that is: "7:12: 'é' is not among the 73 letters the network knows",
 * "1:1: 'tree' is not among the 30 words the network knows; did you mean
 * 'three'?". */
bool vocabulary_read(const struct vocabulary *vocabulary, const char *text,
                     size_t length, int **ids, int *count,
                     struct error *error);

/* The different characters of a text, read as above, in the order of their
 * code points. An error with line and column where it is not UTF-8, holds a
 * zero byte or more than `most` different ones. */
bool vocabulary_of(struct vocabulary *vocabulary, const char *text,
                   size_t length, int most, struct error *error);

/* How a token looks on a screen: a space as an open box, a line feed as an
 * arrow; all else as it is. Returns out. */
const char *vocabulary_show(const char *text);

#endif
