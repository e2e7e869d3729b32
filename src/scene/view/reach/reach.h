/* How far back each lane is felt, in parts: curves by lag, and a table. */
#ifndef GATEREEL_SCENE_VIEW_REACH_REACH_H
#define GATEREEL_SCENE_VIEW_REACH_REACH_H

#include "scene/widget/plot.h"

/* REACH_LABELS: how wide the names beside the plot are. */
enum { REACH_LANES = LANES_MAX + REFERENCES_MAX, REACH_LABELS = 184 };

/* Numbers of the lanes and references that are made; returns how many. */
int reach_lanes(const struct lab *lab, int out[REACH_LANES]);

/* "LSTM b_f +1", "RNN orthogonal", short. Returns out. */
char *reach_name(const struct scene *scene, int k, char *out, size_t size);

struct color reach_color(const struct scene *scene, int k);

/* Sets y0 and y1, log10: at least 1e-10 .. 1e2, all own curves within. */
void reach_fit(const struct scene *scene, struct plot *plot);

/* Bands over seeds, medians, own curves with markers, |U^k W| of linear
 * lanes. */
void reach_curves(const struct scene *scene, const struct plot *plot);

/* A bead on every own curve at a lag. */
void reach_beads(const struct scene *scene, const struct plot *plot, int lag);

/* Names to the right of the plot with the values at `lag`; without the values,
 * or not at all, where there is no room. */
void reach_labels(const struct scene *scene, const struct plot *plot, int lag);

/* The lane whose own curve at a lag is nearest to y; -1: there is none. */
int reach_nearest(const struct scene *scene, const struct plot *plot, int lag,
                  float y);

/* A read-out at a place of the plot: values at that lag, of the nearest lane
 * its rates too. */
void reach_reading(const struct scene *scene, const struct plot *plot,
                   struct box panel, struct point at);

/* A linear lane whose powers are shown, the present one if it is; -1: none.
 * And dh_T/dx_{T-k} = U^k W with its numbers. */
int reach_linear(const struct scene *scene);
void reach_formula(const struct scene *scene, struct box box, int lane,
                   int lag);

/* How wide the table would be at most and at least; and the table, a row per
 * lane, in as many columns as there is room for. */
enum { REACH_TABLE = 560, REACH_TABLE_LEAST = 300 };
void reach_table(const struct scene *scene, struct box box, int lag);

#endif
