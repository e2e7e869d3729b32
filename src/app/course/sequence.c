/* The sequence belongs to the cast, which whoever has files makes.
 */
#include "app/course/sequence.h"

#include "app/app.h"
#include "scene/course/step/controls.h"

bool sequence_choose(struct app *app, int value)
{
    if (!player_learns(app) || !player_on_stage(app) ||
        app->player.training != NULL)
        return false;
    int now, count = control_examples(&course_step(&app->course)->step,
                                      app->lab, NULL, &app->ui, &now);
    if (count < 1)
        return false;
    if (value == -1 || value == -2)
        value = (now + (value == -1 ? count - 1 : 1)) % count;
    if (value < 0 || value >= count || value == now)
        return true;
    app->course.answer.sequence = value + 1;
    app_ask(app, REQUEST_STAGE, "");
    return true;
}
