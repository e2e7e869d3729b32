/* Both languages name a number group by group: English in threes (million,
 * thousand), Korean in fours (man). The vocabulary holds what numbers of that
 * length need, in counting order. */
#include "data/make/pairs/numbers.h"

#include <assert.h>
#include <string.h>

#include "data/order.h"

static const char *const small[] = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
};
static const char *const tens[] = {
    NULL, NULL, "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety",
};
static const char *const syllables[] = {
    "영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구",
};
static const char *const places[] = {NULL, "십", "백", "천", "만"};

static bool add(struct pairs *pairs, const char *text, struct error *error)
{
    return pairs_token(pairs, text, strlen(text), error);
}

/* 1 .. 999 */
static bool english_group(struct pairs *pairs, int n, struct error *error)
{
    if (n >= 100 && (!add(pairs, small[n / 100], error) ||
                     !add(pairs, "hundred", error)))
        return false;
    n %= 100;
    if (n >= 20) {
        if (!add(pairs, tens[n / 10], error))
            return false;
        n %= 10;
    }
    return n == 0 || add(pairs, small[n], error);
}

static bool english(struct pairs *pairs, int n, struct error *error)
{
    static const struct {
        int value;
        const char *name;
    } groups[] = {{1000000, "million"}, {1000, "thousand"}};

    if (n == 0)
        return add(pairs, small[0], error);
    for (int k = 0; k < 2; k++) {
        if (n >= groups[k].value &&
            (!english_group(pairs, n / groups[k].value, error) ||
             !add(pairs, groups[k].name, error)))
            return false;
        n %= groups[k].value;
    }
    return n == 0 || english_group(pairs, n, error);
}

/* 1 .. 9999 */
static bool korean_group(struct pairs *pairs, int n, struct error *error)
{
    static const int powers[] = {1, 10, 100, 1000};

    for (int place = 3; place >= 0; place--) {
        int digit = n / powers[place] % 10;

        if (digit == 0)
            continue;
        if ((digit > 1 || place == 0) && !add(pairs, syllables[digit], error))
            return false;
        if (place > 0 && !add(pairs, places[place], error))
            return false;
    }
    return true;
}

static bool korean(struct pairs *pairs, int n, struct error *error)
{
    int high = n / 10000, low = n % 10000;

    if (n == 0)
        return add(pairs, syllables[0], error);
    if (high > 1 && !korean_group(pairs, high, error))
        return false;
    if (high > 0 && !add(pairs, places[4], error))
        return false;
    return low == 0 || korean_group(pairs, low, error);
}

bool numbers_add(struct pairs *pairs, int number, struct error *error)
{
    assert(number >= 0 && number < 100000000);
    return english(pairs, number, error) && pairs_turn(pairs, error) &&
           korean(pairs, number, error) && pairs_end(pairs, error);
}

static bool know(struct pairs *pairs, const char *const *texts, int from,
                 int to, struct error *error)
{
    for (int k = from; k < to; k++) {
        if (pairs_know(pairs, texts[k], strlen(texts[k]), error) < 0)
            return false;
    }
    return true;
}

static bool know_all(struct pairs *pairs, int digits, struct error *error)
{
    static const char *const large[] = {"hundred", "thousand", "million"};
    int larger = digits < 3 ? 0 : digits < 4 ? 1 : digits < 7 ? 2 : 3;

    return know(pairs, small, 0, digits == 1 ? 10 : 20, error) &&
           (digits == 1 || know(pairs, tens, 2, 10, error)) &&
           know(pairs, large, 0, larger, error) &&
           know(pairs, syllables, 0, 10, error) &&
           know(pairs, places, 1, digits < 5 ? digits : 5, error);
}

static int power_of_ten(int exponent)
{
    int value = 1;

    while (exponent-- > 0)
        value *= 10;
    return value;
}

/* Number k of those drawn: from 10 000 on lengths take turns, each in an order
 * of its own that repeats nothing. */
static int drawn(int k, int digits)
{
    static const uint64_t key = 0x6e756d62657273; /* "numbers" */
    int lengths = digits - 4, rank = k - 10000;

    if (rank < 0)
        return k;
    int low = power_of_ten(4 + rank % lengths);
    return low + order_at(rank / lengths, 9 * low, key);
}

bool numbers_make(struct pairs *pairs, int digits, struct error *error)
{
    assert(digits >= 1 && digits <= NUMBERS_DIGITS);

    bool all = digits <= NUMBERS_ALL;
    int count = all ? power_of_ten(digits) : NUMBERS_DRAWN;

    if (!know_all(pairs, digits, error))
        return false;
    for (int k = 0; k < count; k++) {
        if (!numbers_add(pairs, all ? k : drawn(k, digits), error))
            return false;
    }
    return true;
}
