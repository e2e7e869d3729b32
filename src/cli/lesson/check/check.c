/* gatereel check: everything that is wrong with lessons, at once.
 *
 * The files are read as the window reads them; then every stage is made, every
 * number that the block claims is measured on it, every question is answered,
 * and the prose is read for numbers that nothing stands behind.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "cli/cli.h"
#include "cli/lesson/check/check.h"
#include "cli/machine.h"
#include "cli/run/usage.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel check [OPTION] [LESSON]...\n"
    "\n"
    "Says everything that is wrong with lessons, each as FILE:LINE:COLUMN:\n"
    "and what it is: what cannot be read, stages that cannot be made, numbers\n"
    "that the program does not show, questions with no or several right\n"
    "answers, links that lead nowhere. A lesson is a folder, or one that comes\n"
    "with the program by its number or name; without any it is the whole\n"
    "course. Of several, what is there but holds no lesson is passed over, so\n"
    "that 'lessons/*' is all of them.\n"
    "\n"
    "  --quiet             nothing where nothing is wrong\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 nothing is wrong, 1 something is, 2 wrong usage.\n";

static void print_line(struct check *check, const char *path,
                       struct place place, const char *format,
                       va_list arguments)
{
    if (place.line > 0)
        printf("%s:%zu:%zu: ", path, place.line, place.column);
    else
        printf("%s: ", path);
    vprintf(format, arguments);
    putchar('\n');
    check->problems++;
}

void check_at(struct check *check, const char *path, struct place place,
              const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_line(check, path, place, format, arguments);
    va_end(arguments);
}

void check_problem(struct check *check, const struct lesson *lesson,
                   enum language language, struct place place,
                   const char *format, ...)
{
    char path[LESSON_PATH_MAX + 32];
    va_list arguments;

    lesson_path(lesson->folder, language, path, sizeof path);
    va_start(arguments, format);
    print_line(check, path, place, format, arguments);
    va_end(arguments);
}

void check_listed(struct check *check, const struct problems *problems)
{
    for (int k = 0; k < problems->count; k++)
        printf("%s\n", problems->line[k]);
    if (problems->more)
        printf("%s: and more\n", problems->name);
    check->problems += problems->count;
}

/* False without memory. */
static bool check_lesson(struct check *check, const char *folder, bool shipped)
{
    struct problems problems[LANGUAGES] = {{.count = 0}, {.count = 0}};
    struct error error = {0};
    struct lesson *lesson = lessons_open(folder, shipped, problems, &error);

    check->lessons++;
    if (lesson == NULL) {
        for (int l = 0; l < LANGUAGES; l++)
            check_listed(check, &problems[l]);
        if (problems[0].count + problems[1].count == 0) {
            printf("%s\n", error.text);
            check->problems++;
        }
        return true;
    }
    struct measured *measured = array_new((size_t)lesson->steps,
                                          sizeof *measured, "the lesson",
                                          &error);
    if (measured != NULL) {
        check_stages(check, lesson, measured);
        check_prose(check, lesson, measured);
        check_shape(check, lesson);
    } else {
        say_error("%s", error.text);
    }
    free(measured);
    lesson_destroy(lesson);
    return measured != NULL;
}

/* How many steps the lessons have that links may lead to. */
static void count_steps(struct check *check)
{
    for (int k = 0; k < check->course->count; k++) {
        struct problems problems[LANGUAGES];
        struct lesson *lesson = lessons_open(check->course->path[k], true,
                                             problems, NULL);
        if (lesson != NULL && lesson->number > 0 &&
            lesson->number <= LESSONS_MAX)
            check->steps_of[lesson->number] = lesson->steps;
        lesson_destroy(lesson);
    }
}

/* What lies beside lessons in their folder: a glossary, a page for teachers,
 * the class plans. */
static bool is_beside(const char *name)
{
    const char *slash = strrchr(name, '/');
    char path[LESSONS_PATH_MAX];

    if (access(name, F_OK) != 0 ||
        strcmp(slash != NULL ? slash + 1 : name, "lesson.md") == 0)
        return false;
    snprintf(path, sizeof path, "%s/lesson.md", name);
    return access(path, F_OK) != 0;
}

static bool check_named(struct check *check, const char *name)
{
    char folder[LESSONS_PATH_MAX];
    struct error error = {0};
    int step;

    if (lessons_find(check->course, name, folder, &step, &error))
        return check_lesson(check, folder, lessons_ships(check->course,
                                                         folder));
    printf("%s\n", error.text);
    check->problems++;
    return true;
}

static void print_summary(const struct check *check, bool quiet)
{
    if (check->problems > 0)
        printf("%d lesson%s: %d problem%s\n", check->lessons,
               check->lessons == 1 ? "" : "s", check->problems,
               check->problems == 1 ? "" : "s");
    else if (!quiet)
        printf("%d lesson%s, %d step%s, %d claim%s: fine\n", check->lessons,
               check->lessons == 1 ? "" : "s", check->steps,
               check->steps == 1 ? "" : "s", check->claims,
               check->claims == 1 ? "" : "s");
}

static int run(char *const *names, int count, bool quiet)
{
    struct lessons course = {0};
    struct error error = {0};
    struct check check = {.course = &course,
                          .with = {.kernels = machine_kernels()}};

    if (check.with.kernels == NULL)
        return EXIT_BAD;
    if (!lessons_init(&course, &error)) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    count_steps(&check);
    bool fine = true;
    for (int k = 0; fine && k < count; k++)
        fine = (count > 1 && is_beside(names[k])) ||
               check_named(&check, names[k]);
    for (int k = 0; fine && count == 0 && k < course.count; k++)
        fine = check_lesson(&check, course.path[k], true);
    if (fine && count == 0)
        check_course(&check);
    print_summary(&check, quiet);
    lessons_finish(&course);
    return fine && check.problems == 0 ? EXIT_FINE : EXIT_BAD;
}

int command_check(int argc, char **argv)
{
    enum { QUIET = 256, HELP, VERSION };
    static const struct option known[] = {
        {"quiet", no_argument, NULL, QUIET},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    bool quiet = false;
    int option;

    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "hq", known, NULL)) != -1) {
        switch (option) {
        case 'q':
        case QUIET: quiet = true; break;
        case 'h':
        case HELP: fputs(help, stdout); return EXIT_FINE;
        case VERSION: return cli_version();
        default:
            return usage_refuse("check", "unknown option", argv[optind - 1]);
        }
    }
    return run(argv + optind, argc - optind, quiet);
}
