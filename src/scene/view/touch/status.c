/* Edits are counted from where the history began, so that a scene which was
 * opened with edits says so too.
 */
#include "scene/view/touch/status.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/tell/edit_words.h"
#include "scene/widget/panel.h"

enum { SPACE = 12 };

/* How many edits do something in the lane on the stage, and what there is of
 * the latest. */
static int count_edits(const struct scene *scene, struct edit *latest)
{
    const struct edit *edit;
    size_t edits = 0;
    int count = 0;

    if (scene->lab == NULL || scene->lab->history.points == 0)
        return 0;
    const struct edits of = {.lane = scene->ui->lane,
                             .params = &scene->film->network.params,
                             .steps = scene->film->steps};
    edit = history_edits(&scene->lab->history, &edits);
    for (size_t k = 0; k < edits; k++) {
        struct edit now;
        if (!edits_fit(&of, &edit[k], &now))
            continue;
        count++;
        *latest = now;
    }
    return count;
}

char *status_edits(const struct scene *scene, bool brief, char out[STATUS_MAX])
{
    const struct keys_binding *key = keys_for(ACTION_UNDO, 0);
    struct edit latest;
    int count = count_edits(scene, &latest);
    char number[48], text[32];

    out[0] = '\0';
    if (count == 0)
        return out;
    snprintf(number, sizeof number, say(scene->ui, count == 1 ? "%d edit"
                                                              : "%d edits",
                                        "편집 %d개"), count);
    if (brief || key == NULL)
        snprintf(out, STATUS_MAX, "%s", number);
    else
        snprintf(out, STATUS_MAX, "%s · %s", number,
                 keys_text(key, text, sizeof text));
    return out;
}

char *status_latest(const struct scene *scene, char out[STATUS_MAX])
{
    struct edit latest;

    out[0] = '\0';
    if (count_edits(scene, &latest) > 0)
        edit_say(&latest, scene->film, scene->ui, out, STATUS_MAX);
    return out;
}

char *status_range(const struct scene *scene, bool brief, char out[STATUS_MAX])
{
    const struct film *film = scene->film;
    bool edited = scene->ghost != NULL;

    out[0] = '\0';
    if (film->left == 0)
        return out;
    if (brief)
        snprintf(out, STATUS_MAX, say(scene->ui, "beyond 10^{6} from t = %d",
                                      "t = %d부터 10^{6} 초과"), film->left);
    else
        snprintf(out, STATUS_MAX,
                 say(scene->ui,
                     "values explode: beyond 10^{6} from t = %d on. %s",
                     "값 폭주: t = %d부터 10^{6}을 넘습니다. %s"), film->left,
                 edited ? say(scene->ui, "Undo, or make weights smaller.",
                              "되돌리거나 가중치를 줄여 보세요.")
                        : say(scene->ui, "Make the weights smaller.",
                              "가중치를 줄여 보세요."));
    return out;
}

float status_width(const struct scene *scene, const char *text)
{
    return text[0] == '\0' ? 0 : draw_width(scene->list, FACE_BOLD, 15, text) +
                                 28 + SPACE;
}

float status_warn(const struct scene *scene, struct point left_middle,
                  const char *text)
{
    float width = status_width(scene, text);

    if (width > 0)
        panel_tag(scene, point_at(left_middle.x + (width - SPACE) / 2,
                                  left_middle.y), scene->theme->gradient,
                  false, text);
    return width;
}

float status_undo(const struct scene *scene, struct point left_middle,
                  const char *text)
{
    float width = status_width(scene, text);

    if (width > 0)
        panel_button(scene, left_middle, text, false, ACTION_UNDO, 0);
    return width;
}
