/* What follows from what the user did: lanes are made anew, the film on the
 * stage is another one, other levels are wanted, and the rest is measured in
 * units of work.
 */
#ifndef GATEREEL_APP_FOLLOW_H
#define GATEREEL_APP_FOLLOW_H

#include <stdbool.h>
#include <stdint.h>

struct app;

/* To be called after every change, before a frame is built. */
void follow(struct app *app);

/* Is there anything to measure? Some units of it. */
bool follow_wants_work(const struct app *app);
void follow_work(struct app *app, uint32_t units);

#endif
