/* A folder of its own for a test of `gatereel record`, and files in it. */
#ifndef GATEREEL_TESTS_RECORD_CASE_H
#define GATEREEL_TESTS_RECORD_CASE_H

#include <stdarg.h>

#include "golden.h"
#include "model/model.h"
#include "nn/net/spec.h"
#include "program.h"

/* As a word of the shell, since the checkout may lie anywhere. */
#define GOLDEN "'" TEST_DIR "'/golden/"

struct record_case {
    char folder[64];
};

static inline int case_begin(void **state)
{
    static struct record_case made;
    strcpy(made.folder, "/tmp/gatereel-record-XXXXXX");
    *state = &made;
    return mkdtemp(made.folder) == NULL;
}

static inline int case_end(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s",
             ((struct record_case *)*state)->folder);
    return system(command);
}

static inline const char *case_path(void **state, const char *name,
                                    char path[128])
{
    snprintf(path, 128, "%s/%s", ((struct record_case *)*state)->folder, name);
    return path;
}

/* "record ARGUMENTS", run in the folder. */
static inline void case_run(void **state, struct printed *printed,
                            const char *arguments)
{
    char here[512];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(((struct record_case *)*state)->folder), 0);
    char command[2048];
    snprintf(command, sizeof command, "record %s", arguments);
    program_run(printed, command);
    assert_int_equal(chdir(here), 0);
}

/* The same must succeed and say nothing on standard error. */
static inline void case_works(void **state, struct printed *printed,
                              const char *arguments)
{
    case_run(state, printed, arguments);
    if (printed->code != 0 || printed->err[0] != '\0')
        fail_msg("'%s' ended with %d: %s", arguments, printed->code,
                 printed->err);
}

/* The same must fail with one line that holds `want`. */
static inline void case_refuses(void **state, const char *arguments, int code,
                                const char *want)
{
    static struct printed printed;
    case_run(state, &printed, arguments);
    char *end = strchr(printed.err, '\n');
    if (printed.code != code || strncmp(printed.err, "gatereel: ", 10) != 0 ||
        end == NULL || end[1] != '\0' || strstr(printed.err, want) == NULL)
        fail_msg("'%s' ended with %d, not '%s': %s", arguments, printed.code,
                 want, printed.err);
    assert_string_equal(printed.out, "");
}

static inline FILE *case_open(void **state, const char *name, const char *mode)
{
    char path[128];
    FILE *file = fopen(case_path(state, name, path), mode);
    assert_non_null(file);
    return file;
}

static inline void case_write(void **state, const char *name, const char *text)
{
    FILE *file = case_open(state, name, "w");
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Up to `size` bytes of a file as text. */
static inline char *case_read(void **state, const char *name, size_t size)
{
    char *text = calloc(1, size + 1);
    FILE *file = case_open(state, name, "r");
    assert_non_null(text);
    assert_true(fread(text, 1, size, file) > 0);
    fclose(file);
    return text;
}

static inline json_t *case_json(void **state, const char *name)
{
    char path[128];
    json_error_t error;
    json_t *json = json_load_file(case_path(state, name, path),
                                  JSON_REJECT_DUPLICATES, &error);
    if (json == NULL)
        fail_msg("%s:%d: %s", name, error.line, error.text);
    return json;
}

/* A network of small fixed weights; `spec` is checked by params_init. */
static inline void case_model(struct model *model, const struct spec *spec)
{
    struct error error;
    *model = (struct model){0};
    if (!params_init(&model->params, spec, &error))
        fail_msg("%s", error.text);
    for (size_t k = 0; k < model->params.count; k++)
        model->params.data[k] = (real)(0.4 * sin(1.0 + (double)k * 1.7));
}

static inline void case_save(void **state, const struct model *model,
                             const char *name)
{
    struct error error;
    char path[128];
    if (!model_save(model, case_path(state, name, path), NULL, &error))
        fail_msg("%s", error.text);
}

#endif
