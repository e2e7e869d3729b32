/* The numbers and the words of the lanes.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nn/flow/rate.h"
#include "scene/lab/dial/dial.h"
#include "scene/lab/lab.h"
#include "scene/look/figure.h"
#include "scene/subject.h"

static double rate_value(const struct lane_curves *curves, struct draw_id id)
{
    if (curves->memory == NULL || id.step < 1 || id.step > curves->lags)
        return NAN;
    const struct rate rate = rate_of(curves->value[CURVE_OWN], id.step);
    return id.kind == SUBJECT_LANE_HALF ? rate.half_life :
           id.kind == SUBJECT_LANE_SLOPE ? rate.slope : rate.lyapunov;
}

/* Of one step; of all up to a lag the geometric mean, and the product. */
static double factor_value(const struct lane_curves *curves, struct draw_id id)
{
    double product = lane_curves_at(curves, CURVE_OWN, id.step) -
                     lane_curves_at(curves, CURVE_OWN, 0);

    return id.unit == 1 ? product / id.step :
           id.unit == 2 ? product : lane_curves_factor(curves, id.step);
}

double lab_value(const struct lab *lab, struct draw_id id)
{
    const struct lane *lane = lab_lane(lab, id.layer);

    if (lane == NULL || !lane->made)
        return NAN;
    switch (id.kind) {
    case SUBJECT_LANE_DECAY:
        return id.signal >= 0 && id.signal < LANE_CURVES
            ? lane_curves_at(&lane->curves, (enum lane_curve)id.signal, id.step)
            : NAN;
    case SUBJECT_LANE_FACTOR: return factor_value(&lane->curves, id);
    case SUBJECT_LANE_HALF:
    case SUBJECT_LANE_SLOPE:
    case SUBJECT_LANE_LYAPUNOV: return rate_value(&lane->curves, id);
    case SUBJECT_LANE_NORM:
        return lane->norm + (id.signal == 1 ? log10(lane->clip) : 0);
    case SUBJECT_LANE_RADIUS: return lane->radius;
    case SUBJECT_LANE_POWER:
        return id.step >= 0 && id.step < lane->powers ? lane->power[id.step]
                                                      : NAN;
    case SUBJECT_DIAL:
        return id.signal >= 0 && id.signal < DIALS && id.layer < lab->lanes
            ? dial_value_of(&(struct dial_desk){.setup = &lab->made},
                            (enum dial)id.signal, id.layer)
            : NAN;
    case SUBJECT_LANE_PARAMETERS: return (double)lane->parameters;
    default: return NAN;
    }
}

/* The layer that a lane is measured in. */
static const struct layer_spec *measured_layer(const struct lane *lane)
{
    return film_layer(&lane->film, lane_curves_layer(&lane->curves,
                                                     &lane->film.values.spec));
}

char *lab_lane_name(const struct lab *lab, const struct ui *ui, int k,
                    char *out, size_t size)
{
    const struct lane *lane = lab_lane(lab, k);
    const struct layer_spec *layer;

    out[0] = '\0';
    if (lane == NULL || !lane->made)
        return out;
    if (lane->film.named) {
        snprintf(out, size, "%s", say(ui, lane->film.model.en,
                                      lane->film.model.ko));
        return out;
    }
    layer = measured_layer(lane);
    switch (layer->cell) {
    case CELL_LSTM: snprintf(out, size, "LSTM"); break;
    case CELL_GRU: snprintf(out, size, "GRU"); break;
    case CELL_DENSE:
        snprintf(out, size, "%s", say(ui, "dense layer", "밀집층"));
        break;
    case CELL_GRU_BEFORE:
        snprintf(out, size, "%s", say(ui, "GRU, reset before",
                                      "GRU(리셋 먼저)"));
        break;
    default:
        snprintf(out, size, "RNN %s",
                 layer->activation == ACT_TANH ? "tanh" :
                 layer->activation == ACT_RELU ? "ReLU" :
                 say(ui, "linear", "선형"));
    }
    return out;
}

/* What a start is marked by where it is not the usual one, or "". Where there
 * is a factor it is that of the normal start too: N(0, g^2/H). */
static char *start_mark(const struct ui *ui, const struct lane_setup *setup,
                        char out[FIGURE_MAX + 32])
{
    const char *const scheme[INIT_SCHEMES] = {
        [INIT_UNIFORM] = "", [INIT_XAVIER] = " Xavier",
        [INIT_ORTHOGONAL] = say(ui, " orthogonal", " 직교"),
        [INIT_IDENTITY] = say(ui, " identity", " 단위행렬"),
        [INIT_GAIN] = say(ui, " normal", " 정규"),
        [INIT_CHRONO] = say(ui, " chrono", " 크로노")};
    char number[FIGURE_MAX], gain[FIGURE_MAX + 8] = "";

    if (setup->radius)
        snprintf(gain, sizeof gain, " ρ %s",
                 figure_plain(number, setup->gain, 2));
    else if (setup->gain != 1)
        snprintf(gain, sizeof gain, " ×%s",
                 figure_plain(number, setup->gain, 1));
    bool factor = setup->scheme == INIT_GAIN && gain[0] != '\0';
    snprintf(out, FIGURE_MAX + 32, "%s%s", factor ? "" : scheme[setup->scheme],
             gain);
    return out;
}

/* The mark takes the place of tanh, which is the usual one too, and of the RNN
 * before another activation. */
char *lab_lane_label(const struct lab *lab, const struct ui *ui, int k,
                     char *out, size_t size)
{
    const struct lane_setup *setup = lab_lane_setup(lab, k);
    char name[64], bias[FIGURE_MAX + 16] = "", number[FIGURE_MAX];
    char mark[FIGURE_MAX + 32] = "", apart[FIGURE_MAX + 16];

    out[0] = '\0';
    if (lab_lane_name(lab, ui, k, name, sizeof name)[0] == '\0')
        return out;
    if (lab_lane(lab, k)->film.named) {
        snprintf(out, size, "%s", name);
        return out;
    }
    enum lab_apart is = lab_lane_apart(lab, ui, k, apart, sizeof apart);
    if (is == LAB_NAMED)
        snprintf(name, sizeof name, "%s", apart);
    else if (is == LAB_MARKED)
        snprintf(mark, sizeof mark, " %s", apart);
    if (setup->file < 0)
        start_mark(ui, setup, mark);
    if (setup->file < 0 && setup->biased && setup->cell != CELL_RNN)
        snprintf(bias, sizeof bias, " b_{%s} %s",
                 setup->cell == CELL_LSTM ? "f" : "z",
                 figure_signed(number, setup->forget_bias, 1));
    const char *shown = name;
    if (setup->cell == CELL_RNN && mark[0] != '\0' && is != LAB_NAMED)
        shown = setup->activation == ACT_TANH ? "RNN"
                                              : name + strlen("RNN ");
    snprintf(out, size, "%s%s%s", shown, mark, bias);
    return out;
}

static const char *scheme_name(const struct ui *ui, enum init_scheme scheme)
{
    switch (scheme) {
    case INIT_UNIFORM: return say(ui, "uniform ±1/√H", "균등 ±1/√H");
    case INIT_XAVIER: return "Xavier";
    case INIT_ORTHOGONAL: return say(ui, "orthogonal", "직교");
    case INIT_IDENTITY: return say(ui, "identity", "단위행렬");
    case INIT_GAIN: return say(ui, "normal, 1/√H", "정규분포, 1/√H");
    default: return say(ui, "chrono", "크로노");
    }
}

char *lab_lane_start(const struct lab *lab, const struct ui *ui, int k,
                     char *out, size_t size)
{
    const struct lane *lane = lab_lane(lab, k);
    char gain[FIGURE_MAX + 8] = "", bias[FIGURE_MAX + 16] = "";
    char number[FIGURE_MAX];

    out[0] = '\0';
    if (lane == NULL || !lane->made)
        return out;
    const struct lane_setup *setup = lab_lane_setup(lab, k);
    if (setup->radius)
        snprintf(gain, sizeof gain, ", ρ(U) = %s",
                 figure_plain(number, setup->gain, 2));
    else if (setup->gain != 1)
        snprintf(gain, sizeof gain, ", U × %s",
                 figure_plain(number, setup->gain, 2));
    if (setup->file >= 0) {
        snprintf(out, size, "%s%s", say(ui, lane->film.model.en,
                                        lane->film.model.ko), gain);
        return out;
    }
    if (setup->biased && setup->cell != CELL_RNN)
        snprintf(bias, sizeof bias, ", b_{%s} = %s",
                 setup->cell == CELL_LSTM ? "f" : "z",
                 figure_signed(number, setup->forget_bias, 1));
    snprintf(out, size, "%s%s%s", scheme_name(ui, setup->scheme), gain, bias);
    return out;
}

static enum model_hue hue_of(enum cell cell)
{
    switch (cell) {
    case CELL_DENSE: return MODEL_OWN;
    case CELL_LSTM: return MODEL_LSTM;
    case CELL_GRU:
    case CELL_GRU_BEFORE: return MODEL_GRU;
    default: return MODEL_RNN;
    }
}

/* Is there one of the kind of network k before it? */
static bool repeats(const enum cell cell[], int k)
{
    for (int j = 0; j < k; j++)
        if (hue_of(cell[j]) == hue_of(cell[k]))
            return true;
    return false;
}

enum model_hue lab_hue_among(const enum cell cell[], int k)
{
    int before = 0;

    if (!repeats(cell, k))
        return hue_of(cell[k]);
    for (int j = 0; j < k; j++)
        before += repeats(cell, j);
    return (enum model_hue)(MODEL_SECOND + before);
}

enum model_hue lab_lane_hue(const struct lab *lab, int k)
{
    const struct lane *lane = lab_lane(lab, k);
    const struct cast *cast = &lab->cast;
    enum cell cell[CAST_MAX];

    if (lane == NULL || !lane->made)
        return MODEL_OWN;
    int file = lab_lane_setup(lab, k)->file;
    if (file < 0)
        return hue_of(measured_layer(lane)->cell);
    if (cast->networks == 1)
        return MODEL_OWN;
    for (int j = 0; j < cast->networks; j++)
        cell[j] = cast->network[j].params.spec.layer[0].cell;
    return lab_hue_among(cell, file);
}
