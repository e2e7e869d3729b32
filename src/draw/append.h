/* What the files that append to a draw list have in common. */
#ifndef GATEREEL_DRAW_APPEND_H
#define GATEREEL_DRAW_APPEND_H

#include "draw/draw.h"

/* Room for several times the richest frame there is. */
enum {
    COMMANDS = 1 << 14,
    POINTS = 1 << 17,
    WIDTHS = 1 << 15,
    COLORS = 1 << 15,
    BYTES = 1 << 21,
    LETTERS = 1 << 18,
    NUMBERS = 1 << 13,
    SPOTS = 1 << 14,
};

/* Takes `count` entries of a side buffer of which *used are in use: the first
 * one, or -1 after saying that the list is full. */
int append_take(struct draw_list *list, int *used, int capacity, int count);

/* The next command of a kind; a spare one that nobody reads when full. */
struct draw_command *append_command(struct draw_list *list,
                                    enum draw_kind kind);

/* The colour under list->alpha. */
struct color append_fade(const struct draw_list *list, struct color color);

/* Is a box that is `rim` larger on every side outside the clip? */
bool append_hidden(const struct draw_list *list, struct box box, float rim);

#endif
