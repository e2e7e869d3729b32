/* English is what the others are compared with; a number that is checked must
 * stand in each of them.
 */
#include "scene/course/languages.h"

#include "scene/course/step/prose.h"

bool languages_steps(const struct lesson *lesson, enum language language,
                     struct problems *problems)
{
    const struct lesson_page *page = &lesson->page[language];
    int steps = lesson->steps, more = page->steps > steps;
    struct place place = page->step[more ? steps + 1 : page->steps].place;

    return page->steps == steps ||
           problems_add(problems, place, "%d step%s, and %s has %d: %s",
                        page->steps, page->steps == 1 ? "" : "s",
                        lesson_files[LANGUAGE_EN], steps,
                        more ? "this one is too many" : "after this one there "
                        "are some missing");
}

static bool compare_count(int count, int english, const char *what,
                          struct place place, struct problems *problems)
{
    return count == english ||
           problems_add(problems, place, "%d %s%s, and %s has %d", count, what,
                        count == 1 ? "" : "s", lesson_files[LANGUAGE_EN],
                        english);
}

/* Step k from 0: what is said in one language is said in the other. */
static void compare_words(const struct lesson *lesson, enum language language,
                          int k, struct problems *problems)
{
    const struct lesson_step *step = &lesson->step[k];
    const struct step_words *english = &step->words[LANGUAGE_EN];
    const struct step_words *words = &step->words[language];
    const struct page_step *at = &lesson->page[language].step[k + 1];
    const struct step_question *question = &step->step.question;
    struct place place = at->settings >= 0
        ? lesson->page[language].block[at->settings].place : at->place;

    if (question->kind == QUESTION_NONE && at->settings < 0)
        return;
    if (question->kind == QUESTION_NONE) {
        problems_add(problems, place, "%s asks nothing in this step",
                     lesson_files[LANGUAGE_EN]);
        return;
    }
    if (english->ask[0] != '\0' && words->ask[0] == '\0') {
        problems_add(problems, place, "the words of the question are missing: "
                     "a block with 'question'");
        return;
    }
    compare_count(words->hints, english->hints, "hint", place, problems);
    if (question->kind != QUESTION_CHOOSE ||
        !compare_count(words->choices, english->choices, "choice", place,
                       problems))
        return;
    for (int c = 0; c < words->choices; c++)
        if (words->choice[c].text[0] == '\0')
            problems_add(problems, place, "choice %d has no 'text'", c + 1);
}

static bool words_have(const struct step_words *words, const char *number)
{
    bool has = prose_has(words->ask, number) ||
               prose_has(words->then, number);

    for (int c = 0; c < words->choices && !has; c++)
        has = prose_has(words->choice[c].text, number) ||
              prose_has(words->choice[c].why, number);
    for (int h = 0; h < words->hints && !has; h++)
        has = prose_has(words->hint[h].text, number);
    return has;
}

/* Step k from 1. */
static bool page_has(const struct lesson_page *page, int k,
                      const char *number)
{
    const struct page_step *step = &page->step[k];

    for (int b = step->block; b < step->block + step->blocks; b++) {
        const struct page_block *block = &page->block[b];
        if (block->kind == BLOCK_SETTINGS)
            continue;
        for (int s = block->span; s < block->span + block->spans; s++)
            if (prose_has(page->span[s].text, number))
                return true;
    }
    return prose_has(step->title, number);
}

static void find_numbers(const struct lesson *lesson, enum language language,
                         int k, struct problems *problems)
{
    const struct lesson_step *step = &lesson->step[k];

    for (int e = 0; e < step->step.expects; e++) {
        const struct step_expect *expect = &step->step.expect[e];
        struct place place = language == LANGUAGE_EN
            ? expect->place : lesson->page[language].step[k + 1].place;
        if (expect->says[0] != '\0' &&
            !page_has(&lesson->page[language], k + 1, expect->says) &&
            !words_have(&step->words[language], expect->says))
            problems_add(problems, place, "the step does not say '%s', which "
                         "is checked", expect->says);
    }
}

void languages_compare(const struct lesson *lesson,
                       struct problems problems[LANGUAGES])
{
    if (problems[LANGUAGE_EN].count > 0)
        return;
    for (int l = 0; l < LANGUAGES; l++) {
        if (!lesson->has[l] || problems[l].count > 0)
            continue;
        for (int k = 0; k < lesson->steps; k++) {
            if (l != LANGUAGE_EN)
                compare_words(lesson, (enum language)l, k, &problems[l]);
            find_numbers(lesson, (enum language)l, k, &problems[l]);
        }
    }
}
