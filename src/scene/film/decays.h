/* How gradients decay, in the film's network and in fresh ones of many seeds:
 * in units of work that fit between two pictures.
 */
#ifndef GATEREEL_SCENE_FILM_DECAYS_H
#define GATEREEL_SCENE_FILM_DECAYS_H

#include "base/error.h"
#include "nn/net/spec.h"
#include "scene/film/film.h"

/* Fresh networks have the film's H up to DECAY_UNITS_MAX: a seed is a unit of
 * work. The film's own network is measured a few lags at a time, and not at
 * all where a state has more than DECAY_STATE_MAX numbers (h and c of an LSTM):
 * a single lag would take longer than a frame. */
enum { DECAY_LAGS_MAX = 100, DECAY_SEEDS = 20, DECAY_UNITS_MAX = 32,
       DECAY_STATE_MAX = 512 };

/* Whose curves there are, in this order. */
enum decay_who { DECAY_RNN, DECAY_GRU, DECAY_LSTM, DECAY_OWN, DECAY_WHO };

/* log10 of the largest singular value of D(T, T-k) at lag k = 0 .. lags. RNN,
 * GRU and LSTM start from weights uniform in +-1/sqrt(H) (the LSTM with forget
 * bias 1) and read what the film reads; the network of the film itself is one
 * curve, without pins. {0} is empty. */
struct decays {
    int lags;                /* as many as the film has, at most 100 */
    int seeds[DECAY_WHO];    /* done so far; of the own network 0 or 1 */
    double sample[DECAY_WHO][DECAY_SEEDS][DECAY_LAGS_MAX + 1];
    double median[DECAY_WHO][DECAY_LAGS_MAX + 1]; /* of the seeds done */
    double low[DECAY_WHO][DECAY_LAGS_MAX + 1];    /* least */
    double high[DECAY_WHO][DECAY_LAGS_MAX + 1];   /* largest */
    int layer;
    struct decays_own *own;  /* the film's network, half measured; NULL: not
                                begun, or done */
    int own_done;            /* units of work on it */
};

/* Forgets everything: for layer `layer` of a film. */
void decays_begin(struct decays *decays, const struct film *film, int layer);
void decays_finish(struct decays *decays);

/* Units of work there are and how many are done. The film's own network comes
 * first, then the seeds, cell by cell in turn. */
int decays_units(const struct decays *decays, const struct film *film);
int decays_done(const struct decays *decays);

/* Does one unit; false, with nothing changed, when there is none left or no
 * memory for it. */
bool decays_work(struct decays *decays, const struct film *film,
                 struct error *error);

#endif
