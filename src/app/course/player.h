/* Going through a lesson: its steps, their stages, the terms, the plan.
 *
 * A step begins with a request for its stage; until it is answered the stage
 * of the step before stays. A stage that is still as it was made is not asked
 * for again. Answers (answer.h) are the present step's alone and are gone with
 * it. A lesson stays open while its user is elsewhere; ui.learning says
 * whether it is what is on the screen.
 */
#ifndef GATEREEL_APP_COURSE_PLAYER_H
#define GATEREEL_APP_COURSE_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/input.h"
#include "scene/course/course.h"

struct app;
struct order;
struct training;

/* {0}: no stage was made yet. */
struct player {
    const struct lab *lab;     /* the stage that was made; only compared */
    const struct training *training; /* or this, likewise */
    const struct lesson *lesson; /* and what it is the stage of: */
    int from;                  /* step_stage.from, */
    uint64_t seed;             /* course_answer.seed, */
    int sequence;              /* course_answer.sequence, */
    unsigned changes;          /* of the lab's history as the step began */
    bool failed;               /* course.problem is about the stage */
    bool left;                 /* the question was left with Escape: digits are
                                  no answer */
    struct course_guess held;  /* the guess before a drag */
    int anchor;                /* of a drawn curve: where its last line began,
                                  -1: nowhere */
    uint64_t chance;           /* numbers by chance differ with it; set by
                                  whoever has a clock, 0: always the same */
    unsigned begun;            /* steps so far */
};

/* Carries out what concerns lessons: ACTION_LESSON .. ACTION_CUT_LAG. */
void player_do(struct app *app, const struct order *order);

/* What means something else in a lesson: Enter with an open question, Escape,
 * R. True: it was taken. Whatever looks elsewhere makes the stage no longer
 * the step's. */
bool player_takes(struct app *app, const struct order *order);

/* A key while the question is active, the field of Ctrl+G or the glossary is
 * open; false: it means what it does elsewhere. */
bool player_key(struct app *app, const struct input_event *event);

/* In the list of terms, by so many rows. */
void player_move_term(struct app *app, int by);

/* Time passes: the clock of the lesson goes on. */
void player_time(struct app *app, uint32_t elapsed);

/* Is there a lesson, and is it on the screen? */
bool player_learns(const struct app *app);

/* Step k from 0 of the open lesson; outside: nothing. Asks for its stage where
 * that is not there. */
void player_go(struct app *app, int k);

/* The present step as it began; `seed` is that of its answer. */
void player_begin(struct app *app, uint64_t seed);

/* Is the stage of the present step there, changed or not? */
bool player_on_stage(const struct app *app);

/* Back to the view of the step; false where its stage is gone. */
bool player_return(struct app *app);

/* Scrolls the column by what is shown of it, up to the end of the question;
 * false: that, or all of it, is on the screen. */
bool player_page(struct app *app);

/* Something else came onto the stage. */
void player_leave(struct app *app);

/* Where playing rests: the end of the range of the step, or of the film; and
 * where Space begins again there, -1: elsewhere than at that end. */
int64_t player_rest(const struct app *app);
int64_t player_again(const struct app *app);

#endif
