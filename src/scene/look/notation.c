/* One table per cell, in the order of nn/kernel/signals.h. */
#include "scene/look/notation.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "scene/film/film.h"

#define HUE(name) offsetof(struct theme, name)

static const struct notation lstm[] = {
    [LSTM_AI] = {"a_{i}", "a_{i,t}", "input gate before σ",
                 "σ 이전 입력 게이트", "a_{i}", "a_{i}", HUE(i), false},
    [LSTM_AF] = {"a_{f}", "a_{f,t}", "forget gate before σ",
                 "σ 이전 망각 게이트", "a_{f}", "a_{f}", HUE(f), false},
    [LSTM_AG] = {"a_{g}", "a_{g,t}", "candidate before tanh",
                 "tanh 이전 후보 값", "a_{g}", "a_{g}", HUE(g), false},
    [LSTM_AO] = {"a_{o}", "a_{o,t}", "output gate before σ",
                 "σ 이전 출력 게이트", "a_{o}", "a_{o}", HUE(o), false},
    [LSTM_I] = {"i", "i_{t}", "input gate", "입력 게이트", "input", "입력",
                HUE(i), true},
    [LSTM_F] = {"f", "f_{t}", "forget gate", "망각 게이트", "forget", "망각",
                HUE(f), true},
    [LSTM_G] = {"g", "g_{t}", "candidate", "후보 값", "candidate", "후보",
                HUE(g), false},
    [LSTM_O] = {"o", "o_{t}", "output gate", "출력 게이트", "output", "출력",
                HUE(o), true},
    [LSTM_C] = {"c", "c_{t}", "cell state", "셀 상태", "cell", "셀 상태",
                HUE(c), false},
    [LSTM_TC] = {"tanh c", "tanh c_{t}", "squashed cell state",
                 "tanh를 거친 셀 상태", "tanh c", "tanh c", HUE(c), false},
    [LSTM_H] = {"h", "h_{t}", "hidden state", "은닉 상태", "hidden",
                "은닉 상태", HUE(h), false},
};

static const struct notation gru[] = {
    [GRU_XN] = {"x_{n}", "W_{n}x_{t}", "input part of the candidate",
                "후보 값의 입력 몫", "W_{n}x", "W_{n}x", HUE(x), false},
    [GRU_AR] = {"a_{r}", "a_{r,t}", "reset gate before σ",
                "σ 이전 리셋 게이트", "a_{r}", "a_{r}", HUE(r), false},
    [GRU_AZ] = {"a_{z}", "a_{z,t}", "update gate before σ",
                "σ 이전 업데이트 게이트", "a_{z}", "a_{z}", HUE(z), false},
    [GRU_M] = {"m", "m_{t}", "hidden part of the candidate before the reset",
               "리셋 이전 후보 값의 은닉 몫", "U_{n}h′+b", "U_{n}h′+b", HUE(h),
               false},
    [GRU_AN] = {"a_{n}", "a_{n,t}", "candidate before tanh",
                "tanh 이전 후보 값", "a_{n}", "a_{n}", HUE(n), false},
    [GRU_R] = {"r", "r_{t}", "reset gate", "리셋 게이트", "reset", "리셋",
               HUE(r), true},
    [GRU_Z] = {"z", "z_{t}", "update gate", "업데이트 게이트", "update",
               "업데이트", HUE(z), true},
    [GRU_N] = {"n", "n_{t}", "candidate", "후보 값", "candidate", "후보",
               HUE(n), false},
    [GRU_H] = {"h", "h_{t}", "hidden state", "은닉 상태", "hidden",
               "은닉 상태", HUE(h), false},
};

static const struct notation gru_before[] = {
    [GRUB_AR] = {"a_{r}", "a_{r,t}", "reset gate before σ",
                 "σ 이전 리셋 게이트", "a_{r}", "a_{r}", HUE(r), false},
    [GRUB_AZ] = {"a_{z}", "a_{z,t}", "update gate before σ",
                 "σ 이전 업데이트 게이트", "a_{z}", "a_{z}", HUE(z), false},
    [GRUB_AN] = {"a_{n}", "a_{n,t}", "candidate before tanh",
                 "tanh 이전 후보 값", "a_{n}", "a_{n}", HUE(n), false},
    [GRUB_R] = {"r", "r_{t}", "reset gate", "리셋 게이트", "reset", "리셋",
                HUE(r), true},
    [GRUB_Z] = {"z", "z_{t}", "update gate", "업데이트 게이트", "update",
                "업데이트", HUE(z), true},
    [GRUB_RH] = {"r·h′", "r_{t}⊙h_{t−1}", "hidden state after the reset",
                 "리셋한 은닉 상태", "r⊙h′", "r⊙h′", HUE(h), false},
    [GRUB_N] = {"n", "n_{t}", "candidate", "후보 값", "candidate", "후보",
                HUE(n), false},
    [GRUB_H] = {"h", "h_{t}", "hidden state", "은닉 상태", "hidden",
                "은닉 상태", HUE(h), false},
};

static const struct notation rnn[] = {
    [RNN_A] = {"a", "a_{t}", "weighted sum", "가중합", "sum", "가중합", HUE(x),
               false},
    [RNN_H] = {"h", "h_{t}", "hidden state", "은닉 상태", "hidden",
               "은닉 상태", HUE(h), false},
};

/* A layer without memory has no state: it gives something out. */
static const struct notation dense[] = {
    [DENSE_A] = {"a", "a_{t}", "weighted sum", "가중합", "sum", "가중합",
                 HUE(x), false},
    [DENSE_H] = {"h", "h_{t}", "output", "출력", "output", "출력", HUE(h),
                 false},
};

const struct notation *notation_of(enum cell cell, int signal)
{
    assert(signal >= 0 && signal < cell_table[cell].signals);
    switch (cell) {
    case CELL_LSTM: return &lstm[signal];
    case CELL_GRU: return &gru[signal];
    case CELL_GRU_BEFORE: return &gru_before[signal];
    case CELL_DENSE: return &dense[signal];
    default: return &rnn[signal];
    }
}

/* In terms of what they do. */
static const struct notation lstm_kept[] = {
    [LSTM_AI] = {"a_{i}", "a_{i,t}", "write gate before σ",
                 "σ 이전 쓰기 게이트", "a_{i}", "a_{i}", HUE(i), false},
    [LSTM_AF] = {"a_{f}", "a_{f,t}", "keep gate before σ",
                 "σ 이전 유지 게이트", "a_{f}", "a_{f}", HUE(f), false},
    [LSTM_I] = {"i", "i_{t}", "write gate", "쓰기 게이트", "write", "쓰기",
                HUE(i), true},
    [LSTM_F] = {"f", "f_{t}", "keep gate", "유지 게이트", "keep", "유지",
                HUE(f), true},
};

const struct notation *notation_said(const struct ui *ui, enum cell cell,
                                     int signal)
{
    const struct notation *usual = notation_of(cell, signal);
    int kept = sizeof lstm_kept / sizeof *lstm_kept;

    return ui->keep_write && cell == CELL_LSTM && signal < kept &&
                   lstm_kept[signal].letter != NULL
               ? &lstm_kept[signal] : usual;
}

const struct phase_info *notation_phase(const struct ui *ui, enum cell cell,
                                        int phase)
{
    static const struct phase_info keep = {"keep", "유지",
                                           "f_{t}, f_{t}⊙c_{t−1}"};

    return ui->keep_write && cell == CELL_LSTM && phase == LSTM_FORGET
        ? &keep : phase_of(cell, phase);
}

struct color notation_color(const struct theme *theme,
                            const struct notation *notation)
{
    struct color color;

    memcpy(&color, (const char *)theme + notation->hue, sizeof color);
    return color;
}

struct color notation_ink(const struct theme *theme,
                          const struct notation *notation)
{
    return notation->hue == HUE(c) ? theme->c_text
                                   : notation_color(theme, notation);
}

int notation_gates(enum cell cell, int signals[4])
{
    static const int order[][4] = {
        {RNN_H, -1, -1, -1},
        {LSTM_F, LSTM_I, LSTM_G, LSTM_O},
        {GRU_Z, GRU_R, GRU_N, -1},
        {GRUB_Z, GRUB_R, GRUB_N, -1},
    };
    int row = cell == CELL_LSTM ? 1 : cell == CELL_GRU ? 2 :
              cell == CELL_GRU_BEFORE ? 3 : 0;
    int count = 0;

    while (count < 4 && order[row][count] >= 0) {
        signals[count] = order[row][count];
        count++;
    }
    return count;
}

const char *notation_cell(const struct layer_spec *layer)
{
    switch (layer->cell) {
    case CELL_LSTM: return "LSTM";
    case CELL_GRU:
    case CELL_GRU_BEFORE: return "GRU";
    case CELL_DENSE: return "Dense";
    default: return "RNN";
    }
}

const char *notation_weights(const struct ui *ui, const struct film *film,
                             bool complete)
{
    if (film->by_hand)
        return say(ui, "weights by hand", "손으로 정한 가중치");
    return complete ? say(ui, "untrained · random weights",
                          "학습 전 · 무작위 가중치")
                    : say(ui, "untrained", "학습 전");
}
