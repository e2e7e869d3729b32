/* The largest singular value by one-sided Jacobi rotations: slow and simple,
 * and made quite differently from the one under test. */
#ifndef GATEREEL_TESTS_SVD_H
#define GATEREEL_TESTS_SVD_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Makes columns i and j of a[rows][columns] orthogonal; false if they were. */
static inline int svd_rotate(double *a, int rows, int columns, int i, int j)
{
    double p = 0, q = 0, r = 0;

    for (int k = 0; k < rows; k++) {
        double x = a[k * columns + i], y = a[k * columns + j];
        p += x * x;
        q += y * y;
        r += x * y;
    }
    if (fabs(r) <= 1e-15 * sqrt(p * q))
        return 0;
    double z = (q - p) / (2 * r);
    double t = (z < 0 ? -1 : 1) / (fabs(z) + hypot(1, z));
    double c = 1 / hypot(1, t), s = c * t;
    for (int k = 0; k < rows; k++) {
        double x = a[k * columns + i], y = a[k * columns + j];
        a[k * columns + i] = c * x - s * y;
        a[k * columns + j] = s * x + c * y;
    }
    return 1;
}

static inline double svd_largest(const double *matrix, int rows, int columns)
{
    size_t bytes = (size_t)rows * columns * sizeof(double);
    double *a = malloc(bytes), most = 0, scale = 0;
    int turned = 1;

    memcpy(a, matrix, bytes);
    for (int k = 0; k < rows * columns; k++)
        scale = fmax(scale, fabs(a[k]));
    for (int k = 0; k < rows * columns && scale > 0; k++)
        a[k] /= scale;
    for (int sweep = 0; turned && sweep < 60; sweep++) {
        turned = 0;
        for (int i = 0; i < columns; i++)
            for (int j = i + 1; j < columns; j++)
                turned |= svd_rotate(a, rows, columns, i, j);
    }
    for (int i = 0; i < columns; i++) {
        double sum = 0;
        for (int k = 0; k < rows; k++)
            sum += a[k * columns + i] * a[k * columns + i];
        most = fmax(most, sqrt(sum));
    }
    free(a);
    return most * scale;
}

#endif
