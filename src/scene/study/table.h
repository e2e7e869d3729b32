/* The table of units: what every gate of every unit of a layer does over a
 * whole run, and the order of the units by each of its columns.
 *
 * Made in units of work that fit between two pictures; asked by the views,
 * which neither compute nor allocate.
 */
#ifndef GATEREEL_SCENE_STUDY_TABLE_H
#define GATEREEL_SCENE_STUDY_TABLE_H

#include "base/error.h"
#include "draw/draw.h"
#include "nn/flow/units.h"
#include "scene/study/studied.h"
#include "scene/study/text/reactions.h"
#include "scene/ui.h"

/* Signals a cell shows at most; blocks of numbers that the columns have. */
enum { TABLE_SHOWN = 6, TABLE_BLOCKS = 3 * TABLE_SHOWN + 5 };

/* {0} is empty. Owns its memory; the film is borrowed. */
struct unit_table {
    struct studied of;
    int units, steps;          /* H of the layer, T; 0: not begun */
    bool ready;                /* all of it is done */
    bool failed;               /* no memory: not tried again */
    int step, unit, block;     /* steps read, units followed through time,
                                  columns put in order */
    struct unit_stats *stats;  /* [TABLE_SHOWN][H] */
    struct unit_gradient *gradient; /* [H] */
    struct reactions reactions; /* of text; units 0: it reads none */
    double *value;             /* [TABLE_BLOCKS][H] */
    int *order;                /* [2][TABLE_BLOCKS][H] units: ascending, and
                                  descending; NaN last, equal ones by their
                                  number */
    bool *beyond, *dead;       /* [H] */
    int deads;                 /* how many */
    struct table_rank *rank;   /* [H] scratch */
    int *scratch;              /* [T] */
    void *memory;              /* owns all of the above */
    size_t bytes;              /* that memory has */
};

void unit_table_finish(struct unit_table *table);

/* Forgets what is of something else; the memory is used again. */
void unit_table_follow(struct unit_table *table, const struct studied *of);

/* Is all of it done in less than a millisecond? */
bool unit_table_small(const struct studied *of);

/* Is there work left for this? */
bool unit_table_wants(const struct unit_table *table,
                      const struct studied *of);

/* One unit of work, of about 2 ms. False where nothing is left or, with a
 * message, where there is no memory. */
bool unit_table_work(struct unit_table *table, struct error *error);

/* Share of the work that is done, 0 .. 1. */
float unit_table_share(const struct unit_table *table);

/* The number of a column of a unit, `shown` = index into the cell's `shown`
 * signals:
 *
 *   COLUMN_UNIT       its number, from 1
 *   COLUMN_MEAN, _LOW, _HIGH   of the signal, see struct unit_stats
 *   COLUMN_RETENTION, _HALF_LIFE   of the gate that keeps, see struct
 *                     retention; NaN without one
 *   COLUMN_STATE      how far h moves: largest minus least h_t
 *   COLUMN_GRADIENT   log10 of the root mean square of dL/dh_t over the steps
 *   COLUMN_REACTION   r with what it reacts to most; sorted by |r|; NaN where
 *                     no text is read
 */
double unit_table_value(const struct unit_table *table,
                        enum unit_column column, int shown, int unit);

/* The same for a SUBJECT_UNIT_STAT or SUBJECT_UNIT_GRADIENT (scene/subject.h),
 * whose signal and unit may be any, and a SUBJECT_REACTION; NaN where the table has no such number. */
double unit_table_subject(const struct unit_table *table, struct draw_id id);

/* What a COLUMN_RETENTION is only a lower bound of. */
static inline bool unit_table_beyond(const struct unit_table *table, int unit)
{
    return table->beyond[unit];
}

/* See unit_is_dead. */
static inline bool unit_table_dead(const struct unit_table *table, int unit)
{
    return table->dead[unit];
}

/* What a unit reacts to most, enum reaction; -1: nothing, or not known. */
int unit_table_reaction(const struct unit_table *table, int unit);

/* Which unit stands in a row (from 0) of the table sorted as the ui says, and
 * in which row a unit stands. Units without a number come last. */
int unit_table_unit(const struct unit_table *table, const struct ui *ui,
                    int row);
int unit_table_row(const struct unit_table *table, const struct ui *ui,
                   int unit);

/* Least and largest finite number of a column; false where there is none. */
bool unit_table_range(const struct unit_table *table, enum unit_column column,
                      int shown, double *low, double *high);

#endif
