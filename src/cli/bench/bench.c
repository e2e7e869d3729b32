/* gatereel bench: how fast the engine is on this machine.
 *
 * Each case is prepared once, run until its time can be trusted, and given as
 * the median of several repetitions. The long recording comes first: the
 * process's peak memory then is its own. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "cli/bench/cases.h"
#include "cli/bench/dials.h"
#include "cli/bench/frames.h"
#include "cli/bench/training.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/render/view.h"
#include "cli/run/usage.h"
#include "cli/say.h"

enum { REPETITIONS = 15, REPETITIONS_MIN = 3 };
static const double REPETITION_SECONDS = 0.02, CASE_SECONDS = 1.5;

static const char help[] =
    "Usage: gatereel bench [--json] [--only NAME]\n"
    "       gatereel bench --frames [--json] [--only VIEW] [OPTION]...\n"
    "       gatereel bench --dials|--training [--json] [--only NAME] [--size WxH]\n"
    "\n"
    "Measures the engine on one core of this machine and prints one line per\n"
    "case: its name and the median time in microseconds.\n"
    "\n"
    "  forward.H16 H64 H256        one step of an LSTM with every signal\n"
    "                              recorded (batch 1, X = H, T = 1000)\n"
    "  train.H16 H64 H256.B1 B32   forward and backward with all weight\n"
    "                              gradients (X = H, T = 100, L = sum of h_T)\n"
    "  gradient_matrix.T128.H64    |d(sum h_s)/dx_t| for every t <= s\n"
    "  weight_triangle.T200.H32 H64  what each step t adds to the gradient\n"
    "                              d(sum h_s)/dU, for every t <= s\n"
    "  decays.T100.H32             |ds_T/ds_t| for every t, of RNN, both GRUs and\n"
    "                              LSTM together (X = 4); .lstm: of four LSTMs\n"
    "  learn.adding.T100.H64.B32   a training step of the adding problem, and of\n"
    "  learn.letters.T70.H128.B64  a character model: data, both ways, clipping\n"
    "                              and Adam\n"
    "  record.T100000.H64          a long recording: seconds and peak memory\n"
    "\n"
    "With --frames it measures pictures instead, on two threads while each view\n"
    "is played, and prints milliseconds: medians to build the draw list and to\n"
    "build and paint it (the 99th percentile too), and to the first frame from\n"
    "the start of the process. Of the opening scene, 1920x1080; or with\n"
    "\n"
    "  --size WxH    of another size\n"
    "  --steps N     of an LSTM with random weights and a run of N steps\n"
    "  --hidden H    and H units (128)\n"
    "  --first VIEW  only the time to the first frame, of this process\n"
    "\n"
    "With --dials it turns the dial of the recurrent gain with four lanes on the\n"
    "screen, on two threads, and prints milliseconds from the pointer's move to\n"
    "the finished picture: median and 99th percentile, and the medians of its\n"
    "parts, to make the lanes and their curves anew, to build the draw list and\n"
    "to paint it.\n"
    "\n"
    "With --training networks learn on the screen, as fast as frames leave time for\n"
    "it, on two threads; it prints the milliseconds of a frame with the learning\n"
    "in it, median and 99th percentile, batches a second of all networks together,\n"
    "and how much that is of what they do when nothing is drawn.\n"
    "\n"
    "Options:\n"
    "  --json        print one JSON object instead\n"
    "  --only NAME   only cases or views whose name starts with NAME\n"
    "  --list        print the names and stop\n"
    "  --help, --version\n"
    "\n"
    "GATEREEL_CPU=sse2|avx2|avx512 chooses the instruction set.\n";

struct options {
    bool json, list;
    const char *only;
    bool frames, dials, training;
    const char *first;            /* view, or NULL */
    struct frames_options picture;
};

struct result {
    double value;   /* microseconds, or seconds for the recording */
    double peak_mb; /* of the recording */
};

/* Processor time: what else the machine does must not count. */
static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

static double peak_megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss * 1024 / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Seconds per run of a prepared case. */
static bool measure(struct bench_case *work, double *result,
                    struct error *error)
{
    double times[REPETITIONS];
    double start = seconds();
    if (!work->run(work, error))
        return false;
    double once = seconds() - start;
    int inner = once > 0 ? (int)(REPETITION_SECONDS / once) + 1 : 1000;
    int count = 0;
    while (count < REPETITIONS_MIN ||
           (count < REPETITIONS && seconds() - start < CASE_SECONDS)) {
        double began = seconds();
        for (int k = 0; k < inner; k++)
            if (!work->run(work, error))
                return false;
        times[count++] = (seconds() - began) / inner;
    }
    qsort(times, count, sizeof *times, compare);
    *result = times[count / 2];
    return true;
}

static bool run_case(const struct bench_plan *plan, const struct kernels *kernels,
                     struct result *result, struct error *error)
{
    struct bench_case work;
    bool fine;
    if (!bench_case_init(&work, plan, kernels, error))
        return false;
    if (plan->kind == BENCH_RECORD) {
        double start = seconds();
        fine = bench_record(&work, error);
        result->value = seconds() - start;
        result->peak_mb = peak_megabytes();
    } else {
        fine = measure(&work, &result->value, error);
        result->value *= 1e6 / plan->per;
    }
    bench_case_finish(&work);
    return fine;
}

static void print_result(const struct options *options, const char *name,
                         const struct bench_plan *plan,
                         const struct result *result, bool first)
{
    const char *before = first ? "{" : ",\n ";
    if (options->json && plan->kind == BENCH_RECORD)
        printf("%s\"%s\": {\"seconds\": %.6g, \"peak_mb\": %.6g}", before, name,
               result->value, result->peak_mb);
    else if (options->json)
        printf("%s\"%s\": %.6g", before, name, result->value);
    else if (plan->kind == BENCH_RECORD)
        printf("%-28s %12.3f s %10.1f MB peak\n", name, result->value,
               result->peak_mb);
    else
        printf("%-28s %12.3f us\n", name, result->value);
    fflush(stdout);
}

static bool starts_so(const struct options *options, const char *name)
{
    const char *only = options->only;
    return only == NULL || strncmp(name, only, strlen(only)) == 0;
}

/* The names that there are to measure; NULL behind the last. */
static const char *name_of(const struct options *options, int k)
{
    if (options->dials)
        return dials_name(k);
    if (options->training)
        return training_bench_name(k);
    if (options->frames)
        return k < RENDER_FILM_VIEWS ? render_views[k] : NULL;
    return k < bench_plans ? bench_plan[k].name : NULL;
}

static bool any_wanted(const struct options *options)
{
    for (int k = 0; name_of(options, k) != NULL; k++)
        if (starts_so(options, name_of(options, k)))
            return true;
    return false;
}

static int print_names(const struct options *options)
{
    for (int k = 0; name_of(options, k) != NULL; k++)
        if (starts_so(options, name_of(options, k)))
            puts(name_of(options, k));
    return EXIT_FINE;
}

static int run_all(const struct options *options)
{
    struct error error = {0};
    const struct kernels *kernels = machine_kernels();
    bool first = true;
    if (!kernels)
        return EXIT_BAD;
    if (!options->json)
        printf("one core, %s kernels, medians\n", kernels->name);
    for (int k = 0; k < bench_plans; k++) {
        const struct bench_plan *plan = &bench_plan[k];
        struct result result = {0, 0};
        if (!starts_so(options, plan->name))
            continue;
        if (!run_case(plan, kernels, &result, &error)) {
            say_error("%s: %s", plan->name, error.text);
            return EXIT_BAD;
        }
        print_result(options, plan->name, plan, &result, first);
        first = false;
    }
    if (options->json)
        puts("}");
    return EXIT_FINE;
}

static int run_frames(struct options *options)
{
    struct frames_options *picture = &options->picture;

    picture->json = options->json;
    picture->only = options->only;
    return options->first != NULL ? frames_first(picture, options->first)
                                  : frames_run(picture);
}

static int run_dials(const struct options *options)
{
    const struct dials_options dials = {
        .json = options->json, .only = options->only,
        .width = options->picture.width, .height = options->picture.height};

    return dials_run(&dials);
}

static int run_training(const struct options *options)
{
    const struct training_options training = {
        .json = options->json, .only = options->only,
        .width = options->picture.width, .height = options->picture.height};

    return training_bench_run(&training);
}

enum { JSON = 256, ONLY, LIST, FRAMES, DIALS_TURNED, TRAINING, FIRST, SIZE, STEPS, HIDDEN, HELP,
       VERSION };

/* False after a complaint. */
static bool apply(struct options *options, int option, const char *text)
{
    struct frames_options *picture = &options->picture;

    switch (option) {
    case JSON: return options->json = true;
    case ONLY: options->only = text; return true;
    case LIST: return options->list = true;
    case FRAMES: return options->frames = true;
    case DIALS_TURNED: return options->dials = true;
    case TRAINING: return options->training = true;
    case FIRST:
        options->first = text;
        return usage_choose("bench", "first", text, render_views,
                            RENDER_FILM_VIEWS) >= 0;
    case SIZE:
        return usage_size("bench", text, &picture->width, &picture->height);
    case STEPS:
        return usage_whole("bench", "steps", text,
                           (struct usage_range){2, 1e6}, &picture->steps);
    default:
        return usage_whole("bench", "hidden", text,
                           (struct usage_range){1, 4096}, &picture->hidden);
    }
}

static bool check(const struct options *options)
{
    const struct frames_options *picture = &options->picture;
    bool usual_size = picture->width == 1920 && picture->height == 1080;
    bool usual = picture->steps == 0 && picture->hidden == 128;

    if (options->frames + options->dials + options->training > 1)
        say_usage("bench", "one of --frames, --dials and --training");
    else if (!options->frames &&
             (options->first != NULL || !usual ||
              (!options->dials && !options->training && !usual_size)))
        say_usage("bench", "--first, --size, --steps and --hidden go with "
                  "--frames, --size also with --dials and --training");
    else if (!any_wanted(options))
        say_usage("bench", options->frames
                  ? "no view begins with '%s'; --list names all"
                  : "no case begins with '%s'; --list names all",
                  options->only);
    else
        return true;
    return false;
}

int command_bench(int argc, char **argv)
{
    static const struct option known[] = {
        {"json", no_argument, NULL, JSON},
        {"only", required_argument, NULL, ONLY},
        {"list", no_argument, NULL, LIST},
        {"frames", no_argument, NULL, FRAMES},
        {"dials", no_argument, NULL, DIALS_TURNED},
        {"training", no_argument, NULL, TRAINING},
        {"first", required_argument, NULL, FIRST},
        {"size", required_argument, NULL, SIZE},
        {"steps", required_argument, NULL, STEPS},
        {"hidden", required_argument, NULL, HIDDEN},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {NULL, 0, NULL, 0},
    };
    struct options options = {
        .picture = {.width = 1920, .height = 1080, .hidden = 128}};
    int option;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":h", known, NULL)) != -1) {
        switch (option) {
        case 'h':
        case HELP: fputs(help, stdout); return EXIT_FINE;
        case VERSION: return cli_version();
        case ':':
            return say_usage("bench", "option '%s' needs a value",
                             argv[optind - 1]);
        case '?':
            return say_usage("bench", "unknown option '%s'", argv[optind - 1]);
        default:
            if (!apply(&options, option, optarg))
                return EXIT_USAGE;
        }
    }
    if (optind < argc)
        return say_usage("bench", "unexpected argument '%s'", argv[optind]);
    if (!check(&options))
        return EXIT_USAGE;
    if (options.list)
        return print_names(&options);
    return options.dials ? run_dials(&options) :
           options.training ? run_training(&options) :
           options.frames ? run_frames(&options) : run_all(&options);
}
