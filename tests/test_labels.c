/* What the rows of a table are called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/table/labels.h"

static char path[] = "/tmp/gatereel-labels-XXXXXX";

static void write_file(const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void check(const char *text, const char *column, int rows,
                  const char *const want[])
{
    struct labels labels;
    struct error error = {0};

    write_file(text);
    assert_true(labels_read(&labels, path, &error));
    assert_int_equal(labels.rows, rows);
    if (column == NULL)
        assert_null(labels.column);
    else
        assert_string_equal(labels.column, column);
    for (int k = 0; k < rows; k++)
        assert_string_equal(labels.text[k], want[k]);
    labels_finish(&labels);
    labels_finish(&labels);
}

static void test_first_column_of_text(void **state)
{
    const char *const months[] = {"1994-05", "오월"};

    (void)state;
    check("time,month,x\n1,1994-05,2\n2,오월,3\n", "month", 2, months);
    check("x;month\r\n1;1994-05\r\n2;\"오월\"\r\n", "month", 2, months);
    check("month\tx\tword\n1994-05\t1\ta\n오월\t2\tb\n", "month", 2, months);
}

static void test_numbers_are_no_labels(void **state)
{
    (void)state;
    check("a,b\n1,2\n3,4\n", NULL, 0, NULL);
    /* A column with numbers in it is not one of text. */
    check("a,b\n1,x\n3,4\n", NULL, 0, NULL);
    check("", NULL, 0, NULL);
    check("only,a,header\n", NULL, 0, NULL);
}

static void test_short_rows(void **state)
{
    const char *const words[] = {"a", "", "c"};

    (void)state;
    check("x,word\n1,a\n2\n3,c\n", "word", 3, words);
}

static void test_errors(void **state)
{
    struct labels labels;
    struct error error = {0};

    (void)state;
    assert_false(labels_read(&labels, "/nowhere/x.csv", &error));
    assert_non_null(strstr(error.text, "/nowhere/x.csv"));
    write_file("a,b\n1,\"open\n");
    assert_false(labels_read(&labels, path, &error));
    assert_true(strlen(error.text) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_column_of_text),
        cmocka_unit_test(test_numbers_are_no_labels),
        cmocka_unit_test(test_short_rows),
        cmocka_unit_test(test_errors),
    };
    int file = mkstemp(path);
    if (file < 0)
        return 1;
    close(file);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove(path);
    return failed;
}
