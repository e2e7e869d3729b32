/* A film: one network, one sequence, and everything recorded of its run.
 *
 * Views read films and nothing else. The batch entry is always 0.
 */
#ifndef GATEREEL_SCENE_FILM_FILM_H
#define GATEREEL_SCENE_FILM_FILM_H

#include "base/error.h"
#include "data/vocabulary.h"
#include "nn/net/free/generate.h"
#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"
#include "scene/film/playhead.h"
#include "scene/film/traces.h"

enum { FILM_LABEL_MAX = 24, FILM_NAME_MAX = 96, FILM_NAMED_MAX = 48 };

/* A run whose values get larger than this has left the range of its pictures:
 * they keep the scale of what came before. */
enum { FILM_RANGE = 1000000 };

/* A short text that exists in both languages. */
struct caption {
    char en[FILM_NAME_MAX], ko[FILM_NAME_MAX];
};

/* What a film is made from; everything is copied. */
struct film_source {
    const struct params *params;
    const struct kernels *kernels;
    int steps;             /* T */
    const real *x;         /* [T][X], or NULL with ids */
    const int *ids;        /* [T] */
    const real *values;    /* [T][Y] targets of a linear head, or NULL */
    const int *labels;     /* [T] targets of a softmax head, -1: not asked; or
                              NULL */
    const double *mean, *deviation; /* [X] what the inputs were scaled with, or
                                       NULL: as they are */
    const char (*label)[FILM_LABEL_MAX]; /* [T] what is read at each step, as
                                            people write it ("1994-05", "하지");
                                            NULL: x_1, x_2 .. */
    struct caption title;  /* of the data: "Mauna Loa CO₂, monthly change" */
    struct caption unit;   /* of the raw input: "ppm"; may be empty */
    struct caption model;  /* where the weights are from: a file's name */
    bool trained;          /* false: random weights, and the screen says so, */
    bool by_hand;          /* or weights that somebody wrote */
    bool named;            /* `model` is a name that labels have in place of
                              its cell's; up to FILM_NAMED_MAX bytes */
    uint64_t seed;         /* of its training or its start */
    int epochs;            /* of training; 0: unknown */
    bool loss_everywhere;  /* false: L = the loss at the last step alone */
    int first_unit;        /* of layer 0: the one to look at first */
    const struct vocabulary *words; /* what tokens and classes are called, or
                                       NULL */
    struct feed feed;      /* how the network is left to itself; kind 0: not */
    int free_from;         /* from this step (2 ..) on it reads its own answers;
                              0: it never does */
    double temperature;    /* of its choices; 0: the likeliest */
    uint64_t draw;         /* seed of its choices */
    int turn;              /* first step that reads an answer; 0: there is none.
                              Steps before it are the question */
    int context;           /* of a cast's network: so many last values of the
                              sequence are its inputs; 0, 1: one */
    bool picture;          /* x of step 1 begins with an 8 x 8 picture */
};

struct film {
    struct network network;
    struct tape values;
    struct tape gradients;   /* dL/d(signal) of every signal */
    struct pins pins;        /* in force; none: count 0 */
    int steps;
    real *x;                 /* [T][X] what was read, or NULL with ids */
    int *ids;                /* [T], or NULL */
    bool *given;             /* [T] behind free_from: x or ids of this step are
                                read in place of an answer; all false unless
                                the caller says so */
    real *target_values;     /* [T][Y], or NULL */
    int *target_labels;      /* [T], or NULL */
    double *loss;            /* [T + 1] loss of step t where it is asked, else
                                NAN; [0]: L */
    bool has_loss;           /* there are targets; else L = sum of h_T */
    bool loss_everywhere;
    double *mean, *deviation;
    char (*label)[FILM_LABEL_MAX];
    struct caption title, unit, model;
    bool trained, by_hand, named;
    uint64_t seed;
    int epochs;
    int first_unit;
    struct vocabulary words; /* owned; count 0: none */
    struct feed feed;
    int free_from;           /* 0: it never reads its own answers */
    double temperature;
    uint64_t draw;
    int turn, context;
    bool picture;
    bool opening;            /* it is the scene that comes with the program */
    struct traces traces;    /* of the values, for curves */
    double *peak;            /* [layers][SIGNALS_MAX] largest |value| of a
                                signal over the run, as far as it is within
                                FILM_RANGE */
    int left;                /* first step at which a state is beyond
                                FILM_RANGE or no number; 0: never */
    double gradient_peak;    /* log10 of the largest |dL/dh_t| or |dL/dc_t| of
                                any layer and step (norms over the units) */
    double gradient_decades; /* from there down to the smallest, 2 .. 8: the
                                scale of pictures of gradients */
    void *memory;
};

/* What a film was made from, as it is now: borrowed from it. */
struct film_source film_source_of(const struct film *film);

/* What a film of so many steps takes; SIZE_MAX where no size_t holds it. */
size_t film_bytes(const struct spec *spec, int steps);

/* Runs forward and backward. Says first when there is not enough memory. */
bool film_init(struct film *film, const struct film_source *source,
               struct error *error);
void film_finish(struct film *film);

/* The same as film_finish and film_init, in the memory of a film that is there
 * where the new one has the same shape and words; false, with nothing changed,
 * where it has others. */
bool film_again(struct film *film, const struct film_source *source);

/* Other weights of the same shape, trained for so many epochs; runs again
 * without pins. Allocates nothing. */
void film_retrain(struct film *film, const struct params *params, int epochs);

/* dL/d(weights), added to `sum`. */
void film_weight_gradient(struct film *film, struct params *sum);

/* Runs both passes again, with these pins (borrowed, may be NULL). From
 * free_from on x, ids and labels become what was read of its own answers, but
 * where film->given says that they are read as they are. Allocates nothing. */
void film_run(struct film *film, const struct pins *pins);

static inline const struct layer_spec *film_layer(const struct film *film, int l)
{
    return &film->network.params.spec.layer[l];
}

static inline enum cell film_cell(const struct film *film, int l)
{
    return film_layer(film, l)->cell;
}

static inline int film_units(const struct film *film, int l)
{
    return film_layer(film, l)->units;
}

/* The H values of a signal at step t (0: the start), forward. */
static inline const real *film_signal(const struct film *film, int l,
                                      int signal, int t)
{
    return tape_signal(&film->values, l, signal, t, 0);
}

/* dL/d(signal) of one unit, scale undone. */
static inline double film_gradient(const struct film *film, int l, int signal,
                                   int t, int unit)
{
    return tape_value(&film->gradients, l, signal, t, 0, unit);
}

/* log10 of the norm of dL/d(signal) over the units; -INFINITY for 0. */
double film_gradient_size(const struct film *film, int l, int signal, int t);

/* Is it too large to be drawn to scale, or no number? */
static inline bool film_beyond(double value)
{
    return !(value >= -FILM_RANGE && value <= FILM_RANGE);
}

/* Largest |value| of a signal over all steps and units that is not beyond. */
static inline double film_peak(const struct film *film, int l, int signal)
{
    return film->peak[l * SIGNALS_MAX + signal];
}

/* What is read at step t (1 .. T): input k in the units of the data. */
double film_input(const struct film *film, int t, int k);

/* Prediction made at step t for output k, and its target (NAN: none), in the
 * units of the data where inputs and outputs are the same things. */
double film_output(const struct film *film, int t, int k);
double film_target(const struct film *film, int t, int k);

/* How a choice of the softmax is written, from 0: by the vocabulary, else as
 * where the film reads that token, else "#4". Returns name. */
char *film_choice(const struct film *film, int choice,
                  char name[FILM_LABEL_MAX]);

struct timeline film_timeline(const struct film *film, int l);

#endif
