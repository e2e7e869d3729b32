/* An app on a film, and input for it.
 *
 *     struct app_case c;
 *     app_case_init(&c, &(struct scene_recipe){.layers = 2});
 *     app_case_key(&c, KEY_RIGHT, MOD_SHIFT);
 *     ... c.app.ui ...
 *     app_case_finish(&c);
 *
 * Frames are built as whoever has a window would: after every record, where
 * there is something new to see.
 */
#ifndef GATEREEL_TESTS_APP_CASE_H
#define GATEREEL_TESTS_APP_CASE_H

#include "app/app.h"
#include "app/gates.h"
#include "scene/action.h"
#include "scene_case.h"

struct app_case {
    struct app app;
    struct input input;  /* the next record */
    bool builds;         /* frames; else spots are the test's own */
};

static inline void app_case_film(struct app_case *c,
                                 const struct scene_recipe *recipe,
                                 const char *path)
{
    struct spec spec = scene_case_spec(recipe);
    struct film film;

    scene_case_film(&film, recipe, recipe->steps > 0 ? recipe->steps : 24,
                    &spec);
    const struct film_source source = film_source_of(&film);
    struct lab *lab = lab_of(&source, NULL, NULL);
    assert_non_null(lab);
    film_finish(&film);
    app_set_lab(&c->app, lab, path);
}

static inline void app_case_init(struct app_case *c,
                                 const struct scene_recipe *recipe)
{
    memset(c, 0, sizeof *c);
    assert_true(app_init(&c->app, NULL));
    app_case_film(c, recipe, "");
    input_clear(&c->input);
}

static inline void app_case_finish(struct app_case *c)
{
    app_finish(&c->app);
}

/* How many edits are in force. */
static inline size_t app_case_edits(const struct app *app)
{
    size_t count;

    history_edits(&app->lab->history, &count);
    return count;
}

/* Hands the record over and begins another. */
static inline void app_case_send(struct app_case *c)
{
    app_update(&c->app, &c->input);
    input_clear(&c->input);
    if (c->builds && app_wants_frame(&c->app))
        app_build(&c->app, measure_synthetic());
}

static inline void app_case_event(struct app_case *c,
                                  struct input_event event)
{
    assert_true(input_add(&c->input, event));
    app_case_send(c);
}

static inline void app_case_key(struct app_case *c, int key, int modifiers)
{
    app_case_event(c, (struct input_event){
        .kind = INPUT_KEY, .value = (int16_t)key,
        .modifiers = (uint8_t)modifiers});
}

static inline void app_case_letter(struct app_case *c, char letter)
{
    app_case_key(c, KEY_A + (letter - 'A'), 0);
}

static inline void app_case_text(struct app_case *c, enum input_kind kind,
                                 const char *text)
{
    assert_true(input_add_text(&c->input, kind, text, strlen(text)));
    app_case_send(c);
}

static inline void app_case_at(struct app_case *c, enum input_kind kind,
                               float x, float y)
{
    app_case_event(c, (struct input_event){
        .kind = (uint8_t)kind, .x = x, .y = y, .clicks = 1});
}

static inline void app_case_click(struct app_case *c, float x, float y,
                                  int modifiers)
{
    app_case_event(c, (struct input_event){.kind = INPUT_PRESS, .x = x, .y = y,
                                           .clicks = 1});
    app_case_event(c, (struct input_event){
        .kind = INPUT_RELEASE, .x = x, .y = y,
        .modifiers = (uint8_t)modifiers});
}

static inline void app_case_time(struct app_case *c, uint32_t elapsed)
{
    c->input.elapsed = elapsed;
    app_case_send(c);
}

/* A picture of one's own: one pixel to the unit, without spots. */
static inline void app_case_blank(struct app_case *c)
{
    draw_begin(&c->app.list, c->app.width, c->app.height, 1,
               measure_synthetic());
}

static inline void app_case_spot(struct app_case *c, struct box box,
                                 struct draw_id id, int action, int value)
{
    draw_spot(&c->app.list, box, id, action, value);
}

/* Step `step` of a pass, complete. */
static inline void app_case_seek(struct app_case *c, enum pass pass, int step)
{
    struct timeline timeline = play_timeline(&c->app);

    play_go(&c->app, timeline_at(&timeline, pass, step, timeline.phases - 1));
    app_case_send(c);
}

/* What there is to ask of the outside: the next request is this one. */
static inline void app_case_asks(struct app_case *c, enum request_kind kind,
                                 const char *path)
{
    struct request request = {0};

    assert_true(app_take_request(&c->app, &request));
    assert_int_equal(request.kind, kind);
    assert_string_equal(request.path, path);
}

static inline void app_case_forget_requests(struct app_case *c)
{
    struct request request;

    while (app_take_request(&c->app, &request))
        continue;
}

/* A number that stands for every value and gradient of the film. */
static inline uint64_t app_case_hash(const struct film *film)
{
    uint64_t hash = 1469598103934665603u;

    for (int l = 0; l < film->values.spec.layers; l++)
        for (int s = 0; s < layer_cell(film_layer(film, l))->signals; s++)
            for (int t = 0; t <= film->steps; t++)
                for (int u = 0; u < film_units(film, l); u++) {
                    double number[] = {
                        (double)film_signal(film, l, s, t)[u],
                        film_gradient(film, l, s, t, u), film->loss[0]};
                    const unsigned char *byte = (unsigned char *)number;
                    for (size_t k = 0; k < sizeof number; k++)
                        hash = (hash ^ byte[k]) * 1099511628211u;
                }
    return hash;
}

/* An app in use, on two layers: step 10 of 24 is complete, unit 4 chosen, a pin
 * and a read-out in place, the pointer on a gate of the heat map. */
static inline void app_case_use(struct app_case *c)
{
    struct draw_id gate = subject(SUBJECT_SIGNAL, 0, LSTM_O, 3, 2);

    app_case_init(c, &(struct scene_recipe){.layers = 2});
    app_case_seek(c, PASS_FORWARD, 10);
    app_case_blank(c);
    app_case_spot(c, box_at(0, 0, 100, 100), (struct draw_id){0}, ACTION_NONE,
                  PANEL_HEAT);
    app_case_spot(c, box_at(0, 0, 100, 100), gate, ACTION_PIN, 0);
    app_case_at(c, INPUT_MOVE, 50, 50);
    gates_pin(&c->app, &(struct draw_id){
        .kind = SUBJECT_SIGNAL, .signal = LSTM_F, .step = 2}, false);
    c->app.ui.unit = 3;
    c->app.ui.text_scale = 1.2f;
    c->app.ui.gate = 0;
    c->app.ui.pinned.kind = SUBJECT_INPUT;
    c->app.ui.pinned_at = point_at(50, 50);
    app_case_send(c);
    app_case_forget_requests(c);
}

#endif
