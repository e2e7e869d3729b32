/* A picture is made as a piece of background work that asks for it, so the
 * window answers in between.
 */
#include "app/start/cards.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/start/preview.h"
#include "base/array.h"

void cards_finish(struct cards *cards)
{
    for (int k = 0; k < cards->count; k++)
        preview_finish(&cards->card[k]);
    free(cards->card);
    *cards = (struct cards){.latest = -1};
}

int cards_find(const struct app *app, int number)
{
    for (int k = 0; k < app->cards.count; k++)
        if (app->cards.card[k].number == number)
            return k;
    return -1;
}

static int find_named(const struct cards *cards, const char *name)
{
    for (int k = 0; k < cards->count; k++)
        if (strcmp(cards->card[k].name, name) == 0)
            return k;
    return -1;
}

/* Cards as the bookmarks have them. */
static void mark(struct app *app)
{
    struct cards *cards = &app->cards;
    const struct bookmarks *bookmarks = &app->bookmarks;

    for (int k = 0; k < cards->count; k++) {
        struct lesson_card *card = &cards->card[k];
        const struct bookmark *found = bookmarks_find(bookmarks, card->name);
        card->last = found == NULL ? 0
                   : found->last < card->steps ? found->last : card->steps;
        card->at = found == NULL ? 0
                 : found->furthest < card->steps ? found->furthest
                                                 : card->steps;
    }
    cards->latest = bookmarks->count > 0
        ? find_named(cards, bookmarks->mark[0].name) : -1;
}

void cards_remember(struct app *app)
{
    const struct lesson *lesson = app->course.lesson;

    bookmarks_set(&app->bookmarks,
                  lesson->shipped ? lesson->name : lesson->folder,
                  app->course.step + 1);
    mark(app);
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

bool app_show_cards(struct app *app, const struct lesson_card *card,
                    int count, struct error *error)
{
    size_t size = (size_t)(count > 0 ? count : 1);
    struct lesson_card *copy = array_new(size, sizeof *copy, "the lessons",
                                         error);

    if (copy == NULL)
        return false;
    if (count > 0)
        memcpy(copy, card, (size_t)count * sizeof *copy);
    cards_finish(&app->cards);
    app->cards.card = copy;
    app->cards.count = count;
    app->ui.card = 0;
    mark(app);
    app->dirty = true;
    return true;
}

void app_set_card(struct app *app, int k, struct lab *lab)
{
    if (k < 0 || k >= app->cards.count) {
        lab_destroy(lab);
        return;
    }
    preview_set(&app->cards.card[k], lab);
    app->dirty = true;
}

static int find_missing(const struct cards *cards)
{
    for (int k = 0; k < cards->count; k++)
        if (cards->card[k].lab == NULL && !cards->card[k].failed)
            return k;
    return -1;
}

/* The picture that is being measured, or NULL. */
static struct lesson_card *find_unfinished(const struct cards *cards)
{
    for (int k = 0; k < cards->count; k++)
        if (preview_wants(&cards->card[k]))
            return &cards->card[k];
    return NULL;
}

bool cards_left(const struct app *app)
{
    if (app->ui.screen != SCREEN_START)
        return false;
    if (find_unfinished(&app->cards) != NULL)
        return true;
    if (find_missing(&app->cards) < 0)
        return false;
    for (int k = 0; k < app->requests; k++)
        if (app->request[k].kind == REQUEST_CARDS)
            return false;
    return true;
}

void cards_work(struct app *app, struct error *error)
{
    struct lesson_card *card = find_unfinished(&app->cards);

    (void)error;
    if (card != NULL)
        preview_work(card);
    else
        app_ask(app, REQUEST_CARDS, "");
}
