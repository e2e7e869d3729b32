/* What is on the screen as files: pictures, and films of what happens.
 *
 * They go to the folder that the program was started in, under the first free
 * name: gatereel-0001.png, gatereel-0001.mp4. Where films cannot be made
 * (without ffmpeg) their frames become a folder of pictures.
 */
#ifndef GATEREEL_CLI_OPEN_SHOTS_H
#define GATEREEL_CLI_OPEN_SHOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/pool.h"
#include "cli/render/video.h"
#include "paint/raster.h"

enum { SHOTS_FPS = 30, SHOTS_NAME_MAX = 64 };

/* {0} is a valid empty value. */
struct shots {
    char name[SHOTS_NAME_MAX];  /* of the latest file */
    bool filming;
    struct video video;
    struct picture picture;     /* what is on the screen since `time` */
    uint64_t time;              /* microseconds of the film */
};

/* A picture of the mesh. */
bool shots_save(struct shots *shots, const struct mesh *mesh,
                const struct atlas *atlas, int width, int height,
                struct pool *pool, struct error *error);

/* Begins a film with this frame. */
bool shots_begin(struct shots *shots, const struct mesh *mesh,
                 const struct atlas *atlas, int width, int height,
                 struct pool *pool, struct error *error);
/* The frame stays on the screen for this long. On failure the film is given
 * up. */
bool shots_pass(struct shots *shots, uint32_t microseconds,
                struct error *error);
/* Another frame is on the screen. */
void shots_change(struct shots *shots, const struct mesh *mesh,
                  const struct atlas *atlas, struct pool *pool);
/* The film is complete when this returns. */
bool shots_end(struct shots *shots, struct error *error);

/* The first name of its kind that nothing has, "gatereel-0001.png" for
 * ".png". */
bool shots_find_name(char name[SHOTS_NAME_MAX], const char *end,
                     struct error *error);

/* Gives up a film that was not ended. */
void shots_finish(struct shots *shots);

#endif
