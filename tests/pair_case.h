/* Examples of what is read and what is written, as text again, for tests. */
#ifndef GATEREEL_TESTS_PAIR_CASE_H
#define GATEREEL_TESTS_PAIR_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/make/pairs/pairs.h"

enum { SENTENCE_MAX = 400 };

/* Tokens one behind the other, with something between them. */
static inline void join(const struct vocabulary *words, const int *token,
                        int count, const char *between,
                        char text[SENTENCE_MAX])
{
    size_t used = 0;

    text[0] = '\0';
    for (int k = 0; k < count; k++) {
        used += (size_t)snprintf(text + used, SENTENCE_MAX - used, "%s%s",
                                 k > 0 ? between : "", words->text[token[k]]);
        assert_true(used < SENTENCE_MAX);
    }
}

/* What example `k` of a list reads and writes, without turn and end. */
static inline void read_example(const struct vocabulary *words,
                                const int *token, const int *start,
                                const int *turn, int k,
                                char read[SENTENCE_MAX],
                                char written[SENTENCE_MAX])
{
    bool spaced = words->words;

    assert_int_equal(token[turn[k]], PAIRS_TURN);
    assert_int_equal(token[start[k + 1] - 1], PAIRS_END);
    join(words, token + start[k], turn[k] - start[k], spaced ? " " : "", read);
    join(words, token + turn[k] + 1, start[k + 1] - turn[k] - 2, "", written);
}

#endif
