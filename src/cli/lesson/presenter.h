/* The teacher's own window. */
#ifndef GATEREEL_CLI_LESSON_PRESENTER_H
#define GATEREEL_CLI_LESSON_PRESENTER_H

#include "draw/draw.h"
#include "paint/paint.h"
#include "sdl/window.h"

struct session;

/* {0}: there is none. */
struct presenter {
    struct window *window;
    struct paint *paint;       /* letters of its own */
    struct draw_list list;
    uint64_t second;           /* of the lesson, as it was shown */
    bool shown;
};

/* Opens it beside the session's window. */
bool presenter_open(struct session *session, struct error *error);
void presenter_finish(struct presenter *presenter);

/* Shows what is new in it: `fresh`: the class sees something new. */
bool presenter_show(struct session *session, bool fresh, struct error *error);

/* Milliseconds until its clock goes on; -1: there is none. */
int presenter_left(const struct session *session);

#endif
