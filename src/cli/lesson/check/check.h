/* What gatereel check looks for in a lesson, in parts. Everything that is
 * wrong is said, one line each, and counted.
 */
#ifndef GATEREEL_CLI_LESSON_CHECK_CHECK_H
#define GATEREEL_CLI_LESSON_CHECK_CHECK_H

#include "cli/lesson/lessons.h"
#include "cli/lesson/stage.h"

/* What was measured for a step: numbers that its prose may speak of. */
enum { MEASURED_MAX = STEP_EXPECTS_MAX + STEP_CHOICES_MAX + 1 };
struct measured {
    int count;
    double value[MEASURED_MAX];
};

struct check {
    const struct lessons *course; /* borrowed: what links may lead to */
    int steps_of[LESSONS_MAX + 1]; /* steps of the shipped lesson with this
                                   number; 0: there is none */
    struct load_with with;
    int lessons, steps, claims, problems;
};

/* "FOLDER/lesson.md:LINE:COLUMN: ..." on standard output. */
void check_problem(struct check *check, const struct lesson *lesson,
                   enum language language, struct place place,
                   const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The same about any file; and what reading it has listed. */
void check_at(struct check *check, const char *path, struct place place,
              const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void check_listed(struct check *check, const struct problems *problems);

/* Is there such a step of the course? Step 0 is the lesson. Says what there
 * is. */
bool check_stop(struct check *check, const char *path, struct place place,
                int lesson, int step);

/* Glossaries and class plans. */
void check_course(struct check *check);

/* Makes the stage of every step and measures what its block claims and asks;
 * measured[lesson->steps] gets the numbers. */
void check_stages(struct check *check, const struct lesson *lesson,
                  struct measured measured[]);

/* Prose in both languages: numbers that nothing covers, languages mixed up. */
void check_prose(struct check *check, const struct lesson *lesson,
                 const struct measured measured[]);

/* Steps, minutes, links. */
void check_shape(struct check *check, const struct lesson *lesson);

/* A claim_outside for step k of a lesson: scores networks that the step
 * names. */
struct check_scores {
    const struct lesson *lesson;
    int step;
    const struct kernels *kernels;
};
bool check_score(void *context, int lane, const char *figure, double *value,
                 struct error *error);

#endif
