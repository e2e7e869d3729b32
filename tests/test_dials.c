/* The panel of dials: every box, language and theme, whatever is set.
 */
#include "lane_case.h"
#include "scene/action.h"
#include "scene/lab/dial/dial_words.h"

/* Places in lane_kinds. */
enum { RNN, RNN_RELU, RNN_LINEAR, GRU, GRU_BEFORE, LSTM };

static const struct draw_spot *find_spot(const struct scene_case *c,
                                         int action, int value)
{
    for (int k = 0; k < c->list.spot_count; k++)
        if (c->list.spots[k].action == action &&
            c->list.spots[k].value == value)
            return &c->list.spots[k];
    return NULL;
}

static void test_two_dials_then_all(void **state)
{
    const struct setup setup = lane_case_setup((int[]){RNN, LSTM}, 2, 6, 12);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    for (int all = 0; all < 2; all++)
        for (int chosen = 0; chosen < DIALS; chosen++) {
            l.c.ui.all_dials = all;
            l.c.ui.dial = chosen;
            l.c.ui.one_lane = chosen % 2;
            l.c.ui.lane = chosen % 2;
            scene_case_sweep(&l.c, view_dials);
        }
    l.c.ui.all_dials = false;
    for (int alone = 0; alone < 2; alone++) {
        l.c.ui.alone = alone ? PANEL_DIALS : PANEL_NONE;
        scene_case_show(&l.c, view_dials, 1800, 900);
        assert_int_equal(find_spot(&l.c, ACTION_DICE, 0) != NULL, alone);
        assert_int_equal(find_spot(&l.c, ACTION_ALL_DIALS, 0) == NULL, alone);
    }
    scene_case_sweep(&l.c, view_dials);
    lane_case_finish(&l);
}

/* Numbers outside of the ranges, gains as radii, unequal lanes. */
static void test_unusual_values(void **state)
{
    struct setup setup = lane_case_setup(
        (int[]){RNN_RELU, GRU, LSTM, LSTM}, 4, 3, 1);
    struct lane_case l;

    (void)state;
    setup.seed = UINT64_MAX;
    setup.lane[0].radius = true;
    setup.lane[0].gain = 0.123456;
    setup.lane[2].forget_bias = -12;
    setup.lane[3].forget_bias = 12;
    setup.lane[3].gain = 10;
    setup.clip = true;
    setup.clip_norm = 0.037;
    setup.same_parameters = true;
    lane_case_init(&l, &setup);
    l.c.ui.all_dials = true;
    for (int k = 0; k < DIALS; k++) {
        l.c.ui.dial = k;
        l.c.ui.lane = k % 4;
        l.c.ui.one_lane = k / 4;
        scene_case_sweep(&l.c, view_dials);
    }
    lane_case_finish(&l);
}

static bool writes(const struct scene_case *c, const char *text)
{
    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *command = &c->list.command[k];
        if (command->kind == DRAW_TEXT &&
            strlen(text) == (size_t)command->count &&
            memcmp(c->list.text + command->first, text,
                   (size_t)command->count) == 0)
            return true;
    }
    return false;
}

/* Folded there are two; what there is nothing for does not show. */
static void test_what_is_offered(void **state)
{
    const struct setup gates = lane_case_setup((int[]){LSTM, GRU}, 2, 4, 8);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &gates);
    scene_case_show(&l.c, view_dials, 400, 380);
    assert_non_null(find_spot(&l.c, ACTION_DIAL, DIAL_GAIN));
    assert_non_null(find_spot(&l.c, ACTION_DIAL, DIAL_FORGET));
    assert_null(find_spot(&l.c, ACTION_DIAL, DIAL_STEPS));
    assert_non_null(find_spot(&l.c, ACTION_ALL_DIALS, 0));
    assert_non_null(find_spot(&l.c, ACTION_RESET, 0));
    assert_non_null(find_spot(&l.c, ACTION_KEEP_CURVE, 0));
    assert_true(writes(&l.c, "×1.00"));
    assert_true(writes(&l.c, "+1.0"));
    assert_true(writes(&l.c, "held the same:"));
    l.c.ui.all_dials = true;
    scene_case_show(&l.c, view_dials, 1200, 700);
    assert_non_null(find_spot(&l.c, ACTION_DIAL, DIAL_STEPS));
    assert_non_null(find_spot(&l.c, ACTION_DIAL, DIAL_UNITS));
    assert_non_null(find_spot(&l.c, ACTION_SCHEME, INIT_ORTHOGONAL));
    assert_non_null(find_spot(&l.c, ACTION_CLIP, 2));
    assert_non_null(find_spot(&l.c, ACTION_DICE, 0));
    assert_non_null(find_spot(&l.c, ACTION_INPUT, LAB_IMPULSE));
    assert_null(find_spot(&l.c, ACTION_INPUT, LAB_FILE));
    assert_null(find_spot(&l.c, ACTION_ACTIVATION, ACT_RELU));
    lane_case_finish(&l);
}

/* Every dial is on some page: the one with the chosen dial. */
static void test_pages(void **state)
{
    const struct setup setup = lane_case_setup((int[]){RNN, LSTM}, 2, 4, 8);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    l.c.ui.all_dials = true;
    for (int k = 0; k < DIALS; k++) {
        l.c.ui.dial = k;
        scene_case_show(&l.c, view_dials, 400, 374);
        assert_non_null(find_spot(&l.c, ACTION_DIAL_CHOOSE, k));
        if (dial_slides((enum dial)k))
            assert_non_null(find_spot(&l.c, ACTION_DIAL, k));
    }
    lane_case_finish(&l);
}

/* The knob's rail is exactly the range: a place on it is a value. */
static void test_the_rail_is_the_range(void **state)
{
    struct setup setup = lane_case_setup((int[]){RNN}, 1, 4, 8);
    struct lane_case l;

    (void)state;
    setup.lane[0].gain = setup_gain_max;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_dials, 400, 380);
    const struct draw_spot *spot = find_spot(&l.c, ACTION_DIAL, DIAL_GAIN);
    assert_non_null(spot);
    bool at_end = false;
    for (int k = 0; k < l.c.list.commands; k++) {
        const struct box box = l.c.list.command[k].box;
        at_end |= l.c.list.command[k].kind == DRAW_BOX && box.w == box.h &&
                  fabsf(box.x + box.w / 2 - box_right(spot->box)) < 0.01f;
    }
    assert_true(at_end);
    lane_case_finish(&l);
}

static void test_frames_of_every_size(void **state)
{
    const struct setup setup = lane_case_setup(
        (int[]){RNN, GRU, GRU_BEFORE, LSTM}, 4, 8, 20);
    static const int size[][2] = {{1024, 640}, {1366, 768}, {1920, 1080},
                                  {3840, 2160}};
    static const float scale[] = {0.8f, 1, 1.5f, 2};
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    for (int k = 0; k < 4 * 4 * 8; k++) {
        struct ui *ui = &l.c.ui;
        ui->text_scale = scale[k / 4 % 4];
        ui->language = k & 1 ? LANGUAGE_KO : LANGUAGE_EN;
        ui->theme = k / 16 & 1 ? THEME_LIGHT : THEME_DARK;
        ui->class_mode = k / 32 & 1;
        ui->all_dials = k / 64 & 1;
        ui->screen = k & 2 ? SCREEN_STAGE : SCREEN_COMPARE;
        ui->left = PANEL_DIALS;
        ui->dial = k % DIALS;
        lane_case_frame(&l, size[k % 4][0], size[k % 4][1]);
        scene_case_check(&l.c);
    }
    lane_case_finish(&l);
}

/* What clipping did is marked beside its dial: before and after. */
static void test_clip_events(void **state)
{
    struct setup setup = lane_case_setup((int[]){RNN, LSTM}, 2, 6, 12);
    struct lane_case l;

    (void)state;
    setup.clip = true;
    for (int k = 0; k < 2; k++) {
        int before = 0, after = 0;
        setup.clip_norm = k == 0 ? 1e9 : 0.1;
        lane_case_init(&l, &setup);
        l.c.ui.all_dials = true;
        l.c.ui.dial = DIAL_CLIP;
        scene_case_show(&l.c, view_dials, 400, 700);
        for (int n = 0; n < l.c.list.number_count; n++) {
            const struct draw_id id = l.c.list.numbers[n].id;
            before += id.kind == SUBJECT_LANE_NORM && id.signal == 0;
            after += id.kind == SUBJECT_LANE_NORM && id.signal == 1;
        }
        assert_int_equal(before, 2);
        assert_int_equal(after, k == 0 ? 0 : 2);
        scene_case_sweep(&l.c, view_dials);
        lane_case_finish(&l);
    }
}

static void test_sentences(void **state)
{
    const struct setup setup = lane_case_setup((int[]){RNN, LSTM}, 2, 4, 8);
    const struct draw_id gain = {.kind = SUBJECT_CONTROL,
                                 .signal = ACTION_DIAL, .unit = DIAL_GAIN};
    const struct draw_id dice = {.kind = SUBJECT_CONTROL,
                                 .signal = ACTION_DICE};
    const struct draw_id other = {.kind = SUBJECT_CONTROL,
                                  .signal = ACTION_PLAY};
    struct lane_case l;
    char text[512];

    (void)state;
    lane_case_init(&l, &setup);
    assert_true(dial_about(l.lab, &l.c.ui, gain, text, sizeof text));
    assert_non_null(strstr(text, "recurrent weights U"));
    l.c.ui.language = LANGUAGE_KO;
    assert_true(dial_about(l.lab, &l.c.ui, gain, text, sizeof text));
    assert_non_null(strstr(text, "순환 가중치"));
    assert_true(dial_about(l.lab, &l.c.ui, dice, text, sizeof text));
    assert_string_equal(text, "아무 시드나 고르기 (Alt+S)");
    assert_false(dial_about(l.lab, &l.c.ui, other, text, sizeof text));
    assert_string_equal(text, "");
    assert_false(dial_about(NULL, &l.c.ui, gain, text, sizeof text));
    lane_case_finish(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_dials_then_all),
        cmocka_unit_test(test_unusual_values),
        cmocka_unit_test(test_what_is_offered),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_the_rail_is_the_range),
        cmocka_unit_test(test_frames_of_every_size),
        cmocka_unit_test(test_clip_events),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
