/* How numbers came about: every number of every kind of network is opened,
 * recursively, and what it is made of makes it.
 */
#include "scene_case.h"

#include "scene/look/notation.h"
#include "scene/study/check/check.h"
#include "scene/study/trace/digits.h"
#include "scene/study/trace/trace.h"

static const struct scene_recipe recipes[] = {
    {.cell = "lstm", .units = 5, .steps = 6, .inputs = 2},
    {.cell = "lstm", .layers = 2, .units = 4, .steps = 5, .one_loss = true},
    {.cell = "gru", .units = 5, .steps = 6, .inputs = 2, .classes = 3},
    {.cell = "gru-before", .layers = 2, .units = 4, .steps = 5},
    {.cell = "rnn", .units = 5, .steps = 6, .no_head = true},
    {.cell = "rnn-relu", .layers = 2, .units = 4, .steps = 5, .inputs = 3},
    {.cell = "rnn-linear", .units = 3, .steps = 4},
    {.cell = "dense", .layers = 2, .units = 4, .steps = 4},
    {.cell = "lstm", .vocabulary = 6, .units = 4, .steps = 5},
};
enum { RECIPES = sizeof recipes / sizeof recipes[0] };

/* What one must agree to: a recorded sum of floats. */
static double allowed(const struct film *film, const struct trace_number *trace)
{
    double sizes = fabs(trace->value);

    for (int k = 0; k < trace->count; k++)
        sizes += fabs(trace_term(film, trace, k).value);
    return 4e-6 * sizes + 1e-30;
}

/* Opens a number and all that it is made of, to a depth. */
static void open_number(const struct film *film, struct draw_id id, int depth)
{
    struct trace_number trace = trace_of(film, id);

    if (trace.kind == TRACE_NOTHING)
        fail_msg("subject %d.%d.%d.%d.%d has no arithmetic", id.kind, id.layer,
                 id.signal, (int)id.step, (int)id.unit);
    assert_true(trace_opens(film, id));
    if (trace.kind == TRACE_GIVEN)
        return;
    assert_true(trace.count > 0);
    double got = trace_phi(trace.function, trace.by, trace_sum(film, &trace));
    if (!(fabs(got - trace.value) <= allowed(film, &trace)))
        fail_msg("subject %d.%d.%d.%d.%d is %.9g; its terms make %.9g",
                 id.kind, id.layer, id.signal, (int)id.step, (int)id.unit,
                 trace.value, got);
    for (int k = 0; k < trace.count; k++) {
        struct trace_term term = trace_term(film, &trace, k);
        if (term.own)
            assert_close(subject_value(film, term.id), term.value,
                         1e-12 * fabs(term.value) + 1e-300);
        for (int f = 0; f < term.factors; f++) {
            struct draw_id part = term.factor[f].id;
            if (part.kind == SUBJECT_NONE)
                continue;
            assert_close(subject_value(film, part), term.factor[f].value, 0);
            if (depth > 0)
                open_number(film, part, depth - 1);
        }
        if (depth > 0 && term.own)
            open_number(film, term.id, depth - 1);
    }
}

/* Signals, gradients, and what is made of them, at every step. */
static void open_all(const struct film *film, int depth)
{
    for (int l = 0; l < film->values.spec.layers; l++)
        for (int s = 0; s < cell_table[film_cell(film, l)].signals; s++)
            for (int t = 1; t <= film->steps; t += film->steps - 1 > 0
                                                       ? film->steps - 1 : 1)
                for (int u = -1; u < film_units(film, l); u += 2) {
                    open_number(film, subject(SUBJECT_SIGNAL, l, s, t, u),
                                depth);
                    if (u >= 0)
                        open_number(film, subject(SUBJECT_GRADIENT, l, s, t,
                                                  u), depth);
                }
}

static void every_number_opens(void **state)
{
    (void)state;
    for (int k = 0; k < RECIPES; k++) {
        struct scene_case c;
        scene_case_init(&c, &recipes[k]);
        open_all(&c.film, 2);
        scene_case_finish(&c);
    }
}

/* Runs all of a check; how many units of work it took. */
static int run_check(struct check *check, const struct film *film,
                     struct draw_id id)
{
    int units = 0;

    while (check_wants(check, film, id)) {
        assert_true(check_work(check, film, id, NULL));
        units++;
    }
    return units;
}

static void agree(struct check *check, const struct film *film,
                  struct draw_id id, double *worst)
{
    run_check(check, film, id);
    assert_true(check_is_of(check, film, id));
    if (check->expected > 0)
        *worst = fmax(*worst, check->error / check->expected);
    if (check->verdict != CHECK_AGREES && check->verdict != CHECK_TOO_SMALL)
        fail_msg("subject %d.%d.%d.%d.%d: %.12g, difference %.12g, expected "
                 "%g", id.kind, id.layer, id.signal, (int)id.step,
                 (int)id.unit, check->analytic, check->numeric,
                 check->expected);
}

static void gradients_agree(void **state)
{
    (void)state;
    for (int k = 0; k < RECIPES; k++) {
        struct scene_case c;
        struct check check = {0};
        double worst = 0;
        scene_case_init(&c, &recipes[k]);
        const struct film *film = &c.film;
        const struct params *params = &film->network.params;
        for (int l = 0; l < film->values.spec.layers; l++)
            for (int s = 0; s < cell_table[film_cell(film, l)].signals; s++)
                for (int t = 1; t <= film->steps; t += 2)
                    for (int u = 0; u < film_units(film, l); u++)
                        agree(&check, film, subject(SUBJECT_SIGNAL, l, s, t,
                                                    u), &worst);
        for (int t = 1; t <= film->steps; t++)
            agree(&check, film, subject(SUBJECT_INPUT, 0, 0, t, 0), &worst);
        for (int tensor = 0; tensor < params->tensors; tensor++)
            agree(&check, film, subject(SUBJECT_WEIGHT, 0, tensor, 1, 0),
                  &worst);
        if (film->has_loss)
            agree(&check, film, subject(SUBJECT_OUTPUT, 0, 0, film->steps, 0),
                  &worst);
        printf("%s: worst %g of what is expected\n",
               recipes[k].cell, worst);
        check_finish(&check);
        scene_case_finish(&c);
    }
}

/* Where a step reads something else than what was left, the runs of the check
 * read it too. */
static void gradients_agree_with_wires_cut(void **state)
{
    static const char *const cells[] = {
        "rnn", "rnn-linear", "gru", "gru-before", "lstm",
    };

    (void)state;
    for (int k = 0; k < 5; k++) {
        bool lstm = k == 4;
        const struct pin pins[] = {
            {.signal = PIN_READ_H, .first_unit = 1, .last_unit = 2,
             .first_step = 2, .last_step = 4, .multiply = true,
             .value = (real)0.5},
            {.signal = lstm ? PIN_READ_C : PIN_READ_H, .first_step = 3,
             .last_step = 3, .value = (real)0.25},
        };
        struct scene_case c;
        struct check check = {0};
        double worst = 0;
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[k], .units = 4, .steps = 6, .inputs = 2});
        film_run(&c.film, &(struct pins){2, pins});
        int signals = cell_table[film_cell(&c.film, 0)].signals;
        for (int s = 0; s < signals; s++)
            for (int t = 1; t <= 4; t++)
                for (int u = 0; u < 4; u++)
                    agree(&check, &c.film, subject(SUBJECT_SIGNAL, 0, s, t, u),
                          &worst);
        check_finish(&check);
        scene_case_finish(&c);
    }
}

/* Signals that are held or scaled, wires that are held, scaled or cut: all of
 * it opens, and what is held says so. */
static void interventions_open(void **state)
{
    static const char *const cells[] = {"rnn", "gru", "gru-before", "lstm"};

    (void)state;
    for (int k = 0; k < 4; k++) {
        enum cell cell;
        struct scene_case c;
        struct check check = {0};
        double worst = 0;
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[k], .units = 4, .steps = 6, .inputs = 2});
        cell = film_cell(&c.film, 0);
        int h = cell_table[cell].h, gate = k == 0 ? RNN_A : h - 2;
        const struct pin pins[] = {
            {.signal = gate, .first_unit = 1, .last_unit = 1, .first_step = 2,
             .last_step = 4, .value = (real)0.5},
            {.signal = gate, .first_unit = 2, .last_unit = 2, .first_step = 1,
             .last_step = 6, .multiply = true, .value = (real)0.5},
            {.signal = h, .first_unit = 3, .last_unit = 3, .first_step = 3,
             .last_step = 3, .multiply = true, .value = 2},
            {.signal = PIN_READ_H, .first_unit = 0, .last_unit = 0,
             .first_step = 3, .last_step = 4},
            {.signal = k == 3 ? PIN_READ_C : PIN_READ_H, .first_unit = 2,
             .last_unit = 2, .first_step = 2, .last_step = 5,
             .multiply = true, .value = (real)-0.5},
        };
        film_run(&c.film, &(struct pins){5, pins});
        for (int s = 0; s < cell_table[cell].signals; s++)
            for (int t = 1; t <= 6; t++)
                for (int u = 0; u < 4; u++) {
                    struct draw_id id = subject(SUBJECT_SIGNAL, 0, s, t, u);
                    open_number(&c.film, id, 2);
                    agree(&check, &c.film, id, &worst);
                    id.kind = SUBJECT_GRADIENT;
                    open_number(&c.film, id, 2);
                }
        struct trace_number held = trace_of(
            &c.film, subject(SUBJECT_SIGNAL, 0, gate, 3, 1));
        assert_int_equal(held.kind, TRACE_GIVEN);
        assert_int_equal(held.given, GIVEN_HELD);
        held = trace_of(&c.film, subject(SUBJECT_GRADIENT, 0, gate, 3, 1));
        assert_int_equal(held.given, GIVEN_CUT);
        held = trace_of(&c.film, trace_read(&c.film, 0, h, 3, 0));
        assert_int_equal(held.given, GIVEN_HELD);
        check_finish(&check);
        scene_case_finish(&c);
    }
}

/* Ids of other films, of no film: no number, nothing opens. */
/* Digits chosen for one number, printed of another: of a difference beside a
 * gradient that has all but vanished. */
static void digits_of_another_number(void **state)
{
    static const double size[] = {1e-320, 1e-300, 1e-40, 1e-7, 1, 1e7, 1e300};
    enum { SIZES = sizeof size / sizeof *size };

    (void)state;
    for (int a = 0; a < SIZES; a++)
        for (int b = 0; b < 2 * SIZES; b++) {
            struct { char text[FIGURE_MAX], behind[400]; } out;
            double value = size[b / 2] * (b % 2 ? -1.2345678 : 1.2345678);
            memset(&out, 7, sizeof out);
            digits_print(out.text, digits_for(size[a], size[a]), value, true);
            assert_non_null(memchr(out.text, 0, sizeof out.text));
            for (size_t k = 0; k < sizeof out.behind; k++)
                assert_int_equal(out.behind[k], 7);
        }
}

static void foreign_ids(void **state)
{
    struct scene_case c;
    struct random random;
    int open = 0;

    (void)state;
    scene_case_init(&c, &recipes[1]);
    random_seed(&random, 8, 1);
    for (int n = 0; n < 200000; n++) {
        struct draw_id id = {
            .kind = n % 3 ? SUBJECT_TERM
                          : (int16_t)random_below(&random, SUBJECTS + 2),
            .layer = (int16_t)((int)random_below(&random, 6) - 2),
            .signal = (int16_t)((int)random_below(&random, 10000) - 500),
            .step = (int)random_below(&random, 12) - 3,
            .unit = (int)random_below(&random, 400) - 20};
        if (n % 2)
            id.unit = id.unit % 6;
        if (!trace_opens(&c.film, id) || isnan(subject_value(&c.film, id)) ||
            trace_of(&c.film, id).kind == TRACE_NOTHING)
            continue;
        open_number(&c.film, id, 1);
        trace_gradient(&c.film, id);
        open++;
    }
    assert_true(open > 1000);
    scene_case_finish(&c);
}

/* Many ReLUs, of which some nudge or other carries one over its kink. */
static void kinks_are_stepped_around(void **state)
{
    struct scene_case c;
    struct check check = {0};
    double worst = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "rnn-relu", .units = 24,
                                               .steps = 40, .inputs = 3});
    for (int u = 0; u < 24; u++)
        for (int t = 1; t < 40; t += 6)
            agree(&check, &c.film,
                  subject(SUBJECT_GRADIENT, 0, RNN_A, t, u), &worst);
    check_finish(&check);
    scene_case_finish(&c);
}

/* A ReLU at exactly 0: no difference has its slope, and nothing is wrong. */
static void at_a_kink_nothing_is_compared(void **state)
{
    struct scene_case c;
    struct check check = {0};

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){
        .cell = "rnn-relu", .units = 1, .steps = 2, .no_head = true});
    struct layer_params *layer = &c.film.network.params.layer[0];
    layer->w[0] = 1;
    layer->u[0] = layer->b_hh[0] = 0;
    layer->b_ih[0] = -tape_x(&c.film.values, 2, 0)[0];
    network_pack(&c.film.network);
    film_run(&c.film, NULL);
    assert_true(film_signal(&c.film, 0, RNN_A, 2)[0] == 0);
    run_check(&check, &c.film, trace_part(PART_DX, 0, 0, 2, 0));
    assert_true(check.analytic == 0);
    assert_int_equal(check.verdict, CHECK_BENDS);
    check_finish(&check);
    scene_case_finish(&c);
}

/* 2^60: a nudge so small that L keeps its size would be lost in the state. */
static void exploding_gradients_agree(void **state)
{
    struct scene_case c;
    struct check check = {0};
    double worst = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){
        .cell = "rnn-linear", .units = 3, .steps = 61, .no_head = true});
    real *u = c.film.network.params.layer[0].u;
    for (int k = 0; k < 9; k++)
        u[k] = k % 4 == 0 ? 2 : 0;
    network_pack(&c.film.network);
    film_run(&c.film, NULL);
    agree(&check, &c.film, subject(SUBJECT_GRADIENT, 0, RNN_A, 1, 1), &worst);
    assert_int_equal(check.verdict, CHECK_AGREES);
    assert_true(check.analytic > 1e18);
    check_finish(&check);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_opens),
        cmocka_unit_test(gradients_agree),
        cmocka_unit_test(gradients_agree_with_wires_cut),
        cmocka_unit_test(interventions_open),
        cmocka_unit_test(kinks_are_stepped_around),
        cmocka_unit_test(at_a_kink_nothing_is_compared),
        cmocka_unit_test(exploding_gradients_agree),
        cmocka_unit_test(digits_of_another_number),
        cmocka_unit_test(foreign_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
