/* A function for every kind: draws round numbers, runs the cell, and writes
 * down the lines, whose values are read off the run.
 */
#include "scene/course/calculate/calculate.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scene/course/calculate/make.h"
#include "scene/look/figure.h"

/* Two digits typed are right; what is computed from such numbers is off by
 * what they are. */
static const double rounded = 0.0051;

/* "0.5", "−2": as short as the number allows. */
static const char *brief(char out[FIGURE_MAX], double value)
{
    int decimals = 0;

    while (decimals < 3 &&
           fabs(value * pow(10, decimals) -
                round(value * pow(10, decimals))) > 1e-6)
        decimals++;
    return figure_plain(out, value, decimals);
}

static struct calculate_line *add(struct calculate *calculate,
                                  const char *symbol, char letter,
                                  const char *rule, double value)
{
    struct calculate_line *line = &calculate->value[calculate->lines++];

    snprintf(line->symbol, sizeof line->symbol, "%s", symbol);
    line->rule = rule;
    line->letter = letter;
    line->value = value;
    line->within = rounded;
    return line;
}

/* Writes `form` into line->filled, every '#' the next of the numbers. */
static void fill(struct calculate_line *line, const char *form, ...)
{
    size_t length = 0;
    char number[FIGURE_MAX];
    va_list numbers;

    va_start(numbers, form);
    for (; *form != '\0' && length + FIGURE_MAX < sizeof line->filled; form++) {
        if (*form != '#') {
            line->filled[length++] = *form;
            continue;
        }
        brief(number, va_arg(numbers, double));
        length += (size_t)snprintf(line->filled + length,
                                   sizeof line->filled - length, "%s", number);
    }
    line->filled[length] = '\0';
    va_end(numbers);
}

static double read(const struct film *film, const char *name, int step)
{
    int signal = signal_find(film_cell(film, 0), name);

    return (double)film_signal(film, 0, signal, step)[0];
}

static bool begin_sheet(struct worksheet *sheet, enum cell cell,
                        enum activation activation, int inputs,
                        struct error *error)
{
    const struct spec spec = {
        .inputs = inputs, .layers = 1,
        .layer = {{.cell = cell, .activation = activation, .units = 1}}};

    *sheet = (struct worksheet){0};
    return params_init(&sheet->params, &spec, error);
}

static bool neuron(struct calculate *calculate, struct worksheet *sheet,
                   struct film *film, struct random *random,
                   struct error *error)
{
    static const char *const x[] = {"x_{1}", "x_{2}"};
    static const char *const w[] = {"w_{1}", "w_{2}"};

    if (!begin_sheet(sheet, CELL_DENSE, ACT_TANH, 2, error))
        return false;
    struct layer_params *layer = &sheet->params.layer[0];
    sheet->steps = 1;
    for (int k = 0; k < 2; k++) {
        sheet->x[k] = (real)worksheet_draw(random, -2, 2, false);
        layer->w[k] = (real)worksheet_draw(random, -1, 1, false);
        worksheet_give(calculate, x[k], (double)sheet->x[k]);
        worksheet_give(calculate, w[k], (double)layer->w[k]);
    }
    layer->b_ih[0] = (real)worksheet_draw(random, -1, 1, false);
    worksheet_give(calculate, "b", (double)layer->b_ih[0]);
    if (!worksheet_run(sheet, film, error))
        return false;
    double a = read(film, "a", 1);
    fill(add(calculate, "a", 0, "w_{1}x_{1} + w_{2}x_{2} + b", a),
         "# · # + # · # + #", (double)layer->w[0], (double)sheet->x[0],
         (double)layer->w[1], (double)sheet->x[1], (double)layer->b_ih[0]);
    fill(add(calculate, "h", 'h', "tanh(a)", read(film, "h", 1)), "tanh(#)",
         a);
    return true;
}

/* An RNN of one unit without bias: w, u, x_1 .. x_3. */
static bool give_rnn(struct calculate *calculate, struct worksheet *sheet,
                     enum activation activation, struct random *random,
                     struct error *error)
{
    static const char *const x[] = {"x_{1}", "x_{2}", "x_{3}"};

    if (!begin_sheet(sheet, CELL_RNN, activation, 1, error))
        return false;
    struct layer_params *layer = &sheet->params.layer[0];
    layer->w[0] = (real)worksheet_draw(random, -1, 1, false);
    do
        layer->u[0] = (real)worksheet_draw(random, -2, 2, false);
    while (fabs((double)layer->u[0]) == 1);
    sheet->steps = 3;
    worksheet_give(calculate, "w", (double)layer->w[0]);
    worksheet_give(calculate, "u", (double)layer->u[0]);
    for (int t = 0; t < 3; t++) {
        sheet->x[t] = (real)worksheet_draw(random, -1, 1, t > 0);
        if (activation == ACT_TANH)
            worksheet_give(calculate, x[t], (double)sheet->x[t]);
    }
    return true;
}

static bool rnn(struct calculate *calculate, struct worksheet *sheet,
                struct film *film, struct random *random, struct error *error)
{
    static const char *const h[] = {"h_{1}", "h_{2}", "h_{3}"};
    static const char *const rule[] = {
        "tanh(w x_{1} + u h_{0}),  h_{0} = 0", "tanh(w x_{2} + u h_{1})",
        "tanh(w x_{3} + u h_{2})"};

    if (!give_rnn(calculate, sheet, ACT_TANH, random, error) ||
        !worksheet_run(sheet, film, error))
        return false;
    const struct layer_params *layer = &sheet->params.layer[0];
    double before = 0;
    for (int t = 1; t <= 3; t++) {
        struct calculate_line *line =
            add(calculate, h[t - 1], 'h', rule[t - 1], read(film, "h", t));
        if (t > 1)
            line->within += line[-1].within * fabs((double)layer->u[0]);
        fill(line, "tanh(# · # + # · #)", (double)layer->w[0],
             (double)sheet->x[t - 1], (double)layer->u[0], before);
        before = line->value;
    }
    return true;
}

/* dh_3/dh_0 of the same RNN: h is given, each factor is asked. */
static bool chain(struct calculate *calculate, struct worksheet *sheet,
                  struct film *film, struct random *random,
                  struct error *error)
{
    static const char *const h[] = {"h_{1}", "h_{2}", "h_{3}"};
    static const char *const symbol[] = {"∂h_{3}/∂h_{2}", "∂h_{2}/∂h_{1}",
                                         "∂h_{1}/∂h_{0}"};
    static const char *const rule[] = {"(1 − h_{3}^{2}) u",
                                       "(1 − h_{2}^{2}) u",
                                       "(1 − h_{1}^{2}) u"};
    double product = 1, within = 0;

    if (!give_rnn(calculate, sheet, ACT_TANH, random, error) ||
        !worksheet_run(sheet, film, error))
        return false;
    double u = (double)sheet->params.layer[0].u[0];
    calculate->givens = 0;
    worksheet_give(calculate, "u", u);
    for (int t = 1; t <= 3; t++)
        worksheet_give(calculate, h[t - 1],
                       round(read(film, "h", t) * 1000) / 1000);
    for (int k = 0; k < 3; k++) {
        double state = read(film, "h", 3 - k);
        struct calculate_line *line = add(calculate, symbol[k], 'h', rule[k],
                                          (1 - state * state) * u);
        line->within += 0.001 * fabs(2 * state * u);
        fill(line, "(1 − #^{2}) · #", round(state * 1000) / 1000, u);
        product *= line->value;
    }
    for (int k = 0; k < 3; k++)
        within += fabs(product) * rounded /
                  fmax(fabs(calculate->value[k].value), 0.05);
    struct calculate_line *line = add(calculate, "∂h_{3}/∂h_{0}", 'h',
                                      "∂h_{3}/∂h_{2} · ∂h_{2}/∂h_{1} · "
                                      "∂h_{1}/∂h_{0}", product);
    line->within += within;
    fill(line, "# · # · #", calculate->value[0].value,
         calculate->value[1].value, calculate->value[2].value);
    return true;
}

/* How much of x_1 is in h_1 .. h_4 of a linear RNN. */
static bool power(struct calculate *calculate, struct worksheet *sheet,
                  struct film *film, struct random *random,
                  struct error *error)
{
    static const char *const symbol[] = {"∂h_{t}/∂x_{t}", "∂h_{t}/∂x_{t−1}",
                                         "∂h_{t}/∂x_{t−2}",
                                         "∂h_{t}/∂x_{t−3}"};
    static const char *const rule[] = {"w", "u w", "u^{2} w", "u^{3} w"};

    if (!give_rnn(calculate, sheet, ACT_IDENTITY, random, error))
        return false;
    /* An impulse: h_t is then U^{t-1} W itself. */
    sheet->steps = 4;
    sheet->x[0] = 1;
    sheet->x[1] = sheet->x[2] = sheet->x[3] = 0;
    if (!worksheet_run(sheet, film, error))
        return false;
    const struct layer_params *layer = &sheet->params.layer[0];
    for (int k = 0; k < 4; k++) {
        struct calculate_line *line = add(calculate, symbol[k], 'h', rule[k],
                                          read(film, "h", k + 1));
        fill(line, k == 0 ? "#" : k == 1 ? "# · #" : k == 2 ? "# · # · #"
                                                   : "# · # · # · #",
             (double)layer->w[0], (double)layer->u[0], (double)layer->u[0],
             (double)layer->u[0]);
    }
    return true;
}

/* Weights and biases of gate k, whose letter stands in `gates`. */
static void give_gate(struct calculate *calculate, struct worksheet *sheet,
                      char gate, int k, struct random *random)
{
    struct layer_params *layer = &sheet->params.layer[0];
    char symbol[CALCULATE_SYMBOL_MAX];

    layer->w[k] = (real)worksheet_draw(random, -1, 1, false);
    layer->u[k] = (real)worksheet_draw(random, -1, 1, false);
    layer->b_ih[k] = (real)worksheet_draw(random, -1, 1, false);
    snprintf(symbol, sizeof symbol, "w_{%c}", gate);
    worksheet_give(calculate, symbol, (double)layer->w[k]);
    snprintf(symbol, sizeof symbol, "u_{%c}", gate);
    worksheet_give(calculate, symbol, (double)layer->u[k]);
    snprintf(symbol, sizeof symbol, "b_{%c}", gate);
    worksheet_give(calculate, symbol, (double)layer->b_ih[k]);
}

/* The step that is asked about is the second one, behind a state that is
 * held. */
static void give_state(struct calculate *calculate, struct worksheet *sheet,
                       bool cell, struct random *random)
{
    sheet->steps = 2;
    sheet->x[1] = (real)worksheet_draw(random, -2, 2, false);
    sheet->has_h = true;
    sheet->h = (real)worksheet_draw(random, -0.5, 0.5, false);
    sheet->has_c = cell;
    sheet->c = (real)worksheet_draw(random, -2, 2, false);
    worksheet_give(calculate, "x_{t}", (double)sheet->x[1]);
    worksheet_give(calculate, "h_{t−1}", (double)sheet->h);
    if (cell)
        worksheet_give(calculate, "c_{t−1}", (double)sheet->c);
}

static void add_gate(struct calculate *calculate,
                     const struct worksheet *sheet, const struct film *film,
                     char gate, int k, const char *rule)
{
    const struct layer_params *layer = &sheet->params.layer[0];
    const char name[2] = {gate, '\0'};
    char symbol[CALCULATE_SYMBOL_MAX];

    snprintf(symbol, sizeof symbol, "%c_{t}", gate);
    fill(add(calculate, symbol, gate, rule, read(film, name, 2)),
         gate == 'g' ? "tanh(# · # + # · # + #)" : "σ(# · # + # · # + #)",
         (double)layer->w[k], (double)sheet->x[1], (double)layer->u[k],
         (double)sheet->h, (double)layer->b_ih[k]);
}

static bool lstm(struct calculate *calculate, struct worksheet *sheet,
                 struct film *film, struct random *random, struct error *error)
{
    static const struct { char gate; int block; const char *rule; } gates[] = {
        {'f', 1, "σ(w_{f}x_{t} + u_{f}h_{t−1} + b_{f})"},
        {'i', 0, "σ(w_{i}x_{t} + u_{i}h_{t−1} + b_{i})"},
        {'g', 2, "tanh(w_{g}x_{t} + u_{g}h_{t−1} + b_{g})"},
        {'o', 3, "σ(w_{o}x_{t} + u_{o}h_{t−1} + b_{o})"},
    };

    if (!begin_sheet(sheet, CELL_LSTM, ACT_TANH, 1, error))
        return false;
    give_state(calculate, sheet, true, random);
    for (int k = 0; k < 4; k++)
        give_gate(calculate, sheet, gates[k].gate, gates[k].block, random);
    if (!worksheet_run(sheet, film, error))
        return false;
    for (int k = 0; k < 4; k++)
        add_gate(calculate, sheet, film, gates[k].gate, gates[k].block,
                 gates[k].rule);
    double f = read(film, "f", 2), i = read(film, "i", 2),
           g = read(film, "g", 2), o = read(film, "o", 2),
           c = read(film, "c", 2), before = (double)sheet->c;
    struct calculate_line *line = add(calculate, "c_{t}", 'c',
                                      "f_{t}c_{t−1} + i_{t}g_{t}", c);
    line->within += rounded * (fabs(before) + fabs(i) + fabs(g));
    fill(line, "# · # + # · #", f, before, i, g);
    double spread = line->within;
    line = add(calculate, "h_{t}", 'h', "o_{t} tanh(c_{t})",
               read(film, "h", 2));
    line->within += rounded + o * spread;
    fill(line, "# · tanh(#)", o, c);
    line = add(calculate, "∂c_{t}/∂c_{t−1}", 'c', "f_{t}", f);
    fill(line, "#", f);
    return true;
}

static bool gru(struct calculate *calculate, struct worksheet *sheet,
                struct film *film, struct random *random, struct error *error)
{
    static const char gates[] = "rzn";

    if (!begin_sheet(sheet, CELL_GRU, ACT_TANH, 1, error))
        return false;
    give_state(calculate, sheet, false, random);
    for (int k = 0; k < 3; k++)
        give_gate(calculate, sheet, gates[k], k, random);
    if (!worksheet_run(sheet, film, error))
        return false;
    add_gate(calculate, sheet, film, 'r', 0,
             "σ(w_{r}x_{t} + u_{r}h_{t−1} + b_{r})");
    add_gate(calculate, sheet, film, 'z', 1,
             "σ(w_{z}x_{t} + u_{z}h_{t−1} + b_{z})");
    const struct layer_params *layer = &sheet->params.layer[0];
    double r = read(film, "r", 2), z = read(film, "z", 2),
           n = read(film, "n", 2), h = read(film, "h", 2),
           before = (double)sheet->h, recalled = (double)layer->u[2] * before;
    struct calculate_line *line =
        add(calculate, "n_{t}", 'n',
            "tanh(w_{n}x_{t} + b_{n} + r_{t}u_{n}h_{t−1})", n);
    line->within += rounded * fabs(recalled);
    fill(line, "tanh(# · # + # + # · # · #)", (double)layer->w[2],
         (double)sheet->x[1], (double)layer->b_ih[2], r, (double)layer->u[2],
         before);
    line = add(calculate, "h_{t}", 'h', "(1 − z_{t}) n_{t} + z_{t}h_{t−1}", h);
    line->within += rounded * (2 + fabs(n) + fabs(before));
    fill(line, "(1 − #) · # + # · #", z, n, z, before);
    line = add(calculate, "∂h_{t}/∂h_{t−1}", 'h', "z_{t}", z);
    fill(line, "#", z);
    return true;
}

bool calculate_begin(struct calculate *calculate, enum calculate_kind kind,
                     uint64_t seed, struct error *error)
{
    static bool (*const kinds[CALCULATES])(
        struct calculate *, struct worksheet *, struct film *,
        struct random *, struct error *) = {
        [CALCULATE_NEURON] = neuron, [CALCULATE_RNN] = rnn,
        [CALCULATE_CHAIN] = chain,   [CALCULATE_POWER] = power,
        [CALCULATE_LSTM] = lstm,     [CALCULATE_GRU] = gru,
    };
    struct worksheet sheet = {0};
    struct film film = {0};
    struct random random;

    memset(calculate, 0, sizeof *calculate);
    calculate->kind = kind;
    calculate->seed = seed;
    calculate->wrong = -1;
    random_seed(&random, seed, (uint64_t)kind + 1);
    bool fine = kinds[kind](calculate, &sheet, &film, &random, error);
    if (!fine)
        calculate->givens = calculate->lines = 0;
    film_finish(&film);
    params_finish(&sheet.params);
    return fine;
}
