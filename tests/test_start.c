/* The start screen with lessons: at every size, for a first visit and after
 * many.
 */
#include "app/start/preview.h"
#include "lane_case.h"
#include "scene/action.h"

enum { LESSONS = 16, WEEK_LATEST = 9 };

static const float sizes[][2] = {{720, 450}, {853, 533}, {960, 540},
                                 {1116, 628}, {1137, 711}, {1280, 720},
                                 {1707, 1067}, {1920, 1080}, {2400, 1350}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static const char *const titles[LANGUAGES][LESSONS] = {
    {"A neuron and a layer", "Memory: the loop", "Order: today and yesterday",
     "Shapes: one and many", "Training through time",
     "Why gradients vanish, and explode", "The LSTM cell, gate by gate",
     "The belt: when the gradient survives", "RNN, GRU and LSTM side by side",
     "What else helps", "Predicting a cosine with four networks",
     "Prices, honestly", "Translating numbers", "A picture to a word",
     "Reading letters: what a unit looks for",
     "Open the box: your own network"},
    {"뉴런과 층", "기억과 순환 고리", "순서: 오늘과 어제",
     "하나와 여럿: 입출력의 모양", "시간에 따른 훈련",
     "기울기는 왜 소실되고 폭주할까?", "LSTM 셀을 게이트 하나씩",
     "컨베이어 벨트: 기울기는 언제 살아남을까?",
     "RNN, GRU, LSTM 나란히 놓고 보기", "그 밖에 도움이 되는 것",
     "네 가지 신경망으로 코사인 예측하기", "주가, 솔직하게", "숫자 번역하기",
     "그림 한 장을 단어로", "글자 읽기: 유닛은 무엇에 반응할까?",
     "상자 열기: 내 모델"}};

static const enum panel panels[] = {
    PANEL_STRIP, PANEL_HEAT, PANEL_SCOPES, PANEL_SERIES, PANEL_DECAY,
    PANEL_LAYERS, PANEL_CELL, PANEL_SUMS, PANEL_PATHS, PANEL_TRIANGLE,
    PANEL_UNITS, PANEL_LANES, PANEL_REACH, PANEL_FACTORS, PANEL_TEXT,
    PANEL_NEXT};

static struct cards cards;

static struct lab *make_lab(const struct scene_recipe *recipe)
{
    struct spec spec = scene_case_spec(recipe);
    struct film film;

    scene_case_film(&film, recipe, recipe->steps, &spec);
    const struct film_source source = film_source_of(&film);
    struct lab *lab = lab_of(&source, NULL, NULL);
    assert_non_null(lab);
    film_finish(&film);
    return lab;
}

/* Every panel that a card may show, of an LSTM or of letters. */
static void make_cards(void)
{
    cards = (struct cards){.count = LESSONS, .latest = -1};
    cards.card = calloc(LESSONS, sizeof *cards.card);
    assert_non_null(cards.card);
    for (int k = 0; k < LESSONS; k++) {
        struct lesson_card *card = &cards.card[k];
        bool text = panels[k] == PANEL_TEXT || panels[k] == PANEL_NEXT;
        const struct scene_recipe recipe = {
            .steps = 12, .vocabulary = text ? 5 : 0, .labels = text};
        card->number = k + 1;
        card->steps = 6 + k % 6;
        card->minutes = 14;
        card->panel = panels[k];
        card->look = ui_defaults();
        for (int l = 0; l < LANGUAGES; l++)
            snprintf(card->title[l], UI_LABEL_MAX, "%s", titles[l][k]);
        assert_true(step_has_picture(card->panel));
        preview_set(card, make_lab(&recipe));
        assert_false(card->failed);
        while (preview_wants(card))
            preview_work(card);
    }
}

static int setup(void **state)
{
    (void)state;
    make_cards();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    cards_finish(&cards);
    return 0;
}

/* Nine lessons done, the tenth begun. */
static void after_a_week(void)
{
    for (int k = 0; k < WEEK_LATEST; k++)
        cards.card[k].at = cards.card[k].last = cards.card[k].steps;
    cards.card[WEEK_LATEST].at = cards.card[WEEK_LATEST].last = 4;
    cards.latest = WEEK_LATEST;
}

static void view(const struct scene *scene, struct box box)
{
    struct scene with = *scene;

    with.cards = &cards;
    view_start(&with, box);
}

static const struct draw_spot *spot_of(const struct draw_list *list,
                                       enum action action, int value)
{
    for (int k = 0; k < list->spot_count; k++)
        if (list->spots[k].action == (int)action &&
            list->spots[k].value == value)
            return &list->spots[k];
    return NULL;
}

static bool apart(struct box a, struct box b)
{
    return box_right(a) <= b.x + 0.5f || box_right(b) <= a.x + 0.5f ||
           box_bottom(a) <= b.y + 0.5f || box_bottom(b) <= a.y + 0.5f;
}

/* All ways are there for the mouse, and none lies on another. */
static void check_ways(const struct scene_case *c)
{
    static const enum action doors[] = {ACTION_PRESETS, ACTION_TASKS,
                                        ACTION_COMPARE, ACTION_CONTINUE,
                                        ACTION_FILES};
    const struct draw_spot *spot[LESSONS + 6];
    int count = 0;

    for (int k = 0; k <= LESSONS; k++)
        spot[count++] = spot_of(&c->list, ACTION_LESSON, k);
    for (int k = 0; k < 5; k++)
        spot[count++] = spot_of(&c->list, doors[k], 0);
    for (int a = 0; a < count; a++) {
        if (spot[a] == NULL)
            fail_msg("way %d is missing at %.0f x %.0f", a, (double)c->box.w,
                     (double)c->box.h);
        for (int b = 0; b < a; b++)
            assert_true(apart(spot[a]->box, spot[b]->box));
    }
}

static void show(struct scene_case *c, int size, int k)
{
    c->ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
    c->ui.theme = k / 2 % 2 ? THEME_LIGHT : THEME_DARK;
    c->ui.class_mode = k / 4 % 2;
    c->ui.card = k % 5;
    scene_case_show(c, view, sizes[size][0], sizes[size][1]);
    scene_case_check(c);
}

static void is_sound_at_every_size(void **state)
{
    static struct ui_file files[3] = {{.name = "a-file.csv", .recent = true},
                                      {.name = "모델.safetensors",
                                       .recent = true}};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int size = 0; size < SIZES; size++)
        for (int k = 0; k < 8; k++) {
            if (k == 4)
                after_a_week();
            c.ui.file_list = files;
            c.ui.files = k < 2 ? 0 : 3;
            show(&c, size, k);
            check_ways(&c);
        }
    scene_case_finish(&c);
}

/* Where there is room every card has a picture: what a card without one lacks
 * is more than its frame. */
static void pictures_are_drawn(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < LESSONS; k++) {
        show(&c, 7, 0);
        int with = c.list.commands;
        preview_finish(&cards.card[k]);
        show(&c, 7, 0);
        if (with - c.list.commands < 5)
            fail_msg("'%s' has a picture of %d commands",
                     panel_names[panels[k]], with - c.list.commands);
    }
    scene_case_finish(&c);
}

/* Of a first visit, and of the lesson that was left. */
static void says_where_one_is(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    show(&c, 7, 0);
    assert_non_null(scene_case_text(&c, "Start here · 1"));
    assert_non_null(scene_case_text(&c, "6 steps, 14 minutes"));
    assert_null(scene_case_text(&c, "of 16 done"));
    after_a_week();
    show(&c, 7, 0);
    assert_non_null(scene_case_text(&c, "Continue · 10"));
    assert_non_null(scene_case_text(&c, "step 4 of 9"));
    assert_non_null(scene_case_text(&c, "9 of 16 done"));
    show(&c, 7, 1);
    assert_non_null(scene_case_text(&c, "이어서 하기 · 10강"));
    assert_non_null(scene_case_text(&c, "16강 중 9강 마침"));
    scene_case_finish(&c);
}

static void a_damaged_lesson_has_a_card(void **state)
{
    struct scene_case c;

    (void)state;
    cards.card[2].damaged = true;
    cards.card[3].number = 0;
    scene_case_init(&c, &(struct scene_recipe){0});
    show(&c, 7, 0);
    assert_non_null(scene_case_text(&c, "damaged"));
    assert_non_null(spot_of(&c.list, ACTION_LESSON, 3));
    assert_non_null(spot_of(&c.list, ACTION_LESSON, action_lesson_card(0, 3)));
    scene_case_finish(&c);
}

/* What is left to measure is measured in units of work. */
static void pictures_are_measured(void **state)
{
    static const enum panel measured[] = {PANEL_PATHS, PANEL_TRIANGLE,
                                          PANEL_DECAY};

    (void)state;
    for (size_t k = 0; k < sizeof measured / sizeof *measured; k++) {
        struct lesson_card card = {.panel = measured[k],
                                   .look = ui_defaults()};
        int units = 0;
        assert_false(preview_wants(&card));
        preview_set(&card, make_lab(&(struct scene_recipe){.steps = 30}));
        for (; preview_wants(&card); units++)
            preview_work(&card);
        if (units == 0)
            fail_msg("nothing of '%s' is measured",
                     panel_names[measured[k]]);
        preview_finish(&card);
        assert_false(preview_wants(&card));
    }
    /* Seeds of lanes that are drawn make their bands. */
    static const int kinds[] = {0, 1};
    const struct setup setup = lane_case_setup(kinds, 2, 4, 12);
    struct lesson_card lanes = {.panel = PANEL_REACH, .look = ui_defaults()};
    struct cast cast = {0};
    const struct lane_measure measure = {0};
    preview_set(&lanes, lab_create(&(struct lab_start){
        .cast = &cast, .setup = &setup, .kernels = scene_case_kernels()},
        &measure, NULL));
    assert_true(preview_wants(&lanes));
    while (preview_wants(&lanes))
        preview_work(&lanes);
    assert_false(lab_wants(lanes.lab));
    preview_finish(&lanes);
    struct lesson_card none = {.panel = PANEL_STRIP, .look = ui_defaults()};
    preview_set(&none, NULL);
    assert_true(none.failed);
}

/* A word too small to read goes with its button; a square with a letter stays
 * for its hue. */
static void buttons_without_words_are_gone(void **state)
{
    const struct draw_style style = {.face = FACE_UI, .size = 16};
    struct draw_list list;

    (void)state;
    assert_true(draw_init(&list, NULL));
    draw_begin(&list, 400, 300, 1, measure_synthetic());
    const struct draw_mark mark = draw_here(&list);
    draw_box(&list, box_at(0, 0, 30, 30), 4, (struct color){1, 2, 3, 255});
    draw_text(&list, point_at(10, 20), style, "f");
    draw_box(&list, box_at(100, 0, 90, 32), 16, (struct color){4, 5, 6, 255});
    draw_text(&list, point_at(110, 21), style, "button");
    draw_box(&list, box_at(0, 100, 300, 200), 9, (struct color){7, 8, 9, 255});
    draw_text(&list, point_at(110, 121), style, "in a panel");
    draw_shrink(&list, &mark, 0.5f, point_at(0, 0), 14);
    int boxes = 0;
    for (int k = mark.commands; k < list.commands; k++) {
        assert_int_not_equal(list.command[k].kind, DRAW_TEXT);
        boxes += list.command[k].kind == DRAW_BOX;
    }
    assert_int_equal(boxes, 2);
    draw_finish(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_sound_at_every_size, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(pictures_are_drawn, setup, teardown),
        cmocka_unit_test_setup_teardown(says_where_one_is, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_lesson_has_a_card, setup,
                                        teardown),
        cmocka_unit_test(pictures_are_measured),
        cmocka_unit_test(buttons_without_words_are_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
