/* The table of units by key and by mouse: sorting, choosing the signal, going
 * through its rows. */
#include "app_case.h"

enum { UNITS = 60 };

/* The table alone on the screen, made. */
static void begin(struct app_case *c)
{
    app_case_init(c, &(struct scene_recipe){.units = UNITS});
    c->builds = true;
    c->app.ui.alone = PANEL_UNITS;
    c->input.work = 1000;
    app_case_send(c);
    assert_true(c->app.studies.table.ready);
}

static const struct draw_spot *find(const struct app_case *c, int action,
                                    int value)
{
    for (int k = c->app.list.spot_count; k-- > 0;)
        if (c->app.list.spots[k].action == action &&
            c->app.list.spots[k].value == value)
            return &c->app.list.spots[k];
    fail_msg("no spot does %d with %d", action, value);
    return NULL;
}

static void click(struct app_case *c, int action, int value)
{
    const struct draw_list *list = &c->app.list;
    const struct draw_spot *spot = find(c, action, value);

    app_case_click(c, (spot->box.x + spot->box.w / 2) * list->scale,
                   (spot->box.y + spot->box.h / 2) * list->scale, 0);
}

static void keys_and_clicks_sort(void **state)
{
    struct app_case c;
    const struct ui *ui = &c.app.ui;

    (void)state;
    begin(&c);
    /* The last column is of text, which this film is not. */
    for (int column = COLUMN_MEAN; column < COLUMN_REACTION; column++) {
        app_case_letter(&c, 'J');
        assert_int_equal(ui->column, column);
        assert_true(ui->descending);
    }
    app_case_letter(&c, 'J');
    assert_int_equal(ui->column, COLUMN_UNIT);
    assert_false(ui->descending);
    app_case_key(&c, KEY_A + ('J' - 'A'), MOD_SHIFT);
    assert_true(ui->descending);
    for (int column = 0; column < COLUMN_REACTION; column++) {
        bool same = column == (int)ui->column;
        bool before = ui->descending;
        click(&c, ACTION_COLUMN, column);
        assert_int_equal(ui->column, column);
        assert_int_equal(ui->descending, same ? !before
                                              : column != COLUMN_UNIT);
        click(&c, ACTION_COLUMN, column);
        assert_int_equal(ui->descending, same ? before
                                              : column == COLUMN_UNIT);
    }
    app_case_finish(&c);
}

static void keys_and_clicks_choose_the_signal(void **state)
{
    struct app_case c;
    const struct ui *ui = &c.app.ui;

    (void)state;
    begin(&c);
    for (int k = 1; k <= 6; k++) {
        app_case_letter(&c, 'Q');
        assert_int_equal(ui->table_signal, k % 6);
    }
    click(&c, ACTION_TABLE_SIGNAL, 3);
    assert_int_equal(ui->table_signal, 3);
    app_case_letter(&c, 'R');
    assert_int_equal(ui->table_signal, 0);
    app_case_finish(&c);
}

/* Up, Down and the wheel follow the rows; without the table, the numbers. */
static void units_follow_each_other_as_rows_do(void **state)
{
    struct app_case c;
    struct ui *ui = &c.app.ui;
    const struct unit_table *table = &c.app.studies.table;

    (void)state;
    begin(&c);
    ui->column = COLUMN_STATE;
    ui->descending = true;
    ui->unit = unit_table_unit(table, ui, 0);
    for (int row = 1; row < UNITS + 2; row++) {
        app_case_key(&c, KEY_DOWN, 0);
        assert_int_equal(ui->unit, unit_table_unit(
            table, ui, row < UNITS ? row : UNITS - 1));
    }
    app_case_key(&c, KEY_UP, 0);
    assert_int_equal(ui->unit, unit_table_unit(table, ui, UNITS - 2));
    app_case_at(&c, INPUT_MOVE, 900, 500);
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = 3});
    assert_int_equal(ui->unit, unit_table_unit(table, ui, UNITS - 5));
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = -1});
    assert_int_equal(ui->unit, unit_table_unit(table, ui, UNITS - 4));
    ui->alone = PANEL_HEAT;
    ui->unit = 5;
    app_case_key(&c, KEY_DOWN, 0);
    assert_int_equal(ui->unit, 6);
    app_case_finish(&c);
}

static void a_click_selects_the_unit(void **state)
{
    struct app_case c;
    const struct ui *ui = &c.app.ui;

    (void)state;
    begin(&c);
    for (int column = 0; column < UNIT_COLUMNS; column++) {
        c.app.ui.column = (enum unit_column)column;
        c.app.dirty = true;
        app_case_time(&c, 0);
        int first = unit_table_unit(&c.app.studies.table, ui, 0);
        int last = unit_table_unit(&c.app.studies.table, ui, UNITS - 1);
        click(&c, ACTION_UNIT, first); /* of a row, or of the strip */
        assert_int_equal(ui->unit, first);
        c.app.ui.unit = last;
        c.app.dirty = true;
        app_case_time(&c, 0);
        click(&c, ACTION_UNIT, last);
        assert_int_equal(ui->unit, last);
    }
    app_case_finish(&c);
}

static void c_and_x_come_by_it(void **state)
{
    struct app_case c;
    bool left = false, right = false;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < PANELS; k++) {
        app_case_letter(&c, 'C');
        left = left || c.app.ui.left == PANEL_UNITS;
    }
    while (c.app.ui.left == PANEL_UNITS)
        app_case_letter(&c, 'C');
    for (int k = 0; k < PANELS; k++) {
        app_case_letter(&c, 'X');
        right = right || c.app.ui.right == PANEL_UNITS;
    }
    assert_true(left && right);
    app_case_finish(&c);
}

/* Another layer has another table, and no signal that it has not. */
static void layers_have_tables_of_their_own(void **state)
{
    struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 2, .units = 150,
                                             .steps = 300});
    c.app.ui.alone = PANEL_UNITS;
    c.input.work = 1000;
    app_case_send(&c);
    assert_int_equal(c.app.studies.table.units, 150);
    app_case_key(&c, KEY_TAB, 0);
    assert_false(c.app.studies.table.ready);
    assert_true(app_wants_work(&c.app));
    c.input.work = 1000;
    app_case_send(&c);
    assert_int_equal(c.app.studies.table.units, 151);
    assert_true(c.app.studies.table.ready);
    app_case_finish(&c);
}

/* No picture without it comes between two runs of a small network. */
static void small_tables_follow_at_once(void **state)
{
    struct app_case c;
    const struct unit_table *table = &c.app.studies.table;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.units = 32, .steps = 100});
    app_case_time(&c, 0);
    assert_false(table->ready); /* nobody asks for it */
    c.app.ui.alone = PANEL_UNITS;
    app_case_time(&c, 0);
    assert_true(table->ready);
    double before = unit_table_value(table, COLUMN_MEAN, 0, 2);
    gates_pin(&c.app, &(struct draw_id){.kind = SUBJECT_SIGNAL,
                                        .signal = LSTM_F, .step = 2,
                                        .unit = 2}, false);
    app_case_time(&c, 0);
    assert_true(table->ready);
    assert_true(unit_table_value(table, COLUMN_MEAN, 0, 2) != before);
    assert_false(studies_wants(&c.app.studies, c.app.film, &c.app.ui,
                               table->of.run));
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_and_clicks_sort),
        cmocka_unit_test(keys_and_clicks_choose_the_signal),
        cmocka_unit_test(units_follow_each_other_as_rows_do),
        cmocka_unit_test(a_click_selects_the_unit),
        cmocka_unit_test(c_and_x_come_by_it),
        cmocka_unit_test(layers_have_tables_of_their_own),
        cmocka_unit_test(small_tables_follow_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
