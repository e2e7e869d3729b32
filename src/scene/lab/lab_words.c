/* Names, formulas and sentences. What a number is worth is asked of lab_value,
 * so that a sentence cannot say another one than the picture.
 */
#include "scene/lab/lab_words.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/subject.h"

const char *lab_verdict_name(const struct ui *ui, enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_VANISHES: return say(ui, "vanishes", "소실");
    case VERDICT_FADES: return say(ui, "fades", "감쇠");
    case VERDICT_HOLDS: return say(ui, "holds", "유지");
    case VERDICT_EXPLODES: return say(ui, "explodes", "폭주");
    default: return "";
    }
}

const char *lab_quantity_symbol(enum decay_measure quantity)
{
    switch (quantity) {
    case DECAY_FROBENIUS: return "‖∂s_{T}/∂s_{T−k}‖_{F}/√S";
    case DECAY_INPUT: return "‖∂s_{T}/∂x_{T−k}‖_{2}";
    case DECAY_HIDDEN: return "‖∂h_{T}/∂h_{T−k}‖_{2}";
    case DECAY_CELL:
    case DECAY_CELL_TOTAL: return "‖∂c_{T}/∂c_{T−k}‖_{2}";
    case DECAY_CAROUSEL: return "max |f_{T}⊙⋯⊙f_{T−k+1}|";
    case DECAY_H_PATH:
    case DECAY_H_PATH_TOTAL: return "‖∂c_{T}/∂c_{T−k} − diag(C)‖_{2}";
    default: return "‖∂s_{T}/∂s_{T−k}‖_{2}";
    }
}

const char *lab_quantity_letter(enum decay_measure quantity)
{
    switch (quantity) {
    case DECAY_INPUT: return "∂x";
    case DECAY_HIDDEN: return "∂h";
    case DECAY_CELL:
    case DECAY_CELL_TOTAL:
    case DECAY_CAROUSEL:
    case DECAY_H_PATH:
    case DECAY_H_PATH_TOTAL: return "∂c";
    default: return "∂s";
    }
}

char *lab_quantity_note(const struct lab *lab, const struct ui *ui, char *out,
                        size_t size)
{
    enum decay_measure quantity = lab->measure.quantity;
    const char *what = say(ui, "largest singular value", "최대 특이값");
    const char *held = "";

    if (quantity == DECAY_CAROUSEL)
        what = ui->keep_write
            ? say(ui, "largest product of keep gates",
                  "유지 게이트 곱의 최댓값")
            : say(ui, "largest product of forget gates",
                  "망각 게이트 곱의 최댓값");
    else if (quantity == DECAY_FROBENIUS)
        what = say(ui, "Frobenius norm", "프로베니우스 노름");
    if (quantity == DECAY_CELL || quantity == DECAY_H_PATH)
        held = say(ui, ", h_{t} held", ", h_{t} 고정");
    else if (quantity == DECAY_CELL_TOTAL || quantity == DECAY_H_PATH_TOTAL)
        held = say(ui, ", through h_{t} too", ", h_{t} 경유 포함");
    else if (quantity != DECAY_HIDDEN && quantity != DECAY_CAROUSEL)
        held = say(ui, ", s = all of the state", ", s = 상태 전체");
    snprintf(out, size, "%s%s%s", what, held,
             lab->measure.detach ? say(ui, ", h detached", ", h 경로 끊음")
                                 : "");
    return out;
}

char *lab_figure(const struct ui *ui, double log10, char *out)
{
    if (isnan(log10))
        snprintf(out, FIGURE_MAX, "–");
    else if (isinf(log10) && log10 < 0)
        snprintf(out, FIGURE_MAX, "%s", say(ui, "exactly 0", "정확히 0"));
    else
        figure_power(out, log10);
    return out;
}

static const char *curve_name(const struct ui *ui, int curve)
{
    switch (curve) {
    case CURVE_MEDIAN: return say(ui, " (median of the seeds)",
                                  "(여러 시드의 중앙값)");
    case CURVE_LOW: return say(ui, " (smallest of the seeds)",
                               "(여러 시드 가운데 최솟값)");
    case CURVE_HIGH: return say(ui, " (largest of the seeds)",
                                "(여러 시드 가운데 최댓값)");
    default: return "";
    }
}

static void write_decay(const struct ui *ui, const char *name,
                        struct draw_id id, double value, char *out,
                        size_t size)
{
    char text[FIGURE_MAX];

    snprintf(out, size,
             say(ui, "%s%s: how strongly the state %d steps back is still "
                     "felt in the last one: %s.",
                 "%s%s: %d시점 전의 상태가 마지막 상태에 미치는 영향은 "
                 "%s입니다."),
             name, curve_name(ui, id.signal), (int)id.step,
             lab_figure(ui, value, text));
}

static void write_factor(const struct ui *ui, const char *name,
                         struct draw_id id, double value, char *out,
                         size_t size)
{
    char text[FIGURE_MAX];

    lab_figure(ui, value, text);
    if (id.unit == 1)
        snprintf(out, size,
                 say(ui, "%s: geometric mean of the one-step factors over "
                         "the last %d steps: %s. To the power of %d it is "
                         "their product.",
                     "%s: 마지막 %d시점의 한 시점 배율을 기하평균하면 "
                     "%s입니다. %d제곱하면 배율을 모두 곱한 값이 됩니다."),
                 name, (int)id.step, text, (int)id.step);
    else if (id.unit == 2)
        snprintf(out, size,
                 say(ui, "%s: the product of the last %d one-step factors: "
                         "%s.",
                     "%s: 마지막 %d시점의 한 시점 배율을 모두 곱하면 "
                     "%s입니다."), name, (int)id.step, text);
    else
        snprintf(out, size,
                 say(ui, "%s: one step back from t = %d multiplies the "
                         "gradient by %s.",
                     "%s: t = %d에서 한 시점 거슬러 가면 기울기가 %s배가 "
                     "됩니다."), name, (int)id.step, text);
}

static void write_rate(const struct ui *ui, const char *name,
                       struct draw_id id, double value, char *out, size_t size)
{
    char text[FIGURE_MAX];

    switch (id.kind) {
    case SUBJECT_LANE_HALF:
        figure_plain(text, value, 1);
        if (isinf(value))
            snprintf(out, size,
                     say(ui, "%s: half-life ∞, it does not shrink (slope up "
                             "to lag %d).",
                         "%s: 반감기는 ∞, 줄지 않습니다(시차 %d까지의 경사로 "
                         "계산)."), name, (int)id.step);
        else
            snprintf(out, size,
                     say(ui, "%s: half of it is left after %s steps (slope up "
                             "to lag %d).",
                         "%s: %s시점마다 절반이 됩니다(시차 %d까지의 경사로 "
                         "계산)."), name, text, (int)id.step);
        break;
    case SUBJECT_LANE_SLOPE:
        figure_signed(text, value, 3);
        snprintf(out, size,
                 say(ui, "%s: log_{10} changes by %s a step, least squares "
                         "up to lag %d.",
                     "%s: log_{10} 값이 시점마다 %s씩 변합니다(시차 %d까지 "
                     "최소제곱)."), name, text, (int)id.step);
        break;
    default:
        figure_signed(text, value, 3);
        snprintf(out, size,
                 say(ui, "%s: finite-time Lyapunov exponent λ = %s a step at "
                         "lag %d. Below 0 it shrinks, above 0 it grows.",
                     "%s: 유한 시간 랴푸노프 지수 λ = %s(시차 %d). 0보다 "
                     "작으면 줄고 크면 커집니다."), name, text, (int)id.step);
    }
}

static void write_norm(const struct ui *ui, const char *name,
                       struct draw_id id, double value, char *out, size_t size)
{
    char text[FIGURE_MAX];

    snprintf(out, size, id.signal == 1
                 ? say(ui, "%s: norm of the gradient of all weights after "
                           "clipping: %s. Its direction stays.",
                       "%s: 클리핑한 뒤 전체 가중치 기울기의 노름은 "
                       "%s입니다. 방향은 그대로입니다.")
                 : say(ui, "%s: norm of the gradient of all weights: %s.",
                       "%s: 전체 가중치 기울기의 노름은 %s입니다."),
             name, lab_figure(ui, value, text));
}

static void write_plain(const struct ui *ui, const char *name,
                        struct draw_id id, double value, char *out,
                        size_t size)
{
    char text[FIGURE_MAX];

    if (id.kind == SUBJECT_LANE_PARAMETERS)
        snprintf(out, size,
                 say(ui, "%s: %.0f weights and biases in the recurrent layer.",
                     "%s: 순환층의 가중치와 편향은 모두 %.0f개입니다."), name,
                 value);
    else if (id.kind == SUBJECT_LANE_RADIUS)
        snprintf(out, size,
                 say(ui, "%s: spectral radius of U, the largest |eigenvalue|: "
                         "%s.",
                     "%s: U의 스펙트럼 반지름(고윳값 크기의 최댓값)은 "
                     "%s입니다."), name, figure_plain(text, value, 3));
    else
        snprintf(out, size,
                 say(ui, "%s: |U^{k}W| for k = %d, from the weights alone: "
                         "%s.",
                     "%s: 가중치만으로 구한 |U^{k}W|, k = %d: %s."), name,
                 (int)id.step, lab_figure(ui, value, text));
}

static bool is_of_lane(int kind)
{
    return (kind >= SUBJECT_LANE_DECAY && kind <= SUBJECT_LANE_PARAMETERS) ||
           kind == SUBJECT_LANE_POWER;
}

bool lab_sentence(const struct lab *lab, const struct ui *ui,
                  struct draw_id id, char *out, size_t size)
{
    char name[64];

    out[0] = '\0';
    if (lab == NULL || !is_of_lane(id.kind) ||
        lab_lane_name(lab, ui, id.layer, name, sizeof name)[0] == '\0')
        return false;
    double value = lab_value(lab, id);
    switch (id.kind) {
    case SUBJECT_LANE_DECAY:
        write_decay(ui, name, id, value, out, size);
        break;
    case SUBJECT_LANE_FACTOR:
        write_factor(ui, name, id, value, out, size);
        break;
    case SUBJECT_LANE_HALF:
    case SUBJECT_LANE_SLOPE:
    case SUBJECT_LANE_LYAPUNOV:
        write_rate(ui, name, id, value, out, size);
        break;
    case SUBJECT_LANE_NORM: write_norm(ui, name, id, value, out, size); break;
    default: write_plain(ui, name, id, value, out, size);
    }
    return true;
}

static const char *what_is(const struct ui *ui, struct draw_id id)
{
    switch (id.kind) {
    case SUBJECT_LANE_DECAY: return say(ui, "felt from lag", "시차");
    case SUBJECT_LANE_FACTOR:
        return id.unit == 2
            ? say(ui, "product of factors up to lag", "배율의 곱, 시차")
            : id.unit == 1
            ? say(ui, "mean factor up to lag", "평균 배율, 시차")
            : say(ui, "one-step factor at t =", "한 시점 배율, t =");
    case SUBJECT_LANE_HALF:
        return say(ui, "half-life up to lag", "반감기, 시차");
    case SUBJECT_LANE_SLOPE: return say(ui, "slope up to lag", "경사, 시차");
    case SUBJECT_LANE_LYAPUNOV:
        return say(ui, "Lyapunov exponent up to lag", "랴푸노프 지수, 시차");
    case SUBJECT_LANE_NORM:
        return id.signal == 1
            ? say(ui, "gradient norm, clipped", "클리핑한 기울기 노름")
            : say(ui, "gradient norm", "기울기 노름");
    case SUBJECT_LANE_RADIUS:
        return say(ui, "spectral radius", "스펙트럼 반지름");
    case SUBJECT_LANE_POWER: return say(ui, "|U^k W| at k =", "|U^k W|, k =");
    default: return say(ui, "parameters", "매개변수");
    }
}

bool lab_name(const struct lab *lab, const struct ui *ui, struct draw_id id,
              char *out, size_t size)
{
    char name[64];

    out[0] = '\0';
    if (lab == NULL || !is_of_lane(id.kind) ||
        lab_lane_name(lab, ui, id.layer, name, sizeof name)[0] == '\0')
        return false;
    char step[24] = "";
    if (id.step > 0)
        snprintf(step, sizeof step, " %d", (int)id.step);
    snprintf(out, size, "%s%s, %s%s", name,
             id.kind == SUBJECT_LANE_DECAY ? curve_name(ui, id.signal) : "",
             what_is(ui, id), step);
    return true;
}
