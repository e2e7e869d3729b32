/* Single steps are cheap and asked of the film; only the mean over a long run
 * is work.
 */
#include "scene/study/text/surprise.h"

#include <math.h>

#include "scene/film/token.h"

enum { AT_ONCE = 1 << 16 }; /* outputs looked at in a unit of work */

/* Below this a float of the tape has lost digits: log p is made anew from the
 * sums y. */
static const double small = 1e-6;

double surprise_bits(const struct film *film, int t)
{
    const struct spec *spec = &film->values.spec;
    int came = t >= 1 && t <= film->steps ? token_came(film, t) : -1;

    if (came < 0 || came >= spec->outputs)
        return NAN;
    double p = (double)tape_head(&film->values, HEAD_P, t, 0)[came];
    if (p >= small)
        return fmax(-log2(p), 0);
    const real *y = tape_head(&film->values, HEAD_Y, t, 0);
    return (token_log_sum(y, spec->outputs) - (double)y[came]) / log(2);
}

void surprise_follow(struct surprise *surprise, const struct studied *of)
{
    struct studied now = *of;

    now.layer = 0; /* the head is the same for all of them */
    if (!studied_is(&surprise->of, &now))
        *surprise = (struct surprise){.of = now};
}

bool surprise_wants(const struct surprise *surprise, const struct studied *of)
{
    struct studied now = *of;

    now.layer = 0;
    return of->film != NULL &&
           of->film->values.spec.head == HEAD_SOFTMAX &&
           (!studied_is(&surprise->of, &now) ||
            surprise->measured < of->film->steps);
}

bool surprise_work(struct surprise *surprise)
{
    const struct film *film = surprise->of.film;

    if (film == NULL || surprise->measured >= film->steps)
        return false;
    int most = 1 + AT_ONCE / film->values.spec.outputs;
    for (; most > 0 && surprise->measured < film->steps; most--) {
        double bits = surprise_bits(film, ++surprise->measured);
        surprise->asked += !isnan(bits);
        surprise->sum += isnan(bits) ? 0 : bits;
    }
    return true;
}

double surprise_value(const struct surprise *surprise, int step)
{
    const struct film *film = surprise->of.film;

    if (film == NULL)
        return NAN;
    if (step > 0)
        return surprise_bits(film, step);
    return surprise->measured == film->steps && surprise->asked > 0
        ? surprise->sum / surprise->asked : NAN;
}
