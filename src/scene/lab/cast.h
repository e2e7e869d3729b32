/* What comes from files, or out of training: up to four networks that read the
 * same kind of input, and one sequence with what should be answered. Networks
 * with a context read windows of the sequence.
 */
#ifndef GATEREEL_SCENE_LAB_CAST_H
#define GATEREEL_SCENE_LAB_CAST_H

#include "scene/film/film.h"

enum { CAST_MAX = 4 };

struct cast_network {
    struct params params;      /* owned */
    struct caption model;      /* a file's name, or its own */
    bool trained, by_hand, named; /* as of a film */
    uint64_t seed;
    int epochs, first_unit;
    int context;               /* so many last values of the sequence are its
                                  inputs; at least 1 */
    double *mean, *deviation;  /* [X] of these inputs, owned; NULL: not scaled */
    struct feed feed;
};

/* {0} has nothing. */
struct cast {
    int networks;
    struct cast_network network[CAST_MAX];
    struct film_source sequence; /* all that is not a network's; steps 0: none.
                                    Its pointers are the cast's own; x, mean
                                    and deviation hold `width` numbers a step */
    int width;                 /* X of the sequence: 1 where the first network
                                  has a context, else its inputs */
    struct vocabulary words;   /* owned, the sequence's; count 0: none */
    int examples, example;     /* test sequences of the task of its networks,
                                  and which of them, from 0, is here; 0, 0: it
                                  is none of a task */
    bool opening;              /* it is the scene that comes with the program */
    void *memory;
};

/* A copy of everything in `source`: its network and its sequence. Of a network
 * with a context source->x holds the sequence, one number a step, which is not
 * what a film of it reads; mean and deviation are of its inputs, all the same. */
bool cast_init(struct cast *cast, const struct film_source *source,
               struct error *error);
void cast_finish(struct cast *cast);

/* One more network, whose input, but for the context, and head must be like the
 * first one's. Of `source` only what is the network's is read. */
bool cast_add(struct cast *cast, const struct film_source *source,
              struct error *error);

/* What a film of network k is made from, steps first .. first + steps - 1 of
 * the sequence: borrowed from the cast, without kernels. x is the sequence's,
 * see cast_init. */
struct film_source cast_source(const struct cast *cast, int k, int first,
                               int steps);

#endif
