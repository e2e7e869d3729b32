/* Settings to YAML and back: what is written is small, readable and reads the
 * same, bit for bit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/random.h"
#include "comma.h"
#include "failing.h"
#include "schema_case.h"

static void writes(const struct film *film, const char *comment,
                   const char *want)
{
    struct error error = {""};
    size_t length;
    char *text;

    if (!schema_write(&film_schema, film, &film_defaults, comment, &text,
                      &length, &error))
        fail_msg("%s", error.text);
    assert_string_equal(text, want);
    assert_int_equal(length, strlen(want));
    free(text);
}

static struct film read_film(const char *text)
{
    struct film film = film_defaults;
    struct problems problems;

    if (!schema_read(&film_schema, "written", text, strlen(text), &film,
                     &problems))
        fail_msg("%s\n%s", problems.line[0], text);
    return film;
}

static void only_what_differs_is_written(void **state)
{
    struct film film = film_defaults;

    (void)state;
    writes(&film, NULL, "film: 1\n");
    writes(&film, "A film.\n\nSecond paragraph.",
           "# A film.\n#\n# Second paragraph.\nfilm: 1\n");
    film.speed = 0.1f;
    film.camera.follows = true;
    strcpy(film.title[0], "Night");
    strcpy(film.title[1], "Night");
    writes(&film, NULL, "film: 1\nspeed: 0.1\ntitle: Night\ncamera:\n"
                        "  follows: true\n");
}

static void usual_numbers_have_no_exponent(void **state)
{
    struct film film = film_defaults;

    (void)state;
    film.speed = 480;
    film.drift = -1200000;
    film.above = 20;
    writes(&film, NULL, "film: 1\nspeed: 480\ndrift: -1.2e+06\nabove: 20\n");
    film.drift = -999999;
    film.above = 1e6;
    writes(&film, NULL, "film: 1\nspeed: 480\ndrift: -999999\nabove: 1e+06\n");
}

static void the_whole_file_is_written(void **state)
{
    struct film film = read_film(whole_film);
    static char want[sizeof whole_film + 20];
    const char *night = strstr(whole_film, "밤");

    (void)state;
    snprintf(want, sizeof want, "%.*s\"밤\"%s", (int)(night - whole_film),
             whole_film, night + strlen("밤"));
    writes(&film, "A comment.", want);
}

static void empty_groups_and_lists_are_written(void **state)
{
    static const struct schema_key needed[] = {
        {"camera", SCHEMA_GROUP, .at = AT(film, camera), .required = true,
         .schema = &camera_schema},
        {"shots", SCHEMA_LIST, .at = AT(film, shot), .required = true,
         .count_at = AT(film, shots), .high = SHOTS_MAX,
         .schema = &shot_schema},
        {0},
    };
    static const struct schema_key optional[] = {
        {"loop", SCHEMA_BOOL, .at = AT(film, loop)},
        {0},
    };
    const struct schema full = {.what = "a film", .keys = needed,
                                .size = sizeof(struct film)};
    const struct schema bare = {.what = "a film", .keys = optional,
                                .size = sizeof(struct film)};
    char *text;
    size_t length;

    (void)state;
    assert_true(schema_write(&full, &film_defaults, &film_defaults, NULL, &text,
                             &length, NULL));
    assert_string_equal(text, "camera: {}\nshots: []\n");
    free(text);
    assert_true(schema_write(&bare, &film_defaults, &film_defaults, NULL, &text,
                             &length, NULL));
    assert_string_equal(text, "{}\n");
    free(text);
}

static void a_list_replaces_that_of_the_defaults(void **state)
{
    struct film two = read_film("film: 1\nshots: [{units: 3}, {}]");
    struct film one = two;
    struct problems problems;
    char *text;
    size_t length;

    (void)state;
    one.shots = 1;
    one.shot[0] = shot_defaults;
    assert_true(schema_write(&film_schema, &one, &two, NULL, &text, &length,
                             NULL));
    assert_string_equal(text, "film: 1\nshots:\n  - {}\n");
    assert_true(schema_read(&film_schema, "x", text, length, &two, &problems));
    assert_true(schema_same(&film_schema, &one, &two));
    free(text);
}

static void texts_are_quoted_where_needed(void **state)
{
    static const struct {
        const char *text, *written;
    } texts[] = {
        {"/data/a b.csv", "/data/a b.csv"},
        {"LSTM + GRU (2)", "LSTM + GRU (2)"},
        {"a", "a"},
        {"n", "\"n\""},
        {"No", "\"No\""},
        {"Null", "\"Null\""},
        {"none", "none"},
        {"12", "\"12\""},
        {".5", "\".5\""},
        {"-", "\"-\""},
        {"~", "\"~\""},
        {" a", "\" a\""},
        {"a ", "\"a \""},
        {"a: b", "\"a: b\""},
        {"a:", "\"a:\""},
        {"a #b", "\"a #b\""},
        {"{a}", "\"{a}\""},
        {"a, b", "\"a, b\""},
        {"it's", "\"it's\""},
        {"\"a\\b\"", "\"\\\"a\\\\b\\\"\""},
        {"밤", "\"밤\""},
        {"a\xE2\x80\xA8" "b", "\"a\\u2028b\""},
        {"\xEF\xBB\xBF\xEF\xBF\xBE", "\"\\uFEFF\\uFFFE\""},
    };

    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        struct film film = film_defaults;
        char want[100];
        strcpy(film.file, texts[k].text);
        snprintf(want, sizeof want, "film: 1\nfile: %s\n", texts[k].written);
        writes(&film, NULL, want);
    }
    /* Nothing is said in fewer words than "". */
    struct film named = film_defaults, film = film_defaults;
    char *text;
    size_t length;
    strcpy(named.file, "named");
    assert_true(schema_write(&film_schema, &film, &named, NULL, &text, &length,
                             NULL));
    assert_string_equal(text, "film: 1\nfile: \"\"\n");
    free(text);
}

static void refuses(const struct film *film, const char *message)
{
    struct error error = {""};
    size_t length;
    char *text;

    assert_false(schema_write(&film_schema, film, &film_defaults, "A film.",
                              &text, &length, &error));
    assert_string_equal(error.text, message);
}

static void what_could_not_be_read_is_not_written(void **state)
{
    struct film good = read_film("film: 1\nshots: [{}, {}, {}, {}]\n"), film;

    (void)state;
    film = good;
    film.drift = NAN;
    refuses(&film, "cannot be saved: 'drift' must be a finite number, not "
                   "'nan'");
    film = good;
    film.speed = -INFINITY;
    refuses(&film, "cannot be saved: 'speed' must be a finite number, not "
                   "'-inf'");
    film = good;
    film.shot[0].gain = nextafterf(10, 11);
    refuses(&film, "cannot be saved: 'gain' must be a number from 0 to 10, not "
                   "'10.000001'");
    film = good;
    film.cell = 3;
    refuses(&film, "cannot be saved: 'cell' must be one of rnn, gru, lstm, not "
                   "'3'");
    film = good;
    film.shots = SHOTS_MAX + 1;
    refuses(&film, "cannot be saved: a list is too long or a text has no end");
    film = good;
    film.genres = 2;
    film.genre[0] = film.genre[1] = 3;
    refuses(&film, "cannot be saved: 'genre' names 'no' twice");
    film = good;
    film.genres = 1;
    film.genre[0] = 4;
    refuses(&film, "cannot be saved: 'genre' must be one of noir, silent, "
                   "short, no, not '4'");
    film = good;
    film.credits = CREDITS_MAX + 1;
    refuses(&film, "cannot be saved: a list is too long or a text has no end");
    film = good;
    film.shots = -1;
    refuses(&film, "cannot be saved: a list is too long or a text has no end");
    film = good;
    memset(film.file, 'x', sizeof film.file);
    refuses(&film, "cannot be saved: 'file' is too long: 40 bytes where 39 "
                   "fit");
    film = good;
    strcpy(film.file, "a\xff");
    refuses(&film, "cannot be saved: this is not UTF-8 text (byte ff)");
    film = good;
    strcpy(film.file, "a\nb");
    refuses(&film, "cannot be saved: 'file' must be one line without control "
                   "characters");
    film = good;
    film.shots = 0;
    film.loop = true;
    refuses(&film, "cannot be saved: a loop needs a shot");
}

static void no_memory_is_told(void **state)
{
    struct film film = read_film(whole_film);

    (void)state;
    for (long n = 0;; n++) {
        struct error error = {""};
        size_t length;
        char *text;
        failing_after(n);
        bool good = schema_write(&film_schema, &film, &film_defaults, NULL,
                                 &text, &length, &error);
        if (!failing_stop()) {
            assert_true(good);
            assert_true(n > 2);
            free(text);
            return;
        }
        assert_false(good);
        assert_non_null(strstr(error.text, "not enough memory"));
    }
}

static double any_double(struct random *random)
{
    union {
        uint64_t bits;
        double value;
    } number;

    do {
        number.bits = random_bits(random);
    } while (!isfinite(number.value));
    return random_below(random, 4) > 0 ? number.value
                                       : random_range(random, 0, 2);
}

static float any_float(struct random *random)
{
    union {
        uint32_t bits;
        float value;
    } number;

    do {
        number.bits = (uint32_t)random_bits(random);
    } while (!isfinite(number.value));
    return number.value;
}

static void any_text(struct random *random, char out[NOTE_MAX])
{
    static const char *const pieces[] = {
        "a", "Z",  "no", "true", " ",  ":",  ": ", "#", " #", "\"", "'", "\\",
        "-", "- ", "0",  "1.5",  "{",  "}",  "[",  "]", ",",  "&",  "*", "!",
        "|", ">",  "%",  "@",    "`",  "?",  "? ", "~", "/",  ".",  "...",
        "---",
        "밤", "é", "\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF",
        "\xEF\xBF\xBF", "\xF0\x9F\x8E\x9E", "=", "<<",
    };
    uint32_t count = random_below(random, 8);

    out[0] = '\0';
    for (uint32_t k = 0; k < count; k++) {
        const char *piece =
            pieces[random_below(random, sizeof pieces / sizeof *pieces)];
        if (strlen(out) + strlen(piece) < NOTE_MAX)
            strcat(out, piece);
    }
}

static struct shot any_shot(struct random *random, int units)
{
    struct shot shot = shot_defaults;

    shot.cell = (int)random_below(random, 3);
    shot.units = units;
    shot.gain = (float)random_range(random, 0, 10);
    any_text(random, shot.note);
    shot.marks = (int)random_below(random, MARKS_MAX + 1);
    for (int k = 0; k < shot.marks; k++) {
        shot.mark[k].step = (int)random_below(random, 100);
        any_text(random, shot.mark[k].note);
    }
    return shot;
}

/* Some members stay at their defaults. */
static struct film any_film(struct random *random)
{
    struct film film = film_defaults;
    uint32_t some = (uint32_t)random_bits(random);

    film.seed = some & 1 ? random_bits(random) >> random_below(random, 64) : 0;
    film.dice = random_below(random, 7);
    film.speed = some & 2 ? any_float(random) : -0.0f;
    film.drift = some & 4 ? any_double(random) : -0.0;
    film.above = some & 8 ? 0.5 + fabs(any_double(random)) : 1;
    film.turns = some & 16 ? (int)(uint32_t)random_bits(random) : 0;
    film.cell = (int)random_below(random, 3);
    any_text(random, film.file);
    any_text(random, film.title[0]);
    any_text(random, film.title[1]);
    film.camera.zoom = some & 32 ? random_range(random, 0.1, 10) : 1;
    film.camera.follows = some & 64;
    film.genres = (int)random_below(random, GENRES_MAX + 1);
    for (int k = 0; k < film.genres; k++)
        film.genre[k] = k + (int)random_below(random, 2) * 2;
    film.credits = (int)random_below(random, CREDITS_MAX + 1);
    for (int k = 0; k < film.credits; k++)
        any_text(random, film.credit[k]);
    film.shots = (int)random_below(random, SHOTS_MAX + 1);
    film.loop = film.shots > 0 && some & 128;
    for (int k = 0; k < film.shots; k++)
        film.shot[k] = any_shot(random, k == 0 ? 100 : 1 + (int)(some & 1023));
    return film;
}

static void entries_stay_in_their_array(void **state)
{
    const struct schema_key *key = film_keys;
    struct film film = film_defaults;

    (void)state;
    while (key->kind != SCHEMA_LIST)
        key++;
    film.shots = -3;
    assert_int_equal(schema_entries(key, &film), 0);
    film.shots = 3;
    assert_int_equal(schema_entries(key, &film), 3);
    film.shots = SHOTS_MAX + 3;
    assert_int_equal(schema_entries(key, &film), SHOTS_MAX);
}

static void assert_bits(const void *one, const void *other, size_t size)
{
    assert_memory_equal(one, other, size);
}

static void what_is_written_reads_the_same(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 5, 0);
    for (int round = 0; round < 5000; round++) {
        struct film film = any_film(&random);
        struct error error = {""};
        size_t length;
        char *text;
        if (!schema_write(&film_schema, &film, &film_defaults, "Some film.",
                          &text, &length, &error))
            fail_msg("%s", error.text);
        struct film back = read_film(text);
        assert_bits(&back.speed, &film.speed, sizeof film.speed);
        assert_bits(&back.drift, &film.drift, sizeof film.drift);
        assert_bits(&back.above, &film.above, sizeof film.above);
        assert_bits(&back.seed, &film.seed, sizeof film.seed);
        assert_string_equal(back.file, film.file);
        assert_string_equal(back.title[1], film.title[1]);
        assert_int_equal(back.genres, film.genres);
        assert_bits(back.genre, film.genre,
                    (size_t)film.genres * sizeof(int));
        assert_int_equal(back.credits, film.credits);
        for (int k = 0; k < film.credits; k++)
            assert_string_equal(back.credit[k], film.credit[k]);
        assert_int_equal(back.shots, film.shots);
        for (int k = 0; k < film.shots; k++) {
            assert_bits(&back.shot[k].gain, &film.shot[k].gain, sizeof(float));
            assert_string_equal(back.shot[k].note, film.shot[k].note);
            assert_int_equal(back.shot[k].marks, film.shot[k].marks);
        }
        assert_true(schema_same(&film_schema, &film, &back));
        free(text);
    }
}

/* Every member that differs is seen. */
static void what_differs_is_not_the_same(void **state)
{
    const struct film film = read_film(whole_film);
    struct film other = film;

    (void)state;
    assert_true(schema_same(&film_schema, &film, &other));
    strcpy(other.file + strlen(other.file) + 1, "behind the end");
    other.shot[3].units = 99;
    assert_true(schema_same(&film_schema, &film, &other));
    for (const struct schema_key *key = film_keys; key->name != NULL; key++) {
        other = film;
        size_t at = key->count_at > 0 ? key->count_at : key->at;
        ((char *)&other)[at] = (char)(((char *)&other)[at] ^ 1);
        assert_false(schema_same(&film_schema, &film, &other));
    }
    other = film;
    other.genre[1] = 2;
    assert_false(schema_same(&film_schema, &film, &other));
    other = film;
    other.credit[2][0] = 'x';
    assert_false(schema_same(&film_schema, &film, &other));
    other = film;
    other.title[1][0] = 'x';
    assert_false(schema_same(&film_schema, &film, &other));
    other = film;
    other.shot[0].mark[1].note[0] = 'x';
    assert_false(schema_same(&film_schema, &film, &other));
}

static void a_decimal_comma_changes_nothing(void **state)
{
    struct film film = film_defaults;

    (void)state;
    if (!comma_enter())
        skip();
    film.speed = 0.5f;
    film.drift = 1e-5;
    writes(&film, NULL, "film: 1\nspeed: 0.5\ndrift: 1e-05\n");
    comma_leave();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_differs_is_written),
        cmocka_unit_test(usual_numbers_have_no_exponent),
        cmocka_unit_test(the_whole_file_is_written),
        cmocka_unit_test(empty_groups_and_lists_are_written),
        cmocka_unit_test(a_list_replaces_that_of_the_defaults),
        cmocka_unit_test(texts_are_quoted_where_needed),
        cmocka_unit_test(what_could_not_be_read_is_not_written),
        cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(what_is_written_reads_the_same),
        cmocka_unit_test(what_differs_is_not_the_same),
        cmocka_unit_test(entries_stay_in_their_array),
        cmocka_unit_test(a_decimal_comma_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
