/* How much to nudge, and how far the two may be apart.
 *
 * With a nudge e the difference of four runs is wrong by about e^4 / 30 times
 * the fifth derivative and by the rounding of L divided by e; e = 2^-9 makes
 * the first 5e-13 and the second about 1e-13. Where L is steep e is smaller,
 * so that L hardly leaves its tangent; where they are apart and the runs
 * disagree among themselves, as across the kink of a ReLU, a smaller one is
 * tried, down to what a state of size 1 still notices. The gradient that is
 * checked was computed in float: 2e-5 of the largest gradient beside it.
 */
#include "scene/study/check/check.h"

#include <math.h>
#include <string.h>

/* Multiplications that take about 3 ms. */
static const double unit_of_work = 2e6;
static const double usual_nudge = 1.0 / 512, least_nudge = 1e-9,
                    rounding = 2e-15, precision = 2e-5;

void check_finish(struct check *check)
{
    rerun_finish(&check->rerun);
    memset(check, 0, sizeof *check);
}

void check_follow(struct check *check, const struct film *film, unsigned run)
{
    if (check->film == film && check->run == run)
        return;
    check_finish(check);
    check->film = film;
    check->run = run;
}

static bool is_same(struct draw_id a, struct draw_id b)
{
    return a.kind == b.kind && a.layer == b.layer && a.signal == b.signal &&
           a.step == b.step && a.unit == b.unit;
}

bool check_is_of(const struct check *check, const struct film *film,
                 struct draw_id id)
{
    struct draw_id gradient = trace_gradient(film, id);

    return gradient.kind != SUBJECT_NONE && check->film == film &&
           check->verdict != CHECK_NONE && is_same(check->id, gradient);
}

bool check_wants(const struct check *check, const struct film *film,
                 struct draw_id id)
{
    if (trace_gradient(film, id).kind == SUBJECT_NONE)
        return false;
    return !check_is_of(check, film, id) || check->verdict == CHECK_WORKING;
}

/* Of what a gradient is the gradient. */
static struct nudge nudge_of(struct draw_id id)
{
    struct nudge nudge = {.kind = NUDGE_SIGNAL, .layer = id.layer,
                          .signal = id.signal, .step = id.step,
                          .unit = id.unit};

    switch (trace_part_of(id)) {
    case PART_DX: nudge.kind = NUDGE_INPUT; break;
    case PART_DY: nudge.kind = NUDGE_OUTPUT; break;
    case PART_DW:
        nudge.kind = NUDGE_WEIGHT;
        nudge.tensor = trace_sub_of(id);
        nudge.step = 1;
        break;
    default: break;
    }
    return nudge;
}

/* The largest gradient beside it: of the other units, inputs or outputs; of a
 * weight the sum of the sizes of what its steps add. */
static double size_beside(const struct film *film, struct draw_id id)
{
    const struct spec *spec = &film->values.spec;
    double most = 0;
    int count = 0;

    switch (trace_part_of(id)) {
    case PART_DX: count = spec->inputs; break;
    case PART_DY: count = spec->outputs; break;
    case PART_DW: {
        struct trace_number weight = trace_of(film, id);
        for (int k = 0; k < weight.count; k++)
            most += fabs(trace_term(film, &weight, k).value);
        return most;
    }
    default: count = film_units(film, id.layer);
    }
    for (id.unit = 0; id.unit < count; id.unit++)
        most = fmax(most, fabs(subject_value(film, id)));
    return most;
}

/* Runs with a nudge. */
static bool run(struct check *check, const struct film *film, double by,
                struct error *error)
{
    struct nudge nudge = nudge_of(check->id);

    rerun_finish(&check->rerun);
    nudge.by = check->nudge = fmax(by, least_nudge);
    check->verdict = CHECK_WORKING;
    if (rerun_init(&check->rerun, film, &nudge, error))
        return true;
    check->verdict = CHECK_FAILED;
    return false;
}

static bool begin(struct check *check, const struct film *film,
                  struct draw_id id, struct error *error)
{
    check->film = film;
    check->id = id;
    check->analytic = subject_value(film, id);
    double steep = isfinite(check->analytic) ? size_beside(film, id) : 1;
    return run(check, film, usual_nudge / fmax(1, steep), error);
}

static enum check_verdict verdict_of(const struct check *check, double noise)
{
    const struct rerun *rerun = &check->rerun;

    if (!isfinite(check->error))
        return CHECK_NO_NUMBER;
    if (check->error > check->expected)
        return rerun->kink || rerun_bend(rerun) > check->expected
            ? CHECK_BENDS : CHECK_DIFFERS;
    return check->analytic != 0 && fabs(check->analytic) < 20 * noise
        ? CHECK_TOO_SMALL : CHECK_AGREES;
}

/* Where L bends, a smaller nudge has the last word. */
static bool conclude(struct check *check, const struct film *film,
                     struct error *error)
{
    double steep = size_beside(film, check->id);
    double noise = rounding * fmax(check->rerun.size, steep) / check->nudge;

    check->numeric = rerun_slope(&check->rerun);
    check->error = fabs(check->analytic - check->numeric);
    check->expected = precision * steep + noise;
    check->verdict = verdict_of(check, noise);
    if (check->verdict == CHECK_BENDS && check->nudge > least_nudge)
        return run(check, film, check->nudge / 64, error);
    rerun_finish(&check->rerun);
    return true;
}

bool check_work(struct check *check, const struct film *film,
                struct draw_id id, struct error *error)
{
    double cost = rerun_cost(film), done = 0;

    if (!check_wants(check, film, id))
        return true;
    if (!check_is_of(check, film, id) &&
        !begin(check, film, trace_gradient(film, id), error))
        return false;
    for (; done == 0 || done + cost <= unit_of_work; done += cost)
        if (!rerun_step(&check->rerun, film))
            return conclude(check, film, error);
    return true;
}
