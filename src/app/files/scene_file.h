/* Everything that was set, as one small readable file: which networks, from a
 * seed or from files, what they read, what was done to them, where the
 * playhead is and what is looked at. Theme, language and sizes are the
 * reader's own and are not in it.
 *
 * Presets are such files too, with a title and a sentence.
 */
#ifndef GATEREEL_APP_FILES_SCENE_FILE_H
#define GATEREEL_APP_FILES_SCENE_FILE_H

#include "lesson/schema.h"
#include "scene/lab/lab.h"

enum {
    SCENE_EDITS_MAX = 2000,
    SCENE_PATH_MAX = 1024,
    SCENE_NAMES_MAX = 256,
};

/* A weight file, and what it cannot say of itself; texts "": not given. */
struct scene_network {
    char file[SCENE_PATH_MAX];
    char prefix[SCENE_NAMES_MAX], head[SCENE_NAMES_MAX];
    char embedding[SCENE_NAMES_MAX];
    char activation[16], gru[16], head_kind[16];
    struct place place;        /* of `file` in the scene file; line 0: it was
                                  not read */
};

/* What the networks read. */
struct scene_series {
    char file[SCENE_PATH_MAX]; /* CSV, or "" */
    char columns[SCENE_NAMES_MAX], target[SCENE_NAMES_MAX];
    char tokens[SCENE_PATH_MAX]; /* in place of `file` */
    char text[SCENE_PATH_MAX]; /* likewise, in the tokens of the network */
    int first, last;           /* rows, from 1; 0: all */
    int sequence;              /* in place of all of those: the test sequence
                                  of the task that the networks were trained
                                  for, from 1; 0: none */
};

/* Where networks and series come from. In a file their paths are seen from
 * its folder, in memory from the program's. */
struct scene_sources {
    bool opening;              /* network 1 and the series are those of the
                                  opening scene */
    int networks;
    struct scene_network network[CAST_MAX];
    struct scene_series series;
};

struct scene_edit {
    int lane;                  /* from 1; references count on from LANES_MAX
                                  + 1 */
    char text[EDIT_TEXT_MAX];  /* edits.h */
    struct place lane_place, place; /* of both in the scene file */
};

/* A position on the timeline of the lane that is looked at. */
struct scene_place {
    int pass;                  /* enum pass */
    int step, phase;           /* from 1, as played; step 0: the very start */
    int ticks;                 /* of the phase, 1 .. TICKS */
};

/* A number whose arithmetic is open: its draw_id. */
struct scene_number {
    int kind, layer, signal, step, unit;
};

struct scene_file {
    char title[LANGUAGES][UI_LABEL_MAX];
    char look[LANGUAGES][UI_SENTENCE_MAX]; /* what to look at */
    struct scene_sources sources;
    struct setup setup;        /* lanes' `file` counts from 1, 0: a seed */
    struct place setup_place;  /* of all of it in the scene file */
    struct setup begun;        /* where the dials stood at first; what a file
                                  does not name is as in `setup` */
    int edits;
    struct scene_edit edit[SCENE_EDITS_MAX];
    struct ui view;            /* lane, layer, unit, gate count from 1 */
    struct scene_place at;
    struct scene_number kept;  /* a read-out that stays; kind 0: none */
    int numbers;
    struct scene_number number[UI_TRACE_MAX];
};

extern const struct schema scene_schema;

/* What a file holds that says nothing. */
void scene_file_defaults(struct scene_file *file);

/* All that the lab and the view say; sources are the caller's to add. Fails
 * where there are more edits than a file takes. */
bool scene_file_take(struct scene_file *file, const struct lab *lab,
                     const struct ui *ui, struct error *error);

/* A lab as the file says, with this cast, which is taken over as by
 * lab_create. A message begins with "NAME:LINE:COLUMN: ", the place in the
 * file of what is wrong. */
struct lab *scene_file_open(const struct scene_file *file, const char *name,
                            const struct lab_start *with, struct error *error);

/* "NAME:LINE:COLUMN: " in front of a message; "NAME: " without a place.
 * Returns false. */
bool scene_file_blame(const char *name, struct place place,
                      struct error *error);

/* The view of it, for a lab that was made of it; the user's own things (theme,
 * language, sizes) stay. */
void scene_file_show(const struct scene_file *file, const struct lab *lab,
                     struct ui *ui);

/* What a file says of the view, from one to another; counted from 0 in both. */
void scene_file_copy_view(struct ui *ui, const struct ui *from);

#endif
