/* What the user has set: everything a frame depends on beside the film. */
#ifndef GATEREEL_SCENE_UI_H
#define GATEREEL_SCENE_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw.h"
#include "nn/flow/jacobian.h"
#include "nn/flow/lags.h"
#include "scene/look/theme.h"

enum language { LANGUAGE_EN, LANGUAGE_KO, LANGUAGES };
extern const char *const language_names[LANGUAGES]; /* "en", "ko" */

enum screen {
    SCREEN_START, /* lessons, open a file, recent ones */
    SCREEN_STAGE, /* the strip with two panels below it */
    SCREEN_CELL,  /* one cell from inside */
    SCREEN_COMPARE, /* networks side by side in lanes */
    SCREEN_TRAIN,   /* networks that learn */
    SCREEN_TEXT,    /* what was read as text, coloured by a unit */
    SCREENS
};

/* Panels of the stage; also what `render --view` and the F key show alone. */
enum panel {
    PANEL_NONE,
    PANEL_STORY,   /* left: what is on the stage, the equation of the phase */
    PANEL_STRIP,   /* the unrolled network; backward: its gradients */
    PANEL_HEAT,    /* unit x time of one signal */
    PANEL_SCOPES,  /* curves of one unit over time */
    PANEL_SERIES,  /* input, target, output */
    PANEL_DECAY,   /* size of the gradient by lag */
    PANEL_LAYERS,  /* all layers as rows */
    PANEL_CELL,
    PANEL_SUMS,    /* arithmetic of one unit */
    PANEL_PATHS,   /* dc_T/dc_t taken apart: carousel, h-path, total */
    PANEL_TRIANGLE,/* which step taught the weights how much */
    PANEL_UNITS,   /* the table of units */
    PANEL_TRACE,   /* how a number came about */
    PANEL_LANES,   /* of SCREEN_COMPARE: the networks, one below the other */
    PANEL_DIALS,   /* what they are made of, to be turned */
    PANEL_REACH,   /* size of the gradient by lag, a curve for each lane */
    PANEL_FACTORS, /* the one-step factors that multiply up to it */
    PANEL_TASK,    /* of SCREEN_TRAIN: what is learned, and its dials */
    PANEL_LOSS,    /* loss by epoch, a curve for each network */
    PANEL_NORMS,   /* sizes of gradients by epoch, and what was clipped */
    PANEL_SCORES,  /* how good each network is, beside its baseline */
    PANEL_REEL,    /* the epochs as a strip of film */
    PANEL_SWEEP,   /* how far back each kind of network learns to look */
    PANEL_TEXT,    /* of SCREEN_TEXT: the text, coloured */
    PANEL_NEXT,    /* what comes next: probabilities, surprise, the best few
                      answers */
    PANEL_LESSON,  /* left: the column of a lesson */
    PANEL_PREDICT, /* a curve to be drawn, then what came */
    PANEL_CALCULATE, /* calculation by hand */
    PANELS
};
extern const char *const panel_names[PANELS]; /* "none", "story", .. */

enum overlay {
    OVERLAY_NONE,
    OVERLAY_HELP,  /* eight keys, then every key: `help_page` */
    OVERLAY_FILES, /* the list of files */
    OVERLAY_PRESETS, /* the list of presets */
    OVERLAY_TASKS, /* the list of tasks */
    OVERLAY_GO,    /* "8.4": a step to go to is typed */
    OVERLAY_GLOSSARY, /* all terms */
    OVERLAY_BLACK,
    OVERLAYS
};

/* What the heat map shows of its signal. */
enum heat_kind {
    HEAT_VALUE,
    HEAT_GRADIENT,   /* dL/d(signal) */
    HEAT_DIFFERENCE, /* from the untouched run; 0 without one */
    HEAT_KINDS
};

/* What a drag over the heat map, or a click on a gate, does. */
enum tool {
    TOOL_LOOK,  /* scrubs, reads */
    TOOL_ONE,   /* pins at 1 */
    TOOL_ZERO,  /* pins at 0 */
    TOOL_FREE,  /* takes pins away */
    TOOL_CUT,   /* cuts wires */
    TOOLS
};

/* What can be turned on the panel of dials, in its order. */
enum dial {
    DIAL_GAIN,    /* of U, or its spectral radius */
    DIAL_FORGET,  /* sum of both forget biases */
    DIAL_STEPS, DIAL_SCHEME, DIAL_ACTIVATION, DIAL_CLIP, DIAL_SEED,
    DIAL_UNITS,
    DIALS
};

/* Columns of the table of units, by which it can be sorted. */
enum unit_column {
    COLUMN_UNIT, COLUMN_MEAN, COLUMN_LOW, COLUMN_HIGH, COLUMN_RETENTION,
    COLUMN_HALF_LIFE, COLUMN_STATE, COLUMN_GRADIENT,
    COLUMN_REACTION, /* what it reacts to most; of text */
    UNIT_COLUMNS
};

extern const char *const unit_column_names[UNIT_COLUMNS]; /* "unit", "mean" .. */

/* What can be set before a training begins, the most telling first. */
enum train_dial {
    TRAIN_LAG,    /* steps as the task counts them */
    TRAIN_RATE, TRAIN_UNITS,
    TRAIN_SEEDS,  /* how many networks of each kind */
    TRAIN_CLIP, TRAIN_FORGET, TRAIN_BATCH, TRAIN_EPOCHS, TRAIN_SEED,
    TRAIN_DIALS
};

/* A range of a heat map that is being marked: units and steps. */
struct brush {
    bool on;
    bool follows;          /* it ends at the present unit and step */
    int first_unit, first_step; /* where it began, unit from 0, */
    int last_unit, last_step;   /* and where it goes: before or behind that */
};

enum { UI_TRACE_MAX = 12, UI_LABEL_MAX = 96, UI_SENTENCE_MAX = 320 };

/* A preset in the list of them. */
struct ui_preset {
    char name[48];                       /* "lstm-vanishes" */
    char title[2][UI_LABEL_MAX];         /* by language */
    char look[2][UI_SENTENCE_MAX];       /* what to look at, one sentence */
};

enum { SPEEDS = 5, UI_MESSAGE_MAX = 512, UI_FILES_MAX = 512,
       UI_FILTER_MAX = 128 };
extern const float ui_speeds[SPEEDS]; /* steps a second: 1/4 .. 16 */
extern const char *const ui_speed_names[SPEEDS]; /* "¼×" .. */
extern const float ui_train_speeds[SPEEDS]; /* batches a second; 0: no limit */
extern const char *const ui_train_speed_names[SPEEDS]; /* "1/s" .. "max" */

/* A line of the list of files. */
struct ui_file {
    char name[256];
    bool folder, recent;
};

struct ui {
    enum theme_name theme;
    enum language language;
    float text_scale;          /* 0.8 .. 2 */
    bool reduced_motion, class_mode;

    enum screen screen;
    enum overlay overlay;
    int help_page;             /* 0: the eight keys; 1 .. KEYS_PAGES */
    enum panel left, right;    /* below the strip */
    enum panel alone;          /* fills the stage; PANEL_NONE: nothing does */
    bool story;                /* the left column is there */
    bool learning;             /* it is a lesson's */
    int shown;                 /* panels that the lesson's step asks for; 0: as
                                  the screen is. Any other way of looking sets
                                  it to 0 */
    enum panel show[2];
    bool covered;              /* they are hidden until the question is
                                  answered */
    unsigned lit;              /* bits 1 << enum step_lit (course/step.h) */
    int cut;                   /* truncated BPTT: it stops so many steps before
                                  the loss; 0: it does not */
    bool keep_write;           /* f and i are called keep and write gate */

    int64_t at;                /* the playhead, in ticks */
    bool playing;
    int speed;                 /* index into ui_speeds */
    int layer, unit;           /* from 0 */
    bool mean;                 /* numbers are means over the units */
    float cards;               /* steps the strip shows, 3 .. 200 */
    int heat_signal;           /* index into the cell's `shown` signals */
    enum heat_kind heat;       /* what is shown of it */
    bool overlaid;             /* scopes in one plot */
    int gate;                  /* opened in the arithmetic, index of a gate
                                  block in screen order; -1: none */
    bool all_lanes;            /* close-up: every unit's lane, not only one */
    bool z_writes;             /* GRU: the other reading of z */

    int lane;                  /* the one of the lab that is on the stage */
    enum decay_measure quantity; /* that the curves of the lanes show */
    bool detach;               /* h_{t-1} held constant inside the gates */
    bool total;                /* dc through h_t of the same step too */
    int lag;                   /* where verdicts are stated; 0: the largest */
    bool linear_width;         /* of the lanes' gradients; else log */
    bool lane_gates;           /* lanes show gates instead of the factor */
    int dial;                  /* enum dial that keys turn */
    bool all_dials;            /* every dial, not only the first two */
    bool one_lane;             /* dials turn the present lane only */
    enum tool tool;
    struct brush brush;
    int input;                 /* of several, the one that keys move */
    bool connect;              /* under the tokens: connectivity of an output */
    int output, output_step;   /* which one, from 0, and at which step (0: the
                                  last) */
    int loss_step;             /* row of the triangle, from 1; 0: the last */
    enum decay_measure path;   /* that the panel of paths shows */
    enum lag_measure weights;  /* whose gradient it takes apart: W, U or b */
    bool strands;              /* backward: the two ways of the gradient apart
                                  on the belt, else their total */
    enum unit_column column;   /* the table of units is sorted by it */
    bool descending;
    int table_signal;          /* its gate, index into the cell's `shown` */
    int traces;                /* numbers opened one out of another: */
    struct draw_id trace[UI_TRACE_MAX]; /* the last one is shown */
    int trace_top;             /* first term shown */
    char look_title[2][UI_LABEL_MAX]; /* of the preset, by language */
    char look_at[2][UI_SENTENCE_MAX]; /* and its sentence; "": none */
    char preset[48];           /* its name; "": none */

    bool training;             /* networks learn */
    int train_speed;           /* index into ui_train_speeds */
    int epoch;                 /* that is looked at, finished ones; -1: the
                                  latest */
    int example;               /* test sequence that is looked at, from 0 */
    int train_dial;            /* enum train_dial that keys turn */
    bool train_all;            /* every dial and panel, not only the first */
    bool loss_linear;          /* axis of the losses; else log */
    bool loss_accuracy;        /* of labels: accuracy in its place */
    int task;                  /* chosen in the list of tasks, enum task_kind */
    int text_top;              /* first line of the text shown, from 0; -1: that
                                  of the present step follows */

    struct point pointer;      /* in pixels; x < 0: not over the window */
    struct draw_id hover;      /* what is under it */
    struct draw_id pinned;     /* a read-out that stays; kind 0: none */
    struct point pinned_at;    /* in pixels */

    bool magnified;            /* twice, around magnify_at (pixels) */
    struct point magnify_at;
    bool light;                /* the pointer is a light */
    bool drawing;              /* the pointer draws */
    int strokes;               /* points drawn so far; x < 0 lifts the pen */
    struct point *stroke;      /* [UI_STROKE_MAX] in units, owned by the app */

    char message[UI_MESSAGE_MAX]; /* one line for the user; "": none */
    bool message_is_error;
    float busy;                /* progress of long work 0 .. 1; < 0: none */
    bool recording;

    int card;                  /* of a lesson, that keys have chosen on the start
                                  screen, from 1; 0: none */
    int files, file;           /* entries of the list, the chosen one */
    const struct ui_file *file_list;
    int presets, choice;       /* the list of presets, the chosen one */
    const struct ui_preset *preset_list;
    char folder[1024];
    char filter[UI_FILTER_MAX]; /* typed to narrow the list */
    char composing[UI_FILTER_MAX]; /* not yet typed: an input method's */
};

enum { UI_STROKE_MAX = 8192 };

/* The defaults: dark, English, the stage of a film at its first step. */
struct ui ui_defaults(void);

/* How many times larger than usual letters are: the text scale, and the class
 * mode, which brings the smallest text to 24 pixels at 1080p. */
static inline float ui_letters(const struct ui *ui)
{
    return ui->text_scale * (ui->class_mode ? 1.72f : 1);
}

/* Does what is said beside a GRU follow the other reading of z? Only where its
 * cell is seen from inside: the strip is drawn with the z that keeps. */
static inline bool ui_z_writes(const struct ui *ui)
{
    return ui->z_writes && ui->screen == SCREEN_CELL;
}

/* May the panel be on the screen? */
bool ui_shows(const struct ui *ui, enum panel panel);

/* The text of the present language. */
static inline const char *say(const struct ui *ui, const char *en,
                              const char *ko)
{
    return ui->language == LANGUAGE_KO ? ko : en;
}

#endif
