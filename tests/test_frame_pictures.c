/* Whole frames of the opening scene with letters, as stored in golden/frames.
 *
 * Only where the fonts are the ones that the stored pictures were made with.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/stage/easel.h"
#include "cli/stage/load.h"
#include "golden_picture.h"
#include "paint/text/installed.h"

enum { WIDTH = 960, HEIGHT = 540 };

static bool same_fonts(void)
{
    static const struct wish wishes[] = {
        {.family = "Noto Sans"}, {.family = "Noto Sans", .bold = true},
        {.family = "Noto Serif", .italic = true},
        {.family = "Noto Sans Math"}, {.family = "Noto Sans CJK KR"}};
    FcConfig *config = FcInitLoadConfigAndFonts();
    bool all = config != NULL;

    for (size_t k = 0; all && k < sizeof wishes / sizeof *wishes; k++) {
        FcPattern *font = installed_exactly(config, wishes[k]);
        all = font != NULL;
        if (all)
            FcPatternDestroy(font);
    }
    if (config != NULL)
        FcConfigDestroy(config);
    return all;
}

static int begin(void **state)
{
    struct easel *easel = calloc(1, sizeof *easel);
    const struct kernels *kernels = kernels_choose("sse2", NULL);
    struct error error = {0};

    *state = easel;
    if (easel == NULL || !same_fonts())
        return easel == NULL;
    if (kernels == NULL)
        kernels = kernels_choose("generic", NULL);
    easel->ui = ui_defaults();
    easel->lab = load_lab(&(struct load_source){0},
                          &(struct load_with){.kernels = kernels}, &error);
    easel->film = easel->lab != NULL ? lab_film(easel->lab, 0) : NULL;
    if (easel->film != NULL &&
        easel_init(easel, WIDTH, HEIGHT, 2, &error) &&
        easel_measure(easel, NULL, &error))
        return 0;
    print_error("%s\n", error.text);
    return 1;
}

static int end(void **state)
{
    easel_finish(*state);
    free(*state);
    return 0;
}

/* The stage at a phase (forward order, from 0) of a step. */
static struct ui stage(const struct easel *easel, enum theme_name theme,
                       enum language language, enum pass pass, int step,
                       int phase)
{
    struct ui ui = ui_defaults();
    struct timeline timeline = film_timeline(easel->film, 0);

    ui.theme = theme;
    ui.language = language;
    ui.unit = 2;
    ui.at = timeline_at(&timeline, pass, step, pass == PASS_FORWARD
                        ? phase : timeline.phases - 1 - phase);
    return ui;
}

static void compare(struct easel *easel, const struct ui *ui, const char *name)
{
    if (easel->paint == NULL)
        skip();
    easel->ui = *ui;
    easel_paint(easel);
    golden_picture_of_text(name, &easel->picture);
}

static void stage_dark(void **state)
{
    struct ui ui = stage(*state, THEME_DARK, LANGUAGE_EN, PASS_FORWARD, 20,
                         LSTM_UPDATE);
    compare(*state, &ui, "stage_dark");
}

static void stage_light_in_korean(void **state)
{
    struct ui ui = stage(*state, THEME_LIGHT, LANGUAGE_KO, PASS_FORWARD, 40,
                         LSTM_WRITE);

    ui.left = PANEL_SCOPES;
    ui.right = PANEL_SERIES;
    compare(*state, &ui, "stage_light_ko");
}

static void backward(void **state)
{
    struct ui ui = stage(*state, THEME_DARK, LANGUAGE_KO, PASS_BACKWARD, 30,
                         LSTM_FORGET);
    compare(*state, &ui, "backward_ko");
}

static void cell(void **state)
{
    struct ui ui = stage(*state, THEME_LIGHT, LANGUAGE_EN, PASS_FORWARD, 20,
                         LSTM_OUTPUT);

    ui.screen = SCREEN_CELL;
    ui.gate = 0;
    compare(*state, &ui, "cell_light");
}

static void help(void **state)
{
    struct ui ui = stage(*state, THEME_DARK, LANGUAGE_EN, PASS_FORWARD, 1, 0);

    ui.overlay = OVERLAY_HELP;
    compare(*state, &ui, "help_dark");
}

static void start(void **state)
{
    struct ui ui = stage(*state, THEME_DARK, LANGUAGE_KO, PASS_FORWARD, 1, 0);

    ui.screen = SCREEN_START;
    compare(*state, &ui, "start_ko");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stage_dark), cmocka_unit_test(stage_light_in_korean),
        cmocka_unit_test(backward),   cmocka_unit_test(cell),
        cmocka_unit_test(help),       cmocka_unit_test(start),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
