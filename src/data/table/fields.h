/* CSV text, field by field (RFC 4180); what csv.h builds tables from.
 *
 * The separator is a tab or a semicolon where the first line holds one outside
 * quotes, else a comma. Lines end in LF, CRLF or CR. Messages read
 * "NAME:LINE:COLUMN: ...", the column counted in fields from 1.
 */
#ifndef GATEREEL_DATA_TABLE_FIELDS_H
#define GATEREEL_DATA_TABLE_FIELDS_H

#include "base/error.h"

struct field {
    const char *text; /* in the caller's text, without its quotes; a quote
                         inside a quoted field is still doubled */
    size_t length;
    int line;         /* where it begins, from 1 */
    bool quoted;
    bool last;        /* of its line */
};

struct fields {
    const char *name;     /* for messages */
    const char *at, *end; /* what is still to be read */
    int line;
    char separator;
    struct error *error;
};

/* Refuses what is not UTF-8 or holds a NUL, finds the separator and stands
 * before the first line that is not blank. `text` and `name` are borrowed. */
bool fields_init(struct fields *fields, const char *text, size_t length,
                 const char *name, struct error *error);

/* Steps over blank lines; false at the end of the text. */
bool fields_next_line(struct fields *fields);

/* Reads field number k (from 0) of a line, with the separator or line end
 * behind it. False, with a message, for quotes that make no sense. */
bool fields_read(struct fields *fields, size_t k, struct field *field);

#endif
