/* cli/assets: the order of the three places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/assets.h"

static void source_tree_is_found(void **state)
{
    struct error error = { 0 };
    char path[1024];
    (void)state;

    unsetenv("GATEREEL_ASSETS");
    assert_true(assets_path("gatereel.svg", path, sizeof path, &error));
    assert_int_equal(access(path, R_OK), 0);
    /* An empty setting is none. */
    setenv("GATEREEL_ASSETS", "", 1);
    assert_true(assets_path("gatereel.svg", path, sizeof path, &error));
}

static void own_folder_comes_first(void **state)
{
    struct error error = { 0 };
    char folder[] = "/tmp/gatereel-assets-XXXXXX";
    char file_name[64], path[1024];
    (void)state;

    assert_non_null(mkdtemp(folder));
    snprintf(file_name, sizeof file_name, "%s/gatereel.svg", folder);
    setenv("GATEREEL_ASSETS", folder, 1);
    assert_false(assets_path("gatereel.svg", path, sizeof path, &error));
    assert_non_null(strstr(error.text, folder));
    FILE *file = fopen(file_name, "w");
    assert_non_null(file);
    fclose(file);
    assert_true(assets_path("gatereel.svg", path, sizeof path, &error));
    assert_string_equal(path, file_name);
    unlink(file_name);
    rmdir(folder);
    unsetenv("GATEREEL_ASSETS");
}

static void missing_names_the_places(void **state)
{
    struct error error = { 0 };
    char path[1024];
    (void)state;

    unsetenv("GATEREEL_ASSETS");
    assert_false(assets_path("no-such-file", path, sizeof path, &error));
    assert_non_null(strstr(error.text, "'no-such-file' is neither in"));
    assert_non_null(strstr(error.text, "GATEREEL_ASSETS"));
    assert_false(assets_path("gatereel.svg", path, 4, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(source_tree_is_found),
        cmocka_unit_test(own_folder_comes_first),
        cmocka_unit_test(missing_names_the_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
