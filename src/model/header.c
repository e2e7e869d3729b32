/* The JSON header of a safetensors file.
 *
 * jansson parses strictly: no comments, no trailing commas, no raw control
 * characters, no lone surrogates, no leading zeros, nothing but white space
 * after the object. What it accepts and the format does not, or what would let
 * a small file cost much memory, is looked for in the raw text first. That
 * scan needs to know only where strings are.
 *
 * One fault of jansson (2.14) is caught afterwards: where memory for a longer
 * name runs out it drops a character and goes on. So the scan also adds up how
 * long all strings are, and the parsed ones must be as long.
 */
#include "model/header.h"

#include <string.h>

#include "base/text.h"

enum {
    /* The reference reader stops at 128 open brackets. */
    DEPTH_MAX = 127,
    /* Enough for 65536 tensors of eight dimensions and their metadata. */
    VALUES_MAX = 1 << 21,
    MESSAGE_MAX = 240
};

static bool starts(const char *text, const char *end, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(end - text) >= length && memcmp(text, what, length) == 0;
}

/* Is the number at `text` an integer written -0? */
static bool negative_zero(const char *text, const char *end)
{
    if (!starts(text, end, "-0"))
        return false;
    return text + 2 == end || strchr(".eE", text[2]) == NULL ||
           text[2] == '\0';
}

/* Bytes of UTF-8 that the escape at `text` stands for; a surrogate is half of
 * four. Escapes that are none are left to the parser. */
static size_t escaped_bytes(const char *text, const char *end)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    unsigned code = 0;
    if (!starts(text, end, "\\u") || end - text < 6)
        return 1;
    for (int i = 2; i < 6; i++) {
        const char *digit = strchr(digits, text[i]);
        if (digit == NULL || *digit == '\0')
            return 1;
        code = code * 16 + (unsigned)(digit - digits) % 16;
    }
    if (code < 0x80)
        return 1;
    return code < 0x800 || (code >= 0xD800 && code < 0xE000) ? 2 : 3;
}

/* The next character after the string whose first character is at `text`, or
 * NULL when the string holds an escaped NUL. Its length is added to *bytes. */
static const char *skip_string(const char *text, const char *end, size_t *bytes)
{
    while (text < end && *text != '"') {
        if (starts(text, end, "\\u0000"))
            return NULL;
        bool escape = *text == '\\' && text + 1 < end;
        *bytes += escape ? escaped_bytes(text, end) : 1;
        text += !escape ? 1 : text[1] == 'u' && end - text >= 6 ? 6 : 2;
    }
    return text < end ? text + 1 : end;
}

/* *bytes becomes the length of all strings together. */
static bool scan(const char *text, size_t length, size_t *bytes,
                 struct error *error)
{
    const char *end = text + length;
    int depth = 0, values = 0;
    *bytes = 0;
    while (text < end) {
        char c = *text++;
        if (c == '"') {
            text = skip_string(text, end, bytes);
            if (text == NULL)
                return error_set(error, "the header has a NUL in a string");
        } else if (c == '{' || c == '[') {
            depth++;
            values++;
        } else if (c == '}' || c == ']') {
            depth--;
        } else if (c == ',') {
            values++;
        } else if (c == '\0') {
            return error_set(error, "the header has a NUL byte");
        } else if (c == '-' && negative_zero(text - 1, end)) {
            return error_set(error, "the header has the integer -0");
        }
        if (depth > DEPTH_MAX)
            return error_set(error, "the header nests deeper than %d",
                             DEPTH_MAX);
        if (values > VALUES_MAX)
            return error_set(error, "the header has more than %d values",
                             VALUES_MAX);
    }
    return true;
}

/* The length of all strings in a value, names included. */
static size_t count_bytes(json_t *value)
{
    size_t bytes = json_is_string(value) ? json_string_length(value) : 0;
    size_t i;
    const char *name;
    json_t *part;
    json_object_foreach(value, name, part) {
        bytes += strlen(name) + count_bytes(part);
    }
    json_array_foreach(value, i, part) {
        bytes += count_bytes(part);
    }
    return bytes;
}

static void explain(const json_error_t *fault, size_t length,
                    struct error *error)
{
    char message[MESSAGE_MAX];
    if (fault->text[0] == '\0') {
        error_memory(error, "the header of a weight file", length);
        return;
    }
    text_printable(fault->text, strlen(fault->text), message, sizeof message);
    error_set(error, "the header is not valid JSON: %s (byte %d)", message,
              fault->position);
}

json_t *header_parse(const char *text, size_t length, struct error *error)
{
    json_error_t fault;
    size_t bytes;
    if (!utf8_valid(text, length)) {
        error_set(error, "the header is not valid UTF-8");
        return NULL;
    }
    if (starts(text, text + length, "\xEF\xBB\xBF")) {
        error_set(error, "the header begins with a byte order mark");
        return NULL;
    }
    if (!scan(text, length, &bytes, error))
        return NULL;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL) {
        explain(&fault, length, error);
        return NULL;
    }
    if (json_is_object(root) && count_bytes(root) == bytes)
        return root;
    if (!json_is_object(root))
        error_set(error, "the header is not a JSON object");
    else
        error_memory(error, "the header of a weight file", length);
    json_decref(root);
    return NULL;
}
