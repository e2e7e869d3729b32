/* A plan is read line by line, word by word. What looks like a number is a
 * step, every other stop begins with what it is.
 */
#include "lesson/page/plan.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lesson/document.h"

enum { NUMBER_MAX = 999, WORD_SHOWN_MAX = 48 };

static const double minutes_max = 600;

/* A line of the text without its comment. */
struct line {
    const char *at, *end;      /* what is left of it */
    const char *start;
    size_t number;
};

struct word {
    const char *text;
    size_t length;
    struct place place;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct place place_of(const struct line *line, const char *at)
{
    struct place place = {line->number, 1};

    for (const char *c = line->start; c < at; c++)
        place.column += ((unsigned char)*c & 0xC0) != 0x80;
    return place;
}

/* The next word, up to a blank; false at the end of the line. */
static bool next_word(struct line *line, struct word *word)
{
    while (line->at < line->end && is_blank(*line->at))
        line->at++;
    *word = (struct word){line->at, 0, place_of(line, line->at)};
    while (line->at < line->end && !is_blank(*line->at))
        line->at++;
    word->length = (size_t)(line->at - word->text);
    return word->length > 0;
}

/* All that is left of the line, without blanks around it. */
static void rest_of_line(struct line *line, struct word *word)
{
    next_word(line, word);
    line->at = line->end;
    while (line->at > word->text && is_blank(line->at[-1]))
        line->at--;
    word->length = (size_t)(line->at - word->text);
}

/* Digits up to `end` as a number from 1. */
static bool read_digits(const char *text, const char *end, int *number)
{
    *number = 0;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9' || *number > NUMBER_MAX)
            return false;
        *number = 10 * *number + (*text - '0');
    }
    return *number >= 1 && *number <= NUMBER_MAX;
}

static bool parse_stop(const char *text, size_t length, int *lesson, int *step)
{
    const char *point = length > 0 ? memchr(text, '.', length) : NULL;
    const char *end = text + length;

    *step = 0;
    return read_digits(text, point == NULL ? end : point, lesson) &&
           (point == NULL || read_digits(point + 1, end, step));
}

bool plan_parse_stop(const char *text, int *lesson, int *step)
{
    return parse_stop(text, strlen(text), lesson, step);
}

/* "7.3", and perhaps its minutes. */
static bool read_step(struct line *line, const struct word *word,
                      struct plan_stop *stop, struct problems *problems)
{
    char shown[WORD_SHOWN_MAX];
    struct word more;

    if (!parse_stop(word->text, word->length, &stop->lesson, &stop->step) ||
        stop->step == 0)
        return problems_add(problems, word->place, "'%s' is no step: lesson, "
                            "point, step, as in 7.3",
                            text_printable(word->text, word->length, shown,
                                           sizeof shown));
    if (!next_word(line, &more))
        return true;
    if (!number_parse(more.text, more.length, &stop->minutes) ||
        !(stop->minutes > 0 && stop->minutes <= minutes_max))
        return problems_add(problems, more.place, "'%s' is no number of "
                            "minutes from 0 to 600",
                            text_printable(more.text, more.length, shown,
                                           sizeof shown));
    return !next_word(line, &more) ||
           problems_add(problems, more.place, "nothing follows the minutes; a "
                        "comment begins with '#'");
}

static bool read_name(struct line *line, struct plan_stop *stop,
                      struct problems *problems)
{
    const char *what = stop->kind == PLAN_PRESET ? "preset" : "scene";
    struct word name;

    rest_of_line(line, &name);
    if (name.length == 0)
        return problems_add(problems, name.place, "'%s' needs a name", what);
    if (name.length >= PLAN_NAME_MAX)
        return problems_add(problems, name.place, "this name is longer than %d "
                            "bytes", PLAN_NAME_MAX - 1);
    memcpy(stop->name, name.text, name.length);
    return true;
}

static bool read_stop(struct line *line, struct plan_stop *stop,
                      struct problems *problems)
{
    static const char *const words[] = {"preset", "scene"};
    char shown[WORD_SHOWN_MAX];
    struct word word;

    next_word(line, &word);
    *stop = (struct plan_stop){.place = word.place};
    if (word.text[0] >= '0' && word.text[0] <= '9')
        return read_step(line, &word, stop, problems);
    text_printable(word.text, word.length, shown, sizeof shown);
    int which = text_find(shown, words, 2);
    if (which >= 0) {
        stop->kind = which == 0 ? PLAN_PRESET : PLAN_SCENE;
        return read_name(line, stop, problems);
    }
    const char *nearest = text_nearest(shown, words, 2);
    return nearest != NULL
               ? problems_add(problems, word.place, "unknown stop '%s'; did "
                              "you mean '%s'?", shown, nearest)
               : problems_add(problems, word.place, "unknown stop '%s'; a stop "
                              "is a step (7.3), 'preset NAME' or 'scene FILE'",
                              shown);
}

/* Cuts off a comment: '#' at the start or behind a blank. */
static void cut_comment(struct line *line)
{
    for (const char *at = line->start; at < line->end; at++)
        if (*at == '#' && (at == line->start || is_blank(at[-1])))
            line->end = at;
}

/* Is there nothing in it? */
static bool is_empty(struct line line)
{
    struct word word;

    return !next_word(&line, &word);
}

static void read_lines(struct class_plan *plan, const char *text,
                       const char *end, struct problems *problems)
{
    struct plan_stop stop;

    for (size_t number = 1; text < end && !problems->more; number++) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        struct line line = {text, feed == NULL ? end : feed, text, number};
        cut_comment(&line);
        text = feed == NULL ? end : feed + 1;
        if (is_empty(line) || !read_stop(&line, &stop, problems))
            continue;
        if (plan->stops == PLAN_STOPS_MAX) {
            problems_add(problems, stop.place, "a plan has at most %d stops",
                         PLAN_STOPS_MAX);
            return;
        }
        plan->stop[plan->stops++] = stop;
    }
}

bool plan_read(struct class_plan *plan, const char *text, size_t length,
               struct problems *problems)
{
    int before = problems->count;

    plan->stops = 0;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3; /* a byte order mark */
        length -= 3;
    }
    if (problems->more || !document_check(text, length, problems))
        return false;
    read_lines(plan, text, text + length, problems);
    if (problems->count == before && plan->stops == 0)
        problems_add(problems, (struct place){0, 0}, "there is no stop in it");
    return problems->count == before && !problems->more;
}

/* "scenes/a.scene" of "plans/monday.txt" is "plans/scenes/a.scene". */
static bool find_scene(struct plan_stop *stop, const char *path,
                       struct problems *problems)
{
    const char *slash = strrchr(path, '/');
    char name[PLAN_NAME_MAX];

    if (stop->kind != PLAN_SCENE || stop->name[0] == '/' || slash == NULL)
        return true;
    memcpy(name, stop->name, sizeof name);
    int length = snprintf(stop->name, sizeof stop->name, "%.*s/%s",
                          (int)(slash - path), path, name);
    return (length >= 0 && length < PLAN_NAME_MAX) ||
           problems_add(problems, stop->place, "the path of this scene is "
                        "longer than %d bytes", PLAN_NAME_MAX - 1);
}

bool plan_find_scenes(struct class_plan *plan, const char *path,
                      struct problems *problems)
{
    bool fine = true;

    for (int k = 0; k < plan->stops; k++)
        fine = find_scene(&plan->stop[k], path, problems) && fine;
    return fine;
}
