/* Any number on the screen opens to how it came about: by mouse and by key, as
 * far down as weights and inputs, and back.
 */
#include "app_case.h"

#include "app/actions.h"
#include "scene/study/trace/trace.h"

static bool is_same(struct draw_id a, struct draw_id b)
{
    return a.kind == b.kind && a.layer == b.layer && a.signal == b.signal &&
           a.step == b.step && a.unit == b.unit;
}

static struct draw_id opened(const struct app_case *c)
{
    const struct ui *ui = &c->app.ui;

    assert_true(ui->traces > 0);
    return ui->trace[ui->traces - 1];
}

static struct ui *begin(struct app_case *c, const struct scene_recipe *recipe)
{
    app_case_init(c, recipe);
    c->builds = true;
    app_case_seek(c, PASS_FORWARD, 10);
    return &c->app.ui;
}

/* The middle of a text with this number, in pixels. */
static struct point place(const struct app_case *c, struct draw_id id)
{
    const struct draw_list *list = &c->app.list;

    for (int k = list->commands; k-- > 0;) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT || text->number < 0 ||
            !is_same(list->numbers[text->number].id, id))
            continue;
        struct box box = scene_check_text(text);
        return point_at((box.x + box.w / 2) * list->scale,
                        (box.y + box.h / 2) * list->scale);
    }
    fail_msg("no such number is drawn");
    return point_at(-1, -1);
}

static void open_key(struct app_case *c)
{
    app_case_key(c, KEY_A + ('Y' - 'A'), MOD_SHIFT);
}

/* A click on a number of the arithmetic; the same again changes nothing; what
 * is open stands in place of the arithmetic. */
static void a_click_opens(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});
    struct draw_id c_now = subject(SUBJECT_SIGNAL, 0, LSTM_C, 10, 0);

    (void)state;
    app_case_key(&c, KEY_ENTER, 0);
    ui->unit = 0;
    app_case_send(&c);
    struct point at = place(&c, c_now);
    app_case_click(&c, at.x, at.y, 0);
    assert_int_equal(ui->traces, 1);
    assert_true(is_same(opened(&c), c_now));
    at = place(&c, subject(SUBJECT_KEPT, 0, LSTM_C, 10, 0));
    app_case_click(&c, at.x, at.y, 0);
    assert_int_equal(ui->traces, 2);
    assert_int_equal(opened(&c).kind, SUBJECT_KEPT);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_true(is_same(opened(&c), c_now));
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->traces, 0);
    assert_int_equal(ui->screen, SCREEN_CELL);
    app_case_finish(&c);
}

/* Where a click means something else, Alt makes it open. */
static void alt_opens_anywhere(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});
    struct draw_id gate = subject(SUBJECT_SIGNAL, 0, LSTM_F, 4, 2);

    (void)state;
    c.builds = false;
    app_case_blank(&c);
    app_case_spot(&c, box_at(0, 0, 100, 100), (struct draw_id){0}, ACTION_NONE,
                  PANEL_STRIP);
    app_case_spot(&c, box_at(10, 10, 50, 50), gate, ACTION_ENTER, 4);
    app_case_click(&c, 30, 30, MOD_ALT);
    assert_true(is_same(opened(&c), gate));
    assert_int_equal(ui->screen, SCREEN_STAGE);
    ui->traces = 0;
    app_case_click(&c, 30, 30, 0);
    assert_int_equal(ui->traces, 0);
    assert_int_equal(ui->screen, SCREEN_CELL);
    app_case_finish(&c);
}

/* What is read off a picture opens: a cell of the heat map. */
static void readings_open(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});
    const struct draw_spot *heat = NULL;

    (void)state;
    for (int k = 0; k < c.app.list.spot_count; k++)
        if (c.app.list.spots[k].id.kind == SUBJECT_OTHER &&
            c.app.list.spots[k].id.signal == PANEL_HEAT &&
            c.app.list.spots[k].id.step == 24)
            heat = &c.app.list.spots[k];
    assert_non_null(heat);
    float scale = c.app.list.scale; /* unit 3 at step 7 */
    float x = (heat->box.x + heat->box.w * 6.5f / 24) * scale;
    float y = (heat->box.y + heat->box.h * 2.5f / 8) * scale;
    app_case_at(&c, INPUT_MOVE, x, y);
    open_key(&c);
    assert_true(is_same(opened(&c), subject(SUBJECT_SIGNAL, 0, LSTM_F, 7, 2)));
    ui->traces = 0;
    app_case_click(&c, x, y, MOD_ALT);
    assert_true(is_same(opened(&c), subject(SUBJECT_SIGNAL, 0, LSTM_F, 7, 2)));
    app_case_finish(&c);
}

/* Without a mouse: what is computed now, then row by row down to something
 * that nothing made. */
static void keys_alone(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});

    (void)state;
    open_key(&c);
    assert_int_equal(opened(&c).kind, SUBJECT_SIGNAL);
    assert_int_equal(opened(&c).signal, LSTM_H);
    assert_int_equal(opened(&c).step, 10);
    for (int row = 1; row <= 3; row++) { /* o, tanh c, and the gradient */
        app_case_key(&c, KEY_DOWN, MOD_CTRL);
        assert_int_equal(ui->trace_top, row < 2 ? row : 2);
    }
    open_key(&c);
    assert_int_equal(opened(&c).kind, SUBJECT_GRADIENT);
    assert_int_equal(opened(&c).signal, LSTM_H);
    app_case_key(&c, KEY_ESCAPE, 0);
    app_case_key(&c, KEY_DOWN, MOD_CTRL);
    open_key(&c);
    assert_int_equal(opened(&c).signal, LSTM_TC);
    assert_int_equal(ui->trace_top, 0);
    app_case_key(&c, KEY_UP, MOD_CTRL);
    assert_int_equal(ui->trace_top, 0);
    for (int n = 0; n < 200; n++) {
        if (trace_of(c.app.film, opened(&c)).kind == TRACE_GIVEN)
            break;
        open_key(&c);
    }
    assert_int_equal(trace_of(c.app.film, opened(&c)).kind, TRACE_GIVEN);
    assert_true(ui->traces > 4);
    if (opened(&c).kind == SUBJECT_WEIGHT) { /* its gradient is all there is */
        open_key(&c);
        assert_int_equal(trace_part_of(opened(&c)), PART_DW);
    }
    for (int n = ui->traces; n > 0; n--)
        app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->traces, 0);
    app_case_finish(&c);
}

/* A number of the way here is gone back to. */
static void the_way_back(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});

    (void)state;
    open_key(&c);
    struct draw_id first = opened(&c);
    open_key(&c);
    open_key(&c);
    assert_int_equal(ui->traces, 3);
    actions_do(&c.app, &(struct order){.action = ACTION_TRACE, .id = first});
    assert_int_equal(ui->traces, 1);
    open_key(&c);
    actions_do(&c.app, &(struct order){.action = ACTION_TRACE, .value = -2});
    assert_int_equal(ui->traces, 0);
    for (int n = 0; n < UI_TRACE_MAX + 5; n++) {
        struct draw_id id = subject(SUBJECT_SIGNAL, 0, LSTM_C, 20 - n, 0);
        actions_do(&c.app, &(struct order){.action = ACTION_TRACE, .id = id});
    }
    assert_int_equal(ui->traces, UI_TRACE_MAX);
    assert_int_equal(opened(&c).step, 20 - UI_TRACE_MAX - 4);
    app_case_finish(&c);
}

/* Another film has other numbers. */
static void another_film_closes(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){.layers = 2});

    (void)state;
    actions_do(&c.app, &(struct order){
        .action = ACTION_TRACE, .id = subject(SUBJECT_SIGNAL, 1, 3, 9, 8)});
    assert_int_equal(ui->traces, 1);
    app_case_film(&c, &(struct scene_recipe){.cell = "rnn", .units = 2}, "");
    app_case_send(&c);
    assert_int_equal(ui->traces, 0);
    app_case_finish(&c);
}

/* What is opened is checked in the background, and again after an edit. */
static void it_is_checked(void **state)
{
    struct app_case c;
    struct ui *ui = begin(&c, &(struct scene_recipe){0});
    const struct check *check = &c.app.studies.check;

    (void)state;
    open_key(&c);
    assert_true(app_wants_work(&c.app));
    for (int n = 0; n < 20; n++) {
        c.input.work = 5;
        app_case_send(&c);
    }
    assert_int_equal(check->verdict, CHECK_AGREES);
    double before = check->analytic;
    gates_pin(&c.app, &(struct draw_id){
        .kind = SUBJECT_SIGNAL, .signal = LSTM_I, .step = 12}, true);
    app_case_send(&c);
    assert_int_equal(check->verdict, CHECK_NONE);
    for (int n = 0; n < 20; n++) {
        c.input.work = 5;
        app_case_send(&c);
    }
    assert_int_equal(check->verdict, CHECK_AGREES);
    assert_true(check->analytic != before);
    assert_int_equal(ui->traces, 1);
    app_case_finish(&c);
}

/* Every number of the frame says how it came about, or why it does not. */
static int open_drawn(struct app_case *c)
{
    const struct draw_list *list = &c->app.list;
    int count = 0;

    for (int k = 0; k < list->number_count; k++) {
        struct draw_id id = list->numbers[k].id;
        if (id.kind == SUBJECT_OTHER)
            continue;
        if (!trace_opens(c->app.film, id))
            fail_msg("%d.%d.%d.%d.%d does not open", id.kind, id.layer,
                     id.signal, (int)id.step, (int)id.unit);
        bool made = trace_of(c->app.film, id).kind != TRACE_NOTHING;
        if (!made && id.kind < SUBJECT_DIFFERENCE && id.kind != SUBJECT_DECAY)
            fail_msg("%d.%d.%d.%d.%d has no arithmetic", id.kind, id.layer,
                     id.signal, (int)id.step, (int)id.unit);
        count++;
    }
    return count;
}

static void every_drawn_number(void **state)
{
    static const struct scene_recipe recipes[] = {
        {.trained = true}, {.cell = "gru", .classes = 3, .inputs = 2},
        {.cell = "rnn", .no_head = true}, {.cell = "gru-before", .layers = 2},
        {.vocabulary = 6}};
    static const enum panel side[] = {PANEL_HEAT, PANEL_SCOPES, PANEL_SERIES,
                                      PANEL_DECAY, PANEL_UNITS, PANEL_PATHS,
                                      PANEL_TRIANGLE, PANEL_HEAT};
    static const enum screen screens[] = {SCREEN_STAGE, SCREEN_CELL,
                                          SCREEN_COMPARE};

    (void)state;
    for (size_t r = 0; r < sizeof recipes / sizeof *recipes; r++) {
        struct app_case c;
        struct ui *ui = begin(&c, &recipes[r]);
        int count = 0;
        for (int n = 0; n < 48; n++) {
            ui->screen = screens[n % 3];
            ui->left = side[n % 8];
            ui->right = side[(n + 1) % 8];
            ui->gate = n / 8 % 2 ? 0 : -1;
            ui->mean = n % 5 == 0;
            c.input.work = 40;
            app_case_seek(&c, n / 24 ? PASS_BACKWARD : PASS_FORWARD, 10);
            count += open_drawn(&c);
        }
        assert_true(count > 200);
        app_case_finish(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_click_opens),
        cmocka_unit_test(alt_opens_anywhere),
        cmocka_unit_test(readings_open),
        cmocka_unit_test(keys_alone),
        cmocka_unit_test(the_way_back),
        cmocka_unit_test(another_film_closes),
        cmocka_unit_test(it_is_checked),
        cmocka_unit_test(every_drawn_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
