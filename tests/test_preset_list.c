/* The list of presets by key and by mouse, and the scene that R brings back. */
#include "app_case.h"

#include "app/files/scene_file.h"
#include "scene/ui_schema.h"

enum { PRESETS = 15 };

static void fill(struct ui_preset preset[PRESETS])
{
    for (int k = 0; k < PRESETS; k++) {
        snprintf(preset[k].name, sizeof preset[k].name, "preset-%d", k);
        for (int l = 0; l < LANGUAGES; l++) {
            snprintf(preset[k].title[l], UI_LABEL_MAX, "%s %d",
                     l == LANGUAGE_KO ? "망각 게이트가 1이면 잊는다?"
                                      : "The product of the forget gates is "
                                        "the gradient?", k);
            snprintf(preset[k].look[l], UI_SENTENCE_MAX, "%s %d.",
                     l == LANGUAGE_KO
                     ? "유닛 12를 보세요. 시점 12~36에는 f를 1로 고정해서 셀 "
                       "상태가 그대로 남고, f가 0이 되는 시점에는 지워집니다"
                     : "Three networks, the same weights but for the forget "
                       "bias: at 0 the gradient has vanished after 50 steps, "
                       "at +1 it fades, at +3 it holds; look at lane", k);
        }
    }
}

static void begin(struct app_case *c, struct ui_preset preset[PRESETS])
{
    fill(preset);
    app_case_init(c, &(struct scene_recipe){0});
    assert_true(app_show_presets(&c->app, preset, PRESETS, NULL));
    app_case_forget_requests(c);
}

static void the_list_goes_by_keys(void **state)
{
    static struct ui_preset preset[PRESETS];
    static struct app_case c;
    struct ui *ui = &c.app.ui;
    struct request request;

    (void)state;
    begin(&c, preset);
    app_case_key(&c, KEY_F1 + 1, 0);
    assert_int_equal(ui->overlay, OVERLAY_PRESETS);
    app_case_key(&c, KEY_UP, 0);
    assert_int_equal(ui->choice, 0);
    app_case_key(&c, KEY_DOWN, 0);
    app_case_key(&c, KEY_DOWN, 0);
    assert_int_equal(ui->choice, 2);
    app_case_key(&c, KEY_END, 0);
    app_case_key(&c, KEY_DOWN, 0);
    assert_int_equal(ui->choice, PRESETS - 1);
    app_case_key(&c, KEY_HOME, 0);
    assert_int_equal(ui->choice, 0);
    app_case_key(&c, KEY_PAGE_DOWN, 0);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    assert_false(app_take_request(&c.app, &request));
    app_case_key(&c, KEY_F1 + 1, 0);
    app_case_key(&c, KEY_HOME, 0);
    app_case_key(&c, KEY_DOWN, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_OPEN_PRESET, "preset-1");
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    /* The keys of the film do nothing to it in the list. */
    assert_int_equal(ui->at, 0);
    app_case_key(&c, 'S' - 'A' + KEY_A, MOD_CTRL);
    app_case_asks(&c, REQUEST_SAVE_SCENE, "");
    app_case_finish(&c);
}

static void the_list_goes_by_mouse(void **state)
{
    static struct ui_preset preset[PRESETS];
    static struct app_case c;
    struct ui *ui = &c.app.ui;

    (void)state;
    begin(&c, preset);
    app_case_blank(&c);
    app_case_spot(&c, box_at(0, 0, 20, 20), (struct draw_id){0},
                  ACTION_PRESETS, 0);
    app_case_spot(&c, box_at(40, 0, 20, 20), (struct draw_id){0},
                  ACTION_PRESET, 4);
    app_case_click(&c, 10, 10, 0);
    assert_int_equal(ui->overlay, OVERLAY_PRESETS);
    app_case_at(&c, INPUT_WHEEL, 0, -3);
    assert_int_equal(ui->choice, 3);
    app_case_at(&c, INPUT_WHEEL, 0, 1);
    assert_int_equal(ui->choice, 2);
    assert_int_equal(ui->at, 0);
    app_case_click(&c, 50, 10, 0);
    app_case_asks(&c, REQUEST_OPEN_PRESET, "preset-4");
    app_case_finish(&c);
}

/* A scene of the film's own network, at step 7, with an edit. */
static void make_scene(struct app_case *c, struct scene_file *file)
{
    struct app *app = &c->app;
    const struct edit edit = {
        .kind = EDIT_PIN, .cell = CELL_LSTM,
        .pin = {.signal = LSTM_F, .first_step = 3, .last_step = 9,
                .value = 1}};

    assert_true(history_add(&app->lab->history, &edit, NULL));
    app_case_seek(c, PASS_BACKWARD, 7);
    app->ui.unit = 3;
    app->ui.left = PANEL_UNITS;
    app->ui.detach = true;
    assert_true(scene_file_take(file, app->lab, &app->ui, NULL));
    snprintf(file->title[LANGUAGE_EN], UI_LABEL_MAX, "Why?");
    snprintf(file->look[LANGUAGE_EN], UI_SENTENCE_MAX, "Look at unit 4.");
    snprintf(file->look[LANGUAGE_KO], UI_SENTENCE_MAX, "유닛 4를 보세요.");
}

/* The same network as the scene asks for it. */
static void open_scene(struct app_case *c, const struct scene_file *file,
                       const char *name)
{
    struct error error = {0};
    struct spec spec = scene_case_spec(&(struct scene_recipe){0});
    struct film film;
    struct cast cast;

    scene_case_film(&film, &(struct scene_recipe){0}, 24, &spec);
    const struct film_source source = film_source_of(&film);
    assert_true(cast_init(&cast, &source, NULL));
    struct lab *lab = scene_file_open(
        file, "a.scene", &(struct lab_start){
            .cast = &cast, .kernels = scene_case_kernels()}, &error);
    if (lab == NULL)
        fail_msg("%s", error.text);
    film_finish(&film);
    app_set_lab(&c->app, lab, "/tmp/a.scene");
    app_show_scene(&c->app, file, name);
    app_case_forget_requests(c);
}

static void assert_shown(const struct app_case *c, const struct scene_file *file)
{
    const struct ui *ui = &c->app.ui;
    struct moment now = play_moment(&c->app);

    assert_int_equal(now.step, 7);
    assert_int_equal(now.pass, PASS_BACKWARD);
    assert_int_equal(ui->unit, 3);
    assert_int_equal(ui->left, PANEL_UNITS);
    assert_true(ui->detach);
    assert_string_equal(ui->look_title[LANGUAGE_EN], "Why?");
    assert_memory_equal(ui->look_at, file->look, sizeof ui->look_at);
    assert_int_equal(app_case_edits(&c->app), 1);
}

static void reset_brings_the_scene_back(void **state)
{
    static struct ui_preset preset[PRESETS];
    static struct app_case c;
    struct scene_file *file = calloc(1, sizeof *file);
    struct ui *ui = &c.app.ui;

    (void)state;
    begin(&c, preset);
    make_scene(&c, file);
    open_scene(&c, file, "preset-3");
    assert_shown(&c, file);
    uint64_t hash = app_case_hash(c.app.film);
    app_case_key(&c, KEY_HOME, 0);
    app_case_key(&c, KEY_UP, 0);
    app_case_letter(&c, 'T');
    app_case_letter(&c, 'X');
    app_case_key(&c, 'D' - 'A' + KEY_A, MOD_SHIFT);
    gates_pin(&c.app, &(struct draw_id){
        .kind = SUBJECT_SIGNAL, .signal = LSTM_I, .step = 2}, false);
    app_case_key(&c, KEY_ESCAPE, 0);
    app_case_time(&c, 1000);
    assert_string_equal(ui->look_at[LANGUAGE_KO], "");
    assert_int_equal(app_case_edits(&c.app), 2);
    assert_int_not_equal(ui->unit, 3);
    assert_true(app_case_hash(c.app.film) != hash);
    app_case_letter(&c, 'R');
    assert_shown(&c, file);
    assert_true(app_case_hash(c.app.film) == hash);
    assert_int_equal(ui->theme, THEME_LIGHT); /* the user's own */
    /* The next one comes behind it, and behind the last the first. */
    app_case_key(&c, KEY_F1 + 2, 0);
    app_case_forget_requests(&c);
    assert_int_equal(ui->choice, 4);
    snprintf(ui->preset, sizeof ui->preset, "preset-14");
    app_case_key(&c, KEY_F1 + 2, 0);
    app_case_asks(&c, REQUEST_OPEN_PRESET, "preset-0");
    /* From the start screen one goes on where it was. */
    ui->screen = SCREEN_COMPARE;
    c.app.presets.shown.screen = SCREEN_COMPARE;
    app_case_key(&c, KEY_BACKSPACE, 0);
    assert_int_equal(ui->screen, SCREEN_START);
    app_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(ui->screen, SCREEN_COMPARE);
    /* Another film has none of it. */
    app_case_film(&c, &(struct scene_recipe){0}, "");
    assert_string_equal(ui->look_at[LANGUAGE_EN], "");
    assert_string_equal(ui->preset, "");
    app_case_finish(&c);
    free(file);
}

/* Whatever the frame: inside it, nothing on top of another, nothing cut. */
static void the_views_fit_everywhere(void **state)
{
    static const float sizes[][2] = {{720, 450}, {853, 533}, {960, 540},
                                     {1116, 628}, {1280, 1350}, {1706, 1066},
                                     {1920, 1080}, {2400, 1350}};
    static struct ui_preset preset[PRESETS];
    struct scene_case c;

    (void)state;
    fill(preset);
    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.preset_list = preset;
    for (int k = 0; k < 64; k++) {
        const float *size = sizes[k % 8];
        c.ui.language = k / 8 % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        c.ui.theme = k / 16 % 2 ? THEME_LIGHT : THEME_DARK;
        c.ui.presets = k / 32 % 2 ? PRESETS : 3;
        for (c.ui.choice = 0; c.ui.choice < c.ui.presets;
             c.ui.choice += 1 + k % 5) {
            scene_case_show(&c, view_presets, size[0], size[1]);
            scene_case_check(&c);
            assert_non_null(scene_case_spot(&c, ACTION_PRESET, c.ui.choice));
            assert_non_null(scene_case_text(&c, say(
                &c.ui, preset[c.ui.choice].title[LANGUAGE_EN],
                preset[c.ui.choice].title[LANGUAGE_KO])));
        }
    }
    c.ui.presets = 0;
    scene_case_show(&c, view_presets, 1920, 1080);
    assert_non_null(scene_case_text(&c, "설치된 예제가 없습니다"));
    scene_case_finish(&c);
}

static void the_sentence_fits_everywhere(void **state)
{
    static struct ui_preset preset[PRESETS];
    struct scene_case c;

    (void)state;
    fill(preset);
    scene_case_init(&c, &(struct scene_recipe){0});
    memcpy(c.ui.look_title, preset[0].title, sizeof c.ui.look_title);
    memcpy(c.ui.look_at, preset[0].look, sizeof c.ui.look_at);
    for (float width = 300; width < 2400; width += 70) {
        c.ui.language = (int)width / 70 % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        scene_case_show(&c, view_presets, width, 700); /* the scene alone */
        float limit = 30 + width / 10;
        float height = view_look_height(&c.scene, width, limit);
        assert_true(height <= limit);
        if (height == 0)
            continue;
        scene_case_show(&c, view_look, width, height);
        scene_case_check(&c);
        assert_non_null(scene_case_spot(&c, ACTION_DISMISS, 1));
        assert_non_null(scene_case_text(&c, say(
            &c.ui, c.ui.look_title[LANGUAGE_EN],
            c.ui.look_title[LANGUAGE_KO])));
    }
    assert_true(view_look_height(&c.scene, 1800, 200) == 44);
    c.ui.look_at[LANGUAGE_EN][0] = c.ui.look_at[LANGUAGE_KO][0] = '\0';
    assert_true(view_look_height(&c.scene, 1800, 200) == 0);
    scene_case_finish(&c);
}

/* Members of struct ui that no scene says: the user's own, and what is of the
 * moment. Everything else is in the table of keys or in the scene itself. */
struct member {
    size_t at, size;
};
#define MEMBER(name) {offsetof(struct ui, name), sizeof((struct ui *)0)->name}

static void mark(bool *covered, size_t at, size_t size)
{
    for (size_t k = 0; k < size; k++)
        covered[at + k] = true;
}

static void every_member_of_the_view_is_saved(void **state)
{
    static const struct member others[] = {
        MEMBER(theme), MEMBER(language), MEMBER(text_scale),
        MEMBER(reduced_motion), MEMBER(class_mode), MEMBER(overlay),
        MEMBER(help_page), MEMBER(at), MEMBER(playing), MEMBER(brush),
        MEMBER(traces), MEMBER(trace), MEMBER(look_title), MEMBER(look_at),
        MEMBER(preset), MEMBER(pointer), MEMBER(hover), MEMBER(pinned),
        MEMBER(light), MEMBER(drawing), MEMBER(strokes), MEMBER(stroke),
        MEMBER(message), MEMBER(message_is_error), MEMBER(busy),
        MEMBER(recording), MEMBER(files), MEMBER(file), MEMBER(file_list),
        MEMBER(presets), MEMBER(choice), MEMBER(preset_list), MEMBER(folder),
        MEMBER(filter), MEMBER(composing),
        /* Networks that learn are saved in a file of their own. */
        MEMBER(training), MEMBER(train_speed), MEMBER(epoch), MEMBER(example),
        MEMBER(train_dial), MEMBER(train_all), MEMBER(loss_linear),
        MEMBER(loss_accuracy), MEMBER(task), MEMBER(text_top),
        /* What a step of a lesson shows is in the lesson. */
        MEMBER(learning), MEMBER(shown), MEMBER(show), MEMBER(covered),
        MEMBER(lit), MEMBER(keep_write),
    };
    static bool covered[sizeof(struct ui)];

    (void)state;
    for (const struct schema_key *key = ui_schema.keys;
         key->name != NULL; key++)
        mark(covered, key->at, key->kind == SCHEMA_BOOL ? 1 : 4);
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        mark(covered, others[k].at, others[k].size);
    /* Padding is at most three bytes, or four in front of eight. */
    for (size_t k = 0; k + 4 <= sizeof covered; k += 4)
        if (!covered[k] && !covered[k + 1] && !covered[k + 2] &&
            !covered[k + 3] && (k % 8 == 0 || !covered[k + 4]))
            fail_msg("the member of struct ui at %zu is not saved", k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_goes_by_keys),
        cmocka_unit_test(the_list_goes_by_mouse),
        cmocka_unit_test(reset_brings_the_scene_back),
        cmocka_unit_test(the_views_fit_everywhere),
        cmocka_unit_test(the_sentence_fits_everywhere),
        cmocka_unit_test(every_member_of_the_view_is_saved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
