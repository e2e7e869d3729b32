/* Keys on the start screen: cards are chosen and opened. */
#include "player_case.h"

static struct player_case c;
static struct app *const app = &c.c.app;

static const struct draw_spot *spot_of(const struct draw_list *list,
                                       enum action action, int value)
{
    for (int k = 0; k < list->spot_count; k++)
        if (list->spots[k].action == (int)action &&
            list->spots[k].value == value)
            return &list->spots[k];
    return NULL;
}

static struct box chosen_box(void)
{
    const struct draw_spot *spot = spot_of(&app->list, ACTION_LESSON,
                                           app->ui.card);

    assert_non_null(spot);
    return spot->box;
}

static void arrows_choose_a_card(void **state)
{
    (void)state;
    player_case_init(&c, 16);
    c.c.builds = true;
    player_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(app->ui.card, 1);
    player_case_key(&c, KEY_LEFT, 0);
    assert_int_equal(app->ui.card, 1);
    player_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(app->ui.card, 2);
    const struct box second = chosen_box();
    player_case_key(&c, KEY_DOWN, 0);
    assert_true(chosen_box().y > second.y);
    assert_close(chosen_box().x, second.x, 1);
    player_case_key(&c, KEY_UP, 0);
    assert_int_equal(app->ui.card, 2);
    player_case_key(&c, KEY_UP, 0);
    assert_int_equal(app->ui.card, 2);
    player_case_key(&c, KEY_END, 0);
    assert_int_equal(app->ui.card, 16);
    player_case_key(&c, KEY_DOWN, 0);
    player_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(app->ui.card, 16);
    player_case_key(&c, KEY_HOME, 0);
    assert_int_equal(app->ui.card, 1);
    assert_int_equal(app->ui.screen, SCREEN_START);
    player_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(app->ui.card, 0);
    player_case_finish(&c);
}

static void enter_opens_what_is_chosen(void **state)
{
    (void)state;
    player_case_init(&c, 16);
    c.c.builds = true;
    player_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(c.asked.kind, REQUEST_LESSON);
    assert_string_equal(c.asked.path, "1");
    player_case_finish(&c);

    player_case_init(&c, 16);
    c.c.builds = true;
    player_case_key(&c, KEY_END, 0);
    player_case_key(&c, KEY_LEFT, 0);
    player_case_key(&c, KEY_ENTER, 0);
    assert_string_equal(c.asked.path, "15");
    assert_int_equal(app->ui.card, 0);
    /* Back at the start the lesson that was left is gone on with. */
    player_case_key(&c, KEY_BACKSPACE, 0);
    assert_int_equal(app->ui.screen, SCREEN_START);
    player_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(app->ui.card, 15);
    player_case_finish(&c);
}

static void a_lesson_without_a_number_opens_from_its_folder(void **state)
{
    (void)state;
    player_case_init(&c, 3);
    app->cards.card[1].number = 0;
    snprintf(app->cards.card[1].folder, LESSON_PATH_MAX, "/x/mine");
    player_case_do(&c, ACTION_LESSON, action_lesson_card(0, 1));
    assert_int_equal(c.asked.kind, REQUEST_LESSON);
    assert_string_equal(c.asked.path, "/x/mine");
    player_case_do(&c, ACTION_LESSON, action_lesson_card(0, 3));
    player_case_finish(&c);
}

/* Ctrl+G and "2.3" lead there from here, too. */
static void a_step_is_typed(void **state)
{
    (void)state;
    player_case_init(&c, 3);
    c.c.builds = true;
    player_case_key(&c, KEY_A + ('G' - 'A'), MOD_CTRL);
    assert_int_equal(app->ui.overlay, OVERLAY_GO);
    player_case_type(&c, "2.3");
    player_case_key(&c, KEY_RIGHT, 0);
    assert_int_equal(app->ui.card, 0);
    player_case_key(&c, KEY_ENTER, 0);
    assert_string_equal(c.asked.path, "2.3");
    player_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_choose_a_card),
        cmocka_unit_test(enter_opens_what_is_chosen),
        cmocka_unit_test(a_lesson_without_a_number_opens_from_its_folder),
        cmocka_unit_test(a_step_is_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
