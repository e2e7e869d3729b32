/* The presets that come with the program: assets/presets/NN-NAME.scene, in
 * the order of their numbers. A preset is added by putting its file there.
 */
#ifndef GATEREEL_CLI_LAB_PRESETS_H
#define GATEREEL_CLI_LAB_PRESETS_H

#include "base/error.h"
#include "scene/ui.h"

enum { PRESETS_PATH_MAX = 4096 };

/* {0} is a valid empty value. */
struct presets {
    size_t count, entries, paths;     /* used, and allocated */
    struct ui_preset *entry;          /* [count] owned; name alone at first */
    char (*path)[PRESETS_PATH_MAX];   /* [count] owned */
};

/* Lists them by name. */
bool presets_init(struct presets *presets, struct error *error);
void presets_finish(struct presets *presets);

/* Reads all titles and sentences. One that is damaged fails, and the others
 * are there all the same. */
bool presets_read(struct presets *presets, struct error *error);

/* Its place in the list, or -1 with a message that has the nearest name. */
int presets_find(const struct presets *presets, const char *name,
                 struct error *error);

#endif
