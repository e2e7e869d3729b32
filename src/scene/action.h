/* What a click on a spot, or a key, asks for. The app carries it out. */
#ifndef GATEREEL_SCENE_ACTION_H
#define GATEREEL_SCENE_ACTION_H

#include <string.h>

enum action {
    ACTION_NONE,           /* about nothing: value = enum panel, the ground of
                              one */
    ACTION_PLAY,           /* or pause */
    ACTION_STEP_BACK, ACTION_STEP_ON,
    ACTION_PHASE_BACK, ACTION_PHASE_ON,
    ACTION_FIRST, ACTION_LAST,
    ACTION_TURN,           /* between forward and backward, same step */
    ACTION_SPEED,          /* value = index; -1 slower, SPEEDS faster */
    ACTION_SCRUB,          /* drag: the spot's width is the whole timeline */
    ACTION_SCRUB_STEPS,    /* drag: the spot's width is steps value ..
                              id.step; a click goes there, or reads where
                              the spot is SUBJECT_OTHER */
    ACTION_GO_PHASE,       /* value = phase of the present step (forward) */
    ACTION_ENTER,          /* zoom into the cell; value = step, 0: present */
    ACTION_LEAVE,          /* out again, close what is open */
    ACTION_UNIT,           /* value = unit; -1 previous, -2 next */
    ACTION_LAYER,          /* value = layer, -1 next, with Shift the one
                              before */
    ACTION_MEAN,           /* numbers of the unit or means */
    ACTION_CARDS,          /* value > 0: more steps in the strip, < 0 fewer */
    ACTION_LEFT_PANEL,     /* value = enum panel; 0: the next one */
    ACTION_RIGHT_PANEL,
    ACTION_ALONE,          /* value = enum panel fills the stage, or not; 0:
                              the one under the pointer */
    ACTION_HEAT_SIGNAL,    /* value = index into `shown`; -1 next */
    ACTION_HEAT_KIND,      /* value = enum heat_kind, the same again: values;
                              -1 next */
    ACTION_OVERLAID,
    ACTION_GATE,           /* value = gate of the arithmetic; same: closes;
                              -1 next */
    ACTION_LANES,
    ACTION_Z_MEANING,
    ACTION_PIN,            /* the gate the spot is about */
    ACTION_UNDO, ACTION_REDO,
    ACTION_READ,           /* pin the read-out here, or remove it */
    ACTION_COMPARE,        /* the screen with the lanes */
    ACTION_LANE,           /* value = lane on the stage; -1 previous, -2 next */
    ACTION_ADD_LANE,       /* value = a cell by its place in lab_cells */
    ACTION_DROP_LANE,      /* value = lane; -1: the present one */
    ACTION_KEEP_CURVE,     /* the present lane's curve stays as a reference;
                              value -1: references go */
    ACTION_LANE_CELL,      /* value: another kind of cell in the present lane */
    ACTION_DIAL,           /* drag: the spot's width is the dial's range; value
                              = enum dial */
    ACTION_DIAL_STEP,      /* value = dial * 2, + 1 for up: by one notch, with
                              Shift a tenth, of the seed ten */
    ACTION_DIAL_START,     /* value = dial; -1 the chosen one: back to where it
                              stood at the start */
    ACTION_DICE,           /* another seed */
    ACTION_DIAL_CHOOSE,    /* value = dial; -1 previous, -2 next: for the keys
                              that turn it */
    ACTION_TURN_DOWN, ACTION_TURN_UP, /* the chosen dial, by one notch */
    ACTION_SCHEME,         /* value = enum init_scheme */
    ACTION_ACTIVATION,     /* value = enum activation, of RNN lanes */
    ACTION_CLIP,           /* value = index into lab_clips; 0: off */
    ACTION_RADIUS,         /* gain as a factor, or as the spectral radius */
    ACTION_SAME_PARAMETERS,/* same H, or same number of parameters */
    ACTION_INPUT,          /* value = enum lab_input; -1 next */
    ACTION_ALL_DIALS, ACTION_ONE_LANE,
    ACTION_QUANTITY,       /* value = enum decay_measure; -1 next */
    ACTION_DETACH,
    ACTION_TOTAL,          /* value = 0: h_t held, 1: through h_t of the same
                              step too; -1 the other one */
    ACTION_LAG,            /* value = lag; 0: the largest, -1: the playhead's */
    ACTION_LINEAR_WIDTH, ACTION_LANE_GATES,
    ACTION_TOOL,           /* value = enum tool; -1 next */
    ACTION_MARK,           /* a range of the heat map begins here, or not */
    ACTION_BRUSH,          /* drag over a heat map, with a tool: the spot is
                              units 0 .. id.unit - 1 downwards by steps value
                              .. id.step */
    ACTION_DRAG_INPUT,     /* drag up and down: id is a SUBJECT_INPUT; value =
                              action_number of what it grows by over the
                              spot's height, as the network reads it */
    ACTION_MOVE_INPUT,     /* of the step; value = notches, or places of a
                              token */
    ACTION_CHOOSE_INPUT,   /* value = input that keys move; -1 next */
    ACTION_EDIT_WEIGHT,    /* id is a SUBJECT_WEIGHT; value = notches */
    ACTION_CUT,            /* id is a SUBJECT_WEIGHT or a SUBJECT_WIRE, else
                              h on its way to the present step; with Shift
                              c; value 1: x, whatever id is */
    ACTION_CONNECT,        /* connectivity under the tokens */
    ACTION_OUTPUT,         /* value = output, its step is the present one; -1
                              next */
    ACTION_LOSS_STEP,      /* value = row of the triangle; -1 the one before,
                              -2 the next */
    ACTION_WEIGHTS,        /* value = enum lag_measure: W, U or b; -1 next */
    ACTION_STRANDS,        /* backward: the gradient's two ways apart */
    ACTION_COLUMN,         /* value = enum unit_column; the same, or -2: turned
                              over; -1 next */
    ACTION_TABLE_SIGNAL,   /* value = index into `shown`; -1 next */
    ACTION_TRACE,          /* opens id; value -1: one back, -2: closes */
    ACTION_TRACE_SCROLL,   /* value = terms */
    ACTION_PRESETS,        /* the list of presets */
    ACTION_PRESET,         /* value = entry of it; -1: the next one */
    ACTION_TRAIN,          /* the screen of training; without one the list of
                              tasks */
    ACTION_TASKS,          /* the list of tasks */
    ACTION_TASK,           /* value = enum task_kind: opens its training; -1 the
                              one chosen in the list */
    ACTION_TRAIN_RUN,      /* starts or pauses */
    ACTION_TRAIN_BATCH, ACTION_TRAIN_EPOCH, /* one of them, then rest */
    ACTION_TRAIN_SPEED,    /* value = index; -1 slower, SPEEDS faster */
    ACTION_TRAIN_MORE,     /* as many epochs again */
    ACTION_RESTART,        /* as the dials say */
    ACTION_EPOCH,          /* value = that is looked at; -1 the latest, -2 the
                              kept one before, -3 the next */
    ACTION_SCRUB_EPOCH,    /* drag: the spot's width is epochs 0 .. value */
    ACTION_BRANCH,         /* from the epoch and lane looked at */
    ACTION_RACE_ADD,       /* value = a cell by its place in lane_kinds */
    ACTION_RACE_DROP,      /* value = lane; -1: the present one */
    ACTION_EXAMPLE,        /* value = test sequence; -1 before, -2 next */
    ACTION_TRAIN_DIAL,     /* drag: the spot's width is the range; value = enum
                              train_dial */
    ACTION_TRAIN_DIAL_STEP, /* value = dial * 2, + 1 for up */
    ACTION_TRAIN_DIAL_CHOOSE, /* value = dial; -1 previous, -2 next */
    ACTION_TRAIN_DIAL_START, /* value = dial; -1 the chosen one */
    ACTION_TRAIN_ALL,      /* every dial and panel, or the first */
    ACTION_LOSS_AXIS,      /* log or linear */
    ACTION_ACCURACY,       /* in place of the loss, or not */
    ACTION_SWEEP,          /* starts or stops it */
    ACTION_TEXT,           /* the screen of text */
    ACTION_TEXT_SCROLL,    /* value = lines; 0: follows the playhead */
    ACTION_FREE,           /* left to itself from the present step on, or as the
                              data has it; value = step, 0: the present */
    ACTION_TEMPERATURE,    /* value = -1: lower, -2: higher by a tenth */
    ACTION_ANOTHER,        /* other choices: the next draw */
    ACTION_LESSON,         /* value = number of a lesson, or action_lesson; 0:
                              goes on where it was left, -1: opens the list
                              (the start screen); or action_lesson_card */
    ACTION_PAGE,           /* of the lesson: -1 back, -2 on, -3 first, -4 last,
                              -5 the present one as it began; else step, from
                              1 */
    ACTION_PAGE_SCROLL,    /* value = lines of the column */
    ACTION_COLUMN_OF_LESSON, /* the lesson's column is there, or not */
    ACTION_GO_TO,          /* the field where "8.4" is typed */
    ACTION_QUESTION,       /* keys go to the question, or no longer */
    ACTION_CHOOSE,         /* value = choice */
    ACTION_HANDS,          /* value = choice: one more hand, with Shift one
                              less */
    ACTION_GUESS,          /* POINT: the place under the pointer or the playhead;
                              NUMBER: what is typed */
    ACTION_DRAW_GUESS,     /* drag over the plot to be predicted */
    ACTION_NEXT_GUESS,     /* another one beside it */
    ACTION_REVEAL, ACTION_HINT, ACTION_RETRY,
    ACTION_LINE,           /* value = line of a calculation */
    ACTION_TERM,           /* value = term of the glossary; -1: closes */
    ACTION_GLOSSARY,       /* the list of terms */
    ACTION_CUT_LAG,        /* drag: where truncated BPTT stops; the spot's width
                              is id.step steps up to the loss, with value =
                              action_number of the share of it that is a margin
                              on either side */
    ACTION_CUT_STEP,       /* the same by one step: value 0: nearer to the loss,
                              1: farther */
    ACTION_WORDING,        /* forget or keep gate */
    ACTION_SAVE_SCENE,
    ACTION_THEME, ACTION_LANGUAGE,
    ACTION_LARGER, ACTION_SMALLER, ACTION_USUAL_SIZE,
    ACTION_CLASS_MODE, ACTION_FULL_SCREEN, ACTION_BLACK,
    ACTION_MAGNIFY, ACTION_LIGHT, ACTION_DRAW, ACTION_RESET,
    ACTION_HELP,           /* 0: opens, next page, closes; else that page */
    ACTION_FILES,          /* the list of files */
    ACTION_FILE,           /* value = entry of it */
    ACTION_START,          /* the start screen */
    ACTION_OPENING,        /* the scene that comes with the program */
    ACTION_CONTINUE,       /* from the start screen: the film */
    ACTION_SAVE_PICTURE, ACTION_RECORD,
    ACTION_DISMISS,        /* the message; value 1: the preset's sentence */
    ACTION_QUIT,
    ACTIONS
};

/* A step of a lesson, both from 1, as the value of ACTION_LESSON; and back.
 * Step 0 is where it was left. */
enum { ACTION_LESSON_STEP = 1000 };

static inline int action_lesson(int lesson, int step)
{
    return lesson + ACTION_LESSON_STEP * step;
}

/* Card k from 0 of a lesson, which may have no number, likewise. */
static inline int action_lesson_card(int number, int k)
{
    return number > 0 ? number : -2 - k;
}

/* A number as the value of a spot, and back. */
static inline int action_number(float number)
{
    int value;

    memcpy(&value, &number, sizeof value);
    return value;
}

static inline float action_float(int value)
{
    float number;

    memcpy(&number, &value, sizeof number);
    return number;
}

#endif
