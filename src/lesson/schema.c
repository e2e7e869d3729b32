/* What is the same is what would be written the same, but for the sign of zero
 * and the payload of a NaN: numbers are compared as bits.
 */
#include "lesson/schema.h"

#include <stdint.h>
#include <string.h>

int schema_entries(const struct schema_key *key, const void *record)
{
    int count;

    memcpy(&count, (const char *)record + key->count_at, sizeof count);
    if (count < 0)
        return 0;
    return count > (int)key->high ? (int)key->high : count;
}

static bool same_list(const struct schema_key *key, const char *one,
                      const char *other)
{
    size_t size = key->schema->size;

    if (memcmp(one + key->count_at, other + key->count_at, sizeof(int)) != 0)
        return false;
    for (int k = 0; k < schema_entries(key, one); k++) {
        size_t at = key->at + (size_t)k * size;
        if (!schema_same(key->schema, one + at, other + at))
            return false;
    }
    return true;
}

/* Words and texts. */
static bool same_values(const struct schema_key *key, const char *one,
                        const char *other)
{
    size_t size = key->kind == SCHEMA_WORDS ? sizeof(int) : key->size;

    if (memcmp(one + key->count_at, other + key->count_at, sizeof(int)) != 0)
        return false;
    for (int k = 0; k < schema_entries(key, one); k++) {
        const char *a = one + key->at + (size_t)k * size;
        const char *b = other + key->at + (size_t)k * size;
        if (key->kind == SCHEMA_WORDS ? memcmp(a, b, size) != 0
                                      : strncmp(a, b, size) != 0)
            return false;
    }
    return true;
}

bool schema_same_key(const struct schema_key *key, const void *one,
                     const void *other)
{
    static const size_t bytes[] = {
        [SCHEMA_BOOL] = sizeof(bool),     [SCHEMA_INT] = sizeof(int),
        [SCHEMA_UINT64] = sizeof(uint64_t), [SCHEMA_FLOAT] = sizeof(float),
        [SCHEMA_DOUBLE] = sizeof(double), [SCHEMA_WORD] = sizeof(int),
    };
    const char *a = (const char *)one + key->at;
    const char *b = (const char *)other + key->at;

    switch (key->kind) {
    case SCHEMA_LIST:
        return same_list(key, one, other);
    case SCHEMA_WORDS:
    case SCHEMA_TEXTS:
        return same_values(key, one, other);
    case SCHEMA_GROUP:
        return schema_same(key->schema, a, b);
    case SCHEMA_CAPTION:
        return strncmp(a, b, key->size) == 0 &&
               strncmp(a + key->size, b + key->size, key->size) == 0;
    case SCHEMA_TEXT:
        return strncmp(a, b, key->size) == 0;
    default:
        return memcmp(a, b, bytes[key->kind]) == 0;
    }
}

bool schema_same(const struct schema *schema, const void *one,
                 const void *other)
{
    for (const struct schema_key *key = schema->keys; key->name != NULL; key++)
        if (!schema_same_key(key, one, other))
            return false;
    return true;
}
