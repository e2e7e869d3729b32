/* ffmpeg gets raw pixels through a pipe: no shell, no temporary pictures. It
 * writes into the hidden file of a struct output, which gets its name when
 * ffmpeg was content; of its complaints the first line is quoted.
 */
#include "cli/render/video.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"
#include "paint/png.h"

enum { ARGUMENTS = 40, WORD = 200, COMPLAINT = 400, SAMPLES = 24 };

extern char **environ;

enum video_kind video_kind_of(const char *path)
{
    size_t length = strlen(path);

    if (length > 4 && strcmp(path + length - 4, ".mp4") == 0)
        return VIDEO_MP4;
    if (length > 4 && strcmp(path + length - 4, ".gif") == 0)
        return VIDEO_GIF;
    return length > 0 && path[length - 1] == '/' ? VIDEO_FOLDER : VIDEO_NONE;
}

struct command {
    const char *word[ARGUMENTS];
    int words;
    char size[WORD], rate[WORD], filter[WORD];
};

static void add(struct command *command, const char *const words[])
{
    for (int k = 0; words[k] != NULL; k++) {
        assert(command->words < ARGUMENTS - 1);
        command->word[command->words++] = words[k];
    }
    command->word[command->words] = NULL;
}

static void add_mp4(struct command *command)
{
    static const char *const words[] = {
        "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p", "-c:v",
        "libx264", "-preset", "veryfast", "-crf", "18", "-movflags",
        "+faststart", "-f", "mp4", NULL};

    add(command, words);
}

/* The palette is ready before the first frame that is shown: no frame waits
 * for it in memory, however long the film is. */
static void add_gif(struct command *command, int samples)
{
    snprintf(command->filter, WORD,
             "split[a][b];[a]trim=end_frame=%d,palettegen=stats_mode=full[p];"
             "[b]trim=start_frame=%d,setpts=PTS-STARTPTS[c];"
             "[c][p]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle",
             samples, samples);
    add(command, (const char *[]){"-lavfi", command->filter, "-f", "gif",
                                  NULL});
}

static void build_command(struct command *command, const struct video *video,
                          const char *target)
{
    const struct video_plan *plan = &video->plan;

    command->words = 0;
    snprintf(command->size, WORD, "%dx%d", plan->width, plan->height);
    /* Thousandths as a fraction: no decimal point for a locale to change. */
    snprintf(command->rate, WORD, "%ld/1000", (long)(plan->fps * 1000 + 0.5));
    add(command, (const char *[]){
        "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-xerror",
        "-y", "-f", "rawvideo", "-pix_fmt", "bgra", "-s", command->size, "-r",
        command->rate, "-i", "-", "-an", NULL});
    if (video->kind == VIDEO_MP4)
        add_mp4(command);
    else
        add_gif(command, video->samples);
    add(command, (const char *[]){target, NULL});
}

/* A pipe that takes none of the places of the three standard files, and that
 * no other program inherits. */
static bool make_pipe(int ends[2], struct error *error)
{
    int low[2];

    ends[0] = ends[1] = -1;
    if (pipe(low) == 0) {
        ends[0] = fcntl(low[0], F_DUPFD_CLOEXEC, 3);
        ends[1] = fcntl(low[1], F_DUPFD_CLOEXEC, 3);
        close(low[0]);
        close(low[1]);
    }
    return (ends[0] >= 0 && ends[1] >= 0) ||
           error_system(error, "cannot make a pipe");
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Its standard input and errors are ours; what ends us ends it. */
static int spawn(struct video *video, const struct command *command, int input,
                 int errors)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    /* posix_spawn wants char *const[], and does not write to it. */
    char *arguments[ARGUMENTS];

    for (int k = 0; k <= command->words; k++)
        arguments[k] = (char *)command->word[k];
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
                                          POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    int code = posix_spawnp(&video->child, "ffmpeg", &actions, &attributes,
                            arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (code != 0)
        video->child = 0;
    return code;
}

static bool start_ffmpeg(struct video *video, const char *target,
                         struct error *error)
{
    struct command command;
    int in[2], out[2];

    bool fine = make_pipe(in, error);
    video->pipe = in[1];
    fine = make_pipe(out, error) && fine;
    video->complaints = out[0];
    int code = 0;
    if (fine) {
        /* Nobody reads before the end: more than fits is dropped. */
        fcntl(out[0], F_SETFL, O_NONBLOCK);
        fcntl(out[1], F_SETFL, O_NONBLOCK);
        build_command(&command, video, target);
        code = spawn(video, &command, in[0], out[1]);
    }
    close_end(&in[0]);
    close_end(&out[1]);
    if (code == ENOENT)
        return error_set(error, "the program ffmpeg is missing, which makes "
                         "films (Debian: apt install ffmpeg); a name that "
                         "ends in '/' gives a folder of pictures without it");
    errno = code;
    return fine && (code == 0 || error_system(error, "cannot start ffmpeg"));
}

static bool open_film(struct video *video, struct error *error)
{
    const char *path = video->plan.path;

    if (!output_open(&video->output, path, error))
        return false;
    const char *temporary = video->output.temporary;
    if (temporary == NULL)
        return error_set(error, "'%s' is a device; a film needs a file", path);
    /* Without "file:" a colon in the name would be a protocol. */
    size_t size = strlen(temporary) + 6;
    char *target = array_new(size, 1, "a file name", error);
    if (target == NULL)
        return false;
    snprintf(target, size, "file:%s", temporary);
    bool fine = start_ffmpeg(video, target, error);
    free(target);
    return fine;
}

/* "folder/frame-00001.png", the caller's to free; NULL without memory. */
static char *name_frame(const struct video *video, int frame,
                        struct error *error)
{
    size_t size = strlen(video->plan.path) + 40;
    char *name = array_new(size, 1, "a file name", error);

    if (name != NULL)
        snprintf(name, size, "%sframe-%05d.png", video->plan.path, frame);
    return name;
}

/* A longer film that is there would end ours. */
static bool open_folder(struct video *video, struct error *error)
{
    const char *path = video->plan.path;

    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return error_system(error, "cannot make the folder '%s'", path);
    char *behind = name_frame(video, video->plan.frames + 1, error);
    if (behind == NULL)
        return false;
    bool longer = access(behind, F_OK) == 0;
    free(behind);
    return !longer || error_set(error, "'%s' holds frames of a longer film; "
                                "remove them or name another folder", path);
}

bool video_open(struct video *video, const struct video_plan *plan,
                struct error *error)
{
    *video = (struct video){.kind = video_kind_of(plan->path), .plan = *plan,
                            .pipe = -1, .complaints = -1};
    if (video->kind == VIDEO_GIF)
        video->samples = plan->frames < SAMPLES ? plan->frames : SAMPLES;
    /* A dead ffmpeg is an error of write, not a death of ours. */
    signal(SIGPIPE, SIG_IGN);
    bool fine = video->kind == VIDEO_FOLDER ? open_folder(video, error)
                                            : open_film(video, error);
    if (!fine)
        video_abort(video);
    return fine;
}

/* The first line that ffmpeg wrote, without "[libx264 @ 0x55d0c1a2]". */
static void read_complaint(const struct video *video, char *out, size_t size)
{
    char text[COMPLAINT];
    ssize_t count = read(video->complaints, text, sizeof text - 1);

    text[count > 0 ? count : 0] = '\0';
    text[strcspn(text, "\r\n")] = '\0';
    const char *line = text;
    const char *tag = strstr(text, "] ");
    if (text[0] == '[' && tag != NULL)
        line = tag + 2;
    text_printable(line, strlen(line), out, size);
}

/* Closes the pipe and waits; true when ffmpeg was content. */
static bool wait_for(struct video *video)
{
    int status = -1;
    pid_t ended;

    close_end(&video->pipe);
    if (video->child == 0)
        return false;
    do
        ended = waitpid(video->child, &status, 0);
    while (ended < 0 && errno == EINTR);
    video->child = 0;
    return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool complain(struct video *video, struct error *error)
{
    char line[COMPLAINT];

    wait_for(video);
    read_complaint(video, line, sizeof line);
    return error_set(error, "cannot write '%s': ffmpeg stopped%s%s",
                     video->plan.path, line[0] != '\0' ? ": " : "", line);
}

static bool send_row(const struct video *video, const uint32_t *pixels)
{
    const char *row = (const char *)pixels;
    size_t left = (size_t)video->plan.width * sizeof *pixels;

    while (left > 0) {
        ssize_t sent = write(video->pipe, row, left);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        row += sent;
        left -= (size_t)sent;
    }
    return true;
}

static bool send_frame(const struct video *video, const struct picture *picture)
{
    for (int y = 0; y < video->plan.height; y++)
        if (!send_row(video, picture->pixels +
                             (size_t)y * (size_t)picture->pitch))
            return false;
    return true;
}

static bool save_frame(const struct video *video,
                       const struct picture *picture, struct error *error)
{
    char *name = name_frame(video, video->added + 1, error);
    bool fine = name != NULL && png_write(picture, name, error);

    free(name);
    return fine;
}

bool video_add(struct video *video, const struct picture *picture,
               struct error *error)
{
    bool fine = video->kind == VIDEO_FOLDER
        ? save_frame(video, picture, error)
        : send_frame(video, picture) || complain(video, error);

    if (fine)
        video->added++;
    else
        video_abort(video);
    return fine;
}

bool video_close(struct video *video, struct error *error)
{
    bool fine = true;

    if (video->kind != VIDEO_FOLDER)
        fine = wait_for(video) ? output_commit(&video->output, error)
                               : complain(video, error);
    video_abort(video);
    return fine;
}

void video_abort(struct video *video)
{
    if (video->kind == VIDEO_NONE)
        return;
    if (video->child > 0)
        kill(video->child, SIGKILL);
    wait_for(video);
    close_end(&video->complaints);
    output_abort(&video->output);
    *video = (struct video){0};
}
