/* The backward strip, the arithmetic and the story: whatever the cell, the
 * place in time, the size and the language, every number is the tape's and
 * nothing overlaps or is cut.
 */
#include "scene_case.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu", "dense"};

struct shape {
    float width, height;
};

static void sweep(void (*view)(const struct scene *scene, struct box box),
                  const struct shape *shapes, size_t count, enum pass pass)
{
    for (size_t cell = 0; cell < sizeof cells / sizeof *cells; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[cell], .labels = true, .trained = cell % 2 == 0,
            .units = cell == 1 ? 40 : 8});
        int phases = phase_count(film_cell(&c.film, 0));
        for (size_t s = 0; s < count; s++)
            for (int phase = 0; phase < phases; phase++) {
                c.ui.theme = (enum theme_name)((phase + (int)s) % THEMES);
                c.ui.language = (enum language)(phase % LANGUAGES);
                c.ui.gate = phase - 1;
                c.ui.screen = s % 2 ? SCREEN_CELL : SCREEN_STAGE;
                c.ui.z_writes = s % 4 == 1;
                scene_case_seek(&c, pass, 3 + 7 * (int)s % 20, phase);
                scene_case_show(&c, view, shapes[s].width, shapes[s].height);
                scene_case_check(&c);
            }
        scene_case_finish(&c);
    }
}

static void test_backward(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {1448, 452}, {805, 426}, {1100, 800}, {700, 340}, {2300, 640}};
    sweep(view_backward, shapes, 5, PASS_BACKWARD);
}

static void test_sums(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {540, 908}, {805, 393}, {540, 640}, {460, 500}};
    sweep(view_sums, shapes, 4, PASS_FORWARD);
    sweep(view_sums, shapes, 2, PASS_BACKWARD);
}

static void test_story(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {400, 908}, {300, 908}, {400, 700}, {480, 1150}};
    sweep(view_story, shapes, 4, PASS_FORWARD);
    sweep(view_story, shapes, 4, PASS_BACKWARD);
}

/* What a text at the right edge of the arithmetic says; NAN for others. */
static double printed(const struct scene_case *c,
                      const struct draw_command *text)
{
    struct scene_figure figure;
    char digits[64];

    if (text->kind != DRAW_TEXT || text->number < 0 ||
        text->align != ALIGN_RIGHT ||
        fabsf(text->box.x - (box_right(c->box) - 24)) > 0.5f)
        return NAN;
    snprintf(digits, sizeof digits, "%.*s", (int)text->count,
             c->list.text + text->first);
    assert_true(scene_check_figure(digits, &figure));
    return figure.value;
}

/* The printed products of a gate, and the rounding where it is stated, add up
 * to the printed sum. */
static void check_sum(struct scene_case *c, int gate)
{
    const struct cell_info *cell = &cell_table[film_cell(&c->film, 0)];
    double sum = 0;
    int products = 0, sums = 0;

    c->ui.gate = gate;
    scene_case_show(c, view_sums, 540, 1100);
    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *text = &c->list.command[k];
        double value = printed(c, text);
        if (isnan(value))
            continue;
        struct draw_id id = c->list.numbers[text->number].id;
        if (id.kind == SUBJECT_SIGNAL &&
            cell->signal[id.signal].name[0] == 'a') {
            if (fabs(value - sum) >= 1e-9)
                fail_msg("gate %d: products give %.9g, the sum is %.9g", gate,
                         sum, value);
            sums++;
        } else {
            sum += value;
            products++;
        }
    }
    assert_int_equal(sums, 1);
    assert_true(products >= 12);
}

static void test_products_add_up(void **state)
{
    (void)state;
    for (size_t cell = 0; cell < 3; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[cell],
                                                   .inputs = 3});
        scene_case_seek(&c, PASS_FORWARD, 9,
                        phase_count(film_cell(&c.film, 0)) - 1);
        for (int gate = 0; gate < 3; gate++)
            check_sum(&c, gate);
        scene_case_finish(&c);
    }
}

static bool shows_size(const struct scene_case *c, int signal, int step)
{
    for (int k = 0; k < c->list.number_count; k++) {
        struct draw_id id = c->list.numbers[k].id;
        if (id.kind == SUBJECT_GRADIENT_NORM && id.signal == signal &&
            id.step == step)
            return true;
    }
    return false;
}

/* A card says what the gradient has come through, phase by phase. */
static void test_backward_goes_by_phases(void **state)
{
    (void)state;
    struct scene_case c;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    for (int phase = LSTM_OUTPUT; phase >= LSTM_GATHER; phase--) {
        scene_case_seek(&c, PASS_BACKWARD, 6, phase);
        scene_case_show(&c, view_backward, 1448, 452);
        assert_true(shows_size(&c, LSTM_H, 6));
        assert_int_equal(shows_size(&c, LSTM_C, 6), phase <= LSTM_UPDATE);
        assert_true(shows_size(&c, LSTM_C, 7));
        assert_false(shows_size(&c, LSTM_H, 5));
    }
    scene_case_finish(&c);
}

/* How often the share that z writes is shown. */
static int count_writing(struct scene_case *c, enum screen screen)
{
    int count = 0;

    c->ui.screen = screen;
    scene_case_show(c, view_sums, 540, 908);
    scene_case_check(c);
    for (int k = 0; k < c->list.number_count; k++)
        count += c->list.numbers[k].id.kind == SUBJECT_COMPLEMENT;
    return count;
}

/* In the cell equations follow the reading of z; the strip has one only. */
static void test_z_is_read_as_in_the_cell(void **state)
{
    (void)state;
    for (int cell = 1; cell <= 2; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[cell]});
        scene_case_seek(&c, PASS_FORWARD, 5, GRU_MIX);
        assert_int_equal(count_writing(&c, SCREEN_CELL), 0);
        c.ui.z_writes = true;
        assert_int_equal(count_writing(&c, SCREEN_CELL), 3);
        assert_int_equal(count_writing(&c, SCREEN_STAGE), 0);
        scene_case_finish(&c);
    }
}

/* The number on the same line as a label, at the right of it. */
static struct draw_id number_beside(const struct scene_case *c,
                                    const char *label)
{
    const struct draw_command *name = scene_case_text(c, label);

    assert_non_null(name);
    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *text = &c->list.command[k];
        if (text->kind == DRAW_TEXT && text->number >= 0 &&
            text->box.y == name->box.y)
            return c->list.numbers[text->number].id;
    }
    fail_msg("no number beside \"%s\"", label);
    return (struct draw_id){0};
}

/* What was predicted and what came are not taken for each other. */
static void test_story_tells_the_forecast(void **state)
{
    (void)state;
    struct scene_case c;
    scene_case_init(&c, &(struct scene_recipe){.trained = true});
    scene_case_seek(&c, PASS_FORWARD, 12, LSTM_OUTPUT);
    scene_case_show(&c, view_story, 400, 908);
    assert_int_equal(number_beside(&c, "predicted next").kind, SUBJECT_OUTPUT);
    assert_int_equal(number_beside(&c, "actual next").kind, SUBJECT_TARGET);
    scene_case_finish(&c);
}

static void test_goldens(void **state)
{
    (void)state;
    struct scene_case c;
    scene_case_init(&c, &(struct scene_recipe){.labels = true,
                                               .trained = true});
    scene_case_seek(&c, PASS_BACKWARD, 19, LSTM_FORGET);
    scene_case_show(&c, view_backward, 1448, 452);
    scene_case_golden(&c, "backward_lstm");
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    scene_case_seek(&c, PASS_FORWARD, 12, LSTM_UPDATE);
    scene_case_show(&c, view_sums, 540, 908);
    scene_case_golden(&c, "sums_lstm_ko");
    c.ui.gate = 0;
    scene_case_show(&c, view_sums, 540, 908);
    scene_case_golden(&c, "sums_forget_ko");
    scene_case_show(&c, view_story, 400, 908);
    scene_case_golden(&c, "story_update_ko");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_backward),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_story),
        cmocka_unit_test(test_products_add_up),
        cmocka_unit_test(test_backward_goes_by_phases),
        cmocka_unit_test(test_z_is_read_as_in_the_cell),
        cmocka_unit_test(test_story_tells_the_forecast),
        cmocka_unit_test(test_goldens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
