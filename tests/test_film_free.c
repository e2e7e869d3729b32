/* Films of networks that read their own answers: what they show is what was
 * read, and what was given is there again for the next run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_close.h"
#include "nn/learn/init.h"
#include "scene/film/film.h"

enum { STEPS = 14, WORDS = 5 };

static const char *const letters[WORDS] = {"a", "b", " ", "\n", "한"};
static const char *const shown[WORDS] = {"a", "b", "␣", "↵", "한"};

/* A source with all that a network may read. */
struct case_free {
    struct params params;
    struct vocabulary words;
    int ids[STEPS], labels[STEPS];
    real x[STEPS * 8];
    char label[STEPS][FILM_LABEL_MAX];
    struct film_source source;
    struct film film;
};

static void case_init(struct case_free *c, const struct spec *spec,
                      struct feed feed)
{
    struct error error;
    *c = (struct case_free){0};
    assert_true(params_init(&c->params, spec, &error));
    assert_true(init_params(&c->params, &(struct init_options){
        .scheme = INIT_UNIFORM, .gain = 1, .seed = 3}, &error));
    for (size_t k = 0; k < c->params.count; k++)
        c->params.data[k] *= 4;
    assert_true(vocabulary_init(&c->words, letters, WORDS, false, &error));
    for (int t = 0; t < STEPS; t++) {
        c->ids[t] = t * 3 % WORDS;
        c->labels[t] = (t + 1) * 3 % WORDS;
        strcpy(c->label[t], shown[c->ids[t]]);
        for (int k = 0; k < spec->inputs; k++)
            c->x[t * spec->inputs + k] = (real)((t * 7 + k) % 5) / 5;
    }
    bool tokens = spec->vocabulary > 0;
    c->source = (struct film_source){
        .params = &c->params, .kernels = kernels_choose(NULL, &error),
        .steps = STEPS, .x = tokens ? NULL : c->x,
        .ids = tokens ? c->ids : NULL,
        .labels = spec->head == HEAD_SOFTMAX ? c->labels : NULL,
        .label = (const char (*)[FILM_LABEL_MAX])c->label, .feed = feed,
        .words = spec->head == HEAD_SOFTMAX ? &c->words : NULL,
        .loss_everywhere = true, .free_from = 6, .temperature = 1.5,
        .draw = 9};
    if (!film_init(&c->film, &c->source, &error))
        fail_msg("%s", error.text);
}

static void case_finish(struct case_free *c)
{
    film_finish(&c->film);
    vocabulary_finish(&c->words);
    params_finish(&c->params);
}

static const struct spec token_spec = {
    .inputs = WORDS, .vocabulary = WORDS, .layers = 1,
    .layer = {{CELL_GRU, ACT_TANH, 6}}, .head = HEAD_SOFTMAX,
    .outputs = WORDS};
static const struct spec class_spec = {
    .inputs = WORDS + 2, .layers = 1, .layer = {{CELL_LSTM, ACT_TANH, 6}},
    .head = HEAD_SOFTMAX, .outputs = WORDS};
static const struct spec value_spec = {
    .inputs = 3, .layers = 1, .layer = {{CELL_LSTM, ACT_TANH, 6}},
    .head = HEAD_LINEAR, .outputs = 1};

static void assert_same_film(const struct film *a, const struct film *b)
{
    size_t inputs = (size_t)a->values.spec.inputs;
    for (int t = 1; t <= STEPS; t++) {
        for (int s = 0; s < a->values.layer[0].signals; s++)
            assert_memory_equal(film_signal(a, 0, s, t),
                                film_signal(b, 0, s, t),
                                (size_t)film_units(a, 0) * sizeof(real));
        if (a->ids != NULL)
            assert_int_equal(a->ids[t - 1], b->ids[t - 1]);
        else
            assert_memory_equal(a->x + (size_t)(t - 1) * inputs,
                                b->x + (size_t)(t - 1) * inputs,
                                inputs * sizeof(real));
        assert_string_equal(a->label[t - 1], b->label[t - 1]);
    }
    assert_memory_equal(a->loss, b->loss, (STEPS + 1) * sizeof *a->loss);
}

static void tokens_are_those_that_were_read(void **state)
{
    struct case_free c;
    int own = 0;
    (void)state;
    case_init(&c, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    for (int t = 1; t <= STEPS; t++) {
        int id = c.film.ids[t - 1];
        assert_int_equal(id, c.film.values.ids[t - 1]);
        assert_string_equal(c.film.label[t - 1], shown[id]);
        if (t < 6)
            assert_int_equal(id, c.ids[t - 1]);
        own += id != c.ids[t - 1];
        assert_int_equal(c.film.target_labels[t - 1], c.labels[t - 1]);
    }
    assert_true(own > 2);
    assert_int_equal(c.film.free_from, 6);
    case_finish(&c);
}

/* With its own words unknown, a token has the label of where it was read. */
static void labels_name_tokens_without_words(void **state)
{
    struct case_free c;
    (void)state;
    case_init(&c, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    c.source.words = NULL;
    c.source.draw = 4;
    assert_false(film_again(&c.film, &c.source)); /* other words */
    film_finish(&c.film);
    assert_true(film_init(&c.film, &c.source, NULL));
    for (int again = 0; again < 2; again++) {
        for (int t = 0; t < STEPS; t++)
            assert_string_equal(c.film.label[t], shown[c.film.ids[t]]);
        c.source.draw = 5;
        assert_true(film_again(&c.film, &c.source));
    }
    case_finish(&c);
}

/* The only row that knows what a token is called may be an answer itself. */
static void names_outlive_being_chosen(void **state)
{
    struct case_free c;
    (void)state;
    case_init(&c, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    c.source.free_from = 2;
    film_finish(&c.film);
    assert_true(film_init(&c.film, &c.source, NULL));
    for (int t = 0; t < STEPS; t++) {
        c.ids[t] = c.film.values.ids[t]; /* as it will choose again */
        snprintf(c.label[t], FILM_LABEL_MAX, "%c%d", 'A' + c.ids[t], t);
    }
    c.source.words = NULL;
    film_finish(&c.film);
    assert_true(film_init(&c.film, &c.source, NULL));
    film_run(&c.film, NULL);
    for (int t = 0; t < STEPS; t++)
        assert_int_equal(c.film.label[t][0], 'A' + c.film.values.ids[t]);
    case_finish(&c);
}

static void classes_are_read_one_hot(void **state)
{
    struct case_free c;
    (void)state;
    case_init(&c, &class_spec, (struct feed){GENERATE_ONE_HOT, 2});
    for (int t = 6; t <= STEPS; t++) {
        const real *x = c.film.x + (t - 1) * class_spec.inputs;
        int ones = 0;
        for (int k = 0; k < class_spec.inputs; k++) {
            assert_true(x[k] == tape_x(&c.film.values, t, 0)[k]);
            assert_true(x[k] == 0 || k >= 2);
            if (x[k] == 1)
                assert_string_equal(c.film.label[t - 1], shown[k - 2]);
            ones += x[k] == 1;
        }
        assert_int_equal(ones, 1);
    }
    case_finish(&c);
}

static void values_are_shown_at_their_own_labels(void **state)
{
    struct case_free c;
    (void)state;
    case_init(&c, &value_spec, (struct feed){GENERATE_VALUE, 0});
    for (int t = 1; t <= STEPS; t++) {
        assert_string_equal(c.film.label[t - 1], c.label[t - 1]);
        if (t >= 6)
            assert_true(c.film.x[(t - 1) * 3 + 2] ==
                        tape_head(&c.film.values, HEAD_Y, t - 1, 0)[0]);
    }
    case_finish(&c);
}

/* Pins change what is said; without them it is said again as before. */
static void pins_reach_what_is_said(void **state)
{
    const struct pin pin = {0, GRU_H, 0, 5, 2, 10, false, (real)0.9};
    const struct pins pins = {1, &pin};
    const struct spec *const specs[] = {&token_spec, &class_spec, &value_spec};
    const struct feed feeds[] = {
        {GENERATE_TOKEN, 0}, {GENERATE_ONE_HOT, 2}, {GENERATE_VALUE, 0}};
    (void)state;
    for (int k = 0; k < 3; k++) {
        struct case_free c, untouched;
        case_init(&c, specs[k], feeds[k]);
        case_init(&untouched, specs[k], feeds[k]);
        film_run(&c.film, &pins);
        bool differs = false;
        for (int t = 6; t <= STEPS; t++)
            differs |= memcmp(tape_x(&c.film.values, t, 0),
                              tape_x(&untouched.film.values, t, 0),
                              (size_t)specs[k]->inputs * sizeof(real)) != 0;
        assert_true(differs);
        film_run(&c.film, NULL);
        assert_same_film(&c.film, &untouched.film);
        case_finish(&c);
        case_finish(&untouched);
    }
}

/* A film made again is the film made new, with other settings too. */
static void again_is_anew(void **state)
{
    struct case_free c, fresh;
    (void)state;
    case_init(&c, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    case_init(&fresh, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    const struct film_source first = c.source;
    c.source.free_from = 3;
    c.source.temperature = 0;
    assert_true(film_again(&c.film, &c.source));
    film_finish(&fresh.film);
    assert_true(film_init(&fresh.film, &c.source, NULL));
    assert_same_film(&c.film, &fresh.film);
    c.source.free_from = 0;
    assert_true(film_again(&c.film, &c.source));
    assert_memory_equal(c.film.ids, c.ids, sizeof c.ids);
    assert_true(film_again(&c.film, &first));
    film_finish(&fresh.film);
    assert_true(film_init(&fresh.film, &first, NULL));
    assert_same_film(&c.film, &fresh.film);
    case_finish(&c);
    case_finish(&fresh);
}

static void feeds_that_do_not_fit_are_refused(void **state)
{
    struct case_free c;
    struct error error;
    struct film film;
    (void)state;
    case_init(&c, &value_spec, (struct feed){GENERATE_VALUE, 0});
    c.source.feed = (struct feed){GENERATE_TOKEN, 0};
    assert_false(film_again(&c.film, &c.source));
    assert_false(film_init(&film, &c.source, &error));
    assert_non_null(strstr(error.text, "softmax head"));
    case_finish(&c);
}

static void choices_have_the_names_of_words(void **state)
{
    struct case_free c;
    char name[FILM_LABEL_MAX];
    (void)state;
    case_init(&c, &token_spec, (struct feed){GENERATE_TOKEN, 0});
    for (int k = 0; k < WORDS; k++)
        assert_string_equal(film_choice(&c.film, k, name), shown[k]);
    case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_those_that_were_read),
        cmocka_unit_test(labels_name_tokens_without_words),
        cmocka_unit_test(names_outlive_being_chosen),
        cmocka_unit_test(classes_are_read_one_hot),
        cmocka_unit_test(values_are_shown_at_their_own_labels),
        cmocka_unit_test(pins_reach_what_is_said),
        cmocka_unit_test(again_is_anew),
        cmocka_unit_test(feeds_that_do_not_fit_are_refused),
        cmocka_unit_test(choices_have_the_names_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
