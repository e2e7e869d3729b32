/* paint/atlas: places that do not overlap, until there are no more. */
#include <stdlib.h>

#include "base/random.h"
#include "canvas.h"
#include "failing.h"

/* Places do not overlap, keep a rim, and end when the atlas is full. */
static void atlases_fill_up(void **state)
{
    struct atlas atlas;
    struct atlas_place place;
    struct random random;
    uint8_t *taken = calloc(ATLAS_SIZE, ATLAS_SIZE);
    double area = 0;
    (void)state;

    assert_true(atlas_init(&atlas, NULL));
    assert_int_equal(atlas.changed.w, ATLAS_SIZE);
    assert_int_equal(atlas.generation, 0);
    random_seed(&random, 6, 0);
    for (int k = 0; k < 200000; k++) {
        int w = 1 + (int)random_below(&random, 120);
        int h = 1 + (int)random_below(&random, 30);
        atlas_unchanged(&atlas);
        if (!atlas_add(&atlas, w, h, &place))
            break;
        assert_memory_equal(&place, &atlas.changed, sizeof place);
        assert_true(place.x >= 1 && place.x + w < ATLAS_SIZE);
        assert_true(place.y >= 1 && place.y + h < ATLAS_SIZE);
        area += w * h;
        for (int y = -1; y <= h; y++)
            for (int x = -1; x <= w; x++) {
                size_t at = (size_t)(place.y + y) * ATLAS_SIZE +
                            (size_t)(place.x + x);
                assert_int_equal(atlas.pixels[at], 0);
                bool inside = x >= 0 && x < w && y >= 0 && y < h;
                assert_false(inside && taken[at]);
                taken[at] = taken[at] || inside;
            }
    }
    assert_true(area > 0.4 * ATLAS_SIZE * ATLAS_SIZE);
    assert_false(atlas_add(&atlas, ATLAS_SIZE, 5, &place));
    atlas_clear(&atlas);
    assert_int_equal(atlas.generation, 1);
    assert_true(atlas_add(&atlas, 500, 500, &place));
    atlas_finish(&atlas);
    free(taken);
}

static void no_memory_is_a_message(void **state)
{
    struct atlas atlas;
    struct error error = {0};
    (void)state;

    failing_after(0);
    assert_false(atlas_init(&atlas, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "not enough memory"));
    atlas_finish(&atlas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(atlases_fill_up),
        cmocka_unit_test(no_memory_is_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
