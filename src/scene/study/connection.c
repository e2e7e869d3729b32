/* One "loss" is walked back: the output itself, whose gradient by h_s is a row
 * of the head's V.
 */
#include "scene/study/connection.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "scene/study/loss_row.h"

/* Multiplications of a unit of work. */
static const double unit_work = 3e6;

int connection_outputs(const struct film *film)
{
    const struct spec *spec = &film->values.spec;

    return spec->head == HEAD_NONE ? film_units(film, spec->layers - 1)
                                   : spec->outputs;
}

struct connection_order connection_order(const struct studied *of, int output,
                                         int step)
{
    int outputs = connection_outputs(of->film), steps = of->film->steps;
    struct connection_order order = {
        *of, output < 0 ? 0 : output >= outputs ? outputs - 1 : output,
        step < 1 || step > steps ? steps : step};

    order.of.layer = 0; /* inputs are the first layer's, whichever is shown */
    return order;
}

static void end_walk(struct connection *connection)
{
    lag_walk_destroy(connection->walk);
    connection->walk = NULL;
}

void connection_finish(struct connection *connection)
{
    end_walk(connection);
    free(connection->log10);
    free(connection->seed);
    *connection = (struct connection){0};
}

static bool is_of(const struct connection *connection,
                  const struct connection_order *order)
{
    const struct connection_order *is = &connection->order;

    return studied_is(&is->of, &order->of) && is->output == order->output &&
           is->step == order->step;
}

void connection_follow(struct connection *connection,
                       const struct connection_order *order)
{
    if (is_of(connection, order))
        return;
    connection_finish(connection);
    connection->order = *order;
    connection->most = -INFINITY;
}

bool connection_wants(const struct connection *connection,
                      const struct connection_order *order)
{
    if (order->of.film == NULL)
        return false;
    return !is_of(connection, order) ||
           (!connection->failed && connection->measured < order->step);
}

static void fill_seed(const struct film *film, int output, real *seed)
{
    const struct spec *spec = &film->values.spec;
    int units = film_units(film, spec->layers - 1);

    for (int u = 0; u < units; u++)
        seed[u] = spec->head == HEAD_NONE
            ? u == output : film->network.params.head_w[output * units + u];
}

static bool begin(struct connection *connection, struct error *error)
{
    const struct connection_order *order = &connection->order;
    const struct film *film = order->of.film;
    size_t units = (size_t)film_units(film, film->values.spec.layers - 1);
    const char *what = "the connectivity";

    connection->log10 = array_new((size_t)film->steps,
                                  sizeof *connection->log10, what, error);
    connection->seed = array_new(units, sizeof *connection->seed, what, error);
    if (connection->log10 == NULL || connection->seed == NULL)
        return false;
    fill_seed(film, order->output, connection->seed);
    for (int t = order->step; t < film->steps; t++)
        connection->log10[t] = -INFINITY;
    const struct lag_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .measure = LAG_INPUT, .first = order->step,
        .last = order->step, .seed = connection->seed};
    connection->walk = lag_walk_create(&request, connection->log10, error);
    return connection->walk != NULL;
}

static bool work(struct connection *connection, struct error *error)
{
    const struct connection_order *order = &connection->order;

    if (connection->walk == NULL && !begin(connection, error)) {
        free(connection->log10);
        connection->log10 = NULL;
        return false;
    }
    double each = loss_row_step_work(order->of.film);
    int count = 1 + (int)fmin(unit_work / each, 1e6);
    if (!lag_walk_on(connection->walk, count))
        end_walk(connection);
    for (; count > 0 && connection->measured < order->step; count--) {
        int t = order->step - connection->measured++;
        connection->most = fmax(connection->most, connection->log10[t - 1]);
    }
    return true;
}

bool connection_work(struct connection *connection,
                     const struct connection_order *order,
                     struct error *error)
{
    if (!connection_wants(connection, order))
        return false;
    connection_follow(connection, order);
    connection->failed = !work(connection, error);
    return !connection->failed;
}

double connection_value(const struct connection *connection, int t)
{
    if (connection->log10 == NULL || t < 1 ||
        t > connection->order.of.film->steps)
        return NAN;
    return connection->log10[t - 1];
}
