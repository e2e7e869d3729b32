/* Short words: dials stand in a narrow panel. What they mean is said by the
 * sentences.
 */
#include "scene/lab/dial/dial_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/action.h"
#include "scene/keys.h"
#include "scene/subject.h"

struct words {
    const char *en, *ko;
};

/* Which gates keep, in the lanes that the dial turns. */
static const char *keep_letters(const struct dial_desk *desk)
{
    bool f = false, z = false;

    for (int k = 0; k < desk->setup->lanes; k++)
        if (dial_turns(desk, DIAL_FORGET, k)) {
            bool lstm = desk->setup->lane[k].cell == CELL_LSTM;
            f |= lstm;
            z |= !lstm;
        }
    return f && z ? "b_{f}, b_{z}" : z ? "b_{z}" : "b_{f}";
}

static bool is_radius(const struct dial_desk *desk)
{
    int lane = dial_lane(desk, DIAL_GAIN);
    return lane >= 0 && desk->setup->lane[lane].radius;
}

char *dial_label(const struct dial_desk *desk, const struct ui *ui,
                 enum dial dial, char out[DIAL_TEXT_MAX])
{
    static const struct words names[DIALS] = {
        [DIAL_GAIN] = {"recurrent gain", "순환 이득"},
        [DIAL_FORGET] = {"forget bias", "망각 편향"},
        [DIAL_STEPS] = {"length T", "길이 T"},
        [DIAL_SCHEME] = {"start", "초기화"},
        [DIAL_ACTIVATION] = {"activation", "활성화 함수"},
        [DIAL_CLIP] = {"clip norm θ", "클리핑 θ"},
        [DIAL_SEED] = {"seed", "시드"},
        [DIAL_UNITS] = {"hidden units H", "은닉 유닛 H"},
    };
    const char *name = say(ui, names[dial].en, names[dial].ko);
    const char *keeps = keep_letters(desk);

    if (dial == DIAL_GAIN && is_radius(desk))
        snprintf(out, DIAL_TEXT_MAX, "%s ρ(U)",
                 say(ui, "spectral radius", "스펙트럼 반지름"));
    else if (dial == DIAL_FORGET)
        snprintf(out, DIAL_TEXT_MAX, "%s %s",
                 strcmp(keeps, "b_{z}") == 0
                     ? say(ui, "update bias", "업데이트 편향") : name, keeps);
    else
        snprintf(out, DIAL_TEXT_MAX, "%s", name);
    return out;
}

static void write_sentence(const struct dial_desk *desk, const struct ui *ui,
                           enum dial dial, char *out, size_t size)
{
    static const struct words about[DIALS] = {
        [DIAL_GAIN] = {
            "What all recurrent weights U are multiplied with.",
            "순환 가중치 U 전체에 곱하는 값입니다."},
        [DIAL_FORGET] = {
            "The bias of the gate that keeps: f of an LSTM, z of a GRU. The "
            "higher, the more of the old state stays.",
            "남기는 게이트(LSTM의 f, GRU의 z)의 편향입니다. 클수록 이전 "
            "상태가 더 많이 남습니다."},
        [DIAL_STEPS] = {"How many steps are read.", "읽는 시점의 수입니다."},
        [DIAL_SCHEME] = {"How the weights are drawn before training.",
                         "학습 전 가중치를 정하는 방법입니다."},
        [DIAL_ACTIVATION] = {"What an RNN puts its weighted sum through.",
                             "RNN이 가중합에 적용하는 함수입니다."},
        [DIAL_CLIP] = {
            "Where the gradient of all weights together is longer than θ, it "
            "is shortened to θ. Small ones stay small.",
            "모든 가중치 기울기의 노름이 θ보다 크면 θ로 줄입니다. 작은 "
            "기울기를 키우지는 않습니다."},
        [DIAL_SEED] = {"Which random weights and which noise are drawn.",
                       "무작위 가중치와 잡음을 정하는 번호입니다."},
        [DIAL_UNITS] = {"How many hidden units there are.",
                        "은닉 유닛의 수입니다."},
    };
    static const struct words radius = {
        "The largest |eigenvalue| of U, of every gate's block by itself.",
        "U의 고윳값 중 절댓값이 가장 큰 것입니다. 게이트마다 따로 맞춥니다."};
    const struct words *words =
        dial == DIAL_GAIN && is_radius(desk) ? &radius : &about[dial];

    snprintf(out, size, "%s%s", say(ui, words->en, words->ko),
             dial_slides(dial)
                 ? say(ui, " Drag, or turn the wheel; a double click goes back "
                           "to the start.",
                       " 끌거나 휠을 돌리세요. 두 번 누르면 처음 값으로 "
                       "돌아갑니다.")
                 : "");
}

/* The dial that an id is about, -1: none. */
static int dial_of(struct draw_id id)
{
    int dial = -1;

    if (id.kind == SUBJECT_DIAL)
        dial = id.signal;
    if (id.kind != SUBJECT_CONTROL)
        return dial < DIALS ? dial : -1;
    switch (id.signal) {
    case ACTION_DIAL:
    case ACTION_DIAL_CHOOSE: dial = id.unit; break;
    case ACTION_DIAL_STEP: dial = id.unit / 2; break;
    case ACTION_SCHEME: dial = DIAL_SCHEME; break;
    case ACTION_ACTIVATION: dial = DIAL_ACTIVATION; break;
    case ACTION_CLIP: dial = DIAL_CLIP; break;
    default: break;
    }
    return dial < DIALS ? dial : -1;
}

/* What stands beside the dials, with its keys; NULL for anything else. */
static const struct words *beside_of(struct draw_id id)
{
    static const struct {
        enum action action;
        struct words words;
    } beside[] = {
        {ACTION_ALL_DIALS, {"Two dials, or every one",
                            "다이얼 두 개만 또는 모두 보기"}},
        {ACTION_ONE_LANE, {"Turn the chosen lane only, or all lanes",
                           "고른 레인만 또는 모든 레인을 함께 조절"}},
        {ACTION_DIAL_START, {"Where it stood at the start: back there",
                             "처음 값으로 되돌리기"}},
        {ACTION_RADIUS, {"Give U this spectral radius, or multiply it",
                         "U의 스펙트럼 반지름을 정하거나 U에 값을 곱하기"}},
        {ACTION_SAME_PARAMETERS, {
            "The first lane has H units, the others as many as give the same "
            "number of parameters", "첫 레인은 유닛 H개, 나머지 레인은 "
            "매개변수 수가 같아지도록 유닛 수를 맞춤"}},
        {ACTION_INPUT, {"What the networks read", "신경망이 읽는 입력"}},
        {ACTION_DICE, {"A seed by chance", "아무 시드나 고르기"}},
    };

    for (size_t k = 0; k < sizeof beside / sizeof *beside; k++)
        if (id.kind == SUBJECT_CONTROL &&
            id.signal == (int)beside[k].action)
            return &beside[k].words;
    return NULL;
}

bool dial_about(const struct lab *lab, const struct ui *ui, struct draw_id id,
                char *out, size_t size)
{
    const struct words *beside = beside_of(id);
    int dial = dial_of(id);
    char keys[32];

    out[0] = '\0';
    if (beside != NULL)
        snprintf(out, size, "%s (%s)", say(ui, beside->en, beside->ko),
                 keys_list((enum action)id.signal, keys, sizeof keys));
    if (beside != NULL || dial < 0 || lab == NULL)
        return beside != NULL;
    const struct dial_desk desk = {
        .setup = history_setup(&lab->history), .cast = &lab->cast,
        .lane = ui->lane, .one = ui->one_lane};
    write_sentence(&desk, ui, (enum dial)dial, out, size);
    return true;
}

static const char *scheme_name(const struct ui *ui, enum init_scheme scheme)
{
    static const struct words names[INIT_SCHEMES] = {
        [INIT_UNIFORM] = {"uniform", "균등"},
        [INIT_XAVIER] = {"Xavier", "Xavier"},
        [INIT_ORTHOGONAL] = {"orthogonal", "직교"},
        [INIT_IDENTITY] = {"identity", "단위행렬"},
        [INIT_GAIN] = {"normal", "정규분포"},
        [INIT_CHRONO] = {"chrono", "크로노"},
    };
    return say(ui, names[scheme].en, names[scheme].ko);
}

static const char *activation_name(const struct ui *ui, enum activation kind)
{
    return kind == ACT_TANH ? "tanh" : kind == ACT_RELU ? "ReLU" :
           say(ui, "linear", "선형");
}

const char *dial_input_name(const struct ui *ui, enum lab_input input)
{
    static const struct words names[LAB_INPUTS] = {
        [LAB_FILE] = {"data", "데이터"},
        [LAB_NOISE] = {"noise", "잡음"},
        [LAB_IMPULSE] = {"impulse", "임펄스"},
        [LAB_ZERO] = {"zero", "0"},
        [LAB_WAVE] = {"waves", "사인파"},
    };
    return say(ui, names[input].en, names[input].ko);
}

/* As few digits as say it all, within reason. */
static int decimals_of(double value, int least)
{
    double scaled = value * pow(10, least);
    return fabs(scaled - round(scaled)) < 1e-6 ? least : least + 1;
}

static char *number_text(const struct dial_desk *desk, enum dial dial,
                         double value, char out[DIAL_TEXT_MAX])
{
    char digits[FIGURE_MAX];

    if (dial == DIAL_GAIN)
        snprintf(out, DIAL_TEXT_MAX, "%s%s", is_radius(desk) ? "" : "×",
                 figure_plain(digits, value, decimals_of(value, 2)));
    else if (dial == DIAL_FORGET)
        snprintf(out, DIAL_TEXT_MAX, "%s",
                 figure_signed(digits, value, decimals_of(value, 1)));
    else
        snprintf(out, DIAL_TEXT_MAX, "%.0f", value);
    return out;
}

char *dial_text(const struct dial_desk *desk, const struct ui *ui,
                enum dial dial, double value, char out[DIAL_TEXT_MAX])
{
    char digits[FIGURE_MAX];
    const char *text = NULL;

    if (dial == DIAL_SEED) {
        snprintf(out, DIAL_TEXT_MAX, "%llu",
                 (unsigned long long)desk->setup->seed);
        return out;
    }
    if (dial == DIAL_CLIP && isnan(value))
        text = figure_size(digits, desk->setup->clip_norm);
    else if (isnan(value))
        text = say(ui, "as drawn", "초기화대로");
    else if (dial == DIAL_SCHEME)
        text = scheme_name(ui, (enum init_scheme)value);
    else if (dial == DIAL_ACTIVATION)
        text = activation_name(ui, (enum activation)value);
    else if (dial == DIAL_CLIP)
        text = value == 0 ? say(ui, "off", "끔")
                          : dial_tick(dial, setup_clips[(int)value], digits);
    if (text == NULL)
        return number_text(desk, dial, value, out);
    snprintf(out, DIAL_TEXT_MAX, "%s", text);
    return out;
}

char *dial_tick(enum dial dial, double value, char out[FIGURE_MAX])
{
    if (dial == DIAL_FORGET)
        return figure_signed(out, value, 0);
    return figure_plain(out, value, value == floor(value) ? 0 : 1);
}
