/* Lessons with faults: tests/broken holds one folder for each, and in its file
 * `expected` all that `gatereel check` says about it, word by word. They are
 * checked in one go.
 */
#include <dirent.h>

#include "base/file.h"
#include "program.h"

enum { LEAST = 60, COMMAND_MAX = 8000 };

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Behind what is expected of a folder, which `said` must begin with. */
static const char *skip_expected(const char *said, const char *name)
{
    char path[1000], *expected;
    struct error error;
    size_t length;

    snprintf(path, sizeof path, TEST_DIR "/broken/%s/expected", name);
    if (!file_read(path, sizeof(struct printed), &expected, &length, &error))
        fail_msg("%s", error.text);
    if (strncmp(said, expected, length) != 0)
        fail_msg("said is\n%.1000s\nand not\n%s", said, expected);
    free(expected);
    return said + length;
}

static void every_fault_has_its_words(void **state)
{
    static struct printed printed;
    char command[COMMAND_MAX] = "cd '" TEST_DIR "/broken' && "
                                "\"$GATEREEL_PROGRAM\" check";
    struct dirent **folder;
    int folders = scandir(TEST_DIR "/broken", &folder, is_shown, alphasort);

    (void)state;
    assert_true(folders >= LEAST);
    for (int k = 0; k < folders; k++) {
        size_t length = strlen(command);
        assert_true(length + strlen(folder[k]->d_name) + 2 < sizeof command);
        snprintf(command + length, sizeof command - length, " %s",
                 folder[k]->d_name);
    }
    program_shell(&printed, command);
    const char *said = printed.out;
    for (int k = 0; k < folders; k++) {
        said = skip_expected(said, folder[k]->d_name);
        free(folder[k]);
    }
    free(folder);
    /* One line that counts. */
    assert_non_null(strstr(said, "problems\n"));
    assert_ptr_equal(strchr(said, '\n') + 1, said + strlen(said));
    assert_string_equal(printed.err, "");
    assert_int_equal(printed.code, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
