/* The close-up of one cell: nothing leaves its box or overlaps, whatever the
 * size; every number is that of the film; what is not computed yet has none.
 */
#include "scene_case.h"

#include "scene/look/ramp.h"

#include "check_close.h"
#include "scene/action.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"

static const char *const cells[] = {"lstm", "gru", "gru-before", "rnn",
                                    "rnn-relu", "rnn-linear", "dense"};
enum { CELLS = sizeof cells / sizeof *cells };

static void show(struct scene_case *c, float width, float height)
{
    scene_case_show(c, view_cell, width, height);
    scene_case_check(c);
}

/* Where sums call inputs x_1, x_2 .., steps are not called so. */
static void test_steps_of_a_dense_layer(void **state)
{
    void (*const views[])(const struct scene *, struct box) = {
        view_cell, view_strip};
    static struct scene_case c;

    (void)state;
    for (int inputs = 1; inputs <= 3; inputs += 2) {
        scene_case_init(&c, &(struct scene_recipe){.cell = "dense",
                                                   .inputs = inputs});
        for (int k = 0; k < 2; k++) {
            scene_case_seek(&c, PASS_FORWARD, 2, RNN_SUM);
            scene_case_show(&c, views[k], 1200, 700);
            assert_true((scene_case_text(&c, "x_{2}") == NULL) ==
                        (inputs > 1));
        }
        scene_case_finish(&c);
    }
}

/* The middle of a phase (forward order) of a step. */
static void seek_within(struct scene_case *c, enum pass pass, int step,
                        int phase, float part)
{
    scene_case_seek(c, pass, step, phase);
    c->ui.at -= (int64_t)((1 - part) * TICKS);
}

static int count_signal(const struct scene_case *c, int kind, int signal)
{
    int count = 0;

    for (int k = 0; k < c->list.number_count; k++)
        count += c->list.numbers[k].id.kind == kind &&
                 c->list.numbers[k].id.signal == signal;
    return count;
}

static void each_cell_at_each_phase(void **state)
{
    (void)state;
    for (int cell = 0; cell < CELLS; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[cell], .steps = 5, .units = 3 + cell});
        int phases = phase_count(film_cell(&c.film, 0));
        for (int turn = 0; turn < 8 * phases; turn++) {
            c.ui.theme = (turn & 1) ? THEME_LIGHT : THEME_DARK;
            c.ui.language = (turn & 2) ? LANGUAGE_KO : LANGUAGE_EN;
            c.ui.all_lanes = (turn & 1) != 0;
            c.ui.z_writes = (turn & 2) != 0;
            c.ui.unit = turn % (3 + cell);
            seek_within(&c, (turn & 4) ? PASS_BACKWARD : PASS_FORWARD,
                        1 + turn % 5, turn / 8, (turn & 1) ? 1 : 0.4f);
            show(&c, 1000, 908);
            show(&c, 805, 361);
            show(&c, 624, 700);
        }
        scene_case_finish(&c);
    }
}

static float between(struct random *random, float low, float high)
{
    return low + (high - low) * (float)random_unit(random);
}

static void any_size(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 7, 7);
    for (int cell = 0; cell < CELLS; cell++) {
        const int units[] = {1, 2, 7, 16, 130};
        for (int n = 0; n < 5; n++) {
            struct scene_case c;
            scene_case_init(&c, &(struct scene_recipe){
                .cell = cells[cell], .steps = 4, .units = units[n],
                .layers = 1 + n % 2, .inputs = 1 + 3 * (n % 3),
                .trained = n % 2 == 0, .labels = true,
                .vocabulary = n == 3 ? 12 : 0});
            c.ui.layer = n % 2;
            for (int k = 0; k < 60; k++) {
                c.ui.at = (int64_t)(random_unit(&random) * 8 * 6 * TICKS);
                c.ui.language = (enum language)random_below(&random, 2);
                c.ui.all_lanes = random_below(&random, 2) != 0;
                c.ui.z_writes = random_below(&random, 2) != 0;
                c.ui.class_mode = random_below(&random, 4) == 0;
                c.ui.gate = (int)random_below(&random, 4) - 1;
                c.ui.unit = (int)random_below(&random, (uint32_t)units[n]);
                show(&c, between(&random, 500, 1900),
                     between(&random, 355, 1250));
                show(&c, between(&random, 300, 800),
                     between(&random, 80, 600));
            }
            scene_case_finish(&c);
        }
    }
}

/* A step that is complete shows a number for every row of every gate. */
static void rows_of_every_gate(void **state)
{
    (void)state;
    for (int cell = 0; cell < CELLS; cell++) {
        struct scene_case c;
        int signals[4];
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[cell]});
        enum cell kind = film_cell(&c.film, 0);
        int phases = phase_count(kind), gates = notation_gates(kind, signals);
        for (int back = 0; back < 2; back++) {
            scene_case_seek(&c, back ? PASS_BACKWARD : PASS_FORWARD, 9,
                            back ? 0 : phases - 1);
            show(&c, 1000, 908);
            for (int k = 0; k < gates; k++)
                assert_true(count_signal(&c, back ? SUBJECT_GRADIENT
                                                  : SUBJECT_SIGNAL,
                                         signals[k]) >= 8);
        }
        scene_case_finish(&c);
    }
}

static bool says(const struct scene_case *c, const struct draw_command *command,
                 const char *text)
{
    return command->kind == DRAW_TEXT &&
           (size_t)command->count == strlen(text) &&
           memcmp(c->list.text + command->first, text, strlen(text)) == 0;
}

/* The number behind a symbol in a tag over the belt. */
static double tag_number(const struct scene_case *c, const char *symbol)
{
    struct scene_figure figure;
    char number[128];
    int k = 0;

    while (k < c->list.commands && !says(c, &c->list.command[k], symbol))
        k++;
    assert_true(k + 1 < c->list.commands);
    const struct draw_command *text = &c->list.command[k + 1];
    assert_int_equal(text->kind, DRAW_TEXT);
    snprintf(number, sizeof number, "%.*s", (int)text->count,
             c->list.text + text->first);
    assert_true(scene_check_figure(number, &figure));
    return figure.value;
}

/* Before its phase a gate has no numbers, and afterwards it has. */
static void nothing_before_its_time(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.unit = 2;
    scene_case_seek(&c, PASS_FORWARD, 6, LSTM_GATHER);
    show(&c, 1000, 908);
    assert_int_equal(count_signal(&c, SUBJECT_SIGNAL, LSTM_F), 0);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_KEPT), 0);
    scene_case_seek(&c, PASS_FORWARD, 6, LSTM_FORGET);
    show(&c, 1000, 908);
    assert_true(count_signal(&c, SUBJECT_SIGNAL, LSTM_F) >= 8);
    assert_int_equal(count_signal(&c, SUBJECT_SIGNAL, LSTM_O), 0);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_KEPT), 1);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_WRITTEN), 0);
    scene_case_seek(&c, PASS_FORWARD, 6, LSTM_UPDATE);
    show(&c, 1000, 908);
    assert_int_equal(scene_case_numbers(&c, SUBJECT_WRITTEN), 1);
    /* c_{t-1} and c_t */
    assert_int_equal(count_signal(&c, SUBJECT_SIGNAL, LSTM_C), 2);
    assert_close(tag_number(&c, "c_{t−1}"),
                 film_signal(&c.film, 0, LSTM_C, 5)[2], 0.0051);
    assert_close(tag_number(&c, "c_{t}"),
                 film_signal(&c.film, 0, LSTM_C, 6)[2], 0.0051);
    scene_case_finish(&c);
}

/* Backward the phases come in the other order, with gradients alone. */
static void gradients_come_from_the_right(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_BACKWARD, 6, LSTM_EXPOSE);
    show(&c, 1000, 908);
    assert_non_null(scene_case_text(&c, "Gradients in one LSTM cell"));
    assert_int_equal(count_signal(&c, SUBJECT_GRADIENT, LSTM_O), 8);
    assert_int_equal(count_signal(&c, SUBJECT_GRADIENT, LSTM_F), 0);
    assert_int_equal(count_signal(&c, SUBJECT_SIGNAL, LSTM_O), 0);
    scene_case_seek(&c, PASS_BACKWARD, 6, LSTM_FORGET);
    show(&c, 1000, 908);
    assert_int_equal(count_signal(&c, SUBJECT_GRADIENT, LSTM_F), 8);
    scene_case_finish(&c);
}

/* What is no signal of the tape is made from it: f_t dL/dc_t on the left of
 * the belt, f_{t+1} dL/dc_{t+1} on its right. */
static void the_belt_carries_products(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    c.ui.unit = 2;
    scene_case_seek(&c, PASS_BACKWARD, 6, LSTM_GATHER);
    show(&c, 1200, 908);
    double want = (double)film_signal(&c.film, 0, LSTM_F, 6)[2] *
                  film_gradient(&c.film, 0, LSTM_C, 6, 2);
    assert_close(tag_number(&c, "f_{t}·∂L/∂c_{t}"), want, fabs(want) * 0.06);
    want = (double)film_signal(&c.film, 0, LSTM_F, 7)[2] *
           film_gradient(&c.film, 0, LSTM_C, 7, 2);
    assert_close(tag_number(&c, "f_{t+1}·∂L/∂c_{t+1}"), want,
                 fabs(want) * 0.06);
    scene_case_seek(&c, PASS_BACKWARD, 24, LSTM_GATHER);
    show(&c, 1200, 908);
    assert_close(tag_number(&c, "f_{t+1}·∂L/∂c_{t+1}"), 0, 0);
    scene_case_finish(&c);
}

/* Both readings of z: the same h, and the gate shows z or 1 - z. */
static void z_has_two_readings(void **state)
{
    (void)state;
    for (int cell = 1; cell <= 2; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){.cell = cells[cell]});
        int z = cell == 1 ? (int)GRU_Z : (int)GRUB_Z;
        scene_case_seek(&c, PASS_FORWARD, 6, GRU_MIX);
        show(&c, 1000, 908);
        const struct draw_command *minus = scene_case_text(&c, "1 −");
        assert_non_null(minus);
        float across = minus->box.x;
        int kept = scene_case_numbers(&c, SUBJECT_KEPT);
        assert_true(count_signal(&c, SUBJECT_SIGNAL, z) >= 8);
        assert_non_null(scene_case_spot(&c, ACTION_Z_MEANING, 1));

        c.ui.z_writes = true;
        show(&c, 1000, 908);
        minus = scene_case_text(&c, "1 −");
        assert_non_null(minus);
        assert_true(minus->box.x < across - 100);
        assert_non_null(scene_case_text(&c, "z⊙n + (1−z)⊙h_{t−1}"));
        assert_int_equal(scene_case_numbers(&c, SUBJECT_KEPT), kept);
        /* the label of what is kept still names the gate's own value */
        assert_true(count_signal(&c, SUBJECT_SIGNAL, z) <= 1);
        char want[FIGURE_MAX];
        figure_plain(want, 1 - (double)film_signal(&c.film, 0, z, 6)[0], 2);
        assert_non_null(scene_case_text(&c, want));
        scene_case_finish(&c);
    }
}

static void everything_can_be_clicked(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    scene_case_seek(&c, PASS_FORWARD, 6, LSTM_OUTPUT);
    show(&c, 1000, 908);
    assert_non_null(scene_case_spot(&c, ACTION_LEAVE, 0));
    assert_non_null(scene_case_spot(&c, ACTION_LANES, 0));
    for (int k = 0; k < LSTM_PHASES; k++)
        assert_non_null(scene_case_spot(&c, ACTION_GO_PHASE, k));
    for (int k = 0; k < 4; k++)
        assert_non_null(scene_case_spot(&c, ACTION_GATE, k));
    for (int k = 0; k < 8; k++) {
        const struct draw_spot *row = scene_case_spot(&c, ACTION_UNIT, k);
        assert_non_null(row);
        assert_int_equal(row->id.unit, k);
    }
    scene_case_finish(&c);
}

/* Whatever the pointer is over has a sentence, in both languages. */
static void everything_is_explained(void **state)
{
    (void)state;
    for (int cell = 0; cell < CELLS; cell++)
        for (int turn = 0; turn < 4; turn++) {
            struct scene_case c;
            scene_case_init(&c, &(struct scene_recipe){
                .cell = cells[cell], .steps = 4, .layers = 2});
            c.ui.layer = turn % 2;
            c.ui.language = turn < 2 ? LANGUAGE_KO : LANGUAGE_EN;
            scene_case_seek(&c, turn < 2 ? PASS_BACKWARD : PASS_FORWARD,
                            1 + turn, 1);
            show(&c, 1000, 908);
            assert_true(c.list.spot_count > 30);
            for (int k = 0; k < c.list.spot_count; k++) {
                char text[512];
                subject_sentence(&c.film, &c.ui, c.list.spots[k].id, text,
                                 sizeof text);
                if (strlen(text) < 6 || strstr(text, "null") != NULL)
                    fail_msg("spot %d (kind %d, signal %d) says \"%s\"", k,
                             c.list.spots[k].id.kind,
                             c.list.spots[k].id.signal, text);
            }
            scene_case_finish(&c);
        }
}

/* Of a thousand units those around the selected one have rows. */
static void rows_follow_the_unit(void **state)
{
    const int units[] = {0, 511, 1023};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){
        .cell = "lstm", .units = 1024, .steps = 2});
    scene_case_seek(&c, PASS_FORWARD, 2, LSTM_OUTPUT);
    for (int k = 0; k < 3; k++) {
        c.ui.unit = units[k];
        c.ui.all_lanes = k == 1;
        show(&c, 1000, 908);
        assert_non_null(scene_case_spot(&c, ACTION_UNIT, units[k]));
        assert_null(scene_case_spot(&c, ACTION_UNIT, units[k] - 12));
        assert_null(scene_case_spot(&c, ACTION_UNIT, units[k] + 12));
        assert_true(c.list.commands < 1500);
    }
    scene_case_finish(&c);
}

/* Words belong to trained networks; others say what they are. */
static void words_need_training(void **state)
{
    (void)state;
    for (int trained = 0; trained < 2; trained++)
        for (int low = 0; low < 2; low++) {
            struct scene_case c;
            scene_case_init(&c, &(struct scene_recipe){
                .cell = "gru", .labels = true, .trained = trained != 0});
            scene_case_seek(&c, PASS_FORWARD, 7, GRU_GATHER);
            show(&c, 1000, low ? 370 : 908);
            assert_true((scene_case_text(&c, "1958-07") != NULL) == trained);
            assert_true((scene_case_text(&c, "x_{7}") != NULL) == !trained);
            assert_true((scene_case_text(&c, "untrained") != NULL) ==
                        !trained);
            scene_case_finish(&c);
        }
}

/* What layer 1 reads is h of layer 0. */
static void upper_layers_read_the_lower(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "rnn", .layers = 2});
    c.ui.layer = 1;
    scene_case_seek(&c, PASS_FORWARD, 7, RNN_OUTPUT);
    show(&c, 1000, 908);
    assert_non_null(scene_case_text(&c, "from layer 1"));
    assert_non_null(scene_case_text(&c, "layer 2 of 2"));
    scene_case_finish(&c);
}

/* Rows of gates that are held have their numbers in another colour. */
static void held_gates_are_marked(void **state)
{
    const struct pin pin = {
        .signal = LSTM_F, .first_unit = 2, .last_unit = 3, .first_step = 1,
        .last_step = 7, .value = 1};
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm"});
    film_run(&c.film, &(struct pins){.count = 1, .pin = &pin});
    for (int step = 7; step <= 8; step++) {
        int marked = 0;
        scene_case_seek(&c, PASS_FORWARD, step, LSTM_OUTPUT);
        show(&c, 1000, 908);
        for (int k = 0; k < c.list.commands; k++) {
            const struct draw_command *command = &c.list.command[k];
            marked += command->kind == DRAW_TEXT && command->count == 1 &&
                      memcmp(&command->color, &c.scene.theme->accent,
                             sizeof command->color) == 0;
        }
        assert_int_equal(marked, step == 7 ? 2 : 0);
    }
    scene_case_finish(&c);
}

/* Too small for a double they may be, but not nothing. */
static void far_gradients_are_not_zero(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){
        .cell = "rnn", .steps = 1200, .one_loss = true});
    scene_case_seek(&c, PASS_BACKWARD, 1, RNN_GATHER);
    scene_case_show(&c, view_cell, 1000, 908);
    assert_false(c.list.full);
    assert_null(scene_case_text(&c, "0.00"));
    assert_non_null(scene_case_text(&c, "·10^{−"));
    scene_case_finish(&c);
}

static bool has_box_of(const struct scene_case *c, struct color color)
{
    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *command = &c->list.command[k];
        if (command->kind == DRAW_BOX &&
            memcmp(&command->color, &color, sizeof color) == 0)
            return true;
    }
    return false;
}

/* Runs that blew up are drawn too, with what they hold. */
static void no_numbers_at_all(void **state)
{
    static const double bad[] = {NAN, INFINITY, -INFINITY, 1e30};

    (void)state;
    for (int cell = 0; cell < CELLS; cell++) {
        struct scene_case c;
        scene_case_init(&c, &(struct scene_recipe){
            .cell = cells[cell], .steps = 3});
        struct track *track[2] = {&c.film.values.layer[0],
                                  &c.film.gradients.layer[0]};
        for (int turn = 0; turn < 8; turn++) {
            for (int k = 0; k < 2; k++)
                for (size_t n = 0; n < 4 * track[k]->stride; n++)
                    track[k]->rows[n] = (real)bad[turn % 4];
            for (int s = 0; s < SIGNALS_MAX; s++)
                c.film.peak[s] = fabs(bad[turn % 4]);
            c.ui.all_lanes = turn < 4;
            scene_case_seek(&c, turn % 2 ? PASS_BACKWARD : PASS_FORWARD, 2,
                            turn % 3);
            show(&c, 1000, 908);
            assert_null(scene_case_text(&c, "+NaN"));
            if (turn == 4)
                assert_true(has_box_of(&c, ramp_color(RAMP_GATE, c.ui.theme,
                                                      NAN)));
        }
        scene_case_finish(&c);
    }
}

static void goldens(void **state)
{
    struct scene_case c;

    (void)state;
    scene_case_init(&c, &(struct scene_recipe){.cell = "lstm", .units = 4});
    c.ui.unit = 1;
    seek_within(&c, PASS_FORWARD, 6, LSTM_UPDATE, 0.6f);
    show(&c, 1000, 908);
    scene_case_golden(&c, "cell_lstm_update");
    c.ui.theme = THEME_LIGHT;
    c.ui.language = LANGUAGE_KO;
    c.ui.all_lanes = true;
    scene_case_seek(&c, PASS_BACKWARD, 6, LSTM_WRITE);
    show(&c, 805, 420);
    scene_case_golden(&c, "cell_lstm_backward");
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){
        .cell = "gru", .units = 4, .trained = true, .labels = true});
    c.ui.unit = 2;
    c.ui.z_writes = true;
    scene_case_seek(&c, PASS_FORWARD, 6, GRU_MIX);
    show(&c, 1000, 700);
    scene_case_golden(&c, "cell_gru_writes");
    scene_case_finish(&c);
    scene_case_init(&c, &(struct scene_recipe){.cell = "rnn", .units = 3});
    c.ui.unit = 0;
    scene_case_seek(&c, PASS_FORWARD, 6, RNN_OUTPUT);
    show(&c, 700, 500);
    scene_case_golden(&c, "cell_rnn");
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_of_a_dense_layer),
        cmocka_unit_test(each_cell_at_each_phase),
        cmocka_unit_test(any_size),
        cmocka_unit_test(rows_of_every_gate),
        cmocka_unit_test(nothing_before_its_time),
        cmocka_unit_test(gradients_come_from_the_right),
        cmocka_unit_test(the_belt_carries_products),
        cmocka_unit_test(z_has_two_readings),
        cmocka_unit_test(everything_can_be_clicked),
        cmocka_unit_test(everything_is_explained),
        cmocka_unit_test(rows_follow_the_unit),
        cmocka_unit_test(words_need_training),
        cmocka_unit_test(upper_layers_read_the_lower),
        cmocka_unit_test(held_gates_are_marked),
        cmocka_unit_test(far_gradients_are_not_zero),
        cmocka_unit_test(no_numbers_at_all),
        cmocka_unit_test(goldens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
