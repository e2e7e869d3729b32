/* From where a network is left to itself, and how boldly it chooses, is part of
 * the lab's setup: undone, saved and compared like everything that is set.
 */
#include "app/train/text.h"

#include <math.h>

#include "app/app.h"
#include "app/follow.h"
#include "scene/view/text/shade.h"

static const double temperature_max = 5;

static void set(struct app *app, const struct setup *setup)
{
    struct error error = {0};

    if (!history_set(&app->lab->history, setup, &error))
        app_message(app, error.text, true);
}

static void show(struct app *app)
{
    if (app->film->ids == NULL && app->film->words.count == 0) {
        app_message(app, say(&app->ui,
                             "This network reads numbers, not text.",
                             "이 신경망은 글이 아니라 숫자를 읽습니다."), false);
        return;
    }
    if (app->ui.screen != SCREEN_TEXT)
        app->ui.heat_signal = shade_state(app->film, app->ui.layer);
    app->ui.screen = SCREEN_TEXT;
    app->ui.alone = PANEL_NONE;
}

/* The first line that is seen, and the last that may be the first; false where
 * no text is on the screen. */
static bool find_lines(const struct app *app, int *top, int *last)
{
    for (int k = 0; k < app->list.spot_count; k++) {
        const struct draw_spot *spot = &app->list.spots[k];
        if (spot->action != ACTION_NONE || spot->value != PANEL_TEXT ||
            spot->id.signal != ACTION_TEXT_SCROLL)
            continue;
        *top = spot->id.step;
        *last = spot->id.unit > 0 ? spot->id.unit : 0;
        return true;
    }
    return false;
}

static void scroll(struct app *app, int lines)
{
    struct ui *ui = &app->ui;
    int first, last;

    if (lines == 0) {
        ui->text_top = -1;
        return;
    }
    if (!find_lines(app, &first, &last))
        return;
    int top = (ui->text_top < 0 ? first : ui->text_top) + lines;
    ui->text_top = top < 0 ? 0 : top > last ? last : top;
}

/* What it reads at step 1 nobody has answered. */
static void leave_alone(struct app *app, int step)
{
    struct setup setup = *history_setup(&app->lab->history);
    int now = app->film->free_from;

    if (app->film->feed.kind == GENERATE_NONE || setup.input != LAB_FILE) {
        app_message(app, say(&app->ui,
                             "This network cannot read its own answers.",
                             "이 신경망은 자기 출력을 다시 입력으로 쓸 수 "
                             "없습니다."), false);
        return;
    }
    if (step == 0)
        step = play_moment(app).step + 1;
    step = step < 2 ? 2 : step;
    setup.free_from = step == now || step > app->film->steps ? -1 : step;
    set(app, &setup);
}

static void warm(struct app *app, int way)
{
    struct setup setup = *history_setup(&app->lab->history);
    double tenths = round(setup.temperature * 10) + (way == -1 ? -1 : 1);

    setup.temperature = fmin(fmax(tenths / 10, 0), temperature_max);
    set(app, &setup);
}

static void draw_again(struct app *app)
{
    struct setup setup = *history_setup(&app->lab->history);

    setup.draw++;
    set(app, &setup);
}

void text_do(struct app *app, const struct order *order)
{
    switch (order->action) {
    case ACTION_TEXT: show(app); break;
    case ACTION_TEXT_SCROLL: scroll(app, order->value); break;
    case ACTION_FREE: leave_alone(app, order->value); break;
    case ACTION_TEMPERATURE: warm(app, order->value); break;
    case ACTION_ANOTHER: draw_again(app); break;
    default: break;
    }
    follow(app);
}
