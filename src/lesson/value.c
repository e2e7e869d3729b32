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

static const char *text_of(const yaml_node_t *node, size_t *length)
{
    *length = node->data.scalar.length;
    return (const char *)node->data.scalar.value;
}

bool value_is(const yaml_node_t *node, const char *text)
{
    size_t length;
    if (node->type != YAML_SCALAR_NODE)
        return false;
    const char *own = text_of(node, &length);
    return length == strlen(text) && memcmp(own, text, length) == 0;
}

const char *value_describe(const yaml_node_t *node, char shown[VALUE_SHOWN_MAX])
{
    char text[VALUE_SHOWN_MAX - 16];
    size_t length;

    if (node->type == YAML_SEQUENCE_NODE)
        return "a list";
    if (node->type == YAML_MAPPING_NODE)
        return "a group of keys";
    const char *own = text_of(node, &length);
    if (length == 0 && is_plain(node))
        return "nothing";
    text_printable(own, length, text, sizeof text);
    snprintf(shown, VALUE_SHOWN_MAX, "'%s'%s", text,
             is_plain(node) ? "" : " in quotes");
    return shown;
}

/* The range of a number. */
static void find_ends(const struct schema_key *key, double *low, double *high)
{
    static const double lowest[] = {[SCHEMA_INT] = INT_MIN,
                                    [SCHEMA_FLOAT] = -0x1.fffffefffffffp127,
                                    [SCHEMA_DOUBLE] = -DBL_MAX};
    /* Everything below 0x1.ffffffp127 rounds to a float. */
    static const double highest[] = {[SCHEMA_INT] = INT_MAX,
                                     [SCHEMA_UINT64] = 0x1p64,
                                     [SCHEMA_FLOAT] = 0x1.fffffefffffffp127,
                                     [SCHEMA_DOUBLE] = DBL_MAX};
    bool all = key->low == 0 && key->high == 0;

    *low = all ? lowest[key->kind] : key->low;
    *high = all || key->high > highest[key->kind] ? highest[key->kind]
                                                  : key->high;
}

static void describe_range(const struct schema_key *key, char *wanted)
{
    char low[NUMBER_TEXT_MAX], high[NUMBER_TEXT_MAX];
    bool whole = key->kind == SCHEMA_INT || key->kind == SCHEMA_UINT64;
    const char *what = whole ? "a whole number" : "a number";

    number_format(low, key->low, 15);
    number_format(high, key->high, 15);
    if (key->low == 0 && key->high == 0 && key->kind == SCHEMA_INT)
        snprintf(wanted, WANTED_MAX, "a whole number from %d to %d", INT_MIN,
                 INT_MAX);
    else if (key->low == 0 && key->high == 0 && whole)
        snprintf(wanted, WANTED_MAX, "a whole number from 0 to %llu",
                 (unsigned long long)UINT64_MAX);
    else if (key->low == 0 && key->high == 0)
        snprintf(wanted, WANTED_MAX, "a finite number");
    else if (isinf(key->high))
        snprintf(wanted, WANTED_MAX, "%s of at least %s", what, low);
    else
        snprintf(wanted, WANTED_MAX, "%s from %s to %s", what, low, high);
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
    case SCHEMA_TEXT:
        return "a text";
    case SCHEMA_CAPTION:
        return "a text, or a group with the keys en and ko";
    case SCHEMA_GROUP:
        return "a group of keys";
    case SCHEMA_LIST:
        return "a list ('- ' before every entry)";
    default:
        describe_range(key, wanted);
        return wanted;
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
    return problems_add(problems, document_place(node->start_mark),
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
    double low, high;
    int64_t value;
    size_t length;

    if (!is_plain(node))
        return false;
    const char *text = text_of(node, &length);
    find_ends(key, &low, &high);
    if (!number_parse_integer(text, length, INT_MIN, INT_MAX, &value) ||
        !((double)value >= low && (double)value <= high))
        return false;
    *out = (int)value;
    return true;
}

static bool read_uint64(const struct schema_key *key, const yaml_node_t *node,
                        uint64_t *out)
{
    double low, high;
    uint64_t value = 0;
    size_t length;

    if (!is_plain(node))
        return false;
    const char *text = text_of(node, &length);
    for (size_t at = 0; at < length; at++) {
        if (text[at] < '0' || text[at] > '9' ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text[at] - '0', &value))
            return false;
    }
    find_ends(key, &low, &high);
    *out = value;
    return length > 0 && (double)value >= low && (double)value <= high;
}

static bool read_real(const struct schema_key *key, const yaml_node_t *node,
                      double *out)
{
    double low, high;
    size_t length;

    if (!is_plain(node))
        return false;
    const char *text = text_of(node, &length);
    find_ends(key, &low, &high);
    return number_parse(text, length, out) && *out >= low && *out <= high;
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
    struct place place = document_place(node->start_mark);
    uint32_t code;
    size_t length;

    if (node->type != YAML_SCALAR_NODE ||
        (is_plain(node) && node->data.scalar.length == 0))
        return value_mismatch(problems, key, node);
    const char *text = text_of(node, &length);
    if (length >= key->size)
        return problems_add(problems, place, "'%s' is too long: %zu bytes, and "
                            "%zu fit", key->name, length, key->size - 1);
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
