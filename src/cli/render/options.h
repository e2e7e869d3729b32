/* What `gatereel render` is asked for. */
#ifndef GATEREEL_CLI_RENDER_OPTIONS_H
#define GATEREEL_CLI_RENDER_OPTIONS_H

#include "cli/stage/load.h"
#include "cli/train/picture.h"
#include "scene/ui.h"

/* All text points into argv; NULL: not given. */
struct render_options {
    int argc;              /* as they were given */
    char **argv;
    struct load_source source;
    const char *scene;     /* in place of the source: a file, */
    const char *preset;    /* or the name of a preset */
    struct picture_training training; /* or networks that learn */
    int width, height;     /* pixels */
    const char *output;    /* NULL: none (with --describe) */
    bool describe;
    struct ui ui;          /* theme, language, scale, view .. */
    int unit, layer, gate; /* from 1; 0: not given */
    const char *signal;    /* of the heat map, by name: "f", "df"; or NULL */
    int step, phase;       /* phase from 1; 0: the step is complete */
    bool has_pass;         /* it was given */
    enum pass pass;
    bool keeps_place;      /* the playhead stays at ui.at */
    int from, to;          /* a film of these steps; 0: not given */
    const char *lanes;     /* networks to compare, see lanes.h; or NULL */
    int lane;              /* the one in front, from 1; 0: not given */
    double fps, speed;     /* frames and steps a second */
};

/* False when there is nothing to draw: *code is the exit code, and what there
 * was to say (help, version, a usage error) has been said. */
bool render_options_parse(int argc, char **argv, struct render_options *options,
                          int *code);

/* Does everything that was given go together? Says what does not. */
bool render_options_check(struct render_options *options);

/* Reads the options again, what they say of a view on top of `ui`. */
void render_options_over(struct render_options *options, const struct ui *ui);

#endif
