#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "check_close.h"
#include "failing.h"
#include "data/table/csv.h"

#define ASSETS TEST_DIR "/../assets/data/"

static bool parse(struct csv *csv, const char *text, enum csv_empty empty,
                  struct error *error)
{
    size_t length = strlen(text);
    /* A copy without a NUL, so that reading past the end is seen. */
    char *copy = malloc(length ? length : 1);

    memcpy(copy, text, length);
    bool good = csv_parse(csv, copy, length, "x.csv", empty, error);
    free(copy);
    return good;
}

static void reads(const char *text, int rows, int columns, const char *names,
                  const double *values)
{
    struct csv csv;
    struct error error = {0};
    char joined[200] = "";

    if (!parse(&csv, text, CSV_EMPTY_NAN, &error))
        fail_msg("%s", error.text);
    assert_int_equal(csv.rows, rows);
    assert_int_equal(csv.columns, columns);
    for (int k = 0; k < columns; k++) {
        strcat(joined, csv.names[k]);
        strcat(joined, "|");
    }
    assert_string_equal(joined, names);
    for (int k = 0; k < rows * columns; k++)
        assert_close(csv.values[k], values[k], 0);
    csv_finish(&csv);
    csv_finish(&csv);
}

static void refuses(const char *text, const char *message)
{
    struct csv csv;
    struct error error = {0};

    assert_false(parse(&csv, text, CSV_EMPTY_ERROR, &error));
    assert_string_equal(error.text, message);
    assert_null(csv.values);
    csv_finish(&csv);
}

static void reads_plain_tables(void **state)
{
    (void)state;
    reads("a,b\n1,2\n3,4.5e1\n", 2, 2, "a|b|", (double[]){1, 2, 3, 45});
    reads("1,2\n3,4", 2, 2, "1|2|", (double[]){1, 2, 3, 4});
    reads("\xef\xbb\xbf" "a;b\r\n1;-2\r\n", 1, 2, "a|b|", (double[]){1, -2});
    reads("a\tb\r1\t2\r3\t4\r", 2, 2, "a|b|", (double[]){1, 2, 3, 4});
    reads("\n\r\n  \na , b\n\n 1 ,2 \n \n", 1, 2, "a|b|", (double[]){1, 2});
    reads("a\n1\n2\n", 2, 1, "a|", (double[]){1, 2});
    reads("a,b\n1,inf\nNaN,-Infinity\n", 2, 2, "a|b|",
          (double[]){1, INFINITY, NAN, -INFINITY});
}

static void reads_quoted_fields(void **state)
{
    (void)state;
    reads("\"a,b\",\"say \"\"hi\"\"\"\n\"1\", \"2\" \n", 1, 2,
          "a,b|say \"hi\"|", (double[]){1, 2});
    reads("\"two\nlines\",b\n1,2\n", 1, 2, "two\nlines|b|",
          (double[]){1, 2});
    reads("\"a;b\",c\n1,2\n", 1, 2, "a;b|c|", (double[]){1, 2});
    /* As R writes them: write.csv, and write.table without a first name. */
    reads("\"\",\"x\"\n\"1\",5\n\"2\",6\n", 2, 2, "|x|",
          (double[]){1, 5, 2, 6});
    reads("\"x\",\"y\"\n\"Jan\",5,6\n\"Feb\",7,8\n", 2, 3, "|x|y|",
          (double[]){NAN, 5, 6, NAN, 7, 8});
}

static void sets_text_columns_aside(void **state)
{
    struct csv csv;
    struct error error = {0};

    (void)state;
    assert_true(parse(&csv, "day,v,note\n2020-01-01,1,\n2020-01-02,2,\n",
                      CSV_EMPTY_ERROR, &error));
    assert_true(csv.header);
    assert_false(csv.numeric[0]);
    assert_true(csv.numeric[1]);
    assert_false(csv.numeric[2]);
    assert_close(csv.values[0], NAN, 0);
    assert_close(csv.values[4], 2, 0);
    csv_finish(&csv);
}

static void treats_empty_fields_as_told(void **state)
{
    (void)state;
    reads("a,b\n1,\n,4\n", 2, 2, "a|b|", (double[]){1, NAN, NAN, 4});
    reads("1,2,\n3,4,\n", 2, 3, "1|2|3|", (double[]){1, 2, NAN, 3, 4, NAN});
    refuses("a,b\n1,2\n3,\n", "x.csv:3:2: the field is empty");
    refuses("a,b\n1,2\n3,\"\"\n", "x.csv:3:2: the field is empty");
}

static void names_line_and_column(void **state)
{
    (void)state;
    refuses("a,b,c\n1,2,3\n\n4,5,n/a\n", "x.csv:4:3: 'n/a' is not a number");
    refuses("a,b\n1,x\n2,3\n", "x.csv:2:2: 'x' is not a number");
    refuses("a,b\n1,2\n3,y\nz,5\n", "x.csv:3:2: 'y' is not a number");
    refuses("a,b\n1,2\n3,0x10\n", "x.csv:3:2: '0x10' is not a number");
    refuses("a,b\n\"1\n2\",3\n4,q\n5,6\n", "x.csv:2:1: '1\\x0a2' is not a "
            "number");
    refuses("a,b\n1,2\n3\n", "x.csv:3: 1 column found, 2 wanted");
    refuses("a,b\n1,2,3,4\n", "x.csv:2: 4 columns found, 2 wanted");
    refuses("1,2\n3,4,\n", "x.csv:2: 3 columns found, 2 wanted");
    refuses("a;b\n1,5;2\n2,5;3\n", "x.csv:2:1: '1,5' is not a number; write "
            "decimals with a point");
}

static void refuses_broken_quotes(void **state)
{
    (void)state;
    refuses("a,b\n1,2\n3,\"4\n5,6\n7,8\n", "x.csv:3:2: a quoted field begins "
            "here and never ends");
    refuses("a,b\n1,\"", "x.csv:2:2: a quoted field begins here and never "
            "ends");
    refuses("a,b\n1,\"2\"x\n", "x.csv:2:2: more text after the closing quote; "
            "a quote inside a quoted field is written twice");
    refuses("a,b\n1,2\"\n", "x.csv:2:2: a quote inside a field that does not "
            "begin with one");
}

static void refuses_what_is_no_table(void **state)
{
    struct csv csv;
    struct error error = {0};

    (void)state;
    refuses("", "x.csv: the file is empty");
    refuses("\xef\xbb\xbf\n \n", "x.csv: the file is empty");
    refuses("a,b\n", "x.csv: there is a header but no rows");
    refuses("a,b\n1,\xe9t\xe9\n", "x.csv:2: byte 0xe9 is not UTF-8; save the "
            "file as UTF-8");
    refuses("\xff\xfe" "a", "x.csv:1: byte 0xff is not UTF-8; save the file "
            "as UTF-8");
    assert_false(csv_parse(&csv, "a\n1\n\0", 5, "x.csv", CSV_EMPTY_NAN,
                           &error));
    assert_string_equal(error.text, "x.csv:3: a NUL byte; this is not a text "
                        "file in UTF-8");
    assert_false(csv_read(&csv, "no/such.csv", CSV_EMPTY_NAN, &error));
    assert_non_null(strstr(error.text, "no/such.csv"));
    csv_finish(&csv);
}

static void survives_huge_lines_and_fields(void **state)
{
    enum { SIZE = 3 * 1000 * 1000 };
    struct csv csv;
    struct error error = {0};
    char *text = malloc(SIZE + 1);

    (void)state;
    text[SIZE] = '\0';
    memset(text, ',', SIZE);
    refuses(text, "x.csv:1: more than 100000 columns");
    memcpy(text, "a,b\n1,2\n", 8);
    memset(text + 8, ',', SIZE - 8);
    refuses(text, "x.csv:3: 2999993 columns found, 2 wanted");
    memset(text, '7', SIZE);
    memcpy(text, "a\n5\n", 4);
    assert_true(parse(&csv, text, CSV_EMPTY_ERROR, &error));
    assert_close(csv.values[1], INFINITY, 0);
    csv_finish(&csv);
    memset(text + 4, 'x', SIZE - 4);
    refuses(text, "x.csv:3:1: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
            "' is not a number");
    free(text);
}

static void ignores_the_locale(void **state)
{
    (void)state;
    /* Where this locale is missing the test says nothing, but does no harm. */
    setlocale(LC_ALL, "de_DE.UTF-8");
    reads("a,b\n1.5,2\n", 1, 2, "a|b|", (double[]){1.5, 2});
    setlocale(LC_ALL, "C");
}

static void picks(const char *list, const int *want, int want_count)
{
    struct csv csv;
    struct error error = {0};
    int *picked, count;

    assert_true(parse(&csv, "day,\"a,b\",value,1990\nx,1,2,3\n",
                      CSV_EMPTY_ERROR, &error));
    if (!csv_pick(&csv, list, &picked, &count, &error))
        fail_msg("%s", error.text);
    assert_int_equal(count, want_count);
    assert_memory_equal(picked, want, (size_t)count * sizeof *want);
    free(picked);
    csv_finish(&csv);
}

static void does_not_pick(const char *text, const char *list,
                          const char *message)
{
    struct csv csv;
    struct error error = {0};
    int *picked, count;

    assert_true(parse(&csv, text, CSV_EMPTY_ERROR, &error));
    assert_false(csv_pick(&csv, list, &picked, &count, &error));
    assert_string_equal(error.text, message);
    assert_null(picked);
    csv_finish(&csv);
}

static void picks_columns(void **state)
{
    (void)state;
    picks(NULL, (int[]){1, 2, 3}, 3);
    picks("value", (int[]){2}, 1);
    picks("1990, value ,2", (int[]){3, 2, 1}, 3);
    picks("a,b", (int[]){1}, 1);

    const char *table = "day,value,value\nx,1,2\n";
    does_not_pick(table, "valeu", "there is no column 'valeu'; did you mean "
                  "'value'?");
    does_not_pick(table, "9", "there is no column '9'; the columns are day, "
                  "value, value");
    does_not_pick(table, "day", "column 'day' holds text, not numbers");
    does_not_pick(table, "value", "several columns are called 'value'; name "
                  "one by its number");
    does_not_pick(table, "2,,3", "the list of columns has an empty name");
    does_not_pick(table, "", "the list of columns has an empty name");
    does_not_pick("day\nx\n", NULL, "there is no column of numbers");
}

static const char *const samples[] = {
    "co2", "AirPassengers", "nottem", "EuStockMarkets", "sunspots",
};
enum { SAMPLES = sizeof samples / sizeof samples[0] };

static void reads_the_samples(void **state)
{
    static const int rows[] = {468, 144, 240, 1860, 2820};
    static const double first[] = {315.42, 112, 40.6, 1628.75, 58};

    (void)state;
    for (int k = 0; k < SAMPLES; k++) {
        struct csv csv;
        struct error error = {0};
        char path[400];

        snprintf(path, sizeof path, ASSETS "%s.csv", samples[k]);
        if (!csv_read(&csv, path, CSV_EMPTY_ERROR, &error))
            fail_msg("%s", error.text);
        assert_int_equal(csv.rows, rows[k]);
        assert_close(csv.values[1], first[k], 0);
        assert_string_equal(csv.names[0], "time");
        csv_finish(&csv);
    }
}

/* Parses copies of text[0..length) cut short and with wrong bytes. Each gives
 * a table or a message, and the sanitizers have nothing to say. */
static void damage(const char *text, size_t length, int rounds)
{
    static const char bytes[] = "\",;\t\r\n\0x1\xc3\xff ";
    struct random random;
    int good = 0, bad = 0;

    random_seed(&random, 1, 0);
    for (int round = 0; round < rounds; round++) {
        uint32_t left = random_below(&random, (uint32_t)length + 1);
        char *copy = malloc(left ? left : 1);
        struct csv csv;
        struct error error = {0};

        memcpy(copy, text, left);
        for (uint32_t k = random_below(&random, 4); k > 0 && left > 0; k--)
            copy[random_below(&random, left)] =
                bytes[random_below(&random, sizeof bytes - 1)];
        if (csv_parse(&csv, copy, left, "x.csv", round % 2, &error)) {
            assert_true(csv.rows > 0 && csv.columns > 0);
            for (int k = 0; k < csv.rows * csv.columns; k++)
                assert_true(csv.numeric[k % csv.columns] ||
                            isnan(csv.values[k]));
            good++;
        } else {
            assert_memory_equal(error.text, "x.csv:", 6);
            bad++;
        }
        csv_finish(&csv);
        free(copy);
    }
    assert_true(good > rounds / 100 && bad > rounds / 100);
}

static void survives_damage(void **state)
{
    static const char text[] =
        "\"day\",\"a \"\"b\"\"\",c\r\n\"1 Jan\",\"1.5\",2\n\n"
        "\"2 Jan\", 2e3 ,-inf\n\"3\nJan\",nan,7\r";
    struct error error = {0};
    char *sample;
    size_t length;

    (void)state;
    damage(text, sizeof text - 1, 20000);
    assert_true(file_read(ASSETS "AirPassengers.csv", 100000, &sample, &length,
                          &error));
    damage(sample, length, 1000);
    free(sample);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        struct csv csv;
        struct error error = {0};

        failing_after(n);
        bool fine = csv_parse(&csv, "a,b\n1,2\n3,4\n", 12, "x.csv",
                              CSV_EMPTY_ERROR, &error);
        if (!failing_stop()) {
            assert_true(fine && n > 4);
            csv_finish(&csv);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
        csv_finish(&csv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_tables),
        cmocka_unit_test(reads_quoted_fields),
        cmocka_unit_test(sets_text_columns_aside),
        cmocka_unit_test(treats_empty_fields_as_told),
        cmocka_unit_test(names_line_and_column),
        cmocka_unit_test(refuses_broken_quotes),
        cmocka_unit_test(refuses_what_is_no_table),
        cmocka_unit_test(survives_huge_lines_and_fields),
        cmocka_unit_test(ignores_the_locale),
        cmocka_unit_test(picks_columns),
        cmocka_unit_test(reads_the_samples),
        cmocka_unit_test(survives_damage),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
