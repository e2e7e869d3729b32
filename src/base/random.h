/* Seeded random numbers, the same on every machine.
 *
 * xoshiro256** (Blackman & Vigna 2018) seeded through splitmix64. A generator
 * is a plain value: copying it copies the sequence, saving its four words
 * saves it. `stream` gives independent sequences for one seed (weights, data,
 * order), so that changing one does not move the others.
 */
#ifndef GATEREEL_BASE_RANDOM_H
#define GATEREEL_BASE_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t word[4];
};

void random_seed(struct random *random, uint64_t seed, uint64_t stream);

/* All 64 bits. */
uint64_t random_bits(struct random *random);

/* Uniform in [0, 1), 53 bits. */
double random_unit(struct random *random);

/* Uniform in [low, high). */
double random_range(struct random *random, double low, double high);

/* Normal with mean 0 and standard deviation 1 (Marsaglia's polar method,
 * no value kept back, so the state is the four words alone). */
double random_normal(struct random *random);

/* Uniform in 0 .. count-1, without bias. count > 0. */
uint32_t random_below(struct random *random, uint32_t count);

#endif
