/* One table says of every option where its value goes and what it may be. What
 * depends on the network (how many steps, units, signals there are) is checked
 * when it is there.
 */
#include "cli/render/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "cli/render/gradient.h"
#include "cli/render/view.h"
#include "cli/run/usage.h"
#include "cli/say.h"
#include "cli/stage/source.h"

static const char command[] = "render";

static const char help[] =
    "Usage: gatereel render [--model M --input X] [OPTION]... -o FILE.png\n"
    "       gatereel render --from A --to B [OPTION]... -o FILE.mp4|FILE.gif|DIR/\n"
    "       gatereel render --describe [OPTION]...\n"
    "\n"
    "Draws what the window would show, without a window: one picture, or a film\n"
    "of several steps. Without a model it is the opening scene, an LSTM that\n"
    "reads the CO2 over Mauna Loa. The same options give the same bytes.\n"
    "\n"
    "What is shown (- is standard input):\n"
    "  --model FILE        weights under PyTorch's names, in safetensors format\n"
    "  --input FILE        CSV, one line per step; scaled as the model asks\n"
    "  --columns A,B       its columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --target A,B        its columns that the head should give\n"
    "  --tokens FILE       in place of --input: token ids\n"
    "  --text FILE         or a text in the model's own letters or words\n"
    "  --rows A-B          only these rows of the input\n"
    "  --scene FILE        in place of a model: what Ctrl+S saved; options beside\n"
    "  --preset NAME       it go first; the presets are in 'gatereel lab --list'\n"
    "  --task NAME         networks that learn one of 'gatereel tasks', when they\n"
    "                      have learned it\n"
    "  --training FILE     networks that learned in the window, as saved there\n"
    "  --view VIEW         all, unrolled, cell, scopes, heatmap, gradients,\n"
    "                      series, layers, units, paths, triangle, compare,\n"
    "                      lanes, reach, factors, dials, text, reading, next,\n"
    "                      start, tasks or help; of what learns: train, task,\n"
    "                      loss, norms, scores, reel or sweep (all)\n"
    "  --unit N            the unit whose numbers are shown, from 1 (1)\n"
    "  --mean              means over the units instead\n"
    "  --layer N           of a stack, from 1 (1)\n"
    "  --cards N           steps that the unrolled picture shows, 3 to 200 (8)\n"
    "  --signal NAME       of the heat map and the table: f, i, g, o, c, h ...;\n"
    "                      the heat map also has gradients: df, dh ... (the\n"
    "                      first)\n"
    "  --sort COLUMN       of the table of units: unit, mean, low, high,\n"
    "                      retention, half-life, moves, gradient or, of a\n"
    "                      text, reaction (unit)\n"
    "  --gate N            in the cell: the sum before this gate, from 1\n"
    "  --lanes A,B,...     to compare: model, rnn, rnn-relu, rnn-linear, gru,\n"
    "                      gru-before, lstm, up to four (model,rnn,lstm)\n"
    "  --lane N            the one in front, from 1 (1)\n"
    "  --lag N             of the verdicts (from the end to the start)\n"
    "  --quantity Q        gradient by lag: cell, hidden, joint or input\n"
    "  --total             of the cell: through h of the same step too\n"
    "  --detach            without what goes through h\n"
    "  --two-ways          backward: carousel and h-path apart\n"
    "  --weights W|U|b     whose gradient the triangle takes apart (W)\n"
    "  --loss N            the loss that is taken out of it (the last)\n"
    "  --influence N       under the inputs: what output N depends on\n"
    "  --linear-width      widths of gradients without a logarithm\n"
    "  --lane-gates        gates in place of the one-step factors\n"
    "\n"
    "  --epochs N          --task: how long they learn (by task)\n"
    "  --seeds N           --task: networks of each kind (1)\n"
    "  --epoch N           the epoch that is looked at (the last)\n"
    "  --sequence N        the test sequence that is looked at (1); also of a\n"
    "                      model that was trained here, without --input\n"
    "  --everything        every dial and panel of --view train\n"
    "\n"
    "When:\n"
    "  --at STEP[.PHASE]   the step, complete or up to a phase (the last step)\n"
    "  --pass PASS         forward or backward (forward)\n"
    "  --from A --to B     a film from the beginning of step A to the end of B\n"
    "  --speed S           steps a second, 0.01 to 1000 (1)\n"
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
    "\n"
    "What a weight file cannot say:\n"
    "  --prefix, --head, --embedding NAME   which of its parts\n"
    "  --activation tanh|relu|identity, --gru after|before,\n"
    "  --head-kind linear|softmax\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 bad input or failure, 2 wrong usage.\n";

static bool choose(const char *option, const char *word,
                   const char *const words[], size_t count, int *out)
{
    *out = usage_choose(command, option, word, words, count);
    return *out >= 0;
}

static bool parse_view(struct render_options *options, const char *text)
{
    int view;

    if (!choose("view", text, render_views, RENDER_VIEWS, &view))
        return false;
    render_view(&options->ui, view);
    return true;
}

static bool parse_pass(struct render_options *options, const char *text)
{
    int pass;

    if (!choose("pass", text, pass_names, PASSES, &pass))
        return false;
    options->pass = (enum pass)pass;
    return options->has_pass = true;
}

static bool parse_theme(struct render_options *options, const char *text)
{
    int theme;

    if (!choose("theme", text, theme_names, THEMES, &theme))
        return false;
    options->ui.theme = (enum theme_name)theme;
    return true;
}

static bool parse_language(struct render_options *options, const char *text)
{
    int language;

    if (!choose("lang", text, language_names, LANGUAGES, &language))
        return false;
    options->ui.language = (enum language)language;
    return true;
}

/* Numbers of units from the first, everything else from the largest. */
static bool parse_sort(struct render_options *options, const char *text)
{
    int column;

    if (!choose("sort", text, unit_column_names, UNIT_COLUMNS, &column))
        return false;
    options->ui.column = (enum unit_column)column;
    options->ui.descending = column != COLUMN_UNIT;
    return true;
}

static bool parse_at(struct render_options *options, const char *text)
{
    const struct usage_range from_one = {1, INT32_MAX};
    int at[2] = {0, 0};
    int64_t step;

    if (number_parse_integer(text, strlen(text), 1, INT32_MAX, &step)) {
        at[0] = (int)step;
    } else if (!usage_pair(text, '.', from_one, from_one, at)) {
        say_usage(command, "--at '%s' is not STEP or STEP.PHASE", text);
        return false;
    }
    options->step = at[0];
    options->phase = at[1];
    return true;
}

static bool parse_size(struct render_options *options, const char *text)
{
    return usage_size(command, text, &options->width, &options->height);
}

static bool parse_rows(struct render_options *options, const char *text)
{
    return source_parse_rows(command, text, &options->source);
}

static bool parse_scale(struct render_options *options, const char *text)
{
    return usage_scale(command, text, &options->ui.text_scale);
}

static bool parse_cards(struct render_options *options, const char *text)
{
    int cards;

    if (!usage_whole(command, "cards", text, (struct usage_range){3, 200},
                     &cards))
        return false;
    options->ui.cards = (float)cards;
    return true;
}

enum takes { NOTHING, TEXT, WHOLE, NUMBER, OTHER };

/* `place` is where in render_options the value goes: a bool, a text, an int or
 * a double. */
struct rule {
    const char *name;
    enum takes takes;
    size_t place;
    struct usage_range range;
    bool (*parse)(struct render_options *options, const char *text);
};

#define PLACE(field) offsetof(struct render_options, field)

static const struct rule rules[] = {
    {"model", TEXT, .place = PLACE(source.model)},
    {"input", TEXT, .place = PLACE(source.series.input)},
    {"columns", TEXT, .place = PLACE(source.series.columns)},
    {"target", TEXT, .place = PLACE(source.series.target)},
    {"tokens", TEXT, .place = PLACE(source.series.tokens)},
    {"text", TEXT, .place = PLACE(source.series.text)},
    {"prefix", TEXT, .place = PLACE(source.how.prefix)},
    {"head", TEXT, .place = PLACE(source.how.head)},
    {"embedding", TEXT, .place = PLACE(source.how.embedding)},
    {"activation", TEXT, .place = PLACE(source.how.activation)},
    {"gru", TEXT, .place = PLACE(source.how.variant)},
    {"head-kind", TEXT, .place = PLACE(source.how.head_kind)},
    {"rows", OTHER, .parse = parse_rows},
    {"scene", TEXT, .place = PLACE(scene)},
    {"preset", TEXT, .place = PLACE(preset)},
    {"task", TEXT, .place = PLACE(training.task)},
    {"training", TEXT, .place = PLACE(training.file)},
    {"epochs", WHOLE, PLACE(training.epochs), {1, TRAINER_EPOCHS_MAX}, NULL},
    {"seeds", WHOLE, PLACE(training.seeds), {1, RACE_SEEDS}, NULL},
    {"epoch", WHOLE, PLACE(training.epoch), {0, TRAINER_EPOCHS_MAX}, NULL},
    {"sequence", WHOLE, PLACE(training.example), {1, INT32_MAX}, NULL},
    {"everything", NOTHING, .place = PLACE(training.all)},
    {"view", OTHER, .parse = parse_view},
    {"unit", WHOLE, PLACE(unit), {1, UNITS_MAX}, NULL},
    {"mean", NOTHING, .place = PLACE(ui.mean)},
    {"layer", WHOLE, PLACE(layer), {1, LAYERS_MAX}, NULL},
    {"cards", OTHER, .parse = parse_cards},
    {"signal", TEXT, .place = PLACE(signal)},
    {"sort", OTHER, .parse = parse_sort},
    {"gate", WHOLE, PLACE(gate), {1, 4}, NULL},
    {"lanes", TEXT, .place = PLACE(lanes)},
    {"lane", WHOLE, PLACE(lane), {1, LANES_MAX}, NULL},
    {"lag", WHOLE, PLACE(ui.lag), {1, INT32_MAX}, NULL},
    {"quantity", OTHER, .parse = gradient_parse_quantity},
    {"total", NOTHING, .place = PLACE(ui.total)},
    {"detach", NOTHING, .place = PLACE(ui.detach)},
    {"two-ways", NOTHING, .place = PLACE(ui.strands)},
    {"weights", OTHER, .parse = gradient_parse_weights},
    {"loss", WHOLE, PLACE(ui.loss_step), {1, INT32_MAX}, NULL},
    {"influence", OTHER, .parse = gradient_parse_influence},
    {"linear-width", NOTHING, .place = PLACE(ui.linear_width)},
    {"lane-gates", NOTHING, .place = PLACE(ui.lane_gates)},
    {"at", OTHER, .parse = parse_at},
    {"pass", OTHER, .parse = parse_pass},
    {"from", WHOLE, PLACE(from), {1, INT32_MAX}, NULL},
    {"to", WHOLE, PLACE(to), {1, INT32_MAX}, NULL},
    {"speed", NUMBER, PLACE(speed), {0.01, 1000}, NULL},
    {"fps", NUMBER, PLACE(fps), {1, 120}, NULL},
    {"size", OTHER, .parse = parse_size},
    {"theme", OTHER, .parse = parse_theme},
    {"lang", OTHER, .parse = parse_language},
    {"scale", OTHER, .parse = parse_scale},
    {"reduced-motion", NOTHING, .place = PLACE(ui.reduced_motion)},
    {"output", TEXT, .place = PLACE(output)},
    {"describe", NOTHING, .place = PLACE(describe)},
};
enum { RULES = sizeof rules / sizeof *rules };

static bool apply(struct render_options *options, const struct rule *rule,
                  const char *text)
{
    void *place = (char *)options + rule->place;

    switch (rule->takes) {
    case NOTHING: *(bool *)place = true; return true;
    case TEXT: *(const char **)place = text; return true;
    case WHOLE:
        return usage_whole(command, rule->name, text, rule->range, place);
    case NUMBER:
        return usage_number(command, rule->name, text, rule->range, place);
    default: return rule->parse(options, text);
    }
}

/* -1: all were read; else the exit code. */
static int read_all(int argc, char **argv, struct render_options *options)
{
    enum { HELP = RULES, VERSION };
    struct option known[RULES + 3] = {
        [HELP] = {"help", no_argument, NULL, HELP},
        [VERSION] = {"version", no_argument, NULL, VERSION},
    };
    int id, index;

    for (int k = 0; k < RULES; k++)
        known[k] = (struct option){
            rules[k].name, rules[k].takes == NOTHING ? no_argument
                                                     : required_argument,
            NULL, k};
    optind = 1;
    opterr = 0;
    while ((id = getopt_long(argc, argv, ":ho:", known, &index)) != -1) {
        if (id == 'h' || id == HELP)
            return fputs(help, stdout) < 0 ? EXIT_BAD : EXIT_FINE;
        if (id == VERSION)
            return cli_version();
        if (id == ':')
            return usage_refuse(command, "no value for", argv[optind - 1]);
        if (id == '?')
            return usage_refuse(command, "unknown option", argv[optind - 1]);
        if (id == 'o')
            options->output = optarg;
        else if (!apply(options, &rules[id], optarg))
            return EXIT_USAGE;
    }
    if (optind < argc)
        return usage_refuse(command, "unexpected argument", argv[optind]);
    return -1;
}

bool render_options_parse(int argc, char **argv, struct render_options *options,
                          int *code)
{
    *options = (struct render_options){
        .argc = argc, .argv = argv, .width = 1920, .height = 1080,
        .ui = ui_defaults(), .fps = 30, .speed = 1, .training.epoch = -1};
    *code = read_all(argc, argv, options);
    if (*code >= 0)
        return false;
    *code = EXIT_USAGE;
    return render_options_check(options);
}

void render_options_over(struct render_options *options, const struct ui *ui)
{
    options->ui = *ui;
    read_all(options->argc, options->argv, options);
}
