/* The keys of a lab's settings, as scene files and lessons write them.
 */
#ifndef GATEREEL_SCENE_LAB_SETUP_SCHEMA_H
#define GATEREEL_SCENE_LAB_SETUP_SCHEMA_H

#include "lesson/schema.h"
#include "scene/lab/setup.h"

extern const char *const setup_cell_names[CELL_KINDS]; /* "dense", "rnn" .. */

/* A lane as it is where a file says nothing: an LSTM as its scheme says. */
extern const struct lane_setup setup_plain_lane;

extern const struct schema setup_schema;      /* of a struct setup */

/* The rows for a struct with a struct lane_setup at `where`: how a network is
 * drawn, without its forget bias. */
#define LANE_AT(where, member) \
    .at = (where) + offsetof(struct lane_setup, member)
#define LANE_KEYS(where) \
    {"cell", SCHEMA_WORD, LANE_AT(where, cell), .words = setup_cell_names, \
     .size = CELL_KINDS}, \
    {"activation", SCHEMA_WORD, LANE_AT(where, activation), \
     .words = activation_names, .size = ACT_KINDS}, \
    {"scheme", SCHEMA_WORD, LANE_AT(where, scheme), .words = init_names, \
     .size = INIT_SCHEMES}, \
    {"gain", SCHEMA_DOUBLE, LANE_AT(where, gain), .low = 0, .high = 10}, \
    {"radius", SCHEMA_BOOL, LANE_AT(where, radius)}

#endif
