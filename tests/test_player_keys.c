/* Keys of lessons: the field of Ctrl+G, the glossary, Escape from the top down,
 * and a whole lesson by keys alone and by the mouse alone. */
#include "player_case.h"

static struct player_case c;
static struct app *const app = &c.c.app;
static struct ui *const ui = &c.c.app.ui;
static struct course *const course = &c.c.app.course;

static void go(const char *text)
{
    player_case_key(&c, KEY_A + 'G' - 'A', MOD_CTRL);
    assert_int_equal(ui->overlay, OVERLAY_GO);
    assert_string_equal(course->go, "");
    player_case_type(&c, text);
    player_case_key(&c, KEY_ENTER, 0);
}

static void went_to(int number, int k)
{
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    assert_int_equal(course->lesson->number, number);
    assert_int_equal(course->step, k);
    assert_true(ui->learning);
}

static void any_step_by_its_number(void **state)
{
    (void)state;
    player_case_init(&c, 9);
    go("8.4");
    went_to(8, 3);
    go("2");
    went_to(8, 1);
    go("2.");
    went_to(2, 0);
    go("4");
    went_to(2, 3);
    go("8"); /* lesson 2 has five steps, so this is a lesson, as it was left */
    went_to(8, 1);
    go("8,11");
    went_to(8, 10);
    player_case_finish(&c);
}

static void refuses(const char *text, const char *why)
{
    go(text);
    assert_int_equal(ui->overlay, OVERLAY_GO);
    assert_string_equal(ui->message, why);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
}

static void what_there_is_not_is_said(void **state)
{
    (void)state;
    player_case_init(&c, 9);
    refuses("", "Type a lesson and its step, for example 8.4.");
    refuses("10.1", "There are lessons 1 to 9.");
    refuses("8.12", "Lesson 8 has steps 1 to 11.");
    go("3.1");
    went_to(3, 0);
    refuses("3.7", "Lesson 3 has steps 1 to 6.");
    refuses("77", "There are lessons 1 to 9.");
    refuses("..", "Type a lesson and its step, for example 8.4.");
    went_to(3, 0);
    /* What is typed is corrected, and Escape goes nowhere. */
    player_case_key(&c, KEY_A + 'G' - 'A', MOD_CTRL);
    player_case_type(&c, "99");
    player_case_key(&c, KEY_BACKSPACE, 0);
    player_case_key(&c, KEY_BACKSPACE, 0);
    player_case_key(&c, KEY_BACKSPACE, 0);
    player_case_key(&c, KEY_A + 'T' - 'A', 0);
    player_case_type(&c, "2");
    assert_string_equal(course->go, "2");
    assert_int_equal(ui->theme, THEME_DARK);
    player_case_type(&c, "00000000000000000000000000");
    assert_int_equal(strlen(course->go), sizeof course->go - 1);
    player_case_key(&c, KEY_ESCAPE, 0);
    went_to(3, 0);
    /* Asked for again the field is empty, but there. */
    player_case_key(&c, KEY_A + 'G' - 'A', MOD_CTRL);
    player_case_type(&c, "12.");
    go("3.2");
    went_to(3, 1);
    player_case_finish(&c);
}

static void terms_are_looked_up(void **state)
{
    static struct glossary_term en[3] = {{.name = "a"}, {.name = "b"},
                                         {.name = "c"}};
    static struct glossary_term ko[2] = {{.name = "c"}, {.name = "b"}};
    static const struct glossary glossary[LANGUAGES] = {
        {.term = en, .terms = 3}, {.term = ko, .terms = 2}};

    (void)state;
    player_case_init(&c, 1);
    player_case_key(&c, KEY_F1 + 5, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE); /* there is none */
    for (int l = 0; l < LANGUAGES; l++)
        app_set_glossary(app, &glossary[l], (enum language)l);
    player_case_open(&c);
    player_case_key(&c, KEY_F1 + 5, 0);
    assert_int_equal(ui->overlay, OVERLAY_GLOSSARY);
    assert_int_equal(course->term, 0);
    player_case_key(&c, KEY_DOWN, 0);
    player_case_key(&c, KEY_END, 0);
    assert_int_equal(course->term, 2);
    player_case_key(&c, KEY_HOME, 0);
    player_case_key(&c, KEY_DOWN, 0);
    player_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    assert_int_equal(course->term, 1);
    /* The other language has the same term elsewhere. */
    player_case_key(&c, KEY_A + 'L' - 'A', 0);
    assert_string_equal(ko[course->term].name, "b");
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(course->term, -1);
    player_case_do(&c, ACTION_TERM, 1);
    assert_int_equal(course->term, 1);
    player_case_do(&c, ACTION_TERM, 7);
    assert_int_equal(course->term, -1);
    player_case_key(&c, KEY_F1 + 5, 0);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    assert_int_equal(course->term, -1);
    player_case_finish(&c);
}

static void escape_goes_from_the_top_down(void **state)
{
    (void)state;
    static struct glossary_term term[1];
    static const struct glossary glossary = {.term = term, .terms = 1};

    player_case_init(&c, 1);
    player_case_ask(&c, 0, QUESTION_CHOOSE);
    app_set_glossary(app, &glossary, LANGUAGE_EN);
    player_case_open(&c);
    player_case_key(&c, KEY_A + 'X' - 'A', 0); /* another panel */
    player_case_key(&c, KEY_ENTER, 0);
    course->term = 0;
    player_case_key(&c, KEY_F1, 0);
    assert_int_equal(ui->overlay, OVERLAY_HELP);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->overlay, OVERLAY_NONE);
    assert_int_equal(course->term, 0);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(course->term, -1);
    assert_true(course->answer.active);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_false(course->answer.active);
    assert_false(course->prepared);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_true(course->prepared);
    assert_int_equal(ui->shown, 1);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_true(ui->learning && ui->shown == 1);
    player_case_finish(&c);
}

static void enter_inside_a_cell_goes_nowhere(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    c.settings[0].view = SCREEN_CELL;
    player_case_open(&c);
    player_case_key(&c, KEY_ENTER, 0);
    assert_true(course->prepared && ui->shown == 1);
    player_case_finish(&c);
}

static void the_column_comes_and_goes(void **state)
{
    (void)state;
    player_case_init(&c, 1);
    player_case_open(&c);
    assert_true(ui->story);
    player_case_key(&c, KEY_A + 'I' - 'A', 0);
    assert_false(ui->story);
    assert_true(ui->learning && ui->shown == 1);
    player_case_do(&c, ACTION_COLUMN_OF_LESSON, 0);
    player_case_do(&c, ACTION_COLUMN_OF_LESSON, 0);
    assert_true(ui->story);
    player_case_do(&c, ACTION_COLUMN_OF_LESSON, 1);
    assert_false(ui->story);
    player_case_do(&c, ACTION_COLUMN_OF_LESSON, -1);
    assert_true(ui->story);
    /* It scrolls where there is more. */
    player_case_do(&c, ACTION_PAGE_SCROLL, 3);
    assert_true(course->top > 0);
    app_case_blank(&c.c);
    float top = course->top;
    player_case_key(&c, KEY_F1 + 7, 0);
    assert_true(course->top == top);
    player_case_key(&c, KEY_F1 + 7, MOD_SHIFT);
    player_case_key(&c, KEY_F1 + 7, MOD_SHIFT);
    assert_true(course->top == 0);
    /* And the wheel over it. */
    app_case_blank(&c.c);
    app_case_spot(&c.c, box_at(0, 0, 90, 90), (struct draw_id){0},
                  ACTION_NONE, PANEL_LESSON);
    app_case_spot(&c.c, box_at(0, 80, 9, 9), (struct draw_id){0},
                  ACTION_PAGE_SCROLL, 3);
    app_case_at(&c.c, INPUT_MOVE, 40, 40);
    app_case_at(&c.c, INPUT_WHEEL, 0, -1);
    assert_true(course->top == 56);
    app_case_at(&c.c, INPUT_WHEEL, 0, 1);
    assert_true(course->top == 0);
    player_case_finish(&c);
}

/* One question of every kind. */
static void ask_everything(void)
{
    player_case_init(&c, 1);
    c.steps = QUESTIONS;
    for (int kind = QUESTION_CHOOSE; kind < QUESTIONS; kind++)
        player_case_ask(&c, kind, (enum question_kind)kind);
}

static void type_calculation(void)
{
    const struct calculate *sums = &course->answer.calculate;
    char text[32];

    while (!course->answer.revealed) {
        snprintf(text, sizeof text, "%.3f", sums->value[sums->line].value);
        player_case_type(&c, text);
        player_case_key(&c, KEY_ENTER, 0);
    }
}

static void a_lesson_by_keys_alone(void **state)
{
    (void)state;
    ask_everything();
    player_case_key(&c, KEY_ENTER, 0);
    for (int kind = QUESTION_NONE; kind < QUESTIONS; kind++) {
        went_to(1, kind);
        if (kind != QUESTION_NONE)
            player_case_key(&c, KEY_ENTER, 0);
        if (kind == QUESTION_CHOOSE)
            player_case_key(&c, KEY_DOWN, 0);
        else if (kind == QUESTION_NUMBER)
            player_case_type(&c, "0.5");
        else if (kind == QUESTION_DRAW)
            for (int k = 0; k < 21; k++)
                player_case_key(&c, KEY_RIGHT, 0);
        else if (kind == QUESTION_POINT)
            player_case_key(&c, KEY_RIGHT, 0);
        else if (kind == QUESTION_CALCULATE)
            type_calculation();
        for (int k = 0; k < 2 && course_asks(course); k++)
            player_case_key(&c, KEY_ENTER, 0);
        assert_int_equal(course->answer.revealed, kind != QUESTION_NONE);
        if (kind != QUESTION_NONE)
            assert_true(course->answer.truth.known);
        player_case_key(&c, KEY_SPACE, 0);
        player_case_key(&c, KEY_SPACE, 0);
        player_case_key(&c, KEY_PAGE_DOWN, 0);
    }
    went_to(1, QUESTIONS - 1);
    player_case_finish(&c);
}

/* Fields are for keys, all else is for the mouse too. */
static void a_lesson_by_mouse_alone(void **state)
{
    (void)state;
    ask_everything();
    player_case_do(&c, ACTION_LESSON, 1);
    for (int kind = QUESTION_NONE; kind < QUESTIONS; kind++) {
        bool field = kind == QUESTION_NUMBER || kind == QUESTION_CALCULATE;
        went_to(1, kind);
        if (kind == QUESTION_CHOOSE)
            player_case_do(&c, ACTION_CHOOSE, 1);
        if (kind == QUESTION_DRAW) {
            app_case_blank(&c.c);
            app_case_spot(&c.c, box_at(0, 0, 630, 200), (struct draw_id){0},
                          ACTION_DRAW_GUESS, 0);
            app_case_at(&c.c, INPUT_PRESS, 10, 20);
            app_case_at(&c.c, INPUT_MOVE, 610, 180);
            app_case_at(&c.c, INPUT_RELEASE, 610, 180);
        }
        if (kind == QUESTION_POINT)
            player_case_click(&c, (struct draw_id){0}, ACTION_ENTER, 6, 0);
        player_case_do(&c, ACTION_REVEAL, 0);
        assert_int_equal(course->answer.revealed,
                         kind != QUESTION_NONE && !field);
        player_case_do(&c, ACTION_PAGE, kind + 2);
    }
    player_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_step_by_its_number),
        cmocka_unit_test(what_there_is_not_is_said),
        cmocka_unit_test(terms_are_looked_up),
        cmocka_unit_test(escape_goes_from_the_top_down),
        cmocka_unit_test(enter_inside_a_cell_goes_nowhere),
        cmocka_unit_test(the_column_comes_and_goes),
        cmocka_unit_test(a_lesson_by_keys_alone),
        cmocka_unit_test(a_lesson_by_mouse_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
