/* Four lists that grow by doubling. A token that was not seen before becomes
 * the last one of the vocabulary. */
#include "data/make/pairs/pairs.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

static const char what[] = "the examples";

bool pairs_init(struct pairs *pairs, bool words, struct error *error)
{
    static const char turn[] = "\xe2\x86\x92", end[] = "\xe2\x96\xa0";

    *pairs = (struct pairs){.words.words = words};
    if (pairs_know(pairs, turn, strlen(turn), error) != PAIRS_TURN ||
        pairs_know(pairs, end, strlen(end), error) != PAIRS_END ||
        !array_reserve((void **)&pairs->start, &pairs->start_room, 1,
                       sizeof(int), what, error)) {
        pairs_finish(pairs);
        return false;
    }
    pairs->start[0] = 0;
    return true;
}

void pairs_finish(struct pairs *pairs)
{
    vocabulary_finish(&pairs->words);
    free(pairs->token);
    free(pairs->start);
    free(pairs->turn);
    *pairs = (struct pairs){0};
}

int pairs_know(struct pairs *pairs, const char *text, size_t length,
               struct error *error)
{
    struct vocabulary *words = &pairs->words;
    int id = vocabulary_find(words, text, length);
    char shown[48];

    if (id >= 0)
        return id;
    assert(length > 0 && utf8_valid(text, length));
    if (length >= VOCABULARY_TEXT_MAX) {
        text_printable(text, length, shown, sizeof shown);
        error_set(error, "the word '%s' is longer than %d bytes", shown,
                  VOCABULARY_TEXT_MAX - 1);
        return -1;
    }
    if (words->count == PAIRS_WORDS_MOST) {
        error_set(error, "the examples have more than %d different tokens",
                  PAIRS_WORDS_MOST);
        return -1;
    }
    if (!array_reserve((void **)&words->text, &pairs->words_room,
                       (size_t)words->count + 1, VOCABULARY_TEXT_MAX,
                       "the vocabulary", error))
        return -1;
    memset(words->text[words->count], 0, VOCABULARY_TEXT_MAX);
    memcpy(words->text[words->count], text, length);
    return words->count++;
}

static bool append(struct pairs *pairs, int id, struct error *error)
{
    if (pairs->used == INT_MAX)
        return error_set(error, "the examples are too long");
    if (!array_reserve((void **)&pairs->token, &pairs->token_room,
                       pairs->used + 1, sizeof(int), what, error))
        return false;
    pairs->token[pairs->used++] = id;
    return true;
}

bool pairs_token(struct pairs *pairs, const char *text, size_t length,
                 struct error *error)
{
    int id = pairs_know(pairs, text, length, error);

    if (id == PAIRS_TURN || id == PAIRS_END)
        return error_set(error, "the sign '%s' stands for the %s of an example "
                         "and cannot be part of it", pairs->words.text[id],
                         id == PAIRS_TURN ? "turn" : "end");
    return id >= 0 && append(pairs, id, error);
}

bool pairs_words(struct pairs *pairs, const char *text, struct error *error)
{
    for (;;) {
        size_t length = strcspn(text, " ");

        if (!pairs_token(pairs, text, length, error))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

bool pairs_letters(struct pairs *pairs, const char *text, size_t length,
                   struct error *error)
{
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t bytes = (size_t)utf8_decode(text + at, length - at, &code);

        assert(bytes > 0);
        if (!pairs_token(pairs, text + at, bytes, error))
            return false;
        at += bytes;
    }
    return true;
}

bool pairs_turn(struct pairs *pairs, struct error *error)
{
    if (!array_reserve((void **)&pairs->turn, &pairs->turn_room,
                       (size_t)pairs->count + 1, sizeof(int), what, error))
        return false;
    pairs->turn[pairs->count] = (int)pairs->used;
    return append(pairs, PAIRS_TURN, error);
}

bool pairs_end(struct pairs *pairs, struct error *error)
{
    if (!array_reserve((void **)&pairs->start, &pairs->start_room,
                       (size_t)pairs->count + 2, sizeof(int), what, error) ||
        !append(pairs, PAIRS_END, error))
        return false;
    pairs->start[++pairs->count] = (int)pairs->used;
    return true;
}
