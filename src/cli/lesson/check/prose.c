/* What the prose says: no number that nothing stands behind, Korean in Korean
 * and English in English. That it has every `says` is seen as it is read.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/lesson/check/check.h"
#include "scene/course/step/prose.h"

/* Letters of another script that a paragraph without Hangul may have: names
 * and years of a source. */
enum { FOREIGN_MOST = 60 };

static const struct page_block *first_block(const struct lesson_page *page,
                                            int k)
{
    return &page->block[page->step[k + 1].block];
}

/* Does the text of a setting have the number, whatever stands around it? */
static bool setting_has(const char *text, const struct prose_number *number)
{
    struct prose_number set;
    double a, b;

    if (!step_says(number->text, &a, NULL, NULL))
        return false;
    for (size_t from = 0; prose_number_next(text, &from, &set);)
        if (step_says(set.text, &b, NULL, NULL) && a == b)
            return true;
    return false;
}

/* Is it what the author has set, an assumption? */
static bool is_set(const struct step_stage *stage,
                   const struct prose_number *number)
{
    double value = NAN;
    bool set = setting_has(stage->input.values, number);

    step_says(number->text, &value, NULL, NULL);
    set |= value == stage->clip || value == stage->input.temperature;
    for (int n = 0; n < stage->networks; n++) {
        const struct step_network *network = &stage->network[n];
        set |= setting_has(network->W, number) ||
               setting_has(network->U, number) ||
               setting_has(network->b, number) ||
               value == network->lane.gain ||
               value == network->lane.forget_bias;
    }
    for (int c = 0; c < stage->changes; c++) {
        const char *is = strrchr(stage->change[c].text, '=');
        set |= is != NULL && setting_has(is + 1, number);
    }
    return set;
}

/* What an expectation bounds, or says. */
static bool is_expected(const struct step_settings *step,
                        const struct prose_number *number)
{
    double value = NAN;

    step_says(number->text, &value, NULL, NULL);
    for (int e = 0; e < step->expects; e++) {
        const struct step_expect *expect = &step->expect[e];
        if (value == expect->above || value == expect->below ||
            prose_number_covers(number, expect->equals) ||
            (expect->says[0] != '\0' &&
             prose_number_is(number, expect->says)))
            return true;
    }
    return false;
}

/* A number that was measured may be said as a share or in percent. */
static bool is_measured(const struct measured *measured,
                        const struct prose_number *number)
{
    for (int k = 0; k < measured->count; k++)
        if (prose_number_covers(number, measured->value[k]) ||
            prose_number_covers(number, -measured->value[k]) ||
            prose_number_covers(number, 100 * measured->value[k]))
            return true;
    return false;
}

/* In this step; recaps and exercises may say again what an earlier one
 * says. */
static bool is_covered(const struct lesson *lesson, int k,
                       const struct measured measured[],
                       const struct prose_number *number)
{
    if (k >= 0 && (is_set(&lesson->step[k].step.stage, number) ||
                   is_measured(&measured[k], number)))
        return true;
    for (int s = 0; s <= k; s++)
        if (is_expected(&lesson->step[s].step, number))
            return true;
    return false;
}

/* Characters, not bytes. */
static size_t characters(const char *text, size_t bytes)
{
    size_t count = 0;

    for (size_t k = 0; k < bytes; k++)
        count += ((unsigned char)text[k] & 0xC0) != 0x80;
    return count;
}

static void check_numbers(struct check *check, const struct lesson *lesson,
                          enum language language, int k,
                          const struct measured measured[])
{
    const struct lesson_page *page = &lesson->page[language];
    const struct page_block *block = first_block(page, k);
    struct prose_number number;

    for (int b = 0; b < page->step[k + 1].blocks; b++)
        for (int s = 0; block[b].kind != BLOCK_SETTINGS &&
                        s < block[b].spans; s++) {
            const struct page_span *span = &page->span[block[b].span + s];
            if (span->text == NULL || span->marks & (SPAN_CODE | SPAN_LINK))
                continue;
            for (size_t from = 0;
                 prose_number_next(span->text, &from, &number);) {
                struct place place = span->place;
                place.column += characters(span->text, number.at);
                if (number.claims && !is_covered(lesson, k, measured, &number))
                    check_problem(check, lesson, language, place,
                                  "nothing stands behind %s: no 'expect' of "
                                  "this step measures it (`%s` marks a number "
                                  "that is no claim)", number.text,
                                  number.text);
            }
        }
}

struct scripts {
    int hangul, latin;
};

static struct scripts count_scripts(const char *text)
{
    struct scripts scripts = {0, 0};
    uint32_t code;

    for (size_t length = strlen(text); length > 0;) {
        int bytes = utf8_decode(text, length, &code);
        if (bytes == 0)
            break;
        scripts.hangul += code >= 0xAC00 && code <= 0xD7A3;
        scripts.latin += (code >= 'a' && code <= 'z') ||
                         (code >= 'A' && code <= 'Z');
        text += bytes;
        length -= (size_t)bytes;
    }
    return scripts;
}

/* Of one paragraph, without code and formulas. */
static struct scripts block_scripts(const struct lesson_page *page,
                                    const struct page_block *block)
{
    struct scripts all = {0, 0};

    for (int s = 0; s < block->spans; s++) {
        const struct page_span *span = &page->span[block->span + s];
        if (span->text == NULL || span->marks & (SPAN_CODE | SPAN_MATHS))
            continue;
        struct scripts one = count_scripts(span->text);
        all.hangul += one.hangul;
        all.latin += one.latin;
    }
    return all;
}

static void check_scripts(struct check *check, const struct lesson *lesson,
                          enum language language)
{
    const struct lesson_page *page = &lesson->page[language];

    for (int b = 0; b < page->blocks; b++) {
        const struct page_block *block = &page->block[b];
        struct scripts scripts = block_scripts(page, block);
        if (block->kind == BLOCK_SETTINGS)
            continue;
        if (language == LANGUAGE_EN && scripts.hangul > scripts.latin)
            check_problem(check, lesson, language, block->place,
                          "a Korean paragraph in English prose");
        if (language == LANGUAGE_KO && scripts.hangul == 0 &&
            scripts.latin > FOREIGN_MOST)
            check_problem(check, lesson, language, block->place,
                          "a Korean paragraph without any Hangul");
    }
}

void check_prose(struct check *check, const struct lesson *lesson,
                 const struct measured measured[])
{
    for (int l = 0; l < LANGUAGES; l++) {
        if (!lesson->has[l])
            continue;
        check_scripts(check, lesson, (enum language)l);
        for (int k = 0; lesson->shipped && k < lesson->steps; k++)
            check_numbers(check, lesson, (enum language)l, k, measured);
    }
}
