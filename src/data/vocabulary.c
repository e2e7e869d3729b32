/* A vocabulary is a plain list of short texts. A text is read by a cursor that
 * knows line and column, letter by letter; words are what stands between blanks
 * and line ends. Lists are short, so they are searched from the front; the
 * different letters of a text, which may be long, are ticked off in a table of
 * all code points. */
#include "data/vocabulary.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

enum { CODES = 0x110000, SHOWN_MAX = 64 };

static bool check_text(const char *text, int index, struct error *error)
{
    char shown[SHOWN_MAX];
    size_t length = strlen(text);

    text_printable(text, length, shown, sizeof shown);
    if (length == 0)
        return error_set(error, "token %d of the vocabulary is empty", index);
    if (length >= VOCABULARY_TEXT_MAX)
        return error_set(error, "token %d of the vocabulary, '%s', is longer "
                         "than %d bytes", index, shown,
                         VOCABULARY_TEXT_MAX - 1);
    if (!utf8_valid(text, length))
        return error_set(error, "token %d of the vocabulary, '%s', is not "
                         "UTF-8", index, shown);
    return true;
}

bool vocabulary_init(struct vocabulary *vocabulary, const char *const *texts,
                     int count, bool words, struct error *error)
{
    assert(count >= 0);
    *vocabulary = (struct vocabulary){.words = words};
    vocabulary->text = array_new((size_t)count, VOCABULARY_TEXT_MAX,
                                 "the vocabulary", error);
    if (!vocabulary->text)
        return false;
    for (int k = 0; k < count; k++) {
        if (!check_text(texts[k], k, error))
            goto fail;

        int before = vocabulary_find(vocabulary, texts[k], strlen(texts[k]));
        if (before >= 0) {
            char shown[SHOWN_MAX];

            text_printable(texts[k], strlen(texts[k]), shown, sizeof shown);
            error_set(error, "tokens %d and %d of the vocabulary are both '%s'",
                      before, k, shown);
            goto fail;
        }
        memcpy(vocabulary->text[k], texts[k], strlen(texts[k]) + 1);
        vocabulary->count++;
    }
    return true;

fail:
    vocabulary_finish(vocabulary);
    return false;
}

bool vocabulary_copy(struct vocabulary *to, const struct vocabulary *from,
                     struct error *error)
{
    size_t count = (size_t)from->count;

    *to = (struct vocabulary){.words = from->words};
    to->text = array_new(count, VOCABULARY_TEXT_MAX, "the vocabulary", error);
    if (!to->text)
        return false;
    if (count > 0)
        memcpy(to->text, from->text, count * VOCABULARY_TEXT_MAX);
    to->count = from->count;
    return true;
}

void vocabulary_finish(struct vocabulary *vocabulary)
{
    free(vocabulary->text);
    *vocabulary = (struct vocabulary){0};
}

int vocabulary_find(const struct vocabulary *vocabulary, const char *text,
                    size_t length)
{
    if (length == 0 || length >= VOCABULARY_TEXT_MAX)
        return -1;
    for (int k = 0; k < vocabulary->count; k++) {
        const char *entry = vocabulary->text[k];

        if (*entry == *text && strlen(entry) == length &&
            memcmp(entry, text, length) == 0)
            return k;
    }
    return -1;
}

/* Where in a text the next character is, counted from 1. */
struct cursor {
    const char *at, *end;
    int line, column;
};

static bool cursor_init(struct cursor *cursor, const char *text, size_t length,
                        struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf"; /* the UTF-8 byte order mark */

    if (length > INT_MAX)
        return error_set(error, "a text of more than 2 GB is too long");
    *cursor = (struct cursor){text, text + length, 1, 1};
    if (length >= 3 && memcmp(text, mark, 3) == 0)
        cursor->at += 3;
    return true;
}

/* The bytes of the character at the cursor, which is not at the end; 0 and a
 * message where it is not UTF-8. The CR of a CRLF is passed over first. */
static int cursor_letter(struct cursor *cursor, uint32_t *code,
                         struct error *error)
{
    if (cursor->end - cursor->at > 1 && memcmp(cursor->at, "\r\n", 2) == 0)
        cursor->at++;

    int bytes = utf8_decode(cursor->at, (size_t)(cursor->end - cursor->at),
                            code);
    if (bytes == 0)
        error_set(error, "%d:%d: the byte \\x%02x is not UTF-8; save the text "
                  "in UTF-8", cursor->line, cursor->column,
                  (unsigned char)*cursor->at);
    return bytes;
}

static void cursor_pass(struct cursor *cursor, int bytes)
{
    cursor->column++;
    if (*cursor->at == '\n') {
        cursor->line++;
        cursor->column = 1;
    }
    cursor->at += bytes;
}

static bool is_between(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r';
}

/* A letter in its other case, where that is known. */
static const char *other_case(const struct vocabulary *vocabulary, char letter)
{
    char other = (char)(letter ^ 0x20);
    bool cased = (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
    int id = cased ? vocabulary_find(vocabulary, &other, 1) : -1;

    return id < 0 ? NULL : vocabulary->text[id];
}

/* The token that was meant; NULL: none is near. */
static const char *suggest(const struct vocabulary *vocabulary,
                           const char *token, size_t length)
{
    char word[SHOWN_MAX];
    const char *best = NULL;
    uint32_t code;

    if (length == 1)
        return other_case(vocabulary, *token);
    if (length >= sizeof word || memchr(token, '\0', length) ||
        (size_t)utf8_decode(token, length, &code) == length)
        return NULL;
    memcpy(word, token, length);
    word[length] = '\0';
    for (int k = 0; k < vocabulary->count; k++) {
        const char *pair[] = {best, vocabulary->text[k]};

        best = text_nearest(word, best ? pair : pair + 1, best ? 2 : 1);
    }
    return best;
}

static bool refuse(const struct vocabulary *vocabulary,
                   const struct cursor *from, size_t length,
                   struct error *error)
{
    const char *meant = suggest(vocabulary, from->at, length);
    char shown[SHOWN_MAX];

    text_printable(from->at, length, shown, sizeof shown);
    return error_set(error, "%d:%d: '%s' is not among the %d %s the network "
                     "knows%s%s%s", from->line, from->column, shown,
                     vocabulary->count, vocabulary->words ? "words" : "letters",
                     meant ? "; did you mean '" : "", meant ? meant : "",
                     meant ? "'?" : "");
}

/* Moves past the next token, which begins at *from; false at the end (length
 * 0) and where the text is not UTF-8. */
static bool next_token(struct cursor *cursor, bool words, struct cursor *from,
                       size_t *length, struct error *error)
{
    uint32_t code;

    *length = 0;
    while (cursor->at < cursor->end) {
        int bytes = cursor_letter(cursor, &code, error);

        if (bytes == 0) {
            *length = 1;
            return false;
        }
        if (words && is_between(code)) {
            if (*length > 0)
                return true;
            cursor_pass(cursor, bytes);
            continue;
        }
        if (*length == 0)
            *from = *cursor;
        *length += (size_t)bytes;
        cursor_pass(cursor, bytes);
        if (!words)
            return true;
    }
    return *length > 0;
}

bool vocabulary_read(const struct vocabulary *vocabulary, const char *text,
                     size_t length, int **ids, int *count,
                     struct error *error)
{
    struct cursor cursor, from;
    size_t bytes;

    *ids = NULL;
    *count = 0;
    if (!cursor_init(&cursor, text, length, error))
        return false;
    *ids = array_new(length, sizeof(int), "the tokens of a text", error);
    if (!*ids)
        return false;
    while (next_token(&cursor, vocabulary->words, &from, &bytes, error)) {
        int id = vocabulary_find(vocabulary, from.at, bytes);

        if (id < 0) {
            refuse(vocabulary, &from, bytes, error);
            goto fail;
        }
        (*ids)[(*count)++] = id;
    }
    if (bytes == 0)
        return true;

fail:
    free(*ids);
    *ids = NULL;
    *count = 0;
    return false;
}

/* Ticks off every code point of a text; how many there are, -1 on failure. */
static int tick_off(const char *text, size_t length, int most, char *ticked,
                    struct error *error)
{
    struct cursor cursor;
    int count = 0;

    if (!cursor_init(&cursor, text, length, error))
        return -1;
    while (cursor.at < cursor.end) {
        uint32_t code = 0;
        int bytes = cursor_letter(&cursor, &code, error);

        if (bytes == 0)
            return -1;
        if (code == 0) {
            error_set(error, "%d:%d: a zero byte: this is not a text",
                      cursor.line, cursor.column);
            return -1;
        }
        count += !ticked[code];
        ticked[code] = 1;
        if (count > most) {
            error_set(error, "%d:%d: more than %d different letters; use a "
                      "text with fewer", cursor.line, cursor.column, most);
            return -1;
        }
        cursor_pass(&cursor, bytes);
    }
    return count;
}

static void encode(uint32_t code, char text[VOCABULARY_TEXT_MAX])
{
    int bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (int k = bytes - 1; k > 0; k--, code >>= 6)
        text[k] = (char)(0x80 | (code & 0x3F));
    text[0] = (char)(lead[bytes] | code);
    text[bytes] = '\0';
}

bool vocabulary_of(struct vocabulary *vocabulary, const char *text,
                   size_t length, int most, struct error *error)
{
    char *ticked = array_new(CODES, 1, "the letters of a text", error);
    int count;

    *vocabulary = (struct vocabulary){0};
    if (!ticked)
        return false;
    count = tick_off(text, length, most, ticked, error);
    if (count < 0)
        goto fail;
    vocabulary->text = array_new((size_t)count, VOCABULARY_TEXT_MAX,
                                 "the vocabulary", error);
    if (!vocabulary->text)
        goto fail;
    for (uint32_t code = 0; code < CODES; code++) {
        if (ticked[code])
            encode(code, vocabulary->text[vocabulary->count++]);
    }
    free(ticked);
    return true;

fail:
    free(ticked);
    return false;
}

const char *vocabulary_show(const char *text)
{
    if (strcmp(text, " ") == 0)
        return "\xe2\x90\xa3"; /* U+2423, an open box */
    if (strcmp(text, "\n") == 0)
        return "\xe2\x86\xb5"; /* U+21B5, down and to the left */
    return text;
}
