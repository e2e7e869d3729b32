/* The table of units as it is drawn: every number is the table's, rows are in
 * its order, the selected unit is among them, whatever there is room for. */
#include "scene_case.h"

#include "scene/action.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu", "dense"};
enum { CELLS = sizeof cells / sizeof *cells, ALL_WORK = 100000 };

static void begin(struct scene_case *c, const struct scene_recipe *recipe)
{
    scene_case_init(c, recipe);
    c->ui.alone = PANEL_UNITS;
    scene_case_study(c, ALL_WORK);
    assert_true(c->studies.table.ready);
}

static void every_column_fits_everywhere(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        begin(&c, &(struct scene_recipe){.cell = cells[k],
                                         .units = k % 2 ? 8 : 150});
        int shown = cell_table[film_cell(&c.film, 0)].shown_count;
        for (int column = 0; column < UNIT_COLUMNS; column++) {
            c.ui.column = (enum unit_column)column;
            c.ui.descending = column % 2;
            c.ui.table_signal = column % shown;
            c.ui.unit = column;
            scene_case_sweep(&c, view_units);
        }
        scene_case_finish(&c);
    }
}

static void runs_of_any_size_fit(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.steps = 1, .units = 1}, {.steps = 2, .units = 1024},
        {.steps = 10000, .units = 3}, {.steps = 12, .layers = 3},
        {.steps = 40, .units = 17, .vocabulary = 5}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        c.ui.alone = PANEL_UNITS;
        c.ui.layer = c.film.values.spec.layers - 1;
        scene_case_study(&c, ALL_WORK);
        c.ui.unit = film_units(&c.film, c.ui.layer) - 1;
        c.ui.column = COLUMN_GRADIENT;
        scene_case_sweep(&c, view_units);
        scene_case_finish(&c);
    }
}

/* Weights so large that nothing is a number, and a unit that is not one. */
static void what_is_no_number_is_shown_as_such(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[k],
                                                   .units = 40,
                                                   .steps = 60});
        struct params *params = &c.film.network.params;
        for (size_t w = 0; w < params->count; w++)
            params->data[w] *= 1e6f;
        params->tensor[0].values[1] = k % 2 ? NAN : INFINITY;
        network_pack(&c.film.network);
        film_run(&c.film, NULL);
        c.ui.alone = PANEL_UNITS;
        scene_case_study(&c, ALL_WORK);
        for (int column = 0; column < UNIT_COLUMNS; column += 3) {
            c.ui.column = (enum unit_column)column;
            scene_case_sweep(&c, view_units);
        }
        scene_case_finish(&c);
    }
}

/* Units of the rows, from the top. */
static int rows_of(const struct scene_case *c, int unit[64])
{
    int count = 0;

    for (int k = 0; k < c->list.number_count && count < 64; k++) {
        struct draw_id id = c->list.numbers[k].id;
        if (id.kind == SUBJECT_UNIT_STAT && id.signal == COLUMN_UNIT)
            unit[count++] = (int)id.unit;
    }
    return count;
}

static void rows_are_in_order(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){.units = 12});
    /* The last column is of text alone: test_reactions. */
    for (int column = 0; column < COLUMN_REACTION; column++)
        for (int down = 0; down < 2; down++) {
            int unit[64];
            c.ui.column = (enum unit_column)column;
            c.ui.descending = down;
            scene_case_show(&c, view_units, 1872, 908);
            assert_int_equal(rows_of(&c, unit), 12);
            for (int row = 1; row < 12; row++) {
                double above = unit_table_value(&c.studies.table,
                                                c.ui.column, 0, unit[row - 1]);
                double value = unit_table_value(&c.studies.table,
                                                c.ui.column, 0, unit[row]);
                assert_true(down ? above >= value : above <= value);
            }
        }
    /* Every number of every unit is there, beside its unit. */
    assert_int_equal(scene_case_numbers(&c, SUBJECT_UNIT_GRADIENT), 12);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_UNIT_STAT), 7 * 12);
    scene_case_finish(&c);
}

static void the_selected_unit_is_on_the_page(void **state)
{
    struct scene_case c;
    int visible = 0, unit[64];

    (void)state;
    begin(&c, &(struct scene_recipe){.units = 200});
    c.ui.column = COLUMN_MEAN;
    for (int u = 0; u < 200; u++) {
        bool there = false;
        c.ui.unit = u;
        scene_case_show(&c, view_units, 712, 442);
        int rows = rows_of(&c, unit), first = unit[0];
        for (int k = 0; k < rows; k++)
            there = there || unit[k] == u;
        assert_true(there);
        assert_in_range(rows, 1, 20);
        visible = rows > visible ? rows : visible;
        /* A click in the page leaves it where it is. */
        c.ui.unit = unit[rows - 1];
        scene_case_show(&c, view_units, 712, 442);
        assert_int_equal(rows_of(&c, unit), rows);
        assert_int_equal(unit[0], first);
    }
    /* Only those rows are drawn, and every unit can be gone to. */
    assert_true(c.list.spot_count < 400);
    assert_non_null(scene_case_spot(&c, ACTION_UNIT, unit_table_unit(
        &c.studies.table, &c.ui, 0)));
    scene_case_finish(&c);
}

/* Its number is bold, nobody else's. */
static void the_selected_row_stands_out(void **state)
{
    struct scene_case c;
    int rows = 0;

    (void)state;
    begin(&c, &(struct scene_recipe){.units = 10});
    c.ui.unit = 6;
    scene_case_show(&c, view_units, 1872, 908);
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *text = &c.list.command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        struct draw_id id = c.list.numbers[text->number].id;
        if (id.signal != COLUMN_UNIT || id.kind != SUBJECT_UNIT_STAT)
            continue;
        assert_int_equal(text->face, id.unit == 6 ? FACE_BOLD : FACE_UI);
        rows++;
    }
    assert_int_equal(rows, 10);
    /* One frame is around its row. */
    const struct draw_spot *spot = scene_case_spot(&c, ACTION_UNIT, 6);
    int frames = 0;
    for (int k = 0; k < c.list.commands; k++)
        if (c.list.command[k].kind == DRAW_FRAME &&
            fabsf(c.list.command[k].box.y - spot->box.y) < 2)
            frames++;
    assert_int_equal(frames, 1);
    scene_case_finish(&c);
}

/* What a bar is as long as: the track, then the bar, then the number. */
static void bars_are_as_long_as_their_numbers(void **state)
{
    struct scene_case c;
    int seen = 0;

    (void)state;
    begin(&c, &(struct scene_recipe){.units = 8});
    scene_case_show(&c, view_units, 1872, 908);
    for (int k = 2; k < c.list.commands; k++) {
        const struct draw_command *text = &c.list.command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        const struct draw_number *number = &c.list.numbers[text->number];
        if (number->id.kind != SUBJECT_UNIT_STAT ||
            number->id.signal != COLUMN_MEAN)
            continue;
        const struct draw_command *bar = &text[-1], *track = &text[-2];
        assert_int_equal(bar->kind, DRAW_BOX);
        assert_close(bar->box.w, track->box.w * number->value, 0.01);
        seen++;
    }
    assert_int_equal(seen, 8);
    scene_case_finish(&c);
}

static void dead_units_are_marked_and_the_rule_is_told(void **state)
{
    struct scene_case c;
    const struct pin pin = {.signal = LSTM_H, .first_unit = 2, .last_unit = 3,
                            .first_step = 1, .last_step = 24,
                            .value = (real)0.25};
    const struct pins pins = {1, &pin};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    film_run(&c.film, &pins);
    c.ui.alone = PANEL_UNITS;
    scene_case_study(&c, ALL_WORK);
    assert_int_equal(c.studies.table.deads, 2);
    scene_case_show(&c, view_units, 712, 442);
    assert_non_null(scene_case_text(&c, "h moves by less than 0.01 (2)"));
    c.ui.language = LANGUAGE_KO;
    scene_case_show(&c, view_units, 712, 442);
    assert_non_null(scene_case_text(&c, "0.01 미만 (2개)"));
    scene_case_finish(&c);
}

static void what_cannot_be_is_left_out(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){.cell = "rnn-relu"});
    c.ui.column = COLUMN_RETENTION; /* of another cell */
    scene_case_show(&c, view_units, 1872, 908);
    assert_null(scene_case_text(&c, "retention"));
    assert_null(scene_case_text(&c, "h > 0.9"));
    assert_non_null(scene_case_text(&c, "mean |h|"));
    scene_case_finish(&c);
    begin(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.table_signal = 2; /* g, between -1 and 1 */
    scene_case_show(&c, view_units, 1872, 908);
    assert_non_null(scene_case_text(&c, "g < −0.9"));
    c.ui.table_signal = 4; /* c */
    scene_case_show(&c, view_units, 1872, 908);
    assert_null(scene_case_text(&c, "c > 0.9"));
    scene_case_finish(&c);
}

static void nothing_is_said_before_it_is_known(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.units = 100, .steps = 400});
    c.ui.alone = PANEL_UNITS;
    scene_case_sweep(&c, view_units);
    scene_case_study(&c, 1);
    c.ui.language = LANGUAGE_EN;
    scene_case_show(&c, view_units, 712, 442);
    assert_int_equal(c.list.number_count, 0);
    assert_non_null(scene_case_text(&c, "reading the run"));
    c.studies.table.failed = true;
    scene_case_show(&c, view_units, 712, 442);
    assert_non_null(scene_case_text(&c, "memory"));
    scene_case_finish(&c);
}

static void headings_and_letters_can_be_clicked(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_units, 1872, 908);
    for (int column = 0; column < COLUMN_REACTION; column++)
        assert_non_null(scene_case_spot(&c, ACTION_COLUMN, column));
    for (int k = 0; k < 6; k++)
        assert_non_null(scene_case_spot(&c, ACTION_TABLE_SIGNAL, k));
    for (int u = 0; u < 8; u++)
        assert_non_null(scene_case_spot(&c, ACTION_UNIT, u));
    scene_case_finish(&c);
}

/* Every number has a name and a sentence in both languages. */
static void everything_is_explained(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    for (int language = 0; language < LANGUAGES; language++) {
        c.ui.language = (enum language)language;
        scene_case_show(&c, view_units, 1872, 908);
        for (int k = 0; k < c.list.number_count; k++) {
            char name[200], sentence[400];
            struct draw_id id = c.list.numbers[k].id;
            subject_name(&c.film, &c.ui, id, name, sizeof name);
            subject_sentence(&c.film, &c.ui, id, sentence, sizeof sentence);
            assert_true(strlen(name) > 3 && strlen(sentence) > 5);
            id.unit = 8;
            assert_string_equal(subject_name(&c.film, &c.ui, id, name,
                                             sizeof name), "");
            assert_string_equal(subject_sentence(&c.film, &c.ui, id, sentence,
                                                 sizeof sentence), "");
        }
    }
    char text[400];
    c.ui.language = LANGUAGE_EN;
    assert_string_equal(
        subject_sentence(&c.film, &c.ui, subject(SUBJECT_UNIT_STAT, 0,
                         COLUMN_HIGH, LSTM_F, 2), text, sizeof text),
        "High saturation of the forget gate, unit 3: share of the steps above "
        "0.9.");
    assert_string_equal(
        subject_name(&c.film, &c.ui, subject(SUBJECT_UNIT_GRADIENT, 0, 0, 0,
                                             2), text, sizeof text),
        "gradient at h, unit 3");
    scene_case_finish(&c);
}

static void looks_as_it_did(void **state)
{
    struct scene_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){.units = 30});
    c.ui.column = COLUMN_RETENTION;
    c.ui.descending = true;
    scene_case_show(&c, view_units, 712, 442);
    scene_case_check(&c);
    scene_case_golden(&c, "units");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_fits_everywhere),
        cmocka_unit_test(runs_of_any_size_fit),
        cmocka_unit_test(what_is_no_number_is_shown_as_such),
        cmocka_unit_test(rows_are_in_order),
        cmocka_unit_test(the_selected_unit_is_on_the_page),
        cmocka_unit_test(the_selected_row_stands_out),
        cmocka_unit_test(bars_are_as_long_as_their_numbers),
        cmocka_unit_test(dead_units_are_marked_and_the_rule_is_told),
        cmocka_unit_test(what_cannot_be_is_left_out),
        cmocka_unit_test(nothing_is_said_before_it_is_known),
        cmocka_unit_test(headings_and_letters_can_be_clicked),
        cmocka_unit_test(everything_is_explained),
        cmocka_unit_test(looks_as_it_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
