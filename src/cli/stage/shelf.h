/* What the start screen shows beside the film of an easel: lessons and presets.
 */
#ifndef GATEREEL_CLI_STAGE_SHELF_H
#define GATEREEL_CLI_STAGE_SHELF_H

#include "cli/lab/preset_files.h"
#include "cli/stage/easel.h"

/* {0} is empty. */
struct shelf {
    struct preset_files presets;
    struct cards cards;      /* with all their pictures */
};

/* Reads them for an easel that shows the start screen; what is damaged is said
 * and left out. */
void shelf_fill(struct shelf *shelf, struct easel *easel);
void shelf_finish(struct shelf *shelf);

#endif
