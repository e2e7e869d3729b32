/* The state comes in from the left: on the belt, where the cell has one for it,
 * else on the bus; an LSTM has both.
 */
#include "scene/view/touch/cell_cuts.h"

#include <math.h>

#include "scene/view/touch/cuts.h"

enum { CAPTION_MARGIN = 44 };

static void cut_state(const struct closeup *c, enum wire_kind kind, float y,
                      bool belt)
{
    const struct scene *scene = c->scene;
    const struct theme *theme = scene->theme;
    float x = c->card.x - fminf((c->card.x - c->left) / 2, 14);
    const struct wire_cut cut = {
        .at = {x, y}, .width = closeup_track(c, belt), .ground = theme->panel,
        .captioned = c->card.x - c->box.x >= CAPTION_MARGIN,
        .wire = subject(SUBJECT_WIRE, c->layer, kind, c->step, -1),
        .is_cut = wire_is_cut(scene->film, kind, c->layer, c->step, c->unit)};

    cut_draw(scene, &cut);
}

static void cut_input(const struct closeup *c, float input)
{
    const struct theme *theme = c->scene->theme;
    float bottom = box_bottom(c->card);
    const struct wire_cut cut = {
        .at = {input, (bottom + c->token - 16) / 2}, .upright = true,
        .width = 12, .ground = theme->panel,
        .wire = subject(SUBJECT_WIRE, 0, WIRE_X, c->step, -1),
        .is_cut = c->scene->ghost != NULL &&
                  wire_is_cut(c->scene->film, WIRE_X, 0, c->step, -1) &&
                  !wire_is_cut(c->scene->ghost, WIRE_X, 0, c->step, -1)};

    if (c->layer == 0 && c->scene->film->x != NULL &&
        c->token - 16 - bottom >= 14)
        cut_draw(c->scene, &cut);
}

void cell_cuts(const struct closeup *closeup, float input)
{
    bool lstm = closeup->cell == CELL_LSTM;
    bool belt = lstm || closeup->cell == CELL_GRU ||
                closeup->cell == CELL_GRU_BEFORE;

    if (closeup->back || closeup->card.x - closeup->left < 16)
        return;
    if (closeup->cell != CELL_DENSE)
        cut_state(closeup, WIRE_H, belt && !lstm ? closeup->belt
                                                 : closeup->bus,
                  belt && !lstm);
    if (lstm)
        cut_state(closeup, WIRE_C, closeup->belt, true);
    cut_input(closeup, input);
}
