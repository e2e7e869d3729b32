/* Every allocation of the lab failing in turn: one message each time, and what
 * was there before is there again, to the last bit.
 */
#include "base/memory.h"
#include "failing.h"
#include "lane_case.h"

/* Of every value, gradient and own curve of a lane. */
static uint64_t hash_of(const struct lane *lane)
{
    const struct film *film = &lane->film;
    uint64_t hash = 1469598103934665603u;

    for (int s = 0; s < layer_cell(film_layer(film, 0))->signals; s++)
        for (int t = 0; t <= film->steps; t++)
            for (int u = 0; u < film_units(film, 0); u++) {
                double number[] = {
                    (double)film_signal(film, 0, s, t)[u],
                    film_gradient(film, 0, s, t, u),
                    lane_curves_at(&lane->curves, CURVE_OWN, t)};
                const unsigned char *byte = (unsigned char *)number;
                for (size_t k = 0; k < sizeof number; k++)
                    hash = (hash ^ byte[k]) * 1099511628211u;
            }
    return hash;
}

static struct setup two_lanes(void)
{
    struct setup setup = setup_defaults();

    setup.units = 3;
    setup.steps = 6;
    setup.clip = true;
    setup.lane[0].activation = ACT_IDENTITY;
    return setup;
}

static struct lab *make(const struct setup *setup, struct error *error)
{
    struct cast cast = {0};
    const struct lane_measure measure = {0};

    return lab_create(&(struct lab_start){
        .cast = &cast, .setup = setup, .kernels = scene_case_kernels()},
        &measure, error);
}

static void a_lab_is_made_or_not(void **state)
{
    (void)state;
    const struct setup setup = two_lanes();

    for (long n = 0; ; n++) {
        struct error error = {0};
        failing_after(n);
        struct lab *lab = make(&setup, &error);
        bool failed = failing_stop();
        assert_int_equal(lab == NULL, failed);
        assert_int_equal(error.text[0] == '\0', !failed);
        lab_destroy(lab);
        if (!failed)
            break;
    }
}

/* Pins here and there, of many pieces. */
static void add_pins(struct lab *lab, int lane)
{
    for (int k = 0; k < 9; k++) {
        const struct edit edit = {
            .kind = EDIT_PIN, .lane = lane,
            .cell = film_cell(&lab->lane[lane].film, 0),
            .pin = {.last_unit = 2, .first_step = 1 + k % 5,
                    .last_step = 1 + k % 5, .value = (real)k / 9}};
        assert_true(history_add(&lab->history, &edit, NULL));
    }
}

/* Something that is then followed. */
static void change(struct lab *lab, int kind)
{
    struct setup setup = *history_setup(&lab->history);

    if (kind < 2)
        add_pins(lab, kind);
    else if (kind == 2)
        setup.seed = 9;
    else if (kind == 3)
        setup.steps = 9;
    else if (kind == 4)
        setup.lane[setup.lanes++] = lane_defaults(CELL_GRU, ACT_TANH);
    else
        setup.lane[0].activation = ACT_RELU;
    assert_true(history_set(&lab->history, &setup, NULL));
}

/* One change with the n-th allocation failing; returns whether one did. */
static bool try_change(int kind, bool pinned, long n)
{
    const struct setup setup = two_lanes();
    const struct lane_measure measure = {0};
    struct error error = {0};
    struct lab *lab = make(&setup, NULL);

    assert_non_null(lab);
    if (pinned)
        change(lab, 1);
    assert_true(lab_follow(lab, &measure, NULL));
    uint64_t before[] = {hash_of(&lab->lane[0]), hash_of(&lab->lane[1])};
    size_t now = lab->history.now;
    history_drag(&lab->history);
    change(lab, kind);
    history_drop(&lab->history);
    failing_after(n);
    bool fine = lab_follow(lab, &measure, &error);
    bool failed = failing_stop();
    assert_int_equal(fine, !failed);
    assert_int_equal(error.text[0] != '\0', failed);
    while (failed && lab->history.now > now)
        assert_true(history_undo(&lab->history));
    assert_true(lab_follow(lab, &measure, NULL));
    for (int k = 0; failed && k < 2; k++) {
        assert_true(hash_of(&lab->lane[k]) == before[k]);
        assert_int_equal(lab->lane[k].edited, pinned && k == 1);
        assert_false(isnan(lab->lane[k].norm));
    }
    while (lab_wants(lab))
        assert_true(lab_work(lab, NULL));
    assert_int_equal(lab->lane[0].curves.seeds, LANE_SEEDS);
    lab_destroy(lab);
    return failed;
}

static void what_cannot_be_followed_is_undone(void **state)
{
    (void)state;
    for (int kind = 0; kind < 6; kind++)
        for (int pinned = 0; pinned < 2; pinned++)
            for (long n = 0; try_change(kind, pinned, n); n++)
                continue;
}

/* Undoing may need memory too, at the very start of the history as well: then
 * nothing is undone. */
static bool try_undo(int kind, long n)
{
    const struct setup setup = two_lanes();
    const struct lane_measure measure = {0};
    struct error error = {0};
    struct lab *lab = make(&setup, NULL);

    assert_non_null(lab);
    uint64_t first = hash_of(&lab->lane[0]);
    history_drag(&lab->history);
    change(lab, kind);
    history_drop(&lab->history);
    assert_true(lab_follow(lab, &measure, NULL));
    assert_int_equal(lab->history.now, 1);
    uint64_t changed = hash_of(&lab->lane[0]);
    assert_true(history_undo(&lab->history));
    failing_after(n);
    bool fine = lab_follow(lab, &measure, &error);
    bool failed = failing_stop();
    assert_int_equal(fine, !failed);
    assert_non_null(lab_film(lab, 0));
    if (failed) {
        assert_int_equal(lab->history.now, 1);
        assert_true(hash_of(&lab->lane[0]) == changed);
        assert_true(history_undo(&lab->history));
        assert_true(lab_follow(lab, &measure, NULL));
    }
    assert_true(hash_of(&lab->lane[0]) == first);
    lab_destroy(lab);
    return failed;
}

static void undoing_that_fails_undoes_nothing(void **state)
{
    (void)state;
    for (int kind = 2; kind < 6; kind++)
        for (long n = 0; try_undo(kind, n); n++)
            continue;
}

/* What was undone can still be done again after a change that had no memory. */
static void what_was_undone_is_not_lost(void **state)
{
    (void)state;
    const struct setup setup = two_lanes(), other = setup_defaults();
    struct edit edit[100] = {{.kind = EDIT_INPUT, .step = 1}};
    bool failed = true;

    for (long n = 0; failed; n++) {
        struct history history = {0};
        struct error error = {0};
        assert_true(history_begin(&history, &setup, edit, 100, NULL));
        for (int k = 0; k < 2; k++)
            assert_true(history_add(&history, edit, NULL));
        assert_true(history_reset(&history, NULL));
        assert_true(history_set(&history, &other, NULL));
        assert_true(history_undo(&history));
        failing_after(n);
        bool fine = history_add(&history, edit, &error);
        failed = failing_stop();
        assert_int_equal(fine, !failed);
        assert_int_equal(error.text[0] != '\0', failed);
        assert_int_equal(history_redo(&history), failed);
        history_finish(&history);
    }
}

/* A curve for which there is no memory is no reason to undo anything. */
static void a_measure_undoes_nothing(void **state)
{
    (void)state;
    const struct setup setup = two_lanes();
    const struct lane_measure first = {0}, second = {.quantity = DECAY_CELL};
    bool failed = true;

    for (long n = 0; failed; n++) {
        struct lab *lab = make(&setup, NULL);
        assert_non_null(lab);
        add_pins(lab, 1);
        assert_true(lab_follow(lab, &first, NULL));
        size_t now = lab->history.now;
        failing_after(n);
        bool fine = lab_follow(lab, &second, NULL);
        failed = failing_stop();
        assert_int_equal(fine, !failed);
        assert_int_equal(lab->history.now, now);
        lab_destroy(lab);
    }
}

/* Each for itself would fit, all together do not: nothing is run at all. */
static void lanes_share_the_memory(void **state)
{
    (void)state;
    const struct setup setup = two_lanes();
    const struct lane_measure measure = {0};
    struct error error = {0};
    struct lab *lab = make(&setup, NULL);
    struct setup large = setup;
    size_t available = memory_available();

    assert_non_null(lab);
    large.lanes = LANES_MAX;
    for (int k = 0; k < LANES_MAX; k++)
        large.lane[k] = lane_defaults(CELL_LSTM, ACT_TANH);
    large.units = SETUP_UNITS_MAX;
    const struct lane_source source = {
        .cast = &lab->cast, .setup = &large, .lane = large.lane};
    large.steps = 1000;
    double steps = 0.4 * (double)available / (double)lane_bytes(&source) * 1000;
    if (steps > SETUP_STEPS_MAX) {
        lab_destroy(lab);
        skip();
    }
    large.steps = (int)steps;
    uint64_t before = hash_of(&lab->lane[0]);
    assert_true(history_set(&lab->history, &large, NULL));
    assert_false(lab_follow(lab, &measure, &error));
    assert_non_null(strstr(error.text, "a comparison of 4 runs"));
    assert_int_equal(lab->history.now, 0);
    assert_true(hash_of(&lab->lane[0]) == before);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lab_is_made_or_not),
        cmocka_unit_test(what_cannot_be_followed_is_undone),
        cmocka_unit_test(undoing_that_fails_undoes_nothing),
        cmocka_unit_test(what_was_undone_is_not_lost),
        cmocka_unit_test(a_measure_undoes_nothing),
        cmocka_unit_test(lanes_share_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
