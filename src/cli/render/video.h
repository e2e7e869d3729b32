/* Films as files: MP4 and GIF through the ffmpeg program, or a folder of PNGs.
 */
#ifndef GATEREEL_CLI_RENDER_VIDEO_H
#define GATEREEL_CLI_RENDER_VIDEO_H

#include <sys/types.h>

#include "base/error.h"
#include "base/file.h"
#include "paint/raster.h"

enum video_kind { VIDEO_NONE, VIDEO_MP4, VIDEO_GIF, VIDEO_FOLDER };

/* By the end of the name: ".mp4", ".gif", "/"; else VIDEO_NONE. */
enum video_kind video_kind_of(const char *path);

struct video_plan {
    const char *path;
    int width, height;       /* of every frame; odd ones are padded for MP4 */
    int frames;              /* 0: not known; for a GIF it must be */
    double fps;              /* frames a second */
};

/* A film being written. {0}: none. */
struct video {
    enum video_kind kind;
    struct video_plan plan;  /* plan.path is borrowed */
    int samples;             /* of a GIF: the first so many frames that are
                                added are not shown. Their colours become its
                                palette, so they come from all over the film */
    int added;
    struct output output;    /* of the film; it appears when it is whole */
    pid_t child;             /* ffmpeg; 0: none */
    int pipe, complaints;    /* to and from it; -1: none */
};

/* Starts writing. The message says what is missing and how to do without. */
bool video_open(struct video *video, const struct video_plan *plan,
                struct error *error);

/* One more frame. On failure the film is given up as video_abort does. */
bool video_add(struct video *video, const struct picture *picture,
               struct error *error);

/* Waits until everything is on the disk and gives the film its name. On
 * failure nothing new is left. */
bool video_close(struct video *video, struct error *error);

/* Gives up: stops ffmpeg, removes what it wrote. Frames of a folder stay, they
 * are whole pictures. Harmless after video_close. */
void video_abort(struct video *video);

#endif
