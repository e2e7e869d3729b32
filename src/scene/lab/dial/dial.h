/* The dials: what each of them turns in a setup, how far, and by which
 * notches. What a dial does not say it leaves as it is.
 */
#ifndef GATEREEL_SCENE_LAB_DIAL_DIAL_H
#define GATEREEL_SCENE_LAB_DIAL_DIAL_H

#include "scene/lab/cast.h"
#include "scene/lab/setup.h"
#include "scene/ui.h"

/* What is turned. */
struct dial_desk {
    const struct setup *setup;
    const struct cast *cast;
    int lane;              /* whose values the dials show */
    bool one;              /* dials that are a lane's own (gain, bias, scheme,
                              activation) turn this lane only */
};

/* Does it turn anything here? */
bool dial_there(const struct dial_desk *desk, enum dial dial);
/* Gain, bias, T and H slide; the others are choices and a seed. */
bool dial_slides(enum dial dial);

/* Does it turn this lane, and what does it stand at there: gain or spectral
 * radius; bias, NaN where the start scheme says it; T; H; the seed; the place
 * of the choice in enum init_scheme, enum activation, setup_clips (NaN: not
 * among them). */
bool dial_turns(const struct dial_desk *desk, enum dial dial, int lane);
double dial_value_of(const struct dial_desk *desk, enum dial dial, int lane);

/* The lane whose value is shown: the present one where the dial turns it, or
 * the first that has one; -1 without any. And that value. */
int dial_lane(const struct dial_desk *desk, enum dial dial);
double dial_value(const struct dial_desk *desk, enum dial dial);

/* The dials that are shown, in their order: all that turn something, or the
 * first two of them; all where their panel is alone. Returns how many. And the
 * one that keys turn: ui->dial, or the first where that is not shown. */
int dial_shown(const struct dial_desk *desk, const struct ui *ui,
               enum dial shown[DIALS]);
enum dial dial_chosen(const struct dial_desk *desk, const struct ui *ui);

/* Of what slides: where a value is on the range, 0 .. 1; the notch nearest to
 * a place; the lowest and the highest value that it can be turned to now; the
 * next notch, or a tenth of one, on or back, the value itself behind the last
 * one. */
double dial_share(const struct dial_desk *desk, enum dial dial, double value);
double dial_at(const struct dial_desk *desk, enum dial dial, double share);
double dial_least(enum dial dial);
double dial_most(const struct dial_desk *desk, enum dial dial);
double dial_next(const struct dial_desk *desk, enum dial dial, double value,
                 bool up, bool fine);

/* Values to be marked on the range; returns how many. */
enum { DIAL_TICKS_MAX = 8 };
int dial_ticks(const struct dial_desk *desk, enum dial dial,
               double tick[DIAL_TICKS_MAX]);

/* The choices of a dial that does not slide, 0 for the seed. */
int dial_choices(enum dial dial);

/* The setup with a dial set to a value (brought within its bounds), or turned
 * by notches: fine ones are ten times smaller, or one of T and H, or ten
 * seeds. */
struct setup dial_set(const struct dial_desk *desk, enum dial dial,
                      double value);
struct setup dial_turn(const struct dial_desk *desk, enum dial dial,
                       int notches, bool fine);
/* With a dial as it was in another setup. */
struct setup dial_restore(const struct dial_desk *desk, enum dial dial,
                          const struct setup *start);

/* Steps that the sequence has from where it is read, at least 1. */
int dial_file_steps(const struct dial_desk *desk);

/* The other meaning of the gain, in the lanes that it turns; a seed drawn from
 * the present one; another input, whose length is enough. */
struct setup dial_radius(const struct dial_desk *desk);
struct setup dial_dice(const struct dial_desk *desk);
struct setup dial_input(const struct dial_desk *desk, enum lab_input input);
bool dial_has_input(const struct dial_desk *desk, enum lab_input input);

#endif
