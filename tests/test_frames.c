/* Whole frames, as the window shows them: whatever the film, the window's size
 * and what the user has chosen, everything is in its place and true.
 *
 * The frames are chosen by a seeded generator. GATEREEL_FRAMES says how many of
 * every film; a failure names the film and the frame.
 */
#include "frame_case.h"

#include "base/text.h"
#include "data/task.h"
#include "paint/paint.h"
#include "scene/action.h"

enum { USUAL_FRAMES = 80, AGAIN = 8 /* one frame in so many is built twice */ };

struct frames {
    struct frame_case f;
    struct paint *paint; /* NULL: there are no fonts */
    int film, frame;     /* the present one */
    bool done;           /* all were as they should be */
};

static int begin(void **state)
{
    struct frames *frames = calloc(1, sizeof *frames);

    assert_non_null(frames);
    frames->paint = paint_create(NULL);
    *state = frames;
    return 0;
}

/* A failed test has not come to its end: says where it was. */
static int end(void **state)
{
    struct frames *frames = *state;
    char text[1024];

    if (!frames->done && frames->f.c.list.memory != NULL) {
        frame_case_describe(&frames->f, text, sizeof text);
        print_error("film %d, frame %d: %s\n", frames->film, frames->frame,
                    text);
        frame_case_finish(&frames->f);
    }
    paint_destroy(frames->paint);
    free(frames);
    return 0;
}

static int frame_count(void)
{
    const char *text = getenv("GATEREEL_FRAMES");
    int count = text != NULL ? atoi(text) : 0;

    return count > 0 ? count : USUAL_FRAMES;
}

/* Draws frame `frame` of the present film; the pointer is over something. */
static void draw_frame(struct frames *frames, int frame, struct measure measure)
{
    struct random random;

    frames->frame = frame;
    random_seed(&random, (uint64_t)(frames->film * 1000003 + frame), 9);
    frame_case_choose(&frames->f, &random);
    frame_case_build(&frames->f, measure);
    frame_case_point(&frames->f, &random);
    frame_case_open(&frames->f, &random);
    frame_case_build(&frames->f, measure);
}

static void check_again(struct frames *frames, struct measure measure)
{
    char *first = scene_case_dump(&frames->f.c);

    frame_case_build(&frames->f, measure);
    char *second = scene_case_dump(&frames->f.c);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void check_films(struct frames *frames, struct measure measure)
{
    for (frames->film = 0; frames->film < FRAME_FILMS; frames->film++) {
        frame_case_init(&frames->f, &frame_films[frames->film]);
        for (int k = 0; k < frame_count(); k++) {
            draw_frame(frames, k, measure);
            frame_case_check(&frames->f);
            if (k % AGAIN == 0)
                check_again(frames, measure);
        }
        frame_case_finish(&frames->f);
    }
    frames->done = true;
}

static void every_frame_is_sound(void **state)
{
    check_films(*state, measure_synthetic());
}

static void every_frame_is_sound_in_real_letters(void **state)
{
    struct frames *frames = *state;

    if (frames->paint == NULL)
        skip();
    check_films(frames, paint_measure(frames->paint));
}

static void windows_without_a_film_are_sound(void **state)
{
    struct frames *frames = *state;

    frame_case_init(&frames->f, &frame_films[0]);
    frames->f.empty = true;
    for (int k = 0; k < 4 * frame_count(); k++) {
        draw_frame(frames, k, frames->paint != NULL && k % 2
                                  ? paint_measure(frames->paint)
                                  : measure_synthetic());
        frame_case_check(&frames->f);
        assert_int_equal(frames->f.c.list.number_count, 0);
    }
    frame_case_finish(&frames->f);
    frames->done = true;
}

/* Words of Latin letters that a Korean frame has: names, units, keys, what
 * formulas and files are called. All else is a sentence somebody forgot. */
static bool is_a_name(const char *word, size_t length)
{
    static const char *const names[] = {
        "LSTM", "GRU", "RNN", "BPTT", "Dense", "ReLU", "relu", "tanh",
        "identity",
        "exp", "log", "max", "min", "softmax", "RMS", "Gatereel", "ppm", "csv",
        "scene", "safetensors", "weight", "bias", "head", "embedding", "diag",
        "preset", "waves", "Enter", "Esc", "Space", "Shift", "Ctrl", "Alt",
        "DAX", "Home", "End", "PgUp", "PgDn", "Tab", "Backspace", "Del", "NaN",
    };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strlen(names[k]) == length &&
            strncmp(names[k], word, length) == 0)
            return true;
    /* What the command line calls a task. */
    for (int k = 0; k < TASK_COUNT; k++)
        if (strcspn(task_table[k].name, "-") == length &&
            strncmp(task_table[k].name, word, length) == 0)
            return true;
    return false;
}

static size_t latin(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz"
                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static void check_korean(const char *text)
{
    for (const char *at = text; *at != '\0'; at += *at != '\0') {
        size_t length = latin(at);
        /* One letter is a symbol; two are "ht" and the like. */
        if (length > 2 && !is_a_name(at, length))
            fail_msg("\"%s\" is on a Korean frame", text);
        at += length;
    }
}

static void check_english(const char *text)
{
    for (size_t k = 0, length = strlen(text); k < length;) {
        uint32_t code = 0;
        int bytes = utf8_decode(text + k, length - k, &code);
        if (code >= 0x1100 && strcmp(text, "한국어") != 0 &&
            ((code < 0x1200) || (code >= 0x3130 && code < 0x3190) ||
             (code >= 0xAC00 && code < 0xD7B0)))
            fail_msg("\"%s\" is on an English frame", text);
        k += bytes > 0 ? (size_t)bytes : 1;
    }
}

static void check_language(const struct frame_case *f)
{
    const struct draw_list *list = &f->c.list;
    char text[512];

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *command = &list->command[k];
        if (command->kind != DRAW_TEXT)
            continue;
        snprintf(text, sizeof text, "%.*s", (int)command->count,
                 list->text + command->first);
        if (f->c.ui.language == LANGUAGE_KO)
            check_korean(text);
        else
            check_english(text);
    }
}

/* Nothing that somebody else has named, and not the switch of the language,
 * which says what it does in the other one. */
static void leave_out_names(struct ui *ui)
{
    ui->message[0] = ui->composing[0] = '\0';
    ui->files = ui->file = 0;
    snprintf(ui->folder, sizeof ui->folder, "/");
    if (ui->hover.kind == SUBJECT_CONTROL &&
        ui->hover.signal == ACTION_LANGUAGE)
        ui->hover = (struct draw_id){0};
}

/* Of films whose own words are numbers. */
static void frames_have_one_language(void **state)
{
    struct frames *frames = *state;

    for (frames->film = 0; frames->film < FRAME_FILMS; frames->film++) {
        const struct frame_film *film = &frame_films[frames->film];
        if (film->verbose || film->recipe.vocabulary > 0)
            continue;
        frame_case_init(&frames->f, film);
        for (int k = 0; k < frame_count(); k++) {
            draw_frame(frames, k, measure_synthetic());
            leave_out_names(&frames->f.c.ui);
            frame_case_build(&frames->f, measure_synthetic());
            check_language(&frames->f);
        }
        frame_case_finish(&frames->f);
    }
    frames->done = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_frame_is_sound, begin, end),
        cmocka_unit_test_setup_teardown(every_frame_is_sound_in_real_letters,
                                        begin, end),
        cmocka_unit_test_setup_teardown(windows_without_a_film_are_sound,
                                        begin, end),
        cmocka_unit_test_setup_teardown(frames_have_one_language, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
