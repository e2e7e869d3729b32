/* Everything between a lab and pixels in memory: what a window has, without
 * one.
 */
#ifndef GATEREEL_CLI_STAGE_EASEL_H
#define GATEREEL_CLI_STAGE_EASEL_H

#include "cli/run/interrupt.h"
#include "paint/paint.h"
#include "paint/raster.h"
#include "scene/scene.h"

struct easel {
    struct lab *lab;         /* owned: put there by the caller */
    struct film *film;       /* the lane of it that is on the stage */
    struct training *training; /* owned: put there by the caller, or NULL */
    struct ui ui;            /* what is shown of them */
    const struct cards *cards; /* lessons on the start screen; NULL: none */
    bool tells;              /* frames have notes for listeners */
    struct decays decays;
    struct levels levels;
    struct studies studies;
    struct draw_list list;   /* the latest frame */
    struct paint *paint;
    struct picture picture;  /* the frame's size, and its pixels */
    struct pool *pool;
};

/* Memory, fonts and threads for frames of width x height pixels; 0 threads:
 * one per processor. The film stays as it is. */
bool easel_init(struct easel *easel, int width, int height, int threads,
                struct error *error);
void easel_finish(struct easel *easel);

/* The lab, which is taken over, and the lane of easel->ui. */
void easel_put(struct easel *easel, struct lab *lab);

/* The levels of the heat map, which no frame is drawn without. */
bool easel_level(struct easel *easel, struct error *error);

/* All the work that a window does in the background, for easel->ui. False with
 * an empty message when it was interrupted (NULL: never). */
bool easel_measure(struct easel *easel, struct interrupt *interrupt,
                   struct error *error);

/* What easel->ui needs beside the film's own curves, which easel_measure does
 * too: to be done again for another ui. */
bool easel_study(struct easel *easel, struct interrupt *interrupt,
                 struct error *error);

/* Builds the frame of easel->ui; paints what was built; does both. */
void easel_build(struct easel *easel);
void easel_show(struct easel *easel);
void easel_paint(struct easel *easel);

#endif
