/* train/checkpoint: a run that was saved and taken up again ends in the same
 * bytes, and files that do not fit are refused. */
#include "school.h"

#include <sys/stat.h>
#include <unistd.h>

#include "failing.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/random.h"
#include "model/model.h"
#include "train/file/checkpoint.h"
#include "train/file/checkpoint_fields.h"

/* A folder of its own for the files of one test. */
struct place {
    char folder[64], one[96], two[96];
};

static int make_place(void **state)
{
    static struct place place;

    strcpy(place.folder, "/tmp/gatereel-checkpoint-XXXXXX");
    if (!mkdtemp(place.folder))
        return -1;
    snprintf(place.one, sizeof place.one, "%s/one", place.folder);
    snprintf(place.two, sizeof place.two, "%s/two", place.folder);
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;

    unlink(place->one);
    unlink(place->two);
    return rmdir(place->folder);
}

static void save(const struct trainer *trainer, const char *path)
{
    struct error error = {0};

    if (!checkpoint_save(trainer, "wave", path, &error))
        fail_msg("%s", error.text);
}

/* A new trainer where the file stands. */
static void load(struct trainer *trainer, const char *path, int epochs)
{
    struct checkpoint checkpoint;
    struct error error = {0};

    if (!checkpoint_open(&checkpoint, path, &error))
        fail_msg("%s", error.text);
    checkpoint.options.material = school_material(checkpoint.options.task);
    if (task_is_series(checkpoint.options.task))
        assert_string_equal(checkpoint.column, "wave");
    else
        assert_null(checkpoint.column);
    checkpoint.options.epochs = epochs;
    school_open(trainer, &checkpoint.options);
    if (!checkpoint_restore(&checkpoint, trainer, &error))
        fail_msg("%s", error.text);
    checkpoint_finish(&checkpoint);
}

static void assert_same_files(const char *one, const char *two)
{
    char *a, *b;
    size_t a_length, b_length;
    struct error error = {0};

    assert_true(file_read(one, 1 << 24, &a, &a_length, &error));
    assert_true(file_read(two, 1 << 24, &b, &b_length, &error));
    assert_int_equal(a_length, b_length);
    assert_memory_equal(a, b, a_length);
    free(a);
    free(b);
}

static struct trainer_options vary(int k)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_SERIES, TASK_COSINE,
                                    TASK_NUMBERS, TASK_LETTERS, TASK_SPELL};
    const enum optimizer_kind kinds[] = {OPTIMIZER_ADAM, OPTIMIZER_RMSPROP,
                                         OPTIMIZER_SGD};
    struct trainer_options options = school_options(tasks[k % 6]);
    const char *const cells[] = {"lstm", "rnn-relu", "gru-before", "gru"};
    struct error error = {0};

    options.layer = (struct layer_spec){0};
    assert_true(cell_parse(cells[k % 4], &options.layer, &error));
    options.layer.units = 3 + k % 2;
    options.layers = 1 + k % 2;
    options.optimizer = optimizer_defaults(kinds[k / 3 % 3]);
    options.optimizer.rate = 0.003 / (1 + k);
    options.optimizer.momentum = 0.1 * (k % 5);
    options.optimizer.clip = 1.0 / 3;
    options.seed = (uint64_t)INT64_MAX - (uint64_t)k;
    options.init.scheme = k % 2 ? INIT_GAIN : INIT_XAVIER;
    options.init.gain = k % 2 ? 1.1 : 0;
    options.halve = k % 3;
    options.stateful = options.task == TASK_LETTERS ||
                       options.task == TASK_COSINE;
    if (options.stateful)
        options.batch = 5;
    if (options.task == TASK_LETTERS)
        options.batch = 200;
    if (options.task == TASK_SERIES && k > 6) {
        options.layer = (struct layer_spec){.cell = CELL_DENSE, .units = 3};
        options.context = 5;
    }
    return options;
}

/* Works on for at most `most` batches, and on a part of the next one, on one
 * thread or two. Returns how many are done. */
static int work(struct trainer *trainer, struct random *random,
                struct pool *pool, int most)
{
    int units = (int)random_below(random, 4);

    trainer->network.pool = random_below(random, 2) ? pool : NULL;
    int done = trainer_work(trainer, units < most ? units : most);
    for (uint32_t slices = random_below(random, 3);
         slices > 0 && done < most; slices--)
        done += trainer_slice(trainer);
    return done;
}

/* Batches of several slices, on two threads where the dice say so: saved
 * anywhere, the numbers of a run in one go. */
static void test_resume_large(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_COSINE);
    struct trainer unbroken, trainer;
    struct pool *pool = pool_create(2, NULL);
    struct random random;
    int units = 24, at = 0;

    random_seed(&random, 8, 0);
    options.steps = 20;
    options.layer.units = 72;
    options.layers = 2;
    options.batch = 16;
    options.stateful = true;
    options.epochs = 8;
    school_open(&unbroken, &options);
    school_open(&trainer, &options);
    assert_true(units < options.epochs * trainer_units(&unbroken));
    trainer_work(&unbroken, units);
    while (at < units) {
        at += work(&trainer, &random, pool, units - at);
        save(&trainer, place->two);
        trainer_finish(&trainer);
        load(&trainer, place->two, 8);
    }
    assert_int_equal(at, units);
    school_assert_same(&unbroken, &trainer);
    save(&unbroken, place->one);
    save(&trainer, place->two);
    assert_same_files(place->one, place->two);
    trainer_finish(&unbroken);
    trainer_finish(&trainer);
    pool_destroy(pool);
}

static void test_resume(void **state)
{
    struct place *place = *state;
    struct random random;

    random_seed(&random, 3, 0);
    for (int k = 0; k < 12; k++) {
        struct trainer_options options = vary(k);
        struct trainer unbroken, trainer;

        school_open(&unbroken, &options);
        int all = 2 * trainer_units(&unbroken), at = 0;
        trainer_work(&unbroken, all);
        save(&unbroken, place->one);

        options.epochs = 1 + k % 2; /* that may change */
        school_open(&trainer, &options);
        int limit = options.epochs * trainer_units(&trainer);
        while (at < all) {
            int slice = 1 + (int)random_below(&random, (uint32_t)all / 2);

            if (at + slice > limit)
                slice = limit - at;
            at += trainer_work(&trainer, slice);
            save(&trainer, place->two);
            trainer_finish(&trainer);
            load(&trainer, place->two, 2);
            limit = all;
        }
        school_assert_same(&unbroken, &trainer);
        save(&trainer, place->two);
        assert_same_files(place->one, place->two);
        trainer_finish(&unbroken);
        trainer_finish(&trainer);
    }
}

/* Moments, states and all are those of the run that was never interrupted, in
 * the middle of an epoch and of its test. */
static void test_states_go_on(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_COSINE);
    struct trainer unbroken, trainer;

    options.stateful = true;
    options.batch = 5;
    options.layers = 2;
    school_open(&unbroken, &options);
    int train_units = trainer_train_units(&unbroken);
    const int stops[] = {1, train_units - 1, train_units, train_units + 1,
                         trainer_units(&unbroken)};
    for (size_t k = 0; k < sizeof stops / sizeof *stops; k++) {
        while (unbroken.state.epoch == 0 && unbroken.state.unit < stops[k])
            trainer_work(&unbroken, 1);
        save(&unbroken, place->one);
        load(&trainer, place->one, 2);
        assert_int_equal(trainer.carries, unbroken.carries);
        assert_memory_equal(trainer.carried, unbroken.carried,
                            unbroken.carries * sizeof(real));
        trainer_finish(&trainer);
    }
    trainer_finish(&unbroken);
}

/* A norm of exactly 0 has no finite logarithm; it is kept as it is. */
static void test_no_norm(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer, other;

    school_open(&trainer, &options);
    trainer_work(&trainer, 2);
    trainer.state.logs = -INFINITY;
    trainer.state.layer_logs[1] = -INFINITY;
    trainer.state.least = 0;
    save(&trainer, place->one);
    load(&other, place->one, 2);
    assert_true(other.state.logs == -INFINITY);
    assert_true(other.state.layer_logs[1] == -INFINITY);
    assert_true(other.state.layer_logs[0] == trainer.state.layer_logs[0]);
    trainer_finish(&trainer);
    trainer_finish(&other);
}

/* Two checkpoints in one file, told apart by prefixes. */
static void test_prefix(void **state)
{
    static struct checkpoint_text texts[2];
    struct place *place = *state;
    struct metadata entry[2 * (CHECKPOINT_FIELDS + CHECKPOINT_WORDS)];
    const char *const prefixes[] = {"lane0.seed0.", "lane3.seed9."};
    struct error error = {0};
    struct tensor_source tensor = {.name = "x", .type = "F32", .rank = 1,
                                   .shape = {1}, .values = (real[]){1},
                                   .width = 1, .stride = 1};
    int entries = 0;

    for (int k = 0; k < 2; k++) {
        struct trainer_options options = vary(k);
        struct trainer trainer;

        school_open(&trainer, &options);
        trainer_work(&trainer, 1 + k);
        const struct checkpoint now = checkpoint_of(&trainer, "wave");
        checkpoint_fields_print(&now, prefixes[k], &texts[k]);
        for (int e = 0; e < texts[k].entries; e++)
            entry[entries++] = texts[k].entry[e];
        trainer_finish(&trainer);
    }
    assert_true(safetensors_write(place->one, &tensor, 1, entry, entries,
                                  &error));
    for (int k = 0; k < 2; k++) {
        struct trainer_options options = vary(k);
        struct checkpoint checkpoint = {0};

        assert_true(safetensors_read(&checkpoint.file, place->one, &error));
        assert_true(checkpoint_fields_parse(&checkpoint, prefixes[k], &error));
        assert_int_equal(checkpoint.options.task, options.task);
        assert_int_equal(checkpoint.options.seed, options.seed);
        assert_int_equal(checkpoint.state.unit, 1 + k);
        assert_int_equal(checkpoint.options.layer.cell, options.layer.cell);
        assert_false(checkpoint_fields_parse(&checkpoint, "lane1.", &error));
        assert_non_null(strstr(error.text, "lane1.gatereel.task"));
        checkpoint_finish(&checkpoint);
    }
}

/* What any reader of models sees. */
static void test_is_a_model(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_SERIES);
    struct error error = {0};
    struct trainer trainer;
    struct model model;

    school_open(&trainer, &options);
    trainer_work(&trainer, 3);
    save(&trainer, place->one);
    assert_true(model_load(&model, place->one, NULL, &error));
    assert_int_equal(model.params.spec.layer[0].cell, CELL_LSTM);
    assert_int_equal(model.params.spec.head, HEAD_LINEAR);
    assert_true(model.mean[0] == trainer.task.mean);
    assert_true(model.deviation[0] == trainer.task.deviation);
    assert_memory_equal(model.params.data, trainer.network.params.data,
                        model.params.count * sizeof(real));
    model_finish(&model);

    /* The weights alone are a model too, but training cannot go on. */
    struct checkpoint checkpoint;
    struct model bare = {.params = trainer.network.params};
    assert_true(model_save(&bare, place->two, NULL, &error));
    assert_false(checkpoint_open(&checkpoint, place->two, &error));
    assert_non_null(strstr(error.text, "gatereel.task"));
    assert_int_equal(strncmp(error.text, place->two, strlen(place->two)), 0);
    checkpoint_finish(&checkpoint);
    assert_false(checkpoint_open(&checkpoint, "/nowhere/m", &error));
    checkpoint_finish(&checkpoint);
    trainer_finish(&trainer);
}

/* Opens place->one and restores into a trainer of `options`. */
static void refuse(const struct place *place,
                   const struct trainer_options *options, const char *want)
{
    struct checkpoint checkpoint;
    struct error error = {0};
    struct trainer trainer;

    assert_true(checkpoint_open(&checkpoint, place->one, &error));
    school_open(&trainer, options);
    assert_false(checkpoint_restore(&checkpoint, &trainer, &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' is not in '%s'", want, error.text);
    trainer_finish(&trainer);
    checkpoint_finish(&checkpoint);
}

/* A letter more or less is another text. */
static void test_other_text(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_LETTERS);
    struct trainer trainer;

    options.batch = 200;
    school_open(&trainer, &options);
    trainer_work(&trainer, 1);
    save(&trainer, place->one);
    trainer_finish(&trainer);
    options.material.text_length--;
    refuse(place, &options, "another text");
}

static void test_refuses(void **state)
{
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_SERIES), other;
    struct trainer trainer;
    double values[WAVE];

    options.epochs = 3;
    school_open(&trainer, &options);
    trainer_work(&trainer, 2 * trainer_units(&trainer) + 1);
    save(&trainer, place->one);
    trainer_finish(&trainer);

    memcpy(values, school_wave(), sizeof values);
    values[50] += 1e-3;
    other = options;
    other.material.series = values;
    refuse(place, &other, "another series");
    other = options;
    other.epochs = 1;
    refuse(place, &other, "does not exist");
    other = options;
    other.layer.units = 5;
    refuse(place, &other, "gatereel.optimizer.m");
    other = options;
    other.layer.units = 0;
    other.layer = (struct layer_spec){.cell = CELL_GRU, .units = 4};
    refuse(place, &other, "gatereel.optimizer.m");
}

/* Another value for a key, as a hand might write it. */
static void edit(const char *path, const char *from, const char *to)
{
    char *text;
    size_t length;
    struct error error = {0};
    struct output output;

    assert_true(file_read(path, 1 << 24, &text, &length, &error));
    bool found = false;
    for (size_t k = 0; k + strlen(from) <= length && !found; k++) {
        if (memcmp(text + k, from, strlen(from)) == 0) {
            memcpy(text + k, to, strlen(to));
            found = true;
        }
    }
    assert_true(found);
    assert_true(output_open(&output, path, &error));
    output_write(&output, text, length);
    assert_true(output_commit(&output, &error));
    free(text);
}

static void test_bad_metadata(void **state)
{
    static const char *const edits[][3] = {
        {"\"gatereel.train.hidden\":\"4\"", "\"gatereel.train.hidden\":\"0\"",
         "gatereel.train.hidden"},
        {"\"gatereel.train.batch\":\"96\"", "\"gatereel.train.batch\":\"-1\"",
         "gatereel.train.batch"},
        {"\"gatereel.train.rate\":\"0.01\"", "\"gatereel.train.rate\":\"-inf\"",
         "gatereel.train.rate"},
        {"\"gatereel.train.optimizer\":\"adam\"",
         "\"gatereel.train.optimizer\":\"adan\"", "gatereel.train.optimizer"},
        {"\"gatereel.task\":\"adding\"", "\"gatereel.task\":\"edding\"",
         "gatereel.task"},
        {"\"gatereel.train.init\":\"uniform\"",
         "\"gatereel.train.init\":\"unicorn\"", "unicorn"},
        {"\"gatereel.train.stateful\":\"0\"",
         "\"gatereel.train.stateful\":\"2\"", "gatereel.train.stateful"},
        {"\"gatereel.train.layer_logs\":\"0 0\"",
         "\"gatereel.train.layer_logs\":\"0 x\"", "layer_logs"},
        {"\"gatereel.train.layer_logs\":\"0 0\"",
         "\"gatereel.train.layer_logs\":\"000\"", "layer_logs"},
        {"\"gatereel.train.least\":\"0\"", "\"gatereel.train.lest1\":\"0\"",
         "older Gatereel"},
        {"\"gatereel.train.epochs\":\"2\"", "\"gatereel.train.epicks\":\"2\"",
         "gatereel.train.epochs"},
    };
    struct place *place = *state;
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer;

    school_open(&trainer, &options);
    for (size_t k = 0; k < sizeof edits / sizeof *edits; k++) {
        struct checkpoint checkpoint;
        struct error error = {0};

        save(&trainer, place->one);
        edit(place->one, edits[k][0], edits[k][1]);
        assert_false(checkpoint_open(&checkpoint, place->one, &error));
        if (!strstr(error.text, edits[k][2]))
            fail_msg("'%s' is not in '%s'", edits[k][2], error.text);
    }
    trainer_finish(&trainer);
}

static bool round_trip(const struct place *place, struct trainer *trainer,
                       struct error *error)
{
    struct checkpoint checkpoint = {0};
    bool fine = checkpoint_save(trainer, NULL, place->one, error) &&
                checkpoint_open(&checkpoint, place->one, error) &&
                checkpoint_restore(&checkpoint, trainer, error);

    checkpoint_finish(&checkpoint);
    return fine;
}

static void assert_no_memory(const struct place *place,
                             const struct trainer_options *options)
{
    struct trainer trainer;

    school_open(&trainer, options);
    trainer_work(&trainer, 2);
    for (long n = 0;; n++) {
        struct error error = {0};

        failing_after(n);
        bool fine = round_trip(place, &trainer, &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_true(error.text[0] != '\0');
    }
    trainer_finish(&trainer);
}

static void test_no_memory(void **state)
{
    const enum task_kind tasks[] = {TASK_ADDING, TASK_SERIES, TASK_ANSWER};

    for (size_t k = 0; k < sizeof tasks / sizeof *tasks; k++) {
        struct trainer_options options = school_options(tasks[k]);

        assert_no_memory(*state, &options);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_resume, make_place, remove_place),
        cmocka_unit_test_setup_teardown(test_resume_large, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_states_go_on, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_no_norm, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_prefix, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_other_text, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_is_a_model, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_refuses, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_bad_metadata, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(test_no_memory, make_place,
                                        remove_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
