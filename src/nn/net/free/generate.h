/* A network left to itself: from some step on it reads what it answered.
 *
 * What it read is recorded like any input, so the run is an ordinary one.
 */
#ifndef GATEREEL_NN_NET_FREE_GENERATE_H
#define GATEREEL_NN_NET_FREE_GENERATE_H

#include "base/random.h"
#include "nn/net/run.h"

/* How an answer becomes the next input. {0}: it cannot. */
enum feed_kind {
    GENERATE_NONE,
    GENERATE_TOKEN,   /* the chosen class, as a token: Y is the vocabulary */
    GENERATE_ONE_HOT, /* x = 0 but x[at + class] = 1 */
    GENERATE_VALUE,   /* x moves on by Y numbers, y are the last of them */
    GENERATE_KINDS
};
extern const char *const generate_names[GENERATE_KINDS]; /* "none", "token",
                                                "one-hot", "value" */

struct feed {
    enum feed_kind kind;
    int at;            /* of GENERATE_ONE_HOT */
};

/* Does the feed fit the network? The message says why not. */
bool feed_check(const struct feed *feed, const struct spec *spec,
                struct error *error);

struct generate {
    const struct network *network;
    const struct pins *pins;   /* or NULL */
    struct feed feed;
    const int *from;           /* [B] first step whose input is its own answer
                                  of the step before. Step 1 has none yet and
                                  reads what is given, so 1 is as 2; beyond T:
                                  never */
    const bool *given;         /* [T][B], where true the input is what is
                                  given all the same; NULL: nowhere */
    double temperature;        /* classes are drawn from softmax(y / this); 0:
                                  the likeliest, the first of several */
    struct random *random;     /* used where temperature > 0; else NULL */
};

/* As run_forward; inputs of steps before from[b] are those given, those behind
 * are made and recorded in tape->x and tape->ids. */
void generate_run(const struct generate *generate,
                  const struct run_input *input, struct tape *tape);

/* A class from outputs y, as above; takes one number from `random` where
 * temperature > 0, none elsewhere. Outputs that are no number are never chosen
 * while there are others. */
int generate_choose(const real *y, int outputs, double temperature,
                    struct random *random);

#endif
