/* Positions in whole ticks; everything else is divisions. */
#include "scene/film/playhead.h"

#include <assert.h>

const char *const pass_names[PASSES] = {"forward", "backward"};

int64_t timeline_step(const struct timeline *timeline)
{
    return (int64_t)timeline->phases * TICKS;
}

int64_t timeline_length(const struct timeline *timeline)
{
    return 2 * timeline->steps * timeline_step(timeline);
}

static int64_t limit(const struct timeline *timeline, int64_t at)
{
    int64_t length = timeline_length(timeline);
    return at < 0 ? 0 : at > length ? length : at;
}

struct moment timeline_moment(const struct timeline *timeline, int64_t at)
{
    int64_t step = timeline_step(timeline), half = timeline->steps * step;
    struct moment now = {.pass = PASS_FORWARD};

    at = limit(timeline, at);
    if (at > half) {
        now.pass = PASS_BACKWARD;
        at -= half;
    }
    /* A boundary belongs to what it completes. */
    int64_t done = at > 0 ? (at - 1) / step : 0;
    int64_t within = at - done * step;
    int64_t phase = within > 0 ? (within - 1) / TICKS : 0;
    now.step = now.pass == PASS_FORWARD ? (int)done + 1
                                        : timeline->steps - (int)done;
    now.phase = (int)phase;
    now.part = (float)(within - phase * TICKS) / TICKS;
    now.whole = (float)within / (float)step;
    return now;
}

int64_t timeline_at(const struct timeline *timeline, enum pass pass, int step,
                    int phase)
{
    assert(step >= 1 && step <= timeline->steps);
    assert(phase >= 0 && phase < timeline->phases);
    int64_t before = pass == PASS_FORWARD
        ? step - 1 : timeline->steps + (timeline->steps - step);
    return before * timeline_step(timeline) + (phase + 1) * (int64_t)TICKS;
}

int64_t timeline_back(const struct timeline *timeline, int64_t at, int64_t unit)
{
    at = limit(timeline, at);
    return at > 0 ? (at - 1) / unit * unit : 0;
}

int64_t timeline_on(const struct timeline *timeline, int64_t at, int64_t unit)
{
    return limit(timeline, (limit(timeline, at) / unit + 1) * unit);
}

int moment_lag(const struct moment *now, int steps)
{
    bool out = now->pass == PASS_BACKWARD && now->step == 1 && now->whole >= 1;

    return out ? steps : steps - now->step;
}

static const struct phase_info lstm_phases[LSTM_PHASES] = {
    {"gather inputs", "입력 모으기", "x_{t}, h_{t−1}"},
    {"forget", "망각", "f_{t}, f_{t}⊙c_{t−1}"},
    {"what to write", "쓸 내용", "i_{t}, g_{t}"},
    {"update cell", "셀 갱신", "f⊙c_{t−1} + i⊙g"},
    {"output gate", "출력 게이트", "o_{t}"},
    {"hidden state", "은닉 상태", "o_{t}⊙tanh c_{t}"},
};

static const struct phase_info gru_phases[GRU_PHASES] = {
    {"gather inputs", "입력 모으기", "x_{t}, h_{t−1}"},
    {"reset", "리셋", "r_{t}"},
    {"update", "업데이트", "z_{t}"},
    {"candidate", "후보 값", "n_{t}"},
    {"mix", "섞기", "(1−z)⊙n + z⊙h_{t−1}"},
};

static const struct phase_info rnn_phases[RNN_PHASES] = {
    {"gather inputs", "입력 모으기", "x_{t}, h_{t−1}"},
    {"weighted sum", "가중합", "a_{t}"},
    {"hidden state", "은닉 상태", "h_{t}"},
};

static const struct phase_info dense_phases[RNN_PHASES] = {
    {"gather inputs", "입력 모으기", "x_{t}"},
    {"weighted sum", "가중합", "a_{t}"},
    {"output", "출력", "h_{t}"},
};

int phase_count(enum cell cell)
{
    switch (cell) {
    case CELL_LSTM: return LSTM_PHASES;
    case CELL_GRU:
    case CELL_GRU_BEFORE: return GRU_PHASES;
    default: return RNN_PHASES;
    }
}

const struct phase_info *phase_of(enum cell cell, int phase)
{
    assert(phase >= 0 && phase < phase_count(cell));
    switch (cell) {
    case CELL_LSTM: return &lstm_phases[phase];
    case CELL_GRU:
    case CELL_GRU_BEFORE: return &gru_phases[phase];
    case CELL_DENSE: return &dense_phases[phase];
    default: return &rnn_phases[phase];
    }
}

int phase_of_signal(enum cell cell, int signal)
{
    static const int lstm[] = {
        [LSTM_AF] = LSTM_FORGET, [LSTM_F] = LSTM_FORGET,
        [LSTM_AI] = LSTM_WRITE,  [LSTM_I] = LSTM_WRITE,
        [LSTM_AG] = LSTM_WRITE,  [LSTM_G] = LSTM_WRITE,
        [LSTM_C] = LSTM_UPDATE,
        [LSTM_AO] = LSTM_EXPOSE, [LSTM_O] = LSTM_EXPOSE,
        [LSTM_TC] = LSTM_OUTPUT, [LSTM_H] = LSTM_OUTPUT,
    };
    static const int gru[] = {
        [GRU_AR] = GRU_RESET,     [GRU_R] = GRU_RESET,
        [GRU_AZ] = GRU_UPDATE,    [GRU_Z] = GRU_UPDATE,
        [GRU_XN] = GRU_CANDIDATE, [GRU_M] = GRU_CANDIDATE,
        [GRU_AN] = GRU_CANDIDATE, [GRU_N] = GRU_CANDIDATE,
        [GRU_H] = GRU_MIX,
    };
    static const int gru_before[] = {
        [GRUB_AR] = GRU_RESET,     [GRUB_R] = GRU_RESET,
        [GRUB_AZ] = GRU_UPDATE,    [GRUB_Z] = GRU_UPDATE,
        [GRUB_RH] = GRU_CANDIDATE, [GRUB_AN] = GRU_CANDIDATE,
        [GRUB_N] = GRU_CANDIDATE,  [GRUB_H] = GRU_MIX,
    };
    static const int rnn[] = {[RNN_A] = RNN_SUM, [RNN_H] = RNN_OUTPUT};

    assert(signal >= 0 && signal < cell_table[cell].signals);
    switch (cell) {
    case CELL_LSTM: return lstm[signal];
    case CELL_GRU: return gru[signal];
    case CELL_GRU_BEFORE: return gru_before[signal];
    default: return rnn[signal];
    }
}

float phase_progress(const struct moment *now, int phases, int step, int phase)
{
    bool forward = now->pass == PASS_FORWARD;
    int order = forward ? phase : phases - 1 - phase;

    if (step != now->step)
        return (step < now->step) == forward ? 1 : 0;
    return order < now->phase ? 1 : order > now->phase ? 0 : now->part;
}
