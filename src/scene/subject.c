/* One sentence for everything that can be pointed at. Signals are explained
 * by what they do and by the number that they have.
 */
#include "scene/subject.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/decays.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/study/table_words.h"
#include "scene/tell/edit_words.h"
#include "scene/study/text/text_words.h"
#include "scene/study/trace/trace.h"
#include "scene/tell/study_words.h"

struct sentence {
    const char *en, *ko;
};

/* What each signal does, for people who see it for the first time. */
static const struct sentence lstm_sentences[] = {
    [LSTM_AI] = {"the weighted sum that σ turns into the input gate",
                 "σ를 거쳐 입력 게이트가 되는 가중합입니다"},
    [LSTM_AF] = {"the weighted sum that σ turns into the forget gate",
                 "σ를 거쳐 망각 게이트가 되는 가중합입니다"},
    [LSTM_AG] = {"the weighted sum that tanh turns into the candidate",
                 "tanh를 거쳐 후보 값이 되는 가중합입니다"},
    [LSTM_AO] = {"the weighted sum that σ turns into the output gate",
                 "σ를 거쳐 출력 게이트가 되는 가중합입니다"},
    [LSTM_I] = {"how much of the candidate is written: 1 all, 0 nothing",
                "후보 값을 얼마나 쓸지 정합니다. 1이면 모두, 0이면 쓰지 "
                "않습니다"},
    [LSTM_F] = {"how much of the old cell state is kept: 1 keeps, 0 erases",
                "이전 셀 상태를 얼마나 유지할지 정합니다. 1이면 유지, "
                "0이면 지웁니다"},
    [LSTM_G] = {"the new content that could be written, between −1 and 1",
                "새로 쓸 수 있는 내용입니다. −1과 1 사이입니다"},
    [LSTM_O] = {"how much of the cell state is shown outside",
                "셀 상태를 밖으로 얼마나 내보낼지 정합니다"},
    [LSTM_C] = {"the memory that travels along the belt; it has no bounds",
                "컨베이어 벨트를 따라 흐르는 기억입니다. 크기에 제한이 "
                "없습니다"},
    [LSTM_TC] = {"the cell state squashed into −1 .. 1 on its way out",
                 "밖으로 나가기 전에 −1과 1 사이로 줄인 셀 상태입니다"},
    [LSTM_H] = {"what the cell gives out and reads again at the next step",
                "셀이 내보내고 다음 시점에 다시 읽는 값입니다"},
};

static struct sentence explain(const struct ui *ui, enum cell cell, int signal)
{
    static const struct sentence state = {
        "what the cell gives out and reads again at the next step",
        "셀이 내보내고 다음 시점에 다시 읽는 값입니다"};
    static const struct sentence answer = {
        "what the layer gives out at this step; it has no memory",
        "층이 이 시점에 내보내는 값입니다. 기억이 없습니다"};
    static const struct sentence sum = {
        "a weighted sum of the input and the last hidden state",
        "입력과 이전 은닉 상태의 가중합입니다"};
    static const struct sentence input_sum = {
        "a weighted sum of the input alone", "입력만의 가중합입니다"};
    static const struct sentence hidden_sum = {
        "a weighted sum of the last hidden state, before the reset gate",
        "리셋 게이트를 거치기 전, 이전 은닉 상태의 가중합입니다"};
    static const struct sentence after_reset = {
        "the last hidden state as far as the reset gate lets it through",
        "리셋 게이트를 거친 이전 은닉 상태입니다"};
    static const struct sentence to_keep = {
        "the weighted sum that σ turns into the keep gate",
        "σ를 거쳐 유지 게이트가 되는 가중합입니다"};
    static const struct sentence to_write = {
        "the weighted sum that σ turns into the write gate",
        "σ를 거쳐 쓰기 게이트가 되는 가중합입니다"};
    static const struct sentence reset = {
        "how much of the old state the candidate may read",
        "후보 값이 이전 상태를 얼마나 읽을지 정합니다"};
    static const struct sentence update = {
        "how much of the old state stays: 1 keeps it, 0 replaces it",
        "이전 상태를 얼마나 남길지 정합니다. 1이면 유지, 0이면 바꿉니다"};
    static const struct sentence candidate = {
        "the new content that could replace the old state",
        "이전 상태를 대신할 수 있는 새 내용입니다"};

    if (cell == CELL_LSTM && ui->keep_write && signal == LSTM_AF)
        return to_keep;
    if (cell == CELL_LSTM && ui->keep_write && signal == LSTM_AI)
        return to_write;
    if (cell == CELL_LSTM)
        return lstm_sentences[signal];
    const char *letter = notation_of(cell, signal)->letter;
    switch (letter[0]) {
    case 'h': return cell == CELL_DENSE ? answer : state;
    case 'r': return letter[1] == '\0' ? reset : after_reset;
    case 'x': return input_sum;
    case 'm': return hidden_sum;
    case 'z': return update;
    case 'n': return candidate;
    default: return cell == CELL_DENSE ? input_sum : sum;
    }
}

/* Is it still ahead of the playhead? Then its number is not told: classes are
 * asked to predict it. */
static bool is_ahead(const struct film *film, const struct ui *ui,
                     struct draw_id id)
{
    const struct timeline timeline = film_timeline(film, id.layer);
    struct moment now = timeline_moment(&timeline, ui->at);
    bool gradient = id.kind == SUBJECT_GRADIENT ||
                    id.kind == SUBJECT_GRADIENT_NORM;
    int phase = timeline.phases - 1;

    if (gradient)
        return now.pass == PASS_FORWARD || id.step < now.step;
    if (now.pass == PASS_BACKWARD || id.step < 1)
        return false;
    if (id.kind == SUBJECT_SIGNAL || id.kind == SUBJECT_COMPLEMENT)
        phase = phase_of_signal(film_cell(film, id.layer), id.signal);
    return phase_progress(&now, timeline.phases, id.step, phase) <= 0;
}

static const char *not_yet(const struct ui *ui)
{
    return say(ui, "not computed yet", "아직 계산 전");
}

static void write_signal(const struct film *film, const struct ui *ui,
                         struct draw_id id, char *out, size_t size)
{
    enum cell cell = film_cell(film, id.layer);
    const struct notation *notation = notation_said(ui, cell, id.signal);
    struct sentence about = explain(ui, cell, id.signal);
    char value[FIGURE_MAX], unit[64];

    if (id.unit < 0)
        snprintf(unit, sizeof unit, "%s",
                 notation->gate ? say(ui, "mean of all units",
                                      "모든 유닛의 평균")
                                : say(ui, "mean of |value| over all units",
                                      "모든 유닛에 걸친 |값|의 평균"));
    else
        snprintf(unit, sizeof unit, say(ui, "unit %d", "유닛 %d"),
                 (int)id.unit + 1);
    figure_signed(value, subject_value(film, id), 3);
    if (notation->gate || id.unit < 0)
        figure_plain(value, subject_value(film, id), 3);
    snprintf(out, size, say(ui, "%s, %s, t = %d: %s. It is %s.",
                            "%s, %s, t = %d: %s. %s."),
             say(ui, notation->en, notation->ko), unit, (int)id.step,
             is_ahead(film, ui, id) ? not_yet(ui) : value,
             say(ui, about.en, about.ko));
}

static void write_word(const struct film *film, const struct ui *ui,
                       struct draw_id id, char *out, size_t size)
{
    enum cell cell = film_cell(film, id.layer);
    const struct notation *notation = notation_said(ui, cell, id.signal);
    struct sentence about = explain(ui, cell, id.signal);

    snprintf(out, size, say(ui, "%s is the %s: %s.", "%s: %s. %s."),
             notation->symbol, say(ui, notation->en, notation->ko),
             say(ui, about.en, about.ko));
}

static void write_gradient(const struct film *film, const struct ui *ui,
                           struct draw_id id, char *out, size_t size)
{
    const struct notation *notation =
        notation_said(ui, film_cell(film, id.layer), id.signal);
    char value[FIGURE_MAX];
    double gradient = subject_value(film, id);

    if (id.kind == SUBJECT_GRADIENT_NORM) {
        snprintf(out, size,
                 say(ui, "The size of the gradient that reaches the %s at "
                         "t = %d over all units: %s.",
                     "%s까지 온 기울기의 크기, t = %d, 모든 유닛: %s."),
                 say(ui, notation->en, notation->ko), (int)id.step,
                 is_ahead(film, ui, id) ? not_yet(ui)
                                        : figure_power(value, gradient));
        return;
    }
    char sign[8] = "";
    if (gradient < 0)
        snprintf(sign, sizeof sign, "−");
    snprintf(out, size,
             say(ui, "∂L/∂%s of unit %d at t = %d: %s%s. If the %s grew by a "
                     "little, the loss would change by that many times it.",
                 "∂L/∂%s, 유닛 %d, t = %d: %s%s. %s의 값이 아주 조금 커질 때 "
                 "손실이 그 증가량의 몇 배만큼 변하는지 나타냅니다."),
             notation->letter, (int)id.unit + 1, (int)id.step,
             is_ahead(film, ui, id) ? "" : sign,
             is_ahead(film, ui, id) ? not_yet(ui)
                                    : figure_size(value, fabs(gradient)),
             say(ui, notation->en, notation->ko));
}

/* Kinds whose sentence is a name and a number. */
static bool name_plain(const struct ui *ui, struct draw_id id, char *out,
                       size_t size)
{
    static const struct {
        enum subject kind;
        struct sentence text;
    } names[] = {
        {SUBJECT_INPUT, {"Input %d as the network reads it, at t = %d",
                         "신경망이 읽는 입력 %d, t = %d"}},
        {SUBJECT_RAW_INPUT, {"Input %d in the data's own units, at t = %d",
                             "데이터 단위로 나타낸 입력 %d, t = %d"}},
        {SUBJECT_OUTPUT, {"Output %d: what the network predicts after t = %d",
                          "출력 %d: 신경망이 t = %d 다음으로 예측한 값"}},
        {SUBJECT_TARGET, {"Target %d: what really came after t = %d",
                          "목푯값 %d: t = %d 다음에 실제로 온 값"}},
        {SUBJECT_PROBABILITY, {"Probability of choice #%d at t = %d",
                               "선택지 #%d의 확률, t = %d"}},
        {SUBJECT_KEPT, {"What unit %d keeps of its old state at t = %d",
                        "유닛 %d의 이전 상태에서 남긴 값, t = %d"}},
        {SUBJECT_WRITTEN, {"What is added to the state of unit %d at t = %d",
                           "유닛 %d의 상태에 더한 값, t = %d"}},
        {SUBJECT_SLOPE, {"Slope of the activation function at unit %d, "
                         "t = %d",
                         "유닛 %d 활성화 함수의 접선 기울기, t = %d"}},
        {SUBJECT_COMPLEMENT, {"Share of the new content in unit %d, t = %d",
                              "유닛 %d에서 새 값의 비율, t = %d"}},
        {SUBJECT_NORM, {"Root mean square of the state, over all units%.0d, "
                        "at t = %d",
                        "모든 유닛에 걸친 상태의 제곱평균제곱근%.0d, "
                        "t = %d"}},
    };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (names[k].kind == (enum subject)id.kind) {
            int unit = id.kind == SUBJECT_NORM ? 0
                       : id.kind == SUBJECT_PROBABILITY ? (int)id.unit
                       : (int)id.unit + 1;
            snprintf(out, size, say(ui, names[k].text.en, names[k].text.ko),
                     unit, (int)id.step);
            return true;
        }
    return false;
}

static void write_loss(const struct film *film, const struct ui *ui,
                       struct draw_id id, char *out, size_t size)
{
    char value[FIGURE_MAX];

    figure_size(value, subject_value(film, id));
    if (id.step > 0)
        snprintf(out, size, say(ui, "Loss of the answer at t = %d: %s.",
                                "t = %d의 답에 대한 손실: %s."),
                 (int)id.step, value);
    else if (film->has_loss)
        snprintf(out, size, say(ui, "L, the loss that the backward pass "
                                    "starts from: %s.",
                                "역전파가 시작되는 손실 L: %s."), value);
    else if (film_cell(film, film->values.spec.layers - 1) == CELL_DENSE)
        snprintf(out, size, say(ui, "Without targets, L is the sum of the "
                                    "last output: %s.",
                                "목푯값이 없어서 L은 마지막 출력의 합입니다: "
                                "%s."), value);
    else
        snprintf(out, size, say(ui, "Without targets, L is the sum of the "
                                    "last hidden state: %s.",
                                "목푯값이 없어서 L은 마지막 은닉 상태의 "
                                "합입니다: %s."), value);
}

static void write_weight(const struct film *film, const struct ui *ui,
                         struct draw_id id, char *out, size_t size)
{
    const struct param_tensor *tensor =
        &film->network.params.tensor[id.signal];
    char value[FIGURE_MAX];
    int columns = tensor->columns > 0 ? tensor->columns : 1;

    snprintf(out, size, say(ui, "Weight %s, row %d, column %d: %s. It is the "
                                "same at every step; the wheel turns it.",
                            "가중치 %s, %d행 %d열: %s. 모든 시점에서 같은 "
                            "값을 씁니다. 휠로 바꿀 수 있습니다."),
             tensor->name, (int)id.unit / columns + 1,
             (int)id.unit % columns + 1,
             figure_signed(value, subject_value(film, id), 4));
}

static void write_decay(const struct ui *ui, struct draw_id id, char *out,
                        size_t size)
{
    static const char *const names[] = {"RNN", "GRU", "LSTM"};
    const char *who = id.signal < DECAY_OWN ? names[id.signal]
                      : say(ui, "this network", "이 신경망");

    snprintf(out, size, say(ui, "How strongly a state of %s is still felt "
                                "%d steps later.",
                            "%s의 과거 상태가 %d시점 뒤의 상태에 미치는 "
                            "영향입니다."), who, (int)id.step);
}

static bool is_signal(int kind)
{
    return kind == SUBJECT_SIGNAL || kind == SUBJECT_GRADIENT ||
           kind == SUBJECT_GRADIENT_NORM || kind == SUBJECT_WORD;
}

char *subject_sentence(const struct film *film, const struct ui *ui,
                       struct draw_id id, char *out, size_t size)
{
    out[0] = '\0';
    if (id.kind == SUBJECT_CONTROL)
        subject_control(ui, id.signal, out, size);
    if (film == NULL)
        return out;
    bool there = id.layer >= 0 && id.layer < film->values.spec.layers &&
                 id.step >= 0 && id.step <= film->steps;
    if (is_signal(id.kind) &&
        (!there || id.signal < 0 ||
         id.signal >= cell_table[film_cell(film, id.layer)].signals))
        return out;
    if (id.kind == SUBJECT_WEIGHT && isnan(subject_value(film, id)))
        return out;
    switch (id.kind) {
    case SUBJECT_SIGNAL: write_signal(film, ui, id, out, size); break;
    case SUBJECT_WIRE:
    case SUBJECT_UNTOUCHED:
    case SUBJECT_DIFFERENCE: touched_sentence(film, ui, id, out, size); break;
    case SUBJECT_WORD: write_word(film, ui, id, out, size); break;
    case SUBJECT_GRADIENT:
    case SUBJECT_GRADIENT_NORM: write_gradient(film, ui, id, out, size); break;
    case SUBJECT_LOSS: write_loss(film, ui, id, out, size); break;
    case SUBJECT_WEIGHT: write_weight(film, ui, id, out, size); break;
    case SUBJECT_DECAY: write_decay(ui, id, out, size); break;
    case SUBJECT_TERM:
    case SUBJECT_PRODUCT: trace_sentence(film, ui, id, out, size); break;
    case SUBJECT_PATH:
    case SUBJECT_PATH_RATE:
    case SUBJECT_LESSON_PART:
    case SUBJECT_LESSON_SHARE:
    case SUBJECT_LESSON_ERROR:
    case SUBJECT_CUT:
    case SUBJECT_CONNECTION: study_sentence(film, ui, id, out, size); break;
    case SUBJECT_SURPRISE:
    case SUBJECT_REACTION:
    case SUBJECT_BEAM: text_sentence(film, ui, id, out, size); break;
    case SUBJECT_UNIT_STAT:
    case SUBJECT_UNIT_GRADIENT:
        unit_stat_sentence(film, ui, id, out, size);
        break;
    default:
        if (name_plain(ui, id, out, size)) {
            char value[FIGURE_MAX];
            size_t length = strlen(out);
            bool hidden = there && id.kind != SUBJECT_INPUT &&
                          id.kind != SUBJECT_RAW_INPUT &&
                          is_ahead(film, ui, id);
            figure_signed(value, subject_value(film, id), 3);
            snprintf(out + length, size - length, ": %s.",
                     hidden ? not_yet(ui) : value);
        }
    }
    return out;
}
