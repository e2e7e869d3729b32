/* A hash table with open addressing that is never more than half full, and the
 * bytes of its keys one after the other. One run per text and font holds the
 * extent, and one for every size in use its picture.
 */
#include "paint/text/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { SLOTS = 2 * RUNS_MAX };

bool runs_init(struct runs *runs, struct error *error)
{
    *runs = (struct runs){0};
    runs->slots = array_new(SLOTS, sizeof *runs->slots, "text", error);
    if (runs->slots == NULL)
        return false;
    runs->bytes = array_new(RUNS_BYTES, 1, "text", error);
    if (runs->bytes == NULL)
        runs_finish(runs);
    return runs->bytes != NULL;
}

void runs_finish(struct runs *runs)
{
    free(runs->slots);
    free(runs->bytes);
    *runs = (struct runs){0};
}

void runs_forget(struct runs *runs)
{
    for (int k = 0; k < SLOTS; k++)
        runs->slots[k].glyphs.state = GLYPHS_NONE;
}

/* FNV-1a. */
static uint32_t hash_of(const struct text_piece *piece, int pixels)
{
    uint32_t hash = 2166136261u;

    hash = (hash ^ (uint32_t)piece->font) * 16777619u;
    hash = (hash ^ (uint32_t)pixels) * 16777619u;
    for (int k = 0; k < piece->length; k++)
        hash = (hash ^ (unsigned char)piece->text[k]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool is_of(const struct runs *runs, const struct run *run,
                  const struct text_piece *piece, int pixels)
{
    return run->font == piece->font && run->pixels == pixels &&
           run->length == piece->length &&
           memcmp(runs->bytes + run->text, piece->text,
                  (size_t)piece->length) == 0;
}

/* The run, or the free slot where it belongs. */
static struct run *find(const struct runs *runs,
                        const struct text_piece *piece, int pixels,
                        uint32_t hash)
{
    for (uint32_t at = hash % SLOTS;; at = (at + 1) % SLOTS) {
        struct run *run = &runs->slots[at];
        if (run->length == 0 ||
            (run->hash == hash && is_of(runs, run, piece, pixels)))
            return run;
    }
}

static void empty(struct runs *runs)
{
    memset(runs->slots, 0, SLOTS * sizeof *runs->slots);
    runs->count = 0;
    runs->used = 0;
}

/* Takes a slot for a run that is not there yet. */
static struct run *claim(struct runs *runs, const struct text_piece *piece,
                         int pixels, uint32_t hash)
{
    if (runs->count == RUNS_MAX || runs->used + piece->length > RUNS_BYTES)
        empty(runs);
    struct run *run = find(runs, piece, pixels, hash);
    *run = (struct run){.hash = hash, .font = piece->font, .pixels = pixels,
                        .text = runs->used, .length = piece->length};
    memcpy(runs->bytes + runs->used, piece->text, (size_t)piece->length);
    runs->used += piece->length;
    runs->count++;
    return run;
}

float runs_advance(struct runs *runs, struct fonts *fonts,
                   const struct text_piece *piece)
{
    uint32_t hash = hash_of(piece, 0);
    struct run *run = find(runs, piece, 0, hash);

    if (run->length == 0) {
        run = claim(runs, piece, 0, hash);
        run->extent = glyphs_measure(fonts, piece);
    }
    float ems = run->extent.advance + (piece->apart ? run->extent.lean : 0);
    float pixels = ems * (float)piece->pixels;
    return piece->single ? roundf(pixels) : pixels;
}

struct glyphs runs_glyphs(struct runs *runs, struct fonts *fonts,
                          struct atlas *atlas, const struct text_piece *piece)
{
    uint32_t hash = hash_of(piece, piece->pixels);
    struct run *run = find(runs, piece, piece->pixels, hash);

    if (run->length == 0)
        run = claim(runs, piece, piece->pixels, hash);
    if (run->glyphs.state == GLYPHS_NONE || run->glyphs.state == GLYPHS_FULL)
        run->glyphs = glyphs_render(fonts, atlas, piece);
    return run->glyphs;
}
