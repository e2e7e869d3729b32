/* What keys, the pointer and time do to the app. */
#include "app_case.h"

#include "app/gates.h"
#include "failing.h"
#include "scene/keys.h"

/* What an action should have done, seen from outside. */
static bool has_done(const struct keys_binding *binding,
                     const struct ui *before, const struct app *app)
{
    const struct ui *ui = &app->ui;
    int64_t phase = TICKS, step = phase * LSTM_PHASES;
    const struct request *asked = &app->request[0];
    int value = binding->value;

    switch (binding->action) {
    case ACTION_PLAY: return ui->playing && !before->playing;
    case ACTION_STEP_BACK: return ui->at == before->at - step;
    case ACTION_STEP_ON: return ui->at == before->at + step;
    case ACTION_PHASE_BACK: return ui->at == before->at - phase;
    case ACTION_PHASE_ON: return ui->at == before->at + phase;
    case ACTION_FIRST: return ui->at == 0;
    case ACTION_LAST: return ui->at == 2 * 24 * step;
    case ACTION_TURN: return ui->at == (2 * 24 - 10 + 1) * step;
    case ACTION_SPEED: return ui->speed == before->speed +
                              (value < 0 ? -1 : 1);
    case ACTION_ENTER: return ui->screen == SCREEN_CELL;
    case ACTION_LEAVE: return before->pinned.kind != 0 &&
                              ui->pinned.kind == 0;
    case ACTION_UNIT: return ui->unit == before->unit + (value == -1 ? -1 : 1);
    case ACTION_LAYER: return ui->layer == 1;
    case ACTION_MEAN: return ui->mean != before->mean;
    case ACTION_GATE: return ui->gate == 1;
    case ACTION_LANES: return ui->all_lanes != before->all_lanes;
    case ACTION_Z_MEANING: return ui->z_writes != before->z_writes;
    case ACTION_PIN: return app->pinning.count == 2;
    case ACTION_UNDO: return app->pinning.count == 0;
    case ACTION_REDO: return app->pinning.count == 2;
    case ACTION_LEFT_PANEL:
        return value == PANEL_STORY ? ui->story != before->story
                                    : ui->left == PANEL_SCOPES;
    case ACTION_RIGHT_PANEL: return ui->right == PANEL_LAYERS;
    case ACTION_HEAT_SIGNAL: return ui->heat_signal == 1;
    case ACTION_HEAT_GRADIENT: return ui->heat_gradient;
    case ACTION_OVERLAID: return ui->overlaid;
    case ACTION_READ: return ui->pinned.kind == SUBJECT_SIGNAL &&
                             ui->pinned.unit == 2;
    case ACTION_CARDS: return look_easing(app) &&
                              (app->zoom.to > 8) == (value > 0);
    case ACTION_THEME: return ui->theme == THEME_LIGHT;
    case ACTION_LANGUAGE: return ui->language == LANGUAGE_KO;
    case ACTION_FULL_SCREEN: return asked->kind == REQUEST_FULL_SCREEN;
    case ACTION_LARGER: return fabsf(ui->text_scale - 1.3f) < 1e-6f;
    case ACTION_SMALLER: return fabsf(ui->text_scale - 1.1f) < 1e-6f;
    case ACTION_USUAL_SIZE: return ui->text_scale == 1;
    case ACTION_HELP: return ui->overlay == OVERLAY_HELP && !ui->help_all;
    case ACTION_CLASS_MODE: return ui->class_mode;
    case ACTION_ALONE: return ui->alone == PANEL_HEAT;
    case ACTION_MAGNIFY: return ui->magnified && ui->magnify_at.x == 50;
    case ACTION_LIGHT: return ui->light;
    case ACTION_DRAW: return ui->drawing;
    case ACTION_BLACK: return ui->overlay == OVERLAY_BLACK;
    case ACTION_RESET: return app->pinning.count == 0 && ui->at == before->at
                              && ui->gate == -1 && ui->pinned.kind == 0;
    case ACTION_FILES: return ui->overlay == OVERLAY_FILES &&
                              asked->kind == REQUEST_LIST_FOLDER;
    case ACTION_SAVE_PICTURE: return asked->kind == REQUEST_SAVE_PICTURE;
    case ACTION_RECORD: return asked->kind == REQUEST_RECORD_START;
    case ACTION_START: return ui->screen == SCREEN_START;
    case ACTION_QUIT: return app->request[1].kind == REQUEST_QUIT;
    default: fail_msg("no test for action %d", binding->action);
    }
    return false;
}

/* Step 10 of 24 is complete, unit 4 chosen, a pin and a read-out in place, the
 * pointer on a gate of the heat map. */
static void prepare(struct app_case *c)
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

static void every_binding_does_what_it_says(void **state)
{
    int lines, tried = 0;
    const struct keys_line *line = keys_lines(&lines);
    static struct app_case c;

    (void)state;
    for (int l = 0; l < lines; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++) {
            const struct keys_binding *binding = &line[l].binding[k];
            if (binding->key == KEY_NONE)
                continue;
            prepare(&c);
            if (binding->action == ACTION_REDO) {
                gates_pin(&c.app, &c.app.ui.hover, false);
                gates_undo(&c.app, false);
            }
            const struct ui before = c.app.ui;
            app_case_key(&c, binding->key, binding->modifiers);
            if (!has_done(binding, &before, &c.app))
                fail_msg("%s %s does not: %s", key_name(binding->key),
                         binding->modifiers ? "with modifiers" : "",
                         line[l].en);
            app_case_finish(&c);
            tried++;
        }
    assert_true(tried > 45);
}

/* Every action is within reach of some key, but for those that are about the
 * place of a click. */
static void every_action_has_a_key(void **state)
{
    static const enum action places[] = {
        ACTION_SCRUB, ACTION_SCRUB_STEPS, ACTION_GO_PHASE, ACTION_FILE,
        ACTION_CONTINUE, ACTION_DISMISS,
    };
    int lines;
    const struct keys_line *line = keys_lines(&lines);
    bool found[ACTIONS] = {[ACTION_NONE] = true};

    (void)state;
    for (size_t k = 0; k < sizeof places / sizeof *places; k++)
        found[places[k]] = true;
    for (int l = 0; l < lines; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++)
            found[line[l].binding[k].action] = true;
    for (int k = 0; k < ACTIONS; k++)
        if (!found[k])
            fail_msg("no key for action %d", k);
}

static void unknown_keys_do_nothing(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    const struct ui before = c.app.ui;
    app_case_key(&c, KEY_F12, 0);
    app_case_key(&c, KEY_SPACE, MOD_ALT);
    assert_int_equal(c.app.ui.at, before.at);
    assert_false(c.app.ui.playing);
    assert_int_equal(c.app.requests, 0);
    app_case_finish(&c);
}

/* A key that is held steps on and on, and switches once. */
static void held_keys_repeat_what_repeats(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    int64_t at = c.app.ui.at;
    for (int k = 0; k < 3; k++) {
        app_case_event(&c, (struct input_event){
            .kind = INPUT_KEY, .value = KEY_RIGHT, .repeat = k > 0});
        app_case_event(&c, (struct input_event){
            .kind = INPUT_KEY, .value = KEY_A + 'T' - 'A', .repeat = k > 0});
    }
    assert_int_equal(c.app.ui.at, at + 3 * LSTM_PHASES * (int64_t)TICKS);
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    app_case_finish(&c);
}

static void closing_goes_from_the_top_down(void **state)
{
    static struct app_case c;
    struct ui *ui = &c.app.ui;

    (void)state;
    prepare(&c);
    ui->screen = SCREEN_CELL;
    ui->gate = -1;
    ui->alone = PANEL_STRIP;
    ui->magnified = true;
    ui->overlay = OVERLAY_HELP;
    app_progress(&c.app, 0.5f);
    app_message(&c.app, "no", true);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    app_case_key(&c, KEY_ESCAPE, 0);
    app_case_asks(&c, REQUEST_CANCEL, "");
    assert_string_equal(ui->message, "no");
    app_progress(&c.app, -1);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_string_equal(ui->message, "");
    assert_int_equal(ui->pinned.kind, SUBJECT_INPUT);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->pinned.kind, 0);
    assert_int_equal(ui->alone, PANEL_STRIP);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->alone, PANEL_NONE);
    assert_true(ui->magnified);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_false(ui->magnified);
    assert_int_equal(ui->screen, SCREEN_CELL);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    app_case_finish(&c);
}

static void any_key_or_click_ends_the_black_screen(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    app_case_letter(&c, 'B');
    app_case_event(&c, (struct input_event){
        .kind = INPUT_KEY, .value = KEY_A + 1, .repeat = true});
    assert_int_equal(c.app.ui.overlay, OVERLAY_BLACK);
    app_case_letter(&c, 'T');
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    assert_int_equal(c.app.ui.theme, THEME_DARK);
    app_case_key(&c, KEY_PERIOD, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_BLACK);
    app_case_click(&c, 50, 50, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    assert_int_equal(c.app.pinning.count, 1);
    app_case_finish(&c);
}

static void sizes_of_text_have_limits(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    for (int k = 0; k < 30; k++)
        app_case_key(&c, KEY_PLUS, k % 2 ? MOD_SHIFT : 0);
    assert_true(c.app.ui.text_scale == 2);
    for (int k = 0; k < 30; k++)
        app_case_key(&c, KEY_MINUS, 0);
    assert_true(c.app.ui.text_scale == 0.8f);
    app_case_key(&c, KEY_PLUS, 0);
    app_case_key(&c, KEY_PLUS, 0);
    assert_true(c.app.ui.text_scale == 1);
    app_case_finish(&c);
}

static void the_start_screen_hides_the_film(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    app_case_key(&c, KEY_BACKSPACE, 0);
    int64_t at = c.app.ui.at;
    app_case_key(&c, KEY_RIGHT, 0);
    app_case_key(&c, KEY_SPACE, 0);
    assert_int_equal(c.app.ui.at, at);
    assert_false(c.app.ui.playing);
    app_case_letter(&c, 'T');
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    app_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_finish(&c);
}

/* Without a film no key and no click finds one. */
static void without_a_film_nothing_needs_one(void **state)
{
    static struct app_case c;

    (void)state;
    memset(&c, 0, sizeof c);
    assert_true(app_init(&c.app, NULL));
    app_case_blank(&c);
    for (int action = 0; action < ACTIONS; action++)
        app_case_spot(&c, box_at((float)action, 0, 1, 1),
                      subject(SUBJECT_SIGNAL, 0, 0, 1, 0), action, 1);
    for (int key = 1; key < KEYS; key++)
        for (int modifiers = 0; modifiers < 8; modifiers++)
            app_case_key(&c, key, modifiers);
    for (int action = 0; action < ACTIONS; action++) {
        app_case_click(&c, (float)action + 0.5f, 0.5f, 0);
        c.app.ui.screen = SCREEN_STAGE;
        c.app.ui.overlay = OVERLAY_NONE;
        app_case_time(&c, 10000);
    }
    app_case_at(&c, INPUT_WHEEL, 0, 3);
    assert_false(app_wants_work(&c.app));
    assert_int_equal(c.app.ui.at, 0);
    app_case_finish(&c);
}

/* The step that is shown begins anew with what was changed undone. */
static void reset_brings_the_step_back(void **state)
{
    static struct app_case c;
    struct ui *ui = &c.app.ui;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 2});
    uint64_t hash = app_case_hash(&c.app.film);
    app_case_seek(&c, PASS_FORWARD, 9);
    app_case_letter(&c, 'M');
    app_case_key(&c, KEY_RIGHT, 0);
    const struct ui begun = *ui;
    app_case_letter(&c, 'M');
    app_case_letter(&c, 'C');
    app_case_letter(&c, 'I');
    app_case_letter(&c, 'N');
    app_case_letter(&c, 'Y');
    app_case_letter(&c, 'P');
    app_case_letter(&c, 'V');
    app_case_letter(&c, 'Z');
    app_case_letter(&c, 'T');
    app_case_key(&c, KEY_DOWN, 0);
    app_case_key(&c, KEY_TAB, 0);
    app_case_key(&c, KEY_MINUS, MOD_CTRL);
    app_case_time(&c, 1000000);
    app_case_key(&c, KEY_LEFT, MOD_SHIFT);
    assert_true(app_case_hash(&c.app.film) != hash);
    assert_true(ui->cards > begun.cards);
    app_case_letter(&c, 'R');
    assert_int_equal(ui->at, begun.at);
    assert_int_equal(ui->mean, begun.mean);
    assert_int_equal(ui->left, begun.left);
    assert_int_equal(ui->story, begun.story);
    assert_int_equal(ui->heat_signal, begun.heat_signal);
    assert_int_equal(ui->gate, begun.gate);
    assert_int_equal(ui->unit, begun.unit);
    assert_int_equal(ui->layer, begun.layer);
    assert_true(ui->cards == begun.cards);
    assert_false(ui->light || ui->magnified);
    assert_int_equal(ui->theme, THEME_LIGHT);
    assert_true(app_case_hash(&c.app.film) == hash);
    app_case_finish(&c);
}

static void layers_keep_the_step(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 3});
    /* For the playhead a stack of different cells. */
    c.app.film.network.params.spec.layer[1].cell = CELL_RNN;
    for (int step = 1; step <= 24; step++)
        for (int pass = 0; pass < 2; pass++) {
            app_case_seek(&c, pass, step);
            app_case_key(&c, KEY_TAB, 0);
            struct moment now = play_moment(&c.app);
            assert_int_equal(c.app.ui.layer, 1);
            assert_int_equal(play_timeline(&c.app).phases, RNN_PHASES);
            assert_int_equal(now.step, step);
            assert_int_equal(now.pass, pass);
            assert_true(now.whole == 1);
            app_case_key(&c, KEY_TAB, MOD_SHIFT);
            assert_int_equal(c.app.ui.layer, 0);
        }
    app_case_key(&c, KEY_TAB, MOD_SHIFT);
    assert_int_equal(c.app.ui.layer, 2);
    for (int k = 0; k < 30; k++)
        app_case_key(&c, KEY_DOWN, 0);
    assert_int_equal(c.app.ui.unit, 9);
    app_case_key(&c, KEY_TAB, 0);
    assert_int_equal(c.app.ui.unit, 7);
    app_case_finish(&c);
}

/* What is asked twice is asked once, but of files, several of which may be
 * dropped together; quitting is asked last. */
static void requests_are_asked_in_order(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    app_case_letter(&c, 'S');
    app_case_letter(&c, 'S');
    app_case_letter(&c, 'T');
    app_set_recording(&c.app, true);
    app_case_key(&c, KEY_A + 'R' - 'A', MOD_CTRL);
    app_case_text(&c, INPUT_DROP, "/too many");
    for (int k = 1; k < APP_OPENS_MAX; k++)
        app_case_text(&c, INPUT_DROP, "/a");
    app_case_text(&c, INPUT_DROP, "/b c.csv");
    app_case_event(&c, (struct input_event){.kind = INPUT_CLOSE});
    app_case_asks(&c, REQUEST_SAVE_PICTURE, "");
    app_case_asks(&c, REQUEST_RECORD_STOP, "");
    for (int k = 1; k < APP_OPENS_MAX; k++)
        app_case_asks(&c, REQUEST_OPEN, "/a");
    app_case_asks(&c, REQUEST_OPEN, "/b c.csv");
    app_case_asks(&c, REQUEST_SAVE_SETTINGS, "");
    app_case_asks(&c, REQUEST_QUIT, "");
    assert_int_equal(c.app.requests, 0);
    app_case_finish(&c);
}

static void notes_go_and_errors_stay(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    app_message(&c.app, "a note", false);
    app_case_key(&c, KEY_RIGHT, 0);
    assert_string_equal(c.app.ui.message, "");
    app_message(&c.app, "a note", false);
    app_case_click(&c, 500, 500, 0);
    assert_string_equal(c.app.ui.message, "");
    app_message(&c.app, "an error\x1b", true);
    app_case_key(&c, KEY_RIGHT, 0);
    app_case_click(&c, 500, 500, 0);
    assert_string_equal(c.app.ui.message, "an error\\x1b");
    app_case_finish(&c);
}

/* A film is taken up where it was left. */
static void a_film_goes_on_where_it_was(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    app_case_film(&c, &(struct scene_recipe){0}, "/a.safetensors");
    app_case_seek(&c, PASS_BACKWARD, 7);
    app_case_letter(&c, 'T');
    struct settings settings = *app_settings(&c.app);
    app_case_finish(&c);
    assert_true(app_init(&c.app, NULL));
    app_use_settings(&c.app, &settings);
    assert_int_equal(c.app.ui.files, 1);
    assert_true(c.app.ui.file_list[0].recent);
    app_case_film(&c, &(struct scene_recipe){.steps = 9}, "/b.safetensors");
    assert_int_equal(c.app.ui.at, 0);
    app_case_finish(&c);
    assert_true(app_init(&c.app, NULL));
    app_use_settings(&c.app, &settings);
    app_case_film(&c, &(struct scene_recipe){0}, "/a.safetensors");
    assert_int_equal(play_moment(&c.app).step, 7);
    assert_int_equal(play_moment(&c.app).pass, PASS_BACKWARD);
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    app_case_seek(&c, PASS_FORWARD, 9);
    app_case_film(&c, &(struct scene_recipe){0}, "/a.safetensors");
    assert_int_equal(play_moment(&c.app).step, 9);
    app_case_finish(&c);
}

/* The pointer is over a picture of the film before. */
static void old_pictures_say_nothing_of_a_new_film(void **state)
{
    static struct app_case c;

    (void)state;
    prepare(&c);
    app_case_film(&c, &(struct scene_recipe){.steps = 2, .units = 1}, "");
    app_case_at(&c, INPUT_MOVE, 51, 51);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    app_case_click(&c, 51, 51, 0);
    assert_int_equal(c.app.pinning.count, 0);
    app_case_finish(&c);
}

static void work_ends_and_then_nothing_happens(void **state)
{
    static struct app_case c;
    int units = 0;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.steps = 12, .units = 3});
    c.builds = true;
    for (; app_wants_work(&c.app); units++) {
        c.input.work = 1;
        app_case_send(&c);
    }
    assert_int_equal(units, 61);
    assert_false(app_wants_frame(&c.app) || app_animating(&c.app));
    app_case_time(&c, 1000000);
    assert_false(app_wants_frame(&c.app));
    app_case_letter(&c, 'N');
    assert_int_equal(c.app.levels.signal, LSTM_I);
    app_case_finish(&c);
}

static void a_start_without_memory_says_so(void **state)
{
    static struct app app;
    struct error error = {0};

    (void)state;
    for (long n = 0;; n++) {
        failing_after(n);
        bool fine = app_init(&app, &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "not enough memory"));
        app_finish(&app);
    }
    app_finish(&app);
    app_finish(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_binding_does_what_it_says),
        cmocka_unit_test(every_action_has_a_key),
        cmocka_unit_test(unknown_keys_do_nothing),
        cmocka_unit_test(held_keys_repeat_what_repeats),
        cmocka_unit_test(closing_goes_from_the_top_down),
        cmocka_unit_test(any_key_or_click_ends_the_black_screen),
        cmocka_unit_test(sizes_of_text_have_limits),
        cmocka_unit_test(the_start_screen_hides_the_film),
        cmocka_unit_test(without_a_film_nothing_needs_one),
        cmocka_unit_test(reset_brings_the_step_back),
        cmocka_unit_test(layers_keep_the_step),
        cmocka_unit_test(requests_are_asked_in_order),
        cmocka_unit_test(notes_go_and_errors_stay),
        cmocka_unit_test(a_film_goes_on_where_it_was),
        cmocka_unit_test(old_pictures_say_nothing_of_a_new_film),
        cmocka_unit_test(work_ends_and_then_nothing_happens),
        cmocka_unit_test(a_start_without_memory_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
