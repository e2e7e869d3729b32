/* A draw list as text: every command on one line, for golden files of tests;
 * and what a reader of the picture is told, for screen readers. */
#ifndef GATEREEL_DRAW_DUMP_H
#define GATEREEL_DRAW_DUMP_H

#include "base/file.h"
#include "draw/draw.h"

/* Every command with its points, every number and every spot. Lengths in
 * units with two decimals. */
void dump_commands(const struct draw_list *list, struct output *output);

/* The texts, group by group, top to bottom and left to right, markup removed;
 * a number is followed by what it is in full where `describe` names its id
 * (returns false for ids without a name). */
void dump_words(const struct draw_list *list,
                bool (*describe)(void *context, struct draw_id id, char *text,
                                 size_t size),
                void *context, struct output *output);

#endif
