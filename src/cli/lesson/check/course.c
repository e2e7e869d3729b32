/* What goes with the lessons of the course: the glossary has the same terms in
 * both languages, which lead to steps that exist, and so do the stops of the
 * class plans.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/lab/preset_files.h"
#include "cli/lesson/check/check.h"

static const char *const glossary_files[LANGUAGES] = {"glossary.md",
                                                      "glossary.ko.md"};

bool check_stop(struct check *check, const char *path, struct place place,
                int lesson, int step)
{
    int steps = lesson > 0 && lesson <= LESSONS_MAX ? check->steps_of[lesson]
                                                    : 0;

    if (steps == 0)
        check_at(check, path, place, "there is no lesson %d", lesson);
    else if (step > steps)
        check_at(check, path, place, "lesson %d has no step %d: it has %d",
                 lesson, step, steps);
    return steps > 0 && step <= steps;
}

static void check_glossary(struct check *check, enum language language)
{
    const struct glossary *glossary = &check->course->glossary[language];
    const struct glossary *other =
        &check->course->glossary[LANGUAGES - 1 - language];
    char path[LESSONS_PATH_MAX + 32];
    int lesson, step;

    snprintf(path, sizeof path, "%s/%s", check->course->folder,
             glossary_files[language]);
    if (glossary->terms == 0)
        check_at(check, path, (struct place){0, 0}, "there are no terms");
    for (int k = 0; k < glossary->terms; k++)
        if (glossary_find(other, glossary->term[k].name) < 0)
            check_at(check, path, glossary->term[k].place,
                     "'%s' is not in %s", glossary->term[k].name,
                     glossary_files[LANGUAGES - 1 - language]);
    for (int k = 0; k < glossary->page.spans; k++) {
        const struct page_span *span = &glossary->page.span[k];
        if (span->link != NULL && plan_parse_stop(span->link, &lesson, &step))
            check_stop(check, path, span->place, lesson, step);
    }
}

static void check_plan(struct check *check, const char *path,
                       const struct preset_files *presets)
{
    struct class_plan plan = {0};
    struct problems problems;
    struct error error = {0};
    char *text = NULL;
    size_t length;

    problems_init(&problems, path);
    if (!file_read(path, PAGE_BYTES_MAX, &text, &length, &error)) {
        check_at(check, path, (struct place){0, 0}, "%s", error.text);
        return;
    }
    if (!plan_read(&plan, text, length, &problems))
        check_listed(check, &problems);
    free(text);
    for (int k = 0; k < plan.stops; k++) {
        const struct plan_stop *stop = &plan.stop[k];
        if (stop->kind == PLAN_STEP)
            check_stop(check, path, stop->place, stop->lesson, stop->step);
        else if (stop->kind == PLAN_PRESET &&
                 preset_files_find(presets, stop->name, &error) < 0)
            check_at(check, path, stop->place, "%s", error.text);
    }
}

static int is_plan(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

/* A course without plans has none that are wrong. */
static void check_plans(struct check *check, const struct preset_files *presets)
{
    char folder[LESSONS_PATH_MAX + 32], path[LESSONS_PATH_MAX + 320];
    struct dirent **entry;
    int count;

    snprintf(folder, sizeof folder, "%s/plans", check->course->folder);
    count = scandir(folder, &entry, is_plan, alphasort);
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, entry[k]->d_name);
        check_plan(check, path, presets);
        free(entry[k]);
    }
    if (count >= 0)
        free(entry);
}

void check_course(struct check *check)
{
    struct preset_files presets = {0};
    struct error error = {0};

    if (check->course->count == 0)
        return;
    for (int l = 0; l < LANGUAGES; l++)
        check_glossary(check, (enum language)l);
    if (preset_files_init(&presets, &error))
        check_plans(check, &presets);
    else
        check_at(check, "presets", (struct place){0, 0}, "%s", error.text);
    preset_files_finish(&presets);
}
