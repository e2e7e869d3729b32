#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "data/vocabulary.h"
#include "failing.h"

static const char *const words[] = {
    "three", "hundred", "오늘", "어제", "price,", "DAX",
};
static const char *const letters[] = {"a", "b", "Q", " ", "\n", "é", "각"};

enum { WORDS = 6, LETTERS = 7 };

static void open_words(struct vocabulary *vocabulary)
{
    struct error error = {0};

    assert_true(vocabulary_init(vocabulary, words, WORDS, true, &error));
}

static void open_letters(struct vocabulary *vocabulary)
{
    struct error error = {0};

    assert_true(vocabulary_init(vocabulary, letters, LETTERS, false, &error));
}

static void keeps_its_tokens(void **state)
{
    struct vocabulary vocabulary, copy;
    struct error error = {0};
    char text[] = "three";
    const char *const one[] = {text};

    (void)state;
    open_words(&vocabulary);
    assert_int_equal(vocabulary.count, WORDS);
    assert_true(vocabulary.words);
    for (int k = 0; k < WORDS; k++) {
        assert_string_equal(vocabulary.text[k], words[k]);
        assert_int_equal(vocabulary_find(&vocabulary, words[k],
                                         strlen(words[k])), k);
    }
    assert_true(vocabulary_copy(&copy, &vocabulary, &error));
    vocabulary_finish(&vocabulary);
    vocabulary_finish(&vocabulary);
    assert_int_equal(vocabulary.count, 0);
    assert_int_equal(copy.count, WORDS);
    assert_true(copy.words);
    assert_string_equal(copy.text[3], "어제");
    vocabulary_finish(&copy);

    /* The texts are its own, and none at all are fine. */
    assert_true(vocabulary_init(&vocabulary, one, 1, false, &error));
    text[0] = 'T';
    assert_string_equal(vocabulary.text[0], "three");
    vocabulary_finish(&vocabulary);
    assert_true(vocabulary_init(&vocabulary, NULL, 0, false, &error));
    assert_true(vocabulary_copy(&copy, &vocabulary, &error));
    assert_int_equal(copy.count, 0);
    assert_int_equal(vocabulary_find(&copy, "a", 1), -1);
    vocabulary_finish(&copy);
    vocabulary_finish(&vocabulary);
}

static void finds_whole_tokens_alone(void **state)
{
    static const char zero[] = "DAX\0";
    struct vocabulary vocabulary;
    char huge[1000];

    (void)state;
    open_words(&vocabulary);
    memset(huge, 'a', sizeof huge);
    assert_int_equal(vocabulary_find(&vocabulary, "thr", 3), -1);
    assert_int_equal(vocabulary_find(&vocabulary, "threefold", 9), -1);
    assert_int_equal(vocabulary_find(&vocabulary, "threefold", 5), 0);
    assert_int_equal(vocabulary_find(&vocabulary, "", 0), -1);
    assert_int_equal(vocabulary_find(&vocabulary, "dax", 3), -1);
    assert_int_equal(vocabulary_find(&vocabulary, zero, 3), 5);
    assert_int_equal(vocabulary_find(&vocabulary, zero, 4), -1);
    assert_int_equal(vocabulary_find(&vocabulary, huge, sizeof huge), -1);
    vocabulary_finish(&vocabulary);
}

static void refuses_texts(const char *first, const char *second,
                          const char *message)
{
    const char *const texts[] = {"good", first, second};
    struct vocabulary vocabulary;
    struct error error = {0};

    assert_false(vocabulary_init(&vocabulary, texts, 3, true, &error));
    assert_string_equal(error.text, message);
    assert_int_equal(vocabulary.count, 0);
    assert_null(vocabulary.text);
}

static void refuses_bad_tokens(void **state)
{
    (void)state;
    refuses_texts("", "x", "token 1 of the vocabulary is empty");
    refuses_texts("x", "good",
                  "tokens 0 and 2 of the vocabulary are both 'good'");
}

static void refuses_long_and_broken_tokens(void **state)
{
    char longest[VOCABULARY_TEXT_MAX + 1] = "";
    const char *const one[] = {longest};
    struct vocabulary vocabulary;
    struct error error = {0};

    (void)state;
    memset(longest, 'y', VOCABULARY_TEXT_MAX - 1);
    assert_true(vocabulary_init(&vocabulary, one, 1, true, &error));
    assert_string_equal(vocabulary.text[0], longest);
    vocabulary_finish(&vocabulary);
    longest[VOCABULARY_TEXT_MAX - 1] = 'y';
    refuses_texts("x", longest, "token 2 of the vocabulary, "
                  "'yyyyyyyyyyyyyyyyyyyyyyyy', is longer than 23 bytes");
    refuses_texts("x", "a\xff", "token 2 of the vocabulary, 'a\\xff', is not "
                  "UTF-8");
    refuses_texts("\xc0\xaf", "x", "token 1 of the vocabulary, '\\xc0\\xaf', "
                  "is not UTF-8");
    refuses_texts("\xed\xa0\x80", "x", "token 1 of the vocabulary, "
                  "'\\xed\\xa0\\x80', is not UTF-8");
}

static void reads(const struct vocabulary *vocabulary, const char *text,
                  size_t length, const int *want, int wanted)
{
    struct error error = {0};
    int *ids, count;

    if (!vocabulary_read(vocabulary, text, length, &ids, &count, &error))
        fail_msg("%s", error.text);
    assert_int_equal(count, wanted);
    for (int k = 0; k < wanted; k++)
        assert_int_equal(ids[k], want[k]);
    free(ids);
}

static void reads_words(void **state)
{
    static const char text[] = "\xef\xbb\xbf three  hundred\r\n\t오늘 price,\n";
    struct vocabulary vocabulary;

    (void)state;
    open_words(&vocabulary);
    reads(&vocabulary, text, strlen(text), (int[]){0, 1, 2, 4}, 4);
    reads(&vocabulary, "어제", strlen("어제"), (int[]){3}, 1);
    reads(&vocabulary, "DAX three", 3, (int[]){5}, 1);
    reads(&vocabulary, "", 0, NULL, 0);
    reads(&vocabulary, " \r\n ", 4, NULL, 0);
    vocabulary_finish(&vocabulary);
}

static void reads_letters(void **state)
{
    static const char text[] = "\xef\xbb\xbfQa\r\n\né각 b";
    struct vocabulary vocabulary;

    (void)state;
    open_letters(&vocabulary);
    reads(&vocabulary, text, strlen(text), (int[]){2, 0, 4, 4, 5, 6, 3, 1}, 8);
    reads(&vocabulary, "", 0, NULL, 0);
    vocabulary_finish(&vocabulary);
}

static void refuses(const struct vocabulary *vocabulary, const char *text,
                    size_t length, const char *message)
{
    struct error error = {0};
    int *ids, count;

    assert_false(vocabulary_read(vocabulary, text, length, &ids, &count,
                                 &error));
    assert_string_equal(error.text, message);
    assert_null(ids);
    assert_int_equal(count, 0);
}

static void refuses_text(const struct vocabulary *vocabulary, const char *text,
                         const char *message)
{
    refuses(vocabulary, text, strlen(text), message);
}

/* Line, column in characters, what it is and what may be meant. */
static void says_what_it_does_not_know(void **state)
{
    struct vocabulary named, spelled;

    (void)state;
    open_words(&named);
    open_letters(&spelled);
    refuses_text(&named, "three\n\n 오늘 tree", "3:5: 'tree' is not among the 6 "
                 "words the network knows; did you mean 'three'?");
    refuses_text(&named, "price", "1:1: 'price' is not among the 6 words the "
                 "network knows; did you mean 'price,'?");
    refuses_text(&named, "\xef\xbb\xbf" "three forty", "1:7: 'forty' is not "
                 "among the 6 words the network knows");
    refuses_text(&named, "가", "1:1: '가' is not among the 6 words the network "
                 "knows");
    refuses_text(&spelled, "ab\r\nééñ", "2:3: 'ñ' is not among the 7 letters "
                 "the network knows");
    refuses_text(&spelled, "aq", "1:2: 'q' is not among the 7 letters the "
                 "network knows; did you mean 'Q'?");
    refuses_text(&spelled, "각A", "1:2: 'A' is not among the 7 letters the "
                 "network knows; did you mean 'a'?");
    refuses_text(&spelled, "\r", "1:1: '\\x0d' is not among the 7 letters the "
                 "network knows");
    vocabulary_finish(&spelled);
    vocabulary_finish(&named);
}

static void refuses_what_is_no_text(void **state)
{
    struct vocabulary named, spelled;
    char *huge = malloc(1000 * 1000);

    (void)state;
    open_words(&named);
    open_letters(&spelled);
    refuses(&named, "DAX\0 DAX", 8, "1:1: 'DAX\\x00' is not among the 6 words "
            "the network knows");
    refuses(&spelled, "a\0b", 3, "1:2: '\\x00' is not among the 7 letters the "
            "network knows");
    refuses_text(&named, "three\nDA\xff", "2:3: the byte \\xff is not UTF-8; "
                 "save the text in UTF-8");
    refuses_text(&spelled, "a\n\xc0\x80", "2:1: the byte \\xc0 is not UTF-8; "
                 "save the text in UTF-8");
    refuses_text(&spelled, "ab\xe2\x86", "1:3: the byte \\xe2 is not UTF-8; "
                 "save the text in UTF-8");
    refuses_text(&named, "\033[31mDAX", "1:1: '\\x1b[31mDAX' is not among the "
                 "6 words the network knows");

    /* A word of a megabyte. */
    memset(huge, 'x', 1000 * 1000);
    refuses(&named, huge, 1000 * 1000, "1:1: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            "xxxxxxxxxxxxxxxxxxxxxxxxxxx...' is not among the 6 words the "
            "network knows");
    free(huge);
    vocabulary_finish(&spelled);
    vocabulary_finish(&named);
}

/* Bytes of all kinds are read or refused, in both ways, and what is read is
 * what was there. */
static void survives_random_bytes(void **state)
{
    static const char pieces[] = "aabbQ  \n\r\xc3\xa9\xea\xb0\x81\xff\0\xef\xbb"
                                 "\xbfthree hundred DAX";
    struct vocabulary vocabularies[2];
    struct random random;
    int good = 0;

    (void)state;
    open_words(&vocabularies[0]);
    open_letters(&vocabularies[1]);
    random_seed(&random, 1, 0);
    for (int round = 0; round < 20000; round++) {
        const struct vocabulary *vocabulary = &vocabularies[round % 2];
        char *text = malloc(12);
        size_t length = random_below(&random, 12);
        size_t at = random_below(&random, sizeof pieces - 12), total = 0;
        struct error error = {0};
        int *ids, count;

        memcpy(text, pieces + at, length);
        if (length > 0 && round % 3)
            text[random_below(&random, (uint32_t)length)] =
                (char)random_below(&random, 256);
        if (vocabulary_read(vocabulary, text, length, &ids, &count, &error)) {
            for (int k = 0; k < count; k++) {
                assert_in_range(ids[k], 0, vocabulary->count - 1);
                total += strlen(vocabulary->text[ids[k]]);
            }
            assert_true(total <= length);
            good++;
        } else {
            assert_true(utf8_valid(error.text, strlen(error.text)));
            assert_true(strstr(error.text, "1:") || strstr(error.text, "2:") ||
                        strstr(error.text, ":1:"));
        }
        free(ids);
        free(text);
    }
    assert_in_range(good, 500, 19500);
    vocabulary_finish(&vocabularies[1]);
    vocabulary_finish(&vocabularies[0]);
}

static void collects_letters(void **state)
{
    static const char text[] = "\xef\xbb\xbf" "zebra각é\r\nz\xf0\x9f\x98\x80";
    static const char *const want[] = {
        "\n", "a", "b", "e", "r", "z", "é", "각", "\xf0\x9f\x98\x80",
    };
    struct vocabulary vocabulary;
    struct error error = {0};

    (void)state;
    assert_true(vocabulary_of(&vocabulary, text, strlen(text), 9, &error));
    assert_false(vocabulary.words);
    assert_int_equal(vocabulary.count, 9);
    for (int k = 0; k < 9; k++)
        assert_string_equal(vocabulary.text[k], want[k]);
    /* It reads the text it is of. */
    reads(&vocabulary, text, strlen(text),
          (int[]){5, 3, 2, 4, 1, 7, 6, 0, 5, 8}, 10);
    vocabulary_finish(&vocabulary);

    assert_true(vocabulary_of(&vocabulary, "", 0, 9, &error));
    assert_int_equal(vocabulary.count, 0);
    vocabulary_finish(&vocabulary);
}

static void collects_not(const char *text, size_t length, const char *message)
{
    struct vocabulary vocabulary;
    struct error error = {0};

    assert_false(vocabulary_of(&vocabulary, text, length, 3, &error));
    assert_string_equal(error.text, message);
    assert_int_equal(vocabulary.count, 0);
    assert_null(vocabulary.text);
}

static void collects_from_texts_alone(void **state)
{
    (void)state;
    collects_not("ab\naéa", strlen("ab\naéa"), "2:2: more than 3 different "
                 "letters; use a text with fewer");
    collects_not("a\n\0", 3, "2:1: a zero byte: this is not a text");
    collects_not("aa\x80", 3, "1:3: the byte \\x80 is not UTF-8; save the text "
                 "in UTF-8");
    collects_not("a\xf4\x90\x80\x80", 5, "1:2: the byte \\xf4 is not UTF-8; "
                 "save the text in UTF-8");
}

/* All code points there are come back as they were. */
static void writes_every_code_point(void **state)
{
    enum { STEP = 997 };
    char text[8 * (0x110000 / STEP + 1)];
    struct vocabulary vocabulary;
    struct error error = {0};
    size_t length = 0;
    int count = 0;

    (void)state;
    for (uint32_t code = 1; code < 0x110000; code += STEP) {
        uint32_t read;

        if (code < 0x80)
            text[length++] = (char)code;
        else if (code < 0x800) {
            text[length++] = (char)(0xC0 | code >> 6);
            text[length++] = (char)(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            text[length++] = (char)(0xE0 | code >> 12);
            text[length++] = (char)(0x80 | (code >> 6 & 0x3F));
            text[length++] = (char)(0x80 | (code & 0x3F));
            if (!utf8_decode(text + length - 3, 3, &read)) {
                length -= 3; /* a surrogate */
                continue;
            }
        } else {
            text[length++] = (char)(0xF0 | code >> 18);
            text[length++] = (char)(0x80 | (code >> 12 & 0x3F));
            text[length++] = (char)(0x80 | (code >> 6 & 0x3F));
            text[length++] = (char)(0x80 | (code & 0x3F));
        }
        count++;
    }
    assert_true(vocabulary_of(&vocabulary, text, length, count, &error));
    assert_int_equal(vocabulary.count, count);
    size_t at = 0;
    for (int k = 0; k < count; k++) {
        size_t bytes = strlen(vocabulary.text[k]);

        assert_memory_equal(vocabulary.text[k], text + at, bytes);
        at += bytes;
    }
    assert_int_equal(at, length);
    vocabulary_finish(&vocabulary);
}

static void shows_blanks(void **state)
{
    (void)state;
    assert_string_equal(vocabulary_show(" "), "␣");
    assert_string_equal(vocabulary_show("\n"), "↵");
    assert_string_equal(vocabulary_show("오늘"), "오늘");
    assert_string_equal(vocabulary_show("  "), "  ");
}

static void reports_missing_memory(void **state)
{
    struct vocabulary vocabulary, copy;
    struct error error;
    int *ids, count;

    (void)state;
    for (int which = 0; which < 4; which++) {
        for (long n = 0;; n++) {
            bool fine;

            open_words(&vocabulary);
            copy = (struct vocabulary){0};
            ids = NULL;
            error.text[0] = '\0';
            failing_after(n);
            if (which == 0) {
                vocabulary_finish(&vocabulary);
                fine = vocabulary_init(&vocabulary, words, WORDS, true, &error);
            } else if (which == 1)
                fine = vocabulary_copy(&copy, &vocabulary, &error);
            else if (which == 2)
                fine = vocabulary_read(&vocabulary, "DAX", 3, &ids, &count,
                                       &error);
            else
                fine = vocabulary_of(&copy, "DAX", 3, 3, &error);
            bool failed = failing_stop();

            assert_true(fine != failed);
            assert_true(fine || strstr(error.text, "not enough memory"));
            free(ids);
            vocabulary_finish(&copy);
            vocabulary_finish(&vocabulary);
            if (!failed)
                break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_its_tokens),
        cmocka_unit_test(finds_whole_tokens_alone),
        cmocka_unit_test(refuses_bad_tokens),
        cmocka_unit_test(refuses_long_and_broken_tokens),
        cmocka_unit_test(reads_words),
        cmocka_unit_test(reads_letters),
        cmocka_unit_test(says_what_it_does_not_know),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(survives_random_bytes),
        cmocka_unit_test(collects_letters),
        cmocka_unit_test(collects_from_texts_alone),
        cmocka_unit_test(writes_every_code_point),
        cmocka_unit_test(shows_blanks),
        cmocka_unit_test(reports_missing_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
