/* A primitive of oneDNN is planned from shapes, then told where its arguments
 * lie. Weights have no layout in the plan: oneDNN chooses one, and they are
 * rearranged before the clock starts, as the engine packs its own. Input and
 * states are time-major on both sides.
 *
 * The start states are given though they are zero: without them oneDNN 2.6.3
 * computes a wrong dL/dU. */
#include "peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if DNNL_VERSION_MAJOR != 2
#error "written for oneDNN 2; its RNN functions are others in 3"
#endif

/* The weights' dimensions are layer, direction, input, gate, output; as
 * `ldgoi` they lie in memory as PyTorch's and ours do. */
struct shapes {
    dnnl_memory_desc_t rows, state, weights, bias, any;
};

static void must(dnnl_status_t status, const char *what)
{
    if (status == dnnl_success)
        return;
    fprintf(stderr, "onednn: %s failed with status %d\n", what, (int)status);
    exit(1);
}

static dnnl_memory_desc_t shape(int count, const dnnl_dims_t sizes,
                                dnnl_format_tag_t tag)
{
    dnnl_memory_desc_t desc;
    must(dnnl_memory_desc_init_by_tag(&desc, count, sizes, dnnl_f32, tag),
         "a shape");
    return desc;
}

static struct shapes shapes_of(const struct bench_plan *plan)
{
    dnnl_dim_t t = plan->steps, b = plan->batch, h = plan->hidden;
    const dnnl_dims_t rows = {t, b, h}, weights = {1, 1, h, 4, h};
    const dnnl_dims_t bias = {1, 1, 4, h}, state = {1, 1, b, h};
    return (struct shapes){
        .rows = shape(3, rows, dnnl_tnc), .state = shape(4, state, dnnl_ldnc),
        .bias = shape(4, bias, dnnl_ldgo),
        .weights = shape(5, weights, dnnl_ldgoi),
        .any = shape(5, weights, dnnl_format_tag_any)};
}

/* Memory of the given shape; at `data` if that is given. */
static dnnl_memory_t new_memory(struct peer *peer,
                                const dnnl_memory_desc_t *shape, void *data)
{
    dnnl_memory_t memory;
    must(dnnl_memory_create(&memory, shape, peer->engine,
                            data ? data : DNNL_MEMORY_ALLOCATE), "memory");
    if (peer->memories == PEER_MEMORIES_MAX)
        must(dnnl_out_of_memory, "one more memory");
    peer->memory[peer->memories++] = memory;
    return memory;
}

static float *numbers(dnnl_memory_t memory)
{
    void *data;
    must(dnnl_memory_get_data_handle(memory, &data), "reading");
    return data;
}

static size_t bytes_of(dnnl_memory_t memory)
{
    const dnnl_memory_desc_t *desc;
    must(dnnl_memory_get_memory_desc(memory, &desc), "a shape");
    return dnnl_memory_desc_get_size(desc);
}

/* to = from, each in its own layout. */
static void rearrange(struct peer *peer, dnnl_memory_t from, dnnl_memory_t to)
{
    const dnnl_memory_desc_t *before, *after;
    dnnl_primitive_desc_t recipe;
    dnnl_primitive_t primitive;
    must(dnnl_memory_get_memory_desc(from, &before), "a shape");
    must(dnnl_memory_get_memory_desc(to, &after), "a shape");
    must(dnnl_reorder_primitive_desc_create(&recipe, before, peer->engine,
                                            after, peer->engine, NULL),
         "a reorder");
    must(dnnl_primitive_create(&primitive, recipe), "a reorder");
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from},
                                         {DNNL_ARG_TO, to}};
    must(dnnl_primitive_execute(primitive, peer->stream, 2, arguments),
         "a reorder");
    must(dnnl_stream_wait(peer->stream), "a reorder");
    dnnl_primitive_destroy(primitive);
    dnnl_primitive_desc_destroy(recipe);
}

static void give(struct pass *pass, int name, dnnl_memory_t memory)
{
    if (pass->arguments == PEER_ARGUMENTS_MAX)
        must(dnnl_out_of_memory, "one more argument");
    pass->argument[pass->arguments++] = (dnnl_exec_arg_t){name, memory};
}

static dnnl_memory_t argument(const struct pass *pass, int name)
{
    for (int k = 0; k < pass->arguments; k++)
        if (pass->argument[k].arg == name)
            return pass->argument[k].memory;
    must(dnnl_invalid_arguments, "finding an argument");
    return NULL;
}

/* New zeroed memory for an argument, in the layout the primitive wants. */
static dnnl_memory_t add(struct peer *peer, struct pass *pass, int name)
{
    const dnnl_memory_desc_t *desc = dnnl_primitive_desc_query_md(
        pass->recipe, dnnl_query_exec_arg_md, name);
    if (!desc)
        must(dnnl_invalid_arguments, "asking for a layout");
    dnnl_memory_t memory = new_memory(peer, desc, NULL);
    memset(numbers(memory), 0, bytes_of(memory));
    give(pass, name, memory);
    return memory;
}

static void add_weights(struct peer *peer, struct pass *pass,
                        const struct shapes *shapes,
                        const struct layer_params *weights)
{
    rearrange(peer, new_memory(peer, &shapes->weights, weights->w),
              add(peer, pass, DNNL_ARG_WEIGHTS_LAYER));
    rearrange(peer, new_memory(peer, &shapes->weights, weights->u),
              add(peer, pass, DNNL_ARG_WEIGHTS_ITER));
}

static void make_forward(struct peer *peer, const struct shapes *shapes,
                         const struct bench_case *work, bool trains)
{
    struct pass *pass = &peer->forward;
    const struct layer_params *weights = &work->network.params.layer[0];
    dnnl_rnn_desc_t desc;
    must(dnnl_lstm_forward_desc_init(
             &desc, trains ? dnnl_forward_training : dnnl_forward_inference,
             dnnl_unidirectional_left2right, &shapes->rows, &shapes->state,
             &shapes->state, &shapes->any, &shapes->any, &shapes->bias,
             &shapes->rows, NULL, NULL, dnnl_rnn_flags_undef),
         "describing the forward pass");
    must(dnnl_primitive_desc_create(&pass->recipe, &desc, NULL, peer->engine,
                                    NULL), "planning the forward pass");
    must(dnnl_primitive_create(&pass->primitive, pass->recipe),
         "making the forward pass");
    dnnl_memory_t x = add(peer, pass, DNNL_ARG_SRC_LAYER);
    memcpy(numbers(x), work->x, bytes_of(x));
    add(peer, pass, DNNL_ARG_SRC_ITER);
    add(peer, pass, DNNL_ARG_SRC_ITER_C);
    add_weights(peer, pass, shapes, weights);
    float *bias = numbers(add(peer, pass, DNNL_ARG_BIAS));
    for (int k = 0; k < 4 * work->plan->hidden; k++)
        bias[k] = weights->b_ih[k] + weights->b_hh[k];
    add(peer, pass, DNNL_ARG_DST_LAYER);
    if (trains)
        add(peer, pass, DNNL_ARG_WORKSPACE);
}

/* L = sum of the last h, as in our own benchmark. */
static void make_backward(struct peer *peer, const struct shapes *shapes,
                          const struct bench_case *work)
{
    static const int shared[] = {
        DNNL_ARG_SRC_LAYER, DNNL_ARG_SRC_ITER, DNNL_ARG_SRC_ITER_C,
        DNNL_ARG_BIAS, DNNL_ARG_DST_LAYER, DNNL_ARG_WORKSPACE};
    struct pass *pass = &peer->backward;
    const struct bench_plan *plan = work->plan;
    dnnl_rnn_desc_t desc;
    must(dnnl_lstm_backward_desc_init(
             &desc, dnnl_backward, dnnl_unidirectional_left2right,
             &shapes->rows, &shapes->state, &shapes->state, &shapes->any,
             &shapes->any, &shapes->bias, &shapes->rows, NULL, NULL,
             &shapes->rows, &shapes->state, &shapes->state, &shapes->any, &shapes->any, &shapes->bias, &shapes->rows,
             NULL, NULL, dnnl_rnn_flags_undef),
         "describing the backward pass");
    must(dnnl_primitive_desc_create(&pass->recipe, &desc, NULL, peer->engine,
                                    peer->forward.recipe),
         "planning the backward pass");
    must(dnnl_primitive_create(&pass->primitive, pass->recipe),
         "making the backward pass");
    for (size_t k = 0; k < sizeof shared / sizeof *shared; k++)
        give(pass, shared[k], argument(&peer->forward, shared[k]));
    add_weights(peer, pass, shapes, &work->network.params.layer[0]);
    add(peer, pass, DNNL_ARG_DIFF_SRC_LAYER);
    add(peer, pass, DNNL_ARG_DIFF_SRC_ITER);
    add(peer, pass, DNNL_ARG_DIFF_SRC_ITER_C);
    add(peer, pass, DNNL_ARG_DIFF_WEIGHTS_LAYER);
    add(peer, pass, DNNL_ARG_DIFF_WEIGHTS_ITER);
    add(peer, pass, DNNL_ARG_DIFF_BIAS);
    float *dh = numbers(add(peer, pass, DNNL_ARG_DIFF_DST_LAYER));
    size_t row = (size_t)plan->batch * plan->hidden;
    for (size_t k = 0; k < row; k++)
        dh[(plan->steps - 1) * row + k] = 1;
}

void peer_init(struct peer *peer, const struct bench_case *work)
{
    memset(peer, 0, sizeof *peer);
    must(dnnl_engine_create(&peer->engine, dnnl_cpu, 0), "an engine");
    must(dnnl_stream_create(&peer->stream, peer->engine,
                            dnnl_stream_default_flags), "a stream");
    struct shapes shapes = shapes_of(work->plan);
    /* A batch is what one trains with. */
    make_forward(peer, &shapes, work, work->plan->batch > 1);
    if (work->plan->kind == BENCH_TRAIN)
        make_backward(peer, &shapes, work);
}

static void pass_finish(struct pass *pass)
{
    if (pass->primitive)
        dnnl_primitive_destroy(pass->primitive);
    if (pass->recipe)
        dnnl_primitive_desc_destroy(pass->recipe);
}

void peer_finish(struct peer *peer)
{
    pass_finish(&peer->backward);
    pass_finish(&peer->forward);
    for (int k = 0; k < peer->memories; k++)
        dnnl_memory_destroy(peer->memory[k]);
    dnnl_stream_destroy(peer->stream);
    dnnl_engine_destroy(peer->engine);
}

static void execute(const struct peer *peer, const struct pass *pass)
{
    must(dnnl_primitive_execute(pass->primitive, peer->stream, pass->arguments,
                                pass->argument), "a pass");
    must(dnnl_stream_wait(peer->stream), "a pass");
}

void peer_run(struct peer *peer)
{
    static const int summed[] = {DNNL_ARG_DIFF_WEIGHTS_LAYER,
                                 DNNL_ARG_DIFF_WEIGHTS_ITER,
                                 DNNL_ARG_DIFF_BIAS};
    execute(peer, &peer->forward);
    if (!peer->backward.primitive)
        return;
    for (size_t k = 0; k < sizeof summed / sizeof *summed; k++) {
        dnnl_memory_t memory = argument(&peer->backward, summed[k]);
        memset(numbers(memory), 0, bytes_of(memory));
    }
    execute(peer, &peer->backward);
}

const float *peer_states(const struct peer *peer)
{
    return numbers(argument(&peer->forward, DNNL_ARG_DST_LAYER));
}

const float *peer_gradient(struct peer *peer, const struct bench_plan *plan,
                           int which)
{
    struct shapes shapes = shapes_of(plan);
    dnnl_memory_t plain = new_memory(peer, which == DNNL_ARG_DIFF_BIAS
                                     ? &shapes.bias : &shapes.weights, NULL);
    rearrange(peer, argument(&peer->backward, which), plain);
    return numbers(plain);
}
