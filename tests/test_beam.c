/* Beam search against every answer there is, and against runs of the film with
 * its answers put in.
 */
#include "text_case.h"

#include "nn/net/run.h"
#include "scene/study/text/beam.h"

/* A question of two tokens and an answer that ends with class 0. */
static void tiny(struct film *film, int classes, int answer, uint64_t seed,
                 const char *cell)
{
    enum { MOST = 12 };
    struct spec spec = {.inputs = classes, .vocabulary = classes, .layers = 1,
                        .head = HEAD_SOFTMAX, .outputs = classes};
    int ids[MOST], labels[MOST], steps = 2 + answer - 1;
    struct params params;

    assert_true(cell_parse(cell, &spec.layer[0], NULL));
    spec.layer[0].units = 5;
    assert_true(params_init(&params, &spec, NULL));
    assert_true(init_params(&params, &(struct init_options){.seed = seed},
                            NULL));
    for (size_t k = 0; k < params.count; k++)
        params.data[k] *= 4;
    for (int t = 0; t < steps; t++) {
        ids[t] = (t + 1) % classes;
        labels[t] = t < 1 ? -1 : t < steps - 1 ? (t + 2) % classes : 0;
    }
    const struct film_source source = {
        .params = &params, .kernels = scene_case_kernels(), .steps = steps,
        .ids = ids, .labels = labels, .loss_everywhere = true,
        .feed = {.kind = GENERATE_TOKEN}, .turn = 3};
    assert_true(film_init(film, &source, NULL));
    params_finish(&params);
}

static void search(struct beam *beam, const struct film *film)
{
    const struct studied of = {film, 1, 0};

    memset(beam, 0, sizeof *beam);
    assert_true(beam_film(film));
    beam_follow(beam, &of);
    while (beam_work(beam, NULL))
        continue;
    assert_true(beam->ready);
    assert_false(beam_wants(beam, &of));
}

/* ln p of an answer: the film's network reads it after the question. */
static double score(const struct film *film, const int *class, int length)
{
    int question = film->turn - 1, steps = question + length - 1;
    int ids[BEAM_STEPS + 4];
    struct tape tape;
    double sum = 0;

    memcpy(ids, film->ids, (size_t)question * sizeof *ids);
    for (int k = 0; k + 1 < length; k++)
        ids[question + k] = class[k];
    assert_true(tape_init(&tape, &film->values.spec, steps, 1, TAPE_VALUES,
                          NULL));
    run_forward(&film->network, &(struct run_input){.ids = ids}, &film->pins,
                &tape);
    for (int k = 0; k < length; k++) {
        const real *y = tape_head(&tape, HEAD_Y, question + k, 0);
        double all = 0;
        for (int j = 0; j < film->values.spec.outputs; j++)
            all += exp((double)y[j] - (double)y[class[k]]);
        sum -= log(all);
    }
    tape_finish(&tape);
    return sum;
}

/* All answers up to a length, the best few of them in order. */
struct all {
    const struct film *film;
    int end, longest, count;
    double best[BEAM_WIDTH];
};

static void offer(struct all *all, double score)
{
    for (int k = 0; k < BEAM_WIDTH; k++)
        if (k >= all->count || score > all->best[k]) {
            for (int j = BEAM_WIDTH - 1; j > k; j--)
                all->best[j] = all->best[j - 1];
            all->best[k] = score;
            all->count += all->count < BEAM_WIDTH;
            return;
        }
}

static void try_all(struct all *all, int *class, int length)
{
    for (int k = 0; k < all->film->values.spec.outputs; k++) {
        class[length] = k;
        if (k == all->end || length + 1 == all->longest)
            offer(all, score(all->film, class, length + 1));
        else
            try_all(all, class, length + 1);
    }
}

static struct all exhaust(const struct film *film, const struct beam *beam)
{
    struct all all = {.film = film, .end = beam->end,
                      .longest = beam->longest};
    int class[BEAM_STEPS];

    try_all(&all, class, 0);
    return all;
}

/* With two classes all ways that go on are one: nothing can be missed. */
static void two_classes_are_searched_exactly(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "rnn"};

    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct film film;
        struct beam beam;
        tiny(&film, 2, 4, seed, cells[seed % 3]);
        search(&beam, &film);
        assert_int_equal(beam.longest, 8);
        struct all all = exhaust(&film, &beam);
        assert_int_equal(beam.answers, BEAM_WIDTH);
        for (int k = 0; k < BEAM_WIDTH; k++)
            assert_close(beam_value(&beam, k), all.best[k], 1e-5);
        beam_finish(&beam);
        film_finish(&film);
    }
}

/* With more, what is found is what it says, in order, and nearly always the
 * best there is. */
static void answers_are_what_they_say(void **state)
{
    int best = 0, ended = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct film film;
        struct beam beam;
        tiny(&film, 4, 3, seed, "lstm");
        search(&beam, &film);
        struct all all = exhaust(&film, &beam);
        for (int k = 0; k < beam.answers; k++) {
            const struct beam_answer *answer = &beam.answer[k];
            assert_close(answer->log_p,
                         score(&film, answer->class, answer->length), 1e-5);
            assert_true(k == 0 || answer->log_p <= answer[-1].log_p);
            assert_true(answer->ended || answer->length == beam.longest);
            assert_int_equal(answer->ended,
                             answer->class[answer->length - 1] == beam.end);
            assert_true(answer->log_p <= all.best[k] + 1e-5);
            ended += answer->ended;
        }
        best += fabs(beam.answer[0].log_p - all.best[0]) < 1e-5;
        beam_finish(&beam);
        film_finish(&film);
    }
    assert_true(best >= 17);
    assert_true(ended > 20);
}

/* One-hot classes beside other inputs: the same network, the same answers. */
static void one_hot_answers_are_the_same(void **state)
{
    struct film film, other;
    struct beam beam, twin;

    (void)state;
    tiny(&film, 4, 3, 5, "gru");
    struct film_source source = film_source_of(&film);
    struct params params;
    struct spec spec = film.values.spec;
    spec.vocabulary = 0;
    spec.inputs += 2; /* two more in front that are 0 */
    assert_true(params_init(&params, &spec, NULL));
    for (int k = 0; k < params.tensors; k++) {
        struct param_tensor *to = &params.tensor[k];
        const struct param_tensor *from = &film.network.params.tensor[k];
        int columns = from->columns > 0 ? from->columns : 1;
        int more = (to->columns > 0 ? to->columns : 1) - columns;
        for (int r = 0; r < to->rows; r++)
            for (int j = 0; j < columns; j++)
                to->values[r * (columns + more) + more + j] =
                    from->values[r * columns + j];
    }
    real *x = calloc((size_t)film.steps * (size_t)spec.inputs, sizeof *x);
    for (int t = 0; t < film.steps; t++)
        x[t * spec.inputs + 2 + film.ids[t]] = 1;
    source.params = &params;
    source.ids = NULL;
    source.x = x;
    source.feed = (struct feed){GENERATE_ONE_HOT, 2};
    assert_true(film_init(&other, &source, NULL));
    search(&beam, &film);
    search(&twin, &other);
    assert_int_equal(beam.answers, twin.answers);
    for (int k = 0; k < beam.answers; k++) {
        assert_int_equal(beam.answer[k].length, twin.answer[k].length);
        assert_memory_equal(beam.answer[k].class, twin.answer[k].class,
                            (size_t)beam.answer[k].length * sizeof(int));
        assert_close(beam.answer[k].log_p, twin.answer[k].log_p, 1e-5);
    }
    params_finish(&params);
    free(x);
    beam_finish(&beam);
    beam_finish(&twin);
    film_finish(&film);
    film_finish(&other);
}

/* Every answer is what the network says with the pins of the film: those of the
 * question and those of the steps at which it answers. */
static void pins_are_part_of_the_film(void **state)
{
    static const struct pin pin[] = {
        {.signal = LSTM_F, .last_unit = 4, .first_step = 2,
         .last_step = 2, .value = 0},
        {.signal = LSTM_O, .last_unit = 2, .first_step = 3,
         .last_step = 4, .multiply = true, .value = 0.1f},
        {.signal = PIN_READ_C, .last_unit = 4, .first_step = 4,
         .last_step = 4, .value = 0},
    };
    struct film film;
    struct beam plain, beam;

    (void)state;
    tiny(&film, 4, 3, 2, "lstm");
    search(&plain, &film);
    film_run(&film, &(struct pins){3, pin});
    search(&beam, &film);
    assert_int_equal(beam.answers, BEAM_WIDTH);
    for (int k = 0; k < beam.answers; k++)
        assert_close(beam.answer[k].log_p,
                     score(&film, beam.answer[k].class,
                           beam.answer[k].length), 1e-5);
    assert_true(fabs(beam_value(&beam, 0) - beam_value(&plain, 0)) > 1e-3);
    beam_finish(&plain);
    beam_finish(&beam);
    film_finish(&film);
}

/* A class that somebody put into the answer stands in every one that is long
 * enough, and counts as little as the question. */
static void what_is_put_in_is_read(void **state)
{
    int through = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct film film;
        struct beam beam;
        tiny(&film, 4, 3, seed, "gru");
        film.ids[3] = 2; /* the second class of the answer */
        film.given[3] = true;
        film_run(&film, NULL);
        search(&beam, &film);
        for (int k = 0; k < beam.answers; k++) {
            const struct beam_answer *answer = &beam.answer[k];
            double whole = score(&film, answer->class, answer->length);
            if (answer->length > 1) {
                assert_int_equal(answer->class[1], 2);
                whole -= score(&film, answer->class, 2) -
                         score(&film, answer->class, 1);
                through++;
            }
            assert_close(answer->log_p, whole, 1e-5);
        }
        beam_finish(&beam);
        film_finish(&film);
    }
    assert_true(through > 10);
}

/* Without a question, without memory: none, and no number. */
static void there_may_be_no_answers(void **state)
{
    const struct studied none = {NULL, 1, 0};
    struct film film;
    struct beam beam = {0};

    (void)state;
    tiny(&film, 3, 3, 1, "lstm");
    assert_true(isnan(beam_value(&beam, 0)));
    assert_false(beam_wants(&beam, &none));
    film.turn = 0;
    assert_false(beam_film(&film));
    film.turn = 3;
    film.feed.kind = GENERATE_NONE;
    assert_false(beam_film(&film));
    film_finish(&film);
}

static void they_are_shown(void **state)
{
    static const char *const words[] = {"오늘", "주가", "알려", "줘", "<답>",
                                        "칠만", "오천", "원", NULL};
    struct scene_case c;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.word = words, .turn = 6});
    text_case_show(&c, view_next, 520, 620);
    assert_null(scene_case_text(&c, "best answers")); /* not asked yet */
    scene_case_seek(&c, PASS_FORWARD, 6, LSTM_OUTPUT);
    text_case_show(&c, view_next, 520, 620);
    assert_non_null(scene_case_text(&c, "best answers"));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_BEAM), 3);
    assert_close(studies_value(&c.studies, subject(SUBJECT_BEAM, 0, 0, 0, 0)),
                 beam_value(&c.studies.beam, 0), 0);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_classes_are_searched_exactly),
        cmocka_unit_test(answers_are_what_they_say),
        cmocka_unit_test(one_hot_answers_are_the_same),
        cmocka_unit_test(pins_are_part_of_the_film),
        cmocka_unit_test(what_is_put_in_is_read),
        cmocka_unit_test(there_may_be_no_answers),
        cmocka_unit_test(they_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
