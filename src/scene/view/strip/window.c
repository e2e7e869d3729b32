/* Following the playhead without jerks: the window slides while a step begins
 * and stands while it is computed.
 */
#include "scene/view/strip/window.h"

#include <math.h>

#include "scene/widget/wire.h"

/* The share of a step during which the window slides. */
static const float slide = 0.22f;

static float clamp(float value, float low, float high)
{
    return fmaxf(fminf(value, high), low);
}

struct window window_at(const struct scene *scene, struct box box)
{
    const struct moment *now = &scene->now;
    float steps = (float)scene->film->steps;
    struct window window = {.box = box};
    bool forward = now->pass == PASS_FORWARD;
    float eased = scene->ui->reduced_motion
        ? 1 : wire_ease(0, slide, now->whole);

    window.cards = clamp(scene->ui->cards, fminf(3, steps), fminf(200, steps));
    /* The card the playhead is on, on its way there from the one before. */
    float at = forward ? (float)now->step - 1 + eased
                       : (float)now->step + 1 - eased;
    float share = forward ? 0.66f : 0.34f;
    float first = at - floorf((window.cards - 1) * share + 0.5f);
    window.first = clamp(first, 1, fmaxf(steps - window.cards + 1, 1));
    /* Cards take 0.875 of the pitch while they are few. */
    window.pitch = box.w / (window.cards - 0.125f);
    window.card = window.pitch * 0.875f;
    window.from = (int)fmaxf(floorf(window.first), 1);
    window.to = (int)fminf(ceilf(window.first + window.cards), steps);
    return window;
}
