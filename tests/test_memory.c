/* base/memory: how much is left, with and without a limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

static void something_is_free(void **state)
{
    (void)state;

    assert_true(memory_available() > 1000000);
#ifdef __linux__
    assert_true(memory_available() < SIZE_MAX / 2);
#endif
}

static void check_says_how_much(void **state)
{
    struct error error = { 0 };
    (void)state;

    assert_true(memory_check(1, "a byte", &error));
    assert_true(memory_check(2 << 20, "two megabytes", &error));
    assert_string_equal(error.text, "");
#ifdef __linux__
    assert_false(memory_check(SIZE_MAX, "the run", &error));
    assert_non_null(strstr(error.text, "not enough memory for the run: it takes 18.4 EB, and "));
    assert_non_null(strstr(error.text, " are free"));
#endif
}

static void process_limit_counts(void **state)
{
#ifdef __linux__
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct rlimit limit;
        getrlimit(RLIMIT_AS, &limit);
        /* Less than the process has mapped: nothing is left. */
        limit.rlim_cur = 1 << 20;
        if (setrlimit(RLIMIT_AS, &limit) != 0)
            _exit(2);
        _exit(memory_available() == 0 ? 0 : 1);
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    (void)state;
#else
    (void)state;
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(something_is_free),
        cmocka_unit_test(check_says_how_much),
        cmocka_unit_test(process_limit_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
