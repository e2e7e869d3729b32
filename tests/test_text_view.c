/* The screen of text: every letter has the colour of its number, whatever is
 * scrolled, folded or written by the network itself.
 */
#include "text_case.h"

#include "scene/action.h"
#include "scene/film/token.h"
#include "scene/look/ramp.h"
#include "scene/study/text/surprise.h"
#include "scene/tell/edit_words.h"
#include "scene/view/text/chances.h"
#include "scene/view/text/wrap.h"

static const char *const korean[] = {
    "오늘", "주가", "알려", "줘", "<답>", "칠만", "오천", "원", NULL};

static const struct text_recipe recipes[] = {
    {.cell = "lstm"},
    {.cell = "gru", .units = 1, .free_from = 40, .temperature = 0.8},
    {.cell = "rnn", .raw = true},
    {.word = korean, .turn = 6},
    {.word = korean, .turn = 6, .free_from = 6, .cell = "lstm"},
    {.text = "a"},
    {.text = "대한민국의 주권은 국민에게 있고,\n모든 권력은 국민으로부터 "
             "나온다.", .repeat = 3},
    {.text = "{_{^x}\\ %s", .repeat = 4, .units = 20},
};

enum { RECIPES = sizeof recipes / sizeof *recipes };

/* A token that was changed is told by its letters. */
static void changes_name_their_token(void **state)
{
    const struct edit edit = {.kind = EDIT_INPUT, .step = 2, .value = 3};
    static const char *const want[] = {"The token at t = 2 is 줘 now.",
                                       "t = 2의 토큰을 바꾸었습니다: 줘"};
    struct scene_case c;
    char text[128];

    (void)state;
    text_case_init(&c, &(struct text_recipe){.word = korean, .turn = 6});
    for (int l = 0; l < LANGUAGES; l++) {
        c.ui.language = (enum language)l;
        assert_string_equal(edit_say(&edit, &c.film, &c.ui, text,
                                     sizeof text), want[l]);
    }
    scene_case_finish(&c);
}

static void everything_fits_everywhere(void **state)
{
    (void)state;
    for (int k = 0; k < RECIPES; k++) {
        struct scene_case c;
        text_case_init(&c, &recipes[k]);
        c.ui.mean = k % 3 == 1;
        scene_case_study(&c, 10000);
        scene_case_sweep(&c, view_text);
        scene_case_sweep(&c, view_next);
        c.ui.column = COLUMN_REACTION;
        scene_case_sweep(&c, view_units);
        c.ui.text_top = 2;
        scene_case_sweep(&c, view_text);
        scene_case_finish(&c);
    }
}

/* Films without text have a sentence. */
static void numbers_are_no_text(void **state)
{
    static const struct scene_recipe others[] = {
        {.cell = "lstm"}, {.classes = 3, .inputs = 2}, {.no_head = true},
        {.vocabulary = 5}};

    (void)state;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        struct scene_case c;
        scene_case_init(&c, &others[k]);
        scene_case_sweep(&c, view_text);
        scene_case_sweep(&c, view_next);
        c.ui.language = LANGUAGE_EN;
        scene_case_show(&c, view_text, 900, 400);
        assert_non_null(scene_case_text(&c, "reads numbers"));
        scene_case_finish(&c);
    }
}

/* Lines hold every step once, and none is wider than it may be. */
static void lines_hold_every_step_once(void **state)
{
    (void)state;
    for (int k = 0; k < RECIPES; k++)
        for (int columns = 6; columns < 90; columns += 11) {
            struct film film;
            text_case_film(&film, &recipes[k]);
            struct wrap wrap = wrap_of(&film, columns);
            struct wrap_line line = {0};
            int next = 1;
            while (wrap_next(&wrap, &line)) {
                int width = 0;
                assert_int_equal(line.first, next);
                assert_true(line.end > line.first);
                for (int t = line.first; t < line.end; t++)
                    width += wrap_width(&wrap, t);
                if (line.end - line.first > 1)
                    assert_true(width <= columns + 1);
                next = line.end;
            }
            assert_int_equal(next, film.steps + 1);
            int index;
            assert_int_equal(wrap_lines(&wrap, film.steps, &index),
                             line.index);
            assert_int_equal(index, line.index - 1);
            film_finish(&film);
        }
}

static void lines_break_at_blanks_and_feeds(void **state)
{
    struct film film;

    (void)state;
    text_case_film(&film, &(struct text_recipe){
        .text = "one two\nthree fourteenth"});
    struct wrap wrap = wrap_of(&film, 8);
    struct wrap_line line = {0};
    static const int ends[] = {9, 15, 23, 25}, numbers[] = {1, 2, 2, 2};
    for (int k = 0; k < 4; k++) {
        assert_true(wrap_next(&wrap, &line));
        assert_int_equal(line.end, ends[k]);
        assert_int_equal(line.number, numbers[k]);
        assert_int_equal(line.begins, k < 2);
    }
    assert_false(wrap_next(&wrap, &line));
    film_finish(&film);
}

/* The grids are the lines that are seen: cell by cell the film's numbers. */
static void colours_are_the_films_numbers(void **state)
{
    struct scene_case c;
    int cells = 0, t = 1;
    double peak = 0;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.cell = "lstm"});
    c.ui.unit = 3;
    scene_case_seek(&c, PASS_FORWARD, 200, LSTM_OUTPUT);
    scene_case_show(&c, view_text, 1300, 700);
    for (int s = 1; s <= c.film.steps; s++)
        peak = fmax(peak, fabs((double)film_signal(&c.film, 0, LSTM_C,
                                                   s)[3]));
    for (int k = 0; k < c.list.commands; k++) {
        const struct draw_command *grid = &c.list.command[k];
        if (grid->kind != DRAW_GRID || grid->columns == RAMP_TOP + 1)
            continue;
        for (int x = 0; x < grid->columns; x++, t++, cells++)
            assert_int_equal(c.list.bytes[grid->first + x],
                             ramp_entry(RAMP_SIGNED, (double)film_signal(
                                 &c.film, 0, LSTM_C, t)[3] / peak));
        while (t <= c.film.steps && strcmp(token_text(&c.film, t), "\n") == 0)
            t++;
    }
    assert_int_equal(t, 201);
    assert_true(cells > 190);
    scene_case_finish(&c);
}

/* Clicking a letter goes there, and hovering reads it. */
static void letters_are_read_and_clicked(void **state)
{
    struct scene_case c;
    const struct draw_id id = subject(SUBJECT_SIGNAL, 0, LSTM_C, 30, 2);

    (void)state;
    text_case_init(&c, &(struct text_recipe){.cell = "lstm"});
    c.ui.unit = 2;
    scene_case_seek(&c, PASS_FORWARD, 60, LSTM_OUTPUT);
    text_case_show(&c, view_text, 1300, 700);
    for (int t = 1; t <= c.film.steps; t++)
        assert_non_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, t));
    assert_null(scene_case_number(&c, id));
    struct box box = scene_case_spot(&c, ACTION_SCRUB_STEPS, 30)->box;
    c.ui.pointer = point_at(box.x + 2, box.y + 2);
    text_case_show(&c, view_text, 1300, 700);
    assert_non_null(scene_case_number(&c, id));
    /* What is not computed yet is not told. */
    box = scene_case_spot(&c, ACTION_SCRUB_STEPS, 61)->box;
    c.ui.pointer = point_at(box.x + 2, box.y + 2);
    text_case_show(&c, view_text, 1300, 700);
    assert_null(scene_case_number(&c, subject(SUBJECT_SIGNAL, 0, LSTM_C, 61,
                                              2)));
    scene_case_finish(&c);
}

/* The view follows the playhead, or stays where it was scrolled to. */
static void the_text_scrolls(void **state)
{
    struct scene_case c;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.repeat = 30});
    assert_true(c.film.steps > 9000);
    scene_case_seek(&c, PASS_FORWARD, 5000, LSTM_OUTPUT);
    text_case_show(&c, view_text, 900, 400);
    assert_non_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, 5000));
    assert_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, 1));
    assert_null(scene_case_spot(&c, ACTION_TEXT_SCROLL, 0));
    c.ui.text_top = 0;
    text_case_show(&c, view_text, 900, 400);
    assert_non_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, 1));
    assert_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, 5000));
    assert_non_null(scene_case_spot(&c, ACTION_TEXT_SCROLL, 0));
    c.ui.text_top = 1 << 20; /* beyond the end is the end */
    text_case_show(&c, view_text, 900, 400);
    assert_non_null(scene_case_spot(&c, ACTION_SCRUB_STEPS, c.film.steps));
    /* Only what is seen is drawn. */
    assert_true(c.list.commands < 2000);
    scene_case_finish(&c);
}

/* From where it reads its own answers the text is what it wrote. */
static void own_words_are_shown(void **state)
{
    struct scene_case c;
    struct film data;
    bool other = false;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.free_from = 20,
                                             .temperature = 1});
    text_case_film(&data, &(struct text_recipe){.cell = "lstm"});
    for (int t = 1; t <= c.film.steps; t++) {
        const char *text = token_text(&c.film, t);
        if (t < 20)
            assert_string_equal(text, token_text(&data, t));
        else
            other |= strcmp(text, token_text(&data, t)) != 0;
        if (t > 1 && t >= 20)
            assert_int_equal(token_came(&c.film, t - 1),
                             token_class(&c.film, t));
    }
    film_finish(&data);
    assert_true(other);
    text_case_show(&c, view_text, 1300, 700);
    assert_non_null(scene_case_text(&c, "reads its own answers"));
    text_case_show(&c, view_next, 500, 700);
    assert_non_null(scene_case_spot(&c, ACTION_ANOTHER, 0));
    scene_case_finish(&c);
}

static const char *const asked[] = {"one", "hundred", "two", "→", "일", "백",
                                  "이", NULL};

/* A film that answers by itself, and its first mistake by another way. */
static int answer_case(struct scene_case *c, uint64_t seed)
{
    text_case_init(c, &(struct text_recipe){
        .word = asked, .turn = 5, .free_from = 5, .cell = "lstm",
        .seed = seed});
    for (int t = 5; t <= c->film.steps; t++)
        if (c->film.values.ids[t - 1] != c->film.target_labels[t - 2])
            return t;
    return 0;
}

/* What is wrong in an answer is told with what was right; what follows from it
 * is neither right nor wrong. */
static void mistakes_are_told(void **state)
{
    char text[32];

    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct scene_case c;
        int mistake = answer_case(&c, seed);
        assert_true(mistake > 0);
        assert_int_equal(token_mistake(&c.film), mistake);
        assert_int_equal(token_wanted(&c.film, 4), -1);
        assert_int_equal(token_wanted(&c.film, 5),
                         c.film.target_labels[3]);
        snprintf(text, sizeof text, "t = %d;", mistake);
        scene_case_seek(&c, PASS_FORWARD, 3, LSTM_OUTPUT);
        text_case_show(&c, view_next, 500, 700);
        assert_non_null(scene_case_text(&c, "not asked yet"));
        scene_case_seek(&c, PASS_FORWARD, 4, LSTM_OUTPUT);
        text_case_show(&c, view_next, 500, 700);
        assert_null(scene_case_text(&c, "not asked yet"));
        scene_case_seek(&c, PASS_FORWARD, 3, LSTM_OUTPUT);
        text_case_show(&c, view_text, 1300, 500);
        assert_null(scene_case_text(&c, "mistake"));
        scene_case_seek(&c, PASS_FORWARD, c.film.steps, LSTM_OUTPUT);
        text_case_show(&c, view_text, 1300, 500);
        assert_non_null(scene_case_text(&c, "first mistake"));
        assert_non_null(scene_case_text(&c, text));
        assert_null(scene_case_text(&c, "every token"));
        scene_case_seek(&c, PASS_FORWARD, mistake - 1, LSTM_OUTPUT);
        text_case_show(&c, view_next, 500, 700);
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_PROBABILITY, 0, 0, mistake - 1,
                        token_wanted(&c.film, mistake))));
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_PROBABILITY, 0, 0, mistake - 1,
                        token_choice(&c.film, mistake))));
        scene_case_finish(&c);
    }
}

/* What the network will write is not to be read before it writes it. */
static void answers_are_not_told_before(void **state)
{
    int looked = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct scene_case c;
        answer_case(&c, seed);
        for (int t = 5; t <= c.film.steps; t++) {
            const char *text = token_show(&c.film, t);
            if (c.film.values.ids[t - 1] < 4)
                continue; /* words of the question */
            looked++;
            scene_case_seek(&c, PASS_FORWARD, 4, LSTM_OUTPUT);
            text_case_show(&c, view_text, 1300, 500);
            assert_null(scene_case_text(&c, text));
            scene_case_seek(&c, PASS_FORWARD, c.film.steps, LSTM_OUTPUT);
            text_case_show(&c, view_text, 1300, 500);
            assert_non_null(scene_case_text(&c, text));
        }
        scene_case_finish(&c);
    }
    assert_true(looked > 2);
}

/* An answer without one has no mistake, and its data is not its own. */
static void right_answers_are_told(void **state)
{
    struct scene_case c;

    (void)state;
    answer_case(&c, 1);
    for (int t = 5; t <= c.film.steps + 1; t++)
        c.film.target_labels[t - 2] = token_choice(&c.film, t);
    assert_int_equal(token_mistake(&c.film), 0);
    scene_case_seek(&c, PASS_FORWARD, c.film.steps, LSTM_OUTPUT);
    text_case_show(&c, view_text, 1300, 500);
    assert_non_null(scene_case_text(&c, "every token"));
    assert_null(scene_case_text(&c, "mistake"));
    scene_case_finish(&c);
    text_case_init(&c, &(struct text_recipe){.word = asked, .turn = 5});
    assert_int_equal(token_mistake(&c.film), 0);
    assert_int_equal(token_choice(&c.film, 6), -1);
    scene_case_finish(&c);
}

/* The six likeliest in order, what came among them. */
static void the_likeliest_come_first(void **state)
{
    struct scene_case c;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.cell = "lstm"});
    for (int step = 1; step < 120; step += 7) {
        int came = token_came(&c.film, step), best[CHANCES];
        int count = token_best(&c.film, step, CHANCES, best);
        const real *p = tape_head(&c.film.values, HEAD_P, step, 0);
        scene_case_seek(&c, PASS_FORWARD, step, LSTM_OUTPUT);
        text_case_show(&c, view_next, 480, 560);
        assert_int_equal(count, CHANCES);
        for (int k = 1; k < count; k++)
            assert_true(p[best[k - 1]] >= p[best[k]]);
        for (int k = 0; k < c.film.values.spec.outputs; k++)
            assert_true(p[k] <= p[best[0]]);
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_PROBABILITY, 0, 0, step, came)));
        for (int k = 0; k + 1 < count; k++)
            assert_non_null(scene_case_number(
                &c, subject(SUBJECT_PROBABILITY, 0, 0, step, best[k])));
        assert_non_null(scene_case_number(
            &c, subject(SUBJECT_SURPRISE, 0, 0, step, 0)));
    }
    scene_case_finish(&c);
}

/* Surprise is the loss in bits, and its mean that of the run. */
static void surprise_is_the_loss_in_bits(void **state)
{
    struct scene_case c;
    double sum = 0;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.gain = 6});
    for (int t = 1; t < c.film.steps; t++) {
        double bits = surprise_bits(&c.film, t);
        assert_close(bits, c.film.loss[t] / log(2), 1e-5);
        sum += bits;
    }
    assert_true(isnan(surprise_bits(&c.film, c.film.steps)));
    assert_true(isnan(studies_value(&c.studies,
                                    subject(SUBJECT_SURPRISE, 0, 0, 0, 0))));
    text_case_show(&c, view_next, 480, 560);
    assert_close(studies_value(&c.studies,
                               subject(SUBJECT_SURPRISE, 0, 0, 0, 0)),
                 sum / (c.film.steps - 1), 1e-9);
    scene_case_finish(&c);
}

/* A digit that is spelled: 64 numbers at step 1, then letters one by one. */
static void picture_init(struct scene_case *c)
{
    enum { PIXELS = 64, LETTERS = 6, STEPS = 5, INPUTS = PIXELS + LETTERS };
    static const char *const letters[] = {"z", "e", "r", "o", "n", "."};
    static const int spelled[] = {0, 1, 2, 3, 5};
    static real x[STEPS * INPUTS];
    struct vocabulary words;

    scene_case_init(c, &(struct scene_recipe){
        .inputs = INPUTS, .classes = LETTERS, .steps = STEPS,
        .trained = true});
    assert_true(vocabulary_init(&words, letters, LETTERS, false, NULL));
    memset(x, 0, sizeof x);
    for (int k = 0; k < PIXELS; k++)
        x[k] = (real)(k % 9) / 8;
    for (int t = 1; t < STEPS; t++)
        x[t * INPUTS + PIXELS + spelled[t - 1]] = 1;
    struct film_source source = film_source_of(&c->film);
    struct film film;
    source.x = x;
    source.mean = source.deviation = NULL;
    source.labels = spelled;
    source.words = &words;
    source.feed = (struct feed){GENERATE_ONE_HOT, PIXELS};
    source.turn = 2;
    source.picture = true;
    assert_true(film_init(&film, &source, NULL));
    film_finish(&c->film);
    c->film = film;
    vocabulary_finish(&words);
}

/* Cells of the 8 x 8 grids of the list that are those of the tape. */
static int pixels_of(const struct scene_case *c)
{
    int same = 0;

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *grid = &c->list.command[k];
        if (grid->kind != DRAW_GRID || grid->columns != 8 || grid->count != 8)
            continue;
        for (int p = 0; p < 64; p++)
            same += c->list.bytes[grid->first + p] ==
                    ramp_entry(RAMP_SIZE, film_input(&c->film, 1, p));
    }
    return same;
}

/* Every cell of a picture in the strip is told as its number. */
static int pixels_told(const struct scene_case *c)
{
    int told = 0;

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *grid = &c->list.command[k];
        if (grid->kind != DRAW_GRID || grid->columns != 8 || grid->count != 8)
            continue;
        for (int p = 0; p < 64; p++) {
            float x = grid->box.x + grid->box.w * ((float)(p % 8) + 0.5f) / 8;
            float y = grid->box.y + grid->box.h * ((float)(p / 8) + 0.5f) / 8;
            const struct draw_spot *spot = draw_spot_at(
                &c->list, c->list.origin.x + x * c->list.scale,
                c->list.origin.y + y * c->list.scale);
            told += spot != NULL && spot->id.kind == SUBJECT_RAW_INPUT &&
                    spot->id.step == 1 && spot->id.unit == p;
        }
    }
    return told;
}

static void pictures_are_drawn(void **state)
{
    void (*const views[])(const struct scene *, struct box) = {
        view_text, view_strip, view_cell, view_story};
    struct scene_case c;

    (void)state;
    picture_init(&c);
    for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
        c.ui.language = LANGUAGE_EN;
        c.ui.pointer = point_at(-1, -1);
        scene_case_seek(&c, PASS_FORWARD, 1, LSTM_OUTPUT);
        scene_case_show(&c, views[k], k == 3 ? 400 : 1448, 900);
        assert_int_equal(pixels_of(&c), 64);
        if (views[k] == view_strip)
            assert_int_equal(pixels_told(&c), 64);
        scene_case_sweep(&c, views[k]);
    }
    assert_string_equal(token_text(&c.film, 2), "z");
    c.ui.screen = SCREEN_TEXT;
    scene_case_study(&c, 1000);
    scene_case_sweep(&c, view_next);
    scene_case_sweep(&c, view_units);
    scene_case_finish(&c);
}

/* A run that explodes is drawn, and says so. */
static void no_numbers_are_drawn(void **state)
{
    struct scene_case c;

    (void)state;
    text_case_init(&c, &(struct text_recipe){.cell = "rnn-relu", .gain = 40});
    assert_true(c.film.left > 0);
    scene_case_study(&c, 10000);
    scene_case_sweep(&c, view_text);
    scene_case_sweep(&c, view_next);
    scene_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_fits_everywhere),
        cmocka_unit_test(changes_name_their_token),
        cmocka_unit_test(numbers_are_no_text),
        cmocka_unit_test(lines_hold_every_step_once),
        cmocka_unit_test(lines_break_at_blanks_and_feeds),
        cmocka_unit_test(colours_are_the_films_numbers),
        cmocka_unit_test(letters_are_read_and_clicked),
        cmocka_unit_test(the_text_scrolls),
        cmocka_unit_test(own_words_are_shown),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(answers_are_not_told_before),
        cmocka_unit_test(right_answers_are_told),
        cmocka_unit_test(the_likeliest_come_first),
        cmocka_unit_test(surprise_is_the_loss_in_bits),
        cmocka_unit_test(no_numbers_are_drawn),
        cmocka_unit_test(pictures_are_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
