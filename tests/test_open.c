/* What `gatereel open` does with files: choosing them, listing them, settings,
 * records, pictures. The window itself: tests/window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/assets.h"
#include "cli/machine.h"
#include "cli/open/films.h"
#include "cli/open/folder.h"
#include "cli/open/records.h"
#include "cli/open/saved.h"
#include "cli/open/shots.h"
#include "program.h"

struct desk {
    char folder[64], home[512];
    char model[512], input[512];  /* copies of the opening scene's */
};

static void copy(const char *asset, const char *to)
{
    char path[1024], command[2048];

    assert_true(assets_path(asset, path, sizeof path, NULL));
    snprintf(command, sizeof command, "cp '%s' '%s'", path, to);
    assert_int_equal(system(command), 0);
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A folder of its own is the present one for each test. */
static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);

    if (desk == NULL || getcwd(desk->home, sizeof desk->home) == NULL)
        return 1;
    strcpy(desk->folder, "/tmp/gatereel-open-XXXXXX");
    if (mkdtemp(desk->folder) == NULL || chdir(desk->folder) != 0)
        return 1;
    snprintf(desk->model, sizeof desk->model, "%s/m.safetensors",
             desk->folder);
    snprintf(desk->input, sizeof desk->input, "%s/x.csv", desk->folder);
    copy("models/co2.safetensors", desk->model);
    copy("data/co2_change.csv", desk->input);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", desk->folder);
    int failed = chdir(desk->home) | system(command);
    free(desk);
    return failed;
}

/* One film after the other, as the user chooses them. */
struct choice {
    struct films films;
    struct lab *lab;
    struct error error;
};

static enum films_result choose(struct choice *choice, const char *path)
{
    const struct load_source nothing = {0};

    choice->error.text[0] = '\0';
    lab_destroy(choice->lab);
    choice->lab = NULL;
    return films_choose(&choice->films, path, &nothing,
                        &(struct load_with){.kernels = machine_kernels()},
                        &choice->lab, &choice->error);
}

static void network_and_series_in_either_order(void **state)
{
    const struct desk *desk = *state;
    struct choice choice = {0};
    char path[2048], both[2048];

    snprintf(both, sizeof both, "%s + %s", desk->model, desk->input);
    assert_string_equal(films_path(&choice.films, path, sizeof path), "");
    assert_int_equal(choose(&choice, "m.safetensors"), FILMS_WANTS_INPUT);
    assert_int_equal(choose(&choice, "x.csv"), FILMS_LOADED);
    assert_true(lab_film(choice.lab, 0)->steps > 400);
    assert_string_equal(films_path(&choice.films, path, sizeof path), both);

    choice.films = (struct films){0};
    assert_int_equal(choose(&choice, desk->input), FILMS_WANTS_MODEL);
    assert_int_equal(choose(&choice, desk->model), FILMS_LOADED);
    assert_int_equal(choose(&choice, desk->model), FILMS_WANTS_INPUT);
    /* From now on another series is for the same network. */
    copy("data/co2_change.csv", "other.CSV");
    assert_int_equal(choose(&choice, "other.CSV"), FILMS_LOADED);
    assert_int_equal(choose(&choice, both), FILMS_LOADED);
    assert_string_equal(films_path(&choice.films, path, sizeof path), both);
    lab_destroy(choice.lab);
}

static void refused_files_change_nothing(void **state)
{
    const struct desk *desk = *state;
    struct choice choice = {0};
    char path[2048], both[2048];

    snprintf(both, sizeof both, "%s + %s", desk->model, desk->input);
    assert_int_equal(choose(&choice, both), FILMS_LOADED);
    put("damaged.csv", "a,b\n1,\n,x\n");
    assert_int_equal(choose(&choice, "damaged.csv"), FILMS_FAILED);
    assert_non_null(strstr(choice.error.text, "damaged.csv"));
    assert_int_equal(choose(&choice, "gone.csv"), FILMS_FAILED);
    assert_non_null(strstr(choice.error.text, "gone.csv"));
    assert_int_equal(choose(&choice, "notes.txt"), FILMS_FAILED);
    assert_string_equal(choice.error.text, "'notes.txt' is neither a network "
                        "(.safetensors) nor a series (.csv) nor a scene "
                        "(.scene)");
    assert_string_equal(films_path(&choice.films, path, sizeof path), both);
    assert_int_equal(mkfifo("pipe.csv", 0600), 0);
    assert_int_equal(choose(&choice, "pipe.csv"), FILMS_FAILED);
    assert_non_null(strstr(choice.error.text, "pipe.csv' is no file"));
    /* What is open stays when its files go. */
    assert_int_equal(unlink("m.safetensors"), 0);
    assert_int_equal(choose(&choice, both), FILMS_FAILED);
    assert_string_equal(films_path(&choice.films, path, sizeof path), both);
    lab_destroy(choice.lab);
}

static void folders_are_listed_in_order(void **state)
{
    struct folder folder;
    struct error error = {0};
    const struct desk *desk = *state;
    static const char *const names[] = {
        "a folder", "Zoo", "B.CSV", "m.safetensors", "x.csv", "하나.csv",
    };

    put("B.CSV", "");
    put("notes.txt", "");
    put(".hidden.csv", "");
    put("하나.csv", "");
    mkdir("Zoo", 0700);
    mkdir("a folder", 0700);
    mkdir("a folder/folder.csv", 0700);
    assert_int_equal(symlink("nowhere.csv", "broken.csv"), 0);
    assert_true(folder_list(&folder, ".", &error));
    assert_string_equal(folder.path, desk->folder);
    assert_int_equal(folder.count, sizeof names / sizeof *names);
    for (size_t k = 0; k < folder.count; k++) {
        assert_string_equal(folder.entry[k].name, names[k]);
        assert_int_equal(folder.entry[k].folder, k < 2);
    }
    folder_finish(&folder);
    assert_true(folder_list(&folder, "a folder", &error));
    assert_int_equal(folder.count, 1);
    assert_true(folder.entry[0].folder);
    folder_finish(&folder);
    assert_false(folder_list(&folder, "gone", &error));
    assert_non_null(strstr(error.text, "gone"));
    folder_finish(&folder);
}

static void settings_are_read_and_written(void **state)
{
    const struct desk *desk = *state;
    static struct saved saved, again;
    struct settings settings = settings_defaults(), read = settings_defaults();
    struct error error = {0};
    char config[128];

    snprintf(config, sizeof config, "%s/new/config", desk->folder);
    setenv("XDG_CONFIG_HOME", config, 1);
    setenv("LC_ALL", "ko_KR.UTF-8", 1);
    assert_true(saved_read(&saved, &settings, &error));
    assert_int_equal(settings.language, LANGUAGE_KO);
    settings.theme = THEME_LIGHT;
    settings.width = 1000;
    settings.height = 700;
    assert_true(saved_write(&saved, &settings, &error));
    setenv("LC_ALL", "C", 1);
    assert_true(saved_read(&again, &read, &error));
    assert_int_equal(read.language, LANGUAGE_KO);
    assert_int_equal(read.theme, THEME_LIGHT);
    assert_int_equal(read.width, 1000);
    assert_int_equal(read.height, 700);
    /* What is there already is not written again. */
    assert_int_equal(unlink("new/config/gatereel/settings"), 0);
    assert_true(saved_write(&again, &read, &error));
    assert_int_not_equal(access("new/config/gatereel/settings", F_OK), 0);
}

static void damaged_settings_are_said_once(void **state)
{
    static struct saved saved, blocked;
    const struct desk *desk = *state;
    struct settings settings = settings_defaults();
    struct error error = {0};

    setenv("XDG_CONFIG_HOME", desk->folder, 1);
    mkdir("gatereel", 0700);
    put("gatereel/settings", "theme: light\nlanguage: purple\n\xff\n");
    assert_false(saved_read(&saved, &settings, &error));
    assert_non_null(strstr(error.text, "/gatereel/settings: lines that make "
                           "no sense were left out (2)"));
    assert_int_equal(settings.theme, THEME_LIGHT);

    assert_int_equal(unlink("gatereel/settings"), 0);
    assert_int_equal(mkfifo("gatereel/settings", 0600), 0);
    assert_false(saved_read(&saved, &settings, &error));
    assert_non_null(strstr(error.text, "/gatereel/settings is not a file"));
    assert_true(saved_write(&saved, &settings, &error));

    setenv("XDG_CONFIG_HOME", desk->input, 1);
    settings = settings_defaults();
    assert_true(saved_read(&blocked, &settings, &error));
    assert_false(saved_write(&blocked, &settings, &error));
    assert_int_equal(strncmp(error.text, "settings are not remembered: ", 29),
                     0);
    assert_true(saved_write(&blocked, &settings, &error));
    /* Without any place of the user's own nothing is tried. */
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    memset(&blocked, 0, sizeof blocked);
    assert_true(saved_read(&blocked, &settings, &error));
    assert_true(saved_write(&blocked, &settings, &error));
}

/* In the user's state folder, and nowhere else. */
static void lessons_are_remembered(void **state)
{
    const struct desk *desk = *state;
    static struct saved saved, again;
    static struct bookmarks marks, read;
    struct error error = {0};
    char home[128];

    snprintf(home, sizeof home, "%s/home", desk->folder);
    setenv("HOME", home, 1);
    unsetenv("XDG_STATE_HOME");
    assert_true(saved_read_bookmarks(&saved, &marks, &error));
    assert_true(saved_write_bookmarks(&saved, &marks, &error));
    assert_int_not_equal(access("home", F_OK), 0); /* nothing to remember */
    bookmarks_set(&marks, "07-lstm", 3);
    assert_true(saved_write_bookmarks(&saved, &marks, &error));
    assert_int_equal(access("home/.local/state/gatereel/lessons", F_OK), 0);
    assert_true(saved_read_bookmarks(&again, &read, &error));
    assert_int_equal(bookmarks_find(&read, "07-lstm")->last, 3);
    setenv("XDG_STATE_HOME", desk->folder, 1);
    mkdir("gatereel", 0700);
    put("gatereel/lessons", "latest: b\na: 1 1\nb: 2 4\nnothing\n");
    assert_false(saved_read_bookmarks(&again, &read, &error));
    assert_non_null(strstr(error.text, "/gatereel/lessons: lines that make "
                           "no sense were left out (1)"));
    assert_string_equal(read.mark[0].name, "b");
    assert_int_equal(read.mark[0].furthest, 4);
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
}

static void records_come_back(void **state)
{
    static struct input one, other;
    struct records written = {0}, read = {0};
    struct error error = {0};
    char longest[INPUT_TEXT_MAX + 1];

    (void)state;
    memset(longest, '\x01', INPUT_TEXT_MAX);
    longest[INPUT_TEXT_MAX] = '\0';
    input_clear(&one);
    one.elapsed = 16667;
    for (int k = 1; k < INPUT_EVENTS_MAX; k++)
        assert_true(input_add(&one, (struct input_event){
            .kind = INPUT_PRESS, .x = -1.1754942e-38f, .y = 3.4028234e38f}));
    assert_true(input_add_text(&one, INPUT_TEXT, longest, INPUT_TEXT_MAX));
    assert_true(records_create(&written, "records", &error));
    assert_true(records_write(&written, &one, &error));
    input_clear(&other);
    assert_true(records_write(&written, &other, &error));
    /* They are on the disk at once, not only at the end. */
    assert_true(records_open(&read, "records", &error));
    assert_true(records_next(&read, &other));
    assert_int_equal(other.events, INPUT_EVENTS_MAX);
    assert_int_equal(other.text_length, INPUT_TEXT_MAX);
    assert_memory_equal(other.text, longest, INPUT_TEXT_MAX);
    assert_true(records_next(&read, &other));
    assert_int_equal(other.events, 0);
    assert_false(records_next(&read, &other));
    records_finish(&read);
    records_finish(&written);

    put("records", "0 0 key:A\n0 0 kex:A\n");
    assert_false(records_open(&read, "records", &error));
    assert_int_equal(strncmp(error.text, "records:2: ", 11), 0);
    records_finish(&read);
    assert_true(records_create(&written, "/dev/full", &error));
    assert_false(records_write(&written, &one, &error));
    records_finish(&written);
}

/* A mesh of nothing: pictures are black. */
struct easel {
    struct mesh mesh;
    struct atlas atlas;
};

static struct easel open_easel(void)
{
    struct easel easel;

    assert_true(mesh_init(&easel.mesh, NULL));
    assert_true(atlas_init(&easel.atlas, NULL));
    mesh_begin(&easel.mesh, 64, 48);
    mesh_end(&easel.mesh);
    return easel;
}

static void close_easel(struct easel *easel)
{
    atlas_finish(&easel->atlas);
    mesh_finish(&easel->mesh);
}

static void pictures_take_the_first_free_name(void **state)
{
    struct easel easel = open_easel();
    struct shots shots = {0};
    struct error error = {0};

    (void)state;
    put("gatereel-0001.png", "the user's");
    assert_true(shots_save(&shots, &easel.mesh, &easel.atlas, 64, 48, NULL,
                           &error));
    assert_string_equal(shots.name, "gatereel-0002.png");
    assert_int_equal(access("gatereel-0002.png", F_OK), 0);
    assert_true(shots_save(&shots, &easel.mesh, &easel.atlas, 64, 48, NULL,
                           &error));
    assert_string_equal(shots.name, "gatereel-0003.png");
    close_easel(&easel);
}

/* Without ffmpeg (no PATH) frames are pictures, 30 a second. */
static void films_have_their_own_clock(void **state)
{
    struct easel easel = open_easel();
    struct shots shots = {0};
    struct error error = {0};
    char path[4096];

    (void)state;
    snprintf(path, sizeof path, "%s", getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    if (!shots_begin(&shots, &easel.mesh, &easel.atlas, 64, 48, NULL, &error))
        fail_msg("%s", error.text);
    setenv("PATH", path, 1);
    assert_string_equal(shots.name, "gatereel-0001/");
    for (int k = 0; k < 40; k++) {
        assert_true(shots_pass(&shots, 16667, &error));
        shots_change(&shots, &easel.mesh, &easel.atlas, NULL);
    }
    assert_true(shots_end(&shots, &error));
    assert_false(shots.filming);
    assert_int_equal(system("test $(ls gatereel-0001 | wc -l) -eq 21"), 0);
    shots_finish(&shots);
    close_easel(&easel);
}

/* The whole program without a screen; two replays save the same picture. */
static void replays_are_exact(void **state)
{
    static struct printed printed;

    (void)state;
    put("records", "0 0 resize:1000,640\n16667 3 move:500,300\n"
                   "16667 2 key:Space\n16667 0 key:Right\n16667 0 key:S\n"
                   "16667 0 key:T\n200000 9 key:Enter\n16667 0 key:S\n");
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    for (int k = 0; k < 2; k++) {
        program_run(&printed, "open --lang en --replay records");
        assert_string_equal(printed.err, "");
        assert_int_equal(printed.code, 0);
    }
    unsetenv("SDL_VIDEODRIVER");
    assert_int_equal(system("cmp gatereel-0001.png gatereel-0003.png && "
                            "cmp gatereel-0002.png gatereel-0004.png"), 0);
    assert_int_not_equal(
        system("cmp -s gatereel-0001.png gatereel-0002.png"), 0);
}

static void runs_quietly(const char *arguments)
{
    static struct printed printed;

    program_run(&printed, arguments);
    assert_string_equal(printed.err, "");
    assert_int_equal(printed.code, 0);
}

/* What Ctrl+S saves is the same picture, in the window and without one; the
 * second time it goes to the same file. */
static void saved_scenes_are_the_same_picture(void **state)
{
    (void)state;
    put("records", "0 0 resize:1000,640\n16667 200 key:Right\n"
                   "16667 0 key:Right\n16667 0 key:Up\n16667 0 key:N:1\n"
                   "16667 200 key:S\n16667 0 key:S:2\n16667 0 key:S:2\n");
    put("again", "0 0 resize:1000,640\n16667 400\n16667 0 key:S\n");
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    runs_quietly("lab unrolled-is-one --lang en --replay records");
    assert_int_equal(access("gatereel-0002.scene", F_OK), -1);
    runs_quietly("open gatereel-0001.scene --lang en --replay again");
    unsetenv("SDL_VIDEODRIVER");
    runs_quietly("render --scene gatereel-0001.scene --size 1000x640 -o r.png");
    assert_int_equal(system("cmp gatereel-0001.png gatereel-0002.png && "
                            "cmp gatereel-0001.png r.png"), 0);
}

static void use_fonts(const struct desk *desk, const char *folder)
{
    char text[512], path[128];

    snprintf(text, sizeof text, "<?xml version=\"1.0\"?>\n"
             "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
             "<fontconfig>%s%s%s<cachedir>cache</cachedir></fontconfig>\n",
             folder[0] != '\0' ? "<dir>" : "", folder,
             folder[0] != '\0' ? "</dir>" : "");
    put("fonts.conf", text);
    snprintf(path, sizeof path, "%s/fonts.conf", desk->folder);
    setenv("FONTCONFIG_FILE", path, 1);
}

static void missing_fonts_are_said(void **state)
{
    static struct printed printed;
    static const char dejavu[] = "/usr/share/fonts/truetype/dejavu";

    put("records", "0 0 resize:1000,640\n0 0\n0 0 key:L\n");
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    use_fonts(*state, "");
    program_refuses("open --replay records", 1, "no font is installed");
    if (access(dejavu, R_OK) == 0) {
        use_fonts(*state, dejavu);
        program_run(&printed, "open --lang ko --replay records");
        assert_int_equal(printed.code, 0);
        assert_string_equal(printed.err, "gatereel: warning: there is no "
                            "Korean font; install one (Debian: "
                            "fonts-noto-cjk)\n");
    }
    unsetenv("FONTCONFIG_FILE");
    unsetenv("SDL_VIDEODRIVER");
}

static void wrong_usage_is_said(void **state)
{
    (void)state;
    program_refuses("open --input x.csv", 2, "--model is missing");
    program_refuses("open --model m.safetensors", 2,
                    "--input, --tokens or --text");
    program_refuses("open --model m --text t.txt --input x.csv", 2,
                    "not used together");
    program_refuses("open --text t.txt", 2, "--model is missing");
    program_refuses("open --size 10x10", 2, "at least 640x400");
    program_refuses("open --size 1000", 2, "is not WIDTHxHEIGHT");
    program_refuses("open --scale 3", 2, "from 0.8 to 2");
    program_refuses("open --renderer metal", 2, "auto, gpu");
    program_refuses("open --replay a --record-input b", 2, "together");
    program_refuses("open --record-input x.csv --model m.safetensors "
                    "--input x.csv", 2, "x.csv");
    program_refuses("open --colour", 2, "unknown option '--colour'");
    program_refuses("open --theme", 2, "no value for '--theme'");
    program_refuses("open here", 2, "unexpected argument 'here'");
}

#define on_a_desk(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_a_desk(network_and_series_in_either_order),
        on_a_desk(refused_files_change_nothing),
        on_a_desk(folders_are_listed_in_order),
        on_a_desk(settings_are_read_and_written),
        on_a_desk(damaged_settings_are_said_once),
        on_a_desk(records_come_back),
        on_a_desk(pictures_take_the_first_free_name),
        on_a_desk(films_have_their_own_clock),
        on_a_desk(replays_are_exact),
        on_a_desk(lessons_are_remembered),
        on_a_desk(saved_scenes_are_the_same_picture),
        on_a_desk(missing_fonts_are_said),
        on_a_desk(wrong_usage_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
