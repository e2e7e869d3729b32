/* The panel of an opened number: it fits everywhere, and what is printed adds
 * up to what is printed.
 */
#include "scene_case.h"

#include "scene/look/notation.h"
#include "scene/study/check/check.h"
#include "scene/study/trace/digits.h"
#include "scene/study/trace/trace.h"
#include "scene/view/trace/page.h"

static const struct scene_recipe recipes[] = {
    {.cell = "lstm", .units = 5, .steps = 6, .inputs = 2, .trained = true},
    {.cell = "lstm", .layers = 2, .units = 40, .steps = 12, .one_loss = true},
    {.cell = "gru", .units = 5, .steps = 6, .inputs = 2, .classes = 3},
    {.cell = "gru-before", .layers = 2, .units = 4, .steps = 5},
    {.cell = "rnn", .units = 24, .steps = 6, .no_head = true},
    {.cell = "rnn-relu", .layers = 2, .units = 1, .steps = 1, .inputs = 3},
    {.cell = "dense", .layers = 2, .units = 4, .steps = 4},
    {.cell = "lstm", .vocabulary = 6, .units = 4, .steps = 5},
};
enum { RECIPES = sizeof recipes / sizeof recipes[0] };

/* Some number of the film: what a walk from a signal or a gradient down comes
 * to. */
static void walk(struct scene_case *c, struct random *random)
{
    const struct film *film = &c->film;
    int l = (int)random_below(random, (uint32_t)film->values.spec.layers);
    struct draw_id id = subject(
        random_below(random, 2) ? SUBJECT_SIGNAL : SUBJECT_GRADIENT, l,
        (int)random_below(random,
                          (uint32_t)cell_table[film_cell(film, l)].signals),
        1 + (int)random_below(random, (uint32_t)film->steps),
        (int)random_below(random, (uint32_t)film_units(film, l)));

    c->ui.traces = 0;
    c->ui.trace_top = 0;
    for (int depth = 1 + (int)random_below(random, UI_TRACE_MAX); depth > 0;
         depth--) {
        c->ui.trace[c->ui.traces++] = id;
        struct trace_number number = trace_of(film, id);
        int rows = trace_rows(&number);
        if (rows == 0)
            break;
        c->ui.trace_top = (int)random_below(random, (uint32_t)rows);
        id = trace_row(film, &number, c->ui.trace_top);
        if (!trace_opens(film, id))
            break;
    }
}

/* The number that a text was printed as, in units of 10^(power - decimals) of
 * the digits. */
static double printed(const char *text)
{
    struct scene_figure figure;

    assert_true(scene_check_figure(text, &figure));
    return figure.value;
}

static double reprint(struct digits digits, double value)
{
    char text[FIGURE_MAX];

    return printed(digits_print(text, digits, value, true));
}

/* What a reader gets who multiplies the printed factors. */
static double multiply(const struct trace_term *term,
                       const struct digits *digits)
{
    double product = 1;

    for (int k = 0; k < term->factors; k++) {
        double value = reprint(digits[k], term->factor[k].value);
        product *= term->factor[k].form == FORM_OVER ? 1 / value :
                   term->factor[k].form == FORM_SIZE ? fabs(value) : value;
    }
    return product;
}

/* All that is on a page, as a reader would check it. */
static void add_up(const struct film *film, struct draw_id id, int room,
                   int *stated)
{
    struct page page;
    double sum = 0;

    page_make(film, id, 0, room, &page);
    if (page.number.kind != TRACE_MADE || !isfinite(page.value))
        return;
    double unit = pow(10, page.digits.power - page.digits.decimals);
    if (page.product) {
        sum = multiply(&page.number.term[0], page.factor);
        sum = reprint(page.digits, sum);
    }
    for (int k = 0; k < page.rows && !page.product; k++) {
        const struct page_row *row = &page.row[k];
        double value = reprint(page.digits, row->value);
        sum += value;
        if (row->term.factors > 1)
            assert_close(reprint(page.digits, multiply(&row->term,
                                                       row->factor)),
                         value, unit * 1.001);
    }
    if (page.others > 0)
        sum += reprint(page.digits, page.others_sum);
    *stated += page.rest != 0;
    if (page.rest != 0)
        sum += reprint(page.digits, page.rest);
    assert_close(sum, reprint(page.digits, page.sum), unit * 1e-3);
    if (!page.phi || id.kind == SUBJECT_GRADIENT_NORM)
        return;
    double result = trace_phi(page.number.function, page.number.by,
                              reprint(page.digits, page.sum));
    double got = reprint(page.result, result) +
                 (page.phi_rest != 0 ? reprint(page.result, page.phi_rest) : 0);
    assert_close(got, reprint(page.result, page.value),
                 1e-3 * pow(10, page.result.power - page.result.decimals));
}

static void printed_digits_add_up(void **state)
{
    int stated = 0, pages = 0;

    (void)state;
    for (int k = 0; k < RECIPES; k++) {
        struct scene_case c;
        struct random random;
        scene_case_init(&c, &recipes[k]);
        random_seed(&random, 5, (uint64_t)k);
        for (int n = 0; n < 300; n++) {
            walk(&c, &random);
            for (int t = 0; t < c.ui.traces; t++, pages++)
                add_up(&c.film, c.ui.trace[t], 1 + n % 14, &stated);
        }
        add_up(&c.film, subject(SUBJECT_LOSS, 0, 0, 0, 0), 6, &stated);
        add_up(&c.film, subject(SUBJECT_SIGNAL, 0, 1, 1, -1), 6, &stated);
        add_up(&c.film, subject(SUBJECT_NORM, 0, 1, 1, -1), 6, &stated);
        scene_case_finish(&c);
    }
    /* Most need no line for the rounding. */
    assert_true(pages > 1000 && stated * 3 < pages);
}

/* In what is drawn: the texts of the value column, from above. */
static void drawn_rows_add_up(void **state)
{
    struct scene_case c;
    const struct draw_id id = subject(SUBJECT_SIGNAL, 0, LSTM_AF, 4, 2);
    double sum = 0, total = NAN;
    float right = 0;
    int rows = 0;

    (void)state;
    scene_case_init(&c, &recipes[0]);
    c.ui.trace[0] = id;
    c.ui.traces = 1;
    scene_case_show(&c, view_trace, 540, 800);
    scene_case_check(&c);
    for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k < c.list.commands; k++) {
            const struct draw_command *text = &c.list.command[k];
            char words[64];
            if (text->kind != DRAW_TEXT || text->number < 0 ||
                text->align != ALIGN_RIGHT || text->width >= 16)
                continue;
            const struct draw_number *number = &c.list.numbers[text->number];
            bool is_total = number->id.kind == SUBJECT_SIGNAL &&
                            number->id.signal == LSTM_AF;
            snprintf(words, sizeof words, "%.*s", (int)text->count,
                     c.list.text + text->first);
            if (pass == 0 && is_total) {
                right = text->box.x;
                total = printed(words);
            } else if (pass == 1 && !is_total &&
                       fabsf(text->box.x - right) < 0.5f) {
                sum += printed(words);
                rows++;
            }
        }
    assert_int_equal(rows, 3);
    assert_close(sum, total, 1e-9);
    scene_case_finish(&c);
}

static void any_number_in_any_box(void **state)
{
    (void)state;
    for (int k = 0; k < RECIPES; k++) {
        struct scene_case c;
        struct random random;
        scene_case_init(&c, &recipes[k]);
        random_seed(&random, 6, (uint64_t)k);
        for (int n = 0; n < 8; n++) {
            walk(&c, &random);
            scene_case_sweep(&c, view_trace);
        }
        c.ui.trace[0] = subject(SUBJECT_LOSS, 0, 0, 0, 0);
        c.ui.trace[1] = subject(SUBJECT_DECAY, 0, 0, 5, 0);
        c.ui.traces = 1 + k % 2;
        scene_case_sweep(&c, view_trace);
        c.ui.traces = 0;
        scene_case_sweep(&c, view_trace);
        scene_case_finish(&c);
    }
}

/* Wide sums have pages; the last row can be chosen. */
static void pages_of_many_terms(void **state)
{
    struct scene_case c;
    struct draw_id id = trace_part(PART_STATES, LSTM_AF, 0, 3, 7);
    struct page page;
    double before = INFINITY;

    (void)state;
    scene_case_init(&c, &recipes[1]);
    c.ui.trace[0] = id;
    c.ui.traces = 1;
    for (int first = 0; first < 40; first += 8) {
        page_make(&c.film, id, first, 11, &page);
        assert_int_equal(page.all, 40);
        assert_int_equal(page.others, 40 - page.rows);
        assert_in_range(first, page.first, page.first + page.rows - 1);
        for (int k = 0; k < page.rows; k++) {
            if (k > 0)
                assert_true(fabs(page.row[k].value) <= before);
            before = fabs(page.row[k].value);
        }
    }
    c.ui.trace_top = 39;
    scene_case_show(&c, view_trace, 540, 500);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "other terms"));
    scene_case_finish(&c);
}

/* The verdict of the check is what is written. */
static void verdicts(void **state)
{
    struct scene_case c;
    struct studies studies = {0};
    struct draw_id id = subject(SUBJECT_SIGNAL, 0, LSTM_F, 3, 1);

    (void)state;
    scene_case_init(&c, &recipes[0]);
    c.ui.trace[0] = id;
    c.ui.traces = 1;
    scene_case_show(&c, view_trace, 540, 800);
    assert_non_null(scene_case_text(&c, "checking"));
    while (check_wants(&studies.check, &c.film, id))
        assert_true(check_work(&studies.check, &c.film, id, NULL));
    c.scene.studies = &studies;
    draw_begin(&c.list, 700, 920, 1, measure_synthetic());
    view_trace(&c.scene, c.box);
    assert_non_null(scene_case_text(&c, "They agree"));
    studies.check.verdict = CHECK_DIFFERS;
    c.ui.language = LANGUAGE_KO;
    draw_begin(&c.list, 700, 920, 1, measure_synthetic());
    view_trace(&c.scene, c.box);
    assert_non_null(scene_case_text(&c, "다릅니다"));
    check_finish(&studies.check);
    scene_case_finish(&c);
}

/* NaN and infinity came about too. */
static void no_numbers_at_all(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &recipes[4]);
    struct params *params = &c.film.network.params;
    for (size_t k = 0; k < params->count; k++)
        params->data[k] = k % 3 ? INFINITY : -2;
    network_pack(&c.film.network);
    film_run(&c.film, NULL);
    c.ui.trace[0] = subject(SUBJECT_SIGNAL, 0, RNN_A, 3, 1);
    c.ui.trace[1] = trace_part(PART_STATES, RNN_A, 0, 3, 1);
    c.ui.trace[2] = subject(SUBJECT_GRADIENT, 0, RNN_A, 3, 1);
    for (c.ui.traces = 1; c.ui.traces <= 3; c.ui.traces++)
        scene_case_sweep(&c, view_trace);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_digits_add_up),
        cmocka_unit_test(drawn_rows_add_up),
        cmocka_unit_test(any_number_in_any_box),
        cmocka_unit_test(pages_of_many_terms),
        cmocka_unit_test(verdicts),
        cmocka_unit_test(no_numbers_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
