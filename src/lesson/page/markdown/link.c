/* The text of a lesson is a stranger's: a link is not followed but understood.
 * It is one of a few forms, or it is none.
 */
#include "lesson/page/markdown/link.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_DIGITS_MAX = 3 };

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* Steps over `word` where *at begins with it. */
static bool take(const char **at, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(*at, word, length) != 0)
        return false;
    *at += length;
    return true;
}

/* A number from 1; *at stands behind it. */
static bool take_number(const char **at, int *number)
{
    int digits = 0;

    *number = 0;
    while (is_digit((*at)[digits]) && digits < NUMBER_DIGITS_MAX)
        *number = 10 * *number + ((*at)[digits++] - '0');
    *at += digits;
    return *number > 0 && !is_digit(**at);
}

static void skip_parents(const char **at)
{
    while (take(at, "../") || take(at, "./"))
        continue;
}

static bool is_name(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool letter = *at >= 'a' && *at <= 'z';
        if (!letter && !is_digit(*at) && (*at != '-' || at == text))
            return false;
    }
    return text[0] != '\0';
}

/* "../glossary.md#forget-gate" */
static bool read_term(const char *at, char out[LINK_TEXT_MAX])
{
    skip_parents(&at);
    if (!take(&at, "glossary.md") && !take(&at, "glossary.ko.md"))
        return false;
    if (at[0] != '#' || !is_name(at + 1))
        return false;
    snprintf(out, LINK_TEXT_MAX, "%s", at);
    return true;
}

static bool put_step(int lesson, int step, char out[LINK_TEXT_MAX])
{
    if (lesson == 0)
        snprintf(out, LINK_TEXT_MAX, ".%d", step);
    else if (step == 0)
        snprintf(out, LINK_TEXT_MAX, "%d", lesson);
    else
        snprintf(out, LINK_TEXT_MAX, "%d.%d", lesson, step);
    return lesson > 0 || step > 0;
}

/* "8.4", "8" */
static bool read_number(const char *at, char out[LINK_TEXT_MAX])
{
    int lesson, step = 0;

    return take_number(&at, &lesson) &&
           (!take(&at, ".") || take_number(&at, &step)) && *at == '\0' &&
           put_step(lesson, step, out);
}

/* "../08-belt/lesson.md#4", "lesson.md#4", "#4" */
static bool read_step(const char *at, char out[LINK_TEXT_MAX])
{
    int lesson = 0, step = 0;

    skip_parents(&at);
    if (is_digit(*at)) {
        const char *end = strchr(at, '/');
        if (end == NULL || !take_number(&at, &lesson) || *at != '-')
            return false;
        at = end + 1;
    }
    if (!take(&at, "lesson.md") && !take(&at, "lesson.ko.md") && lesson > 0)
        return false;
    return (!take(&at, "#") || take_number(&at, &step)) && *at == '\0' &&
           put_step(lesson, step, out);
}

/* A source. It is printed, so it is one word. */
static bool read_source(const char *at, char out[LINK_TEXT_MAX])
{
    if (strncmp(at, "https://", 8) != 0 || at[8] == '\0' ||
        strlen(at) >= LINK_TEXT_MAX)
        return false;
    for (const char *c = at; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ')
            return false;
    snprintf(out, LINK_TEXT_MAX, "%s", at);
    return true;
}

bool link_read(const char *address, char out[LINK_TEXT_MAX])
{
    return strlen(address) < LINK_TEXT_MAX &&
           (read_term(address, out) || read_number(address, out) ||
            read_step(address, out) || read_source(address, out));
}
