/* From the general to the particular: how everything is at first, what a preset
 * says, what the step says of itself, then what it looks at more closely.
 */
#include "app/course/show.h"

#include <string.h>

#include "app/look.h"
#include "scene/ui_schema.h"

static size_t member_size(const struct schema_key *key)
{
    switch (key->kind) {
    case SCHEMA_BOOL: return sizeof(bool);
    case SCHEMA_FLOAT: return sizeof(float);
    default: return sizeof(int);
    }
}

/* Lane, layer, unit and gate count from 1 in a lesson. */
static struct ui count_from_0(struct ui look)
{
    look.lane--;
    look.layer--;
    look.unit--;
    look.gate--;
    return look;
}

/* What `look` sets: what is not as in a block that says nothing. */
static void look_closer(const struct step_settings *step, struct ui *ui)
{
    const struct ui look = count_from_0(step->look), plain = ui_defaults();

    for (const struct schema_key *key = ui_schema.keys; key->name != NULL;
         key++)
        if (!schema_same_key(key, &look, &plain))
            memcpy((char *)ui + key->at, (const char *)&look + key->at,
                   member_size(key));
}

static void begin(const struct scene_file *file, const struct lab *lab,
                  struct ui *ui)
{
    const struct ui plain = ui_defaults();

    scene_file_copy_view(ui, &plain);
    ui->traces = 0;
    ui->pinned = (struct draw_id){0};
    ui->brush = (struct brush){0};
    ui->at = 0;
    if (file != NULL)
        scene_file_show(file, lab, ui);
    look_dismiss(ui);
}

static void choose_panels(const struct step_settings *step, struct ui *ui)
{
    ui->shown = step->panels;
    for (int k = 0; k < 2; k++)
        ui->show[k] = k < step->panels ? (enum panel)step->show[k]
                                       : PANEL_NONE;
    ui->lit = 0;
    for (int k = 0; k < step->lits; k++)
        ui->lit |= 1u << step->lit[k];
}

/* The step as which a pass that is not said where begins: complete. */
static int last_step(const struct step_play *play, int steps)
{
    return play->pass == PASS_BACKWARD && play->step == -2 ? 1 : steps;
}

/* Where a step begins that says it; false: it does not. */
static bool find_begin(const struct step_play *play,
                       const struct timeline *timeline, int64_t *at)
{
    int step = play->step, phases = timeline->phases;
    int phase = play->phase > 0 && play->phase < phases ? play->phase : phases;

    *at = 0;
    if (step == 0 || (step == -2 && (play->run || play->to > 0)))
        return true;
    if (step == -2 && play->pass == PASS_FORWARD && play->phase == 0)
        return false;
    if (step < 0 || step > timeline->steps)
        step = last_step(play, timeline->steps);
    *at = timeline_at(timeline, (enum pass)play->pass, step, phase - 1);
    return true;
}

void step_show(const struct step_settings *step, const struct scene_file *file,
               const struct lab *lab, struct ui *ui)
{
    int64_t at;

    begin(file, lab, ui);
    if (step->view != SCREEN_START || file == NULL)
        ui->screen = step->view != SCREEN_START ? (enum screen)step->view
                                                : SCREEN_STAGE;
    look_closer(step, ui);
    choose_panels(step, ui);
    ui->story = true; /* the lesson's column, whatever a preset says */
    if (ui->lane >= lab->lanes)
        ui->lane = lab->lanes - 1;
    const struct film *film = &lab->lane[ui->lane].film;
    look_fit(ui, film);
    const struct timeline timeline = film_timeline(film, ui->layer);
    if (find_begin(&step->play, &timeline, &at))
        ui->at = at;
    else if (file == NULL)
        ui->at = timeline_at(&timeline, PASS_FORWARD, timeline.steps,
                             timeline.phases - 1);
    ui->learning = true;
    ui->covered = step->question.hides;
    ui->playing = step->play.run && !ui->reduced_motion;
}
