/* The stage of a step: networks by hand against equations worked out here, all
 * others against the lab that the same files and settings give without a
 * lesson; what is refused, and how a step looks as it begins.
 */
#include "lesson_case.h"

#include "app/course/show.h"
#include "check_close.h"
#include "cli/assets.h"
#include "cli/lab/preset_files.h"
#include "cli/stage/scenes.h"
#include "cli/stage/sequences.h"
#include "failing.h"

static struct lesson_case c;

static int setup(void **state)
{
    (void)state;
    lesson_case_init(&c);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lesson_case_finish(&c);
    return 0;
}

static void fine(bool is, const struct error *error)
{
    if (!is)
        fail_msg("%s", error->text);
}

static void makes(const char *block)
{
    lesson_case_block(&c, block);
    lesson_case_make(&c, 0, 0);
    assert_non_null(c.made.lab);
}

static double signal_at(int lane, const char *name, int t, int unit)
{
    const struct film *film = &c.made.lab->lane[lane].film;
    int signal = signal_find(film_cell(film, 0), name);

    assert_true(signal >= 0);
    return film_signal(film, 0, signal, t)[unit];
}

/* The same networks, and the same runs of them, bit for bit. */
static void same_labs(const struct lab *one, const struct lab *other)
{
    assert_int_equal(one->lanes, other->lanes);
    for (int k = 0; k < one->lanes; k++) {
        const struct film *a = &one->lane[k].film, *b = &other->lane[k].film;
        const struct params *p = &a->network.params;
        assert_int_equal(a->steps, b->steps);
        assert_int_equal(p->count, b->network.params.count);
        assert_memory_equal(p->data, b->network.params.data,
                            p->count * sizeof(real));
        size_t units = (size_t)film_units(a, 0);
        int h = cell_table[film_cell(a, 0)].h;
        for (int t = 1; t <= a->steps; t++)
            assert_memory_equal(film_signal(a, 0, h, t),
                                film_signal(b, 0, h, t),
                                units * sizeof(real));
        assert_memory_equal(a->loss, b->loss, sizeof *a->loss);
    }
}

/* Against a lab, which is destroyed. */
static void is_like(struct lab *lab, const struct error *error)
{
    fine(lab != NULL, error);
    same_labs(c.made.lab, lab);
    lab_destroy(lab);
}

static double sigmoid(double a)
{
    return 1 / (1 + exp(-a));
}

static void an_lstm_by_hand(void **state)
{
    static const double x[] = {1, 0, 0.5}, w[] = {1, 0.5, -1, 2},
                        u[] = {0.5, 1, -0.5, 0.25}, b[] = {0, 4, 0.1, -1};
    double h = 0, kept = 0, a[4];

    (void)state;
    makes("network: {cell: lstm, W: \"1; 0.5; -1; 2\",\n"
          "  U: \"0.5; 1; -0.5; 0.25\", b: \"0; 4; 0.1; -1\"}\n"
          "input: {kind: values, inputs: 1, values: \"1; 0; 0.5\"}\n");
    assert_int_equal(c.made.lab->lane[0].film.steps, 3);
    assert_false(c.made.lab->lane[0].film.trained);
    assert_true(c.made.lab->lane[0].film.by_hand);
    for (int t = 1; t <= 3; t++) {
        for (int g = 0; g < 4; g++)
            a[g] = w[g] * x[t - 1] + u[g] * h + b[g];
        kept = sigmoid(a[1]) * kept + sigmoid(a[0]) * tanh(a[2]);
        h = sigmoid(a[3]) * tanh(kept);
        assert_close(signal_at(0, "i", t, 0), sigmoid(a[0]), 1e-6);
        assert_close(signal_at(0, "f", t, 0), sigmoid(a[1]), 1e-6);
        assert_close(signal_at(0, "g", t, 0), tanh(a[2]), 1e-6);
        assert_close(signal_at(0, "o", t, 0), sigmoid(a[3]), 1e-6);
        assert_close(signal_at(0, "c", t, 0), kept, 1e-6);
        assert_close(signal_at(0, "h", t, 0), h, 1e-6);
    }
}

/* Gates r, z, n; z keeps. */
static void a_gru_by_hand(void **state)
{
    double h = 0;

    (void)state;
    makes("network: {cell: gru, W: \"1; 2; 3\", U: \"0.5; -1; 2\",\n"
          "  b: \"0; 0.5; -0.5\"}\n"
          "input: {values: \"0.4; -0.2; 1\"}\n");
    for (int t = 1; t <= 3; t++) {
        double x = t == 1 ? 0.4 : t == 2 ? -0.2 : 1;
        double r = sigmoid(x + 0.5 * h), z = sigmoid(2 * x - h + 0.5);
        double n = tanh(3 * x - 0.5 + r * (2 * h));
        h = (1 - z) * n + z * h;
        assert_close(signal_at(0, "h", t, 0), h, 1e-6);
    }
}

static void layers_and_lanes_by_hand(void **state)
{
    (void)state;
    makes("network:\n"
          "  - {cell: dense, activation: relu, W: \"2 -3; 1 1\",\n"
          "     b: \"0.5; 0\"}\n"
          "  - {cell: rnn, activation: identity, W: \"1 0\", U: \"0.5\"}\n"
          "  - {cell: rnn}\n"
          "input: {values: \"1 1; 1 0\"}\n"
          "units: 5\n");
    assert_int_equal(c.made.lab->lanes, 3);
    assert_close(signal_at(0, "h", 1, 0), 0, 0);
    assert_close(signal_at(0, "h", 1, 1), 2, 0);
    assert_close(signal_at(0, "h", 2, 0), 2.5, 0);
    assert_close(signal_at(1, "h", 2, 0), 1.5, 0);
    assert_int_equal(film_units(&c.made.lab->lane[2].film, 0), 5);
    assert_true(c.made.lab->lane[1].film.by_hand);
    assert_false(c.made.lab->lane[2].film.by_hand);
    assert_close(film_input(&c.made.lab->lane[2].film, 2, 1), 0, 0);
    assert_close(film_input(&c.made.lab->lane[2].film, 1, 1), 1, 0);
}

static void is_called(const char *block, const char *const labels[3])
{
    struct ui ui = ui_defaults();
    char label[96];

    ui.language = LANGUAGE_EN;
    makes(block);
    for (int k = 0; k < 3; k++)
        assert_string_equal(lab_lane_label(c.made.lab, &ui, k, label,
                                           sizeof label), labels[k]);
}

/* By the weight in which they differ, or their number; a lane that is drawn
 * has the name that it always has. */
static void given_lanes_are_told_apart(void **state)
{
    (void)state;
    is_called("network:\n"
              "  - {cell: rnn, W: \"1\", U: \"0.5\"}\n"
              "  - {cell: rnn, W: \"1\", U: \"-1.25\"}\n"
              "  - {cell: rnn}\n"
              "input: {kind: impulse, inputs: 1, steps: 4}\n",
              (const char *const[]){"RNN U = 0.5", "RNN U = −1.25",
                                    "RNN tanh"});
    is_called("network:\n"
              "  - {cell: lstm, W: \"1; 0; 1; 1\", b: \"0; 0; 0; 0\"}\n"
              "  - {cell: lstm, W: \"1; 0; 1; 1\", b: \"0; 4; 0; 0\"}\n"
              "  - {cell: gru, W: \"1; 0; 1\"}\n"
              "input: {kind: impulse, inputs: 1, steps: 4}\n",
              (const char *const[]){"LSTM b_{f} = 0", "LSTM b_{f} = 4",
                                    "GRU"});
    is_called("network:\n"
              "  - {cell: rnn, W: \"1\", U: \"0.5\"}\n"
              "  - {cell: rnn, W: \"1\", U: \"0.5\"}\n"
              "  - {cell: rnn, activation: relu, W: \"1\", U: \"0.5\"}\n"
              "input: {kind: impulse, inputs: 1, steps: 4}\n",
              (const char *const[]){"RNN 1", "RNN 2", "RNN ReLU"});
    is_called("network: [{model: cosine-lstm}, {model: cosine-stateful},\n"
              "          {model: cosine-mlp}]\n",
              (const char *const[]){"cosine-lstm", "cosine-stateful",
                                    "dense layer"});
    /* Some have names of their own. */
    is_called("network:\n"
              "  - {model: cosine-lstm, name: {en: starts anew, ko: 새로}}\n"
              "  - {model: cosine-stateful}\n"
              "  - {model: cosine-mlp, name: a window}\n",
              (const char *const[]){"starts anew", "cosine-stateful",
                                    "a window"});
    is_called("network:\n"
              "  - {cell: rnn, W: \"1\", U: \"1\", name: adds}\n"
              "  - {cell: rnn, W: \"1\", U: \"0.5\"}\n"
              "  - {cell: rnn}\n"
              "input: {kind: impulse, inputs: 1, steps: 4}\n",
              (const char *const[]){"adds", "RNN U = 0.5", "RNN tanh"});
}

/* Weights by hand on what the lab makes. */
static void an_impulse_on_weights_by_hand(void **state)
{
    (void)state;
    makes("network:\n"
          "  - {cell: rnn, activation: identity, W: \"1\", U: \"0.9\"}\n"
          "  - {cell: rnn, activation: identity, W: \"1\", U: \"1.1\"}\n"
          "input: {kind: impulse, steps: 40}\n");
    assert_int_equal(c.made.lab->lane[1].film.steps, 40);
    assert_close(signal_at(0, "h", 40, 0), pow(0.9, 39), 1e-6);
    assert_close(signal_at(1, "h", 40, 0), pow(1.1, 39), 1e-3);
}

static struct lab *lab_from(const struct setup *setup, struct error *error)
{
    const struct lane_measure measure = {0};
    struct cast cast = {0};

    return lab_create(&(struct lab_start){.cast = &cast, .setup = setup,
                                          .kernels = c.with.kernels},
                      &measure, error);
}

static void networks_from_the_seed(void **state)
{
    struct setup setup = setup_defaults();
    struct error error = {0};

    (void)state;
    makes("network: [{cell: rnn}, {cell: lstm, forget-bias: 1}]\n");
    is_like(lab_from(&setup, &error), &error);
    lesson_case_make(&c, 0, 41);
    setup.seed += 41;
    is_like(lab_from(&setup, &error), &error);
    makes("network: [{cell: gru, scheme: orthogonal, gain: 0.5}]\n"
          "units: 9\nclip: 0.25\n"
          "input: {kind: wave, inputs: 2, steps: 30, seed: 7}\n");
    setup.lanes = 1;
    setup.lane[0] = lane_defaults(CELL_GRU, ACT_TANH);
    setup.lane[0].scheme = INIT_ORTHOGONAL;
    setup.lane[0].gain = 0.5;
    setup.units = 9;
    setup.input = LAB_WAVE;
    setup.inputs = 2;
    setup.steps = 30;
    setup.seed = 7;
    setup.clip = true;
    setup.clip_norm = 0.25;
    assert_true(setup_equal(history_setup(&c.made.lab->history), &setup));
    is_like(lab_from(&setup, &error), &error);
    makes("network: {cell: lstm}\n"); /* nothing is said of its forget bias */
    assert_false(c.made.lab->made.lane[0].biased);
}

static void find_asset(const char *name, char path[LESSONS_PATH_MAX])
{
    struct error error = {0};

    fine(assets_path(name, path, LESSONS_PATH_MAX, &error), &error);
}

static void copy_asset(const char *name, const char *to)
{
    char path[LESSONS_PATH_MAX], command[LESSONS_PATH_MAX + 256];

    find_asset(name, path);
    snprintf(command, sizeof command, "cp '%s' '%s/%s'", path, c.folder, to);
    assert_int_equal(system(command), 0);
}

/* Of several those of the lesson's own files are called by these. */
static void files_of_the_lesson_have_their_names(void **state)
{
    (void)state;
    copy_asset("models/cosine-lstm.safetensors", "first.try.safetensors");
    is_called("network: [{model: first.try.safetensors}, {model: cosine-mlp},\n"
              "          {model: cosine-stateful}]\n",
              (const char *const[]){"first.try", "dense layer",
                                    "cosine-stateful"});
}

static void networks_of_files(void **state)
{
    char answer[LESSONS_PATH_MAX], co2[LESSONS_PATH_MAX],
         table[LESSONS_PATH_MAX];
    struct error error = {0};

    (void)state;
    find_asset("models/answer.safetensors", answer);
    find_asset("models/co2.safetensors", co2);
    find_asset("data/co2_change.csv", table);
    struct load_source source = {.model = answer, .sequence = 3};
    makes("network: {model: answer}\ninput: {sequence: 3}\n");
    is_like(load_lab(&source, &c.with, &error), &error);
    copy_asset("models/answer.safetensors", "mine.safetensors");
    makes("network: {model: mine.safetensors}\n"
          "input: {kind: task, sequence: 3}\n");
    is_like(load_lab(&source, &c.with, &error), &error);
    copy_asset("data/co2_change.csv", "table.csv");
    source = (struct load_source){
        .model = co2, .series = {.input = table, .columns = "change"}};
    makes("network: {model: co2}\n"
          "input: {kind: file, file: table.csv, columns: change}\n");
    is_like(load_lab(&source, &c.with, &error), &error);
    makes("network: {model: co2}\n"
          "input: {kind: file, file: table.csv, columns: change,\n"
          "  first: 100, steps: 24}\n");
    assert_int_equal(c.made.lab->lane[0].film.steps, 24);
    source.first = 100;
    source.last = 123;
    is_like(load_lab(&source, &c.with, &error), &error);
}

/* The first rows of the table, written in the block: the network scales them
 * as it does the table. */
static void networks_of_files_on_other_inputs(void **state)
{
    char co2[LESSONS_PATH_MAX], table[LESSONS_PATH_MAX];
    const struct film *film;
    struct error error = {0};

    (void)state;
    find_asset("models/co2.safetensors", co2);
    find_asset("data/co2_change.csv", table);
    const struct load_source source = {
        .model = co2, .series = {.input = table, .columns = "change"},
        .last = 2};
    makes("network: {model: co2}\ninput: {values: \"0.89; 0.19\"}\n");
    film = &c.made.lab->lane[0].film;
    struct lab *lab = load_lab(&source, &c.with, &error);
    fine(lab != NULL, &error);
    assert_int_equal(film->steps, 2);
    assert_true(film->trained);
    assert_string_equal(film->model.ko, "co2.safetensors");
    for (int t = 1; t <= 2; t++) {
        assert_close(film_input(film, t, 0), t == 1 ? 0.89 : 0.19, 1e-6);
        for (int k = 0; k < film_units(film, 0); k++)
            assert_close(signal_at(0, "h", t, k), film_signal(
                &lab->lane[0].film, 0, cell_table[CELL_LSTM].h, t)[k], 1e-6);
    }
    lab_destroy(lab);
    makes("network: {model: co2}\ninput: {kind: impulse, steps: 9}\n");
    film = &c.made.lab->lane[0].film;
    assert_int_equal(film->steps, 9);
    assert_close(film_input(film, 1, 0), 1, 0);
    assert_close(film_input(film, 2, 0), 0, 0);
    makes("network: {model: letters}\ninput: {kind: noise, steps: 9}\n");
    assert_int_equal(c.made.lab->lane[0].film.steps, 9);
    lesson_case_refuses(&c, "network: {model: co2}\n"
                        "input: {values: \"1 2\"}\n",
                        "lesson.md:9:8: the network reads 1 number a step, and "
                        "there are 2");
    lesson_case_refuses(&c, "network: {model: letters}\n"
                        "input: {values: \"1 2\"}\n",
                        "lesson.md:9:8: the network reads tokens: give it "
                        "'text' or 'task'");
}

static void texts_of_the_folder(void **state)
{
    (void)state;
    lesson_case_write(&c, "said.txt", "we the people");
    makes("network: {model: letters}\n"
          "input: {kind: text, file: said.txt, steps: 10}\n");
    assert_int_equal(c.made.lab->lane[0].film.steps, 10);
    assert_non_null(c.made.lab->lane[0].film.ids);
    assert_string_equal(c.made.lab->lane[0].film.label[0], "w");
}

static struct lab *open_preset(const char *name, uint64_t seed,
                               struct error *error)
{
    struct preset_files presets;

    fine(preset_files_init(&presets, error), error);
    int found = preset_files_find(&presets, name, error);
    assert_true(found >= 0);
    struct scene_file *file = scenes_load(presets.path[found], error);
    fine(file != NULL, error);
    file->setup.seed += seed;
    struct lab *lab = scenes_open(file, presets.path[found], &c.with, error);
    preset_files_finish(&presets);
    free(file);
    return lab;
}

static void presets_with_and_without_changes(void **state)
{
    struct error error = {0};

    (void)state;
    makes("preset: lstm-vanishes\n");
    assert_non_null(c.made.file);
    is_like(open_preset("lstm-vanishes", 0, &error), &error);
    lesson_case_make(&c, 0, 5);
    is_like(open_preset("lstm-vanishes", 5, &error), &error);
    makes("preset: lstm-vanishes\nchange: {edit: \"x[1]@1=9\"}\n");
    assert_close(film_input(&c.made.lab->lane[0].film, 1, 0), 9, 0);
    lesson_case_refuses(&c, "preset: lstm-vanishes\n"
                        "change: {edit: \"x[99]@1=9\"}\n",
                        "lesson.md:9:16: there is no input 99, only 4");
    lesson_case_refuses(&c, "preset: lstm-vanish\n",
                        "lesson.md:8:9: there is no preset 'lstm-vanish'; did "
                        "you mean 'lstm-vanishes'?");
}

static const char scene[] =
    "lab:\n  lanes: [{cell: gru}]\n  units: 7\n  steps: 20\n";

static void scenes_of_the_folder(void **state)
{
    char path[256];
    struct error error = {0};

    (void)state;
    lesson_case_write(&c, "mine.scene", scene);
    makes("scene: mine.scene\n");
    assert_non_null(c.made.file);
    snprintf(path, sizeof path, "%s/mine.scene", c.folder);
    struct scene_file *file = scenes_load(path, &error);
    fine(file != NULL, &error);
    is_like(scenes_open(file, path, &c.with, &error), &error);
    free(file);
    copy_asset("models/co2.safetensors", "net.safetensors");
    copy_asset("data/co2_change.csv", "table.csv");
    lesson_case_write(&c, "file.scene",
                      "networks: [{file: net.safetensors}]\n"
                      "series: {file: table.csv, columns: change}\n"
                      "lab: {lanes: [{network: 1}], input: file, steps: 12}\n");
    makes("scene: file.scene\n");
    assert_int_equal(c.made.lab->lane[0].film.steps, 12);
}

/* A scene that is fine names files that are not the lesson's. */
static void refuses_scene(const char *text)
{
    lesson_case_write(&c, "bad.scene", text);
    lesson_case_block(&c, "scene: bad.scene\n");
    assert_false(stage_make(c.lesson, 0, 0, &c.with, &c.made, &c.error));
    if (strstr(c.error.text, "is outside of the lesson's folder") == NULL)
        fail_msg("%s", c.error.text);
    assert_true(c.made.lab == NULL && c.made.file == NULL);
}

static void nothing_outside_is_read(void **state)
{
    char path[LESSONS_PATH_MAX], text[2 * LESSONS_PATH_MAX], link[256];

    (void)state;
    find_asset("models/co2.safetensors", path);
    copy_asset("models/co2.safetensors", "../net.safetensors");
    copy_asset("models/co2.safetensors", "inside.safetensors");
    copy_asset("data/co2_change.csv", "../table.csv");
    snprintf(link, sizeof link, "%s/link.safetensors", c.folder);
    assert_int_equal(symlink("../net.safetensors", link), 0);
    refuses_scene("networks: [{file: ../net.safetensors}]\n"
                  "series: {task-sequence: 1}\n"
                  "lab: {lanes: [{network: 1}], input: file, steps: 4}\n");
    refuses_scene("networks: [{file: inside.safetensors}]\n"
                  "series: {file: ../table.csv, columns: change}\n"
                  "lab: {lanes: [{network: 1}], input: file, steps: 4}\n");
    refuses_scene("networks: [{file: link.safetensors}]\n"
                  "series: {task-sequence: 1}\n"
                  "lab: {lanes: [{network: 1}], input: file, steps: 4}\n");
    snprintf(text, sizeof text, "networks: [{file: \"%s\"}]\n"
             "series: {task-sequence: 1}\n"
             "lab: {lanes: [{network: 1}], input: file, steps: 4}\n", path);
    refuses_scene(text);
    refuses_scene("networks: [{file: inside.safetensors}]\n"
                  "series: {text: /etc/passwd}\n"
                  "lab: {lanes: [{network: 1}], input: file, steps: 4}\n");
    lesson_case_refuses(&c, "network: {model: ../net.safetensors}\n",
                        "lesson.md:8:18: '../net.safetensors' leads out of "
                        "the lesson's folder: files are named from there, "
                        "without '..'");
    lesson_case_refuses(&c, "network: {model: link.safetensors}\n",
                        "lesson.md:8:18: 'link.safetensors' is outside of the "
                        "lesson's folder, and a lesson reads only what is in "
                        "it");
    lesson_case_refuses(&c, "network: {model: co2}\n"
                        "input: {kind: file, file: /etc/passwd}\n",
                        "lesson.md:9:8: '/etc/passwd' leads out of the "
                        "lesson's folder: files are named from there, without "
                        "'..'");
    lesson_case_refuses(&c, "scene: ../mine.scene\n",
                        "lesson.md:8:8: '../mine.scene' leads out of the "
                        "lesson's folder: files are named from there, without "
                        "'..'");
    lesson_case_refuses(&c, "network: {model: nothing}\n",
                        "lesson.md:8:18: no network 'nothing' comes with the "
                        "program; one of the lesson's folder is named with "
                        "its ending, 'nothing.safetensors'");
}

/* A network of a file that reads more than values can hold. */
static void save_wide(int inputs)
{
    const struct spec spec = {.inputs = inputs, .layers = 1,
                              .layer = {{CELL_RNN, ACT_TANH, 2}}};
    char path[256];
    struct model model = {0};
    struct error error = {0};

    fine(params_init(&model.params, &spec, &error), &error);
    snprintf(path, sizeof path, "%s/wide.safetensors", c.folder);
    fine(model_save(&model, path, NULL, &error), &error);
    model_finish(&model);
}

/* A stranger's lesson neither holds the window nor reads past its values. */
static void stages_have_a_size(void **state)
{
    char block[2000] = "network: {cell: rnn, W: \"1";

    (void)state;
    for (int k = 1; k < 400; k++)
        strcat(block, ";1");
    strcat(block, "\"}\ninput: {inputs: 1, steps: 100000}\n");
    lesson_case_refuses(&c, block,
                        "lesson.md:9:8: 161200 weights over 100000 steps take "
                        "too long: fewer 'units' or 'steps'");
    lesson_case_write(&c, "large.scene",
                      "lab: {lanes: [{cell: lstm}], units: 1000, inputs: 4, "
                      "steps: 1000}\n");
    lesson_case_block(&c, "scene: large.scene\n");
    assert_false(stage_make(c.lesson, 0, 0, &c.with, &c.made, &c.error));
    if (strstr(c.error.text, "large.scene:1:6: 4024000 weights over 1000 "
               "steps take too long: fewer 'units' or 'steps'") == NULL)
        fail_msg("%s", c.error.text);
    save_wide(1001);
    lesson_case_refuses(&c, "network: {model: wide.safetensors}\n"
                        "input: {kind: noise, steps: 3}\n",
                        "lesson.md:9:8: the network reads 1001 numbers a "
                        "step, more than 1000: give it 'file' or 'task'");
}

static void a_training_can_begin(void **state)
{
    (void)state;
    lesson_case_block(&c, "task: remember\n");
    lesson_case_make(&c, 0, 0);
    assert_null(c.made.lab);
    assert_non_null(c.made.training);
    assert_int_equal(c.lesson->step[0].step.view, SCREEN_TRAIN);
    const struct race_setup *race = &c.made.training->race.setup;
    assert_int_equal(race->lane[0].task, TASK_REMEMBER);
    uint64_t seed = race->lane[0].seed;
    lesson_case_make(&c, 0, 3);
    race = &c.made.training->race.setup;
    for (int k = 0; k < race->lanes; k++)
        assert_int_equal(race->lane[k].seed, seed + 3);
}

static void changes_are_made_at_their_place(void **state)
{
    (void)state;
    makes("network: [{cell: rnn}, {cell: lstm}]\n"
          "change:\n"
          "  - {lane: 2, edit: \"layer0.f[1]@2..5=1\"}\n"
          "  - {lane: 1, edit: \"x[2]@3=0.5\"}\n");
    for (int t = 2; t <= 5; t++)
        assert_close(signal_at(1, "f", t, 0), 1, 0);
    assert_true(signal_at(1, "f", 6, 0) < 1);
    assert_close(film_input(&c.made.lab->lane[0].film, 3, 1), 0.5, 0);
    lesson_case_refuses(&c, "network: {cell: rnn}\n"
                        "change: {edit: \"layer0.f[1]@2=1\"}\n",
                        "lesson.md:9:16: pin 'layer0.f[1]@2=1': layer 0 (rnn) "
                        "has no signal 'f'");
    lesson_case_refuses(&c, "network: {cell: rnn}\n"
                        "change: {lane: 2, edit: \"x[1]@2=1\"}\n",
                        "lesson.md:9:25: there is no lane 2");
    lesson_case_refuses(&c, "network: {cell: lstm, gain: 2, radius: true}\n"
                        "units: 200\n",
                        "lesson.md:8:10: the spectral radius can be set for "
                        "up to 128 units, not for 200");
}

static void a_step_looks_as_it_says(void **state)
{
    struct ui ui = ui_defaults();

    (void)state;
    makes("network: [{cell: rnn}, {cell: lstm}, {cell: gru}]\n"
          "input: {kind: noise, steps: 10}\n"
          "view: cell\nshow: [sums, heatmap]\n"
          "look: {lane: 2, unit: 3, cut: 4}\n"
          "play: {step: 4, phase: 2}\nhighlight: [f, L]\n"
          "question: {kind: number, ask: Q, measure: radius, hides: true}\n");
    ui.theme = THEME_LIGHT;
    ui.language = LANGUAGE_KO;
    ui.text_scale = 1.5f;
    ui.keep_write = true;
    ui.connect = true;         /* of the step before */
    ui.cut = 9;
    step_show(&c.lesson->step[0].step, c.made.file, c.made.lab, &ui);
    assert_int_equal(ui.screen, SCREEN_CELL);
    assert_int_equal(ui.shown, 2);
    assert_true(ui.show[0] == PANEL_SUMS && ui.show[1] == PANEL_HEAT);
    assert_true(ui.lane == 1 && ui.unit == 2 && ui.cut == 4);
    assert_true(ui.learning && ui.covered && !ui.playing && !ui.connect);
    assert_int_equal(ui.lit, 1u << LIT_F | 1u << LIT_L);
    const struct timeline timeline = film_timeline(&c.made.lab->lane[1].film,
                                                   0);
    assert_int_equal(ui.at, timeline_at(&timeline, PASS_FORWARD, 4, 1));
    assert_int_equal(ui.theme, THEME_LIGHT);
    assert_int_equal(ui.language, LANGUAGE_KO);
    assert_true(ui.text_scale == 1.5f && ui.keep_write);
}

static int64_t begins_at(const char *play, int *steps)
{
    char block[256];
    struct ui ui = ui_defaults();

    snprintf(block, sizeof block, "network: {cell: gru}\n"
             "input: {kind: noise, steps: 10}\n%s", play);
    makes(block);
    step_show(&c.lesson->step[0].step, NULL, c.made.lab, &ui);
    const struct timeline timeline = film_timeline(&c.made.lab->lane[0].film,
                                                   0);
    *steps = (int)(ui.at / timeline_step(&timeline));
    return ui.at;
}

static void the_playhead_begins_where_it_is_wanted(void **state)
{
    int steps;

    (void)state;
    begins_at("", &steps);
    assert_int_equal(steps, 10); /* everything is there */
    assert_int_equal(begins_at("play: {to: 4}\n", &steps), 0);
    assert_int_equal(begins_at("play: {run: true}\n", &steps), 0);
    assert_int_equal(begins_at("play: {step: 0}\n", &steps), 0);
    begins_at("play: {step: 3}\n", &steps);
    assert_int_equal(steps, 3);
    begins_at("play: {step: -1}\n", &steps);
    assert_int_equal(steps, 10);
    begins_at("play: {step: 99}\n", &steps);
    assert_int_equal(steps, 10);
    begins_at("play: {pass: backward}\n", &steps);
    assert_int_equal(steps, 20);
    begins_at("play: {pass: backward, step: 8}\n", &steps);
    assert_int_equal(steps, 13);
}

/* The preset's own view first, then what the step says on top. */
static void a_preset_brings_its_view(void **state)
{
    struct ui ui = ui_defaults();

    (void)state;
    makes("preset: lstm-vanishes\n");
    const enum screen screen = (enum screen)c.made.file->view.screen;
    assert_int_equal(screen, SCREEN_COMPARE);
    step_show(&c.lesson->step[0].step, c.made.file, c.made.lab, &ui);
    assert_int_equal(ui.screen, SCREEN_COMPARE);
    assert_string_equal(ui.look_at[LANGUAGE_EN], "");
    step_show(&c.lesson->step[0].step, NULL, c.made.lab, &ui);
    assert_int_equal(ui.screen, SCREEN_STAGE);
    makes("preset: lstm-vanishes\nview: cell\nlook: {unit: 2}\n");
    step_show(&c.lesson->step[0].step, c.made.file, c.made.lab, &ui);
    assert_int_equal(ui.screen, SCREEN_CELL);
    assert_int_equal(ui.unit, 1);
    /* Without its left column, which here is the lesson's. */
    makes("preset: product-of-f\n");
    assert_false(c.made.file->view.story);
    step_show(&c.lesson->step[0].step, c.made.file, c.made.lab, &ui);
    assert_true(ui.story);
}

static void stages_are_inherited(void **state)
{
    (void)state;
    lesson_case_write(&c, "lesson.md",
                      "# A\n\n## B\n\nC.\n\n```gatereel\n"
                      "network: {cell: rnn}\ninput: {kind: noise, steps: 6}\n"
                      "change: {edit: \"x[1]@1=3\"}\n```\n\n"
                      "## D\n\nE.\n\n## F\n\nG.\n\n```gatereel\n"
                      "input: {steps: 9}\n```\n");
    fine(lesson_case_open(&c), &c.error);
    for (int k = 0; k < 3; k++) {
        lesson_case_make(&c, k, 0);
        assert_int_equal(c.made.lab->lane[0].film.steps, k < 2 ? 6 : 9);
        assert_close(film_input(&c.made.lab->lane[0].film, 1, 0), 3, 0);
    }
}

static void without_memory(const char *block)
{
    bool failed = true;

    lesson_case_block(&c, block);
    for (long n = 0; failed; n++) {
        struct error error = {0};
        failing_after(n);
        bool made = stage_make(c.lesson, 0, 0, &c.with, &c.made, &error);
        failed = failing_stop();
        assert_true(made || failed);
        assert_true(made || error.text[0] != '\0');
        stage_finish(&c.made);
    }
}

/* Whatever allocation fails: it is said, and nothing is kept. */
static void stages_without_memory(void **state)
{
    (void)state;
    without_memory("network:\n"
                   "  - {cell: lstm, W: \"1; 1; 1; 1\"}\n  - {cell: rnn}\n"
                   "input: {values: \"1; 0\"}\n"
                   "change: {edit: \"x[1]@1=2\"}\n");
    without_memory("preset: facts\n");
}

int main(void)
{
#define STAGE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        STAGE_TEST(an_lstm_by_hand),
        STAGE_TEST(given_lanes_are_told_apart),
        STAGE_TEST(files_of_the_lesson_have_their_names),
        STAGE_TEST(a_gru_by_hand),
        STAGE_TEST(layers_and_lanes_by_hand),
        STAGE_TEST(an_impulse_on_weights_by_hand),
        STAGE_TEST(networks_from_the_seed),
        STAGE_TEST(networks_of_files),
        STAGE_TEST(networks_of_files_on_other_inputs),
        STAGE_TEST(texts_of_the_folder),
        STAGE_TEST(presets_with_and_without_changes),
        STAGE_TEST(scenes_of_the_folder),
        STAGE_TEST(nothing_outside_is_read),
        STAGE_TEST(stages_have_a_size),
        STAGE_TEST(a_training_can_begin),
        STAGE_TEST(changes_are_made_at_their_place),
        STAGE_TEST(a_step_looks_as_it_says),
        STAGE_TEST(the_playhead_begins_where_it_is_wanted),
        STAGE_TEST(a_preset_brings_its_view),
        STAGE_TEST(stages_are_inherited),
        STAGE_TEST(stages_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
