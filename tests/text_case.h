/* Films of small random networks that read text.
 *
 *     struct scene_case c;
 *     text_case_init(&c, &(struct text_recipe){.text = "We the People"});
 */
#ifndef GATEREEL_TESTS_TEXT_CASE_H
#define GATEREEL_TESTS_TEXT_CASE_H

#include "scene_case.h"

/* 0 means the value in brackets. */
struct text_recipe {
    const char *text;   /* [some of the US Constitution] */
    const char *const *word; /* words instead, behind them NULL */
    const char *cell;   /* ["lstm"] */
    int units;          /* [8] */
    int repeat;         /* the text so often [1] */
    int free_from;      /* it reads its own answers */
    double temperature;
    int turn;           /* the rest of it is the answer */
    real gain;          /* of all weights [2] */
    bool raw;           /* labels instead of a vocabulary */
    uint64_t seed;      /* [1] */
};

static const char text_case_text[] =
    "Section 2. The House of Representatives shall be composed of Members "
    "chosen every\nsecond Year by the People of the several States, and the "
    "Electors in each State\nshall have the Qualifications requisite (for "
    "1,787 Electors).\n\nNo Person shall be a Representative who shall not "
    "have attained to the Age of\ntwenty five Years.";

struct text_case_tokens {
    struct vocabulary words;
    int *ids, count;
};

static inline void text_case_read(struct text_case_tokens *tokens,
                                  const struct text_recipe *recipe)
{
    const char *text = recipe->text ? recipe->text : text_case_text;
    const char *different[64];
    int count = 0;

    if (recipe->word == NULL) {
        assert_true(vocabulary_of(&tokens->words, text, strlen(text), 256,
                                  NULL));
        assert_true(vocabulary_read(&tokens->words, text, strlen(text),
                                    &tokens->ids, &tokens->count, NULL));
        return;
    }
    for (tokens->count = 0; recipe->word[tokens->count]; tokens->count++)
        continue;
    tokens->ids = calloc((size_t)tokens->count, sizeof(int));
    for (int t = 0; t < tokens->count; t++) {
        int k = 0;
        while (k < count && strcmp(different[k], recipe->word[t]) != 0)
            k++;
        if (k == count)
            different[count++] = recipe->word[t];
        tokens->ids[t] = k;
    }
    assert_true(vocabulary_init(&tokens->words, different, count, true, NULL));
}

/* Every step is asked for the next token; with an answer, that alone. */
static inline int *text_case_labels(const int *ids, int count, int turn)
{
    int *labels = calloc((size_t)count, sizeof *labels);

    for (int t = 1; t <= count; t++)
        labels[t - 1] = t < count && t >= turn - 1 ? ids[t] : -1;
    if (turn > 0)
        labels[count - 1] = 0;
    return labels;
}

static inline void text_case_film(struct film *film,
                                  const struct text_recipe *recipe)
{
    struct text_case_tokens tokens = {0};
    struct params params;
    int repeat = recipe->repeat > 0 ? recipe->repeat : 1;
    struct spec spec = {.layers = 1, .head = HEAD_SOFTMAX};

    text_case_read(&tokens, recipe);
    int count = tokens.count * repeat;
    int *ids = calloc((size_t)count, sizeof *ids);
    char (*label)[FILM_LABEL_MAX] = calloc((size_t)count, sizeof *label);
    for (int t = 0; t < count; t++) {
        ids[t] = tokens.ids[t % tokens.count];
        snprintf(label[t], sizeof label[t], "%s", tokens.words.text[ids[t]]);
    }
    spec.inputs = spec.vocabulary = spec.outputs = tokens.words.count;
    assert_true(cell_parse(recipe->cell ? recipe->cell : "lstm",
                           &spec.layer[0], NULL));
    spec.layer[0].units = recipe->units > 0 ? recipe->units : 8;
    uint64_t seed = recipe->seed > 0 ? recipe->seed : 1;
    assert_true(params_init(&params, &spec, NULL));
    assert_true(init_params(&params, &(struct init_options){.seed = seed},
                            NULL));
    for (size_t k = 0; k < params.count; k++)
        params.data[k] *= recipe->gain != 0 ? recipe->gain : 2;
    int *labels = text_case_labels(ids, count, recipe->turn);
    const struct film_source source = {
        .params = &params, .kernels = scene_case_kernels(), .steps = count,
        .ids = ids, .labels = labels,
        .label = recipe->raw ? (const char (*)[FILM_LABEL_MAX])label : NULL,
        .words = recipe->raw ? NULL : &tokens.words,
        .title = {"US Constitution", "미국 헌법"}, .seed = seed,
        .trained = true, .epochs = 20, .loss_everywhere = true,
        .feed = {.kind = GENERATE_TOKEN}, .free_from = recipe->free_from,
        .temperature = recipe->temperature, .draw = 7,
        .turn = recipe->turn};
    assert_true(film_init(film, &source, NULL));
    params_finish(&params);
    vocabulary_finish(&tokens.words);
    free(tokens.ids);
    free(ids);
    free(label);
    free(labels);
}

static inline void text_case_init(struct scene_case *c,
                                  const struct text_recipe *recipe)
{
    memset(c, 0, sizeof *c);
    text_case_film(&c->film, recipe);
    decays_begin(&c->decays, &c->film, 0);
    c->levels.signal = -1;
    c->ui = ui_defaults();
    c->ui.screen = SCREEN_TEXT;
    c->ui.heat_signal = c->film.values.spec.layer[0].cell == CELL_LSTM ? 4 : 0;
    c->scale = 1;
    assert_true(draw_init(&c->list, NULL));
}

/* Shows it after all that is on the screen was measured. */
static inline void text_case_show(struct scene_case *c,
                                  void (*view)(const struct scene *scene,
                                               struct box box),
                                  float width, float height)
{
    scene_case_study(c, 100000);
    scene_case_show(c, view, width, height);
    scene_case_check(c);
}

#endif
