/* The score of a network that a step names, as gatereel scores measures it.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/assets.h"
#include "cli/lesson/check/check.h"
#include "cli/run/pupil.h"
#include "train/score.h"

enum { BATCH = 64 };

struct figure {
    const char *name;
    size_t at;
};

#define FIGURE(member) {#member, offsetof(struct score, member)}
static const struct figure figures[] = {
    FIGURE(loss), FIGURE(baseline), FIGURE(rmse), FIGURE(baseline_rmse),
    FIGURE(accuracy), FIGURE(whole), FIGURE(trained), FIGURE(chance),
};
enum { FIGURES = sizeof figures / sizeof *figures };

static bool find_figure(const char *name, size_t *at, struct error *error)
{
    const char *names[FIGURES];
    char list[128];

    for (int k = 0; k < FIGURES; k++) {
        names[k] = figures[k].name;
        if (strcmp(name, names[k]) == 0) {
            *at = figures[k].at;
            return true;
        }
    }
    return error_set(error, "there is no figure '%s'; there are %s", name,
                     text_join(names, FIGURES, ", ", list, sizeof list));
}

/* A network of the folder, else one that comes with the program. */
static bool find_model(const struct check_scores *scores, int lane,
                       char path[LESSONS_PATH_MAX], struct error *error)
{
    const struct step_stage *stage =
        &scores->lesson->step[scores->step].step.stage;
    const char *model = lane < stage->networks ? stage->network[lane].model
                                               : "";
    char name[STEP_PATH_MAX + 32];

    if (model[0] == '\0')
        return error_set(error, "lane %d has no score: the step names no "
                                "trained network for it", lane + 1);
    if (strstr(model, ".safetensors") != NULL)
        return lessons_file(scores->lesson->folder, model, path, error);
    snprintf(name, sizeof name, "models/%s.safetensors", model);
    return assets_path(name, path, LESSONS_PATH_MAX, error);
}

static bool measure(const struct pupil *pupil, struct score *score,
                    struct error *error)
{
    struct scoring scoring;

    if (!scoring_init(&scoring, &pupil->trainer.task, &pupil->trainer.network,
                      BATCH, error))
        return false;
    while (scoring_work(&scoring))
        continue;
    *score = scoring.score;
    scoring_finish(&scoring);
    return true;
}

bool check_score(void *context, int lane, const char *figure, double *value,
                 struct error *error)
{
    const struct check_scores *scores = context;
    char path[LESSONS_PATH_MAX];
    struct pupil pupil;
    struct score score;
    size_t at = 0;

    if (!find_figure(figure, &at, error) ||
        !find_model(scores, lane, path, error))
        return false;
    bool fine = pupil_open(&pupil, path, scores->kernels, error) &&
                measure(&pupil, &score, error);
    if (fine)
        memcpy(value, (const char *)&score + at, sizeof *value);
    pupil_close(&pupil);
    return fine;
}
