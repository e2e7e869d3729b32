/* Weight files with PyTorch's names, right and wrong, and our own files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "check_close.h"
#include "failing.h"
#include "model/model.h"

enum { PATH_SIZE = 512, TENSORS = 16, VALUES = 2000 };

/* "NAME ROWS COLUMNS TYPE"; COLUMNS 0 is a vector. */
struct line {
    const char *name;
    int rows, columns;
    const char *type; /* NULL: F32 */
};

/* A weight file, until it is loaded. */
struct scene {
    char path[PATH_SIZE];
    real values[VALUES];  /* value i of every tensor is i + 1000 its line */
    struct model model;
    struct error error;
};

static void scratch_path(char path[PATH_SIZE])
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, PATH_SIZE, "%s/gatereel-model-%ld", folder ? folder : "/tmp",
             (long)getpid());
}

/* Writes the lines (up to one without a name). */
static void write_lines(struct scene *scene, const struct line *lines,
                        const struct metadata *entries, int count)
{
    struct tensor_source sources[TENSORS];
    int n = 0, used = 0;
    for (; lines[n].name != NULL; n++) {
        const struct line *line = &lines[n];
        int columns = line->columns ? line->columns : line->rows;
        int size = line->columns ? line->rows * columns : columns;
        assert_true(n < TENSORS && used + size <= VALUES);
        for (int i = 0; i < size; i++)
            scene->values[used + i] = (real)(i + 1000 * n);
        sources[n] = (struct tensor_source){
            .name = line->name, .type = line->type ? line->type : "F32",
            .rank = line->columns ? 2 : 1, .shape = {line->rows, columns},
            .values = scene->values + used, .width = columns,
            .stride = columns};
        used += size;
    }
    memset(&scene->error, 0, sizeof scene->error);
    scratch_path(scene->path);
    assert_true(safetensors_write(scene->path, sources, n, entries, count,
                                  NULL));
}

static bool load(struct scene *scene, const struct line *lines,
                 const struct metadata *entries, int count,
                 const struct model_options *options)
{
    write_lines(scene, lines, entries, count);
    bool fine = model_load(&scene->model, scene->path, options, &scene->error);
    unlink(scene->path);
    if (!fine)
        assert_int_equal(strncmp(scene->error.text, scene->path,
                                 strlen(scene->path)), 0);
    return fine;
}

static const struct spec *load_well(struct scene *scene,
                                    const struct line *lines,
                                    const struct model_options *options)
{
    if (!load(scene, lines, NULL, 0, options))
        fail_msg("%s", scene->error.text);
    return &scene->model.params.spec;
}

static void check_refused(const struct line *lines,
                          const struct model_options *options,
                          const char *message)
{
    struct scene scene;
    if (load(&scene, lines, NULL, 0, options))
        fail_msg("accepted, but should say '%s'", message);
    if (strstr(scene.error.text, message) == NULL)
        fail_msg("'%s' does not say '%s'", scene.error.text, message);
    model_finish(&scene.model);
}

#define LSTM(p) {p "weight_ih_l0", 8, 3, NULL}, {p "weight_hh_l0", 8, 2, NULL}
#define LSTM_BIAS(p) {p "bias_ih_l0", 8, 0, NULL}, {p "bias_hh_l0", 8, 0, NULL}
#define GRU(p) {p "weight_ih_l0", 6, 3, NULL}, {p "weight_hh_l0", 6, 2, NULL}
#define RNN(p) {p "weight_ih_l0", 2, 3, NULL}, {p "weight_hh_l0", 2, 2, NULL}
#define END {NULL, 0, 0, NULL}

static void test_lstm(void **state)
{
    (void)state;
    struct scene scene;
    const struct line lines[] = {
        LSTM("module.rnn."), LSTM_BIAS("module.rnn."),
        {"module.fc.weight", 5, 2, NULL}, {"module.fc.bias", 5, 0, NULL}, END};
    const struct spec *spec = load_well(&scene, lines, NULL);
    const struct params *params = &scene.model.params;
    assert_int_equal(spec->layers, 1);
    assert_int_equal(spec->inputs, 3);
    assert_int_equal(spec->layer[0].cell, CELL_LSTM);
    assert_int_equal(spec->layer[0].units, 2);
    assert_int_equal(spec->head, HEAD_LINEAR);
    assert_int_equal(spec->outputs, 5);
    assert_string_equal(scene.model.prefix, "module.rnn.");
    assert_close(params->layer[0].w[7], 7, 0);
    assert_close(params->layer[0].u[15], 1015, 0);
    assert_close(params->layer[0].b_ih[1], 2001, 0);
    assert_close(params->layer[0].b_hh[1], 3001, 0);
    assert_close(params->head_w[9], 4009, 0);
    assert_close(params->head_b[4], 5004, 0);
    model_finish(&scene.model);
    model_finish(&scene.model);
}

static void test_cells(void **state)
{
    (void)state;
    struct scene scene;
    const struct line gru[] = {GRU(""), END};
    const struct spec *spec = load_well(&scene, gru, NULL);
    assert_int_equal(spec->layer[0].cell, CELL_GRU);
    assert_int_equal(spec->head, HEAD_NONE);
    for (int i = 0; i < 6; i++)
        assert_close(scene.model.params.layer[0].b_hh[i], 0, 0);
    assert_string_equal(scene.model.prefix, "");
    model_finish(&scene.model);

    const struct line rnn[] = {RNN("a"), END};
    spec = load_well(&scene, rnn, NULL);
    assert_int_equal(spec->layer[0].cell, CELL_RNN);
    assert_int_equal(spec->layer[0].activation, ACT_TANH);
    model_finish(&scene.model);

    const struct line cell[] = {{"c.weight_ih", 8, 3, "F16"},
                                {"c.weight_hh", 8, 2, "BF16"},
                                {"c.bias_ih", 8, 0, "F64"},
                                {"c.bias_hh", 8, 0, NULL}, END};
    spec = load_well(&scene, cell, NULL);
    assert_int_equal(spec->layer[0].cell, CELL_LSTM);
    assert_close(scene.model.params.layer[0].w[23], 23, 0);
    assert_close(scene.model.params.layer[0].b_ih[7], 2007, 0);
    model_finish(&scene.model);
}

static void test_layers(void **state)
{
    (void)state;
    struct scene scene;
    const struct line two[] = {LSTM("r."), {"r.weight_ih_l1", 8, 2, NULL},
                               {"r.weight_hh_l1", 8, 2, NULL}, END};
    const struct spec *spec = load_well(&scene, two, NULL);
    assert_int_equal(spec->layers, 2);
    assert_close(scene.model.params.layer[1].w[5], 2005, 0);
    model_finish(&scene.model);

    const struct line gap[] = {LSTM("r."), {"r.weight_ih_l2", 8, 2, NULL},
                               {"r.weight_hh_l2", 8, 2, NULL}, END};
    check_refused(gap, NULL, "there is no tensor 'r.weight_ih_l1'");
    const struct line many[] = {LSTM("r."), {"r.weight_ih_l16", 8, 2, NULL},
                                END};
    check_refused(many, NULL, "17 layers, at most 16");
    const struct line wide[] = {LSTM("r."), {"r.weight_ih_l1", 8, 3, NULL},
                                {"r.weight_hh_l1", 8, 2, NULL}, END};
    check_refused(wide, NULL, "'r.weight_ih_l1' is 8 x 3, but must be 8 x 2");
}

static void test_wrong_shapes(void **state)
{
    (void)state;
    const struct line no_u[] = {{"r.weight_ih_l0", 8, 3, NULL}, END};
    check_refused(no_u, NULL, "there is no tensor 'r.weight_hh_l0'");
    const struct line odd[] = {{"r.weight_ih_l0", 8, 3, NULL},
                               {"r.weight_hh_l0", 10, 5, NULL}, END};
    check_refused(odd, NULL, "'r.weight_hh_l0' is 10 x 5: its rows must be 4");
    const struct line rows[] = {{"r.weight_ih_l0", 6, 3, NULL},
                                {"r.weight_hh_l0", 8, 2, NULL}, END};
    check_refused(rows, NULL, "'r.weight_ih_l0' is 6 x 3, but must be a matrix "
                              "of 8 rows");
    const struct line flat[] = {{"r.weight_ih_l0", 8, 0, NULL},
                                {"r.weight_hh_l0", 8, 2, NULL}, END};
    check_refused(flat, NULL, "'r.weight_ih_l0' is 8, but");
    const struct line bias[] = {LSTM("r."), {"r.bias_ih_l0", 8, 0, NULL},
                                {"r.bias_hh_l0", 6, 0, NULL}, END};
    check_refused(bias, NULL, "'r.bias_hh_l0' is 6, but must be 8");
    const struct line half[] = {LSTM("r."), {"r.bias_ih_l0", 8, 0, NULL}, END};
    check_refused(half, NULL, "there is no tensor 'r.bias_hh_l0'");
    const struct line empty[] = {{"r.weight_ih_l0", 8, 3, NULL},
                                 {"r.weight_hh_l0", 0, 2, NULL}, END};
    check_refused(empty, NULL, "'r.weight_hh_l0' is 0 x 2");
    const struct line none[] = {{"fc.weight", 8, 3, NULL}, END};
    check_refused(none, NULL, "no recurrent weights");
}

static void test_unsupported(void **state)
{
    (void)state;
    const struct line both[] = {LSTM("r."),
                                {"r.weight_ih_l0_reverse", 8, 3, NULL}, END};
    check_refused(both, NULL, "bidirectional=False");
    const struct line projected[] = {{"r.weight_ih_l0", 8, 3, NULL},
                                     {"r.weight_hh_l0", 8, 1, NULL},
                                     {"r.weight_hr_l0", 1, 2, NULL}, END};
    check_refused(projected, NULL, "proj_size=0");
}

static void test_several(void **state)
{
    (void)state;
    struct scene scene;
    const struct line lines[] = {LSTM("encoder.rnn."), GRU("decoder.rnn."),
                                 {"decoder.fc.weight", 7, 2, NULL}, END};
    check_refused(lines, NULL, "choose one with --prefix");
    check_refused(lines, NULL, "'encoder.rnn.'");
    check_refused(lines, NULL, "'decoder.rnn.'");
    check_refused(lines, &(struct model_options){.prefix = "encoder"},
                  "no recurrent network 'encoder'");
    const struct spec *spec = load_well(
        &scene, lines, &(struct model_options){.prefix = "encoder.rnn"});
    assert_int_equal(spec->layer[0].cell, CELL_LSTM);
    assert_int_equal(spec->head, HEAD_NONE);
    model_finish(&scene.model);
    spec = load_well(&scene, lines,
                     &(struct model_options){.prefix = "decoder.rnn."});
    assert_int_equal(spec->layer[0].cell, CELL_GRU);
    assert_int_equal(spec->outputs, 7);
    model_finish(&scene.model);
}

/* Loads an LSTM of 2 units with two more matrices and returns the head's
 * rows, 0 without a head. */
static int head_rows(const char *a, int a_columns, const char *b,
                     const struct model_options *options)
{
    struct scene scene;
    const struct line lines[] = {LSTM("r."), {a, 5, a_columns, NULL},
                                 {b, 6, 2, NULL}, END};
    int rows = load_well(&scene, lines, options)->outputs;
    model_finish(&scene.model);
    return rows;
}

static void test_head(void **state)
{
    (void)state;
    assert_int_equal(head_rows("fc.weight", 2, "linear.weight", NULL), 5);
    assert_int_equal(head_rows("lm_head.weight", 2, "x.weight", NULL), 5);
    assert_int_equal(head_rows("m.Decoder.weight", 2, "out.weight", NULL), 5);
    assert_int_equal(head_rows("fc.weight", 4, "classifier.weight", NULL), 6);
    assert_int_equal(head_rows("a.weight", 4, "net.3.weight", NULL), 6);
    assert_int_equal(head_rows("a.weight", 2, "b.weight", NULL), 0);
    assert_int_equal(head_rows("fc.weight", 2, "b.weight",
                               &(struct model_options){.head = "b"}), 6);
    assert_int_equal(head_rows("fc.weight", 2, "b.weight",
                               &(struct model_options){.head = "none"}), 0);
    const struct line two[] = {LSTM("r."), {"fc.weight", 5, 2, NULL},
                               {"head.weight", 6, 2, NULL}, END};
    check_refused(two, NULL, "'fc.weight', 'head.weight'");
    check_refused(two, &(struct model_options){.head = "tail"},
                  "there is no 'tail.weight' for the head");
    /* the first of two layers is not the final one */
    const struct line chain[] = {LSTM("r."), {"fc1.weight", 5, 2, NULL},
                                 {"fc2.weight", 6, 5, NULL}, END};
    struct scene scene;
    assert_int_equal(load_well(&scene, chain, NULL)->head, HEAD_NONE);
    model_finish(&scene.model);
    assert_int_equal(load_well(&scene, chain, &(struct model_options){
        .head = "fc1"})->outputs, 5);
    model_finish(&scene.model);
    const struct line wide[] = {LSTM("r."), {"fc.weight", 5, 4, NULL}, END};
    check_refused(wide, &(struct model_options){.head = "fc"},
                  "cannot be the head");
    const struct line bias[] = {LSTM("r."), {"fc.weight", 5, 2, NULL},
                                {"fc.bias", 4, 0, NULL}, END};
    check_refused(bias, NULL, "'fc.bias' is F32 4, but 5 numbers");
}

static void test_embedding(void **state)
{
    (void)state;
    struct scene scene;
    const struct line lines[] = {LSTM("r."), {"word_emb.weight", 9, 3, NULL},
                                 END};
    const struct spec *spec = load_well(&scene, lines, NULL);
    assert_true(spec->embedded);
    assert_int_equal(spec->vocabulary, 9);
    assert_close(scene.model.params.embedding[26], 2026, 0);
    model_finish(&scene.model);
    spec = load_well(&scene, lines, &(struct model_options){.vectors = true});
    assert_false(spec->embedded);
    assert_int_equal(spec->vocabulary, 0);
    model_finish(&scene.model);

    /* The embedding is no head even where the width and the name agree. */
    const struct line linear[] = {{"r.weight_ih_l0", 8, 2, NULL},
                                  {"r.weight_hh_l0", 8, 2, NULL},
                                  {"emb_linear.weight", 9, 2, NULL}, END};
    spec = load_well(&scene, linear, NULL);
    assert_int_equal(spec->vocabulary, 9);
    assert_int_equal(spec->head, HEAD_NONE);
    model_finish(&scene.model);
    const struct line square[] = {{"r.weight_ih_l0", 8, 2, NULL},
                                  {"r.weight_hh_l0", 8, 2, NULL},
                                  {"encoder.weight", 9, 2, NULL}, END};
    spec = load_well(&scene, square, NULL);
    assert_int_equal(spec->vocabulary, 9);
    assert_int_equal(spec->head, HEAD_NONE);
    model_finish(&scene.model);
    spec = load_well(&scene, square, &(struct model_options){.vectors = true});
    assert_int_equal(spec->head, HEAD_NONE);
    model_finish(&scene.model);
}

static const struct metadata relu[] = {{"gatereel.cell", "rnn-relu"}};
static const struct metadata steering[] = {{"gatereel.cell", "\033[2J"}};
static const struct metadata before[] = {{"gatereel.variant", "before"}};

static void test_settings(void **state)
{
    (void)state;
    struct scene scene;
    const struct line rnn[] = {RNN("r."), {"fc.weight", 5, 2, NULL}, END};
    const struct line gru[] = {GRU("r."), END};
    const struct layer_spec *layer = &scene.model.params.spec.layer[0];
    assert_true(load(&scene, rnn, relu, 1, NULL));
    assert_int_equal(layer->activation, ACT_RELU);
    model_finish(&scene.model);
    assert_true(load(&scene, rnn, relu, 1,
                     &(struct model_options){.activation = "identity",
                                             .head_kind = "softmax"}));
    assert_int_equal(layer->activation, ACT_IDENTITY);
    assert_int_equal(scene.model.params.spec.head, HEAD_SOFTMAX);
    model_finish(&scene.model);
    assert_true(load(&scene, gru, before, 1, NULL));
    assert_int_equal(layer->cell, CELL_GRU_BEFORE);
    model_finish(&scene.model);
    assert_true(load(&scene, gru, before, 1,
                     &(struct model_options){.variant = "after"}));
    assert_int_equal(layer->cell, CELL_GRU);
    model_finish(&scene.model);
    assert_false(load(&scene, gru, relu, 1, NULL));
    assert_non_null(strstr(scene.error.text, "has the shapes of gru"));
    assert_false(load(&scene, rnn, steering, 1, NULL));
    assert_non_null(strstr(scene.error.text, "unknown cell '\\x1b[2J'"));
    assert_false(load(&scene, rnn, before, 1, NULL));
    assert_non_null(strstr(scene.error.text, "only for a GRU"));
    check_refused(gru, &(struct model_options){.activation = "relu"},
                  "only for an RNN");
    check_refused(gru, &(struct model_options){.head_kind = "softmax"},
                  "only for a head");
    check_refused(rnn, &(struct model_options){.activation = "selu"},
                  "'selu' is not one of tanh, relu, identity");
    const struct metadata wrong[] = {{"gatereel.cells", "lstm dense"}};
    assert_false(load(&scene, rnn, wrong, 1, NULL));
    assert_non_null(strstr(scene.error.text, "'layers.0.weight_ih_l0'"));
}

static void test_scale(void **state)
{
    (void)state;
    struct scene scene;
    const struct line lines[] = {RNN("r."), END};
    const struct {
        const char *mean, *deviation, *message;
    } cases[] = {
        {"1 -2.5 3e-7", "  1 2 0.1 ", NULL},
        {"1 2", "1 2 3", ".mean is not 3 numbers"},
        {"1 2 3 4", "1 2 3", ".mean is not 3 numbers"},
        {"1 2 x", "1 2 3", ".mean is not 3 numbers"},
        {"1 2 3", "1 2 nan", ".std is not 3 numbers"},
        {"1 2 3", "1 0 3", "above zero"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct metadata entries[] = {
            {"gatereel.input.mean", cases[i].mean},
            {"gatereel.input.std", cases[i].deviation}};
        bool fine = load(&scene, lines, entries, 2, NULL);
        assert_int_equal(fine, cases[i].message == NULL);
        if (!fine) {
            assert_non_null(strstr(scene.error.text, cases[i].message));
            continue;
        }
        assert_close(scene.model.mean[1], -2.5, 0);
        assert_close(scene.model.mean[2], 3e-7, 0);
        assert_close(scene.model.deviation[2], 0.1, 0);
        model_finish(&scene.model);
    }
}

/* Saves a network with a different number in every weight and compares what
 * comes back. */
static void check_saved(const struct spec *spec, const double *mean,
                        const double *deviation)
{
    struct model model = {0}, back;
    struct error error = {0};
    char path[PATH_SIZE];
    assert_true(params_init(&model.params, spec, NULL));
    for (size_t i = 0; i < model.params.count; i++)
        model.params.data[i] = (real)(0.5 + (double)i);
    model.mean = (double *)mean;
    model.deviation = (double *)deviation;
    scratch_path(path);
    assert_true(model_save(&model, path, NULL, NULL));
    if (!model_load(&back, path, NULL, &error))
        fail_msg("%s", error.text);
    unlink(path);
    const struct spec *got = &back.params.spec;
    assert_int_equal(got->inputs, spec->inputs);
    assert_int_equal(got->vocabulary, spec->vocabulary);
    assert_int_equal(got->embedded, spec->embedded);
    assert_int_equal(got->layers, spec->layers);
    for (int l = 0; l < spec->layers; l++) {
        assert_int_equal(got->layer[l].cell, spec->layer[l].cell);
        assert_int_equal(got->layer[l].activation, spec->layer[l].activation);
        assert_int_equal(got->layer[l].units, spec->layer[l].units);
    }
    assert_int_equal(got->head, spec->head);
    assert_int_equal(got->outputs, spec->outputs);
    assert_int_equal(back.params.count, model.params.count);
    assert_memory_equal(back.params.data, model.params.data,
                        model.params.count * sizeof(real));
    for (int i = 0; mean != NULL && i < spec->inputs; i++) {
        assert_close(back.mean[i], mean[i], 0);
        assert_close(back.deviation[i], deviation[i], 0);
    }
    model_finish(&back);
    params_finish(&model.params);
}

static void test_round_trip(void **state)
{
    (void)state;
    const double mean[] = {0.1, -1e-300}, deviation[] = {1.0 / 3, 1e300};
    for (int cell = CELL_RNN; cell < CELL_KINDS; cell++) {
        struct layer_spec layer = {.cell = (enum cell)cell, .units = 3};
        struct spec spec = {.inputs = 2, .layers = 2, .layer = {layer, layer}};
        check_saved(&spec, mean, deviation);
        spec.head = HEAD_SOFTMAX;
        spec.outputs = 3;
        check_saved(&spec, NULL, NULL);
        spec.layer[1].units = 5;
        check_saved(&spec, mean, deviation);
        spec.embedded = true;
        spec.vocabulary = 7;
        check_saved(&spec, NULL, NULL);
        spec.embedded = false;
        spec.vocabulary = 2;
        check_saved(&spec, NULL, NULL);
    }
}

static void test_round_trip_mixed(void **state)
{
    (void)state;
    struct spec spec = {
        .inputs = 3, .layers = 6, .head = HEAD_LINEAR, .outputs = 2,
        .layer = {{CELL_DENSE, ACT_IDENTITY, 2}, {CELL_LSTM, ACT_TANH, 4},
                  {CELL_GRU_BEFORE, ACT_TANH, 3}, {CELL_RNN, ACT_RELU, 3},
                  {CELL_DENSE, ACT_RELU, 3}, {CELL_GRU, ACT_TANH, 1}}};
    check_saved(&spec, NULL, NULL);
    spec.layers = 1;
    check_saved(&spec, NULL, NULL);
    spec.layers = 5;
    spec.head = HEAD_NONE;
    spec.outputs = 0;
    check_saved(&spec, NULL, NULL);
}

/* The names under which PyTorch finds what we saved. */
static void test_saved_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "rnn.weight_ih_l0", "rnn.weight_hh_l1", "rnn.bias_ih_l1",
        "rnn.bias_hh_l0", "fc.weight", "fc.bias", "embedding.weight", "step"};
    struct layer_spec layer = {.cell = CELL_RNN, .activation = ACT_RELU,
                               .units = 3};
    struct spec spec = {.inputs = 2, .vocabulary = 5, .embedded = true,
                        .layers = 2, .layer = {layer, layer},
                        .head = HEAD_LINEAR, .outputs = 1};
    const real step = 12;
    const struct tensor_source tensor = {.name = "step", .type = "F32",
                                         .values = &step, .width = 1,
                                         .stride = 1};
    const struct metadata entry = {"gatereel.task", "copy"};
    const struct model_extra extra = {&tensor, 1, &entry, 1};
    struct model model = {0};
    struct safetensors file;
    char path[PATH_SIZE];
    assert_true(params_init(&model.params, &spec, NULL));
    scratch_path(path);
    assert_true(model_save(&model, path, &extra, NULL));
    assert_true(safetensors_read(&file, path, NULL));
    unlink(path);
    assert_int_equal(file.tensors, 12);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (safetensors_find(&file, names[i]) == NULL)
            fail_msg("no %s", names[i]);
    assert_string_equal(safetensors_metadata(&file, "gatereel.cell"),
                        "rnn-relu");
    assert_string_equal(safetensors_metadata(&file, "gatereel.activation"),
                        "relu");
    assert_string_equal(safetensors_metadata(&file, "gatereel.head"), "linear");
    assert_string_equal(safetensors_metadata(&file, "gatereel.task"), "copy");
    safetensors_finish(&file);
    model_finish(&model);
}

static void check_described(const struct line *lines,
                            const char *const *expected)
{
    struct scene scene;
    write_lines(&scene, lines, relu, 0);
    char *text = model_describe(scene.path, NULL, &scene.error);
    unlink(scene.path);
    if (text == NULL)
        fail_msg("%s", scene.error.text);
    for (; *expected != NULL; expected++)
        if (strstr(text, *expected) == NULL)
            fail_msg("no '%s' in\n%s", *expected, text);
    free(text);
}

static void test_describe(void **state)
{
    (void)state;
    const struct line good[] = {LSTM("r."), {"fc.weight", 5, 2, NULL},
                                {"odd.weight", 4, 4, "F16"}, END};
    check_described(good, (const char *const[]){
        "r.weight_ih_l0  F32          8 x 3\n",
        "odd.weight      F16          4 x 4\n",
        "'r.': 3 inputs -> lstm of 2 units without biases\n",
        "  head: fc.weight, linear, 5 outputs\n", NULL});
    const struct line nothing[] = {{"odd.weight", 4, 4, NULL}, END};
    check_described(nothing, (const char *const[]){
        "no recurrent weights recognised\n", NULL});
    const struct line none[] = {END};
    check_described(none, (const char *const[]){"no tensors\n", NULL});
    const struct line two[] = {LSTM("a."), GRU("b."),
                               {"b.weight_ih_l0_reverse", 6, 3, NULL}, END};
    check_described(two, (const char *const[]){
        "'a.': 3 inputs -> lstm", "not usable: 'b.' is bidirectional", NULL});
    const struct line heads[] = {LSTM("a."), {"fc.weight", 5, 2, NULL},
                                 {"head.weight", 5, 2, NULL}, END};
    check_described(heads, (const char *const[]){
        "'a.': 3 inputs -> lstm", "several layers could be the head", NULL});

    struct scene scene;
    const struct line bad[] = {LSTM("a."),
                               {"a.weight_ih_l0_reverse", 8, 3, NULL}, END};
    write_lines(&scene, bad, NULL, 0);
    assert_null(model_describe(scene.path, NULL, &scene.error));
    unlink(scene.path);
    assert_non_null(strstr(scene.error.text, "bidirectional"));
    assert_null(strchr(scene.error.text, '\n'));
}

static void test_integers(void **state)
{
    (void)state;
    struct scene scene;
    const struct line lines[] = {LSTM("r."), END};
    char bytes[VALUES];
    write_lines(&scene, lines, NULL, 0);
    FILE *file = fopen(scene.path, "r+b");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    char *type = strstr(bytes + 8, "F32");
    assert_true(length > 100 && type != NULL);
    memcpy(type, "I32", 3);
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    assert_false(model_load(&scene.model, scene.path, NULL, &scene.error));
    unlink(scene.path);
    assert_non_null(strstr(scene.error.text, "is of type I32"));
}

/* A network in which every byte of the header is changed in turn: it may be
 * another one then, or none, but nothing is read that is not there. */
static void test_damaged(void **state)
{
    (void)state;
    struct scene scene;
    const struct metadata entries[] = {{"gatereel.cells", "dense lstm"},
                                       {"gatereel.input.mean", "1 2"},
                                       {"gatereel.input.std", "1 2"}};
    const struct line lines[] = {
        {"layers.0.weight", 3, 2, NULL}, {"layers.0.bias", 3, 0, NULL},
        LSTM("layers.1."), LSTM_BIAS("layers.1."),
        {"fc.weight", 5, 2, NULL}, {"fc.bias", 5, 0, NULL}, END};
    unsigned char bytes[2 * VALUES];
    write_lines(&scene, lines, entries, 3);
    assert_true(model_load(&scene.model, scene.path, NULL, NULL));
    model_finish(&scene.model);
    FILE *file = fopen(scene.path, "r+b");
    assert_non_null(file);
    setvbuf(file, NULL, _IONBF, 0);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    size_t header = 8 + bytes[0] + 256 * (size_t)bytes[1];
    assert_true(header < length && length < sizeof bytes);
    for (size_t i = 8; i < header; i++)
        for (int flip = 1; flip < 256; flip *= 4) {
            fseek(file, (long)i, SEEK_SET);
            fputc(bytes[i] ^ flip, file);
            if (model_load(&scene.model, scene.path, NULL, NULL))
                assert_true(scene.model.params.count > 0);
            model_finish(&scene.model);
            free(model_describe(scene.path, NULL, NULL));
            fseek(file, (long)i, SEEK_SET);
            fputc(bytes[i], file);
        }
    fclose(file);
    unlink(scene.path);
}

/* Every allocation fails once: a message, no leak, no damage. */
static void test_no_memory(void **state)
{
    (void)state;
    struct scene scene;
    const struct metadata entries[] = {{"gatereel.input.mean", "1 2 3"},
                                       {"gatereel.input.std", "1 2 3"}};
    const struct line lines[] = {LSTM("r."), LSTM_BIAS("r."),
                                 {"fc.weight", 5, 2, NULL}, END};
    write_lines(&scene, lines, entries, 2);
    bool failed = true;
    for (long n = 0; failed; n++) {
        struct error error = {0};
        failing_after(n);
        bool fine = model_load(&scene.model, scene.path, NULL, &error);
        failed = failing_stop();
        assert_int_equal(fine, !failed);
        /* The JSON library takes some for a syntax error: any text will do. */
        assert_int_equal(error.text[0] != '\0', failed);
        if (fine)
            model_save(&scene.model, scene.path, NULL, NULL);
        model_finish(&scene.model);
    }
    failed = true;
    for (long n = 0; failed; n++) {
        failing_after(n);
        char *text = model_describe(scene.path, NULL, NULL);
        failed = failing_stop();
        assert_int_equal(text != NULL, !failed);
        free(text);
    }
    unlink(scene.path);
}

static void test_no_memory_to_save(void **state)
{
    (void)state;
    struct layer_spec layer = {.cell = CELL_GRU, .units = 3};
    struct spec spec = {.inputs = 2, .layers = 1, .layer = {layer}};
    double scale[] = {1, 2};
    struct model model = {.mean = scale, .deviation = scale};
    char path[PATH_SIZE];
    bool failed = true;
    scratch_path(path);
    assert_true(params_init(&model.params, &spec, NULL));
    for (long n = 0; failed; n++) {
        struct error error = {0};
        failing_after(n);
        bool fine = model_save(&model, path, NULL, &error);
        failed = failing_stop();
        assert_int_equal(fine, !failed);
        assert_int_equal(access(path, F_OK) == 0, fine);
        assert_int_equal(error.text[0] != '\0', failed);
    }
    unlink(path);
    params_finish(&model.params);
}

/* ---- what the metadata says of the task ---- */

/* Reads two inputs or three tokens, and chooses among three classes. */
static const struct spec answerer = {
    .inputs = 4, .layers = 1, .layer = {{CELL_GRU, ACT_TANH, 3}},
    .head = HEAD_SOFTMAX, .outputs = 3};

static void save_and_load(const struct model *model, struct model *back)
{
    struct error error = {0};
    char path[PATH_SIZE];
    scratch_path(path);
    assert_true(model_save(model, path, NULL, &error));
    if (!model_load(back, path, NULL, &error))
        fail_msg("%s", error.text);
    unlink(path);
}

static void test_task_round_trip(void **state)
{
    static const char *const texts[] = {"\"\\", "\n", "한글"};
    static const struct feed feeds[] = {
        {GENERATE_NONE, 0}, {GENERATE_ONE_HOT, 1}, {GENERATE_TOKEN, 0}};
    (void)state;
    for (int k = 0; k < 6; k++) {
        struct model model = {.feed = feeds[k % 3], .stateful = k % 2,
                              .context = k == 3}, back;
        struct spec spec = answerer;
        if (k % 3 == 2) {
            spec.inputs = 2;
            spec.vocabulary = 3;
            spec.embedded = true;
        }
        assert_true(params_init(&model.params, &spec, NULL));
        if (k > 0)
            assert_true(vocabulary_init(&model.words, texts, 3, k > 3, NULL));
        save_and_load(&model, &back);
        assert_int_equal(back.feed.kind, model.feed.kind);
        assert_int_equal(back.feed.at, model.feed.at);
        assert_int_equal(back.stateful, model.stateful);
        assert_int_equal(back.context, model.context);
        assert_int_equal(back.words.count, model.words.count);
        assert_int_equal(back.words.words, model.words.words);
        for (int w = 0; w < back.words.count; w++)
            assert_string_equal(back.words.text[w], texts[w]);
        assert_null(back.task);
        model_finish(&back);
        model_finish(&model);
    }
}

/* Nothing recurrent at all: a multilayer perceptron on windows. */
static void test_perceptron(void **state)
{
    struct spec spec = {
        .inputs = 5, .layers = 2, .head = HEAD_LINEAR, .outputs = 1,
        .layer = {{CELL_DENSE, ACT_RELU, 7}, {CELL_DENSE, ACT_RELU, 5}}};
    struct model model = {.context = 5, .feed = {GENERATE_VALUE, 0}}, back;
    (void)state;
    check_saved(&spec, NULL, NULL);
    spec.layer[0].units = 5; /* every matrix but the head's 5 x 5 */
    check_saved(&spec, NULL, NULL);
    spec.head = HEAD_NONE;
    spec.outputs = 0;
    check_saved(&spec, NULL, NULL);
    spec.head = HEAD_LINEAR;
    spec.outputs = 1;
    assert_true(params_init(&model.params, &spec, NULL));
    save_and_load(&model, &back);
    assert_int_equal(back.context, 5);
    assert_int_equal(back.feed.kind, GENERATE_VALUE);
    model_finish(&back);
    model_finish(&model);
}

static void check_task(const struct metadata *entry, int entries,
                       const char *message)
{
    const struct line lines[] = {RNN("a."), {"fc.weight", 5, 2, NULL}, END};
    struct scene scene;
    bool fine = load(&scene, lines, entry, entries, NULL);
    if (fine != (message == NULL))
        fail_msg("%s: %s", entry[entries - 1].value,
                 fine ? "accepted" : scene.error.text);
    if (!fine && strstr(scene.error.text, message) == NULL)
        fail_msg("'%s' does not say '%s'", scene.error.text, message);
    if (fine)
        model_finish(&scene.model);
}

static void test_task_metadata(void **state)
{
    static const char five[] = "[\"a\",\"b\",\"c\",\"d\",\"e\"]";
    static const struct {
        const char *head, *key, *value, *message;
    } cases[] = {
        {"softmax", "gatereel.words", five, NULL},
        {"linear", "gatereel.words", five, "neither tokens nor classes"},
        {"softmax", "gatereel.words", "[\"a\"]", "names 1, but the network "
                                                 "has 5"},
        {"softmax", "gatereel.words", "[1,2,3,4,5]", "entry 1 is not a string"},
        {"softmax", "gatereel.words", "a b c", "not a JSON array"},
        {"softmax", "gatereel.words", "{\"a\":1}", "not a JSON array"},
        {"softmax", "gatereel.words", "[\"a\",\"b\",\"a\",\"d\",\"e\"]",
         "metadata gatereel.words: "},
        {"softmax", "gatereel.feed", "token", "5 classes"},
        {"softmax", "gatereel.feed", "value", "linear head"},
        {"softmax", "gatereel.feed", "one-hot 1", "are not within"},
        {"softmax", "gatereel.feed", "one-hot", "not one of"},
        {"softmax", "gatereel.feed", "token 1", "not one of"},
        {"softmax", "gatereel.feed", "elephants on parade", "not one of"},
        {"linear", "gatereel.feed", "value", "5 outputs cannot be read"},
        {"linear", "gatereel.feed", "none", NULL},
        {"linear", "gatereel.context", "3", NULL},
        {"linear", "gatereel.context", "1", NULL},
        {"linear", "gatereel.context", "4", "the network reads 3 inputs"},
        {"linear", "gatereel.context", "0", "whole number"},
        {"linear", "gatereel.stateful", "no", NULL},
        {"linear", "gatereel.stateful", "maybe", "neither yes nor no"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const struct metadata entry[] = {
            {"gatereel.head", cases[k].head}, {cases[k].key, cases[k].value}};
        check_task(entry, 2, cases[k].message);
    }
    const struct metadata kind[] = {{"gatereel.head", "softmax"},
                                    {"gatereel.words", five},
                                    {"gatereel.words.kind", "syllables"}};
    check_task(kind, 3, "not one of letters, words");
}

static void test_task_described(void **state)
{
    const struct line lines[] = {
        {"e.weight_ih_l0", 2, 2, NULL}, {"e.weight_hh_l0", 2, 2, NULL},
        {"embedding.weight", 3, 2, NULL}, {"fc.weight", 3, 2, NULL}, END};
    const struct metadata entries[] = {
        {"gatereel.head", "softmax"}, {"gatereel.task", "letters"},
        {"gatereel.words", "[\"a\",\"b\",\"\\n\"]"},
        {"gatereel.feed", "token"}, {"gatereel.stateful", "yes"}};
    static const char *const expected[] = {
        "  task: letters\n", "  words: 3 letters\n",
        "  left to itself it reads its last token\n",
        "  stateful: trained with states that went on\n"};
    struct scene scene;
    (void)state;
    write_lines(&scene, lines, entries, 5);
    char *text = model_describe(scene.path, NULL, &scene.error);
    assert_true(model_load(&scene.model, scene.path, NULL, NULL));
    assert_string_equal(scene.model.task, "letters");
    model_finish(&scene.model);
    /* vectors for a file of tokens: the words do not fit, and nobody asks */
    const struct model_options vectors = {.vectors = true};
    assert_true(model_load(&scene.model, scene.path, &vectors, NULL));
    assert_int_equal(scene.model.feed.kind, GENERATE_NONE);
    model_finish(&scene.model);
    /* another head than the file's: it cannot read its own choices then */
    const struct model_options heads[] = {{.head = "none"},
                                          {.head_kind = "linear"}};
    for (int k = 0; k < 2; k++) {
        assert_true(model_load(&scene.model, scene.path, &heads[k], NULL));
        assert_int_equal(scene.model.feed.kind, GENERATE_NONE);
        assert_int_equal(scene.model.words.count, 3);
        model_finish(&scene.model);
    }
    unlink(scene.path);
    assert_non_null(text);
    for (int k = 0; k < 4; k++)
        if (strstr(text, expected[k]) == NULL)
            fail_msg("no '%s' in\n%s", expected[k], text);
    free(text);
}

int main(void)
{
    /* The library allocates through this program's malloc, so that it fails
     * with the rest. */
    json_set_alloc_funcs(malloc, free);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lstm),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_wrong_shapes),
        cmocka_unit_test(test_unsupported),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_embedding),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_round_trip_mixed),
        cmocka_unit_test(test_saved_names),
        cmocka_unit_test(test_describe),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_no_memory_to_save),
        cmocka_unit_test(test_task_round_trip),
        cmocka_unit_test(test_perceptron),
        cmocka_unit_test(test_task_metadata),
        cmocka_unit_test(test_task_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
