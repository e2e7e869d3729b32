/* One walk from blank to blank.
 */
#include "scene/course/step/matrix.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

enum { SHOWN_MAX = 32 };

static bool add_number(struct matrix *matrix, int count, const char *text,
                       size_t length, struct error *error)
{
    char shown[SHOWN_MAX];
    double value;

    if (!number_parse(text, length, &value) || !isfinite(value))
        return error_set(error, "'%s' in row %d is no number",
                         text_printable(text, length, shown, sizeof shown),
                         matrix->rows + 1);
    if (count == MATRIX_MAX)
        return error_set(error, "there are more than %d numbers", MATRIX_MAX);
    matrix->value[count] = (real)value;
    return true;
}

static bool end_row(struct matrix *matrix, int columns, struct error *error)
{
    if (columns == 0)
        return error_set(error, "row %d is empty", matrix->rows + 1);
    if (matrix->rows > 0 && columns != matrix->columns)
        return error_set(error, "row %d has %d number%s where row 1 has %d",
                         matrix->rows + 1, columns, columns == 1 ? "" : "s",
                         matrix->columns);
    matrix->columns = columns;
    matrix->rows++;
    return true;
}

bool matrix_parse(struct matrix *matrix, const char *text,
                  struct error *error)
{
    int count = 0, columns = 0;

    matrix->rows = matrix->columns = 0;
    if (text[0] == '\0')
        return true;
    for (;;) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ;");
        if (length > 0) {
            if (!add_number(matrix, count++, text, length, error))
                return false;
            columns++;
        }
        text += length + strspn(text + length, " ");
        if (*text != ';' && *text != '\0')
            continue;
        if (!end_row(matrix, columns, error))
            return false;
        columns = 0;
        if (*text == '\0')
            return true;
        text++;
    }
}
