/* Where somebody is in a lesson, and what they answered: all that the column of
 * a lesson shows. Answers live here alone: they are never stored or sent.
 */
#ifndef GATEREEL_SCENE_COURSE_COURSE_H
#define GATEREEL_SCENE_COURSE_COURSE_H

#include "lesson/page/glossary.h"
#include "lesson/page/plan.h"
#include "scene/course/calculate/calculate.h"
#include "scene/course/lesson.h"

enum {
    GUESSES_MAX = 4,           /* side by side */
    GUESS_POINTS = 64,         /* of a drawn curve, evenly over the axis */
    FIELD_MAX = 24,            /* letters typed */
};

/* One guess; what it is depends on the question. */
struct course_guess {
    bool made;
    int choice;                /* CHOOSE, from 0 */
    double number;             /* NUMBER */
    double curve[GUESS_POINTS]; /* DRAW; NaN: not drawn there */
    int at;                    /* POINT: step, lag, unit, lane from 1, or gate
                                  in screen order from 0 */
};

/* What is true: computed from the run at the reveal. */
struct course_truth {
    bool known;                /* else `problem` says why not */
    int choice;                /* CHOOSE: the right one; -1: none */
    double value[STEP_CHOICES_MAX]; /* CHOOSE: what each was judged by, NaN:
                                       by no number */
    double number;             /* NUMBER; CHOOSE: of the question's measure */
    int first, last;           /* DRAW: ends of the axis, steps or lags */
    int points;                /* DRAW: one for every step where there are no
                                  more than GUESS_POINTS, else so many of
                                  them: point k is truth_at */
    double curve[GUESS_POINTS];
    int at;                    /* POINT */
    struct error problem;
};

/* The question of the present step. */
struct course_answer {
    int guesses;               /* made or being made, at least 1 */
    int guess;                 /* the present one */
    struct course_guess guessed[GUESSES_MAX];
    int hands[STEP_CHOICES_MAX]; /* of a show of hands */
    int chosen;                /* CHOOSE: under the cursor; -1: none */
    double cursor_x, cursor_y; /* DRAW: 0 .. 1 of the plot */
    char field[FIELD_MAX];     /* NUMBER: typed so far */
    int hints;                 /* shown */
    bool active;               /* keys go to it */
    bool revealed;
    struct course_truth truth;
    uint64_t seed;             /* added to the stage's by retries */
    int sequence;              /* the test sequence on the stage, from 1; 0: the
                                  step's own */
    struct calculate calculate; /* CALCULATE */
};

struct course {
    struct lesson *lesson;     /* owned; NULL: no lesson is open */
    const struct glossary *glossary[LANGUAGES]; /* borrowed, may be NULL */
    const struct class_plan *plan;   /* borrowed, may be NULL */
    int step;                  /* from 0 */
    int stop;                  /* of the plan */
    struct course_answer answer;
    bool prepared;             /* the stage is as the step says; false: the user
                                  went elsewhere */
    float top;                 /* how far the column is scrolled, in units, from
                                  where it lies by itself: its beginning, or
                                  what is asked or revealed */
    int term;                  /* the glossary's that is open; -1: none */
    struct draw_id term_from;  /* not used where a key opened it */
    char go[16];               /* typed to go to; ui.overlay OVERLAY_GO */
    char problem[UI_MESSAGE_MAX]; /* of the files as they are now: the lesson is
                                     the one before; "": none */
    uint64_t elapsed;          /* microseconds that the lesson has been open, or
                                  that the plan is followed */
    uint64_t step_elapsed;     /* and this step */
};

/* The present step; there is a lesson. */
static inline const struct lesson_step *course_step(const struct course *course)
{
    return &course->lesson->step[course->step];
}

static inline const struct step_words *course_words(const struct course *course,
                                                    const struct ui *ui)
{
    return &course_step(course)->words[ui->language];
}

/* Is a question open: asked, and not revealed? */
static inline bool course_asks(const struct course *course)
{
    return course != NULL && course->lesson != NULL &&
           course_step(course)->step.question.kind != QUESTION_NONE &&
           !course->answer.revealed;
}

/* What is true of the question of a step, on this lab. A choice that is judged
 * by ranges of which several or none hold is a problem. */
void truth_find(struct course_truth *truth, const struct step_settings *step,
                const struct lab *lab);

/* The ends of the axis of a curve or a place over steps or lags, on this lab:
 * all there is where the question does not say. */
bool question_axis(const struct step_question *question, const struct lab *lab,
                   int *first, int *last, struct error *error);

/* The step or lag of point k of a curve that has been found. */
int truth_at(const struct course_truth *truth, int k);

/* The height of a guessed curve at a share 0 .. 1 of its axis; NaN where it is
 * not drawn. */
double guess_height(const struct course_guess *guess, double share);

/* The value of SUBJECT_TRUTH, _GUESS, _GIVEN; NaN for anything else, and for
 * what is not revealed (of a calculation: for a line that is not right). */
double course_value(const struct course *course, struct draw_id id);

/* Is a guess right? And how far off: |difference|, in decades of `log`; of a
 * curve the root mean square. NaN: there is no distance. */
bool guess_right(const struct step_question *question,
                 const struct course_guess *guess,
                 const struct course_truth *truth);
double guess_error(const struct step_question *question,
                   const struct course_guess *guess,
                   const struct course_truth *truth);

#endif
