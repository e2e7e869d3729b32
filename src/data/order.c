/* The order of an epoch is computed, not stored: a small cipher maps position
 * to index, so that position 700 of epoch 12 is found without drawing the 699
 * before it. */
#include "data/order.h"

#include <assert.h>

#include "data/stream.h"

uint64_t order_key(uint64_t seed, int epoch)
{
    struct random random;

    stream_seed(&random, seed, STREAM_ORDER, epoch, 0);
    return random_bits(&random);
}

/* A Feistel network over pairs of `half` bits: each round adds to one half
 * something that depends on the other, which is a bijection whatever that is.
 */
static uint32_t mix(uint32_t index, int half, uint64_t key)
{
    uint32_t mask = ((uint32_t)1 << half) - 1;
    uint32_t left = index >> half, right = index & mask;

    for (uint64_t round = 0; round < 6; round++) {
        struct random random;

        random_seed(&random, key, round << 32 | right);
        uint32_t mixed = (left ^ (uint32_t)random_bits(&random)) & mask;
        left = right;
        right = mixed;
    }
    return left << half | right;
}

/* Results that are not below `count` go through again. */
int order_at(int position, int count, uint64_t key)
{
    uint32_t index = (uint32_t)position;
    int half = 1;

    assert(position >= 0 && position < count);
    while ((uint64_t)1 << 2 * half < (uint64_t)count)
        half++;
    do
        index = mix(index, half, key);
    while (index >= (uint32_t)count);
    return (int)index;
}
