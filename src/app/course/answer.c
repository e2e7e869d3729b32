/* A guess is first under the cursor, in the field or on the plot, then made;
 * the reveal follows when it is asked for again.
 */
#include "app/course/answer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/course/places.h"
#include "app/course/stroke.h"
#include "base/number.h"

enum { HANDS_MAX = 999 };

static const struct step_question *question_of(const struct app *app)
{
    return &course_step(&app->course)->step.question;
}

static struct course_guess *present(struct app *app)
{
    struct course_answer *answer = &app->course.answer;
    return &answer->guessed[answer->guess];
}

static struct course_guess no_guess(void)
{
    struct course_guess guess = {.choice = -1};

    for (int k = 0; k < GUESS_POINTS; k++)
        guess.curve[k] = NAN;
    return guess;
}

/* Numbers of a calculation are others each time that it begins. */
static void begin_calculation(struct app *app)
{
    const struct step_question *question = question_of(app);
    struct course_answer *answer = &app->course.answer;
    struct error error = {0};
    uint64_t seed = question->seed != 0
        ? question->seed + answer->seed
        : app->player.chance + app->player.begun * UINT64_C(7919) + 1;

    if (!calculate_begin(&answer->calculate,
                         (enum calculate_kind)question->of, seed, &error))
        app_message(app, error.text, true);
}

void answer_begin(struct app *app, uint64_t seed)
{
    struct course_answer *answer = &app->course.answer;

    *answer = (struct course_answer){.guesses = 1, .chosen = -1,
                                     .cursor_y = 0.5, .seed = seed};
    for (int k = 0; k < GUESSES_MAX; k++)
        answer->guessed[k] = no_guess();
    app->player.held = no_guess();
    app->player.anchor = -1;
    app->player.left = false;
    if (question_of(app)->kind == QUESTION_CALCULATE)
        begin_calculation(app);
}

static void tell(struct app *app, const char *en, const char *ko)
{
    app_message(app, say(&app->ui, en, ko), false);
}

/* Did anybody commit themselves? */
static bool is_guessed(const struct app *app)
{
    const struct course_answer *answer = &app->course.answer;
    bool guessed = false;

    for (int k = 0; k < answer->guesses; k++)
        guessed |= answer->guessed[k].made;
    for (int k = 0; k < STEP_CHOICES_MAX; k++)
        guessed |= answer->hands[k] > 0;
    for (int k = 0; k < answer->calculate.lines; k++)
        guessed |= answer->calculate.value[k].state >= LINE_RIGHT;
    return guessed;
}

void answer_find_truth(struct app *app)
{
    struct course_answer *answer = &app->course.answer;

    answer->truth = (struct course_truth){.choice = -1};
    if (question_of(app)->kind == QUESTION_CALCULATE)
        answer->truth.known = true;
    else if (app->lab != NULL)
        truth_find(&answer->truth, &course_step(&app->course)->step, app->lab);
}

void answer_reveal(struct app *app)
{
    struct course_answer *answer = &app->course.answer;

    if (!app->ui.class_mode && !is_guessed(app)) {
        tell(app, "Make a guess first.", "먼저 예측해 보세요.");
        return;
    }
    answer_find_truth(app);
    calculate_solve(&answer->calculate);
    answer->revealed = true;
    answer->active = false;
    app->course.top = 0;
    app->ui.covered = false;
    app->presets.shown.covered = false;
}

static int choices(const struct app *app)
{
    return question_of(app)->choices;
}

static void choose(struct app *app, int choice)
{
    struct course_answer *answer = &app->course.answer;

    if (question_of(app)->kind != QUESTION_CHOOSE || choice < 0 ||
        choice >= choices(app))
        return;
    answer->chosen = choice;
    present(app)->choice = choice;
    present(app)->made = true;
}

static void count_hands(struct app *app, int choice, int by)
{
    int *hands = app->course.answer.hands;

    if (question_of(app)->kind != QUESTION_CHOOSE || choice < 0 ||
        choice >= choices(app))
        return;
    hands[choice] += by;
    hands[choice] = hands[choice] < 0 ? 0
                  : hands[choice] > HANDS_MAX ? HANDS_MAX : hands[choice];
}

/* What was typed, with a comma for a point. */
static bool read_field(const struct app *app, double *number)
{
    char text[FIELD_MAX];

    memcpy(text, app->course.answer.field, sizeof text);
    for (char *letter = text; *letter != '\0'; letter++)
        if (*letter == ',')
            *letter = '.';
    return number_parse(text, strlen(text), number) && isfinite(*number);
}

/* The guess as it now is; false where there is none. */
static bool take_guess(struct app *app, struct course_guess *guess)
{
    switch (question_of(app)->kind) {
    case QUESTION_CHOOSE:
        guess->choice = app->course.answer.chosen;
        return guess->choice >= 0;
    case QUESTION_NUMBER:
        return read_field(app, &guess->number);
    case QUESTION_DRAW:
        return stroke_is_there(app);
    case QUESTION_POINT:
        guess->at = places_present(app);
        return guess->at >= 0;
    default:
        return false;
    }
}

static void say_what_is_missing(struct app *app)
{
    switch (question_of(app)->kind) {
    case QUESTION_CHOOSE:
        tell(app, "Choose an answer with ↑ ↓ or its number.",
             "↑ ↓나 번호로 답을 고르세요.");
        break;
    case QUESTION_NUMBER:
        tell(app, "Type a number, for example 0.25 or 1e-9.",
             "0.25나 1e-9처럼 숫자를 적으세요.");
        break;
    case QUESTION_DRAW:
        tell(app, "Draw the curve over the plot, or with the arrow keys.",
             "그래프 위를 드래그하거나 화살표 키로 곡선을 그리세요.");
        break;
    default:
        break;
    }
}

/* Makes the guess; one that is made already is revealed. */
static void confirm(struct app *app)
{
    struct course_guess *guess = present(app), now = *guess;

    if (!take_guess(app, &now)) {
        say_what_is_missing(app);
        return;
    }
    if (guess->made && now.choice == guess->choice &&
        now.number == guess->number && now.at == guess->at) {
        answer_reveal(app);
        return;
    }
    now.made = true;
    *guess = now;
}

/* Another one beside it; behind the last one the first again. */
static void next_guess(struct app *app)
{
    struct course_answer *answer = &app->course.answer;
    bool last = answer->guess + 1 == answer->guesses;

    if (question_of(app)->kind == QUESTION_CALCULATE)
        return;
    if (last && present(app)->made && answer->guesses < GUESSES_MAX)
        answer->guesses++;
    answer->guess = (answer->guess + 1) % answer->guesses;
    answer->chosen = present(app)->made ? present(app)->choice : -1;
    answer->field[0] = '\0';
    answer->cursor_x = 0;
    answer->cursor_y = 0.5;
    app->player.anchor = -1;
}

static void enter_line(struct app *app)
{
    struct course_answer *answer = &app->course.answer;

    calculate_enter(&answer->calculate);
    if (calculate_done(&answer->calculate))
        answer_reveal(app);
}

/* Did the user go somewhere since the step began? */
static bool has_moved(const struct app *app)
{
    const struct ui *now = &app->ui, *then = &app->presets.shown;

    return now->at != then->at || now->unit != then->unit ||
           now->lane != then->lane || now->gate != then->gate;
}

/* Whoever goes to a place and then presses Enter means that place. */
static void activate(struct app *app, bool by_key)
{
    struct course_answer *answer = &app->course.answer;

    answer->active = !answer->active;
    app->ui.playing = false;
    app->course.top = 0;
    if (!answer->active)
        return;
    app->ui.story = true;
    if (by_key && question_of(app)->kind == QUESTION_POINT && has_moved(app))
        confirm(app);
}

static void hint(struct app *app)
{
    struct course_answer *answer = &app->course.answer;

    if (answer->hints < course_words(&app->course, &app->ui)->hints)
        answer->hints++;
}

void answer_do(struct app *app, const struct order *order)
{
    struct course *course = &app->course;
    int value = order->value;

    if (!player_learns(app) ||
        course_step(course)->step.question.kind == QUESTION_NONE)
        return;
    if (order->action == ACTION_RETRY)
        player_begin(app, course->answer.seed + 1);
    if (course->answer.revealed)
        return;
    switch (order->action) {
    case ACTION_QUESTION: activate(app, order->id.kind == 0); break;
    case ACTION_CHOOSE: choose(app, value); break;
    case ACTION_HANDS: count_hands(app, value, order->shift ? -1 : 1); break;
    case ACTION_GUESS:
        if (question_of(app)->kind == QUESTION_CALCULATE)
            enter_line(app);
        else
            confirm(app);
        break;
    case ACTION_NEXT_GUESS: next_guess(app); break;
    case ACTION_REVEAL: answer_reveal(app); break;
    case ACTION_HINT: hint(app); break;
    case ACTION_LINE: calculate_go(&course->answer.calculate, value); break;
    default: break;
    }
}

bool answer_click(struct app *app, const struct draw_spot *spot)
{
    if (!player_learns(app) || !course_asks(&app->course) ||
        question_of(app)->kind != QUESTION_POINT ||
        app->ui.overlay != OVERLAY_NONE)
        return false;
    int at = places_clicked(app, spot);
    if (at < 0)
        return false;
    present(app)->at = at;
    present(app)->made = true;
    return true;
}
