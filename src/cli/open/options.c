/* Options of open, read with getopt_long. */
#include "cli/open/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/files/settings.h"
#include "cli/cli.h"
#include "cli/lesson/course.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/scenes.h"
#include "cli/stage/source.h"
#include "cli/train/trainings.h"

enum option_id {
    MODEL = 256, INPUT, COLUMNS, TARGET, TOKENS, TEXT, ROWS, THEME, LANG,
    SCALE, REDUCED, SIZE, FULL_SCREEN, RENDERER, RECORD, REPLAY, PREFIX, HEAD,
    EMBEDDING, ACTIVATION, GRU, HEAD_KIND, LIST, TASK, SEQUENCE, PLAN,
    PRESENTER, HELP,
    VERSION,
};

static const struct option known[] = {
    {"model", required_argument, NULL, MODEL},
    {"input", required_argument, NULL, INPUT},
    {"columns", required_argument, NULL, COLUMNS},
    {"target", required_argument, NULL, TARGET},
    {"tokens", required_argument, NULL, TOKENS},
    {"text", required_argument, NULL, TEXT},
    {"rows", required_argument, NULL, ROWS},
    {"theme", required_argument, NULL, THEME},
    {"lang", required_argument, NULL, LANG},
    {"scale", required_argument, NULL, SCALE},
    {"reduced-motion", no_argument, NULL, REDUCED},
    {"size", required_argument, NULL, SIZE},
    {"full-screen", no_argument, NULL, FULL_SCREEN},
    {"fullscreen", no_argument, NULL, FULL_SCREEN},
    {"renderer", required_argument, NULL, RENDERER},
    {"record-input", required_argument, NULL, RECORD},
    {"replay", required_argument, NULL, REPLAY},
    {"prefix", required_argument, NULL, PREFIX},
    {"head", required_argument, NULL, HEAD},
    {"embedding", required_argument, NULL, EMBEDDING},
    {"activation", required_argument, NULL, ACTIVATION},
    {"gru", required_argument, NULL, GRU},
    {"head-kind", required_argument, NULL, HEAD_KIND},
    {"list", no_argument, NULL, LIST},
    {"task", required_argument, NULL, TASK},
    {"sequence", required_argument, NULL, SEQUENCE},
    {"plan", required_argument, NULL, PLAN},
    {"presenter", no_argument, NULL, PRESENTER},
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

/* The options under way, and whose they are. */
struct reading {
    const struct open_words *words;
    struct open_options *options;
};

/* Where the text of an option goes; NULL for those that are more than text. */
static const char **text_place(struct open_options *options, int id)
{
    switch (id) {
    case MODEL: return &options->source.model;
    case INPUT: return &options->source.series.input;
    case COLUMNS: return &options->source.series.columns;
    case TARGET: return &options->source.series.target;
    case TOKENS: return &options->source.series.tokens;
    case TEXT: return &options->source.series.text;
    case TASK: return &options->task;
    case PLAN: return &options->plan;
    case RECORD: return &options->record;
    case REPLAY: return &options->replay;
    case PREFIX: return &options->source.how.prefix;
    case HEAD: return &options->source.how.head;
    case EMBEDDING: return &options->source.how.embedding;
    case ACTIVATION: return &options->source.how.activation;
    case GRU: return &options->source.how.variant;
    case HEAD_KIND: return &options->source.how.head_kind;
    default: return NULL;
    }
}

static bool parse_size(const char *command, struct open_options *options,
                       const char *text)
{
    const struct usage_range width = {WINDOW_WIDTH_MIN, SETTINGS_SIDE_MAX};
    const struct usage_range height = {WINDOW_HEIGHT_MIN, SETTINGS_SIDE_MAX};
    int size[2];

    if (!usage_pair(text, 'x', width, height, size)) {
        say_usage(command, "--size '%s' is not WIDTHxHEIGHT, at least %dx%d",
                  text, WINDOW_WIDTH_MIN, WINDOW_HEIGHT_MIN);
        return false;
    }
    options->window.width = size[0];
    options->window.height = size[1];
    return true;
}

static bool choose(const char *command, const char *option, const char *word,
                   const char *const words[], size_t count, int *out)
{
    *out = usage_choose(command, option, word, words, count);
    return *out >= 0;
}

static bool apply(const struct reading *reading, int id, const char *text)
{
    const char *command = reading->words->command;
    struct open_options *options = reading->options;
    const char **place = text_place(options, id);
    const struct usage_range from_one = {1, INT32_MAX};
    int word;

    if (place != NULL) {
        *place = text;
        return true;
    }
    switch (id) {
    case THEME:
        if (!choose(command, "theme", text, theme_names, THEMES, &word))
            return false;
        options->theme = (enum theme_name)word;
        return options->has_theme = true;
    case LANG:
        if (!choose(command, "lang", text, language_names, LANGUAGES, &word))
            return false;
        options->language = (enum language)word;
        return options->has_language = true;
    case RENDERER:
        if (!choose(command, "renderer", text, renderer_names, RENDERERS, &word))
            return false;
        options->window.renderer = (enum renderer)word;
        return true;
    case SCALE:
        return options->has_scale = usage_scale(command, text,
                                                &options->text_scale);
    case SIZE: return parse_size(command, options, text);
    case ROWS: return source_parse_rows(command, text, &options->source);
    case SEQUENCE:
        return usage_whole(command, "sequence", text, from_one,
                           &options->source.sequence);
    case REDUCED: return options->reduced_motion = true;
    case LIST: return options->list = true;
    case PRESENTER: return options->presenter = true;
    case FULL_SCREEN: return options->window.full_screen = true;
    default: return false;
    }
}

static bool has_source(const struct open_options *options)
{
    const struct load_source *source = &options->source;

    return source->model != NULL || source->sequence > 0 ||
           series_path(&source->series) != NULL;
}

/* A table of the user's, and nothing else? */
static bool has_table(const struct open_options *options)
{
    const struct load_source *source = &options->source;

    return strcmp(options->task, task_table[TASK_SERIES].name) == 0 &&
           source->model == NULL && source->sequence == 0 &&
           source->series.input != NULL &&
           series_path(&source->series) == source->series.input;
}

/* What goes with what; NULL: all does. */
static const char *find_fault(const struct reading *reading)
{
    const struct open_options *options = reading->options;

    if (options->record != NULL && options->replay != NULL)
        return "--record-input and --replay are not used together";
    if (options->list && options->preset != NULL)
        return "--list goes without the name of a preset";
    if (options->list && options->lesson != NULL)
        return "--list goes without the name of a lesson";
    if (reading->words->names == OPEN_PRESET && has_source(options))
        return "a preset brings its own networks; see 'gatereel open'";
    if (reading->words->names == OPEN_LESSON && has_source(options))
        return "a lesson brings its own networks; see 'gatereel open'";
    if (options->task != NULL &&
        ((has_source(options) && !has_table(options)) ||
         options->scene != NULL || options->training != NULL ||
         reading->words->names != OPEN_FILE))
        return "--task trains networks of its own; only the series task takes "
               "--input";
    if (options->training != NULL && options->source.model != NULL)
        return "a saved training brings its own networks; leave --model out";
    if (options->scene != NULL && has_source(options))
        return "a scene brings its own networks; leave --model and --input out";
    return NULL;
}

static bool check(const struct reading *reading)
{
    const struct open_options *options = reading->options;
    const struct load_source *source = &options->source;
    const char *command = reading->words->command;
    const char *fault = find_fault(reading);
    const char *const files[] = {source->model, series_path(&source->series),
                                 options->replay, options->scene,
                                 options->training, options->plan};

    if (fault != NULL)
        say_usage(command, "%s", fault);
    return fault == NULL &&
           (options->training != NULL || options->task != NULL ||
            source_check(command, source)) &&
           usage_check_inputs(command, files, 6) &&
           usage_check_output(command, options->record, files, 6);
}

/* What stands without an option in front of it. -1: all was taken. */
static int read_rest(int argc, char **argv, const struct reading *reading)
{
    struct open_options *options = reading->options;
    const char *command = reading->words->command;

    if (optind < argc && reading->words->names == OPEN_PRESET)
        options->preset = argv[optind++];
    else if (optind < argc && (reading->words->names == OPEN_LESSON ||
                               course_is_lesson(argv[optind])))
        options->lesson = argv[optind++];
    else if (optind < argc && scenes_is_name(argv[optind]))
        options->scene = argv[optind++];
    else if (optind < argc && trainings_is_name(argv[optind]))
        options->training = argv[optind++];
    if (optind < argc)
        return usage_refuse(command, "unexpected argument", argv[optind]);
    return -1;
}

/* Has the command this option? */
static bool is_of(enum open_names names, int id)
{
    switch (id) {
    case LIST: return names != OPEN_FILE;
    case PLAN:
    case PRESENTER: return names == OPEN_LESSON;
    default: return true;
    }
}

/* -1: all were read; else the exit code. */
static int read_all(int argc, char **argv, const struct reading *reading)
{
    const char *command = reading->words->command;
    int id;

    optind = 1;
    opterr = 0;
    while ((id = getopt_long(argc, argv, ":h", known, NULL)) != -1) {
        if (id == HELP || id == 'h')
            return fputs(reading->words->help, stdout) < 0 ? EXIT_BAD
                                                           : EXIT_FINE;
        if (id == VERSION)
            return cli_version();
        if (id == ':')
            return usage_refuse(command, "no value for",
                                argv[optind - 1]);
        if (id == '?' || !is_of(reading->words->names, id))
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        if (!apply(reading, id, optarg))
            return EXIT_USAGE;
    }
    return read_rest(argc, argv, reading);
}

bool open_options_parse(int argc, char **argv, const struct open_words *words,
                        struct open_options *options, int *code)
{
    const struct reading reading = {words, options};

    *options = (struct open_options){.window = {.title = "Gatereel"}};
    *code = read_all(argc, argv, &reading);
    if (*code >= 0)
        return false;
    *code = EXIT_USAGE;
    return check(&reading);
}
