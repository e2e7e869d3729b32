/* Another test sequence under the networks of a step.
 */
#ifndef GATEREEL_APP_COURSE_SEQUENCE_H
#define GATEREEL_APP_COURSE_SEQUENCE_H

#include <stdbool.h>

struct app;

/* ACTION_EXAMPLE, where networks of files read their task; false: the stage of
 * the step is another one. The stage is asked for anew; answers stay. */
bool sequence_choose(struct app *app, int value);

#endif
