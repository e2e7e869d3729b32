/* Settings as a small YAML file: one table of keys reads it into a plain C
 * struct, checks it, and writes it.
 *
 *   struct lane { int cell; int units; float gain; char note[64]; };
 *   static const struct lane lane_defaults = {.units = 16, .gain = 1};
 *
 *   static const struct schema_key lane_keys[] = {
 *       {"cell", SCHEMA_WORD, .at = offsetof(struct lane, cell),
 *        .required = true, .words = cell_words, .size = CELLS},
 *       {"units", SCHEMA_INT, .at = offsetof(struct lane, units), .low = 1,
 *        .high = 1024},
 *       {"gain", SCHEMA_FLOAT, .at = offsetof(struct lane, gain), .high = 10},
 *       {"note", SCHEMA_TEXT, .at = offsetof(struct lane, note), .size = 64},
 *       {0},
 *   };
 *   static const struct schema lane_schema = {
 *       .what = "a lane", .keys = lane_keys, .size = sizeof(struct lane),
 *       .defaults = &lane_defaults};
 *
 * To add a key, add a member to the struct, its default, and a row to the
 * table: reading, checking, messages and writing follow from the row. A group
 * of keys is a row
 *
 *       {"view", SCHEMA_GROUP, .at = offsetof(struct scene_file, view),
 *        .schema = &view_schema},
 *
 * and a list of one to four lanes, counted by the member `lanes`, is
 *
 *       {"lanes", SCHEMA_LIST, .at = offsetof(struct scene_file, lane),
 *        .count_at = offsetof(struct scene_file, lanes), .low = 1, .high = 4,
 *        .schema = &lane_schema},
 *
 * A file is opened by
 *
 *   struct scene_file file = scene_file_defaults;
 *   bool good = file_read(path, SCHEMA_BYTES_MAX, &text, &length, error) &&
 *               (schema_read(&scene_schema, path, text, length, &file,
 *                            &problems) ||
 *                problems_tell(&problems, error));
 */
#ifndef GATEREEL_LESSON_SCHEMA_H
#define GATEREEL_LESSON_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "lesson/problems.h"

enum {
    SCHEMA_BYTES_MAX = 1000000, /* of a file: the limit for file_read */
    SCHEMA_KEYS_MAX = 64,       /* of one table */
};

/* What a key holds, and the C type of its member. */
enum schema_kind {
    SCHEMA_BOOL,    /* bool: true or false */
    SCHEMA_INT,     /* int */
    SCHEMA_UINT64,  /* uint64_t, every value of it exactly */
    SCHEMA_FLOAT,   /* float, finite */
    SCHEMA_DOUBLE,  /* double, finite */
    SCHEMA_WORD,    /* int or enum: the word's index in `words` */
    SCHEMA_TEXT,    /* char[size]: UTF-8 without control characters, with NUL */
    SCHEMA_CAPTION, /* char[2][size] by language: one text for both languages,
                       or a group with the keys en and ko */
    SCHEMA_GROUP,   /* a struct: the keys of `schema` */
    SCHEMA_LIST,    /* an array of structs, and an int that counts them; an only
                       entry needs no list */
    SCHEMA_WORDS,   /* int[high] of words, none of them twice, and an int that
                       counts them; an only one needs no list */
    SCHEMA_TEXTS,   /* char[high][size], and an int that counts them; the
                       same */
};

struct schema;

struct schema_key {
    const char *name; /* NULL ends the table */
    enum schema_kind kind;
    size_t at;     /* offsetof the member */
    bool required; /* must stand in the file, and is always written */

    /* Numbers: the range, both ends included; INFINITY is no upper end; both
     * zero means whatever the type holds. Ends are exact up to 2^53.
     * Lists, of words and texts too: the least and the largest number of
     * entries; `high` is at most the size of the array. */
    double low, high;

    const char *const *words; /* SCHEMA_WORD, SCHEMA_WORDS: the words */
    size_t size;              /* how many of them; texts: bytes of the (one)
                                 char array */
    size_t count_at;          /* lists: offsetof the int count */
    const struct schema *schema; /* of a group, or of every entry of a list */
    size_t place_at;          /* offsetof a struct place in the same record,
                                 which reading sets to where the value stands,
                                 for faults that show later; 0: none */
};

struct schema {
    const char *what; /* with its article: "a lane", "the view" */
    const struct schema_key *keys;
    size_t size;          /* sizeof the struct */
    const void *defaults; /* of every entry, where it is the schema of a list */
    /* What a table cannot say: do the values go together? (NULL: they do.)
     * `record` is the group or entry, `root` the whole struct, both complete.
     * Returns false with a message; *key may be set to the key it is about,
     * where the message then points, otherwise to the start of the record.
     * Called only when everything else in the file is right, first for the
     * whole and then for its parts in the order of the file; a part that the
     * file does not name is not checked. */
    bool (*check)(const void *record, const void *root, const char **key,
                  struct error *error);
    const struct schema *others; /* whose keys are known and must not stand here;
                                    NULL: none */
    const char *others_are;      /* "is a setting: .." */
};

/* Reads text[0..length) (no NUL needed) into *out, which holds the defaults of
 * the keys that the file does not name. `name` is the file's for messages.
 * All that is wrong is told in `problems`, which is set up here; then *out is
 * as it was and the result is false. */
bool schema_read(const struct schema *schema, const char *name,
                 const char *text, size_t length, void *out,
                 struct problems *problems);

/* The same for a part of a file: what is wrong is added to `problems`, which
 * the caller has set up, and places are those of the file, of which
 * problems->above lines stand above the text. */
bool schema_read_part(const struct schema *schema, const char *text,
                      size_t length, void *out, struct problems *problems);

/* Have both the same values, bit for bit? Bytes that no key names, behind the
 * end of a text or of a list, do not count. */
bool schema_same(const struct schema *schema, const void *one,
                 const void *other);

/* The same for the member of one key. */
bool schema_same_key(const struct schema_key *key, const void *one,
                     const void *other);

/* How many entries the list of `key` has in *record, 0 .. key->high. */
int schema_entries(const struct schema_key *key, const void *record);

/* Writes *record as text: `comment` (NULL: none) on lines that start with #,
 * then the keys whose values differ from *defaults (and the required ones) in
 * the order of the table. Reading it into a copy of *defaults gives *record
 * again: this is tried, so that nothing is saved which cannot be opened. *text
 * is the caller's to free and has a NUL after *length bytes. Fails without
 * memory, or with what reading has to say (a NaN, a number out of its range,
 * a list that is too long). */
bool schema_write(const struct schema *schema, const void *record,
                  const void *defaults, const char *comment, char **text,
                  size_t *length, struct error *error);

#endif
