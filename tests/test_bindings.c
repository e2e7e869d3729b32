/* What every key does to the app. */
#include "app_case.h"
#include "player_case.h"

#include "app/lab/dials.h"
#include "app/train/train.h"
#include "scene/keys.h"
#include "training_case.h"

/* Of a training with three lanes, three epochs done, the one looked at is 1. */
static bool has_trained(const struct keys_binding *binding,
                        const struct app *app)
{
    const struct ui *ui = &app->ui;
    const struct training *training = app->training;
    const struct race *race = &training->race;
    int value = binding->value;

    switch (binding->action) {
    case ACTION_TRAIN: return ui->screen == SCREEN_TRAIN;
    case ACTION_TRAIN_RUN: return ui->training && ui->epoch == -1 &&
                                  app->trained.run == TRAIN_ON;
    case ACTION_TRAIN_BATCH: return app->trained.run == TRAIN_ONE_BATCH;
    case ACTION_TRAIN_EPOCH: return app->trained.run == TRAIN_ONE_EPOCH;
    case ACTION_TRAIN_SPEED: return ui->train_speed == (value < 0 ? 1 : 3);
    case ACTION_TRAIN_MORE:
        return ui->training && race->setup.lane[0].epochs == 24;
    case ACTION_EPOCH:
        return ui->epoch == (value == -1 ? -1 : value == -2 ? 0 : 2);
    case ACTION_RESTART: return race_epochs(race) == 0;
    case ACTION_BRANCH:
        return race->setup.lanes == 4 && race->setup.branch[3].epoch == 1;
    case ACTION_RACE_ADD: return race->setup.lanes == 4;
    case ACTION_RACE_DROP: return race->setup.lanes == 2;
    case ACTION_EXAMPLE:
        return ui->example == (value == -2 ? 1
                                           : training_examples(training) - 1);
    case ACTION_TRAIN_DIAL_CHOOSE:
        return ui->train_dial == (value == -1 ? TRAIN_FORGET : TRAIN_EPOCHS);
    case ACTION_TRAIN_DIAL_START:
        return training->wanted.lane[0].batch ==
               task_table[TASK_REMEMBER].batch;
    case ACTION_TRAIN_ALL: return ui->train_all;
    case ACTION_LOSS_AXIS: return ui->loss_linear;
    case ACTION_ACCURACY: return ui->loss_accuracy;
    case ACTION_SWEEP: return training->sweeping;
    default: return false;
    }
}

/* Of a network that reads and writes words. */
static bool has_written(const struct keys_binding *binding,
                        const struct app *app)
{
    const struct setup *setup = &app->lab->made;
    int value = binding->value;

    switch (binding->action) {
    case ACTION_TEXT: return app->ui.screen == SCREEN_TEXT;
    case ACTION_TEXT_SCROLL: return value < 0 ? app->ui.text_top == 0
                                              : app->ui.text_top > 1;
    case ACTION_FREE: return setup->free_from == 2;
    case ACTION_ANOTHER: return setup->draw == 2; /* the training begins at 1 */
    case ACTION_TEMPERATURE: return setup->temperature ==
                                    (value == -1 ? 0.0 : 0.1);
    default: return false;
    }
}

/* Of lesson 1, at its second step with a question. */
static bool has_taught(const struct keys_binding *binding,
                       const struct app *app)
{
    const struct course *course = &app->course;
    const struct course_answer *answer = &course->answer;
    int value = binding->value;

    switch (binding->action) {
    case ACTION_LESSON: return value == 0 ? app->ui.learning
                                          : app->ui.screen == SCREEN_START;
    case ACTION_PAGE: return course->step == (value == -1 || value == -3 ? 0
                                              : value == -2 ? 2 : 3);
    case ACTION_PAGE_SCROLL: return (course->top > 100) == (value > 0);
    case ACTION_GO_TO: return app->ui.overlay == OVERLAY_GO;
    case ACTION_GLOSSARY: return app->ui.overlay == OVERLAY_GLOSSARY &&
                                 course->term == 0;
    case ACTION_HINT: return answer->hints == 1;
    case ACTION_NEXT_GUESS: return answer->guesses == 2 && answer->guess == 1;
    case ACTION_REVEAL: return answer->revealed;
    case ACTION_RETRY: return answer->seed == 1 && !answer->guessed[0].made;
    case ACTION_CUT_STEP: return app->ui.cut == (value == 0 ? 4 : 6);
    case ACTION_WORDING: return app->ui.keep_write;
    default: return false;
    }
}

/* What an action should have done, seen from outside. */
static bool has_done(const struct keys_binding *binding,
                     const struct ui *before, const struct app *app)
{
    const struct ui *ui = &app->ui;
    int64_t phase = TICKS, step = phase * LSTM_PHASES;
    const struct request *asked = &app->request[0];
    int value = binding->value;

    if (binding->action >= ACTION_TEXT && binding->action <= ACTION_ANOTHER)
        return has_written(binding, app);
    if (binding->action >= ACTION_LESSON && binding->action <= ACTION_WORDING)
        return has_taught(binding, app);
    switch (binding->action) {
    case ACTION_TASKS: return ui->overlay == OVERLAY_TASKS;
    case ACTION_TASK: return asked->kind == REQUEST_TRAIN &&
                             strcmp(asked->path, "numbers") == 0;
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
    case ACTION_PIN: return app_case_edits(app) == 2;
    case ACTION_UNDO: return app_case_edits(app) == 0;
    case ACTION_REDO: return app_case_edits(app) == 2;
    case ACTION_LEFT_PANEL:
        return value == PANEL_STORY ? ui->story != before->story
                                    : ui->left == PANEL_SCOPES;
    case ACTION_RIGHT_PANEL: return ui->right == PANEL_LAYERS;
    case ACTION_HEAT_SIGNAL: return ui->heat_signal == 1;
    case ACTION_HEAT_KIND: return ui->heat == HEAT_GRADIENT;
    case ACTION_TOOL: return ui->tool == TOOL_ONE;
    case ACTION_MARK: return ui->brush.on && ui->brush.follows &&
                             ui->tool == TOOL_ONE && ui->brush.first_unit == 3;
    case ACTION_CUT:
    case ACTION_MOVE_INPUT:
    case ACTION_EDIT_WEIGHT: return app_case_edits(app) == 2;
    case ACTION_CHOOSE_INPUT: return ui->input == 0;
    case ACTION_OVERLAID: return ui->overlaid;
    case ACTION_READ: return ui->pinned.kind == SUBJECT_SIGNAL &&
                             ui->pinned.unit == 2;
    case ACTION_TRACE: return ui->traces == 1 && ui->trace[0].unit == 2;
    case ACTION_TRACE_SCROLL: return ui->trace_top == (value < 0 ? 0 : 1);
    case ACTION_QUANTITY: return ui->path == DECAY_HIDDEN;
    case ACTION_TOTAL: return ui->total;
    case ACTION_DETACH: return ui->detach;
    case ACTION_LAG: return ui->lag == 24 - 10;
    case ACTION_STRANDS: return ui->strands;
    case ACTION_LOSS_STEP: return ui->loss_step == (value == -1 ? 4 : 6);
    case ACTION_WEIGHTS: return ui->weights == LAG_WEIGHTS_U;
    case ACTION_CONNECT:
    case ACTION_OUTPUT: return ui->connect && ui->output_step == 10;
    case ACTION_COLUMN: return ui->descending &&
                               ui->column == (value == -1 ? COLUMN_MEAN
                                                          : COLUMN_UNIT);
    case ACTION_TABLE_SIGNAL: return ui->table_signal == 1;
    case ACTION_CARDS: return look_easing(app) &&
                              (app->zoom.to > 8) == (value > 0);
    case ACTION_THEME: return ui->theme == THEME_LIGHT;
    case ACTION_LANGUAGE: return ui->language == LANGUAGE_KO;
    case ACTION_FULL_SCREEN: return asked->kind == REQUEST_FULL_SCREEN;
    case ACTION_LARGER: return fabsf(ui->text_scale - 1.3f) < 1e-6f;
    case ACTION_SMALLER: return fabsf(ui->text_scale - 1.1f) < 1e-6f;
    case ACTION_USUAL_SIZE: return ui->text_scale == 1;
    case ACTION_HELP: return ui->overlay == OVERLAY_HELP && ui->help_page == 0;
    case ACTION_CLASS_MODE: return ui->class_mode;
    case ACTION_ALONE: return ui->alone == PANEL_HEAT;
    case ACTION_MAGNIFY: return ui->magnified && ui->magnify_at.x == 50;
    case ACTION_LIGHT: return ui->light;
    case ACTION_DRAW: return ui->drawing;
    case ACTION_BLACK: return ui->overlay == OVERLAY_BLACK;
    case ACTION_RESET: return app_case_edits(app) == 0 && ui->at == before->at
                              && ui->gate == -1 && ui->pinned.kind == 0;
    case ACTION_FILES: return ui->overlay == OVERLAY_FILES &&
                              asked->kind == REQUEST_LIST_FOLDER;
    case ACTION_PRESETS: return ui->overlay == OVERLAY_PRESETS;
    case ACTION_PRESET: return asked->kind == REQUEST_OPEN_PRESET &&
                               strcmp(asked->path, "clipping") == 0;
    case ACTION_SAVE_SCENE: return asked->kind == REQUEST_SAVE_SCENE;
    case ACTION_SAVE_PICTURE: return asked->kind == REQUEST_SAVE_PICTURE;
    case ACTION_RECORD: return asked->kind == REQUEST_RECORD_START;
    case ACTION_START: return ui->screen == SCREEN_START;
    case ACTION_CONTINUE: return ui->screen == SCREEN_STAGE;
    case ACTION_COMPARE: return ui->screen == SCREEN_COMPARE &&
                                app->lab->lanes == 3;
    case ACTION_LANE: return ui->lane == (value == -1 ? 0 : 2);
    case ACTION_ADD_LANE: return app->lab->lanes == 4 && ui->lane == 3;
    case ACTION_DROP_LANE: return app->lab->lanes == 2;
    case ACTION_LANE_CELL:
        return app->lab->made.lane[1].activation == ACT_RELU;
    case ACTION_KEEP_CURVE: return app->lab->references == (value == 0);
    case ACTION_LINEAR_WIDTH: return ui->linear_width;
    case ACTION_LANE_GATES: return ui->lane_gates;
    case ACTION_DIAL_CHOOSE:
        return ui->dial == (value == -1 ? DIAL_GAIN : DIAL_STEPS);
    case ACTION_TURN_DOWN: return app->lab->made.lane[0].gain == 0.95;
    case ACTION_TURN_UP: return app->lab->made.lane[0].gain == 1.05;
    case ACTION_DIAL_START: return app->lab->made.lane[0].gain == 1;
    case ACTION_ALL_DIALS: return ui->right == PANEL_DIALS;
    case ACTION_ONE_LANE: return ui->one_lane;
    case ACTION_RADIUS: return app->lab->made.lane[0].radius;
    case ACTION_SAME_PARAMETERS: return app->lab->made.same_parameters;
    case ACTION_INPUT: return app->lab->made.input == LAB_NOISE;
    case ACTION_DICE: return app->lab->made.seed != 1;
    case ACTION_OPENING:
        return asked->kind == REQUEST_OPEN && asked->path[0] == '\0';
    case ACTION_QUIT: return app->request[1].kind == REQUEST_QUIT;
    default:
        if (binding->action < ACTION_TRAIN || binding->action > ACTION_SWEEP)
            fail_msg("no test for action %d", binding->action);
        return has_trained(binding, app);
    }
    return false;
}

/* Three lanes, the second in front, and a curve that is kept where it is to
 * go. */
static void use_lanes(struct app_case *c, const struct keys_binding *binding)
{
    if (binding->action < ACTION_LANE || binding->action > ACTION_LANE_CELL)
        return;
    app_case_key(c, KEY_0 + 3, 0);
    c->app.ui.lane = 1;
    if (binding->action == ACTION_KEEP_CURVE && binding->value == -1)
        app_case_key(c, KEY_A + ('K' - 'A'), MOD_SHIFT);
}

/* What a dial is turned from. */
static void use_dials(struct app_case *c, const struct keys_binding *binding)
{
    if (binding->action == ACTION_DIAL_CHOOSE && binding->value == -1)
        c->app.ui.dial = DIAL_STEPS;
    if (binding->action == ACTION_DIAL_START)
        dials_set(&c->app, DIAL_GAIN, 3);
    if (binding->action == ACTION_SAME_PARAMETERS ||
        binding->action == ACTION_DICE)
        app_case_key(c, KEY_0 + 3, 0);
}

/* What learns, where that is what the key is about. */
static void use_training(struct app_case *c,
                         const struct keys_binding *binding)
{
    struct app *app = &c->app;
    enum action action = binding->action;

    app->ui.task = TASK_NUMBERS;
    if (action >= ACTION_TEXT && action <= ACTION_ANOTHER) {
        app_set_training(app, training_case_of(
            action == ACTION_TEXT_SCROLL ? TASK_LETTERS : TASK_ANSWER, 0));
        play_go(app, 0);
        if (action != ACTION_TEXT_SCROLL)
            return;
        app->ui.screen = SCREEN_TEXT;
        app->ui.text_top = 1;
        app->ui.text_scale = 2; /* not all lines have room */
        app->width = 1024;
        app->height = 500;
        app_build(app, measure_synthetic());
        return;
    }
    if (action < ACTION_TRAIN || action > ACTION_SWEEP ||
        action == ACTION_TASKS || action == ACTION_TASK)
        return;
    app_set_training(app, training_case(3));
    app->ui.train_speed = 2;
    app->ui.epoch = 1;
    app->ui.train_dial = TRAIN_BATCH;
    for (int k = 0; k < 3; k++)
        app->training->wanted.lane[k].batch = 7;
    if (action == ACTION_TRAIN)
        app->ui.screen = SCREEN_STAGE;
}

/* A lesson, a guess, and terms, where that is what the key is about. */
static void use_lesson(struct app_case *c, const struct keys_binding *binding)
{
    static struct glossary_term term[2];
    static const struct glossary glossary = {.term = term, .terms = 2};
    static struct player_case other;
    struct app *app = &c->app;

    if (binding->action < ACTION_LESSON || binding->action > ACTION_WORDING)
        return;
    player_case_settings(&other);
    player_case_ask(&other, 1, QUESTION_NUMBER);
    app_set_lesson(app, player_case_lesson(&other, 1), 1);
    app_show_step(app, NULL);
    app_case_forget_requests(c);
    app_set_glossary(app, &glossary, LANGUAGE_EN);
    app->course.answer.guessed[0].made = true;
    app->course.top = 100;
    app->ui.cut = 5;
    if (binding->action == ACTION_LESSON)
        app->ui.learning = false;
    app_case_blank(c);
    app_case_spot(c, box_at(0, 0, 9, 9), (struct draw_id){0},
                  ACTION_PAGE_SCROLL, 1); /* there is more below */
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
            app_case_use(&c);
            if (binding->action == ACTION_REDO) {
                gates_pin(&c.app, &c.app.ui.hover, false);
                gates_undo(&c.app, false);
            }
            use_lanes(&c, binding);
            use_dials(&c, binding);
            use_training(&c, binding);
            use_lesson(&c, binding);
            if (binding->action == ACTION_PRESET)
                assert_true(app_show_presets(
                    &c.app, &(struct ui_preset){.name = "clipping"}, 1,
                    NULL));
            if (binding->action == ACTION_LOSS_STEP)
                c.app.ui.loss_step = 5;
            if (binding->action == ACTION_TRACE_SCROLL) {
                c.app.ui.trace[0] = subject(SUBJECT_SIGNAL, 0, LSTM_H, 3, 2);
                c.app.ui.traces = 1;
                c.app.ui.trace_top = binding->value < 0;
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
        ACTION_CONTINUE, ACTION_DISMISS, ACTION_BRUSH, ACTION_DRAG_INPUT,
        ACTION_DIAL, ACTION_DIAL_STEP, ACTION_SCHEME, ACTION_ACTIVATION,
        ACTION_CLIP, /* the chosen dial is turned */
        ACTION_SCRUB_EPOCH, ACTION_TRAIN_DIAL, ACTION_TRAIN_DIAL_STEP,
        /* I, Enter, the glossary; and keys of the active question */
        ACTION_COLUMN_OF_LESSON, ACTION_QUESTION, ACTION_TERM, ACTION_CHOOSE,
        ACTION_HANDS, ACTION_GUESS, ACTION_DRAW_GUESS, ACTION_LINE,
        ACTION_CUT_LAG, /* a step */
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
    app_case_use(&c);
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
    app_case_use(&c);
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
    app_case_use(&c);
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
    app_case_use(&c);
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
    assert_int_equal(app_case_edits(&c.app), 1);
    app_case_finish(&c);
}

static void sizes_of_text_have_limits(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
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
    app_case_use(&c);
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
