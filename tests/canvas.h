/* A mesh, an atlas and a picture to paint them on: what tests of the painter
 * need. Pictures are black at first, so that the red channel of white shapes is
 * how much of each pixel they cover. */
#ifndef GATEREEL_TESTS_CANVAS_H
#define GATEREEL_TESTS_CANVAS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "paint/atlas.h"
#include "paint/mesh/mesh.h"
#include "paint/raster.h"

struct canvas_test {
    struct mesh mesh;
    struct atlas atlas;
    struct picture picture;
};

static inline void canvas_test_begin(struct canvas_test *test, int width,
                                     int height)
{
    assert_true(mesh_init(&test->mesh, NULL));
    assert_true(atlas_init(&test->atlas, NULL));
    assert_true(picture_init(&test->picture, width, height, NULL));
    test->mesh.white_u = test->atlas.white_u;
    test->mesh.white_v = test->atlas.white_v;
    mesh_begin(&test->mesh, width, height);
}

static inline void canvas_test_end(struct canvas_test *test)
{
    picture_finish(&test->picture);
    atlas_finish(&test->atlas);
    mesh_finish(&test->mesh);
}

/* Black again, and an empty mesh. */
static inline void canvas_test_clear(struct canvas_test *test)
{
    struct picture *picture = &test->picture;

    for (int k = 0; k < picture->pitch * picture->height; k++)
        picture->pixels[k] = 0xff000000u;
    mesh_begin(&test->mesh, picture->width, picture->height);
}

static inline void canvas_test_paint(struct canvas_test *test,
                                     struct pool *pool)
{
    mesh_end(&test->mesh);
    raster_mesh(&test->mesh, &test->atlas, &test->picture, pool);
}

static inline int canvas_test_red(const struct canvas_test *test, int x, int y)
{
    return (int)(test->picture.pixels[y * test->picture.pitch + x] >> 16 & 255);
}

/* The area that white shapes cover, in pixels. */
static inline double canvas_test_area(const struct canvas_test *test)
{
    double sum = 0;

    for (int y = 0; y < test->picture.height; y++)
        for (int x = 0; x < test->picture.width; x++)
            sum += canvas_test_red(test, x, y);
    return sum / 255;
}

static inline void canvas_test_triangle(struct canvas_test *test,
                                        const struct vertex corner[3])
{
    int first = mesh_reserve(&test->mesh, 3, 3);

    assert_true(first >= 0);
    for (int k = 0; k < 3; k++) {
        test->mesh.vertices[first + k] = corner[k];
        test->mesh.vertices[first + k].u = test->mesh.white_u;
        test->mesh.vertices[first + k].v = test->mesh.white_v;
        test->mesh.indices[test->mesh.index_count - 3 + k] = first + k;
    }
}

#endif
