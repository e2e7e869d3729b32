/* What is measured of the film on the stage, against the engine asked
 * directly. */
#include "failing.h"
#include "scene_case.h"

#include "base/array.h"
#include "nn/flow/rate.h"
#include "nn/net/run.h"

/* A film, what is measured of it, and what is on the screen. */
struct study_case {
    struct scene_case c;
    unsigned run;
};

static void init(struct study_case *s, const struct scene_recipe *recipe,
                 enum panel alone)
{
    scene_case_init(&s->c, recipe);
    s->run = 1;
    s->c.ui.alone = alone;
    studies_follow(&s->c.studies, &s->c.film, &s->c.ui, s->run);
}

static void finish(struct study_case *s)
{
    scene_case_finish(&s->c);
}

static bool wants(const struct study_case *s)
{
    return studies_wants(&s->c.studies, &s->c.film, &s->c.ui, s->run);
}

static bool work(struct study_case *s)
{
    return studies_work(&s->c.studies, &s->c.film, &s->c.ui, s->run, NULL);
}

/* All of the work; how many units it was. */
static int measure(struct study_case *s)
{
    int units = 0;

    while (wants(s)) {
        assert_true(work(s));
        units++;
    }
    assert_false(work(s));
    return units;
}

static double value(const struct study_case *s, enum subject kind, int signal,
                    int step, int unit)
{
    return studies_value(&s->c.studies, subject(kind, s->c.ui.layer, signal,
                                                step, unit));
}

static double path(const struct study_case *s, enum decay_measure m, int lag)
{
    return value(s, SUBJECT_PATH, m, lag, 0);
}

static void check_same(double a, double b)
{
    if (isnan(a) || isnan(b))
        assert_true(isnan(a) && isnan(b));
    else
        assert_true(a == b);
}

static void check_curves(struct study_case *s)
{
    const struct film *film = &s->c.film;
    struct decay decay;
    const struct decay_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .layer = s->c.ui.layer,
        .detach = s->c.ui.detach};

    measure(s);
    assert_true(decay_init(&decay, &request, NULL));
    for (int m = 0; m < DECAY_MEASURES; m++)
        for (int k = 0; k <= film->steps; k++)
            check_same(path(s, m, k), decay.value[m][film->steps - k]);
    decay_finish(&decay);
}

static void paths_are_those_of_the_engine(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "rnn", "lstm"};

    (void)state;
    for (int k = 0; k < 4; k++) {
        struct study_case s;
        init(&s, &(struct scene_recipe){.cell = cells[k], .layers = 1 + k % 2,
                                        .units = 5, .steps = 30},
             PANEL_PATHS);
        s.c.ui.layer = k % 2;
        check_curves(&s);
        s.c.ui.detach = true;
        check_curves(&s);
        finish(&s);
    }
}

/* h_t held: all that is there at lag 1 is the forget gate. Through h_t of the
 * same step there is more. */
static void conventions_differ_at_lag_1(void **state)
{
    struct study_case s;
    double most = 0;

    (void)state;
    init(&s, &(struct scene_recipe){0}, PANEL_PATHS);
    measure(&s);
    const real *f = film_signal(&s.c.film, 0, LSTM_F, s.c.film.steps);
    for (int u = 0; u < 8; u++)
        most = fmax(most, fabs((double)f[u]));
    assert_true(path(&s, DECAY_H_PATH, 1) == -INFINITY);
    assert_true(fabs(path(&s, DECAY_CAROUSEL, 1) - log10(most)) < 1e-6);
    assert_true(fabs(path(&s, DECAY_CELL, 1) - log10(most)) < 1e-6);
    assert_true(path(&s, DECAY_H_PATH_TOTAL, 1) > -3);
    assert_true(path(&s, DECAY_CELL_TOTAL, 1) != path(&s, DECAY_CELL, 1));
    /* The size of a sum is at most the sum of the sizes. */
    for (int k = 1; k <= s.c.film.steps; k++) {
        double parts = pow(10, path(&s, DECAY_CAROUSEL, k)) +
                       pow(10, path(&s, DECAY_H_PATH, k));
        assert_true(pow(10, path(&s, DECAY_CELL, k)) <= parts * (1 + 1e-6));
    }
    s.c.ui.detach = true;
    studies_follow(&s.c.studies, &s.c.film, &s.c.ui, s.run);
    assert_true(isnan(path(&s, DECAY_CELL, 1)));
    measure(&s);
    for (int k = 1; k <= s.c.film.steps; k++) {
        assert_true(path(&s, DECAY_H_PATH, k) == -INFINITY);
        assert_true(fabs(path(&s, DECAY_CELL, k) -
                         path(&s, DECAY_CAROUSEL, k)) < 1e-6);
    }
    finish(&s);
}

static void rates_are_those_of_the_curve(void **state)
{
    struct study_case s;
    double by_lag[25];

    (void)state;
    init(&s, &(struct scene_recipe){0}, PANEL_PATHS);
    measure(&s);
    for (int k = 0; k <= 24; k++)
        by_lag[k] = path(&s, DECAY_CELL, k);
    for (int k = 2; k <= 24; k += 11) {
        struct rate rate = rate_of(by_lag, k);
        check_same(value(&s, SUBJECT_PATH_RATE, DECAY_CELL, k, PATH_SLOPE),
                   rate.slope);
        check_same(value(&s, SUBJECT_PATH_RATE, DECAY_CELL, k,
                         PATH_HALF_LIFE), rate.half_life);
    }
    finish(&s);
}

/* dL_j/dh_j of the last layer, by what the losses are. */
static void seed(const struct film *film, int j, double *out)
{
    const struct spec *spec = &film->values.spec;
    int top = spec->layers - 1, units = film_units(film, top);
    const real *y = tape_head(&film->values, HEAD_Y, j, 0);

    for (int u = 0; u < units; u++) {
        out[u] = film->has_loss ? 0 : 1;
        for (int k = 0; film->has_loss && k < spec->outputs; k++) {
            double dy = film->target_labels != NULL
                ? (double)tape_head(&film->values, HEAD_P, j, 0)[k] -
                  (k == film->target_labels[j - 1])
                : 2.0 / spec->outputs *
                  ((double)y[k] - (double)film->target_values[
                       (j - 1) * spec->outputs + k]);
            out[u] += dy * (double)film->network.params.head_w[k * units + u];
        }
    }
}

static void check_parts(struct study_case *s)
{
    const struct film *film = &s->c.film;
    int steps = film->steps;
    int units = film_units(film, film->values.spec.layers - 1);
    double *row = calloc((size_t)units, sizeof *row);
    real *seeds = calloc((size_t)(steps * units), sizeof *seeds);
    double *want = calloc((size_t)(steps * steps), sizeof *want);

    for (int j = 1; j <= steps; j++) {
        seed(film, j, row);
        for (int u = 0; u < units; u++)
            seeds[(j - 1) * units + u] = (real)row[u];
    }
    assert_true(lag_matrix(&(struct lag_request){
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .measure = s->c.ui.weights,
        .layer = s->c.ui.layer, .seed = seeds,
        .seed_stride = (size_t)units}, want, NULL));
    measure(s);
    for (int j = 1; j <= steps; j++)
        for (int t = 1; t <= steps; t++) {
            double got = triangle_value(&s->c.studies.triangle, j, t);
            double right = want[(j - 1) * steps + t - 1];
            if (isfinite(right))
                assert_true(fabs(got - right) < 1e-4);
            else
                check_same(got, right);
        }
    free(row);
    free(seeds);
    free(want);
}

static void the_triangle_is_that_of_the_engine(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.inputs = 2}, {.vocabulary = 5, .cell = "gru"},
        {.no_head = true, .layers = 2}, {.cell = "rnn", .steps = 1},
        {.cell = "gru-before", .classes = 3}};

    (void)state;
    for (int k = 0; k < 5; k++)
        for (int w = LAG_WEIGHTS_W; w <= LAG_BIAS; w++) {
            struct study_case s;
            init(&s, &recipes[k], PANEL_TRIANGLE);
            s.c.ui.weights = (enum lag_measure)w;
            s.c.ui.layer = recipes[k].layers > 1;
            check_parts(&s);
            finish(&s);
        }
}

static void parts_of_a_loss_add_up(void **state)
{
    struct study_case s;
    double sum = 0, last = 0;

    (void)state;
    init(&s, &(struct scene_recipe){.inputs = 2, .layers = 2},
         PANEL_TRIANGLE);
    s.c.ui.loss_step = 17;
    measure(&s);
    double error = value(&s, SUBJECT_LESSON_ERROR, LAG_WEIGHTS_W, 0, 17);
    assert_true(error >= 0 && error < 1e-5);
    for (int t = 1; t <= 24; t++) {
        double size = pow(10, value(&s, SUBJECT_LESSON_PART, LAG_WEIGHTS_W, t,
                                    17));
        assert_true(t <= 17 ? size > 0 : size == 0);
        sum += size;
        last += t > 13 ? size : 0;
    }
    assert_true(fabs(value(&s, SUBJECT_LESSON_SHARE, LAG_WEIGHTS_W, 4, 17) -
                     last / sum) < 1e-5);
    int half = s.c.studies.row.half;
    assert_true(loss_row_share(&s.c.studies.row, half) >= 0.5);
    assert_true(loss_row_share(&s.c.studies.row, half - 1) < 0.5);

    /* It is a comparison: of other weights the sum is not the gradient. */
    struct loss_row *row = &s.c.studies.row;
    const struct loss_row_order order = row->order;
    loss_row_finish(row);
    assert_true(loss_row_work(row, &order, NULL));
    assert_int_equal(row->state, LOSS_ROW_CHECK);
    row->sum.layer[0].w[3] += 1;
    assert_true(loss_row_work(row, &order, NULL));
    assert_true(row->error > 0.1);
    finish(&s);
}

/* An unchosen row is the last one that has a loss. */
static void rows_without_a_loss_are_nothing(void **state)
{
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){.vocabulary = 4, .steps = 9},
         PANEL_TRIANGLE);
    s.c.film.target_labels[8] = -1;
    film_run(&s.c.film, NULL);
    s.run++;
    measure(&s);
    assert_int_equal(s.c.studies.row.order.step, 8);
    for (int t = 1; t <= 9; t++)
        assert_true(triangle_value(&s.c.studies.triangle, 9, t) == -INFINITY);
    s.c.ui.loss_step = 9;
    measure(&s);
    assert_true(isnan(loss_row_share(&s.c.studies.row, 4)));
    assert_int_equal(s.c.studies.row.half, 0);
    finish(&s);
}

/* A long run is shown for a stretch around the playhead. */
static void long_runs_have_a_stretch(void **state)
{
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){.units = 3, .steps = 3000},
         PANEL_TRIANGLE);
    scene_case_seek(&s.c, PASS_FORWARD, 1500, 0);
    assert_true(measure(&s) > 3);
    const struct triangle_order first = s.c.studies.triangle.order;
    assert_int_equal(first.last - first.first + 1, TRIANGLE_MAX);
    assert_true(first.first < 1400 && first.last > 1600);
    assert_int_equal(s.c.studies.row.order.step, 3000);
    assert_false(isnan(s.c.studies.row.error));
    /* A step on it stays, far away it does not. */
    scene_case_seek(&s.c, PASS_FORWARD, 1501, 0);
    assert_false(wants(&s));
    scene_case_seek(&s.c, PASS_FORWARD, 3000, 0);
    assert_true(wants(&s));
    studies_follow(&s.c.studies, &s.c.film, &s.c.ui, s.run);
    assert_true(isnan(triangle_value(&s.c.studies.triangle, 1500, 1500)));
    measure(&s);
    assert_int_equal(s.c.studies.triangle.order.last, 3000);
    finish(&s);
}

/* Output k at step s after x_t[j] has been moved. */
static double moved(struct study_case *s, struct tape *tape, int t, int j,
                    double by, int k, int step)
{
    struct film *film = &s->c.film;
    int inputs = film->values.spec.inputs;
    real *x = &film->x[(t - 1) * inputs + j], before = *x;

    *x += (real)by;
    run_forward(&film->network, &(struct run_input){.x = film->x},
                &film->pins, tape);
    *x = before;
    if (film->values.spec.head == HEAD_NONE)
        return (double)tape_signal(tape, film->values.spec.layers - 1, RNN_H,
                                   step, 0)[k];
    return (double)tape_head(tape, HEAD_Y, step, 0)[k];
}

static void check_connection(struct study_case *s)
{
    const struct ui *ui = &s->c.ui;
    const struct film *film = &s->c.film;
    int inputs = film->values.spec.inputs, last = ui->output_step;
    struct tape tape;

    measure(s);
    assert_true(tape_init(&tape, &film->values.spec, film->steps, 1,
                          TAPE_VALUES, NULL));
    for (int t = 1; t <= film->steps; t++) {
        double sum = 0, eps = 0.02;
        for (int j = 0; j < inputs; j++) {
            double up = moved(s, &tape, t, j, eps, ui->output, last);
            double down = moved(s, &tape, t, j, -eps, ui->output, last);
            sum += pow((up - down) / (2 * eps), 2);
        }
        double got = pow(10, studies_value(&s->c.studies, subject(
            SUBJECT_CONNECTION, 0, ui->output, t, last)));
        assert_true(fabs(got - sqrt(sum)) < 0.01 * sqrt(sum) + 2e-5);
        assert_true(t <= last || got == 0);
    }
    tape_finish(&tape);
}

static void connections_agree_with_differences(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.inputs = 3, .steps = 12}, {.cell = "gru", .layers = 2, .steps = 10},
        {.cell = "rnn", .no_head = true, .steps = 8}};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct study_case s;
        init(&s, &recipes[k], PANEL_STRIP);
        assert_false(wants(&s));
        s.c.ui.connect = true;
        s.c.ui.output = k == 1 ? 0 : 2;
        s.c.ui.output_step = 7;
        check_connection(&s);
        s.c.ui.layer = recipes[k].layers > 1;
        assert_false(wants(&s));
        finish(&s);
    }
}

/* What is held passes nothing on, in all of the studies. */
static void interventions_are_followed(void **state)
{
    static struct pin pin = {.last_unit = 3, .first_step = 1, .last_step = 12,
                             .signal = LSTM_F, .value = (real)0.25};
    const struct pins pins = {1, &pin};
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){.inputs = 2, .steps = 12}, PANEL_STRIP);
    film_run(&s.c.film, &pins);
    s.run++;
    s.c.ui.connect = true;
    s.c.ui.output_step = 9;
    check_connection(&s);
    s.c.ui.alone = PANEL_PATHS;
    check_curves(&s);
    s.c.ui.alone = PANEL_TRIANGLE;
    check_parts(&s);
    assert_true(s.c.studies.row.error < 1e-5);
    finish(&s);
}

/* Numbers of another run, layer or choice are gone at once. */
static void nothing_old_is_left(void **state)
{
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){.layers = 2}, PANEL_PATHS);
    measure(&s);
    assert_false(isnan(path(&s, DECAY_CELL, 3)));
    s.run++;
    assert_true(wants(&s));
    studies_follow(&s.c.studies, &s.c.film, &s.c.ui, s.run);
    assert_true(isnan(path(&s, DECAY_CELL, 3)));
    measure(&s);
    s.c.ui.layer = 1;
    assert_true(isnan(path(&s, DECAY_CELL, 3)));
    studies_follow(&s.c.studies, &s.c.film, &s.c.ui, s.run);
    s.c.ui.layer = 0;
    assert_true(isnan(path(&s, DECAY_CELL, 3)));
    studies_follow(&s.c.studies, NULL, &s.c.ui, s.run);
    assert_true(isnan(path(&s, DECAY_CELL, 3)));
    assert_true(isnan(studies_value(NULL, subject(SUBJECT_PATH, 0, 0, 0, 0))));
    finish(&s);
}

/* Only what is on the screen is measured, and dense layers have no paths. */
static void what_is_not_shown_is_not_measured(void **state)
{
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){0}, PANEL_NONE);
    assert_false(wants(&s));
    scene_case_seek(&s.c, PASS_BACKWARD, 12, 0);
    assert_false(wants(&s));
    s.c.ui.strands = true;
    assert_true(wants(&s));
    s.c.ui.strands = false;
    s.c.ui.screen = SCREEN_CELL;
    assert_true(wants(&s));
    s.c.ui.screen = SCREEN_STAGE;
    s.c.ui.right = PANEL_TRIANGLE;
    assert_true(wants(&s));
    s.c.ui.alone = PANEL_HEAT;
    assert_false(wants(&s));
    finish(&s);
    init(&s, &(struct scene_recipe){.cell = "dense"}, PANEL_PATHS);
    assert_false(wants(&s));
    finish(&s);
}

/* The belt needs no lag that the gradient has not come to; the panel does. */
static void the_belt_waits_for_the_gradient(void **state)
{
    struct study_case s;

    (void)state;
    init(&s, &(struct scene_recipe){.units = 40, .steps = 90}, PANEL_STRIP);
    s.c.ui.strands = true;
    scene_case_seek(&s.c, PASS_BACKWARD, 80, 0);
    measure(&s);
    assert_in_range(s.c.studies.paths.measured, 12, 60);
    scene_case_seek(&s.c, PASS_BACKWARD, 2, 0);
    assert_true(wants(&s));
    scene_case_seek(&s.c, PASS_BACKWARD, 80, 0);
    assert_false(wants(&s));
    s.c.ui.alone = PANEL_PATHS;
    measure(&s);
    assert_int_equal(s.c.studies.paths.measured, 91);
    finish(&s);
}

/* Every allocation failing in turn: a message, and no number. */
static void without_memory_there_are_no_numbers(void **state)
{
    static const enum panel panels[] = {PANEL_TRIANGLE, PANEL_STRIP};

    (void)state;
    for (int p = 0; p < 2; p++)
        for (long n = 0, failed = 1; failed; n++) {
            struct study_case s;
            init(&s, &(struct scene_recipe){.units = 3, .steps = 5},
                 panels[p]);
            s.c.ui.connect = true;
            struct error error = {0};
            failing_after(n);
            while (wants(&s) &&
                   studies_work(&s.c.studies, &s.c.film, &s.c.ui, s.run,
                                &error))
                continue;
            failed = failing_stop();
            assert_int_equal(error.text[0] != '\0', failed);
            bool row = isnan(loss_row_value(&s.c.studies.row, 2));
            bool triangle = isnan(triangle_value(&s.c.studies.triangle, 3, 2));
            bool link = isnan(connection_value(&s.c.studies.connection, 2));
            if (!failed)
                assert_int_equal(row + triangle + link, p == 0 ? 1 : 2);
            else if (p == 0 && s.c.studies.row.state == LOSS_ROW_PARTS)
                assert_true(row);
            else
                assert_true(link && triangle);
            finish(&s);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_those_of_the_engine),
        cmocka_unit_test(conventions_differ_at_lag_1),
        cmocka_unit_test(rates_are_those_of_the_curve),
        cmocka_unit_test(the_triangle_is_that_of_the_engine),
        cmocka_unit_test(parts_of_a_loss_add_up),
        cmocka_unit_test(rows_without_a_loss_are_nothing),
        cmocka_unit_test(long_runs_have_a_stretch),
        cmocka_unit_test(connections_agree_with_differences),
        cmocka_unit_test(interventions_are_followed),
        cmocka_unit_test(nothing_old_is_left),
        cmocka_unit_test(what_is_not_shown_is_not_measured),
        cmocka_unit_test(the_belt_waits_for_the_gradient),
        cmocka_unit_test(without_memory_there_are_no_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
