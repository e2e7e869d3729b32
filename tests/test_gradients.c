/* gradients: the program's numbers against the measured facts, against PyTorch
 * and against each other. */
#include "base/random.h"
#include "check_close.h"
#include "nn/flow/jacobian.h"
#include "nn/learn/init.h"
#include "nn/net/run.h"
#include "record_case.h"

#define HEADER "cell,layer,measure,step,lag,log10"

static struct printed printed;

static void run(const char *arguments)
{
    char command[1024];

    snprintf(command, sizeof command, "gradients %s", arguments);
    program_run(&printed, command);
    if (printed.code != 0 || printed.err[0] != '\0')
        fail_msg("'%s' ended with %d: %s", arguments, printed.code,
                 printed.err);
}

static void refuses(const char *arguments, int code, const char *want)
{
    char command[1024];

    snprintf(command, sizeof command, "gradients %s", arguments);
    program_refuses(command, code, want);
}

/* One line of the table. */
struct row {
    char cell[16], measure[16];
    int layer, step, lag, columns;
    double level, low, high;
};

/* The row at *at, which moves to the next; false at the end. */
static bool next_row(const char **at, struct row *row)
{
    char line[200];
    size_t length = strcspn(*at, "\n");

    if (**at == '\0')
        return false;
    assert_true((*at)[length] == '\n' && length < sizeof line);
    memcpy(line, *at, length);
    line[length] = '\0';
    *at += length + 1;
    row->columns = sscanf(line, "%15[^,],%d,%15[^,],%d,%d,%lf,%lf,%lf",
                          row->cell, &row->layer, row->measure, &row->step,
                          &row->lag, &row->level, &row->low, &row->high);
    return true;
}

static const char *first_row(const char *table)
{
    const char *end = strchr(table, '\n');

    assert_non_null(end);
    return end + 1;
}

/* The only row of that layer, measure and step. */
static struct row find(const char *table, int layer, const char *measure,
                       int step)
{
    const char *at = first_row(table);
    struct row row, found = {.layer = -1};

    while (next_row(&at, &row))
        if (row.layer == layer && row.step == step &&
            strcmp(row.measure, measure) == 0) {
            assert_int_equal(found.layer, -1);
            found = row;
        }
    if (found.layer < 0)
        fail_msg("no %s of layer %d at step %d", measure, layer, step);
    return found;
}

/* The measured norms at lag 50, each within two decades. */
static void reproduces_the_facts(void **state)
{
    static const struct {
        const char *options;
        double norm;
    } facts[] = {
        {"--cells rnn", 4e-15},
        {"--cells rnn --init orthogonal", 2.6e-4},
        {"--cells rnn --init gain=2.5", 1.4e2},
        {"--cells gru", 1e-9},
        {"--cells gru --forget-bias 2", 2e-2},
        {"--cells lstm", 2e-10},
        {"--cells lstm --forget-bias 1", 2.3e-4},
        {"--cells lstm --forget-bias 3", 1.5},
    };

    (void)state;
    for (size_t k = 0; k < sizeof facts / sizeof facts[0]; k++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "%s --hidden 16 --inputs 4 "
                 "--steps 50 --seed 1 --seeds 30 -o -", facts[k].options);
        run(arguments);
        struct row row = find(printed.out, 0, "jacobian", 0);
        assert_int_equal(row.lag, 50);
        assert_close(row.level, log10(facts[k].norm), 2);
        assert_true(row.low < row.level && row.level < row.high);
    }
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* What a start with forget bias 3 gives at lag 50: norms of the two blocks,
 * and the mean over units of the carousel. */
static void measure_blocks(uint64_t seed, double *cell, double *hidden,
                           double *mean)
{
    enum { STEPS = 50, UNITS = 16, INPUTS = 4 };
    struct spec spec = {.inputs = INPUTS, .layers = 1,
                        .layer = {{.cell = CELL_LSTM, .units = UNITS}}};
    struct init_options init = {.set_forget_bias = true, .forget_bias = 3,
                                .seed = seed};
    struct network network;
    struct tape tape;
    struct decay decay;
    struct random random;
    real x[STEPS * INPUTS];

    assert_true(network_init(&network, &spec, kernels_choose(NULL, NULL),
                             NULL));
    assert_true(tape_init(&tape, &spec, STEPS, 1, TAPE_VALUES, NULL));
    assert_true(init_params(&network.params, &init, NULL));
    network_pack(&network);
    random_seed(&random, seed, 1);
    for (int k = 0; k < STEPS * INPUTS; k++)
        x[k] = (real)random_normal(&random);
    run_forward(&network, &(struct run_input){.x = x}, NULL, &tape);
    assert_true(decay_init(&decay, &(struct decay_request){
        .network = &network, .values = &tape}, NULL));
    *cell = decay.value[DECAY_CELL][0];
    *hidden = decay.value[DECAY_HIDDEN][0];
    *mean = 0;
    for (int u = 0; u < UNITS; u++) {
        double product = 1;
        for (int t = 1; t <= STEPS; t++)
            product *= tape_signal(&tape, 0, LSTM_F, t, 0)[u];
        *mean += product / UNITS;
    }
    decay_finish(&decay);
    tape_finish(&tape);
    network_finish(&network);
}

/* Three different "gradients" of one cell. */
static void tells_the_blocks_apart(void **state)
{
    enum { SEEDS = 30 };
    double cell[SEEDS], hidden[SEEDS], mean[SEEDS];

    (void)state;
    for (int k = 0; k < SEEDS; k++)
        measure_blocks(1 + (uint64_t)k, &cell[k], &hidden[k], &mean[k]);
    qsort(cell, SEEDS, sizeof *cell, compare);
    qsort(hidden, SEEDS, sizeof *hidden, compare);
    qsort(mean, SEEDS, sizeof *mean, compare);
    assert_close(cell[SEEDS / 2], log10(1.45), 1);
    assert_close(hidden[SEEDS / 2], log10(0.086), 1);
    assert_close(log10(mean[SEEDS / 2]), log10(0.08), 1);
}

static void writes_every_row_once(void **state)
{
    enum { STEPS = 7 };
    static const struct {
        const char *measure;
        int first;
        bool lstm;
    } measures[] = {
        {"jacobian", 0, false}, {"frobenius", 0, false}, {"dh", 0, false},
        {"dc", 0, true}, {"input", 1, false}, {"carousel", 0, true},
        {"h_path", 0, true},
    };
    static const char *const cells[] = {"lstm", "rnn-relu", "gru-before"};
    struct row row;

    (void)state;
    run("--cells lstm,rnn-relu,gru-before --hidden 5 --steps 7 -o -");
    assert_int_equal(strncmp(printed.out, HEADER "\n", sizeof HEADER), 0);
    const char *at = first_row(printed.out);
    for (size_t c = 0; c < 3; c++)
        for (size_t m = 0; m < sizeof measures / sizeof measures[0]; m++)
            for (int t = measures[m].first; t <= STEPS; t++) {
                if (measures[m].lstm && c > 0)
                    continue;
                assert_true(next_row(&at, &row));
                assert_string_equal(row.cell, cells[c]);
                assert_string_equal(row.measure, measures[m].measure);
                assert_int_equal(row.layer, 0);
                assert_int_equal(row.step, t);
                assert_int_equal(row.lag, STEPS - t);
                assert_int_equal(row.columns, 6);
            }
    assert_false(next_row(&at, &row));
}

/* Values that follow from the definitions. */
static void begins_where_it_must(void **state)
{
    (void)state;
    run("--cells lstm --hidden 9 --steps 12 -o -");
    const char *out = printed.out;
    assert_non_null(strstr(out, "\nlstm,0,jacobian,12,0,0\n"));
    assert_non_null(strstr(out, "\nlstm,0,frobenius,12,0,0\n"));
    assert_non_null(strstr(out, "\nlstm,0,carousel,12,0,0\n"));
    assert_non_null(strstr(out, "\nlstm,0,h_path,12,0,-inf\n"));
    assert_non_null(strstr(out, "\nlstm,0,h_path,11,1,-inf\n"));
    assert_true(isfinite(find(out, 0, "h_path", 10).level));
    /* L = sum of h_T: every dL/dh_T is 1. */
    assert_close(find(out, 0, "dh", 12).level, log10(3), 1e-6);
    assert_true(find(out, 0, "dc", 12).level < log10(3));
    /* sigma_max is between |.|_F / sqrt(S) and |.|_F. */
    for (int t = 0; t <= 12; t++) {
        double most = find(out, 0, "jacobian", t).level;
        double mean = find(out, 0, "frobenius", t).level;
        assert_true(mean <= most + 1e-6);
        assert_true(most <= mean + log10(sqrt(18)) + 1e-6);
    }
}

/* --seeds 4 from 3 on is what the seeds 3, 4, 5, 6 give one by one. */
static void seeds_become_quantiles(void **state)
{
    double level[4];

    (void)state;
    for (int k = 0; k < 4; k++) {
        char arguments[100];
        snprintf(arguments, sizeof arguments,
                 "--cells gru --hidden 6 --steps 20 --seed %d -o -", 3 + k);
        run(arguments);
        level[k] = find(printed.out, 0, "jacobian", 0).level;
    }
    qsort(level, 4, sizeof *level, compare);
    run("--cells rnn,gru --hidden 6 --steps 20 --seed 3 --seeds 4 -o -");
    assert_int_equal(strncmp(printed.out, HEADER ",low,high\n",
                             sizeof HEADER + 9), 0);
    const char *at = first_row(printed.out);
    struct row row;
    while (next_row(&at, &row)) {
        assert_int_equal(row.columns, 8);
        if (strcmp(row.cell, "gru") == 0 && row.step == 0 &&
            strcmp(row.measure, "jacobian") == 0)
            break;
    }
    assert_close(row.level, (level[1] + level[2]) / 2, 1e-7);
    assert_close(row.low, 0.7 * level[0] + 0.3 * level[1], 1e-7);
    assert_close(row.high, 0.3 * level[2] + 0.7 * level[3], 1e-7);
}

static void the_same_seed_is_the_same_run(void **state)
{
    static struct printed first;

    (void)state;
    run("--cells lstm --steps 30 --seed 5 -o -");
    first = printed;
    /* Its neighbours in the comparison do not matter. */
    run("--cells gru,lstm --steps 30 --seed 5 -o -");
    assert_non_null(strstr(printed.out, first_row(first.out)));
    run("--cells lstm --steps 30 --seed 6 -o -");
    assert_string_not_equal(printed.out, first.out);
}

static void carries_on_beyond_any_float(void **state)
{
    (void)state;
    run("--cells rnn --hidden 4 --init gain=0.05 --steps 1000 -o /dev/null");
    assert_string_equal(printed.out, "");
    run("--cells rnn-linear --hidden 4 --init gain=1e-4 --steps 200 -o -");
    double level = find(printed.out, 0, "jacobian", 0).level;
    assert_true(level < -700 && level > -1000);
    assert_close(find(printed.out, 0, "dh", 0).level, level, 2);
    run("--cells rnn-linear --hidden 4 --init gain=0 --steps 5 -o -");
    assert_non_null(strstr(printed.out, "\nrnn-linear,0,jacobian,0,5,-inf\n"));
    assert_non_null(strstr(printed.out, "\nrnn-linear,0,dh,4,1,-inf\n"));
}

static void holds_signals(void **state)
{
    (void)state;
    /* Only one of the two has an f. */
    run("--cells rnn,lstm --hidden 5 --steps 9 --pin layer0.f=1 -o -");
    for (int t = 0; t <= 9; t++)
        assert_close(find(printed.out, 0, "carousel", t).level, 0, 1e-6);
    run("--cells lstm --hidden 5 --steps 9 --pin layer0.f@4=0 -o -");
    for (int t = 0; t <= 9; t++)
        assert_int_equal(isinf(find(printed.out, 0, "carousel", t).level) != 0,
                         t < 4);
    /* The wire into step 4: what came before is not felt at all. */
    run("--cells gru --hidden 5 --steps 9 --pin \"layer0.h'@4=0\" -o -");
    for (int t = 0; t <= 9; t++)
        assert_int_equal(isinf(find(printed.out, 0, "jacobian", t).level) != 0,
                         t < 4);
    refuses("--cells rnn,gru --pin layer0.f=1 -o -", 1, "no signal 'f'");
    refuses("--cells gru --pin \"layer0.c'=0\" -o -", 1, "no signal 'c''");
    refuses("--cells lstm --pin layer0.f@99=1 -o -", 1, "steps 99..99");
    refuses("--pin nonsense -o -", 1, "pin 'nonsense'");
}

/* With h held inside the gates only the carousel is left. */
static void detaches(void **state)
{
    (void)state;
    run("--cells lstm --hidden 1 --steps 9 --detach-h -o -");
    double end = find(printed.out, 0, "dc", 9).level;
    for (int t = 0; t < 9; t++) {
        assert_close(find(printed.out, 0, "dh", t).level, -INFINITY, 0);
        assert_close(find(printed.out, 0, "dc", t).level,
                     end + find(printed.out, 0, "carousel", t).level, 1e-5);
    }
}

/* log10 of the L2 norm of row t of a golden array. */
static double golden_norm(const json_t *rows, size_t t)
{
    double row[16], sum = 0;
    size_t count = golden_flatten(json_array_get(rows, t), row);

    for (size_t k = 0; k < count; k++)
        sum += row[k] * row[k];
    return log10(sqrt(sum));
}

static void check_golden(void **state, const char *name, bool lstm)
{
    json_t *golden = golden_load(name);
    const json_t *x = golden_get(golden, "x");
    const json_t *targets = golden_get(golden, "targets");
    const json_t *grads = golden_get(golden, "grads");
    char arguments[500], path[128];
    FILE *file = case_open(state, "x.csv", "w");

    fputs("a,b,c,class\n", file);
    for (size_t t = 0; t < json_array_size(x); t++) {
        double row[3];
        assert_int_equal(golden_flatten(json_array_get(x, t), row), 3);
        fprintf(file, "%.17g,%.17g,%.17g,%d\n", row[0], row[1], row[2],
                (int)json_integer_value(json_array_get(targets, t)));
    }
    fclose(file);
    snprintf(arguments, sizeof arguments, "--model " GOLDEN "%s.safetensors "
             "--input %s --target class --head-kind softmax -o -", name,
             case_path(state, "x.csv", path));
    run(arguments);
    for (size_t t = 0; t < json_array_size(x); t++) {
        int step = (int)t + 1;
        assert_close(find(printed.out, 0, "dh", step).level,
                     golden_norm(golden_get(grads, "h"), t), 1e-4);
        assert_close(find(printed.out, 0, "input", step).level,
                     golden_norm(golden_get(golden, "dx"), t), 1e-4);
        if (lstm)
            assert_close(find(printed.out, 0, "dc", step).level,
                         golden_norm(golden_get(grads, "c"), t), 1e-4);
    }
    json_decref(golden);
}

static void agrees_with_pytorch(void **state)
{
    check_golden(state, "lstm_I3H4T6", true);
    check_golden(state, "gru_I3H4T6", false);
    check_golden(state, "rnn_I3H4T6", false);
}

static void has_a_line_for_each_layer(void **state)
{
    struct spec spec = {.inputs = 2, .layers = 2,
        .layer = {{.cell = CELL_LSTM, .units = 3},
                  {.cell = CELL_LSTM, .units = 3}}};
    struct model model;
    char path[128], other[128], arguments[400];
    struct row row;
    bool input[2] = {false}, carousel[2] = {false};

    case_model(&model, &spec);
    case_save(state, &model, "two.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "a,b\n1,2\n0.5,-1\n-1,0\n");
    snprintf(arguments, sizeof arguments, "--model %s --input %s -o -",
             case_path(state, "two.safetensors", path),
             case_path(state, "x.csv", other));
    run(arguments);
    const char *at = first_row(printed.out);
    while (next_row(&at, &row)) {
        assert_string_equal(row.cell, "lstm");
        input[row.layer] |= strcmp(row.measure, "input") == 0;
        carousel[row.layer] |= strcmp(row.measure, "carousel") == 0;
    }
    assert_true(input[0] && !input[1] && carousel[0] && carousel[1]);
    /* dh of the lower layer is alive at T only through the upper one. */
    assert_close(find(printed.out, 1, "dh", 3).level, log10(sqrt(3)), 1e-6);
    assert_true(isfinite(find(printed.out, 0, "dh", 3).level));

    snprintf(arguments, sizeof arguments, "--model %s --input %s", path, other);
    run(arguments);
    assert_non_null(strstr(printed.out, "0 lstm"));
    assert_non_null(strstr(printed.out, "The two ways back in 1 lstm"));
}

/* NaN in the input is measured as such and named in a warning. */
static void bad_numbers_are_named(void **state)
{
    struct spec spec = {.inputs = 1, .layers = 1,
                        .layer = {{.cell = CELL_GRU, .units = 3}}};
    struct model model;
    char path[128], other[128], command[400];

    case_model(&model, &spec);
    case_save(state, &model, "one.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "a\n1\nnan\n2\n3\n");
    snprintf(command, sizeof command, "gradients --model %s --input %s -o -",
             case_path(state, "one.safetensors", path),
             case_path(state, "x.csv", other));
    program_run(&printed, command);
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.err, "gatereel: warning: gru"));
    assert_non_null(strstr(printed.err, "from step 2 on"));
    assert_non_null(strstr(printed.out, "\ngru,0,jacobian,4,0,0\n"));
    assert_non_null(strstr(printed.out, "\ngru,0,jacobian,0,4,nan\n"));
}

static void prints_a_table(void **state)
{
    (void)state;
    run("--cells rnn,lstm,gru --hidden 16 --steps 50 --seed 1");
    const char *const wanted[] = {
        "lag 50", "half-life", "Lyapunov", "vanishes", "carousel", "h_path",
        "largest singular value of ds_T/ds_t, log axis", "lag T - t",
        "R rnn  L lstm  G gru", "floor 1e-16",
    };
    for (size_t k = 0; k < sizeof wanted / sizeof wanted[0]; k++)
        if (strstr(printed.out, wanted[k]) == NULL)
            fail_msg("no '%s' in:\n%s", wanted[k], printed.out);
    for (const char *line = printed.out; *line != '\0';) {
        size_t width = strcspn(line, "\n");
        if (width > 80)
            fail_msg("wider than 80 columns: %.*s", (int)width, line);
        line += width + (line[width] == '\n');
    }
}

/* The file has what standard output would have, and nothing is drawn. */
static void writes_a_file(void **state)
{
    char path[128], arguments[500];

    run("--cells gru --hidden 4 --steps 6 -o -");
    snprintf(arguments, sizeof arguments, "--cells gru --hidden 4 --steps 6 "
             "--output %s", case_path(state, "out.csv", path));
    char *want = strdup(printed.out);
    run(arguments);
    assert_string_equal(printed.out, "");
    char *got = case_read(state, "out.csv", 65536);
    assert_string_equal(got, want);
    free(got);
    free(want);
    refuses("--cells gru --steps 3 -o /nowhere/at/all.csv", 1, "/nowhere");
    refuses("--cells gru --steps 3 -o /dev/full", 1, "/dev/full");
    snprintf(arguments, sizeof arguments, "--model " GOLDEN
             "lstm_I3H4T6.safetensors --input %s -o %s", path, path);
    refuses(arguments, 2, "would replace");
}

static void refuses_nonsense(void **state)
{
    static const struct {
        const char *arguments;
        int code;
        const char *want;
    } cases[] = {
        {"--model m --text t --tokens t", 2, "not used together"},
        {"--cells lstn", 2, "did you mean 'lstm'?"},
        {"--cells rnn,,gru", 2, "unknown cell ''"},
        {"--cells rnn,rnn", 2, "twice"},
        {"--cells dense", 2, "dense"},
        {"--hidden 0", 2, "--hidden is a whole number from 1"},
        {"--hidden 3.5", 2, "not '3.5'"},
        {"--steps -1", 2, "--steps"},
        {"--seed x", 2, "--seed"},
        {"--seeds 0", 2, "--seeds"},
        {"--inputs 0", 2, "--inputs"},
        {"--init gain", 2, "--init"},
        {"--init nothing", 2, "--init"},
        {"--init chrono --steps 2", 2, "chrono"},
        {"--forget-bias much", 2, "--forget-bias"},
        {"--forget-bias inf", 2, "--forget-bias"},
        {"--nonsense", 2, "unknown option '--nonsense'"},
        {"--cells", 2, "no value for '--cells'"},
        {"surplus", 2, "unexpected argument 'surplus'"},
        {"--input x.csv", 2, "--input needs --model"},
        {"--model m --cells rnn --input x", 2, "--cells is for"},
        {"--model m", 2, "--input, --tokens or --text is missing"},
        {"--model m --input x --tokens y", 2, "not used together"},
        {"--model m --tokens y --target a", 2, "columns of --input"},
        {"--model m --input x --activation sine", 2, "sine"},
        {"--model - --input -", 2, "standard input"},
        {"--model /no.safetensors --input x.csv", 1, "/no.safetensors"},
        {"--hidden 65536 --steps 100000000", 1, "GB"},
        {"--steps 100000000 --seeds 1000000", 1, "B"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
        refuses(cases[k].arguments, cases[k].code, cases[k].want);
    refuses("--model " GOLDEN "lstm_I3H4T6.safetensors --input /no.csv", 1,
            "/no.csv");
}

static void explains_itself(void **state)
{
    (void)state;
    run("--help");
    assert_int_equal(strncmp(printed.out, "Usage: gatereel gradients", 25), 0);
    assert_non_null(strstr(printed.out, "--seeds"));
    run("--version");
    assert_int_equal(strncmp(printed.out, "gatereel ", 9), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reproduces_the_facts),
        cmocka_unit_test(tells_the_blocks_apart),
        cmocka_unit_test(writes_every_row_once),
        cmocka_unit_test(begins_where_it_must),
        cmocka_unit_test(seeds_become_quantiles),
        cmocka_unit_test(the_same_seed_is_the_same_run),
        cmocka_unit_test(carries_on_beyond_any_float),
        cmocka_unit_test(holds_signals),
        cmocka_unit_test(detaches),
        cmocka_unit_test_setup_teardown(agrees_with_pytorch, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(has_a_line_for_each_layer, case_begin,
                                        case_end),
        cmocka_unit_test_setup_teardown(bad_numbers_are_named, case_begin,
                                        case_end),
        cmocka_unit_test(prints_a_table),
        cmocka_unit_test_setup_teardown(writes_a_file, case_begin, case_end),
        cmocka_unit_test(refuses_nonsense),
        cmocka_unit_test(explains_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
