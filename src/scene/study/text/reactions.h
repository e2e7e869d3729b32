/* What of a text each unit reacts to: the correlation of its state with plain
 * features of what is read, and which of them is the strongest.
 *
 *   r = sum (v_t - mean v)(f_t - mean f) / sqrt(sum (v_t - mean v)^2
 *       sum (f_t - mean f)^2)                       (Pearson), t = 1 .. T
 *
 * v is c of an LSTM, h of the others. Features are 0 or 1 but for the places,
 * which count from 1. Most units react to nothing simple: then |r| is small,
 * and the screen says so. Short runs have none.
 */
#ifndef GATEREEL_SCENE_STUDY_TEXT_REACTIONS_H
#define GATEREEL_SCENE_STUDY_TEXT_REACTIONS_H

#include "scene/film/film.h"
#include "scene/ui.h"

enum reaction {
    REACTION_VOWEL, REACTION_CONSONANT, REACTION_BLANK, REACTION_CAPITAL,
    REACTION_DIGIT, REACTION_PUNCTUATION, REACTION_LINE_FEED,
    REACTION_WORD_BEGINS,  /* the first letter behind a blank */
    REACTION_IN_NUMBER,    /* between and on digits: "1,000" */
    REACTION_IN_BRACKETS,
    REACTION_PLACE_IN_WORD, REACTION_PLACE_IN_LINE,
    REACTION_ANSWER,       /* what is read is the answer, not the question */
    REACTION_PLACE,        /* in the whole, of sequences with an answer in
                              either part */
    REACTIONS
};

/* Where a text has come to; {0} is before step 1. */
struct reaction_walk {
    int word, line, place; /* characters, or tokens, so far */
    bool number, brackets;
    bool words;            /* its tokens are words: nothing is in a word */
};

/* The features of the next step, t = 1, 2 ..; those that a text of words or of
 * letters does not have stay 0. */
void reaction_step(struct reaction_walk *walk, const struct film *film, int t,
                   double feature[REACTIONS]);

/* Runs shorter than this say nothing: any two rows of a few numbers look alike
 * now and then. */
enum { REACTION_STEPS = 30 };

/* Sums over the steps read so far. Memory is the caller's: */
struct reactions {
    int units, steps;      /* H, steps so far */
    struct reaction_walk walk;
    double *first;         /* [H] values at step 1, from which sums count */
    double *v, *vv;        /* [H] */
    double f[REACTIONS], ff[REACTIONS];
    double *fv;            /* [REACTIONS][H]; in the end r, NaN where the unit
                              or the feature never changes */
    int *best;             /* [H] the feature with the largest |r|; -1: none */
};

/* Bytes that begin cuts its arrays from, and the first free byte behind. */
size_t reactions_bytes(int units);
void reactions_begin(struct reactions *reactions, int units, void *memory);

/* Takes up step t of a layer's state; every step in order, then the end. */
void reactions_take(struct reactions *reactions, const struct film *film,
                    int layer, int t);
void reactions_end(struct reactions *reactions);

/* r of a unit with a feature; NaN without one. */
double reactions_value(const struct reactions *reactions, int feature,
                       int unit);

/* "vowel", "place in the word". */
const char *reaction_name(const struct ui *ui, int feature);

/* How strong |r| is, in a word or two: "weak", "strong". */
const char *reaction_strength(const struct ui *ui, double r);

#endif
