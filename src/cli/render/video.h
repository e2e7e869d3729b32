/* Films as files: MP4 and GIF through the ffmpeg program, or a folder of PNGs.
 */
#ifndef GATEREEL_CLI_RENDER_VIDEO_H
#define GATEREEL_CLI_RENDER_VIDEO_H

#include <stdio.h>
#include <sys/types.h>

#include "base/error.h"
#include "paint/raster.h"

enum video_kind { VIDEO_NONE, VIDEO_MP4, VIDEO_GIF, VIDEO_FOLDER };

/* By the end of the name: ".mp4", ".gif", "/"; else VIDEO_NONE. */
enum video_kind video_kind_of(const char *path);

/* A film being written. {0}: none. */
struct video {
    enum video_kind kind;
    char *path, *temporary;  /* owned; the film goes to the temporary first */
    int width, height, frames;
    pid_t child;             /* ffmpeg; 0: none */
    int pipe;                /* to it; -1: none */
    FILE *complaints;        /* what it says */
};

/* Starts writing `path` at `fps` frames a second. The message says what is
 * missing and how to do without it. */
bool video_open(struct video *video, const char *path, int width, int height,
                double fps, struct error *error);

/* One more frame, of the size given before. On failure the film is given up
 * as video_abort does. */
bool video_add(struct video *video, const struct picture *picture,
               struct error *error);

/* Waits until everything is on the disk and gives the file its name. On
 * failure nothing new is left. */
bool video_close(struct video *video, struct error *error);

/* Gives up: stops ffmpeg, removes the temporary. Frames of a folder stay, they
 * are whole pictures. Harmless after video_close. */
void video_abort(struct video *video);

#endif
