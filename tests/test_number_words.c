#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "data/make/pairs/numbers.h"
#include "pair_case.h"

static void read_pairs(const struct pairs *pairs, int k,
                       char read[SENTENCE_MAX], char written[SENTENCE_MAX])
{
    read_example(&pairs->words, pairs->token, pairs->start, pairs->turn, k,
                 read, written);
}

/* Replaces every `from` by `to`, which is shorter. */
static void replace(char *text, const char *from, const char *to)
{
    char *at;

    while ((at = strstr(text, from))) {
        memmove(at + strlen(to), at + strlen(from),
                strlen(at + strlen(from)) + 1);
        memcpy(at, to, strlen(to));
    }
}

/* Another way to write a Korean numeral: every digit with its place, and then
 * away with the ones that nobody says. */
static void korean_oracle(long n, char text[SENTENCE_MAX])
{
    static const char *const digit[] = {"", "일", "이", "삼", "사", "오", "육",
                                        "칠", "팔", "구"};
    static const char *const unit[] = {"", "십", "백", "천"};
    char decimal[24];
    int length = snprintf(decimal, sizeof decimal, "%ld", n);
    bool group = false;

    strcpy(text, n == 0 ? "영" : "");
    for (int k = 0; k < length; k++) {
        int place = length - 1 - k, d = decimal[k] - '0';

        group = group || d > 0;
        strcat(text, digit[d]);
        if (d > 0)
            strcat(text, unit[place % 4]);
        if (place == 4 && group)
            strcat(text, "만");
    }
    replace(text, "일천", "천");
    replace(text, "일백", "백");
    replace(text, "일십", "십");
    if (strncmp(text, "일만", strlen("일만")) == 0)
        replace(text, "일만", "만");
}

/* The value of English number words: their sum, multiplied on the way. */
static long english_value(const char *text)
{
    static const char *const small[] = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
        "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    };
    char copy[SENTENCE_MAX];
    long total = 0, group = 0;

    strcpy(copy, text);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        if (strcmp(word, "hundred") == 0)
            group *= 100;
        else if (strcmp(word, "thousand") == 0) {
            total += group * 1000;
            group = 0;
        } else if (strcmp(word, "million") == 0) {
            total += group * 1000000;
            group = 0;
        } else {
            int k = 0;

            while (k < 28 && strcmp(word, small[k]) != 0)
                k++;
            assert_in_range(k, 0, 27);
            group += k < 20 ? k : 10 * (k - 18);
        }
    }
    return total + group;
}

static void check_number(const char *read, const char *written, long n)
{
    char want[SENTENCE_MAX];

    assert_int_equal(english_value(read), n);
    korean_oracle(n, want);
    assert_string_equal(written, want);
}

static void names_numbers(void **state)
{
    static const struct {
        int number;
        const char *english, *korean;
    } known[] = {
        {0, "zero", "영"}, {10, "ten", "십"}, {11, "eleven", "십일"},
        {20, "twenty", "이십"}, {100, "one hundred", "백"},
        {110, "one hundred ten", "백십"},
        {342, "three hundred forty two", "삼백사십이"},
        {1111, "one thousand one hundred eleven", "천백십일"},
        {9080, "nine thousand eighty", "구천팔십"},
        {10000, "ten thousand", "만"}, {12000, "twelve thousand", "만이천"},
        {10001, "ten thousand one", "만일"},
        {20000, "twenty thousand", "이만"},
        {100000, "one hundred thousand", "십만"},
        {210000, "two hundred ten thousand", "이십일만"},
        {1000000, "one million", "백만"},
        {1010000, "one million ten thousand", "백일만"},
        {10010000, "ten million ten thousand", "천일만"},
        {10000001, "ten million one", "천만일"},
        {11111111, "eleven million one hundred eleven thousand one hundred "
                   "eleven", "천백십일만천백십일"},
        {99999999, "ninety nine million nine hundred ninety nine thousand nine "
                   "hundred ninety nine", "구천구백구십구만구천구백구십구"},
    };
    enum { KNOWN = sizeof known / sizeof *known };
    char read[SENTENCE_MAX], written[SENTENCE_MAX];
    struct pairs pairs;
    struct error error = {0};

    (void)state;
    assert_true(pairs_init(&pairs, true, &error));
    for (int k = 0; k < KNOWN; k++) {
        assert_true(numbers_add(&pairs, known[k].number, &error));
        read_pairs(&pairs, k, read, written);
        assert_string_equal(read, known[k].english);
        assert_string_equal(written, known[k].korean);
        check_number(read, written, known[k].number);
    }
    assert_int_equal(pairs.count, KNOWN);
    pairs_finish(&pairs);
    pairs_finish(&pairs);
}

/* Many of up to eight digits, dense where there are few. */
static void names_them_as_the_oracle_does(void **state)
{
    char read[SENTENCE_MAX], written[SENTENCE_MAX];
    struct pairs pairs;
    struct random random;
    struct error error = {0};

    (void)state;
    random_seed(&random, 7, 0);
    assert_true(pairs_init(&pairs, true, &error));
    for (int k = 0; k < 30000; k++) {
        int n = k;

        if (k >= 11000)
            n = (int)random_below(&random, 100000000);
        /* Many zeros and ones. */
        for (int power = 1; k >= 11000 && power < 100000000; power *= 10) {
            int digit = n / power % 10;
            uint32_t what = random_below(&random, 4);

            if (what < 2)
                n += ((int)what - digit) * power;
        }
        assert_true(numbers_add(&pairs, n, &error));
        read_pairs(&pairs, k, read, written);
        check_number(read, written, n);
    }
    pairs_finish(&pairs);
}

/* All numbers up to five digits, and beyond 20 000 different ones of all
 * lengths; always the same. */
static void makes_every_number(void **state)
{
    char read[SENTENCE_MAX], written[SENTENCE_MAX];
    static char seen[100000000 / 8 + 1];
    struct error error = {0};

    (void)state;
    for (int digits = 1; digits <= NUMBERS_DIGITS; digits++) {
        int limit = (int)lround(pow(10, digits)), lengths[9] = {0};
        struct pairs pairs;

        memset(seen, 0, sizeof seen);
        assert_true(pairs_init(&pairs, true, &error));
        assert_true(numbers_make(&pairs, digits, &error));
        assert_int_equal(pairs.count, digits <= 5 ? limit : 20000);
        for (int k = 0; k < pairs.count; k++) {
            read_pairs(&pairs, k, read, written);
            long n = english_value(read);
            char decimal[24];

            check_number(read, written, n);
            assert_in_range(n, 0, limit - 1);
            assert_false(seen[n / 8] >> n % 8 & 1);
            seen[n / 8] |= (char)(1 << n % 8);
            lengths[snprintf(decimal, sizeof decimal, "%ld", n)]++;
        }
        for (int k = 5; digits > 5 && k <= digits; k++)
            assert_in_range(lengths[k], 10000 / (digits - 4),
                            10000 / (digits - 4) + 1);
        pairs_finish(&pairs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_numbers),
        cmocka_unit_test(names_them_as_the_oracle_does),
        cmocka_unit_test(makes_every_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
