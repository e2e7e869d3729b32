/* gatereel lesson: the window on a step of a lesson, or on the list of
 * lessons.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/lesson/lessons.h"
#include "cli/open/open.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel lesson [8.4 | 8 | NAME | FOLDER] [OPTION]...\n"
    "       gatereel lesson --list [--lang NAME]\n"
    "\n"
    "Opens the window on a lesson: by its number, with a step of it, by its\n"
    "name, or a lesson of your own by its folder; without one on the start\n"
    "screen. PageDown and PageUp go through the steps, Ctrl+G jumps to any.\n"
    "While the window is open it follows what an editor saves.\n"
    "\n"
    "  --list              prints the lessons, and how long they take\n"
    "  --plan FILE         a class: steps, presets and scenes, one a line, that\n"
    "                      PageDown walks through\n"
    "  --presenter         a second window for the teacher: notes, the next\n"
    "                      step, the time, what to skip\n"
    "\n"
    "How (what is not given is as it was the last time):\n"
    "  --theme NAME        dark (default) or light\n"
    "  --lang NAME         en or ko (default: the system's; of --list: en)\n"
    "  --scale X           of text and drawing, 0.8 to 2 (default 1)\n"
    "  --reduced-motion    nothing glides\n"
    "  --size WxH          of the window\n"
    "  --full-screen\n"
    "  --renderer NAME     auto (default: the GPU if there is a real one),\n"
    "                      gpu or software\n"
    "  --record-input FILE, --replay FILE   see 'gatereel open'\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 no such lesson, or a damaged one, or no display,\n"
    "2 wrong usage.\n";

/* One line each: "7  The LSTM cell   9 steps, 12 minutes". */
static bool print_one(struct output *output, const char *folder,
                      enum language language, struct error *error)
{
    struct problems problems[LANGUAGES];
    struct lesson *lesson = lessons_open(folder, true, problems, error);
    char line[512];

    if (lesson == NULL)
        return false;
    int length = snprintf(line, sizeof line,
                          language == LANGUAGE_KO
                              ? "%-15s %s (%d쪽, %.0f분)\n"
                              : "%-15s %s (%d steps, %.0f minutes)\n",
                          lesson->name, lesson_title(lesson, language),
                          lesson->steps, lesson->minutes);
    lesson_destroy(lesson);
    if (length > 0 && (size_t)length < sizeof line)
        output_write(output, line, (size_t)length);
    return true;
}

static bool print_list(enum language language, struct error *error)
{
    struct lessons lessons = {0};
    struct output output;
    bool fine = lessons_init(&lessons, error) &&
                output_open(&output, "-", error);

    for (int k = 0; fine && k < lessons.count; k++)
        fine = print_one(&output, lessons.path[k], language, error);
    if (fine)
        fine = output_commit(&output, error);
    lessons_finish(&lessons);
    return fine;
}

/* Is it there? Before a window opens. */
static bool check(const struct open_options *options, struct error *error)
{
    char path[LESSONS_PATH_MAX];
    struct lessons lessons = {0};
    int step;

    if (options->lesson == NULL)
        return true;
    bool fine = lessons_init(&lessons, error) &&
                lessons_find(&lessons, options->lesson, path, &step, error);
    lessons_finish(&lessons);
    return fine;
}

int command_lesson(int argc, char **argv)
{
    const struct open_words words = {"lesson", help, OPEN_LESSON};
    struct open_options options;
    struct error error = {0};
    int code;

    if (!open_options_parse(argc, argv, &words, &options, &code))
        return code;
    if (!(options.list ? print_list(options.language, &error)
                       : check(&options, &error))) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    if (options.list)
        return EXIT_FINE;
    options.start = options.lesson == NULL;
    return open_run(&options);
}
