/* What drawing leaves of a frame's time is for background work, but for a
 * reserve; what a unit and a frame take are averages that follow slowly.
 */
#include "sdl/pace.h"

enum { RESERVE = PACE_FRAME / 8 };

int pace_left(const struct pace *pace, uint64_t now)
{
    return now >= pace->due ? 0 : (int)((pace->due - now + 999) / 1000);
}

uint32_t pace_elapsed(struct pace *pace, uint64_t now)
{
    uint64_t elapsed = pace->record == 0 ? 0 : now - pace->record;

    pace->record = now;
    return elapsed < PACE_ELAPSED_MAX ? (uint32_t)elapsed : PACE_ELAPSED_MAX;
}

uint32_t pace_work(const struct pace *pace)
{
    uint64_t room = PACE_FRAME / 3;

    if (pace->frame > 0 && pace->frame + RESERVE + room < PACE_FRAME)
        room = PACE_FRAME - RESERVE - pace->frame;
    uint64_t units = pace->unit > 0 ? room / pace->unit : 1;

    if (units < 1)
        return 1;
    return units < PACE_WORK_MAX ? (uint32_t)units : PACE_WORK_MAX;
}

void pace_worked(struct pace *pace, uint32_t units, uint64_t took)
{
    uint64_t one = units > 0 ? took / units : 0;

    if (units == 0)
        return;
    one = one > 0 ? one : 1;
    pace->unit = pace->unit == 0 ? one : (3 * pace->unit + one + 3) / 4;
}

void pace_drew(struct pace *pace, uint64_t took)
{
    took = took > 0 ? took : 1;
    pace->frame = pace->frame == 0 ? took : (3 * pace->frame + took + 3) / 4;
}

void pace_done(struct pace *pace, uint64_t began, bool waited)
{
    uint64_t next = pace->due + PACE_FRAME;

    /* A screen that does not make us wait, although it should, gets twice the
     * frames and no more. Else in step with the frame before, unless that one
     * is long gone; a frame that takes longer than its time leaves none for
     * waiting. */
    if (waited)
        next = began + PACE_FRAME / 2;
    else if (next < began)
        next = began + PACE_FRAME;
    pace->due = next;
}
