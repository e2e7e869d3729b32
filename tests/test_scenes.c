/* Scenes: what was saved comes back to the last bit, and what is damaged is
 * said with its place.
 */
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/look.h"
#include "base/random.h"
#include "cli/lab/keep.h"
#include "cli/machine.h"
#include "cli/stage/easel.h"
#include "cli/stage/scenes.h"
#include "paint/png.h"
#include "render_case.h"
#include "scene/study/trace/trace.h"
#include "scene/ui_schema.h"

enum { CASES = 60, PICTURES = 8 };

static const struct load_with *with(void)
{
    static struct load_with with;

    with.kernels = machine_kernels();
    return &with;
}

static void assert_fine(bool fine, const struct error *error)
{
    if (!fine)
        fail_msg("%s", error->text);
}

static int below(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

static bool coin(struct random *random)
{
    return random_below(random, 2) == 1;
}

static struct lane_setup random_lane(struct random *random)
{
    const struct layer_spec *kind = &lane_kinds[below(random, LANE_KINDS)];
    struct lane_setup lane = lane_defaults(kind->cell, kind->activation);

    lane.scheme = (enum init_scheme)below(random, INIT_SCHEMES);
    lane.radius = coin(random);
    lane.gain = 0.5 + random_normal(random) * 0.01;
    lane.biased = coin(random);
    lane.forget_bias = random_normal(random);
    return lane;
}

static struct setup random_setup(struct random *random, bool opening)
{
    struct setup setup = setup_defaults();

    setup.lanes = 1 + below(random, LANES_MAX);
    setup.references = below(random, 3);
    for (int k = 0; k < setup.lanes; k++)
        setup.lane[k] = random_lane(random);
    for (int k = 0; k < setup.references; k++)
        setup.reference[k] = random_lane(random);
    setup.units = 1 + below(random, 9);
    setup.same_parameters = coin(random);
    setup.input = (enum lab_input)(1 + below(random, LAB_INPUTS - 1));
    setup.inputs = 1 + below(random, 5);
    setup.steps = 1 + below(random, 14);
    setup.seed = random_below(random, 1000) *
                 (coin(random) ? UINT64_C(18446744073709551) : 1);
    setup.clip = coin(random);
    setup.clip_norm = exp(random_normal(random));
    setup.free_from = below(random, setup.steps + 3) - 1;
    setup.temperature = coin(random) ? 0 : random_range(random, 0, 5);
    setup.draw = random_bits(random);
    if (opening) {
        setup.lane[0].file = 0;
        setup.lane[0].radius = false;
        setup.input = LAB_FILE;
        setup.first = 1 + below(random, 20);
    }
    return setup;
}

static void random_pin(struct random *random, const struct params *params,
                       int steps, struct edit *edit)
{
    const struct cell_info *cell = layer_cell(&params->spec.layer[0]);
    int units = params->spec.layer[0].units;
    int wires = cell->c >= 0 ? 2 : 1;

    edit->kind = coin(random) ? EDIT_PIN : EDIT_FREE;
    edit->pin = (struct pin){
        .signal = coin(random) ? cell->shown[below(random, cell->shown_count)]
                               : -1 - below(random, wires),
        .first_unit = below(random, units),
        .first_step = 1 + below(random, steps),
        .multiply = coin(random),
        .value = (real)random_normal(random)};
    edit->pin.last_unit = edit->pin.first_unit +
                          below(random, units - edit->pin.first_unit);
    edit->pin.last_step = edit->pin.first_step +
                          below(random, steps - edit->pin.first_step + 1);
}

static void random_weight(struct random *random, const struct params *params,
                          struct edit *edit)
{
    edit->kind = EDIT_WEIGHT;
    edit->tensor = below(random, params->tensors);
    const struct param_tensor *tensor = &params->tensor[edit->tensor];
    edit->first_row = below(random, tensor->rows);
    edit->last_row = edit->first_row +
                     below(random, tensor->rows - edit->first_row);
    if (tensor->columns > 0)
        edit->first_column = edit->last_column = below(random,
                                                       tensor->columns);
    edit->multiply = coin(random);
    edit->value = (real)random_normal(random);
}

static void random_edit(struct random *random, struct lab *lab)
{
    int lanes = lab->lanes + lab->references, k = below(random, lanes);
    int number = k < lab->lanes ? k : LANES_MAX + k - lab->lanes;
    const struct film *film = &lab_lane(lab, number)->film;
    const struct params *params = &film->network.params;
    struct edit edit = {.lane = number,
                        .cell = params->spec.layer[0].cell};

    if (coin(random)) {
        random_pin(random, params, film->steps, &edit);
    } else if (coin(random)) {
        random_weight(random, params, &edit);
    } else {
        edit.kind = EDIT_INPUT;
        edit.step = 1 + below(random, film->steps);
        edit.index = below(random, params->spec.inputs);
        edit.value = (real)random_normal(random);
    }
    if (edit_check(&edit, params, film->steps, NULL))
        assert_true(history_add(&lab->history, &edit, NULL));
}

static enum panel random_panel(struct random *random)
{
    static const enum panel panels[] = {
        PANEL_HEAT, PANEL_SCOPES, PANEL_SERIES, PANEL_DECAY, PANEL_PATHS,
        PANEL_TRIANGLE, PANEL_UNITS};

    return panels[below(random, 7)];
}

static void open_numbers(struct random *random, const struct film *film,
                         struct ui *ui)
{
    const struct cell_info *cell = &cell_table[film_cell(film, ui->layer)];

    for (int k = below(random, 4); k > 0; k--) {
        struct draw_id id = subject(
            coin(random) ? SUBJECT_SIGNAL : SUBJECT_GRADIENT, 0,
            cell->shown[below(random, cell->shown_count)],
            1 + below(random, film->steps),
            below(random, film_units(film, 0)));
        if (trace_opens(film, id))
            ui->trace[ui->traces++] = id;
    }
}

/* What a user may have set, on a lane of the lab. */
static struct ui random_view(struct random *random, struct lab *lab,
                             struct ui ui)
{
    static const enum decay_measure paths[] = {DECAY_JACOBIAN, DECAY_HIDDEN,
                                               DECAY_CELL};

    ui.screen = (enum screen)(SCREEN_STAGE + below(random, 3));
    ui.left = random_panel(random);
    ui.right = random_panel(random);
    ui.alone = below(random, 5) == 0 ? random_panel(random) : PANEL_NONE;
    ui.story = coin(random);
    ui.lane = below(random, lab->lanes);
    const struct film *film = lab_film(lab, ui.lane);
    ui.unit = below(random, film_units(film, 0));
    ui.mean = coin(random);
    ui.cards = 3 + (float)below(random, 1000) / 7;
    ui.heat_signal = below(random, 6);
    ui.heat = (enum heat_kind)below(random, lab_ghost(lab, ui.lane) != NULL
                                                ? HEAT_KINDS : 2);
    ui.overlaid = coin(random);
    ui.gate = below(random, 3) - 1;
    ui.all_lanes = coin(random);
    ui.z_writes = coin(random);
    ui.quantity = paths[below(random, 3)];
    ui.path = paths[below(random, 3)];
    ui.detach = coin(random);
    ui.total = coin(random);
    ui.lag = below(random, film->steps);
    ui.linear_width = coin(random);
    ui.lane_gates = coin(random);
    ui.dial = below(random, DIALS);
    ui.all_dials = coin(random);
    ui.one_lane = coin(random);
    ui.tool = (enum tool)below(random, TOOLS);
    ui.weights = (enum lag_measure)(LAG_WEIGHTS_W + below(random, 3));
    ui.loss_step = below(random, film->steps + 1);
    ui.strands = coin(random);
    ui.column = (enum unit_column)below(random, UNIT_COLUMNS);
    ui.descending = coin(random);
    ui.table_signal = below(random, 6);
    ui.speed = below(random, SPEEDS);
    ui.magnified = below(random, 6) == 0;
    ui.magnify_at = point_at((float)below(random, 900), 300.25f);
    if (coin(random)) {
        ui.pinned = subject(SUBJECT_SIGNAL, 0, cell_table[film_cell(
                                film, 0)].h, film->steps, ui.unit);
        ui.pinned_at = point_at((float)below(random, 900), 300.5f);
    }
    open_numbers(random, film, &ui);
    look_fit(&ui, film);
    const struct timeline timeline = film_timeline(film, 0);
    ui.at = coin(random) ? 0 : 1 + (int64_t)(below(random, 1 << 20) *
            (double)(timeline_length(&timeline) - 1) / (1 << 20));
    return ui;
}

/* The user's own things, which no scene says. */
static struct ui own_view(struct random *random)
{
    struct ui ui = ui_defaults();

    ui.theme = (enum theme_name)below(random, THEMES);
    ui.language = (enum language)below(random, LANGUAGES);
    ui.class_mode = below(random, 4) == 0;
    return ui;
}

static void show(struct easel *easel, struct lab *lab, const struct ui *ui,
                 bool paints)
{
    struct error error = {0};

    easel->ui = *ui;
    easel_put(easel, lab);
    assert_fine(easel_init(easel, 1280, 800, 1, &error), &error);
    assert_fine(easel_measure(easel, NULL, &error), &error);
    easel_build(easel);
    if (paints)
        easel_show(easel);
}

static void assert_same_list(const struct draw_list *one,
                             const struct draw_list *other)
{
    assert_int_equal(one->commands, other->commands);
    assert_int_equal(one->text_count, other->text_count);
    assert_int_equal(one->point_count, other->point_count);
    assert_int_equal(one->number_count, other->number_count);
    assert_int_equal(one->spot_count, other->spot_count);
    assert_memory_equal(one->text, other->text, (size_t)one->text_count);
    assert_memory_equal(one->points, other->points,
                        (size_t)one->point_count * sizeof *one->points);
    for (int k = 0; k < one->number_count; k++)
        assert_memory_equal(&one->numbers[k].value, &other->numbers[k].value,
                            sizeof one->numbers[k].value);
    for (int k = 0; k < one->commands; k++) {
        assert_memory_equal(&one->command[k].box, &other->command[k].box,
                            sizeof one->command[k].box);
        assert_memory_equal(&one->command[k].color, &other->command[k].color,
                            sizeof one->command[k].color);
    }
}

static void assert_same_picture(const struct easel *one,
                                const struct easel *other)
{
    unsigned char *data[2];
    size_t length[2];

    assert_true(png_encode(&one->picture, &data[0], &length[0], NULL));
    assert_true(png_encode(&other->picture, &data[1], &length[1], NULL));
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(data[0], data[1], length[0]);
    free(data[0]);
    free(data[1]);
}

static struct lab *random_lab(struct random *random, bool opening)
{
    const struct setup setup = random_setup(random, opening);
    const struct lane_measure measure = {0};
    struct cast cast = {0};
    struct error error = {0};

    if (opening)
        assert_fine(load_cast(&cast, &(struct load_source){0}, &error),
                    &error);
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = with()->kernels}, &measure, &error);
    assert_fine(lab != NULL, &error);
    for (int k = below(random, 8); k > 0; k--)
        random_edit(random, lab);
    assert_fine(lab_follow(lab, &measure, &error), &error);
    if (coin(random)) { /* what edits were made for is not all there now */
        struct setup less = *history_setup(&lab->history);
        less.steps = 1 + less.steps / 2;
        assert_true(history_set(&lab->history, &less, NULL));
        assert_fine(lab_follow(lab, &measure, &error), &error);
    }
    return lab;
}

static void keep(const struct lab *lab, const struct ui *ui, bool opening,
                 struct scene_file *file)
{
    struct scene_file *again = calloc(1, sizeof *again);
    struct error error = {0};

    assert_non_null(again);
    assert_fine(scene_file_take(file, lab, ui, &error), &error);
    file->sources.opening = opening;
    assert_fine(scenes_write(file, "kept.scene", &error), &error);
    assert_fine(scenes_read(again, "kept.scene", &error), &error);
    assert_true(schema_same(&scene_schema, file, again));
    free(again);
}

static void comes_back(uint64_t seed)
{
    struct random random;
    struct easel before = {0}, after = {0};
    struct scene_file *file = calloc(1, sizeof *file);
    struct error error = {0};
    bool opening = seed % 3 == 0, paints = seed < PICTURES;

    random_seed(&random, seed, 77);
    struct lab *lab = random_lab(&random, opening);
    struct ui own = own_view(&random);
    struct ui view = random_view(&random, lab, own);
    keep(lab, &view, opening, file);
    struct scene_file *read = scenes_load("kept.scene", &error);
    assert_fine(read != NULL, &error);
    struct lab *again = scenes_open(read, "kept.scene", with(), &error);
    assert_fine(again != NULL, &error);
    scene_file_show(read, again, &own);
    assert_int_equal(own.at, view.at);
    show(&before, lab, &view, paints);
    show(&after, again, &own, paints);
    assert_same_list(&before.list, &after.list);
    if (paints)
        assert_same_picture(&before, &after);
    easel_finish(&before);
    easel_finish(&after);
    free(read);
    free(file);
}

static void saved_scenes_come_back(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < CASES; seed++)
        comes_back(seed);
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Opening it says exactly this, behind the name of the file. */
static void refuses(const char *text, const char *wanted)
{
    struct error error = {0};
    char whole[ERROR_TEXT_MAX];
    struct lab *lab = NULL;

    put("bad.scene", text);
    struct scene_file *file = scenes_load("bad.scene", &error);
    if (file != NULL)
        lab = scenes_open(file, "bad.scene", with(), &error);
    snprintf(whole, sizeof whole, "bad.scene:%s", wanted);
    assert_null(lab);
    assert_string_equal(error.text, whole);
    free(file);
}

static void damage_is_said_with_its_place(void **state)
{
    (void)state;
    refuses("", " there is nothing in it");
    refuses("lab:\n  untis: 4\n",
            "2:3: unknown key 'untis'; did you mean 'units'?");
    refuses("lab:\n  units: 4000\n",
            "2:10: 'units' must be a whole number from 1 to 1024, not '4000'");
    refuses("lab:\n  units: many\n",
            "2:10: 'units' must be a whole number from 1 to 1024, not 'many'");
    refuses("lab:\n  lanes:\n    - {cell: lstn}\n",
            "3:14: 'cell' must be one of dense, rnn, lstm, gru, gru-before, "
            "not 'lstn'; did you mean 'lstm'?");
    refuses("lab:\n  lanes:\n    - {cell: dense}\n",
            "2:3: a lane is drawn as a recurrent layer, not as a dense one");
    refuses("lab:\n  lanes: []\n",
            "2:10: 'lanes' must have 1 to 4 entries, not 0");
    refuses("lab:\n  lanes:\n    - {network: 1}\n",
            "2:3: lane 1 is network 1 of 0");
    refuses("opening: true\nlab:\n  lanes:\n    - {network: 1}\n"
            "  input: file\n  steps: 49\n",
            "3:3: steps 1 to 49 of the sequence are wanted, which has 48");
    refuses("lab:\n  input: file\n",
            "2:3: 'input' is 'file', but there is no series");
    refuses("edits:\n  - edit: layer0.h[17]@1=1\n",
            "2:11: pin 'layer0.h[17]@1=1': units 17..17 are not within 1..16");
    refuses("edits:\n  - {lane: 2, edit: \"layer0.f[3]@51=1\"}\n",
            "2:21: pin 'layer0.f[3]@51=1': steps 51..51 are not within 1..50");
    refuses("edits:\n  - edit: layer0.h[1]@1=1\n  - lane: 3\n"
            "    edit: layer0.h[1]@1=1\n", "3:11: there is no lane 3");
    refuses("edits:\n  - edit: weight_hh_l0[1][17]=1\n",
            "2:11: weight_hh_l0 has 16 rows and 16 columns");
    refuses("edits:\n  - edit: nonsense\n",
            "2:11: 'nonsense' is no edit of this network; they are written "
            "layer0.f[3]@10..20=1, x[1]@14=0.35 or weight_hh_l0[3][5]=0.1");
    refuses("edits:\n  - lane: 1\n", "2:5: an edit needs the key 'edit'");
    refuses("networks:\n  - file: m.safetensors\n",
            "2:3: there is a network but no series that it reads: 'series' "
            "with 'file', 'tokens', 'text' or 'task-sequence'");
    refuses("networks:\n  - file: m.safetensors\n"
            "series: {file: x.csv, text: x.txt}\n",
            "3:9: a series has one of 'file', 'tokens', 'text' and "
            "'task-sequence'");
    refuses("lab:\n  free-from: -2\n",
            "2:14: 'free-from' must be a whole number from -1 to 2147483647, "
            "not '-2'");
    refuses("lab:\n  temperature: 5.1\n",
            "2:16: 'temperature' must be a number from 0 to 5, not '5.1'");
    refuses("networks:\n  - file: m.safetensors\nseries: {file: x.csv}\n",
            "2:11: cannot open 'm.safetensors': No such file or directory");
    refuses("view:\n  weights: input\n",
            "2:12: 'weights' must be one of W, U, b, not 'input'");
    refuses("view:\n  cards: .nan\n",
            "2:10: 'cards' must be a number from 3 to 200, not '.nan'");
    refuses("at:\n  ticks: 720721\n",
            "2:10: 'ticks' must be a whole number from 1 to 720720, not "
            "'720721'");
    refuses("at:\n  pass: forwards\n",
            "2:9: 'pass' must be one of forward, backward, not 'forwards'; did "
            "you mean 'forward'?");
    refuses("view: {screen: cell\n",
            "1:7: this '{' is never closed");
    refuses("lab: &a\n  units: 3\n", "1:6: anchors ('&name') are "
            "not used: put the text in quotes");
}

static void files_are_named_from_the_scene(void **state)
{
    struct scene_file *file = calloc(1, sizeof *file);
    struct error error = {0};
    static struct printed printed;
    const struct load_source source = {
        .model = "sub/m.safetensors",
        .series = {.input = "sub/x.csv", .columns = "change"},
        .first = 5, .last = 12};

    (void)state;
    program_shell(&printed, "mkdir sub other && "
                  "cp '" TEST_DIR "/../assets/models/co2.safetensors' "
                  "sub/m.safetensors && "
                  "cp '" TEST_DIR "/../assets/data/co2_change.csv' sub/x.csv");
    assert_int_equal(printed.code, 0);
    struct lab *lab = load_lab(&source, with(), &error);
    assert_fine(lab != NULL, &error);
    const struct ui ui = ui_defaults();
    assert_true(scene_file_take(file, lab, &ui, NULL));
    assert_true(scenes_sources(&file->sources, &source, NULL));
    assert_fine(scenes_write(file, "sub/a.scene", &error), &error);
    lab_destroy(lab);
    /* The folder moves as one. */
    assert_int_equal(rename("sub", "moved"), 0);
    struct scene_file *read = scenes_load("moved/a.scene", &error);
    assert_fine(read != NULL, &error);
    assert_string_equal(read->sources.network[0].file, "moved/m.safetensors");
    lab = scenes_open(read, "moved/a.scene", with(), &error);
    assert_fine(lab != NULL, &error);
    assert_int_equal(lab_film(lab, 0)->steps, 8);
    lab_destroy(lab);
    /* Saved elsewhere it names the whole paths. */
    assert_fine(scenes_write(read, "other/b.scene", &error), &error);
    free(read);
    read = scenes_load("other/b.scene", &error);
    assert_fine(read != NULL, &error);
    assert_int_equal(read->sources.network[0].file[0], '/');
    free(read);
    free(file);
}

/* A text is a series too, in the letters of the network. */
static void texts_are_read_from_scenes(void **state)
{
    static const char *const letters[] = {"a", "b", " "};
    const struct spec spec = {
        .inputs = 3, .vocabulary = 3, .layers = 1,
        .layer = {{CELL_GRU, ACT_TANH, 4}}, .head = HEAD_SOFTMAX,
        .outputs = 3};
    struct model model = {.feed = {GENERATE_TOKEN, 0}};
    struct scene_file *file = calloc(1, sizeof *file);
    struct error error = {0};
    const struct load_source source = {
        .model = "m.safetensors", .series = {.text = "t.txt"}, .last = 6};

    (void)state;
    put("t.txt", "abba ab a");
    assert_true(params_init(&model.params, &spec, NULL));
    assert_true(vocabulary_init(&model.words, letters, 3, false, NULL));
    assert_true(model_save(&model, "m.safetensors", NULL, NULL));
    model_finish(&model);
    struct lab *lab = load_lab(&source, with(), &error);
    assert_fine(lab != NULL, &error);
    const struct ui ui = ui_defaults();
    assert_true(scene_file_take(file, lab, &ui, NULL));
    lab_destroy(lab);
    assert_true(scenes_sources(&file->sources, &source, NULL));
    file->setup.free_from = 4;
    file->setup.draw = 3;
    assert_fine(scenes_write(file, "a.scene", &error), &error);
    struct scene_file *read = scenes_load("a.scene", &error);
    assert_fine(read != NULL, &error);
    lab = scenes_open(read, "a.scene", with(), &error);
    assert_fine(lab != NULL, &error);
    const struct film *film = lab_film(lab, 0);
    assert_int_equal(film->steps, 6);
    assert_int_equal(film->free_from, 4);
    assert_int_equal(film->draw, 3);
    assert_int_equal(film->words.count, 3);
    assert_true(film->loss_everywhere);
    for (int t = 0; t < 3; t++) {
        assert_int_equal(film->ids[t], "\0\1\1"[t]);
        assert_int_equal(film->target_labels[t], "\1\1\0"[t]);
    }
    assert_int_equal(film->target_labels[4], 0);
    assert_string_equal(film->label[1], "b");
    lab_destroy(lab);
    free(read);
    free(file);
}

/* Four kilobytes of edits, and a disk for one. */
static void fill(struct scene_file *file)
{
    scene_file_defaults(file);
    file->edits = 100;
    for (int k = 0; k < file->edits; k++) {
        file->edit[k].lane = 1;
        snprintf(file->edit[k].text, EDIT_TEXT_MAX, "layer0.h[1]@%d=1",
                 1 + k % 50);
    }
}

static void full_disk_leaves_the_old_scene(void **state)
{
    static struct scene_file file;
    static char text[64];
    int status = 0;

    (void)state;
    put("kept.scene", "opening: true\n");
    fill(&file);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {1000, 1000};
        struct error error = {0};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(2);
        if (scenes_write(&file, "kept.scene", &error))
            _exit(3);
        _exit(strstr(error.text, "File too large") != NULL ? 0 : 4);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    FILE *old = fopen("kept.scene", "rb");
    assert_non_null(old);
    assert_non_null(fgets(text, sizeof text, old));
    fclose(old);
    assert_string_equal(text, "opening: true\n");
    assert_int_equal(render_entries(), 1);
}

static void presets_and_unnamed_series_are_not_overwritten(void **state)
{
    struct films films = {0};
    struct preset_files presets = {0};
    struct error error = {0};
    struct lab *lab;
    const struct ui ui = ui_defaults();

    (void)state;
    assert_fine(preset_files_init(&presets, &error), &error);
    assert_int_equal(films_choose(&films, presets.path[0],
                                  &(struct load_source){0}, with(), &lab,
                                  &error), FILMS_LOADED);
    assert_string_equal(films.scene, presets.path[0]);
    assert_fine(keep_scene(&films, &presets, lab, &ui, &error), &error);
    assert_string_equal(strrchr(films.scene, '/'), "/gatereel-0001.scene");
    assert_fine(keep_scene(&films, &presets, lab, &ui, &error), &error);
    assert_int_equal(render_entries(), 1);
    scenes_sources(&films.sources,
                   &(struct load_source){.model = "m",
                                         .series = {.input = "-"}},
                   &films.unnamed);
    assert_false(keep_scene(&films, &presets, lab, &ui, &error));
    assert_string_equal(error.text, "the series came from standard input, "
                        "which no scene can name; give it as a file");
    lab_destroy(lab);
    films_finish(&films);
    preset_files_finish(&presets);
}

/* The stage of a lesson is not what was opened before it. */
static void a_stage_is_saved_as_what_it_is(void **state)
{
    static const char why[] = "it stands in the lesson";
    struct films films = {.scene = "/mine.scene",
                          .sources = {.networks = 1}};
    struct preset_files presets = {0};
    struct scene_sources drawn = {0};
    struct error error = {0};
    const struct ui ui = ui_defaults();

    (void)state;
    struct lab *lab = load_lab(&(struct load_source){0}, with(), &error);
    assert_fine(lab != NULL, &error);
    films_lend(&films, NULL, why);
    assert_false(keep_scene(&films, &presets, lab, &ui, &error));
    assert_string_equal(error.text, why);
    assert_int_equal(render_entries(), 0);
    drawn.opening = true;
    films_lend(&films, &drawn, why);
    assert_fine(keep_scene(&films, &presets, lab, &ui, &error), &error);
    assert_string_equal(strrchr(films.scene, '/'), "/gatereel-0001.scene");
    lab_destroy(lab);
    films_finish(&films);
}

/* A word without a text can be neither written nor compared with one. */
static void assert_words(const struct schema *schema)
{
    for (const struct schema_key *key = schema->keys; key->name; key++) {
        for (size_t k = 0; key->kind == SCHEMA_WORD && k < key->size; k++)
            if (key->words[k] == NULL)
                fail_msg("word %zu of '%s' has no text", k, key->name);
        if (key->schema != NULL)
            assert_words(key->schema);
    }
}

static void every_word_has_a_text(void **state)
{
    (void)state;
    assert_words(&scene_schema);
    assert_words(&ui_schema);
}

#define in_a_folder(test) \
    cmocka_unit_test_setup_teardown(test, render_setup, render_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_has_a_text),
        in_a_folder(saved_scenes_come_back),
        in_a_folder(damage_is_said_with_its_place),
        in_a_folder(files_are_named_from_the_scene),
        in_a_folder(texts_are_read_from_scenes),
        in_a_folder(full_disk_leaves_the_old_scene),
        in_a_folder(presets_and_unnamed_series_are_not_overwritten),
        in_a_folder(a_stage_is_saved_as_what_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
