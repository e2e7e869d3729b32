/* Speeds are quarters of a step a second, so time is counted in quarter ticks
 * times microseconds: whole numbers, and the largest product, of the longest
 * record at the highest speed, is half of what 64 bits hold.
 */
#include "app/play.h"

#include <string.h>

#include "app/app.h"

static const int64_t unit_of_time = 4 * (int64_t)1000000;

struct timeline play_timeline(const struct app *app)
{
    return film_timeline(app->film, app->ui.layer);
}

struct moment play_moment(const struct app *app)
{
    const struct timeline timeline = play_timeline(app);
    return timeline_moment(&timeline, app->ui.at);
}

/* Moves without a word about how it came there. */
static void move(struct app *app, int64_t at)
{
    const struct timeline timeline = play_timeline(app);
    int64_t length = timeline_length(&timeline);

    app->ui.at = at < 0 ? 0 : at > length ? length : at;
}

static void stop(struct app *app)
{
    app->ui.playing = false;
    app->play.rest = 0;
    app->play.saved = 0;
}

/* Whole ticks of `elapsed` microseconds. */
static int64_t earn(struct app *app, uint32_t elapsed)
{
    const struct timeline timeline = play_timeline(app);
    int64_t quarters = (int64_t)(ui_speeds[app->ui.speed] * 4);
    int64_t sum = app->play.rest +
                  elapsed * (timeline_step(&timeline) * quarters);

    app->play.rest = sum % unit_of_time;
    return sum / unit_of_time;
}

void play_advance(struct app *app, uint32_t elapsed)
{
    int64_t length = player_rest(app);
    int64_t at = app->ui.at + app->play.saved + earn(app, elapsed);
    int64_t shown = at;

    if (app->ui.reduced_motion && at < length) {
        shown = at / TICKS * TICKS;
        if (shown < app->ui.at)
            shown = app->ui.at;
    }
    app->play.saved = at - shown;
    if (shown != app->ui.at)
        app->play.marks = 0;
    move(app, shown < length ? shown : length);
    if (app->ui.at == length)
        stop(app);
}

void play_toggle(struct app *app)
{
    const struct timeline timeline = play_timeline(app);

    if (app->ui.playing) {
        stop(app);
        return;
    }
    int64_t again = player_again(app);
    if (again >= 0)
        play_go(app, again);
    else if (app->ui.at == timeline_length(&timeline))
        play_go(app, 0);
    app->ui.playing = true;
}

void play_go(struct app *app, int64_t at)
{
    app->play.marks = 0;
    app->play.saved = 0;
    move(app, at);
}

static void keep_mark(struct play *play, struct play_mark mark)
{
    if (play->marks == PLAY_TRAIL_MAX) {
        play->marks--;
        memmove(play->trail, play->trail + 1,
                (size_t)play->marks * sizeof *play->trail);
    }
    play->trail[play->marks++] = mark;
}

void play_step(struct app *app, int64_t unit, bool on)
{
    const struct timeline timeline = play_timeline(app);
    struct play *play = &app->play;
    int64_t from = app->ui.at;

    stop(app);
    if (play->marks > 0) {
        const struct play_mark *mark = &play->trail[play->marks - 1];
        if (mark->unit == unit && mark->on != on && mark->to == from) {
            move(app, mark->from);
            play->marks--;
            return;
        }
    }
    move(app, on ? timeline_on(&timeline, from, unit)
                 : timeline_back(&timeline, from, unit));
    if (app->ui.at != from)
        keep_mark(play, (struct play_mark){from, app->ui.at, unit, on});
}

void play_to_step(struct app *app, int step)
{
    const struct timeline timeline = play_timeline(app);
    int last = timeline.steps;

    step = step < 1 ? 1 : step > last ? last : step;
    play_go(app, timeline_at(&timeline, play_moment(app).pass, step,
                             timeline.phases - 1));
}

void play_to_phase(struct app *app, int phase)
{
    const struct timeline timeline = play_timeline(app);
    struct moment now = play_moment(app);

    if (phase < 0 || phase >= timeline.phases)
        return;
    stop(app);
    if (now.pass == PASS_BACKWARD)
        phase = timeline.phases - 1 - phase;
    play_go(app, timeline_at(&timeline, now.pass, now.step, phase));
}

void play_turn(struct app *app)
{
    const struct timeline timeline = play_timeline(app);
    struct moment now = play_moment(app);
    int64_t step = timeline_step(&timeline);
    /* The very start counts as its step, complete. */
    int64_t within = app->ui.at > 0 ? (app->ui.at - 1) % step + 1 : step;
    int before = now.pass == PASS_FORWARD ? 2 * timeline.steps - now.step
                                          : now.step - 1;

    play_go(app, before * step + within);
}

void play_speed(struct app *app, int speed)
{
    app->ui.speed = speed < 0 ? 0 : speed >= SPEEDS ? SPEEDS - 1 : speed;
}

/* A place within a step, in its new phases. Not to the very start of the step:
 * that would be the step before. */
static int64_t fit_part(int64_t within, int64_t old, int64_t new)
{
    int64_t part = within * new / old;
    return part == 0 && within > 0 ? 1 : part;
}

static bool is_same(const struct timeline *a, const struct timeline *b)
{
    return a->steps == b->steps && a->phases == b->phases;
}

/* Where a place of one timeline is on another one. */
static int64_t carry(const struct timeline *from, int64_t at,
                     const struct timeline *to)
{
    if (is_same(from, to))
        return at;
    int64_t done = at / timeline_step(from), within = at % timeline_step(from);
    int64_t part = fit_part(within, from->phases, to->phases);
    int64_t half = (int64_t)to->steps * timeline_step(to);
    int64_t there = done * timeline_step(to) + part;
    /* Forward at most to the end of the pass; backward as far from the loss. */
    if (done < from->steps || (done == from->steps && within == 0))
        return there < half ? there : half;
    return there + half - (int64_t)from->steps * timeline_step(to);
}

void play_resume(struct app *app, const struct timeline *from, int64_t at)
{
    const struct timeline timeline = play_timeline(app);

    app->play.timeline = timeline;
    play_go(app, carry(from, at, &timeline));
}

void play_fit(struct app *app)
{
    const struct timeline old = app->play.timeline;
    const struct timeline timeline = play_timeline(app);

    app->play.timeline = timeline;
    if (old.steps == 0 || is_same(&old, &timeline))
        return;
    app->play.rest = 0;
    play_resume(app, &old, app->ui.at);
}
