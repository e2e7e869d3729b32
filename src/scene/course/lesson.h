/* A lesson: the prose of both languages and the settings of its steps, checked
 * against each other.
 */
#ifndef GATEREEL_SCENE_COURSE_LESSON_H
#define GATEREEL_SCENE_COURSE_LESSON_H

#include "lesson/page/page.h"
#include "scene/course/step.h"

enum { LESSON_NAME_MAX = 64, LESSON_PATH_MAX = 1024 };

struct lesson_step {
    struct step_settings step; /* stages are resolved: see step_stage.from */
    struct step_words words[LANGUAGES];
};

struct lesson {
    char name[LESSON_NAME_MAX]; /* of the folder: "07-lstm" */
    int number;                /* 7; 0: it has none */
    char folder[LESSON_PATH_MAX]; /* as it was opened */
    bool shipped;              /* comes with the program */
    struct lesson_page page[LANGUAGES]; /* a missing language is the other
                                           one's */
    bool has[LANGUAGES];
    int steps;                 /* both pages have so many */
    struct lesson_step *step;  /* [steps] owned */
    double minutes, core_minutes;
};

/* What a lesson is made of. */
struct lesson_source {
    const char *folder;
    bool shipped;
    const char *text[LANGUAGES]; /* NULL: there is no such file; English is
                                    needed */
    size_t length[LANGUAGES];
};

/* Reads both. problems[l], set up here, is about the file of language l,
 * FOLDER/lesson.md and FOLDER/lesson.ko.md; NULL if either has one. Checks
 * among others: as many steps in both, each question has as many choices and
 * hints in both, at most two panels and five controls, at most one of preset,
 * scene, task, network, words that stand where only settings may. */
struct lesson *lesson_create(const struct lesson_source *source,
                             struct problems problems[LANGUAGES]);
void lesson_destroy(struct lesson *lesson); /* NULL is allowed */

/* How the file of a language is called: "lesson.md", "lesson.ko.md". */
extern const char *const lesson_files[LANGUAGES];

/* "FOLDER/lesson.md". Returns out. */
char *lesson_path(const char *folder, enum language language, char *out,
                  size_t size);

/* Title of the lesson, and of step k from 0, in the present language. */
const char *lesson_title(const struct lesson *lesson, enum language language);
const char *lesson_step_title(const struct lesson *lesson,
                              enum language language, int k);

/* "8.4", or "4" of a lesson without a number. Returns out. */
char *lesson_place(const struct lesson *lesson, int k, char out[16]);

#endif
