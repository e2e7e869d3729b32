/* A growing list of examples, each of them tokens to read, a turn, tokens to
 * write and an end, and the vocabulary that grows with it.
 *
 *     pairs_words(pairs, "three hundred two") and pairs_turn(pairs) and
 *     pairs_letters(pairs, "삼백이") and pairs_end(pairs)
 */
#ifndef GATEREEL_DATA_MAKE_PAIRS_PAIRS_H
#define GATEREEL_DATA_MAKE_PAIRS_PAIRS_H

#include "data/vocabulary.h"

/* Ids of the two signs, "→" and "■". */
enum { PAIRS_TURN, PAIRS_END };

enum { PAIRS_WORDS_MOST = 8192 }; /* different tokens */

/* {0} is none. */
struct pairs {
    struct vocabulary words; /* owned, its tokens in the order they came */
    size_t words_room;
    int *token;              /* of all examples, one behind the other, owned */
    size_t used, token_room;
    int *start;              /* [count + 1] owned */
    int *turn;               /* [count] index of the turn in `token`, owned */
    size_t start_room, turn_room;
    int count;               /* examples that are complete */
};

/* `words`: what vocabulary_read separates, see there. */
bool pairs_init(struct pairs *pairs, bool words, struct error *error);
void pairs_finish(struct pairs *pairs);

/* The id of a token, which becomes known; -1: it is too long, or there are too
 * many. */
int pairs_know(struct pairs *pairs, const char *text, size_t length,
               struct error *error);

/* Appends a token, all words between single blanks, or all characters (UTF-8).
 * The two signs are refused. */
bool pairs_token(struct pairs *pairs, const char *text, size_t length,
                 struct error *error);
bool pairs_words(struct pairs *pairs, const char *text, struct error *error);
bool pairs_letters(struct pairs *pairs, const char *text, size_t length,
                   struct error *error);

/* Between what is read and what is written, and after both. */
bool pairs_turn(struct pairs *pairs, struct error *error);
bool pairs_end(struct pairs *pairs, struct error *error);

#endif
