/* A training that is killed while it saves: the file is the old or the new one,
 * whole, and training goes on from it. GATEREEL_KILLS is how often (20). */
#include "school.h"

#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "train/file/checkpoint.h"

enum { KILLS = 20, PATH = 96, MOST = 3, WAIT = 60 * 1000 };

struct place {
    char folder[64], path[PATH], twin[PATH];
};

/* Large enough that writing takes a while. */
static struct trainer_options options_of(void)
{
    struct trainer_options options = school_options(TASK_COSINE);

    options.layer.units = 64;
    options.steps = 4;
    options.batch = 3;
    options.stateful = true;
    options.epochs = 1000;
    return options;
}

static void open_at(struct trainer *trainer, const char *path)
{
    struct trainer_options options = options_of();
    struct checkpoint checkpoint;
    struct error error = {0};

    school_open(trainer, &options);
    if (access(path, F_OK) != 0)
        return;
    if (!checkpoint_open(&checkpoint, path, &error) ||
        !checkpoint_restore(&checkpoint, trainer, &error))
        fail_msg("%s", error.text);
    checkpoint_finish(&checkpoint);
}

/* Trains on from `path`, saves after every batch and writes a byte to `bell`
 * before; ends by being killed. */
static void train_for_ever(const char *path, int bell)
{
    struct trainer trainer;
    struct error error = {0};

    open_at(&trainer, path);
    while (trainer_work(&trainer, 1) == 1 && write(bell, "s", 1) == 1 &&
           checkpoint_save(&trainer, NULL, path, &error))
        continue;
    _exit(1);
}

/* Kills the child `later` microseconds after it began to save for the
 * `count`th time. */
static void kill_at(pid_t child, int bell, int count, uint32_t later)
{
    char rung;
    int status;

    for (int k = 0; k < count; k++) {
        struct pollfd wait = {.fd = bell, .events = POLLIN};

        assert_int_equal(poll(&wait, 1, WAIT), 1);
        assert_int_equal(read(bell, &rung, 1), 1);
    }
    nanosleep(&(struct timespec){.tv_nsec = 1000L * later}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void assert_same_bytes(const char *one, const char *two)
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

/* Brings `whole`, which nobody kills, to where the file stands, and expects
 * the bytes that it saves there. Returns how many batches that took. */
static int assert_whole(const struct place *place, struct trainer *whole)
{
    struct trainer trainer;
    struct error error = {0};
    int batches = 0;

    open_at(&trainer, place->path);
    while (whole->state.epoch < trainer.state.epoch ||
           whole->state.unit < trainer.state.unit)
        batches += trainer_work(whole, 1);
    school_assert_same(whole, &trainer);
    trainer_finish(&trainer);
    assert_true(checkpoint_save(whole, NULL, place->twin, &error));
    assert_same_bytes(place->path, place->twin);
    return batches;
}

static void test_killed_while_saving(void **state)
{
    const char *asked = getenv("GATEREEL_KILLS");
    int kills = asked ? atoi(asked) : KILLS;
    const struct place *place = *state;
    struct trainer_options options = options_of();
    struct trainer whole;
    struct error error = {0};
    struct random random;

    random_seed(&random, 5, 0);
    school_open(&whole, &options);
    assert_true(checkpoint_save(&whole, NULL, place->path, &error));
    for (int k = 0; k < kills; k++) {
        int count = 1 + (int)random_below(&random, MOST), bell[2];

        assert_int_equal(pipe(bell), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            train_for_ever(place->path, bell[1]);
        kill_at(child, bell[0], count, random_below(&random, 4000));
        close(bell[0]);
        close(bell[1]);
        /* The file of the save before is there, or a later one. */
        assert_true(assert_whole(place, &whole) >= count - 1);
    }
    trainer_finish(&whole);
}

static int make_place(void **state)
{
    static struct place place;

    strcpy(place.folder, "/tmp/gatereel-kill-XXXXXX");
    if (!mkdtemp(place.folder))
        return -1;
    snprintf(place.path, PATH, "%s/one", place.folder);
    snprintf(place.twin, PATH, "%s/two", place.folder);
    *state = &place;
    return 0;
}

/* What was half written stays behind under another name. */
static int remove_place(void **state)
{
    const struct place *place = *state;
    char command[PATH + 16];

    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_killed_while_saving, make_place,
                                        remove_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
