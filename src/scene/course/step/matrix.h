/* Numbers written by hand, in rows: "1 0; 0 0.5".
 */
#ifndef GATEREEL_SCENE_COURSE_STEP_MATRIX_H
#define GATEREEL_SCENE_COURSE_STEP_MATRIX_H

#include "base/error.h"
#include "base/real.h"

enum { MATRIX_MAX = 1000 }; /* numbers */

/* {0} is empty: 0 rows. */
struct matrix {
    int rows, columns;
    real value[MATRIX_MAX]; /* [rows][columns] */
};

/* Numbers are separated by blanks, rows by ';', all rows are as long as the
 * first. "" is empty. False with a message that says which row is wrong. */
bool matrix_parse(struct matrix *matrix, const char *text,
                  struct error *error);

#endif
