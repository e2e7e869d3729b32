/* The columns of the table of units: which of them there is room for, their
 * headings, and the bar and number of a unit in each.
 */
#ifndef GATEREEL_SCENE_VIEW_UNITS_COLUMNS_H
#define GATEREEL_SCENE_VIEW_UNITS_COLUMNS_H

#include "scene/scene.h"

struct column {
    enum unit_column kind;
    float x, width;        /* from the bar's start to the number's end */
    float number;          /* of it, for the number */
    float name;            /* of it, for a word before the bar */
    double low, high;      /* numbers at the ends of a bar */
};

struct columns {
    const struct unit_table *table;
    enum cell cell;
    int shown;             /* index into the cell's `shown` signals */
    int signal;            /* the signal itself */
    int count;
    struct column column[UNIT_COLUMNS]; /* from left to right */
    int strip_palette;
    float strip, strip_width; /* x of what each unit did over the last letters
                                 of a text; width 0: not shown */
};

/* The signal whose numbers the table shows. */
int columns_shown(const struct scene *scene);

/* As many columns as there is room for between x = left and right, the one
 * that the table is sorted by always among them; columns without a number in
 * any unit are left out. */
struct columns columns_layout(const struct scene *scene, float left,
                              float right);

/* "f > 0.9" into out[48]; returns out. */
const char *column_heading(const struct scene *scene, enum unit_column kind,
                           int signal, char out[48]);

/* The headings, to be clicked to sort by them; baseline at y. */
void columns_headings(const struct scene *scene, const struct columns *columns,
                      float y);

/* A unit's bars and numbers with their middle at y. */
void columns_row(const struct scene *scene, const struct columns *columns,
                 int unit, float y, float height);

/* The column that the table is sorted by, of the mean, or else the first,
 * where that is the unit's number; NULL where there is no room for it. */
const struct column *columns_sorted(const struct scene *scene,
                                    const struct columns *columns);

/* How long the bar of a unit is, 0 .. 1; NaN without a number. */
double columns_share(const struct columns *columns,
                     const struct column *column, int unit);

struct color column_color(const struct scene *scene,
                          const struct columns *columns,
                          enum unit_column kind);

#endif
