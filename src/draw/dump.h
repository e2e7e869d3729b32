/* A draw list as text: every command on one line, for golden files of tests;
 * and what a reader of the picture is told, for screen readers. */
#ifndef GATEREEL_DRAW_DUMP_H
#define GATEREEL_DRAW_DUMP_H

#include "base/file.h"
#include "draw/draw.h"

/* Every command with its points, every number and every spot. Lengths in
 * units with two decimals. */
void dump_commands(const struct draw_list *list, struct output *output);

/* Group by group: its name and place in pixels, its notes, its texts in reading
 * order with markup removed. A number is followed by what it is, where `name`
 * knows that (it returns false for ids without a name). Fails without memory. */
bool dump_words(const struct draw_list *list,
                bool (*name)(void *context, struct draw_id id, char *text,
                             size_t size),
                void *context, struct output *output, struct error *error);

#endif
