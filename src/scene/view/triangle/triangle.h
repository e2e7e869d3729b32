/* The panel of the itemised weight gradient, in parts. */
#ifndef GATEREEL_SCENE_VIEW_TRIANGLE_TRIANGLE_H
#define GATEREEL_SCENE_VIEW_TRIANGLE_TRIANGLE_H

#include "scene/widget/plot.h"

/* The cells: square blocks of `block` steps by `block` losses. */
struct triangle_cells {
    struct plot plot;     /* x: step t, y: loss j, first - 0.5 .. last + 0.5 */
    int first, last;      /* steps that are shown */
    int block, count;     /* blocks along a side */
    double most, least;   /* log10 at the ends of the scale */
};

/* Fits them into `room`. */
struct triangle_cells triangle_lay_out(const struct scene *scene,
                                       struct box room);

/* The heat map with its axes, the chosen loss, and what is under the pointer;
 * `panel` is what read-outs stay within. */
void triangle_cells_draw(const struct scene *scene,
                         const struct triangle_cells *cells, struct box panel);

/* The colours and their powers of ten, from `left_top`, `width` wide. */
void triangle_scale_draw(const struct scene *scene,
                         const struct triangle_cells *cells,
                         struct point left_top, float width);

/* The chosen loss: its parts as bars, what the last steps carry of them, and
 * whether they add up. */
void triangle_row_draw(const struct scene *scene, struct box box);

/* How many of the last steps truncated BPTT keeps of the chosen loss; 0: there
 * is no cut, nor a lesson that offers one. Where there is: a track above the
 * bars, TRIANGLE_TRACK high, what is left in the place of the share, and a line
 * among the cells. */
enum { TRIANGLE_TRACK = 28 };
int triangle_cut(const struct scene *scene);
void triangle_cut_track(const struct scene *scene, struct box bars);
void triangle_cut_figures(const struct scene *scene, struct point at,
                          float room);
void triangle_cut_diagonal(const struct scene *scene,
                           const struct triangle_cells *cells);

/* "L_{24}", or without targets "Σh_{24}". */
char *triangle_loss_name(const struct scene *scene, int step, char *out,
                         size_t size);

/* "∂W", "∂U", "∂b" */
const char *triangle_weights(enum lag_measure measure);

#endif
