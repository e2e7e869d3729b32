/* paint/text: fonts and files that are there or not, and lines cut into what
 * each can write. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <SDL2/SDL_ttf.h>

#include "base/file.h"
#include "base/text.h"
#include "failing.h"
#include "page.h"
#include "paint/text/installed.h"
#include "paint/text/split.h"

enum { HANGUL = 0xAC00 };

/* The pieces of a line, one after the other with a bar behind each. */
static void cut(struct fonts *fonts, const char *line, char out[256])
{
    struct split split = split_begin(fonts, FACE_UI, 19, line, strlen(line));
    struct text_piece piece;

    for (out[0] = '\0'; split_next(&split, &piece); strcat(out, "|"))
        strcat(out, piece.text);
}

static void lines_are_cut(void **state)
{
    static const char *const cases[][2] = {
        { "", "" },
        { " ", " |" },
        { "a  b", "a | |b|" },
        { "loss 0.1", "loss |0|.|1|" },
        { "end. It -x -2", "end. |It |-x |-|2|" },
        { "h_{t-1}x", "h|t|-|1|x|" },
        { "3\xcc\x84" "a\xcc\x83" "b", "3\xcc\x84|a\xcc\x83" "b|" },
        { "a\xc3", "a\xef\xbf\xbd|" },
        { "a\x01" "b", "a |b|" },
        { "한 글 a", "한 |글 |a|" },
    };
    struct fonts fonts;
    struct error error = { 0 };
    char out[256];
    (void)state;

    assert_true(fonts_init(&fonts, &error));
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        cut(&fonts, cases[k][0], out);
        assert_string_equal(out, cases[k][1]);
    }
    fonts_finish(&fonts);
}

/* Letters whose answers share a place in the table, and an arrow over a letter
 * that the first font has without the arrow. */
static void fonts_have_what_they_write(void **state)
{
    static const uint32_t codes[] = { 'h', 0xAC68, 0x468, 0x2299, 'h', 0x20D7 };
    struct fonts fonts;
    struct text_piece piece;
    struct error error = { 0 };
    (void)state;

    assert_true(fonts_init(&fonts, &error));
    for (int k = 0; k < 6 * FACES; k++) {
        int font = fonts_find(&fonts, k / 6, codes[k % 6]);
        assert_true(fonts_covers(&fonts, font, codes[k % 6]) ==
                    fonts_have(&fonts, codes[k % 6]));
    }
    struct split split = split_begin(&fonts, FACE_UI, 19, "v\xe2\x83\x97", 4);
    assert_true(split_next(&split, &piece));
    assert_true(fonts_covers(&fonts, piece.font, 'v'));
    assert_true(fonts_covers(&fonts, piece.font, 0x20D7) ==
                fonts_have(&fonts, 0x20D7));
    fonts_finish(&fonts);
}

static void no_memory_is_a_message(void **state)
{
    struct atlas atlas = { 0 };
    (void)state;

    for (long n = 0;; n++) {
        struct error error = { 0 };
        failing_after(n);
        struct text *text = text_create(&atlas, &error);
        if (!failing_stop()) {
            assert_non_null(text);
            text_destroy(text);
            assert_true(n > 0);
            break;
        }
        assert_null(text);
        assert_non_null(strstr(error.text, "memory"));
    }
    text_destroy(NULL);
}

/* A folder with the only fonts there are. */
struct place {
    char folder[64];
    char config[128]; /* folder/fonts.conf */
    char sans[128];   /* folder/sans.ttf */
    char serif[128];
};

static void set_fonts(const struct place *place, bool any)
{
    struct output output;
    struct error error = { 0 };

    assert_true(output_open(&output, place->config, &error));
    output_print(&output, "<?xml version=\"1.0\"?><fontconfig>");
    if (any)
        output_print(&output, "<dir>%s</dir>", place->folder);
    output_print(&output, "<cachedir>%s</cachedir></fontconfig>",
                 place->folder);
    assert_true(output_commit(&output, &error));
    setenv("FONTCONFIG_FILE", place->config, 1);
}

/* Fonts without Hangul, of which one is on every system with fonts. */
static void copy_font(struct wish first, struct wish second, const char *path)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcPattern *font = installed_exactly(config, first);
    FcChar8 *from;
    char *data;
    size_t length;
    struct output output;
    struct error error = { 0 };

    if (font == NULL)
        font = installed_exactly(config, second);
    if (font == NULL)
        fail_msg("neither %s nor %s is installed", first.family, second.family);
    assert_int_equal(FcPatternGetString(font, FC_FILE, 0, &from),
                     FcResultMatch);
    assert_true(file_read((char *)from, 1 << 24, &data, &length, &error));
    assert_true(output_open(&output, path, &error));
    output_write(&output, data, length);
    assert_true(output_commit(&output, &error));
    free(data);
    FcPatternDestroy(font);
    FcConfigDestroy(config);
}

static int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    strcpy(place->folder, "/tmp/gatereel-test-XXXXXX");
    if (mkdtemp(place->folder) == NULL)
        return -1;
    snprintf(place->config, sizeof place->config, "%s/fonts.conf",
             place->folder);
    snprintf(place->sans, sizeof place->sans, "%s/sans.ttf", place->folder);
    snprintf(place->serif, sizeof place->serif, "%s/serif.ttf", place->folder);
    copy_font((struct wish){ .family = "DejaVu Sans" },
              (struct wish){ .family = "Noto Sans" }, place->sans);
    copy_font((struct wish){ .family = "DejaVu Serif" },
              (struct wish){ .family = "Noto Serif" }, place->serif);
    *state = place;
    return 0;
}

static int leave(void **state)
{
    struct place *place = *state;
    char command[128];

    unsetenv("FONTCONFIG_FILE");
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    int code = system(command);
    free(place);
    return code;
}

static void without_fonts_says_what_to_install(void **state)
{
    const struct place *place = *state;
    struct atlas atlas = { 0 };
    struct error error = { 0 };

    set_fonts(place, false);
    assert_null(text_create(&atlas, &error));
    assert_non_null(strstr(error.text, "no font is installed"));
    assert_non_null(strstr(error.text, "fonts-noto-cjk"));
    /* A font that is none. */
    assert_int_equal(truncate(place->sans, 100), 0);
    assert_int_equal(unlink(place->serif), 0);
    set_fonts(place, true);
    assert_null(text_create(&atlas, &error));
    assert_non_null(strstr(error.text, "no font is installed"));
}

static void without_korean_the_rest_works(void **state)
{
    const struct place *place = *state;
    struct page page;

    set_fonts(place, true);
    open_page(&page);
    assert_false(text_has(page.text, HANGUL));
    assert_true(text_has(page.text, 'a'));
    for (int face = 0; face < FACES; face++) {
        const char *line = "h_{t} = σ(1.25) 한";
        struct ink ink = ink_of(&page, face, 30, line);
        assert_int_equal(ink.boxes, 0);
        assert_close(ink.right, width_of(&page, face, 30, line), 10);
        /* The font's own box. */
        assert_true(ink_of(&page, face, 30, "한").bottom > -15);
    }
    close_page(&page);
}

/* Where FreeType says that it is. */
static void letters_stand_in_their_place(void **state)
{
    const struct place *place = *state;
    struct page page;
    int left, right, bottom, top, advance;
    /* The last ones are taller than the font says. */
    static const char *const letters[] = { "H", "f", "j", "A", "x", "/", "^",
                                           "\xc7\xba", "\xe1\xba\xa4" };
    uint32_t code;

    set_fonts(place, true);
    open_page(&page);
    for (int pixels = 12; pixels < 200; pixels = pixels * 3 / 2) {
        TTF_Font *font = TTF_OpenFont(place->sans, pixels);
        assert_non_null(font);
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
        for (int k = 0; k < 9; k++) {
            assert_true(utf8_decode(letters[k], strlen(letters[k]), &code) > 0);
            TTF_GlyphMetrics32(font, code, &left, &right, &bottom, &top,
                               &advance);
            struct ink ink = ink_of(&page, FACE_UI, pixels, letters[k]);
            /* SDL's right end is up to two pixels too large, where the outline
             * only just begins a column. */
            assert_close(ink.left, left, 1);
            assert_close(ink.right, right - 1, 1);
            assert_close(ink.top, -top, 1);
            assert_close(ink.bottom, -bottom, 1);
            assert_close(width_of(&page, FACE_UI, pixels, letters[k]), advance,
                         1);
        }
        TTF_CloseFont(font);
    }
    close_page(&page);
}

static void lost_files_are_survived(void **state)
{
    const struct place *place = *state;
    struct page page;

    set_fonts(place, true);
    open_page(&page);
    assert_int_equal(unlink(place->serif), 0);
    /* The serif font was not needed until now. */
    struct ink ink = ink_of(&page, FACE_MATH, 30, "tanh");
    assert_int_equal(ink.boxes, 4);
    ink = ink_of(&page, FACE_MATH, 30, "tanh");
    assert_int_equal(ink.boxes, 0);
    assert_true(ink.sum == ink_of(&page, FACE_UI, 30, "tanh").sum);
    /* This one is open, and loses its contents. */
    assert_int_equal(truncate(place->sans, 0), 0);
    put(&page, FACE_UI, 37, "fresh 0.25 words");
    assert_true(width_of(&page, FACE_UI, 41, "other words") > 0);
    close_page(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cut),
        cmocka_unit_test(fonts_have_what_they_write),
        cmocka_unit_test(no_memory_is_a_message),
        cmocka_unit_test_setup_teardown(without_fonts_says_what_to_install,
                                        enter, leave),
        cmocka_unit_test_setup_teardown(without_korean_the_rest_works, enter,
                                        leave),
        cmocka_unit_test_setup_teardown(letters_stand_in_their_place, enter,
                                        leave),
        cmocka_unit_test_setup_teardown(lost_files_are_survived, enter, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
