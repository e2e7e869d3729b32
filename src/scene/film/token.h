/* What a film reads and answers where that is text: letters, words.
 */
#ifndef GATEREEL_SCENE_FILM_TOKEN_H
#define GATEREEL_SCENE_FILM_TOKEN_H

#include "scene/film/film.h"

/* Are there names for what it reads? */
bool token_film(const struct film *film);

/* Are its tokens words, with blanks between them? Else they are letters. */
bool token_words(const struct film *film);

/* The class that is read at step t (1 .. T): a token's id, or the one that is
 * 1 of those that the network answers; -1: none. */
int token_class(const struct film *film, int t);

/* What is read at step t as it is written: "a", " ", "\n", "hundred"; ""
 * where it has no name. */
const char *token_text(const struct film *film, int t);

/* The same as it looks on a screen: a blank as an open box. */
const char *token_show(const struct film *film, int t);

/* What is read at step t in a few letters: as above, else its label, else the
 * number of the token "#4"; "" where vectors have no names. Returns out. */
const char *token_label(const struct film *film, int t,
                        char out[FILM_LABEL_MAX]);

/* What is read at step t where it has no name: "x_{3}"; where a layer without
 * memory reads several inputs, which its sums call x_1, x_2 .., "t = 3".
 * Returns out. */
const char *token_step(const struct film *film, int t,
                       char out[FILM_LABEL_MAX]);

/* The class that came after step t: what the network chose where it reads its
 * own answers, else what was wanted, else what is read next; -1: none. */
int token_came(const struct film *film, int t);

/* Does the network itself write what is read at step t? */
static inline bool token_own(const struct film *film, int t)
{
    return film->free_from > 0 && t >= film->free_from &&
           (t > film->steps || !film->given[t - 1]);
}

/* The class that step t (2 .. T + 1) of an answer should read, as the data has
 * it; -1: it is no answer, or nobody knows. */
int token_wanted(const struct film *film, int t);

/* What the network itself gave step t (2 .. T + 1) to read; -1: nothing, or,
 * behind the end, a choice that was never drawn. */
int token_choice(const struct film *film, int t);

/* The first step (2 .. T + 1) at which its own answer is not what was wanted:
 * what it reads from there on follows from that. 0: there is none. */
int token_mistake(const struct film *film);

/* Indices of the `most` largest probabilities at step t, the largest first,
 * of equal ones the first; returns how many. Only of a softmax. */
int token_best(const struct film *film, int t, int most, int best[]);

/* ln of the sum of exp y: ln p_k = y_k - this. */
double token_log_sum(const real *y, int outputs);

/* Columns of a terminal that a code point takes: 0, 1, or 2 of a wide one
 * (Hangul, CJK). */
int token_columns(uint32_t code);

#endif
