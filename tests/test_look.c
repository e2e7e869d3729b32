/* Numbers as they are written, contrast of the themes, colour scales, words
 * for every signal.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "check_close.h"
#include "comma.h"
#include "scene/film/playhead.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/look/ramp.h"
#include "scene/view/story/narration.h"

static void test_figures(void **state)
{
    (void)state;
    char text[FIGURE_MAX];
    assert_string_equal(figure_plain(text, 0.754, 2), "0.75");
    assert_string_equal(figure_plain(text, -0.046, 2), "−0.05");
    assert_string_equal(figure_plain(text, 9.996, 2), "10.00");
    assert_string_equal(figure_plain(text, 31.7, 0), "32");
    assert_string_equal(figure_signed(text, 0.655, 1), "+0.7");
    assert_string_equal(figure_signed(text, -0.004, 2), "0.00");
    assert_string_equal(figure_signed(text, 0, 2), "0.00");
    assert_string_equal(figure_signed(text, NAN, 2), "NaN");
    assert_string_equal(figure_signed(text, -INFINITY, 2), "−∞");
    assert_string_equal(figure_plain(text, 1234.56, 3), "1234.6");
    assert_string_equal(figure_signed(text, -56789.5, 2), "−56790");
    assert_string_equal(figure_signed(text, 3.2e9, 2), "+3.2·10^{9}");
    assert_string_equal(figure_size(text, 0), "0");
    assert_string_equal(figure_size(text, 0.134), "0.13");
    assert_string_equal(figure_size(text, 0.062), "0.062");
    assert_string_equal(figure_size(text, 12.54), "12.5");
    assert_string_equal(figure_size(text, 2e-11), "2.0·10^{−11}");
    assert_string_equal(figure_size(text, INFINITY), "∞");
    assert_string_equal(figure_size(text, -888), "−888");
    assert_string_equal(figure_size(text, -2e-11), "−2.0·10^{−11}");
    assert_string_equal(figure_power(text, -400.5), "3.2·10^{−401}");
    assert_string_equal(figure_power(text, 4 - 1e-12), "10000");
    assert_string_equal(figure_power(text, 5.99999), "1.0·10^{6}");
    assert_string_equal(figure_power(text, -INFINITY), "0");
}

static void test_figures_as_exact_as_is_asked(void **state)
{
    (void)state;
    char text[FIGURE_MAX];
    assert_string_equal(figure_within(text, 0.125, 0.005), "0.125");
    assert_string_equal(figure_within(text, -0.125, 0.01), "−0.13");
    assert_string_equal(figure_within(text, 0.5, 3), "0.50");
    assert_string_equal(figure_within(text, 0.12345, 0.001), "0.123");
    assert_string_equal(figure_within(text, 0.12345, 1e-9), "0.1235");
}

static void test_figures_in_any_locale(void **state)
{
    (void)state;
    char text[FIGURE_MAX];
    if (!comma_enter())
        skip();
    assert_string_equal(figure_plain(text, 0.754, 2), "0.75");
    assert_string_equal(figure_size(text, 2e-11), "2.0·10^{−11}");
}

/* Body text 7:1, other text and gates' letters 4.5:1 on every ground that
 * they are written on. */
static void test_contrast(void **state)
{
    (void)state;
    for (int k = 0; k < THEMES; k++) {
        const struct theme *t = theme_of((enum theme_name)k);
        const struct color grounds[] = {t->panel, t->panel_end, t->card,
                                        t->well, t->chip};
        for (size_t g = 0; g < sizeof grounds / sizeof *grounds; g++) {
            assert_true(color_contrast(t->ink, grounds[g]) >= 7);
            assert_true(color_contrast(t->ink_soft, grounds[g]) >= 4.5f);
        }
        const struct color inks[] = {t->ink_faint, t->f, t->i, t->g, t->o,
                                     t->c_text, t->h, t->x, t->r, t->z, t->n,
                                     t->gradient, t->h_path, t->good, t->warn,
                                     t->accent};
        for (size_t c = 0; c < sizeof inks / sizeof *inks; c++)
            if (color_contrast(inks[c], t->panel) < 4.5f)
                fail_msg("%s: ink %zu has %.2f", theme_names[k], c,
                         (double)color_contrast(inks[c], t->panel));
        assert_true(color_contrast(t->on_accent, t->accent) >= 4.5f);
        assert_true(color_contrast(t->bubble_ink, t->bubble) >= 7);
        const struct color hues[] = {t->f, t->i, t->g, t->o};
        for (size_t h = 0; h < 4; h++)
            assert_true(color_contrast(t->on_hue, hues[h]) >= 4.5f);
    }
    assert_close((double)color_contrast(color_of(0), color_of(0xffffff)), 21,
                 1e-3);
}

/* More is farther from the ground, step by step. */
static void test_ramps(void **state)
{
    (void)state;
    struct color palette[256];
    for (int k = 0; k < THEMES; k++) {
        ramp_fill(RAMP_GATE, (enum theme_name)k, palette);
        float last = 0;
        for (int e = 0; e <= RAMP_TOP; e += 16) {
            float now = color_contrast(palette[e], palette[0]);
            assert_true(now >= last);
            last = now;
        }
        assert_true(last > 3);
    }
    assert_int_equal(ramp_entry(RAMP_GATE, 0), 0);
    assert_int_equal(ramp_entry(RAMP_GATE, 1), RAMP_TOP);
    assert_int_equal(ramp_entry(RAMP_GATE, 7), RAMP_TOP);
    assert_int_equal(ramp_entry(RAMP_SIGNED, 0), RAMP_TOP / 2);
    assert_int_equal(ramp_entry(RAMP_SIGNED, -1), 0);
    assert_int_equal(ramp_entry(RAMP_SIGNED, NAN), RAMP_BAD);
}

static void assert_words(const char *en, const char *ko)
{
    assert_non_null(en);
    assert_non_null(ko);
    assert_true(strlen(en) > 0 && strlen(ko) > 0);
    assert_true(utf8_valid(ko, strlen(ko)));
}

/* Without memory there is no state. */
static void test_dense_layers_have_an_output(void **state)
{
    (void)state;
    const struct notation *h = notation_of(CELL_DENSE, DENSE_H);
    const struct phase_info *last = phase_of(CELL_DENSE, RNN_OUTPUT);
    assert_string_equal(h->en, "output");
    assert_string_equal(h->ko, "출력");
    assert_string_equal(last->en, "output");
    assert_string_equal(last->ko, "출력");
    assert_null(strstr(phase_of(CELL_DENSE, RNN_GATHER)->symbols, "h"));
}

static void test_every_signal_has_words(void **state)
{
    (void)state;
    for (int cell = 0; cell < CELL_KINDS; cell++) {
        for (int s = 0; s < cell_table[cell].signals; s++) {
            const struct notation *n = notation_of((enum cell)cell, s);
            assert_words(n->en, n->ko);
            assert_words(n->en_short, n->ko_short);
            assert_words(n->letter, n->symbol);
            /* What is called a gate is recorded as 0..1. */
            const struct signal_info *info = &cell_table[cell].signal[s];
            assert_int_equal(n->gate, info->low == 0 && info->high == 1);
        }
        for (int phase = 0; phase < phase_count((enum cell)cell); phase++) {
            const struct phase_info *info = phase_of((enum cell)cell, phase);
            assert_words(info->en, info->ko);
            for (int k = 0; k < 8; k++) {
                struct ui ui = ui_defaults();
                ui.screen = SCREEN_CELL;
                ui.z_writes = k / 2 % 2;
                ui.keep_write = k / 4;
                const struct narration *said = narration_of(
                    &ui, (enum cell)cell, (enum pass)(k % 2), phase);
                assert_words(said->en, said->ko);
                assert_words(said->en_title, said->ko_title);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_figures_as_exact_as_is_asked),
        cmocka_unit_test(test_figures_in_any_locale),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_ramps),
        cmocka_unit_test(test_dense_layers_have_an_output),
        cmocka_unit_test(test_every_signal_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
