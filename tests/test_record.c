/* record: its numbers against PyTorch's, and against each other. */
#include "check_close.h"
#include "data/table/csv.h"
#include "model/safetensors.h"
#include "record_case.h"

enum { NUMBERS_MAX = 4096 };

static struct printed printed;

/* Rows of a golden file's x, with the class of each step where it has one. */
static void write_input(void **state, const char *name, const json_t *x,
                        const json_t *targets)
{
    FILE *file = case_open(state, name, "w");
    fputs("a,b,c,class\n", file);
    for (size_t t = 0; t < json_array_size(x); t++) {
        double row[3];
        assert_int_equal(golden_flatten(json_array_get(x, t), row), 3);
        int class = targets ? (int)json_integer_value(json_array_get(
            targets, t)) : 0;
        fprintf(file, "%.17g,%.17g,%.17g,%d\n", row[0], row[1], row[2], class);
    }
    assert_int_equal(fclose(file), 0);
}

/* Array `name` of a JSON record against PyTorch's. */
static void compare(const json_t *record, const char *name, const json_t *want)
{
    size_t count;
    double *got = golden_numbers(golden_get(record, name), &count);
    golden_compare(name, got, count, want);
    free(got);
}

/* Every signal and gradient that PyTorch kept. */
static void compare_all(const json_t *record, const json_t *golden)
{
    const char *key;
    json_t *value;
    char name[64];

    json_object_foreach(golden_get(golden, "values"), key, value) {
        snprintf(name, sizeof name, "layer0.%s", key);
        compare(record, name, value);
    }
    json_object_foreach(golden_get(golden, "grads"), key, value) {
        snprintf(name, sizeof name, "layer0.d%s", key);
        compare(record, name, value);
    }
    compare(record, "dx", golden_get(golden, "dx"));
}

/* The table has the numbers of the JSON record, line by line. */
static void compare_table(void **state, const char *name, const json_t *record)
{
    struct csv csv;
    struct error error;
    char path[128], array[64];

    assert_true(csv_read(&csv, case_path(state, name, path), CSV_EMPTY_ERROR,
                         &error));
    assert_int_equal(csv.rows, 6 * 4);
    for (int k = 3; k < csv.columns; k++) {
        snprintf(array, sizeof array, "layer0.%s", csv.names[k]);
        const json_t *rows = golden_get(record, array);
        for (int r = 0; r < csv.rows; r++) {
            const double *line = &csv.values[(size_t)r * csv.columns];
            assert_true(line[0] == 0 && line[1] == r / 4 + 1 &&
                        line[2] == r % 4 + 1);
            double want = json_number_value(json_array_get(
                json_array_get(rows, (size_t)r / 4), (size_t)r % 4));
            assert_true(line[k] == want);
        }
    }
    csv_finish(&csv);
}

/* The tensors have the numbers of the JSON record, which 9 digits keep. */
static void compare_tensors(void **state, const char *name,
                            const json_t *record)
{
    struct safetensors file;
    struct error error;
    char path[128];

    assert_true(safetensors_read(&file, case_path(state, name, path), &error));
    for (int i = 0; i < file.tensors; i++) {
        double got[NUMBERS_MAX];
        size_t count;
        const struct tensor *tensor = &file.tensor[i];
        assert_string_equal(tensor->type, "F32");
        assert_int_equal(tensor->rank, 2);
        assert_int_equal(tensor->shape[0], 6);
        double *want = golden_numbers(golden_get(record, tensor->name),
                                      &count);
        assert_int_equal(count, tensor->elements);
        tensor_read_double(tensor, got);
        for (size_t k = 0; k < count; k++)
            assert_true(got[k] == (float)want[k]);
        free(want);
    }
    /* The object has four entries that are no arrays. */
    assert_int_equal(file.tensors + 4, json_object_size(record));
    assert_string_equal(safetensors_metadata(&file, "steps"), "6");
    assert_string_equal(safetensors_metadata(&file, "cell"),
                        json_string_value(golden_get(record, "cell")));
    safetensors_finish(&file);
}

static void agrees_with_pytorch(void **state)
{
    static const char *const cells[] = {"lstm", "gru", "rnn"};
    static const char *const ends[] = {"json", "csv", "safetensors"};
    char name[64], arguments[1024];

    for (int k = 0; k < 3; k++) {
        snprintf(name, sizeof name, "%s_I3H4T6", cells[k]);
        json_t *golden = golden_load(name);
        write_input(state, "x.csv", golden_get(golden, "x"),
                    golden_get(golden, "targets"));
        for (int e = 0; e < 3; e++) {
            snprintf(arguments, sizeof arguments,
                     "--model " GOLDEN "%s.safetensors --input x.csv --target "
                     "class --head-kind softmax --signals all,gradients -o "
                     "out.%s", name, ends[e]);
            case_works(state, &printed, arguments);
            assert_string_equal(printed.out, "");
        }
        json_t *record = case_json(state, "out.json");
        assert_string_equal(json_string_value(golden_get(record, "cell")),
                            cells[k]);
        compare_all(record, golden);
        compare_table(state, "out.csv", record);
        compare_tensors(state, "out.safetensors", record);
        json_decref(record);
        json_decref(golden);
    }
}

/* Several layers, from start states; L is the sum of the last h. */
static void stacks_from_states(void **state)
{
    static const char *const names[] = {"lstm", "gru", "rnn_tanh", "rnn_relu"};
    char name[64], arguments[1024], path[128];
    struct error error;

    for (int k = 0; k < 4; k++) {
        snprintf(name, sizeof name, "stack_%s", names[k]);
        json_t *golden = golden_load(name);
        FILE *file = case_open(state, "x.csv", "w");
        real start[2][2 * 4];
        double row[3 * 4], want[6 * 4];
        for (size_t t = 0; t < 6; t++) {
            golden_flatten(json_array_get(golden_get(golden, "x"), t), row);
            fprintf(file, "%.17g,%.17g,%.17g\n", row[0], row[1], row[2]);
            golden_flatten(json_array_get(json_array_get(golden_get(
                golden, "out"), t), 0), &want[4 * t]);
        }
        fclose(file);
        size_t states = json_array_size(golden_get(golden, "start"));
        for (size_t s = 0; s < states; s++)
            for (size_t l = 0; l < 2; l++) {
                golden_flatten(json_array_get(json_array_get(json_array_get(
                    golden_get(golden, "start"), s), l), 0), row);
                for (size_t u = 0; u < 4; u++)
                    start[s][4 * l + u] = (real)row[u];
            }
        const struct tensor_source sources[2] = {
            {"h0", "F32", 3, {2, 1, 4}, start[0], 4, 4},
            {"c0", "F32", 2, {2, 4}, start[1], 4, 4},
        };
        assert_true(safetensors_write(
            case_path(state, "state.safetensors", path), sources, (int)states,
            NULL, 0, &error));
        snprintf(arguments, sizeof arguments,
                 "--model " GOLDEN "%s.safetensors --input x.csv --state "
                 "state.safetensors --signals dh %s -o out.json", name,
                 k == 3 ? "--activation relu" : "");
        case_works(state, &printed, arguments);
        json_t *record = case_json(state, "out.json");
        size_t count;
        double *got = golden_numbers(golden_get(record, "layer1.h"), &count);
        assert_int_equal(count, 24);
        for (size_t i = 0; i < count; i++)
            assert_close(got[i], want[i], 2e-5);
        free(got);
        golden_flatten(golden_get(record, "layer1.dh"), want);
        for (size_t u = 0; u < 4; u++)
            assert_true(want[20 + u] == 1);
        json_decref(record);
        json_decref(golden);
    }
}

/* Two halves, the second from where the first ended, are the whole. */
static void goes_on_from_a_record(void **state)
{
    static const char *const ends[] = {"safetensors", "csv"};
    char arguments[1024];

    case_write(state, "x.csv", "1,0,1\n2,1,0\n.5,0,0\n-1,1,2\n3,0,-1\n0,0,0\n");
    case_write(state, "one.csv", "1,0,1\n2,1,0\n.5,0,0\n");
    case_write(state, "two.csv", "-1,1,2\n3,0,-1\n0,0,0\n");
    for (int k = 0; k < 2; k++) {
#define MODEL "--model " GOLDEN "stack_lstm.safetensors "
        case_works(state, &printed, MODEL "--input x.csv -o all.json");
        snprintf(arguments, sizeof arguments, MODEL "--input one.csv -o "
                 "first.%s", ends[k]);
        case_works(state, &printed, arguments);
        snprintf(arguments, sizeof arguments, MODEL "--input two.csv --state "
                 "first.%s -o second.json", ends[k]);
        case_works(state, &printed, arguments);
        json_t *all = case_json(state, "all.json");
        json_t *second = case_json(state, "second.json");
        double whole[24], half[12];
        golden_flatten(golden_get(all, "layer1.c"), whole);
        assert_int_equal(golden_flatten(golden_get(second, "layer1.c"), half),
                         12);
        for (int i = 0; i < 12; i++)
            assert_close(half[i], whole[12 + i], 1e-6);
        json_decref(all);
        json_decref(second);
    }
}

static const struct spec lstm_then_rnn = {
    .inputs = 2, .layers = 2,
    .layer = {{CELL_LSTM, ACT_TANH, 2}, {CELL_RNN, ACT_RELU, 3}},
    .head = HEAD_LINEAR, .outputs = 2,
};

static void layers_of_different_cells(void **state)
{
    struct model model;

    case_model(&model, &lstm_then_rnn);
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "1,2\n");
    case_works(state, &printed,
               "--model m.safetensors --input x.csv --signals a,da_f -o -");
    assert_int_equal(strncmp(printed.out, "layer,step,unit,f,i,g,o,c,h,a,da_f\n"
                             "0,1,1,", 41), 0);
    const char *line = strstr(printed.out, "\n1,1,1,,,,,,");
    assert_non_null(line);
    assert_non_null(strstr(line, ",\n1,1,2,,,,,,"));
    int lines = 0;
    for (const char *at = printed.out; *at; at++)
        lines += *at == '\n';
    assert_int_equal(lines, 1 + 2 + 3);
}

/* A model that was trained on scaled numbers reads raw ones, and so do its
 * targets where outputs are inputs. */
static void scales_as_the_file_says(void **state)
{
    struct model model;
    double mean[2] = {100, -3}, deviation[2] = {4, 0.5};

    case_model(&model, &lstm_then_rnn);
    case_save(state, &model, "plain.safetensors");
    model.mean = malloc(sizeof mean);
    model.deviation = malloc(sizeof deviation);
    memcpy(model.mean, mean, sizeof mean);
    memcpy(model.deviation, deviation, sizeof deviation);
    case_save(state, &model, "scaled.safetensors");
    model_finish(&model);
    case_write(state, "raw.csv", "a,b,p,q\n104,-2.5,108,-3\n98,-2,96,-4\n");
    case_write(state, "z.csv", "a,b,p,q\n1,1,2,0\n-.5,2,-1,-2\n");
#define WHAT " --target p,q --signals gradients "
    case_works(state, &printed, "--model plain.safetensors --input z.csv" WHAT
               "-o z.safetensors");
    case_works(state, &printed, "--model scaled.safetensors --input raw.csv"
               WHAT "--expect z.safetensors --tolerance 0");
    assert_non_null(strstr(printed.out, "\ndx "));
    assert_null(strstr(printed.out, "not in the file"));
}

/* Ids are rows of the embedding; vectors may be given in their place. */
static void tokens_are_rows_of_the_embedding(void **state)
{
    static const struct spec spec = {
        .inputs = 2, .vocabulary = 3, .embedded = true, .layers = 1,
        .layer = {{CELL_GRU, ACT_TANH, 2}},
    };
    struct model model;

    case_model(&model, &spec);
    FILE *file = case_open(state, "x.csv", "w");
    for (int t = 0; t < 4; t++) {
        const real *row = model.params.embedding + 2 * ((t * 2) % 3);
        fprintf(file, "%.9g,%.9g\n", (double)row[0], (double)row[1]);
    }
    fclose(file);
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "ids.txt", "0 2\n1, 0\n");
    case_works(state, &printed,
               "--model m.safetensors --tokens ids.txt -o t.safetensors");
    case_works(state, &printed, "--model m.safetensors --input x.csv "
               "--expect t.safetensors --tolerance 0");
    case_write(state, "ids.txt", "0 3");
    case_refuses(state, "--model m.safetensors --tokens ids.txt -o -", 1,
                 "ids.txt:1:3: token id 3 is not in the vocabulary");
}

/* A text is the tokens it is made of, and what comes next their target. */
static void texts_are_tokens(void **state)
{
    static const char *const letters[] = {"a", "\n", "한"};
    static const struct spec spec = {
        .inputs = 3, .vocabulary = 3, .layers = 1,
        .layer = {{CELL_RNN, ACT_TANH, 2}}, .head = HEAD_SOFTMAX,
        .outputs = 3,
    };
    struct model model;

    case_model(&model, &spec);
    case_save(state, &model, "mute.safetensors");
    assert_true(vocabulary_init(&model.words, letters, 3, false, NULL));
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "t.txt", "a한\n한a");
    case_write(state, "ids.txt", "0 2 1 2 0\n");
    case_write(state, "x.csv", "a,b,c,next\n1,0,0,2\n0,0,1,1\n0,1,0,2\n"
               "0,0,1,0\n1,0,0,-1\n");
    case_works(state, &printed,
               "--model m.safetensors --text t.txt -o t.safetensors");
    case_works(state, &printed, "--model m.safetensors --tokens ids.txt "
               "--expect t.safetensors --tolerance 0");
    case_works(state, &printed, "--model m.safetensors --text t.txt "
               "--signals gradients -o g.safetensors");
    case_works(state, &printed, "--model mute.safetensors --input x.csv "
               "--target next --signals gradients --expect g.safetensors "
               "--tolerance 0");
    case_refuses(state, "--model mute.safetensors --text t.txt -o -", 1,
                 "mute.safetensors' does not say which letters its inputs are "
                 "(metadata gatereel.words)");
    /* Of a network that reads vectors the words are those of its answers. */
    struct spec vectors = spec;
    vectors.vocabulary = 0;
    case_model(&model, &vectors);
    assert_true(vocabulary_init(&model.words, letters, 3, false, NULL));
    case_save(state, &model, "v.safetensors");
    model_finish(&model);
    case_refuses(state, "--model v.safetensors --text t.txt -o -", 1,
                 "reads vectors, not letters: use --input");
    case_write(state, "t.txt", "a한\n한b");
    case_refuses(state, "--model m.safetensors --text t.txt -o -", 1,
                 "t.txt:2:2: 'b'");
    case_write(state, "t.txt", "");
    case_refuses(state, "--model m.safetensors --text t.txt -o -", 1,
                 "t.txt: there is no text in it");
    case_refuses(state, "--model m.safetensors --text t.txt --input x.csv "
                 "-o -", 2, "are not used together");
    case_refuses(state, "--model m.safetensors --text t.txt --target a -o -",
                 2, "columns of --input");
}

/* A context makes windows of the one column. */
static void windows_are_made_of_a_column(void **state)
{
    static const struct spec spec = {
        .inputs = 3, .layers = 2,
        .layer = {{CELL_DENSE, ACT_RELU, 4}, {CELL_DENSE, ACT_TANH, 2}},
        .head = HEAD_LINEAR, .outputs = 1,
    };
    static const double mean[] = {1, 1, 1}, deviation[] = {2, 2, 2};
    struct model model;

    case_model(&model, &spec);
    model.mean = malloc(sizeof mean);
    model.deviation = malloc(sizeof deviation);
    memcpy(model.mean, mean, sizeof mean);
    memcpy(model.deviation, deviation, sizeof deviation);
    case_save(state, &model, "plain.safetensors");
    model.context = 3;
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "v,next\n5,-1\n-1,4\n4,7\n7,0\n");
    case_write(state, "w.csv", "a,b,c,next\n5,5,5,-1\n5,5,-1,1.5\n"
               "5,-1,4,3\n-1,4,7,-.5\n");
    case_works(state, &printed, "--model m.safetensors --input x.csv "
               "--columns v -o t.safetensors");
    case_works(state, &printed, "--model plain.safetensors --input w.csv "
               "--columns a,b,c --expect t.safetensors --tolerance 0");
    /* what it should answer is scaled like what it reads */
    case_works(state, &printed, "--model m.safetensors --input x.csv --target "
               "next --signals gradients -o g.safetensors");
    case_works(state, &printed, "--model plain.safetensors --input w.csv "
               "--target next --signals gradients --expect g.safetensors "
               "--tolerance 0");
    case_refuses(state, "--model m.safetensors --input w.csv -o -", 1,
                 "where the model reads 1 input;");
}

static void one_hot_reads_tokens(void **state)
{
    static const struct spec spec = {
        .inputs = 3, .vocabulary = 3, .layers = 1,
        .layer = {{CELL_RNN, ACT_IDENTITY, 2}},
    };
    struct model model;

    case_model(&model, &spec);
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "0,1,0\n0,0,1\n");
    case_works(state, &printed, "--model m.safetensors --tokens - -o "
               "t.safetensors --signals a <<'X'\n1 2\nX\n: #");
    case_works(state, &printed, "--model m.safetensors --input x.csv "
               "--expect t.safetensors --tolerance 0");
}

static void pins_hold(void **state)
{
    case_write(state, "x.csv", "1,0,1\n2,1,0\n.5,0,0\n");
    case_works(state, &printed, "--model " GOLDEN "lstm_I3H4T6.safetensors "
               "--input x.csv --signals df --pin 'layer0.f[2]@2..3=1' "
               "--pin 'layer0.i@3=0' -o out.json");
    json_t *record = case_json(state, "out.json");
    double f[12], i[12], df[12], c[12];
    golden_flatten(golden_get(record, "layer0.f"), f);
    golden_flatten(golden_get(record, "layer0.i"), i);
    golden_flatten(golden_get(record, "layer0.c"), c);
    golden_flatten(golden_get(record, "layer0.df"), df);
    json_decref(record);
    assert_true(f[1] < 1 && f[5] == 1 && f[9] == 1 && f[4] < 1);
    assert_true(i[7] > 0 && i[8] == 0 && i[11] == 0);
    assert_true(c[9] == c[5]); /* f = 1, i = 0: kept as it is */
    assert_true(df[5] == 0 && df[9] == 0 && df[8] != 0);
}

/* A step that reads no c of the step before has i g only, and no gradient
 * goes back. */
static void wires_are_cut(void **state)
{
    case_write(state, "x.csv", "1,0,1\n2,1,0\n.5,0,0\n");
    case_works(state, &printed, "--model " GOLDEN "lstm_I3H4T6.safetensors "
               "--input x.csv --signals g,df --pin \"layer0.c'@3=0\" "
               "--pin \"layer0.h'[1..4]@3=0\" -o out.json");
    json_t *record = case_json(state, "out.json");
    double i[12], g[12], c[12], df[12];
    golden_flatten(golden_get(record, "layer0.i"), i);
    golden_flatten(golden_get(record, "layer0.g"), g);
    golden_flatten(golden_get(record, "layer0.c"), c);
    golden_flatten(golden_get(record, "layer0.df"), df);
    json_decref(record);
    for (int u = 0; u < 4; u++) {
        assert_close(c[8 + u], i[8 + u] * g[8 + u], 1e-7);
        assert_true(c[4 + u] != 0); /* stays for all others */
        assert_true(df[4 + u] == 0 && df[8 + u] == 0);
    }
}

/* The power of ten in the last field of the line that begins with `start`. */
static int last_power(const char *text, const char *start)
{
    const char *line = strstr(text, start);
    assert_non_null(line);
    const char *end = line + 1 + strcspn(line + 1, "\n");
    const char *power = end;
    while (*power != 'e' && *power != ',')
        power--;
    assert_int_equal(*power, 'e');
    assert_true(power[-1] >= '0' && power[-1] <= '9');
    return atoi(power + 1);
}

/* Gradients far below the range of double keep their digits: with the same
 * input at every step they shrink by the same factor over the same time. */
static void far_gradients_print(void **state)
{
    FILE *file = case_open(state, "x.csv", "w");
    for (int t = 0; t < 3000; t++)
        fputs("0,0,0\n", file);
    fclose(file);
    case_works(state, &printed, "--model " GOLDEN "lstm_I3H4T6.safetensors "
               "--input x.csv --signals dc -o out.csv");
    char *text = case_read(state, "out.csv", 2000 * 1000);
    int at[3] = {last_power(text, "\n0,100,1,"),
                 last_power(text, "\n0,1100,1,"),
                 last_power(text, "\n0,2100,1,")};
    free(text);
    assert_true(at[0] < -400);
    assert_true(abs((at[2] - at[1]) - (at[1] - at[0])) <= 1);
}

/* Where gradients are small but within range, the tensors, which have plain
 * numbers, and the tape, which has scaled ones, say the same. */
static void small_gradients_keep_their_scale(void **state)
{
    FILE *file = case_open(state, "x.csv", "w");
    for (int t = 0; t < 100; t++)
        fprintf(file, "%d,%d,%d\n", t % 3, t % 5 - 2, -t % 2);
    fclose(file);
#define SMALL "--model " GOLDEN "stack_lstm.safetensors --input x.csv "
    case_works(state, &printed, SMALL "--signals gradients -o g.safetensors");
    case_works(state, &printed, SMALL "--expect g.safetensors --tolerance 0");
    case_works(state, &printed, SMALL "--signals gradients -o g.json");
    json_t *record = case_json(state, "g.json");
    double dh[400];
    assert_int_equal(golden_flatten(golden_get(record, "layer0.dh"), dh), 400);
    assert_true(fabs(dh[0]) < 1e-12 && fabs(dh[396]) > 1e-4);
    json_decref(record);
}

static void bad_numbers_are_named(void **state)
{
    struct model model;

#define RNN "--model " GOLDEN "rnn_I3H4T6.safetensors "
    case_write(state, "x.csv", "1,0,1\n2,nan,0\n.5,0,0\n");
    case_run(state, &printed, RNN "--input x.csv -o out.json");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "gatereel: warning: input 2 of step 2 is "
                        "NaN; layer0.a is NaN from step 2, unit 1 on\n");
    json_t *record = case_json(state, "out.json");
    json_t *h = golden_get(record, "layer0.h");
    assert_true(json_is_number(json_array_get(json_array_get(h, 0), 0)));
    assert_true(json_is_null(json_array_get(json_array_get(h, 1), 0)));
    json_decref(record);
    case_run(state, &printed, RNN "--input x.csv -o -");
    assert_non_null(strstr(printed.out, "\n0,2,1,nan\n"));

    case_model(&model, &lstm_then_rnn);
    model.params.layer[0].u[3] = -INFINITY;
    case_save(state, &model, "m.safetensors");
    model_finish(&model);
    case_write(state, "x.csv", "1,0\n2,1\n");
    case_run(state, &printed, "--model m.safetensors --input x.csv -o out.csv");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.err, "warning: weight_hh_l0 has infinity in "
                           "row 2, column 2; layer0."));
}

static void expects(void **state)
{
    case_write(state, "x.csv", "1,0,1\n2,1,0\n.5,0,0\n");
    case_write(state, "y.csv", "1,0,1\n2,1.5,0\n.5,0,0\n");
    case_works(state, &printed, RNN "--input x.csv --signals dh -o "
               "old.safetensors");
    case_works(state, &printed, RNN "--input x.csv --expect old.safetensors");
    assert_non_null(strstr(printed.out, "layer0.dh "));
    case_run(state, &printed, RNN "--input y.csv --expect old.safetensors");
    assert_int_equal(printed.code, 1);
    assert_string_equal(printed.err, "gatereel: old.safetensors: head.y differs "
                        "first at step 2, unit 1, and others\n");
    case_works(state, &printed, RNN "--input y.csv --expect old.safetensors "
               "--tolerance 9");
    case_run(state, &printed, RNN "--input x.csv --expect old.safetensors "
             "--signals a");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "layer0.a is not in the file"));
    case_write(state, "y.csv", "1,0,1\n");
    case_run(state, &printed, RNN "--input y.csv --expect old.safetensors");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "is 3 x 2 in the file and 1 x 2 here"));
    case_run(state, &printed, RNN "--input x.csv --expect " GOLDEN
             "rnn_I3H4T6.safetensors");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "is not what this network records"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, case_begin, case_end)
    const struct CMUnitTest tests[] = {
        TEST(agrees_with_pytorch),
        TEST(stacks_from_states),
        TEST(goes_on_from_a_record),
        TEST(layers_of_different_cells),
        TEST(scales_as_the_file_says),
        TEST(tokens_are_rows_of_the_embedding),
        TEST(texts_are_tokens),
        TEST(windows_are_made_of_a_column),
        TEST(one_hot_reads_tokens),
        TEST(pins_hold),
        TEST(wires_are_cut),
        TEST(far_gradients_print),
        TEST(small_gradients_keep_their_scale),
        TEST(bad_numbers_are_named),
        TEST(expects),
    };

    setenv("GATEREEL_CPU", "sse2", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
