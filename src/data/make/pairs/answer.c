/* A question is put together from three parts: what stands before, day and
 * index, what stands after. Some wordings fit only today or only days before
 * it ("is", "was"). Everything after the grammar is looked up in the table. */
#include "data/make/pairs/answer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/table/csv.h"

enum { DAYS = 3, INDICES = 5, QUESTION_MAX = 160 };

static const struct {
    const char *korean, *english, *first; /* first: at the beginning */
} days[DAYS] = {
    {"오늘", "today's", "Today's"},
    {"어제", "yesterday's", "Yesterday's"},
    {"그제", "the day before yesterday's", "The day before yesterday's"},
};

static const struct {
    const char *column, *korean, *english;
} indices[INDICES] = {
    {"DAX", "주가", "share price"},
    {"DAX", "DAX 지수", "DAX level"},
    {"SMI", "SMI 지수", "SMI level"},
    {"CAC", "CAC 지수", "CAC level"},
    {"FTSE", "FTSE 지수", "FTSE level"},
};

enum when { ALWAYS, TODAY, BEFORE };

struct wording {
    bool korean;
    const char *before, *after;
    enum when when;
};

static const struct wording wordings[] = {
    {true, "", "", ALWAYS},
    {true, "", " 알려 줘", ALWAYS},
    {true, "", " 알려 주세요", ALWAYS},
    {true, "", " 좀 알려 줘", ALWAYS},
    {true, "", " 좀 알려 주세요", ALWAYS},
    {true, "", " 말해 줘", ALWAYS},
    {true, "", " 말해 주세요", ALWAYS},
    {true, "", " 궁금해", ALWAYS},
    {true, "", " 궁금해요", ALWAYS},
    {true, "", " 얼마야", TODAY},
    {true, "", " 얼마예요", TODAY},
    {true, "", " 얼마였어", BEFORE},
    {true, "", " 얼마였어요", BEFORE},
    {false, "", "", ALWAYS},
    {false, "", ", please", ALWAYS},
    {false, "Tell me ", "", ALWAYS},
    {false, "Please tell me ", "", ALWAYS},
    {false, "Show me ", "", ALWAYS},
    {false, "Please show me ", "", ALWAYS},
    {false, "Could you tell me ", "?", ALWAYS},
    {false, "What is ", "?", TODAY},
    {false, "What was ", "?", BEFORE},
};

enum { WORDINGS = sizeof wordings / sizeof *wordings };

static void ask(const struct wording *wording, int day, int index,
                char question[QUESTION_MAX])
{
    const char *when = days[day].english, *what = indices[index].english;

    if (wording->korean) {
        when = days[day].korean;
        what = indices[index].korean;
    } else if (wording->before[0] == '\0')
        when = days[day].first;
    snprintf(question, QUESTION_MAX, "%s%s %s%s", wording->before, when, what,
             wording->after);
}

static bool fits(const struct wording *wording, int day)
{
    return wording->when == ALWAYS || (wording->when == TODAY) == (day == 0);
}

/* The closing level of an index so many days before the last, in whole points.
 */
static bool look_up(const struct csv *csv, int index, int day, long *points,
                    const char *name, struct error *error)
{
    const char *column = indices[index].column;
    int *picked, count, row = csv->rows - 1 - day;

    if (row < 0)
        return error_set(error, "%s: it takes at least %d days", name, DAYS);
    if (!csv_pick(csv, column, &picked, &count, error))
        return error_prefix(error, "%s", name);

    double level = csv->values[(size_t)row * (size_t)csv->columns +
                               (size_t)picked[0]];
    free(picked);
    if (!(level >= 0 && level < 1e9))
        return error_set(error, "%s: the %s of row %d is no level of an index: "
                         "0 to 999999999", name, column, row + 1);
    *points = lround(level);
    return true;
}

static bool add(struct pairs *pairs, const struct wording *wording, int day,
                int index, long points, struct error *error)
{
    char question[QUESTION_MAX], digits[24];
    int length = snprintf(digits, sizeof digits, "%ld", points);

    ask(wording, day, index, question);
    return pairs_words(pairs, question, error) && pairs_turn(pairs, error) &&
           pairs_letters(pairs, digits, (size_t)length, error) &&
           pairs_end(pairs, error);
}

static bool add_all(struct pairs *pairs, const struct csv *csv,
                    const char *name, struct error *error)
{
    for (int day = 0; day < DAYS; day++) {
        for (int index = 0; index < INDICES; index++) {
            long points;

            if (!look_up(csv, index, day, &points, name, error))
                return false;
            for (int k = 0; k < WORDINGS; k++) {
                if (fits(&wordings[k], day) &&
                    !add(pairs, &wordings[k], day, index, points, error))
                    return false;
            }
        }
    }
    return true;
}

bool answer_make(struct pairs *pairs, const char *text, size_t length,
                 const char *name, struct error *error)
{
    struct csv csv;

    if (!csv_parse(&csv, text, length, name, CSV_EMPTY_NAN, error))
        return false;

    bool good = true;
    for (char digit = '0'; digit <= '9' && good; digit++)
        good = pairs_know(pairs, &digit, 1, error) >= 0;
    good = good && add_all(pairs, &csv, name, error);
    csv_finish(&csv);
    return good;
}
