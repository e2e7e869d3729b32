/* What a lesson of the course is like: not too short, not too long, and every
 * link leads somewhere.
 */
#include <stdio.h>
#include <string.h>

#include "cli/lesson/check/check.h"

/* Beside the steps, a lesson of the course has a recap and three exercises. */
enum { STEPS_LEAST = 6, STEPS_MOST = 12, BEHIND = 4 };
static const double minutes_least = 5, minutes_most = 15;

static const struct place title_place = {1, 1};

static void check_link(struct check *check, const struct lesson *lesson,
                       enum language language, const struct page_span *span)
{
    const struct glossary *glossary = &check->course->glossary[language];
    char path[LESSON_PATH_MAX + 32];
    int number, step;

    if (span->link[0] == '#') {
        if (glossary_find(glossary, span->link + 1) < 0)
            check_problem(check, lesson, language, span->place,
                          "the glossary has no term '%s'", span->link + 1);
        return;
    }
    if (!plan_parse_stop(span->link, &number, &step))
        return; /* a source */
    lesson_path(lesson->folder, language, path, sizeof path);
    check_stop(check, path, span->place, number, step);
}

static void check_links(struct check *check, const struct lesson *lesson,
                        enum language language)
{
    const struct lesson_page *page = &lesson->page[language];

    for (int k = 0; k < page->spans; k++)
        if (page->span[k].marks & SPAN_LINK && page->span[k].link != NULL)
            check_link(check, lesson, language, &page->span[k]);
}

void check_shape(struct check *check, const struct lesson *lesson)
{
    int steps = lesson->steps - BEHIND;

    for (int l = 0; l < LANGUAGES; l++)
        if (lesson->has[l])
            check_links(check, lesson, (enum language)l);
    if (!lesson->shipped)
        return;
    if (!lesson->has[LANGUAGE_KO])
        check_problem(check, lesson, LANGUAGE_KO, (struct place){0, 0},
                      "there is no such file: lessons of the course are in "
                      "both languages");
    if (steps < STEPS_LEAST || steps > STEPS_MOST)
        check_problem(check, lesson, LANGUAGE_EN, title_place,
                      "%d step%s: there should be %d to %d, and a recap and "
                      "three exercises", lesson->steps,
                      lesson->steps == 1 ? "" : "s", STEPS_LEAST, STEPS_MOST);
    if (lesson->minutes < minutes_least || lesson->minutes > minutes_most)
        check_problem(check, lesson, LANGUAGE_EN, title_place,
                      "%.3g min: there should be %.3g to %.3g",
                      lesson->minutes, minutes_least, minutes_most);
}
