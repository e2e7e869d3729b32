/* Products, sums and small helpers of every kernel set against plain loops,
 * over random odd sizes, with NaN wherever padding lies. */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/random.h"
#include "check_close.h"
#include "sets.h"

enum { ROUNDS = 150, BLOCKS = 4 };

/* Sums of n products differ by less than this times the sum of sizes. */
static const double epsilon = sizeof(real) == sizeof(double) ? 2e-14 : 1e-5;

/* Numbers on a cache line, all NaN. */
static real *reals(size_t count)
{
    struct error error;
    real *memory = array_new_aligned(count, sizeof(real), "a test", &error);
    assert_non_null(memory);
    for (size_t k = 0; k < count; k++)
        memory[k] = NAN;
    return memory;
}

static void fill(struct random *random, real *to, int n)
{
    for (int k = 0; k < n; k++)
        to[k] = (real)random_range(random, -1, 1);
}

static int between(struct random *random, int low, int high)
{
    return low + (int)random_below(random, high - low + 1);
}

/* One random product: M rows of `segments` runs of K times `blocks` blocks of
 * K x N, side by side as gates or one below the other as segments. */
struct case_product {
    int rows, k, n, gates, segments;
    bool transposed;          /* blocks lie as [N][K] */
    enum { INIT_NONE, INIT_BIAS, INIT_OUT } init;
    size_t a_segment, a_stride, pitch, out_stride;
    real *a, *block[BLOCKS], *bias, *out, *before;
    struct pack pack;
};

static void make_product(struct case_product *c, struct random *random,
                         int lanes)
{
    int blocks = between(random, 1, BLOCKS);
    bool gates = random_below(random, 2);
    *c = (struct case_product){
        .rows = between(random, 1, 13), .k = between(random, 1, 70),
        .n = between(random, 1, 70), .gates = gates ? blocks : 1,
        .segments = gates ? 1 : blocks,
        .transposed = random_below(random, 2)};
    c->init = random_below(random, 3);
    c->a_segment = real_pitch(c->k);
    c->a_stride = c->segments * c->a_segment + REAL_PER_LINE;
    c->pitch = real_pitch(c->n);
    c->out_stride = c->gates * c->pitch + REAL_PER_LINE;

    c->a = reals(c->rows * c->a_stride);
    for (int r = 0; r < c->rows; r++)
        for (int s = 0; s < c->segments; s++)
            fill(random, c->a + r * c->a_stride + s * c->a_segment, c->k);
    struct pack_source source = {
        .row = c->transposed ? 1 : c->n, .column = c->transposed ? c->k : 1};
    for (int b = 0; b < blocks; b++) {
        c->block[b] = reals((size_t)c->k * c->n);
        fill(random, c->block[b], c->k * c->n);
        source.block[b] = c->block[b];
    }
    c->pack = (struct pack){c->segments, c->k, c->gates, c->n, NULL};
    c->pack.data = reals(pack_size(&c->pack, lanes));
    pack_fill(&c->pack, lanes, &source);
    c->bias = reals(c->gates * c->pitch);
    c->out = reals(c->rows * c->out_stride);
    for (int g = 0; g < c->gates; g++) {
        fill(random, c->bias + g * c->pitch, c->n);
        for (int r = 0; r < c->rows; r++)
            fill(random, c->out + r * c->out_stride + g * c->pitch, c->n);
    }
    c->before = reals(c->rows * c->out_stride);
    memcpy(c->before, c->out, c->rows * c->out_stride * sizeof(real));
}

static void free_product(struct case_product *c)
{
    for (int b = 0; b < BLOCKS; b++)
        free(c->block[b]);
    free(c->pack.data);
    free(c->a);
    free(c->bias);
    free(c->out);
    free(c->before);
}

static double wanted(const struct case_product *c, int r, int g, int j)
{
    double sum = c->init == INIT_BIAS ? c->bias[g * c->pitch + j]
        : c->init == INIT_OUT
        ? c->before[r * c->out_stride + g * c->pitch + j] : 0;
    for (int s = 0; s < c->segments; s++) {
        const real *block = c->block[c->segments > 1 ? s : g];
        for (int k = 0; k < c->k; k++)
            sum += (double)c->a[r * c->a_stride + s * c->a_segment + k] *
                   block[c->transposed ? j * c->k + k : k * c->n + j];
    }
    return sum;
}

static void check_product(const struct case_product *c)
{
    double tolerance = epsilon * (c->segments * c->k + 1);
    for (int r = 0; r < c->rows; r++) {
        const real *row = c->out + r * c->out_stride;
        for (int g = 0; g < c->gates; g++)
            for (int j = 0; j < c->n; j++)
                assert_close(row[g * c->pitch + j], wanted(c, r, g, j),
                             tolerance);
        /* nothing behind the last pitch */
        for (int k = 0; k < REAL_PER_LINE; k++)
            assert_true(isnan(row[c->gates * c->pitch + k]));
    }
}

static void products(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        struct random random;
        random_seed(&random, 1, 0);
        for (int round = 0; round < ROUNDS; round++) {
            struct case_product c;
            make_product(&c, &random, kernels->lanes);
            kernels->product(&(struct product){
                .rows = c.rows, .a = c.a, .a_stride = c.a_stride,
                .a_segment = c.a_segment, .pack = &c.pack,
                .init = c.init == INIT_NONE ? NULL
                    : c.init == INIT_BIAS ? c.bias : c.out,
                .init_stride = c.init == INIT_OUT ? c.out_stride : 0,
                .out = c.out, .out_stride = c.out_stride,
                .gate_stride = c.pitch});
            check_product(&c);
            free_product(&c);
        }
    }
}

/* One random sum over rows. */
struct case_outer {
    struct outer outer;
    real *d, *a, *scale, *before[BLOCKS];
};

static void make_outer(struct case_outer *c, struct random *random)
{
    struct outer *o = &c->outer;
    *o = (struct outer){
        .rows = between(random, 1, 400), .gates = between(random, 1, BLOCKS),
        .units = between(random, 1, 70), .columns = between(random, 1, 70)};
    o->gate_stride = real_pitch(o->units);
    o->d_stride = o->gates * o->gate_stride;
    o->a_stride = real_pitch(o->columns);
    c->d = reals(o->rows * o->d_stride);
    c->a = reals(o->rows * o->a_stride);
    c->scale = reals(o->rows);
    for (int r = 0; r < o->rows; r++) {
        fill(random, c->scale + r, 1);
        fill(random, c->a + r * o->a_stride, o->columns);
        for (int g = 0; g < o->gates; g++)
            fill(random, c->d + r * o->d_stride + g * o->gate_stride, o->units);
    }
    size_t size = (size_t)o->units * o->columns;
    for (int g = 0; g < BLOCKS; g++) {
        o->block[g] = reals(size + 1);
        c->before[g] = reals(size);
        fill(random, o->block[g], (int)size);
        memcpy(c->before[g], o->block[g], size * sizeof(real));
    }
    o->d = c->d;
    o->a = c->a;
    o->scale = random_below(random, 2) ? c->scale : NULL;
    o->scratch = reals(outer_scratch(o->gates, o->units));
}

static void free_outer(struct case_outer *c)
{
    for (int g = 0; g < BLOCKS; g++) {
        free(c->outer.block[g]);
        free(c->before[g]);
    }
    free(c->outer.scratch);
    free(c->d);
    free(c->a);
    free(c->scale);
}

/* `columns` = 0: the sums of d alone. */
static void check_outer(const struct case_outer *c, int columns)
{
    const struct outer *o = &c->outer;
    for (int g = 0; g < o->gates; g++)
        for (int u = 0; u < o->units; u++)
            for (int k = 0; k < columns || k == 0; k++) {
                size_t at = columns ? (size_t)u * columns + k : (size_t)u;
                double sum = c->before[g][at];
                for (int r = 0; r < o->rows; r++)
                    sum += (double)c->d[r * o->d_stride + g * o->gate_stride +
                                        u] *
                           (o->scale ? o->scale[r] : 1) *
                           (columns ? c->a[r * o->a_stride + k] : 1);
                assert_close(o->block[g][at], sum, epsilon * o->rows);
            }
}

static void sums_over_rows(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        struct random random;
        random_seed(&random, 2, 0);
        for (int round = 0; round < ROUNDS / 10; round++) {
            struct case_outer c;
            make_outer(&c, &random);
            kernels->outer(&c.outer);
            check_outer(&c, c.outer.columns);
            /* nothing behind the end, and no other gate */
            assert_true(isnan(c.outer.block[0][c.outer.units *
                                               c.outer.columns]));
            for (int g = c.outer.gates; g < BLOCKS; g++)
                assert_memory_equal(c.outer.block[g], c.before[g],
                                    sizeof(real) * c.outer.units);
            for (int g = 0; g < c.outer.gates; g++)
                memcpy(c.outer.block[g], c.before[g],
                       sizeof(real) * c.outer.units);
            kernels->sums(&c.outer);
            check_outer(&c, 0);
            free_outer(&c);
        }
    }
}

static void rows_of_any_length(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        struct random random;
        random_seed(&random, 3, 0);
        for (int n = 1; n <= 70; n++) {
            real *row = reals(128);
            double largest = 0, squares = 0;
            fill(&random, row, n);
            for (int k = 0; k < n; k++) {
                largest = fmax(largest, fabs(row[k]));
                squares += (double)row[k] * row[k];
            }
            assert_true(kernels->largest(row, n) == (real)largest);
            assert_close(kernels->squares(row, n), squares, epsilon * n);
            real first = row[0], last = row[n - 1];
            kernels->scale(row, n, 4);
            assert_true(row[0] == first * 4 && row[n - 1] == last * 4);
            assert_true(isnan(row[n]));
            free(row);
        }
    }
}

/* One number that is not finite among others, anywhere in the row. */
static void bad_numbers_in_rows(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        for (int bad = 0; bad < 21; bad++) {
            real *row = reals(32);
            for (int k = 0; k < 21; k++)
                row[k] = k == 10 ? -3 : 1;
            row[bad] = NAN;
            assert_true(kernels->largest(row, 21) == (bad == 10 ? 1 : 3));
            assert_true(isnan(kernels->squares(row, 21)));
            row[bad] = -INFINITY;
            assert_true(isinf(kernels->largest(row, 21)));
            free(row);
        }
    }
}

static void sets_have_names(void **state)
{
    struct error error;
    int found = 0;
    (void)state;
    FOR_SETS(kernels) {
        assert_ptr_equal(kernels, kernels_choose(kernels->name, &error));
        found++;
    }
    assert_true(found >= 1);
    assert_non_null(kernels_choose(NULL, &error));
    assert_null(kernels_choose("mmx", &error));
    assert_non_null(strstr(error.text, "unknown kernels 'mmx'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products),
        cmocka_unit_test(sums_over_rows),
        cmocka_unit_test(rows_of_any_length),
        cmocka_unit_test(bad_numbers_in_rows),
        cmocka_unit_test(sets_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
