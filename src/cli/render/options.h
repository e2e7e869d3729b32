/* What `gatereel render` is asked for. */
#ifndef GATEREEL_CLI_RENDER_OPTIONS_H
#define GATEREEL_CLI_RENDER_OPTIONS_H

#include "cli/stage/load.h"
#include "scene/ui.h"

/* All text points into argv; NULL: not given. */
struct render_options {
    struct load_source source;
    int width, height;     /* pixels */
    const char *output;    /* NULL: none (with --describe) */
    bool describe;
    struct ui ui;          /* theme, language, scale, view .. */
    int unit, layer, gate; /* from 1; 0: not given */
    const char *signal;    /* of the heat map, by name: "f", "df"; or NULL */
    int step, phase;       /* phase from 1; 0: the step is complete */
    enum pass pass;
    int from, to;          /* a film of these steps; 0: not given */
    const char *lanes;     /* networks to compare, see lanes.h; or NULL */
    int lane;              /* the one in front, from 1; 0: not given */
    double fps, speed;     /* frames and steps a second */
};

/* False when there is nothing to draw: *code is the exit code, and what there
 * was to say (help, version, a usage error) has been said. */
bool render_options_parse(int argc, char **argv, struct render_options *options,
                          int *code);

#endif
