/* A card needs all of its lesson for a moment, its picture only the lab of one
 * stage: the lesson is read again when it is drawn, and given back.
 */
#include "cli/lesson/cards.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/course/show.h"
#include "app/start/cards.h"
#include "app/start/preview.h"
#include "base/array.h"
#include "cli/lesson/stage.h"
#include "cli/open/session.h"

/* The panel of a step that would make a picture where no step names one;
 * PANEL_NONE: none. */
static enum panel panel_of(const struct step_settings *step)
{
    if (step->stage.task[0] != '\0' || step->question.hides)
        return PANEL_NONE;
    for (int k = 0; k < step->panels; k++)
        if (step_has_picture((enum panel)step->show[k]))
            return (enum panel)step->show[k];
    if (step->panels > 0)
        return PANEL_NONE;
    switch ((enum screen)step->view) {
    case SCREEN_CELL: return PANEL_CELL;
    case SCREEN_COMPARE: return PANEL_LANES;
    case SCREEN_TEXT: return PANEL_TEXT;
    default: return PANEL_STRIP;
    }
}

/* The step whose stage is the picture: the one that says so, else the first
 * one that can be, those that are not skipped before others; -1: none. */
static int choose_picture(const struct lesson *lesson, enum panel *panel)
{
    int first = -1, core = -1;

    for (int k = lesson->steps - 1; k >= 0; k--) {
        const struct step_settings *step = &lesson->step[k].step;
        if (step->picture != PANEL_NONE) {
            *panel = (enum panel)step->picture;
            return k;
        }
        if (panel_of(step) == PANEL_NONE)
            continue;
        first = k;
        core = step->core ? k : core;
    }
    int chosen = core >= 0 ? core : first;
    *panel = chosen >= 0 ? panel_of(&lesson->step[chosen].step) : PANEL_NONE;
    return chosen;
}

static void fill(struct lesson_card *card, const struct lesson *lesson)
{
    snprintf(card->name, sizeof card->name, "%s", lesson->name);
    snprintf(card->folder, sizeof card->folder, "%s", lesson->folder);
    card->number = lesson->number;
    for (int l = 0; l < LANGUAGES; l++)
        snprintf(card->title[l], sizeof card->title[l], "%s",
                 lesson_title(lesson, (enum language)l));
    card->steps = lesson->steps;
    card->minutes = lesson->minutes;
    card->picture = choose_picture(lesson, &card->panel);
    card->failed = card->picture < 0;
}

/* Opening it says what is wrong. */
static void fill_damaged(struct lesson_card *card, const char *folder)
{
    const char *slash = strrchr(folder, '/');

    snprintf(card->name, sizeof card->name, "%s",
             slash != NULL ? slash + 1 : folder);
    snprintf(card->folder, sizeof card->folder, "%s", folder);
    card->number = lessons_number(folder);
    for (int l = 0; l < LANGUAGES; l++)
        snprintf(card->title[l], sizeof card->title[l], "%s", card->name);
    card->damaged = card->failed = true;
}

static struct lesson *read_lesson(const char *folder, struct error *error)
{
    struct problems *problems = array_new(LANGUAGES, sizeof *problems,
                                          "a lesson", error);
    struct lesson *lesson = NULL;

    if (problems != NULL)
        lesson = lessons_open(folder, true, problems, error);
    free(problems);
    return lesson;
}

bool cards_read(const struct lessons *lessons, struct cards *cards,
                struct error *error)
{
    struct error first = {0};

    *cards = (struct cards){.latest = -1};
    cards->card = array_new((size_t)lessons->count + 1, sizeof *cards->card,
                            "the lessons", error);
    if (cards->card == NULL)
        return false;
    for (int k = 0; k < lessons->count; k++) {
        struct error damage = {0};
        struct lesson *lesson = read_lesson(lessons->path[k], &damage);
        if (lesson != NULL)
            fill(&cards->card[cards->count++], lesson);
        else
            fill_damaged(&cards->card[cards->count++], lessons->path[k]);
        if (lesson == NULL && first.text[0] == '\0')
            first = damage;
        lesson_destroy(lesson);
    }
    return first.text[0] == '\0' || error_set(error, "%s", first.text);
}

/* Its lab, and card->look as which it is seen. NULL where there is none. */
static struct lab *make_stage(struct lesson_card *card,
                              const struct load_with *with)
{
    struct lesson *lesson = card->failed ? NULL
                                         : read_lesson(card->folder, NULL);
    struct step_made made = {0};
    struct lab *lab = NULL;

    if (lesson != NULL && card->picture < lesson->steps &&
        stage_make(lesson, card->picture, 0, with, &made, NULL) &&
        made.lab != NULL) {
        card->look = ui_defaults();
        step_show(&lesson->step[card->picture].step, made.file, made.lab,
                  &card->look);
        lab = made.lab;
        made.lab = NULL;
    }
    stage_finish(&made);
    lesson_destroy(lesson);
    return lab;
}

void cards_make(struct lesson_card *card, const struct load_with *with)
{
    preview_set(card, make_stage(card, with));
    while (preview_wants(card))
        preview_work(card);
}

bool cards_list(struct session *session, struct error *error)
{
    struct error damage = {0};
    struct cards cards;

    bool whole = cards_read(&session->lessons, &cards, &damage);
    bool shown = app_show_cards(&session->app, cards.card, cards.count, error);
    cards_finish(&cards);
    return shown && (whole || error_set(error, "%s", damage.text));
}

void cards_picture(struct session *session)
{
    struct cards *cards = &session->app.cards;
    int k = 0;

    while (k < cards->count &&
           (cards->card[k].lab != NULL || cards->card[k].failed))
        k++;
    if (k == cards->count)
        return;
    struct lesson_card *card = &cards->card[k];
    app_set_card(&session->app, k, make_stage(card, &session->with));
}
