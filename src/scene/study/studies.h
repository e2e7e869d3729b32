/* What is measured of the film on the stage beside its run: only for what is
 * on the screen, in units of work that fit between two pictures.
 *
 * Whatever the film, its run, its layer or the user's choices make old is
 * forgotten by studies_follow, so what a study has is always of the present.
 */
#ifndef GATEREEL_SCENE_STUDY_STUDIES_H
#define GATEREEL_SCENE_STUDY_STUDIES_H

#include "scene/study/check/check.h"
#include "scene/study/connection.h"
#include "scene/study/cut.h"
#include "scene/study/loss_row.h"
#include "scene/study/paths.h"
#include "scene/study/table.h"
#include "scene/study/text/beam.h"
#include "scene/study/text/surprise.h"
#include "scene/study/triangle.h"
#include "scene/ui.h"

/* {0} is empty. */
struct studies {
    struct paths paths;       /* SUBJECT_PATH, SUBJECT_PATH_RATE */
    struct triangle triangle; /* SUBJECT_LESSON_PART */
    struct loss_row row;      /* of the chosen loss: SUBJECT_LESSON_PART, too,
                                 SUBJECT_LESSON_SHARE, SUBJECT_LESSON_ERROR */
    struct bptt_cut cut;           /* of the same loss: SUBJECT_CUT */
    struct connection connection; /* SUBJECT_CONNECTION */
    struct unit_table table;  /* SUBJECT_UNIT_STAT, SUBJECT_UNIT_GRADIENT,
                                 SUBJECT_REACTION */
    struct surprise surprise; /* SUBJECT_SURPRISE */
    struct beam beam;         /* SUBJECT_BEAM */
    struct check check;       /* of the number that is opened */
};

void studies_finish(struct studies *studies);

/* Forgets what is no longer so. `run` changes whenever the film runs again;
 * film may be NULL. To be called after every change, before a frame is
 * built. */
void studies_follow(struct studies *studies, const struct film *film,
                    const struct ui *ui, unsigned run);

/* Is there anything left to be measured for what is on the screen? */
bool studies_wants(const struct studies *studies, const struct film *film,
                   const struct ui *ui, unsigned run);

/* One unit of work, of about 3 ms at most. False where nothing is left, or,
 * with a message, where there is no memory: that study is then not tried
 * again. */
bool studies_work(struct studies *studies, const struct film *film,
                  const struct ui *ui, unsigned run, struct error *error);

/* The number of a subject; NaN where it is not measured. Studies may be
 * NULL. */
double studies_value(const struct studies *studies, struct draw_id id);

#endif
