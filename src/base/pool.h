/* A few worker threads for loops whose parts do not depend on each other.
 *
 * The only place that knows threads. Where there are none (one processor, a
 * browser, no memory for a stack) every part runs on the caller, in order,
 * with the same result: parts must write to separate places.
 */
#ifndef GATEREEL_BASE_POOL_H
#define GATEREEL_BASE_POOL_H

#include "base/error.h"

struct pool;

/* `threads` counts the caller; 0 asks for one per processor. Fewer may be
 * started than asked. NULL only without memory. */
struct pool *pool_create(int threads, struct error *error);
void pool_destroy(struct pool *pool); /* NULL is allowed */

/* How many threads work, the caller included; 1 for NULL. */
int pool_threads(const struct pool *pool);

/* Calls work(context, part) for part 0 .. parts-1, each once, and returns when
 * all are done. Not reentrant. pool may be NULL. */
void pool_run(struct pool *pool, int parts, void (*work)(void *context, int part),
              void *context);

#endif
