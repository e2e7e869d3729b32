/* Tables of numbers from CSV files (RFC 4180).
 *
 * Comma, semicolon or tab separated (found from the first line), quoted
 * fields, LF, CRLF or CR, optional UTF-8 byte order mark; blank lines and
 * blanks around a field are ignored.
 * A first line with any field that is not a number is the header; R's tables,
 * whose header has no name for the quoted row names, get "" there. Columns
 * that hold text throughout (dates, months) are kept by name but give no
 * numbers. nan and inf are numbers, in any case and with a sign. Errors name
 * line and column, the column as csv_pick counts it: "x.csv:12:3: 'n/a' is not
 * a number". Reading takes time and memory in proportion to the text.
 */
#ifndef GATEREEL_DATA_TABLE_CSV_H
#define GATEREEL_DATA_TABLE_CSV_H

#include "base/error.h"

struct csv {
    int rows, columns;
    char **names;    /* [columns]; "1", "2", .. without a header */
    bool *numeric;   /* [columns]; false: the column holds text */
    double *values;  /* [rows][columns]; NaN for an empty field or text */
    bool header;
    void *memory;    /* owns text */
};

enum csv_empty {
    CSV_EMPTY_ERROR, /* an empty field in a numeric column is an error */
    CSV_EMPTY_NAN,   /* it becomes NaN */
};

/* `path` names the file in messages; "-" reads standard input. */
bool csv_read(struct csv *csv, const char *path, enum csv_empty empty,
              struct error *error);
/* The same from memory; `name` stands for the path in messages. */
bool csv_parse(struct csv *csv, const char *text, size_t length,
               const char *name, enum csv_empty empty, struct error *error);
void csv_finish(struct csv *csv);

/* Turns "a,b" into column indices (by name, or by number from 1); NULL picks
 * every numeric column. *picked is the caller's to free. A name that is not
 * there, or a text column, gives a message with the nearest name. */
bool csv_pick(const struct csv *csv, const char *list, int **picked, int *count,
              struct error *error);

#endif
