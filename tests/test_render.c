/* render: pictures without a window, and what it says when it cannot. */
#include "render_case.h"

#include <jansson.h>
#include <sys/stat.h>

#include "model/model.h"

#define SEE "; see 'gatereel render --help'\n"

static void same_bytes_each_time(void **state)
{
    (void)state;

    render_works("render --size 333x222 --at 7.3 -o a.png");
    render_works("render --size 333x222 --at 7.3 -o b.png");
    render_works("render --size 333x222 --at 7.3 -o - >c.png");
    render_check_size("a.png", 333, 222);
    render_same("a.png", "b.png");
    render_same("a.png", "c.png");
}

/* Every option changes the picture, or it would do nothing. */
static void options_are_seen(void **state)
{
    static const char *const options[] = {
        "", "--view unrolled", "--view cell", "--view scopes",
        "--view heatmap", "--view gradients", "--view series",
        "--view layers", "--view start", "--view help", "--unit 5", "--mean",
        "--cards 20", "--signal c", "--signal dh", "--at 9", "--at 8.2",
        "--pass backward", "--theme light", "--lang ko", "--scale 1.3",
        "--view cell --gate 2", "--view units", "--view units --sort mean",
        "--view units --sort mean --signal o", "--size 1281x720"};
    enum { COUNT = sizeof options / sizeof *options };
    char *bytes[COUNT];
    size_t length[COUNT];
    char line[200];
    (void)state;

    for (int k = 0; k < COUNT; k++) {
        snprintf(line, sizeof line, "render --at 8 %s %s -o x.png",
                 strstr(options[k], "--size") ? "" : "--size 1280x720",
                 options[k]);
        render_works(line);
        bytes[k] = render_read("x.png", &length[k]);
        for (int j = 0; j < k; j++)
            if (length[j] == length[k] &&
                memcmp(bytes[j], bytes[k], length[k]) == 0)
                fail_msg("'%s' and '%s' give the same picture", options[j],
                         options[k]);
    }
    for (int k = 0; k < COUNT; k++)
        free(bytes[k]);
}

static void the_last_step_is_shown(void **state)
{
    (void)state;

    render_works("render --size 320x200 -o a.png");
    render_works("render --size 320x200 --at 48.6 -o b.png");
    render_same("a.png", "b.png");
}

static void wrong_usage_is_refused(void **state)
{
    static const struct {
        const char *arguments, *line;
    } cases[] = {
        {"", "-o FILE is missing"},
        {"lstm-basics -o a.png", "unexpected argument 'lstm-basics'"},
        {"--size", "no value for '--size'"},
        {"--sise 3x3", "unknown option '--sise'"},
        {"--size 3000x15 -o a.png",
         "--size '3000x15' is not WIDTHxHEIGHT, from 16 to 16384"},
        {"--size 99999999999x99999999999 -o a.png",
         "--size '99999999999x99999999999' is not WIDTHxHEIGHT, from 16 to "
         "16384"},
        {"--at 0 -o a.png", "--at '0' is not STEP or STEP.PHASE"},
        {"--at 3. -o a.png", "--at '3.' is not STEP or STEP.PHASE"},
        {"--scale 3 -o a.png", "--scale '3' is not a number from 0.8 to 2"},
        {"--fps nan -o a.png", "--fps 'nan' is not a number from 1 to 120"},
        {"--unit 0 -o a.png",
         "--unit '0' is not a whole number from 1 to 65536"},
        {"--lang fr -o a.png", "--lang 'fr' is not one of en, ko"},
        {"--gate 2 -o a.png", "--gate goes with --view cell"},
        {"--sort mean -o a.png", "--sort goes with --view units"},
        {"--view units --sort size -o a.png",
         "--sort 'size' is not one of unit, mean, low, high, retention, "
         "half-life, moves, gradient, reaction"},
        {"--from 2 -o a.mp4", "--from and --to belong together"},
        {"--from 2 --to 3 --at 2 -o a.mp4",
         "--at is one picture, --from and --to are a film"},
        {"--from 2 --to 3 --describe -o a.mp4",
         "--describe is of one picture, --from and --to are a film"},
        {"--from 2 --to 3 -o a.png",
         "a film is written to FILE.mp4, FILE.gif or DIR/"},
        {"-o a.gif", "a film needs --from and --to"},
        {"--describe -o -", "--describe and '-o -' both want standard output"},
        {"--scene a.scene --preset b -o a.png",
         "--scene and --preset are not used together"},
        {"--scene a.scene --model m --input x.csv -o a.png",
         "a scene brings its own networks"},
        {"--input x.csv -o a.png", "--model is missing"},
        {"--model m.safetensors -o a.png", "--input, --tokens or --text is missing"},
        {"--model - --input - -o a.png",
         "standard input can be only one of the files"},
    };
    char arguments[300], line[400];
    (void)state;

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        snprintf(arguments, sizeof arguments, "render %s", cases[k].arguments);
        snprintf(line, sizeof line, "gatereel: render: %s%s", cases[k].line,
                 SEE);
        render_fails(arguments, 2, line);
    }
}

static void what_is_not_there_is_named(void **state)
{
    (void)state;

    render_fails("render --at 49 -o a.png", 1,
                 "gatereel: step 49 is not in the run, which has 48\n");
    render_fails("render --at 2.7 -o a.png", 1,
                 "gatereel: there is no phase 7, a step has 6\n");
    render_fails("render --unit 17 -o a.png", 1,
                 "gatereel: there is no unit 17, only 16\n");
    render_fails("render --layer 2 -o a.png", 1,
                 "gatereel: there is no layer 2, only 1\n");
    render_fails("render --signal dq -o a.png", 1,
                 "gatereel: --signal 'dq' is not one of f, i, g, o, c, h, or d "
                 "and one of them\n");
    render_fails("render --model none.safetensors --input x.csv -o a.png", 1,
                 "gatereel: cannot open 'none.safetensors': No such file or "
                 "directory\n");
}

static void lost_output_is_said(void **state)
{
    struct printed printed;
    (void)state;

    render_fails("render --size 64x64 -o none/a.png", 1,
                 "gatereel: none/a.png: cannot create a file beside it: No "
                 "such file or directory\n");
    render_fails("render --size 64x64 -o ''", 1,
                 "gatereel: the name of the output file is empty\n");
    if (access("/dev/full", W_OK) == 0) {
        render_fails("render --size 64x64 -o /dev/full", 1,
                     "gatereel: cannot write '/dev/full': No space left on "
                     "device\n");
        render_fails("render --size 64x64 -o - >/dev/full", 1,
                     "gatereel: cannot write standard output: No space left "
                     "on device\n");
    }
    program_shell(&printed, "ulimit -f 8; exec \"$GATEREEL_PROGRAM\" render "
                            "-o big.png");
    assert_int_equal(printed.code, 1);
    assert_string_equal(printed.err,
                        "gatereel: cannot write 'big.png': File too large\n");
    assert_int_equal(access("big.png", F_OK), -1);
}

/* A file is replaced whole, its old picture stays when the new one fails. */
static void old_pictures_stay(void **state)
{
    struct printed printed;
    (void)state;

    render_works("render --size 64x64 -o old.png");
    render_works("render --size 64x64 -o same.png");
    int before = render_entries();
    program_shell(&printed, "ulimit -f 8; exec \"$GATEREEL_PROGRAM\" render "
                            "-o old.png");
    assert_int_equal(printed.code, 1);
    render_same("old.png", "same.png");
    assert_int_equal(render_entries(), before);
}

/* Without fonts there is nothing to write with. */
static void fonts_are_asked_for(void **state)
{
    struct printed printed;
    (void)state;

    program_shell(&printed,
                  "mkdir none; printf '<?xml version=\"1.0\"?><fontconfig>"
                  "<dir>%s/none</dir></fontconfig>' \"$PWD\" >fonts.conf; "
                  "FONTCONFIG_FILE=\"$PWD/fonts.conf\" "
                  "exec \"$GATEREEL_PROGRAM\" render -o font.png");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "font"));
    assert_string_equal(strchr(printed.err, '\n'), "\n");
    assert_int_equal(access("font.png", F_OK), -1);
}

static void describes_in_both_languages(void **state)
{
    static struct printed printed;
    (void)state;

    program_run(&printed, "render --describe --at 20.4");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    assert_non_null(strstr(printed.out, "\n[Heat map] "));
    assert_non_null(strstr(printed.out, "(forget gate, unit 3, t = 20)"));
    assert_non_null(strstr(printed.out, "\nt = 20, 1993-08, now, reads "));
    program_run(&printed, "render --describe --at 20.4 --lang ko");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "(망각 게이트, 유닛 3, t = 20)"));
    assert_null(strstr(printed.out, "forget"));
}

/* A model of letters, and a text of two lines. */
static void write_letters(void)
{
    static const char *const letters[] = {"a", "b", "\n"};
    const struct spec spec = {
        .inputs = 3, .vocabulary = 3, .layers = 1,
        .layer = {{CELL_LSTM, ACT_TANH, 4}}, .head = HEAD_SOFTMAX,
        .outputs = 3};
    struct model model = {0};

    assert_true(params_init(&model.params, &spec, NULL));
    assert_true(vocabulary_init(&model.words, letters, 3, false, NULL));
    assert_true(model_save(&model, "m.safetensors", NULL, NULL));
    model_finish(&model);
    FILE *file = fopen("t.txt", "w");
    assert_non_null(file);
    fputs("ab\nba", file);
    fclose(file);
}

static void texts_are_read(void **state)
{
    static struct printed printed;
    (void)state;

    write_letters();
#define TEXT "render --model m.safetensors --text t.txt "
    program_run(&printed, TEXT "--describe --at 3");
    assert_string_equal(printed.err, "");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "\nt = 2, b, "));
    assert_non_null(strstr(printed.out, "\nt = 3, ↵, now, "));
    program_run(&printed, TEXT "--describe --at 1 --rows 4-5");
    assert_int_equal(printed.code, 0);
    assert_non_null(strstr(printed.out, "\nt = 1, b, now, "));
    render_fails(TEXT "--rows 4-6 -o a.png", 1,
                 "gatereel: rows 4 to 6 are not in the input, which has 5\n");
    FILE *file = fopen("t.txt", "w");
    assert_non_null(file);
    fputs("ab\nab!", file);
    fclose(file);
    program_run(&printed, TEXT "-o a.png");
    assert_int_equal(printed.code, 1);
    assert_non_null(strstr(printed.err, "gatereel: t.txt:2:3: '!'"));
#undef TEXT
}

/* Every view has its times. */
static void bench_gives_times(void **state)
{
    static const char *const views[] = {
        "all", "unrolled", "cell", "scopes", "heatmap", "gradients", "series",
        "layers", "start", "help", "units", "paths", "triangle", "compare",
        "lanes", "reach", "factors", "dials", "text", "reading", "next"};
    enum { VIEWS = sizeof views / sizeof *views };
    static const char *const keys[] = {"build_ms", "frame_ms", "p99_ms",
                                       "first_frame_ms"};
    static struct printed printed;
    (void)state;

    program_run(&printed, "bench --frames --json --steps 4 --hidden 3 "
                          "--size 64x64");
    assert_int_equal(printed.code, 0);
    assert_string_equal(printed.err, "");
    json_t *json = json_loads(printed.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    assert_int_equal(json_object_size(json), VIEWS);
    for (int k = 0; k < VIEWS; k++) {
        char name[60];
        snprintf(name, sizeof name, "%s.T4.H3.random.64x64", views[k]);
        json_t *view = json_object_get(json, name);
        assert_non_null(view);
        assert_int_equal(json_object_size(view), 4);
        for (int j = 0; j < 4; j++)
            assert_true(json_is_number(json_object_get(view, keys[j])));
        assert_true(json_number_value(json_object_get(view, "frame_ms")) > 0);
    }
    json_decref(json);
}

static void bench_refuses(void **state)
{
    (void)state;

    program_refuses("bench --size 64x64", 2, "go with --frames");
    program_refuses("bench --frames --only x", 2, "no view begins with 'x'");
    program_refuses("bench --frames --first x", 2, "--first 'x' is not one of");
    static struct printed printed;
    program_run(&printed, "bench --frames --list --only h");
    assert_string_equal(printed.out, "heatmap\nhelp\n");
    program_refuses("bench --frames --dials", 2,
                    "one of --frames, --dials and --training");
    program_refuses("bench --dials --steps 9", 2, "go with --frames");
    program_refuses("bench --dials --only x", 2, "no case begins with 'x'");
    program_refuses("bench --dials --size 300x200", 1, "no room for the dial");
    program_run(&printed, "bench --dials --list");
    assert_string_equal(printed.out, "dials.T100.H32.mixed\n"
                                     "dials.T100.H32.lstm\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes_each_time),
        cmocka_unit_test(options_are_seen),
        cmocka_unit_test(the_last_step_is_shown),
        cmocka_unit_test(wrong_usage_is_refused),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(lost_output_is_said),
        cmocka_unit_test(old_pictures_stay),
        cmocka_unit_test(fonts_are_asked_for),
        cmocka_unit_test(describes_in_both_languages),
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(bench_gives_times),
        cmocka_unit_test(bench_refuses),
    };

    return cmocka_run_group_tests(tests, render_setup, render_teardown);
}
