/* Settings in YAML: what is read, and what is said about what cannot be. */
#include <float.h>
#include <limits.h>
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

/* Reads a copy without a NUL, so that reading past the end is seen. */
static bool read_bytes(const char *text, size_t length, struct film *film,
                       struct problems *problems)
{
    char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, text, length);
    bool good = schema_read(&film_schema, "night.film", copy, length, film,
                            problems);
    free(copy);
    return good;
}

static struct film reads(const char *text)
{
    struct film film = film_defaults;
    struct problems problems;

    if (!read_bytes(text, strlen(text), &film, &problems))
        fail_msg("%s", problems.line[0]);
    assert_int_equal(problems.count, 0);
    return film;
}

/* Reads as far as `lines` (each ended by a line feed) tells, and leaves the
 * film as it was. */
static void refuses_bytes(const char *text, size_t length, const char *lines)
{
    static char joined[PROBLEMS_MAX * PROBLEM_TEXT_MAX];
    struct film film = film_defaults, before = film_defaults;
    struct problems problems;

    assert_false(read_bytes(text, length, &film, &problems));
    joined[0] = '\0';
    for (int k = 0; k < problems.count; k++) {
        strcat(joined, problems.line[k]);
        strcat(joined, "\n");
    }
    assert_string_equal(joined, lines);
    assert_memory_equal(&film, &before, sizeof film);
}

static void refuses(const char *text, const char *lines)
{
    refuses_bytes(text, strlen(text), lines);
}

static void a_whole_file_is_read(void **state)
{
    struct film film = reads(whole_film);

    (void)state;
    assert_true(film.seed == UINT64_MAX && film.dice == 6);
    assert_true(film.speed == 0.1f && film.drift == -1.5e-300);
    assert_true(film.above == 1e300 && film.turns == -2147483647 - 1);
    assert_true(film.loop && film.cell == 2);
    assert_string_equal(film.file, "/data/night film.csv");
    assert_string_equal(film.title[0], "Night");
    assert_string_equal(film.title[1], "밤");
    assert_int_equal(film.genres, 2);
    assert_true(film.genre[0] == 1 && film.genre[1] == 0);
    assert_int_equal(film.credits, 3);
    assert_string_equal(film.credit[0], "Anna");
    assert_string_equal(film.credit[1], "B: C");
    assert_string_equal(film.credit[2], "no");
    assert_true(film.camera.zoom == 2.5 && film.camera.follows);
    assert_int_equal(film.shots, 3);
    assert_int_equal(film.shot[0].cell, 1);
    assert_int_equal(film.shot[0].units, 32);
    assert_true(film.shot[0].gain == 1);
    assert_string_equal(film.shot[0].note, "a: 'b' # \"c\" \\");
    assert_int_equal(film.shot[0].marks, 2);
    assert_int_equal(film.shot[0].mark[1].step, 31);
    assert_string_equal(film.shot[0].mark[1].note, "true");
    assert_true(schema_same(&shot_schema, &film.shot[1], &shot_defaults));
    assert_true(film.shot[2].gain == 0.75f && film.shot[2].units == 16);
}

/* A stop of a journey, and where its name stands in the file. */
struct stop {
    char name[NOTE_MAX];
    struct place place;
};
struct journey {
    int stops, days;
    struct stop stop[3];
    struct place days_place, stops_place;
};

static const struct stop no_stop;
static const struct schema_key stop_keys[] = {
    {"name", SCHEMA_TEXT, .at = AT(stop, name), .size = NOTE_MAX,
     .place_at = AT(stop, place)},
    {0},
};
static const struct schema stop_schema = {
    .what = "a stop", .keys = stop_keys, .size = sizeof(struct stop),
    .defaults = &no_stop};
static const struct schema_key journey_keys[] = {
    {"days", SCHEMA_INT, .at = AT(journey, days),
     .place_at = AT(journey, days_place)},
    {"stops", SCHEMA_LIST, .at = AT(journey, stop),
     .count_at = AT(journey, stops), .high = 3, .schema = &stop_schema,
     .place_at = AT(journey, stops_place)},
    {0},
};
static const struct schema journey_schema = {
    .what = "a journey", .keys = journey_keys,
    .size = sizeof(struct journey)};

static bool is_place(struct place place, size_t line, size_t column)
{
    return place.line == line && place.column == column;
}

static void places_are_kept_where_they_are_wanted(void **state)
{
    static const char text[] = "stops:\n  - name: here\n  - {}\n"
                               "  - {name: \"over there\"}\n";
    struct journey journey = {0}, same;
    struct problems problems;
    struct error error = {""};
    size_t length;
    char *written;

    (void)state;
    assert_true(schema_read(&journey_schema, "j", text, sizeof text - 1,
                            &journey, &problems));
    assert_true(is_place(journey.stop[0].place, 2, 11));
    assert_true(is_place(journey.stop[1].place, 0, 0));
    assert_true(is_place(journey.stop[2].place, 4, 12));
    assert_true(is_place(journey.stops_place, 2, 3));
    assert_true(is_place(journey.days_place, 0, 0));
    /* They are no values: neither compared nor written. */
    same = journey;
    same.stop[0].place.line = 7;
    assert_true(schema_same(&journey_schema, &journey, &same));
    assert_true(schema_write(&journey_schema, &same, &(struct journey){0},
                             NULL, &written, &length, &error));
    assert_string_equal(written, "stops:\n  - name: here\n  - {}\n"
                                 "  - name: over there\n");
    free(written);
}

static void what_is_not_named_stays(void **state)
{
    struct film film = reads("film: 1");

    (void)state;
    assert_memory_equal(&film, &film_defaults, sizeof film);
}


static void assert_film(const char *text,
                        bool (*holds)(const struct film *film))
{
    struct film film = reads(text);
    assert_true(holds(&film));
}

static bool is_plain(const struct film *film)
{
    return film->seed == 3 && film->speed == 2.5f && film->cell == 2 &&
           strcmp(film->file, "12") == 0 && film->shots == 2 &&
           film->shot[0].cell == 1 && film->shot[1].units == 3 &&
           film->camera.follows && film->turns == -7;
}

static void every_style_is_read(void **state)
{
    (void)state;
    assert_film("film: 1\nseed: 3\nspeed: 2.5\ncell: lstm\nfile: 12\n"
                "turns: -7\ncamera:\n  follows: true\n"
                "shots:\n- cell: gru\n- units: 3\n", is_plain);
    assert_film("{film: 1, seed: 3, speed: +25e-1, 'cell': \"lstm\", file: '12'"
                ", turns: -7, camera: {follows: true}, shots: [{cell: gru}, "
                "{units: 3}]}", is_plain);
    assert_film("\xEF\xBB\xBF%YAML 1.2\r\n---\r\nfilm:   1 # one\r\n\r\n"
                "seed:\t3\r\nspeed: 2.50\r\n\"cell\" : 'lstm'\r\nfile: >-\r\n"
                "  12\r\nturns: -7\r\ncamera: {\r\n follows: true\r\n}\r\n"
                "shots:\r\n    -\r\n      cell: gru\r\n    - units: 3\r\n"
                "...\r\n", is_plain);
}

static void one_caption_is_for_both_languages(void **state)
{
    struct film film = reads("film: 1\ntitle: \"밤, 영화\"\n");

    (void)state;
    assert_string_equal(film.title[0], "밤, 영화");
    assert_string_equal(film.title[1], "밤, 영화");
    film = reads("film: 1\ntitle: {ko: 밤, en: ''}\n");
    assert_string_equal(film.title[0], "");
    assert_string_equal(film.title[1], "밤");
}

static void the_ends_of_ranges_are_in(void **state)
{
    struct film film = reads("film: 1\nseed: 0\nspeed: 3.4028235e38\n"
                             "drift: -1.7976931348623157e308\nabove: 0.5\n"
                             "turns: 2147483647\nfile: "
                             "123456789012345678901234567890123456789\n"
                             "camera: {zoom: 0.1}\nshots: [{units: 1024}, "
                             "{units: 1, gain: 10}, {}, {gain: 0}]\n");

    (void)state;
    assert_true(film.speed == FLT_MAX && film.drift == -DBL_MAX);
    assert_int_equal(film.turns, INT_MAX);
    assert_int_equal(strlen(film.file), NOTE_MAX - 1);
    assert_int_equal(film.shots, SHOTS_MAX);
}

static void a_decimal_comma_changes_nothing(void **state)
{
    (void)state;
    if (!comma_enter())
        skip();
    struct film film = reads("film: 1\nspeed: 0.5\n");
    comma_leave();
    assert_true(film.speed == 0.5f);
}

/* What libyaml says about texts that are not YAML, in plain words. */
static const struct {
    const char *text, *line;
} broken[] = {
    {"", "night.film: there is nothing in it"},
    {"# only a comment\n", "night.film: there is nothing in it"},
    {"film: 1\n\tseed: 3", "night.film:2:1: indent with spaces, not tabs"},
    {"film: 1\nfile: @x",
     "night.film:2:7: this character cannot start a value: put the text in "
     "quotes (and indent with spaces, not tabs)"},
    {"film: 1\nfile: a: b\n",
     "night.film:2:8: ':' does not belong here: put a text that has ': ' "
     "in it in quotes, and let the keys of a group start in one column"},
    {"  film: 1\nseed: 3\n",
     "night.film:2:1: this does not belong here: keys of a group start in "
     "one column"},
    {"film: 1\n...\nseed: 3\n",
     "night.film:3:1: this does not belong here: keys of a group start in "
     "one column"},
    {"film: 1\nseed 3\nspeed: 3\n",
     "night.film:2:1: there is no ':' after this key"},
    {"film: 1\nfile: \"abc\nseed: 3\n",
     "night.film:2:7: this quote is never closed"},
    {"film: 1\nfile: 'a\n---\nb'",
     "night.film:2:7: this quote is never closed"},
    {"film: 1\nshots: [{}, {}\nseed: 3\n",
     "night.film:2:8: this '[' is never closed"},
    {"film: 1\ncamera: {zoom: 1\nseed: 3\n",
     "night.film:2:9: this '{' is never closed"},
    {"film: 1\nfile: \"a\\qb\"",
     "night.film:2:9: this is no escape: write \\\\ for a backslash, or "
     "use single quotes"},
    {"film: 1\nfile: \"a\\x0\"",
     "night.film:2:11: this escape needs more hexadecimal digits"},
    {"film: 1\nfile: \"\\ud800\"",
     "night.film:2:10: this escape is no character"},
    {"film: 1\nfile: \"밤\" x",
     "night.film:2:11: a key was expected here: keys of a group start in "
     "one column, and nothing follows a closing quote"},
    {"film: 1\nshots:\n  - cell: gru\n   units: 3\n",
     "night.film:4:4: '- ' was expected here: entries of a list start in "
     "one column"},
    {"film: - 1",
     "night.film:1:7: '- ' does not belong here: a list starts on a line "
     "of its own"},
    {"film: ? 1", "night.film:1:7: '?' does not belong here"},
    {"film: ,", "night.film:1:7: a value was expected here"},
    {"film: & 1",
     "night.film:1:8: '&' and '*' mean something else here: put the text "
     "in quotes"},
    {"%YAML 3.0\n---\nfilm: 1\n",
     "night.film:1:1: this is not YAML: found incompatible YAML document"},
    {"film: 1\nfile: \xff\n",
     "night.film:2:7: this is not UTF-8 text (byte ff)"},
    {"film: 1\r\nfile: '밤\xea\xb0'\n",
     "night.film:2:9: this is not UTF-8 text (byte ea)"},
    {"film: 1\nfile: a\x07z",
     "night.film:2:8: the character U+0007 may not stand here"},
    {"film: 1\nfile: \xC2\x85z",
     "night.film:2:7: the character U+0085 may not stand here"},
    {"film: 1\nfile: \xEF\xBF\xBEz",
     "night.film:2:7: the character U+FFFE may not stand here"},
    {"film: 1\n---\nfilm: 1",
     "night.film:2:1: a second document starts here: there may be only "
     "one"},
    {"film: &a 1",
     "night.film:1:7: anchors ('&name') are not used: put the text in "
     "quotes"},
    {"film: 1\ncamera: &a {}",
     "night.film:2:9: anchors ('&name') are not used: put the text in "
     "quotes"},
    {"film: *a",
     "night.film:1:7: aliases ('*name') are not used: put the text in "
     "quotes"},
    {"film: !!int 1",
     "night.film:1:7: tags ('!name') are not used: put the text in quotes"},
    {"film: 1\nshots: !x []",
     "night.film:2:8: tags ('!name') are not used: put the text in quotes"},
    {"film: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
     "night.film:1:22: this is nested too deeply"},
};

static void broken_text_is_told(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
        char lines[PROBLEM_TEXT_MAX];
        snprintf(lines, sizeof lines, "%s\n", broken[k].line);
        refuses(broken[k].text, lines);
    }
    refuses_bytes("film: 1\nfile: a\0b", 17,
                  "night.film:2:8: the character U+0000 may not stand here\n");
}

/* Files that are YAML, but no film. */
static void wrong_values_are_told(void **state)
{
    (void)state;
    refuses("---\n", "night.film:2:1: a film must be a group of keys "
                     "('key: value'), not nothing\n");
    refuses("[1]", "night.film:1:1: a film must be a group of keys "
                   "('key: value'), not a list\n");
    refuses("film: 2", "night.film:1:7: 'film' must be 1, not '2'\n");
    refuses("film: \"1\"",
            "night.film:1:7: 'film' must be 1, not '1' in quotes\n");
    refuses("film: 1\nspeed: fast\ndrift: nan\nabove: 0.4\nturns: 2147483648\n"
            "seed: 18446744073709551616\ndice: 7\ncamera: {zoom: 1.0e1x}\n",
            "night.film:2:8: 'speed' must be a finite number, not 'fast'\n"
            "night.film:3:8: 'drift' must be a finite number, not 'nan'\n"
            "night.film:4:8: 'above' must be a number of at least 0.5, not "
            "'0.4'\n"
            "night.film:5:8: 'turns' must be a whole number from -2147483648 "
            "to 2147483647, not '2147483648'\n"
            "night.film:6:7: 'seed' must be a whole number from 0 to "
            "18446744073709551615, not '18446744073709551616'\n"
            "night.film:7:7: 'dice' must be a whole number from 0 to 6, not "
            "'7'\n"
            "night.film:8:16: 'zoom' must be a number from 0.1 to 10, not "
            "'1.0e1x'\n");
    refuses("film: 1\nspeed: 3.4028236e38\ndrift: -inf\nabove: inf\n"
            "turns: 1.0\nseed: 20000000000000000000\ndice:\n",
            "night.film:2:8: 'speed' must be a finite number, not "
            "'3.4028236e38'\n"
            "night.film:3:8: 'drift' must be a finite number, not '-inf'\n"
            "night.film:4:8: 'above' must be a number of at least 0.5, not "
            "'inf'\n"
            "night.film:5:8: 'turns' must be a whole number from -2147483648 "
            "to 2147483647, not '1.0'\n"
            "night.film:6:7: 'seed' must be a whole number from 0 to "
            "18446744073709551615, not '20000000000000000000'\n"
            "night.film:7:6: 'dice' must be a whole number from 0 to 6, not "
            "nothing\n");
    refuses("film: 1\nloop: yes\ncell: lsmt\nfile: [a]\ntitle: [a]\n",
            "night.film:2:7: 'loop' must be true or false, not 'yes'\n"
            "night.film:3:7: 'cell' must be one of rnn, gru, lstm, not 'lsmt'; "
            "did you mean 'lstm'?\n"
            "night.film:4:7: 'file' must be a text, not a list\n"
            "night.film:5:8: 'title' must be a text, or a group with the keys "
            "en and ko, not a list\n");
    refuses("film: 1\nloop: 'true'\ncell: Tree\nfile:\ntitle:\n",
            "night.film:2:7: 'loop' must be true or false, not 'true' in "
            "quotes\n"
            "night.film:3:7: 'cell' must be one of rnn, gru, lstm, not 'Tree'\n"
            "night.film:4:6: 'file' must be a text, not nothing\n"
            "night.film:5:7: 'title' must be a text, not nothing\n");
}

static void wrong_texts_are_told(void **state)
{
    (void)state;
    refuses("film: 1\nfile: 1234567890123456789012345678901234567890\n",
            "night.film:2:7: 'file' is too long: 40 bytes where 39 fit\n");
    refuses("film: 1\nfile: |\n  two\n  lines\n",
            "night.film:2:7: 'file' must be one line without control "
            "characters\n");
    refuses("film: 1\nfile: \"a\\0b\"\ntitle: {en: \"\\e[1m\", ko: \"\\x9b\"}",
            "night.film:2:7: 'file' must be one line without control "
            "characters\n"
            "night.film:3:13: 'en' must be one line without control "
            "characters\n"
            "night.film:3:26: 'ko' must be one line without control "
            "characters\n");
    refuses("film: 1\ntitle: {en: a, fr: b}\n",
            "night.film:2:16: unknown key 'fr'; the keys of a text in two "
            "languages are en, ko\n"
            "night.film:2:8: a text in two languages needs the key 'ko'\n");
}

static void wrong_keys_are_told(void **state)
{
    (void)state;
    refuses("fillm: 1\nspede: 2\n",
            "night.film:1:1: unknown key 'fillm'; did you mean 'film'?\n"
            "night.film:2:1: unknown key 'spede'; did you mean 'speed'?\n"
            "night.film:1:1: a film needs the key 'film'\n");
    refuses("film: 1\ncamera:\n  속도\x1f: 1\n",
            "night.film:3:5: the character U+001F may not stand here\n");
    refuses("film: 1\ncamera:\n  \"속\\n도\": 1\n",
            "night.film:3:3: unknown key '속\\x0a도'; the keys of the camera "
            "are zoom, follows\n");
    refuses("film: 1\ncamera: {[a]: 1, ? {}, '': 2}\n",
            "night.film:2:10: a key must be a word, not a list\n"
            "night.film:2:20: a key must be a word, not a group of keys\n"
            "night.film:2:24: a key must be a word, not '' in quotes\n");
    refuses("film: 1\nseed: 1\nfilm: 1\n\nseed: 2\nseed: x\n",
            "night.film:3:1: 'film' is already in line 1\n"
            "night.film:5:1: 'seed' is already in line 2\n"
            "night.film:6:1: 'seed' is already in line 2\n");
}

static void wrong_lists_are_told(void **state)
{
    (void)state;
    refuses("film: 1\nshots: 3\ncamera: 3\n",
            "night.film:2:8: 'shots' must be a list ('- ' before every entry), "
            "not '3'\n"
            "night.film:3:9: the camera must be a group of keys "
            "('key: value'), not '3'\n");
    refuses("film: 1\nshots:\n  cell: tree\n",
            "night.film:3:9: 'cell' must be one of rnn, gru, lstm, not "
            "'tree'\n");
    refuses("film: 1\nshots: [{}, {}, {}, {}, {}]\n",
            "night.film:2:25: 'shots' must have 0 to 4 entries, not 5\n");
    refuses("film: 1\nshots:\n  - lstm\n  - [a]\n  -\n  - cell: tree\n",
            "night.film:3:5: a shot must be a group of keys ('key: value'), "
            "not 'lstm'\n"
            "night.film:4:5: a shot must be a group of keys ('key: value'), "
            "not a list\n"
            "night.film:5:4: a shot must be a group of keys ('key: value'), "
            "not nothing\n"
            "night.film:6:11: 'cell' must be one of rnn, gru, lstm, not "
            "'tree'\n");
    refuses("film: 1\nshots:\n  - marks:\n      - note: x\n",
            "night.film:4:9: a mark needs the key 'step'\n");
}

static void an_only_entry_needs_no_list(void **state)
{
    struct film film = reads("film: 1\nshots: {cell: gru, marks: {step: 3}}\n"
                             "genre: short\ncredits: All of us\n");

    (void)state;
    assert_int_equal(film.shots, 1);
    assert_int_equal(film.shot[0].cell, 1);
    assert_int_equal(film.shot[0].marks, 1);
    assert_int_equal(film.shot[0].mark[0].step, 3);
    assert_int_equal(film.genres, 1);
    assert_int_equal(film.genre[0], 2);
    assert_int_equal(film.credits, 1);
    assert_string_equal(film.credit[0], "All of us");
    film = reads("film: 1\ngenre: []\nshots: []\n");
    assert_true(film.genres == 0 && film.shots == 0);
    /* What goes together is asked of it too. */
    refuses("film: 1\nshots: {marks: {step: 16}}\n",
            "night.film:2:23: step 16 is behind the last, 15\n");
}

static void wrong_words_and_texts_are_told(void **state)
{
    (void)state;
    refuses("film: 1\ngenre: [short, nor, 3]\n",
            "night.film:2:21: 'genre' must have 0 to 2 entries, not 3\n");
    refuses("film: 1\ngenre: [nor, [a]]\n",
            "night.film:2:9: 'genre' must be one of noir, silent, short, no, "
            "not 'nor'; did you mean 'noir'?\n"
            "night.film:2:14: 'genre' must be one of noir, silent, short, no, "
            "not a list\n");
    refuses("film: 1\ngenre: [noir,\n noir]\n",
            "night.film:3:2: 'genre' names 'noir' twice\n");
    refuses("film: 1\ngenre: {noir: 1}\ncredits:\n",
            "night.film:2:8: 'genre' must be some of noir, silent, short, no, "
            "not a group of keys\n"
            "night.film:3:9: 'credits' must be a text, or a list of texts, not "
            "nothing\n");
    refuses("film: 1\ncredits: []\n",
            "night.film:2:10: 'credits' must have 1 to 3 entries, not 0\n");
    refuses("film: 1\ncredits: [a, {}, \"b\\nc\"]\n",
            "night.film:2:14: 'credits' must be a text, not a group of keys\n"
            "night.film:2:18: 'credits' must be one line without control "
            "characters\n");
}

/* Lines are those of the file, and what was wrong before stays. */
static void a_part_of_a_file_is_read(void **state)
{
    static const char part[] = "film: 1\nspede: 2\nseed: 1\nseed: 2\n"
                               "loop: x\n";
    struct film film = film_defaults;
    struct journey journey = {0};
    struct problems problems;

    (void)state;
    problems_init(&problems, "night.film");
    problems_add(&problems, (struct place){3, 1}, "a fault above");
    problems.above = 100;
    assert_true(schema_read_part(&film_schema, "film: 1\nturns: 7", 16, &film,
                                 &problems));
    assert_int_equal(film.turns, 7);
    assert_false(schema_read_part(&film_schema, part, sizeof part - 1, &film,
                                  &problems));
    assert_int_equal(film.turns, 7);
    assert_int_equal(problems.count, 4);
    assert_string_equal(problems.line[0], "night.film:3:1: a fault above");
    assert_string_equal(problems.line[1], "night.film:102:1: unknown key "
                        "'spede'; did you mean 'speed'?");
    assert_string_equal(problems.line[2], "night.film:104:1: 'seed' is already "
                        "in line 103");
    assert_string_equal(problems.line[3], "night.film:105:7: 'loop' must be "
                        "true or false, not 'x'");
    assert_true(schema_read_part(&journey_schema, "\ndays: 3", 8, &journey,
                                 &problems));
    assert_true(is_place(journey.days_place, 102, 7));
    problems_init(&problems, "night.film");
    problems.above = 9;
    assert_false(schema_read_part(&film_schema, "# nothing\n", 10, &film,
                                  &problems));
    assert_false(schema_read_part(&film_schema, "a\n\x01", 3, &film,
                                  &problems));
    assert_false(schema_read_part(&film_schema, "a: 1\n'b", 7, &film,
                                  &problems));
    assert_string_equal(problems.line[0],
                        "night.film:9:1: there is nothing in it");
    assert_string_equal(problems.line[1], "night.film:11:1: the character "
                                          "U+0001 may not stand here");
    assert_string_equal(problems.line[2], "night.film:11:1: this quote is "
                                          "never closed");
}

/* With no room left for a fault, it is still not read. */
static void a_part_behind_too_many_problems_is_not_read(void **state)
{
    struct film film = film_defaults;
    struct problems problems;

    (void)state;
    problems_init(&problems, "night.film");
    for (int k = 0; k < PROBLEMS_MAX; k++)
        problems_add(&problems, (struct place){1, 1}, "a fault");
    assert_true(schema_read_part(&film_schema, "film: 1", 7, &film, &problems));
    assert_false(problems.more);
    assert_false(schema_read_part(&film_schema, "film: 2", 7, &film,
                                  &problems));
    assert_true(problems.more);
    assert_false(schema_read_part(&film_schema, "film: 1", 7, &film,
                                  &problems));
}

static void values_that_do_not_go_together_are_told(void **state)
{
    (void)state;
    refuses("film: 1\nloop: true\n", "night.film:1:1: a loop needs a shot\n");
    refuses("film: 1\nshots:\n  - marks: [{step: 15}, {note: x, step: 16}]\n"
            "  - marks:\n      - step: 999\n",
            "night.film:3:41: step 16 is behind the last, 15\n"
            "night.film:5:15: step 999 is behind the last, 15\n");
    /* Not while anything else is wrong. */
    refuses("film: 1\nloop: true\nx: 1\n",
            "night.film:3:1: unknown key 'x'; the keys of a film are film, "
            "seed, dice, speed, drift, above, turns, loop, cell, file, title, "
            "genre, credits, camera, shots\n");
}

static void too_many_problems_end_the_reading(void **state)
{
    struct film film = film_defaults;
    struct problems problems;
    struct error error = {""};
    char text[4000] = "film: 1\n";

    (void)state;
    for (int k = 0; k < PROBLEMS_MAX; k++)
        strcat(text, "spede: 1\n");
    assert_false(read_bytes(text, strlen(text), &film, &problems));
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_false(problems.more);
    assert_false(problems_tell(&problems, &error));
    assert_string_equal(error.text, "night.film:2:1: unknown key 'spede'; did "
                                    "you mean 'speed'? (and 19 more problems)");
    for (int k = 0; k < PROBLEMS_MAX; k++)
        strcat(text, "spede: 1\n");
    assert_false(read_bytes(text, strlen(text), &film, &problems));
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_true(problems.more);
    problems_tell(&problems, &error);
    assert_non_null(strstr(error.text, "(and at least 20 more problems)"));
    assert_false(read_bytes("film: 2\nseed: -0", 16, &film, &problems));
    problems_tell(&problems, &error);
    assert_string_equal(error.text, "night.film:1:7: 'film' must be 1, not '2' "
                                    "(and 1 more problem)");
    assert_false(read_bytes("film: 2", 7, &film, &problems));
    problems_tell(&problems, &error);
    assert_string_equal(error.text,
                        "night.film:1:7: 'film' must be 1, not '2'");
}

static void a_hostile_name_stays_on_its_line(void **state)
{
    struct film film = film_defaults;
    struct problems problems;
    char name[2000];

    (void)state;
    assert_false(schema_read(&film_schema, "a\n\x1b[1m\xff.film", "film: 2", 7,
                             &film, &problems));
    assert_string_equal(problems.line[0],
                        "a\\x0a\\x1b[1m\\xff.film:1:7: 'film' must be 1, not "
                        "'2'");
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_false(schema_read(&film_schema, name, "film: 2", 7, &film,
                             &problems));
    assert_non_null(strstr(problems.line[0],
                           "xxx...:1:7: 'film' must be 1, not '2'"));
}

/* A text of `length` bytes: `head`, then `piece` again and again. */
static char *make_long(const char *head, const char *piece, size_t length)
{
    size_t start = strlen(head), step = strlen(piece);
    char *text = malloc(length);

    memcpy(text, head, start);
    for (size_t at = start; at < length; at++)
        text[at] = piece[(at - start) % step];
    return text;
}

static void long_files_end(void **state)
{
    static const char *const pieces[] = {"x",  "a: 1\n",  "- ",   "- a\n",
                                         "[",  "[],",     "{",    "? ",
                                         "\"", "#\n",     "a,",   "&a ",
                                         "\n", "'a': b\n", "{a: ", "|\n "};

    size_t count = sizeof pieces / sizeof *pieces;

    (void)state;
    for (size_t k = 0; k < 2 * count; k++) {
        struct film film = film_defaults;
        struct problems problems;
        char *text = make_long(k < count ? "film: 1\nfile: [" : "",
                               pieces[k % count], SCHEMA_BYTES_MAX + 1);
        assert_false(schema_read(&film_schema, "long", text, SCHEMA_BYTES_MAX,
                                 &film, &problems));
        assert_in_range(problems.count, 1, PROBLEMS_MAX);
        assert_memory_equal(problems.line[0], "long:", 5);
        assert_false(schema_read(&film_schema, "long", text,
                                 SCHEMA_BYTES_MAX + 1, &film, &problems));
        assert_string_equal(problems.line[0], "long: longer than 1.0 MB");
        free(text);
    }
}

static void no_memory_is_told(void **state)
{
    struct film film = film_defaults;
    struct problems problems;

    (void)state;
    failing_after(0);
    bool good = schema_read(&film_schema, "night.film", "film: 1", 7, &film,
                            &problems);
    assert_true(failing_stop());
    assert_false(good);
    assert_string_equal(problems.line[0],
                        "night.film: not enough memory to read it");
}

/* One accident of a file: a byte, a piece cut out, doubled or put in. */
static size_t damage(struct random *random, char *text, size_t length)
{
    static const char *const pieces[] = {
        ":",    "- ",  "\n",  "  ",   "\"",   "'",    "{",  "}",     "[",
        "]",    "#",   "&a ", "*a",   "!!x ", "\t",   "? ", "---\n", "...\n",
        "1e999", "-",  "|\n", ">\n",  "\\u",  "\xff", ", ", "film: 1\n", "%",
        "\xEF\xBB\xBF", "\xC2\x85", "\xE2\x80\xA8", "~", "nan", "밤",
    };
    size_t at = random_below(random, (uint32_t)length + 1);
    size_t some = random_below(random, 12);

    if (at + some > length)
        some = length - at;
    switch (random_below(random, 4)) {
    case 0:
        if (at < length)
            text[at] = (char)random_below(random, 256);
        return length;
    case 1:
        memmove(text + at, text + at + some, length - at - some);
        return length - some;
    case 2:
        memmove(text + at + some, text + at, length - at);
        return length + some;
    default:
        break;
    }
    const char *piece = pieces[random_below(random, sizeof pieces /
                                                    sizeof *pieces)];
    memmove(text + at + strlen(piece), text + at, length - at);
    memcpy(text + at, piece, strlen(piece));
    return length + strlen(piece);
}

/* What is read from a damaged file is a film that could be saved; what is not
 * read leaves lines that begin with the file and end where they should. */
static void damaged_files_are_read_or_told(void **state)
{
    static char text[4096];
    struct random random;
    int read = 0;

    (void)state;
    random_seed(&random, 4, 0);
    for (int round = 0; round < 20000; round++) {
        struct film film = film_defaults;
        struct problems problems;
        size_t length = sizeof whole_film - 1;
        memcpy(text, whole_film, length);
        for (uint32_t k = random_below(&random, 3) + 1; k > 0; k--)
            length = damage(&random, text, length);
        if (read_bytes(text, length, &film, &problems)) {
            read++;
            assert_int_equal(problems.count, 0);
            assert_true(film.version == 1 && film.cell < 3 && film.dice <= 6);
            continue;
        }
        assert_in_range(problems.count, 1, PROBLEMS_MAX);
        for (int k = 0; k < problems.count; k++) {
            assert_memory_equal(problems.line[k], "night.film:", 11);
            assert_null(strstr(problems.line[k], "not YAML: control"));
            assert_null(strchr(problems.line[k], '\n'));
        }
    }
    /* Both happen often, or the damage is not of the right size. */
    assert_in_range(read, 1000, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_read),
        cmocka_unit_test(what_is_not_named_stays),
        cmocka_unit_test(places_are_kept_where_they_are_wanted),
        cmocka_unit_test(every_style_is_read),
        cmocka_unit_test(one_caption_is_for_both_languages),
        cmocka_unit_test(the_ends_of_ranges_are_in),
        cmocka_unit_test(a_decimal_comma_changes_nothing),
        cmocka_unit_test(broken_text_is_told),
        cmocka_unit_test(wrong_values_are_told),
        cmocka_unit_test(wrong_texts_are_told),
        cmocka_unit_test(wrong_keys_are_told),
        cmocka_unit_test(wrong_lists_are_told),
        cmocka_unit_test(an_only_entry_needs_no_list),
        cmocka_unit_test(wrong_words_and_texts_are_told),
        cmocka_unit_test(a_part_of_a_file_is_read),
        cmocka_unit_test(a_part_behind_too_many_problems_is_not_read),
        cmocka_unit_test(values_that_do_not_go_together_are_told),
        cmocka_unit_test(too_many_problems_end_the_reading),
        cmocka_unit_test(a_hostile_name_stays_on_its_line),
        cmocka_unit_test(long_files_end),
        cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(damaged_files_are_read_or_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
