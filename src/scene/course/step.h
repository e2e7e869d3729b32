/* The settings of one step of a lesson: what its ```gatereel block says.
 *
 * One table of keys reads them (step/schema.c); lessons/README.md explains
 * every key to authors. Settings stand in lesson.md; the words of a question
 * stand in each language's file, in a block of its own at the same step.
 */
#ifndef GATEREEL_SCENE_COURSE_STEP_H
#define GATEREEL_SCENE_COURSE_STEP_H

#include "lesson/schema.h"
#include "scene/course/claim.h"
#include "scene/lab/setup.h"
#include "scene/ui.h"

enum {
    STEP_PATH_MAX = 256, STEP_NUMBERS_MAX = 2000, STEP_WORD_MAX = 48,
    STEP_NETWORKS_MAX = 4, STEP_CHANGES_MAX = 24, STEP_CHANGE_MAX = 160,
    STEP_PANELS_MAX = 2, STEP_LIT_MAX = 8, STEP_CONTROLS_MAX = 5,
    STEP_CHOICES_MAX = 6, STEP_HINTS_MAX = 2, STEP_EXPECTS_MAX = 16,
    STEP_TEXT_MAX = 320,
};

/* One network of the stage. */
struct step_network {
    char model[STEP_PATH_MAX]; /* a shipped one by name ("answer"), or a file of
                                  the lesson's folder ("mine.safetensors");
                                  "": drawn from the seed, or `W` .. */
    struct caption name;       /* what labels call one that is not drawn; "":
                                  its cell, weights or file */
    struct lane_setup lane;    /* cell .. ; file is not used; forget_bias NaN:
                                  as the scheme says */
    /* Weights by hand, rows separated by ';', numbers by blanks, gates one
     * below the other in the order i f g o (GRU: r z n); W "": from the seed,
     * U, b "": 0. Both biases in one: b is b_ih, b_hh is 0 (of a GRU b_n is
     * b_in). */
    char W[STEP_NUMBERS_MAX], U[STEP_NUMBERS_MAX], b[STEP_NUMBERS_MAX];
    struct place place;
};

enum step_reads {
    READS_NOISE, READS_IMPULSE, READS_ZERO, READS_WAVE, /* lab_input */
    READS_VALUES,              /* written in the block */
    READS_FILE,                /* CSV of the folder, */
    READS_TEXT,                /* a text file of it, */
    READS_TASK,                /* a test sequence of the network's task */
    STEP_READS
};
extern const char *const step_reads_names[STEP_READS]; /* "noise", .. */

struct step_input {
    int kind;                  /* enum step_reads; -1 while it is not said:
                                  values, or the task of a network of a file,
                                  else noise */
    int inputs;                /* X of noise .. values; 0: as many as weights by
                                  hand read, else 4 */
    int steps;                 /* T; 0: 50, or all there are */
    int first;                 /* of a file's rows or a sequence, from 1; 0: as
                                  early as every network can */
    uint64_t seed;
    char values[STEP_NUMBERS_MAX]; /* T rows of X numbers, separated by ';' */
    char file[STEP_PATH_MAX], columns[STEP_PATH_MAX], target[STEP_PATH_MAX];
    int sequence;              /* READS_TASK, from 1 */
    int free_from;             /* as in struct setup */
    double temperature;
    uint64_t draw;
    struct place place;
};

struct step_change {
    int lane;                  /* from 1 */
    char text[STEP_CHANGE_MAX];/* scene/lab/edits.h */
    struct place place;
};

/* What is on the stage. At most one of preset, scene, task and networks. A step
 * that names none of them has the stage of the step before. */
struct step_stage {
    char preset[STEP_WORD_MAX];
    char scene[STEP_PATH_MAX]; /* of the folder */
    char task[STEP_WORD_MAX];  /* a training that can begin */
    int networks;
    struct step_network network[STEP_NETWORKS_MAX];
    int units;
    bool same_parameters;
    struct step_input input;
    double clip;               /* theta; 0: no clipping */
    int changes;
    struct step_change change[STEP_CHANGES_MAX];
    struct place place;        /* of preset, scene, task or the networks */
    int from;                  /* step whose block names it, from 1 (set by
                                  lesson_create) */
};

/* The playhead as the step begins, and the range that Space plays. */
struct step_play {
    int pass;                  /* enum pass */
    int step, phase;           /* from 1; step 0: the very start, -1: the last,
                                  -2: not said (the start where it plays, else
                                  as the preset has it, else the last);
                                  phase 0: the whole step */
    int to;                    /* plays up to the end of this step and rests; 0:
                                  to the end */
    bool run;                  /* begins at once (but with reduced motion) */
};

/* Symbols that are lit: what stands in formulas, and what bears their hue on
 * the stage. */
enum step_lit { LIT_F, LIT_I, LIT_G, LIT_O, LIT_C, LIT_H, LIT_X, LIT_R, LIT_Z,
                LIT_N, LIT_A, LIT_W, LIT_U, LIT_B, LIT_L, LITS };
extern const char *const step_lit_names[LITS]; /* "f", "i", .. "W", "L" */

/* Controls of the step, beside the dials of enum dial in their order. */
enum step_control {
    CONTROL_INPUT = DIALS,     /* the chosen input of the present step */
    CONTROL_UNIT, CONTROL_LAG,
    CONTROL_CUT,               /* where truncated BPTT stops */
    CONTROL_TOOL,              /* pins and scissors */
    CONTROL_TEMPERATURE, CONTROL_FREE, /* left to itself from here */
    CONTROL_EXAMPLE,           /* another test sequence */
    CONTROL_WORDING,           /* gates as forget, input, output or keep, write,
                                  output */
    STEP_CONTROLS
};
extern const char *const step_control_names[STEP_CONTROLS];

enum question_kind {
    QUESTION_NONE,
    QUESTION_CHOOSE,
    QUESTION_NUMBER,
    QUESTION_DRAW,             /* a curve */
    QUESTION_POINT,            /* a place on the stage */
    QUESTION_CALCULATE,        /* by hand, line by line: calculate/ */
    QUESTIONS
};

/* What makes a choice right. */
struct step_choice {
    struct claim claim;    /* kind NONE: that of the question */
    double above, below;       /* the value is in (above, below]; both NaN: */
    bool right;                /* says it (where no number decides) */
};

struct step_question {
    int kind;
    struct claim claim;
    int choices;
    struct step_choice choice[STEP_CHOICES_MAX];
    int pick;                  /* CHOOSE, POINT: enum question_pick */
    double within;             /* NUMBER: right up to this difference; */
    double within_factor;      /* or up to this factor (> 1); 0: 10 % */
    int over;                  /* DRAW, POINT: enum question_over */
    int first, last;           /* of it; 0: all */
    double low, high;          /* DRAW: of the plot */
    bool log;                  /* NUMBER, DRAW: in powers of ten */
    int of;                    /* CALCULATE: enum calculate_kind */
    uint64_t seed;             /* CALCULATE: of its numbers; 0: another each
                                  time */
    bool hides;                /* panels of the stage are covered until the
                                  reveal */
    struct place place;
};

enum question_pick { PICK_NONE, PICK_LARGEST, PICK_SMALLEST,
                     PICK_FIRST_ABOVE, PICK_FIRST_BELOW, /* choice[0]'s bound */
                     QUESTION_PICKS };
enum question_over { OVER_STEP, OVER_LAG, OVER_UNIT, OVER_LANE, OVER_GATE,
                     QUESTION_OVERS };

struct step_expect {
    struct claim claim;
    double above, below;       /* NaN: not asked */
    double equals, within;     /* |value - equals| <= within; NaN: not asked */
    char says[STEP_WORD_MAX];  /* the number as the words of the step have it:
                                  the value must round to it, and both languages
                                  must have it; "": none */
    struct place place;
};

struct step_settings {
    struct step_stage stage;
    int view;                  /* enum screen: stage .. text; SCREEN_START: as
                                  the preset or scene has it */
    int panels;
    int show[STEP_PANELS_MAX]; /* enum panel; none: as the screen is */
    struct ui look;            /* what the key `look` sets: ui_schema, counted as
                                  there; what is as in step_defaults is not
                                  set */
    struct step_play play;
    int lits, controls, expects;
    int lit[STEP_LIT_MAX];
    int control[STEP_CONTROLS_MAX];
    struct step_question question;
    struct step_expect expect[STEP_EXPECTS_MAX];
    double minutes;
    bool core;                 /* not to be skipped when time is short */
    int picture;               /* enum panel that is the picture on the lesson's
                                  card; PANEL_NONE: not this step's */
};

/* The words of a question in one language; texts "": none. May hold the
 * markup $..$ and **..**. */
struct step_words {
    char ask[STEP_TEXT_MAX];
    char unit[STEP_WORD_MAX];  /* "steps" */
    int choices;
    struct step_choice_words {
        char text[STEP_TEXT_MAX], why[STEP_TEXT_MAX];
    } choice[STEP_CHOICES_MAX];
    int hints;
    struct { char text[STEP_TEXT_MAX]; } hint[STEP_HINTS_MAX];
    char then[STEP_TEXT_MAX];  /* what is said after the reveal */
};

/* A block as it stands in a file: settings and words of lesson.md, words alone
 * of another language. Of choices both stand in one entry. */
struct step_block {
    struct step_settings step;
    struct step_words words;
    int choices;
    struct step_block_choice {
        struct step_choice is;
        struct step_choice_words says;
    } choice[STEP_CHOICES_MAX];
};
extern const struct schema step_schema, step_words_schema;

/* A block that says nothing. */
void step_defaults(struct step_block *block);

/* Do both say the same of the stage? */
bool step_same_stage(const struct step_block *one,
                     const struct step_block *other);

/* Reads text[0..length) by one of the two tables onto what *block has, choices
 * with it. False with what is wrong added to `problems`; *block is then as it
 * was. */
bool step_read(const struct schema *schema, const char *text, size_t length,
               struct step_block *block, struct problems *problems);

/* A number as prose has it, "0.038", "-1.5", "38 %", "1e-9", "10^{-9}",
 * "3.2 \cdot 10^{-9}", and the range of what rounds to it: of 10^{-9} its
 * order of magnitude. Any may be NULL. False for what is none. */
bool step_says(const char *says, double *value, double *low, double *high);

/* Can a panel be the picture on a card, alone and in little? */
static inline bool step_has_picture(enum panel panel)
{
    switch (panel) {
    case PANEL_STRIP: case PANEL_HEAT: case PANEL_SCOPES: case PANEL_SERIES:
    case PANEL_DECAY: case PANEL_LAYERS: case PANEL_CELL: case PANEL_SUMS:
    case PANEL_PATHS: case PANEL_TRIANGLE: case PANEL_UNITS: case PANEL_LANES:
    case PANEL_REACH: case PANEL_FACTORS: case PANEL_TEXT: case PANEL_NEXT:
        return true;
    default: return false;
    }
}

/* Does the stage name what is on it? */
static inline bool step_names_stage(const struct step_stage *stage)
{
    return stage->preset[0] != '\0' || stage->scene[0] != '\0' ||
           stage->task[0] != '\0' || stage->networks > 0;
}

#endif
