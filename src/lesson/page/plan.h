/* A class plan: a text list of stops that the presenter's keys walk through.
 *
 *     # fifty minutes             a comment
 *     7.1
 *     7.3  12                     minutes for this stop, else those of the step
 *     preset lstm-vanishes
 *     scene mine.scene            seen from the plan's folder
 */
#ifndef GATEREEL_LESSON_PAGE_PLAN_H
#define GATEREEL_LESSON_PAGE_PLAN_H

#include "lesson/problems.h"

enum { PLAN_STOPS_MAX = 100, PLAN_NAME_MAX = 1024 };

enum plan_kind { PLAN_STEP, PLAN_PRESET, PLAN_SCENE };

struct plan_stop {
    enum plan_kind kind;
    int lesson, step;          /* PLAN_STEP, from 1 */
    char name[PLAN_NAME_MAX];  /* PLAN_PRESET, PLAN_SCENE */
    double minutes;            /* 0: as the step says */
    struct place place;
};

struct class_plan {
    int stops;
    struct plan_stop stop[PLAN_STOPS_MAX];
};

/* False with what is wrong added to `problems`. An empty plan is wrong. */
bool plan_read(struct class_plan *plan, const char *text, size_t length,
               struct problems *problems);

/* Makes the names of scenes, which are seen from the folder of the plan's file
 * `path`, seen from the program's. False where one becomes too long. */
bool plan_find_scenes(struct class_plan *plan, const char *path,
                      struct problems *problems);

/* "8.4" or "8": lesson 8, step 4 (without a point: 0); false for what is
 * none. */
bool plan_parse_stop(const char *text, int *lesson, int *step);

#endif
