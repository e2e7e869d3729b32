/* What of a cell is looked at, and where everything of it lies.
 *
 * The drawing is a belt (LSTM, GRU) over a row of gate blocks over a bus of
 * inputs. How much of each there is follows from the height of the box.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_CLOSEUP_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_CLOSEUP_H

#include "scene/scene.h"

enum { CLOSEUP_ROWS_MAX = 12,
       CLOSEUP_FEW = 4 }; /* units up to which a plain cell is spread out */

struct closeup {
    const struct scene *scene;
    enum cell cell;
    int layer, step, unit, units;
    int first, rows;       /* the units that have a row: a window around
                              `unit` */
    bool back;             /* gradients instead of values */
    bool all;              /* a lane for every row, not only for `unit` */

    /* Lengths in logical units; y of lines is their middle. */
    struct box box;        /* the panel */
    struct box card;       /* the outline of the cell */
    float left, right;     /* where belt and bus enter and leave */
    float title;           /* baseline */
    float tags;            /* y of the numbers over the belt; 0: no room */
    float belt, half;      /* y of the belt, half its height; 0: none */
    float node;            /* y of the operators between belt and blocks */
    float blocks, height;  /* upper edge and height of the blocks */
    float head;            /* of that, over the rows */
    float row;             /* height of a row */
    float bus, input;      /* y of h_{t-1}, of x_t */
    float token;           /* y of the input's name; the same as `input`:
                              it stands in the wire */
    struct box chips;      /* of the phases; h = 0: no room */
    bool formulas;
    bool fits;             /* false: only the phases, the box is small */
};

/* Of the film's present layer, step and unit. */
struct closeup closeup_fit(const struct scene *scene, struct box box);

/* How much (0..1) of something is there that happens within from..to of a
 * phase; backward the same phase runs the other way. */
float closeup_share(const struct closeup *closeup, int phase, float from,
                    float to);

/* Is it the phase that is being played? */
bool closeup_hot(const struct closeup *closeup, int phase);

/* Distance of lanes, and how wide the track of one wire is. */
float closeup_pitch(const struct closeup *closeup, bool belt);
float closeup_track(const struct closeup *closeup, bool belt);

/* y of the selected unit's lane on a horizontal wire. */
float closeup_lane(const struct closeup *closeup, float middle, bool belt);

/* Lower end of the operators on the belt. */
static inline float closeup_under(const struct closeup *closeup)
{
    return closeup->belt + closeup->half + 14;
}

/* Where a wire from below meets a block: forward there is an arrow head. */
static inline float closeup_floor(const struct closeup *closeup)
{
    return closeup->blocks + closeup->height + (closeup->back ? 0 : 8);
}

#endif
