/* The losses of a stretch go back together, from its last step to its first.
 */
#include "scene/study/triangle.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "scene/study/loss_row.h"

/* Multiplications of a unit of work; the stretch moves in jumps of so many
 * steps. */
static const double unit_work = 1e7;
enum { JUMP = 128 };

static int rows_of(const struct triangle_order *order)
{
    return order->last - order->first + 1;
}

struct triangle_order triangle_order(const struct studied *of,
                                     enum lag_measure measure, int step)
{
    int steps = of->film->steps, rows = steps < TRIANGLE_MAX ? steps
                                                             : TRIANGLE_MAX;
    int middle = (step - 1) / JUMP * JUMP + JUMP / 2;
    int first = middle - rows / 2 + 1;

    first = first > steps - rows + 1 ? steps - rows + 1 : first;
    first = first < 1 ? 1 : first;
    return (struct triangle_order){*of, measure, first, first + rows - 1};
}

static void end_walk(struct triangle *triangle)
{
    lag_walk_destroy(triangle->walk);
    triangle->walk = NULL;
}

void triangle_finish(struct triangle *triangle)
{
    end_walk(triangle);
    free(triangle->log10);
    free(triangle->seeds);
    *triangle = (struct triangle){0};
}

static bool is_of(const struct triangle *triangle,
                  const struct triangle_order *order)
{
    const struct triangle_order *is = &triangle->order;

    return studied_is(&is->of, &order->of) && is->measure == order->measure &&
           is->first == order->first && is->last == order->last;
}

void triangle_follow(struct triangle *triangle,
                     const struct triangle_order *order)
{
    if (is_of(triangle, order))
        return;
    triangle_finish(triangle);
    triangle->order = *order;
    triangle->most = -INFINITY;
    triangle->least = INFINITY;
}

bool triangle_wants(const struct triangle *triangle,
                    const struct triangle_order *order)
{
    if (order->of.film == NULL)
        return false;
    return !is_of(triangle, order) ||
           (!triangle->failed && triangle->measured < rows_of(order));
}

static bool begin(struct triangle *triangle, struct error *error)
{
    const struct triangle_order *order = &triangle->order;
    const struct film *film = order->of.film;
    const struct spec *spec = &film->values.spec;
    size_t rows = (size_t)rows_of(order);
    size_t units = (size_t)film_units(film, spec->layers - 1);
    const char *what = "the parts of the gradients";

    triangle->log10 = array_new(rows * rows, sizeof *triangle->log10, what,
                                error);
    triangle->seeds = array_new(rows * units + real_pitch(spec->outputs),
                                sizeof *triangle->seeds, what, error);
    if (triangle->log10 == NULL || triangle->seeds == NULL)
        return false;
    for (size_t k = 0; k < rows; k++)
        loss_row_seed(film, order->first + (int)k,
                      triangle->seeds + rows * units,
                      triangle->seeds + k * units);
    const struct lag_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .measure = order->measure,
        .layer = order->of.layer, .first = order->first, .last = order->last,
        .until = order->first, .seed = triangle->seeds, .seed_stride = units};
    triangle->walk = lag_walk_create(&request, triangle->log10, error);
    return triangle->walk != NULL;
}

/* Another `count` columns have come. */
static void note(struct triangle *triangle, int count)
{
    int rows = rows_of(&triangle->order);

    for (; count > 0 && triangle->measured < rows; count--) {
        int column = rows - 1 - triangle->measured++;
        for (int j = column; j < rows; j++) {
            double value = triangle->log10[(size_t)j * rows + column];
            if (!isfinite(value))
                continue;
            triangle->most = fmax(triangle->most, value);
            triangle->least = fmin(triangle->least, value);
        }
    }
}

/* Each step further back there is one loss more to be carried. */
static int unit_steps(const struct triangle *triangle)
{
    double rows = triangle->measured;
    double steps = unit_work / loss_row_step_work(triangle->order.of.film);

    return 1 + (int)fmin(sqrt(rows * rows + 2 * steps) - rows, TRIANGLE_MAX);
}

static bool work(struct triangle *triangle, struct error *error)
{
    if (triangle->walk == NULL && !begin(triangle, error)) {
        free(triangle->log10);
        triangle->log10 = NULL;
        return false;
    }
    int count = unit_steps(triangle);
    bool more = lag_walk_on(triangle->walk, count);
    note(triangle, count);
    if (!more)
        end_walk(triangle);
    return true;
}

bool triangle_work(struct triangle *triangle,
                   const struct triangle_order *order, struct error *error)
{
    if (!triangle_wants(triangle, order))
        return false;
    triangle_follow(triangle, order);
    triangle->failed = !work(triangle, error);
    return !triangle->failed;
}

double triangle_value(const struct triangle *triangle, int j, int t)
{
    const struct triangle_order *order = &triangle->order;

    if (triangle->log10 == NULL || j < order->first || j > order->last ||
        t < order->first || t > order->last)
        return NAN;
    return triangle->log10[(size_t)(j - order->first) * rows_of(order) +
                           (t - order->first)];
}
