/* video: films of exact length, and nothing left of those that fail. */
#include "render_case.h"

#include <sys/stat.h>
#include <time.h>

/* A line of "width,height,frames", counted by decoding all of them. */
static void check_film(const char *path, const char *want)
{
    struct printed printed;
    char command[300];

    snprintf(command, sizeof command, "ffprobe -v error -count_frames "
             "-show_entries stream=width,height,nb_read_frames -of csv=p=0 "
             "'%s'", path);
    program_shell(&printed, command);
    assert_int_equal(printed.code, 0);
    printed.out[strcspn(printed.out, "\n")] = '\0';
    assert_string_equal(printed.out, want);
}

static bool no_ffmpeg(void)
{
    return system("ffmpeg -version >/dev/null 2>&1 && "
                  "ffprobe -version >/dev/null 2>&1") != 0;
}

static void films_have_every_frame(void **state)
{
    (void)state;

    if (no_ffmpeg())
        skip();
    render_works("render --from 3 --to 4 --fps 10 --size 160x120 -o a.mp4");
    check_film("a.mp4", "160,120,20");
    render_works("render --from 4 --to 3 --fps 10 --size 160x120 -o b.mp4");
    check_film("b.mp4", "160,120,20");
    render_works("render --from 3 --to 5 --fps 8 --speed 2 --pass backward "
                 "--size 161x121 -o c.mp4");
    check_film("c.mp4", "162,122,12"); /* padded */
    render_works("render --from 3 --to 4 --fps 10 --size 161x121 -o a.gif");
    check_film("a.gif", "161,121,20");
    render_works("render --from 3 --to 3 --fps 1 --size 64x64 -o 'a:b %d.gif'");
    check_film("./a:b %d.gif", "64,64,1");
}

static void folders_need_no_ffmpeg(void **state)
{
    struct printed printed;
    (void)state;

    program_shell(&printed, "PATH=/none exec \"$GATEREEL_PROGRAM\" render "
                            "--from 2 --to 3 --fps 3 --size 65x64 -o film/");
    assert_int_equal(printed.code, 0);
    render_check_size("film/frame-00001.png", 65, 64);
    render_check_size("film/frame-00006.png", 65, 64);
    assert_int_equal(access("film/frame-00007.png", F_OK), -1);
    render_works("render --at 3 --size 65x64 -o last.png");
    render_same("film/frame-00006.png", "last.png");
    render_fails("render --from 2 --to 2 --fps 3 --size 64x64 -o film/", 1,
                 "gatereel: 'film/' holds frames of a longer film; remove them "
                 "or name another folder\n");
}

static void a_missing_ffmpeg_is_said(void **state)
{
    struct printed printed;
    (void)state;

    int before = render_entries();
    program_shell(&printed, "PATH=/none exec \"$GATEREEL_PROGRAM\" render "
                            "--from 1 --to 2 --size 64x64 -o no.mp4");
    assert_int_equal(printed.code, 1);
    assert_string_equal(
        printed.err,
        "gatereel: the program ffmpeg is missing, which makes films (Debian: "
        "apt install ffmpeg); a name that ends in '/' gives a folder of "
        "pictures without it\n");
    assert_int_equal(render_entries(), before);
}

/* Puts a shell script in place of ffmpeg and makes a film with it. */
static void film_with(const char *script, struct printed *printed)
{
    FILE *file;

    assert_true(mkdir("bin", 0777) == 0 || access("bin", X_OK) == 0);
    file = fopen("bin/ffmpeg", "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod("bin/ffmpeg", 0755), 0);
    int before = render_entries();
    program_shell(printed, "PATH=\"$PWD/bin:$PATH\" exec \"$GATEREEL_PROGRAM\""
                           " render --from 1 --to 2 --size 320x200 -o x.mp4");
    assert_int_equal(printed->code, 1);
    assert_int_equal(render_entries(), before);
}

static void a_dying_ffmpeg_is_said(void **state)
{
    struct printed printed;
    (void)state;

    film_with("echo \"[vost @ 0x5] Unknown encoder 'libx264'\" >&2; exit 1",
              &printed);
    assert_string_equal(printed.err, "gatereel: cannot write 'x.mp4': ffmpeg "
                                     "stopped: Unknown encoder 'libx264'\n");
    film_with("head -c 300000 >/dev/null; kill -9 $$", &printed);
    assert_string_equal(printed.err, "gatereel: cannot write 'x.mp4': ffmpeg "
                                     "stopped\n");
    film_with("exit 0", &printed);
    assert_string_equal(printed.err, "gatereel: cannot write 'x.mp4': ffmpeg "
                                     "stopped\n");
    film_with("cat >/dev/null; yes complaint | head -c 999999 >&2; exit 3",
              &printed);
    assert_string_equal(printed.err, "gatereel: cannot write 'x.mp4': ffmpeg "
                                     "stopped: complaint\n");
}

static void a_full_disk_is_said(void **state)
{
    struct printed printed;
    (void)state;

    if (no_ffmpeg())
        skip();
    int before = render_entries();
    for (int k = 0; k < 2; k++) {
        char command[300], want[200];
        const char *end = k ? "gif" : "mp4";
        snprintf(command, sizeof command, "ulimit -f 8; exec "
                 "\"$GATEREEL_PROGRAM\" render --from 1 --to 8 --fps 10 "
                 "--size 640x480 -o big.%s", end);
        program_shell(&printed, command);
        assert_int_equal(printed.code, 1);
        snprintf(want, sizeof want, "gatereel: cannot write 'big.%s': ffmpeg "
                 "stopped: ", end);
        assert_int_equal(strncmp(printed.err, want, strlen(want)), 0);
        assert_non_null(strstr(printed.err, "File too large\n"));
        assert_int_equal(render_entries(), before);
    }
}

static void places_that_cannot_be_written(void **state)
{
    (void)state;

    assert_int_equal(mkdir("folder.mp4", 0777), 0);
    render_fails("render --from 1 --to 2 -o folder.mp4", 1,
                 "gatereel: folder.mp4: cannot open: Is a directory\n");
    render_fails("render --from 1 --to 2 -o none/a.mp4", 1,
                 "gatereel: none/a.mp4: cannot create a file beside it: No "
                 "such file or directory\n");
    render_fails("render --from 1 --to 2 -o none/a/", 1,
                 "gatereel: cannot make the folder 'none/a/': No such file or "
                 "directory\n");
    render_fails("render --from 1 --to 48 --speed 0.01 --fps 120 -o a.mp4", 1,
                 "gatereel: that film would have 576000 frames; show fewer "
                 "steps, with a higher --speed or a lower --fps\n");
}

static void wait_a_little(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
}

/* Starts a long film, and returns when its hidden file is there. */
static pid_t start_film(void)
{
    const char *program = getenv("GATEREEL_PROGRAM");
    int before = render_entries();
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        freopen("said", "w", stderr);
        program_heed_signals();
        execl(program, program, "render", "--from", "1", "--to", "48",
              "--size", "1280x720", "-o", "long.mp4", (char *)NULL);
        _exit(127);
    }
    for (int k = 0; k < 500 && render_entries() < before + 2; k++)
        wait_a_little();
    assert_int_equal(render_entries(), before + 2); /* and "said" */
    return child;
}

static void signals_leave_nothing(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    (void)state;

    if (no_ffmpeg())
        skip();
    for (int k = 0; k < 3; k++) {
        int before = render_entries(), status;
        size_t length;
        pid_t child = start_film();
        kill(child, signals[k]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
        char *said = render_read("said", &length);
        assert_string_equal(said, "gatereel: interrupted\n");
        free(said);
        assert_int_equal(remove("said"), 0);
        assert_int_equal(render_entries(), before);
    }
}

/* A pipe that nobody writes to can be waited for, and no longer. */
static void waiting_for_a_pipe_can_be_ended(void **state)
{
    const char *program = getenv("GATEREEL_PROGRAM");
    int status = 0;
    (void)state;

    assert_int_equal(mkfifo("pipe.csv", 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        program_heed_signals();
        execl(program, program, "render", "--model", "pipe.csv", "--input",
              "pipe.csv", "-o", "a.png", (char *)NULL);
        _exit(127);
    }
    for (int k = 0; k < 25; k++)
        wait_a_little();
    assert_int_equal(waitpid(child, &status, WNOHANG), 0);
    kill(child, SIGTERM);
    pid_t ended = 0;
    for (int k = 0; k < 500 && ended == 0; k++) {
        wait_a_little();
        ended = waitpid(child, &status, WNOHANG);
    }
    if (ended == 0)
        kill(child, SIGKILL);
    assert_int_equal(ended, child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(remove("pipe.csv"), 0);
}

/* After kill -9 nothing can be tidied, but there is no half film, and ffmpeg
 * ends by itself: the hidden file stays as it is. */
static void a_kill_leaves_no_half_film(void **state)
{
    struct stat one, other;
    char name[64];
    int status;
    (void)state;

    if (no_ffmpeg())
        skip();
    pid_t child = start_film();
    snprintf(name, sizeof name, ".gatereel-%ld-0.tmp", (long)child);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(access("long.mp4", F_OK), -1);
    int still = 0;
    for (int k = 0; k < 500 && still < 25; k++) {
        assert_int_equal(stat(name, &one), 0);
        wait_a_little();
        assert_int_equal(stat(name, &other), 0);
        still = one.st_size == other.st_size && one.st_size > 0 ? still + 1
                                                                : 0;
    }
    assert_int_equal(still, 25);
    assert_int_equal(remove(name), 0);
    assert_int_equal(remove("said"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(films_have_every_frame),
        cmocka_unit_test(folders_need_no_ffmpeg),
        cmocka_unit_test(a_missing_ffmpeg_is_said),
        cmocka_unit_test(a_dying_ffmpeg_is_said),
        cmocka_unit_test(a_full_disk_is_said),
        cmocka_unit_test(places_that_cannot_be_written),
        cmocka_unit_test(signals_leave_nothing),
        cmocka_unit_test(waiting_for_a_pipe_can_be_ended),
        cmocka_unit_test(a_kill_leaves_no_half_film),
    };

    return cmocka_run_group_tests(tests, render_setup, render_teardown);
}
