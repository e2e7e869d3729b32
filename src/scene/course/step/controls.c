/* A stage is a lab, whose dials are the lab's, or a training, which has dials of
 * its own for some of them.
 */
#include "scene/course/step/controls.h"

#include "scene/lab/dial/dial.h"
#include "scene/training/train_dials.h"

static bool trains(const struct step_settings *step)
{
    return step->stage.task[0] != '\0';
}

int control_setting(int control)
{
    switch (control) {
    case DIAL_FORGET: return TRAIN_FORGET;
    case DIAL_STEPS: return TRAIN_LAG;
    case DIAL_CLIP: return TRAIN_CLIP;
    case DIAL_SEED: return TRAIN_SEED;
    case DIAL_UNITS: return TRAIN_UNITS;
    default: return -1;
    }
}

int control_examples(const struct step_settings *step, const struct lab *lab,
                     const struct training *training, const struct ui *ui,
                     int *now)
{
    *now = 0;
    if (trains(step)) {
        *now = ui->example;
        return training != NULL ? training_examples(training) : 0;
    }
    if (lab == NULL || step->stage.networks == 0)
        return 0;
    *now = lab->cast.example;
    return lab->cast.examples;
}

/* Can it read what it wrote? */
static bool writes(const struct lab *lab)
{
    return lab->lane[0].film.feed.kind != GENERATE_NONE &&
           history_setup(&lab->history)->input == LAB_FILE;
}

static bool is_turned(const struct step_settings *step, int control,
                      const struct lab *lab, const struct training *training)
{
    int setting = control_setting(control);

    if (trains(step))
        return setting >= 0 && training != NULL &&
               train_dial_exists(training, (enum train_dial)setting);
    if (lab == NULL)
        return false;
    const struct dial_desk desk = {.setup = history_setup(&lab->history),
                                   .cast = &lab->cast};
    return dial_there(&desk, (enum dial)control);
}

bool control_there(const struct step_settings *step, int control,
                   const struct lab *lab, const struct training *training)
{
    const struct ui ui = ui_defaults();
    int now;

    if (control < DIALS)
        return is_turned(step, control, lab, training);
    switch (control) {
    case CONTROL_EXAMPLE:
        return control_examples(step, lab, training, &ui, &now) > 1;
    case CONTROL_TEMPERATURE:
    case CONTROL_FREE: return lab != NULL && writes(lab);
    case CONTROL_WORDING: return true;
    default: return lab != NULL;
    }
}
