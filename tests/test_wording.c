/* The LSTM's f and i as forget and input gate, or as keep and write gate: one
 * wording at a time, wherever it is said. */
#include "scene_case.h"
#include "scene_check.h"

#include "scene/lab/lab.h"
#include "scene/look/notation.h"
#include "scene/tell/study_words.h"

typedef void view(const struct scene *scene, struct box box);

static view *const views[] = {view_strip, view_backward, view_cell, view_sums,
                              view_heat, view_story, view_units,
                              view_transport, view_help};

/* Words of the other wording; "input" and its Korean are words of their own. */
static const char *const usual[] = {"forget gate", "orget gate", "forget",
                                    "input gate", "nput gate", "망각",
                                    "입력 게이트"};
static const char *const kept[] = {"keep gate", "write gate", "rite gate",
                                   "유지 게이트", "쓰기 게이트"};

static void lacks(const char *text, const char *const *words, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (strstr(text, words[k]) != NULL)
            fail_msg("\"%s\" is said in \"%s\"", words[k], text);
}

/* All that a frame says; of the help's keys only the legend. */
static void frame_lacks(const struct scene_case *c, const char *const *words,
                        size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (scene_case_text(c, words[k]) != NULL)
            fail_msg("\"%s\" is drawn", words[k]);
}

static void every_view(struct scene_case *c, const char *const *words,
                       size_t count)
{
    for (int pass = 0; pass < PASSES; pass++)
        for (int phase = 0; phase < LSTM_PHASES; phase++) {
            scene_case_seek(c, (enum pass)pass, 7, phase);
            for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
                c->ui.gate = phase % 4;
                scene_case_show(c, views[k], 1000, 620);
                frame_lacks(c, words, count);
            }
        }
}

static void views_keep_to_a_wording(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int k = 0; k < 4; k++) {
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        c.ui.keep_write = k / 2;
        for (int s = 0; s < cell_table[CELL_LSTM].shown_count; s++) {
            c.ui.heat_signal = c.ui.table_signal = s;
            scene_case_levels(&c);
            if (c.ui.keep_write)
                every_view(&c, usual, sizeof usual / sizeof *usual);
            else
                every_view(&c, kept, sizeof kept / sizeof *kept);
        }
    }
    scene_case_finish(&c);
}

/* A view that says neither would pass above. */
static void the_gates_are_said(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.keep_write = true;
    scene_case_seek(&c, PASS_FORWARD, 7, LSTM_FORGET);
    scene_case_show(&c, view_cell, 1000, 620);
    assert_non_null(scene_case_text(&c, "keep gate"));
    assert_non_null(scene_case_text(&c, "write gate"));
    c.ui.language = LANGUAGE_KO;
    scene_case_show(&c, view_cell, 1000, 620);
    assert_non_null(scene_case_text(&c, "유지 게이트"));
    assert_non_null(scene_case_text(&c, "쓰기 게이트"));
    assert_non_null(scene_case_text(&c, "출력 게이트"));
    scene_case_finish(&c);
}

static void sentences_keep_to_a_wording(void **state)
{
    static const enum subject kinds[] = {SUBJECT_SIGNAL, SUBJECT_GRADIENT,
                                         SUBJECT_GRADIENT_NORM, SUBJECT_WORD,
                                         SUBJECT_NORM, SUBJECT_UNIT_STAT};
    struct scene_case c;
    char text[512];

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){0});
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            for (int s = 0; s < cell_table[CELL_LSTM].signals; s++) {
                c.ui.language = (enum language)l;
                c.ui.keep_write = true;
                struct draw_id id = subject(kinds[k], 0, s, 5, 2);
                if (kinds[k] == SUBJECT_UNIT_STAT && s >= UNIT_COLUMNS)
                    continue;
                lacks(subject_sentence(&c.film, &c.ui, id, text, sizeof text),
                      usual, sizeof usual / sizeof *usual);
                lacks(subject_name(&c.film, &c.ui, id, text, sizeof text),
                      usual, sizeof usual / sizeof *usual);
            }
    struct draw_id path = subject(SUBJECT_PATH, 0, DECAY_CAROUSEL, 3, 0);
    lacks(study_sentence(&c.film, &c.ui, path, text, sizeof text), usual,
          sizeof usual / sizeof *usual);
    scene_case_finish(&c);
}

/* Only names differ: letters, symbols, hues and what is a gate are as usual. */
static void only_names_differ(void **state)
{
    struct ui ui = ui_defaults();

    (void)state;
    ui.keep_write = true;
    for (int cell = 0; cell < CELL_KINDS; cell++)
        for (int s = 0; s < cell_table[cell].signals; s++) {
            const struct notation *a = notation_of((enum cell)cell, s);
            const struct notation *b = notation_said(&ui, (enum cell)cell, s);
            assert_string_equal(a->letter, b->letter);
            assert_string_equal(a->symbol, b->symbol);
            assert_int_equal(a->hue, b->hue);
            assert_int_equal(a->gate, b->gate);
            assert_true(cell == CELL_LSTM || a == b);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_keep_to_a_wording),
        cmocka_unit_test(the_gates_are_said),
        cmocka_unit_test(sentences_keep_to_a_wording),
        cmocka_unit_test(only_names_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
