/* The input of one frame, as one record.
 *
 * Whoever has the window gathers events into a record; the app sees nothing
 * else. It holds the time that passed and how much background work was done,
 * so a list of records replays to the same pictures without a clock.
 */
#ifndef GATEREEL_DRAW_INPUT_H
#define GATEREEL_DRAW_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum input_kind {
    INPUT_KEY,    /* a key went down or repeats: value = enum key */
    INPUT_MOVE,   /* the pointer is at x, y */
    INPUT_PRESS,  /* button `value` (0 left, 1 middle, 2 right) went down at x,
                     y; `clicks` = 2 for a double click */
    INPUT_RELEASE,
    INPUT_WHEEL,  /* y > 0: away from the user, up; x > 0: right */
    INPUT_LEAVE,  /* the pointer left the window */
    INPUT_TEXT,   /* composed text: length bytes from text[first] */
    INPUT_COMPOSE,/* text that is still being composed (may be empty) */
    INPUT_DROP,   /* a file was dropped: its path */
    INPUT_RESIZE, /* the window is now x by y pixels */
    INPUT_CLOSE,  /* the window shall close */
    INPUT_KINDS
};

/* Keys by their place on the keyboard (a US layout's letters), so that an
 * input method or another layout swallows nothing. */
enum key {
    KEY_NONE,
    KEY_A, KEY_Z = KEY_A + 25,
    KEY_0, KEY_9 = KEY_0 + 9,
    KEY_SPACE, KEY_ENTER, KEY_ESCAPE, KEY_TAB, KEY_BACKSPACE, KEY_DELETE,
    KEY_LEFT, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_PAGE_UP,
    KEY_PAGE_DOWN, KEY_PERIOD, KEY_COMMA, KEY_SLASH, KEY_PLUS, KEY_MINUS,
    KEY_BRACKET_LEFT, KEY_BRACKET_RIGHT,
    KEY_F1, KEY_F12 = KEY_F1 + 11,
    KEYS
};

enum { MOD_SHIFT = 1, MOD_CTRL = 2, MOD_ALT = 4 };

enum {
    INPUT_EVENTS_MAX = 16,
    INPUT_TEXT_MAX = 4096,
    INPUT_LINE_MAX = 16384, /* holds every record as a line */
};

struct input_event {
    uint8_t kind, modifiers;
    uint8_t clicks;
    bool repeat;      /* a key that is held down */
    int16_t value;
    float x, y;       /* pixels; wheel: notches */
    uint16_t first, length;
};

struct input {
    uint32_t elapsed;  /* microseconds since the record before */
    uint32_t work;     /* units of background work to do now */
    int events;
    struct input_event event[INPUT_EVENTS_MAX];
    uint16_t text_length;
    char text[INPUT_TEXT_MAX];
};

/* Starts an empty record. */
void input_clear(struct input *input);

/* Appends an event; a movement replaces a movement just before it. Its numbers
 * are finite, its key is one. False when the record is full: begin another. */
bool input_add(struct input *input, struct input_event event);
/* The same for events with text, without a NUL in it. False also when the text
 * does not fit as a whole. */
bool input_add_text(struct input *input, enum input_kind kind,
                    const char *text, size_t length);

/* The text of an event, NUL-terminated into out[size], cut where it is longer.
 * Returns out. */
const char *input_text(const struct input *input,
                       const struct input_event *event, char *out, size_t size);

/* "Right", "B", "F11", "BracketLeft": for files. "" and KEY_NONE are for what
 * is no key. */
const char *key_name(enum key key);
enum key key_find(const char *name, size_t length);

/* A record as one line of text without the newline: the elapsed time, the
 * work, and the events, each KIND:FIELD,FIELD..:MODIFIERS. Modifiers that are
 * 0 are left out, as is the colon before no fields.
 *
 *   16667 2 key:Right:1 repeat:B move:10.5,20 press:0,10.5,20,1
 *   0 0 release:0,10.5,20 wheel:0,-1:2 leave text:%EC%95%88 compose: close
 *   0 0 drop:/tmp/a.csv resize:1920,1080
 *
 * Fields: a key's name; button, x, y, clicks; x, y; or bytes, of which all but
 * letters, digits and -./_ are written %HH. Numbers are exact, so a record
 * that was read is printed as it was. Returns the length, or 0 when `size` is
 * too small. */
size_t input_print(const struct input *input, char *line, size_t size);

/* Reads such a line. The message says which event is wrong and why; the record
 * is then empty. */
bool input_parse(struct input *input, const char *line, size_t length,
                 struct error *error);

#endif
