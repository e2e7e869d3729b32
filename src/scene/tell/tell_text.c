/* A text and what comes next, as notes.
 */
#include <math.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/tell/tell.h"
#include "scene/view/text/shade.h"

enum { STEPS = 20 };

void tell_text(const struct scene *scene)
{
    struct shade shade = shade_of(scene);
    const struct notation *notation =
        notation_of(film_cell(scene->film, shade.layer), shade.signal);
    int last = scene->now.step, first = last > STEPS ? last - STEPS + 1 : 1;

    if (!token_film(scene->film))
        return;
    for (int t = first; t <= last; t++) {
        tell_step(scene, t);
        if (token_own(scene->film, t))
            draw_note_on(scene->list, "%s", say(scene->ui, ", its own answer",
                                                ", 자유 생성"));
        if (shade_knows(&shade, t))
            tell_value(scene, notation->letter, shade_subject(&shade, t));
    }
}

/* The choices are written; this is what came, step by step. */
void tell_next(const struct scene *scene)
{
    int done = scene->now.step - (scene->now.pass == PASS_FORWARD &&
                                  scene->now.whole < 1);
    int first = done > STEPS ? done - STEPS + 1 : 1;

    for (int t = first; t <= done; t++) {
        struct draw_id id = subject(SUBJECT_SURPRISE, 0, 0, t, 0);
        double bits = studies_value(scene->studies, id);
        char text[FIGURE_MAX];
        if (isnan(bits))
            continue;
        tell_step(scene, t);
        draw_note_on(scene->list, ", %s ", say(scene->ui, "surprise in bits",
                                               "정보량(비트)"));
        draw_note_value(scene->list, id, bits, figure_size(text, bits));
    }
}
