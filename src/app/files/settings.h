/* What is remembered from one time to the next, as text. Whoever has files
 * keeps it: nothing here reads or writes one.
 */
#ifndef GATEREEL_APP_FILES_SETTINGS_H
#define GATEREEL_APP_FILES_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "scene/film/playhead.h"
#include "scene/ui.h"

enum { SETTINGS_PATH_MAX = 1024, SETTINGS_RECENT_MAX = 8,
       SETTINGS_TEXT_MAX = 16384, SETTINGS_SIDE_MAX = 16384 };

struct settings {
    enum language language;
    enum theme_name theme;
    float text_scale;          /* 0.8 .. 2, in tenths */
    bool reduced_motion;
    int width, height;         /* of the window in its units; 0: the usual */
    int recents;
    char recent[SETTINGS_RECENT_MAX][SETTINGS_PATH_MAX]; /* newest first */
    char open[SETTINGS_PATH_MAX]; /* the film that was open; "": the opening
                                     scene */
    enum pass pass;            /* where in it */
    int step;                  /* 0: at the very start */
};

/* English, dark, size 1, nothing recent. */
struct settings settings_defaults(void);

/* Puts a path in front of the recent ones. A path that is too long for a
 * line, or is not text, is not remembered. */
void settings_remember(struct settings *settings, const char *path);

/* One "key: value" a line, NUL-terminated; returns the length. */
size_t settings_print(const struct settings *settings,
                      char out[SETTINGS_TEXT_MAX]);

/* Takes over every line that makes sense and leaves the rest of *settings as
 * it was. Returns how many lines made no sense. */
int settings_parse(struct settings *settings, const char *text, size_t length);

#endif
