/* The lessons as cards of the start screen, each with a picture of its own
 * stage.
 */
#ifndef GATEREEL_SCENE_COURSE_CARD_H
#define GATEREEL_SCENE_COURSE_CARD_H

#include "scene/course/lesson.h"
#include "scene/film/decays.h"
#include "scene/film/levels.h"
#include "scene/lab/lab.h"
#include "scene/study/studies.h"

enum { CARDS_LESSONS_MAX = 64 };

/* What the picture's panel shows beside the run. */
struct card_measures {
    struct levels levels;
    struct decays decays;
    struct studies studies;
};

struct lesson_card {
    char name[LESSON_NAME_MAX];
    char folder[LESSON_PATH_MAX];
    int number;
    char title[LANGUAGES][UI_LABEL_MAX];
    int steps, at;             /* at: furthest step that was seen, from 1; 0:
                                  none */
    int last;                  /* where it was left, from 1; 0: never opened */
    double minutes;
    int picture;               /* step from 0 whose stage is the picture, */
    enum panel panel;          /* the panel of it, */
    struct ui look;            /* and as which it is seen */
    struct lab *lab;           /* owned by struct cards; NULL: not there yet */
    struct card_measures *measures; /* owned likewise; with a lab */
    bool failed;               /* it has no picture */
    bool given_up;             /* no memory for its decays */
    bool core;
    bool damaged;              /* it cannot be read: its name is all there is */
};

/* {0}: none. */
struct cards {
    int count;
    struct lesson_card *card;         /* owned */
    int latest;                /* the lesson left last, -1: none */
};

void cards_finish(struct cards *cards);

#endif
