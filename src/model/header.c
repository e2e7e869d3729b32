/* The JSON header of a safetensors file.
 *
 * jansson parses strictly: no comments, no trailing commas, no raw control
 * characters, no lone surrogates, no leading zeros, nothing but white space
 * after the object. What it accepts and the format does not, or what would let
 * a small file cost much memory, is looked for in the raw text first. That
 * scan needs to know only where strings are.
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

/* The next character after the string whose first character is at `text`, or
 * NULL when the string holds an escaped NUL. */
static const char *skip_string(const char *text, const char *end)
{
    while (text < end && *text != '"') {
        if (starts(text, end, "\\u0000"))
            return NULL;
        text += *text == '\\' && text + 1 < end ? 2 : 1;
    }
    return text < end ? text + 1 : end;
}

static bool scan(const char *text, size_t length, struct error *error)
{
    const char *end = text + length;
    int depth = 0, values = 0;
    while (text < end) {
        char c = *text++;
        if (c == '"') {
            text = skip_string(text, end);
            if (text == NULL)
                return error_set(error, "the header has a NUL in a string");
        } else if (c == '{' || c == '[') {
            depth++;
            values++;
        } else if (c == '}' || c == ']') {
            depth--;
        } else if (c == ',') {
            values++;
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

json_t *header_parse(const char *text, size_t length, struct error *error)
{
    if (!utf8_valid(text, length)) {
        error_set(error, "the header is not valid UTF-8");
        return NULL;
    }
    if (!scan(text, length, error))
        return NULL;
    json_error_t fault;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL && fault.text[0] == '\0') {
        error_memory(error, "the header of a weight file", length);
        return NULL;
    }
    if (root == NULL) {
        char message[MESSAGE_MAX];
        text_printable(fault.text, strlen(fault.text), message, sizeof message);
        error_set(error, "the header is not valid JSON: %s (byte %d)", message,
                  fault.position);
        return NULL;
    }
    if (!json_is_object(root)) {
        json_decref(root);
        error_set(error, "the header is not a JSON object");
        return NULL;
    }
    return root;
}
