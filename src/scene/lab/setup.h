/* What was set: networks, input, dials. Together with the files (cast.h) and
 * the edits (edits.h) everything that a lab is made of. Plain data: copied,
 * compared, saved.
 */
#ifndef GATEREEL_SCENE_LAB_SETUP_H
#define GATEREEL_SCENE_LAB_SETUP_H

#include <stdbool.h>
#include <stdint.h>

#include <stddef.h>

#include "nn/learn/init.h"
#include "nn/net/spec.h"

enum { LANES_MAX = 4, REFERENCES_MAX = 4, LANE_SEEDS = 30 };

/* What the networks read. */
enum lab_input {
    LAB_FILE,     /* the sequence of the cast */
    LAB_NOISE,    /* N(0, 1), of the seed */
    LAB_IMPULSE,  /* 1 at the first step, then 0 */
    LAB_ZERO,
    LAB_WAVE,     /* input k: sin(2 pi t / (12 (k + 1))) */
    LAB_INPUTS
};
extern const char *const lab_input_names[LAB_INPUTS]; /* "file", "noise" .. */

/* One network. */
struct lane_setup {
    int file;               /* from here on of the cast; -1: drawn from the
                               seed, as the rest says */
    enum cell cell;
    enum activation activation; /* of rnn */
    enum init_scheme scheme;
    double gain;            /* U is multiplied with it, 0 .. 10 */
    bool radius;            /* or every gate's block of U gets this spectral
                               radius; up to SETUP_RADIUS_MAX units */
    bool biased;            /* the forget bias is set, else as scheme says */
    double forget_bias;     /* sum of both biases of f, or the GRU's z */
};

struct setup {
    int lanes, references;
    struct lane_setup lane[LANES_MAX];
    struct lane_setup reference[REFERENCES_MAX]; /* curves that stay */
    int units;              /* H, 1 .. SETUP_UNITS_MAX */
    bool same_parameters;   /* units is that of lane 0, the others get the H
                               that comes nearest to its number of weights */
    enum lab_input input;
    int inputs;             /* X where the input is not the file's */
    int first;              /* LAB_FILE: step of the sequence where it begins,
                               from 1 */
    int steps;              /* T */
    uint64_t seed;          /* of weights and noise; bands: seed, seed + 1 .. */
    int free_from;          /* LAB_FILE: from this step on networks read their
                               own answers; 0: as the file has it, -1: never */
    double temperature;     /* of their choices, 0 .. 5; 0: the likeliest */
    uint64_t draw;          /* seed of their choices */
    bool clip;              /* gradients of weights are clipped */
    double clip_norm;       /* theta > 0, of the global norm */
};

enum {
    SETUP_RADIUS_MAX = 128, /* units up to which it is found fast enough */
    SETUP_UNITS_MAX = 1024, SETUP_INPUTS_MAX = 64, SETUP_STEPS_MAX = 100000
};
extern const double setup_gain_max, setup_bias_max; /* 10; |bias| <= 12 */
extern const double setup_temperature_max;          /* 5 */

/* The cells that a lane can have, as they are offered. */
enum { LANE_KINDS = 6 };
extern const struct layer_spec lane_kinds[LANE_KINDS]; /* units 0 */

/* The thresholds that are offered; 0: no clipping. */
enum { SETUP_CLIPS = 4 };
extern const double setup_clips[SETUP_CLIPS];

/* RNN and LSTM (forget bias 1), uniform start, H = 16, N(0, 1) with X = 4, 50
 * steps, seed 1. */
struct setup setup_defaults(void);

/* A lane of this cell as it is added: gain 1, uniform, LSTM with forget bias
 * 1. */
struct lane_setup lane_defaults(enum cell cell, enum activation activation);

bool setup_equal(const struct setup *a, const struct setup *b);
bool lane_setup_equal(const struct lane_setup *a, const struct lane_setup *b);

/* Is every number within its bounds? The message says which is not. */
bool setup_check(const struct setup *setup, struct error *error);

/* Numbers of one recurrent layer of this cell. */
size_t setup_parameters(enum cell cell, int inputs, int units);

/* H of a lane that is drawn from the seed, which reads X numbers. */
int setup_lane_units(const struct setup *setup, const struct lane_setup *lane,
                     int inputs);

#endif
