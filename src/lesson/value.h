/* A node of a document as one value: see struct schema_key. */
#ifndef GATEREEL_LESSON_VALUE_H
#define GATEREEL_LESSON_VALUE_H

#include <stdbool.h>

#include <yaml.h>

#include "lesson/problems.h"
#include "lesson/schema.h"

/* Is the node this text? */
bool value_is(const yaml_node_t *node, const char *text);

/* What the node is, for the end of "..., not %s": into `shown` or constant. */
enum { VALUE_SHOWN_MAX = 64 };
const char *value_describe(const yaml_node_t *node,
                           char shown[VALUE_SHOWN_MAX]);

/* Adds "'KEY' must be ..., not ...". Returns false. */
bool value_mismatch(struct problems *problems, const struct schema_key *key,
                    const yaml_node_t *node);

/* Stores the value in `member`, or adds a problem and returns false. For every
 * kind that is one value: not for captions, groups and lists. */
bool value_read(struct problems *problems, const struct schema_key *key,
                const yaml_node_t *node, void *member);

/* Is the number of a list's entries in the range of its key? Otherwise adds a
 * problem, at the first that is too many. */
bool value_count(struct problems *problems, const struct schema_key *key,
                 yaml_document_t *document, const yaml_node_t *node, int count);

/* A list of words or texts, or one of them without a list, into the members of
 * *record; or adds what is wrong and returns false. */
bool value_read_several(struct problems *problems,
                        const struct schema_key *key, yaml_document_t *document,
                        const yaml_node_t *node, void *record);

#endif
