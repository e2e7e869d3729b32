/* Pictures that must come out as they are stored in golden/FOLDER/NAME.png.
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

/* The stored picture, `path` where it is; false when it has just been written
 * anew. */
static inline bool golden_picture_stored(const char *folder, const char *name,
                                         const struct picture *picture,
                                         char path[512],
                                         struct picture *stored)
{
    struct error error = {0};

    snprintf(path, 512, "%s/golden/%s/%s.png", TEST_DIR, folder, name);
    if (getenv("GATEREEL_UPDATE_GOLDEN") != NULL) {
        if (!png_write(picture, path, &error))
            fail_msg("%s", error.text);
        return false;
    }
    golden_picture_read(stored, path);
    return true;
}

/* Leaves the picture where one can look at it. */
static inline void golden_picture_fail(const char *name, const char *path,
                                       const struct picture *picture,
                                       const char *how)
{
    struct error error = {0};
    char found[512];

    snprintf(found, sizeof found, "/tmp/gatereel-%s.png", name);
    png_write(picture, found, &error);
    fail_msg("%s is not %s (%s)", found, path, how);
}

/* Fails unless `picture` is that of golden/paint, bit by bit. */
static inline void golden_picture(const char *name,
                                  const struct picture *picture)
{
    struct picture stored;
    char path[512], how[64];

    if (!golden_picture_stored("paint", name, picture, path, &stored))
        return;
    int distance = golden_picture_distance(picture, &stored);
    picture_finish(&stored);
    snprintf(how, sizeof how, "largest difference %d", distance);
    if (distance != 0)
        golden_picture_fail(name, path, picture, how);
}

/* Fails unless `picture` is that of golden/frames but for what another version
 * of the fonts may do to the letters: on average less than 1 of 255 off, and
 * less than 0.5 % of the pixels by more than 24. */
static inline void golden_picture_of_text(const char *name,
                                          const struct picture *picture)
{
    struct picture stored;
    char path[512], how[96];
    double sum = 0, far = 0;

    if (!golden_picture_stored("frames", name, picture, path, &stored))
        return;
    double pixels = (double)stored.width * stored.height;
    bool alike = stored.width == picture->width &&
                 stored.height == picture->height;
    for (int k = 0; alike && k < stored.width * stored.height; k++) {
        int x = k % stored.width, y = k / stored.width, most = 0;
        uint32_t a = picture->pixels[y * picture->pitch + x];
        uint32_t b = stored.pixels[y * stored.pitch + x];
        for (int shift = 0; shift < 24; shift += 8) {
            int off = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
            most = off > most ? off : most;
            sum += off / 3.0;
        }
        far += most > 24;
    }
    picture_finish(&stored);
    snprintf(how, sizeof how, "%.3f off on average, %.2f %% of the pixels far "
             "off", sum / pixels, 100 * far / pixels);
    if (!alike || sum >= pixels || far >= 0.005 * pixels)
        golden_picture_fail(name, path, picture, how);
}

#endif
