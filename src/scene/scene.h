/* A frame as a pure function: (film, decays, ui, size) -> draw list.
 */
#ifndef GATEREEL_SCENE_SCENE_H
#define GATEREEL_SCENE_SCENE_H

#include "draw/draw.h"
#include "scene/course/card.h"
#include "scene/course/course.h"
#include "scene/film/decays.h"
#include "scene/film/film.h"
#include "scene/film/levels.h"
#include "scene/lab/lab.h"
#include "scene/study/studies.h"
#include "scene/subject.h"
#include "scene/training/training.h"
#include "scene/ui.h"

/* What every view gets. Nothing in it is changed but the list. */
struct scene {
    struct draw_list *list;
    const struct theme *theme;
    const struct ui *ui;
    const struct film *film;      /* NULL on the start screen at first */
    const struct film *ghost;     /* its untouched run; NULL: nobody
                                     interfered */
    const struct lab *lab;        /* the lanes; NULL: there is but the film */
    const struct decays *decays;
    const struct levels *levels;  /* of the heat map's signal */
    const struct studies *studies; /* NULL: nothing is measured */
    const struct training *training; /* NULL: nobody learns */
    const struct cards *cards;    /* lessons; NULL: none */
    const struct course *course;  /* NULL: there is no lesson; its lesson is
                                     NULL where only a list or field of it is
                                     open */
    struct moment now;
    int phases;                   /* of the present layer's cell */
    bool tells;                   /* notes for listeners are wanted */
    bool paper;                   /* it is printed: nothing can be pressed */
};

/* What a frame shows. */
struct scene_source {
    const struct ui *ui;
    const struct film *film;
    const struct film *ghost;
    const struct lab *lab;
    const struct decays *decays;
    const struct levels *levels;
    const struct studies *studies; /* may be NULL */
    const struct training *training; /* may be NULL */
    const struct course *course;     /* may be NULL */
    const struct cards *cards;     /* lessons; NULL: none */
    bool tells;             /* with notes for those who do not see it */
};

/* Pixels per unit at a window size: clamp(min(w/1920, h/1080), 0.6, 2) times
 * the text scale; less where a frame would have less than 720 x 450 units. */
float scene_scale(int width, int height, float text_scale);

/* Builds the frame of width x height pixels. */
void scene_build(const struct scene_source *source, int width, int height,
                 struct measure measure, struct draw_list *list);

/* The same of the teacher's own window: notes, next step, time. */
void scene_build_presenter(const struct scene_source *source, int width,
                           int height, struct measure measure,
                           struct draw_list *list);

#endif
