/* Up and down go by where the cards lie on the latest frame, so that they do
 * not depend on how many stand in a row.
 */
#include "app/start/choose.h"

#include <math.h>

#include "app/actions.h"
#include "app/app.h"

static struct box card_box(const struct app *app, int k)
{
    int value = action_lesson_card(app->cards.card[k].number, k);

    for (int s = 0; s < app->list.spot_count; s++)
        if (app->list.spots[s].action == ACTION_LESSON &&
            app->list.spots[s].value == value)
            return app->list.spots[s].box;
    return (struct box){0};
}

/* The nearest card of the next row, or `from` where there is none. */
static int find_row(const struct app *app, int from, bool down)
{
    const struct box here = card_box(app, from);
    float nearest = INFINITY;
    int found = from;

    for (int k = 0; k < app->cards.count; k++) {
        const struct box box = card_box(app, k);
        float rows = down ? box.y - here.y : here.y - box.y;
        /* A row counts for more than any column. */
        float far = rows * 100 + fabsf(box.x - here.x);
        if (box.w <= 0 || rows < here.h / 2 || far >= nearest)
            continue;
        nearest = far;
        found = k;
    }
    return found;
}

static int move(const struct app *app, enum key key)
{
    const struct cards *cards = &app->cards;
    int last = cards->count - 1, now = app->ui.card - 1;

    if (key == KEY_HOME)
        return 0;
    if (key == KEY_END)
        return last;
    if (now < 0 || now > last)
        return cards->latest >= 0 ? cards->latest : 0;
    switch (key) {
    case KEY_LEFT: return now > 0 ? now - 1 : 0;
    case KEY_RIGHT: return now < last ? now + 1 : last;
    case KEY_UP: return find_row(app, now, false);
    default: return find_row(app, now, true);
    }
}

bool choose_key(struct app *app, const struct input_event *event)
{
    struct ui *ui = &app->ui;
    int chosen = ui->card - 1;

    if (ui->screen != SCREEN_START || ui->overlay != OVERLAY_NONE ||
        app->cards.count == 0 || event->modifiers != 0)
        return false;
    switch ((enum key)event->value) {
    case KEY_LEFT: case KEY_RIGHT: case KEY_UP: case KEY_DOWN: case KEY_HOME:
    case KEY_END:
        app_forget_note(app);
        ui->card = move(app, (enum key)event->value) + 1;
        return true;
    case KEY_ENTER:
        if (chosen < 0 || chosen >= app->cards.count || event->repeat)
            return false;
        app_forget_note(app);
        actions_do(app, &(struct order){
            .action = ACTION_LESSON,
            .value = action_lesson_card(app->cards.card[chosen].number,
                                        chosen)});
        return true;
    case KEY_ESCAPE:
        ui->card = 0;
        return chosen >= 0;
    default: return false;
    }
}
