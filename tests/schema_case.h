/* A table of keys with every kind, and its struct: a made-up film. */
#ifndef GATEREEL_TESTS_SCHEMA_CASE_H
#define GATEREEL_TESTS_SCHEMA_CASE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "lesson/schema.h"

enum { SHOTS_MAX = 4, NOTE_MAX = 40, MARKS_MAX = 3, GENRES_MAX = 2,
       CREDITS_MAX = 3 };

static const char *const cell_words[] = {"rnn", "gru", "lstm"};
static const char *const genre_words[] = {"noir", "silent", "short", "no"};

struct mark {
    int step;
    char note[NOTE_MAX];
};

struct shot {
    int cell;
    int units;
    float gain;
    char note[NOTE_MAX];
    int marks;
    struct mark mark[MARKS_MAX];
};

struct camera {
    double zoom;
    bool follows;
};

struct film {
    int version;
    uint64_t seed;
    uint64_t dice;
    float speed;
    double drift;
    double above;
    int turns;
    bool loop;
    int cell;
    char file[NOTE_MAX];
    char title[2][NOTE_MAX];
    int genres, genre[GENRES_MAX];
    int credits;
    char credit[CREDITS_MAX][NOTE_MAX];
    struct camera camera;
    int shots;
    struct shot shot[SHOTS_MAX];
};

static const struct mark mark_defaults = {0};
static const struct shot shot_defaults = {.units = 16, .gain = 1};
static const struct film film_defaults = {
    .version = 1, .speed = 1, .above = 1, .camera = {.zoom = 1}};

/* A mark lies within the film's first shot's units: values that must go
 * together, one of them in another record. */
static inline bool check_mark(const void *record, const void *root,
                              const char **key, struct error *error)
{
    const struct mark *mark = record;
    const struct film *film = root;

    if (mark->step < film->shot[0].units)
        return true;
    *key = "step";
    return error_set(error, "step %d is behind the last, %d", mark->step,
                     film->shot[0].units - 1);
}

static inline bool check_film(const void *record, const void *root,
                              const char **key, struct error *error)
{
    const struct film *film = record;

    (void)root;
    (void)key;
    return !(film->loop && film->shots == 0) ||
           error_set(error, "a loop needs a shot");
}

#define AT(record, member) offsetof(struct record, member)

static const struct schema_key mark_keys[] = {
    {"step", SCHEMA_INT, .at = AT(mark, step), .required = true, .high = 1000},
    {"note", SCHEMA_TEXT, .at = AT(mark, note), .size = NOTE_MAX},
    {0},
};
static const struct schema mark_schema = {
    .what = "a mark", .keys = mark_keys,
    .size = sizeof(struct mark),
    .defaults = &mark_defaults, .check = check_mark};

static const struct schema_key shot_keys[] = {
    {"cell", SCHEMA_WORD, .at = AT(shot, cell), .words = cell_words, .size = 3},
    {"units", SCHEMA_INT, .at = AT(shot, units), .low = 1, .high = 1024},
    {"gain", SCHEMA_FLOAT, .at = AT(shot, gain), .low = 0, .high = 10},
    {"note", SCHEMA_TEXT, .at = AT(shot, note), .size = NOTE_MAX},
    {"marks", SCHEMA_LIST, .at = AT(shot, mark), .count_at = AT(shot, marks),
     .high = MARKS_MAX, .schema = &mark_schema},
    {0},
};
static const struct schema shot_schema = {
    .what = "a shot", .keys = shot_keys,
    .size = sizeof(struct shot),
    .defaults = &shot_defaults};

static const struct schema_key camera_keys[] = {
    {"zoom", SCHEMA_DOUBLE, .at = AT(camera, zoom), .low = 0.1, .high = 10},
    {"follows", SCHEMA_BOOL, .at = AT(camera, follows)},
    {0},
};
static const struct schema camera_schema = {
    .what = "the camera", .keys = camera_keys,
    .size = sizeof(struct camera)};

static const struct schema_key film_keys[] = {
    {"film", SCHEMA_INT, .at = AT(film, version), .required = true, .low = 1,
     .high = 1},
    {"seed", SCHEMA_UINT64, .at = AT(film, seed)},
    {"dice", SCHEMA_UINT64, .at = AT(film, dice), .high = 6},
    {"speed", SCHEMA_FLOAT, .at = AT(film, speed)},
    {"drift", SCHEMA_DOUBLE, .at = AT(film, drift)},
    {"above", SCHEMA_DOUBLE, .at = AT(film, above), .low = 0.5,
     .high = INFINITY},
    {"turns", SCHEMA_INT, .at = AT(film, turns)},
    {"loop", SCHEMA_BOOL, .at = AT(film, loop)},
    {"cell", SCHEMA_WORD, .at = AT(film, cell), .words = cell_words, .size = 3},
    {"file", SCHEMA_TEXT, .at = AT(film, file), .size = NOTE_MAX},
    {"title", SCHEMA_CAPTION, .at = AT(film, title), .size = NOTE_MAX},
    {"genre", SCHEMA_WORDS, .at = AT(film, genre), .words = genre_words,
     .size = 4, .count_at = AT(film, genres), .high = GENRES_MAX},
    {"credits", SCHEMA_TEXTS, .at = AT(film, credit), .size = NOTE_MAX,
     .count_at = AT(film, credits), .low = 1, .high = CREDITS_MAX},
    {"camera", SCHEMA_GROUP, .at = AT(film, camera), .schema = &camera_schema},
    {"shots", SCHEMA_LIST, .at = AT(film, shot), .count_at = AT(film, shots),
     .high = SHOTS_MAX, .schema = &shot_schema},
    {0},
};
static const struct schema film_schema = {
    .what = "a film", .keys = film_keys,
    .size = sizeof(struct film), .check = check_film};

/* A film that differs from the defaults in everything, as it is written but for
 * the quotes of the Korean title. */
static const char whole_film[] =
    "# A comment.\n"
    "film: 1\n"
    "seed: 18446744073709551615\n"
    "dice: 6\n"
    "speed: 0.1\n"
    "drift: -1.5e-300\n"
    "above: 1e+300\n"
    "turns: -2147483648\n"
    "loop: true\n"
    "cell: lstm\n"
    "file: /data/night film.csv\n"
    "title:\n"
    "  en: Night\n"
    "  ko: 밤\n"
    "genre: [silent, noir]\n"
    "credits: [Anna, \"B: C\", \"no\"]\n"
    "camera:\n"
    "  zoom: 2.5\n"
    "  follows: true\n"
    "shots:\n"
    "  - cell: gru\n"
    "    units: 32\n"
    "    note: \"a: 'b' # \\\"c\\\" \\\\\"\n"
    "    marks:\n"
    "      - step: 3\n"
    "      - step: 31\n"
    "        note: \"true\"\n"
    "  - {}\n"
    "  - gain: 0.75\n";

#endif
