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
    char file[SCENE_PATH_MAX]; /* seen from the scene file's folder */
    char prefix[SCENE_NAMES_MAX], head[SCENE_NAMES_MAX];
    char embedding[SCENE_NAMES_MAX];
    char activation[16], gru[16], head_kind[16];
};

/* What the networks read. */
struct scene_series {
    char file[SCENE_PATH_MAX]; /* CSV, or "" */
    char columns[SCENE_NAMES_MAX], target[SCENE_NAMES_MAX];
    char tokens[SCENE_PATH_MAX]; /* in place of `file` */
    int first, last;           /* rows, from 1; 0: all */
};

struct scene_edit {
    int lane;                  /* from 1 */
    char text[EDIT_TEXT_MAX];  /* edits.h */
};

/* A position on the timeline of the lane that is looked at. */
struct scene_place {
    int pass;                  /* enum pass */
    int step, phase;           /* from 1, as played; step 0: the very start */
    int ticks;                 /* of the phase, 1 .. TICKS */
};

/* A number whose arithmetic is open. */
struct scene_number {
    int kind, layer, signal, step, unit; /* of its draw_id */
};

struct scene_file {
    char title[LANGUAGES][UI_LABEL_MAX];
    char look[LANGUAGES][UI_SENTENCE_MAX]; /* what to look at */
    bool opening;              /* network 1 and the series are those of the
                                  opening scene */
    int networks;
    struct scene_network network[CAST_MAX];
    struct scene_series series;
    struct setup setup;        /* lanes' `file` counts from 1, 0: a seed */
    int edits;
    struct scene_edit edit[SCENE_EDITS_MAX];
    struct ui view;            /* lane, layer, unit, gate count from 1 */
    struct scene_place at;
    int numbers;
    struct scene_number number[UI_TRACE_MAX];
};

extern const struct schema scene_schema;

/* What a file holds that says nothing. */
void scene_file_defaults(struct scene_file *file);

/* All that the lab and the view say; title and files are the caller's to
 * add. Fails where there are more edits than a file takes. */
bool scene_file_take(struct scene_file *file, const struct lab *lab,
                     const struct ui *ui, struct error *error);

/* A lab as the file says, with these networks and this series, which are taken
 * over as by lab_create. Messages name the edit that is wrong. */
struct lab *scene_file_open(const struct scene_file *file,
                            const struct lab_start *with, struct error *error);

/* The view of it, for a lab that was made of it; the user's own things stay. */
void scene_file_show(const struct scene_file *file, const struct lab *lab,
                     struct ui *ui);

#endif
