/* Writing safetensors: layout byte by byte, round trips, faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "check_close.h"
#include "model/safetensors.h"

enum { PATH_SIZE = 512, ROWS = 37, WIDTH = 29, STRIDE = 32 };

static void scratch_path(char path[PATH_SIZE], const char *name)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, PATH_SIZE, "%s/gatereel-test-%ld-%s",
             folder ? folder : "/tmp", (long)getpid(), name);
}

/* A vector of `length` reals. */
static struct tensor_source vector(const char *name, const char *type,
                                   const real *values, int64_t length)
{
    return (struct tensor_source){.name = name, .type = type, .rank = 1,
                                  .shape = {length}, .values = values,
                                  .width = length, .stride = length};
}

/* The bytes the reference writer gives for the same tensors; only one
 * metadata key, for which it knows no order. */
static void test_layout(void **state)
{
    (void)state;
    static const char header[] =
        "{\"__metadata__\":{\"k\":\"\\\"\\n\xc3\xa9\"},"
        "\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
        "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
        "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]},"
        "\"c\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[20,22]},"
        "\"0\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[22,24]}}";
    static const char data[] = "\0\0\0\0\0\0\xf0\x3f"
                               "\0\0\0\x40\0\0\x40\xc0"
                               "\0\0\0\x3f"
                               "\x80\x3f"
                               "\0\x3c";
    const real one[] = {1}, two[] = {2, -3}, half[] = {(real)0.5};
    struct tensor_source sources[] = {
        vector("0", "F16", one, 1), vector("b", "F32", half, 1),
        vector("w", "F64", one, 1), vector("a", "F32", two, 2),
        vector("c", "BF16", one, 1),
    };
    sources[1].rank = 0;
    sources[3].rank = 2;
    sources[3].shape[1] = 1;
    sources[3].width = sources[3].stride = 1;
    struct metadata entry = {(char[]){"k"}, (char[]){"\"\n\xc3\xa9"}};
    char path[PATH_SIZE], *bytes;
    size_t length, size = sizeof header - 1, padded = (size + 7) / 8 * 8;
    scratch_path(path, "layout");
    assert_true(safetensors_write(path, sources, 5, &entry, 1, NULL));
    assert_true(file_read(path, 1 << 20, &bytes, &length, NULL));
    assert_int_equal(length, 8 + padded + sizeof data - 1);
    assert_int_equal((unsigned char)bytes[0] + 256 * bytes[1], padded);
    assert_memory_equal(bytes + 2, "\0\0\0\0\0", 6);
    assert_memory_equal(bytes + 8, header, size);
    for (size_t i = size; i < padded; i++)
        assert_int_equal(bytes[8 + i], ' ');
    assert_memory_equal(bytes + 8 + padded, data, sizeof data - 1);
    free(bytes);
    unlink(path);
}

/* Rows with a gap between them, more than one chunk of elements. */
static void check_round_trip(const char *type, double tolerance)
{
    static real values[ROWS * STRIDE];
    double back[ROWS * WIDTH];
    char path[PATH_SIZE];
    for (int i = 0; i < ROWS * STRIDE; i++)
        values[i] = (real)(i % STRIDE < WIDTH ? sin(i) * exp(i % 7) : 1e9);
    values[3] = (real)NAN;
    values[STRIDE] = -(real)INFINITY;
    struct tensor_source source = {.name = "x", .type = type, .rank = 2,
                                   .shape = {ROWS, WIDTH}, .values = values,
                                   .width = WIDTH, .stride = STRIDE};
    struct safetensors file;
    scratch_path(path, type);
    assert_true(safetensors_write(path, &source, 1, NULL, 0, NULL));
    assert_true(safetensors_read(&file, path, NULL));
    assert_int_equal(file.entries, 0);
    const struct tensor *tensor = safetensors_find(&file, "x");
    assert_int_equal(tensor->elements, ROWS * WIDTH);
    tensor_read_double(tensor, back);
    for (int i = 0; i < ROWS * WIDTH; i++) {
        double want = (double)values[i / WIDTH * STRIDE + i % WIDTH];
        assert_close(back[i], want, isfinite(want) ? tolerance * fabs(want) : 0);
    }
    real reals[ROWS * WIDTH];
    tensor_read(tensor, reals);
    for (int i = 0; i < ROWS * WIDTH; i++)
        assert_close(reals[i], (real)back[i], 0);
    safetensors_finish(&file);
    unlink(path);
}

static void test_round_trip(void **state)
{
    (void)state;
    check_round_trip("F64", 0);
    check_round_trip("F32", sizeof(real) == 4 ? 0 : 0x1p-24);
    check_round_trip("F16", 0x1p-11);
    check_round_trip("BF16", 0x1p-8);
}

static void test_empty(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct safetensors file;
    const real none = 0;
    struct tensor_source source = vector("e", "F32", &none, 0);
    scratch_path(path, "empty");
    assert_true(safetensors_write(path, NULL, 0, NULL, 0, NULL));
    assert_true(safetensors_read(&file, path, NULL));
    assert_int_equal(file.tensors, 0);
    safetensors_finish(&file);
    assert_true(safetensors_write(path, &source, 1, NULL, 0, NULL));
    assert_true(safetensors_read(&file, path, NULL));
    assert_int_equal(file.tensor[0].elements, 0);
    safetensors_finish(&file);
    unlink(path);
}

/* The order in which things are handed over does not show in the file. */
static void test_same_bytes(void **state)
{
    (void)state;
    const real values[] = {1, 2, 3};
    struct tensor_source sources[] = {vector("a", "F32", values, 3),
                                      vector("b", "F32", values, 2)};
    struct tensor_source swapped[] = {sources[1], sources[0]};
    struct metadata entries[] = {{(char[]){"k"}, (char[]){"1"}},
                                 {(char[]){"j"}, (char[]){"2"}}};
    struct metadata turned[] = {entries[1], entries[0]};
    char path[2][PATH_SIZE], *bytes[2];
    size_t length[2];
    scratch_path(path[0], "0");
    scratch_path(path[1], "1");
    assert_true(safetensors_write(path[0], sources, 2, entries, 2, NULL));
    assert_true(safetensors_write(path[1], swapped, 2, turned, 2, NULL));
    for (int k = 0; k < 2; k++) {
        assert_true(file_read(path[k], 1 << 20, &bytes[k], &length[k], NULL));
        unlink(path[k]);
    }
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(bytes[0], bytes[1], length[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static void test_refusals(void **state)
{
    (void)state;
    const real values[] = {1, 2};
    struct tensor_source twice[] = {vector("a", "F32", values, 2),
                                    vector("a", "F64", values, 2)};
    struct tensor_source bad = vector("\xff", "F32", values, 2);
    struct metadata entry = {(char[]){"k"}, (char[]){"\xff"}};
    char path[PATH_SIZE];
    struct error error = {0};
    scratch_path(path, "refused");
    assert_false(safetensors_write(path, twice, 2, NULL, 0, &error));
    assert_non_null(strstr(error.text, "two entries have the name 'a'"));
    assert_false(safetensors_write(path, &bad, 1, NULL, 0, &error));
    assert_non_null(strstr(error.text, "UTF-8"));
    assert_false(safetensors_write(path, twice, 1, &entry, 1, &error));
    assert_non_null(strstr(error.text, "UTF-8"));
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_faults(void **state)
{
    (void)state;
    const real values[] = {1};
    struct tensor_source source = vector("a", "F32", values, 1);
    struct error error = {0};
    assert_false(safetensors_write("/no/such/folder/m", &source, 1, NULL, 0,
                                   &error));
    assert_non_null(strstr(error.text, "/no/such/folder/m"));
    if (access("/dev/full", W_OK) == 0) {
        assert_false(safetensors_write("/dev/full", &source, 1, NULL, 0,
                                       &error));
        assert_non_null(strstr(error.text, "No space left"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),     cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_empty),      cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_refusals),   cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
