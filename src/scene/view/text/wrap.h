/* How a text is cut into lines: at its line feeds, before an answer, and where
 * a line is full at the last blank.
 *
 * Places are columns of equal width; a wide character takes two. Words stand
 * apart by one column.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_WRAP_H
#define GATEREEL_SCENE_VIEW_TEXT_WRAP_H

#include "scene/film/film.h"

struct wrap {
    const struct film *film;
    bool words;            /* else letters */
    int columns;           /* of a line; a blank at its end may hang over */
};

/* {0} is before the first line. */
struct wrap_line {
    int index;             /* of the line as it is shown, from 1 */
    int number;            /* of the line of the text, from 1 */
    bool begins;           /* that line begins here */
    int first, end;        /* steps first .. end - 1 */
};

struct wrap wrap_of(const struct film *film, int columns);

/* Columns that the token of a step takes, at least 1. */
int wrap_width(const struct wrap *wrap, int step);

/* The next line; false behind the last one. */
bool wrap_next(const struct wrap *wrap, struct wrap_line *line);

/* How many lines there are, and the index (from 0) of that with a step. */
int wrap_lines(const struct wrap *wrap, int step, int *index);

#endif
