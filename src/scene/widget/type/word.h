/* Words of a page as they are written on the screen.
 */
#ifndef GATEREEL_SCENE_WIDGET_TYPE_WORD_H
#define GATEREEL_SCENE_WIDGET_TYPE_WORD_H

#include "scene/widget/type/flow.h"

/* Bytes of a word, and of what word_copy makes of it. */
enum { WORD_MAX = 240, WORD_SIZE = WORD_MAX + 4 };

/* Of text with these marks (enum span_marks). */
enum face word_face(const struct flow *flow, int marks);

/* The word with a real minus sign where authors write "-3" (but not of code).
 * Returns out. */
const char *word_copy(int marks, const char *text, size_t length,
                      char out[WORD_SIZE]);

/* How wide that is. */
float word_width(const struct flow *flow, int marks, const char *text,
                 size_t length);

/* Bytes up to the next blank, at most WORD_MAX. */
size_t word_length(const char *text);

/* How many bytes of a word that is too long fit into `room`, one letter at
 * least; punctuation stays with what is before it. */
size_t word_fitting(const struct flow *flow, int marks, const char *text,
                    size_t all, float room);

#endif
