/* A film has its own clock, which the records of input drive: what nobody did
 * anything in, and nothing moved, is not in it.
 */
#include "cli/open/shots.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "paint/png.h"

enum { NUMBERS = 9999 };

bool shots_find_name(char name[SHOTS_NAME_MAX], const char *end,
                     struct error *error)
{
    struct stat about;

    for (int number = 1; number <= NUMBERS; number++) {
        snprintf(name, SHOTS_NAME_MAX, "gatereel-%04d%s", number, end);
        if (lstat(name, &about) != 0 && errno == ENOENT)
            return true;
    }
    return error_set(error, "all names up to gatereel-%d%s are taken; start "
                     "in another folder", NUMBERS, end);
}

static bool paint(const struct mesh *mesh, const struct atlas *atlas, int width,
                  int height, struct pool *pool, struct picture *picture,
                  struct error *error)
{
    if (!picture_init(picture, width, height, error))
        return false;
    raster_mesh(mesh, atlas, picture, pool);
    return true;
}

bool shots_save(struct shots *shots, const struct mesh *mesh,
                const struct atlas *atlas, int width, int height,
                struct pool *pool, struct error *error)
{
    struct picture picture = {0};
    bool fine = shots_find_name(shots->name, ".png", error) &&
                paint(mesh, atlas, width, height, pool, &picture, error) &&
                png_write(&picture, shots->name, error);

    picture_finish(&picture);
    return fine;
}

static bool open_video(struct shots *shots, const char *end, int width,
                       int height, struct error *error)
{
    struct video_plan plan = {.path = shots->name, .width = width,
                              .height = height, .fps = SHOTS_FPS};

    return shots_find_name(shots->name, end, error) &&
           video_open(&shots->video, &plan, error);
}

bool shots_begin(struct shots *shots, const struct mesh *mesh,
                 const struct atlas *atlas, int width, int height,
                 struct pool *pool, struct error *error)
{
    shots_finish(shots);
    if (!paint(mesh, atlas, width, height, pool, &shots->picture, error))
        return false;
    if (!open_video(shots, ".mp4", width, height, error) &&
        !open_video(shots, "/", width, height, error)) {
        shots_finish(shots);
        return false;
    }
    shots->filming = true;
    return true;
}

bool shots_pass(struct shots *shots, uint32_t microseconds,
                struct error *error)
{
    if (!shots->filming)
        return true;
    shots->time += microseconds;
    while ((uint64_t)shots->video.added * 1000000 <
           shots->time * SHOTS_FPS) {
        if (!video_add(&shots->video, &shots->picture, error)) {
            shots_finish(shots);
            return false;
        }
    }
    return true;
}

void shots_change(struct shots *shots, const struct mesh *mesh,
                  const struct atlas *atlas, struct pool *pool)
{
    if (shots->filming)
        raster_mesh(mesh, atlas, &shots->picture, pool);
}

bool shots_end(struct shots *shots, struct error *error)
{
    bool fine = true;

    if (!shots->filming)
        return true;
    if (shots->video.added == 0)
        fine = shots_pass(shots, 1, error);
    if (fine)
        fine = video_close(&shots->video, error);
    shots_finish(shots);
    return fine;
}

void shots_finish(struct shots *shots)
{
    video_abort(&shots->video);
    picture_finish(&shots->picture);
    shots->filming = false;
    shots->time = 0;
}
