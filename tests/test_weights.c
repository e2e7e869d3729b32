/* weights: the real program on good, foreign and broken files. */
#include "model/model.h"
#include "program.h"

/* As a word of the shell, since the checkout may lie anywhere. */
#define CORPUS "'" TEST_DIR "'/safetensors-corpus/"

enum { PATH_SIZE = 256 };

/* Where this test keeps its one file. */
static char *scratch(char path[PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "/tmp/gatereel-weights-%ld", (long)getpid());
    return path;
}

/* `weights PATH TAIL`; the path as the shell wants it */
static void run_weights(struct printed *printed, const char *path,
                        const char *tail)
{
    char arguments[2 * PATH_SIZE];
    snprintf(arguments, sizeof arguments, "weights %s %s", path, tail);
    program_run(printed, arguments);
}

static void save_network(const char *path)
{
    struct layer_spec layer = {.cell = CELL_LSTM, .units = 4};
    struct spec spec = {.inputs = 2, .layers = 2, .layer = {layer, layer},
                        .head = HEAD_SOFTMAX, .outputs = 3};
    struct model model = {0};
    assert_true(params_init(&model.params, &spec, NULL));
    assert_true(model_save(&model, path, NULL, NULL));
    model_finish(&model);
}

static void network_is_recognised(void **state)
{
    static struct printed printed;
    char path[PATH_SIZE];
    (void)state;

    save_network(scratch(path));
    run_weights(&printed, path, "");
    unlink(path);
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    assert_non_null(strstr(printed.out, "rnn.weight_ih_l1  F32          "
                                        "16 x 4\n"));
    assert_non_null(strstr(printed.out, "  gatereel.head: softmax\n"));
    assert_non_null(strstr(printed.out, "\n'rnn.': 2 inputs -> lstm of 4 units"
                                        " -> lstm of 4 units\n"
                                        "  head: fc.weight, softmax, 3 outputs"
                                        "\n"));
}

static void standard_input_is_read(void **state)
{
    static struct printed printed;
    (void)state;

    /* '#' hides the empty input that the helper adds. */
    program_run(&printed, "weights - <" CORPUS "m00_ok.safetensors #");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "F32          2 x 2"));
}

static void nothing_recognised_is_fine(void **state)
{
    static struct printed printed;
    (void)state;

    run_weights(&printed, CORPUS "m00_ok.safetensors", "");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    assert_non_null(strstr(printed.out, "no recurrent weights recognised\n"));
    run_weights(&printed, CORPUS "h14_empty_obj.safetensors", "");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "no tensors\n"));
}

static void bad_file_is_one_line(void **state)
{
    (void)state;

    program_refuses("weights " CORPUS "o09_overlap_full.safetensors", 1,
                    "o09_overlap_full.safetensors: tensor 'b' starts");
    program_refuses("weights " CORPUS "k09_ctrl_newline_raw_in_name.safetensors",
                    1, "not valid JSON");
    program_refuses("weights /no/such/file", 1, "/no/such/file");
    program_refuses("weights '" TEST_DIR "'", 1, "directory");
}

static void bidirectional_is_refused(void **state)
{
    const real zero[24] = {0};
    struct tensor_source sources[3] = {
        {.name = "r.weight_ih_l0", .shape = {8, 3}},
        {.name = "r.weight_hh_l0", .shape = {8, 2}},
        {.name = "r.weight_ih_l0_reverse", .shape = {8, 3}}};
    char path[PATH_SIZE], arguments[2 * PATH_SIZE];
    (void)state;

    for (int i = 0; i < 3; i++) {
        sources[i].type = "F32";
        sources[i].rank = 2;
        sources[i].values = zero;
        sources[i].width = sources[i].stride = sources[i].shape[1];
    }
    assert_true(safetensors_write(scratch(path), sources, 3, NULL, 0, NULL));
    snprintf(arguments, sizeof arguments, "weights %s", path);
    program_refuses(arguments, 1, "train it with bidirectional=False");
    unlink(path);
}

static void pytorch_pickle_is_explained(void **state)
{
    static const char bytes[] = "PK\3\4................"
                                "......\x10\0\0\0archive/data.pkl";
    static struct printed printed;
    char path[PATH_SIZE];
    (void)state;

    FILE *file = fopen(scratch(path), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
    fclose(file);
    run_weights(&printed, path, "");
    unlink(path);
    assert_int_equal(printed.code, 1);
    assert_string_equal(printed.out, "");
    assert_int_equal(strncmp(printed.err, "gatereel: /tmp/", 15), 0);
    assert_non_null(strstr(printed.err, "\nimport torch"));
    assert_non_null(strstr(printed.err, "\nst.save_file("));
    int lines = 0;
    for (const char *c = printed.err; *c != '\0'; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 3);
}

static void usage(void **state)
{
    static struct printed printed;
    (void)state;

    program_run(&printed, "weights --help");
    assert_int_equal(printed.code, 0);
    assert_int_equal(strncmp(printed.out, "Usage: gatereel weights ", 24), 0);
    program_run(&printed, "weights --version");
    assert_int_equal(printed.code, 0);
    assert_int_equal(strncmp(printed.out, "gatereel ", 9), 0);
    program_refuses("weights", 2, "weights: no file");
    program_refuses("weights a b", 2, "unexpected argument 'b'");
    program_refuses("weights --frob a", 2, "unknown option '--frob'");
    if (access("/dev/full", W_OK) == 0)
        program_refuses("weights " CORPUS "m00_ok.safetensors >/dev/full", 1,
                        "No space left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_is_recognised),
        cmocka_unit_test(standard_input_is_read),
        cmocka_unit_test(nothing_recognised_is_fine),
        cmocka_unit_test(bad_file_is_one_line),
        cmocka_unit_test(bidirectional_is_refused),
        cmocka_unit_test(pytorch_pickle_is_explained),
        cmocka_unit_test(usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
