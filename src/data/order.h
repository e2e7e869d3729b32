/* In which order an epoch visits what there is a fixed number of.
 */
#ifndef GATEREEL_DATA_ORDER_H
#define GATEREEL_DATA_ORDER_H

#include <stdint.h>

/* What makes the order of an epoch another one. */
uint64_t order_key(uint64_t seed, int epoch);

/* What stands at `position` of 0 .. count - 1: every number below `count` at
 * exactly one of them. count > 0. */
int order_at(int position, int count, uint64_t key);

#endif
