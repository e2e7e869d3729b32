/* Where one can go: the start screen and the film, the lists of files and
 * presets; and what only the outside can do.
 */
#ifndef GATEREEL_APP_CHOOSE_PLACES_H
#define GATEREEL_APP_CHOOSE_PLACES_H

struct app;
struct order;

/* ACTION_START, _CONTINUE, _FILES, _FILE, _PRESETS, _PRESET, and those that
 * are requests. */
void places_do(struct app *app, const struct order *order);

/* From the start screen to the film, or to the screen that its scene is
 * about. */
void places_leave_start(struct app *app);

#endif
