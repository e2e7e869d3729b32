/* What a claim is called: its symbol, where it is, and the network where there
 * are several.
 */
#include <stdio.h>
#include <string.h>

#include "scene/course/claim.h"
#include "scene/look/notation.h"

/* What is said behind the symbol. */
enum claim_place { AT_STEP = 1, AT_UNIT = 2, AT_LAG = 4, AT_TENSOR = 8 };

struct words {
    const char *en, *ko;       /* with %s: the signal's symbol */
    int place;
};

static const struct words words[CLAIMS] = {
    [CLAIM_NONE] = {"", "", 0},
    [CLAIM_SIGNAL] = {"%s", "%s", AT_STEP | AT_UNIT},
    [CLAIM_GRADIENT] = {"∂L/∂%s", "∂L/∂%s", AT_STEP | AT_UNIT},
    [CLAIM_NORM] = {"‖%s‖", "‖%s‖", AT_STEP},
    [CLAIM_GRADIENT_NORM] = {"‖∂L/∂%s‖", "‖∂L/∂%s‖", AT_STEP},
    [CLAIM_INPUT] = {"x_{t}", "x_{t}", AT_STEP | AT_UNIT},
    [CLAIM_RAW_INPUT] = {"what is read", "입력값", AT_STEP | AT_UNIT},
    [CLAIM_OUTPUT] = {"prediction", "예측값", AT_STEP},
    [CLAIM_TARGET] = {"target", "목표값", AT_STEP},
    [CLAIM_ERROR] = {"error of the prediction", "예측 오차", AT_STEP},
    [CLAIM_PROBABILITY] = {"probability", "확률", AT_STEP},
    [CLAIM_SURPRISE] = {"surprise, bits", "정보량(비트)", AT_STEP},
    [CLAIM_LOSS] = {"loss", "손실", AT_STEP},
    [CLAIM_KEPT] = {"kept", "유지한 몫", AT_STEP | AT_UNIT},
    [CLAIM_WRITTEN] = {"written", "새로 쓴 몫", AT_STEP | AT_UNIT},
    [CLAIM_WEIGHT] = {"weight", "가중치", AT_TENSOR},
    [CLAIM_SLOPE] = {"slope of %s", "%s의 미분", AT_STEP | AT_UNIT},
    [CLAIM_JACOBIAN] = {"‖∂s_{T}/∂s_{t}‖", "‖∂s_{T}/∂s_{t}‖", AT_LAG},
    [CLAIM_FROBENIUS] = {"‖∂s_{T}/∂s_{t}‖_{F}/√S", "‖∂s_{T}/∂s_{t}‖_{F}/√S",
                         AT_LAG},
    [CLAIM_DX] = {"‖∂s_{T}/∂x_{t}‖", "‖∂s_{T}/∂x_{t}‖", AT_LAG},
    [CLAIM_DH] = {"‖∂h_{T}/∂h_{t}‖", "‖∂h_{T}/∂h_{t}‖", AT_LAG},
    [CLAIM_DC] = {"‖∂c_{T}/∂c_{t}‖", "‖∂c_{T}/∂c_{t}‖", AT_LAG},
    [CLAIM_CAROUSEL] = {"carousel, product of f", "셀 경로, f의 곱", AT_LAG},
    [CLAIM_H_PATH] = {"h-path", "은닉 경로", AT_LAG},
    [CLAIM_DC_TOTAL] = {"‖∂c_{T}/∂c_{t}‖ through h_{t} too",
                        "‖∂c_{T}/∂c_{t}‖, h_{t} 경유 포함", AT_LAG},
    [CLAIM_H_PATH_TOTAL] = {"h-path through h_{t} too",
                            "은닉 경로, h_{t} 경유 포함", AT_LAG},
    [CLAIM_HALF_LIFE] = {"half-life, steps", "반감기(시점)", 0},
    [CLAIM_FACTOR] = {"one-step factor", "한 시점의 배율", AT_STEP},
    [CLAIM_POWER] = {"‖U^{k}W‖", "‖U^{k}W‖", AT_LAG},
    [CLAIM_RADIUS] = {"spectral radius ρ(U)", "스펙트럼 반지름 ρ(U)", 0},
    [CLAIM_PARAMETERS] = {"parameters", "매개변수의 개수", 0},
    [CLAIM_WEIGHT_NORM] = {"‖∂L/∂θ‖", "‖∂L/∂θ‖", 0},
    [CLAIM_SHARE] = {"share of the last steps", "마지막 시점들의 비율",
                     AT_LAG},
    [CLAIM_CUT] = {"gradient that is left, truncated BPTT",
                   "절단 BPTT에서 남은 기울기", AT_LAG},
    [CLAIM_CUT_ANGLE] = {"angle to the whole gradient, degrees",
                         "전체 기울기와의 각도(도)", AT_LAG},
    [CLAIM_CONNECTION] = {"‖∂y_{T}/∂x_{t}‖", "‖∂y_{T}/∂x_{t}‖", AT_STEP},
    [CLAIM_RETENTION] = {"retention, steps", "유지 시점 수", AT_UNIT},
    [CLAIM_SCORE] = {"score on test data", "테스트 데이터의 점수", 0},
};

/* "f_{t}" where the network has such a signal, else as the author wrote it. */
static const char *symbol_of(const struct claim *claim, const struct lab *lab)
{
    int lane = claim->lane - 1, layer = claim->layer - 1, signal = -1;

    if (lab == NULL || lane < 0 || lane >= lab->lanes || layer < 0 ||
        layer >= lab->lane[lane].film.values.spec.layers)
        return claim->signal;
    enum cell cell = film_cell(&lab->lane[lane].film, layer);
    signal = signal_find(cell, claim->signal);
    return signal < 0 ? claim->signal : notation_of(cell, signal)->symbol;
}

static void append(char *out, size_t size, const char *text)
{
    size_t length = strlen(out);

    snprintf(out + length, size - length, "%s%s", length > 0 ? ", " : "",
             text);
}

/* ", unit 3", ", t = 5", ", lag 50". */
static void append_place(const struct claim *claim, const struct ui *ui,
                         char *out, size_t size)
{
    int place = words[claim->kind].place;
    char text[96];

    if (place & AT_UNIT && claim->unit > 1) {
        snprintf(text, sizeof text, say(ui, "unit %d", "유닛 %d"),
                 claim->unit);
        append(out, size, text);
    }
    if (claim->token[0] != '\0' && claim->kind == CLAIM_PROBABILITY)
        append(out, size, claim->token);
    if (place & AT_STEP && claim->step >= 0) {
        snprintf(text, sizeof text, "t = %d", claim->step);
        append(out, size, text);
    }
    if (place & AT_LAG && claim->lag > 0) {
        snprintf(text, sizeof text, say(ui, "lag %d", "시차 %d"), claim->lag);
        append(out, size, text);
    }
    if (place & AT_TENSOR) {
        snprintf(text, sizeof text, "%s[%d][%d]", claim->tensor, claim->row,
                 claim->column);
        append(out, size, text);
    }
}

char *claim_words(const struct claim *claim, const struct lab *lab,
                  const struct ui *ui, char *out, size_t size)
{
    const struct words *what = &words[claim->kind];
    char text[96], name[64];

    out[0] = '\0';
    if (claim->kind <= CLAIM_NONE || claim->kind >= CLAIMS)
        return out;
    snprintf(text, sizeof text, say(ui, what->en, what->ko),
             symbol_of(claim, lab));
    append(out, size, text);
    append_place(claim, ui, out, size);
    if (claim->seeds > 1) {
        snprintf(text, sizeof text, say(ui, "median of %d starts",
                                        "초기화 %d개의 중앙값"), claim->seeds);
        append(out, size, text);
    }
    if (lab != NULL && lab->lanes > 1 && claim->lane <= lab->lanes)
        append(out, size, lab_lane_label(lab, ui, claim->lane - 1, name,
                                         sizeof name));
    if (claim->over > 0 && lab != NULL && claim->over <= lab->lanes) {
        snprintf(text, sizeof text, "÷ %s",
                 lab_lane_label(lab, ui, claim->over - 1, name, sizeof name));
        append(out, size, text);
    }
    return out;
}
