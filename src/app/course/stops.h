/* From one step to the next, across lessons and along a plan; and to any step
 * by its name.
 */
#ifndef GATEREEL_APP_COURSE_STOPS_H
#define GATEREEL_APP_COURSE_STOPS_H

#include <stdbool.h>

struct app;

/* Where PageDown goes: the plan's next stop, else the next step; at the end of
 * a lesson the next lesson. In class mode first what is below
 * the edge is scrolled to, then an open question is revealed. */
void stops_on(struct app *app);
void stops_back(struct app *app);

/* Stop k of the plan; outside: nothing. */
void stops_go(struct app *app, int k);

/* The plan's stop that the present step is, if any, becomes the present
 * one. */
void stops_follow(struct app *app);

/* A lesson by its number, where it was left, a step of it (action_lesson), or a
 * card (action_lesson_card); 0: the one left last, or the first. What is open
 * is gone on with. */
void stops_lesson(struct app *app, int number);

/* "8.4", "8", or "4" of the open lesson. False, with a note that says which
 * there are, where there is none. */
bool stops_find(struct app *app, const char *text);

#endif
