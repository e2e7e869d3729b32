/* What a lesson claims is what the pictures show, number by number. */
#include "lane_case.h"

#include "base/number.h"
#include "nn/learn/optimizer.h"
#include "scene/course/claim.h"
#include "scene/study/text/surprise.h"

static double take(const struct lab *lab, struct claim claim)
{
    struct error error = {0};
    double value = -12345;

    if (!claim_take(&claim, lab, NULL, &value, &error))
        fail_msg("%s", error.text);
    return value;
}

static void check_refused(const struct lab *lab, struct claim claim,
                          const char *message)
{
    struct error error = {0};
    double value;

    assert_false(claim_take(&claim, lab, NULL, &value, &error));
    assert_string_equal(error.text, message);
}

/* A claim with these members; the rest is as where an author says nothing. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define CLAIM(...) \
    ((struct claim){.lane = 1, .layer = 1, .unit = 1, .row = 1, .column = 1, \
                    .step = -1, .seeds = 1, __VA_ARGS__})

/* RNN tanh, LSTM, GRU, linear RNN. */
static void init(struct lane_case *l, int lanes, int units, int steps)
{
    static const int kinds[] = {2, 0, 1, 4};
    struct setup setup = lane_case_setup(kinds, lanes, units, steps);

    for (int k = 0; k < lanes; k++)
        setup.lane[k] = lane_defaults(
            k == 0 || k == 3 ? CELL_RNN : k == 1 ? CELL_LSTM : CELL_GRU,
            k == 3 ? ACT_IDENTITY : ACT_TANH);
    lane_case_init(l, &setup);
}

static void signals_are_those_of_the_film(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 2, 6, 20);
    const struct film *film = &l.lab->lane[1].film;
    for (int t = 1; t <= 20; t += 3)
        for (int u = 0; u < 6; u++) {
            struct claim at = CLAIM(.lane = 2, .step = t, .unit = u + 1,
                                    .signal = "f");
            at.kind = CLAIM_SIGNAL;
            assert_true(take(l.lab, at) ==
                        subject_value(film, subject(SUBJECT_SIGNAL, 0, LSTM_F,
                                                    t, u)));
            at.kind = CLAIM_SLOPE;
            assert_true(take(l.lab, at) ==
                        subject_value(film, subject(SUBJECT_SLOPE, 0, LSTM_F,
                                                    t, u)));
            at.kind = CLAIM_KEPT;
            assert_true(take(l.lab, at) ==
                        subject_value(film, subject(SUBJECT_KEPT, 0, 0, t,
                                                    u)));
            at.kind = CLAIM_WRITTEN;
            assert_true(take(l.lab, at) ==
                        subject_value(film, subject(SUBJECT_WRITTEN, 0, 0, t,
                                                    u)));
            at.kind = CLAIM_GRADIENT;
            strcpy(at.signal, "a_f");
            assert_true(take(l.lab, at) ==
                        subject_value(film, subject(SUBJECT_GRADIENT, 0,
                                                    LSTM_AF, t, u)));
        }
    struct claim last = CLAIM(.kind = CLAIM_SIGNAL, .lane = 2, .signal = "c");
    assert_true(take(l.lab, last) ==
                (double)film_signal(film, 0, LSTM_C, 20)[0]);
    last.step = 0;
    assert_true(take(l.lab, last) == 0);
    lane_case_finish(&l);
}

/* L2, where the picture has the root of the mean square. */
static void norms_are_over_all_units(void **state)
{
    struct lane_case l;
    double sum = 0, slopes = 0;

    (void)state;
    init(&l, 1, 6, 20);
    const struct film *film = &l.lab->lane[0].film;
    for (int u = 0; u < 6; u++) {
        double h = (double)film_signal(film, 0, RNN_H, 7)[u];
        double d = film_gradient(film, 0, RNN_H, 7, u);
        sum += h * h;
        slopes += d * d;
    }
    assert_close(take(l.lab, CLAIM(.kind = CLAIM_NORM, .signal = "h",
                                   .step = 7)), sqrt(sum), 1e-12);
    assert_close(take(l.lab, CLAIM(.kind = CLAIM_GRADIENT_NORM, .signal = "h",
                                   .step = 7)) / sqrt(slopes), 1, 1e-6);
    assert_true(take(l.lab, CLAIM(.kind = CLAIM_INPUT, .step = 7, .unit = 3))
                == (double)tape_x(&film->values, 7, 0)[2]);
    lane_case_finish(&l);
}

static double shown(const struct lab *lab, enum subject kind, int lane,
                    int signal, int step, int unit)
{
    return lab_value(lab, subject(kind, lane, signal, step, unit));
}

/* After the lab has measured. */
static void what_is_left_is_what_the_lanes_show(void **state)
{
    struct lane_case l;
    static const struct {
        enum claim_kind kind;
        enum decay_measure quantity;
    } pair[] = {{CLAIM_JACOBIAN, DECAY_JACOBIAN}, {CLAIM_DX, DECAY_INPUT},
                {CLAIM_DH, DECAY_HIDDEN}, {CLAIM_FROBENIUS, DECAY_FROBENIUS}};

    (void)state;
    init(&l, 3, 6, 20);
    for (size_t p = 0; p < 4; p++) {
        l.c.ui.quantity = pair[p].quantity;
        lane_case_follow(&l);
        lane_case_measure(&l, 1 << 20);
        for (int k = 0; k < 3; k++)
            for (int lag = 1; lag <= 19; lag += 6) {
                double log = shown(l.lab, SUBJECT_LANE_DECAY, k, CURVE_OWN,
                                   lag, 0);
                struct claim claim = CLAIM(.kind = pair[p].kind, .lane = k + 1,
                                           .lag = lag);
                assert_close(log10(take(l.lab, claim)), log, 1e-12);
                claim.seeds = 30;
                assert_close(log10(take(l.lab, claim)),
                             shown(l.lab, SUBJECT_LANE_DECAY, k, CURVE_MEDIAN,
                                   lag, 0), 1e-9);
            }
    }
    lane_case_finish(&l);
}

static void rates_and_factors_are_those_of_the_lanes(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 2, 6, 20);
    lane_case_measure(&l, 1 << 20);
    for (int k = 0; k < 2; k++) {
        assert_close(take(l.lab, CLAIM(.kind = CLAIM_HALF_LIFE,
                                       .lane = k + 1)),
                     shown(l.lab, SUBJECT_LANE_HALF, k, 0, 20, 0), 1e-9);
        assert_close(log10(take(l.lab, CLAIM(.kind = CLAIM_FACTOR,
                                             .lane = k + 1, .step = 5))),
                     shown(l.lab, SUBJECT_LANE_FACTOR, k, 0, 5, 0), 1e-9);
        assert_true(take(l.lab, CLAIM(.kind = CLAIM_PARAMETERS,
                                      .lane = k + 1)) ==
                    shown(l.lab, SUBJECT_LANE_PARAMETERS, k, 0, 0, 0));
    }
    assert_true(take(l.lab, CLAIM(.kind = CLAIM_RADIUS)) ==
                shown(l.lab, SUBJECT_LANE_RADIUS, 0, 0, 0, 0));
    /* Not 0, and one divides the other. */
    double rnn = take(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .lag = 20));
    double lstm = take(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .lag = 20,
                                    .lane = 2));
    assert_true(rnn > 0 && rnn < lstm);
    assert_true(take(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .lag = 20, .lane = 2,
                                  .over = 1)) == lstm / rnn);
    lane_case_finish(&l);
}

static void powers_are_the_textbook_s(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 4, 6, 20);
    lane_case_measure(&l, 1 << 20);
    for (int lag = 1; lag < 20; lag += 5) {
        double power = take(l.lab, CLAIM(.kind = CLAIM_POWER, .lane = 4,
                                         .lag = lag));
        assert_close(log10(power),
                     shown(l.lab, SUBJECT_LANE_POWER, 3, 0, lag, 0), 1e-12);
        assert_close(power / take(l.lab, CLAIM(.kind = CLAIM_DX, .lane = 4,
                                               .lag = lag)), 1, 1e-4);
    }
    check_refused(l.lab, CLAIM(.kind = CLAIM_POWER),
                  "'power' is of a linear RNN of one layer");
    lane_case_finish(&l);
}

/* Parts of the two ways of the LSTM, as the panel of paths has them. */
static void ways_are_those_of_the_study(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 2, 6, 20);
    const struct film *film = &l.lab->lane[1].film;
    for (int detach = 0; detach < 2; detach++) {
        struct paths paths = {0};
        const struct studied of = {film, 1, 0};
        while (paths_work(&paths, &of, detach, NULL))
            continue;
        for (int kind = CLAIM_JACOBIAN; kind <= CLAIM_H_PATH_TOTAL; kind++)
            for (int lag = 2; lag < 20; lag += 8)
                assert_close(log10(take(l.lab, CLAIM(.kind = kind, .lane = 2,
                                                     .lag = lag,
                                                     .detach = detach))),
                             paths_value(&paths, kind - CLAIM_JACOBIAN, lag),
                             1e-9);
        paths_finish(&paths);
    }
    lane_case_finish(&l);
}

static void measure_studies(struct studies *studies, struct film *film,
                            const struct ui *ui)
{
    studies_follow(studies, film, ui, 1);
    while (studies_wants(studies, film, ui, 1))
        assert_true(studies_work(studies, film, ui, 1, NULL));
}

static void parts_and_units_are_those_of_the_studies(void **state)
{
    struct lane_case l;
    struct ui ui = ui_defaults();
    struct studies studies = {0};

    (void)state;
    init(&l, 2, 6, 20);
    struct film *film = lab_film(l.lab, 1);
    ui.weights = LAG_WEIGHTS_U;
    ui.cut = 3;
    ui.alone = PANEL_TRIANGLE;
    measure_studies(&studies, film, &ui);
    for (int lag = 1; lag <= 20; lag += 4) {
        assert_true(take(l.lab, CLAIM(.kind = CLAIM_SHARE, .lane = 2,
                                      .lag = lag)) ==
                    studies_value(&studies, subject(
                        SUBJECT_LESSON_SHARE, 0, LAG_WEIGHTS_U, lag, 20)));
        assert_true(take(l.lab, CLAIM(.kind = CLAIM_CUT, .lane = 2,
                                      .lag = lag)) ==
                    studies_value(&studies, subject(
                        SUBJECT_CUT, 0, LAG_WEIGHTS_U, lag, CUT_SHARE)));
        assert_true(take(l.lab, CLAIM(.kind = CLAIM_CUT_ANGLE, .lane = 2,
                                      .lag = lag)) ==
                    studies_value(&studies, subject(
                        SUBJECT_CUT, 0, LAG_WEIGHTS_U, lag, CUT_ANGLE)));
    }
    ui.alone = PANEL_UNITS;
    measure_studies(&studies, film, &ui);
    for (int u = 0; u < 6; u++)
        assert_true(take(l.lab, CLAIM(.kind = CLAIM_RETENTION, .lane = 2,
                                      .unit = u + 1)) ==
                    studies_value(&studies, subject(
                        SUBJECT_UNIT_STAT, 0, COLUMN_RETENTION, 0, u)));
    ui.alone = PANEL_STRIP;
    ui.connect = true;
    ui.output = 4;
    measure_studies(&studies, film, &ui);
    assert_close(log10(take(l.lab, CLAIM(.kind = CLAIM_CONNECTION, .lane = 2,
                                         .unit = 5, .step = 9))),
                 studies_value(&studies, subject(SUBJECT_CONNECTION, 0, 4, 9,
                                                 20)), 1e-12);
    studies_finish(&studies);
    lane_case_finish(&l);
}

static void gradients_have_a_length_and_are_clipped(void **state)
{
    struct lane_case l;
    struct params sum = {0};

    (void)state;
    init(&l, 1, 6, 20);
    assert_true(params_init(&sum, &l.lab->lane[0].film.values.spec, NULL));
    film_weight_gradient(&l.lab->lane[0].film, &sum);
    double norm = optimizer_norm(sum.data, sum.count);
    params_finish(&sum);
    struct claim claim = CLAIM(.kind = CLAIM_WEIGHT_NORM);
    assert_close(take(l.lab, claim) / norm, 1, 1e-6);
    struct setup setup = *history_setup(&l.lab->history);
    setup.clip = true;
    setup.clip_norm = norm / 4;
    assert_true(history_set(&l.lab->history, &setup, NULL));
    lane_case_follow(&l);
    assert_close(take(l.lab, claim) / norm, 1, 1e-6);
    claim.clipped = true;
    assert_close(take(l.lab, claim) / norm, 0.25, 1e-6);
    assert_close(log10(take(l.lab, claim)),
                 shown(l.lab, SUBJECT_LANE_NORM, 0, 1, 0, 0), 1e-9);
    lane_case_finish(&l);
}

/* What was done by hand counts. */
static void edits_are_in_the_numbers(void **state)
{
    struct lane_case l;
    struct edit edit;

    (void)state;
    init(&l, 2, 6, 20);
    struct claim claim = CLAIM(.kind = CLAIM_CAROUSEL, .lane = 2);
    double before = take(l.lab, claim), norm;
    assert_true(edit_parse("layer0.f[1]=1",
                           &l.lab->lane[1].film.network.params, 20, &edit,
                           NULL));
    edit.lane = 1;
    norm = take(l.lab, CLAIM(.kind = CLAIM_WEIGHT_NORM, .lane = 2));
    assert_true(history_add(&l.lab->history, &edit, NULL));
    lane_case_follow(&l);
    assert_true(before < 0.5);
    assert_close(take(l.lab, claim), 1, 1e-6);
    assert_true(take(l.lab, CLAIM(.kind = CLAIM_WEIGHT_NORM, .lane = 2)) !=
                norm);
    lane_case_finish(&l);
}

static void curves_are_their_points(void **state)
{
    struct lane_case l;
    double lags[20], steps[21], seeds[4];
    struct claim claim = CLAIM(.kind = CLAIM_JACOBIAN);

    (void)state;
    init(&l, 2, 6, 20);
    assert_true(claim_curve(&claim, l.lab, true, 0, 19, lags, NULL));
    assert_close(lags[0], 1, 1e-12);
    for (int lag = 1; lag < 20; lag++) {
        claim.lag = lag;
        assert_true(lags[lag] == take(l.lab, claim));
    }
    claim.seeds = 5;
    assert_true(claim_curve(&claim, l.lab, true, 2, 5, seeds, NULL));
    claim.lag = 4;
    assert_true(seeds[2] == take(l.lab, claim));
    claim = CLAIM(.kind = CLAIM_SIGNAL, .signal = "h", .absolute = true);
    assert_true(claim_curve(&claim, l.lab, false, 1, 20, steps, NULL));
    bool negative = false;
    for (int t = 1; t <= 20; t++) {
        double h = (double)film_signal(&l.lab->lane[0].film, 0, RNN_H, t)[0];
        negative |= h < 0;
        assert_true(steps[t - 1] == fabs(h));
    }
    assert_true(negative);
    assert_false(claim_curve(&claim, l.lab, false, 1, 21, steps, NULL));
    assert_false(claim_curve(&claim, l.lab, false, 3, 2, steps, NULL));
    lane_case_finish(&l);
}

/* A softmax network on text, as the panels of text have it. */
static void answers_are_those_of_the_film(void **state)
{
    struct scene_case c;
    struct error error = {0};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm", .units = 5,
                                               .steps = 12, .vocabulary = 5,
                                               .labels = true});
    const struct film_source source = film_source_of(&c.film);
    struct lab *lab = lab_of(&source, NULL, &error);
    assert_string_equal(error.text, "");
    const struct film *film = &lab->lane[0].film;
    char name[FILM_LABEL_MAX];
    struct claim claim = CLAIM(.kind = CLAIM_PROBABILITY, .step = 4,
                               .unit = 2);
    double p = subject_value(film, subject(SUBJECT_PROBABILITY, 0, 0, 4, 1));
    assert_true(p > 0 && take(lab, claim) == p);
    claim.unit = 1;
    snprintf(claim.token, sizeof claim.token, "%s",
             film_choice(film, 1, name));
    assert_true(take(lab, claim) == p);
    assert_true(take(lab, CLAIM(.kind = CLAIM_SURPRISE, .step = 4)) ==
                surprise_bits(film, 4));
    assert_true(take(lab, CLAIM(.kind = CLAIM_LOSS, .step = 0)) ==
                film->loss[0]);
    check_refused(lab, CLAIM(.kind = CLAIM_JACOBIAN, .seeds = 3),
                  "lane 1 is not drawn from a seed: it has one start");
    check_refused(lab, CLAIM(.kind = CLAIM_LOSS, .token = "a"),
                  "'token' is for 'probability' alone");
    strcpy(claim.token, "no such");
    struct error refused = {0};
    assert_false(claim_take(&claim, lab, NULL, &p, &refused));
    assert_non_null(strstr(refused.text, "'no such' is no answer"));
    lab_destroy(lab);
    scene_case_finish(&c);
}

static void messages_say_what_is_wrong(void **state)
{
    struct lane_case l;
    struct claim none = claim_defaults;

    (void)state;
    init(&l, 3, 6, 20);
    check_refused(l.lab, none,
                  "there is nothing to measure: 'measure' is missing");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .lane = 2,
                               .signal = "r"),
                  "the LSTM has no signal 'r'; it has f, i, g, o, c, h");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .lane = 3),
                  "'signal' needs a signal: r, z, n, h");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .lane = 4,
                               .signal = "h"),
                  "there is no lane 4: there are 3");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .layer = 2,
                               .signal = "h"),
                  "there is no layer 2: there are 1");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .signal = "h",
                               .unit = 7),
                  "there is no unit 7: there are 6");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .signal = "h",
                               .step = 21),
                  "'signal' has no step 21: steps are 0 to 20");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .lane = 2,
                               .signal = "f", .step = 0),
                  "'f' has no value at the start: step 0 is for states");
    check_refused(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .lag = 21),
                  "'jacobian' has no lag 21: lags are 0 to 20");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SIGNAL, .signal = "h", .lag = 3),
                  "'signal' has no lag");
    check_refused(l.lab, CLAIM(.kind = CLAIM_DC),
                  "'dc' is of an LSTM; this is a RNN");
    check_refused(l.lab, CLAIM(.kind = CLAIM_RETENTION),
                  "'retention' needs a gate that keeps; the RNN has none");
    check_refused(l.lab, CLAIM(.kind = CLAIM_PROBABILITY),
                  "'probability' needs a network that chooses (softmax); this "
                  "one does not");
    check_refused(l.lab, CLAIM(.kind = CLAIM_WEIGHT, .tensor = "weight_hh"),
                  "there is no tensor 'weight_hh'; there are weight_ih_l0, "
                  "weight_hh_l0, bias_ih_l0, bias_hh_l0");
    check_refused(l.lab, CLAIM(.kind = CLAIM_WEIGHT, .tensor = "weight_hh_l0",
                               .row = 7),
                  "weight_hh_l0 has 6 rows and 6 columns, no place 7, 1");
    check_refused(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .over = 4),
                  "there is no lane 4: there are 3");
    check_refused(l.lab, CLAIM(.kind = CLAIM_SCORE),
                  "test data is not at hand here: 'score' is measured by "
                  "gatereel check");
    lane_case_finish(&l);
}

/* Somebody waits for the number. */
static void what_takes_too_long_is_refused(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 1, 400, 300);
    check_refused(l.lab, CLAIM(.kind = CLAIM_NORM, .signal = "h",
                               .seeds = 30),
                  "30 starts of 162400 weights over 300 steps take too long: "
                  "fewer 'seeds', 'units' or 'steps'");
    check_refused(l.lab, CLAIM(.kind = CLAIM_JACOBIAN, .lag = 3, .seeds = 2),
                  "'jacobian' of 400 numbers over 300 steps takes too long: "
                  "fewer 'units', 'steps' or 'seeds'");
    lane_case_finish(&l);
}

static void curves_are_of_what_differs(void **state)
{
    struct lane_case l;
    struct claim claim = CLAIM(.kind = CLAIM_RETENTION, .lane = 2);
    struct error error = {0};
    int first, last;

    (void)state;
    init(&l, 2, 6, 20);
    assert_false(claim_axis(&claim, l.lab, false, &first, &last, &error));
    assert_string_equal(error.text, "'retention' is the same at every step");
    claim.kind = CLAIM_FACTOR;
    assert_true(claim_axis(&claim, l.lab, false, &first, &last, &error));
    assert_int_equal(first, 1);
    assert_int_equal(last, 20);
    lane_case_finish(&l);
}

static void check_words(const struct lab *lab, enum language language,
                        struct claim claim, const char *want)
{
    struct ui ui = ui_defaults();
    char text[200];

    ui.language = language;
    assert_string_equal(claim_words(&claim, lab, &ui, text, sizeof text),
                        want);
}

static void claims_have_words(void **state)
{
    struct lane_case l;

    (void)state;
    init(&l, 2, 6, 20);
    check_words(l.lab, LANGUAGE_EN,
                CLAIM(.kind = CLAIM_JACOBIAN, .lane = 2, .lag = 12),
                "‖∂s_{T}/∂s_{t}‖, lag 12, LSTM b_{f} +1.0");
    check_words(l.lab, LANGUAGE_KO,
                CLAIM(.kind = CLAIM_SIGNAL, .lane = 2, .signal = "c",
                      .unit = 3, .step = 4),
                "c_{t}, 유닛 3, t = 4, LSTM b_{f} +1.0");
    check_words(NULL, LANGUAGE_EN,
                CLAIM(.kind = CLAIM_WEIGHT, .tensor = "weight_hh_l0"),
                "weight, weight_hh_l0[1][1]");
    lane_case_finish(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_are_those_of_the_film),
        cmocka_unit_test(norms_are_over_all_units),
        cmocka_unit_test(what_is_left_is_what_the_lanes_show),
        cmocka_unit_test(rates_and_factors_are_those_of_the_lanes),
        cmocka_unit_test(powers_are_the_textbook_s),
        cmocka_unit_test(ways_are_those_of_the_study),
        cmocka_unit_test(parts_and_units_are_those_of_the_studies),
        cmocka_unit_test(gradients_have_a_length_and_are_clipped),
        cmocka_unit_test(edits_are_in_the_numbers),
        cmocka_unit_test(curves_are_their_points),
        cmocka_unit_test(answers_are_those_of_the_film),
        cmocka_unit_test(messages_say_what_is_wrong),
        cmocka_unit_test(what_takes_too_long_is_refused),
        cmocka_unit_test(curves_are_of_what_differs),
        cmocka_unit_test(claims_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
