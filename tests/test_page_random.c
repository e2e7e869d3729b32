/* The parsers of lessons against inputs at random: the seeds of tests/fuzz,
 * cut, mixed and bent. What fuzz/target.c checks must hold for every one of them.
 * GATEREEL_RANDOM_PAGES says how many, 20000 otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "fuzz/target.h"

enum { BYTES_MAX = 4000, BENDS_MAX = 6 };

static const char *const names[] = {"page", "formula", "settings", "question",
                                    "words", "glossary", "plan", "lesson"};
enum { SEEDS = sizeof names / sizeof *names };

struct seed {
    char *text;
    size_t length;
};

static void read_seeds(struct seed seed[SEEDS])
{
    for (int k = 0; k < SEEDS; k++) {
        struct error error;
        char path[1000];
        snprintf(path, sizeof path, TEST_DIR "/fuzz/corpus/%s", names[k]);
        if (!file_read(path, BYTES_MAX, &seed[k].text, &seed[k].length, &error))
            fail_msg("%s", error.text);
    }
}

/* Puts `piece` over or into the text at `at`. */
static void insert(struct seed *text, size_t at, const char *piece,
                   size_t length)
{
    if (text->length + length > BYTES_MAX)
        return;
    memmove(text->text + at + length, text->text + at, text->length - at);
    memcpy(text->text + at, piece, length);
    text->length += length;
}

/* One change: a byte, a sign that means something, a part of a seed, a gap. */
static void bend(struct random *random, struct seed *text,
                 const struct seed seed[SEEDS])
{
    static const char *const signs[] = {
        "$", "$$", "**", "`", "```", "```gatereel\n", "\n", "\n\n", "# ",
        "## ", "> ", "- ", "+ ", "|", "{", "}", "\\", "\\left", "_", "^", "[",
        "](", ")", "<", "&amp;", ": ", "'", "\"", "밤", "\xff", "%%\n", "{#a}",
    };
    size_t at = 1 + random_below(random, (uint32_t)text->length);
    char byte = (char)random_below(random, 256);

    switch (random_below(random, 4)) {
    case 0:
        insert(text, at, &byte, 1);
        break;
    case 1: {
        const char *sign = signs[random_below(random, sizeof signs /
                                                          sizeof *signs)];
        insert(text, at, sign, strlen(sign));
        break;
    }
    case 2: {
        const struct seed *other = &seed[random_below(random, SEEDS)];
        size_t start = random_below(random, (uint32_t)other->length);
        insert(text, at, other->text + start,
               random_below(random, (uint32_t)(other->length - start)));
        break;
    }
    default: {
        size_t gap = random_below(random, (uint32_t)(text->length - at + 1));
        gap = gap > 40 ? 40 : gap;
        memmove(text->text + at, text->text + at + gap,
                text->length - at - gap);
        text->length -= gap;
        break;
    }
    }
}

/* On the heap and without a NUL, so that reading past the end is seen. */
static void try(const struct seed *text)
{
    char *copy = malloc(text->length);

    memcpy(copy, text->text, text->length);
    fuzz_one(copy, text->length);
    free(copy);
}

static void whatever_is_read_keeps_its_promises(void **state)
{
    const char *asked = getenv("GATEREEL_RANDOM_PAGES");
    long count = asked != NULL ? strtol(asked, NULL, 10) : 20000;
    char bytes[BYTES_MAX];
    struct seed seed[SEEDS], text = {bytes, 0};
    struct random random;

    (void)state;
    read_seeds(seed);
    random_seed(&random, 6, 0);
    for (int k = 0; k < SEEDS; k++)
        try(&seed[k]);
    for (long n = 0; n < count; n++) {
        const struct seed *from = &seed[random_below(&random, SEEDS)];
        memcpy(bytes, from->text, from->length);
        text.length = from->length;
        for (uint32_t k = random_below(&random, BENDS_MAX) + 1; k > 0; k--)
            bend(&random, &text, seed);
        try(&text);
    }
    for (int k = 0; k < SEEDS; k++)
        free(seed[k].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_read_keeps_its_promises),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
