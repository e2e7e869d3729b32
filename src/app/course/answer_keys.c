/* Keys of the active question. What they do to a guess is what the mouse does;
 * theirs alone are the cursor and the fields.
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "app/course/stroke.h"

static const struct step_question *question_of(const struct app *app)
{
    return &course_step(&app->course)->step.question;
}

/* What a key types into a field, or NULL. */
static const char *typed(enum key key)
{
    static const char *const digits[] = {"0", "1", "2", "3", "4",
                                         "5", "6", "7", "8", "9"};

    if (key >= KEY_0 && key <= KEY_9)
        return digits[key - KEY_0];
    return key == KEY_PERIOD ? "." : key == KEY_COMMA ? "," :
           key == KEY_MINUS ? "-" : key == KEY_A + ('E' - 'A') ? "e" : NULL;
}

/* A field takes all that could be meant for it. */
static bool is_for_field(enum key key)
{
    return (key >= KEY_A && key <= KEY_9) || key == KEY_BACKSPACE ||
           key == KEY_DELETE || (key >= KEY_PERIOD && key <= KEY_BRACKET_RIGHT);
}

static bool number_key(struct app *app, enum key key)
{
    char *field = app->course.answer.field;
    size_t length = strlen(field);
    const char *text = typed(key);

    if (key == KEY_BACKSPACE && length > 0)
        field[length - 1] = '\0';
    else if (text != NULL && length + 1 < FIELD_MAX)
        snprintf(field + length, FIELD_MAX - length, "%s", text);
    return is_for_field(key);
}

static bool calculate_key(struct app *app, enum key key)
{
    struct calculate *calculate = &app->course.answer.calculate;
    const char *text = typed(key);

    if (key == KEY_UP || key == KEY_DOWN) {
        calculate_go(calculate, calculate->line + (key == KEY_UP ? -1 : 1));
        return true;
    }
    if (key == KEY_BACKSPACE)
        calculate_erase(calculate);
    else if (text != NULL && text[0] != 'e')
        calculate_type(calculate, text);
    return is_for_field(key);
}

/* One hand more or less. */
static void count_hand(struct app *app, int choice, bool less)
{
    answer_do(app, &(struct order){.action = ACTION_HANDS, .value = choice,
                                   .shift = less});
}

/* Up, Down, digits; + and -, and digits with Shift, count hands. */
static bool choice_key(struct app *app, enum key key, bool shift)
{
    int *chosen = &app->course.answer.chosen;
    int last = question_of(app)->choices - 1, digit = (int)key - KEY_0 - 1;

    if (key == KEY_UP)
        *chosen = *chosen > 0 ? *chosen - 1 : 0;
    else if (key == KEY_DOWN)
        *chosen = *chosen < last ? *chosen + 1 : last;
    else if (key == KEY_PLUS || key == KEY_MINUS)
        count_hand(app, *chosen, key == KEY_MINUS);
    else if (digit < 0 || digit >= STEP_CHOICES_MAX)
        return false;
    else if (shift)
        count_hand(app, digit, false);
    else if (digit <= last)
        *chosen = digit;
    return true;
}

bool answer_begins(const struct app *app, const struct input_event *event)
{
    int kind = question_of(app)->kind, digit = event->value - KEY_0;

    if (app->player.left || event->modifiers & (MOD_CTRL | MOD_ALT))
        return false;
    if (kind == QUESTION_CHOOSE)
        return digit >= 1 && digit <= question_of(app)->choices;
    return (kind == QUESTION_NUMBER || kind == QUESTION_CALCULATE) &&
           ((digit >= 0 && digit <= 9) || event->value == KEY_MINUS);
}

bool answer_key(struct app *app, const struct input_event *event)
{
    enum key key = (enum key)event->value;
    bool shift = event->modifiers & MOD_SHIFT;
    int kind = question_of(app)->kind;

    if (event->modifiers & (MOD_CTRL | MOD_ALT))
        return false;
    if (key == KEY_ENTER) {
        if (!event->repeat)
            answer_do(app, &(struct order){.action = ACTION_GUESS});
        return true;
    }
    switch (kind) {
    case QUESTION_CHOOSE: return choice_key(app, key, shift);
    case QUESTION_NUMBER: return number_key(app, key);
    case QUESTION_DRAW: return stroke_key(app, key, shift);
    case QUESTION_CALCULATE: return calculate_key(app, key);
    default: return false;
    }
}
