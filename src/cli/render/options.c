/* Options of render, read with getopt_long. */
#include "cli/render/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/run/usage.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel render [--model M --input X] [OPTION]... -o FILE\n"
    "\n"
    "Draws what the window would show, without a window.\n";

enum {
    HELP = 256, VERSION, MODEL, INPUT, COLUMNS, TARGET, VIEW, AT, PASS, SIZE,
    THEME, LANG, SCALE, UNIT, LAYER, CARDS, DESCRIBE, GATE,
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
        if (!number_parse(text, strlen(text), &value) || !(value >= 0.8) ||
            !(value <= 2)) {
            say_usage("render", "--scale '%s' is not from 0.8 to 2", text);
            return false;
        }
        ui->text_scale = (float)value;
        return true;
    case UNIT:
        if (!whole("unit", text, 1, UNITS_MAX, &ui->unit))
            return false;
        ui->unit--;
        return true;
    case LAYER: return whole("layer", text, 0, LAYERS_MAX - 1, &ui->layer);
    case CARDS:
        if (!whole("cards", text, 3, 200, &word))
            return false;
        ui->cards = (float)word;
        return true;
    default: return false;
    }
}

bool render_options_parse(int argc, char **argv, struct render_options *options,
                          int *code)
{
    int option;

    *options = (struct render_options){
        .width = 1920, .height = 1080, .ui = ui_defaults()};
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
    return true;
}
