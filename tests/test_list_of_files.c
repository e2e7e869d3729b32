/* The list of files and its field: what is typed, what is composed, and that
 * neither is ever a shortcut. */
#include "app_case.h"

#include "base/text.h"
#include "failing.h"

static const struct ui_file entries[] = {
    {.name = "data", .folder = true}, {.name = "Bach.csv"},
    {.name = "lstm_0.5.safetensors"}, {.name = "모델.safetensors"},
};

static void open_list(struct app_case *c)
{
    app_case_init(c, &(struct scene_recipe){0});
    app_case_forget_requests(c);
    app_case_key(c, KEY_A + 'O' - 'A', MOD_CTRL);
    app_case_asks(c, REQUEST_LIST_FOLDER, "");
    assert_true(app_show_files(&c->app, "/home/kim", entries, 4, NULL));
}

static void assert_shown(const struct app_case *c, const char *expected)
{
    char text[1024] = "";

    for (int k = 0; k < c->app.ui.files; k++) {
        strcat(text, k > 0 ? "|" : "");
        strcat(text, c->app.ui.file_list[k].name);
    }
    assert_string_equal(text, expected);
}

static void typing_narrows_the_list(void **state)
{
    static struct app_case c;

    (void)state;
    open_list(&c);
    assert_true(app_wants_text(&c.app));
    assert_shown(&c, "..|data|Bach.csv|lstm_0.5.safetensors|"
                     "모델.safetensors");
    app_case_text(&c, INPUT_TEXT, "b");
    app_case_text(&c, INPUT_TEXT, "a");
    assert_shown(&c, "Bach.csv");
    app_case_key(&c, KEY_BACKSPACE, 0);
    app_case_key(&c, KEY_BACKSPACE, 0);
    app_case_text(&c, INPUT_TEXT, "델");
    assert_shown(&c, "모델.safetensors");
    app_case_key(&c, KEY_BACKSPACE, 0);
    assert_string_equal(c.app.ui.filter, "");
    app_case_text(&c, INPUT_TEXT, "\xff");
    assert_string_equal(c.app.ui.filter, "");
    for (int k = 0; k < 200; k++)
        app_case_text(&c, INPUT_TEXT, "한글");
    assert_int_equal(strlen(c.app.ui.filter), 126);
    assert_int_equal(c.app.ui.files, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_key(&c, KEY_UP, 0);
    assert_int_equal(c.app.ui.file, 0);
    assert_int_equal(c.app.requests, 0);
    app_case_finish(&c);
}

/* Keys and text as a keyboard sends them: both, for every letter. */
static void numbers_and_letters_are_no_shortcuts(void **state)
{
    static struct app_case c;

    (void)state;
    open_list(&c);
    c.app.ui.text_scale = 1.5f;
    app_case_key(&c, KEY_0, 0);
    app_case_text(&c, INPUT_TEXT, "0");
    app_case_key(&c, KEY_PERIOD, 0);
    app_case_text(&c, INPUT_TEXT, ".");
    app_case_key(&c, KEY_0 + 5, 0);
    app_case_text(&c, INPUT_TEXT, "5");
    assert_true(c.app.ui.text_scale == 1.5f);
    assert_int_equal(c.app.ui.overlay, OVERLAY_FILES);
    assert_shown(&c, "lstm_0.5.safetensors");
    const struct ui before = c.app.ui;
    for (int key = 1; key < KEYS; key++)
        if (key != KEY_ESCAPE && key != KEY_ENTER && key != KEY_BACKSPACE)
            for (int modifiers = 0; modifiers < 8; modifiers++)
                app_case_key(&c, key, modifiers);
    assert_int_equal(c.app.ui.theme, before.theme);
    assert_int_equal(c.app.ui.at, before.at);
    assert_int_equal(c.app.ui.overlay, OVERLAY_FILES);
    assert_true(c.app.ui.text_scale == 1.5f);
    assert_int_equal(c.app.requests, 0);
    app_case_finish(&c);
}

/* In a field: what belongs to the input method does not correct, choose or
 * close. */
static void composing_keeps_its_keys(void **state)
{
    static struct app_case c;

    (void)state;
    open_list(&c);
    app_case_text(&c, INPUT_TEXT, "모");
    app_case_text(&c, INPUT_COMPOSE, "ㄷ");
    assert_string_equal(c.app.ui.composing, "ㄷ");
    app_case_key(&c, KEY_BACKSPACE, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_key(&c, KEY_A + 'E' - 'A', 0);
    app_case_text(&c, INPUT_COMPOSE, "데");
    app_case_text(&c, INPUT_COMPOSE, "델");
    assert_string_equal(c.app.ui.filter, "모");
    assert_int_equal(c.app.requests, 0);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_FILES);
    app_case_text(&c, INPUT_COMPOSE, "델");
    app_case_text(&c, INPUT_TEXT, "델");
    assert_string_equal(c.app.ui.filter, "모델");
    assert_string_equal(c.app.ui.composing, "");
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_OPEN, "/home/kim/모델.safetensors");
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    app_case_finish(&c);
}

/* Outside of a field: the input method composes as it likes, keys are keys. */
static void composing_swallows_no_shortcut(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    assert_false(app_wants_text(&c.app));
    app_case_text(&c, INPUT_COMPOSE, "ㅅ");
    app_case_letter(&c, 'T');
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    app_case_text(&c, INPUT_COMPOSE, "ㅅㅔ");
    app_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(play_moment(&c.app).step, 1);
    assert_true(c.app.ui.at > 0);
    app_case_text(&c, INPUT_TEXT, "t");
    app_case_text(&c, INPUT_TEXT, "0");
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    assert_string_equal(c.app.ui.filter, "");
    assert_string_equal(c.app.ui.composing, "");
    app_case_finish(&c);
}

static void folders_open_and_close(void **state)
{
    static struct app_case c;

    (void)state;
    open_list(&c);
    app_case_key(&c, KEY_DOWN, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_LIST_FOLDER, "/home/kim/data");
    app_case_key(&c, KEY_HOME, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_LIST_FOLDER, "/home");
    app_case_key(&c, KEY_BACKSPACE, 0);
    app_case_asks(&c, REQUEST_LIST_FOLDER, "/home");
    assert_true(app_show_files(&c.app, "/home", entries, 1, NULL));
    app_case_key(&c, KEY_BACKSPACE, 0);
    app_case_asks(&c, REQUEST_LIST_FOLDER, "/");
    assert_true(app_show_files(&c.app, "/", entries, 2, NULL));
    assert_shown(&c, "data|Bach.csv");
    app_case_key(&c, KEY_END, 0);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_OPEN, "/Bach.csv");
    app_case_finish(&c);
}

static void keys_and_the_wheel_choose(void **state)
{
    static struct app_case c;

    (void)state;
    open_list(&c);
    app_case_key(&c, KEY_UP, 0);
    assert_int_equal(c.app.ui.file, 0);
    app_case_key(&c, KEY_PAGE_DOWN, 0);
    assert_int_equal(c.app.ui.file, 4);
    app_case_at(&c, INPUT_WHEEL, 0, 2);
    assert_int_equal(c.app.ui.file, 2);
    app_case_at(&c, INPUT_WHEEL, 0, 3e38f);
    assert_int_equal(c.app.ui.file, 0);
    app_case_blank(&c);
    app_case_spot(&c, box_at(0, 0, 90, 20), (struct draw_id){0}, ACTION_FILE,
                  3);
    app_case_spot(&c, box_at(0, 20, 90, 20), (struct draw_id){0}, ACTION_FILE,
                  99);
    app_case_click(&c, 10, 30, 0);
    assert_int_equal(c.app.requests, 0);
    app_case_click(&c, 10, 10, 0);
    app_case_asks(&c, REQUEST_OPEN, "/home/kim/lstm_0.5.safetensors");
    app_case_finish(&c);
}

/* Recent files stand on top, under their whole path. */
static void recent_files_are_found(void **state)
{
    static struct app_case c;
    char path[SETTINGS_PATH_MAX] = "/집";

    (void)state;
    open_list(&c);
    while (strlen(path) < 900)
        strcat(path, "/아주 긴 이름");
    app_case_film(&c, &(struct scene_recipe){.steps = 2}, "/old/bach.csv");
    app_case_film(&c, &(struct scene_recipe){.steps = 2}, path);
    app_case_forget_requests(&c);
    app_case_key(&c, KEY_A + 'O' - 'A', MOD_CTRL);
    app_case_asks(&c, REQUEST_LIST_FOLDER, "/home/kim");
    assert_true(c.app.ui.file_list[0].recent);
    assert_true(strlen(c.app.ui.file_list[0].name) > 240);
    assert_true(utf8_valid(c.app.ui.file_list[0].name,
                           strlen(c.app.ui.file_list[0].name)));
    app_case_key(&c, KEY_ENTER, 0);
    app_case_asks(&c, REQUEST_OPEN, path);
    app_case_key(&c, KEY_A + 'O' - 'A', MOD_CTRL);
    app_case_forget_requests(&c);
    app_case_text(&c, INPUT_TEXT, "bach");
    assert_shown(&c, "/old/bach.csv|Bach.csv");
    app_case_finish(&c);
}

static void long_folders_are_cut_and_still_searched(void **state)
{
    static struct ui_file many[3 * UI_FILES_MAX];
    static struct app_case c;
    struct error error = {0};

    (void)state;
    open_list(&c);
    for (int k = 0; k < 3 * UI_FILES_MAX; k++)
        snprintf(many[k].name, sizeof many[k].name, "file %d.", k);
    failing_after(0);
    assert_false(app_show_files(&c.app, "/x", many, 3 * UI_FILES_MAX, &error));
    assert_true(failing_stop());
    assert_string_equal(c.app.ui.folder, "/home/kim");
    assert_true(app_show_files(&c.app, "/x", many, 3 * UI_FILES_MAX, &error));
    assert_int_equal(c.app.ui.files, UI_FILES_MAX);
    app_case_text(&c, INPUT_TEXT, " 1535.");
    assert_shown(&c, "file 1535.");
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_narrows_the_list),
        cmocka_unit_test(numbers_and_letters_are_no_shortcuts),
        cmocka_unit_test(composing_keeps_its_keys),
        cmocka_unit_test(composing_swallows_no_shortcut),
        cmocka_unit_test(folders_open_and_close),
        cmocka_unit_test(keys_and_the_wheel_choose),
        cmocka_unit_test(recent_files_are_found),
        cmocka_unit_test(long_folders_are_cut_and_still_searched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
