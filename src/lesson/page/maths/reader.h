/* What the parts of the parser of formulas share: where it is, the nodes that
 * it has made, and rows inside of rows. Functions that return a node return
 * MATHS_NOTHING after a problem, and reading ends.
 */
#ifndef GATEREEL_LESSON_PAGE_MATHS_READER_H
#define GATEREEL_LESSON_PAGE_MATHS_READER_H

#include "lesson/page/formula.h"
#include "lesson/page/maths/words.h"

enum { MATHS_NOTHING = -1, MATHS_NAME_MAX = 32 };

struct maths_reader {
    const char *start, *at, *end;
    struct place place;        /* of start */
    struct formula_node *node;
    int nodes, depth;
    struct problems *problems;
};

/* What ends a row. */
enum maths_stop { MATHS_STOP_END, MATHS_STOP_BRACE, MATHS_STOP_RIGHT,
                  MATHS_STOP_NORM, MATHS_STOP_NORM_END };

/* Adds the problem that ends the reading. Returns MATHS_NOTHING. */
int maths_fail(struct maths_reader *reader, const char *at, const char *format,
               ...)
    __attribute__((format(printf, 3, 4)));

/* A new node; an empty row; `child` as the last one of `parent`. */
int maths_add(struct maths_reader *reader, enum formula_kind kind,
              const char *text, size_t length);
int maths_add_empty(struct maths_reader *reader);
void maths_append(struct maths_reader *reader, int parent, int child);

bool maths_is_letter(char c);
bool maths_is_digit(char c);
void maths_skip_blanks(struct maths_reader *reader);
bool maths_at(const struct maths_reader *reader, char c);
bool maths_at_any(const struct maths_reader *reader, const char *set);
bool maths_is_stop(const struct maths_reader *reader, enum maths_stop stop);

/* Bytes of the name behind a backslash: letters, or one other character. */
size_t maths_name_length(const struct maths_reader *reader);

/* The command that stands here, or NULL. */
const struct maths_word *maths_next_word(const struct maths_reader *reader);

/* A row up to its stop, which stays; it was opened by `name` at `opened`. */
int maths_read_inside(struct maths_reader *reader, enum maths_stop stop,
                      const char *opened, const char *name);
/* {..} */
int maths_read_group(struct maths_reader *reader);
/* What `name` at `asked` needs: a group, a digit, a letter or a command. */
int maths_read_argument(struct maths_reader *reader, const char *asked,
                        const char *name);
/* The command that stands here, with its arguments: command.c. */
int maths_read_command(struct maths_reader *reader);
/* A row up to its stop, an atom without scripts: formula.c. */
int maths_read_row(struct maths_reader *reader, enum maths_stop stop);
int maths_read_atom(struct maths_reader *reader);

#endif
