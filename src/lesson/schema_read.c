/* The tree of a file against the table of its keys.
 *
 * A node is read into its member or told as one problem; then the next one is
 * read, so that an author sees all faults at once. Only when there are none are
 * the checks asked which need several values, in a second walk that can rely on
 * everything the first has seen.
 */
#include "lesson/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "lesson/document.h"
#include "lesson/value.h"

enum { KEYS_SHOWN_MAX = 200 };

struct reader {
    yaml_document_t document;
    struct problems *problems;
    const void *root; /* what is read, for the checks */
};

static const yaml_node_t *node_at(struct reader *reader, int index)
{
    return yaml_document_get_node(&reader->document, index);
}

static struct place place_of(const struct reader *reader,
                             const yaml_node_t *node)
{
    return document_place(reader->problems, node->start_mark);
}

/* Index of the key that a node names, or -1. */
static int find_key(const struct schema *schema, const yaml_node_t *node)
{
    for (int k = 0; schema->keys[k].name != NULL; k++) {
        assert(k < SCHEMA_KEYS_MAX);
        if (value_is(node, schema->keys[k].name))
            return k;
    }
    return -1;
}

static void tell_unknown(struct reader *reader, const struct schema *schema,
                         const yaml_node_t *node)
{
    struct place place = place_of(reader, node);
    const char *names[SCHEMA_KEYS_MAX];
    char shown[VALUE_SHOWN_MAX], list[KEYS_SHOWN_MAX];
    size_t count = 0;

    if (node->type != YAML_SCALAR_NODE || node->data.scalar.length == 0) {
        problems_add(reader->problems, place, "a key must be a word, not %s",
                     value_describe(node, shown));
        return;
    }
    if (schema->others != NULL && find_key(schema->others, node) >= 0) {
        problems_add(reader->problems, place, "'%s' %s",
                     (const char *)node->data.scalar.value,
                     schema->others_are);
        return;
    }
    for (; schema->keys[count].name != NULL; count++)
        names[count] = schema->keys[count].name;
    const char *text = (const char *)node->data.scalar.value;
    const char *nearest = text_nearest(text, names, count);
    text_printable(text, node->data.scalar.length, shown, sizeof shown);
    if (nearest)
        problems_add(reader->problems, place, "unknown key '%s'; did you mean "
                     "'%s'?", shown, nearest);
    else
        problems_add(reader->problems, place, "unknown key '%s'; the keys of "
                     "%s are %s", shown, schema->what,
                     text_join(names, count, ", ", list, sizeof list));
}

static void read_group(struct reader *reader, const struct schema *schema,
                       const yaml_node_t *node, char *record);

/* One text is for both languages; a group names each. */
static void read_caption(struct reader *reader, const struct schema_key *key,
                         const yaml_node_t *node, char *out)
{
    const struct schema_key keys[] = {
        {"en", SCHEMA_TEXT, .at = 0, .required = true, .size = key->size},
        {"ko", SCHEMA_TEXT, .at = key->size, .required = true,
         .size = key->size},
        {0},
    };
    const struct schema both = {.what = "a text in two languages",
                                .keys = keys, .size = 2 * key->size};
    struct schema_key one = *key;

    one.kind = SCHEMA_TEXT;
    if (node->type == YAML_MAPPING_NODE)
        read_group(reader, &both, node, out);
    else if (node->type != YAML_SCALAR_NODE)
        value_mismatch(reader->problems, key, node);
    else if (value_read(reader->problems, &one, node, out))
        memcpy(out + key->size, out, key->size);
}

/* The entries of a list, by their indices. A group is a list of one: *only. */
static const int *list_items(struct reader *reader, const yaml_node_t *node,
                             int *only, int *count)
{
    *only = (int)(node - reader->document.nodes.start) + 1;
    *count = 1;
    if (node->type != YAML_SEQUENCE_NODE)
        return only;
    *count = (int)(node->data.sequence.items.top -
                   node->data.sequence.items.start);
    return node->data.sequence.items.start;
}

static void read_list(struct reader *reader, const struct schema_key *key,
                      const yaml_node_t *node, char *record)
{
    const struct schema *schema = key->schema;
    int only, count;
    const int *item = list_items(reader, node, &only, &count);

    if (node->type == YAML_SCALAR_NODE) {
        value_mismatch(reader->problems, key, node);
        return;
    }
    if (!value_count(reader->problems, key, &reader->document, node, count))
        return;
    memcpy(record + key->count_at, &count, sizeof count);
    for (int k = 0; k < count && !reader->problems->more; k++) {
        char *entry = record + key->at + (size_t)k * schema->size;
        memcpy(entry, schema->defaults, schema->size);
        read_group(reader, schema, node_at(reader, item[k]), entry);
    }
}

static void read_member(struct reader *reader, const struct schema_key *key,
                        const yaml_node_t *node, char *record)
{
    const struct place place = place_of(reader, node);

    if (key->place_at > 0)
        memcpy(record + key->place_at, &place, sizeof place);
    if (key->kind == SCHEMA_CAPTION)
        read_caption(reader, key, node, record + key->at);
    else if (key->kind == SCHEMA_GROUP)
        read_group(reader, key->schema, node, record + key->at);
    else if (key->kind == SCHEMA_LIST)
        read_list(reader, key, node, record);
    else if (key->kind == SCHEMA_WORDS || key->kind == SCHEMA_TEXTS)
        value_read_several(reader->problems, key, &reader->document, node,
                           record);
    else
        value_read(reader->problems, key, node, record + key->at);
}

static void find_missing(struct reader *reader, const struct schema *schema,
                         const yaml_node_t *node, const size_t *first_line)
{
    for (int k = 0; schema->keys[k].name != NULL; k++) {
        if (schema->keys[k].required && first_line[k] == 0)
            problems_add(reader->problems, place_of(reader, node),
                         "%s needs the key '%s'", schema->what,
                         schema->keys[k].name);
    }
}

static void read_group(struct reader *reader, const struct schema *schema,
                       const yaml_node_t *node, char *record)
{
    size_t first_line[SCHEMA_KEYS_MAX] = {0}; /* 0: not there yet */
    char shown[VALUE_SHOWN_MAX];

    if (node->type != YAML_MAPPING_NODE) {
        problems_add(reader->problems, place_of(reader, node),
                     "%s must be a group of keys ('key: value'), not %s",
                     schema->what, value_describe(node, shown));
        return;
    }
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top && !reader->problems->more;
         pair++) {
        const yaml_node_t *name = node_at(reader, pair->key);
        struct place place = place_of(reader, name);
        int k = find_key(schema, name);
        if (k < 0)
            tell_unknown(reader, schema, name);
        else if (first_line[k] > 0)
            problems_add(reader->problems, place, "'%s' is already in line %zu",
                         schema->keys[k].name, first_line[k]);
        else
            read_member(reader, &schema->keys[k], node_at(reader, pair->value),
                        record);
        if (k >= 0 && first_line[k] == 0)
            first_line[k] = place.line;
    }
    find_missing(reader, schema, node, first_line);
}

/* Asks the check of one record and points at the key it names. */
static void check_record(struct reader *reader, const struct schema *schema,
                         const yaml_node_t *node, const char *record)
{
    struct place place = place_of(reader, node);
    const char *key = NULL;
    struct error error = {""};

    if (schema->check == NULL ||
        schema->check(record, reader->root, &key, &error))
        return;
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         key != NULL && pair < node->data.mapping.pairs.top; pair++) {
        if (value_is(node_at(reader, pair->key), key))
            place = place_of(reader, node_at(reader, pair->value));
    }
    problems_add(reader->problems, place, "%s", error.text);
}

/* The second walk: the file has nothing but known keys of the right kinds. */
static void check_group(struct reader *reader, const struct schema *schema,
                        const yaml_node_t *node, const char *record)
{
    check_record(reader, schema, node, record);
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *value = node_at(reader, pair->value);
        const struct schema_key *key =
            &schema->keys[find_key(schema, node_at(reader, pair->key))];
        const char *member = record + key->at;
        if (key->kind == SCHEMA_GROUP)
            check_group(reader, key->schema, value, member);
        if (key->kind != SCHEMA_LIST)
            continue;
        int only, count;
        const int *item = list_items(reader, value, &only, &count);
        for (int k = 0; k < count; k++)
            check_group(reader, key->schema, node_at(reader, item[k]),
                        member + (size_t)k * key->schema->size);
    }
}

bool schema_read_part(const struct schema *schema, const char *text,
                      size_t length, void *out, struct problems *problems)
{
    struct reader reader = {.problems = problems};
    int before = problems->count;
    char limit[24];

    if (length > SCHEMA_BYTES_MAX)
        return problems_add(problems, (struct place){0, 0}, "longer than %s",
                            size_text(SCHEMA_BYTES_MAX, limit));
    char *record = array_new(1, schema->size, schema->what, NULL);
    if (record == NULL)
        return problems_add(problems, (struct place){0, 0},
                            "not enough memory to read it");
    bool good = document_load(&reader.document, text, length, problems);
    if (good) {
        const yaml_node_t *root = yaml_document_get_root_node(&reader.document);
        memcpy(record, out, schema->size);
        reader.root = record;
        read_group(&reader, schema, root, record);
        if (problems->count == before && !problems->more)
            check_group(&reader, schema, root, record);
        yaml_document_delete(&reader.document);
    }
    good = good && problems->count == before && !problems->more;
    if (good)
        memcpy(out, record, schema->size);
    free(record);
    return good;
}

bool schema_read(const struct schema *schema, const char *name,
                 const char *text, size_t length, void *out,
                 struct problems *problems)
{
    problems_init(problems, name);
    return schema_read_part(schema, text, length, out, problems);
}
