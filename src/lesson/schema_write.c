/* Text from the table of keys: block style, one key a line, two spaces deeper
 * for every group and list, nothing that is as the reader would have it anyway.
 *
 * A text stands in quotes unless every YAML reader takes it for a text: it
 * starts with an English letter or '/', has no character with a meaning, and
 * is no word such as "no". Numbers have as many digits as bring them back. The
 * writer judges no value: the reader does, on the finished text.
 */
#include "lesson/schema.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

enum { DEEPER = 2 };

struct writer {
    char *text;
    size_t length, capacity;
    size_t indent; /* of the next line */
    bool dash;     /* the next line is the first of an entry */
    bool full;     /* there was no memory */
    struct error *error;
};

static void put(struct writer *writer, const char *text, size_t length)
{
    void *bytes = writer->text;

    writer->full = writer->full ||
                   !array_reserve(&bytes, &writer->capacity,
                                  writer->length + length + 1, 1,
                                  "a file of settings", writer->error);
    if (writer->full)
        return;
    writer->text = bytes;
    memcpy(writer->text + writer->length, text, length);
    writer->length += length;
    writer->text[writer->length] = '\0';
}

static void put_string(struct writer *writer, const char *text)
{
    put(writer, text, strlen(text));
}

/* Up to the name of a key, or to the place of an entry without any. */
static void put_indent(struct writer *writer)
{
    for (size_t k = 0; k + (writer->dash ? DEEPER : 0) < writer->indent; k++)
        put(writer, " ", 1);
    if (writer->dash)
        put(writer, "- ", DEEPER);
    writer->dash = false;
}

static void put_key(struct writer *writer, const char *name)
{
    put_indent(writer);
    put_string(writer, name);
    put(writer, ":", 1);
}

static bool is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/* Does a text need no quotes? */
static bool is_plain(const char *text, size_t length)
{
    static const char *const meant[] = {"true", "false", "yes", "no",  "on",
                                        "off",  "null",  "y",   "n",   "nan",
                                        "inf",  "infinity"};
    static const char harmless[] = "0123456789 _-./+()*%=";
    char lower[sizeof "infinity"] = "";

    if (length == 0 || !(is_letter(text[0]) || text[0] == '/') ||
        text[length - 1] == ' ')
        return false;
    for (size_t k = 0; k < length; k++) {
        if (!is_letter(text[k]) && !strchr(harmless, text[k]))
            return false;
        if (k < sizeof lower - 1)
            lower[k] = (char)(text[k] | 0x20);
    }
    return length >= sizeof lower ||
           text_find(lower, meant, sizeof meant / sizeof *meant) < 0;
}

/* May a character not stand in a file as itself, or not on a line? */
static bool is_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
           code == 0x2029 || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

/* In double quotes. What a text must not have at all, bytes that are not UTF-8
 * included, is left for the reader to refuse. */
static void put_quoted(struct writer *writer, const char *text, size_t length)
{
    put(writer, "\"", 1);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        char escape[8];
        int bytes = utf8_decode(text + at, length - at, &code);
        size_t step = bytes > 0 ? (size_t)bytes : 1;
        if (bytes > 0 && is_hidden(code)) {
            snprintf(escape, sizeof escape, "\\u%04X", (unsigned)code);
            put_string(writer, escape);
        } else {
            if (text[at] == '"' || text[at] == '\\')
                put(writer, "\\", 1);
            put(writer, text + at, step);
        }
        at += step;
    }
    put(writer, "\"", 1);
}

static void put_text(struct writer *writer, const char *text, size_t size)
{
    size_t length = strnlen(text, size);

    if (is_plain(text, length))
        put(writer, text, length);
    else
        put_quoted(writer, text, length);
}

/* Digits before the point, up to a million: 480 is not written 4.8e+02. */
static int whole_digits(double value)
{
    int digits = 1;

    for (double end = 10; digits < 7 && fabs(value) >= end; end *= 10)
        digits++;
    return digits < 7 ? digits : 1;
}

/* The fewest digits that give the same float or double. */
static void put_real(struct writer *writer, double value, bool single)
{
    char text[NUMBER_TEXT_MAX];
    double back;

    for (int digits = whole_digits(value); digits <= 17; digits++) {
        int length = number_format(text, value, digits);
        number_parse(text, (size_t)length, &back);
        if (single ? (float)back == (float)value : back == value)
            break;
    }
    put_string(writer, text);
}

static void put_integer(struct writer *writer, bool negative, uint64_t size)
{
    char text[24];

    snprintf(text, sizeof text, "%s%llu", negative ? "-" : "",
             (unsigned long long)size);
    put_string(writer, text);
}

static void put_int(struct writer *writer, int value)
{
    put_integer(writer, value < 0,
                value < 0 ? -(uint64_t)value : (uint64_t)value);
}

/* An index without a word is written as it is, for the reader to refuse. */
static void put_word(struct writer *writer, const struct schema_key *key,
                     const void *member)
{
    int index;

    memcpy(&index, member, sizeof index);
    if (index >= 0 && (size_t)index < key->size)
        put_string(writer, key->words[index]);
    else
        put_int(writer, index);
}

/* What stands behind "key: " on its line. */
static void put_value(struct writer *writer, const struct schema_key *key,
                      const void *member)
{
    switch (key->kind) {
    case SCHEMA_BOOL:
        put_string(writer, *(const bool *)member ? "true" : "false");
        break;
    case SCHEMA_INT:
        put_int(writer, *(const int *)member);
        break;
    case SCHEMA_UINT64:
        put_integer(writer, false, *(const uint64_t *)member);
        break;
    case SCHEMA_FLOAT:
        put_real(writer, *(const float *)member, true);
        break;
    case SCHEMA_DOUBLE:
        put_real(writer, *(const double *)member, false);
        break;
    case SCHEMA_WORD:
        put_word(writer, key, member);
        break;
    default:
        put_text(writer, member, key->size);
        break;
    }
}

static void put_line(struct writer *writer, const struct schema_key *key,
                     const void *member)
{
    put_key(writer, key->name);
    put(writer, " ", 1);
    put_value(writer, key, member);
    put(writer, "\n", 1);
}

static void put_caption(struct writer *writer, const struct schema_key *key,
                        const char *member)
{
    struct schema_key text = *key;

    if (strncmp(member, member + key->size, key->size) == 0) {
        put_line(writer, key, member);
        return;
    }
    put_key(writer, key->name);
    put(writer, "\n", 1);
    writer->indent += DEEPER;
    text.name = "en";
    put_line(writer, &text, member);
    text.name = "ko";
    put_line(writer, &text, member + key->size);
    writer->indent -= DEEPER;
}

/* Words or texts, in one line. */
static void put_values(struct writer *writer, const struct schema_key *key,
                       const char *record)
{
    size_t size = key->kind == SCHEMA_WORDS ? sizeof(int) : key->size;

    put_key(writer, key->name);
    put_string(writer, " [");
    for (int k = 0; k < schema_entries(key, record); k++) {
        const char *entry = record + key->at + (size_t)k * size;
        put_string(writer, k > 0 ? ", " : "");
        if (key->kind == SCHEMA_WORDS)
            put_word(writer, key, entry);
        else
            put_text(writer, entry, key->size);
    }
    put_string(writer, "]\n");
}

static bool put_keys(struct writer *writer, const struct schema *schema,
                     const char *record, const char *defaults);

static void put_group(struct writer *writer, const struct schema_key *key,
                      const char *member, const char *defaults)
{
    put_key(writer, key->name);
    size_t end = writer->length;
    put(writer, "\n", 1);
    writer->indent += DEEPER;
    bool any = put_keys(writer, key->schema, member, defaults);
    writer->indent -= DEEPER;
    if (any)
        return;
    writer->length = end;
    put_string(writer, " {}\n");
}

static void put_list(struct writer *writer, const struct schema_key *key,
                     const char *record)
{
    const struct schema *schema = key->schema;
    int count = schema_entries(key, record);

    put_key(writer, key->name);
    put_string(writer, count > 0 ? "\n" : " []\n");
    writer->indent += 2 * DEEPER;
    for (int k = 0; k < count; k++) {
        writer->dash = true;
        const char *entry = record + key->at + (size_t)k * schema->size;
        if (put_keys(writer, schema, entry, schema->defaults))
            continue;
        put_indent(writer);
        put_string(writer, "{}\n");
    }
    writer->indent -= 2 * DEEPER;
}

/* The keys that differ from the defaults. Is there any? */
static bool put_keys(struct writer *writer, const struct schema *schema,
                     const char *record, const char *defaults)
{
    bool any = false;

    for (const struct schema_key *key = schema->keys; key->name != NULL;
         key++) {
        const char *member = record + key->at;
        if (!key->required && schema_same_key(key, record, defaults))
            continue;
        any = true;
        if (key->kind == SCHEMA_CAPTION)
            put_caption(writer, key, member);
        else if (key->kind == SCHEMA_GROUP)
            put_group(writer, key, member, defaults + key->at);
        else if (key->kind == SCHEMA_LIST)
            put_list(writer, key, record);
        else if (key->kind == SCHEMA_WORDS || key->kind == SCHEMA_TEXTS)
            put_values(writer, key, record);
        else
            put_line(writer, key, member);
    }
    return any;
}

static void put_comment(struct writer *writer, const char *comment)
{
    while (*comment != '\0') {
        size_t length = strcspn(comment, "\n");
        put_string(writer, length > 0 ? "# " : "#");
        put(writer, comment, length);
        put(writer, "\n", 1);
        comment += length + (comment[length] == '\n');
    }
}

/* Does the finished text give the record again? */
static bool try_text(const struct writer *writer, const struct schema *schema,
                     const void *record, const void *defaults)
{
    struct problems problems;
    void *back = array_new(1, schema->size, "a file of settings",
                           writer->error);

    if (back == NULL)
        return false;
    memcpy(back, defaults, schema->size);
    bool good = schema_read(schema, "", writer->text, writer->length, back,
                            &problems);
    if (!good)
        error_set(writer->error, "cannot be saved: %s",
                  strstr(problems.line[0], ": ") + 2);
    else if (!schema_same(schema, record, back))
        good = error_set(writer->error, "cannot be saved: a list is too long "
                                        "or a text has no end");
    free(back);
    return good;
}

bool schema_write(const struct schema *schema, const void *record,
                  const void *defaults, const char *comment, char **text,
                  size_t *length, struct error *error)
{
    struct writer writer = {.error = error};

    if (comment != NULL)
        put_comment(&writer, comment);
    if (!put_keys(&writer, schema, record, defaults))
        put_string(&writer, "{}\n");
    if (writer.full || !try_text(&writer, schema, record, defaults)) {
        free(writer.text);
        return false;
    }
    *text = writer.text;
    *length = writer.length;
    return true;
}
