/* A line is checked as a whole, character by character, before its fields
 * become an example, so that what is added is known to be good. */
#include "data/make/pairs/places.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"

enum { FIELDS = 3 };

struct line {
    const char *name; /* of the file */
    int number;       /* from 1 */
    const char *text;
    size_t length;
};

static bool bad(const struct line *line, int column, const char *why,
                struct error *error)
{
    return error_set(error, "%s:%d:%d: %s", line->name, line->number, column,
                     why);
}

/* Syllables of Korean are one code point each (NFC); taken apart (NFD) they
 * would be other tokens. */
static bool is_loose_jamo(uint32_t code)
{
    return code >= 0x1100 && code <= 0x11FF;
}

static bool check(const struct line *line, struct error *error)
{
    int column = 1;

    for (size_t at = 0; at < line->length; column++) {
        uint32_t code;
        int bytes = utf8_decode(line->text + at, line->length - at, &code);

        if (bytes == 0)
            return bad(line, column, "not UTF-8; save the file in UTF-8",
                       error);
        if (code < 0x20 && code != '\t')
            return bad(line, column, "a control character: this is not a text",
                       error);
        if (is_loose_jamo(code))
            return bad(line, column, "Korean in single letters (NFD); save the "
                       "file in composed form (NFC)", error);
        at += (size_t)bytes;
    }
    return true;
}

static int column_of(const struct line *line, const char *at)
{
    int column = 1;

    for (const char *byte = line->text; byte < at; byte++)
        column += ((unsigned char)*byte & 0xC0) != 0x80;
    return column;
}

static bool add(struct pairs *pairs, const struct line *line,
                struct error *error)
{
    const char *field[FIELDS], *at = line->text;
    const char *end = line->text + line->length;
    size_t length[FIELDS];

    for (int k = 0; k < FIELDS; k++) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));

        field[k] = at;
        length[k] = (size_t)((tab ? tab : end) - at);
        if (length[k] == 0)
            return bad(line, column_of(line, at), "an empty field; a line is a "
                       "code, an English name and a Korean one, with tabs "
                       "between them", error);
        if (!tab != (k == FIELDS - 1))
            return bad(line, column_of(line, tab ? tab : end), "a line has "
                       "three fields with tabs between them", error);
        at = tab ? tab + 1 : end;
    }
    if (pairs_letters(pairs, field[1], length[1], error) &&
        pairs_turn(pairs, error) &&
        pairs_letters(pairs, field[2], length[2], error) &&
        pairs_end(pairs, error))
        return true;
    return error_prefix(error, "%s:%d", line->name, line->number);
}

bool places_make(struct pairs *pairs, const char *text, size_t length,
                 const char *name, struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf"; /* the UTF-8 byte order mark */
    const char *end = text + length;

    if (length > INT_MAX)
        return error_set(error, "%s: more than 2 GB is too long", name);
    if (length >= 3 && memcmp(text, mark, 3) == 0)
        text += 3;
    for (int number = 1; text < end; number++) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        struct line line = {name, number, text,
                            (size_t)((feed ? feed : end) - text)};

        text = feed ? feed + 1 : end;
        if (line.length > 0 && line.text[line.length - 1] == '\r')
            line.length--;
        if (line.length > 0 &&
            (!check(&line, error) || !add(pairs, &line, error)))
            return false;
    }
    return true;
}
