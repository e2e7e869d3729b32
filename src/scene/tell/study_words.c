/* What a number says about learning, for people who see it for the first
 * time.
 */
#include "scene/tell/study_words.h"

#include <stdio.h>

#include "scene/study/cut.h"

struct words {
    const char *en, *ko;
};

/* What a curve by lag is the size of. */
static struct words path_words(const struct ui *ui, int measure)
{
    static const struct words kept = {
        "the carousel: the product of all keep gates on the way",
        "셀 경로: 지나온 유지 게이트를 모두 곱한 값"};
    static const struct words words[DECAY_MEASURES] = {
        [DECAY_JACOBIAN] = {"the joint Jacobian of the state",
                            "상태 전체의 야코비 행렬"},
        [DECAY_FROBENIUS] = {"the joint Jacobian of the state",
                             "상태 전체의 야코비 행렬"},
        [DECAY_INPUT] = {"∂s_{T}/∂x, from an input to the last state",
                         "입력에서 마지막 상태까지의 ∂s_{T}/∂x"},
        [DECAY_HIDDEN] = {"∂h_{T}/∂h, from hidden state to hidden state",
                          "은닉 상태에서 은닉 상태까지의 ∂h_{T}/∂h"},
        [DECAY_CELL] = {"∂c_{T}/∂c with h of the same step held",
                        "같은 시점의 h를 고정한 ∂c_{T}/∂c"},
        [DECAY_CAROUSEL] = {"the carousel: the product of all forget gates "
                            "on the way",
                            "셀 경로: 지나온 망각 게이트를 모두 곱한 값"},
        [DECAY_H_PATH] = {"the h-path: all of ∂c_{T}/∂c that goes through "
                          "some h",
                          "은닉 경로: ∂c_{T}/∂c 중 h를 거쳐 오는 나머지"},
        [DECAY_CELL_TOTAL] = {"∂c_{T}/∂c, through h of the same step too",
                              "같은 시점의 h를 거치는 몫까지 더한 ∂c_{T}/∂c"},
        [DECAY_H_PATH_TOTAL] = {"the h-path, with h of the same step",
                                "같은 시점의 h까지 포함한 은닉 경로"},
    };

    if (measure == DECAY_CAROUSEL && ui->keep_write)
        return kept;
    return measure >= 0 && measure < DECAY_MEASURES
        ? words[measure] : words[DECAY_JACOBIAN];
}

static const char *weights_of(int measure)
{
    return measure == LAG_WEIGHTS_U ? "U" : measure == LAG_BIAS ? "b" : "W";
}

/* "y_{3}", without a head "h_{3}" */
static const char *output_letter(const struct film *film)
{
    return film->values.spec.head == HEAD_NONE ? "h" : "y";
}

/* What truncated BPTT leaves of a gradient. */
static void write_cut(const struct ui *ui, struct draw_id id, char *out,
                      size_t size)
{
    snprintf(out, size,
             id.unit == CUT_ANGLE
                 ? say(ui, "Degrees between the gradient of %s cut off "
                           "after the last %d steps and the whole one.",
                       "%s의 기울기를 마지막 %d시점에서 끊었을 때 전체 "
                       "기울기와 벌어지는 각도입니다.")
                 : say(ui, "Length of the gradient of %s with the backward "
                           "pass cut off after the last %d steps, as a "
                           "share of the whole.",
                       "역전파를 끊었을 때 남는 %s 기울기의 길이입니다"
                       "(마지막 %d시점, 전체에 대한 비율)."),
             weights_of(id.signal), (int)id.step);
}

char *study_sentence(const struct film *film, const struct ui *ui,
                     struct draw_id id, char *out, size_t size)
{
    struct words path = path_words(ui, id.signal);

    out[0] = '\0';
    switch (id.kind) {
    case SUBJECT_PATH:
        snprintf(out, size, say(ui, "What is left after %d steps of %s. The "
                                    "norm is the largest singular value.",
                                "%d시점을 거슬러 왔을 때 남는 크기입니다. %s. "
                                "노름은 최대 특이값입니다."),
                 (int)id.step, say(ui, path.en, path.ko));
        break;
    case SUBJECT_PATH_RATE:
        snprintf(out, size, say(ui, "A straight line through the curve up to "
                                    "lag %d.",
                                "시차 %d까지의 곡선에 맞춘 직선에서 구했습니다."),
                 (int)id.step);
        break;
    case SUBJECT_LESSON_PART:
        snprintf(out, size, say(ui, "How much of what the loss of step %d "
                                    "teaches %s has come through step %d.",
                                "시점 %d의 손실이 %s에 주는 기울기 가운데 "
                                "t = %d 시점을 거쳐 온 몫의 크기입니다."),
                 (int)id.unit, weights_of(id.signal), (int)id.step);
        break;
    case SUBJECT_LESSON_SHARE:
        snprintf(out, size, say(ui, "Share of the last %d steps in the sum of "
                                    "all sizes.",
                                "크기의 합에서 마지막 %d시점이 차지하는 "
                                "비율입니다."), (int)id.step);
        break;
    case SUBJECT_LESSON_ERROR:
        snprintf(out, size, "%s",
                 say(ui, "All parts are added up and compared with the "
                         "gradient of an ordinary backward pass: the largest "
                         "difference, as a share of the largest entry.",
                     "조각을 모두 더해 한 번에 계산한 역전파의 기울기와 "
                     "비교했습니다. 가장 큰 성분에 대한 최대 차이의 "
                     "비율입니다."));
        break;
    case SUBJECT_CUT:
        write_cut(ui, id, out, size);
        break;
    case SUBJECT_CONNECTION:
        snprintf(out, size, say(ui, "How strongly %s_{%d} at t = %d depends "
                                    "on what was read at t = %d.",
                                "t = %3$d의 출력 %1$s_{%2$d}에 t = %4$d의 "
                                "입력이 얼마나 영향을 주는지 나타냅니다."),
                 output_letter(film), id.signal + 1, (int)id.unit,
                 (int)id.step);
        break;
    default: break;
    }
    return out;
}

char *study_name(const struct film *film, const struct ui *ui,
                 struct draw_id id, char *out, size_t size)
{
    struct words path = path_words(ui, id.signal);

    out[0] = '\0';
    switch (id.kind) {
    case SUBJECT_PATH:
        snprintf(out, size, say(ui, "%s, lag %d", "%s, 시차 %d"),
                 say(ui, path.en, path.ko), (int)id.step);
        break;
    case SUBJECT_LESSON_PART:
        snprintf(out, size, "∂L_{%d}/∂%s, t = %d", (int)id.unit,
                 weights_of(id.signal), (int)id.step);
        break;
    case SUBJECT_LESSON_SHARE:
        snprintf(out, size, say(ui, "share of the last %d steps",
                                "마지막 %d시점의 비율"), (int)id.step);
        break;
    case SUBJECT_LESSON_ERROR:
        snprintf(out, size, "%s", say(ui, "error of the sum of the parts",
                                      "조각의 합의 오차"));
        break;
    case SUBJECT_CUT:
        snprintf(out, size,
                 id.unit == CUT_ANGLE
                     ? say(ui, "angle to the whole gradient, last %d steps",
                           "전체 기울기와의 각도, 마지막 %d시점")
                     : say(ui, "what is left of the gradient, last %d steps",
                           "남은 기울기의 비율, 마지막 %d시점"),
                 (int)id.step);
        break;
    case SUBJECT_CONNECTION:
        snprintf(out, size, "∂%s_{%d}/∂x, t = %d", output_letter(film),
                 id.signal + 1, (int)id.step);
        break;
    default: break;
    }
    return out;
}
