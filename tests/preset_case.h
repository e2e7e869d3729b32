/* A preset opened through its real file, in an app as large as a projector,
 * with everything measured.
 *
 *     struct preset_case c;
 *     preset_case_init(&c);
 *     preset_case_open(&c, "clipping");
 *     ... c.app ...
 *     preset_case_shows(&c, "1.00");
 *     preset_case_finish(&c);
 */
#ifndef GATEREEL_TESTS_PRESET_CASE_H
#define GATEREEL_TESTS_PRESET_CASE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "cli/lab/preset_files.h"
#include "cli/stage/scenes.h"
#include "draw/dump.h"
#include "scene/action.h"

struct preset_case {
    struct preset_files files;
    struct app app;
    struct input input;
    struct load_with with;
};

static inline void preset_case_fine(bool fine, const struct error *error)
{
    if (!fine)
        fail_msg("%s", error->text);
}

static inline void preset_case_init(struct preset_case *c)
{
    struct error error = {0};

    memset(c, 0, sizeof *c);
    c->with.kernels = kernels_choose("sse2", NULL);
    if (c->with.kernels == NULL)
        c->with.kernels = kernels_choose("generic", NULL);
    preset_case_fine(preset_files_init(&c->files, &error), &error);
    preset_case_fine(preset_files_read(&c->files, &error), &error);
    preset_case_fine(app_init(&c->app, &error), &error);
    c->app.width = 1280;
    c->app.height = 800;
    c->app.ui.reduced_motion = true;
    input_clear(&c->input);
}

static inline void preset_case_finish(struct preset_case *c)
{
    app_finish(&c->app);
    preset_files_finish(&c->files);
}

/* Hands the record over, does all work there is, and builds the frame. */
static inline void preset_case_send(struct preset_case *c)
{
    app_update(&c->app, &c->input);
    input_clear(&c->input);
    while (app_wants_work(&c->app)) {
        c->input.work = 64;
        app_update(&c->app, &c->input);
        input_clear(&c->input);
    }
    app_build(&c->app, measure_synthetic());
}

static inline void preset_case_event(struct preset_case *c,
                                     struct input_event event)
{
    assert_true(input_add(&c->input, event));
    preset_case_send(c);
}

static inline void preset_case_key(struct preset_case *c, int key,
                                   int modifiers)
{
    preset_case_event(c, (struct input_event){
        .kind = INPUT_KEY, .value = (int16_t)key,
        .modifiers = (uint8_t)modifiers});
}

/* As whoever has files answers REQUEST_OPEN_PRESET. */
static inline void preset_case_open(struct preset_case *c, const char *name)
{
    struct error error = {0};
    int found = preset_files_find(&c->files, name, &error);

    preset_case_fine(found >= 0, &error);
    const char *path = c->files.path[found];
    struct scene_file *file = scenes_load(path, &error);
    preset_case_fine(file != NULL, &error);
    struct lab *lab = scenes_open(file, path, &c->with, &error);
    preset_case_fine(lab != NULL, &error);
    app_set_lab(&c->app, lab, path);
    app_show_scene(&c->app, file, name);
    free(file);
    preset_case_send(c);
}

/* The text of a command; false where it has none. */
static inline bool preset_case_text(const struct draw_list *list, int k,
                                    char text[512])
{
    const struct draw_command *command = &list->command[k];

    if (command->kind != DRAW_TEXT)
        return false;
    snprintf(text, 512, "%.*s", (int)command->count,
             list->text + command->first);
    return true;
}

/* Some text of the frame that is no sentence holds this. */
static inline void preset_case_shows(struct preset_case *c, const char *part)
{
    char text[512];

    for (int k = 0; k < c->app.list.commands; k++)
        if (preset_case_text(&c->app.list, k, text) &&
            strlen(text) <= strlen(part) + 24 && strstr(text, part) != NULL)
            return;
    fail_msg("%s: '%s' is not on the screen", c->app.ui.preset, part);
}

/* The frame as text; the caller's to free. */
static inline char *preset_case_dump(struct preset_case *c)
{
    char *text = NULL;
    size_t length;
    struct output output = {.file = open_memstream(&text, &length)};

    assert_non_null(output.file);
    dump_commands(&c->app.list, &output);
    assert_int_equal(fclose(output.file), 0);
    return text;
}

/* A spot that does this and is not covered in its middle, or NULL. */
static inline const struct draw_spot *preset_case_spot(
    const struct preset_case *c, int action, int value)
{
    for (int k = c->app.list.spot_count - 1; k >= 0; k--) {
        const struct draw_spot *spot = &c->app.list.spots[k];
        const struct box *box = &spot->box;
        float scale = c->app.list.scale;
        if (spot->action == action && spot->value == value &&
            draw_spot_at(&c->app.list, (box->x + box->w / 2) * scale,
                         (box->y + box->h / 2) * scale) == spot)
            return spot;
    }
    return NULL;
}

static inline void preset_case_click(struct preset_case *c, int action,
                                     int value)
{
    const struct draw_spot *spot = preset_case_spot(c, action, value);

    if (spot == NULL)
        fail_msg("%s: nothing does action %d, value %d", c->app.ui.preset,
                 action, value);
    float scale = c->app.list.scale;
    struct input_event event = {
        .kind = INPUT_MOVE, .clicks = 1,
        .x = (spot->box.x + spot->box.w / 2) * scale,
        .y = (spot->box.y + spot->box.h / 2) * scale};
    preset_case_event(c, event);
    event.kind = INPUT_PRESS;
    preset_case_event(c, event);
    event.kind = INPUT_RELEASE;
    preset_case_event(c, event);
}

#endif
