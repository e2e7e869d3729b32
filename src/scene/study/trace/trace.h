/* How a number came about: what it is the sum, the product or the function of,
 * and those in turn, down to weights, inputs and targets.
 *
 *     number = phi( sum over k of term k ),  term k = product of its factors
 *
 * Every factor is a number with an id of its own (scene/subject.h), or a
 * constant. Everything is read off the film's tapes; a trace is made anew for
 * every frame and owns nothing. Wide sums are not stored: terms are computed
 * as they are asked for.
 */
#ifndef GATEREEL_SCENE_STUDY_TRACE_TRACE_H
#define GATEREEL_SCENE_STUDY_TRACE_TRACE_H

#include "scene/subject.h"

enum trace_kind {
    TRACE_NOTHING, /* it has no arithmetic of its own, or is of no film */
    TRACE_GIVEN,   /* nothing made it: a weight, an input, a held gate */
    TRACE_MADE,    /* of its terms */
};

/* What a number is that nothing made. */
enum trace_given {
    GIVEN_WEIGHT,
    GIVEN_INPUT,     /* of the data */
    GIVEN_TARGET,
    GIVEN_START,     /* a state before the first step */
    GIVEN_HELD,      /* a signal that is held at a value */
    GIVEN_CUT,       /* the gradient of one: nothing passes */
    GIVEN_END,       /* dL/dh that nothing reaches, or 1 of L = sum of h_T */
    GIVEN_UNASKED,   /* dL/dy of a step whose answer does not count */
    GIVEN_SLOPE,     /* 0 or 1 of relu and identity; of a scaled signal */
    GIVEN_CONSTANT,
};

/* phi */
enum trace_function {
    PHI_SUM,         /* nothing but the sum */
    PHI_SIGMA, PHI_TANH, PHI_RELU, PHI_IDENTITY,
    PHI_EXP,
    PHI_MINUS_LOG,
    PHI_MEAN,        /* sum / by */
    PHI_ROOT,        /* sqrt(sum / by) */
    PHI_LOG_NORM,    /* log10 sqrt(sum) */
};

enum trace_form {
    FORM_PLAIN,
    FORM_OVER,       /* divided by it */
    FORM_SIZE,       /* its |value| */
};

struct trace_factor {
    struct draw_id id;   /* kind 0: a constant */
    double value;
    enum trace_form form;
};

enum { TRACE_FACTORS_MAX = 4, TRACE_TERMS_MAX = 12, TRACE_SYMBOL_MAX = 96 };

struct trace_term {
    struct draw_id id;   /* what opens; kind 0: nothing */
    bool own;            /* the term is the number `id`; else a part of it */
    double value;        /* the product, in double */
    int factors;
    struct trace_factor factor[TRACE_FACTORS_MAX];
};

/* A sum too wide to be stored. */
enum trace_wide {
    WIDE_NONE,
    WIDE_ROW,     /* over k of M[row][k] * value with unit k */
    WIDE_COLUMN,  /* over k of M[first + k][column] * value with unit k */
    WIDE_STEPS,   /* over t of what step t adds to dL/dM[index] */
    WIDE_SQUARES, /* over k of value with unit k, squared */
    WIDE_SIZES,   /* over k of |value with unit k| */
    WIDE_VALUES,  /* over k of value with unit k */
    WIDE_LOSSES,  /* over t of the loss of step t, where it counts */
};

struct trace_number {
    struct draw_id id;
    double value;        /* as subject_value has it */
    enum trace_kind kind;
    enum trace_given given;
    enum trace_function function;
    double by;
    int count;           /* of terms */
    enum trace_wide wide;
    int tensor, at;      /* of wide sums: M, and its row, column or index */
    int first;
    struct draw_id each; /* the value of which unit or step varies */
    struct trace_term term[TRACE_TERMS_MAX]; /* of others */
};

/* What the number `id` is made of. */
struct trace_number trace_of(const struct film *film, struct draw_id id);

/* Term k of `count`. */
struct trace_term trace_term(const struct film *film,
                             const struct trace_number *number, int k);

/* phi of a sum. */
double trace_phi(enum trace_function function, double by, double sum);

/* Terms by their size, the largest first, into order[0 .. count). Sums of few
 * terms, and of more than TRACE_RANKED_MAX, stay as they are: false. */
enum { TRACE_RANKED_MAX = 4096 };
bool trace_rank(const struct film *film, const struct trace_number *number,
                int order[TRACE_RANKED_MAX]);

/* Rows that a list of its parts has: terms, or the factors of the only one. */
int trace_rows(const struct trace_number *number);

/* The same with a row for its gradient, which stands below them where it is
 * another number; and what opens from a row. */
int trace_choices(const struct film *film, const struct trace_number *number);
struct draw_id trace_row(const struct film *film,
                         const struct trace_number *number, int row);

/* The sum of all terms, in double. */
double trace_sum(const struct film *film, const struct trace_number *number);

/* Values of SUBJECT_TERM and SUBJECT_PRODUCT, for subject_value. */
double trace_value(const struct film *film, struct draw_id id);

/* Does anything open where `id` is pointed at? */
bool trace_opens(const struct film *film, struct draw_id id);

/* The gradient dL/d(id), which `check` can compare; kind 0: there is none. Of
 * a gradient it is the gradient itself. */
struct draw_id trace_gradient(const struct film *film, struct draw_id id);

/* What step `step` reads of state `signal` of the step before: the state, or
 * PART_READ where the wire is held. */
struct draw_id trace_read(const struct film *film, int layer, int signal,
                          int step, int unit);

/* "f_{20}[3]", "∂L/∂c_{19}[3]", "W_{f}[3,2]". Returns out. */
char *trace_symbol(const struct film *film, struct draw_id id,
                   char out[TRACE_SYMBOL_MAX]);

/* What a SUBJECT_TERM or SUBJECT_PRODUCT is called; "" for others. */
const char *trace_name(const struct ui *ui, struct draw_id id);
/* One sentence on it: its symbol, what it is called, its number. */
void trace_sentence(const struct film *film, const struct ui *ui,
                    struct draw_id id, char *out, size_t size);

/* Parts of numbers that have no place on the tape are SUBJECT_TERM with
 * signal = part * 256 + a signal of the layer's cell or a tensor. `s` are
 * pre-activations. */
enum trace_part {
    PART_NONE,
    PART_INPUTS,      /* sum W_s x of unit */
    PART_STATES,      /* sum U_s h_{t-1} of unit */
    PART_BIAS,        /* b_ih + b_hh of unit */
    PART_FREE,        /* a signal before an intervention scales it */
    PART_FREE_GRADIENT,
    PART_RESET,       /* r m of unit */
    PART_READ,        /* what step `step` reads of state s of the step before,
                         over a wire that is held */
    PART_BACK,        /* sum U_s^T dL/da_s of step `step`, reaching h[unit] */
    PART_UP,          /* sum W_s^T dL/da_s of the layer above `layer`; layer
                         -1: reaching x[unit] */
    PART_ANSWERS,     /* sum V^T dL/dy, reaching h[unit] */
    PART_DX,          /* dL/dx_t[unit] */
    PART_DW,          /* dL/d(tensor)[unit] */
    PART_LESSON,      /* what step `step` adds to it */
    PART_CARRIED,     /* tensor[unit] times the gradient that it carries */
    PART_Y,           /* y_t[unit] as the network gives it */
    PART_HEAD,        /* sum V h of it */
    PART_WANTED,      /* the target in the same scale */
    PART_MISS,        /* y - target */
    PART_EXP,         /* e^(y - largest y) */
    PART_EXP_SUM,     /* over all choices */
    PART_DY,          /* dL/dy_t[unit] */
    PART_TERM,        /* + k: term k of the gradient of signal s */
    PART_TERM_LAST = PART_TERM + TRACE_TERMS_MAX - 1,
    TRACE_PARTS
};

static inline struct draw_id trace_part(enum trace_part part, int sub,
                                        int layer, int step, int unit)
{
    return subject(SUBJECT_TERM, layer, (int)part * 256 + sub, step, unit);
}

static inline enum trace_part trace_part_of(struct draw_id id)
{
    return id.kind == SUBJECT_TERM && id.signal >= 0
        ? (enum trace_part)(id.signal / 256) : PART_NONE;
}

static inline int trace_sub_of(struct draw_id id)
{
    return id.signal % 256;
}

#endif
