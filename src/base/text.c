/* Text from files and the command line is bytes until it is proved to be
 * UTF-8. Messages show what they can and write the rest as \xNN, so that a
 * hostile name can neither break a line nor steer a terminal.
 */
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 63 }; /* longer words have no near neighbours */

int utf8_decode(const char *text, size_t length, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    /* The least code point of each length: less is an overlong form. */
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int bytes;

    assert(length > 0);
    if (byte[0] < 0x80) {
        *code = byte[0];
        return 1;
    }
    if (byte[0] >= 0xC2 && byte[0] < 0xE0)
        bytes = 2;
    else if (byte[0] >= 0xE0 && byte[0] < 0xF0)
        bytes = 3;
    else if (byte[0] >= 0xF0 && byte[0] < 0xF5)
        bytes = 4;
    else
        return 0;
    if (length < (size_t)bytes)
        return 0;
    uint32_t value = byte[0] & (0x7Fu >> bytes);
    for (int k = 1; k < bytes; k++) {
        if ((byte[k] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte[k] & 0x3Fu);
    }
    if (value < least[bytes] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code = value;
    return bytes;
}

bool utf8_valid(const char *text, size_t length)
{
    uint32_t code;

    for (size_t at = 0; at < length;) {
        int bytes = utf8_decode(text + at, length - at, &code);
        if (bytes == 0)
            return false;
        at += (size_t)bytes;
    }
    return true;
}

/* One shown character of text: itself or \xNN. Returns the bytes it takes in
 * `piece`; *used is how many bytes of text it stands for. */
static size_t show_one(const char *text, size_t length, char piece[5],
                       size_t *used)
{
    uint32_t code = 0;
    int bytes = utf8_decode(text, length, &code);
    bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);

    if (bytes > 0 && !control) {
        memcpy(piece, text, (size_t)bytes);
        *used = (size_t)bytes;
        return (size_t)bytes;
    }
    snprintf(piece, 5, "\\x%02x", (unsigned char)text[0]);
    *used = 1;
    return 4;
}

char *text_printable(const char *text, size_t length, char *out, size_t size)
{
    char piece[5];
    size_t at = 0, end = 0;
    size_t fitting = 0; /* end of what leaves room for "..." */

    assert(size >= 8);
    while (at < length) {
        size_t used;
        size_t bytes = show_one(text + at, length - at, piece, &used);
        if (end + bytes >= size) {
            memcpy(out + fitting, "...", 4);
            return out;
        }
        memcpy(out + end, piece, bytes);
        end += bytes;
        at += used;
        if (end + 4 <= size)
            fitting = end;
    }
    out[end] = '\0';
    return out;
}

static unsigned char lower(char letter)
{
    unsigned char byte = (unsigned char)letter;

    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, substitutions and swaps of neighbours that turn one
 * word into the other (optimal string alignment). Both at most WORD_MAX. */
static size_t distance(const char *a, size_t a_length, const char *b,
                       size_t b_length)
{
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] =
                smaller(last[j - 1] + !same, smaller(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[b_length];
}

const char *text_nearest(const char *word, const char *const words[],
                         size_t count)
{
    size_t length = strlen(word);
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;

    if (length == 0 || length > WORD_MAX)
        return NULL;
    for (size_t k = 0; k < count; k++) {
        size_t other = strlen(words[k]);
        if (other == 0 || other > WORD_MAX)
            continue;
        size_t longer = length > other ? length : other;
        size_t allowed = longer / 3 > 1 ? longer / 3 : 1;
        size_t far = distance(word, length, words[k], other);
        if (far <= allowed && far < best_distance) {
            best = words[k];
            best_distance = far;
        }
    }
    return best;
}

int text_find(const char *word, const char *const words[], size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (strcmp(word, words[k]) == 0)
            return (int)k;
    }
    return -1;
}

/* Appends as much of `piece` as fits, keeping the NUL. False when cut. */
static bool append(char *out, size_t size, size_t *end, const char *piece)
{
    size_t length = strlen(piece);
    size_t room = size - 1 - *end;
    size_t copied = smaller(length, room);

    memcpy(out + *end, piece, copied);
    *end += copied;
    out[*end] = '\0';
    return copied == length;
}

char *text_join(const char *const words[], size_t count, const char *between,
                char *out, size_t size)
{
    size_t end = 0;
    bool whole = true;

    assert(size >= 8);
    out[0] = '\0';
    for (size_t k = 0; k < count && whole; k++) {
        whole = (k == 0 || append(out, size, &end, between)) &&
                append(out, size, &end, words[k]);
    }
    if (!whole) {
        size_t cut = smaller(end, size - 4);
        while (cut > 0 && ((unsigned char)out[cut] & 0xC0) == 0x80)
            cut--;
        memcpy(out + cut, "...", 4);
    }
    return out;
}
