/* A text as the tree of a YAML document, of the plain part of YAML.
 *
 * Allowed are groups of keys, lists and values in any style, and comments.
 * Refused, each with its place, are anchors, aliases, tags, a second document,
 * nesting deeper than DOCUMENT_DEPTH_MAX, an empty text, text that is not
 * UTF-8, and control characters.
 */
#ifndef GATEREEL_LESSON_DOCUMENT_H
#define GATEREEL_LESSON_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "lesson/problems.h"

enum { DOCUMENT_DEPTH_MAX = 16 };

/* On success the caller gives *document to yaml_document_delete; on failure
 * there is one problem more. The text needs no NUL. */
bool document_load(yaml_document_t *document, const char *text, size_t length,
                   struct problems *problems);

/* Is a text UTF-8 without control characters (but tabs and ends of lines)?
 * Adds a problem at the first fault otherwise. */
bool document_check(const char *text, size_t length,
                    struct problems *problems);

/* In the file that `problems` are about. libyaml counts from 0. */
static inline struct place document_place(const struct problems *problems,
                                          yaml_mark_t mark)
{
    return (struct place){problems->above + mark.line + 1, mark.column + 1};
}

#endif
