/* A folder of its own for a test that writes pictures and films. */
#ifndef GATEREEL_TESTS_RENDER_CASE_H
#define GATEREEL_TESTS_RENDER_CASE_H

#include <dirent.h>

#include "base/file.h"
#include "program.h"

/* Enters a new folder; `state` remembers its name. */
static inline int render_setup(void **state)
{
    char *folder = strdup("/tmp/gatereel-render-XXXXXX");

    *state = folder;
    return folder != NULL && mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0
                                                                           : -1;
}

static inline int render_teardown(void **state)
{
    char command[200];

    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    free(*state);
    return chdir("/") == 0 ? system(command) : -1;
}

/* How many entries the folder has; those that are hidden count. */
static inline int render_entries(void)
{
    DIR *folder = opendir(".");
    int count = -2; /* "." and ".." */

    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

/* Runs the arguments, which must fail with exactly this line, and leave nothing
 * behind. */
static inline void render_fails(const char *arguments, int code,
                                const char *line)
{
    static struct printed printed;
    int before = render_entries();

    program_run(&printed, arguments);
    if (printed.code != code || strcmp(printed.err, line) != 0)
        fail_msg("'%s' ended with %d and said\n%s", arguments, printed.code,
                 printed.err);
    assert_string_equal(printed.out, "");
    assert_int_equal(render_entries(), before);
}

static inline void render_works(const char *arguments)
{
    static struct printed printed;

    program_run(&printed, arguments);
    if (printed.code != 0 || printed.err[0] != '\0')
        fail_msg("'%s' ended with %d and said\n%s", arguments, printed.code,
                 printed.err);
}

/* The bytes of a file; the caller's to free. */
static inline char *render_read(const char *path, size_t *length)
{
    char *bytes;
    struct error error;

    if (!file_read(path, (size_t)1 << 30, &bytes, length, &error))
        fail_msg("%s", error.text);
    return bytes;
}

static inline void render_same(const char *one, const char *other)
{
    size_t a, b;
    char *first = render_read(one, &a), *second = render_read(other, &b);

    assert_int_equal(a, b);
    assert_memory_equal(first, second, a);
    free(first);
    free(second);
}

/* Width and height of a PNG file, whose first bytes say so. */
static inline void render_check_size(const char *path, int width, int height)
{
    size_t length;
    unsigned char *b = (unsigned char *)render_read(path, &length);

    assert_true(length > 24);
    assert_memory_equal(b, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(b[16] << 24 | b[17] << 16 | b[18] << 8 | b[19], width);
    assert_int_equal(b[20] << 24 | b[21] << 16 | b[22] << 8 | b[23], height);
    free(b);
}

#endif
