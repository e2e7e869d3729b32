/* Options of render, read with getopt_long. */
#include "cli/render/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/render/video.h"
#include "cli/run/usage.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel render [--model M --input X] [OPTION]... -o FILE.png\n"
    "       gatereel render --from A --to B [OPTION]... -o FILE.mp4|FILE.gif|DIR/\n"
    "       gatereel render --describe [OPTION]...\n"
    "\n"
    "Draws what the window would show, without a window: one picture, or a film\n"
    "of several steps. Without a model it is the opening scene, an LSTM that\n"
    "reads the CO2 over Mauna Loa. The same options give the same bytes.\n"
    "\n"
    "What is shown:\n"
    "  --model FILE        weights, safetensors\n"
    "  --input FILE.csv    what the network reads\n"
    "  --tokens FILE       the same for networks that read ids\n"
    "  --columns A,B       columns that are inputs\n"
    "  --target A,B        columns of targets\n"
    "  --rows A-B          only these rows of the input\n"
    "  --view VIEW         all, unrolled, cell, scopes, heatmap, gradients,\n"
    "                      series, layers, start or help (all)\n"
    "  --unit N            the unit whose numbers are shown, from 1 (3)\n"
    "  --mean              means over the units instead\n"
    "  --layer N           of a stack, from 1 (1)\n"
    "  --signal NAME       of the heat map: f, i, g, o, c, h ... (the first)\n"
    "  --gate N            in the cell: the sum before this gate, from 1\n"
    "  --cards N           steps that the unrolled picture shows, 3 to 200 (8)\n"
    "\n"
    "When:\n"
    "  --at STEP[.PHASE]   the step, complete or up to a phase (the last step)\n"
    "  --pass PASS         forward or backward (forward)\n"
    "  --from A --to B     a film from the beginning of step A to the end of B\n"
    "  --speed S           steps a second (1)\n"
    "  --fps N             frames a second, 1 to 120 (30)\n"
    "\n"
    "How:\n"
    "  --size WxH          in pixels, 16x16 to 16384x16384 (1920x1080)\n"
    "  --theme THEME       dark or light (dark)\n"
    "  --lang LANG         en or ko (en)\n"
    "  --scale S           of text and drawing, 0.8 to 2 (1)\n"
    "  --reduced-motion    whole phases, nothing in between\n"
    "  -o, --output FILE   '-' is a PNG on standard output; films need ffmpeg,\n"
    "                      but for a folder of PNGs\n"
    "  --describe          prints the frame as text: what is where, every value\n"
    "  --help, --version\n";

enum {
    HELP = 256, VERSION, MODEL, INPUT, COLUMNS, TARGET, VIEW, AT, PASS, SIZE,
    THEME, LANG, SCALE, UNIT, LAYER, CARDS, DESCRIBE, GATE,
    TOKENS, ROWS, MEAN, SIGNAL, FROM, TO, FPS, SPEED, REDUCED,
};

static const struct option known[] = {
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {"model", required_argument, NULL, MODEL},
    {"input", required_argument, NULL, INPUT},
    {"columns", required_argument, NULL, COLUMNS},
    {"target", required_argument, NULL, TARGET},
    {"view", required_argument, NULL, VIEW},
    {"at", required_argument, NULL, AT},
    {"pass", required_argument, NULL, PASS},
    {"size", required_argument, NULL, SIZE},
    {"theme", required_argument, NULL, THEME},
    {"lang", required_argument, NULL, LANG},
    {"scale", required_argument, NULL, SCALE},
    {"unit", required_argument, NULL, UNIT},
    {"layer", required_argument, NULL, LAYER},
    {"cards", required_argument, NULL, CARDS},
    {"gate", required_argument, NULL, GATE},
    {"tokens", required_argument, NULL, TOKENS},
    {"rows", required_argument, NULL, ROWS},
    {"mean", no_argument, NULL, MEAN},
    {"signal", required_argument, NULL, SIGNAL},
    {"from", required_argument, NULL, FROM},
    {"to", required_argument, NULL, TO},
    {"fps", required_argument, NULL, FPS},
    {"speed", required_argument, NULL, SPEED},
    {"reduced-motion", no_argument, NULL, REDUCED},
    {"describe", no_argument, NULL, DESCRIBE},
    {"output", required_argument, NULL, 'o'},
    {NULL, 0, NULL, 0},
};

static const char *const views[] = {
    "all", "unrolled", "cell", "scopes", "heatmap", "gradients", "series",
    "layers", "start", "help",
};

static bool choose_view(struct ui *ui, const char *word)
{
    static const enum panel panels[] = {
        PANEL_NONE, PANEL_STRIP, PANEL_NONE, PANEL_SCOPES, PANEL_HEAT,
        PANEL_DECAY, PANEL_SERIES, PANEL_LAYERS, PANEL_NONE, PANEL_NONE,
    };
    int view = usage_choose("render", "view", word, views,
                            sizeof views / sizeof *views);
    if (view < 0)
        return false;
    ui->alone = panels[view];
    if (view == 2)
        ui->screen = SCREEN_CELL;
    if (view == 8)
        ui->screen = SCREEN_START;
    if (view == 9)
        ui->overlay = OVERLAY_HELP;
    return true;
}

static bool whole(const char *option, const char *text, int64_t low,
                  int64_t high, int *out)
{
    int64_t value;

    if (!number_parse_integer(text, strlen(text), low, high, &value)) {
        say_usage("render", "--%s '%s' is not a whole number from %d to %d",
                  option, text, (int)low, (int)high);
        return false;
    }
    *out = (int)value;
    return true;
}

/* "12" or "12.3". */
static bool parse_at(struct render_options *options, const char *text)
{
    size_t length = strcspn(text, ".");
    int64_t step, phase = 0;

    if (!number_parse_integer(text, length, 1, INT32_MAX, &step) ||
        (text[length] == '.' &&
         !number_parse_integer(text + length + 1, strlen(text + length + 1), 1,
                               99, &phase))) {
        say_usage("render", "--at '%s' is not STEP or STEP.PHASE", text);
        return false;
    }
    options->step = (int)step;
    options->phase = (int)phase;
    return true;
}

static bool parse_size(struct render_options *options, const char *text)
{
    size_t length = strcspn(text, "x");
    int64_t width, height;

    if (text[length] != 'x' ||
        !number_parse_integer(text, length, 16, 16384, &width) ||
        !number_parse_integer(text + length + 1, strlen(text + length + 1), 16,
                              16384, &height)) {
        say_usage("render", "--size '%s' is not WIDTHxHEIGHT, from 16 to 16384",
                  text);
        return false;
    }
    options->width = (int)width;
    options->height = (int)height;
    return true;
}

static bool parse_word(const char *option, const char *word,
                       const char *const words[], size_t count, int *out)
{
    *out = usage_choose("render", option, word, words, count);
    return *out >= 0;
}

/* "12-60". */
static bool parse_rows(struct render_options *options, const char *text)
{
    size_t length = strcspn(text, "-");
    int64_t first, last;

    if (text[length] != '-' ||
        !number_parse_integer(text, length, 1, INT32_MAX, &first) ||
        !number_parse_integer(text + length + 1, strlen(text + length + 1),
                              first, INT32_MAX, &last)) {
        say_usage("render", "--rows '%s' is not FIRST-LAST", text);
        return false;
    }
    options->source.first = (int)first;
    options->source.last = (int)last;
    return true;
}

static bool number_from(const char *option, const char *text, double low,
                        double high, double *out)
{
    if (number_parse(text, strlen(text), out) && *out >= low && *out <= high)
        return true;
    say_usage("render", "--%s '%s' is not a number from %g to %g", option, text,
              low, high);
    return false;
}

static bool apply(struct render_options *options, int option, const char *text)
{
    static const char *const passes[] = {"forward", "backward"};
    struct ui *ui = &options->ui;
    double value;
    int word;

    switch (option) {
    case MODEL: options->source.model = text; return true;
    case INPUT: options->source.series.input = text; return true;
    case COLUMNS: options->source.series.columns = text; return true;
    case TARGET: options->source.series.target = text; return true;
    case VIEW: return choose_view(ui, text);
    case AT: return parse_at(options, text);
    case SIZE: return parse_size(options, text);
    case GATE:
        if (!whole("gate", text, 1, 4, &ui->gate))
            return false;
        ui->gate--;
        return true;
    case DESCRIBE: options->describe = true; return true;
    case 'o': options->output = text; return true;
    case PASS:
        if (!parse_word("pass", text, passes, 2, &word))
            return false;
        options->pass = (enum pass)word;
        return true;
    case THEME:
        if (!parse_word("theme", text, theme_names, THEMES, &word))
            return false;
        ui->theme = (enum theme_name)word;
        return true;
    case LANG:
        if (!parse_word("lang", text, language_names, LANGUAGES, &word))
            return false;
        ui->language = (enum language)word;
        return true;
    case SCALE:
        if (!number_from("scale", text, 0.8, 2, &value))
            return false;
        ui->text_scale = (float)value;
        return true;
    case UNIT:
        if (!whole("unit", text, 1, UNITS_MAX, &ui->unit))
            return false;
        ui->unit--;
        return true;
    case LAYER:
        if (!whole("layer", text, 1, LAYERS_MAX, &ui->layer))
            return false;
        ui->layer--;
        return true;
    case TOKENS: options->source.series.tokens = text; return true;
    case ROWS: return parse_rows(options, text);
    case MEAN: ui->mean = true; return true;
    case SIGNAL: options->signal = text; return true;
    case REDUCED: ui->reduced_motion = true; return true;
    case FROM: return whole("from", text, 1, INT32_MAX, &options->from);
    case TO: return whole("to", text, 1, INT32_MAX, &options->to);
    case FPS: return number_from("fps", text, 1, 120, &options->fps);
    case SPEED: return number_from("speed", text, 0.01, 1000, &options->speed);
    case CARDS:
        if (!whole("cards", text, 3, 200, &word))
            return false;
        ui->cards = (float)word;
        return true;
    default: return false;
    }
}

static bool refuse(const char *what)
{
    say_usage("render", "%s", what);
    return false;
}

/* Options that only make sense together. */
static bool check(const struct render_options *options)
{
    const struct series_source *series = &options->source.series;
    bool film = options->from > 0 || options->to > 0;
    enum video_kind kind = options->output != NULL
        ? video_kind_of(options->output) : VIDEO_NONE;

    if (options->output == NULL && !options->describe)
        return refuse("no -o FILE");
    if (options->source.model == NULL &&
        (series->input != NULL || series->tokens != NULL ||
         series->columns != NULL || series->target != NULL ||
         options->source.first > 0))
        return refuse("an input without a --model to read it");
    if (options->source.model != NULL &&
        !usage_check_source("render", series))
        return false;
    if (film && (options->from == 0 || options->to == 0))
        return refuse("--from and --to belong together");
    if (film && options->step > 0)
        return refuse("--at is one picture, --from and --to are a film");
    if (film && kind == VIDEO_NONE)
        return refuse("a film is written to FILE.mp4, FILE.gif or DIR/");
    if (!film && kind != VIDEO_NONE)
        return refuse("a film needs --from and --to");
    return true;
}

bool render_options_parse(int argc, char **argv, struct render_options *options,
                          int *code)
{
    int option;

    *options = (struct render_options){
        .width = 1920, .height = 1080, .ui = ui_defaults(), .fps = 30,
        .speed = 1};
    *code = EXIT_USAGE;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "ho:", known, NULL)) != -1) {
        if (option == 'h' || option == HELP || option == VERSION) {
            *code = EXIT_FINE;
            if (option == VERSION)
                *code = cli_version();
            else
                fputs(help, stdout);
            return false;
        }
        if (option == '?') {
            say_usage("render", "unknown option '%s'", argv[optind - 1]);
            return false;
        }
        if (!apply(options, option, optarg))
            return false;
    }
    if (optind < argc) {
        say_usage("render", "unexpected argument '%s'", argv[optind]);
        return false;
    }
    return check(options);
}
