/* Pages first, then the blocks of settings, each on the stage of the step
 * before, then what both languages must have in common.
 */
#include "scene/course/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "scene/course/languages.h"

const char *const lesson_files[LANGUAGES] = {"lesson.md", "lesson.ko.md"};

static const struct place nowhere;

char *lesson_path(const char *folder, enum language language, char *out,
                  size_t size)
{
    size_t length = strlen(folder);
    const char *between = length > 0 && folder[length - 1] == '/' ? "" : "/";

    snprintf(out, size, "%s%s%s", folder, between, lesson_files[language]);
    return out;
}

/* "lessons/07-lstm/" is called "07-lstm" and has the number 7. */
static void take_name(struct lesson *lesson, const char *folder)
{
    size_t end = strlen(folder), begin;
    int64_t number;

    while (end > 1 && folder[end - 1] == '/')
        end--;
    for (begin = end; begin > 0 && folder[begin - 1] != '/';)
        begin--;
    snprintf(lesson->folder, sizeof lesson->folder, "%s", folder);
    snprintf(lesson->name, sizeof lesson->name, "%.*s", (int)(end - begin),
             folder + begin);
    size_t digits = strspn(lesson->name, "0123456789");
    if (lesson->name[digits] == '-' &&
        number_parse_integer(lesson->name, digits, 1, 999, &number))
        lesson->number = (int)number;
}

/* The span of a step's settings; NULL: it has none. */
static const struct page_span *settings_of(const struct lesson_page *page,
                                           int k)
{
    int block = page->step[k].settings;

    return block >= 0 ? &page->span[page->block[block].span] : NULL;
}

/* The block of step k from 1 by one of the tables onto *block. */
static bool read_block(const struct lesson_page *page, int k,
                       const struct schema *schema, struct step_block *block,
                       struct problems *problems)
{
    const struct page_span *span = settings_of(page, k);

    if (span == NULL)
        return true;
    problems->above = page->block[page->step[k].settings].place.line - 1;
    bool fine = step_read(schema, span->text, strlen(span->text), block,
                          problems);
    problems->above = 0;
    return fine;
}

/* What is read where the block says nothing of it. */
static void resolve_input(struct step_stage *stage)
{
    struct step_input *input = &stage->input;
    bool models = false;

    for (int k = 0; k < stage->networks; k++)
        models = models || stage->network[k].model[0] != '\0';
    if (input->kind < 0 && stage->networks > 0)
        input->kind = input->values[0] != '\0' ? READS_VALUES
                      : models                 ? READS_TASK
                                               : READS_NOISE;
}

static void resolve_view(struct step_settings *step)
{
    const struct step_stage *stage = &step->stage;

    if (step->view == SCREEN_START && stage->preset[0] == '\0' &&
        stage->scene[0] == '\0')
        step->view = stage->task[0] != '\0' ? SCREEN_TRAIN : SCREEN_STAGE;
}

/* A block that names no stage is read once more, onto the stage of the step
 * before. An input with another `kind` is a new one. */
static bool inherit(struct step_block *block, const struct step_block *before,
                    const struct lesson_page *page, int k,
                    struct problems *problems)
{
    const struct step_input *input = &block->step.stage.input;
    struct step_block *onto = array_new(1, sizeof *onto, "the step", NULL);
    bool other = input->kind >= 0 ||
                 (input->values[0] != '\0' &&
                  before->step.stage.input.kind != READS_VALUES);

    if (onto == NULL)
        return problems_add(problems, nowhere, "not enough memory to read it");
    step_defaults(onto);
    const struct step_input plain = onto->step.stage.input;
    onto->step.stage = before->step.stage;
    if (other)
        onto->step.stage.input = plain;
    bool fine = read_block(page, k, &step_schema, onto, problems);
    if (fine) {
        if (other)
            resolve_input(&onto->step.stage);
        *block = *onto;
        if (!step_same_stage(block, before))
            block->step.stage.from = k;
    }
    free(onto);
    return fine;
}

/* Step k from 1 of lesson.md. */
static bool read_step(struct step_block *block,
                      const struct step_block *before,
                      const struct lesson_page *page, int k,
                      struct problems *problems)
{
    step_defaults(block);
    if (!read_block(page, k, &step_schema, block, problems))
        return false;
    if (step_names_stage(&block->step.stage)) {
        block->step.stage.from = k;
        resolve_input(&block->step.stage);
    } else if (before == NULL) {
        return problems_add(problems, page->step[k].place, "the first step "
                            "has nothing on the stage: its block must name "
                            "one of preset, scene, task, network");
    } else if (!inherit(block, before, page, k, problems)) {
        return false;
    }
    resolve_view(&block->step);
    if (block->step.minutes == 0)
        block->step.minutes = 1;
    return true;
}

static void take_step(struct lesson *lesson, int k,
                      const struct step_block *block)
{
    struct lesson_step *step = &lesson->step[k];

    step->step = block->step;
    for (int l = 0; l < LANGUAGES; l++)
        step->words[l] = block->words;
    lesson->minutes += block->step.minutes;
    if (block->step.core)
        lesson->core_minutes += block->step.minutes;
}

/* After a step that cannot be read the next ones have its stage unknown: they
 * are read all the same, on the last one that is known. */
static void read_steps(struct lesson *lesson, struct problems *problems)
{
    const struct lesson_page *page = &lesson->page[LANGUAGE_EN];
    struct step_block *block = array_new(2, sizeof *block, "the step", NULL);
    bool known = false, failed = false;

    if (block == NULL) {
        problems_add(problems, nowhere, "not enough memory to read it");
        return;
    }
    for (int k = 1; k <= lesson->steps && !problems->more; k++) {
        if (!known && failed)
            step_defaults(&block[1]);
        bool fine = read_step(&block[0], known || failed ? &block[1] : NULL,
                              page, k, problems);
        failed = failed || !fine;
        if (!fine)
            continue;
        take_step(lesson, k - 1, &block[0]);
        block[1] = block[0];
        known = true;
    }
    free(block);
}

/* The words of the other language. */
static void read_words(struct lesson *lesson, enum language language,
                       struct problems *problems)
{
    const struct lesson_page *page = &lesson->page[language];
    struct step_block *block = array_new(1, sizeof *block, "the step", NULL);

    if (block == NULL) {
        problems_add(problems, nowhere, "not enough memory to read it");
        return;
    }
    for (int k = 1; k <= lesson->steps && !problems->more; k++) {
        step_defaults(block);
        if (read_block(page, k, &step_words_schema, block, problems))
            lesson->step[k - 1].words[language] = block->words;
    }
    free(block);
}

static void read_pages(struct lesson *lesson,
                       const struct lesson_source *source,
                       struct problems problems[LANGUAGES])
{
    char path[LESSON_PATH_MAX + 16];

    for (int l = 0; l < LANGUAGES; l++) {
        lesson_path(source->folder, (enum language)l, path, sizeof path);
        problems_init(&problems[l], path);
        lesson->has[l] = source->text[l] != NULL;
        if (lesson->has[l])
            page_read(&lesson->page[l], source->text[l], source->length[l],
                      &problems[l]);
    }
    if (!lesson->has[LANGUAGE_EN])
        problems_add(&problems[LANGUAGE_EN], nowhere,
                     "a lesson needs its English file");
}

static void read_all(struct lesson *lesson, struct problems problems[LANGUAGES])
{
    lesson->steps = lesson->page[LANGUAGE_EN].steps;
    lesson->step = array_new((size_t)lesson->steps, sizeof *lesson->step,
                             "the steps", NULL);
    if (lesson->step == NULL) {
        problems_add(&problems[0], nowhere, "not enough memory to read it");
        return;
    }
    read_steps(lesson, &problems[LANGUAGE_EN]);
    for (int l = 1; l < LANGUAGES; l++)
        if (lesson->page[l].steps > 0 &&
            languages_steps(lesson, (enum language)l, &problems[l]))
            read_words(lesson, (enum language)l, &problems[l]);
    languages_compare(lesson, problems);
}

struct lesson *lesson_create(const struct lesson_source *source,
                             struct problems problems[LANGUAGES])
{
    struct lesson *lesson = array_new(1, sizeof *lesson, "the lesson", NULL);

    if (lesson == NULL) {
        for (int l = 0; l < LANGUAGES; l++)
            problems_init(&problems[l], lesson_files[l]);
        problems_add(&problems[0], nowhere, "not enough memory to read it");
        return NULL;
    }
    take_name(lesson, source->folder);
    lesson->shipped = source->shipped;
    read_pages(lesson, source, problems);
    if (lesson->page[LANGUAGE_EN].steps > 0)
        read_all(lesson, problems);
    for (int l = 0; l < LANGUAGES; l++)
        if (problems[l].count > 0) {
            lesson_destroy(lesson);
            return NULL;
        }
    for (int l = 1; l < LANGUAGES; l++)
        if (!lesson->has[l])
            lesson->page[l] = lesson->page[LANGUAGE_EN];
    return lesson;
}

void lesson_destroy(struct lesson *lesson)
{
    if (lesson == NULL)
        return;
    for (int l = 0; l < LANGUAGES; l++)
        if (lesson->has[l])
            page_finish(&lesson->page[l]);
    free(lesson->step);
    free(lesson);
}

const char *lesson_title(const struct lesson *lesson, enum language language)
{
    return lesson->page[language].step[0].title;
}

const char *lesson_step_title(const struct lesson *lesson,
                              enum language language, int k)
{
    return lesson->page[language].step[k + 1].title;
}

char *lesson_place(const struct lesson *lesson, int k, char out[16])
{
    if (lesson->number > 0)
        snprintf(out, 16, "%d.%d", lesson->number % 1000, (k + 1) % 1000);
    else
        snprintf(out, 16, "%d", (k + 1) % 1000);
    return out;
}
