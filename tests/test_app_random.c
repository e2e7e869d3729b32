/* Random input: whatever comes, nothing breaks, and the same input again gives
 * the same pictures.
 *
 * GATEREEL_RANDOM_RECORDS says how many records, GATEREEL_RANDOM_SEED which.
 */
#include "app_case.h"

#include "base/number.h"
#include "course_case.h"
#include "failing.h"
#include "frame_case.h"
#include "random_input.h"
#include "random_lab.h"
#include "training_case.h"

/* BUILT: one record in so many builds a frame. */
enum { USUAL_RECORDS = 20000, REPLAYED_RECORDS = 3000, BUILT = 20 };

static void open_film(struct app_case *c, struct random *random)
{
    static const char *const cells[] = {"lstm", "gru", "rnn", "gru-before",
                                        "rnn-relu"};
    const struct scene_recipe recipe = {
        .cell = cells[choose(random, 5)], .layers = 1 + choose(random, 3),
        .units = 1 + choose(random, now_and_then(random, 9) ? 99 : 12),
        .steps = 1 + choose(random, now_and_then(random, 9) ? 500 : 40),
        .inputs = 1 + choose(random, 3),
        .vocabulary = now_and_then(random, 3) ? 5 : 0,
        .no_head = now_and_then(random, 3), .labels = now_and_then(random, 2),
        .trained = now_and_then(random, 2),
        .one_loss = now_and_then(random, 2), .seed = 1 + random_bits(random)};

    app_case_film(c, &recipe, now_and_then(random, 2) ? "" : "/x/model");
}

/* Networks that learn, of one task or another, some epochs ago. */
static void open_training(struct app_case *c, struct random *random)
{
    static const enum task_kind tasks[] = {
        TASK_COSINE, TASK_AIR, TASK_PRICE, TASK_NUMBERS, TASK_ANSWER,
        TASK_SPELL, TASK_COPY, TASK_ANBN,
    };

    app_set_training(&c->app, now_and_then(random, 2)
        ? training_case(choose(random, 13))
        : training_case_of(tasks[choose(random, 8)], 0));
}

/* A film alone, or lanes. */
static void open_lab(struct app_case *c, struct random *random)
{
    struct lab *lab = now_and_then(random, 2) ? NULL
                                              : random_lab(random, NULL);

    if (lab == NULL)
        open_film(c, random);
    else
        app_set_lab(&c->app, lab, now_and_then(random, 2) ? "" : "a.scene");
}

/* The list of presets; there may be none. */
static void show_presets(struct app *app, struct random *random)
{
    static struct ui_preset preset[9];
    int count = choose(random, 10);

    for (int k = 0; k < count; k++) {
        snprintf(preset[k].name, sizeof preset[k].name, "preset-%d", k);
        for (int l = 0; l < LANGUAGES; l++)
            snprintf(preset[k].title[l], UI_LABEL_MAX, "Why %d?", k);
    }
    assert_true(app_show_presets(app, preset, (size_t)count, NULL));
}

/* The view of one lab, shown for another. */
static void open_preset(struct app_case *c, struct random *random,
                        const char *name)
{
    struct scene_file *file = calloc(1, sizeof *file);

    assert_non_null(file);
    bool taken = c->app.film != NULL &&
                 scene_file_take(file, c->app.lab, &c->app.ui, NULL);
    open_lab(c, random);
    if (taken)
        app_show_scene(&c->app, file, name);
    free(file);
}

/* The lesson of every kind of question, which may be the open one again. */
static void open_lesson(struct app_case *c, struct random *random)
{
    static struct problems problems[LANGUAGES];
    char folder[32];

    snprintf(folder, sizeof folder, "/lessons/%02d-test",
             1 + choose(random, 3));
    const struct lesson_source source = {
        .folder = folder, .shipped = now_and_then(random, 2),
        .text = {course_case_en, course_case_ko},
        .length = {strlen(course_case_en), strlen(course_case_ko)}};
    for (int l = 0; l < LANGUAGES; l++)
        problems_init(&problems[l], "lesson.md");
    struct lesson *lesson = lesson_create(&source, problems);
    assert_non_null(lesson);
    app_set_lesson(&c->app, lesson, choose(random, lesson->steps + 1) - 1);
}

/* Any networks as the stage of a step, or none. */
static void open_stage(struct app_case *c, struct random *random)
{
    struct lab *lab = now_and_then(random, 9) ? NULL
                                              : random_lab(random, NULL);

    if (now_and_then(random, 9)) {
        open_training(c, random);
        app_show_step(&c->app, NULL);
        lab_destroy(lab);
    } else if (lab == NULL) {
        app_stage_failed(&c->app, "lesson.md:7:1: no such thing");
    } else {
        app_set_lab(&c->app, lab, NULL);
        app_show_step(&c->app, NULL);
    }
}

/* Cards, terms and a plan; at times there is none of them. */
static void show_lessons(struct app *app, struct random *random)
{
    static struct lesson_card card[3];
    static struct glossary glossary[LANGUAGES];
    static const struct class_plan plan = {
        .stops = 3,
        .stop = {{.kind = PLAN_STEP, .lesson = 2, .step = 3},
                 {.kind = PLAN_PRESET, .name = "preset-1"},
                 {.kind = PLAN_STEP, .lesson = 1}}};
    static const char *const terms[LANGUAGES] = {
        "# Glossary\n\n## forget gate {#forget-gate}\n\n$f_t$\n\nKeeps.\n\n"
        "## lag {#lag}\n\n$k$\n\nSteps between.\n",
        "# 용어집\n\n## 시차 {#lag}\n\n$k$\n\n시점 수.\n"};

    for (int l = 0; l < LANGUAGES; l++) {
        static struct problems problems;
        problems_init(&problems, "glossary.md");
        if (glossary[l].terms == 0)
            assert_true(glossary_read(&glossary[l], terms[l],
                                      strlen(terms[l]), &problems));
        app_set_glossary(app, &glossary[l], (enum language)l);
    }
    for (int k = 0; k < 3; k++) {
        snprintf(card[k].name, sizeof card[k].name, "%02d-test", k + 1);
        card[k].number = k + 1;
        card[k].steps = 7;
        do
            card[k].panel = (enum panel)choose(random, PANELS);
        while (!step_has_picture(card[k].panel));
        card[k].look = ui_defaults();
        for (int l = 0; l < LANGUAGES; l++)
            snprintf(card[k].title[l], UI_LABEL_MAX, "Lesson %d", k + 1);
    }
    assert_true(app_show_cards(app, card, choose(random, 4), NULL));
    app_set_plan(app, now_and_then(random, 3) ? &plan : NULL);
}

/* Whoever has the window, and has a bad day now and then. */
static void answer(struct app_case *c, struct random *random)
{
    static const struct ui_file entries[] = {
        {.name = "folder", .folder = true}, {.name = "하나.csv"},
        {.name = "two.safetensors"},
    };
    struct request request;

    while (app_take_request(&c->app, &request))
        switch (request.kind) {
        case REQUEST_OPEN:
            if (now_and_then(random, 2))
                open_lab(c, random);
            else
                app_message(&c->app, "this is not a network", true);
            break;
        case REQUEST_LIST_FOLDER:
            app_show_files(&c->app, request.path[0] ? request.path : "/home",
                           entries, (size_t)choose(random, 4), NULL);
            break;
        case REQUEST_TRAIN:
            if (now_and_then(random, 2))
                open_training(c, random);
            break;
        case REQUEST_LESSON:
            if (!now_and_then(random, 4))
                open_lesson(c, random);
            break;
        case REQUEST_STAGE: open_stage(c, random); break;
        case REQUEST_CARDS:
            app_set_card(&c->app, choose(random, 3),
                         now_and_then(random, 4) ? NULL
                                                 : random_lab(random, NULL));
            break;
        case REQUEST_RECORD_START: app_set_recording(&c->app, true); break;
        case REQUEST_RECORD_STOP: app_set_recording(&c->app, false); break;
        case REQUEST_CANCEL: app_progress(&c->app, -1); break;
        case REQUEST_OPEN_PRESET:
            if (!now_and_then(random, 3))
                open_preset(c, random, request.path);
            break;
        case REQUEST_SAVE_SCENE:
            if (c->app.film != NULL)
                random_lab_round_trip(&c->app);
            break;
        case REQUEST_SAVE_PICTURE:
            app_progress(&c->app, (float)random_unit(random));
            break;
        default: break;
        }
}

static bool is_side(int panel)
{
    return panel == PANEL_HEAT || panel == PANEL_SCOPES ||
           panel == PANEL_SERIES || panel == PANEL_DECAY ||
           panel == PANEL_LAYERS || panel == PANEL_UNITS ||
           panel == PANEL_PATHS || panel == PANEL_TRIANGLE ||
           panel == PANEL_DIALS;
}

/* And of the lesson that is open. */
static void check_course(const struct app *app)
{
    const struct course *course = &app->course;
    const struct course_answer *answer = &course->answer;
    const struct glossary *glossary = course->glossary[app->ui.language];

    assert_true(course->term >= -1 &&
                course->term < (glossary != NULL ? glossary->terms : 0));
    assert_true(isfinite(course->top)); /* from where it lies by itself */
    assert_non_null(memchr(course->go, 0, sizeof course->go));
    if (course->lesson == NULL) {
        assert_false(app->ui.learning);
        return;
    }
    const struct step_question *question = &course_step(course)->step.question;
    assert_in_range(course->step, 0, course->lesson->steps - 1);
    assert_in_range(answer->guesses, 1, GUESSES_MAX);
    assert_in_range(answer->guess, 0, answer->guesses - 1);
    assert_true(answer->chosen >= -1 && answer->chosen < question->choices + 1);
    assert_true(answer->cursor_x >= 0 && answer->cursor_x <= 1);
    assert_true(answer->cursor_y >= 0 && answer->cursor_y <= 1);
    assert_non_null(memchr(answer->field, 0, sizeof answer->field));
    assert_true(answer->revealed ||
                (!answer->truth.known && answer->truth.points == 0));
    assert_true(question->kind != QUESTION_NONE ||
                !(answer->active || answer->revealed));
    if (answer->active)
        assert_true(app->ui.learning && !answer->revealed);
}

/* What is always true of the app. */
static void check(const struct app *app)
{
    check_course(app);
    const struct ui *ui = &app->ui;
    const struct film *film = app->film;
    int signals[4];

    /* Not even memory to go back. */
    if (film == NULL) {
        assert_int_equal(ui->screen, SCREEN_START);
        return;
    }
    const struct timeline timeline = play_timeline(app);
    enum cell cell = film_cell(film, ui->layer);

    assert_in_range(ui->layer, 0, film->values.spec.layers - 1);
    assert_in_range(ui->unit, 0, film_units(film, ui->layer) - 1);
    assert_true(ui->at >= 0 && ui->at <= timeline_length(&timeline));
    assert_true(ui->cards >= CARDS_MIN && ui->cards <= CARDS_MAX);
    assert_in_range(ui->card, 0, app->cards.count);
    assert_true(ui->text_scale >= 0.8f && ui->text_scale <= 2);
    assert_in_range(ui->speed, 0, SPEEDS - 1);
    assert_true(is_side(ui->left) && is_side(ui->right));
    assert_int_not_equal(ui->left, ui->right);
    assert_in_range(ui->alone, 0, PANELS - 1);
    assert_in_range(ui->overlay, 0, OVERLAYS - 1);
    assert_in_range(ui->heat_signal, 0, cell_table[cell].shown_count - 1);
    assert_in_range(ui->table_signal, 0, cell_table[cell].shown_count - 1);
    assert_in_range(ui->column, 0, UNIT_COLUMNS - 1);
    assert_true(ui->gate >= -1 && ui->gate < notation_gates(cell, signals));
    assert_in_range(ui->strokes, 0, UI_STROKE_MAX);
    assert_in_range(ui->traces, 0, UI_TRACE_MAX);
    assert_true(ui->trace_top >= 0);
    for (int k = 0; k < ui->traces; k++)
        assert_true(trace_opens(film, ui->trace[k]));
    assert_in_range(ui->tool, 0, TOOLS - 1);
    assert_in_range(ui->heat, 0, HEAT_KINDS - 1);
    if (ui->brush.on) {
        int units = film_units(film, ui->layer);
        assert_in_range(ui->brush.first_unit, 0, units - 1);
        assert_in_range(ui->brush.last_unit, 0, units - 1);
        assert_in_range(ui->brush.first_step, 1, film->steps);
        assert_in_range(ui->brush.last_step, 1, film->steps);
    }
    assert_true(lab_ghost(app->lab, ui->lane) != NULL ||
                ui->heat != HEAT_DIFFERENCE);
    assert_in_range(ui->files, 0, UI_FILES_MAX);
    assert_true(ui->file >= 0 && (ui->file < ui->files || ui->file == 0));
    assert_non_null(memchr(ui->message, 0, sizeof ui->message));
    assert_in_range(app->play.marks, 0, PLAY_TRAIL_MAX);
    assert_ptr_equal(film, &app->lab->lane[ui->lane].film);
    assert_true(ui->screen != SCREEN_TRAIN || app->trained.lab == app->lab);
    assert_int_equal(app->begun.step, play_moment(app).step);
    assert_true(app->levels.signal == -1 || app->levels.layer == ui->layer);
    assert_int_equal(app->decays.layer, ui->layer);
}

/* The latest frame as a frame_case, whose film and lab are borrowed. */
static void take_frame(const struct app *app, struct frame_case *frame)
{
    const struct film *ghost =
        app->film != NULL ? lab_ghost(app->lab, app->ui.lane) : NULL;

    memset(frame, 0, sizeof *frame);
    frame->width = app->width;
    frame->height = app->height;
    frame->c.list = app->list;
    frame->c.ui = app->ui;
    frame->c.box = draw_frame_box(&app->list);
    frame->c.lab = app->lab;
    frame->c.training = app->training;
    frame->c.course = player_learns(app) ? &app->course : NULL;
    frame->c.studies = app->studies;
    frame->c.has_ghost = ghost != NULL;
    if (ghost != NULL)
        frame->c.ghost = *ghost;
    if (app->film != NULL)
        frame->c.film = *app->film;
}

/* A frame holds everything and takes no memory. */
static void build(struct app *app, int record)
{
    static struct frame_case frame;

    failing_after(0);
    app_build(app, measure_synthetic());
    if (failing_stop())
        fail_msg("the frame of record %d asks for memory", record);
    if (app->list.full)
        fail_msg("the list is full at record %d", record);
    assert_true(app->list.commands > 0);
    take_frame(app, &frame);
    frame_case_check(&frame);
}

/* What the environment says, or `usual`. */
static int64_t wanted(const char *name, int64_t usual)
{
    const char *text = getenv(name);
    int64_t count = usual;

    if (text != NULL &&
        !number_parse_integer(text, strlen(text), 1, INT32_MAX, &count))
        fail_msg("%s is not a count", name);
    return count;
}

/* One in so many records finds no memory somewhere. */
static void update(struct app *app, const struct input *input,
                   struct random *random)
{
    bool fails = now_and_then(random, 30);

    if (fails)
        failing_after(choose(random, 20));
    app_update(app, input);
    if (fails)
        failing_stop();
}

/* Of the record at which the test ended. */
static int say_where(void **state)
{
    static struct frame_case frame;
    const struct app_case *c = *state;
    char text[1024];

    if (c == NULL)
        return 0;
    take_frame(&c->app, &frame);
    frame_case_describe(&frame, text, sizeof text);
    print_error("%s\n", text);
    return 0;
}

static void nothing_breaks(void **state)
{
    static struct app_case c;
    int64_t count = wanted("GATEREEL_RANDOM_RECORDS", USUAL_RECORDS);
    struct random random;

    *state = &c;
    random_seed(&random, (uint64_t)wanted("GATEREEL_RANDOM_SEED", 20), 0);
    app_case_init(&c, &(struct scene_recipe){0});
    show_presets(&c.app, &random);
    for (int64_t k = 0; k < count; k++) {
        if (now_and_then(&random, 400))
            open_lab(&c, &random);
        if (now_and_then(&random, 300))
            open_training(&c, &random);
        if (now_and_then(&random, 300))
            open_lesson(&c, &random);
        if (now_and_then(&random, 2000))
            show_lessons(&c.app, &random);
        if (now_and_then(&random, 2000))
            show_presets(&c.app, &random);
        random_input(&random, &c.app, &c.input);
        update(&c.app, &c.input, &random);
        check(&c.app);
        if (k % BUILT == 0)
            build(&c.app, (int)k);
        answer(&c, &random);
        check(&c.app);
    }
    app_case_finish(&c);
    *state = NULL;
}

static uint64_t mix(uint64_t hash, const void *data, size_t bytes)
{
    const unsigned char *byte = data;

    for (size_t k = 0; k < bytes; k++)
        hash = (hash ^ byte[k]) * 1099511628211u;
    return hash;
}

/* Everything the painter reads. */
static uint64_t hash_list(const struct draw_list *list)
{
    uint64_t hash = mix(1, &list->scale, sizeof list->scale);

    hash = mix(hash, list->command,
               (size_t)list->commands * sizeof *list->command);
    hash = mix(hash, list->points,
               (size_t)list->point_count * sizeof *list->points);
    hash = mix(hash, list->widths,
               (size_t)list->width_count * sizeof *list->widths);
    hash = mix(hash, list->colors,
               (size_t)list->color_count * sizeof *list->colors);
    hash = mix(hash, list->bytes, (size_t)list->byte_count);
    return mix(hash, list->text, (size_t)list->text_count);
}

/* One frame after every record that has something new to see. */
static uint64_t show(struct app_case *c, uint64_t hash)
{
    app_update(&c->app, &c->input);
    if (!app_wants_frame(&c->app))
        return hash;
    app_build(&c->app, measure_synthetic());
    uint64_t frame = hash_list(&c->app.list);
    return mix(hash, &frame, sizeof frame);
}

static void the_same_input_gives_the_same_pictures(void **state)
{
    static struct app_case live, again;
    static char line[INPUT_LINE_MAX];
    struct random random, answers, repeated;
    uint64_t hash = 1, replayed = 1;
    struct error error = {0};

    (void)state;
    random_seed(&random, 21, 0);
    random_seed(&answers, 22, 0);
    repeated = answers;
    app_case_init(&live, &(struct scene_recipe){.layers = 2});
    app_case_init(&again, &(struct scene_recipe){.layers = 2});
    for (int k = 0; k < REPLAYED_RECORDS; k++) {
        random_input(&random, &live.app, &live.input);
        hash = show(&live, hash);
        size_t length = input_print(&live.input, line, sizeof line);
        if (!input_parse(&again.input, line, length, &error))
            fail_msg("%s: %s", line, error.text);
        replayed = show(&again, replayed);
        if (hash != replayed)
            fail_msg("another picture after record %d: %s", k, line);
        answer(&live, &answers);
        answer(&again, &repeated);
    }
    app_case_finish(&live);
    app_case_finish(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_breaks, say_where),
        cmocka_unit_test(the_same_input_gives_the_same_pictures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
