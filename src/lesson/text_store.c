/* Strings one behind the other in chunks of some kilobytes. A chunk never
 * moves, so that pointers into it stay good; the newest is the first.
 */
#include "lesson/text_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { CHUNK_BYTES = 8000 };

struct text_store {
    struct text_store *older;
    size_t used, room;
    char bytes[];
};

static struct text_store *add_chunk(struct text_store *older, size_t need)
{
    size_t room = need > CHUNK_BYTES ? need : CHUNK_BYTES, size;

    if (!size_add(room, sizeof(struct text_store), &size))
        return NULL;
    struct text_store *chunk = array_new(1, size, "texts", NULL);
    if (chunk != NULL) {
        chunk->older = older;
        chunk->room = room;
    }
    return chunk;
}

const char *text_store_add(struct text_store **store, const char *text,
                           size_t length)
{
    struct text_store *chunk = *store;

    if (chunk == NULL || length >= chunk->room - chunk->used) {
        chunk = add_chunk(*store, length + 1);
        if (chunk == NULL)
            return NULL;
        *store = chunk;
    }
    char *copy = chunk->bytes + chunk->used;
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    chunk->used += length + 1;
    return copy;
}

void text_store_destroy(struct text_store *store)
{
    while (store != NULL) {
        struct text_store *older = store->older;
        free(store);
        store = older;
    }
}
