/* What is given says who gave it; what is more than arithmetic says what it
 * is.
 */
#include "scene/view/trace/words.h"

#include "nn/net/tape.h"

struct words {
    const char *en, *ko;
};

static struct words given_words(const struct scene *scene,
                                enum trace_given given)
{
    static const struct words words[] = {
        [GIVEN_WEIGHT] = {
            "A weight, as the start scheme drew it. It is the same at every "
            "step.",
            "초기화로 정해진 가중치입니다. 모든 시점에서 같은 값을 씁니다."},
        [GIVEN_INPUT] = {"Read from the data.", "데이터에서 읽은 값입니다."},
        [GIVEN_TARGET] = {"What really came: read from the data.",
                          "실제로 나온 값으로, 데이터에서 읽었습니다."},
        [GIVEN_START] = {"The state that the run begins with, before the "
                         "first step.",
                         "첫 시점 이전의 초기 상태입니다."},
        [GIVEN_HELD] = {"Held at this value. Its own equation does not count.",
                        "이 값으로 고정해 두었습니다. 원래 식으로 계산하지 "
                        "않습니다."},
        [GIVEN_CUT] = {"The signal is held constant, so no gradient passes: "
                       "it is exactly 0.",
                       "신호를 고정해 두어 기울기가 지나가지 못합니다. "
                       "정확히 0입니다."},
        [GIVEN_END] = {"Nothing that comes later depends on it: it is exactly "
                       "0.",
                       "이 값에 의존하는 것이 뒤에 없으므로 정확히 "
                       "0입니다."},
        [GIVEN_UNASKED] = {"The answer of this step does not count in L: it "
                           "is exactly 0.",
                           "이 시점의 출력은 손실 L에 들어가지 않으므로 "
                           "정확히 0입니다."},
        [GIVEN_SLOPE] = {"The slope of the activation function at this "
                         "weighted sum.",
                         "이 가중합에서 활성화 함수의 미분값입니다."},
        [GIVEN_CONSTANT] = {"A constant.", "상수입니다."},
    };
    static const struct words learned = {
        "A weight, as training left it. It is the same at every step.",
        "훈련으로 정해진 가중치입니다. 모든 시점에서 같은 값을 씁니다."};
    static const struct words by_hand = {
        "A weight, as it was set by hand. It is the same at every step.",
        "손으로 정한 가중치입니다. 모든 시점에서 같은 값을 씁니다."};

    if (given != GIVEN_WEIGHT)
        return words[given];
    return scene->film->trained   ? learned
           : scene->film->by_hand ? by_hand
                                  : words[given];
}

static const struct words subject_words[SUBJECTS] = {
    [SUBJECT_DIFFERENCE] = {
        "What it is now minus what it was in the untouched run.",
        "지금 값에서 손대지 않은 실행의 값을 뺀 것입니다."},
    [SUBJECT_LANE_FACTOR] = {
        "How many times larger the gradient is after this one step back: "
        "the curve at this lag divided by the curve one lag before.",
        "한 시점 더 거슬러 갈 때 기울기가 몇 배가 되는지 나타냅니다. 이 "
        "시차의 곡선 값을 바로 앞 시차의 값으로 나눈 것입니다."},
    [SUBJECT_LANE_HALF] = {
        "From the slope of the curve: steps until half is left.",
        "곡선의 기운 정도에서 구한, 절반이 남을 때까지의 시점 수입니다."},
    [SUBJECT_LANE_SLOPE] = {
        "The slope of the curve on its log axis.",
        "로그 축에 그린 곡선의 기운 정도입니다."},
    [SUBJECT_LANE_LYAPUNOV] = {
        "The logarithm of the curve at the stated lag, divided by the "
        "lag.",
        "정한 시차에서 곡선 값의 로그를 시차로 나눈 것입니다."},
    [SUBJECT_LANE_NORM] = {
        "The root of the sum of squares of the gradients of all weights.",
        "모든 가중치 기울기의 제곱합에 제곱근을 씌운 값입니다."},
    [SUBJECT_LANE_RADIUS] = {
        "The largest size among the eigenvalues of U.",
        "U의 고윳값 크기 중에서 가장 큰 값입니다."},
    [SUBJECT_LANE_PARAMETERS] = {
        "How many weights and biases there are.",
        "가중치와 편향의 개수입니다."},
    [SUBJECT_LANE_POWER] = {
        "The size of U^{k} W: U multiplied with itself k times, then with "
        "W.",
        "U^{k} W의 크기입니다. U를 k번 곱하고 W를 곱합니다."},
    [SUBJECT_DIAL] = {
        "Set with a dial.", "다이얼로 정한 값입니다."},
};

/* Of numbers that are more than a sum or a product, by what they are. */
static struct words other_words(int kind)
{
    static const struct words
        singular = {
            "No single sum: it is the size (largest singular value, or norm) "
            "of a product of Jacobians, one for each step in between.",
            "한 번의 합이나 곱이 아닙니다. 그 사이 시점마다의 야코비 행렬을 "
            "모두 곱한 행렬의 크기(가장 큰 특잇값 또는 노름)입니다."},
        counted = {
            "Measured over all steps of the run.",
            "실행의 모든 시점에 걸쳐 잰 값입니다."},
        other = {
            "There is no arithmetic to open behind this number.",
            "이 값에는 더 펼쳐 볼 계산 과정이 없습니다."};

    switch (kind) {
    case SUBJECT_DECAY: case SUBJECT_LANE_DECAY: case SUBJECT_PATH:
    case SUBJECT_CONNECTION: case SUBJECT_LESSON_PART: return singular;
    case SUBJECT_PATH_RATE: case SUBJECT_LESSON_SHARE:
    case SUBJECT_LESSON_ERROR: case SUBJECT_CUT: case SUBJECT_UNIT_STAT:
    case SUBJECT_UNIT_GRADIENT: return counted;
    default:
        return kind > SUBJECT_NONE && kind < SUBJECTS &&
               subject_words[kind].en != NULL ? subject_words[kind] : other;
    }
}

/* Too small for the double that it would be printed from. */
static bool has_vanished(const struct film *film, struct draw_id id)
{
    return id.kind == SUBJECT_GRADIENT && subject_exists(film, id) &&
           film_gradient(film, id.layer, id.signal, id.step, id.unit) == 0 &&
           tape_signal(&film->gradients, id.layer, id.signal, id.step,
                       0)[id.unit] != 0;
}

const char *words_of(const struct scene *scene,
                     const struct trace_number *number)
{
    struct words words = {NULL, NULL};

    if (has_vanished(scene->film, number->id))
        words = (struct words){
            "Smaller than 10^{−300}, but not 0: too small to be taken apart "
            "here.",
            "10^{−300}보다 작지만 0은 아닙니다. 너무 작아 여기서 나누어 볼 "
            "수 없습니다."};
    else if (number->kind == TRACE_GIVEN)
        words = given_words(scene, number->given);
    else if (number->kind == TRACE_NOTHING)
        words = other_words(number->id.kind);
    return words.en != NULL ? say(scene->ui, words.en, words.ko) : NULL;
}
