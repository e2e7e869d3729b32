/* The lab: networks in lanes on the same input, what is measured of them, and
 * everything that was set and done, with its history.
 *
 * Whoever changes the history calls lab_follow, which makes anew what depends
 * on it; the long measurements follow in units of work.
 */
#ifndef GATEREEL_SCENE_LAB_LAB_H
#define GATEREEL_SCENE_LAB_LAB_H

#include "base/pool.h"
#include "scene/lab/history.h"
#include "scene/lab/lane.h"
#include "scene/ui.h"

/* Lanes point into each other's measurements: a lab stays where it is. */
struct lab {
    const struct kernels *kernels; /* borrowed */
    struct pool *pool;             /* borrowed, NULL: none */
    struct cast cast;              /* owned */
    struct history history;
    int lanes, references;         /* that are made */
    struct lane lane[LANES_MAX], reference[REFERENCES_MAX];
    struct setup made;             /* of this */
    unsigned changes;              /* of the history, that are followed */
    size_t point;                  /* of it, where the lanes were made last */
    struct lane_measure measure;
    unsigned run;                  /* changes whenever a film ran */
    unsigned built;                /* changes whenever a lane got other
                                      weights or input than by edits */
    bool failed;                   /* no memory for measuring: not tried
                                      again */
};

/* A lab with its lanes made, and a history that begins here. Takes the cast
 * over (*cast becomes {0}); on failure NULL, and the cast is still the
 * caller's. */
struct lab_start {
    struct cast *cast;
    const struct setup *setup;
    const struct setup *begun; /* what the history began with, before it was
                                  set to `setup`; NULL: the same */
    const struct edit *edit;
    size_t edits;
    const struct kernels *kernels;
    struct pool *pool;         /* or NULL */
    double cost_max;           /* the most that lab_cost may be for those who
                                  open a file with it; 0: anything */
};
struct lab *lab_create(const struct lab_start *start,
                       const struct lane_measure *measure,
                       struct error *error);
void lab_destroy(struct lab *lab); /* NULL is allowed */

/* The same of one film's source alone, which is copied. */
struct lab *lab_of(const struct film_source *source, struct pool *pool,
                   struct error *error);

/* The setup of a cast alone: its first network reads its whole sequence, from
 * where the contexts of all networks are whole. */
struct setup lab_setup_of(const struct cast *cast);

/* The present setup, in which a network that is alone has an RNN and an LSTM
 * beside it, and if it is trained its start as a kept curve. */
struct setup lab_joined(const struct lab *lab);

/* Does the setup fit to the cast? The message says what does not. */
bool lab_check(const struct cast *cast, const struct setup *setup,
               struct error *error);

/* Weights times steps of all that the setup runs: 1e9 take about 0.3 s, forward
 * and backward. It fits to the cast. */
double lab_cost(const struct cast *cast, const struct setup *setup);

/* What a lane of this setup is made from, at the setup's seed. */
struct lane_source lab_source(const struct lab *lab, const struct setup *setup,
                              const struct lane_setup *lane);

/* Other weights for networks 0 .. of the cast, of the same shapes: films and
 * what is measured of them follow, history and view stay. weights[k] NULL: as
 * they are. */
struct lab_retrained {
    const real *weights[CAST_MAX]; /* as in params.data */
    int epochs[CAST_MAX];          /* that they were trained for; 0: they are
                                      drawn at random */
};
bool lab_retrain(struct lab *lab, const struct lab_retrained *retrained,
                 struct error *error);

/* What the user wants measured. */
struct lane_measure lab_measure(const struct ui *ui);

/* Makes lanes, edits and own curves follow the history and the measure. On
 * failure a change of the history is undone. */
bool lab_follow(struct lab *lab, const struct lane_measure *measure,
                struct error *error);

/* What is left to measure, in units of work, and how much of it is done. */
bool lab_wants(const struct lab *lab);
bool lab_work(struct lab *lab, struct error *error);
double lab_progress(const struct lab *lab); /* 0 .. 1 */

/* Lane k, or LANES_MAX + r for reference r; NULL where there is none. */
const struct lane *lab_lane(const struct lab *lab, int k);
const struct lane_setup *lab_lane_setup(const struct lab *lab, int k);

/* The film on the stage; NULL in an empty lab. Its untouched twin, or NULL. */
struct film *lab_film(struct lab *lab, int lane);
const struct film *lab_ghost(const struct lab *lab, int lane);
/* The twin, or where nobody interfered the film itself; NULL: neither. */
const struct film *lab_untouched(const struct lab *lab, int lane);

/* The lag at which verdicts are stated: ui->lag, at most T, of inputs T - 1;
 * 0: that. */
int lab_lag(const struct lab *lab, const struct ui *ui);

/* The value of a SUBJECT_LANE_..; NAN for anything else. */
double lab_value(const struct lab *lab, struct draw_id id);

/* "LSTM", "RNN ReLU", "GRU, reset before", or the name that it was given; the
 * same with what its start is
 * marked by, "LSTM b_f +1.0", for labels that tell lanes of one kind apart; and
 * how it starts: "uniform +-1/sqrt(H), b_f = +1". In the present language;
 * returns out. */
char *lab_lane_name(const struct lab *lab, const struct ui *ui, int k,
                    char *out, size_t size);
char *lab_lane_label(const struct lab *lab, const struct ui *ui, int k,
                     char *out, size_t size);
char *lab_lane_start(const struct lab *lab, const struct ui *ui, int k,
                     char *out, size_t size);

/* What tells a lane from others of its cell, where they come from files or a
 * hand: nothing must; a mark behind its name, "U = 0.5" or "2"; its own name,
 * "cosine-lstm". */
enum lab_apart { LAB_ALONE, LAB_MARKED, LAB_NAMED };
enum lab_apart lab_lane_apart(const struct lab *lab, const struct ui *ui, int k,
                              char *out, size_t size);

/* The hue and marker of a lane: its cell's; of a file that is alone its own; of
 * files lab_hue_among. */
enum model_hue lab_lane_hue(const struct lab *lab, int k);

/* The same for network k of several: the first of a kind has the hue of the
 * kind, every further one a hue of its own. Up to CAST_MAX. */
enum model_hue lab_hue_among(const enum cell cell[], int k);

#endif
