/* Going through a lesson as the window does, without one. */
#ifndef GATEREEL_CLI_HANDOUT_WALK_H
#define GATEREEL_CLI_HANDOUT_WALK_H

#include "app/app.h"
#include "cli/stage/load.h"

struct walk {
    struct app app;
    struct load_with with;
};

/* The lesson is taken over. */
bool walk_begin(struct walk *walk, struct lesson *lesson,
                enum language language, const struct load_with *with,
                struct error *error);
void walk_finish(struct walk *walk);

/* To step k from 0: its stage is made, and what its panels show is measured.
 * False with a message where it cannot be made. */
bool walk_go(struct walk *walk, int k, struct error *error);

/* What is on the stage, as `look` has it, in *scene, whose list and theme
 * stay. */
void walk_show(const struct walk *walk, const struct ui *look,
               struct scene *scene);

#endif
