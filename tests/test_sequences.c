/* Networks that were trained here are opened, recorded and drawn without an
 * input: on a test sequence of their task.
 */
#include "program.h"

#include <math.h>

#include "cli/machine.h"
#include "cli/open/films.h"
#include "cli/run/pupil.h"
#include "cli/stage/sequences.h"

#define MODELS TEST_DIR "/../assets/models/"

static struct load_with with(void)
{
    return (struct load_with){.kernels = machine_kernels()};
}

static void fine(bool is, const struct error *error)
{
    if (!is)
        fail_msg("%s", error->text);
}

static struct lab *open_lab(const char *model, int sequence)
{
    const struct load_source source = {.model = model, .sequence = sequence};
    const struct load_with made = with();
    struct error error = {0};
    struct lab *lab = load_lab(&source, &made, &error);

    fine(lab != NULL, &error);
    return lab;
}

/* The tokens are those that the task's own test has there. */
static void the_sequence_is_that_of_the_test(void **state)
{
    struct pupil pupil;
    struct batch batch;
    struct error error = {0};

    (void)state;
    fine(pupil_open(&pupil, MODELS "numbers.safetensors", machine_kernels(),
                    &error) &&
         task_batch_init(&pupil.trainer.task, &batch, 1, &error), &error);
    for (int n = 1; n <= 40; n += 13) {
        struct lab *lab = open_lab(MODELS "numbers.safetensors", n);
        const struct film *film = lab_film(lab, 0);
        task_test(&pupil.trainer.task, n - 1, &batch);
        assert_int_equal(film->steps, batch.lengths[0]);
        assert_int_equal(film->free_from,
                         task_turn(&pupil.trainer.task, &batch, 0));
        for (int t = 0; t < film->steps; t++) {
            assert_int_equal(film->target_labels[t], batch.labels[t]);
            /* It writes every held-out number right. */
            assert_int_equal(film->ids[t], batch.ids[t]);
        }
        assert_true(film->trained);
        assert_int_equal(film->epochs, pupil.trainer.state.epoch);
        lab_destroy(lab);
    }
    batch_finish(&batch);
    pupil_close(&pupil);
}

static void every_network_for_a_task_opens(void **state)
{
    static const char *const models[] = {
        "cosine-mlp", "cosine-stacked", "price", "air-growth", "temperature",
        "sales", "numbers", "places", "answer", "spell", "spell-ko",
        "letters", "remember-rnn", "adding", "copy", "anbn",
    };

    (void)state;
    for (size_t k = 0; k < sizeof models / sizeof *models; k++) {
        char path[512];
        snprintf(path, sizeof path, MODELS "%s.safetensors", models[k]);
        assert_true(pupil_is(path));
        struct lab *lab = open_lab(path, 0);
        assert_true(lab_film(lab, 0)->steps > 1);
        assert_true(isfinite(lab_film(lab, 0)->loss[0]));
        lab_destroy(lab);
    }
    assert_false(pupil_is(MODELS "co2.safetensors"));
    assert_false(pupil_is(MODELS "README.md"));
}

/* In the window: no series is waited for; the file alone is remembered. */
static void a_file_alone_is_enough(void **state)
{
    const struct load_source nothing = {0};
    const struct load_with made = with();
    struct films films = {0};
    struct lab *lab = NULL;
    struct error error = {0};
    char path[2 * FILMS_PATH_MAX];

    (void)state;
    assert_int_equal(films_choose(&films, MODELS "spell.safetensors", &nothing,
                                  &made, &lab, &error), FILMS_LOADED);
    films_path(&films, path, sizeof path);
    assert_non_null(strstr(path, "spell.safetensors"));
    assert_null(strstr(path, " + "));
    lab_destroy(lab);
    assert_int_equal(films_choose(&films, path, &nothing, &made, &lab, &error),
                     FILMS_LOADED);
    assert_true(lab_film(lab, 0)->picture);
    /* A scene says which sequence it is. */
    assert_int_equal(films.sources.series.sequence, 1);
    lab_destroy(lab);
    assert_int_equal(films_choose(&films, MODELS "co2.safetensors", &nothing,
                                  &made, &lab, &error), FILMS_WANTS_INPUT);
    films_finish(&films);
}

/* What is recorded is what the network reads in its test: the loss is that of
 * the right answers. */
static void records_read_the_right_answers(void **state)
{
    struct pupil pupil;
    struct batch batch;
    struct series series;
    struct error error = {0};

    (void)state;
    fine(pupil_open(&pupil, MODELS "places.safetensors", machine_kernels(),
                    &error) &&
         task_batch_init(&pupil.trainer.task, &batch, 1, &error) &&
         sequences_read(&series, MODELS "places.safetensors", 3,
                        machine_kernels(), &error), &error);
    task_test(&pupil.trainer.task, 2, &batch);
    assert_int_equal(series.steps, batch.lengths[0]);
    for (int t = 0; t < series.steps; t++) {
        assert_int_equal(series.ids[t], batch.ids[t]);
        assert_int_equal(series.labels[t], batch.labels[t]);
    }
    series_finish(&series);
    batch_finish(&batch);
    pupil_close(&pupil);
    /* Of a series the data end before its own predictions begin. */
    fine(sequences_read(&series, MODELS "cosine-mlp.safetensors", 1,
                        machine_kernels(), &error), &error);
    for (int t = 0; t < series.steps; t++)
        assert_true(isfinite(series.values[t]));
    for (int t = 20; t < series.steps; t++) {
        assert_true(series.x[t * 20 + 18] == series.x[(t - 1) * 20 + 19]);
        assert_true(series.values[t - 1] == series.x[t * 20 + 19]);
    }
    series_finish(&series);
}

static void lines_of_the_command(void **state)
{
    static struct printed printed;

    (void)state;
    program_run(&printed, "record --model '" MODELS "numbers.safetensors' "
                "--sequence 2 -o -");
    assert_int_equal(printed.code, 0);
    program_refuses("record --model '" MODELS "numbers.safetensors' "
                    "--sequence 9999 -o -", 1, "no test sequence 9999");
    program_refuses("record --model '" MODELS "numbers.safetensors' "
                    "--columns a -o -", 2, "only --sequence goes with it");
    program_refuses("open --model '" MODELS "numbers.safetensors' "
                    "--rows 1-2", 2, "only --sequence goes with it");
    program_refuses("open --sequence 3", 2, "--model is missing");
    program_refuses("open --model m.safetensors --sequence 3 --input x.csv", 2,
                    "trained for here");
    program_refuses("render --model '" MODELS "co2.safetensors' -o a.png", 2,
                    "--input, --tokens or --text is missing");
    program_refuses("render --sequence 2 -o a.png", 2, "--sequence goes with");
}

/* Side by side there is one sequence, so one task. */
static void tasks_are_not_mixed(void **state)
{
    const char *const models[] = {MODELS "price.safetensors",
                                  MODELS "cosine-lstm.safetensors"};
    struct cast cast = {0};
    struct error error = {0};

    (void)state;
    assert_false(sequences_cast(&cast, models, 2, 0, machine_kernels(),
                                &error));
    assert_non_null(strstr(error.text, "cosine of 40 steps, not price of 4"));
    assert_int_equal(cast.networks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sequence_is_that_of_the_test),
        cmocka_unit_test(every_network_for_a_task_opens),
        cmocka_unit_test(a_file_alone_is_enough),
        cmocka_unit_test(records_read_the_right_answers),
        cmocka_unit_test(lines_of_the_command),
        cmocka_unit_test(tasks_are_not_mixed),
    };
    return cmocka_run_group_tests_name("sequences", tests, NULL, NULL);
}
