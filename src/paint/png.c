/* SDL2_image encodes into memory that grows; only the whole picture goes to the
 * disk. Alpha is dropped: pictures are opaque.
 */
#include "paint/png.h"

#include <SDL2/SDL_image.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"

struct buffer {
    void *bytes;
    size_t length, capacity;
    struct error *error;
};

static size_t SDLCALL append(SDL_RWops *stream, const void *data, size_t size,
                             size_t count)
{
    struct buffer *buffer = stream->hidden.unknown.data1;
    size_t more, need;

    if (!size_multiply(size, count, &more) ||
        !size_add(buffer->length, more, &need) ||
        !array_reserve(&buffer->bytes, &buffer->capacity, need, 1,
                       "a PNG file", buffer->error))
        return 0;
    memcpy((char *)buffer->bytes + buffer->length, data, more);
    buffer->length = need;
    return count;
}

static int SDLCALL leave_open(SDL_RWops *stream)
{
    (void)stream;
    return 0;
}

/* RGB without alpha: half as many bytes to compress. */
static SDL_Surface *surface_of(const struct picture *picture)
{
    SDL_Surface *borrowed = SDL_CreateRGBSurfaceWithFormatFrom(
        picture->pixels, picture->width, picture->height, 32,
        picture->pitch * 4, SDL_PIXELFORMAT_XRGB8888);
    if (borrowed == NULL)
        return NULL;
    SDL_Surface *surface =
        SDL_ConvertSurfaceFormat(borrowed, SDL_PIXELFORMAT_RGB24, 0);
    SDL_FreeSurface(borrowed);
    return surface;
}

bool png_encode(const struct picture *picture, unsigned char **data,
                size_t *length, struct error *error)
{
    struct error cause = {0};
    struct buffer buffer = {.error = &cause};
    SDL_Surface *surface = surface_of(picture);
    SDL_RWops *stream = SDL_AllocRW();
    bool fine = false;

    *data = NULL;
    *length = 0;
    if (surface != NULL && stream != NULL) {
        stream->type = SDL_RWOPS_UNKNOWN;
        stream->write = append;
        stream->close = leave_open;
        stream->hidden.unknown.data1 = &buffer;
        fine = IMG_SavePNG_RW(surface, stream, 0) == 0 && cause.text[0] == '\0';
    }
    if (!fine)
        error_set(error, "cannot encode a PNG file: %s",
                  cause.text[0] != '\0' ? cause.text : SDL_GetError());
    SDL_FreeSurface(surface);
    if (stream != NULL)
        SDL_FreeRW(stream);
    if (!fine) {
        free(buffer.bytes);
        return false;
    }
    *data = buffer.bytes;
    *length = buffer.length;
    return true;
}

bool png_write(const struct picture *picture, const char *path,
               struct error *error)
{
    unsigned char *data;
    size_t length;
    struct output output;
    bool fine = png_encode(picture, &data, &length, error) &&
                output_open(&output, path, error);

    if (fine) {
        output_write(&output, data, length);
        fine = output_commit(&output, error);
    }
    free(data);
    return fine;
}
