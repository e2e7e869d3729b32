/* gatereel handout: a lesson on paper.
 *
 * No clock and no settings: the pages depend on the lesson and the options
 * alone.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "cli/cli.h"
#include "cli/handout/make.h"
#include "cli/lesson/lessons.h"
#include "cli/machine.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "print/print.h"

static const char command[] = "handout";

static const char help[] =
    "Usage: gatereel handout LESSON [OPTION]... -o FILE.pdf\n"
    "\n"
    "Prints a lesson on A4, readable in grey: the prose, a picture of every\n"
    "stage, room for predictions and notes, hints at the end. A lesson is one\n"
    "that comes with the program, by its number or name, or a folder.\n"
    "\n"
    "  -o, --output FILE   the PDF\n"
    "  --answers           with what the runs say, solutions and the notes for\n"
    "                      the teacher\n"
    "  --lang LANG         en or ko (en)\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 the lesson or the file does not work, 2 wrong usage.\n";

struct options {
    const char *lesson, *output;
    enum language language;
    bool answers;
};

static bool ends_with(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);

    return length > tail && strcasecmp(path + length - tail, end) == 0;
}

/* -1: all is there; else the exit code. */
static int check(const struct options *options)
{
    if (options->lesson == NULL)
        return say_usage(command, "the lesson is missing");
    if (options->output == NULL)
        return say_usage(command, "--output is missing");
    return ends_with(options->output, ".pdf")
        ? -1 : say_usage(command, "the output is FILE.pdf");
}

static int parse(struct options *options, int argc, char **argv)
{
    enum { ANSWERS = 256, LANG, HELP, VERSION };
    static const struct option known[] = {
        {"answers", no_argument, NULL, ANSWERS},
        {"lang", required_argument, NULL, LANG},
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    int id, word;

    optind = 1;
    opterr = 0;
    while ((id = getopt_long(argc, argv, ":ho:", known, NULL)) != -1) {
        switch (id) {
        case 'o': options->output = optarg; break;
        case ANSWERS: options->answers = true; break;
        case LANG:
            word = usage_choose(command, "lang", optarg, language_names,
                                LANGUAGES);
            if (word < 0)
                return EXIT_USAGE;
            options->language = (enum language)word;
            break;
        case 'h':
        case HELP: fputs(help, stdout); return EXIT_FINE;
        case VERSION: return cli_version();
        case ':':
            return usage_refuse(command, "no value for", argv[optind - 1]);
        default:
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        }
    }
    if (optind < argc)
        options->lesson = argv[optind++];
    if (optind < argc)
        return usage_refuse(command, "unexpected argument", argv[optind]);
    return check(options);
}

static struct lesson *open_lesson(const char *name, struct error *error)
{
    struct problems *problems = array_new(LANGUAGES, sizeof *problems,
                                          "the lesson", error);
    char folder[LESSONS_PATH_MAX];
    struct lessons lessons = {0};
    struct lesson *lesson = NULL;
    int step = 0;

    if (problems != NULL && lessons_init(&lessons, error) &&
        lessons_find(&lessons, name, folder, &step, error)) {
        if (step > 0)
            error_set(error, "a handout is of a whole lesson, not of step %d "
                      "alone", step);
        else
            lesson = lessons_open(folder, lessons_ships(&lessons, folder),
                                  problems, error);
    }
    lessons_finish(&lessons);
    free(problems);
    return lesson;
}

static bool take_page(void *context, const struct draw_list *list,
                      struct error *error)
{
    return print_page(context, list, error);
}

/* The lesson is taken over. */
static bool print_lesson(const struct options *options, struct lesson *lesson,
                         const struct kernels *kernels, struct error *error)
{
    struct print *print = print_create(
        options->output, lesson_title(lesson, options->language), true, error);

    if (print == NULL) {
        lesson_destroy(lesson);
        return false;
    }
    struct handout handout = {.lesson = lesson, .language = options->language,
                              .answers = options->answers,
                              .with = {.kernels = kernels}};
    if (handout.language == LANGUAGE_KO && !print_has_korean(print)) {
        say_warning("no Korean font is installed, so the handout is in English "
                    "(Debian: apt install fonts-noto-cjk)");
        handout.language = LANGUAGE_EN;
    }
    const struct handout_pages pages = {.measure = print_measure(print),
                                        .take = take_page, .context = print};
    bool fine = handout_make(&handout, &pages, error) &&
                print_end(print, error);
    print_destroy(print);
    return fine;
}

int command_handout(int argc, char **argv)
{
    struct options options = {.language = LANGUAGE_EN};
    struct error error = {0};
    int code = parse(&options, argc, argv);

    if (code >= 0)
        return code;
    const struct kernels *kernels = machine_kernels();
    if (kernels == NULL)
        return EXIT_BAD;
    struct lesson *lesson = open_lesson(options.lesson, &error);
    if (lesson != NULL && print_lesson(&options, lesson, kernels, &error))
        return EXIT_FINE;
    say_error("%s", error.text);
    return EXIT_BAD;
}
