/* paint/png: what is written is what is read, or nothing is written. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "failing.h"
#include "golden_picture.h"

#include <string.h>

static const char path[] = "test_png.tmp.png";

static void make_noise(struct picture *picture, int width, int height)
{
    struct random random;

    random_seed(&random, 1, 0);
    assert_true(picture_init(picture, width, height, NULL));
    for (int k = 0; k < picture->pitch * height; k++)
        picture->pixels[k] = 0xff000000u | (uint32_t)random_bits(&random);
}

static void pictures_come_back(void **state)
{
    static const int sizes[][2] = {{1, 1}, {3, 5}, {257, 3}, {64, 64}};
    struct picture picture, back;
    struct error error = {0};
    (void)state;

    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        make_noise(&picture, sizes[k][0], sizes[k][1]);
        assert_true(png_write(&picture, path, &error));
        golden_picture_read(&back, path);
        assert_int_equal(golden_picture_distance(&picture, &back), 0);
        picture_finish(&picture);
        picture_finish(&back);
        unlink(path);
    }
}

static void the_same_bytes_each_time(void **state)
{
    struct picture picture;
    unsigned char *one, *other;
    size_t length, again;
    (void)state;

    make_noise(&picture, 50, 40);
    assert_true(png_encode(&picture, &one, &length, NULL));
    assert_true(png_encode(&picture, &other, &again, NULL));
    assert_int_equal(length, again);
    assert_memory_equal(one, other, length);
    assert_memory_equal(one, "\x89PNG", 4);
    free(one);
    free(other);
    picture_finish(&picture);
}

static void full_disks_are_a_message(void **state)
{
    struct picture picture;
    struct error error = {0};
    struct stat about;
    (void)state;

    make_noise(&picture, 200, 100);
    assert_false(png_write(&picture, "/dev/full", &error));
    assert_string_equal(error.text,
                        "cannot write '/dev/full': No space left on device");
    assert_false(png_write(&picture, "no/such/folder/a.png", &error));
    assert_non_null(strstr(error.text, "no/such/folder/a.png"));
    assert_int_not_equal(stat(path, &about), 0);
    picture_finish(&picture);
}

static void no_memory_is_a_message(void **state)
{
    struct picture picture;
    (void)state;

    make_noise(&picture, 40, 30);
    for (long n = 0;; n++) {
        struct error error = {0};
        failing_after(n);
        bool fine = png_write(&picture, path, &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "not enough memory"));
        assert_int_not_equal(access(path, F_OK), 0);
    }
    unlink(path);
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_come_back),
        cmocka_unit_test(the_same_bytes_each_time),
        cmocka_unit_test(full_disks_are_a_message),
        cmocka_unit_test(no_memory_is_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
