/* Prose as it is set: lines, lists, tables, quotes, links. */
#include "course_case.h"
#include "scene/action.h"
#include "scene/widget/paper.h"

static struct {
    struct paper paper;
    const char *text;
    float top, foot, height;
} asked;

static const struct paper_style usual = {.size = 18, .line = 28};

static void view_paper(const struct scene *scene, struct box box)
{
    struct paper paper = asked.paper;

    paper.style.color = scene->theme->ink;
    asked.top = box.y;
    asked.height = paper_height(scene, &paper, box.w);
    asked.foot = paper_draw(scene, &paper, point_at(box.x, box.y), box.w);
}

static void view_short(const struct scene *scene, struct box box)
{
    struct paper_style style = usual;

    style.color = scene->theme->ink;
    asked.top = box.y;
    asked.height = paper_text_height(scene, box.w, &style, asked.text);
    asked.foot = paper_text_draw(scene, point_at(box.x, box.y), box.w, &style,
                                 asked.text);
}

static struct course_case c;

static int setup(void **state)
{
    (void)state;
    course_case_init(&c, course_case_en, course_case_ko);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    course_case_finish(&c);
    return 0;
}

/* Step k from 1 of the lesson, 0: what stands before. */
static void show_step(int k, float width, bool notes, bool plain)
{
    const struct lesson_page *page =
        &c.course.lesson->page[c.l.c.ui.language];

    asked.paper = (struct paper){
        .page = page, .first = page->step[k].block,
        .count = page->step[k].blocks, .notes = notes, .style = usual};
    asked.paper.style.plain = plain;
    scene_case_show(&c.l.c, view_paper, width, 1600);
}

static void show_text(const char *text, float width)
{
    asked.text = text;
    scene_case_show(&c.l.c, view_short, width, 1200);
}

static const struct draw_command *find(const char *text)
{
    const struct draw_list *list = &c.l.c.list;

    for (int k = 0; k < list->commands; k++)
        if (list->command[k].kind == DRAW_TEXT &&
            (size_t)list->command[k].count == strlen(text) &&
            memcmp(list->text + list->command[k].first, text,
                   strlen(text)) == 0)
            return &list->command[k];
    return NULL;
}

/* All of it, at every width: within its box, nothing on anything, as high as
 * it was measured. */
static void test_all_widths(void **state)
{
    (void)state;
    for (int width = 210; width <= 480; width += 15)
        for (int variant = 0; variant < 8; variant++) {
            c.l.c.ui.language = variant % 2 ? LANGUAGE_KO : LANGUAGE_EN;
            c.l.c.ui.theme = variant / 2 % 2 ? THEME_LIGHT : THEME_DARK;
            show_step(variant / 4, (float)width, true, false);
            scene_case_check(&c.l.c);
            assert_close(asked.foot - asked.top, asked.height, 0.05);
            assert_true(asked.height > 40);
        }
}

/* Every word stands whole on one line, and in its order. */
static void check_words(const char *text)
{
    const struct draw_list *list = &c.l.c.list;
    const char *at = text;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *command = &list->command[k];
        if (command->kind != DRAW_TEXT)
            continue;
        at += strspn(at, " ");
        size_t length = strcspn(at, " ");
        if ((size_t)command->count != length ||
            memcmp(list->text + command->first, at, length) != 0)
            fail_msg("\"%.*s\" in place of \"%.*s\"", (int)command->count,
                     list->text + command->first, (int)length, at);
        at += length;
    }
    assert_int_equal(strspn(at, " "), strlen(at));
}

static void test_korean_lines(void **state)
{
    const char *text = "망각 게이트는 이전 셀 상태를 얼마나 유지할지 정하고, "
                       "입력 게이트는 새로운 값을 얼마나 쓸지 정합니다.";

    (void)state;
    for (int width = 120; width <= 480; width += 7) {
        show_text(text, (float)width);
        check_words(text);
        scene_case_check(&c.l.c);
    }
}

/* Punctuation and particles stay with what they follow: words of several
 * manners, formulas. */
static void test_together(void **state)
{
    (void)state;
    for (int width = 100; width <= 420; width += 3) {
        const struct draw_list *list = &c.l.c.list;
        show_text("값은 **게이트**가 $f_t$는 정하고, $c_{t-1}$, 그리고 "
                  "(**유지**)입니다.", (float)width);
        for (int k = 0; k < list->commands; k++) {
            const struct draw_command *command = &list->command[k];
            const char *first = list->text + command->first;
            if (command->kind != DRAW_TEXT)
                continue;
            if (*first == '(')
                assert_close(find("유지")->box.y, command->box.y, 1e-3);
            if (command->box.x > c.l.c.box.x + 1)
                continue;
            assert_null(strchr(".,;)", *first));
            assert_int_not_equal(memcmp(first, "는", 3), 0);
            assert_int_not_equal(memcmp(first, "가", 3), 0);
        }
    }
}

/* A word wider than the line is broken inside, but never before a comma. */
static void test_long_word(void **state)
{
    const struct draw_list *list = &c.l.c.list;
    const char *word = "아주아주아주아주아주아주긴낱말,";
    size_t letters = 0;
    int lines = 0;

    (void)state;
    for (int width = 60; width <= 200; width += 5) {
        show_text(word, (float)width);
        scene_case_check(&c.l.c);
        letters = 0;
        lines = 0;
        for (int k = 0; k < list->commands; k++) {
            if (list->command[k].kind != DRAW_TEXT)
                continue;
            assert_int_not_equal(list->text[list->command[k].first], ',');
            letters += (size_t)list->command[k].count;
            lines++;
        }
        assert_int_equal(letters, strlen(word));
        assert_true(lines > 1);
    }
}

/* A line is as high as its formulas need; its words share a baseline. */
static void test_line_height(void **state)
{
    (void)state;
    show_text("plain words", 400);
    assert_close(asked.foot - asked.top, usual.line, 1e-3);
    show_text("a fraction $\\frac{a}{b}$ here", 400);
    assert_true(asked.foot - asked.top > usual.line + 2);
    scene_case_check(&c.l.c); /* it does not rise over the first line */
    assert_close(find("fraction")->box.y, find("here")->box.y, 1e-3);
    show_text("from -1 to (-2) a-1 `-3`", 400);
    assert_non_null(find("−1"));
    assert_non_null(find("(−2)"));
    assert_non_null(find("a-1"));
    /* What is no formula is text. */
    show_text("5 $ and \\$", 400);
    assert_non_null(find("$"));
}

static void test_manners(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    show_step(1, 400, false, false);
    assert_int_equal(find("kept")->face, FACE_BOLD);
    assert_int_equal(find("written")->face, FACE_ITALIC);
    assert_int_equal(find("i_t")->face, FACE_MONO);
    assert_int_equal(find("gate")->color.r, theme->f.r); /* the term's hue */
    c.l.c.ui.language = LANGUAGE_KO;
    show_step(1, 400, false, false);
    assert_int_equal(find("쓸지")->face, FACE_BOLD);
}

static void test_lists_and_tables(void **state)
{
    (void)state;
    show_step(1, 440, false, false);
    assert_non_null(find("1."));
    assert_non_null(find("2."));
    assert_close(find("first")->box.x, find("second,")->box.x, 1e-3);
    assert_close(find("meaning")->box.x, find("keep")->box.x, 1e-3);
    assert_true(find("keep")->box.y > find("meaning")->box.y);
    assert_int_equal(find("meaning")->face, FACE_BOLD);
}

static void test_quotes_and_notes(void **state)
{
    const struct theme *theme = theme_of(THEME_DARK);

    (void)state;
    show_step(1, 400, false, false);
    assert_non_null(find("Misconception."));
    assert_int_equal(find("Misconception.")->color.g, theme->warn.g);
    assert_null(find("ask"));
    show_step(1, 400, true, false);
    assert_non_null(find("ask"));
}

static void test_links(void **state)
{
    (void)state;
    show_step(1, 400, false, false);
    const struct draw_spot *term = scene_case_spot(&c.l.c, ACTION_TERM, 0);
    assert_non_null(term);
    assert_int_equal(term->id.kind, SUBJECT_WORD); /* lights the gate */
    assert_int_equal(term->id.signal, LSTM_F);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_PAGE, 3));
    assert_non_null(scene_case_spot(&c.l.c, ACTION_LESSON,
                                    action_lesson(8, 4)));
    show_step(0, 400, false, false);
    assert_non_null(scene_case_spot(&c.l.c, ACTION_LESSON, 2));
    bool source = false;
    for (int k = 0; k < c.l.c.list.spot_count; k++) {
        const struct draw_spot *spot = &c.l.c.list.spots[k];
        if (spot->id.kind != SUBJECT_SOURCE)
            continue;
        const char *link = asked.paper.page->span[spot->id.unit].link;
        assert_int_equal(spot->action, ACTION_NONE);
        assert_int_equal(strncmp(link, "https://", 8), 0);
        source = true;
    }
    assert_true(source);
}

static void test_plain(void **state)
{
    (void)state;
    show_step(1, 400, false, true);
    assert_int_equal(c.l.c.list.spot_count, 0);
}

/* A formula that is too wide gets smaller, then goes over several lines. */
static void test_wide_formula(void **state)
{
    const float width[3] = {480, 300, 220};
    float above = 0;

    (void)state;
    for (int k = 0; k < 3; k++) {
        show_step(1, width[k], false, false);
        scene_case_check(&c.l.c);
        assert_true(asked.height > above);
        above = asked.height;
    }
}

/* Lines that the clip would cut are left out. */
static void view_clipped(const struct scene *scene, struct box box)
{
    struct box before = draw_clip(scene->list, box);

    view_paper(scene, box_at(box.x, box.y - 70, box.w, box.h));
    draw_unclip(scene->list, before);
}

static void test_clip(void **state)
{
    (void)state;
    for (int height = 60; height < 400; height += 9) {
        show_step(1, 360, false, false);
        scene_case_show(&c.l.c, view_clipped, 360, (float)height);
        scene_case_check(&c.l.c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_widths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_korean_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_together, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_word, setup, teardown),
        cmocka_unit_test_setup_teardown(test_line_height, setup, teardown),
        cmocka_unit_test_setup_teardown(test_manners, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lists_and_tables, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_quotes_and_notes, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_links, setup, teardown),
        cmocka_unit_test_setup_teardown(test_plain, setup, teardown),
        cmocka_unit_test_setup_teardown(test_wide_formula, setup, teardown),
        cmocka_unit_test_setup_teardown(test_clip, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
