/* A lesson of a stranger reads its own folder and nothing else. A name is
 * refused by its letters first, and then by where it leads: both are compared
 * with all links followed, and the path that is given back has none left.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/lesson/lessons.h"

enum { SHOWN_MAX = 200 };

/* Does any part of the path go up? */
static bool goes_up(const char *name)
{
    while (*name != '\0') {
        size_t length = strcspn(name, "/");
        if (length == 2 && strncmp(name, "..", 2) == 0)
            return true;
        name += length + (name[length] == '/');
    }
    return false;
}

static bool resolve(const char *name, char path[LESSONS_PATH_MAX])
{
    char *whole = realpath(name, NULL);
    bool fits = whole != NULL && strlen(whole) < LESSONS_PATH_MAX;

    if (fits)
        strcpy(path, whole);
    free(whole);
    return fits;
}

/* Is it below the folder, both without links? */
static bool is_below(const char *folder, const char *path)
{
    size_t length = strlen(folder);

    if (length == 1) /* the root */
        return true;
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static bool check_kind(const char *path, const char *shown,
                       struct error *error)
{
    char limit[24];
    struct stat about;

    if (stat(path, &about) != 0)
        return error_system(error, "cannot open '%s'", shown);
    if (!S_ISREG(about.st_mode))
        return error_set(error, "'%s' is no plain file", shown);
    return about.st_size <= LESSONS_FILE_MAX ||
           error_set(error, "'%s' is longer than %s", shown,
                     size_text(LESSONS_FILE_MAX, limit));
}

/* `shown` is the name in messages. */
static bool find_inside(const char *folder, const char *name,
                        const char *shown, char path[LESSONS_PATH_MAX],
                        struct error *error)
{
    char root[LESSONS_PATH_MAX];

    if (!resolve(folder, root))
        return error_set(error, "the lesson's folder is gone");
    if (!resolve(name, path))
        return error_system(error, "cannot open '%s'", shown);
    if (!is_below(root, path))
        return error_set(error, "'%s' is outside of the lesson's folder, and a "
                         "lesson reads only what is in it", shown);
    return check_kind(path, shown, error);
}

bool lessons_inside(const char *folder, const char *name,
                    char path[LESSONS_PATH_MAX], struct error *error)
{
    char shown[SHOWN_MAX];

    text_printable(name, strlen(name), shown, sizeof shown);
    return find_inside(folder, name, shown, path, error);
}

bool lessons_file(const char *folder, const char *name,
                  char path[LESSONS_PATH_MAX], struct error *error)
{
    char whole[LESSONS_PATH_MAX], shown[SHOWN_MAX];

    text_printable(name, strlen(name), shown, sizeof shown);
    if (name[0] == '\0')
        return error_set(error, "the name of the file is missing");
    if (name[0] == '/' || strpbrk(name, "\\:") != NULL || goes_up(name))
        return error_set(error, "'%s' leads out of the lesson's folder: files "
                         "are named from there, without '..'", shown);
    int length = snprintf(whole, sizeof whole, "%s/%s", folder, name);
    if (length < 0 || length >= LESSONS_PATH_MAX)
        return error_set(error, "the path of '%s' is too long", shown);
    return find_inside(folder, whole, shown, path, error);
}
