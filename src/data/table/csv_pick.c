/* Choosing columns of a table by a list as options give it. A name wins over
 * a number, so that a column called "1990" is found by its name. */
#include "data/table/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

/* A word of the list, ready for messages. */
struct word {
    const char *text;
    size_t length;
    char shown[80];
};

static struct word trim(const char *text, size_t length)
{
    struct word word = {.text = text, .length = length};

    while (word.length > 0 && *word.text == ' ')
        word.text++, word.length--;
    while (word.length > 0 && word.text[word.length - 1] == ' ')
        word.length--;
    text_printable(word.text, word.length, word.shown, sizeof word.shown);
    return word;
}

/* The only column of that name; -1 when there is none, -2 for several. */
static int find_name(const struct csv *csv, const struct word *word)
{
    int found = -1;

    for (int k = 0; k < csv->columns; k++) {
        if (strlen(csv->names[k]) != word->length ||
            memcmp(csv->names[k], word->text, word->length) != 0)
            continue;
        if (found >= 0)
            return -2;
        found = k;
    }
    return found;
}

static bool refuse(const struct csv *csv, const struct word *word,
                   struct error *error)
{
    const char *const *names = (const char *const *)csv->names;
    const char *nearest = text_nearest(word->shown, names,
                                       (size_t)csv->columns);
    char list[256], shown[256];

    if (nearest) {
        text_printable(nearest, strlen(nearest), shown, sizeof shown);
        return error_set(error, "there is no column '%s'; did you mean '%s'?",
                         word->shown, shown);
    }
    text_join(names, (size_t)csv->columns, ", ", list, sizeof list);
    text_printable(list, strlen(list), shown, sizeof shown);
    return error_set(error, "there is no column '%s'; the columns are %s",
                     word->shown, shown);
}

static bool pick_one(const struct csv *csv, const struct word *word,
                     int *column, struct error *error)
{
    int64_t number;

    if (word->length == 0)
        return error_set(error, "the list of columns has an empty name");
    *column = find_name(csv, word);
    if (*column == -2)
        return error_set(error, "several columns are called '%s'; name one by "
                         "its number", word->shown);
    if (*column < 0 && number_parse_integer(word->text, word->length, 1,
                                            csv->columns, &number))
        *column = (int)number - 1;
    if (*column < 0)
        return refuse(csv, word, error);
    if (!csv->numeric[*column])
        return error_set(error, "column '%s' holds text, not numbers",
                         word->shown);
    return true;
}

static bool pick_numeric(const struct csv *csv, int *picked, int *count,
                         struct error *error)
{
    for (int k = 0; k < csv->columns; k++) {
        if (csv->numeric[k])
            picked[(*count)++] = k;
    }
    return *count > 0 || error_set(error, "there is no column of numbers");
}

static bool pick_listed(const struct csv *csv, const char *list, int *picked,
                        int *count, struct error *error)
{
    struct word whole = trim(list, strlen(list));

    /* A name may hold commas itself. */
    if (find_name(csv, &whole) >= 0)
        return pick_one(csv, &whole, &picked[(*count)++], error);
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        struct word word = trim(at, length);

        if (!pick_one(csv, &word, &picked[(*count)++], error))
            return false;
        at += length;
        if (*at == '\0')
            return true;
    }
}

bool csv_pick(const struct csv *csv, const char *list, int **picked, int *count,
              struct error *error)
{
    size_t most = list ? 1 : (size_t)csv->columns;

    for (const char *at = list; at && *at; at++)
        most += *at == ',';
    *count = 0;
    *picked = array_new(most, sizeof **picked, "the columns", error);
    if (*picked && (list ? pick_listed(csv, list, *picked, count, error) :
                    pick_numeric(csv, *picked, count, error)))
        return true;
    free(*picked);
    *picked = NULL;
    *count = 0;
    return false;
}
