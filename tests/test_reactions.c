/* Correlations against Pearson's formula in two passes, and features against
 * what a reader says of a text.
 */
#include "text_case.h"

#include "scene/action.h"
#include "scene/film/token.h"
#include "scene/study/text/reactions.h"

/* r in two passes, NaN where one of them never changes. */
static double pearson(const double *a, const double *b, int count)
{
    double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;

    for (int t = 0; t < count; t++) {
        ma += a[t] / count;
        mb += b[t] / count;
    }
    for (int t = 0; t < count; t++) {
        aa += (a[t] - ma) * (a[t] - ma);
        bb += (b[t] - mb) * (b[t] - mb);
        ab += (a[t] - ma) * (b[t] - mb);
    }
    return aa > 1e-12 && bb > 1e-12 ? ab / sqrt(aa * bb) : NAN;
}

static void they_are_pearsons(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "rnn"};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct scene_case c;
        text_case_init(&c, &(struct text_recipe){.cell = cells[k],
                                                 .repeat = 3});
        text_case_show(&c, view_units, 700, 500);
        const struct unit_table *table = &c.studies.table;
        int steps = c.film.steps, state_of = k == 0 ? LSTM_C
                            : cell_table[film_cell(&c.film, 0)].h;
        double *feature = calloc((size_t)steps * REACTIONS, sizeof *feature);
        double *f = calloc((size_t)steps, sizeof *f);
        double *v = calloc((size_t)steps, sizeof *v);
        struct reaction_walk walk = {0};
        for (int t = 1; t <= steps; t++)
            reaction_step(&walk, &c.film, t, feature + (t - 1) * REACTIONS);
        for (int u = 0; u < 8; u++) {
            double most = 0;
            for (int t = 1; t <= steps; t++)
                v[t - 1] = (double)film_signal(&c.film, 0, state_of, t)[u];
            for (int j = 0; j < REACTIONS; j++) {
                for (int t = 0; t < steps; t++)
                    f[t] = feature[t * REACTIONS + j];
                double want = pearson(v, f, steps);
                double got = studies_value(
                    &c.studies, subject(SUBJECT_REACTION, 0, j, 0, u));
                if (isnan(want))
                    assert_true(isnan(got));
                else
                    assert_close(got, want, 1e-9);
                most = fmax(most, isnan(want) ? 0 : fabs(want));
            }
            int best = unit_table_reaction(table, u);
            assert_close(fabs(reactions_value(&table->reactions, best, u)),
                         most, 1e-9);
        }
        free(feature);
        free(f);
        free(v);
        scene_case_finish(&c);
    }
}

static void features_are_those_of_a_reader(void **state)
{
    static const char text[] = "Ab (1,2).\nee";
    static const struct {
        int feature;
        const char *want; /* a digit for every letter */
    } rows[] = {
        {REACTION_VOWEL, "100000000011"},
        {REACTION_CONSONANT, "010000000000"},
        {REACTION_BLANK, "001000000000"},
        {REACTION_CAPITAL, "100000000000"},
        {REACTION_DIGIT, "000010100000"},
        {REACTION_PUNCTUATION, "000101011000"},
        {REACTION_LINE_FEED, "000000000100"},
        {REACTION_WORD_BEGINS, "100010100010"},
        {REACTION_IN_NUMBER, "000011100000"},
        {REACTION_IN_BRACKETS, "000111100000"},
        {REACTION_PLACE_IN_WORD, "120010100012"},
        {REACTION_PLACE_IN_LINE, "123456789:12"},
        {REACTION_ANSWER, "000000000000"},
        {REACTION_PLACE, "000000000000"},
    };
    struct film film;
    struct reaction_walk walk = {0};
    double feature[REACTIONS];

    (void)state;
    text_case_film(&film, &(struct text_recipe){.text = text});
    for (int t = 1; t <= film.steps; t++) {
        reaction_step(&walk, &film, t, feature);
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            if (feature[rows[k].feature] != rows[k].want[t - 1] - '0')
                fail_msg("feature %d of letter %d is %g", rows[k].feature, t,
                         feature[rows[k].feature]);
    }
    film_finish(&film);
}

static void questions_and_answers_are_told_apart(void **state)
{
    static const char *const words[] = {"오늘", "주가", "<답>", "칠만", "원",
                                        NULL};
    static const double answer[] = {0, 0, 1, 1, 1}, place[] = {1, 2, 1, 2, 3};
    struct film film;
    struct reaction_walk walk = {0};
    double feature[REACTIONS];

    (void)state;
    text_case_film(&film, &(struct text_recipe){.word = words, .turn = 3});
    for (int t = 1; t <= film.steps; t++) {
        reaction_step(&walk, &film, t, feature);
        assert_close(feature[REACTION_ANSWER], answer[t - 1], 0);
        assert_close(feature[REACTION_PLACE], place[t - 1], 0);
    }
    film_finish(&film);
}

/* The table is sorted by how much they react, whatever the sign. */
static void the_strongest_come_first(void **state)
{
    struct scene_case c;
    double last = INFINITY;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.units = 30});
    c.ui.column = COLUMN_REACTION;
    c.ui.descending = true;
    scene_case_study(&c, 100000);
    studies_follow(&c.studies, &c.film, &c.ui, 1);
    c.ui.unit = unit_table_unit(&c.studies.table, &c.ui, 0);
    text_case_show(&c, view_units, 760, 600);
    for (int row = 0; row < 30; row++) {
        int unit = unit_table_unit(&c.studies.table, &c.ui, row);
        double r = fabs(unit_table_value(&c.studies.table, COLUMN_REACTION, 0,
                                         unit));
        assert_true(r <= last);
        last = r;
    }
    int unit = unit_table_unit(&c.studies.table, &c.ui, 0);
    int feature = unit_table_reaction(&c.studies.table, unit);
    assert_non_null(scene_case_text(&c, reaction_name(&c.ui, feature)));
    assert_non_null(scene_case_number(
        &c, subject(SUBJECT_REACTION, 0, feature, 0, unit)));
    scene_case_finish(&c);
}

/* Where no text is read there is no such column. */
static void numbers_have_no_reaction(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.alone = PANEL_UNITS;
    text_case_show(&c, view_units, 1200, 500);
    assert_null(scene_case_spot(&c, ACTION_COLUMN, COLUMN_REACTION));
    assert_int_equal(unit_table_reaction(&c.studies.table, 0), -1);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_pearsons),
        cmocka_unit_test(features_are_those_of_a_reader),
        cmocka_unit_test(questions_and_answers_are_told_apart),
        cmocka_unit_test(the_strongest_come_first),
        cmocka_unit_test(numbers_have_no_reaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
