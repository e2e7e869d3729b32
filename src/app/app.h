/* The app: what the user sees and has, and what every input does to it. No
 * window, no clock, no files. Whoever has those runs
 *
 *     app_update(&app, &input);
 *     while (app_take_request(&app, &request))
 *         carry it out, answer with app_set_lab, app_message ..
 *     if (app_wants_frame(&app)) {
 *         app_build(&app, measure);
 *         paint app.list
 *     }
 *
 * and waits for events where neither app_animating nor app_wants_work says
 * otherwise. Clicks hit what the latest list shows, so a recorded list of
 * inputs replays exactly where frames are built as above and requests are
 * answered the same.
 */
#ifndef GATEREEL_APP_APP_H
#define GATEREEL_APP_APP_H

#include "app/course/player.h"
#include "app/files/bookmarks.h"
#include "app/files/files.h"
#include "app/files/presets.h"
#include "app/files/settings.h"
#include "app/look.h"
#include "app/play.h"
#include "app/pointer.h"
#include "app/train/train.h"
#include "draw/input.h"
#include "scene/course/card.h"
#include "scene/scene.h"

enum { APP_PATH_MAX = 2048, APP_SIZE_MAX = 16384, APP_OPENS_MAX = 16 };

/* What only somebody outside can do. */
enum request_kind {
    REQUEST_SAVE_PICTURE, /* of the latest frame */
    REQUEST_RECORD_START, /* answered by app_set_recording */
    REQUEST_RECORD_STOP,
    REQUEST_OPEN,         /* path: a model, a series; answered by
                             app_set_lab */
    REQUEST_LIST_FOLDER,  /* path, "": wherever to begin; answered by
                             app_show_files */
    REQUEST_OPEN_PRESET,  /* path: its name; answered by app_set_lab and
                             app_show_scene */
    REQUEST_SAVE_SCENE,   /* of the lab and the view */
    REQUEST_LESSON,       /* path: "8.4", "8", a folder, or a folder and a step
                             "DIR:4"; answered by app_set_lesson */
    REQUEST_STAGE,        /* of the present step, with the seed of its answer:
                             answered by app_set_lab (or app_set_training) and
                             app_show_step */
    REQUEST_CARDS,        /* the next lesson card that has no picture yet:
                             answered by app_set_card */
    REQUEST_TRAIN,        /* path: a task's name; answered by
                             app_set_training */
    REQUEST_SAVE_TRAINING,/* with all networks and their past */
    REQUEST_FULL_SCREEN,  /* or back */
    REQUEST_CANCEL,       /* the long work whose progress is shown */
    REQUEST_SAVE_SETTINGS,/* see app_settings; and app.bookmarks */
    REQUEST_QUIT,
    REQUESTS
};

struct request {
    enum request_kind kind;
    char path[APP_PATH_MAX];
};

/* What the levels were made of. */
struct app_levels {
    int lane, layer, signal;
    enum heat_kind kind;
    unsigned run;          /* of the film: changes with every run */
};

/* What the decay curves were begun for. */
struct app_decays {
    int lane, layer;
    unsigned built;        /* of the lab */
    const struct film *film; /* the untouched one; only compared */
};

/* How a step looked as it began. */
struct app_begun {
    enum pass pass;
    int step;
    struct ui ui;
    struct timeline timeline;  /* that ui.at is meant in */
};

/* What of the training the lab shows, and what the race does. */
struct app_trained {
    enum train_run run;
    int batches;           /* done of what runs, of all networks, */
    int wanted;            /* and for one batch of each that still learns */
    int begun;             /* finished epochs when it began to run */
    int64_t owed;          /* microseconds that the speed limit allows */
    uint32_t waited;       /* since the lab got the live weights */
    bool stale;            /* they have moved on since */
    bool live;             /* the lab shows them */
    unsigned made;         /* of the training, */
    int epoch, example;    /* that the lab shows */
    const struct lab *lab; /* that shows it; only compared */
    struct race_setup held; /* what a dial that is dragged was set to */
};

struct app {
    struct ui ui;
    struct draw_list list;    /* the latest frame */
    int width, height;        /* of the window in pixels */

    struct lab *lab;          /* owned; NULL: nothing is open */
    struct training *training; /* owned; NULL: nobody learns. The lab is of its
                                 networks, or of something opened since */
    bool lent;                /* the lab is a lesson's stage: settings speak of
                                 something else */
    bool compared;            /* its lanes were asked for already */
    bool from_lanes;          /* the cell was entered from them */
    struct film *film;        /* the lane of it that is on the stage */
    struct app_trained trained;
    struct decays decays;
    struct app_decays decays_of;
    bool decays_failed;       /* no memory: not tried again */
    struct levels levels;
    struct app_levels levels_of;
    struct studies studies;   /* of the film, for what is on the screen */

    struct play play;
    struct zoom zoom;
    struct pointer pointer;
    struct files files;
    struct presets presets;
    struct course course;     /* the lesson that is open */
    struct player player;
    struct bookmarks bookmarks; /* where lessons were left; to be kept by
                                   whoever has files, as settings are */
    struct cards cards;       /* all lessons, for the start screen */
    struct settings settings; /* kept up to date by app_settings */
    struct app_begun begun;

    struct request request[REQUESTS + APP_OPENS_MAX]; /* oldest first; one of
                                 a kind, but APP_OPENS_MAX to open files */
    int requests;
    bool dirty;               /* there is something new to see */
    double input_from;        /* an input's value as its drag began, */
    bool input_moved;         /* and whether it has moved since */
    struct point *strokes;    /* [UI_STROKE_MAX], for ui.stroke */
};

/* The start screen without a film, at 1920 x 1080. */
bool app_init(struct app *app, struct error *error);
void app_finish(struct app *app);

/* Applies one record: first the time, then the work, then the events. */
void app_update(struct app *app, const struct input *input);

/* Is there something new to see? Building the frame answers it. */
bool app_wants_frame(const struct app *app);
void app_build(struct app *app, struct measure measure);

/* Does time alone change the picture? */
bool app_animating(const struct app *app);
/* Are there units of work left (for the next record's `work`)? */
bool app_wants_work(const struct app *app);
/* Is there a field that takes text? Else an input method is to be off. */
bool app_wants_text(const struct app *app);

/* The oldest request, which is then gone; false when there is none. */
bool app_take_request(struct app *app, struct request *request);

/* Answers. The lab is taken over, and its first lane shown where it was left
 * if it is what settings speak of; path is "" for the opening scene, NULL for
 * what is not to be remembered: the stage of a lesson. */
void app_set_lab(struct app *app, struct lab *lab, const char *path);
/* A training, which is taken over: its networks go on the stage. */
void app_set_training(struct app *app, struct training *training);
/* Then, where it is a scene's lab, its view; `name` is that of a preset, or
 * "". */
void app_show_scene(struct app *app, const struct scene_file *file,
                    const char *name);
bool app_show_presets(struct app *app, const struct ui_preset *entries,
                      size_t count, struct error *error);
bool app_show_files(struct app *app, const char *folder,
                    const struct ui_file *entries, size_t count,
                    struct error *error);
/* What is open is from now on remembered as this path. */
void app_remember(struct app *app, const char *path);
/* One line for the user; errors stay until they are dismissed, notes until the
 * next key or click. */
void app_message(struct app *app, const char *text, bool is_error);
void app_progress(struct app *app, float share); /* 0 .. 1; < 0: no work */
void app_set_recording(struct app *app, bool recording);

/* A lesson, which is taken over, at a step from 0, -1: where it was left; the
 * stage is asked for. The same lesson again (its files were saved) stays at
 * its step. */
void app_set_lesson(struct app *app, struct lesson *lesson, int step);
/* What its files say now cannot be read: shown in the column. */
void app_lesson_problem(struct app *app, const char *text);
/* The stage of the present step is there: its view. `file` is the view of the
 * preset or scene that it is of, or NULL. */
void app_show_step(struct app *app, const struct scene_file *file);
/* The stage could not be made: the column says why. */
void app_stage_failed(struct app *app, const char *why);
void app_set_glossary(struct app *app, const struct glossary *glossary,
                      enum language language); /* borrowed */
void app_set_plan(struct app *app, const struct class_plan *plan); /* borrowed */
/* The cards of the start screen; a lab (taken over) for the picture of one. */
bool app_show_cards(struct app *app, const struct lesson_card *card,
                    int count, struct error *error);
void app_set_card(struct app *app, int card, struct lab *lab);

/* What to remember now, and the way back. */
const struct settings *app_settings(struct app *app);
void app_use_settings(struct app *app, const struct settings *settings);

/* For the parts of the app: */
void app_ask(struct app *app, enum request_kind kind, const char *path);
void app_forget_note(struct app *app); /* a message that is no error */

#endif
