/* ffmpeg gets raw pixels through a pipe: no shell, no temporary pictures. Its
 * complaints go to a file without a name, of which the last line is quoted.
 */
#include "cli/render/video.h"

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
#include "paint/png.h"

enum { ARGUMENTS = 40, WORD = 48 };

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

/* "folder/name" -> "folder/.name.gatereel-PID", hidden beside the target. */
static bool name_files(struct video *video, const char *path,
                       struct error *error)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    size_t size = strlen(path) + 40;

    video->path = array_new(size, 1, "a file name", error);
    video->temporary = array_new(size, 1, "a file name", error);
    if (video->path == NULL || video->temporary == NULL)
        return false;
    strcpy(video->path, path);
    snprintf(video->temporary, size, "%.*s.%s.gatereel-%ld", (int)folder, path,
             path + folder, (long)getpid());
    return true;
}

struct command {
    const char *word[ARGUMENTS];
    int words;
    char size[WORD], rate[WORD];
};

static void add(struct command *command, const char *word)
{
    command->word[command->words++] = word;
}

static void add_all(struct command *command, const char *const words[])
{
    for (int k = 0; words[k] != NULL; k++)
        add(command, words[k]);
}

/* Odd sizes are padded for yuv420p; the palette of a GIF is its own. */
static void build_command(struct command *command, const struct video *video,
                          double fps)
{
    static const char *const start[] = {
        "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "bgra", NULL};
    static const char *const mp4[] = {
        "-an", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p", "-c:v",
        "libx264", "-preset", "veryfast", "-crf", "18", "-movflags",
        "+faststart", "-f", "mp4", NULL};
    static const char *const gif[] = {
        "-an", "-vf",
        "split[a][b];[a]palettegen=stats_mode=diff[p];"
        "[b][p]paletteuse=dither=bayer:bayer_scale=4",
        "-f", "gif", NULL};

    command->words = 0;
    snprintf(command->size, WORD, "%dx%d", video->width, video->height);
    /* Thousandths as a fraction: no decimal point for a locale to change. */
    snprintf(command->rate, WORD, "%ld/1000", (long)(fps * 1000 + 0.5));
    add_all(command, start);
    add(command, "-s");
    add(command, command->size);
    add(command, "-r");
    add(command, command->rate);
    add(command, "-i");
    add(command, "-");
    add_all(command, video->kind == VIDEO_MP4 ? mp4 : gif);
    add(command, video->temporary);
    add(command, NULL);
}

/* The child's standard input is the pipe, its errors go to `complaints`. */
static int spawn(struct video *video, const struct command *command,
                 const int ends[2])
{
    posix_spawn_file_actions_t actions;
    /* posix_spawn wants char *const[], and does not write to it. */
    char *arguments[ARGUMENTS];

    for (int k = 0; k < command->words; k++)
        arguments[k] = (char *)command->word[k];
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    posix_spawn_file_actions_adddup2(&actions, fileno(video->complaints),
                                     STDERR_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    int code = posix_spawnp(&video->child, "ffmpeg", &actions, NULL, arguments,
                            environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0)
        video->child = 0;
    return code;
}

static bool start_ffmpeg(struct video *video, double fps, struct error *error)
{
    struct command command;
    int ends[2];

    video->complaints = tmpfile();
    if (video->complaints == NULL)
        return error_system(error, "cannot make a temporary file");
    if (pipe(ends) != 0)
        return error_system(error, "cannot make a pipe");
    build_command(&command, video, fps);
    int code = spawn(video, &command, ends);
    close(ends[0]);
    video->pipe = ends[1];
    if (code == ENOENT)
        return error_set(error, "the program ffmpeg is missing, which makes "
                         "films (Debian: apt install ffmpeg); a name that "
                         "ends in '/' gives a folder of pictures without it");
    errno = code;
    return code == 0 || error_system(error, "cannot start ffmpeg");
}

bool video_open(struct video *video, const char *path, int width, int height,
                double fps, struct error *error)
{
    *video = (struct video){.kind = video_kind_of(path), .width = width,
                            .height = height, .pipe = -1};
    /* A dead ffmpeg is an error of write, not a death of ours. */
    signal(SIGPIPE, SIG_IGN);
    bool fine = name_files(video, path, error);
    if (fine && video->kind == VIDEO_FOLDER)
        fine = mkdir(path, 0777) == 0 || errno == EEXIST ||
               error_system(error, "cannot make the folder '%s'", path);
    else if (fine)
        fine = start_ffmpeg(video, fps, error);
    if (!fine)
        video_abort(video);
    return fine;
}

/* The last line that ffmpeg wrote, without its end. */
static void last_complaint(const struct video *video, char *out, size_t size)
{
    long length;

    out[0] = '\0';
    if (video->complaints == NULL ||
        fseek(video->complaints, 0, SEEK_END) != 0 ||
        (length = ftell(video->complaints)) <= 0)
        return;
    long start = length > (long)size - 1 ? length - (long)size + 1 : 0;
    fseek(video->complaints, start, SEEK_SET);
    size_t count = fread(out, 1, size - 1, video->complaints);
    while (count > 0 && (out[count - 1] == '\n' || out[count - 1] == '\r'))
        count--;
    out[count] = '\0';
    char *line = strrchr(out, '\n');
    if (line != NULL)
        memmove(out, line + 1, strlen(line + 1) + 1);
}

/* Closes the pipe and waits; true when ffmpeg was content. */
static bool wait_for(struct video *video)
{
    int status = -1;
    pid_t ended;

    if (video->pipe >= 0)
        close(video->pipe);
    video->pipe = -1;
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
    char line[300];

    wait_for(video);
    last_complaint(video, line, sizeof line);
    return error_set(error, "cannot write '%s': ffmpeg stopped%s%s",
                     video->path, line[0] != '\0' ? ": " : "", line);
}

static bool send_rows(struct video *video, const struct picture *picture)
{
    for (int y = 0; y < video->height; y++) {
        const char *row = (const char *)(picture->pixels +
                                         (size_t)y * (size_t)picture->pitch);
        size_t left = (size_t)video->width * 4;
        while (left > 0) {
            ssize_t sent = write(video->pipe, row, left);
            if (sent < 0 && errno == EINTR)
                continue;
            if (sent <= 0)
                return false;
            row += sent;
            left -= (size_t)sent;
        }
    }
    return true;
}

static bool save_frame(struct video *video, const struct picture *picture,
                       struct error *error)
{
    size_t size = strlen(video->path) + 40;
    char *name = array_new(size, 1, "a file name", error);

    if (name == NULL)
        return false;
    snprintf(name, size, "%sframe-%05d.png", video->path, video->frames + 1);
    bool fine = png_write(picture, name, error);
    free(name);
    return fine;
}

bool video_add(struct video *video, const struct picture *picture,
               struct error *error)
{
    bool fine;

    if (video->kind == VIDEO_FOLDER)
        fine = save_frame(video, picture, error);
    else
        fine = send_rows(video, picture) || complain(video, error);
    if (fine)
        video->frames++;
    else
        video_abort(video);
    return fine;
}

/* The whole film is on the disk before it gets its name. */
static bool settle(const struct video *video, struct error *error)
{
    int file = open(video->temporary, O_RDONLY);
    bool fine = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    if (fine && rename(video->temporary, video->path) == 0)
        return true;
    return error_system(error, "cannot write '%s'", video->path);
}

bool video_close(struct video *video, struct error *error)
{
    bool fine = true;

    if (video->kind == VIDEO_MP4 || video->kind == VIDEO_GIF) {
        fine = wait_for(video) ? settle(video, error)
                               : complain(video, error);
        if (fine) {
            free(video->temporary);
            video->temporary = NULL;
        }
    }
    video_abort(video);
    return fine;
}

void video_abort(struct video *video)
{
    if (video->child > 0)
        kill(video->child, SIGKILL);
    wait_for(video);
    if (video->temporary != NULL && video->kind != VIDEO_FOLDER)
        unlink(video->temporary);
    if (video->complaints != NULL)
        fclose(video->complaints);
    free(video->temporary);
    free(video->path);
    *video = (struct video){.pipe = -1};
}
