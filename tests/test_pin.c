/* Interventions: what they change, what they leave alone to the last bit, and
 * how they are written. (That their gradients are right: test_gradcheck.) */
#include "lab.h"

#include "nn/net/pin.h"

static const char *const cells[] = {
    "rnn 5", "lstm 5", "gru 5", "gru-before 5", "dense 5",
};
enum { CELLS = sizeof cells / sizeof cells[0] };

enum { T = 6, H = 5, UNIT = 2, FIRST = 3, LAST = 4 };

/* A plain run and a pinned one of the same network. */
struct pair {
    struct lab plain, pinned;
};

static void pair_init(struct pair *pair, const char *stack,
                      const struct pin *pins, int count)
{
    const struct lab_shape shape = {stack, 3, .steps = T, .batch = 2,
                                    .seed = 1};
    lab_init(&pair->plain, &shape);
    lab_init(&pair->pinned, &shape);
    run_forward(&pair->plain.network, &pair->plain.input, NULL,
                &pair->plain.values);
    run_forward(&pair->pinned.network, &pair->pinned.input,
                &(struct pins){count, pins}, &pair->pinned.values);
}

static void pair_finish(struct pair *pair)
{
    lab_finish(&pair->plain);
    lab_finish(&pair->pinned);
}

static bool same(const struct pair *pair, int signal, int t, int unit)
{
    for (int b = 0; b < 2; b++)
        if (tape_value(&pair->plain.values, 0, signal, t, b, unit) !=
            tape_value(&pair->pinned.values, 0, signal, t, b, unit))
            return false;
    return true;
}

/* Before the first pinned step nothing differs; at it, only the pinned unit
 * and, where the reset lies inside the product, the candidates of others. */
static void check_reach(const struct pair *pair, int signal)
{
    const struct layer_spec *layer = &pair->plain.spec.layer[0];
    bool spreads = layer->cell == CELL_GRU_BEFORE &&
                   (signal == GRUB_AR || signal == GRUB_R || signal == GRUB_RH);
    for (int s = 0; s < layer_cell(layer)->signals; s++)
        for (int u = 0; u < H; u++) {
            for (int t = 1; t < FIRST; t++)
                assert_true(same(pair, s, t, u));
            bool candidate = s == GRUB_AN || s == GRUB_N || s == GRUB_H;
            if (u != UNIT && !(spreads && candidate))
                assert_true(same(pair, s, FIRST, u));
        }
}

static void held_signals_hold(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct spec spec = {0};
        lab_layers(&spec, cells[k]);
        for (int s = 0; s < layer_cell(&spec.layer[0])->signals; s++) {
            const struct pin pin = {0, s, UNIT, UNIT, FIRST, LAST,
                                    .value = (real)0.625};
            struct pair pair;
            pair_init(&pair, cells[k], &pin, 1);
            for (int t = FIRST; t <= LAST; t++)
                for (int b = 0; b < 2; b++)
                    assert_true(tape_value(&pair.pinned.values, 0, s, t, b,
                                           UNIT) == 0.625);
            /* and no step longer */
            assert_true(tape_value(&pair.pinned.values, 0, s, LAST + 1, 0,
                                   UNIT) != 0.625);
            assert_false(same(&pair, layer_cell(&spec.layer[0])->h, FIRST,
                              UNIT));
            check_reach(&pair, s);
            pair_finish(&pair);
        }
    }
}

/* Scaling multiplies what the step would have given. */
static void scaled_signals_scale(void **state)
{
    const double tolerance = sizeof(real) == sizeof(double) ? 1e-15 : 1e-6;
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct spec spec = {0};
        lab_layers(&spec, cells[k]);
        for (int s = 0; s < layer_cell(&spec.layer[0])->signals; s++) {
            const struct pin pin = {0, s, UNIT, UNIT, FIRST, FIRST, true,
                                    (real)0.5};
            struct pair pair;
            pair_init(&pair, cells[k], &pin, 1);
            assert_close(tape_value(&pair.pinned.values, 0, s, FIRST, 1, UNIT),
                         tape_value(&pair.plain.values, 0, s, FIRST, 1, UNIT) /
                         2, tolerance);
            pair_finish(&pair);
        }
    }
}

/* No pins, pins elsewhere, and a pin that multiplies by 1 change nothing. */
static void nothing_pinned_nothing_changed(void **state)
{
    const struct pin idle = {0, 0, 0, H - 1, 1, T, true, 1};
    const struct pins sets[] = {{0, NULL}, {0, &idle}, {1, &idle}};
    (void)state;
    for (int k = 0; k < CELLS; k++)
        for (int n = 0; n < 3; n++) {
            struct pair pair;
            pair_init(&pair, cells[k], sets[n].pin, sets[n].count);
            const struct cell_info *cell =
                layer_cell(&pair.plain.spec.layer[0]);
            for (int s = 0; s < cell->signals; s++)
                for (int u = 0; u < H; u++)
                    assert_true(same(&pair, s, T, u));
            pair_finish(&pair);
        }
}

/* f = 1 and i = 0 keep c as it is for as long as they are held. */
static void carousel_keeps(void **state)
{
    const struct pin pins[] = {
        {0, LSTM_F, 0, H - 1, FIRST, T, .value = 1},
        {0, LSTM_I, 0, H - 1, FIRST, T, .value = 0},
    };
    struct pair pair;
    (void)state;
    pair_init(&pair, "lstm 5", pins, 2);
    for (int u = 0; u < H; u++) {
        double c = tape_value(&pair.pinned.values, 0, LSTM_C, FIRST - 1, 0, u);
        for (int t = FIRST; t <= T; t++)
            assert_true(tape_value(&pair.pinned.values, 0, LSTM_C, t, 0, u) ==
                        c);
    }
    pair_finish(&pair);
}

static void later_pins_win(void **state)
{
    const struct pin pins[] = {
        {0, RNN_H, 0, H - 1, 1, T, .value = 2},
        {0, RNN_H, 1, 2, 3, 4, .value = 3},
    };
    struct pair pair;
    (void)state;
    pair_init(&pair, "rnn 5", pins, 2);
    const struct tape *values = &pair.pinned.values;
    assert_true(tape_value(values, 0, RNN_H, 3, 0, 1) == 3);
    assert_true(tape_value(values, 0, RNN_H, 2, 0, 1) == 2);
    assert_true(tape_value(values, 0, RNN_H, 3, 0, 0) == 2);
    pair_finish(&pair);
}

/* A step of its own, from the states of step FIRST - 1 as they are read. */
static void check_one_step(const struct pair *pair, const char *stack,
                           const struct pin *pin)
{
    struct lab once;
    lab_init(&once, &(struct lab_shape){stack, 3, .steps = 1, .batch = 2,
                                        .seed = 1});
    const struct tape *plain = &pair->plain.values;
    struct tape *values = &once.values;
    const struct cell_info *cell = layer_cell(&once.spec.layer[0]);
    size_t bytes = values->layer[0].stride * sizeof(real);
    for (int b = 0; b < 2; b++) {
        memcpy(tape_row(values, 0, 0, b), tape_row(plain, 0, FIRST - 1, b),
               bytes);
        real *at = &tape_signal(values, 0, pin->signal == PIN_READ_C
                                ? cell->c : cell->h, 0, b)[UNIT];
        *at = pin->multiply ? *at * pin->value : pin->value;
        memcpy(once.x + 3 * b, tape_x(plain, FIRST, b), 3 * sizeof(real));
    }
    run_forward(&once.network, &once.input, NULL, values);
    for (int s = 0; s < cell->signals; s++)
        for (int u = 0; u < H; u++)
            for (int b = 0; b < 2; b++)
                assert_true(tape_value(values, 0, s, 1, b, u) ==
                    tape_value(&pair->pinned.values, 0, s, FIRST, b, u));
    lab_finish(&once);
}

/* A step that reads something else takes the step that it would take from
 * there; what was recorded before stays to the last bit. */
static void wires_change_what_is_read(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS - 1; k++) {
        bool lstm = strncmp(cells[k], "lstm", 4) == 0;
        for (int kind = 0; kind < (lstm ? 4 : 2); kind++) {
            const struct pin pin = {0, kind < 2 ? PIN_READ_H : PIN_READ_C,
                UNIT, UNIT, FIRST, FIRST, kind % 2, (real)0.625};
            struct pair pair;
            pair_init(&pair, cells[k], &pin, 1);
            const struct cell_info *cell =
                layer_cell(&pair.plain.spec.layer[0]);
            for (int s = 0; s < cell->signals; s++)
                for (int t = 0; t < FIRST; t++)
                    for (int u = 0; u < H; u++)
                        assert_true(same(&pair, s, t, u));
            assert_false(same(&pair, cell->h, FIRST, UNIT));
            check_one_step(&pair, cells[k], &pin);
            pair_finish(&pair);
        }
    }
}

/* Wires into every step cut: no step knows of another. */
static void without_wires_nothing_is_remembered(void **state)
{
    const struct pin pins[] = {
        {0, PIN_READ_H, 0, H - 1, 1, T, .value = 0},
        {0, PIN_READ_C, 0, H - 1, 1, T, true, 0},
    };
    (void)state;
    for (int k = 0; k < CELLS - 1; k++) {
        struct pair pair;
        pair_init(&pair, cells[k], pins,
                  strncmp(cells[k], "lstm", 4) == 0 ? 2 : 1);
        const struct layer_spec *layer = &pair.plain.spec.layer[0];
        struct tape *values = &pair.pinned.values;
        for (int b = 0; b < 2; b++)
            memcpy(pair.pinned.x + 3 * ((T - 1) * 2 + b), pair.pinned.x + 3 * b,
                   3 * sizeof(real));
        run_forward(&pair.pinned.network, &pair.pinned.input,
                    &(struct pins){layer->cell == CELL_LSTM ? 2 : 1, pins},
                    values);
        for (int u = 0; u < H; u++)
            assert_true(tape_value(values, 0, layer_cell(layer)->h, T, 1, u) ==
                        tape_value(values, 0, layer_cell(layer)->h, 1, 1, u));
        pair_finish(&pair);
    }
}

static struct spec make_spec(void)
{
    return lab_spec(&(struct lab_shape){"lstm 8, gru 4", .inputs = 2});
}

static void pins_are_read(void **state)
{
    static const struct {
        const char *text;
        struct pin pin;
    } good[] = {
        {"layer0.f[3..5]@10..20=1", {0, LSTM_F, 2, 4, 10, 20, false, 1}},
        {"layer1.z=0.5", {1, GRU_Z, 0, 3, 1, 30, false, (real)0.5}},
        {"layer0.tanh_c[8]@30*=-2", {0, LSTM_TC, 7, 7, 30, 30, true, -2}},
        {"layer1.h@1=-1e-3", {1, GRU_H, 0, 3, 1, 1, false, (real)-1e-3}},
        {"layer0.h'[3]@10=0", {0, PIN_READ_H, 2, 2, 10, 10, false, 0}},
        {"layer0.c'*=0.5", {0, PIN_READ_C, 0, 7, 1, 30, true, (real)0.5}},
        {"layer1.h'[2..3]=1", {1, PIN_READ_H, 1, 2, 1, 30, false, 1}},
    };
    struct spec spec = make_spec();
    (void)state;
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        struct pin pin;
        struct error error = {0};
        if (!pin_parse(good[k].text, &spec, 30, &pin, &error))
            fail_msg("%s", error.text);
        const struct pin *want = &good[k].pin;
        assert_int_equal(pin.layer, want->layer);
        assert_int_equal(pin.signal, want->signal);
        assert_int_equal(pin.first_unit, want->first_unit);
        assert_int_equal(pin.last_unit, want->last_unit);
        assert_int_equal(pin.first_step, want->first_step);
        assert_int_equal(pin.last_step, want->last_step);
        assert_int_equal(pin.multiply, want->multiply);
        assert_true(pin.value == want->value);
    }
}

static void bad_pins_are_explained(void **state)
{
    static const struct {
        const char *text, *part;
    } bad[] = {
        {"", "starts with 'layerN.SIGNAL'"},
        {"f=1", "starts with 'layerN.SIGNAL'"},
        {"layer.f=1", "starts with 'layerN.SIGNAL'"},
        {"layerx.f=1", "starts with 'layerN.SIGNAL'"},
        {"layer2.f=1", "there is no layer 2"},
        {"layer16.f=1", "there is no layer 16"},
        {"layer99.f=1", ""},
        {"layer0.r=1", "layer 0 (lstm) has no signal 'r'"},
        {"layer0.=1", "has no signal ''"},
        {"layer1.c'=1", "layer 1 (gru) has no signal 'c''"},
        {"layer0.x'=1", "layer 0 (lstm) has no signal 'x''"},
        {"layer0.h'[9]=1", "units 9..9 are not within 1..8"},
        {"layer0.h'@31=1", "steps 31..31 are not within 1..30"},
        {"layer0.\033[2J=1", "has no signal '\\x1b'"},
        {"layer0.f=\033[2J", "pin 'layer0.f=\\x1b[2J'"},
        {"layer0.a_very_long_signal_name=1", "has no signal"},
        {"layer0.f", "the end is '=VALUE' or '*=FACTOR'"},
        {"layer0.f=", "the end is '=VALUE' or '*=FACTOR'"},
        {"layer0.f=x", "the end is '=VALUE' or '*=FACTOR'"},
        {"layer0.f=1 ", "the end is '=VALUE' or '*=FACTOR'"},
        {"layer0.f*1", "the end is '=VALUE' or '*=FACTOR'"},
        {"layer0.f=nan", "finite"},
        {"layer0.f=inf", "finite"},
        {"layer0.f=1e400", "finite"},
        {"layer0.f[3=1", "units are written"},
        {"layer0.f[]=1", "units are written"},
        {"layer0.f[3..]=1", "units are written"},
        {"layer0.f[0]=1", "units 0..0 are not within 1..8"},
        {"layer0.f[9]=1", "units 9..9 are not within 1..8"},
        {"layer0.f[5..3]=1", "units 5..3 are not within 1..8"},
        {"layer0.f@=1", "steps are written"},
        {"layer0.f@2..x=1", "steps are written"},
        {"layer0.f@0=1", "steps 0..0 are not within 1..30"},
        {"layer0.f@5..31=1", "steps 5..31 are not within 1..30"},
        {"layer0.f@7..5=1", "steps 7..5 are not within 1..30"},
        {"layer0.f@99999999999=1", "steps are written"},
    };
    struct spec spec = make_spec();
    (void)state;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        struct pin pin;
        struct error error = {0};
        if (pin_parse(bad[k].text, &spec, 30, &pin, &error))
            fail_msg("'%s' was taken", bad[k].text);
        if (!strstr(error.text, bad[k].part) ||
            strncmp(error.text, "pin '", 5) != 0 || strchr(error.text, 27))
            fail_msg("'%s': %s", bad[k].text, error.text);
    }
}

/* Which cells read what of the step before. */
static void wires_are_checked(void **state)
{
    (void)state;
    for (int k = 0; k < CELLS; k++) {
        struct spec spec = {0};
        struct error error;
        lab_layers(&spec, cells[k]);
        bool dense = spec.layer[0].cell == CELL_DENSE;
        bool lstm = spec.layer[0].cell == CELL_LSTM;
        struct pin pin = {0, PIN_READ_H, 0, H - 1, 1, T, .value = 0};
        assert_int_equal(pin_check(&pin, &spec, T, &error), !dense);
        pin.signal = PIN_READ_C;
        assert_int_equal(pin_check(&pin, &spec, T, &error), lstm);
        pin.signal = PIN_READ_C - 1;
        assert_false(pin_check(&pin, &spec, T, &error));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_signals_hold),
        cmocka_unit_test(scaled_signals_scale),
        cmocka_unit_test(nothing_pinned_nothing_changed),
        cmocka_unit_test(carousel_keeps),
        cmocka_unit_test(later_pins_win),
        cmocka_unit_test(wires_change_what_is_read),
        cmocka_unit_test(without_wires_nothing_is_remembered),
        cmocka_unit_test(wires_are_checked),
        cmocka_unit_test(pins_are_read),
        cmocka_unit_test(bad_pins_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
