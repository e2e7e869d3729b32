/* Sums over units, steps or choices: term k is made when it is asked for.
 */
#include <math.h>

#include "scene/study/trace/build.h"

/* A weight and what it multiplies, or what it sends back. */
static struct trace_term weighed(const struct film *film,
                                 const struct trace_number *trace, int k)
{
    bool row = trace->wide == WIDE_ROW;
    const struct param_tensor *tensor =
        &film->network.params.tensor[trace->tensor];
    int index = row ? trace->at * tensor->columns + k
                    : (trace->first + k) * tensor->columns + trace->at;
    int step = row ? trace->id.step : trace->each.step;
    int layer = row ? trace->id.layer : trace->each.layer;
    struct draw_id value = trace->each;
    struct draw_id id = row
        ? subject(SUBJECT_PRODUCT, layer, trace->tensor, step, index)
        : trace_part(PART_CARRIED, trace->tensor, layer, step, index);

    value.unit = k;
    if (row && value.kind == SUBJECT_SIGNAL && value.step < step)
        value = trace_read(film, value.layer, value.signal, step, k);
    return build_term(id, true, 2, (struct trace_factor[]){
        build_of(film, subject(SUBJECT_WEIGHT, layer, trace->tensor, step,
                               index)),
        build_of(film, value)});
}

static struct trace_term lesson(const struct film *film,
                                const struct trace_number *trace, int step)
{
    struct weight_place place = build_place(film, trace->tensor, trace->at);
    struct draw_id id = trace_part(PART_LESSON, trace->tensor, 0, step,
                                   trace->at);
    struct draw_id read = build_read(film, &place, step);
    struct trace_factor factor[2] = {
        build_of(film, build_fed(film, &place, step))};
    int factors = 1;

    if (place.kind == WEIGHT_EMBEDDING && film->ids[step - 1] != place.row)
        factor[0] = build_constant(0);
    else if (read.kind != SUBJECT_NONE)
        factor[factors++] = build_of(film, read);
    return build_term(id, true, factors, factor);
}

static struct trace_term of_unit(const struct film *film,
                                 const struct trace_number *trace, int k)
{
    struct draw_id id = trace->each;

    id.unit = k;
    struct trace_factor factor[2] = {build_of(film, id), build_of(film, id)};
    if (trace->wide == WIDE_SIZES)
        factor[0].form = FORM_SIZE;
    return build_term(id, trace->wide == WIDE_VALUES,
                      trace->wide == WIDE_SQUARES ? 2 : 1, factor);
}

static struct trace_term loss_of(const struct film *film, int step)
{
    struct draw_id id = subject(SUBJECT_LOSS, 0, 0, step, 0);
    struct trace_factor factor = build_is_asked(film, step)
        ? build_of(film, id) : build_constant(0);

    return build_term(id, build_is_asked(film, step), 1, &factor);
}

struct trace_term trace_term(const struct film *film,
                             const struct trace_number *trace, int k)
{
    switch (trace->wide) {
    case WIDE_NONE: return trace->term[k];
    case WIDE_ROW:
    case WIDE_COLUMN: return weighed(film, trace, k);
    case WIDE_STEPS: return lesson(film, trace, k + 1);
    case WIDE_LOSSES: return loss_of(film, k + 1);
    default: return of_unit(film, trace, k);
    }
}

/* A term's place among the others, without its digits. */
struct ranked {
    float size;
    int index;
};

static bool is_before(const struct ranked *a, const struct ranked *b)
{
    return a->size != b->size ? a->size > b->size : a->index < b->index;
}

/* Lets heap[top] sink; the last of the order is on top. */
static void sink(struct ranked *heap, int top, int count)
{
    struct ranked moving = heap[top];

    for (int child; (child = 2 * top + 1) < count; top = child) {
        if (child + 1 < count && is_before(&heap[child], &heap[child + 1]))
            child++;
        if (is_before(&heap[child], &moving))
            break;
        heap[top] = heap[child];
    }
    heap[top] = moving;
}

bool trace_rank(const struct film *film, const struct trace_number *number,
                int order[TRACE_RANKED_MAX])
{
    struct ranked heap[TRACE_RANKED_MAX];
    int count = number->count;

    if (number->wide == WIDE_NONE || count > TRACE_RANKED_MAX)
        return false;
    for (int k = 0; k < count; k++) {
        float size = fabsf((float)trace_term(film, number, k).value);
        heap[k] = (struct ranked){isnan(size) ? INFINITY : size, k};
    }
    for (int k = count / 2; k-- > 0;)
        sink(heap, k, count);
    for (int left = count; left-- > 0;) {
        order[left] = heap[0].index;
        heap[0] = heap[left];
        sink(heap, 0, left);
    }
    return true;
}
