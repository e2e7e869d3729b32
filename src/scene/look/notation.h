/* How the signals of a cell are written, named and coloured. */
#ifndef GATEREEL_SCENE_LOOK_NOTATION_H
#define GATEREEL_SCENE_LOOK_NOTATION_H

#include "nn/net/spec.h"
#include "scene/film/playhead.h"
#include "scene/look/theme.h"
#include "scene/ui.h"

struct film;

struct notation {
    const char *letter;  /* "f", "tanh c" */
    const char *symbol;  /* "f_{t}" with markup */
    const char *en, *ko; /* "forget gate", "망각 게이트" */
    const char *en_short, *ko_short; /* "forget", "망각" */
    int hue;             /* offset of a colour in struct theme */
    bool gate;           /* 0..1 */
};

/* Of every signal of every cell. */
const struct notation *notation_of(enum cell cell, int signal);

/* The same, as its names are said: an LSTM's f and i are the forget and the
 * input gate, or with ui->keep_write the keep and the write gate. Likewise a
 * phase. */
const struct notation *notation_said(const struct ui *ui, enum cell cell,
                                     int signal);
const struct phase_info *notation_phase(const struct ui *ui, enum cell cell,
                                        int phase);

struct color notation_color(const struct theme *theme,
                            const struct notation *notation);
/* The same for text: readable on a panel. */
struct color notation_ink(const struct theme *theme,
                          const struct notation *notation);

/* The gate blocks of a cell in screen order: f i g o, z r n, or h. Writes
 * signals, returns how many. */
int notation_gates(enum cell cell, int signals[4]);

/* "LSTM", "GRU", "RNN" and the like. */
const char *notation_cell(const struct layer_spec *layer);

/* Where weights that were not trained are from: "untrained · random weights",
 * in short "untrained"; "weights by hand". */
const char *notation_weights(const struct ui *ui, const struct film *film,
                             bool complete);

#endif
