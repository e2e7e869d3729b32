/* Pictures that must come out as they are stored in golden/paint/NAME.png.
 *
 * GATEREEL_UPDATE_GOLDEN=1 writes them anew: look at them before they are
 * committed.
 */
#ifndef GATEREEL_TESTS_GOLDEN_PICTURE_H
#define GATEREEL_TESTS_GOLDEN_PICTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <SDL_image.h>
#include <cmocka.h>

#include "paint/png.h"

/* A PNG file as a picture of its own. */
static inline void golden_picture_read(struct picture *picture,
                                       const char *path)
{
    SDL_Surface *file = IMG_Load(path);

    if (file == NULL)
        fail_msg("%s: %s", path, SDL_GetError());
    SDL_Surface *surface =
        SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(file);
    assert_non_null(surface);
    assert_true(picture_init(picture, surface->w, surface->h, NULL));
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row =
            (const void *)((const char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < surface->w; x++)
            picture->pixels[y * picture->pitch + x] = row[x];
    }
    SDL_FreeSurface(surface);
}

/* The largest difference of a channel; -1 when the sizes differ. */
static inline int golden_picture_distance(const struct picture *a,
                                          const struct picture *b)
{
    int most = 0;

    if (a->width != b->width || a->height != b->height)
        return -1;
    for (int y = 0; y < a->height; y++) {
        for (int x = 0; x < a->width; x++) {
            for (int shift = 0; shift < 32; shift += 8) {
                int one = a->pixels[y * a->pitch + x] >> shift & 255;
                int other = b->pixels[y * b->pitch + x] >> shift & 255;
                most = abs(one - other) > most ? abs(one - other) : most;
            }
        }
    }
    return most;
}

/* Fails unless `picture` is the stored one, bit by bit. */
static inline void golden_picture(const char *name,
                                  const struct picture *picture)
{
    struct picture stored;
    struct error error = {0};
    char path[512], found[512];

    snprintf(path, sizeof path, "%s/golden/paint/%s.png", TEST_DIR, name);
    if (getenv("GATEREEL_UPDATE_GOLDEN") != NULL) {
        if (!png_write(picture, path, &error))
            fail_msg("%s", error.text);
        return;
    }
    golden_picture_read(&stored, path);
    int distance = golden_picture_distance(picture, &stored);
    picture_finish(&stored);
    if (distance == 0)
        return;
    snprintf(found, sizeof found, "/tmp/gatereel-%s.png", name);
    png_write(picture, found, &error);
    fail_msg("%s is not %s (largest difference %d)", found, path, distance);
}

#endif
