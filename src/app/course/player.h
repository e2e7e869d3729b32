/* Going through a lesson: steps, questions, terms.
 *
 * A step begins with a request for its stage; until it is answered the stage
 * of the step before stays. Answers are the present step's alone and are gone
 * with it.
 */
#ifndef GATEREEL_APP_COURSE_PLAYER_H
#define GATEREEL_APP_COURSE_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/input.h"
#include "scene/course/course.h"

struct app;
struct order;

/* Carries out what concerns lessons: ACTION_LESSON .. ACTION_WORDING. */
void player_do(struct app *app, const struct order *order);

/* May a key or click be the lesson's instead of what it does elsewhere: PageUp
 * and PageDown, Enter with an open question, Escape, R; and everything that
 * looks elsewhere makes the stage no longer the step's. True: it was taken. */
bool player_takes(struct app *app, const struct order *order);

/* A key while the question is active, the field of Ctrl+G or a list of the
 * lesson is open; false: it means what it does elsewhere. */
bool player_key(struct app *app, const struct input_event *event);
void player_text(struct app *app, const char *text);
bool player_wants_text(const struct app *app);

/* Time passes: the range of a step ends, the clock goes on. */
void player_time(struct app *app, uint32_t elapsed);

/* Step k from 0 of the open lesson; outside: nothing. Asks for its stage. */
void player_go(struct app *app, int k);

/* Where PageDown goes: the plan's next stop, else the next step; at the end of
 * a lesson the next lesson. */
void player_on(struct app *app);
void player_back(struct app *app);

void player_finish(struct app *app);

#endif
