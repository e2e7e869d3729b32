/* What pictures show without writing it, as notes for those who do not see
 * them: the values behind bars, curves and colours.
 */
#ifndef GATEREEL_SCENE_TELL_TELL_H
#define GATEREEL_SCENE_TELL_TELL_H

#include "scene/scene.h"

/* Appends notes to the group of a panel that has just been drawn into `box`;
 * nothing for panels that write all they show. */
void tell_panel(const struct scene *scene, enum panel panel, struct box box);

/* Parts of notes, for the files of this folder: a value of the film, with a
 * name before it; sizes are log10 and written as powers. */
void tell_value(const struct scene *scene, const char *name,
                struct draw_id id);
void tell_size(const struct scene *scene, const char *name, struct draw_id id);

/* Begins the line of a step: "t = 20, 1993-08" */
void tell_step(const struct scene *scene, int step);

/* Steps side by side: strip, backward. */
void tell_strip(const struct scene *scene, struct box box);
void tell_backward(const struct scene *scene, struct box box);

/* What is measured beside the run: curves by lag, what a loss teaches, and how
 * much what is read at a step matters, in the line of that step. */
void tell_paths(const struct scene *scene);
void tell_triangle(const struct scene *scene);
void tell_connection(const struct scene *scene, int step);

/* Over all steps: heat map, scopes, series, decay. */
void tell_heat(const struct scene *scene);
void tell_scopes(const struct scene *scene);
void tell_series(const struct scene *scene);
void tell_decay(const struct scene *scene);

/* A text, and what comes next. */
void tell_text(const struct scene *scene);
void tell_next(const struct scene *scene);

/* The networks of the lab. */
void tell_lanes(const struct scene *scene);
void tell_dials(const struct scene *scene);

/* Networks that learn; with a training. */
void tell_loss(const struct scene *scene);
void tell_norms(const struct scene *scene);
void tell_reel(const struct scene *scene);
void tell_sweep(const struct scene *scene);

#endif
