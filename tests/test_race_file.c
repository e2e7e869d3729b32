/* train/race/race_file: a race that was saved and opened again goes on as if
 * nothing had happened, its past included; and damaged files are refused with
 * one clear message. */
#include "school.h"

#include <unistd.h>

#include "base/file.h"
#include "base/random.h"
#include "failing.h"
#include "model/model.h"
#include "train/file/checkpoint.h"
#include "train/race/race_file.h"

enum { EPOCHS = 3, LIMIT = 1 << 24 };

struct place {
    char folder[64], one[96], two[96];
};

static int make_place(void **state)
{
    static struct place place;

    strcpy(place.folder, "/tmp/gatereel-race-XXXXXX");
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

static const struct kernels *kernels(void)
{
    return kernels_choose(NULL, NULL);
}

static struct material material_of(enum task_kind task)
{
    return school_options(task).material;
}

/* Different lanes, of which one carries its states on, and two seeds. */
static void open_race(struct race *race, enum task_kind task, int epochs,
                      size_t bytes)
{
    struct race_setup setup = {.lanes = 2, .seeds = 2, .bytes = bytes};
    struct error error = {0};

    for (int k = 0; k < 2; k++) {
        setup.lane[k] = school_options(task);
        setup.lane[k].epochs = epochs;
        setup.lane[k].layer.units = 3;
        setup.lane[k].layer.cell = k ? CELL_GRU : CELL_LSTM;
        setup.lane[k].stateful = k && task == TASK_SERIES;
        setup.lane[k].halve = 2;
    }
    if (!race_init(race, &setup, kernels(), &error))
        fail_msg("%s", error.text);
}

static void save(const struct race *race, const char *path)
{
    struct error error = {0};

    if (!race_save(race, "wave", path, &error))
        fail_msg("%s", error.text);
}

static void load(struct race *race, enum task_kind task, const char *path)
{
    const struct material material = material_of(task);
    struct error error = {0};

    if (!race_open(race, path, &material, kernels(), &error))
        fail_msg("%s", error.text);
}

static void reload(struct race *race, enum task_kind task, const char *path)
{
    save(race, path);
    race_finish(race);
    load(race, task, path);
}

static void assert_same_files(const struct place *place)
{
    char *a, *b;
    size_t a_length, b_length;
    struct error error = {0};

    assert_true(file_read(place->one, LIMIT, &a, &a_length, &error));
    assert_true(file_read(place->two, LIMIT, &b, &b_length, &error));
    assert_int_equal(a_length, b_length);
    assert_memory_equal(a, b, a_length);
    free(a);
    free(b);
}

static void assert_same_races(const struct race *a, const struct race *b)
{
    assert_int_equal(a->setup.lanes, b->setup.lanes);
    for (int k = 0; k < a->setup.lanes; k++) {
        const struct reel *one = &a->lane[k].reel, *two = &b->lane[k].reel;
        size_t weights = a->lane[k].trainer[0].network.params.count;

        assert_int_equal(a->setup.branch[k].lane, b->setup.branch[k].lane);
        assert_int_equal(a->setup.branch[k].epoch, b->setup.branch[k].epoch);
        for (int s = 0; s < a->setup.seeds; s++)
            school_assert_same(&a->lane[k].trainer[s], &b->lane[k].trainer[s]);
        assert_int_equal(one->count, two->count);
        assert_int_equal(one->capacity, two->capacity);
        for (int f = 0; f < one->count; f++) {
            assert_int_equal(one->epoch[f], two->epoch[f]);
            assert_int_equal(trainer_snapshot_state(two->frame[f]).epoch,
                             two->epoch[f]);
            assert_memory_equal(trainer_snapshot_weights(one->frame[f]),
                                trainer_snapshot_weights(two->frame[f]),
                                3 * weights * sizeof(real));
        }
    }
}

/* Adds a branch where both races have done two epochs. */
static void branch(struct race *race, enum task_kind task)
{
    const struct material material = material_of(task);
    struct trainer_options options = race->setup.lane[1];
    struct error error = {0};

    options.optimizer.rate /= 2;
    if (!race_add(race, &options, (struct race_branch){1, 1}, &material,
                  kernels(), &error))
        fail_msg("%s", error.text);
}

static void work_batch(struct race *race)
{
    while (!race_slice(race))
        continue;
}

/* Saved, closed and opened again at random moments: the same numbers, the same
 * past and the same file as without. */
static void test_goes_on(void **state)
{
    const struct place *place = *state;
    const enum task_kind tasks[] = {TASK_ANBN, TASK_SERIES, TASK_NUMBERS};
    struct random random;

    random_seed(&random, 3, 0);
    for (int k = 0; k < 6; k++) {
        enum task_kind task = tasks[k % 3];
        struct race unbroken, broken;
        int batch = 0;

        open_race(&unbroken, task, EPOCHS, k < 3 ? 0 : 3 * 4000);
        open_race(&broken, task, EPOCHS, k < 3 ? 0 : 3 * 4000);
        while (!race_done(&unbroken)) {
            bool branches = unbroken.setup.lanes == 2 &&
                            race_epochs(&unbroken) == 2;
            if (branches)
                branch(&unbroken, task);
            if (branches)
                branch(&broken, task);
            work_batch(&unbroken);
            work_batch(&broken);
            if (batch++ == 0 || random_below(&random, 40) == 0)
                reload(&broken, task, place->one);
        }
        assert_true(race_done(&broken));
        assert_int_equal(broken.setup.lanes, 3);
        assert_same_races(&unbroken, &broken);
        save(&unbroken, place->one);
        save(&broken, place->two);
        assert_same_files(place);
        race_finish(&unbroken);
        race_finish(&broken);
    }
}

/* Back in time in a race that was opened: a branch of it is the same. */
static void test_past(void **state)
{
    const struct place *place = *state;
    struct race race, opened;
    int found;

    open_race(&race, TASK_SERIES, EPOCHS, 0);
    race_work(&race, 1 << 20);
    save(&race, place->one);
    load(&opened, TASK_SERIES, place->one);
    branch(&race, TASK_SERIES);
    branch(&opened, TASK_SERIES);
    race_work(&race, 5);
    race_work(&opened, 5);
    assert_same_races(&race, &opened);
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
        race_weights(&opened, 1, epoch, &found);
        assert_int_equal(found, epoch);
    }
    race_finish(&race);
    race_finish(&opened);
}

static void test_peek(void **state)
{
    const struct place *place = *state;
    struct race race;
    struct race_setup setup;
    struct error error = {0};
    char column[RACE_COLUMN_MAX];

    open_race(&race, TASK_SERIES, EPOCHS, 12345);
    save(&race, place->one);
    assert_true(race_peek(place->one, &setup, column, &error));
    assert_string_equal(column, "wave");
    assert_int_equal(setup.lanes, 2);
    assert_int_equal(setup.seeds, 2);
    assert_int_equal(setup.bytes, 12345);
    assert_int_equal(setup.lane[0].task, TASK_SERIES);
    assert_true(setup.lane[1].stateful);
    assert_int_equal(setup.lane[1].layer.cell, CELL_GRU);
    assert_int_equal(setup.lane[0].halve, 2);
    assert_null(setup.lane[0].material.series);
    race_finish(&race);
    open_race(&race, TASK_ANBN, EPOCHS, 0);
    save(&race, place->one);
    assert_true(race_peek(place->one, &setup, column, &error));
    assert_string_equal(column, "");
    race_finish(&race);
}

/* A lane whose numbers broke stays so; the other one goes on. */
static void test_broken(void **state)
{
    const struct place *place = *state;
    struct race_setup setup = {.lanes = 2, .seeds = 1};
    struct race race;
    struct error error = {0};

    for (int k = 0; k < 2; k++) {
        setup.lane[k] = school_options(TASK_ADDING);
        setup.lane[k].layer.units = 3;
    }
    setup.lane[0].layer = (struct layer_spec){CELL_RNN, ACT_RELU, 3};
    setup.lane[0].optimizer = optimizer_defaults(OPTIMIZER_SGD);
    setup.lane[0].optimizer.rate = 1e30;
    assert_true(race_init(&race, &setup, kernels(), &error));
    race_work(&race, 8);
    assert_true(race.lane[0].trainer[0].broken);
    reload(&race, TASK_ADDING, place->one);
    assert_true(race.lane[0].trainer[0].broken);
    assert_int_equal(race.lane[1].trainer[0].state.unit, 8);
    save(&race, place->two);
    assert_same_files(place);
    race_finish(&race);
}

/* The file as text, to be changed and written back. */
struct bytes {
    char *data;
    size_t length, header;
};

static struct bytes read_bytes(const char *path)
{
    struct bytes bytes;
    struct error error = {0};

    assert_true(file_read(path, LIMIT, &bytes.data, &bytes.length, &error));
    bytes.header = 0;
    for (int k = 7; k >= 0; k--)
        bytes.header = bytes.header << 8 | (unsigned char)bytes.data[k];
    return bytes;
}

static void write_bytes(const char *path, const char *data, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Opening must not crash; a message begins with the path, once. True when it
 * was opened. */
static bool try_open(const char *path, struct error *error)
{
    const struct material none = {0};
    struct race race;

    *error = (struct error){0};
    if (race_open(&race, path, &none, kernels(), error)) {
        race_finish(&race);
        return true;
    }
    assert_null(race.lane);
    if (!strstr(error->text, "memory")) {
        assert_ptr_equal(strstr(error->text, path), error->text);
        assert_null(strstr(error->text + 1, path));
    }
    return false;
}

static void save_small(const char *path)
{
    struct race race;

    open_race(&race, TASK_ANBN, 2, 0);
    race_work(&race, 17);
    save(&race, path);
    race_finish(&race);
}

/* Every entry of the header is needed: with another name it is missed. */
static void test_missing(void **state)
{
    const struct place *place = *state;
    struct error error;
    int keys = 0;

    save_small(place->one);
    struct bytes bytes = read_bytes(place->one);
    for (size_t k = 8; k + 6 < 8 + bytes.header; k++) {
        bool ours = memcmp(bytes.data + k, "\"lane", 5) == 0 ||
                    memcmp(bytes.data + k, "\"gatereel.race", 14) == 0;
        if (!ours)
            continue;
        keys++;
        bytes.data[k + 1] = 'X';
        write_bytes(place->two, bytes.data, bytes.length);
        if (try_open(place->two, &error))
            fail_msg("not missed: %.40s", bytes.data + k);
        bytes.data[k + 1] = memcmp(bytes.data + k + 2, "ane", 3) ? 'g' : 'l';
    }
    assert_true(keys > 4 * 35 + 4 * 4 + 2);
    write_bytes(place->two, bytes.data, bytes.length);
    assert_true(try_open(place->two, &error));
    free(bytes.data);
}

/* Replaces a text in the header by one of the same length. */
static void replace(struct bytes *bytes, const char *text, const char *by)
{
    char *at = NULL;

    assert_int_equal(strlen(text), strlen(by));
    for (size_t k = 8; !at && k + strlen(text) < 8 + bytes->header; k++)
        if (memcmp(bytes->data + k, text, strlen(text)) == 0)
            at = bytes->data + k;
    if (!at)
        fail_msg("'%s' is not in the header", text);
    memcpy(at, by, strlen(by));
}

static void assert_bytes_refused(const struct place *place,
                                 const struct bytes *bytes, const char *want)
{
    struct error error;

    write_bytes(place->two, bytes->data, bytes->length);
    assert_false(try_open(place->two, &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' is not in: %s", want, error.text);
}

static void assert_refused(const struct place *place, const char *text,
                           const char *by, const char *want)
{
    struct bytes bytes = read_bytes(place->one);

    replace(&bytes, text, by);
    assert_bytes_refused(place, &bytes, want);
    free(bytes.data);
}

/* A file that agrees with itself on a place that its networks cannot have. */
static void test_nowhere(void **state)
{
    const struct place *place = *state;

    save_small(place->one);
    struct bytes bytes = read_bytes(place->one);
    replace(&bytes, "lane0.seed0.gatereel.train.epoch\":\"1\"",
            "lane0.seed0.gatereel.train.epoch\":\"9\"");
    replace(&bytes, "lane0.seed0.reel.state\":\"0\\n1\"",
            "lane0.seed0.reel.state\":\"0\\n9\"");
    assert_bytes_refused(place, &bytes, "epoch 10");
    free(bytes.data);

    assert_refused(place, "lane0.seed0.gatereel.train.clips\":\"0\"",
                   "lane0.seed0.gatereel.train.clips\":\"9\"",
                   "9 of 3 batches");
}

/* A branch that comes from itself, or from an epoch that will never be. */
static void test_branch_wrong(void **state)
{
    const struct place *place = *state;
    struct race race;

    open_race(&race, TASK_ANBN, 3, 0);
    race_work(&race, 1 << 20);
    branch(&race, TASK_ANBN);
    save(&race, place->one);
    race_finish(&race);
    assert_refused(place, "lane2.branch\":\"1 ", "lane2.branch\":\"2 ",
                   "'lane2.branch' is '2 ");
    assert_refused(place, "lane2.branch\":\"1 1", "lane2.branch\":\"1 9",
                   "'lane2.branch' is '1 9");
}

static void test_wrong(void **state)
{
    const struct place *place = *state;

    save_small(place->one);
    assert_refused(place, "\"gatereel.race\":\"2\"",
                   "\"gatereel.race\":\"7\"", "'gatereel.race' is '7'");
    assert_refused(place, "\"gatereel.race.seeds\":\"2\"",
                   "\"gatereel.race.seeds\":\"3\"", "lane0.seed2.");
    assert_refused(place, "lane1.seed1.gatereel.train.rate\":\"0.01\"",
                   "lane1.seed1.gatereel.train.rate\":\"0.02\"",
                   "'lane1.seed1.gatereel.train.rate' is '0.02'");
    assert_refused(place, "lane1.seed1.gatereel.train.rate\":\"0.01\"",
                   "lane1.seed1.gatereel.train.rate\":\"x.01\"",
                   "'lane1.seed1.gatereel.train.rate' is 'x.01'");
    assert_refused(place, "lane1.seed1.gatereel.seed\":\"2\"",
                   "lane1.seed1.gatereel.seed\":\"3\"", "gatereel.seed");
    assert_refused(place, "lane0.seed0.gatereel.train.hidden\":\"3\"",
                   "lane0.seed0.gatereel.train.hidden\":\"4\"",
                   "lane0.seed1.gatereel.train.hidden");
    assert_refused(place, "lane0.seed0.reel.state\":\"0\\n1\"",
                   "lane0.seed0.reel.state\":\"0\\n2\"", "reel.state");
    assert_refused(place, "lane0.seed0.reel.state\":\"0\\n1\"",
                   "lane0.seed0.reel.state\":\"1\\n1\"", "reel.state");

    /* Room for two frames: the first and the last. */
    struct race race;
    open_race(&race, TASK_ANBN, 3, 1);
    race_work(&race, 1 << 20);
    save(&race, place->one);
    race_finish(&race);
    assert_refused(place, "lane1.seed0.reel.state\":\"0\\n3\"",
                   "lane1.seed0.reel.state\":\"0\\n2\"", "reel.state");
}

static void test_other_material(void **state)
{
    const struct place *place = *state;
    double values[WAVE];
    struct race race;
    struct error error = {0};

    open_race(&race, TASK_SERIES, EPOCHS, 0);
    save(&race, place->one);
    race_finish(&race);
    memcpy(values, school_wave(), sizeof values);
    values[60] += 1e-3;
    assert_false(race_open(&race, place->one,
                           &(struct material){.series = values,
                                              .series_length = WAVE},
                           kernels(), &error));
    assert_non_null(strstr(error.text, "another series"));
}

/* Who takes it for a network is told what it is. */
static void test_no_network(void **state)
{
    const struct place *place = *state;
    struct model model;
    struct checkpoint checkpoint = {0};
    struct error error = {0};

    save_small(place->one);
    assert_false(model_load(&model, place->one, &(struct model_options){0},
                            &error));
    assert_non_null(strstr(error.text, "saved in the window"));
    error = (struct error){0};
    assert_false(checkpoint_open(&checkpoint, place->one, &error));
    assert_non_null(strstr(error.text, "saved in the window"));
    checkpoint_finish(&checkpoint);
}

static void test_no_race(void **state)
{
    const struct place *place = *state;
    struct race_setup setup;
    struct error error = {0};
    char column[RACE_COLUMN_MAX];
    const char empty[] = "\x02\0\0\0\0\0\0\0{}";

    write_bytes(place->one, empty, 10);
    assert_false(race_peek(place->one, &setup, column, &error));
    assert_non_null(strstr(error.text, "no training"));
    unlink(place->one);
    assert_false(race_peek(place->one, &setup, column, &error));
    assert_non_null(strstr(error.text, place->one));
}

/* Flipped bits in the header, and files that end too soon. */
static void test_damaged(void **state)
{
    const struct place *place = *state;
    struct random random;
    struct error error;
    int refused = 0;

    random_seed(&random, 11, 0);
    save_small(place->one);
    struct bytes bytes = read_bytes(place->one);
    for (int k = 0; k < 400; k++) {
        size_t at = random_below(&random, 8 + (uint32_t)bytes.header);
        char flip = (char)(1 << random_below(&random, 7));

        bytes.data[at] ^= flip;
        write_bytes(place->two, bytes.data, bytes.length);
        refused += !try_open(place->two, &error);
        bytes.data[at] ^= flip;
    }
    assert_true(refused > 300);
    for (int k = 0; k < 60; k++) {
        write_bytes(place->two, bytes.data,
                    random_below(&random, (uint32_t)bytes.length));
        assert_false(try_open(place->two, &error));
    }
    free(bytes.data);
}

static void test_memory(void **state)
{
    const struct place *place = *state;
    const struct material none = {0};
    struct race race;
    struct error error = {0};

    save_small(place->one);
    for (long n = 0;; n++) {
        failing_after(n);
        bool fine = race_open(&race, place->one, &none, kernels(), &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_null(race.lane);
    }
    for (long n = 0; n < 4; n++) {
        failing_after(n);
        bool fine = race_save(&race, NULL, place->two, &error);
        assert_true(failing_stop());
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
    }
    race_finish(&race);
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_goes_on),
        TEST(test_past),
        TEST(test_peek),
        TEST(test_broken),
        TEST(test_missing),
        TEST(test_wrong),
        TEST(test_nowhere),
        TEST(test_branch_wrong),
        TEST(test_other_material),
        TEST(test_no_network),
        TEST(test_no_race),
        TEST(test_damaged),
        TEST(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
