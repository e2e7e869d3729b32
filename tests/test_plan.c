/* Plans of a class: lists of stops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lesson/page/plan.h"

static bool read_bytes(const char *text, size_t length,
                       struct class_plan *plan, struct problems *problems)
{
    char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, text, length);
    problems_init(problems, "p.plan");
    bool good = plan_read(plan, copy, length, problems);
    free(copy);
    return good;
}

static void refuses(const char *text, const char *lines)
{
    static char joined[PROBLEMS_MAX * PROBLEM_TEXT_MAX];
    struct class_plan plan;
    struct problems problems;

    assert_false(read_bytes(text, strlen(text), &plan, &problems));
    joined[0] = '\0';
    for (int k = 0; k < problems.count; k++) {
        strcat(joined, problems.line[k]);
        strcat(joined, "\n");
    }
    assert_string_equal(joined, lines);
}

static void stops_are_read(void **state)
{
    static const char text[] = "\xEF\xBB\xBF# fifty minutes\r\n\r\n7.1\r\n"
                               "  7.3 \t12.5   # slowly\r\n"
                               "preset lstm-vanishes # it does\r\n"
                               "scene  내 장면#1.scene  ";
    struct class_plan plan;
    struct problems problems;

    (void)state;
    if (!read_bytes(text, sizeof text - 1, &plan, &problems))
        fail_msg("%s", problems.line[0]);
    assert_int_equal(plan.stops, 4);
    assert_int_equal(plan.stop[0].kind, PLAN_STEP);
    assert_int_equal(plan.stop[0].lesson, 7);
    assert_int_equal(plan.stop[0].step, 1);
    assert_true(plan.stop[0].minutes == 0);
    assert_int_equal(plan.stop[1].step, 3);
    assert_true(plan.stop[1].minutes == 12.5);
    assert_int_equal(plan.stop[1].place.line, 4);
    assert_int_equal(plan.stop[1].place.column, 3);
    assert_int_equal(plan.stop[2].kind, PLAN_PRESET);
    assert_string_equal(plan.stop[2].name, "lstm-vanishes");
    assert_int_equal(plan.stop[3].kind, PLAN_SCENE);
    assert_string_equal(plan.stop[3].name, "내 장면#1.scene");
}

static void faults_are_told(void **state)
{
    (void)state;
    refuses("", "p.plan: there is no stop in it\n");
    refuses("# only this\n\n", "p.plan: there is no stop in it\n");
    refuses("7\n8.x\n7.0\n0.1\n1000.1\n7.3.1\n  7,3\n",
            "p.plan:1:1: '7' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:2:1: '8.x' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:3:1: '7.0' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:4:1: '0.1' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:5:1: '1000.1' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:6:1: '7.3.1' is no step: lesson, point, step, as in 7.3\n"
            "p.plan:7:3: '7,3' is no step: lesson, point, step, as in 7.3\n");
    refuses("7.1 x\n7.1 -1\n7.1 0\n7.1 601\n7.1 nan\n7.1 3 4\n",
            "p.plan:1:5: 'x' is no number of minutes from 0 to 600\n"
            "p.plan:2:5: '-1' is no number of minutes from 0 to 600\n"
            "p.plan:3:5: '0' is no number of minutes from 0 to 600\n"
            "p.plan:4:5: '601' is no number of minutes from 0 to 600\n"
            "p.plan:5:5: 'nan' is no number of minutes from 0 to 600\n"
            "p.plan:6:7: nothing follows the minutes; a comment begins with "
            "'#'\n");
    refuses("presets x\n밤 낮\nscene\npreset #x\n",
            "p.plan:1:1: unknown stop 'presets'; did you mean 'preset'?\n"
            "p.plan:2:1: unknown stop '밤'; a stop is a step (7.3), 'preset "
            "NAME' or 'scene FILE'\n"
            "p.plan:3:6: 'scene' needs a name\n"
            "p.plan:4:8: 'preset' needs a name\n");
    refuses("7.1\n\x01", "p.plan:2:1: the character U+0001 may not stand "
                         "here\n");
}

static void there_is_an_end_to_stops(void **state)
{
    char text[4 * PLAN_STOPS_MAX + 20] = "", name[PLAN_NAME_MAX + 20];
    struct class_plan plan;
    struct problems problems;

    (void)state;
    for (int k = 0; k < PLAN_STOPS_MAX; k++)
        strcat(text, "7.1\n");
    assert_true(read_bytes(text, strlen(text), &plan, &problems));
    assert_int_equal(plan.stops, PLAN_STOPS_MAX);
    strcat(text, "7.1");
    refuses(text, "p.plan:101:1: a plan has at most 100 stops\n");
    memset(name, 'x', sizeof name);
    memcpy(name, "scene ", 6);
    name[6 + PLAN_NAME_MAX] = '\0';
    refuses(name, "p.plan:1:7: this name is longer than 1023 bytes\n");
}

/* A plan works from wherever the program was begun. */
static void scenes_are_seen_from_the_plan(void **state)
{
    static const char text[] = "scene a.scene\npreset p\nscene /b.scene\n";
    struct class_plan plan;
    struct problems problems;
    char path[PLAN_NAME_MAX];

    (void)state;
    assert_true(read_bytes(text, strlen(text), &plan, &problems));
    assert_true(plan_find_scenes(&plan, "monday.txt", &problems));
    assert_string_equal(plan.stop[0].name, "a.scene");
    assert_true(plan_find_scenes(&plan, "my plans/monday.txt", &problems));
    assert_string_equal(plan.stop[0].name, "my plans/a.scene");
    assert_string_equal(plan.stop[1].name, "p");
    assert_string_equal(plan.stop[2].name, "/b.scene");
    memset(path, 'x', sizeof path);
    memcpy(path + sizeof path - 3, "/y", 3);
    assert_false(plan_find_scenes(&plan, path, &problems));
    assert_string_equal(problems.line[0], "p.plan:1:1: the path of this scene "
                        "is longer than 1023 bytes");
}

static void stops_are_typed(void **state)
{
    int lesson, step;

    (void)state;
    assert_true(plan_parse_stop("8.4", &lesson, &step));
    assert_true(lesson == 8 && step == 4);
    assert_true(plan_parse_stop("16", &lesson, &step));
    assert_true(lesson == 16 && step == 0);
    static const char *const none[] = {"", ".", "8.", ".4", "8.0", "0", "a",
                                       "8.4a", "8.4.1", "-8", "+8", " 8",
                                       "99999999999"};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_false(plan_parse_stop(none[k], &lesson, &step));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_are_read),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(there_is_an_end_to_stops),
        cmocka_unit_test(scenes_are_seen_from_the_plan),
        cmocka_unit_test(stops_are_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
