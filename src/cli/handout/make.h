/* A lesson on paper: its prose, a picture of every stage, blanks for what is to
 * be predicted; for the teacher with all answers.
 */
#ifndef GATEREEL_CLI_HANDOUT_MAKE_H
#define GATEREEL_CLI_HANDOUT_MAKE_H

#include "cli/stage/load.h"
#include "scene/course/lesson.h"

/* Where finished pages go. */
struct handout_pages {
    struct measure measure;
    bool (*take)(void *context, const struct draw_list *list,
                 struct error *error);
    void *context;
};

struct handout {
    struct lesson *lesson;     /* taken over */
    enum language language;
    bool answers;              /* truths, solutions, notes for the teacher */
    struct load_with with;     /* what its stages run with */
};

/* Runs every stage with the lesson's own seeds and writes page after page.
 * False with a message where a stage cannot be made, or a page not taken. */
bool handout_make(const struct handout *handout,
                  const struct handout_pages *pages, struct error *error);

#endif
