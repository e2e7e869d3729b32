/* What `gatereel open` and `gatereel lab` are asked for. */
#ifndef GATEREEL_CLI_OPEN_OPTIONS_H
#define GATEREEL_CLI_OPEN_OPTIONS_H

#include <stdbool.h>

#include "cli/stage/load.h"
#include "scene/ui.h"
#include "sdl/window.h"

/* What the argument without an option names. */
enum open_names { OPEN_FILE, OPEN_PRESET, OPEN_LESSON };

/* The command that reads them. */
struct open_words {
    const char *command, *help;
    enum open_names names;
};

struct open_options {
    struct load_source source;    /* without a model: the opening scene */
    const char *scene;            /* in place of it: a file, */
    const char *preset;           /* or the name of a preset */
    const char *training;         /* or a saved training, */
    const char *task;             /* or the training of a task, */
    const char *lesson;           /* or a lesson: "8.4", "8", a folder */
    const char *plan;             /* a file of stops, or NULL */
    bool presenter;               /* with a second window */
    bool presets;                 /* begin with the list of presets */
    bool list;                    /* only print it */
    bool start;                   /* begin with the start screen */
    struct window_wish window;    /* width 0: as remembered */
    const char *record, *replay;  /* files of input records, or NULL */
    bool has_theme, has_language, has_scale, reduced_motion;
    enum theme_name theme;        /* what is not given is as remembered */
    enum language language;
    float text_scale;
};

/* True: go on; else the exit code is in *code. */
bool open_options_parse(int argc, char **argv, const struct open_words *words,
                        struct open_options *options, int *code);

#endif
