/* Many short strings that are given up together. */
#ifndef GATEREEL_LESSON_TEXT_STORE_H
#define GATEREEL_LESSON_TEXT_STORE_H

#include <stddef.h>

struct text_store;

/* A copy of text[0..length) with a NUL, or NULL without memory. *store is NULL
 * at first and the caller's to destroy; the copy stays where it is. */
const char *text_store_add(struct text_store **store, const char *text,
                           size_t length);
void text_store_destroy(struct text_store *store); /* NULL is allowed */

#endif
