/* Settings in YAML: what is read, and what is said about what cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "comma.h"
#include "failing.h"
#include "schema_case.h"

/* Reads a copy without a NUL, so that reading past the end is seen. */
static bool read_bytes(const char *text, size_t length, struct film *film,
                       struct problems *problems)
{
    char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, text, length);
    bool good = schema_read(&film_schema, "night.film", copy, length, film,
                            problems);
    free(copy);
    return good;
}

static struct film reads(const char *text)
{
    struct film film = film_defaults;
    struct problems problems;

    if (!read_bytes(text, strlen(text), &film, &problems))
        fail_msg("%s", problems.line[0]);
    assert_int_equal(problems.count, 0);
    return film;
}

/* Reads as far as `lines` (each ended by a line feed) tells, and leaves the
 * film as it was. */
static void refuses_bytes(const char *text, size_t length, const char *lines)
{
    static char joined[PROBLEMS_MAX * PROBLEM_TEXT_MAX];
    struct film film = film_defaults, before = film_defaults;
    struct problems problems;

    assert_false(read_bytes(text, length, &film, &problems));
    joined[0] = '\0';
    for (int k = 0; k < problems.count; k++) {
        strcat(joined, problems.line[k]);
        strcat(joined, "\n");
    }
    assert_string_equal(joined, lines);
    assert_memory_equal(&film, &before, sizeof film);
}

static void refuses(const char *text, const char *lines)
{
    refuses_bytes(text, strlen(text), lines);
}

static void a_whole_file_is_read(void **state)
{
    struct film film = reads(whole_film);

    (void)state;
    assert_true(film.seed == UINT64_MAX && film.dice == 6);
    assert_true(film.speed == 0.1f && film.drift == -1.5e-300);
    assert_true(film.above == 1e300 && film.turns == -2147483647 - 1);
    assert_true(film.loop && film.cell == 2);
    assert_string_equal(film.file, "/data/night film.csv");
    assert_string_equal(film.title[0], "Night");
    assert_string_equal(film.title[1], "밤");
    assert_true(film.camera.zoom == 2.5 && film.camera.follows);
    assert_int_equal(film.shots, 3);
    assert_int_equal(film.shot[0].cell, 1);
    assert_int_equal(film.shot[0].units, 32);
    assert_true(film.shot[0].gain == 1);
    assert_string_equal(film.shot[0].note, "a: 'b' # \"c\" \\");
    assert_int_equal(film.shot[0].marks, 2);
    assert_int_equal(film.shot[0].mark[1].step, 31);
    assert_string_equal(film.shot[0].mark[1].note, "true");
    assert_true(schema_same(&shot_schema, &film.shot[1], &shot_defaults));
    assert_true(film.shot[2].gain == 0.75f && film.shot[2].units == 16);
}

static void what_is_not_named_stays(void **state)
{
    struct film film = reads("film: 1");

    (void)state;
    assert_memory_equal(&film, &film_defaults, sizeof film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_read),
        cmocka_unit_test(what_is_not_named_stays),
    };
    (void)refuses;

    return cmocka_run_group_tests(tests, NULL, NULL);
}
