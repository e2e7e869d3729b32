#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "failing.h"
#include "data/tokens.h"

static char path[] = "tokens-XXXXXX";

static void write_text(const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void reads(const char *text, const int *want, int want_count)
{
    struct error error = {0};
    int *ids, count;

    write_text(text);
    if (!tokens_read(path, 100, &ids, &count, &error))
        fail_msg("%s", error.text);
    assert_int_equal(count, want_count);
    assert_memory_equal(ids, want, (size_t)count * sizeof *want);
    free(ids);
}

/* `want` is the message behind the file's name. */
static void refuses(const char *text, const char *want)
{
    struct error error = {0};
    int *ids, count;

    write_text(text);
    assert_false(tokens_read(path, 100, &ids, &count, &error));
    assert_null(ids);
    assert_int_equal(count, 0);
    assert_int_equal(strncmp(error.text, path, strlen(path)), 0);
    assert_string_equal(error.text + strlen(path), want);
}

static void reads_any_separators(void **state)
{
    (void)state;
    reads("1 2,3\n\n 99\t0\r\n", (int[]){1, 2, 3, 99, 0}, 5);
    reads("\xef\xbb\xbf" "7", (int[]){7}, 1);
    reads(",, 4 ,\n", (int[]){4}, 1);
}

static void names_line_and_column(void **state)
{
    (void)state;
    refuses("", ": no token ids in the file");
    refuses(" \n,", ": no token ids in the file");
    refuses("1\n2 x3\n", ":2:3: 'x3' is not a token id; ids are whole numbers "
            "from 0");
    refuses("1 -1", ":1:3: '-1' is not a token id; ids are whole numbers "
            "from 0");
    refuses("1 2.0", ":1:3: '2.0' is not a token id; ids are whole numbers "
            "from 0");
    refuses("\xef\xbb\xbf" "100", ":1:1: token id 100 is not in the "
            "vocabulary; ids go from 0 to 99");
    refuses("99999999999999999999", ":1:1: '99999999999999999999' is not a "
            "token id; ids are whole numbers from 0");
    refuses("\xff\x01", ":1:1: '\\xff\\x01' is not a token id; ids are whole "
            "numbers from 0");
}

static void names_a_missing_file(void **state)
{
    struct error error = {0};
    int *ids, count;

    (void)state;
    assert_false(tokens_read("no/such/file", 2, &ids, &count, &error));
    assert_non_null(strstr(error.text, "no/such/file"));
    assert_null(ids);
}

static int make_file(void **state)
{
    int file = mkstemp(path);

    (void)state;
    return file < 0 ? -1 : close(file);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    write_text("1 2 3");
    for (long n = 0;; n++) {
        struct error error = {0};
        int *ids, count;

        failing_after(n);
        bool fine = tokens_read(path, 100, &ids, &count, &error);
        if (!failing_stop()) {
            assert_true(fine);
            free(ids);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
        assert_null(ids);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_any_separators),
        cmocka_unit_test(names_line_and_column),
        cmocka_unit_test(names_a_missing_file),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
