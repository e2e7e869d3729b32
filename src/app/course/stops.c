/* What cannot be gone to is said with what can. Which lessons there are stands
 * on the cards; without them whoever has files is asked.
 */
#include "app/course/stops.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "app/start/cards.h"

static void tell(struct app *app, const char *en, const char *ko)
{
    app_message(app, say(&app->ui, en, ko), false);
}

/* "8", "8.4": whoever has files opens it. */
static void ask(struct app *app, int lesson, int step)
{
    char path[32];

    if (step > 0)
        snprintf(path, sizeof path, "%d.%d", lesson, step);
    else
        snprintf(path, sizeof path, "%d", lesson);
    app->ui.overlay = OVERLAY_NONE;
    app_ask(app, REQUEST_LESSON, path);
}

/* A step of a lesson, both from 1, that may be the open one; step 0: where it
 * was left. */
static void go_to(struct app *app, int lesson, int step)
{
    const struct lesson *open = app->course.lesson;

    if (open == NULL || open->number != lesson)
        ask(app, lesson, step);
    else
        player_go(app, step > 0 ? step - 1 : app->course.step);
}

/* The view of the open lesson, or the step itself where its stage is gone. */
static void resume(struct app *app)
{
    app->ui.overlay = OVERLAY_NONE;
    if (player_on_stage(app)) {
        app->ui.learning = true;
        app->course.prepared = false;
        player_return(app);
    } else {
        player_go(app, app->course.step);
    }
}

/* A card of a lesson that has no number, from its folder. */
static void go_to_card(struct app *app, int k)
{
    const struct lesson *open = app->course.lesson;

    if (k >= app->cards.count)
        return;
    if (open != NULL && strcmp(open->folder, app->cards.card[k].folder) == 0)
        resume(app);
    else
        app_ask(app, REQUEST_LESSON, app->cards.card[k].folder);
}

void stops_lesson(struct app *app, int number)
{
    const struct lesson *open = app->course.lesson;
    const struct cards *cards = &app->cards;
    const struct lesson_card *card =
        cards->count == 0 ? NULL
        : &cards->card[cards->latest >= 0 ? cards->latest : 0];

    app->ui.card = 0;
    if (number < -1) {
        go_to_card(app, -2 - number);
        return;
    }
    if (number > ACTION_LESSON_STEP)
        go_to(app, number % ACTION_LESSON_STEP, number / ACTION_LESSON_STEP);
    else if (open != NULL && (number == 0 || open->number == number))
        resume(app);
    else if (number > 0)
        ask(app, number, 0);
    else if (app->bookmarks.count > 0 &&
             strchr(app->bookmarks.mark[0].name, '/') != NULL)
        app_ask(app, REQUEST_LESSON, app->bookmarks.mark[0].name);
    else if (card != NULL && card->number > 0)
        ask(app, card->number, 0);
    else if (card != NULL)
        app_ask(app, REQUEST_LESSON, card->folder);
    else
        actions_do(app, &(struct order){.action = ACTION_START});
}

/* Is this stop the present step? */
static bool is_here(const struct app *app, int k)
{
    const struct course *course = &app->course;
    const struct plan_stop *stop = &course->plan->stop[k];

    return stop->kind == PLAN_STEP && course->lesson->number == stop->lesson &&
           (stop->step > 0 ? stop->step - 1 : 0) == course->step;
}

void stops_follow(struct app *app)
{
    struct course *course = &app->course;

    if (course->plan == NULL || course->lesson == NULL)
        return;
    for (int k = 0; k < course->plan->stops; k++) {
        int stop = (course->stop + k) % course->plan->stops;
        if (is_here(app, stop)) {
            course->stop = stop;
            return;
        }
    }
}

void stops_go(struct app *app, int k)
{
    struct course *course = &app->course;

    if (course->plan == NULL || k < 0 || k >= course->plan->stops)
        return;
    const struct plan_stop *stop = &course->plan->stop[k];
    course->stop = k;
    course->step_elapsed = 0;
    app->ui.overlay = OVERLAY_NONE;
    switch (stop->kind) {
    case PLAN_STEP:
        go_to(app, stop->lesson, stop->step > 0 ? stop->step : 1);
        break;
    case PLAN_PRESET: app_ask(app, REQUEST_OPEN_PRESET, stop->name); break;
    case PLAN_SCENE: app_ask(app, REQUEST_OPEN, stop->name); break;
    }
}

static void go_along_plan(struct app *app, int by)
{
    struct course *course = &app->course;
    int k = course->stop + by;

    if (k < 0)
        tell(app, "The plan begins here.", "수업 계획의 처음입니다.");
    else if (k >= course->plan->stops)
        tell(app, "The plan ends here.", "수업 계획의 끝입니다.");
    else
        stops_go(app, k);
}

static bool is_last(const struct app *app)
{
    const struct lesson *lesson = app->course.lesson;

    return lesson->number < 1 ||
           (app->cards.count > 0 && cards_find(app, lesson->number + 1) < 0);
}

/* A remote has one key: it brings the text below the edge into view, up to the
 * question, and then reveals. */
static bool show_class(struct app *app)
{
    if (!app->ui.class_mode || !player_learns(app) ||
        app->course.answer.revealed)
        return false;
    if (player_page(app))
        return true;
    if (!course_asks(&app->course))
        return false;
    answer_reveal(app);
    return true;
}

void stops_on(struct app *app)
{
    struct course *course = &app->course;

    if (show_class(app))
        return;
    if (course->plan != NULL)
        go_along_plan(app, 1);
    else if (course->step + 1 < course->lesson->steps)
        player_go(app, course->step + 1);
    else if (is_last(app))
        tell(app, "This is the end of the lesson. 1 goes to the others.",
             "강의가 끝났습니다. 1을 누르면 다른 강의를 고를 수 있습니다.");
    else
        ask(app, course->lesson->number + 1, 1);
}

void stops_back(struct app *app)
{
    struct course *course = &app->course;
    int before = course->lesson != NULL
        ? cards_find(app, course->lesson->number - 1) : -1;

    if (course->plan != NULL)
        go_along_plan(app, -1);
    else if (course->step > 0)
        player_go(app, course->step - 1);
    else if (before >= 0 && app->cards.card[before].steps > 0)
        ask(app, app->cards.card[before].number,
            app->cards.card[before].steps);
}

static bool refuse(struct app *app, const char *en, const char *ko, int lesson,
                   int first, int last)
{
    char text[UI_MESSAGE_MAX];

    if (lesson > 0)
        snprintf(text, sizeof text, say(&app->ui, en, ko), lesson, first,
                 last);
    else
        snprintf(text, sizeof text, say(&app->ui, en, ko), first, last);
    app_message(app, text, false);
    return false;
}

static bool refuse_step(struct app *app, int lesson, int steps)
{
    if (lesson < 1)
        return refuse(app, "This lesson has steps %d to %d.",
                      "이 강의는 %d쪽부터 %d쪽까지 있습니다.", 0, 1, steps);
    return refuse(app, "Lesson %d has steps %d to %d.",
                  "%d강은 %d쪽부터 %d쪽까지 있습니다.", lesson, 1, steps);
}

static bool refuse_lesson(struct app *app)
{
    const struct cards *cards = &app->cards;
    int first = cards->card[0].number, last = first;

    for (int k = 1; k < cards->count; k++) {
        int number = cards->card[k].number;
        first = number < first ? number : first;
        last = number > last ? number : last;
    }
    return refuse(app, "There are lessons %d to %d.",
                  "강의는 %d강부터 %d강까지 있습니다.", 0, first, last);
}

/* A step of the open lesson. */
static bool find_here(struct app *app, int step)
{
    const struct lesson *open = app->course.lesson;

    if (step < 1 || step > open->steps)
        return refuse_step(app, open->number, open->steps);
    player_go(app, step - 1);
    return true;
}

bool stops_find(struct app *app, const char *text)
{
    const struct lesson *open = app->course.lesson;
    size_t length = strlen(text);
    bool whole = length > 0 && text[length - 1] == '.';
    char name[sizeof app->course.go];
    int lesson, step;

    snprintf(name, sizeof name, "%.*s", (int)(length - whole), text);
    if (!plan_parse_stop(name, &lesson, &step)) {
        tell(app, "Type a lesson and its step, for example 8.4.",
             "강의와 쪽 번호를 8.4처럼 적으세요.");
        return false;
    }
    if (open != NULL && (step == 0 ? !whole && player_learns(app) &&
                                     (lesson <= open->steps ||
                                      open->number < 1)
                                   : lesson == open->number))
        return find_here(app, step == 0 ? lesson : step);
    int card = cards_find(app, lesson);
    if (app->cards.count > 0 && card < 0)
        return refuse_lesson(app);
    if (card >= 0 && step > app->cards.card[card].steps)
        return refuse_step(app, lesson, app->cards.card[card].steps);
    go_to(app, lesson, step);
    return true;
}
