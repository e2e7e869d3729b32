/* xoshiro256** after the public domain code of David Blackman and Sebastiano
 * Vigna (prng.di.unimi.it), and splitmix64 after Guy Steele, Doug Lea and
 * Christine Flood (2014), which spreads a small seed over the four words.
 */
#include "base/random.h"

#include <assert.h>
#include <math.h>

static uint64_t rotate(uint64_t value, int by)
{
    return value << by | value >> (64 - by);
}

/* splitmix64's output function: a bijection that maps 0 to 0. */
static uint64_t mix(uint64_t value)
{
    value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
    return value ^ value >> 31;
}

void random_seed(struct random *random, uint64_t seed, uint64_t stream)
{
    /* Stream 0 is the usual seeding; other streams start far from it. */
    uint64_t state = seed ^ mix(stream);

    for (int k = 0; k < 4; k++) {
        state += UINT64_C(0x9E3779B97F4A7C15);
        random->word[k] = mix(state);
    }
}

uint64_t random_bits(struct random *random)
{
    uint64_t *word = random->word;
    uint64_t bits = rotate(word[1] * 5, 7) * 9;
    uint64_t shifted = word[1] << 17;

    word[2] ^= word[0];
    word[3] ^= word[1];
    word[1] ^= word[2];
    word[0] ^= word[3];
    word[2] ^= shifted;
    word[3] = rotate(word[3], 45);
    return bits;
}

double random_unit(struct random *random)
{
    return (double)(random_bits(random) >> 11) * 0x1p-53;
}

double random_range(struct random *random, double low, double high)
{
    double value = low + (high - low) * random_unit(random);

    /* Rounding may land on the excluded end. */
    return value < high || low >= high ? value : nextafter(high, low);
}

double random_normal(struct random *random)
{
    double x, square;

    do {
        x = 2 * random_unit(random) - 1;
        double y = 2 * random_unit(random) - 1;
        square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * sqrt(-2 * log(square) / square);
}

/* Lemire (2019): the high half of a 32 x 32 bit product is uniform once the
 * few low halves that would favour some results are drawn again. */
uint32_t random_below(struct random *random, uint32_t count)
{
    assert(count > 0);
    uint32_t unfair = (0u - count) % count;

    for (;;) {
        uint64_t product = (random_bits(random) >> 32) * count;
        if ((uint32_t)product >= unfair)
            return (uint32_t)(product >> 32);
    }
}
