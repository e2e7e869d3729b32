/* No clock: frame k of a film, from 1, shows what a player sees k / fps seconds
 * after it began, so that the last one shows the last step complete.
 */
#include "cli/render/frames.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/render/video.h"

enum { FRAMES_MAX = 99999 };

/* Which part of the timeline is shown, in ticks. */
struct stretch {
    int64_t start, length;
    double per_frame;
    int frames;
};

/* The steps in playing order, whichever way round they were given. */
static bool plan(struct stretch *stretch, const struct easel *easel,
                 const struct render_options *options, struct error *error)
{
    struct timeline timeline = film_timeline(easel->film, easel->ui.layer);
    bool back = options->pass == PASS_BACKWARD;
    int first = options->from, last = options->to;

    if ((first > last) != back) {
        first = options->to;
        last = options->from;
    }
    int64_t step = timeline_step(&timeline);
    stretch->start = timeline_at(&timeline, options->pass, first, 0) - TICKS;
    stretch->length = (llabs((long long)last - first) + 1) * step;
    stretch->per_frame = options->speed * (double)step / options->fps;
    /* A hair less: 3 steps at 30 frames each are 90 frames, not 91. */
    double frames = ceil((double)stretch->length / stretch->per_frame - 1e-6);
    if (frames > FRAMES_MAX)
        return error_set(error, "that film would have %.0f frames; show fewer "
                         "steps, with a higher --speed or a lower --fps",
                         frames);
    stretch->frames = frames < 1 ? 1 : (int)frames;
    return true;
}

static bool paint(struct easel *easel, const struct stretch *stretch, int frame,
                  struct interrupt *interrupt, struct error *error)
{
    int64_t passed = (int64_t)(frame * stretch->per_frame + 0.5);
    struct ui *ui = &easel->ui;

    ui->at = stretch->start +
             (passed < stretch->length ? passed : stretch->length);
    if (ui->reduced_motion)
        ui->at = ui->at / TICKS * TICKS;
    if (!easel_study(easel, interrupt, error))
        return false;
    easel_paint(easel);
    return true;
}

static void tell(int frame, int frames)
{
    if (isatty(STDERR_FILENO) && (frame % 5 == 0 || frame == frames))
        fprintf(stderr, "\rframe %d of %d, %d %%", frame, frames,
                (int)((int64_t)100 * frame / frames));
}

static void stop_telling(void)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%40s\r", "");
}

/* Frames from `first`, `count` of them, `apart` from each other. */
static bool add_frames(struct easel *easel, const struct stretch *stretch,
                       struct video *video, struct interrupt *interrupt,
                       struct error *error)
{
    int samples = video->samples;

    for (int k = 1; k <= samples + stretch->frames; k++) {
        int frame = k > samples ? k - samples
            : (int)((int64_t)stretch->frames * k / samples);
        if (!paint(easel, stretch, frame, interrupt, error) ||
            interrupt_seen(interrupt) ||
            !video_add(video, &easel->picture, error))
            return false;
        tell(k, samples + stretch->frames);
    }
    return true;
}

bool frames_write(struct easel *easel, const struct render_options *options,
                  struct interrupt *interrupt, struct error *error)
{
    struct video video;
    struct stretch stretch = {0};

    if (!plan(&stretch, easel, options, error))
        return false;
    const struct video_plan film = {
        .path = options->output, .width = options->width,
        .height = options->height, .frames = stretch.frames,
        .fps = options->fps};
    if (!video_open(&video, &film, error))
        return false;
    bool fine = add_frames(easel, &stretch, &video, interrupt, error);
    stop_telling();
    fine = fine && video_close(&video, error);
    video_abort(&video);
    /* Ctrl+C ends ffmpeg too: that is no failure of its own. */
    if (interrupt_seen(interrupt))
        *error = (struct error){0};
    return fine && !interrupt_seen(interrupt);
}
