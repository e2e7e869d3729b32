/* Whole-frame sheets: start, help, the list of files. */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/keys.h"

static const float sizes[][2] = {{853, 533}, {960, 540}, {1116, 628},
                                 {1280, 1350}, {1706, 1066}, {1920, 1080},
                                 {2400, 1350}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static void show(struct scene_case *c,
                 void (*view)(const struct scene *, struct box), int k)
{
    c->ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
    c->ui.theme = k / 2 % 2 ? THEME_LIGHT : THEME_DARK;
    scene_case_show(c, view, sizes[k / 4 % SIZES][0], sizes[k / 4 % SIZES][1]);
    scene_case_check(c);
}

static const char *line_text(const struct scene_case *c,
                             const struct keys_line *line)
{
    return say(&c->ui, line->en, line->ko);
}

static void shows_page(struct scene_case *c, int page, int k)
{
    int count;
    const struct keys_line *lines = keys_lines(&count);

    c->ui.help_page = page;
    show(c, view_help, k);
    for (int l = 0; l < count; l++)
        if ((page == 0 ? lines[l].important
                       : keys_page(lines[l].group) == page) &&
            scene_case_text(c, line_text(c, &lines[l])) == NULL)
            fail_msg("\"%s\" is missing at %.0f x %.0f", lines[l].en,
                     (double)sizes[k / 4][0], (double)sizes[k / 4][1]);
}

/* Every line of the table is to be read, whole, in every frame. */
static void test_help_shows_every_key(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "gru"});
    for (int k = 0; k < 4 * SIZES; k++)
        for (int page = 0; page <= KEYS_PAGES; page++)
            shows_page(&c, page, k);
    scene_case_finish(&c);
}

/* Every group stands on a page that there is, and every page has a name to
 * click. */
static void test_help_has_every_page(void **state)
{
    struct scene_case c;

    (void)state;
    for (int group = 0; group < KEYS_GROUPS; group++)
        assert_in_range(keys_page((enum keys_group)group), 1, KEYS_PAGES);
    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.help_page = 1;
    show(&c, view_help, 5 * 4);
    for (int page = 1; page <= KEYS_PAGES; page++) {
        assert_non_null(scene_case_text(&c, keys_page_name(&c.ui, page)));
        assert_non_null(scene_case_spot(&c, ACTION_HELP, page));
    }
    scene_case_finish(&c);
}

/* In smaller frames it says how to see the rest. */
static void test_help_in_a_tiny_frame(void **state)
{
    struct scene_case c;
    bool said = false;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int page = 1; page <= KEYS_PAGES; page++)
        for (float scale = 1; scale < 4; scale += 0.25f) {
            c.ui.help_page = page;
            scene_case_show(&c, view_help, 853 / scale, 533 / scale);
            scene_case_check(&c);
            said |= scene_case_text(&c, "shows the rest") != NULL;
        }
    assert_true(said);
    scene_case_finish(&c);
}

static void test_help_legend_is_that_of_the_cell(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "gru"});
    scene_case_show(&c, view_help, 1920, 1080);
    assert_non_null(scene_case_text(&c, "reset"));
    assert_null(scene_case_text(&c, "forget"));
    assert_null(scene_case_text(&c, "f = 1 keeps"));
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_show(&c, view_help, 1920, 1080);
    assert_non_null(scene_case_text(&c, "f = 1 keeps"));
    for (int k = 0; k < 4 * SIZES; k++)
        show(&c, view_help, k);
    scene_case_finish(&c);
}

static void fill_files(struct scene_case *c, struct ui_file *files, int count)
{
    for (int k = 0; k < count; k++) {
        files[k] = (struct ui_file){.recent = k < 4, .folder = k == 4};
        snprintf(files[k].name, sizeof files[k].name, "%s-%d.%s",
                 k % 2 ? "날씨 기록" : "a name that is long enough to be cut "
                 "somewhere in the middle of a frame of any size", k,
                 k % 3 ? "csv" : "safetensors");
    }
    c->ui.file_list = files;
    c->ui.files = count;
    snprintf(c->ui.folder, sizeof c->ui.folder,
             "/home/a/very/long/path/to/where/the/models/of/the/course/are/"
             "kept/순환 신경망/2026");
}

static void test_chosen_file_is_always_seen(void **state)
{
    static struct ui_file files[60];
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    fill_files(&c, files, 60);
    for (int k = 0; k < 4 * SIZES; k++)
        for (c.ui.file = 0; c.ui.file < 60; c.ui.file += 1 + k % 5) {
            show(&c, view_files, k);
            assert_non_null(scene_case_spot(&c, ACTION_FILE, c.ui.file));
        }
    scene_case_finish(&c);
}

static void test_list_says_when_it_is_empty(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_files, 1920, 1080);
    assert_non_null(scene_case_text(&c, "no .safetensors"));
    snprintf(c.ui.filter, sizeof c.ui.filter, "gru");
    snprintf(c.ui.composing, sizeof c.ui.composing, "안");
    show(&c, view_files, 1);
    assert_non_null(scene_case_text(&c, "그런 이름"));
    assert_non_null(scene_case_text(&c, "gru"));
    assert_non_null(scene_case_text(&c, "안"));
    scene_case_finish(&c);
}

static void test_start_leads_on(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.cell = "lstm", .trained = true, .labels = true},
        {.cell = "gru", .layers = 2, .steps = 1},
        {.cell = "rnn", .steps = 5000, .units = 3},
        {.cell = "lstm", .vocabulary = 5, .labels = true, .units = 40}};
    static struct ui_file files[9];
    struct scene_case c;

    (void)state;
    for (size_t r = 0; r < sizeof recipes / sizeof *recipes; r++) {
        scene_case_init(&c, &recipes[r]);
        for (int k = 0; k < 4 * SIZES; k++) {
            if (k == 2 * SIZES)
                fill_files(&c, files, 9);
            c.ui.at = 0;
            if (k % 3 > 0)
                scene_case_seek(&c, k % 3 == 1 ? PASS_FORWARD : PASS_BACKWARD,
                                (c.film.steps + 1) / 2, 0);
            show(&c, view_start, k);
            assert_non_null(scene_case_spot(&c, ACTION_CONTINUE, 0));
            assert_non_null(scene_case_spot(&c, ACTION_FILES, 0));
        }
        scene_case_finish(&c);
    }
}

static void show_without_film(const struct scene *scene, struct box box)
{
    struct scene empty = *scene;

    empty.film = NULL;
    if (scene->ui->overlay == OVERLAY_HELP)
        view_help(&empty, box);
    else
        view_start(&empty, box);
    view_top_bar(&empty, box_at(box.x, box.y, box.w, 72));
    view_transport(&empty, box);
}

static void test_without_a_film(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.overlay = OVERLAY_HELP;
    scene_case_show(&c, show_without_film, 1920, 1080);
    c.ui.overlay = OVERLAY_NONE;
    scene_case_show(&c, show_without_film, 1920, 1080);
    assert_null(scene_case_spot(&c, ACTION_CONTINUE, 0));
    assert_non_null(scene_case_spot(&c, ACTION_FILES, 0));
    scene_case_finish(&c);
}

/* In a tiny frame the way to the film is what stays. */
static void test_start_in_a_tiny_frame(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 20; k++) {
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        scene_case_show(&c, view_start, (float)(520 + 17 * k),
                        (float)(310 + 12 * k));
        scene_case_check(&c);
        const struct draw_spot *spot = scene_case_spot(&c, ACTION_CONTINUE, 0);
        assert_non_null(spot);
        assert_true(spot->box.h >= 130);
    }
    scene_case_finish(&c);
}

static void test_recent_files_are_at_hand(void **state)
{
    static struct ui_file files[9];
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    fill_files(&c, files, 9);
    scene_case_show(&c, view_start, 1920, 1080);
    assert_non_null(scene_case_spot(&c, ACTION_FILE, 0));
    assert_non_null(scene_case_spot(&c, ACTION_FILE, 1));
    assert_null(scene_case_spot(&c, ACTION_FILE, 4));
    scene_case_finish(&c);
}

/* Below the film the other ways stand in a row, at every size. */
static void test_start_has_doors(void **state)
{
    static const enum action doors[] = {ACTION_PRESETS, ACTION_TASKS,
                                        ACTION_COMPARE, ACTION_FILES};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 4 * SIZES; k++) {
        show(&c, view_start, k);
        const struct draw_spot *film = scene_case_spot(&c, ACTION_CONTINUE, 0);
        assert_non_null(film);
        for (int d = 0; d < 4; d++) {
            const struct draw_spot *door = scene_case_spot(&c, (int)doors[d],
                                                           0);
            assert_non_null(door);
            assert_true(door->box.y >= box_bottom(film->box));
        }
    }
    scene_case_finish(&c);
}

static void test_pictures(void **state)
{
    static struct ui_file files[9];
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.trained = true,
                                               .labels = true});
    show(&c, view_start, 0);
    scene_case_golden(&c, "start_small");
    show(&c, view_start, 23);
    scene_case_golden(&c, "start_large");
    show(&c, view_help, 20);
    scene_case_golden(&c, "help_first");
    fill_files(&c, files, 9);
    c.ui.file = 5;
    show(&c, view_files, 3);
    scene_case_golden(&c, "files");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help_shows_every_key),
        cmocka_unit_test(test_help_has_every_page),
        cmocka_unit_test(test_help_in_a_tiny_frame),
        cmocka_unit_test(test_help_legend_is_that_of_the_cell),
        cmocka_unit_test(test_chosen_file_is_always_seen),
        cmocka_unit_test(test_list_says_when_it_is_empty),
        cmocka_unit_test(test_start_leads_on),
        cmocka_unit_test(test_without_a_film),
        cmocka_unit_test(test_start_in_a_tiny_frame),
        cmocka_unit_test(test_recent_files_are_at_hand),
        cmocka_unit_test(test_start_has_doors),
        cmocka_unit_test(test_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
