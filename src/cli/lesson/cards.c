/* A card needs all of its lesson for a moment, its picture only the lab of one
 * stage: the lesson is read again when it is drawn, and given back.
 */
#include "cli/lesson/cards.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/course/show.h"
#include "base/array.h"
#include "cli/lesson/stage.h"
#include "cli/open/session.h"

/* What can be seen on a card without anything being measured first. */
static bool is_picture(enum panel panel)
{
    switch (panel) {
    case PANEL_STRIP: case PANEL_CELL: case PANEL_LANES: case PANEL_SERIES:
    case PANEL_TEXT: case PANEL_SCOPES: case PANEL_LAYERS: return true;
    default: return false;
    }
}

/* The panel of a step that would make a picture; PANEL_NONE: none. */
static enum panel panel_of(const struct step_settings *step)
{
    for (int k = 0; k < step->panels; k++)
        if (is_picture((enum panel)step->show[k]))
            return (enum panel)step->show[k];
    if (step->panels > 0 || step->stage.task[0] != '\0')
        return PANEL_NONE;
    switch ((enum screen)step->view) {
    case SCREEN_CELL: return PANEL_CELL;
    case SCREEN_COMPARE: return PANEL_LANES;
    case SCREEN_TEXT: return PANEL_TEXT;
    default: return PANEL_STRIP;
    }
}

/* The step whose stage is the picture: the first one that can be, not the one
 * that covers it. */
static int choose_picture(const struct lesson *lesson, enum panel *panel)
{
    for (int k = 0; k < lesson->steps; k++) {
        *panel = panel_of(&lesson->step[k].step);
        if (*panel != PANEL_NONE && lesson->step[k].step.core)
            return k;
    }
    for (int k = 0; k < lesson->steps; k++) {
        *panel = panel_of(&lesson->step[k].step);
        if (*panel != PANEL_NONE)
            return k;
    }
    return -1;
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

bool cards_list(struct session *session, struct error *error)
{
    const struct lessons *lessons = &session->lessons;
    struct lesson_card *card = array_new((size_t)lessons->count + 1, sizeof *card,
                                  "the lessons", error);
    struct error first = {0};
    int count = 0;

    if (card == NULL)
        return false;
    for (int k = 0; k < lessons->count; k++) {
        struct error damage = {0};
        struct lesson *lesson = read_lesson(lessons->path[k], &damage);
        if (lesson != NULL)
            fill(&card[count++], lesson);
        else if (first.text[0] == '\0')
            first = damage;
        lesson_destroy(lesson);
    }
    bool fine = app_show_cards(&session->app, card, count, error);
    free(card);
    return fine && (first.text[0] == '\0' || error_set(error, "%s",
                                                       first.text));
}

void cards_picture(struct session *session)
{
    struct cards *cards = &session->app.cards;
    struct step_made made = {0};
    struct lab *lab = NULL;
    int k = 0;

    while (k < cards->count &&
           (cards->card[k].lab != NULL || cards->card[k].failed))
        k++;
    if (k == cards->count)
        return;
    struct lesson_card *card = &cards->card[k];
    struct lesson *lesson = read_lesson(card->folder, NULL);
    if (lesson != NULL && card->picture < lesson->steps &&
        stage_make(lesson, card->picture, 0, &session->with, &made, NULL) &&
        made.lab != NULL) {
        card->look = ui_defaults();
        step_show(&lesson->step[card->picture].step, made.file, made.lab,
                  &card->look);
        lab = made.lab;
        made.lab = NULL;
    }
    stage_finish(&made);
    lesson_destroy(lesson);
    app_set_card(&session->app, k, lab);
}
