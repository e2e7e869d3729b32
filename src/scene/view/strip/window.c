/* Following the playhead without jerks: the window slides while the first phase
 * of a step is played and stands while the others are. Larger letters need
 * wider cards, so there are fewer of them.
 */
#include "scene/view/strip/window.h"

#include <math.h>

#include "scene/widget/wire.h"

/* The widest a card gets where there are few steps. */
static const float widest = 420;

/* Near a whole number for most of the way, so that cards stand at the edges. */
static float settle(float value)
{
    float whole = floorf(value);
    return whole + wire_ease(0.35f, 0.65f, value - whole);
}

static float clamp(float value, float low, float high)
{
    return fmaxf(fminf(value, high), low);
}

static float cards_of(const struct ui *ui, float steps)
{
    float cards = settle(ui->cards / fmaxf(ui_letters(ui), 1));

    return clamp(cards, fminf(3, steps), fminf(200, steps));
}

struct window window_at(const struct scene *scene, struct box box)
{
    const struct moment *now = &scene->now;
    float steps = (float)scene->film->steps;
    struct window window = {.box = box};
    bool forward = now->pass == PASS_FORWARD;
    float eased = scene->ui->reduced_motion
        ? 1 : wire_ease(0, 1 / (float)scene->phases, now->whole);

    window.cards = cards_of(scene->ui, steps);
    /* The card the playhead is on, on its way there from the one before. */
    float at = forward ? (float)now->step - 1 + eased
                       : (float)now->step + 1 - eased;
    float share = forward ? 0.66f : 0.34f;
    float first = at - floorf((window.cards - 1) * share + 0.5f);
    window.first = clamp(first, 1, fmaxf(steps - window.cards + 1, 1));
    /* Cards take 0.875 of the pitch; the last one has no gap behind it. */
    window.pitch = fminf(box.w / (window.cards - 0.125f), widest / 0.875f);
    window.card = window.pitch * 0.875f;
    window.box.w = window.pitch * (window.cards - 0.125f);
    window.box.x += (box.w - window.box.w) / 2;
    window.from = (int)fmaxf(floorf(window.first), 1);
    window.to = (int)fminf(ceilf(window.first + window.cards), steps);
    return window;
}
