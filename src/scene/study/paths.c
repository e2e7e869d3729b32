/* A walk goes back from the last step over the recorded run. What it has
 * measured is copied into curves by lag, so that they stay when it is done.
 */
#include "scene/study/paths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/flow/rate.h"

/* Multiplications of a unit of work, about. */
static const double unit_work = 6e6;

static void end_walk(struct paths *paths)
{
    decay_walk_destroy(paths->walk);
    paths->walk = NULL;
}

void paths_finish(struct paths *paths)
{
    end_walk(paths);
    free(paths->log10[0]);
    *paths = (struct paths){0};
}

bool paths_possible(const struct film *film, int layer)
{
    return film_cell(film, layer) != CELL_DENSE &&
           state_size(&film->values.spec, layer) <= PATHS_STATE_MAX;
}

static bool is_of(const struct paths *paths, const struct studied *of,
                  bool detach)
{
    return studied_is(&paths->of, of) && paths->detach == detach;
}

void paths_follow(struct paths *paths, const struct studied *of, bool detach)
{
    if (is_of(paths, of, detach))
        return;
    paths_finish(paths);
    paths->of = *of;
    paths->detach = detach;
    paths->most = -INFINITY;
    paths->lags = of->film != NULL ? of->film->steps : 0;
}

bool paths_wants(const struct paths *paths, const struct studied *of,
                 bool detach)
{
    if (of->film == NULL || !paths_possible(of->film, of->layer))
        return false;
    return !is_of(paths, of, detach) ||
           (!paths->failed && paths->measured <= paths->lags);
}

static bool begin(struct paths *paths, struct error *error)
{
    const struct film *film = paths->of.film;
    size_t count = (size_t)paths->lags + 1;
    const struct decay_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .layer = paths->of.layer,
        .detach = paths->detach};
    double *at = array_new(count * DECAY_MEASURES, sizeof *at,
                           "the curves by lag", error);

    if (at == NULL)
        return false;
    paths->walk = decay_walk_create(&request, error);
    if (paths->walk == NULL) {
        free(at);
        return false;
    }
    for (size_t k = 0; k < count * DECAY_MEASURES; k++)
        at[k] = NAN;
    for (int m = 0; m < DECAY_MEASURES; m++, at += count)
        paths->log10[m] = at;
    return true;
}

/* Lags of one unit of work. */
static int unit_lags(const struct paths *paths)
{
    double size = state_size(&paths->of.film->values.spec, paths->of.layer);

    return 1 + (int)fmin(unit_work / (size * size * size), 100);
}

static void keep(struct paths *paths, int count)
{
    const struct decay *curves = decay_walk_curves(paths->walk);

    for (; count > 0 && paths->measured <= paths->lags; count--) {
        static const int parts[] = {DECAY_CAROUSEL, DECAY_H_PATH,
                                    DECAY_H_PATH_TOTAL};
        int lag = paths->measured++;
        for (int m = 0; m < DECAY_MEASURES; m++)
            paths->log10[m][lag] = curves->value[m][paths->lags - lag];
        for (int k = 0; k < 3; k++) {
            double value = paths->log10[parts[k]][lag];
            paths->most = isfinite(value) && value > paths->most ? value
                                                                 : paths->most;
        }
    }
}

bool paths_work(struct paths *paths, const struct studied *of, bool detach,
                struct error *error)
{
    if (!paths_wants(paths, of, detach))
        return false;
    paths_follow(paths, of, detach);
    if (paths->walk == NULL && !begin(paths, error)) {
        paths->failed = true;
        return false;
    }
    int count = unit_lags(paths);
    bool more = decay_walk_on(paths->walk, count);
    keep(paths, count);
    if (!more)
        end_walk(paths);
    return true;
}

double paths_value(const struct paths *paths, int measure, int lag)
{
    if (measure < 0 || measure >= DECAY_MEASURES || lag < 0 ||
        lag >= paths->measured)
        return NAN;
    return paths->log10[measure][lag];
}

double paths_rate(const struct paths *paths, int measure, int lag,
                  enum path_rate rate)
{
    if (measure < 0 || measure >= DECAY_MEASURES || lag < 0 ||
        lag >= paths->measured)
        return NAN;
    struct rate is = rate_of(paths->log10[measure], lag);
    return rate == PATH_SLOPE ? is.slope : is.half_life;
}
