/* What stands behind the layers: outputs, probabilities, the loss, and the
 * gradient that the backward pass begins with (nn/learn/loss.h).
 */
#include <math.h>

#include "scene/study/trace/build.h"

bool build_is_asked(const struct film *film, int step)
{
    if (!film->has_loss || (!film->loss_everywhere && step != film->steps))
        return false;
    return film->target_labels == NULL || film->target_labels[step - 1] >= 0;
}

int build_asked(const struct film *film)
{
    int asked = 0;

    for (int t = 1; t <= film->steps; t++)
        asked += build_is_asked(film, t);
    return asked;
}

static struct draw_id part(struct draw_id id, enum trace_part which, int unit)
{
    return trace_part(which, 0, 0, id.step, unit);
}

static void build_output(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    build_add(trace, film, part(id, PART_HEAD, id.unit));
    build_add(trace, film,
              subject(SUBJECT_WEIGHT, 0,
                      build_tensor(film, film->network.params.head_b),
                      id.step, id.unit));
}

static void build_head(const struct film *film, struct trace_number *trace)
{
    int top = film->values.spec.layers - 1;

    trace->kind = TRACE_MADE;
    trace->wide = WIDE_ROW;
    trace->tensor = build_tensor(film, film->network.params.head_w);
    trace->at = trace->id.unit;
    trace->each = build_source(film, top, trace->id.step, 0);
    trace->count = film_units(film, top);
}

static void build_miss(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    struct draw_id wanted = part(id, PART_WANTED, id.unit);

    build_add(trace, film, part(id, PART_Y, id.unit));
    build_part(trace, wanted, 2, (struct trace_factor[]){
        build_constant(-1), build_of(film, wanted)});
}

/* e^(y - largest y): so no power overflows. */
static void build_power(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    const real *y = tape_head(&film->values, HEAD_Y, id.step, 0);
    int most = 0;

    for (int k = 1; k < film->values.spec.outputs; k++)
        if (!(y[k] <= y[most]))
            most = k;
    build_function(trace, PHI_EXP, 1);
    build_add(trace, film, part(id, PART_Y, id.unit));
    build_part(trace, part(id, PART_Y, most), 2, (struct trace_factor[]){
        build_constant(-1), build_of(film, part(id, PART_Y, most))});
}

static void build_choice(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    build_product(trace, id, 2, (struct trace_factor[]){
        build_of(film, part(id, PART_EXP, id.unit)),
        build_over(film, part(id, PART_EXP_SUM, 0))});
}

static void build_all(struct trace_number *trace, enum trace_wide wide,
                      struct draw_id each, int count)
{
    trace->kind = TRACE_MADE;
    trace->wide = wide;
    trace->each = each;
    trace->count = count;
}

/* 2/n (y - v), or 1/n (p - 1). */
static void build_first_gradient(const struct film *film,
                                 struct trace_number *trace)
{
    struct draw_id id = trace->id;
    double n = build_asked(film);

    if (!build_is_asked(film, id.step)) {
        build_given(trace, GIVEN_UNASKED);
        return;
    }
    if (film->target_values != NULL) {
        struct draw_id miss = part(id, PART_MISS, id.unit);
        build_part(trace, miss, 2, (struct trace_factor[]){
            build_constant(2 / (n * film->values.spec.outputs)),
            build_of(film, miss)});
        return;
    }
    struct draw_id p = subject(SUBJECT_PROBABILITY, 0, 0, id.step, id.unit);
    build_part(trace, p, 2, (struct trace_factor[]){
        build_constant(1 / n), build_of(film, p)});
    if (film->target_labels[id.step - 1] == id.unit)
        build_part(trace, (struct draw_id){0}, 1,
                   (struct trace_factor[]){build_constant(-1 / n)});
}

static void build_step_loss(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    int outputs = film->values.spec.outputs;

    if (isnan(film->loss[id.step]) && film->target_values == NULL)
        return;
    if (film->target_values != NULL) {
        build_function(trace, PHI_MEAN, outputs);
        build_all(trace, WIDE_SQUARES, part(id, PART_MISS, 0), outputs);
        return;
    }
    build_function(trace, PHI_MINUS_LOG, 1);
    build_add(trace, film, subject(SUBJECT_PROBABILITY, 0, 0, id.step,
                                   film->target_labels[id.step - 1]));
}

static void build_loss(const struct film *film, struct trace_number *trace)
{
    int top = film->values.spec.layers - 1, asked = build_asked(film);

    if (!film->has_loss) {
        build_all(trace, WIDE_VALUES,
                  build_source(film, top, film->steps, 0),
                  film_units(film, top));
    } else if (film->loss_everywhere && asked > 0) {
        build_function(trace, PHI_MEAN, asked);
        build_all(trace, WIDE_LOSSES, (struct draw_id){0}, film->steps);
    } else if (asked > 0) {
        build_add(trace, film, subject(SUBJECT_LOSS, 0, 0, film->steps, 0));
    }
}

void build_answer(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    if (id.kind == SUBJECT_PROBABILITY) {
        build_choice(film, trace);
        return;
    }
    if (id.kind == SUBJECT_LOSS) {
        if (id.step > 0)
            build_step_loss(film, trace);
        else
            build_loss(film, trace);
        return;
    }
    switch (trace_part_of(id)) {
    case PART_Y: build_output(film, trace); break;
    case PART_HEAD: build_head(film, trace); break;
    case PART_WANTED: build_given(trace, GIVEN_TARGET); break;
    case PART_MISS: build_miss(film, trace); break;
    case PART_EXP: build_power(film, trace); break;
    case PART_EXP_SUM:
        build_all(trace, WIDE_VALUES, part(id, PART_EXP, 0),
                  film->values.spec.outputs);
        break;
    default: build_first_gradient(film, trace);
    }
}
