/* Presets: what their sentences claim is measured again, on the networks that
 * their files make, and the numbers in them are on the screen.
 */
#include "preset_case.h"

#include <ctype.h>

#include "cli/assets.h"
#include "cli/run/pupil.h"
#include "nn/flow/rate.h"
#include "scene/study/studies.h"
#include "train/score.h"

static struct preset_case c;

static int setup(void **state)
{
    (void)state;
    preset_case_init(&c);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    preset_case_finish(&c);
    return 0;
}

/* log10 of a curve of a lane. */
static double at(int lane, enum lane_curve curve, int lag)
{
    double value = lab_value(c.app.lab, subject(SUBJECT_LANE_DECAY, lane,
                                                curve, lag, 0));

    assert_false(isnan(value));
    return value;
}

/* This run and the median of 30 seeds say the same. */
static void verdict_is(int lane, enum verdict verdict)
{
    int steps = c.app.lab->made.steps;

    assert_int_equal(verdict_of(at(lane, CURVE_OWN, steps)), verdict);
    assert_int_equal(verdict_of(at(lane, CURVE_MEDIAN, steps)), verdict);
}

/* 10^ of what is left over `lag` steps on the stage. */
static double path(enum decay_measure measure, int lag)
{
    double value = studies_value(&c.app.studies, subject(
        SUBJECT_PATH, c.app.ui.layer, (int)measure, lag, 0));

    assert_false(isnan(value));
    return pow(10, value);
}

/* The median of 30 seeds of another quantity. */
static double median(enum decay_measure measure, int lag)
{
    if (c.app.ui.quantity != measure) {
        c.app.ui.quantity = measure;
        preset_case_send(&c);
    }
    return pow(10, at(0, CURVE_MEDIAN, lag));
}

static void near(double value, double wanted, double share)
{
    if (!(fabs(value - wanted) <= share * fabs(wanted)))
        fail_msg("%s: %g is not %g", c.app.ui.preset, value, wanted);
}

/* The rows of the table of facts, and how far medians of other seeds lie from
 * its own at most, as log10. */
static void facts(void **state)
{
    static const struct {
        int lane;
        double median;
        enum verdict verdict;
        const char *name;
    } rows[] = {
        {0, 4e-15, VERDICT_VANISHES, "RNN tanh"},
        {1, 2e-10, VERDICT_VANISHES, "LSTM b_{f} 0.0"},
        {2, 2.3e-4, VERDICT_FADES, "LSTM b_{f} +1.0"},
        {3, 1.5, VERDICT_HOLDS, "LSTM b_{f} +3.0"},
        {LANES_MAX, 2.6e-4, VERDICT_FADES, "RNN orthogonal"},
        {LANES_MAX + 1, 1.4e2, VERDICT_EXPLODES, "RNN ×2.5"},
        {LANES_MAX + 2, 1e-9, VERDICT_VANISHES, "GRU"},
        {LANES_MAX + 3, 2e-2, VERDICT_FADES, "GRU b_{z} +2.0"},
    };

    (void)state;
    preset_case_open(&c, "facts");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        verdict_is(rows[k].lane, rows[k].verdict);
        assert_true(fabs(at(rows[k].lane, CURVE_MEDIAN, 50) -
                         log10(rows[k].median)) < 1);
        preset_case_shows(&c, rows[k].name);
    }
}

static void lstm_vanishes(void **state)
{
    (void)state;
    preset_case_open(&c, "lstm-vanishes");
    for (int k = 0; k < 3; k++)
        near(lab_lane_setup(c.app.lab, k)->forget_bias, k < 2 ? k : 3, 0);
    verdict_is(0, VERDICT_VANISHES);
    verdict_is(1, VERDICT_FADES);
    verdict_is(2, VERDICT_HOLDS);
}

/* Root mean square error of predictions of rows first .. last, of a lane; -1:
 * of "tomorrow = today". */
static double error_of(int lane, int first, int last)
{
    const struct film *film = &c.app.lab->lane[lane < 0 ? 0 : lane].film;
    double sum = 0;

    for (int row = first; row <= last; row++) {
        double guess = lane < 0 ? film_input(film, row - 1, 0)
                                : film_output(film, row - 1, 0);
        sum += pow(guess - film_target(film, row - 1, 0), 2);
    }
    return sqrt(sum / (last - first + 1));
}

/* What a lane predicts for all months but the first, as drawn. */
static const struct point *line_of(struct color color, bool dashed)
{
    const struct draw_list *list = &c.app.list;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *command = &list->command[k];
        if (command->kind == DRAW_LINE && command->count == 143 &&
            (command->dash[0] > 0) == dashed &&
            memcmp(&command->color, &color, sizeof color) == 0)
            return &list->points[command->first];
    }
    fail_msg("%s: there is no such line", c.app.ui.preset);
    return NULL;
}

static void lstm_always_wins(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    preset_case_open(&c, "lstm-always-wins");
    assert_int_equal(c.app.lab->lanes, 2);
    size_t rnn = c.app.lab->lane[0].film.network.params.count;
    size_t lstm = c.app.lab->lane[1].film.network.params.count;
    near((double)rnn, (double)lstm, 0.01);
    assert_true(error_of(0, 116, 144) < 0.8 * error_of(1, 116, 144));
    preset_case_shows(&c, "LSTM");
    const struct point *own = line_of(theme->accent, false);
    const struct point *other = line_of(theme->model[MODEL_LSTM], true);
    for (int t = 1; t <= 143; t++)
        assert_true((own[t - 1].y < other[t - 1].y) ==
                    (film_output(&c.app.lab->lane[0].film, t, 0) >
                     film_output(&c.app.lab->lane[1].film, t, 0)));
    preset_case_key(&c, KEY_PAGE_DOWN, MOD_CTRL);
    preset_case_shows(&c, "RNN tanh");
}

static void dh_is_dc(void **state)
{
    (void)state;
    preset_case_open(&c, "dh-is-dc");
    near(path(DECAY_CELL, 49), 1.07, 0.005);
    near(path(DECAY_HIDDEN, 49), 0.038, 0.015);
    preset_case_shows(&c, "1.07");
    preset_case_click(&c, ACTION_QUANTITY, DECAY_HIDDEN);
    preset_case_shows(&c, "0.038");
    double cell = median(DECAY_CELL, 50), hidden = median(DECAY_HIDDEN, 50);
    assert_true(fabs(log10(cell / 1.45)) < 0.5);
    assert_true(fabs(log10(hidden / 0.086)) < 0.5);
    assert_true(fabs(log10(median(DECAY_CAROUSEL, 50) / 0.16)) < 0.1);
}

static void cell_path_dominates(void **state)
{
    (void)state;
    preset_case_open(&c, "cell-path-dominates");
    for (int lag = 1; lag <= 50; lag++)
        assert_true((path(DECAY_CAROUSEL, lag) > path(DECAY_H_PATH, lag)) ==
                    (lag <= 4));
    near(path(DECAY_H_PATH, 25), 0.016, 0.02);
    near(path(DECAY_CAROUSEL, 25), 0.0011, 0.05);
    preset_case_shows(&c, "0.016");
    preset_case_shows(&c, "1.1·10^{−3}");
    double belt = median(DECAY_CAROUSEL, 3), far = median(DECAY_CAROUSEL, 25);
    assert_true(belt > 1.5 * median(DECAY_H_PATH, 3) &&
                far < 0.1 * median(DECAY_H_PATH, 25));
}

static void product_of_f(void **state)
{
    (void)state;
    preset_case_open(&c, "product-of-f");
    near(path(DECAY_CAROUSEL, 49), 1.5e-14, 0.03);
    near(path(DECAY_CELL, 49), 9.0e-11, 0.01);
    near(path(DECAY_CELL, 49) / path(DECAY_CAROUSEL, 49), 6000, 0.05);
    preset_case_shows(&c, "1.5·10^{−14}");
    preset_case_shows(&c, "9.0·10^{−11}");
    preset_case_click(&c, ACTION_DETACH, 0);
    for (int lag = 0; lag <= 50; lag++)
        near(path(DECAY_CELL, lag), path(DECAY_CAROUSEL, lag), 1e-4);
    preset_case_key(&c, KEY_A + ('R' - 'A'), 0);
    double product = median(DECAY_CAROUSEL, 49);
    assert_true(median(DECAY_CELL, 49) > 1000 * product);
}

static void clipping(void **state)
{
    double before[2][51];

    (void)state;
    preset_case_open(&c, "clipping");
    verdict_is(0, VERDICT_VANISHES);
    verdict_is(1, VERDICT_EXPLODES);
    for (int k = 0; k < 2; k++) {
        const struct lane *lane = &c.app.lab->lane[k];
        assert_true(lane->clip < 1);
        near(lane->clip * pow(10, lane->norm), 1, 1e-6);
        for (int lag = 0; lag <= 50; lag++)
            before[k][lag] = at(k, CURVE_OWN, lag);
    }
    preset_case_click(&c, ACTION_CLIP, 0);
    assert_false(c.app.lab->made.clip);
    for (int k = 0; k < 2; k++)
        for (int lag = 0; lag <= 50; lag++)
            assert_true(at(k, CURVE_OWN, lag) == before[k][lag]);
}

static void lstm_explodes(void **state)
{
    (void)state;
    preset_case_open(&c, "lstm-explodes");
    verdict_is(0, VERDICT_FADES);
    verdict_is(1, VERDICT_EXPLODES);
    near(pow(10, at(1, CURVE_OWN, 50)), 383, 0.005);
    near(pow(10, at(1, CURVE_MEDIAN, 50)), 124, 0.01);
    preset_case_shows(&c, "383");
    preset_case_shows(&c, "124");
}

static void short_sighted(void **state)
{
    (void)state;
    preset_case_open(&c, "short-sighted");
    const struct film *film = c.app.film;
    int last = film->steps;
    assert_int_equal(verdict_of(film_gradient_size(film, 0, RNN_H, 1)),
                     VERDICT_VANISHES);
    double share = studies_value(&c.app.studies, subject(
        SUBJECT_LESSON_SHARE, 0, LAG_WEIGHTS_W, 1, last));
    near(share, 0.51, 0.01);
    preset_case_shows(&c, "51 %");
    assert_true(studies_value(&c.app.studies, subject(
        SUBJECT_LESSON_PART, 0, LAG_WEIGHTS_W, last, last)) > 0);
}

static void three_gradients(void **state)
{
    (void)state;
    preset_case_open(&c, "three-gradients");
    const struct film *film = c.app.film;
    double state_size = film_gradient_size(film, 0, LSTM_H, 1);
    near(pow(10, state_size), 3.7e-7, 0.02);
    preset_case_shows(&c, "3.7·10^{−7}");
    double part = studies_value(&c.app.studies, subject(
        SUBJECT_LESSON_PART, 0, LAG_WEIGHTS_W, 48, 48));
    preset_case_key(&c, KEY_TAB, 0);
    assert_int_equal(c.app.ui.layer, 1);
    double other = studies_value(&c.app.studies, subject(
        SUBJECT_LESSON_PART, 1, LAG_WEIGHTS_W, 48, 48));
    assert_false(isnan(part) || isnan(other));
    assert_true(fabs(part - other) > 0.1);
    assert_true(fabs(film_gradient_size(film, 1, LSTM_H, 1) - state_size) >
                0.1);
}

static void spectral_radius(void **state)
{
    (void)state;
    preset_case_open(&c, "spectral-radius");
    near(c.app.lab->lane[0].radius, 1.2, 1e-4);
    near(c.app.lab->lane[1].radius, 0.95, 1e-4);
    near(c.app.lab->lane[2].radius, 1.1, 1e-4);
    verdict_is(0, VERDICT_FADES);
    verdict_is(2, VERDICT_EXPLODES);
    near(pow(10, at(1, CURVE_OWN, 10)), 1.13, 0.01);
    assert_true(at(1, CURVE_MEDIAN, 1) > 0);
    preset_case_shows(&c, "1.13");
    for (int lag = 1; lag <= 10; lag++)
        assert_true(at(1, CURVE_OWN, lag) > 0);
}

static void forget_means_keep(void **state)
{
    (void)state;
    preset_case_open(&c, "forget-means-keep");
    const struct film *film = c.app.film;
    real kept = film_signal(film, 0, LSTM_C, 11)[11];
    assert_true(fabs((double)kept) > 1);
    for (int t = 12; t <= 36; t++)
        assert_true(film_signal(film, 0, LSTM_C, t)[11] == kept);
    assert_true(film_signal(film, 0, LSTM_C, 37)[11] == 0);
}

static void two_readings_of_z(void **state)
{
    (void)state;
    preset_case_open(&c, "two-readings-of-z");
    real z = film_signal(c.app.film, 0, GRU_Z, 12)[0];
    near(1 - (double)z, 0.39, 0.02);
    near((double)z, 0.61, 0.02);
    preset_case_shows(&c, "t = 12");
    preset_case_shows(&c, "0.39");
    preset_case_shows(&c, "+0.31");
    preset_case_key(&c, KEY_A + ('W' - 'A'), 0);
    preset_case_shows(&c, "0.61");
    preset_case_shows(&c, "+0.31");
}

static void binary_gates(void **state)
{
    int between = 0;

    (void)state;
    preset_case_open(&c, "binary-gates");
    const struct film *film = c.app.film;
    assert_true(film_units(film, 0) == 16 && film->steps == 48);
    for (int t = 1; t <= 48; t++) {
        const real *f = film_signal(film, 0, LSTM_F, t);
        for (int u = 0; u < 16; u++) {
            between += f[u] >= (real)0.1 && f[u] <= (real)0.9;
            for (int v = 0; v < u; v++)
                assert_true(f[u] != f[v]);
        }
    }
    assert_true(between > 48 * 16 * 6 / 10);
}

static void unrolled_is_one(void **state)
{
    (void)state;
    preset_case_open(&c, "unrolled-is-one");
    const struct film *film = c.app.film, *ghost = lab_ghost(c.app.lab, 0);
    assert_non_null(ghost);
    for (int t = 1; t <= film->steps; t++)
        assert_true(film_signal(film, 0, RNN_H, t)[0] !=
                    film_signal(ghost, 0, RNN_H, t)[0]);
    for (int u = 1; u < film_units(film, 0); u++)
        assert_true(film_signal(film, 0, RNN_H, 24)[u] !=
                    film_signal(ghost, 0, RNN_H, 24)[u]);
}

static void hugs_the_price(void **state)
{
    double late = 0;

    (void)state;
    preset_case_open(&c, "hugs-the-price");
    const struct film *film = c.app.film;
    near(film_output(film, 60, 0), 2181, 0.001);
    near(film_input(film, 60, 0), 2184, 0.001);
    preset_case_shows(&c, "2181");
    preset_case_shows(&c, "2184");
    for (int t = 10; t <= 60; t++)
        late += pow(film_output(film, t, 0) - film_input(film, t, 0), 2);
    /* Nearer to what was last than to what comes. */
    assert_true(sqrt(late / 51) < 0.5 * error_of(0, 11, 61));
    assert_true(error_of(-1, 11, 61) < error_of(0, 11, 61));
    assert_true(error_of(-1, 2, 61) < error_of(0, 2, 61));
}

/* Distance of the hidden states of two lanes at step t, as a share of the
 * first one's length. */
static double state_apart(int t)
{
    const struct tape *a = &lab_film(c.app.lab, 0)->values;
    const struct tape *b = &lab_film(c.app.lab, 1)->values;
    int units = a->layer[0].units, h = layer_cell(&a->spec.layer[0])->h;
    double apart = 0, length = 0;

    for (int u = 0; u < units; u++) {
        double one = tape_value(a, 0, h, t, 0, u);
        apart += pow(one - tape_value(b, 0, h, t, 0, u), 2);
        length += one * one;
    }
    return sqrt(apart / length);
}

/* What a lane chose at a step. */
static const char *choice(int lane, int t)
{
    const struct film *film = lab_film(c.app.lab, lane);
    const struct tape *tape = &film->values;
    const real *p = tape_head(tape, HEAD_P, t, 0);
    int best = 0;

    for (int k = 1; k < tape->spec.outputs; k++)
        best = p[k] > p[best] ? k : best;
    return film->words.text[best];
}

/* All that it chose from one step to another. */
static void wrote(int lane, int first, int last, const char *wanted)
{
    char text[200] = "";

    for (int t = first; t <= last; t++)
        strcat(text, choice(lane, t));
    assert_string_equal(text, wanted);
}

/* How often this stands by itself below the preset's sentence. */
static int count_texts(const char *whole)
{
    enum { SENTENCE_END = 200 };
    char text[512];
    int count = 0;

    for (int k = 0; k < c.app.list.commands; k++)
        count += c.app.list.command[k].box.y > SENTENCE_END &&
                 preset_case_text(&c.app.list, k, text) &&
                 strcmp(text, whole) == 0;
    return count;
}

static void one_word(void **state)
{
    (void)state;
    preset_case_open(&c, "one-word");
    const struct film *today = lab_film(c.app.lab, 0);
    const struct film *before = lab_film(c.app.lab, 1);
    assert_string_equal(today->words.text[today->ids[0]], "오늘");
    assert_string_equal(before->words.text[before->ids[0]], "어제");
    assert_string_equal(today->words.text[today->ids[1]], "주가");
    assert_int_equal(today->ids[1], before->ids[1]);
    assert_true(state_apart(2) > 0.2);
    wrote(0, 4, 7, "5474");
    wrote(1, 4, 7, "5355");
    assert_int_equal(count_texts("오늘"), 1);
    assert_int_equal(count_texts("어제"), 1);
    assert_int_equal(count_texts("주가"), 2);
}

/* Root mean square of what a lane predicts less what came, left to itself. */
static double free_error(int lane)
{
    const struct film *film = lab_film(c.app.lab, lane);
    double sum = 0;
    int count = 0;

    assert_true(film->free_from > 1);
    for (int t = film->free_from; t < film->steps; t++, count++)
        sum += pow(tape_head(&film->values, HEAD_Y, t, 0)[0] -
                   film->target_values[t - 1], 2);
    return sqrt(sum / count) * film->deviation[0];
}

static void continued(void **state)
{
    (void)state;
    preset_case_open(&c, "continued");
    assert_int_equal(c.app.lab->lanes, 4);
    assert_string_equal(c.app.film->label[c.app.film->free_from - 1], "941");
    assert_int_equal(c.app.ui.lane, 1);
    assert_true(free_error(0) < 0.001);
    assert_true(free_error(1) > 100 * free_error(0));
    assert_true(free_error(2) < free_error(1) / 3);
    assert_true(free_error(3) < free_error(1) / 3);
}

/* The same with the right answers read. */
static void force(void)
{
    const struct lane_measure measure = {0};
    struct setup setup = *history_setup(&c.app.lab->history);
    struct error error = {0};

    setup.free_from = -1;
    preset_case_fine(history_set(&c.app.lab->history, &setup, &error) &&
                     lab_follow(c.app.lab, &measure, &error), &error);
}

static void by_heart(void **state)
{
    (void)state;
    preset_case_open(&c, "by-heart");
    wrote(0, 7, 9, "레위니");
    preset_case_shows(&c, "레");
    const struct film *film = lab_film(c.app.lab, 0);
    assert_string_equal(film->words.text[film->target_labels[6]], "스");
    force();
    film = lab_film(c.app.lab, 0);
    assert_string_equal(film->words.text[film->ids[7]], "스");
    assert_string_equal(film->words.text[film->ids[8]], "웨");
    assert_string_not_equal(choice(0, 8), "웨");
    assert_string_not_equal(choice(0, 9), "덴");
}

/* What it was trained on it knows, and of what it was not, next to nothing. */
static void by_heart_indeed(void **state)
{
    struct pupil pupil;
    struct scoring scoring;
    struct error error = {0};
    char path[SCENE_PATH_MAX];

    (void)state;
    preset_case_fine(assets_path("models/places.safetensors", path,
                                 sizeof path, &error) &&
                     pupil_open(&pupil, path, c.with.kernels, &error) &&
                     scoring_init(&scoring, &pupil.trainer.task,
                                  &pupil.trainer.network, 64, &error), &error);
    while (scoring_work(&scoring))
        continue;
    assert_true(scoring.score.trained > 0.99);
    assert_true(scoring.score.whole < 0.05);
    scoring_finish(&scoring);
    pupil_close(&pupil);
}

static void picture_to_word(void **state)
{
    (void)state;
    preset_case_open(&c, "picture-to-word");
    const struct film *film = c.app.film;
    int inputs = film->network.params.spec.inputs;
    for (int t = 1; t <= film->steps; t++) {
        double ink = 0;
        for (int k = 0; k < 64; k++)
            ink += film->x[(size_t)(t - 1) * (size_t)inputs + (size_t)k];
        assert_true(t == 1 ? ink > 1 : ink == 0);
        if (t <= 5) {
            const real *p = tape_head(&film->values, HEAD_P, t, 0);
            assert_true(p[film->target_labels[t - 1]] > 0.99);
        }
    }
    wrote(0, 1, 5, "seven");
}

static void reads_letters(void **state)
{
    (void)state;
    preset_case_open(&c, "reads-letters");
    const struct film *film = c.app.film;
    int signal = layer_cell(&film->network.params.spec.layer[0])->c;
    double inside[2] = {0};
    int count[2] = {0};

    assert_int_equal(c.app.ui.unit, 122);
    preset_case_shows(&c, "+0.55");
    preset_case_shows(&c, "word begins");
    /* By another way: the mean state at first letters and elsewhere. */
    for (int t = 2; t <= film->steps; t++) {
        const char *before = film->words.text[film->ids[t - 2]];
        const char *now = film->words.text[film->ids[t - 1]];
        int first = isspace((unsigned char)*before) &&
                    !isspace((unsigned char)*now);
        inside[first] += tape_value(&film->values, 0, signal, t, 0, 122);
        count[first]++;
    }
    assert_true(inside[1] / count[1] > inside[0] / count[0] + 0.3);

    const struct reactions *reactions = &c.app.studies.table.reactions;
    int strong = 0;
    assert_int_equal(reactions->units, 128);
    for (int u = 0; u < reactions->units; u++) {
        double r = reactions_value(reactions, reactions->best[u], u);
        strong += fabs(r) >= 0.545;
    }
    assert_true(strong >= 1 && strong <= 8);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(facts),
        CASE(lstm_vanishes),
        CASE(lstm_always_wins),
        CASE(dh_is_dc),
        CASE(cell_path_dominates),
        CASE(product_of_f),
        CASE(clipping),
        CASE(lstm_explodes),
        CASE(short_sighted),
        CASE(three_gradients),
        CASE(spectral_radius),
        CASE(forget_means_keep),
        CASE(two_readings_of_z),
        CASE(binary_gates),
        CASE(unrolled_is_one),
        CASE(hugs_the_price),
        CASE(one_word),
        CASE(continued),
        CASE(by_heart),
        CASE(by_heart_indeed),
        CASE(picture_to_word),
        CASE(reads_letters),
    };
    return cmocka_run_group_tests_name("presets", tests, NULL, NULL);
}
