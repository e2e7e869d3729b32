/* render of networks that learn: what it reads, and what it refuses. */
#include "render_case.h"
#include "school.h"

#include "train/race/race_file.h"

#define SEE "; see 'gatereel render --help'\n"

/* A network that has learned a series of the user for an epoch. */
static void save_training(const char *path)
{
    struct race_setup setup = {.lanes = 1, .seeds = 1};
    struct error error = {0};
    struct race race;

    setup.lane[0] = school_options(TASK_SERIES);
    setup.lane[0].layer.units = 3;
    setup.lane[0].epochs = 1;
    if (!race_init(&race, &setup, kernels_choose(NULL, &error), &error))
        fail_msg("%s", error.text);
    race_work(&race, 1 << 20);
    assert_true(race_done(&race));
    if (!race_save(&race, "level", path, &error))
        fail_msg("%s", error.text);
    race_finish(&race);
}

/* The series among other columns; `more` is added to one of its values. */
static void write_series(const char *path, double more)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "day,level\n");
    for (int k = 0; k < WAVE; k++)
        fprintf(file, "%d,%.17g\n", k * k, school_wave()[k] +
                                               (k == 60 ? more : 0));
    fclose(file);
}

static void series_is_given(void **state)
{
    (void)state;

    save_training("t.safetensors");
    write_series("s.csv", 0);
    write_series("other.csv", 1);
    render_fails("render --training t.safetensors --view train -o x.png", 1,
                 "gatereel: t.safetensors learned from a series of yours: give "
                 "it too, with --input FILE.csv\n");
    render_fails("render --training t.safetensors --input other.csv -o x.png",
                 1, "gatereel: t.safetensors: it learned from another series "
                    "than this one\n");
    render_works("render --training t.safetensors --input s.csv --view train "
                 "--size 320x200 -o x.png");
    render_check_size("x.png", 320, 200);
}

static void tasks_are_told_apart(void **state)
{
    (void)state;

    render_fails("render --task nope -o y.png", 1,
                 "gatereel: unknown task 'nope'; 'gatereel tasks' lists "
                 "them\n");
    render_fails("render --task series -o y.png", 1,
                 "gatereel: the series task learns a table of yours: add "
                 "--input FILE.csv\n");
}

static void wrong_usage_is_refused(void **state)
{
    static const struct {
        const char *arguments, *line;
    } cases[] = {
        {"--task anbn --training t", "--task and --training are not used "
                                     "together"},
        {"--task anbn --input x.csv", "--task reads the data that come with "
                                      "Gatereel; only the series task takes "
                                      "--input"},
        {"--training t --tokens x", "networks that learn read no tokens "
                                      "and no text here"},
        {"--training t --model m", "networks that learn are not opened from "
                                   "files beside"},
        {"--view train", "views of training need --task or --training"},
        {"--everything", "--epoch and --everything go with --task or "
                         "--training"},
        {"--training t --seeds 2", "--epochs and --seeds go with --task"},
    };
    char arguments[300], line[400];
    (void)state;

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        snprintf(arguments, sizeof arguments, "render %s -o y.png",
                 cases[k].arguments);
        snprintf(line, sizeof line, "gatereel: render: %s%s", cases[k].line,
                 SEE);
        render_fails(arguments, 2, line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_is_given),
        cmocka_unit_test(tasks_are_told_apart),
        cmocka_unit_test(wrong_usage_is_refused),
    };

    return cmocka_run_group_tests(tests, render_setup, render_teardown);
}
