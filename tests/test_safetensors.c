/* Reading safetensors: the corpus with the reference reader's verdicts, the
 * rules it does not cover, and damaged copies of every good file. */
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

#define CORPUS TEST_DIR "/safetensors-corpus/"

enum { CORPUS_FILES = 99, PATH_SIZE = 512, NEST_SIZE = 1024 };

/* A file with this test's process number in its name, so that two runs at
 * once do not meet. */
static void scratch_path(char path[PATH_SIZE])
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, PATH_SIZE, "%s/gatereel-test-%ld.safetensors",
             folder ? folder : "/tmp", (long)getpid());
}

static void write_bytes(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static bool read_bytes(struct safetensors *file, const void *bytes,
                       size_t length, struct error *error)
{
    char path[PATH_SIZE];
    scratch_path(path);
    write_bytes(path, bytes, length);
    bool fine = safetensors_read(file, path, error);
    unlink(path);
    return fine;
}

/* Reads a file of this header and `data` zero bytes. */
static bool read_header(struct safetensors *file, const char *header,
                        size_t data, struct error *error)
{
    size_t length = strlen(header);
    unsigned char *bytes = calloc(8 + length + data, 1);
    assert_non_null(bytes);
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)length >> 8 * i);
    memcpy(bytes + 8, header, length);
    bool fine = read_bytes(file, bytes, 8 + length + data, error);
    free(bytes);
    return fine;
}

/* Calls check(path, accepted) for every file of the corpus. */
static void each_file(void (*check)(const char *path, bool accepted))
{
    char *text;
    size_t length;
    int count = 0;
    assert_true(file_read(CORPUS "EXPECTED.tsv", 1 << 20, &text, &length, NULL));
    char *line = strchr(text, '\n') + 1;
    for (char *next; *line != '\0'; line = next) {
        char name[128], path[PATH_SIZE];
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        assert_int_equal(sscanf(line, "%127[^\t]", name), 1);
        /* The verdict is the fourth column; the third may be empty. */
        const char *strict = line;
        for (int k = 0; k < 3; k++)
            strict = strchr(strict, '\t') + 1;
        snprintf(path, sizeof path, "%s%s", CORPUS, name);
        check(path, strncmp(strict, "ACCEPT", 6) == 0);
        count++;
    }
    free(text);
    assert_int_equal(count, CORPUS_FILES);
}

static void check_verdict(const char *path, bool accepted)
{
    struct safetensors file;
    struct error error = {0};
    bool fine = safetensors_read(&file, path, &error);
    if (fine != accepted)
        fail_msg("%s: %s", path, fine ? "accepted" : error.text);
    if (!fine)
        assert_int_equal(strncmp(error.text, path, strlen(path)), 0);
    safetensors_finish(&file);
    safetensors_finish(&file);
}

static void test_corpus(void **state)
{
    (void)state;
    each_file(check_verdict);
}

/* Touches everything that a reader promised, so that the address sanitizer
 * sees what is not there. */
static void use(const struct safetensors *file)
{
    size_t sum = 0;
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        sum += strlen(tensor->name) + strlen(tensor->type);
        for (size_t k = 0; k < tensor->bytes; k++)
            sum += tensor->data[k];
        if (!tensor->readable)
            continue;
        double *values = malloc((size_t)tensor->elements * sizeof *values + 1);
        assert_non_null(values);
        tensor_read_double(tensor, values);
        free(values);
    }
    for (int i = 0; i < file->entries; i++)
        sum += strlen(file->entry[i].key) + strlen(file->entry[i].value);
    assert_true(sum < SIZE_MAX);
}

static void try_damaged(const char *bytes, size_t length)
{
    struct safetensors file;
    struct error error = {0};
    if (read_bytes(&file, bytes, length, &error))
        use(&file);
    else
        assert_true(error.text[0] != '\0');
    safetensors_finish(&file);
}

/* Every byte of length and header changed in three ways, and every shorter
 * length. A shorter file must never be accepted. */
static void check_damaged(const char *path, bool accepted)
{
    char *bytes;
    size_t length;
    if (!accepted)
        return;
    assert_true(file_read(path, 1 << 20, &bytes, &length, NULL));
    size_t header = 8 + (size_t)(unsigned char)bytes[0];
    for (size_t i = 0; i < header; i++) {
        const char flips[] = {0x01, 0x10, (char)0x80};
        for (size_t k = 0; k < sizeof flips; k++) {
            bytes[i] = (char)(bytes[i] ^ flips[k]);
            try_damaged(bytes, length);
            bytes[i] = (char)(bytes[i] ^ flips[k]);
        }
    }
    for (size_t i = 0; i < length; i++) {
        struct safetensors file;
        assert_false(read_bytes(&file, bytes, i, NULL));
        safetensors_finish(&file);
    }
    free(bytes);
}

static void test_damaged(void **state)
{
    (void)state;
    each_file(check_damaged);
}

static void nest(char text[NEST_SIZE], int depth)
{
    char open[NEST_SIZE / 4] = "", close[NEST_SIZE / 4] = "";
    memset(open, '[', (size_t)depth);
    memset(close, ']', (size_t)depth);
    snprintf(text, NEST_SIZE,
             "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],"
             "\"x\":%s%s}}",
             open, close);
}

static void test_nesting(void **state)
{
    (void)state;
    struct safetensors file;
    char text[NEST_SIZE];
    nest(text, 125);
    assert_true(read_header(&file, text, 0, NULL));
    safetensors_finish(&file);
    nest(text, 126);
    assert_false(read_header(&file, text, 0, NULL));
}

#define ENTRY(shape, offsets) \
    "{\"a\":{\"dtype\":\"F32\",\"shape\":" shape ",\"data_offsets\":" offsets

static void test_header_rules(void **state)
{
    (void)state;
    const struct {
        const char *header;
        size_t data;
        const char *message; /* NULL: accepted */
    } cases[] = {
        {ENTRY("[1]", "[0,4]") "}}", 4, NULL},
        {ENTRY("[1]", "[0,4]") "}}\r\n\t ", 4, NULL},
        {ENTRY("[1]", "[0,4]") "}}\v", 4, "not valid JSON"},
        {ENTRY("[1]", "[0,4]") ",\"x\":-0.5e3}}", 4, NULL},
        {ENTRY("[1]", "[0,4]") ",\"x\":\"-0\"}}", 4, NULL},
        {ENTRY("[1]", "[0,4]") ",\"x\":\"\\\\u0000\"}}", 4, NULL},
        {ENTRY("[1]", "[0,4]") ",\"x\":\"\\\\\\u0000\"}}", 4, "NUL"},
        {ENTRY("[1]", "[-0,4]") "}}", 4, "-0"},
        {ENTRY("[1]", "[4,0]") "}}", 4, "data_offsets 4 to 0"},
        {ENTRY("[1]", "[\"0\",4]") "}}", 4, "two whole numbers"},
        {ENTRY("[1]", "{\"0\":0,\"1\":4}") "}}", 4, "two whole numbers"},
        {ENTRY("[1,true]", "[0,4]") "}}", 4, "whole numbers"},
        {ENTRY("4", "[0,4]") "}}", 4, "not a list"},
        {ENTRY("[2,3]", "[0,16]") "}}", 16,
         "tensor 'a': shape needs 24 bytes but data_offsets give 16"},
        {ENTRY("[9223372036854775807,0]", "[0,0]") "}}", 0, NULL},
        {ENTRY("[0,9223372036854775807,9223372036854775807]", "[0,0]") "}}", 0,
         NULL},
        {ENTRY("[0,9223372036854775808]", "[0,0]") "}}", 0, "not valid JSON"},
        {ENTRY("[2147483648,0,1]", "[0,0]") "}}", 0, NULL},
        {ENTRY("[2147483648]", "[0,0]") "}}", 0, "2147483647 elements"},
        {ENTRY("[1,1,1,1,1,1,1,1]", "[0,4]") "}}", 4, NULL},
        {ENTRY("[1,1,1,1,1,1,1,1,1]", "[0,4]") "}}", 4, "9 dimensions"},
        {"{\"a\":[\"F32\",[1],[0,4]]}", 4, "tensor 'a': the entry is not"},
        {"{\"a\\u001b\":3}", 0, "tensor 'a\\x1b'"},
        {"{\"\xed\xa0\x80\":3}", 0, "UTF-8"},
        {"{\"__metadata__\":{\"a\":\"\\u0000\"}}", 0, "NUL"},
        {ENTRY("[1]", "[0,4]") ",\"dtype\":\"F32\"}}", 4, "duplicate"},
        {"\xef\xbb\xbf{}", 0, "byte order mark"},
        {"", 0, "JSON"},
        {"3", 0, "JSON"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct safetensors file;
        struct error error = {0};
        bool fine = read_header(&file, cases[i].header, cases[i].data, &error);
        if (fine != (cases[i].message == NULL) ||
            (!fine && strstr(error.text, cases[i].message) == NULL))
            fail_msg("%s: %s", cases[i].header, error.text);
        safetensors_finish(&file);
    }
}

static void test_contents(void **state)
{
    (void)state;
    struct safetensors file;
    const char header[] =
        "{\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[1,5]},"
        "\"__metadata__\":{\"z\":\"\\u00e9\\n\",\"y\":\"\"},"
        "\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}";
    assert_true(read_header(&file, header, 5, NULL));
    assert_int_equal(file.tensors, 2);
    assert_string_equal(file.tensor[0].name, "a");
    assert_false(file.tensor[0].readable);
    assert_int_equal(file.tensor[0].rank, 0);
    assert_int_equal(file.tensor[0].elements, 1);
    const struct tensor *b = safetensors_find(&file, "b");
    assert_ptr_equal(b, &file.tensor[1]);
    assert_string_equal(b->type, "BF16");
    assert_true(b->readable);
    assert_int_equal(b->rank, 2);
    assert_int_equal(b->shape[1], 2);
    assert_int_equal(b->bytes, 4);
    assert_null(safetensors_find(&file, "c"));
    assert_int_equal(file.entries, 2);
    assert_string_equal(file.entry[0].key, "z");
    assert_string_equal(safetensors_metadata(&file, "z"), "\xc3\xa9\n");
    assert_string_equal(safetensors_metadata(&file, "y"), "");
    assert_null(safetensors_metadata(&file, "__metadata__"));
    safetensors_finish(&file);
}

static void test_other_formats(void **state)
{
    (void)state;
    static const char torch[] =
        "PK\3\4..\0\0\0\0................\x10\0\0\0archive/data.pkl";
    static const char npz[] =
        "PK\3\4..\0\0\0\0................\x05\0\0\0a.npy";
    const struct {
        const char *bytes;
        size_t length;
        const char *message;
    } cases[] = {
        {torch, sizeof torch - 1, "\nst.save_file("},
        {npz, sizeof npz - 1, ".npz"},
        {"\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20", 10, "torch.load("},
        {"\x89HDF\r\n\x1a\n....", 12, "HDF5"},
        {"\x08\x07\x12\x07pytorch", 11, "ONNX"},
        {"\x01\xe1\xf5\x05\0\0\0\0{}", 10, "over the limit of 100000000"},
        {"a,b\n1,2\n3,4\n", 12, "not a safetensors file"},
        {"abc", 3, "too few"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct safetensors file;
        struct error error = {0};
        assert_false(read_bytes(&file, cases[i].bytes, cases[i].length,
                                &error));
        if (strstr(error.text, cases[i].message) == NULL)
            fail_msg("%s", error.text);
    }
}

static void test_missing(void **state)
{
    (void)state;
    struct safetensors file;
    struct error error = {0};
    assert_false(safetensors_read(&file, "/no/such/file", &error));
    assert_non_null(strstr(error.text, "/no/such/file"));
    assert_false(safetensors_read(&file, TEST_DIR, &error));
    assert_non_null(strstr(error.text, "directory"));
    safetensors_finish(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corpus),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_header_rules),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_other_formats),
        cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
