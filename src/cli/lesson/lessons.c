/* The shipped lessons are a folder of folders; what a lesson of anybody is, is
 * in its files alone.
 */
#include "cli/lesson/lessons.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/say.h"
#include "lesson/page/plan.h"

enum { SHOWN_MAX = 200, LIST_MAX = 400, STAMP_DEPTH = 3,
       STAMP_ENTRIES_MAX = 2000 };

static const char *const glossary_files[LANGUAGES] = {"glossary.md",
                                                      "glossary.ko.md"};

static bool join(char path[LESSONS_PATH_MAX], const char *folder,
                 const char *name)
{
    int length = snprintf(path, LESSONS_PATH_MAX, "%s/%s", folder, name);

    return length >= 0 && length < LESSONS_PATH_MAX;
}

static bool is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool holds_lesson(const char *folder)
{
    char path[LESSONS_PATH_MAX];
    struct stat about;

    return join(path, folder, lesson_files[LANGUAGE_EN]) &&
           stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool find_folder(struct lessons *lessons, struct error *error)
{
    const char *own = getenv("GATEREEL_LESSONS");
    const char *const places[] = {GATEREEL_PREFIX_LESSONS,
                                  GATEREEL_SOURCE_LESSONS};

    if (own != NULL && own[0] != '\0') {
        snprintf(lessons->folder, sizeof lessons->folder, "%s", own);
        return is_folder(own) ||
               error_set(error, "there is no folder '%s' (GATEREEL_LESSONS)",
                         own);
    }
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        snprintf(lessons->folder, sizeof lessons->folder, "%s", places[k]);
        if (is_folder(places[k]))
            return true;
    }
    return error_set(error, "the lessons are neither in '%s' nor in '%s'; set "
                     "GATEREEL_LESSONS to the folder that holds them",
                     places[0], places[1]);
}

static int compare_paths(const void *one, const void *other)
{
    return strcmp(one, other);
}

static bool list_folder(struct lessons *lessons, struct error *error)
{
    DIR *stream = opendir(lessons->folder);
    const struct dirent *entry;

    if (stream == NULL)
        return error_system(error, "cannot read the folder '%s'",
                            lessons->folder);
    lessons->path = array_new(LESSONS_MAX, LESSONS_PATH_MAX, "the lessons",
                              error);
    while (lessons->path != NULL && lessons->count < LESSONS_MAX &&
           (entry = readdir(stream)) != NULL) {
        char *path = lessons->path[lessons->count];
        if (entry->d_name[0] != '.' &&
            join(path, lessons->folder, entry->d_name) && holds_lesson(path))
            lessons->count++;
    }
    closedir(stream);
    if (lessons->path == NULL)
        return false;
    qsort(lessons->path, (size_t)lessons->count, LESSONS_PATH_MAX,
          compare_paths);
    return true;
}

/* Without its terms a lesson is still a lesson. */
static void read_glossary(struct lessons *lessons, enum language language)
{
    char path[LESSONS_PATH_MAX], *text;
    struct problems problems;
    struct error error = {0};
    size_t length;

    if (!join(path, lessons->folder, glossary_files[language]))
        return;
    if (!file_read(path, PAGE_BYTES_MAX, &text, &length, &error)) {
        say_warning("%s", error.text);
        return;
    }
    problems_init(&problems, path);
    if (!glossary_read(&lessons->glossary[language], text, length,
                       &problems)) {
        problems_tell(&problems, &error);
        say_warning("%s", error.text);
    }
    free(text);
}

bool lessons_init(struct lessons *lessons, struct error *error)
{
    *lessons = (struct lessons){0};
    if (!find_folder(lessons, error) || !list_folder(lessons, error)) {
        lessons_finish(lessons);
        return false;
    }
    for (int l = 0; l < LANGUAGES; l++)
        read_glossary(lessons, (enum language)l);
    return true;
}

void lessons_finish(struct lessons *lessons)
{
    for (int l = 0; l < LANGUAGES; l++)
        glossary_finish(&lessons->glossary[l]);
    free(lessons->path);
    *lessons = (struct lessons){0};
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

int lessons_number(const char *path)
{
    const char *name = base_name(path);
    size_t digits = strspn(name, "0123456789");
    int64_t number = 0;

    if (name[digits] != '-' ||
        !number_parse_integer(name, digits, 1, 999, &number))
        return 0;
    return (int)number;
}

static bool tell_numbers(const struct lessons *lessons, int wanted,
                         struct error *error)
{
    char list[LIST_MAX] = "";
    size_t length = 0;

    for (int k = 0; k < lessons->count && length < sizeof list - 8; k++)
        if (lessons_number(lessons->path[k]) > 0)
            length += (size_t)snprintf(list + length, sizeof list - length,
                                       "%s%d", length > 0 ? ", " : "",
                                       lessons_number(lessons->path[k]));
    return error_set(error, "there is no lesson %d; there are %s", wanted,
                     length > 0 ? list : "none");
}

static bool tell_names(const struct lessons *lessons, const char *name,
                       struct error *error)
{
    const char *names[LESSONS_MAX];
    char shown[SHOWN_MAX];

    for (int k = 0; k < lessons->count; k++)
        names[k] = base_name(lessons->path[k]);
    const char *near = text_nearest(name, names, (size_t)lessons->count);
    text_printable(name, strlen(name), shown, sizeof shown);
    if (near != NULL)
        return error_set(error, "there is no lesson '%s'; did you mean '%s'?",
                         shown, near);
    return error_set(error, "'%s' is no lesson: neither one of those that come "
                     "with the program ('gatereel lesson --list' names them) "
                     "nor a folder with a lesson.md", shown);
}

/* "FOLDER:4": the step, and `path` without it. */
static void cut_step(char *path, int *step)
{
    char *colon = strrchr(path, ':');
    int64_t number;

    if (colon == NULL || !number_parse_integer(colon + 1, strlen(colon + 1),
                                               1, PAGE_STEPS_MAX, &number))
        return;
    *colon = '\0';
    *step = (int)number;
}

bool lessons_find(const struct lessons *lessons, const char *name,
                  char path[LESSONS_PATH_MAX], int *step, struct error *error)
{
    int number;

    *step = 0;
    if (plan_parse_stop(name, &number, step)) {
        for (int k = 0; k < lessons->count; k++)
            if (lessons_number(lessons->path[k]) == number) {
                memcpy(path, lessons->path[k], LESSONS_PATH_MAX);
                return true;
            }
        return tell_numbers(lessons, number, error);
    }
    *step = 0;
    snprintf(path, LESSONS_PATH_MAX, "%s", name);
    if (!is_folder(path))
        cut_step(path, step);
    for (int k = 0; k < lessons->count; k++)
        if (strcmp(base_name(lessons->path[k]), path) == 0) {
            memcpy(path, lessons->path[k], LESSONS_PATH_MAX);
            return true;
        }
    for (int l = 0; l < LANGUAGES; l++)
        if (strcmp(base_name(path), lesson_files[l]) == 0) {
            char *file = path + (base_name(path) - path);
            strcpy(file, file == path ? "." : "");
        }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
    if (!holds_lesson(path))
        return tell_names(lessons, name, error);
    return length < LESSON_PATH_MAX ||
           error_set(error, "the path of the lesson is longer than %d bytes",
                     LESSON_PATH_MAX - 1);
}

bool lessons_ships(const struct lessons *lessons, const char *folder)
{
    for (int k = 0; k < lessons->count; k++)
        if (strcmp(lessons->path[k], folder) == 0)
            return true;
    return false;
}

/* The text of one language; that there is no such file is fine. */
static bool read_language(const char *folder, enum language language,
                          char **text, size_t *length, struct error *error)
{
    char path[LESSONS_PATH_MAX];
    struct stat about;

    *text = NULL;
    if (!join(path, folder, lesson_files[language]) ||
        lstat(path, &about) != 0)
        return true;
    return lessons_file(folder, lesson_files[language], path, error) &&
           file_read(path, PAGE_BYTES_MAX, text, length, error);
}

struct lesson *lessons_open(const char *folder, bool shipped,
                            struct problems problems[LANGUAGES],
                            struct error *error)
{
    struct lesson_source source = {.folder = folder, .shipped = shipped};
    char *text[LANGUAGES] = {0}, path[LESSONS_PATH_MAX];
    struct lesson *lesson = NULL;
    bool fine = true;

    for (int l = 0; l < LANGUAGES; l++) {
        struct error cause = {0};
        lesson_path(folder, (enum language)l, path, sizeof path);
        problems_init(&problems[l], path);
        if (!read_language(folder, (enum language)l, &text[l],
                           &source.length[l], &cause))
            fine = problems_add(&problems[l], (struct place){0, 0}, "%s",
                                cause.text);
        source.text[l] = text[l];
    }
    if (fine)
        lesson = lesson_create(&source, problems);
    for (int l = LANGUAGES - 1; l >= 0; l--) {
        free(text[l]);
        if (problems[l].count > 0)
            problems_tell(&problems[l], error);
    }
    return lesson;
}

static uint64_t mix(uint64_t stamp, uint64_t value)
{
    return (stamp ^ value) * UINT64_C(0x100000001B3);
}

static uint64_t stamp_file(const char *name, const struct stat *about)
{
    uint64_t stamp = UINT64_C(0xCBF29CE484222325);

    for (; *name != '\0'; name++)
        stamp = mix(stamp, (unsigned char)*name);
    stamp = mix(stamp, (uint64_t)about->st_ino);
    stamp = mix(stamp, (uint64_t)about->st_size);
    stamp = mix(stamp, (uint64_t)about->st_mtim.tv_sec);
    return mix(stamp, (uint64_t)about->st_mtim.tv_nsec);
}

/* The order of a folder is no change: entries are added up, as many as are
 * left of *entries. */
static uint64_t stamp_folder(const char *folder, int depth, int *entries)
{
    DIR *stream = depth > 0 ? opendir(folder) : NULL;
    const struct dirent *entry;
    uint64_t sum = 0;

    while (stream != NULL && *entries > 0 &&
           (entry = readdir(stream)) != NULL) {
        char path[LESSONS_PATH_MAX];
        struct stat about;
        --*entries;
        if (entry->d_name[0] == '.' || !join(path, folder, entry->d_name) ||
            lstat(path, &about) != 0)
            continue;
        uint64_t stamp = stamp_file(entry->d_name, &about);
        sum += S_ISDIR(about.st_mode)
            ? mix(stamp_folder(path, depth - 1, entries), stamp) : stamp;
    }
    if (stream != NULL)
        closedir(stream);
    return sum;
}

/* Both texts, and what lies beside them as far as that is not a whole disk. */
uint64_t lessons_stamp(const char *folder)
{
    int entries = STAMP_ENTRIES_MAX;
    uint64_t sum = 0;

    for (int l = 0; l < LANGUAGES; l++) {
        char path[LESSONS_PATH_MAX];
        struct stat about;
        if (join(path, folder, lesson_files[l]) && lstat(path, &about) == 0)
            sum += stamp_file(lesson_files[l], &about);
    }
    return sum + stamp_folder(folder, STAMP_DEPTH, &entries);
}
