/* The network of the opening scene and the data it reads: what
 * assets/models/README.md and assets/data/README.md say of them is so, and
 * there is something to see. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "data/table/csv.h"
#include "data/task.h"
#include "model/model.h"
#include "nn/net/run.h"
#include "train/file/checkpoint.h"

#define ASSETS TEST_DIR "/../assets/"
#define MODEL ASSETS "models/co2.safetensors"
#define CHANGES ASSETS "data/co2_change.csv"

enum {
    MONTHS = 467, /* from February 1959 */
    YEAR = 12,
    SETTLED = 24, /* months after which the network has found the season */
    UNITS = 16,
    TEXT = 8192,
};

/* Columns of the table, text as NaN. */
enum { TIME, MONTH, LEVEL, CHANGE, COLUMNS };

/* The network has read all months. */
struct opening {
    struct model model;
    struct csv csv;
    struct task task;
    struct network network;
    struct tape tape;
    char readme[TEXT];
};

static struct opening opening;

static double level(int month)
{
    return opening.csv.values[month * COLUMNS + LEVEL];
}

static double change(int month)
{
    return opening.csv.values[month * COLUMNS + CHANGE];
}

/* A signal in the step that reads `month`, unit from 1. */
static double value(int signal, int month, int unit)
{
    return tape_value(&opening.tape, 0, signal, month + 1, 0, unit - 1);
}

static void open_task(void)
{
    struct error error = {0};
    struct checkpoint checkpoint;
    double series[MONTHS];

    for (int k = 0; k < MONTHS; k++)
        series[k] = change(k);
    if (!checkpoint_open(&checkpoint, MODEL, &error))
        fail_msg("%s", error.text);
    const struct task_options options = {
        .steps = checkpoint.options.steps, .material.series = series,
        .material.series_length = MONTHS,
    };
    assert_true(task_init(&opening.task, TASK_SERIES, &options, &error));
    checkpoint_finish(&checkpoint);
}

static int open_all(void **state)
{
    struct error error = {0};
    const struct kernels *kernels = kernels_choose(NULL, &error);
    FILE *file = fopen(ASSETS "models/README.md", "r");

    (void)state;
    if (!file || !kernels ||
        !model_load(&opening.model, MODEL, NULL, &error) ||
        !csv_read(&opening.csv, CHANGES, CSV_EMPTY_ERROR, &error))
        fail_msg("%s", error.text);
    assert_true(fread(opening.readme, 1, TEXT - 1, file) > 0);
    fclose(file);
    assert_int_equal(opening.csv.rows, MONTHS);
    assert_int_equal(opening.csv.columns, COLUMNS);
    open_task();
    const struct spec *spec = &opening.model.params.spec;
    assert_true(network_init(&opening.network, spec, kernels, &error));
    params_copy(&opening.network.params, &opening.model.params);
    network_pack(&opening.network);
    assert_true(tape_init(&opening.tape, spec, MONTHS, 1, TAPE_VALUES,
                          &error));
    run_forward(&opening.network, &(struct run_input){.x = opening.task.series},
                NULL, &opening.tape);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    model_finish(&opening.model);
    csv_finish(&opening.csv);
    task_finish(&opening.task);
    network_finish(&opening.network);
    tape_finish(&opening.tape);
    return 0;
}

/* The README holds this text, not wrapped. */
static void assert_told(const char *text)
{
    if (!strstr(opening.readme, text))
        fail_msg("not in the README: %s", text);
}

/* Row k of the changes is made from rows k and k + 1 of the levels. */
static void changes_follow_from_levels(void **state)
{
    struct error error = {0};
    struct csv levels;
    char line[100], want[100];

    (void)state;
    assert_true(csv_read(&levels, ASSETS "data/co2.csv", CSV_EMPTY_ERROR,
                         &error));
    assert_int_equal(levels.rows, MONTHS + 1);
    FILE *file = fopen(CHANGES, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "time,month,level,change\n");
    for (int k = 1; k <= MONTHS; k++) {
        const double *now = levels.values + 2 * k;

        snprintf(want, sizeof want, "%.4f,%d-%02d,%.2f,%.2f\n", now[0],
                 1959 + k / YEAR, k % YEAR + 1, now[1], now[1] - now[-1]);
        assert_non_null(fgets(line, sizeof line, file));
        assert_string_equal(line, want);
    }
    assert_null(fgets(line, sizeof line, file));
    fclose(file);
    csv_finish(&levels);
}

/* A table of growth in percent, 100 ln(now / before), out of column 1 of a
 * table of levels. `print` writes its row k. */
static void check_growth(const char *name, const char *from, const char *head,
                         void (*print)(char line[100], int k,
                                       const double *now, double growth))
{
    struct error error = {0};
    struct csv levels;
    char line[100], want[100];
    FILE *file = fopen(name, "r");

    assert_non_null(file);
    assert_true(csv_read(&levels, from, CSV_EMPTY_ERROR, &error));
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, head);
    for (int k = 1; k < levels.rows; k++) {
        const double *now = levels.values + (size_t)k * levels.columns;

        print(want, k, now, 100 * log(now[1] / now[1 - levels.columns]));
        assert_non_null(fgets(line, sizeof line, file));
        assert_string_equal(line, want);
    }
    assert_null(fgets(line, sizeof line, file));
    fclose(file);
    csv_finish(&levels);
}

static void print_month(char line[100], int k, const double *now,
                        double growth)
{
    snprintf(line, 100, "%.4f,%d-%02d,%.0f,%.2f\n", now[0], 1949 + k / YEAR,
             k % YEAR + 1, now[1], growth);
}

static void print_day(char line[100], int k, const double *now, double growth)
{
    (void)k;
    snprintf(line, 100, "%.4f,%.2f,%.3f\n", now[0], now[1], growth);
}

static void growth_follows_from_levels(void **state)
{
    (void)state;
    check_growth(ASSETS "data/air_growth.csv", ASSETS "data/AirPassengers.csv",
                 "time,month,level,growth\n", print_month);
    check_growth(ASSETS "data/dax_change.csv", ASSETS "data/EuStockMarkets.csv",
                 "time,level,change\n", print_day);
}

static void file_tells_what_it_is(void **state)
{
    const struct spec *spec = &opening.model.params.spec;

    (void)state;
    assert_int_equal(spec->layers, 1);
    assert_int_equal(spec->layer[0].cell, CELL_LSTM);
    assert_int_equal(spec->layer[0].units, UNITS);
    assert_int_equal(spec->inputs, 1);
    assert_int_equal(spec->head, HEAD_LINEAR);
    assert_int_equal(spec->outputs, 1);
    assert_string_equal(opening.model.column, "change");
    assert_close(opening.model.mean[0], opening.task.mean, 0);
    assert_close(opening.model.deviation[0], opening.task.deviation, 0);
}

/* Mean change of the same calendar month, up to 1989. */
static double usual_change(int month)
{
    double sum = 0;
    int count = 0;

    for (int k = month % YEAR; k < opening.task.split; k += YEAR) {
        sum += change(k);
        count++;
    }
    return sum / count;
}

enum forecast { NO_CHANGE, AS_LAST_MONTH, AS_LAST_YEAR, AS_USUAL, NETWORK,
                FORECASTS };

static double forecast(enum forecast way, int month)
{
    const struct task *task = &opening.task;

    switch (way) {
    case NO_CHANGE:
        return 0;
    case AS_LAST_MONTH:
        return change(month - 1);
    case AS_LAST_YEAR:
        return change(month - YEAR);
    case AS_USUAL:
        return usual_change(month);
    default:
        return task->mean + task->deviation *
               (double)*tape_head(&opening.tape, HEAD_Y, month, 0);
    }
}

/* Root mean square error in ppm over months [from, to). */
static double miss(enum forecast way, int from, int to)
{
    double sum = 0;

    for (int k = from; k < to; k++)
        sum += pow(forecast(way, k) - change(k), 2);
    return sqrt(sum / (to - from));
}

static void forecast_beats_the_baselines(void **state)
{
    const char *const names[FORECASTS] = {
        "no change", "the change of last month",
        "the change of the same month a year ago",
        "the mean change of that calendar month up to 1989",
        "**this network**",
    };
    int split = opening.task.split;
    char line[200];

    (void)state;
    /* 1990 begins where the test does. */
    assert_close(opening.csv.values[split * COLUMNS + TIME], 1990, 1e-9);
    double best = miss(NETWORK, split, MONTHS);
    for (int way = 0; way < FORECASTS; way++) {
        double learned = miss(way, YEAR, split);
        double held_out = miss(way, split, MONTHS);

        snprintf(line, sizeof line, "\n| %s | %.3f | %.3f |\n", names[way],
                 learned, held_out);
        assert_told(line);
        assert_true(way == NETWORK || best < 0.97 * held_out);
    }
}

/* Mean of a signal over one calendar month, 1 to 12. */
static double in_month(int signal, int unit, int calendar)
{
    double sum = 0;
    int count = 0;

    for (int k = SETTLED; k < MONTHS; k++)
        if ((k + 1) % YEAR + 1 == calendar) {
            sum += value(signal, k, unit);
            count++;
        }
    return sum / count;
}

static void find_range(int signal, int unit, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int k = SETTLED; k < MONTHS; k++) {
        *low = fmin(*low, value(signal, k, unit));
        *high = fmax(*high, value(signal, k, unit));
    }
}

/* Every gate of every unit moves, no cell state runs away, h uses its room. */
static void gates_move(void **state)
{
    const struct {
        int signal;
        double range, limit;
    } rules[] = {
        {LSTM_F, 0.1, 1}, {LSTM_I, 0.1, 1}, {LSTM_O, 0.3, 1},
        {LSTM_G, 1.5, 1}, {LSTM_H, 0.4, 1}, {LSTM_C, 2, 5},
    };

    (void)state;
    for (int unit = 1; unit <= UNITS; unit++)
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
            double low, high;

            find_range(rules[r].signal, unit, &low, &high);
            if (!(high - low > rules[r].range &&
                  fmax(-low, high) < rules[r].limit))
                fail_msg("signal %d of unit %d goes from %g to %g",
                         rules[r].signal, unit, low, high);
        }
}

/* CO2 in the air without its trend: the level less its mean of a year around
 * that month, with half of each end. */
static double season(int month, int unit)
{
    double sum = (level(month - 6) + level(month + 6)) / 2;

    (void)unit; /* the same for all */
    for (int k = -5; k <= 5; k++)
        sum += level(month + k);
    return level(month) - sum / YEAR;
}

static double h_of(int month, int unit)
{
    return value(LSTM_H, month, unit);
}

static double c_of(int month, int unit)
{
    return value(LSTM_C, month, unit);
}

/* Correlation of one number of unit a with another of unit b. */
static double correlate(double (*first)(int month, int unit), int a,
                        double (*second)(int month, int unit), int b)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    int count = MONTHS - 6 - SETTLED;

    for (int k = SETTLED; k < MONTHS - 6; k++) {
        double p = first(k, a), q = second(k, b);

        x += p;
        y += q;
        xx += p * p;
        yy += q * q;
        xy += p * q;
    }
    return (count * xy - x * y) /
           sqrt((count * xx - x * x) * (count * yy - y * y));
}

static void no_two_units_are_the_same(void **state)
{
    (void)state;
    for (int a = 1; a <= UNITS; a++)
        for (int b = 1; b < a; b++)
            assert_true(fabs(correlate(h_of, a, h_of, b)) < 0.97);
}

/* What the README says of single units. */
static void units_have_their_parts(void **state)
{
    double low, high, kept = 1;
    char line[200];

    (void)state;
    find_range(LSTM_F, 4, &low, &high);
    for (int k = MONTHS - YEAR; k < MONTHS; k++)
        kept *= value(LSTM_F, k, 4);
    snprintf(line, sizeof line, "between %.2f and %.2f; %.0f %% of c", low,
             high, 100 * kept);
    assert_told(line);
    snprintf(line, sizeof line, "%.2f in April, %.2f in September",
             in_month(LSTM_F, 3, 4), in_month(LSTM_F, 3, 9));
    assert_told(line);
    snprintf(line, sizeof line, "%.2f in November, %.2f in July",
             in_month(LSTM_F, 6, 11), in_month(LSTM_F, 6, 7));
    assert_told(line);
    snprintf(line, sizeof line, "%.2f in March, %.2f in September",
             in_month(LSTM_I, 14, 3), in_month(LSTM_I, 14, 9));
    assert_told(line);
    snprintf(line, sizeof line, "correlation %.2f",
             correlate(c_of, 15, season, 0));
    assert_told(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_follow_from_levels),
        cmocka_unit_test(growth_follows_from_levels),
        cmocka_unit_test(file_tells_what_it_is),
        cmocka_unit_test(forecast_beats_the_baselines),
        cmocka_unit_test(gates_move),
        cmocka_unit_test(no_two_units_are_the_same),
        cmocka_unit_test(units_have_their_parts),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
