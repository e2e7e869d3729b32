/* The trainer itself is measured, with everything that a step costs beside the
 * network: the data, the loss, clipping, the optimizer, packing the weights.
 */
#include "cli/bench/learn.h"

#include "cli/run/material.h"

bool learn_init(struct trainer *trainer, const struct learn_plan *plan,
                const struct kernels *kernels, struct error *error)
{
    struct trainer_options options = trainer_defaults(plan->task);
    struct owned_material owned;

    if (!material_read(&owned, plan->task, NULL, NULL, error))
        return false;
    options.material = owned.material;
    options.layer.units = plan->hidden;
    options.batch = plan->batch;
    options.steps = plan->steps;
    bool fine = trainer_init(trainer, &options, kernels, error);
    material_finish(&owned);
    return fine;
}

bool learn_step(struct trainer *trainer, struct error *error)
{
    trainer_work(trainer, 1);
    if (trainer->state.unit >= trainer_train_units(trainer))
        trainer->state = (struct trainer_state){0};
    return !trainer->broken ||
           error_set(error, "the loss is no longer a number");
}
