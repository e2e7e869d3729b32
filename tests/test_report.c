/* report: its numbers against nn/flow called directly, its files, and what it
 * says when something is wrong. */
#include "check_close.h"
#include "cli/cli.h"
#include "cli/run/recording.h"
#include "nn/flow/jacobian.h"
#include "nn/flow/units.h"
#include "nn/kernel/kernel.h"
#include "record_case.h"

enum { FILES = 5, UNITS = 3, LAGS_END = 40 };

/* Lengths that differ: the shortest is too short to be judged dead, and for
 * most lags. */
static const int lengths[FILES] = {9, 40, 12, 25, 33};

static struct printed printed;

static void run(void **state, const char *arguments)
{
    char here[512], command[2048];

    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(((struct record_case *)*state)->folder), 0);
    snprintf(command, sizeof command, "report %s", arguments);
    program_run(&printed, command);
    assert_int_equal(chdir(here), 0);
}

static void works(void **state, const char *arguments)
{
    run(state, arguments);
    if (printed.code != 0 || printed.err[0] != '\0')
        fail_msg("'%s' ended with %d: %s", arguments, printed.code,
                 printed.err);
}

static void refuses(void **state, const char *arguments, int code,
                    const char *want)
{
    run(state, arguments);
    if (printed.code != code || strstr(printed.err, want) == NULL)
        fail_msg("'%s' ended with %d: %s", arguments, printed.code,
                 printed.err);
    assert_string_equal(printed.out, "");
}

static void shell(void **state, const char *format, const char *more)
{
    char command[600];
    int length = snprintf(command, sizeof command, "cd '%s' && ",
                          ((struct record_case *)*state)->folder);

    snprintf(command + length, sizeof command - (size_t)length, format, more);
    assert_int_equal(system(command), 0);
}

static void make_model(void **state, const char *cell, const char *name,
                       double scale, int layers)
{
    struct spec spec = {.inputs = 2, .layers = layers};
    struct model model;

    for (int l = 0; l < layers; l++) {
        assert_true(cell_parse(cell, &spec.layer[l], NULL));
        spec.layer[l].units = UNITS + l;
    }
    case_model(&model, &spec);
    for (size_t k = 0; k < model.params.count; k++)
        model.params.data[k] *= (real)scale;
    case_save(state, &model, name);
    model_finish(&model);
}

/* s0.csv .. s4.csv of different lengths in the folder `seq`, written in
 * another order. */
static void make_files(void **state)
{
    shell(state, "mkdir -p %s", "seq");
    for (int k = FILES - 1; k >= 0; k--) {
        char name[32];
        snprintf(name, sizeof name, "seq/s%d.csv", k);
        FILE *file = case_open(state, name, "w");
        fputs("a,b\n", file);
        for (int t = 0; t < lengths[k]; t++)
            fprintf(file, "%d.%02d,%d.5\n", t % 3 - 1 < 0 ? 0 : t % 3 - 1,
                    (t * 37 + k * 11) % 100, (t + k) % 2);
        assert_int_equal(fclose(file), 0);
    }
    shell(state, "echo hidden > seq/.h.csv; echo other > seq/notes.%s", "md");
}

/* A row of the table. */
struct line {
    char cell[16], signal[16], statistic[16];
    int layer, unit, lag, fields;
    double number[9]; /* sequences median low high, the other's, difference */
};

/* Splits the next line of the CSV; false at its end. */
static bool next_line(const char **at, struct line *line)
{
    char field[15][48] = {{0}};

    if (**at == '\0')
        return false;
    memset(line, 0, sizeof *line);
    for (;;) {
        size_t length = strcspn(*at, ",\n");
        assert_true(length < 48 && line->fields < 15);
        memcpy(field[line->fields++], *at, length);
        *at += length;
        if (*(*at)++ == '\n')
            break;
    }
    line->layer = atoi(field[0]);
    strcpy(line->cell, field[1]);
    strcpy(line->signal, field[2]);
    line->unit = atoi(field[3]);
    strcpy(line->statistic, field[4]);
    line->lag = atoi(field[5]);
    for (int k = 6; k < line->fields; k++)
        line->number[k - 6] = strtod(field[k], NULL);
    return true;
}

/* All runs of one model, as the engine has them. */
struct runs {
    struct model model;
    struct recording recording[FILES];
};

static void runs_init(void **state, struct runs *runs, const char *model)
{
    static const struct selection selection = {.gradients = true};
    char path[128], name[32];

    assert_true(model_load(&runs->model, case_path(state, model, path), NULL,
                           NULL));
    for (int k = 0; k < FILES; k++) {
        struct series series;
        snprintf(name, sizeof name, "seq/s%d.csv", k);
        const struct series_source source = {
            .input = case_path(state, name, path)};
        assert_true(series_read(&series, &source, &runs->model, NULL));
        assert_int_equal(series.steps, lengths[k]);
        assert_true(recording_init(&runs->recording[k], &runs->model,
                                   kernels_choose(NULL, NULL), series.steps,
                                   &selection, NULL));
        recording_run(&runs->recording[k], &series, NULL);
        series_finish(&series);
    }
}

static void runs_finish(struct runs *runs)
{
    for (int k = 0; k < FILES; k++)
        recording_finish(&runs->recording[k]);
    model_finish(&runs->model);
}

/* The number of one sequence by the functions of nn/flow; NaN: none. */
static double number_of(const struct recording *recording,
                        const struct line *line)
{
    const struct tape *values = &recording->values;
    const struct cell_info *cell = layer_cell(&values->spec.layer[line->layer]);
    const char *name = line->statistic;
    int l = line->layer, u = line->unit - 1, scratch[64];

    if (line->signal[0] != '\0') {
        struct unit_stats stats = unit_stats(
            values, l, signal_find(values->spec.layer[l].cell, line->signal),
            0, u);
        return strcmp(name, "mean") == 0 ? stats.mean :
               strcmp(name, "low") == 0 ? stats.low_share : stats.high_share;
    }
    if (strcmp(name, "jacobian") == 0) {
        struct decay decay;
        double value = NAN;
        if (line->lag > values->steps)
            return NAN;
        assert_true(decay_init(&decay, &(struct decay_request){
            .network = &recording->network, .values = values, .layer = l,
            .measures = 1u << DECAY_JACOBIAN}, NULL));
        value = decay.value[DECAY_JACOBIAN][values->steps - line->lag];
        decay_finish(&decay);
        return value;
    }
    struct unit_stats h = unit_stats(values, l, cell->h, 0, u);
    struct retention kept = unit_retention(values, l, 0, u, scratch);
    if (strcmp(name, "retention") == 0)
        return kept.beyond ? INFINITY : kept.median;
    if (strcmp(name, "half_life") == 0)
        return kept.half_life;
    if (strcmp(name, "moves") == 0)
        return h.high - h.low;
    if (strcmp(name, "dead") == 0)
        return values->steps < UNIT_DEAD_STEPS
            ? NAN : unit_is_dead(&h, values->steps);
    assert_string_equal(name, "gradient");
    double squares = 0;
    for (int t = 1; t <= values->steps; t++)
        squares += pow(tape_value(&recording->gradients, l, cell->h, t, 0, u),
                       2);
    return 0.5 * log10(squares / values->steps);
}

/* Sequences, median, least and largest, by insertion. */
static void summarise(const struct runs *runs, const struct line *line,
                      double out[4])
{
    double sorted[FILES];
    int count = 0;

    for (int k = 0; k < FILES; k++) {
        double value = number_of(&runs->recording[k], line);
        int at = count;
        if (isnan(value))
            continue;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
        count++;
    }
    assert_true(count > 0);
    double a = sorted[(count - 1) / 2], b = sorted[count / 2];
    out[0] = count;
    out[1] = a == b ? a : (a + b) / 2;
    out[2] = sorted[0];
    out[3] = sorted[count - 1];
}

static void assert_number(double got, double want)
{
    assert_close(got, want, 1e-7 * fmax(fabs(want), 1));
}

/* Checks every row; how many there were. */
static int check_rows(const struct runs *one, const struct runs *other,
                      const char *csv)
{
    struct line line;
    const char *at = strchr(csv, '\n') + 1;
    int count = 0;

    while (next_line(&at, &line)) {
        double want[4];
        assert_int_equal(line.fields, other != NULL ? 15 : 10);
        summarise(one, &line, want);
        for (int k = 0; k < 4; k++)
            assert_number(line.number[k], want[k]);
        count++;
        if (other == NULL)
            continue;
        double more[4];
        summarise(other, &line, more);
        for (int k = 0; k < 4; k++)
            assert_number(line.number[4 + k], more[k]);
        assert_number(line.number[8],
                      more[1] == want[1] ? 0 : more[1] - want[1]);
    }
    return count;
}

static const struct {
    const char *cell;
    int layers, signals, saturating, keeps;
} networks[] = {
    {"lstm", 1, 6, 5, 1}, {"gru", 2, 4, 4, 1}, {"gru-before", 1, 4, 4, 1},
    {"rnn", 1, 1, 1, 0}, {"rnn-relu", 2, 1, 0, 0},
};

static void numbers_are_those_of_the_engine(void **state)
{
    make_files(state);
    for (size_t n = 0; n < sizeof networks / sizeof *networks; n++) {
        struct runs runs;
        char command[200];
        int units = 0, layers = networks[n].layers;
        make_model(state, networks[n].cell, "m.safetensors", 2, layers);
        runs_init(state, &runs, "m.safetensors");
        snprintf(command, sizeof command,
                 "--model m.safetensors --input seq -o - --lags %d", LAGS_END);
        works(state, command);
        assert_int_equal(strncmp(printed.out, "layer,cell,signal,unit,"
                                 "statistic,lag,sequences,median,low,high\n",
                                 63), 0);
        for (int l = 0; l < layers; l++)
            units += UNITS + l;
        /* mean and two ends of every signal; of every unit moves, dead and
         * gradient, and two of those that keep; lags 1 2 5 10 20. */
        assert_int_equal(check_rows(&runs, NULL, printed.out),
                         units * (networks[n].signals +
                                  2 * networks[n].saturating + 3 +
                                  2 * networks[n].keeps) + 5 * layers);
        runs_finish(&runs);
    }
}

static void two_models_stand_side_by_side(void **state)
{
    struct runs one, other;

    make_files(state);
    make_model(state, "lstm", "one.safetensors", 2, 1);
    make_model(state, "lstm", "other.safetensors", 4, 1);
    runs_init(state, &one, "one.safetensors");
    runs_init(state, &other, "other.safetensors");
    works(state, "--model one.safetensors --against other.safetensors "
                 "--input seq -o both.csv");
    char *csv = case_read(state, "both.csv", 1 << 20);
    assert_true(check_rows(&one, &other, csv) > 60);
    free(csv);
    /* With itself there is no difference, infinite or not. */
    works(state, "--model one.safetensors --against one.safetensors "
                 "--input seq -o -");
    struct line line;
    const char *at = strchr(printed.out, '\n') + 1;
    while (next_line(&at, &line))
        assert_close(line.number[8], 0, 0);
    runs_finish(&one);
    runs_finish(&other);
}

static void json_has_the_same_rows(void **state)
{
    make_files(state);
    make_model(state, "gru", "m.safetensors", 2, 1);
    works(state, "--model m.safetensors --input seq -o r.csv");
    works(state, "--model m.safetensors --input seq -o r.json");
    char *csv = case_read(state, "r.csv", 1 << 20);
    json_t *json = case_json(state, "r.json");
    json_t *rows = json_object_get(json, "rows");
    json_t *files = json_object_get(json, "sequences");
    const char *at = strchr(csv, '\n') + 1;
    struct line line;

    assert_int_equal(json_array_size(files), FILES);
    for (size_t k = 0; k < FILES; k++) {
        char name[32];
        snprintf(name, sizeof name, "seq/s%d.csv", (int)k);
        json_t *file = json_array_get(files, k);
        assert_string_equal(json_string_value(json_object_get(file, "file")),
                            name);
        assert_int_equal(json_integer_value(json_object_get(file, "steps")),
                         lengths[k]);
    }
    for (size_t k = 0; next_line(&at, &line); k++) {
        json_t *row = json_array_get(rows, k);
        json_t *median = json_object_get(row, "median");
        assert_non_null(row);
        assert_string_equal(json_string_value(json_object_get(row,
                                                              "statistic")),
                            line.statistic);
        assert_int_equal(json_object_get(row, "unit") != NULL, line.unit > 0);
        if (isfinite(line.number[1]))
            assert_number(json_number_value(median), line.number[1]);
        else
            assert_string_equal(json_string_value(median), "inf");
        if (k == json_array_size(rows) - 1)
            assert_string_equal(line.statistic, "jacobian");
    }
    json_decref(json);
    free(csv);
}

static void tables_can_be_read(void **state)
{
    make_files(state);
    make_model(state, "lstm", "m.safetensors", 2, 1);
    works(state, "--model m.safetensors --input seq");
    assert_non_null(strstr(printed.out,
                           "5 sequences of 9 to 40 steps, median 25\n"));
    assert_non_null(strstr(printed.out, "layer 0: lstm, 3 units\n"));
    assert_non_null(strstr(printed.out, "\n  f       mean "));
    assert_non_null(strstr(printed.out, "dead in every sequence: "));
    assert_non_null(strstr(printed.out, "  4 sequences\n")); /* of lag 10 */
    assert_null(strstr(printed.out, " \n"));
    works(state, "--model m.safetensors --input seq/s1.csv --lags 0");
    assert_non_null(strstr(printed.out, "1 sequence of 40 steps\n"));
    assert_null(strstr(printed.out, "lag k"));
    works(state, "--model m.safetensors --against m.safetensors --input seq");
    assert_non_null(strstr(printed.out, " | 0\n"));
}

static void token_files_are_read(void **state)
{
    struct spec spec = {.inputs = 4, .vocabulary = 6, .embedded = true,
                        .layers = 1};
    struct model model;

    assert_true(cell_parse("lstm", &spec.layer[0], NULL));
    spec.layer[0].units = UNITS;
    case_model(&model, &spec);
    case_save(state, &model, "ids.safetensors");
    model_finish(&model);
    make_files(state);
    shell(state, "echo 0 1 2 3 4 5 0 1 2 3 4 > seq/a.%s", "txt");
    shell(state, "echo 3 3 3 1 > seq/b.%s", "txt");
    works(state, "--model ids.safetensors --input seq --tokens");
    assert_non_null(strstr(printed.out, "2 sequences of 4 to 11 steps"));
    works(state, "--model ids.safetensors --input seq/b.txt");
    assert_non_null(strstr(printed.out, "1 sequence of 4 steps"));
}

/* One file among many: it is named, and on request the rest goes on. */
static void bad_files_are_named(void **state)
{
    make_files(state);
    make_model(state, "lstm", "m.safetensors", 2, 1);
    shell(state, "printf 'a,b\\n1,2\\nx,3\\n' > seq/s2b.%s", "csv");
    refuses(state, "--model m.safetensors --input seq -o out.csv", 1,
            "seq/s2b.csv");
    shell(state, "test ! -e out.%s", "csv");
    run(state, "--model m.safetensors --input seq --skip-bad");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.err, "gatereel: warning: left out: "));
    assert_non_null(strstr(printed.err, "seq/s2b.csv"));
    assert_non_null(strstr(printed.out, "5 sequences of 9 to 40 steps"));
    shell(state, "rm seq/s?.%s", "csv");
    run(state, "--model m.safetensors --input seq --skip-bad");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "none of the 1 files can be read"));
    shell(state, "rm seq/s2b.%s", "csv");
}

static void what_is_no_number_is_told(void **state)
{
    make_files(state);
    make_model(state, "rnn-linear", "m.safetensors", 1e30, 1);
    run(state, "--model m.safetensors --input seq");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.err,
                           "warning: NaN or infinity in 5 of 5 sequences"));
}

static void mistakes_are_told(void **state)
{
    make_files(state);
    make_model(state, "lstm", "m.safetensors", 2, 1);
    make_model(state, "gru", "gru.safetensors", 2, 1);
    make_model(state, "lstm", "deep.safetensors", 2, 2);
    shell(state, "mkdir -p %s", "empty");
    refuses(state, "--input seq", 2, "--model is missing");
    refuses(state, "--model m.safetensors", 2, "--input is missing");
    refuses(state, "--model m.safetensors --input seq -o out.txt", 2,
            "FILE.csv, FILE.json or '-'");
    refuses(state, "--model m.safetensors --input seq --lags -1", 2, "--lags");
    refuses(state, "--model m.safetensors --input seq --lag 3 x", 2,
            "unexpected argument 'x'");
    refuses(state, "--model m.safetensors --input seq --frobnicate", 2,
            "unknown option");
    refuses(state, "--model m.safetensors --input seq/s1.csv -o seq/s1.csv",
            2, "would replace");
    refuses(state, "--model m.safetensors --input seq --tokens --columns a",
            2, ".csv");
    refuses(state, "--model m.safetensors --input empty", 1,
            "there is no .csv in the folder 'empty'");
    refuses(state, "--model m.safetensors --input missing", 1, "missing");
    refuses(state, "--model no.safetensors --input seq", 1,
            "no.safetensors");
    refuses(state, "--model m.safetensors --against gru.safetensors "
                   "--input seq", 1, "gru.safetensors: layer 0 is gru with 3 "
                                     "units, of the other model lstm with 3");
    refuses(state, "--model m.safetensors --against deep.safetensors "
                   "--input seq", 1, "deep.safetensors: has 2 layers, the "
                                     "other model 1");
    refuses(state, "--model m.safetensors --input seq -o /nowhere/r.csv", 1,
            "/nowhere/r.csv");
}

/* Ctrl+C while a file is being read: the file is a pipe, so the report cannot
 * have gone past it. */
static void an_interrupted_report_writes_nothing(void **state)
{
    char path[128];
    int status;

    make_files(state);
    make_model(state, "lstm", "m.safetensors", 2, 1);
    shell(state, "mkfifo seq/s2p.%s", "csv");
    pid_t child = fork();
    if (child == 0) {
        program_heed_signals();
        if (chdir(((struct record_case *)*state)->folder) != 0 ||
            !freopen("err", "w", stderr))
            _exit(126);
        execl(getenv("GATEREEL_PROGRAM"), "gatereel", "report", "--model",
              "m.safetensors", "--input", "seq", "-o", "r.csv", (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    FILE *pipe = fopen(case_path(state, "seq/s2p.csv", path), "w");
    assert_non_null(pipe);
    kill(child, SIGINT);
    fputs("a,b\n1,2\n2,3\n", pipe);
    assert_int_equal(fclose(pipe), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    shell(state, "test ! -e r.csv && grep -q 'interrupted; nothing is "
                 "written' %s", "err");
    shell(state, "test -z \"$(ls -A | grep '^\\.%s')\"", "r.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_those_of_the_engine,
                                        case_begin, case_end),
        cmocka_unit_test_setup_teardown(two_models_stand_side_by_side,
                                        case_begin, case_end),
        cmocka_unit_test_setup_teardown(json_has_the_same_rows, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(tables_can_be_read, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(token_files_are_read, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(bad_files_are_named, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(what_is_no_number_is_told, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(an_interrupted_report_writes_nothing,
                                        case_begin, case_end),
        cmocka_unit_test_setup_teardown(mistakes_are_told, case_begin,
                                        case_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
