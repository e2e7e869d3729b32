/* paint/text: what is measured is what is painted, whatever the text. */
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "page.h"
#include "paint/text/runs.h"

/* Lines as they appear on screen. Every one ends in a letter. */
static const char *const lines[] = {
    "forget gate", "AV To Yn fjord", "fix f", "loss 0.1234 and -1.25e-05",
    "Σ σ ⊙ √ ‖ ′ − ∂L/∂h", "c_{t} = f_{t} ⊙ c_{t−1} + i_{t} ⊙ g",
    "x^{2}+y_{ij}", "기울기 소실", "시간을 거슬러 0.9배씩 작아진다",
    "h\xcc\x83 y\xcc\x82 v", "2\xcc\x84x", "jump", "T", "100",
    "日本語 and 한국어",
};
enum { LINES = sizeof lines / sizeof *lines };

static const int sizes[] = { 10, 13, 16, 19, 27, 48, 90 };
enum { SIZES = sizeof sizes / sizeof *sizes };

/* The pen stands where a line ends: a bar there is where a bar alone is, as far
 * on as the line is wide. */
static void measured_is_painted(void **state)
{
    struct page *page = *state;
    char with[128];

    for (int face = 0; face < FACES; face++) {
        for (int k = 0; k < LINES * SIZES; k++) {
            const char *line = lines[k % LINES];
            int pixels = sizes[k / LINES];
            float width = width_of(page, face, pixels, line);
            struct ink ink = ink_of(page, face, pixels, line);
            assert_true(ink.left > -0.4f * (float)pixels - 1);
            assert_true((float)ink.right < width + 0.4f * (float)pixels + 1);
            assert_true((float)ink.right > width - 0.4f * (float)pixels - 1);
            int bar = ink_of(page, face, pixels, "|").right;
            snprintf(with, sizeof with, "%s|", line);
            ink = ink_of(page, face, pixels, with);
            assert_close(ink.right - bar, width, 1.5 + 0.02 * pixels);
            assert_int_equal(ink.boxes, 0);
        }
    }
}

static void words_add_up(void **state)
{
    struct page *page = *state;

    for (int k = 0; k < SIZES; k++) {
        float whole = width_of(page, FACE_UI, sizes[k], "the forget gate 0.25");
        float parts = width_of(page, FACE_UI, sizes[k], "the ") +
                      width_of(page, FACE_UI, sizes[k], "forget ") +
                      width_of(page, FACE_UI, sizes[k], "gate ") +
                      width_of(page, FACE_UI, sizes[k], "0.25");
        assert_close(whole, parts, 1e-3);
        float gate = width_of(page, FACE_UI, sizes[k], "gate");
        assert_close(width_of(page, FACE_UI, 2 * sizes[k], "gate"), 2 * gate,
                     1e-3);
    }
}

/* A number that changes stays where it is. */
static void digits_are_alike(void **state)
{
    struct page *page = *state;

    for (int face = 0; face < FACES; face++) {
        for (int k = 0; k < SIZES; k++) {
            float width = width_of(page, face, sizes[k], "0.00");
            assert_close(width, roundf(width), 0);
            assert_close(width_of(page, face, sizes[k], "1.47"), width, 0);
            assert_close(width_of(page, face, sizes[k], "8.47x") -
                             width_of(page, face, sizes[k], "1.11x"),
                         0, 0);
        }
    }
    assert_close(width_of(page, FACE_MONO, 19, "iiii"),
                 width_of(page, FACE_MONO, 19, "0W.m"), 0);
}

static void markup_moves_and_shrinks(void **state)
{
    struct page *page = *state;
    struct ink plain = ink_of(page, FACE_UI, 50, "xH");
    struct ink lower = ink_of(page, FACE_UI, 50, "x_{H}");
    struct ink upper = ink_of(page, FACE_UI, 50, "x^{H}");

    assert_int_equal(plain.bottom - lower.bottom, -10);
    assert_true(upper.top < plain.top);
    assert_close(width_of(page, FACE_UI, 50, "x_{H}"),
                 width_of(page, FACE_UI, 50, "x") +
                     width_of(page, FACE_UI, 35, "H"),
                 1e-3);
    /* Braces without a mark, marks without an end, empty ones. */
    assert_close(width_of(page, FACE_UI, 50, "{x}"),
                 width_of(page, FACE_UI, 50, "{x") +
                     width_of(page, FACE_UI, 50, "}"),
                 1);
    assert_close(width_of(page, FACE_UI, 50, "_{H"),
                 width_of(page, FACE_UI, 35, "H"), 1e-3);
    assert_close(width_of(page, FACE_UI, 50, "_{}^{}_{"), 0, 0);
    assert_true(ink_of(page, FACE_UI, 50, "a_").bottom > 0);
}

/* What reaches over its end stays clear of what stands higher or lower; but a
 * subscript stands close to its letter. */
static void leaning_letters_keep_clear_of_scripts(void **state)
{
    struct page *page = *state;
    float f = width_of(page, FACE_MATH_ITALIC, 100, "f");
    float small_f = width_of(page, FACE_MATH_ITALIC, 70, "f");
    float x = width_of(page, FACE_MATH_ITALIC, 100, "x");
    float small_x = width_of(page, FACE_MATH_ITALIC, 70, "x");
    float reach = (float)ink_of(page, FACE_MATH_ITALIC, 100, "f").right - f;

    assert_true(reach > 5);
    assert_close(width_of(page, FACE_MATH_ITALIC, 100, "f_{x}"), f + small_x,
                 1);
    assert_close(width_of(page, FACE_MATH_ITALIC, 100, "f^{x}"),
                 f + reach + small_x, 2);
    assert_close(width_of(page, FACE_MATH_ITALIC, 100, "_{f}x"),
                 small_f + 0.7 * reach + x, 2);
    assert_close(width_of(page, FACE_MATH_ITALIC, 100, "fx"), f + x, 3);
}

/* An accent is part of its letter, in whichever font has both. */
static void marks_stay_with_letters(void **state)
{
    struct page *page = *state;

    for (int face = 0; face < FACES; face++) {
        struct ink bare = ink_of(page, face, 40, "n");
        struct ink ink = ink_of(page, face, 40, "n\xcc\x83");
        assert_int_equal(page->mesh.index_count, 6);
        assert_true(ink.top < bare.top);
        assert_close(ink.bottom, bare.bottom, 1);
    }
    ink_of(page, FACE_UI, 40, "3\xcc\x84");
    assert_int_equal(page->mesh.index_count, 6);
    /* However many there are. */
    char pile[2 + 2 * 300] = "n";
    for (int k = 0; k < 300; k++)
        memcpy(pile + 1 + 2 * k, "\xcc\x83", 3);
    ink_of(page, FACE_UI, 40, pile);
}

/* The word of a number. */
static void spell(char *word, int length, int number)
{
    for (int k = 0; k < length; k++, number /= 26)
        word[k] = (char)('a' + number % 26);
    word[length] = '\0';
}

static void found_again_is_the_same(void **state)
{
    struct page *page = *state;
    float widths[LINES];
    uint64_t sums[LINES];
    char word[40];

    for (int k = 0; k < LINES; k++) {
        widths[k] = width_of(page, FACE_UI, 19, lines[k]);
        sums[k] = ink_of(page, FACE_UI, 19, lines[k]).sum;
    }
    /* Everything is known; then the atlas is emptied; then there were too many
     * other words. */
    for (int round = 0; round < 3; round++) {
        for (int k = 0; k < LINES; k++) {
            assert_close(width_of(page, FACE_UI, 19, lines[k]), widths[k], 0);
            assert_true(ink_of(page, FACE_UI, 19, lines[k]).sum == sums[k]);
        }
        if (round == 0) {
            atlas_clear(&page->atlas);
            text_forget(page->text);
        }
        for (int k = 0; round == 1 && k < 2 * RUNS_MAX + 9; k++) {
            spell(word, k > RUNS_MAX ? 38 : 4, k);
            width_of(page, FACE_UI, 19, word);
        }
    }
}

static void full_atlas_says_so(void **state)
{
    struct page *page = *state;
    char letter[2] = "";
    int size;

    for (size = 300; size <= PIXELS_MAX; size++) {
        letter[0] = (char)('A' + size % 26);
        if (!put(page, FACE_BOLD, size, letter))
            break;
    }
    assert_true(size < PIXELS_MAX);
    struct ink ink = look_at(page);
    assert_int_equal(ink.boxes, 4);
    assert_true(ink.bottom - ink.top > 100);
    assert_false(put(page, FACE_BOLD, size, letter));
    /* What was there before still is. */
    letter[0] = (char)('A' + 300 % 26);
    assert_int_equal(ink_of(page, FACE_BOLD, 300, letter).boxes, 0);
    atlas_clear(&page->atlas);
    text_forget(page->text);
    letter[0] = (char)('A' + size % 26);
    assert_int_equal(ink_of(page, FACE_BOLD, size, letter).boxes, 0);
}

static void strange_text_is_harmless(void **state)
{
    struct page *page = *state;
    static const char *const pieces[] = {
        "_{", "^{", "}", " ", "\t", "\n", "0", ".", "-", "가", "ab", "\xff",
        "\xe2\x82", "\xcc\x83", "\xf0\x9f\x98\x80", "\xed\xa0\x80",
        "\xef\xb7\xba",
    };
    struct random random;
    char string[512];

    random_seed(&random, 7, 0);
    assert_close(width_of(page, FACE_UI, 19, ""), 0, 0);
    assert_close(width_of(page, FACE_UI, 19, "\xff"),
                 width_of(page, FACE_UI, 19, "\xef\xbf\xbd"), 0);
    assert_close(width_of(page, FACE_UI, 19, "a\nb"),
                 width_of(page, FACE_UI, 19, "a b"), 0);
    for (int round = 0; round < 120; round++) {
        int pixels = (int)random_below(&random, 40) * 20 - 100;
        string[0] = '\0';
        for (int k = 0; k < 1 + round % 60; k++)
            strcat(string, pieces[random_below(&random, 17)]);
        enum face face = (enum face)random_below(&random, FACES);
        float width = width_of(page, face, pixels, string);
        assert_true(width >= 0 && width < 1e6f);
        if (!put(page, face, pixels, string)) {
            atlas_clear(&page->atlas);
            text_forget(page->text);
        }
        assert_close(width_of(page, face, pixels, string), width, 0);
    }
}

static void strange_places_are_harmless(void **state)
{
    struct page *page = *state;
    static const float places[] = { NAN, INFINITY, -INFINITY, 1e30f, -1e30f,
                                    2e9f, -5000, 0 };
    enum { LONG = 200000 };
    char *string = malloc(LONG);

    assert_non_null(string);
    memset(string, 'm', LONG);
    for (int k = 0; k < 64; k++) {
        clean_page(page);
        assert_true(text_put(page->text, &page->mesh, places[k % 8],
                             places[k / 8], FACE_UI, 19, (struct color){ 0 },
                             string, LONG));
        assert_true(page->mesh.vertex_count < 4 * 2000);
    }
    struct measure measure = text_measure(page->text);
    assert_true(measure.width(measure.context, FACE_UI, 19, string, LONG) >
                10.0f * LONG);
    /* Not NUL-terminated, cut in the middle of a letter. */
    memcpy(string, "가", 3);
    assert_close(measure.width(measure.context, FACE_UI, 19, string, 2),
                 2 * width_of(page, FACE_UI, 19, "\xff"), 1e-3);
    free(string);
}

static int open_all(void **state)
{
    struct page *page = calloc(1, sizeof *page);

    open_page(page);
    *state = page;
    return 0;
}

static int close_all(void **state)
{
    close_page(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measured_is_painted),
        cmocka_unit_test(words_add_up),
        cmocka_unit_test(digits_are_alike),
        cmocka_unit_test(markup_moves_and_shrinks),
        cmocka_unit_test(leaning_letters_keep_clear_of_scripts),
        cmocka_unit_test(marks_stay_with_letters),
        cmocka_unit_test(found_again_is_the_same),
        cmocka_unit_test(full_atlas_says_so),
        cmocka_unit_test(strange_text_is_harmless),
        cmocka_unit_test(strange_places_are_harmless),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
