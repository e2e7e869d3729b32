/* The bars around the stage, and what lies over it: messages and sentences. */
#include "scene_case.h"

#include "scene/action.h"
#include "scene/view/chrome/timeline.h"

static const float widths[] = {853, 992, 1180, 1280, 1500, 1706, 1920, 2400};

enum { WIDTHS = sizeof widths / sizeof *widths };

/* Shows a view at every width, in both languages and themes, at the start and
 * in both passes. */
static void check_everywhere(const struct scene_recipe *recipe,
                             void (*view)(const struct scene *, struct box),
                             float narrower, float height)
{
    struct scene_case c;

    scene_case_init(&c, recipe);
    for (int k = 0; k < WIDTHS * 4 * 3; k++) {
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        c.ui.theme = k / 2 % 2 ? THEME_LIGHT : THEME_DARK;
        c.ui.recording = c.ui.class_mode = k % 7 == 0;
        c.ui.at = 0;
        if (k / 4 % 3 > 0)
            scene_case_seek(&c, k / 4 % 3 == 1 ? PASS_FORWARD : PASS_BACKWARD,
                            c.film.steps / 2 + 1, 1);
        scene_case_show(&c, view, widths[k / 12] - narrower, height);
        scene_case_check(&c);
    }
    scene_case_finish(&c);
}

static void test_bars_cope_with_every_width(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.cell = "lstm", .trained = true},
        {.cell = "gru", .layers = 3, .steps = 1},
        {.cell = "rnn", .steps = 10000, .units = 2},
        {.cell = "lstm", .vocabulary = 6, .labels = true},
        {.cell = "gru-before", .no_head = true, .steps = 7}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        check_everywhere(&recipes[k], view_transport, 48, 68);
        check_everywhere(&recipes[k], view_top_bar, 0, 72);
    }
}

/* However little room there is, these are there. */
static void test_transport_keeps_its_buttons(void **state)
{
    static const enum action kept[] = {ACTION_PLAY, ACTION_STEP_BACK,
                                       ACTION_STEP_ON, ACTION_SCRUB};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (float width = 448; width < 2400; width += 61) {
        scene_case_show(&c, view_transport, width, 68);
        scene_case_check(&c);
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            assert_non_null(scene_case_spot(&c, kept[k], 0));
        assert_true(scene_case_spot(&c, ACTION_SCRUB, 0)->box.w >= 60);
    }
    scene_case_finish(&c);
}

static void test_speeds_fold_into_one(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.speed = 3;
    scene_case_show(&c, view_transport, 1872, 68);
    for (int k = 0; k < SPEEDS; k++)
        assert_non_null(scene_case_spot(&c, ACTION_SPEED, k));
    scene_case_show(&c, view_transport, 820, 68);
    assert_non_null(scene_case_text(&c, ui_speed_names[3]));
    assert_null(scene_case_text(&c, ui_speed_names[2]));
    assert_non_null(scene_case_spot(&c, ACTION_SPEED, 4));
    assert_null(scene_case_spot(&c, ACTION_SPEED, 3));
    scene_case_finish(&c);
}

/* Is it a count below the rail? Then its number. */
static int count_of(const struct scene_case *c,
                    const struct draw_command *command)
{
    char text[16];

    if (command->kind != DRAW_TEXT || command->count > 8)
        return 0;
    snprintf(text, sizeof text, "%.*s", (int)command->count,
             c->list.text + command->first);
    return text[strspn(text, "0123456789")] == '\0' ? atoi(text) : 0;
}

/* Steps count up to the loss and down behind it, and stand where the thumb is
 * when they are complete. */
static void test_counts_follow_the_steps(void **state)
{
    struct scene_case c;
    int seen = 0;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 48});
    scene_case_show(&c, view_transport, 1872, 68);
    struct box rail = scene_case_spot(&c, ACTION_SCRUB, 0)->box;
    float middle = rail.x + rail.w / 2;
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *command = &c.list.command[k];
        int step = count_of(&c, command);
        if (step == 0)
            continue;
        enum pass pass = command->box.x > middle + 1 ? PASS_BACKWARD
                                                     : PASS_FORWARD;
        struct timeline timeline = film_timeline(&c.film, 0);
        c.scene.now = timeline_moment(
            &timeline, timeline_at(&timeline, pass, step,
                                   timeline.phases - 1));
        assert_true(fabsf(timeline_x(&c.scene, rail.x, box_right(rail)) -
                          command->box.x) < 0.01f);
        seen++;
    }
    assert_true(seen >= 8);
    scene_case_finish(&c);
}

/* The thumb never runs left while playing. */
static void test_thumb_runs_right(void **state)
{
    struct scene_case c;
    float last = -1;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 5, .cell = "gru"});
    struct timeline timeline = film_timeline(&c.film, 0);
    c.scene.film = &c.film;
    for (int64_t at = 0; at <= timeline_length(&timeline); at += TICKS / 3) {
        c.scene.now = timeline_moment(&timeline, at);
        float x = timeline_x(&c.scene, 100, 700);
        assert_true(x > last);
        last = x;
    }
    assert_true(fabsf(last - 700) < 0.01f);
    scene_case_finish(&c);
}

static void test_status_says_what_is_so(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.trained = true, .units = 12});
    scene_case_show(&c, view_top_bar, 1920, 72);
    assert_non_null(scene_case_text(&c, "12 units"));
    assert_non_null(scene_case_text(&c, "trained 30 epochs"));
    assert_null(scene_case_text(&c, "untrained"));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_LOSS), 1);
    /* The most telling part is the last to go. */
    scene_case_show(&c, view_top_bar, 960, 72);
    assert_null(scene_case_text(&c, "12 units"));
    assert_non_null(scene_case_text(&c, "LSTM"));
    c.ui.class_mode = true;
    scene_case_show(&c, view_top_bar, 1920, 72);
    assert_null(scene_case_text(&c, "LSTM"));
    scene_case_finish(&c);

    scene_case_init(&c, &(struct scene_recipe){.no_head = true});
    c.ui.language = LANGUAGE_KO;
    scene_case_show(&c, view_top_bar, 1920, 72);
    assert_non_null(scene_case_text(&c, "학습 전"));
    assert_int_equal(scene_case_numbers(&c, SUBJECT_LOSS), 0);
    scene_case_finish(&c);
}

static void test_screens_can_be_changed(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_show(&c, view_top_bar, 992, 72);
    assert_non_null(scene_case_spot(&c, ACTION_START, 0));
    assert_non_null(scene_case_spot(&c, ACTION_ENTER, 0));
    assert_null(scene_case_spot(&c, ACTION_CONTINUE, 0)); /* we are there */
    assert_non_null(scene_case_spot(&c, ACTION_LANGUAGE, 0));
    c.ui.screen = SCREEN_CELL;
    scene_case_show(&c, view_top_bar, 992, 72);
    assert_non_null(scene_case_spot(&c, ACTION_CONTINUE, 0));
    assert_null(scene_case_spot(&c, ACTION_ENTER, 0));
    c.ui.screen = SCREEN_STAGE;
    c.ui.alone = PANEL_HEAT;
    scene_case_show(&c, view_top_bar, 992, 72);
    assert_non_null(scene_case_spot(&c, ACTION_ALONE, PANEL_HEAT));
    scene_case_finish(&c);
}

static void test_messages(void **state)
{
    static const char *const texts[] = {
        "Saved picture.png.",
        "weights.safetensors: there is no tensor \"lstm.weight_ih_l0\" in it; "
        "open a file that PyTorch's state_dict() was saved to.",
        "aVeryLongNameWithoutAnySpaceInItThatHasToBeBrokenSomewhereBecauseIt"
        "FitsIntoNoLineAtAllHoweverWideTheFrameMayBeAndThatIsHowItIs.csv"};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 3 * WIDTHS; k++) {
        c.ui.message_is_error = k % 2;
        c.ui.busy = k % 5 == 4 ? 0.37f : -1;
        snprintf(c.ui.message, sizeof c.ui.message, "%s", texts[k % 3]);
        scene_case_show(&c, view_message, widths[k / 3] - 300, 533);
        scene_case_check(&c);
        bool busy = c.ui.busy >= 0;
        assert_true((scene_case_spot(&c, ACTION_DISMISS, 0) == NULL) == busy);
        assert_true((scene_case_text(&c, "37%") != NULL) == busy);
    }
    scene_case_finish(&c);
}

/* A thing of 40 x 40 units around the pointer, and the sentence on it. */
static void show_hover(const struct scene *scene, struct box box)
{
    struct point at = draw_from_pixels(scene->list, scene->ui->pointer.x,
                                       scene->ui->pointer.y);

    draw_spot(scene->list, box_at(at.x - 20, at.y - 20, 40, 40),
              scene->ui->hover, ACTION_NONE, 0);
    view_hover(scene, box);
}

static struct box bubble_of(const struct scene_case *c)
{
    for (int k = 0; k < c->list.commands; k++)
        if (c->list.command[k].kind == DRAW_BOX)
            return c->list.command[k].box;
    return box_at(0, 0, 0, 0);
}

static void test_sentences_stay_inside_and_aside(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 2 * 11 * 9; k++) {
        float x = SCENE_CASE_MARGIN + 20 + (float)(k / 2 % 11) * 81;
        float y = SCENE_CASE_MARGIN + 20 + (float)(k / 22) * 61;
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        c.ui.pointer = point_at(x, y);
        c.ui.hover = subject(SUBJECT_SIGNAL, 0, k % (LSTM_H + 1), 5, 2);
        scene_case_show(&c, show_hover, 853, 533);
        scene_case_check(&c);
        struct box bubble = bubble_of(&c);
        assert_true(bubble.w > 100 && bubble.w <= 352);
        assert_true(bubble.y >= y + 20 || box_bottom(bubble) <= y - 20);
    }
    c.ui.pointer = point_at(-1, -1);
    scene_case_show(&c, view_hover, 853, 533);
    assert_true(bubble_of(&c).w == 0);
    scene_case_finish(&c);
}

/* The transport with the pointer on its timeline. */
static void show_timeline(const struct scene *scene, struct box box)
{
    view_transport(scene, box_at(box.x, box_bottom(box) - 68, box.w, 68));
    view_hover(scene, box);
}

static void test_timeline_says_where_a_click_goes(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.steps = 48});
    scene_case_show(&c, show_timeline, 1872, 400);
    struct box rail = scene_case_spot(&c, ACTION_SCRUB, 0)->box;
    c.ui.hover = subject(SUBJECT_CONTROL, 0, ACTION_SCRUB, 0, 0);
    c.ui.pointer = point_at(rail.x + rail.w * (9.5f / 96), rail.y + 30);
    scene_case_show(&c, show_timeline, 1872, 400);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "10,"));
    assert_non_null(scene_case_text(&c, "forward."));
    c.ui.pointer.x = rail.x + rail.w * (95.5f / 96);
    scene_case_show(&c, show_timeline, 1872, 400);
    scene_case_check(&c);
    assert_non_null(scene_case_text(&c, "1,"));
    assert_non_null(scene_case_text(&c, "backward."));
    scene_case_finish(&c);
}

static void test_pictures(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.trained = true, .steps = 48});
    scene_case_seek(&c, PASS_FORWARD, 10, 4);
    scene_case_show(&c, view_transport, 1872, 68);
    scene_case_golden(&c, "transport_forward");
    c.ui.language = LANGUAGE_KO;
    c.ui.theme = THEME_LIGHT;
    c.ui.playing = c.ui.recording = true;
    scene_case_seek(&c, PASS_BACKWARD, 20, 2);
    scene_case_show(&c, view_transport, 944, 68);
    scene_case_golden(&c, "transport_backward");
    scene_case_show(&c, view_top_bar, 1920, 72);
    scene_case_golden(&c, "top_bar");
    c.ui.busy = 0.5f;
    snprintf(c.ui.message, sizeof c.ui.message, "film.mp4");
    scene_case_show(&c, view_message, 1920, 1080);
    scene_case_golden(&c, "message_busy");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars_cope_with_every_width),
        cmocka_unit_test(test_transport_keeps_its_buttons),
        cmocka_unit_test(test_speeds_fold_into_one),
        cmocka_unit_test(test_counts_follow_the_steps),
        cmocka_unit_test(test_thumb_runs_right),
        cmocka_unit_test(test_status_says_what_is_so),
        cmocka_unit_test(test_screens_can_be_changed),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_sentences_stay_inside_and_aside),
        cmocka_unit_test(test_timeline_says_where_a_click_goes),
        cmocka_unit_test(test_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
