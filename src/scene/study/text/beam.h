/* The best few answers of a network to the question of its film, by beam
 * search: of all ways to go on from the best three beginnings the best three
 * (Lowerre 1976; Sutskever, Vinyals & Le 2014).
 *
 * An answer is a row of classes; its log probability is the sum of ln p of
 * each, given those before. It ends with the class that the film's own answer
 * ends with, or where it is twice as long as that. Nothing is divided by the
 * length, so a beginning that is no better than three whole answers can be
 * left.
 */
#ifndef GATEREEL_SCENE_STUDY_TEXT_BEAM_H
#define GATEREEL_SCENE_STUDY_TEXT_BEAM_H

#include "base/error.h"
#include "nn/net/tape.h"
#include "scene/study/studied.h"

enum { BEAM_WIDTH = 3, BEAM_STEPS = 64 };

struct beam_answer {
    int length;               /* classes so far, the end among them */
    int class[BEAM_STEPS];
    double log_p;
    bool ended;
};

/* {0} is empty. Owns its memory; the film is borrowed. */
struct beam {
    struct studied of;
    bool ready, failed;       /* all of it is there; it was not to be had */
    int answers, beginnings;  /* whole ones, and what they may begin with; */
    struct beam_answer answer[BEAM_WIDTH], beginning[BEAM_WIDTH]; /* the best
                                 first */
    int end, longest;         /* the class at the end, -1: there is none */
    int steps;                /* done */
    struct tape tape[2];      /* a step of all answers, and the one before */
    struct pin *pin;          /* [of the film] those of a step; owned */
};

/* Has the film a question to be answered? Edits are part of it: weights; what
 * is read, where in an answer too, whose ln p does not count; and pins, which
 * hold at their steps in every answer. */
bool beam_film(const struct film *film);

void beam_finish(struct beam *beam);
void beam_follow(struct beam *beam, const struct studied *of);
bool beam_wants(const struct beam *beam, const struct studied *of);
/* One unit of work: one class more. False where nothing is left or there is no
 * memory. */
bool beam_work(struct beam *beam, struct error *error);

/* ln p of answer k; NaN before it is there. */
double beam_value(const struct beam *beam, int k);

/* The class at the end of the film's own answer, and how many classes that
 * has; *length 0: none. */
int beam_end(const struct film *film, int *length);

#endif
