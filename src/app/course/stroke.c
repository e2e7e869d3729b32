/* The cursor of the keys is the pen: it draws wherever it goes. A line ends
 * where the pen is and begins where the pen was before its latest step along
 * the axis, so that moving on and then up draws a slope.
 */
#include "app/course/stroke.h"

#include <math.h>

#include "app/app.h"
#include "app/lab/drags.h"

enum { LAST = GUESS_POINTS - 1, STRIDE = 3 };

static const double rise = 0.05, fine_rise = 0.01;

static struct course_guess *present(struct app *app)
{
    struct course_answer *answer = &app->course.answer;
    return &answer->guessed[answer->guess];
}

bool stroke_is_there(const struct app *app)
{
    const struct course_answer *answer = &app->course.answer;
    const double *curve = answer->guessed[answer->guess].curve;

    for (int k = 0; k < GUESS_POINTS; k++)
        if (!isnan(curve[k]))
            return true;
    return false;
}

/* The value at a height of the plot, 0 .. 1 from its lower edge. */
static double value_at(const struct step_question *question, double height)
{
    double low = question->low, high = question->high;

    if (question->log && low > 0 && high > 0)
        return low * pow(high / low, height);
    return low + height * (high - low);
}

/* And back. */
static double height_of(const struct step_question *question, double value)
{
    double low = question->low, high = question->high;

    if (question->log && low > 0 && high > 0)
        return log(value / low) / log(high / low);
    return (value - low) / (high - low);
}

static int point_of(double x)
{
    return (int)lround(fmin(fmax(x, 0), 1) * LAST);
}

/* A straight line of the plot from one of its points to another. */
static void draw_line_to(struct app *app, int from, double from_height, int to,
                         double height)
{
    const struct step_question *question =
        &course_step(&app->course)->step.question;
    double *curve = present(app)->curve;
    int by = from < to ? 1 : -1;

    for (int k = from; k != to; k += by) {
        double share = (double)(k - from) / (to - from);
        curve[k] = value_at(question,
                            from_height + share * (height - from_height));
    }
    curve[to] = value_at(question, height);
}

/* The pen is at a place of the plot; from the anchor to there it draws. */
static void pen_to(struct app *app, double x, double y)
{
    struct course_answer *answer = &app->course.answer;
    const struct step_question *question =
        &course_step(&app->course)->step.question;
    int to = point_of(x), from = app->player.anchor;
    double height = fmin(fmax(y, 0), 1);

    answer->cursor_x = (double)to / LAST;
    answer->cursor_y = height;
    if (from < 0)
        from = to;
    const double *curve = present(app)->curve;
    draw_line_to(app, from,
                 from == to ? height : height_of(question, curve[from]), to,
                 height);
}

bool stroke_key(struct app *app, enum key key, bool fine)
{
    struct course_answer *answer = &app->course.answer;
    int at = point_of(answer->cursor_x), stride = fine ? 1 : STRIDE;
    double up = fine ? fine_rise : rise;
    bool drawn = !isnan(present(app)->curve[at]);

    switch (key) {
    case KEY_LEFT:
    case KEY_RIGHT:
        if (!drawn)
            pen_to(app, answer->cursor_x, answer->cursor_y);
        app->player.anchor = at;
        at += key == KEY_LEFT ? -stride : stride;
        pen_to(app, (double)at / LAST, answer->cursor_y);
        return true;
    case KEY_UP:
    case KEY_DOWN:
        pen_to(app, answer->cursor_x,
               answer->cursor_y + (key == KEY_UP ? up : -up));
        return true;
    default:
        return false;
    }
}

void stroke_begin(struct app *app, const struct drag_at *drag)
{
    (void)drag;
    if (!course_asks(&app->course))
        return;
    app->player.held = *present(app);
    app->player.anchor = -1;
    present(app)->made = false;
}

void stroke_move(struct app *app, const struct drag_at *drag)
{
    const struct box *plot = &drag->spot.box;

    if (!player_learns(app) || !course_asks(&app->course) ||
        course_step(&app->course)->step.question.kind != QUESTION_DRAW ||
        !(plot->w > 0) || !(plot->h > 0))
        return;
    pen_to(app, (double)((drag->at.x - plot->x) / plot->w),
           1 - (double)((drag->at.y - plot->y) / plot->h));
    app->player.anchor = point_of(app->course.answer.cursor_x);
}

void stroke_end(struct app *app, bool keep)
{
    if (!course_asks(&app->course))
        return;
    if (keep)
        present(app)->made = stroke_is_there(app);
    else
        *present(app) = app->player.held;
    app->player.anchor = -1;
}
