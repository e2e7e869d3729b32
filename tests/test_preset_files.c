/* The files of the presets: all questions are there, in both languages,
 * under names of their own, and what is written of them is what was read.
 */
#include "preset_case.h"

#include <unistd.h>

enum { PRESETS = 21 };

static struct preset_case c;

static int setup(void **state)
{
    (void)state;
    preset_case_init(&c);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    preset_case_finish(&c);
    return 0;
}

static void all_are_there_in_both_languages(void **state)
{
    (void)state;
    assert_int_equal(c.files.count, PRESETS);
    for (size_t k = 0; k < PRESETS; k++) {
        const struct ui_preset *one = &c.files.entry[k];
        const char *file = strrchr(c.files.path[k], '/') + 1;
        assert_int_equal(strtol(file, NULL, 10), (long)k);
        for (size_t j = 0; j < k; j++) {
            const struct ui_preset *other = &c.files.entry[j];
            assert_string_not_equal(one->name, other->name);
            for (int l = 0; l < LANGUAGES; l++) {
                assert_string_not_equal(one->title[l], other->title[l]);
                assert_string_not_equal(one->look[l], other->look[l]);
            }
        }
        for (int l = 0; l < LANGUAGES; l++) {
            const char *title = one->title[l];
            assert_true(strlen(title) > 1 && strlen(one->look[l]) > 40);
            assert_int_equal(title[strlen(title) - 1], '?');
        }
        assert_string_not_equal(one->look[0], one->look[1]);
        assert_true(strlen(one->look[LANGUAGE_EN]) <= 210);
    }
}

/* All of a file but its paths, which are whole in the copy. */
static void files_come_back(void **state)
{
    char path[] = "/tmp/gatereel-preset-XXXXXX";
    int descriptor = mkstemp(path);
    struct error error = {0};

    (void)state;
    assert_true(descriptor >= 0);
    close(descriptor);
    for (size_t k = 0; k < c.files.count; k++) {
        struct scene_file *one = scenes_load(c.files.path[k], &error);
        preset_case_fine(one != NULL, &error);
        preset_case_fine(scenes_write(one, path, &error), &error);
        struct scene_file *other = scenes_load(path, &error);
        preset_case_fine(other != NULL, &error);
        assert_memory_equal(one->title, other->title, sizeof one->title);
        assert_memory_equal(one->look, other->look, sizeof one->look);
        assert_true(setup_equal(&one->setup, &other->setup));
        assert_memory_equal(&one->view, &other->view, sizeof one->view);
        assert_memory_equal(&one->at, &other->at, sizeof one->at);
        assert_int_equal(one->edits, other->edits);
        for (int e = 0; e < one->edits; e++)
            assert_string_equal(one->edit[e].text, other->edit[e].text);
        assert_int_equal(one->sources.networks, other->sources.networks);
        assert_int_equal(one->sources.opening, other->sources.opening);
        free(one);
        free(other);
    }
    remove(path);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(all_are_there_in_both_languages),
        CASE(files_come_back),
    };
    return cmocka_run_group_tests_name("preset_files", tests, NULL, NULL);
}
