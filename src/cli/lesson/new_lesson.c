/* gatereel new-lesson: a small lesson that works, to be changed. Its files are
 * those of assets/template.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/assets.h"
#include "cli/cli.h"
#include "cli/lesson/lessons.h"
#include "cli/run/usage.h"
#include "cli/say.h"

enum { SHOWN_MAX = 200 };

static const char help[] =
    "Usage: gatereel new-lesson FOLDER\n"
    "\n"
    "Makes a folder with a small lesson that works, in English (lesson.md) and\n"
    "Korean (lesson.ko.md): three steps, two questions, numbers that are\n"
    "checked. Change it in any text editor; data and networks that it shows lie\n"
    "beside it. lessons/README.md says what a lesson can have.\n"
    "\n"
    "Options:\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 the folder is there already or cannot be made, 2\n"
    "wrong usage.\n";

static bool copy_file(const char *folder, enum language language,
                      struct error *error)
{
    char name[64], from[LESSONS_PATH_MAX], to[LESSONS_PATH_MAX + 16], *text;
    struct output output;
    size_t length;

    snprintf(name, sizeof name, "template/%s", lesson_files[language]);
    lesson_path(folder, language, to, sizeof to);
    if (!assets_path(name, from, sizeof from, error) ||
        !file_read(from, PAGE_BYTES_MAX, &text, &length, error))
        return false;
    bool fine = output_open(&output, to, error);
    if (fine) {
        output_write(&output, text, length);
        fine = output_commit(&output, error);
    }
    free(text);
    return fine;
}

/* What was made of a lesson that could not be made whole. */
static void take_back(const char *folder)
{
    char path[LESSONS_PATH_MAX + 16];

    for (int l = 0; l < LANGUAGES; l++)
        unlink(lesson_path(folder, (enum language)l, path, sizeof path));
    rmdir(folder);
}

static bool make_lesson(const char *folder, struct error *error)
{
    char shown[SHOWN_MAX];

    text_printable(folder, strlen(folder), shown, sizeof shown);
    if (strlen(folder) >= LESSON_PATH_MAX)
        return error_set(error, "the name of the folder is too long");
    if (mkdir(folder, 0777) != 0)
        return errno == EEXIST
            ? error_set(error, "'%s' is there already; choose another name",
                        shown)
            : error_system(error, "cannot make the folder '%s'", shown);
    for (int l = 0; l < LANGUAGES; l++)
        if (!copy_file(folder, (enum language)l, error)) {
            take_back(folder);
            return false;
        }
    return true;
}

static int make_and_tell(const char *folder)
{
    char shown[SHOWN_MAX];
    struct error error = {0};

    if (!make_lesson(folder, &error)) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    text_printable(folder, strlen(folder), shown, sizeof shown);
    printf("Made a lesson in '%s': lesson.md, and lesson.ko.md in Korean.\n"
           "\n"
           "  gatereel lesson %s\n"
           "      opens it; the window follows what you save\n"
           "  gatereel check %s\n"
           "      says what is wrong, and measures its numbers\n"
           "  gatereel handout %s -o handout.pdf\n"
           "      prints it for the class\n",
           shown, shown, shown, shown);
    return EXIT_FINE;
}

int command_new_lesson(int argc, char **argv)
{
    enum { HELP = 256, VERSION };
    static const struct option known[] = {
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };

    optind = 1;
    opterr = 0;
    switch (getopt_long(argc, argv, "h", known, NULL)) {
    case 'h':
    case HELP:
        fputs(help, stdout);
        return EXIT_FINE;
    case VERSION:
        return cli_version();
    case -1:
        break;
    default:
        return usage_refuse("new-lesson", "unknown option", argv[optind - 1]);
    }
    if (optind == argc || argv[optind][0] == '\0')
        return say_usage("new-lesson", "the name of the folder is missing");
    if (optind + 1 < argc)
        return usage_refuse("new-lesson", "unexpected argument",
                            argv[optind + 1]);
    return make_and_tell(argv[optind]);
}
