/* Options of open, read with getopt_long. */
#include "cli/open/options.h"

#include <getopt.h>
#include <stdio.h>

#include "app/files/settings.h"
#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/source.h"

static const char command[] = "open";

static const char help[] =
    "Usage: gatereel open [--model M.safetensors --input X.csv] [OPTION]...\n"
    "\n"
    "Opens the window: on a network and what it reads, or on the opening\n"
    "scene, a trained LSTM that reads the CO2 over Mauna Loa. Without a\n"
    "command, gatereel opens on the start screen. H shows all keys.\n"
    "\n"
    "What is shown:\n"
    "  --model FILE        weights under PyTorch's names, in safetensors\n"
    "                      format\n"
    "  --input FILE        CSV, one line per step; scaled as the model asks\n"
    "  --columns A,B       its columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --target A,B        its columns that the head should give\n"
    "  --tokens FILE       in place of --input: token ids\n"
    "  --rows A-B          only these steps of it\n"
    "\n"
    "How (what is not given is as it was the last time):\n"
    "  --theme NAME        dark (default) or light\n"
    "  --lang NAME         en or ko (default: the system's)\n"
    "  --scale X           of text and drawing, 0.8 to 2 (default 1)\n"
    "  --reduced-motion    nothing glides\n"
    "  --size WxH          of the window\n"
    "  --full-screen\n"
    "  --renderer NAME     auto (default: the GPU if there is a real one),\n"
    "                      gpu or software\n"
    "\n"
    "Input as a file (remembered settings are neither used nor changed, so\n"
    "that both show the same with the same other options):\n"
    "  --record-input FILE write everything that is done in the window\n"
    "  --replay FILE       do it again, then quit\n"
    "\n"
    "What a weight file cannot say:\n"
    "  --prefix NAME       which of several recurrent networks in the file\n"
    "  --head NAME         its final linear layer, or none (default: found)\n"
    "  --embedding NAME    its embedding (default: found)\n"
    "  --activation NAME   of an RNN: tanh (default), relu, identity\n"
    "  --gru NAME          reset after (default) or before the product\n"
    "  --head-kind NAME    linear (default) or softmax\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 bad input or no display, 2 wrong usage.\n";

enum option_id {
    MODEL = 256, INPUT, COLUMNS, TARGET, TOKENS, ROWS, THEME, LANG, SCALE,
    REDUCED, SIZE, FULL_SCREEN, RENDERER, RECORD, REPLAY, PREFIX, HEAD,
    EMBEDDING, ACTIVATION, GRU, HEAD_KIND, HELP, VERSION,
};

static const struct option known[] = {
    {"model", required_argument, NULL, MODEL},
    {"input", required_argument, NULL, INPUT},
    {"columns", required_argument, NULL, COLUMNS},
    {"target", required_argument, NULL, TARGET},
    {"tokens", required_argument, NULL, TOKENS},
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
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
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

static bool parse_size(struct open_options *options, const char *text)
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

static bool choose(const char *option, const char *word,
                   const char *const words[], size_t count, int *out)
{
    *out = usage_choose(command, option, word, words, count);
    return *out >= 0;
}

static bool apply(struct open_options *options, int id, const char *text)
{
    const char **place = text_place(options, id);
    int word;

    if (place != NULL) {
        *place = text;
        return true;
    }
    switch (id) {
    case THEME:
        if (!choose("theme", text, theme_names, THEMES, &word))
            return false;
        options->theme = (enum theme_name)word;
        return options->has_theme = true;
    case LANG:
        if (!choose("lang", text, language_names, LANGUAGES, &word))
            return false;
        options->language = (enum language)word;
        return options->has_language = true;
    case RENDERER:
        if (!choose("renderer", text, renderer_names, RENDERERS, &word))
            return false;
        options->window.renderer = (enum renderer)word;
        return true;
    case SCALE:
        return options->has_scale = usage_scale(command, text,
                                                &options->text_scale);
    case SIZE: return parse_size(options, text);
    case ROWS: return source_parse_rows(command, text, &options->source);
    case REDUCED: return options->reduced_motion = true;
    case FULL_SCREEN: return options->window.full_screen = true;
    default: return false;
    }
}

/* What goes with what. */
static bool check(const struct open_options *options)
{
    const struct load_source *source = &options->source;
    const char *const files[] = {source->model, source->series.input,
                                 source->series.tokens, options->replay};

    if (options->record != NULL && options->replay != NULL) {
        say_usage(command,
                  "--record-input and --replay are not used together");
        return false;
    }
    return source_check(command, source) &&
           usage_check_inputs(command, files, 4) &&
           usage_check_output(command, options->record, files, 4);
}

/* -1: all were read; else the exit code. */
static int read_all(int argc, char **argv, struct open_options *options)
{
    int id;

    optind = 1;
    opterr = 0;
    while ((id = getopt_long(argc, argv, ":h", known, NULL)) != -1) {
        if (id == HELP || id == 'h')
            return fputs(help, stdout) < 0 ? EXIT_BAD : EXIT_FINE;
        if (id == VERSION)
            return cli_version();
        if (id == ':')
            return usage_refuse(command, "no value for",
                                argv[optind - 1]);
        if (id == '?')
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        if (!apply(options, id, optarg))
            return EXIT_USAGE;
    }
    if (optind < argc)
        return usage_refuse(command, "unexpected argument", argv[optind]);
    return -1;
}

bool open_options_parse(int argc, char **argv, struct open_options *options,
                        int *code)
{
    *options = (struct open_options){.window = {.title = "Gatereel"}};
    *code = read_all(argc, argv, options);
    if (*code >= 0)
        return false;
    *code = EXIT_USAGE;
    return check(options);
}
