/* A quote opens a field only at its beginning, and inside it separators and
 * line ends are text. Blanks around a field, quoted or not, are dropped, which
 * RFC 4180 does not ask for but "1, 2" does. */
#include "data/table/fields.h"

#include <string.h>

#include "base/text.h"

/* Refuses what is not text before anything is made of it. */
static bool check_text(const char *text, size_t length, const char *name,
                       struct error *error)
{
    int line = 1;
    uint32_t code;

    for (size_t i = 0; i < length;) {
        unsigned char byte = (unsigned char)text[i];
        int bytes = byte < 0x80 ? 1 : utf8_decode(text + i, length - i, &code);

        if (byte == 0)
            return error_set(error, "%s:%d: a NUL byte; this is not a text "
                             "file in UTF-8", name, line);
        if (bytes == 0)
            return error_set(error, "%s:%d: byte 0x%02x is not UTF-8; save "
                             "the file as UTF-8", name, line, byte);
        if (byte == '\n')
            line++;
        i += (size_t)bytes;
    }
    return true;
}

static bool is_blank(const struct fields *fields, char c)
{
    return c == ' ' || (c == '\t' && fields->separator != '\t');
}

static bool at_line_end(const struct fields *fields)
{
    return fields->at == fields->end || *fields->at == '\n' ||
           *fields->at == '\r';
}

/* Steps over LF, CRLF or a CR alone. */
static void end_line(struct fields *fields)
{
    if (fields->at == fields->end)
        return;
    if (*fields->at == '\r' && fields->at + 1 < fields->end &&
        fields->at[1] == '\n')
        fields->at++;
    fields->at++;
    fields->line++;
}

static void skip_blanks(struct fields *fields)
{
    while (fields->at < fields->end && is_blank(fields, *fields->at))
        fields->at++;
}

bool fields_next_line(struct fields *fields)
{
    while (fields->at < fields->end) {
        const char *start = fields->at;

        skip_blanks(fields);
        if (!at_line_end(fields)) {
            fields->at = start;
            return true;
        }
        end_line(fields);
    }
    return false;
}

/* A tab or a semicolon anywhere in the first line outranks commas: those may
 * be decimal commas. */
static char find_separator(const struct fields *fields)
{
    bool quoted = false, semicolon = false;

    for (const char *at = fields->at; at < fields->end; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (!quoted && (*at == '\n' || *at == '\r'))
            break;
        else if (!quoted && *at == '\t')
            return '\t';
        else if (!quoted && *at == ';')
            semicolon = true;
    }
    return semicolon ? ';' : ',';
}

bool fields_init(struct fields *fields, const char *text, size_t length,
                 const char *name, struct error *error)
{
    *fields = (struct fields){.name = name, .at = text, .end = text + length,
                              .line = 1, .separator = ',', .error = error};
    if (!check_text(text, length, name, error))
        return false;
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        fields->at += 3; /* the byte order mark */
    if (fields_next_line(fields))
        fields->separator = find_separator(fields);
    return true;
}

/* From the opening quote to behind the closing one. */
static bool read_quoted(struct fields *fields, size_t k, struct field *field)
{
    const char *at = fields->at + 1;

    field->quoted = true;
    field->text = at;
    for (;; at++) {
        if (at == fields->end)
            return error_set(fields->error, "%s:%d:%zu: a quoted field begins "
                             "here and never ends", fields->name, field->line,
                             k + 1);
        if (*at == '\n' ||
            (*at == '\r' && (at + 1 == fields->end || at[1] != '\n')))
            fields->line++;
        if (*at != '"')
            continue;
        if (at + 1 == fields->end || at[1] != '"')
            break;
        at++;
    }
    field->length = (size_t)(at - field->text);
    fields->at = at + 1;
    skip_blanks(fields);
    if (!at_line_end(fields) && *fields->at != fields->separator)
        return error_set(fields->error, "%s:%d:%zu: more text after the "
                         "closing quote; a quote inside a quoted field is "
                         "written twice", fields->name, fields->line, k + 1);
    return true;
}

bool fields_read(struct fields *fields, size_t k, struct field *field)
{
    skip_blanks(fields);
    *field = (struct field){.text = fields->at, .line = fields->line};
    if (fields->at < fields->end && *fields->at == '"') {
        if (!read_quoted(fields, k, field))
            return false;
    } else {
        while (!at_line_end(fields) && *fields->at != fields->separator) {
            if (*fields->at++ == '"')
                return error_set(fields->error, "%s:%d:%zu: a quote inside a "
                                 "field that does not begin with one",
                                 fields->name, fields->line, k + 1);
        }
        field->length = (size_t)(fields->at - field->text);
        while (field->length > 0 &&
               is_blank(fields, field->text[field->length - 1]))
            field->length--;
    }
    field->last = at_line_end(fields);
    if (field->last)
        end_line(fields);
    else
        fields->at++;
    return true;
}
