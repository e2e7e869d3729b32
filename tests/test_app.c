/* The app as a whole: films, requests, messages, work. */
#include "app_case.h"

#include "failing.h"

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
    uint64_t hash = app_case_hash(c.app.film);
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
    assert_true(app_case_hash(c.app.film) != hash);
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
    assert_true(app_case_hash(c.app.film) == hash);
    app_case_finish(&c);
}

static void layers_keep_the_step(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 3});
    /* For the playhead a stack of different cells. */
    c.app.film->network.params.spec.layer[1].cell = CELL_RNN;
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
    app_case_use(&c);
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
    app_case_use(&c);
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
    app_case_use(&c);
    app_case_film(&c, &(struct scene_recipe){.steps = 2, .units = 1}, "");
    app_case_at(&c, INPUT_MOVE, 51, 51);
    assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    app_case_click(&c, 51, 51, 0);
    assert_int_equal(app_case_edits(&c.app), 0);
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
