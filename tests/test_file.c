/* base/file: a file is there whole or as it was before, whatever happens. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "failing.h"

enum { PATH_BYTES = 256 };

/* A folder of its own for each test, removed afterwards. */
struct place {
    char folder[64];
    char path[PATH_BYTES];  /* folder/out.csv */
    char other[PATH_BYTES]; /* folder/other */
};

static int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    strcpy(place->folder, "/tmp/gatereel-test-XXXXXX");
    if (mkdtemp(place->folder) == NULL)
        return -1;
    snprintf(place->path, sizeof place->path, "%s/out.csv", place->folder);
    snprintf(place->other, sizeof place->other, "%s/other", place->folder);
    *state = place;
    return 0;
}

static int leave(void **state)
{
    struct place *place = *state;
    char command[128];

    chmod(place->folder, 0700);
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    int code = system(command);
    free(place);
    return code;
}

static void put(const char *path, const char *text)
{
    struct output output;
    struct error error = { 0 };

    assert_true(output_open(&output, path, &error));
    output_print(&output, "%s", text);
    assert_true(output_commit(&output, &error));
}

static void assert_holds(const char *path, const char *want)
{
    char *data = NULL;
    size_t length = 0;
    struct error error = { 0 };

    if (!file_read(path, 1 << 20, &data, &length, &error))
        fail_msg("%s", error.text);
    assert_int_equal(length, strlen(want));
    assert_string_equal(data, want);
    free(data);
}

/* How many files are in the folder: temporaries count. */
static int count_files(const char *folder)
{
    DIR *open_folder = opendir(folder);
    int count = 0;

    assert_non_null(open_folder);
    while (readdir(open_folder) != NULL)
        count++;
    closedir(open_folder);
    return count - 2;
}

static void reads_what_was_written(void **state)
{
    struct place *place = *state;
    struct output output;
    char *data = NULL;
    size_t length = 0;
    static char large[300000];

    for (size_t k = 0; k < sizeof large; k++)
        large[k] = (char)(k * 7 % 251);
    assert_true(output_open(&output, place->path, NULL));
    output_write(&output, large, sizeof large);
    output_write(&output, NULL, 0);
    assert_false(output_failed(&output));
    assert_true(output_commit(&output, NULL));
    assert_true(file_read(place->path, sizeof large, &data, &length, NULL));
    assert_int_equal(length, sizeof large);
    assert_memory_equal(data, large, sizeof large);
    assert_int_equal(data[length], '\0');
    assert_int_equal((uintptr_t)data % 16, 0);
    free(data);
    put(place->path, "");
    assert_holds(place->path, "");
    assert_int_equal(count_files(place->folder), 1);
}

static void reading_keeps_its_limit(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    char *data = NULL;
    size_t length = 0;

    put(place->path, "12345");
    assert_true(file_read(place->path, 5, &data, &length, &error));
    free(data);
    assert_false(file_read(place->path, 4, &data, &length, &error));
    assert_non_null(strstr(error.text, "out.csv: longer than 4 B"));
    assert_null(data);
    /* The size of a device is not known beforehand. */
    assert_false(file_read("/dev/zero", 100000, &data, &length, &error));
    assert_string_equal(error.text, "/dev/zero: longer than 100.0 kB");
    assert_true(file_read("/dev/null", 0, &data, &length, &error));
    assert_int_equal(length, 0);
    free(data);
}

static void reading_names_what_is_wrong(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    char *data = NULL;
    size_t length = 0;

    assert_false(file_read(place->path, 100, &data, &length, &error));
    assert_non_null(strstr(error.text, "out.csv': No such file"));
    assert_false(file_read(place->folder, 100, &data, &length, &error));
    assert_non_null(strstr(error.text, "is a directory"));
    assert_false(file_read("a\nb", 100, &data, &length, &error));
    assert_non_null(strstr(error.text, "a\\x0ab"));
    put(place->path, "text");
    failing_after(1); /* fopen needs memory first */
    bool fine = file_read(place->path, 100, &data, &length, &error);
    assert_true(failing_stop() ? !fine : fine);
    free(data);
}

static void replacing_keeps_permissions(void **state)
{
    struct place *place = *state;
    struct stat about;
    mode_t mask = umask(027);

    put(place->path, "old");
    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_int_equal(chmod(place->path, 0604), 0);
    put(place->path, "new");
    assert_holds(place->path, "new");
    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0604);
    umask(mask);
}

static void abort_leaves_the_old_file(void **state)
{
    struct place *place = *state;
    struct output output = { 0 };

    output_abort(&output);
    put(place->path, "old");
    assert_true(output_open(&output, place->path, NULL));
    output_print(&output, "new");
    output_abort(&output);
    output_abort(&output);
    assert_holds(place->path, "old");
    assert_int_equal(count_files(place->folder), 1);
}

static void links_are_followed(void **state)
{
    struct place *place = *state;
    struct stat about;

    put(place->path, "old");
    assert_int_equal(symlink("out.csv", place->other), 0);
    put(place->other, "new");
    assert_int_equal(lstat(place->other, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_holds(place->path, "new");
}

static void one_file_has_many_names(void **state)
{
    const struct place *place = *state;
    char dotted[PATH_BYTES], link[PATH_BYTES], none[PATH_BYTES];

    snprintf(dotted, sizeof dotted, "%s/./out.csv", place->folder);
    snprintf(link, sizeof link, "%s/link", place->folder);
    snprintf(none, sizeof none, "%s/none", place->folder);
    put(place->path, "1");
    put(place->other, "1");
    assert_int_equal(symlink("out.csv", link), 0);
    assert_true(file_same(place->path, dotted));
    assert_true(file_same(place->path, link));
    assert_false(file_same(place->path, place->other));
    assert_false(file_same(place->path, none));
    assert_false(file_same(none, none));
    assert_false(file_same("-", "-"));
    assert_false(file_same("/dev/null", "/dev/null"));
}

static void full_device_is_reported(void **state)
{
    struct output output;
    struct error error = { 0 };
    struct stat about;
    (void)state;

    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_true(output_open(&output, "/dev/full", &error));
    for (int k = 0; k < 10000; k++)
        output_print(&output, "%d\n", k);
    assert_true(output_failed(&output)); /* the buffer is smaller than that */
    assert_false(output_commit(&output, &error));
    assert_string_equal(error.text,
                        "cannot write '/dev/full': No space left on device");
    assert_int_equal(stat("/dev/full", &about), 0);
    assert_true(S_ISCHR(about.st_mode));

    /* What still fits into the buffer fails at the end. */
    assert_true(output_open(&output, "/dev/full", &error));
    output_print(&output, "x");
    assert_false(output_failed(&output));
    assert_false(output_commit(&output, &error));
}

/* A limit on the file's size stands for a disk that fills up half-way. */
static void full_disk_leaves_the_old_file(void **state)
{
    struct place *place = *state;
    int status = 0;

    put(place->path, "old");
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = { 20000, 20000 };
        struct output output;
        struct error error = { 0 };
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0
            || !output_open(&output, place->path, &error))
            _exit(2);
        for (int k = 0; k < 10000; k++)
            output_print(&output, "%d\n", k);
        if (output_commit(&output, &error))
            _exit(3);
        _exit(strstr(error.text, "File too large") != NULL ? 0 : 4);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_holds(place->path, "old");
    assert_int_equal(count_files(place->folder), 1);
}

static void kill_leaves_the_old_file(void **state)
{
    struct place *place = *state;
    int ready[2], status = 0;
    char byte;

    put(place->path, "old");
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct output output;
        if (!output_open(&output, place->path, NULL))
            _exit(2);
        for (int k = 0; k < 10000; k++)
            output_print(&output, "%d\n", k);
        if (write(ready[1], "", 1) != 1)
            _exit(3);
        pause();
        _exit(4);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_holds(place->path, "old");
    /* What the killed one left behind does not stop the next. */
    put(place->path, "new");
    assert_holds(place->path, "new");
}

/* Opens `path` for writing as nobody, since root may write anywhere. Exits
 * with 0 if that is refused for the permissions. */
static void assert_denied(const char *path)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct output output;
        struct error error = { 0 };
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        if (output_open(&output, path, &error)) {
            output_abort(&output);
            _exit(3);
        }
        _exit(strstr(error.text, "Permission denied") != NULL ? 0 : 4);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void unwritable_is_reported(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    struct output output;

    /* A file that may not be written, although its folder may be. */
    put(place->path, "old");
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_denied(place->path);
    /* A folder that may not be written. */
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_denied(place->other);
    assert_int_equal(chmod(place->folder, 0700), 0);
    assert_int_equal(count_files(place->folder), 1);

    assert_false(output_open(&output, place->folder, &error));
    assert_non_null(strstr(error.text, "Is a directory"));
    assert_false(output_open(&output, "/no/such/folder/x", &error));
    assert_non_null(strstr(error.text, "No such file"));
    assert_false(output_open(&output, "", &error));
    assert_non_null(strstr(error.text, "is empty"));
}

static void vanished_folder_is_reported(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    struct output output;

    assert_true(output_open(&output, place->path, &error));
    output_print(&output, "x");
    assert_int_equal(unlink(output.temporary), 0);
    assert_false(output_commit(&output, &error));
    assert_non_null(strstr(error.text, "out.csv': No such file"));
    assert_int_equal(count_files(place->folder), 0);
}

static void every_allocation_may_fail(void **state)
{
    struct place *place = *state;
    bool done = false;

    put(place->path, "old");
    for (long n = 0; !done; n++) {
        struct error error = { 0 };
        struct output output;
        failing_after(n);
        bool fine = output_open(&output, place->path, &error);
        if (fine) {
            output_print(&output, "new");
            fine = output_commit(&output, &error);
        }
        done = !failing_stop();
        assert_int_equal(fine, done);
        assert_int_equal(error.text[0] != '\0', !done);
        assert_int_equal(count_files(place->folder), 1);
    }
    assert_holds(place->path, "new");
}

static void standard_streams(void **state)
{
    struct place *place = *state;
    int status = 0;

    put(place->path, "from standard input");
    pid_t child = fork();
    if (child == 0) {
        struct output output;
        char *data = NULL;
        size_t length = 0;
        if (freopen(place->path, "rb", stdin) == NULL
            || freopen(place->other, "wb", stdout) == NULL)
            _exit(2);
        if (!file_read("-", 100, &data, &length, NULL)
            || !output_open(&output, "-", NULL))
            _exit(3);
        output_write(&output, data, length);
        free(data);
        if (!output_commit(&output, NULL))
            _exit(4);
        if (freopen("/dev/full", "wb", stdout) == NULL)
            _exit(5);
        struct error error = { 0 };
        if (!output_open(&output, "-", NULL))
            _exit(6);
        output_print(&output, "x");
        if (output_commit(&output, &error))
            _exit(7);
        _exit(strcmp(error.text, "cannot write standard output: "
                                 "No space left on device"));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_holds(place->other, "from standard input");
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(reads_what_was_written),
        IN_FOLDER(reading_keeps_its_limit),
        IN_FOLDER(reading_names_what_is_wrong),
        IN_FOLDER(replacing_keeps_permissions),
        IN_FOLDER(abort_leaves_the_old_file),
        IN_FOLDER(links_are_followed),
        IN_FOLDER(one_file_has_many_names),
        IN_FOLDER(full_device_is_reported),
        IN_FOLDER(full_disk_leaves_the_old_file),
        IN_FOLDER(kill_leaves_the_old_file),
        IN_FOLDER(unwritable_is_reported),
        IN_FOLDER(vanished_folder_is_reported),
        IN_FOLDER(every_allocation_may_fail),
        IN_FOLDER(standard_streams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
