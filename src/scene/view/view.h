/* The views: each draws one part of the frame into a box, from what the scene
 * holds and nothing else. Every view copes with any box (it shows less, or
 * nothing, where there is no room), any cell, one unit or a thousand, one step
 * or ten thousand.
 */
#ifndef GATEREEL_SCENE_VIEW_VIEW_H
#define GATEREEL_SCENE_VIEW_VIEW_H

#include "scene/scene.h"

/* Panels with a title; the box is the whole panel. */
void view_strip(const struct scene *scene, struct box box);    /* forward */
void view_backward(const struct scene *scene, struct box box); /* backward */
void view_layers(const struct scene *scene, struct box box);
void view_cell(const struct scene *scene, struct box box);
void view_sums(const struct scene *scene, struct box box);
void view_story(const struct scene *scene, struct box box);
void view_heat(const struct scene *scene, struct box box);
void view_scopes(const struct scene *scene, struct box box);
void view_series(const struct scene *scene, struct box box);
void view_decay(const struct scene *scene, struct box box);

void view_paths(const struct scene *scene, struct box box);
void view_triangle(const struct scene *scene, struct box box);
void view_units(const struct scene *scene, struct box box);
void view_trace(const struct scene *scene, struct box box);
void view_lanes(const struct scene *scene, struct box box);
void view_dials(const struct scene *scene, struct box box);
void view_reach(const struct scene *scene, struct box box);
void view_factors(const struct scene *scene, struct box box);

/* Of the screen of training; nothing without a training. */
void view_task(const struct scene *scene, struct box box);
void view_loss(const struct scene *scene, struct box box);
void view_norms(const struct scene *scene, struct box box);
void view_scores(const struct scene *scene, struct box box);
void view_reel(const struct scene *scene, struct box box);
void view_sweep(const struct scene *scene, struct box box);
void view_train_transport(const struct scene *scene, struct box box);

/* Of the screen of text. */
void view_text(const struct scene *scene, struct box box);
void view_next(const struct scene *scene, struct box box);

/* Of a lesson; nothing without one. */
void view_lesson(const struct scene *scene, struct box box);   /* the column */
void view_predict(const struct scene *scene, struct box box);
void view_calculate(const struct scene *scene, struct box box);
/* What the teacher sees on the second window: notes, next step, time. */
void view_presenter(const struct scene *scene, struct box box); /* whole frame */

/* Around them. */
void view_top_bar(const struct scene *scene, struct box box);
void view_transport(const struct scene *scene, struct box box);
/* What a preset says to look at; its height where it may have `limit`, 0:
 * nothing is said, or there is no room. */
void view_look(const struct scene *scene, struct box box);
float view_look_height(const struct scene *scene, float width, float limit);

/* Over them. */
void view_start(const struct scene *scene, struct box box); /* whole frame */
void view_help(const struct scene *scene, struct box box);
void view_files(const struct scene *scene, struct box box);
void view_presets(const struct scene *scene, struct box box);
void view_tasks(const struct scene *scene, struct box box);
void view_go(const struct scene *scene, struct box box);
void view_glossary(const struct scene *scene, struct box box);
/* The pop-up of course->term, beside where it was opened. */
void view_term(const struct scene *scene, struct box box);
void view_message(const struct scene *scene, struct box box);
void view_hover(const struct scene *scene, struct box box); /* the sentence */

#endif
