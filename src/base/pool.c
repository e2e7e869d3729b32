/* The caller and its helpers take parts from one shared counter until none is
 * left. Which thread does which part changes from run to run; what a part
 * computes does not, so the result is the same with any number of threads.
 * Between runs helpers watch for the next one for a moment and then sleep: runs
 * that follow each other closely (the steps of a recurrent network) start
 * within a microsecond. Each run has a number, so that a helper that
 * wakes late neither misses a run nor works twice on one.
 */
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/array.h"

enum { THREADS_MAX = 256, LOOKS = 4000 };

struct pool {
    pthread_mutex_t lock; /* guards everything below */
    pthread_cond_t begin; /* a run was started, or the pool ends */
    pthread_cond_t end;   /* the last part of a run was done */
    atomic_ulong run;     /* number of the present run */
    int parts, next;      /* of the present run: all, first free */
    atomic_int done;      /* of the present run: finished */
    void (*work)(void *context, int part);
    void *context;
    bool closing;
    int helpers; /* threads started, the caller not counted */
    pthread_t helper[THREADS_MAX];
};

/* Takes and does parts until none is free. Called and left with the lock. */
static void do_parts(struct pool *pool)
{
    while (pool->next < pool->parts) {
        int part = pool->next++;
        void (*work)(void *context, int part) = pool->work;
        void *context = pool->context;

        pthread_mutex_unlock(&pool->lock);
        work(context, part);
        pthread_mutex_lock(&pool->lock);
        if (++pool->done == pool->parts)
            pthread_cond_signal(&pool->end);
    }
}

/* Tells the processor that this is a waiting loop. */
static void breathe(void)
{
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#endif
}

/* Looks for the next run for a moment, without the lock. */
static void watch_run(struct pool *pool, unsigned long seen)
{
    for (int k = 0; k < LOOKS && atomic_load(&pool->run) == seen; k++)
        breathe();
}

/* Looks whether all parts are done, without the lock. */
static void watch_done(struct pool *pool, int parts)
{
    for (int k = 0; k < LOOKS && atomic_load(&pool->done) < parts; k++)
        breathe();
}

static void *help(void *argument)
{
    struct pool *pool = argument;
    unsigned long seen = 0;

    for (;;) {
        watch_run(pool, seen);
        pthread_mutex_lock(&pool->lock);
        while (pool->run == seen && !pool->closing)
            pthread_cond_wait(&pool->begin, &pool->lock);
        if (pool->closing)
            break;
        seen = pool->run;
        do_parts(pool);
        pthread_mutex_unlock(&pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static int count_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : (int)count;
}

struct pool *pool_create(int threads, struct error *error)
{
    struct pool *pool = array_new(1, sizeof *pool, "worker threads", error);

    if (pool == NULL)
        return NULL;
    if (threads <= 0)
        threads = count_processors();
    if (threads > THREADS_MAX)
        threads = THREADS_MAX;
    /* With default attributes these cannot fail on the systems in question. */
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begin, NULL);
    pthread_cond_init(&pool->end, NULL);
    while (pool->helpers < threads - 1 &&
           pthread_create(&pool->helper[pool->helpers], NULL, help, pool) == 0)
        pool->helpers++;
    return pool;
}

void pool_destroy(struct pool *pool)
{
    if (pool == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->closing = true;
    pthread_cond_broadcast(&pool->begin);
    pthread_mutex_unlock(&pool->lock);
    for (int k = 0; k < pool->helpers; k++)
        pthread_join(pool->helper[k], NULL);
    pthread_cond_destroy(&pool->end);
    pthread_cond_destroy(&pool->begin);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

int pool_threads(const struct pool *pool)
{
    return pool == NULL ? 1 : pool->helpers + 1;
}

void pool_run(struct pool *pool, int parts,
              void (*work)(void *context, int part), void *context)
{
    assert(parts >= 0);
    if (pool == NULL || pool->helpers == 0 || parts < 2) {
        for (int part = 0; part < parts; part++)
            work(context, part);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    assert(pool->next == pool->parts && "pool_run is not reentrant");
    pool->parts = parts;
    pool->next = 0;
    pool->done = 0;
    pool->work = work;
    pool->context = context;
    pool->run++;
    pthread_cond_broadcast(&pool->begin);
    do_parts(pool);
    if (pool->done < parts) {
        pthread_mutex_unlock(&pool->lock);
        watch_done(pool, parts);
        pthread_mutex_lock(&pool->lock);
    }
    while (pool->done < parts)
        pthread_cond_wait(&pool->end, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}
