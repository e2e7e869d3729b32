/* What a hand does to a network is what the engine makes of the same pins,
 * weights and inputs; mouse and keys reach the same; all of it can be undone.
 */
#include "app_case.h"

#include "app/lab/brush.h"
#include "app/lab/inputs.h"
#include "app/lab/interfere.h"
#include "nn/net/run.h"

static void tool(struct app_case *c, enum tool tool)
{
    interfere_tool(&c->app, (int)tool);
    c->app.dirty = true;
    app_case_send(c);
}

static real *input_of(struct film *film, int step, int k)
{
    return film->x + (step - 1) * film->values.spec.inputs + k;
}

/* A run of the engine beside the app: the film as it is opened, which may then
 * be changed and run. */
static void twin_of(struct film *twin, const struct scene_recipe *recipe)
{
    struct spec spec = scene_case_spec(recipe);

    scene_case_film(twin, recipe, recipe->steps > 0 ? recipe->steps : 24,
                    &spec);
}

static void run_twin(struct film *twin, const struct pin *pin, int count)
{
    const struct pins pins = {count, pin};

    network_pack(&twin->network);
    film_run(twin, &pins);
}

static void assert_same(const struct app_case *c, struct film *twin)
{
    assert_true(app_case_hash(c->app.film) == app_case_hash(twin));
}

static struct pin range(int signal, int first_unit, int last_unit,
                        int first_step, int last_step, real value)
{
    return (struct pin){.signal = signal, .first_unit = first_unit,
                        .last_unit = last_unit, .first_step = first_step,
                        .last_step = last_step, .value = value};
}

/* The middle of a cell of the heat map, in pixels. */
static struct point cell_at(const struct app_case *c,
                            const struct draw_spot *spot, int unit, int step)
{
    const struct draw_list *list = &c->app.list;
    int units = film_units(c->app.film, 0), steps = c->app.film->steps;
    float x = spot->box.x + spot->box.w * ((float)step - 0.5f) / (float)steps;
    float y = spot->box.y + spot->box.h * ((float)unit + 0.5f) / (float)units;

    return point_at(x * list->scale + list->origin.x,
                    y * list->scale + list->origin.y);
}

static const struct draw_spot *find_spot(const struct app_case *c, int action,
                                         int step)
{
    const struct draw_list *list = &c->app.list;

    for (int k = 0; k < list->spot_count; k++)
        if (list->spots[k].action == action &&
            (step == 0 || list->spots[k].id.step == step))
            return &list->spots[k];
    fail_msg("no spot of action %d", action);
    return NULL;
}

static void begin(struct app_case *c, const struct scene_recipe *recipe)
{
    app_case_init(c, recipe);
    c->builds = true;
    c->app.ui.left = PANEL_HEAT;
    c->app.ui.right = PANEL_SERIES;
    app_case_send(c);
}

static void a_drag_pins_a_range(void **state)
{
    static struct app_case c;
    struct film twin;
    const struct pin pin = range(LSTM_F, 2, 5, 4, 9, 1);

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    app_case_key(&c, KEY_COMMA, 0);
    assert_int_equal(c.app.ui.tool, TOOL_ONE);
    const struct draw_spot spot = *find_spot(&c, ACTION_BRUSH, 0);
    struct point from = cell_at(&c, &spot, 5, 9), to = cell_at(&c, &spot, 2, 4);
    app_case_at(&c, INPUT_PRESS, from.x, from.y);
    app_case_at(&c, INPUT_MOVE, to.x, to.y);
    assert_true(c.app.ui.brush.on);
    assert_int_equal(c.app.ui.brush.first_unit, 5);
    assert_int_equal(c.app.ui.brush.last_step, 4);
    assert_int_equal(app_case_edits(&c.app), 0);
    app_case_at(&c, INPUT_RELEASE, to.x, to.y);
    assert_false(c.app.ui.brush.on);
    assert_int_equal(app_case_edits(&c.app), 1);
    twin_of(&twin, &(struct scene_recipe){0});
    run_twin(&twin, &pin, 1);
    assert_same(&c, &twin);
    assert_string_equal(c.app.ui.message,
                        "f of units 3–6 is held at 1 at t = 4–9.");
    film_finish(&twin);
    app_case_finish(&c);
}

static void escape_takes_a_drag_back(void **state)
{
    static struct app_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    uint64_t hash = app_case_hash(c.app.film);
    tool(&c, TOOL_ZERO);
    const struct draw_spot spot = *find_spot(&c, ACTION_BRUSH, 0);
    struct point from = cell_at(&c, &spot, 1, 2), to = cell_at(&c, &spot, 3, 8);
    app_case_at(&c, INPUT_PRESS, from.x, from.y);
    app_case_at(&c, INPUT_MOVE, to.x, to.y);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_false(c.app.ui.brush.on);
    app_case_at(&c, INPUT_RELEASE, to.x, to.y);
    assert_int_equal(app_case_edits(&c.app), 0);
    assert_true(app_case_hash(c.app.film) == hash);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.tool, TOOL_LOOK);
    app_case_finish(&c);
}

/* The same range by keys, and a single cell by a click and by P. */
static void keys_pin_the_same(void **state)
{
    static struct app_case c;
    struct film twin;
    const struct pin pins[] = {range(LSTM_F, 2, 4, 4, 6, 0),
                               range(LSTM_F, 0, 0, 20, 20, 0)};

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    tool(&c, TOOL_ZERO);
    c.app.ui.unit = 4;
    app_case_seek(&c, PASS_FORWARD, 6);
    app_case_key(&c, KEY_A + 'M' - 'A', MOD_SHIFT);
    app_case_key(&c, KEY_UP, 0);
    app_case_key(&c, KEY_UP, 0);
    app_case_key(&c, KEY_LEFT, 0);
    app_case_key(&c, KEY_LEFT, 0);
    assert_true(c.app.ui.brush.follows);
    assert_int_equal(c.app.ui.brush.last_step, 4);
    app_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    assert_int_equal(app_case_edits(&c.app), 1);
    struct point at = cell_at(&c, find_spot(&c, ACTION_BRUSH, 0), 0, 20);
    app_case_click(&c, at.x, at.y, 0);
    twin_of(&twin, &(struct scene_recipe){0});
    run_twin(&twin, pins, 2);
    assert_same(&c, &twin);
    /* The tool that frees takes out what it is drawn over. */
    tool(&c, TOOL_FREE);
    at = cell_at(&c, find_spot(&c, ACTION_BRUSH, 0), 0, 20);
    app_case_click(&c, at.x, at.y, 0);
    run_twin(&twin, pins, 1);
    assert_same(&c, &twin);
    film_finish(&twin);
    app_case_finish(&c);
}

/* States and candidates are pinned too, with a tool; sums are not. */
static void tools_pin_all_that_is_shown(void **state)
{
    static struct app_case c;
    struct draw_id id = subject(SUBJECT_SIGNAL, 0, LSTM_C, 5, 2);

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    gates_pin(&c.app, &id, false);
    assert_int_equal(app_case_edits(&c.app), 0);
    tool(&c, TOOL_ZERO);
    gates_pin(&c.app, &id, false);
    app_case_send(&c);
    assert_true(film_signal(c.app.film, 0, LSTM_C, 5)[2] == 0);
    id.signal = LSTM_AF;
    gates_pin(&c.app, &id, false);
    assert_int_equal(app_case_edits(&c.app), 1);
    app_case_finish(&c);
}

static void an_input_is_dragged(void **state)
{
    static struct app_case c;
    struct film twin;

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    uint64_t hash = app_case_hash(c.app.film);
    app_case_seek(&c, PASS_FORWARD, 12);
    const struct draw_spot spot = *find_spot(&c, ACTION_DRAG_INPUT, 7);
    float scale = c.app.list.scale;
    float x = (spot.box.x + spot.box.w / 2) * scale;
    float y = (spot.box.y + spot.box.h / 2) * scale, up = 40;
    double was = (double)*input_of(c.app.film, 7, 0);
    app_case_at(&c, INPUT_PRESS, x, y);
    app_case_at(&c, INPUT_MOVE, x, y - up / 2);
    app_case_at(&c, INPUT_MOVE, x, y - up);
    double grew = (double)(up / (spot.box.h * scale) *
                           action_float(spot.value));
    assert_true(grew > 0.1);
    assert_close((double)*input_of(c.app.film, 7, 0), was + grew, 1e-5);
    assert_int_equal(app_case_edits(&c.app), 1);
    app_case_at(&c, INPUT_RELEASE, x, y - up);
    twin_of(&twin, &(struct scene_recipe){0});
    *input_of(&twin, 7, 0) = *input_of(c.app.film, 7, 0);
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_true(app_case_hash(c.app.film) == hash);
    /* Taken back in the middle. */
    app_case_at(&c, INPUT_PRESS, x, y);
    app_case_at(&c, INPUT_MOVE, x, y + up);
    assert_true(app_case_hash(c.app.film) != hash);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_true(app_case_hash(c.app.film) == hash);
    assert_int_equal(app_case_edits(&c.app), 0);
    film_finish(&twin);
    app_case_finish(&c);
}

static void inputs_move_by_keys(void **state)
{
    static struct app_case c;
    double sum = 0;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.inputs = 3});
    app_case_key(&c, KEY_RIGHT, MOD_ALT);
    assert_int_equal(c.app.ui.input, 1);
    app_case_seek(&c, PASS_FORWARD, 9);
    double was = (double)*input_of(c.app.film, 9, 1);
    for (int t = 1; t <= 24; t++)
        sum += pow((double)*input_of(c.app.film, t, 1), 2);
    double notch = 0.1 * sqrt(sum / 24);
    app_case_key(&c, KEY_UP, MOD_ALT);
    assert_close((double)*input_of(c.app.film, 9, 1), was + notch, 1e-6);
    app_case_key(&c, KEY_DOWN, MOD_ALT | MOD_SHIFT);
    assert_close((double)*input_of(c.app.film, 9, 1), was + 0.9 * notch, 1e-6);
    app_case_finish(&c);
}

/* Two keys between two pictures are two notches, and a wire that is cut twice
 * is whole. */
static void keys_in_one_record_add_up(void **state)
{
    static struct app_case c, slow;
    static const int keys[] = {KEY_UP, KEY_PLUS, KEY_DELETE};

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    begin(&slow, &(struct scene_recipe){0});
    c.app.ui.gate = slow.app.ui.gate = 0;
    for (int n = 0; n < 3; n++) {
        const struct input_event event = {
            .kind = INPUT_KEY, .value = (int16_t)keys[n],
            .modifiers = keys[n] == KEY_DELETE ? 0 : MOD_ALT};
        uint64_t before = app_case_hash(c.app.film);
        assert_true(input_add(&c.input, event));
        app_case_event(&c, event);
        app_case_event(&slow, event);
        app_case_event(&slow, event);
        assert_true(app_case_hash(c.app.film) ==
                    app_case_hash(slow.app.film));
        assert_true((app_case_hash(c.app.film) == before) ==
                    (keys[n] == KEY_DELETE));
    }
    app_case_finish(&c);
    app_case_finish(&slow);
}

static void tokens_go_on(void **state)
{
    static struct app_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){.vocabulary = 5, .labels = true});
    app_case_seek(&c, PASS_FORWARD, 4);
    int was = c.app.film->ids[3];
    char name[FILM_LABEL_MAX], before[FILM_LABEL_MAX];
    film_choice(c.app.film, (was + 1) % 5, name);
    memcpy(before, c.app.film->label[3], sizeof before);
    assert_string_not_equal(name, before);
    app_case_key(&c, KEY_UP, MOD_ALT);
    assert_int_equal(c.app.film->ids[3], (was + 1) % 5);
    assert_string_equal(c.app.film->label[3], name);
    tool(&c, TOOL_ONE);
    const struct draw_spot *spot = find_spot(&c, ACTION_MOVE_INPUT, 4);
    app_case_click(&c, (spot->box.x + spot->box.w / 2) * c.app.list.scale,
                   (spot->box.y + spot->box.h / 2) * c.app.list.scale, 0);
    assert_int_equal(c.app.film->ids[3], (was + 2) % 5);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_int_equal(c.app.film->ids[3], was);
    assert_string_equal(c.app.film->label[3], before);
    app_case_finish(&c);
}

/* The tensor of weight_hh_l0. */
static int recurrent(const struct film *film)
{
    const struct params *params = &film->network.params;

    for (int k = 0; k < params->tensors; k++)
        if (params->tensor[k].values == params->layer[0].u)
            return k;
    fail_msg("no recurrent weights");
    return 0;
}

static void weights_are_turned_and_cut(void **state)
{
    static struct app_case c;
    struct film twin;
    double sum = 0;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    twin_of(&twin, &(struct scene_recipe){0});
    int tensor = recurrent(&twin), at = 11 * 8 + 3;
    real *u = twin.network.params.layer[0].u;
    for (int k = 0; k < 32 * 8; k++)
        sum += (double)u[k] * (double)u[k];
    double notch = 0.05 * sqrt(sum / (32 * 8));
    const struct draw_id id = subject(SUBJECT_WEIGHT, 0, tensor, 0, at);
    interfere_weight(&c.app, id, 3, false);
    app_case_send(&c);
    u[at] = (real)((double)u[at] + 3 * notch);
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    /* The wheel over it, finer: three tenths of a notch back. */
    c.app.ui.hover = id;
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = -3,
                                            .modifiers = MOD_SHIFT});
    u[at] = (real)((double)u[at] - 0.3 * notch);
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    interfere_cut(&c.app, id, false);
    app_case_send(&c);
    u[at] = 0;
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    film_finish(&twin);
    app_case_finish(&c);
}

/* With a gate: all its weights that read h, or x; the others stay. */
static void gates_lose_their_weights(void **state)
{
    static struct app_case c;
    struct film twin;
    const struct draw_id o = subject(SUBJECT_SIGNAL, 0, LSTM_O, 3, 1);

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.inputs = 2});
    twin_of(&twin, &(struct scene_recipe){.inputs = 2});
    tool(&c, TOOL_CUT);
    gates_pin(&c.app, &o, false);
    app_case_send(&c);
    memset(twin.network.params.layer[0].u + 3 * 8 * 8, 0, 64 * sizeof(real));
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    /* A mean over the units is as good a place. */
    gates_pin(&c.app, &(struct draw_id){.kind = SUBJECT_SIGNAL, .step = 3,
                                        .signal = LSTM_O, .unit = -1}, true);
    app_case_send(&c);
    memset(twin.network.params.layer[0].w + 3 * 8 * 2, 0, 16 * sizeof(real));
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    film_finish(&twin);
    app_case_finish(&c);
}

static void wires_are_cut_and_mended(void **state)
{
    static struct app_case c;
    struct film twin;
    const struct pin pins[] = {range(PIN_READ_H, 0, 7, 9, 9, 0),
                               range(PIN_READ_C, 0, 7, 9, 9, 0)};

    (void)state;
    begin(&c, &(struct scene_recipe){0});
    twin_of(&twin, &(struct scene_recipe){0});
    uint64_t hash = app_case_hash(c.app.film);
    app_case_seek(&c, PASS_FORWARD, 9);
    app_case_key(&c, KEY_DELETE, 0);
    run_twin(&twin, pins, 1);
    assert_same(&c, &twin);
    app_case_key(&c, KEY_DELETE, MOD_SHIFT);
    run_twin(&twin, pins, 2);
    assert_same(&c, &twin);
    app_case_key(&c, KEY_DELETE, 0);
    run_twin(&twin, pins + 1, 1);
    assert_same(&c, &twin);
    /* The mouse mends what is left. */
    tool(&c, TOOL_CUT);
    const struct draw_spot *spot = NULL;
    for (int k = 0; k < c.app.list.spot_count; k++)
        if (c.app.list.spots[k].action == ACTION_CUT &&
            c.app.list.spots[k].id.signal == WIRE_C &&
            c.app.list.spots[k].id.step == 9)
            spot = &c.app.list.spots[k];
    assert_non_null(spot);
    app_case_click(&c, (spot->box.x + spot->box.w / 2) * c.app.list.scale,
                   (spot->box.y + spot->box.h / 2) * c.app.list.scale, 0);
    assert_true(app_case_hash(c.app.film) == hash);
    assert_int_equal(c.app.film->pins.count, 0);
    film_finish(&twin);
    app_case_finish(&c);
}

static void the_input_wire_is_cut(void **state)
{
    static struct app_case c;
    struct film twin;
    const struct draw_id x = subject(SUBJECT_WIRE, 0, WIRE_X, 6, -1);

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.inputs = 3});
    twin_of(&twin, &(struct scene_recipe){.inputs = 3});
    uint64_t hash = app_case_hash(c.app.film);
    interfere_cut(&c.app, x, false);
    app_case_send(&c);
    for (int k = 0; k < 3; k++)
        *input_of(&twin, 6, k) = 0;
    run_twin(&twin, NULL, 0);
    assert_same(&c, &twin);
    /* One change, however many inputs. */
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_true(app_case_hash(c.app.film) == hash);
    app_case_key(&c, KEY_A + 'Y' - 'A', MOD_CTRL);
    assert_same(&c, &twin);
    /* What comes after does not write over it. */
    inputs_nudge(&c.app, subject(SUBJECT_INPUT, 0, 0, 9, 1), 1, false);
    app_case_send(&c);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_same(&c, &twin);
    interfere_cut(&c.app, x, false);
    app_case_send(&c);
    assert_true(app_case_hash(c.app.film) == hash);
    film_finish(&twin);
    app_case_finish(&c);
}

/* Nothing of the untouched run is left over from what was done to it. */
static void the_ghost_is_the_untouched_run(void **state)
{
    static struct app_case c;
    struct film twin;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    twin_of(&twin, &(struct scene_recipe){0});
    assert_null(lab_ghost(c.app.lab, 0));
    interfere_weight(&c.app, subject(SUBJECT_WEIGHT, 0, recurrent(&twin), 0,
                                     5), 9, false);
    app_case_send(&c);
    assert_non_null(lab_ghost(c.app.lab, 0));
    assert_true(app_case_hash(lab_ghost(c.app.lab, 0)) ==
                app_case_hash(&twin));
    c.app.ui.heat = HEAT_DIFFERENCE;
    app_case_send(&c);
    for (int t = 1; t <= 24; t++)
        for (int u = 0; u < 8; u++) {
            const struct draw_id id = subject(SUBJECT_DIFFERENCE, 0, LSTM_F,
                                              t, u);
            double by = subject_against(c.app.film, &twin, id);
            assert_true(c.app.levels.level[0].mean[(t - 1) * 8 + u] ==
                        (float)by);
            assert_true(t > 1 || by == 0);
        }
    assert_true(c.app.levels.peak > 0);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_int_equal(c.app.ui.heat, HEAT_VALUE);
    film_finish(&twin);
    app_case_finish(&c);
}

/* R: the picture is that of the beginning, command by command. */
static void reset_brings_the_picture_back(void **state)
{
    static struct app_case c;

    (void)state;
    begin(&c, &(struct scene_recipe){.trained = true});
    play_to_step(&c.app, 12);
    app_case_at(&c, INPUT_LEAVE, 0, 0);
    struct scene_case before = {.list = c.app.list};
    char *want = scene_case_dump(&before);
    tool(&c, TOOL_ZERO);
    app_case_key(&c, KEY_DELETE, 0);
    app_case_key(&c, KEY_UP, MOD_ALT);
    gates_pin(&c.app, &(struct draw_id){
        .kind = SUBJECT_SIGNAL, .signal = LSTM_F, .step = 2}, true);
    brush_mark(&c.app);
    app_case_send(&c);
    app_case_letter(&c, 'R');
    struct scene_case after = {.list = c.app.list};
    char *got = scene_case_dump(&after);
    if (strcmp(got, want) != 0)
        scene_case_differ("the picture", got, want);
    assert_int_equal(app_case_edits(&c.app), 0);
    free(want);
    free(got);
    app_case_finish(&c);
}

/* --- everything at random ------------------------------------------------- */

enum { CHANGES = 1000, LANES = 3, UNITS = 3, STEPS = 8 };

static int below(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

static uint64_t hash_of_all(const struct app_case *c)
{
    uint64_t hash = (uint64_t)c->app.lab->lanes;

    for (int k = 0; k < c->app.lab->lanes; k++)
        hash = hash * 1099511628211u ^
               app_case_hash(&c->app.lab->lane[k].film);
    return hash;
}

static void compare_three(struct app_case *c)
{
    struct setup setup = *history_setup(&c->app.lab->history);

    setup.lanes = LANES;
    setup.units = UNITS;
    setup.lane[1] = lane_defaults(CELL_GRU, ACT_TANH);
    setup.lane[2] = lane_defaults(CELL_RNN, ACT_TANH);
    assert_true(history_set(&c->app.lab->history, &setup, NULL));
    app_case_send(c);
}

static void turn_a_dial(struct app_case *c, struct random *random)
{
    struct setup setup = *history_setup(&c->app.lab->history);

    setup.lane[below(random, LANES)].gain = random_range(random, 0.5, 2);
    setup.seed = random_below(random, 5);
    history_set(&c->app.lab->history, &setup, NULL);
}

static void drag_an_input(struct app_case *c, struct random *random)
{
    const struct draw_spot spot = {
        .box = {0, 0, 9, 18}, .value = action_number(0.7f),
        .id = subject(SUBJECT_INPUT, 0, 0, 1 + below(random, STEPS), 0)};
    struct drag_at drag = {.spot = spot, .from = {0, 100}, .at = {0, 100}};

    inputs_begin(&c->app, &drag);
    for (int k = 0; k < 3; k++) {
        drag.at.y += (float)random_range(random, 1, 9);
        inputs_move(&c->app, &drag);
        app_case_send(c);
    }
    history_drop(&c->app.lab->history);
}

static void pin_a_range(struct app_case *c, struct random *random)
{
    enum cell cell = film_cell(c->app.film, 0);
    int unit = below(random, UNITS), step = 1 + below(random, STEPS);
    struct pin pin = {
        .signal = cell_table[cell].shown[below(random,
                                               cell_table[cell].shown_count)],
        .first_unit = unit, .last_unit = unit + below(random, UNITS - unit),
        .first_step = step,
        .last_step = step + below(random, STEPS + 1 - step)};

    interfere_tool(&c->app, 1 + below(random, 3));
    interfere_pin(&c->app, pin);
}

static void change(struct app_case *c, struct random *random)
{
    const struct film *film = c->app.film;
    int tensor = below(random, film->network.params.tensors);
    const struct param_tensor *table = &film->network.params.tensor[tensor];
    int count = table->rows * (table->columns > 0 ? table->columns : 1);
    const struct draw_id weight = subject(SUBJECT_WEIGHT, 0, tensor, 0,
                                          below(random, count));
    const struct draw_id wire = subject(
        SUBJECT_WIRE, 0, below(random, WIRE_KINDS), 1 + below(random, STEPS),
        below(random, 3) == 0 ? below(random, 2) : -1);

    c->app.ui.lane = below(random, LANES);
    app_case_send(c);
    switch (below(random, 9)) {
    case 0: turn_a_dial(c, random); break;
    case 1: drag_an_input(c, random); break;
    case 2:
        inputs_nudge(&c->app, (struct draw_id){0}, below(random, 5) - 2,
                     false);
        break;
    case 3: interfere_weight(&c->app, weight, below(random, 9) - 4,
                             below(random, 2)); break;
    case 4: interfere_cut(&c->app, weight, false); break;
    case 5: interfere_cut(&c->app, wire, false); break;
    case 6:
        if (below(random, 9) == 0)
            gates_reset(&c->app);
        break;
    default: pin_a_range(c, random);
    }
    app_case_send(c);
}

static void anything_is_undone(void **state)
{
    static uint64_t hash[2 * CHANGES];
    static struct app_case c;
    struct random random;
    struct history *history;
    size_t made;

    (void)state;
    random_seed(&random, 12, 0);
    app_case_init(&c, &(struct scene_recipe){.units = UNITS, .steps = STEPS});
    compare_three(&c);
    history = &c.app.lab->history;
    hash[history->now] = hash_of_all(&c);
    while (history->now < CHANGES) {
        size_t before = history->now;
        change(&c, &random);
        assert_true(history->now <= before + 1);
        hash[history->now] = hash_of_all(&c);
    }
    made = history->now;
    for (size_t k = made; k-- > 1;) {
        app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
        assert_int_equal(history->now, k);
        assert_true(hash_of_all(&c) == hash[k]);
    }
    for (size_t k = 2; k <= made; k++) {
        app_case_key(&c, KEY_A + 'Y' - 'A', MOD_CTRL);
        assert_true(hash_of_all(&c) == hash[k]);
    }
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drag_pins_a_range),
        cmocka_unit_test(escape_takes_a_drag_back),
        cmocka_unit_test(keys_pin_the_same),
        cmocka_unit_test(tools_pin_all_that_is_shown),
        cmocka_unit_test(an_input_is_dragged),
        cmocka_unit_test(inputs_move_by_keys),
        cmocka_unit_test(keys_in_one_record_add_up),
        cmocka_unit_test(tokens_go_on),
        cmocka_unit_test(weights_are_turned_and_cut),
        cmocka_unit_test(gates_lose_their_weights),
        cmocka_unit_test(wires_are_cut_and_mended),
        cmocka_unit_test(the_input_wire_is_cut),
        cmocka_unit_test(the_ghost_is_the_untouched_run),
        cmocka_unit_test(reset_brings_the_picture_back),
        cmocka_unit_test(anything_is_undone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
