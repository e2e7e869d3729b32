/* Lanes, reach and factors: what they write is the lab's, whatever is in the
 * lanes and however small the place is.
 */
#include "lane_case.h"

#include "scene/action.h"
#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"

/* Places in lane_kinds. */
enum { TANH, RELU, LINEAR, GRU, GRU_BEFORE, LSTM };



static void (*const views[])(const struct scene *scene, struct box box) = {
    view_lanes, view_reach, view_factors};

/* All three views, and whole frames, as measured so far. */
static void sweep(struct lane_case *l)
{
    static const int window[][2] = {{1024, 640}, {1280, 800}, {1920, 1080},
                                    {3840, 2160}, {1080, 1920}, {640, 400}};
    static const float scale[] = {1, 1.5f, 2, 0.8f};

    for (int v = 0; v < 3; v++)
        scene_case_sweep(&l->c, views[v]);
    l->c.ui.pointer = point_at(-1, -1);
    for (int w = 0; w < 6; w++)
        for (int s = 0; s < 4; s++)
            for (int ko = 0; ko < 2; ko++) {
                int64_t length = 2 * l->c.film.steps * (int64_t)TICKS;
                l->c.ui.text_scale = scale[s];
                l->c.ui.language = ko ? LANGUAGE_KO : LANGUAGE_EN;
                l->c.ui.class_mode = (w + s) % 5 == 4;
                l->c.ui.at = length / 7 * ((w * 5 + s * 3 + ko) % 8);
                lane_case_frame(l, window[w][0], window[w][1]);
                scene_case_check(&l->c);
            }
    l->c.ui.class_mode = false;
    l->c.ui.text_scale = 1;
}

static void run(const struct setup *setup, int work,
                const struct ui *ui)
{
    struct lane_case l;

    lane_case_init(&l, setup);
    l.c.ui.lane = ui->lane;
    l.c.ui.quantity = ui->quantity;
    l.c.ui.detach = ui->detach;
    l.c.ui.linear_width = ui->linear_width;
    l.c.ui.lane_gates = ui->lane_gates;
    l.c.ui.lag = ui->lag;
    lane_case_follow(&l);
    lane_case_measure(&l, work);
    sweep(&l);
    lane_case_finish(&l);
}

static void every_kind_of_lane(void **state)
{
    const struct ui usual = ui_defaults();
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 8, 20);

    (void)state;
    run(&setup, 60, &usual);
    setup = lane_case_setup((int[]){RELU, LINEAR, GRU_BEFORE, GRU}, 4, 5, 60);
    setup.lane[2].biased = true;
    setup.references = 2;
    setup.reference[0] = lane_defaults(CELL_LSTM, ACT_TANH);
    setup.reference[0].forget_bias = 3;
    setup.reference[1] = lane_defaults(CELL_RNN, ACT_TANH);
    setup.reference[1].gain = 2.5;
    setup.clip = true;
    run(&setup, 90, &(struct ui){.lane = 2, .quantity = DECAY_INPUT,
                                 .lag = 50});
}

/* What files hold: tokens, dates, two layers, networks without a state. */
static void beside_files(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.vocabulary = 6, .labels = true, .trained = true},
        {.vocabulary = 40, .cell = "gru", .no_head = true, .steps = 100},
        {.layers = 2, .inputs = 3, .labels = true, .trained = true},
        {.cell = "dense"},
        {.cell = "rnn-linear", .trained = true, .steps = 3}};

    (void)state;
    for (size_t k = 0; k < sizeof recipes / sizeof *recipes; k++) {
        struct lane_case l;
        lane_case_of(&l, &recipes[k]);
        assert_true(l.lab->lanes == 3);
        assert_int_equal(l.lab->references, k == 4);
        l.c.ui.layer = l.c.film.values.spec.layers - 1;
        lane_case_follow(&l);
        lane_case_measure(&l, 10);
        sweep(&l);
        lane_case_finish(&l);
    }
}

static void one_step_and_ten_thousand(void **state)
{
    const struct ui usual = ui_defaults();
    struct setup setup = lane_case_setup((int[]){LSTM}, 1, 1, 1);

    (void)state;
    run(&setup, 60, &usual);
    setup = lane_case_setup((int[]){TANH, GRU}, 2, 3, 10000);
    run(&setup, 0, &usual);
    run(&setup, 3, &(struct ui){.lane = 1, .linear_width = true});
}

static void a_thousand_units(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 1024, 2);

    (void)state;
    run(&setup, 0, &(struct ui){.lane_gates = true});
}

static void exploding_and_exactly_zero(void **state)
{
    struct setup setup = lane_case_setup((int[]){LINEAR, RELU, TANH, LSTM}, 4,
                                         6, 300);

    (void)state;
    setup.lane[0].gain = setup.lane[1].gain = 10; /* leaves a float's range */
    setup.lane[2].gain = 0;                       /* nothing comes back */
    setup.clip = true;
    run(&setup, 20, &(struct ui){.lane = 3, .quantity = DECAY_HIDDEN});
    run(&setup, 20, &(struct ui){.quantity = DECAY_CELL,
                                 .lane_gates = true});
    run(&setup, 20, &(struct ui){.lane = 1, .detach = true,
                                 .quantity = DECAY_INPUT});
}

static int below(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

static struct setup any_setup(struct random *random)
{
    static const int units[] = {1, 2, 7, 16, 40}, steps[] = {1, 2, 11, 50, 200};
    struct setup setup = setup_defaults();

    setup.lanes = 1 + below(random, LANES_MAX);
    setup.references = below(random, REFERENCES_MAX + 1);
    setup.units = units[below(random, 5)];
    setup.steps = steps[below(random, 5)];
    setup.inputs = 1 + below(random, 5);
    setup.input = LAB_NOISE + (enum lab_input)below(random, 4);
    setup.same_parameters = below(random, 3) == 0;
    setup.seed = 1 + random_below(random, 1000);
    setup.clip = below(random, 3) == 0;
    for (int k = 0; k < LANES_MAX + REFERENCES_MAX; k++) {
        const struct layer_spec *kind = &lane_kinds[below(random, LANE_KINDS)];
        struct lane_setup *lane = k < LANES_MAX
            ? &setup.lane[k] : &setup.reference[k - LANES_MAX];
        *lane = lane_defaults(kind->cell, kind->activation);
        lane->gain = below(random, 3) == 0 ? random_range(random, 0, 10) : 1;
        lane->biased = kind->cell != CELL_RNN && below(random, 2) == 0;
        lane->forget_bias = random_range(random, -12, 12);
    }
    return setup;
}

static void any_view(struct lane_case *l, struct random *random)
{
    static const enum decay_measure quantity[] = {
        DECAY_JACOBIAN, DECAY_INPUT, DECAY_HIDDEN, DECAY_CELL};
    struct ui *ui = &l->c.ui;
    int64_t length = 2 * l->c.film.steps * (int64_t)TICKS * 4;

    ui->lane = below(random, l->lab->lanes);
    ui->quantity = quantity[below(random, 4)];
    ui->total = below(random, 2);
    ui->detach = below(random, 4) == 0;
    ui->linear_width = below(random, 3) == 0;
    ui->lane_gates = below(random, 3) == 0;
    ui->all_dials = below(random, 2);
    ui->lag = below(random, 2) * (1 + below(random, 250));
    ui->theme = (enum theme_name)below(random, THEMES);
    ui->language = (enum language)below(random, LANGUAGES);
    ui->class_mode = below(random, 5) == 0;
    ui->reduced_motion = below(random, 5) == 0;
    ui->text_scale = (float)random_range(random, 0.8, 2);
    ui->at = (int64_t)(random_unit(random) * (double)length);
    ui->alone = below(random, 3) == 0
        ? (enum panel)(PANEL_LANES + below(random, 4)) : PANEL_NONE;
}

/* The pointer over something. */
static void point(struct lane_case *l, struct random *random)
{
    const struct draw_list *list = &l->c.list;
    struct ui *ui = &l->c.ui;

    if (list->spot_count == 0)
        return;
    const struct draw_spot *spot = &list->spots[below(random,
                                                      list->spot_count)];
    ui->pointer = point_at(
        (spot->box.x + spot->box.w * (float)random_unit(random)) * list->scale,
        (spot->box.y + spot->box.h * (float)random_unit(random)) *
            list->scale);
    spot = draw_spot_at(list, ui->pointer.x, ui->pointer.y);
    ui->hover = spot != NULL ? spot->id : (struct draw_id){0};
}

static void whatever_there_is(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 11, 0);
    for (int n = 0; n < 60; n++) {
        const struct setup setup = any_setup(&random);
        struct lane_case l;
        lane_case_init(&l, &setup);
        for (int m = 0; m < 6; m++) {
            int width = 1024 + below(&random, 2817);
            int height = 640 + below(&random, 1521);
            any_view(&l, &random);
            lane_case_follow(&l);
            lane_case_measure(&l, below(&random, 40));
            l.c.ui.pointer = point_at(-1, -1);
            lane_case_frame(&l, width, height);
            scene_case_check(&l.c);
            point(&l, &random);
            lane_case_frame(&l, width, height);
            scene_case_check(&l.c);
        }
        lane_case_finish(&l);
    }
}

/* The verdict, the value at the playhead, and the marker where nothing is
 * left. */
static void what_the_lanes_say(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 16, 50);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    scene_case_seek(&l.c, PASS_BACKWARD, 5, 0);
    scene_case_show(&l.c, view_lanes, 1872, 480);
    for (int k = 0; k < 2; k++) {
        const struct draw_id id = subject(SUBJECT_LANE_DECAY, k, CURVE_OWN, 45,
                                          0);
        const struct draw_number *number = scene_case_number(&l.c, id);
        assert_non_null(number);
        assert_true(number->value == lab_value(l.lab, id));
        for (int lag = 10; lag <= 40; lag += 30)
            assert_non_null(scene_case_number(&l.c, subject(
                SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0)));
    }
    assert_non_null(scene_case_text(&l.c, "vanishes"));
    assert_non_null(scene_case_text(&l.c, "fades"));
    int cut = 0;
    while (lab_value(l.lab, subject(SUBJECT_LANE_DECAY, 0, CURVE_OWN, cut,
                                    0)) >= -8)
        cut++;
    char text[64];
    snprintf(text, sizeof text, "below 10^{−8} from lag %d on", cut);
    assert_non_null(scene_case_text(&l.c, text));
    lane_case_finish(&l);
}

/* Wherever the playhead is, its value stands in every lane; in a narrow panel
 * the title before the buttons. */
static void the_playhead_is_read(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 16, 50);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    for (int t = 50; t >= 1; t--) {
        scene_case_seek(&l.c, PASS_BACKWARD, t, 0);
        scene_case_show(&l.c, view_lanes, 1872, 480);
        for (int k = 0; k < 2; k++)
            assert_non_null(scene_case_number(&l.c, subject(
                SUBJECT_LANE_DECAY, k, CURVE_OWN, 50 - t, 0)));
    }
    for (float width = 260; width < 700; width += 20) {
        scene_case_show(&l.c, view_lanes, width, 300);
        assert_non_null(scene_case_text(&l.c, "Same input"));
    }
    const struct timeline timeline = film_timeline(&l.c.film, 0);
    l.c.ui.at = timeline_length(&timeline);
    scene_case_show(&l.c, view_reach, 700, 480);
    for (int k = 0; k < 2; k++)
        assert_non_null(scene_case_number(&l.c, subject(
            SUBJECT_LANE_DECAY, k, CURVE_OWN, 50, 0)));
    l.c.ui.at = 0;
    scene_case_show(&l.c, view_lanes, 1872, 480);
    assert_non_null(scene_case_text(&l.c, "t = 0 →"));
    scene_case_seek(&l.c, PASS_FORWARD, 1, 0);
    scene_case_show(&l.c, view_lanes, 1872, 480);
    assert_non_null(scene_case_text(&l.c, "t = 1 →"));
    lane_case_finish(&l);
}

/* Beside the curves, or for the lane that is pointed at. */
/* Two runs of the same weights are one network. */
static void one_network_is_counted_once(void **state)
{
    static struct lane_case l;
    struct setup setup = lane_case_setup((int[]){LSTM, LSTM}, 2, 3, 5);

    (void)state;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_lanes, 900, 480);
    assert_non_null(scene_case_text(&l.c, "Same input, one network, twice"));
    lane_case_finish(&l);
    setup.lane[1].gain = 2;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_lanes, 900, 480);
    assert_non_null(scene_case_text(&l.c, "Same input, 2 networks"));
    lane_case_finish(&l);
}

static void rates_are_said(void **state)
{
    static const enum subject kinds[] = {
        SUBJECT_LANE_SLOPE, SUBJECT_LANE_HALF, SUBJECT_LANE_LYAPUNOV};
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 16, 50);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_reach, 1872, 900);
    for (int k = 0; k < 3; k++)
        assert_int_equal(scene_case_numbers(&l.c, kinds[k]), 2);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_int_equal(scene_case_numbers(&l.c, SUBJECT_LANE_HALF), 2);
    assert_int_equal(scene_case_numbers(&l.c, SUBJECT_LANE_SLOPE), 0);
    l.c.ui.pointer = point_at(SCENE_CASE_MARGIN + 250,
                              SCENE_CASE_MARGIN + 300);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_int_equal(scene_case_numbers(&l.c, SUBJECT_LANE_SLOPE), 1);
    lane_case_finish(&l);
}

/* The printed mean to the power of the lag is the printed value. */
static void check_product(const struct lane_case *l, int lane, int lag)
{
    const struct draw_list *list = &l->c.list;
    char base[64] = "", value[64] = "", power[FIGURE_MAX];

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        struct draw_id id = list->numbers[text->number].id;
        if (id.layer != lane)
            continue;
        if (id.kind == SUBJECT_LANE_FACTOR && id.unit == 1)
            snprintf(base, sizeof base, "%.*s", (int)text->count,
                     list->text + text->first);
        if (id.kind == SUBJECT_LANE_FACTOR && id.unit == 2)
            snprintf(value, sizeof value, "%.*s", (int)text->count,
                     list->text + text->first);
    }
    assert_memory_equal(value, "= ", 2);
    figure_power(power, log10(strtod(base, NULL)) * lag);
    assert_string_equal(power, value + 2);
    assert_true(lab_value(l->lab, subject(SUBJECT_LANE_FACTOR, lane, 0, lag,
                                          2)) ==
                lab_value(l->lab, subject(SUBJECT_LANE_DECAY, lane, CURVE_OWN,
                                          lag, 0)));
}

static void factors_multiply_to_the_value(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, GRU, LSTM, LINEAR}, 4,
                                         16, 60);
    struct lane_case l;

    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++)
        for (int lag = 20; lag <= 60; lag += 40) {
            setup.seed = seed;
            lane_case_init(&l, &setup);
            l.c.ui.lag = lag;
            scene_case_show(&l.c, view_factors, 480, 380);
            for (int k = 0; k < 4; k++)
                check_product(&l, k, lag);
            lane_case_finish(&l);
        }
}

/* U^k W is what the walk through the run finds. */
static void the_textbook_formula(void **state)
{
    struct setup setup = lane_case_setup((int[]){LINEAR, TANH}, 2, 12, 50);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    l.c.ui.quantity = DECAY_INPUT;
    lane_case_follow(&l);
    assert_int_equal(l.lab->lane[0].powers, 50);
    assert_int_equal(l.lab->lane[1].powers, 0);
    for (int k = 0; k < 50; k++) {
        double own = lab_value(l.lab, subject(SUBJECT_LANE_DECAY, 0, CURVE_OWN,
                                              k, 0));
        double power = lab_value(l.lab, subject(SUBJECT_LANE_POWER, 0, 0, k,
                                                0));
        assert_true(fabs(own - power) < 1e-4);
    }
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_non_null(scene_case_text(&l.c, "U^{k}W"));
    assert_int_equal(scene_case_numbers(&l.c, SUBJECT_LANE_POWER), 1);
    l.c.ui.quantity = DECAY_JACOBIAN;
    lane_case_follow(&l);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_int_equal(scene_case_numbers(&l.c, SUBJECT_LANE_POWER), 0);
    lane_case_finish(&l);
}

static void clipping_is_shown(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 16, 50);
    struct lane_case l;
    const struct draw_id after = subject(SUBJECT_LANE_NORM, 0, 1, 0, 0);

    (void)state;
    setup.clip = true;
    setup.clip_norm = 0.01;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_lanes, 1872, 480);
    assert_non_null(scene_case_text(&l.c, "clipped:"));
    const struct draw_number *number = scene_case_number(&l.c, after);
    assert_non_null(number);
    assert_true(fabs(number->value + 2) < 1e-6);
    lane_case_finish(&l);
}

static void seeds_are_counted(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 8, 20);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    while (l.lab->lane[0].curves.seeds < 12 || l.lab->lane[1].curves.seeds < 12)
        lane_case_measure(&l, 1);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_non_null(scene_case_text(&l.c, "12 of 30 seeds"));
    lane_case_measure(&l, 1000);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_null(scene_case_text(&l.c, "12 of 30 seeds"));
    assert_non_null(scene_case_text(&l.c, "30 seeds"));
    lane_case_finish(&l);
}

/* Clicks and keys find what they need. */
static void buttons(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM}, 2, 8, 20);
    struct lane_case l;

    (void)state;
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_lanes, 1872, 480);
    for (int k = 0; k < LANE_KINDS; k++)
        assert_non_null(scene_case_spot(&l.c, ACTION_ADD_LANE, k));
    assert_non_null(scene_case_spot(&l.c, ACTION_LANE, 1));
    assert_non_null(scene_case_spot(&l.c, ACTION_DROP_LANE, 0));
    assert_non_null(scene_case_spot(&l.c, ACTION_LANE_CELL, -1));
    assert_non_null(scene_case_spot(&l.c, ACTION_LINEAR_WIDTH, 0));
    assert_non_null(scene_case_spot(&l.c, ACTION_LANE_GATES, 0));
    assert_non_null(scene_case_spot(&l.c, ACTION_SCRUB_STEPS, 1));
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_non_null(scene_case_spot(&l.c, ACTION_KEEP_CURVE, 0));
    assert_non_null(scene_case_spot(&l.c, ACTION_LAG, 10));
    lane_case_finish(&l);
}

/* Two lanes of one kind bear what tells them apart; one that is alone in its
 * kind does not. */
static void lanes_of_one_kind_are_told_apart(void **state)
{
    struct setup setup = lane_case_setup((int[]){TANH, LSTM, LSTM}, 3, 8, 20);
    struct lane_case l;

    (void)state;
    setup.lane[1].forget_bias = 0;
    setup.lane[2].forget_bias = 3;
    setup.lane[1].biased = setup.lane[2].biased = true;
    lane_case_init(&l, &setup);
    for (int wide = 0; wide < 2; wide++) {
        scene_case_show(&l.c, view_lanes, wide ? 1872 : 1100, 480);
        assert_non_null(scene_case_text(&l.c, "LSTM b_{f} 0.0"));
        assert_non_null(scene_case_text(&l.c, "LSTM b_{f} +3.0"));
        assert_non_null(scene_case_text(&l.c, "RNN tanh"));
    }
    setup.lane[2].gain = 4;
    setup.lane[2].scheme = INIT_GAIN;
    lane_case_finish(&l);
    lane_case_init(&l, &setup);
    scene_case_show(&l.c, view_reach, 960, 380);
    assert_non_null(scene_case_text(&l.c, "LSTM ×4.0 b_{f} +3.0"));
    assert_null(scene_case_text(&l.c, "…"));
    lane_case_finish(&l);
}

/* The buttons for more lanes and the input go before a lane does. */
static void a_lane_goes_last(void **state)
{
    enum { LANES = 3 };
    struct setup setup = lane_case_setup((int[]){TANH, LSTM, TANH}, LANES, 8,
                                         20);
    struct lane_case l;
    int whole = 0, left_out = 0;

    (void)state;
    lane_case_init(&l, &setup);
    for (float height = 150; height < 480; height += 10) {
        scene_case_show(&l.c, view_lanes, 1200, height);
        bool all = scene_case_spot(&l.c, ACTION_LANE, 0) != NULL &&
                   scene_case_spot(&l.c, ACTION_LANE, 1) != NULL;
        whole += all;
        left_out += !all;
        if (!all)
            assert_null(scene_case_spot(&l.c, ACTION_ADD_LANE, 0));
        else if (height > 440)
            assert_non_null(scene_case_spot(&l.c, ACTION_ADD_LANE, 0));
        if (height >= 330)
            assert_true(all);
    }
    assert_true(whole > 0 && left_out > 0);
    lane_case_finish(&l);
}

/* Every number of a lane has a sentence and a name, in both languages. */
static void sentences(void **state)
{
    struct setup setup = lane_case_setup((int[]){LINEAR, LSTM}, 2, 8, 20);
    struct lane_case l;
    char text[512];

    (void)state;
    setup.clip = true;
    lane_case_init(&l, &setup);
    for (int language = 0; language < LANGUAGES; language++)
        for (int kind = SUBJECT_LANE_DECAY; kind <= SUBJECT_LANE_POWER;
             kind++) {
            struct draw_id id = subject((enum subject)kind, 0, 0, 5, 0);
            bool lane = kind != SUBJECT_DIAL;
            l.c.ui.language = (enum language)language;
            assert_int_equal(lab_sentence(l.lab, &l.c.ui, id, text,
                                          sizeof text), lane);
            assert_int_equal(text[0] != '\0', lane);
            assert_int_equal(lab_name(l.lab, &l.c.ui, id, text, sizeof text),
                             lane);
            id.layer = 3;
            assert_false(lab_sentence(l.lab, &l.c.ui, id, text, sizeof text));
            assert_string_equal(text, "");
        }
    lane_case_finish(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_lane),
        cmocka_unit_test(beside_files),
        cmocka_unit_test(one_step_and_ten_thousand),
        cmocka_unit_test(a_thousand_units),
        cmocka_unit_test(exploding_and_exactly_zero),
        cmocka_unit_test(whatever_there_is),
        cmocka_unit_test(what_the_lanes_say),
        cmocka_unit_test(the_playhead_is_read),
        cmocka_unit_test(one_network_is_counted_once),
        cmocka_unit_test(rates_are_said),
        cmocka_unit_test(factors_multiply_to_the_value),
        cmocka_unit_test(the_textbook_formula),
        cmocka_unit_test(clipping_is_shown),
        cmocka_unit_test(seeds_are_counted),
        cmocka_unit_test(buttons),
        cmocka_unit_test(lanes_of_one_kind_are_told_apart),
        cmocka_unit_test(a_lane_goes_last),
        cmocka_unit_test(sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
