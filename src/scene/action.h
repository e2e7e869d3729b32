/* What a click on a spot, or a key, asks for. The app carries it out. */
#ifndef GATEREEL_SCENE_ACTION_H
#define GATEREEL_SCENE_ACTION_H

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
    ACTION_HEAT_GRADIENT,
    ACTION_OVERLAID,
    ACTION_GATE,           /* value = gate of the arithmetic; same: closes;
                              -1 next */
    ACTION_LANES,
    ACTION_Z_MEANING,
    ACTION_PIN,            /* the gate the spot is about */
    ACTION_UNDO, ACTION_REDO,
    ACTION_READ,           /* pin the read-out here, or remove it */
    ACTION_THEME, ACTION_LANGUAGE,
    ACTION_LARGER, ACTION_SMALLER, ACTION_USUAL_SIZE,
    ACTION_CLASS_MODE, ACTION_FULL_SCREEN, ACTION_BLACK,
    ACTION_MAGNIFY, ACTION_LIGHT, ACTION_DRAW, ACTION_RESET,
    ACTION_HELP,           /* opens, shows all, closes */
    ACTION_FILES,          /* the list of files */
    ACTION_FILE,           /* value = entry of it */
    ACTION_START,          /* the start screen */
    ACTION_OPENING,        /* the scene that comes with the program */
    ACTION_CONTINUE,       /* from the start screen: the film */
    ACTION_SAVE_PICTURE, ACTION_RECORD,
    ACTION_DISMISS,        /* the message */
    ACTION_QUIT,
    ACTIONS
};

#endif
