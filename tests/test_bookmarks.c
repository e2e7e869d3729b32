/* Where lessons were left, as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/files/bookmarks.h"

static char text[BOOKMARKS_TEXT_MAX];
static struct bookmarks marks, read;

static void set(const char *name, int step)
{
    bookmarks_set(&marks, name, step);
}

static void the_latest_is_the_first(void **state)
{
    (void)state;
    memset(&marks, 0, sizeof marks);
    set("01-neuron", 4);
    set("07-lstm", 5);
    set("07-lstm", 3);
    set("/home/a b/수업: 하나", 1);
    set("01-neuron", 2);
    assert_int_equal(marks.count, 3);
    assert_int_equal(bookmarks_find(&marks, "07-lstm")->last, 3);
    assert_int_equal(bookmarks_find(&marks, "07-lstm")->furthest, 5);
    assert_null(bookmarks_find(&marks, "07"));
    size_t length = bookmarks_print(&marks, text);
    assert_string_equal(text, "latest: 01-neuron\n01-neuron: 2 4\n"
                              "/home/a b/수업: 하나: 1 1\n07-lstm: 3 5\n");
    assert_int_equal(bookmarks_parse(&read, text, length), 0);
    assert_int_equal(memcmp(&read, &marks, sizeof read), 0);
}

static void what_makes_no_sense_is_left_out(void **state)
{
    static const char damaged[] =
        "# mine\n\nlatest: b\r\na: 1 2\nb: 9 3\r\na: 7 7\nc: 1\nd: 0 1\n"
        "e: 1 1000\n: 1 1\n: \nf 1 1\n\xff: 1 1\n  g  :  2   3  \nh: 1 1 1";

    (void)state;
    memset(&read, 0, sizeof read);
    assert_int_equal(bookmarks_parse(&read, damaged, sizeof damaged - 1), 9);
    assert_int_equal(read.count, 3);
    assert_string_equal(read.mark[0].name, "b");
    assert_int_equal(read.mark[0].furthest, 9);
    assert_int_equal(bookmarks_find(&read, "a")->last, 1);
    assert_int_equal(bookmarks_find(&read, "g")->furthest, 3);
}

static void what_cannot_stand_in_a_line_is_not_remembered(void **state)
{
    static char longer[BOOKMARK_NAME_MAX + 1];

    (void)state;
    memset(&marks, 0, sizeof marks);
    memset(longer, 'x', BOOKMARK_NAME_MAX);
    set("", 1);
    set("two\nlines", 1);
    set(" blank", 1);
    set("latest", 1);
    set("\xff", 1);
    set(longer, 1);
    set("fine", 0);
    set("fine", BOOKMARK_STEP_MAX + 1);
    assert_int_equal(marks.count, 0);
    assert_int_equal(bookmarks_print(&marks, text), 0);
}

/* The one left longest ago makes room. */
static void there_is_room_for_so_many(void **state)
{
    char name[BOOKMARK_NAME_MAX];

    (void)state;
    memset(&marks, 0, sizeof marks);
    memset(name, 'y', sizeof name);
    for (int k = 0; k < BOOKMARKS_MAX + 2; k++) {
        snprintf(name + BOOKMARK_NAME_MAX - 4, 4, "%03d", k);
        set(name, BOOKMARK_STEP_MAX);
    }
    assert_int_equal(marks.count, BOOKMARKS_MAX);
    assert_non_null(bookmarks_find(&marks, name));
    snprintf(name + BOOKMARK_NAME_MAX - 4, 4, "002");
    assert_non_null(bookmarks_find(&marks, name));
    snprintf(name + BOOKMARK_NAME_MAX - 4, 4, "000");
    assert_null(bookmarks_find(&marks, name));
    size_t length = bookmarks_print(&marks, text);
    assert_int_equal(strlen(text), length);
    assert_int_equal(bookmarks_parse(&read, text, length), 0);
    assert_int_equal(read.count, BOOKMARKS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_is_the_first),
        cmocka_unit_test(what_makes_no_sense_is_left_out),
        cmocka_unit_test(what_cannot_stand_in_a_line_is_not_remembered),
        cmocka_unit_test(there_is_room_for_so_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
