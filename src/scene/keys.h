/* Every key and what it does: one table, by which the app acts and from which
 * the help is drawn.
 *
 * A line of the table is a line of the help; its keys either do the same thing
 * ("H F1 ?") or are the two ways of one ("Left Right"). While the list of
 * files or that of presets is open the app reads Up, Down, PageUp, PageDown,
 * Home, End, Enter and Escape as moves in it, and on the start screen arrows,
 * Home, End, Enter and Escape as moves between its cards. In a lesson R and Enter are about
 * its step, and while its question is active (Enter) arrows, digits, point,
 * comma and minus answer it, plus and minus count hands. A digit begins an
 * answer by itself, until the question was left with Escape.
 */
#ifndef GATEREEL_SCENE_KEYS_H
#define GATEREEL_SCENE_KEYS_H

#include "draw/input.h"
#include "scene/action.h"
#include "scene/ui.h"

enum keys_group {
    KEYS_PLAYING,
    KEYS_INSIDE,  /* cells, units, gates */
    KEYS_PANELS,
    KEYS_GRADIENT,  /* taken apart */
    KEYS_LANES,   /* networks side by side */
    KEYS_DIALS,
    KEYS_TRAIN,   /* networks that learn */
    KEYS_TEXT,    /* what they read and write */
    KEYS_LESSON,  /* lessons and their questions */
    KEYS_SCREEN,
    KEYS_CLASS,   /* in front of people */
    KEYS_FILES,
    KEYS_GROUPS
};

enum { KEYS_PAGES = 5 };  /* of the help on every key */

struct keys_binding {
    enum key key;        /* KEY_NONE: no more in this line */
    int modifiers;
    enum action action;
    int value;           /* its argument, see scene/action.h */
};

enum { KEYS_LINE_MAX = 4 };

struct keys_line {
    enum keys_group group;
    bool important;      /* among the eight that the help shows first */
    const char *en, *ko;
    struct keys_binding binding[KEYS_LINE_MAX];
};

/* All lines, group by group; *count is how many. */
const struct keys_line *keys_lines(int *count);

/* What a key does, or NULL. Shift is overlooked where the key with Shift has
 * no meaning of its own. */
const struct keys_binding *keys_find(enum key key, int modifiers);

/* The first key for an action with a value, or NULL. */
const struct keys_binding *keys_for(enum action action, int value);

/* What stands on the key: "←", "Space", "?", "T". */
const char *keys_cap(enum key key);

/* "Ctrl+Z", for sentences. Returns out. */
char *keys_text(const struct keys_binding *binding, char *out, size_t size);

/* All keys of an action as a sentence names them: "↑ ↓", "Ctrl+R", "H F1 ?";
 * "" without any. Returns out. */
char *keys_list(enum action action, char *out, size_t size);

/* The help on the first key of an action, or "". */
const char *keys_about(const struct ui *ui, enum action action);

/* The page of the help, 1 .. KEYS_PAGES, on which a group stands, and the
 * page's name. */
int keys_page(enum keys_group group);
const char *keys_page_name(const struct ui *ui, int page);

/* The group's heading. */
const char *keys_heading(const struct ui *ui, enum keys_group group);

#endif
