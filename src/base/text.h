/* UTF-8 and words: small helpers for messages and names. */
#ifndef GATEREEL_BASE_TEXT_H
#define GATEREEL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the code point at text[0..length) into *code and returns its bytes
 * (1..4), or 0 where the bytes are not valid UTF-8 (overlong forms, lone
 * surrogates and values above U+10FFFF included). length > 0. */
int utf8_decode(const char *text, size_t length, uint32_t *code);

/* Is the whole of text valid UTF-8? */
bool utf8_valid(const char *text, size_t length);

/* Copies text into `out` for a message: control characters (C0, DEL, C1),
 * and bytes that are not UTF-8 become \xNN, and what does not fit ends in
 * "...". `size` is at least 8. Returns out. */
char *text_printable(const char *text, size_t length, char *out, size_t size);

/* The entry of words[0..count) nearest to `word` by edit distance, or NULL
 * when none is near enough to be meant (distance at most a third of the
 * longer length, at least 1). Case is ignored. */
const char *text_nearest(const char *word, const char *const words[],
                         size_t count);

/* Index of `word` in words[0..count), or -1. Exact. */
int text_find(const char *word, const char *const words[], size_t count);

/* Joins words with `between` into `out`, cut with "..." when it is full. */
char *text_join(const char *const words[], size_t count, const char *between,
                char *out, size_t size);

#endif
