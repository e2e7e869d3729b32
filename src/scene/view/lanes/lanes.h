/* The lanes, in parts: the places that their files share.
 *
 * A lane is a card on the left and a track on the right. All tracks have the
 * same steps at the same x: step t, its state s_t and its input x_t stand at
 * plot_x(t), the circle of s_T beyond the last one.
 */
#ifndef GATEREEL_SCENE_VIEW_LANES_LANES_H
#define GATEREEL_SCENE_VIEW_LANES_LANES_H

#include "scene/view/plots/steps.h"

/* What all lanes share. */
struct lanes {
    struct plot plot;      /* x: steps; the box is that of all tracks */
    float front;           /* the step that the playhead stands at */
    bool back;             /* backward pass */
    int first, count;      /* lanes that have room */
    float card;            /* width of a card, 0: none */
    float end;             /* x of the middle of s_T */
    bool differ;           /* what they read is not the same: words that were
                              changed in one of them, or answers of their own */
};

/* One of them. */
struct lane_row {
    const struct lane *lane;
    int number;            /* of the lab */
    struct box box, card, track;
    struct color color;
    enum model_hue hue;
    bool chosen;           /* it is the one on the stage */
};

/* Name, start, size, half-life and verdict. */
void card_draw(const struct scene *scene, const struct lane_row *row);

/* Backward: the gradient on its way from s_T, within `box`, and the values
 * above it where the box has room for them. */
void ribbon_draw(const struct scene *scene, const struct lanes *lanes,
                 const struct lane_row *row, struct box box);

/* The one-step factors as a strip, the same scale for every lane. */
void factors_strip(const struct scene *scene, const struct lanes *lanes,
                   const struct lane_row *row, struct box box);

/* Units of a signal over the steps as a strip: h, or the gate that the heat
 * map shows, or the one nearest to it that this lane's cell has. */
void signal_strip(const struct scene *scene, const struct lanes *lanes,
                  const struct lane_row *row, struct box box, bool gate);

/* Do the lanes read different tokens? */
bool lanes_differ(const struct lab *lab);

/* Is it one network that runs several times: the same weights in the same
 * cells? */
bool lanes_same(const struct lab *lab);

/* The tokens of one lane, in a row. */
void lanes_tokens(const struct scene *scene, const struct lanes *lanes,
                  const struct film *film, struct box box);

/* x_t above the lanes, with its name at the left, where it is the same for all;
 * and the axis below them. */
void lanes_input(const struct scene *scene, const struct lanes *lanes,
                 struct box box);
void lanes_axis(const struct scene *scene, const struct lanes *lanes,
                struct box box);

/* |log10| at the ends of the scale of factors. */
extern const double lanes_factor_limit;

#endif
