/* A lesson in a folder of its own, written by the test.
 *
 *     struct lesson_case c;
 *     lesson_case_init(&c);
 *     lesson_case_block(&c, "network: {cell: lstm}\n");
 *     ... stage_make(c.lesson, 0, 0, &c.with, &c.made, &c.error) ..
 *     lesson_case_finish(&c);
 */
#ifndef GATEREEL_TESTS_LESSON_CASE_H
#define GATEREEL_TESTS_LESSON_CASE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/lesson/lessons.h"
#include "cli/lesson/stage.h"

struct lesson_case {
    char top[64];              /* holds folder and whatever is beside it */
    char folder[80];           /* of the lesson */
    struct lesson *lesson;
    struct problems problems[LANGUAGES];
    struct load_with with;
    struct step_made made;
    struct error error;
};

static inline void lesson_case_init(struct lesson_case *c)
{
    memset(c, 0, sizeof *c);
    strcpy(c->top, "/tmp/gatereel-lesson-XXXXXX");
    assert_non_null(mkdtemp(c->top));
    snprintf(c->folder, sizeof c->folder, "%s/08-mine", c->top);
    assert_int_equal(mkdir(c->folder, 0700), 0);
    c->with.kernels = kernels_choose("sse2", NULL);
    if (c->with.kernels == NULL)
        c->with.kernels = kernels_choose("generic", NULL);
}

static inline void lesson_case_finish(struct lesson_case *c)
{
    char command[128];

    stage_finish(&c->made);
    lesson_destroy(c->lesson);
    snprintf(command, sizeof command, "rm -rf '%s'", c->top);
    assert_int_equal(system(command), 0);
}

/* A file of the folder, or beside it: "../x". */
static inline void lesson_case_write(struct lesson_case *c, const char *name,
                                     const char *text)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", c->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Opens what is in the folder; false with c->error. */
static inline bool lesson_case_open(struct lesson_case *c)
{
    stage_finish(&c->made);
    lesson_destroy(c->lesson);
    c->error.text[0] = '\0';
    c->lesson = lessons_open(c->folder, false, c->problems, &c->error);
    return c->lesson != NULL;
}

/* A lesson of one step with this block, which begins in line 8. */
static inline void lesson_case_block(struct lesson_case *c, const char *block)
{
    char text[8192];

    int length = snprintf(text, sizeof text,
                          "# A\n\n## B\n\nC.\n\n```gatereel\n%s```\n", block);
    assert_true(length > 0 && (size_t)length < sizeof text);
    lesson_case_write(c, "lesson.md", text);
    if (!lesson_case_open(c))
        fail_msg("%s", c->error.text);
}

/* Makes the stage of step k from 0. */
static inline void lesson_case_make(struct lesson_case *c, int k,
                                    uint64_t seed)
{
    stage_finish(&c->made);
    if (!stage_make(c->lesson, k, seed, &c->with, &c->made, &c->error))
        fail_msg("%s", c->error.text);
}

/* The stage of the block is refused with this, behind the folder's path. */
static inline void lesson_case_refuses(struct lesson_case *c,
                                       const char *block, const char *line)
{
    lesson_case_block(c, block);
    assert_false(stage_make(c->lesson, 0, 0, &c->with, &c->made, &c->error));
    assert_null(c->made.lab);
    if (strncmp(c->error.text, c->folder, strlen(c->folder)) != 0 ||
        strcmp(c->error.text + strlen(c->folder) + 1, line) != 0)
        fail_msg("'%s' is not '%s'", c->error.text, line);
}

#endif
