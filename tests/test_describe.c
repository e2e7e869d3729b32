/* describe: what a frame says to those who do not see it. */
#include "scene_case.h"

#include "scene/look/figure.h"

/* The whole frame with its notes. */
static void build(struct scene_case *c, int width, int height)
{
    scene_case_levels(c);
    scene_case_decays(c, 1000);
    const struct scene_source source = {
        .ui = &c->ui, .film = &c->film, .decays = &c->decays,
        .levels = &c->levels, .tells = true};
    scene_build(&source, width, height, measure_synthetic(), &c->list);
}

static bool name_number(void *context, struct draw_id id, char *text,
                        size_t size)
{
    const struct scene_case *c = context;

    return subject_name(&c->film, &c->ui, id, text, size)[0] != '\0';
}

/* The caller's to free. */
static char *words_of(struct scene_case *c)
{
    char *text = NULL;
    size_t length;
    struct output output = {.file = open_memstream(&text, &length)};

    assert_non_null(output.file);
    assert_true(dump_words(&c->list, name_number, c, &output, NULL));
    assert_int_equal(fclose(output.file), 0);
    return text;
}

static void reads_as_it_should(void **state)
{
    struct scene_case c;
    (void)state;

    scene_case_init(&c, &(struct scene_recipe){.steps = 6, .units = 4,
                                               .labels = true});
    c.ui.alone = PANEL_SCOPES;
    scene_case_seek(&c, PASS_FORWARD, 4, LSTM_UPDATE);
    build(&c, 1024, 640);
    char *words = words_of(&c);
    scene_case_match(words, "describe_scopes");
    free(words);
    scene_case_finish(&c);
}

/* Letters that are in the frame beside markup and numbers. */
static bool has(const char *words, const char *text)
{
    return strstr(words, text) != NULL;
}

static void words_that_belong_together_stay_so(void **state)
{
    static const struct draw_style small = {.size = 16, .color = {.a = 255}};
    struct scene_case c;
    float x = 20;
    (void)state;

    scene_case_init(&c, &(struct scene_recipe){.steps = 2});
    draw_begin(&c.list, 1000, 400, 1, measure_synthetic());
    draw_group(&c.list, box_at(10, 20, 30, 40), "panel");
    x += draw_text(&c.list, point_at(x, 100), small, "c_{t-1}") + 4;
    x += draw_text(&c.list, point_at(x, 100), small, "is") + 4;
    x += draw_text(&c.list, point_at(x, 100), small, "kept");
    x += draw_text(&c.list, point_at(x, 100), small, ".") + 60;
    draw_text(&c.list, point_at(x, 100), small, "far");
    for (int k = 0; k < 3; k++) {
        float at = 20 + 200 * (float)k;
        draw_text(&c.list, point_at(at, 140), small, "tanh");
        draw_text(&c.list, point_at(at + 90, 140), small, "sum");
    }
    draw_text(&c.list, point_at(20, 180), small, "h");
    draw_note(&c.list, "a %s", "note");
    draw_note_on(&c.list, " goes on");
    draw_group(&c.list, box_at(0, 0, 1, 1), "silent");
    char *words = words_of(&c);
    assert_string_equal(words, "\n[panel] 30 x 40 at 10, 20\n"
                               "a note goes on\n"
                               "c_t-1 is kept.; far\n"
                               "tanh; sum\n");
    free(words);
    scene_case_finish(&c);
}

/* The notes of the frame: their numbers are the film's, and are written so. */
static int check_notes(const struct scene_case *c)
{
    const struct draw_list *list = &c->list;
    int count = 0;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *note = &list->command[k];
        char text[80], plain[FIGURE_MAX], power[FIGURE_MAX];
        if (note->kind != DRAW_NOTE || note->number < 0)
            continue;
        const struct draw_number *number = &list->numbers[note->number];
        double want = subject_value(&c->film, number->id);
        if (number->id.kind == SUBJECT_DECAY)
            want = number->value;
        snprintf(text, sizeof text, "%.*s", (int)note->count,
                 list->text + note->first);
        figure_signed(plain, want, 3);
        figure_power(power, want);
        if (isnan(want) || number->value != want ||
            (strcmp(text, plain) != 0 && strcmp(text, power) != 0))
            fail_msg("'%s' is %.9g, the film has %.9g (subject %d.%d.%d)",
                     text, number->value, want, number->id.kind,
                     (int)number->id.step, (int)number->id.unit);
        count++;
    }
    return count;
}

static void numbers_are_the_tape(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn"};
    static const enum panel panels[] = {
        PANEL_STRIP, PANEL_HEAT, PANEL_SCOPES, PANEL_SERIES, PANEL_DECAY,
        PANEL_LAYERS};
    struct scene_case c;
    (void)state;

    for (int k = 0; k < 16; k++) {
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[k % 4], .layers = 1 + k / 8, .no_head = k % 8 == 3});
        c.ui.mean = k % 4 == 1;
        c.ui.language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        c.ui.heat = k % 4 == 2;
        for (int p = 0; p < 6; p++) {
            c.ui.alone = panels[p];
            scene_case_seek(&c, k / 4 % 2 ? PASS_BACKWARD : PASS_FORWARD,
                            1 + 5 * k % 23, 1);
            build(&c, 1280, 720);
            assert_true(check_notes(&c) > 0);
        }
        scene_case_finish(&c);
    }
}

/* What is not computed yet is not told. */
static void nothing_is_told_before_its_time(void **state)
{
    struct scene_case c;
    (void)state;

    scene_case_init(&c, &(struct scene_recipe){0});
    c.ui.alone = PANEL_STRIP;
    scene_case_seek(&c, PASS_FORWARD, 5, LSTM_FORGET);
    build(&c, 1280, 720);
    char *words = words_of(&c);
    char *line = strstr(words, "\nt = 5, now");
    assert_non_null(line);
    line[strcspn(line + 1, "\n") + 1] = '\0';
    assert_true(has(line, ", f "));
    assert_false(has(line, ", c "));
    assert_false(has(line, ", h "));
    free(words);
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *note = &c.list.command[k];
        if (note->kind == DRAW_NOTE && note->number >= 0 &&
            c.list.numbers[note->number].id.kind == SUBJECT_SIGNAL)
            assert_true(c.list.numbers[note->number].id.step <= 5);
    }
    scene_case_finish(&c);
}

static void frames_for_the_eye_have_no_notes(void **state)
{
    struct scene_case c;
    (void)state;

    scene_case_init(&c, &(struct scene_recipe){0});
    scene_case_levels(&c);
    const struct scene_source source = {
        .ui = &c.ui, .film = &c.film, .decays = &c.decays,
        .levels = &c.levels};
    scene_build(&source, 1280, 720, measure_synthetic(), &c.list);
    for (int k = 0; k < c.list.commands; k++)
        assert_int_not_equal(c.list.command[k].kind, DRAW_NOTE);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_it_should),
        cmocka_unit_test(words_that_belong_together_stay_so),
        cmocka_unit_test(numbers_are_the_tape),
        cmocka_unit_test(nothing_is_told_before_its_time),
        cmocka_unit_test(frames_for_the_eye_have_no_notes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
