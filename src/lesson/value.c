/* One value of a file into one member, or one sentence about why not. The kind
 * of a value is what its key asks for, whatever it looks like: `note: 12` is a
 * text, and `units: "12"` is no number.
 */
#include "lesson/value.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lesson/document.h"

enum { WANTED_MAX = 200 };

static bool is_plain(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE &&
           node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* The text of a value without quotes; of anything else nothing, which is no
 * number. */
static const char *plain_text(const yaml_node_t *node, size_t *length)
{
    *length = is_plain(node) ? node->data.scalar.length : 0;
    return is_plain(node) ? (const char *)node->data.scalar.value : "";
}

bool value_is(const yaml_node_t *node, const char *text)
{
    size_t length = strlen(text);

    return node->type == YAML_SCALAR_NODE &&
           node->data.scalar.length == length &&
           memcmp(node->data.scalar.value, text, length) == 0;
}

const char *value_describe(const yaml_node_t *node, char shown[VALUE_SHOWN_MAX])
{
    char text[VALUE_SHOWN_MAX - 16];

    if (node->type == YAML_SEQUENCE_NODE)
        return "a list";
    if (node->type == YAML_MAPPING_NODE)
        return "a group of keys";
    if (is_plain(node) && node->data.scalar.length == 0)
        return "nothing";
    text_printable((const char *)node->data.scalar.value,
                   node->data.scalar.length, text, sizeof text);
    bool quoted = node->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                  node->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    snprintf(shown, VALUE_SHOWN_MAX, "'%s'%s", text,
             quoted ? " in quotes" : "");
    return shown;
}

static bool has_range(const struct schema_key *key)
{
    return key->low != 0 || key->high != 0;
}

/* Does a number lie in the range of its key and of its type? */
static bool in_range(const struct schema_key *key, double value)
{
    /* The last double that rounds to a float and not to infinity. */
    const double float_end = 0x1.fffffefffffffp127;
    double end = key->kind == SCHEMA_FLOAT ? float_end : DBL_MAX;

    if (has_range(key) && !(value >= key->low && value <= key->high))
        return false;
    return value >= -end && value <= end;
}

static const char *describe_range(const struct schema_key *key,
                                  char wanted[WANTED_MAX])
{
    char low[NUMBER_TEXT_MAX], high[NUMBER_TEXT_MAX];
    bool whole = key->kind == SCHEMA_INT || key->kind == SCHEMA_UINT64;
    const char *what = whole ? "a whole number" : "a number";

    if (!has_range(key))
        return key->kind == SCHEMA_INT
                   ? "a whole number from -2147483648 to 2147483647"
               : key->kind == SCHEMA_UINT64
                   ? "a whole number from 0 to 18446744073709551615"
                   : "a finite number";
    number_format(low, key->low, 15);
    number_format(high, key->high, 15);
    if (key->low == key->high)
        snprintf(wanted, WANTED_MAX, "%s", low);
    else if (isinf(key->high))
        snprintf(wanted, WANTED_MAX, "%s of at least %s", what, low);
    else
        snprintf(wanted, WANTED_MAX, "%s from %s to %s", what, low, high);
    return wanted;
}

/* What there should be, for "must be %s". */
static const char *describe_key(const struct schema_key *key,
                                char wanted[WANTED_MAX])
{
    char words[WANTED_MAX - 16];

    switch (key->kind) {
    case SCHEMA_BOOL:
        return "true or false";
    case SCHEMA_WORD:
        text_join(key->words, key->size, ", ", words, sizeof words);
        snprintf(wanted, WANTED_MAX, "%s%s", key->size > 1 ? "one of " : "",
                 words);
        return wanted;
    case SCHEMA_WORDS:
        text_join(key->words, key->size, ", ", words, sizeof words);
        snprintf(wanted, WANTED_MAX, "some of %s", words);
        return wanted;
    case SCHEMA_TEXT:
        return "a text";
    case SCHEMA_TEXTS:
        return "a text, or a list of texts";
    case SCHEMA_CAPTION:
        return "a text, or a group with the keys en and ko";
    case SCHEMA_LIST:
        return "a list ('- ' before every entry)";
    default:
        return describe_range(key, wanted);
    }
}

bool value_mismatch(struct problems *problems, const struct schema_key *key,
                    const yaml_node_t *node)
{
    char wanted[WANTED_MAX], shown[VALUE_SHOWN_MAX];
    const char *nearest = NULL;

    if (key->kind == SCHEMA_WORD && node->type == YAML_SCALAR_NODE)
        nearest = text_nearest((const char *)node->data.scalar.value,
                               key->words, key->size);
    return problems_add(problems, document_place(problems, node->start_mark),
                        "'%s' must be %s, not %s%s%s%s", key->name,
                        describe_key(key, wanted), value_describe(node, shown),
                        nearest ? "; did you mean '" : "",
                        nearest ? nearest : "", nearest ? "'?" : "");
}

static bool read_bool(const yaml_node_t *node, bool *out)
{
    *out = value_is(node, "true");
    return is_plain(node) && (*out || value_is(node, "false"));
}

static bool read_int(const struct schema_key *key, const yaml_node_t *node,
                     int *out)
{
    int64_t value;
    size_t length;
    const char *text = plain_text(node, &length);

    if (!number_parse_integer(text, length, INT_MIN, INT_MAX, &value))
        return false;
    *out = (int)value;
    return in_range(key, *out);
}

static bool read_uint64(const struct schema_key *key, const yaml_node_t *node,
                        uint64_t *out)
{
    uint64_t value = 0;
    size_t length;
    const char *text = plain_text(node, &length);

    for (size_t at = 0; at < length; at++) {
        if (text[at] < '0' || text[at] > '9' ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text[at] - '0', &value))
            return false;
    }
    *out = value;
    return length > 0 && in_range(key, (double)value);
}

static bool read_real(const struct schema_key *key, const yaml_node_t *node,
                      double *out)
{
    size_t length;
    const char *text = plain_text(node, &length);

    return number_parse(text, length, out) && in_range(key, *out);
}

static bool read_word(const struct schema_key *key, const yaml_node_t *node,
                      int *out)
{
    for (size_t k = 0; k < key->size; k++) {
        if (value_is(node, key->words[k])) {
            *out = (int)k;
            return true;
        }
    }
    return false;
}

static bool read_text(struct problems *problems, const struct schema_key *key,
                      const yaml_node_t *node, char *out)
{
    struct place place = document_place(problems, node->start_mark);
    uint32_t code;

    if (node->type != YAML_SCALAR_NODE ||
        (is_plain(node) && node->data.scalar.length == 0))
        return value_mismatch(problems, key, node);
    const char *text = (const char *)node->data.scalar.value;
    size_t length = node->data.scalar.length;
    if (length >= key->size)
        return problems_add(problems, place, "'%s' is too long: %zu bytes "
                            "where %zu fit", key->name, length, key->size - 1);
    for (size_t at = 0; at < length;) {
        int bytes = utf8_decode(text + at, length - at, &code);
        if (bytes == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0))
            return problems_add(problems, place, "'%s' must be one line "
                                "without control characters", key->name);
        at += (size_t)bytes;
    }
    memcpy(out, text, length);
    out[length] = '\0';
    return true;
}

bool value_read(struct problems *problems, const struct schema_key *key,
                const yaml_node_t *node, void *member)
{
    double real;
    bool good = false;

    switch (key->kind) {
    case SCHEMA_BOOL:
        good = read_bool(node, member);
        break;
    case SCHEMA_INT:
        good = read_int(key, node, member);
        break;
    case SCHEMA_UINT64:
        good = read_uint64(key, node, member);
        break;
    case SCHEMA_FLOAT:
        good = read_real(key, node, &real);
        if (good)
            *(float *)member = (float)real;
        break;
    case SCHEMA_DOUBLE:
        good = read_real(key, node, member);
        break;
    case SCHEMA_WORD:
        good = read_word(key, node, member);
        break;
    case SCHEMA_TEXT:
        return read_text(problems, key, node, member);
    default:
        break;
    }
    return good || value_mismatch(problems, key, node);
}

bool value_count(struct problems *problems, const struct schema_key *key,
                 yaml_document_t *document, const yaml_node_t *node, int count)
{
    int least = (int)key->low, most = (int)key->high;

    if (count >= least && count <= most)
        return true;
    if (count > most)
        node = yaml_document_get_node(document,
                                      node->data.sequence.items.start[most]);
    return problems_add(problems, document_place(problems, node->start_mark),
                        "'%s' must have %d to %d entries, not %d", key->name,
                        least, most, count);
}

/* Entry k of a list of words or texts, behind those that are read. */
static bool read_entry(struct problems *problems, const struct schema_key *key,
                       const yaml_node_t *node, char *array, int k)
{
    struct schema_key one = *key;
    int word, other;

    if (key->kind == SCHEMA_TEXTS) {
        one.kind = SCHEMA_TEXT;
        return value_read(problems, &one, node, array + (size_t)k * key->size);
    }
    one.kind = SCHEMA_WORD;
    if (!value_read(problems, &one, node, &word))
        return false;
    memcpy(array + (size_t)k * sizeof word, &word, sizeof word);
    for (int j = 0; j < k; j++) {
        memcpy(&other, array + (size_t)j * sizeof other, sizeof other);
        if (other == word)
            return problems_add(problems,
                                document_place(problems, node->start_mark),
                                "'%s' names '%s' twice", key->name,
                                key->words[word]);
    }
    return true;
}

bool value_read_several(struct problems *problems,
                        const struct schema_key *key, yaml_document_t *document,
                        const yaml_node_t *node, void *record)
{
    int only = (int)(node - document->nodes.start) + 1, count = 1;
    const int *item = &only;
    bool good = true;

    if (node->type == YAML_SEQUENCE_NODE) {
        item = node->data.sequence.items.start;
        count = (int)(node->data.sequence.items.top - item);
    } else if (node->type == YAML_MAPPING_NODE ||
               (is_plain(node) && node->data.scalar.length == 0)) {
        return value_mismatch(problems, key, node);
    }
    if (!value_count(problems, key, document, node, count))
        return false;
    memcpy((char *)record + key->count_at, &count, sizeof count);
    for (int k = 0; k < count; k++)
        good = read_entry(problems, key,
                          yaml_document_get_node(document, item[k]),
                          (char *)record + key->at, k) && good;
    return good;
}
