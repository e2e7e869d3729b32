/* The list of presets, and the scene that is shown. Whoever has files fills
 * it: see app_show_presets.
 */
#ifndef GATEREEL_APP_FILES_PRESETS_H
#define GATEREEL_APP_FILES_PRESETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "draw/input.h"
#include "scene/film/playhead.h"
#include "scene/ui.h"

struct app;
struct scene_file;

/* {0} is an empty list. */
struct presets {
    struct ui_preset *entry;   /* owned: what ui.preset_list shows */
    size_t capacity;
    bool scene;                /* what is open was opened as a scene, */
    struct ui shown;           /* and looked like this */
    struct timeline timeline;  /* that shown.at is meant in */
};

void presets_finish(struct presets *presets);

/* Opens the list, on the preset that is shown; or closes it. */
void presets_open(struct app *app);

/* Takes a copy. False, with the list as it was, without memory. */
bool presets_take(struct app *app, const struct ui_preset *entries,
                  size_t count, struct error *error);

/* Moves the choice by entries. */
void presets_move(struct app *app, int by);

/* Asks for an entry; -1: the one behind the preset that is shown. */
void presets_choose(struct app *app, int entry);

/* A key while the list is open; false: it is none of the list's. */
bool presets_key(struct app *app, enum key key);

/* Shows the view of a scene, whose lab the app has. */
void presets_show(struct app *app, const struct scene_file *file,
                  const char *name);

/* Brings that view back; false where there is no scene. The history is
 * somebody else's. */
bool presets_reset(struct app *app);

#endif
