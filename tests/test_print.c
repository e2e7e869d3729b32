/* print: what is in a draw list is on the page of the PDF, by poppler's tools:
 * letters as letters, shapes where they belong, grey where grey was asked for;
 * and a file that is whole or not there. */
#include "program.h"

#include <dirent.h>
#include <math.h>
#include <sys/stat.h>

#include "check_close.h"
#include "print/print.h"

enum { WIDTH = 1200, HEIGHT = 1697, PATH = 128 };

static const struct color black = {0, 0, 0, 255};
static const struct color red = {220, 30, 30, 255};
static const struct color blue = {30, 60, 220, 255};

/* A page of units of half a point, four pixels a point. */
struct desk {
    char folder[64], path[PATH];
    struct draw_list list;
    struct print *print;
    struct printed printed;
};

static struct desk desk;

static int begin(void **state)
{
    (void)state;
    strcpy(desk.folder, "/tmp/test_print_XXXXXX");
    assert_non_null(mkdtemp(desk.folder));
    snprintf(desk.path, sizeof desk.path, "%s/a.pdf", desk.folder);
    assert_true(draw_init(&desk.list, NULL));
    return 0;
}

static int end(void **state)
{
    char command[PATH];

    (void)state;
    print_destroy(desk.print);
    desk.print = NULL;
    draw_finish(&desk.list);
    snprintf(command, sizeof command, "rm -rf '%s'", desk.folder);
    return system(command);
}

static void open_page(bool grey)
{
    struct error error = {0};

    desk.print = print_create(desk.path, "A title ö 제목", grey, &error);
    if (desk.print == NULL)
        fail_msg("%s", error.text);
    draw_begin(&desk.list, WIDTH, HEIGHT, 1, print_measure(desk.print));
}

static void close_page(void)
{
    struct error error = {0};

    if (!print_page(desk.print, &desk.list, &error) ||
        !print_end(desk.print, &error))
        fail_msg("%s", error.text);
}

/* Runs "TOOL ARGUMENTS", in which $F is the folder. */
static const char *ask(const char *arguments)
{
    char command[512];

    snprintf(command, sizeof command, "F='%s'; %s", desk.folder, arguments);
    program_shell(&desk.printed, command);
    if (desk.printed.code != 0)
        fail_msg("'%s': %s", arguments, desk.printed.err);
    return desk.printed.out;
}

static void write_line(float y, enum face face, const char *text)
{
    draw_text(&desk.list, point_at(100, y),
              (struct draw_style){face, 24, black, ALIGN_LEFT}, text);
}

static void contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in: %s", part, text);
}

static void letters_can_be_found(void **state)
{
    (void)state;
    open_page(false);
    write_line(100, FACE_UI, "The efficient forget gate, 0.50 of it");
    write_line(200, FACE_BOLD, "망각 게이트는 얼마나 남길지 정합니다");
    write_line(300, FACE_MONO, "mine.safetensors");
    write_line(400, FACE_MATH_ITALIC, "c_{t} = 3");
    close_page();
    const char *text = ask("pdftotext $F/a.pdf -");
    contains(text, "The efficient forget gate, 0.50 of it");
    contains(text, "망각 게이트는 얼마나 남길지 정합니다");
    contains(text, "mine.safetensors");
    contains(text, "= 3");
    contains(ask("pdfinfo $F/a.pdf"), "Title:           A title ö 제목");
    contains(desk.printed.out, "A4");
}

static void fonts_are_embedded_in_part(void **state)
{
    char *line, *rest;
    int fonts = 0;

    (void)state;
    open_page(true);
    write_line(100, FACE_UI, "The forget gate");
    write_line(200, FACE_UI, "망각 게이트");
    close_page();
    ask("pdffonts $F/a.pdf | tail -n +3");
    for (line = strtok_r(desk.printed.out, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest), fonts++)
        contains(line, "yes yes yes");
    assert_true(fonts >= 2);
    ask("stat -c %s $F/a.pdf");
    assert_true(atoi(desk.printed.out) < 60000);
}

/* Text takes on paper what was measured: a word that ends at the right edge of
 * a column ends there. */
static void text_is_as_wide_as_measured(void **state)
{
    static const char *const words[] = {"AVATAR", "WAVEFORM", "0123456789",
                                        "유지합니다"};
    double right;

    (void)state;
    open_page(false);
    for (int k = 0; k < 4; k++)
        draw_text(&desk.list, point_at(1000, 100 + 100 * (float)k),
                  (struct draw_style){FACE_UI, 60, black, ALIGN_RIGHT},
                  words[k]);
    close_page();
    ask("pdftotext -bbox $F/a.pdf - | grep -o 'xMax=\"[0-9.]*' | cut -c7-");
    char *at = desk.printed.out;
    for (int k = 0; k < 4; k++) {
        right = strtod(at, &at);
        assert_close(right, 1000 * 595.28 / WIDTH, 0.2);
    }
}

struct pixels {
    int width, height;
    unsigned char *byte;       /* red, green, blue; owned */
};

/* The page at one pixel to a unit. */
static struct pixels rasterise(void)
{
    char path[PATH + 8];
    struct pixels pixels;
    int most;

    ask("pdftoppm -r 145.14 -aa no -aaVector no $F/a.pdf $F/p && "
        "mv $F/p-1.ppm $F/p.ppm");
    snprintf(path, sizeof path, "%s/p.ppm", desk.folder);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "P6 %d %d %d", &pixels.width,
                            &pixels.height, &most), 3);
    fgetc(file);
    size_t size = (size_t)pixels.width * (size_t)pixels.height * 3;
    pixels.byte = malloc(size);
    assert_non_null(pixels.byte);
    assert_int_equal(fread(pixels.byte, 1, size, file), size);
    fclose(file);
    assert_close(pixels.width, WIDTH, 1);
    return pixels;
}

static const unsigned char *pixel(const struct pixels *pixels, int x, int y)
{
    return pixels->byte + 3 * (y * pixels->width + x);
}

static void is(const struct pixels *pixels, int x, int y, struct color want)
{
    const unsigned char *got = pixel(pixels, x, y);

    if (abs(got[0] - want.r) > 2 || abs(got[1] - want.g) > 2 ||
        abs(got[2] - want.b) > 2)
        fail_msg("%d %d is %d,%d,%d and not %d,%d,%d", x, y, got[0], got[1],
                 got[2], want.r, want.g, want.b);
}

/* One of every kind, row by row. */
static void draw_shapes(void)
{
    struct draw_list *list = &desk.list;
    const struct color white = {255, 255, 255, 255};
    const struct point triangle[] = {{100, 500}, {200, 500}, {150, 600}};
    const struct point line[] = {{300, 550}, {500, 550}};
    const struct point upper[] = {{600, 520}, {700, 520}};
    const struct point lower[] = {{600, 580}, {700, 580}};
    const float widths[] = {20, 20};
    const struct color colors[] = {red, red};
    struct color palette[256];

    draw_box(list, box_at(100, 100, 100, 100), 20, red);
    draw_tile(list, box_at(300, 100, 100, 100), blue);
    draw_outline(list, box_at(500, 100, 100, 100), 0, 10, red);
    draw_glow(list, box_at(700, 100, 100, 100), 10, 40, blue, false);
    draw_polygon(list, triangle, 3, red);
    draw_line(list, line, 2, &(struct draw_stroke){.width = 10, .color = blue,
                                                   .on = 20, .off = 20});
    draw_band(list, upper, lower, 2, blue);
    draw_ribbon(list, (struct point[]){{800, 550}, {900, 550}}, widths, colors,
                2);
    for (int k = 0; k < 256; k++)
        palette[k] = k == 0 ? red : k == 1 ? blue : white;
    uint8_t *cell = draw_grid(list, box_at(100, 800, 200, 100), 2, 1,
                              draw_palette(list, palette), false);
    cell[0] = 0;
    cell[1] = 1;
    struct box before = draw_clip(list, box_at(600, 800, 50, 100));
    draw_tile(list, box_at(600, 800, 100, 100), red);
    draw_unclip(list, before);
    draw_tile(list, box_at(800, 800, 100, 100), blue);
}

static void shapes_are_where_they_belong(void **state)
{
    const struct color white = {255, 255, 255, 255};
    const struct { int x, y; struct color color; } points[] = {
        {150, 150, red}, {102, 102, white}, {198, 150, red},
        {350, 150, blue}, {298, 150, white}, {500, 150, red},
        {550, 150, white}, {750, 150, white}, {150, 520, red},
        {105, 590, white}, {310, 550, blue}, {330, 550, white},
        {350, 550, blue}, {650, 550, blue}, {650, 510, white},
        {850, 557, red}, {850, 565, white},
        /* Cells are not blurred into each other. */
        {197, 850, red}, {203, 850, blue},
        {640, 850, red}, {660, 850, white}, {850, 850, blue}};

    (void)state;
    open_page(false);
    draw_shapes();
    close_page();
    struct pixels pixels = rasterise();
    for (size_t k = 0; k < sizeof points / sizeof *points; k++)
        is(&pixels, points[k].x, points[k].y, points[k].color);
    free(pixels.byte);
}

static void grey_is_grey(void **state)
{
    (void)state;
    open_page(true);
    draw_shapes();
    close_page();
    struct pixels pixels = rasterise();
    for (int k = 0; k < pixels.width * pixels.height; k++) {
        const unsigned char *at = pixels.byte + 3 * k;
        if (at[0] != at[1] || at[1] != at[2])
            fail_msg("pixel %d is %d,%d,%d", k, at[0], at[1], at[2]);
    }
    /* Of the luminance 0.2126 r + 0.7152 g + 0.0722 b, linear. */
    assert_close(pixel(&pixels, 150, 150)[0], 112, 1.5);
    assert_close(pixel(&pixels, 350, 150)[0], 83, 1.5);
    free(pixels.byte);
}

/* Of a scale with two dark ends the lower one is told by a hatch. */
static void what_is_below_0_is_hatched(void **state)
{
    struct color palette[256];
    int white[2] = {0, 0};

    (void)state;
    open_page(true);
    for (int k = 0; k < 256; k++)
        palette[k] = color_mix((struct color){250, 250, 250, 255},
                               k < 127 ? blue : red,
                               fabsf((float)k - 127) / 127);
    uint8_t *cell = draw_grid(&desk.list, box_at(100, 100, 200, 100), 2, 1,
                              draw_palette(&desk.list, palette), false);
    cell[0] = 0;
    cell[1] = 254;
    close_page();
    struct pixels pixels = rasterise();
    for (int y = 105; y < 195; y++)
        for (int x = 105; x < 195; x++)
            for (int side = 0; side < 2; side++)
                white[side] += pixel(&pixels, x + 100 * side, y)[0] > 250;
    assert_true(white[0] > 1000 && white[0] < 5000);
    assert_int_equal(white[1], 0);
    free(pixels.byte);
}

static int count_files(void)
{
    DIR *folder = opendir(desk.folder);
    int count = 0;

    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(folder);
    return count;
}

static void what_does_not_end_leaves_nothing(void **state)
{
    struct error error = {0};

    (void)state;
    open_page(false);
    write_line(100, FACE_UI, "half");
    assert_true(print_page(desk.print, &desk.list, &error));
    print_destroy(desk.print);
    desk.print = NULL;
    assert_int_equal(count_files(), 0);
}

static void a_missing_folder_is_told(void **state)
{
    struct error error = {0};

    (void)state;
    assert_null(print_create("/nowhere/a.pdf", "A", false, &error));
    assert_non_null(strstr(error.text, "/nowhere/a.pdf"));
}

static void a_full_disk_is_told(void **state)
{
    struct error error = {0};

    (void)state;
    desk.print = print_create("/dev/full", "A", false, &error);
    assert_non_null(desk.print);
    draw_begin(&desk.list, WIDTH, HEIGHT, 1, print_measure(desk.print));
    write_line(100, FACE_UI, "never");
    assert_false(print_page(desk.print, &desk.list, &error) &&
                 print_end(desk.print, &error));
    contains(error.text, "/dev/full");
    contains(error.text, "No space left");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(letters_can_be_found),
        TEST(fonts_are_embedded_in_part),
        TEST(text_is_as_wide_as_measured),
        TEST(shapes_are_where_they_belong),
        TEST(grey_is_grey),
        TEST(what_is_below_0_is_hatched),
        TEST(what_does_not_end_leaves_nothing),
        TEST(a_missing_folder_is_told),
        TEST(a_full_disk_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
