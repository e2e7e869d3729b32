/* Equations are put together from the signals of the tape: what is printed
 * under a symbol is the number that was recorded.
 */
#include "scene/view/sums/formulas.h"

#include "scene/look/notation.h"
#include "scene/study/trace/digits.h"
#include "scene/study/trace/trace.h"
#include "scene/view/touch/over_bar.h"

/* Puts equations together for one unit at one step. */
struct writer {
    const struct scene *scene;
    struct equation *equation;
};

static void put(const struct writer *writer, int signal, int step)
{
    const struct scene *scene = writer->scene;
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct notation *notation = notation_of(cell, signal);
    const char *symbol = notation->symbol;

    if (step < scene->now.step)
        symbol = notation->letter[0] == 'c' ? "c_{t−1}" : "h_{t−1}";
    equation_symbol(writer->equation, scene, symbol,
                    notation_ink(scene->theme, notation),
                    step < scene->now.step
                        ? trace_read(scene->film, ui->layer, signal, step + 1,
                                     ui->unit)
                        : subject(SUBJECT_SIGNAL, ui->layer, signal, step,
                                  ui->unit));
}

static void op(const struct writer *writer, const char *symbol,
               const char *below)
{
    equation_operator(writer->equation, writer->scene, symbol, below);
}

static void put_product(const struct writer *writer, int left, int right,
                        int right_step)
{
    put(writer, left, writer->scene->now.step);
    op(writer, "⊙", "×");
    put(writer, right, right_step);
}

/* All there is to say of a result that somebody holds: no right side makes it.
 * False, and nothing is put, where it is free. */
static bool put_held(const struct writer *writer, int signal)
{
    const struct scene *scene = writer->scene;
    int t = scene->now.step;

    if (!over_bar_is_held(scene->film, scene->ui->layer, signal, t,
                          scene->ui->unit))
        return false;
    put(writer, signal, t);
    op(writer, "≡", say(scene->ui, "set by hand", "직접 지정"));
    return true;
}

/* gate = phi( a ) */
static void put_squash(const struct writer *writer, int gate, const char *phi,
                       int sum)
{
    int t = writer->scene->now.step;

    if (put_held(writer, gate))
        return;
    put(writer, gate, t);
    op(writer, "=", "=");
    op(writer, phi, phi);
    op(writer, "(", "(");
    put(writer, sum, t);
    op(writer, ")", ")");
}

static int lstm_formulas(struct writer *writer, int phase,
                         struct equation *out)
{
    int t = writer->scene->now.step;

    writer->equation = out;
    switch (phase) {
    case LSTM_FORGET:
        put_squash(writer, LSTM_F, "σ", LSTM_AF);
        return 1;
    case LSTM_WRITE:
        put_squash(writer, LSTM_I, "σ", LSTM_AI);
        writer->equation = out + 1;
        put_squash(writer, LSTM_G, "tanh", LSTM_AG);
        return 2;
    case LSTM_UPDATE:
        if (put_held(writer, LSTM_C))
            return 1;
        put(writer, LSTM_C, t);
        op(writer, "=", "=");
        put_product(writer, LSTM_F, LSTM_C, t - 1);
        op(writer, "+", "+");
        put_product(writer, LSTM_I, LSTM_G, t);
        return 1;
    case LSTM_EXPOSE:
        put_squash(writer, LSTM_O, "σ", LSTM_AO);
        return 1;
    case LSTM_OUTPUT:
        if (put_held(writer, LSTM_H))
            return 1;
        put(writer, LSTM_H, t);
        op(writer, "=", "=");
        put_product(writer, LSTM_O, LSTM_TC, t);
        return 1;
    default: return 0;
    }
}

/* z where it writes: 1 - z of the tape. */
static void put_writing(const struct writer *writer, int z)
{
    const struct scene *scene = writer->scene;
    const struct notation *notation =
        notation_of(film_cell(scene->film, scene->ui->layer), z);

    equation_symbol(writer->equation, scene, notation->symbol,
                    notation_ink(scene->theme, notation),
                    subject(SUBJECT_COMPLEMENT, scene->ui->layer, z,
                            scene->now.step, scene->ui->unit));
}

/* z = phi( a ), or what is left of it */
static void put_z(const struct writer *writer, int z, int sum)
{
    if (!ui_z_writes(writer->scene->ui)) {
        put_squash(writer, z, "σ", sum);
        return;
    }
    put_writing(writer, z);
    if (over_bar_is_held(writer->scene->film, writer->scene->ui->layer, z,
                         writer->scene->now.step, writer->scene->ui->unit)) {
        op(writer, "≡", say(writer->scene->ui, "set by hand", "직접 지정"));
        return;
    }
    op(writer, "= 1 − σ (", "= 1 − σ (");
    put(writer, sum, writer->scene->now.step);
    op(writer, ")", ")");
}

/* h = (1 - z) n + z h', or h = z n + (1 - z) h' */
static void put_mix(const struct writer *writer, int h, int z, int n)
{
    int t = writer->scene->now.step;

    if (put_held(writer, h))
        return;
    put(writer, h, t);
    if (ui_z_writes(writer->scene->ui)) {
        op(writer, "=", "=");
        put_writing(writer, z);
        op(writer, "⊙", "×");
        put(writer, n, t);
        op(writer, "+ (1 −", "+ (1 −");
        put_writing(writer, z);
        op(writer, ") ⊙", ") ×");
    } else {
        op(writer, "= (1 −", "= (1 −");
        put(writer, z, t);
        op(writer, ") ⊙", ") ×");
        put(writer, n, t);
        op(writer, "+", "+");
        put(writer, z, t);
        op(writer, "⊙", "×");
    }
    put(writer, h, t - 1);
}

static int gru_formulas(struct writer *writer, int phase, struct equation *out)
{
    int t = writer->scene->now.step;

    writer->equation = out;
    switch (phase) {
    case GRU_RESET: put_squash(writer, GRU_R, "σ", GRU_AR); return 1;
    case GRU_UPDATE: put_z(writer, GRU_Z, GRU_AZ); return 1;
    case GRU_CANDIDATE:
        put(writer, GRU_AN, t);
        op(writer, "=", "=");
        put(writer, GRU_XN, t);
        op(writer, "+", "+");
        put_product(writer, GRU_R, GRU_M, t);
        writer->equation = out + 1;
        put_squash(writer, GRU_N, "tanh", GRU_AN);
        return 2;
    case GRU_MIX: put_mix(writer, GRU_H, GRU_Z, GRU_N); return 1;
    default: return 0;
    }
}

static int gru_before_formulas(struct writer *writer, int phase,
                               struct equation *out)
{
    int t = writer->scene->now.step;

    writer->equation = out;
    switch (phase) {
    case GRU_RESET:
        put_squash(writer, GRUB_R, "σ", GRUB_AR);
        writer->equation = out + 1;
        put(writer, GRUB_RH, t);
        op(writer, "=", "=");
        put_product(writer, GRUB_R, GRUB_H, t - 1);
        return 2;
    case GRU_UPDATE: put_z(writer, GRUB_Z, GRUB_AZ); return 1;
    case GRU_CANDIDATE: put_squash(writer, GRUB_N, "tanh", GRUB_AN); return 1;
    case GRU_MIX: put_mix(writer, GRUB_H, GRUB_Z, GRUB_N); return 1;
    default: return 0;
    }
}

static int rnn_formulas(struct writer *writer, int phase, struct equation *out)
{
    static const char *const names[ACT_KINDS] = {"tanh", "relu", "id"};
    const struct scene *scene = writer->scene;
    const struct layer_spec *layer = film_layer(scene->film, scene->ui->layer);

    writer->equation = out;
    if (phase == RNN_GATHER)
        return 0;
    if (phase == RNN_SUM) {
        put(writer, RNN_A, scene->now.step);
        op(writer, layer->cell == CELL_DENSE ? "= Σ W x_{t} + b"
                   : "= Σ W x_{t} + Σ U h_{t−1} + b", "");
        return 1;
    }
    put_squash(writer, RNN_H, names[layer->activation], RNN_A);
    return 1;
}

/* What is printed makes what is printed: the first symbol is the result. */
static void fit_digits(const struct scene *scene, struct equation *equation)
{
    struct draw_id id = equation->term[0].id;
    int result, factors;

    if (id.kind == SUBJECT_COMPLEMENT)
        id.kind = SUBJECT_SIGNAL;
    const struct trace_number number = trace_of(scene->film, id);
    digits_equation(scene->film, &number, &result, &factors);
    for (int k = 0; k < equation->count; k++)
        equation->term[k].decimals = k == 0 ? result : factors;
}

static int write_formulas(struct writer *writer, int phase,
                          struct equation *out)
{
    const struct scene *scene = writer->scene;

    switch (film_cell(scene->film, scene->ui->layer)) {
    case CELL_LSTM: return lstm_formulas(writer, phase, out);
    case CELL_GRU: return gru_formulas(writer, phase, out);
    case CELL_GRU_BEFORE: return gru_before_formulas(writer, phase, out);
    default: return rnn_formulas(writer, phase, out);
    }
}

int formulas_of_phase(const struct scene *scene, int phase,
                      struct equation out[FORMULAS_MAX])
{
    struct writer writer = {.scene = scene};

    for (int k = 0; k < FORMULAS_MAX; k++)
        out[k].count = 0;
    int count = write_formulas(&writer, phase, out);
    for (int k = 0; k < count; k++)
        if (out[k].count > 3)
            fit_digits(scene, &out[k]);
    return count;
}
