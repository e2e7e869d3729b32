/* The table of units: its numbers are those of nn/flow, its orders are orders,
 * and making it never takes long at once. */
#include "scene_case.h"

#include "failing.h"
#include "scene/study/table.h"
#include "scene/subject.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu", "dense"};
enum { CELLS = sizeof cells / sizeof *cells };

static void make(struct unit_table *table, const struct film *film, int layer)
{
    unit_table_follow(table, &(struct studied){film, 1, layer});
    while (unit_table_work(table, NULL))
        continue;
    assert_true(table->ready);
    assert_false(unit_table_wants(table, &table->of));
}

static void assert_numbers(const struct unit_table *table,
                           const struct film *film, int layer, int *scratch)
{
    const struct cell_info *cell = &cell_table[film_cell(film, layer)];
    const struct tape *tape = &film->values;

    for (int u = 0; u < film_units(film, layer); u++) {
        for (int k = 0; k < cell->shown_count; k++) {
            struct unit_stats stats = unit_stats(tape, layer, cell->shown[k],
                                                 0, u);
            assert_close(unit_table_value(table, COLUMN_MEAN, k, u),
                         stats.mean, 0);
            assert_close(unit_table_value(table, COLUMN_LOW, k, u),
                         stats.low_share, 0);
            assert_close(unit_table_value(table, COLUMN_HIGH, k, u),
                         stats.high_share, 0);
        }
        struct unit_stats h = unit_stats(tape, layer, cell->h, 0, u);
        struct retention kept = unit_retention(tape, layer, 0, u, scratch);
        double squares = 0;
        for (int t = 1; t <= film->steps; t++)
            squares += pow(film_gradient(film, layer, cell->h, t, u), 2);
        assert_close(unit_table_value(table, COLUMN_RETENTION, 0, u),
                     kept.median, 0);
        assert_close(unit_table_value(table, COLUMN_HALF_LIFE, 0, u),
                     kept.half_life, 0);
        assert_int_equal(unit_table_beyond(table, u), kept.beyond);
        assert_close(unit_table_value(table, COLUMN_STATE, 0, u),
                     h.high - h.low, 0);
        assert_close(unit_table_value(table, COLUMN_GRADIENT, 0, u),
                     0.5 * log10(squares / film->steps), 1e-6);
        assert_int_equal(unit_table_dead(table, u),
                         unit_is_dead(&h, film->steps));
        assert_close(unit_table_value(table, COLUMN_UNIT, 0, u), u + 1, 0);
    }
}

static void holds_the_numbers_of_the_run(void **state)
{
    struct unit_table table = {0};
    int scratch[100];

    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .layers = 2, .steps = 100});
        for (int layer = 0; layer < 2; layer++) {
            make(&table, &c.film, layer);
            assert_numbers(&table, &c.film, layer, scratch);
        }
        scene_case_finish(&c);
    }
    unit_table_finish(&table);
}

static void subjects_are_the_same_numbers(void **state)
{
    struct unit_table table = {0};
    struct scene_case c;
    int f = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    while (cell_table[CELL_LSTM].shown[f] != LSTM_O)
        f++;
    struct draw_id mean = subject(SUBJECT_UNIT_STAT, 0, COLUMN_MEAN, LSTM_O,
                                  3);
    struct draw_id gradient = subject(SUBJECT_UNIT_GRADIENT, 0, 0, 0, 3);
    assert_close(unit_table_subject(&table, mean), NAN, 0);
    make(&table, &c.film, 0);
    assert_close(unit_table_subject(&table, mean),
                 unit_table_value(&table, COLUMN_MEAN, f, 3), 0);
    assert_close(unit_table_subject(&table, gradient),
                 unit_table_value(&table, COLUMN_GRADIENT, 0, 3), 0);
    mean.step = LSTM_AF; /* is not shown */
    assert_close(unit_table_subject(&table, mean), NAN, 0);
    mean.step = LSTM_O;
    mean.unit = 8;
    assert_close(unit_table_subject(&table, mean), NAN, 0);
    mean.unit = 3;
    mean.layer = 1;
    assert_close(unit_table_subject(&table, mean), NAN, 0);
    mean.layer = 0;
    mean.signal = UNIT_COLUMNS;
    assert_close(unit_table_subject(&table, mean), NAN, 0);
    unit_table_finish(&table);
    scene_case_finish(&c);
}

/* Every unit once, in the order of its numbers, those without one last. */
static void assert_order(const struct unit_table *table, const struct ui *ui)
{
    bool seen[64] = {false};
    double last = ui->descending ? INFINITY : -INFINITY;
    bool numbers = true;
    int before = -1;

    for (int row = 0; row < table->units; row++) {
        int unit = unit_table_unit(table, ui, row);
        double value = unit_table_value(table, ui->column, ui->table_signal,
                                        unit);
        assert_in_range(unit, 0, table->units - 1);
        assert_false(seen[unit]);
        seen[unit] = true;
        assert_int_equal(unit_table_row(table, ui, unit), row);
        numbers = numbers && !isnan(value);
        assert_int_equal(numbers, !isnan(value));
        if (ui->column == COLUMN_RETENTION && unit_table_beyond(table, unit))
            value = INFINITY;
        if (numbers)
            assert_true(ui->descending ? value <= last : value >= last);
        /* Equal ones go by their number, both ways. */
        if (numbers && row > 0 && value == last &&
            ui->column != COLUMN_UNIT)
            assert_true(unit > before);
        last = value;
        before = unit;
    }
}

static void every_column_can_be_sorted_by(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct unit_table table = {0};
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .units = 60});
        /* One unit is no number, another keeps everything. */
        c.film.network.params.tensor[0].values[0] = NAN;
        network_pack(&c.film.network);
        int keeper = unit_keeper(film_cell(&c.film, 0));
        /* Two more keep everything, but for the last step: longer than the
         * bound of those that do. */
        const struct pin pin[] = {
            {.signal = keeper, .first_unit = 20, .last_unit = 24,
             .first_step = 1, .last_step = c.film.steps, .value = 1},
            {.signal = keeper, .first_unit = 23, .last_unit = 24,
             .first_step = c.film.steps, .last_step = c.film.steps}};
        const struct pins pins = {keeper >= 0 ? 2 : 0, pin};
        film_run(&c.film, &pins);
        make(&table, &c.film, 0);
        for (int column = 0; column < UNIT_COLUMNS; column++)
            for (int down = 0; down < 2; down++) {
                int last = cell_table[film_cell(&c.film, 0)].shown_count - 1;
                struct ui ui = c.ui;
                ui.column = (enum unit_column)column;
                ui.descending = down;
                assert_order(&table, &ui);
                ui.table_signal = last;
                assert_order(&table, &ui);
            }
        unit_table_finish(&table);
        scene_case_finish(&c);
    }
}

/* What a unit of work does at most is bounded, whatever the run. */
static void work_comes_in_slices(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.units = 1024, .steps = 30}, {.units = 3, .steps = 10000},
        {.units = 1, .steps = 1}, {.units = 200, .steps = 2000}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct unit_table table = {0};
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        unit_table_follow(&table, &(struct studied){&c.film, 1, 0});
        float share = 0;
        for (int step = 0, unit = 0; unit_table_work(&table, NULL);
             step = table.step, unit = table.unit) {
            int64_t values = (int64_t)(table.step - step) * 7 * table.units;
            int64_t kept = (int64_t)(table.unit - unit) * table.steps;
            assert_true(values <= (1 << 18) + 7 * table.units);
            assert_true(kept <= (1 << 14) + table.steps);
            assert_true(unit_table_share(&table) > share);
            share = unit_table_share(&table);
        }
        assert_true(table.ready && share == 1);
        unit_table_finish(&table);
        scene_case_finish(&c);
    }
}

static void another_run_or_layer_begins_anew(void **state)
{
    struct unit_table table = {0};
    struct scene_case c;
    struct studied of = {.run = 1};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.layers = 2});
    of.film = &c.film;
    make(&table, &c.film, 0);
    assert_false(unit_table_wants(&table, &of)); /* the same */
    for (int k = 0; k < 2; k++) {
        const struct pin pin = {.signal = LSTM_F, .first_step = 1,
                                .last_step = c.film.steps, .last_unit = 7,
                                .value = 1};
        const struct pins pins = {1, &pin};
        if (k == 0)
            film_run(&c.film, &pins);
        of.run += k == 0;
        of.layer += k == 1;
        assert_true(unit_table_wants(&table, &of));
        unit_table_follow(&table, &of);
        assert_false(table.ready);
        while (unit_table_work(&table, NULL))
            continue;
        if (k == 0)
            assert_close(unit_table_value(&table, COLUMN_MEAN, 0, 0), 1, 0);
        assert_int_equal(table.units, 8 + k);
    }
    unit_table_finish(&table);
    scene_case_finish(&c);
}

static void without_memory_there_is_no_second_try(void **state)
{
    struct unit_table table = {0};
    struct error error = {0};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    struct studied of = {&c.film, 1, 0};
    unit_table_follow(&table, &of);
    failing_after(0);
    assert_false(unit_table_work(&table, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "the table of units"));
    assert_false(unit_table_wants(&table, &of));
    assert_close(unit_table_subject(&table, subject(SUBJECT_UNIT_GRADIENT, 0,
                                                    0, 0, 0)), NAN, 0);
    of.run++;
    unit_table_follow(&table, &of);
    assert_true(unit_table_wants(&table, &of));
    make(&table, &c.film, 0);
    unit_table_finish(&table);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_the_numbers_of_the_run),
        cmocka_unit_test(subjects_are_the_same_numbers),
        cmocka_unit_test(every_column_can_be_sorted_by),
        cmocka_unit_test(work_comes_in_slices),
        cmocka_unit_test(another_run_or_layer_begins_anew),
        cmocka_unit_test(without_memory_there_is_no_second_try),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
