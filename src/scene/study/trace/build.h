/* Putting traces together: what the files of this folder share.
 */
#ifndef GATEREEL_SCENE_STUDY_TRACE_BUILD_H
#define GATEREEL_SCENE_STUDY_TRACE_BUILD_H

#include "scene/study/trace/trace.h"

/* Factors: the number `id`, the number as a divisor, a constant. */
struct trace_factor build_of(const struct film *film, struct draw_id id);
struct trace_factor build_over(const struct film *film, struct draw_id id);
struct trace_factor build_constant(double value);

/* The product of factors up to the first with a NAN `form` of -1. */
struct trace_term build_term(struct draw_id id, bool own, int count,
                             const struct trace_factor *factor);

/* Appends a term: a number as it is, a product that is itself the number
 * `id`, a product of which `id` is what opens. */
void build_add(struct trace_number *trace, const struct film *film,
               struct draw_id id);
void build_product(struct trace_number *trace, struct draw_id id, int count,
                   const struct trace_factor *factor);
void build_part(struct trace_number *trace, struct draw_id id, int count,
                const struct trace_factor *factor);

/* It is given, and nothing made it. */
void build_given(struct trace_number *trace, enum trace_given given);
void build_function(struct trace_number *trace, enum trace_function function,
                    double by);

/* The intervention on a signal of a unit at a step, or NULL; and that on the
 * wire over which the step reads a state of the step before. */
const struct pin *build_pin(const struct film *film, struct draw_id id);
const struct pin *build_wire(const struct film *film, int layer, int signal,
                             int step, int unit);

/* phi of a gate, a candidate or a state of dense and rnn. */
enum trace_function build_phi(const struct film *film, int layer, int signal);

/* Where a weight stands. */
enum weight_kind { WEIGHT_W, WEIGHT_U, WEIGHT_B_IH, WEIGHT_B_HH, WEIGHT_HEAD,
                   WEIGHT_HEAD_BIAS, WEIGHT_EMBEDDING };
struct weight_place {
    enum weight_kind kind;
    int layer;
    int signal;      /* pre-activation that it feeds; of layers */
    int unit;        /* row within the block; of layers */
    int row, column; /* of the tensor */
};
struct weight_place build_place(const struct film *film, int tensor,
                                int index);
/* Index of the tensor with these values. */
int build_tensor(const struct film *film, const real *values);
/* First row of the block of W (or U) that feeds pre-activation s; -1: none
 * does. */
int build_w_row(const struct film *film, int layer, int s);
int build_u_row(const struct film *film, int layer, int s);
/* What column k of a place's tensor is multiplied with at a step, and the
 * gradient of what its row feeds. kind 0: of biases, 1. */
struct draw_id build_read(const struct film *film,
                          const struct weight_place *place, int step);
struct draw_id build_fed(const struct film *film,
                         const struct weight_place *place, int step);
/* h of a layer, or x for -1. */
struct draw_id build_source(const struct film *film, int layer, int step,
                            int unit);
/* Is this intermediate a pre-activation of the layer's cell? */
bool build_is_sum(const struct film *film, int layer, int signal);

/* One for each kind of number: fill kind, function and terms. */
void build_signal(const struct film *film, struct trace_number *trace);
void build_free(const struct film *film, struct trace_number *trace);
void build_gradient(const struct film *film, struct trace_number *trace);
void build_free_gradient(const struct film *film, struct trace_number *trace);
void build_forward_part(const struct film *film, struct trace_number *trace);
void build_backward_part(const struct film *film, struct trace_number *trace);
void build_answer(const struct film *film, struct trace_number *trace);
void build_weighed(const struct film *film, struct trace_number *trace);

/* Over how many steps or outputs L is a mean. */
int build_asked(const struct film *film);
bool build_is_asked(const struct film *film, int step);

#endif
