/* One table per cell and pass. Claims here are about any network of that
 * kind; numbers stand beside them, never in them.
 */
#include "scene/view/story/narration.h"

static const struct narration lstm[LSTM_PHASES] = {
    {"A new input arrives", "새 입력이 들어옵니다",
     "Every gate reads the same two things: the {x:input} x_{t} and what the "
     "cell said last, the {h:hidden state} h_{t−1}.",
     "모든 게이트는 같은 두 가지를 읽습니다. {x:입력} x_{t}와, 셀이 이전 시점에 "
     "내보낸 {h:은닉 상태} h_{t−1}입니다."},
    {"What may stay?", "무엇을 남길까요?",
     "The {f:forget gate} multiplies the belt: 1 keeps all that was there, 0 "
     "erases it. Each unit decides for itself.",
     "{f:망각 게이트}가 컨베이어 벨트에 곱해집니다. 1이면 그대로 유지하고 0이면 "
     "지웁니다. 유닛마다 따로 정합니다."},
    {"What is new?", "새로 쓸 내용은?",
     "The {g:candidate} is the new content. The {i:input gate} decides how "
     "much of it will be written.",
     "{g:후보 값}은 새로 쓸 내용이고, {i:입력 게이트}는 그것을 얼마나 쓸지 "
     "정합니다."},
    {"The belt moves on", "벨트가 나아갑니다",
     "What is new is added to what was kept. One product, one sum, and no "
     "weight matrix: that is all the {c:cell state} goes through.",
     "남긴 값에 새 값을 더합니다. {c:셀 상태}가 거치는 것은 곱셈 한 번과 덧셈 "
     "한 번뿐입니다. 가중치 행렬은 거치지 않습니다."},
    {"How much is shown?", "얼마나 보여 줄까요?",
     "The {o:output gate} decides how much of the belt the rest of the "
     "network gets to see.",
     "{o:출력 게이트}는 벨트의 내용을 신경망의 나머지 부분에 얼마나 보여 줄지 "
     "정합니다."},
    {"The cell speaks", "셀이 값을 내보냅니다",
     "The {c:cell state}, squashed by tanh and scaled by the {o:output gate}, "
     "is the {h:hidden state}: the answer of this step, read again at the "
     "next.",
     "{c:셀 상태}를 tanh로 줄이고 {o:출력 게이트}를 곱하면 {h:은닉 상태}가 "
     "됩니다. 이 시점의 답이며 다음 시점에 다시 읽습니다."},
};

static const struct narration lstm_back[LSTM_PHASES] = {
    {"On to the step before", "이전 시점으로 넘어갑니다",
     "What the four gates send back through their weights becomes the "
     "gradient of h_{t−1}. The belt's own gradient does not take this way.",
     "네 게이트가 가중치를 거쳐 돌려보낸 값이 h_{t−1}의 기울기가 됩니다. 벨트의 "
     "기울기는 이 길을 거치지 않습니다."},
    {"Back through the forget gate", "망각 게이트를 거꾸로 지납니다",
     "On the belt the gradient is multiplied by the {f:forget gate} alone: no "
     "weights, no slope. Near 1 it hardly fades.",
     "벨트 위의 기울기에는 {f:망각 게이트}만 곱해집니다. 가중치도 접선의 기울기도 "
     "없습니다. 1에 가까우면 거의 줄지 않습니다."},
    {"The new content's share", "새 내용의 몫",
     "{i:Input gate} and {g:candidate} each get the gradient of c_{t} times "
     "the other's value, times their own slope.",
     "{i:입력 게이트}와 {g:후보 값}은 c_{t}의 기울기에 서로의 값과 자기 접선의 "
     "기울기를 곱한 값을 받습니다."},
    {"Both roads meet on the belt", "두 경로가 벨트에서 만납니다",
     "The gradient of c_{t} is what came along the belt from the next step, "
     "plus what came down through h_{t}.",
     "c_{t}의 기울기는 다음 시점에서 벨트를 따라온 값과 h_{t}를 거쳐 내려온 값의 "
     "합입니다."},
    {"The output gate's share", "출력 게이트의 몫",
     "The {o:output gate} gets the gradient of h_{t} times tanh c_{t}, times "
     "its own slope.",
     "{o:출력 게이트}는 h_{t}의 기울기에 tanh c_{t}와 자기 접선의 기울기를 곱한 "
     "값을 받습니다."},
    {"The loss reaches h", "손실에서 h까지",
     "The gradient enters through the {h:hidden state}: from the loss, and "
     "from every gate that reads it at the next step.",
     "기울기는 {h:은닉 상태}로 들어옵니다. 손실에서도 오고, 다음 시점에 이 값을 "
     "읽는 모든 게이트에서도 옵니다."},
};

/* Where f and i are called keep and write gate. */
static const struct narration lstm_kept[LSTM_PHASES] = {
    [LSTM_FORGET] = {"What may stay?", "무엇을 남길까요?",
     "The {f:keep gate} multiplies the belt: 1 keeps all that was there, 0 "
     "erases it. Each unit decides for itself.",
     "{f:유지 게이트}가 컨베이어 벨트에 곱해집니다. 1이면 그대로 유지하고 0이면 "
     "지웁니다. 유닛마다 따로 정합니다."},
    [LSTM_WRITE] = {"What is new?", "새로 쓸 내용은?",
     "The {g:candidate} is the new content. The {i:write gate} decides how "
     "much of it will be written.",
     "{g:후보 값}은 새로 쓸 내용이고, {i:쓰기 게이트}는 그것을 얼마나 쓸지 "
     "정합니다."},
};

static const struct narration lstm_kept_back[LSTM_PHASES] = {
    [LSTM_FORGET] = {"Back through the keep gate", "유지 게이트를 거꾸로 지납니다",
     "On the belt the gradient is multiplied by the {f:keep gate} alone: no "
     "weights, no slope. Near 1 it hardly fades.",
     "벨트 위의 기울기에는 {f:유지 게이트}만 곱해집니다. 가중치도 접선의 기울기도 "
     "없습니다. 1에 가까우면 거의 줄지 않습니다."},
    [LSTM_WRITE] = {"The new content's share", "새 내용의 몫",
     "{i:Write gate} and {g:candidate} each get the gradient of c_{t} times "
     "the other's value, times their own slope.",
     "{i:쓰기 게이트}와 {g:후보 값}은 c_{t}의 기울기에 서로의 값과 자기 접선의 "
     "기울기를 곱한 값을 받습니다."},
};

static const struct narration gru[GRU_PHASES] = {
    {"A new input arrives", "새 입력이 들어옵니다",
     "A GRU has one state only: the {h:hidden state} is the belt. Its gates "
     "read it together with the {x:input}.",
     "GRU에는 상태가 하나뿐입니다. {h:은닉 상태}가 곧 벨트이고, 게이트는 "
     "{x:입력}과 함께 이것을 읽습니다."},
    {"How much past to read?", "과거를 얼마나 읽을까요?",
     "The {r:reset gate} decides how much of the old state the candidate may "
     "use.",
     "{r:리셋 게이트}는 후보 값을 만들 때 이전 상태를 얼마나 쓸지 정합니다."},
    {"Old or new?", "이전 값일까요, 새 값일까요?",
     "One {z:update gate} does two jobs: z of the old stays, 1 − z of the new "
     "comes in.",
     "{z:업데이트 게이트} 하나가 두 가지 일을 합니다. 이전 값을 z만큼 남기고 새 "
     "값을 1 − z만큼 더합니다."},
    {"What is new?", "새로 쓸 내용은?",
     "The {n:candidate} is made of the input and of what the reset gate let "
     "through.",
     "{n:후보 값}은 입력과, 리셋 게이트를 통과한 이전 상태로 만듭니다."},
    {"Mixing", "섞기",
     "Old and new are mixed with shares that add up to 1, so a state that "
     "begins at 0 cannot grow past ±1.",
     "이전 값과 새 값을 합이 1인 비율로 섞습니다. 그래서 0에서 시작한 상태는 "
     "±1을 넘지 못합니다."},
};

static const struct narration rnn[RNN_PHASES] = {
    {"A new input arrives", "새 입력이 들어옵니다",
     "A plain recurrent network reads the {x:input} and its own last "
     "{h:hidden state}.",
     "단순 순환 신경망은 {x:입력}과 자신의 이전 {h:은닉 상태}를 읽습니다."},
    {"One weighted sum", "가중합 하나",
     "Everything is added up with the same weights at every step. The whole "
     "past passes through the matrix U again and again.",
     "모든 시점에서 같은 가중치를 곱해 더합니다. 과거 전체가 행렬 U를 거듭해서 "
     "지나갑니다."},
    {"The new state", "새 상태",
     "The sum goes through the activation function and replaces the old "
     "{h:hidden state} completely: nothing stays by itself.",
     "가중합이 활성화 함수를 거쳐 이전 {h:은닉 상태}를 통째로 바꿉니다. 저절로 "
     "남는 것은 없습니다."},
};

static const struct narration dense[RNN_PHASES] = {
    {"A new input arrives", "새 입력이 들어옵니다",
     "A dense layer reads the {x:input} of this step and nothing else: it has "
     "no memory.",
     "밀집층은 이 시점의 {x:입력}만 읽습니다. 기억이 없습니다."},
    {"One weighted sum", "가중합 하나",
     "The inputs are added up with the same weights at every step. No step "
     "before takes part in it.",
     "모든 시점에서 같은 가중치를 곱해 더합니다. 이전 시점의 값은 들어가지 "
     "않습니다."},
    {"The output", "출력",
     "The sum goes through the activation function. The same input gives the "
     "same {h:output} at any step.",
     "가중합이 활성화 함수를 거칩니다. 입력이 같으면 어느 시점에서나 {h:출력}도 "
     "같습니다."},
};

static const struct narration dense_back = {
    "The gradient stays in its step", "기울기가 시점을 넘지 않습니다",
    "It goes from the output to the weights and the input of the same step: "
    "nothing leads back to the steps before.",
    "기울기는 출력에서 같은 시점의 가중치와 입력으로 갑니다. 이전 시점으로 가는 "
    "길은 없습니다."};

static const struct narration plain_back = {
    "The gradient runs back", "기울기가 거꾸로 흐릅니다",
    "From the loss the gradient goes back step by step, multiplied by the "
    "weights and by the slope of the activation function each time.",
    "손실에서 시작한 기울기가 한 시점씩 거꾸로 갑니다. 그때마다 가중치와 활성화 "
    "함수의 접선 기울기가 곱해집니다."};

static const struct narration gru_back = {
    "The gradient runs back", "기울기가 거꾸로 흐릅니다",
    "One part goes straight back, multiplied by the {z:update gate} alone; "
    "the rest takes the way through the gates and their weights.",
    "한 갈래는 {z:업데이트 게이트}만 곱해져 곧장 뒤로 갑니다. 나머지는 게이트와 "
    "그 가중치를 지나갑니다."};

/* Where z writes, these are told the other way round. */
static const struct narration gru_writes = {
    "Old or new?", "이전 값일까요, 새 값일까요?",
    "One {z:update gate} does two jobs: z of the new comes in, 1 − z of the "
    "old stays.",
    "{z:업데이트 게이트} 하나가 두 가지 일을 합니다. 새 값을 z만큼 더하고 이전 "
    "값을 1 − z만큼 남깁니다."};

static const struct narration gru_writes_back = {
    "The gradient runs back", "기울기가 거꾸로 흐릅니다",
    "One part goes straight back, multiplied by 1 − z of the {z:update gate} "
    "alone; the rest takes the way through the gates and their weights.",
    "한 갈래는 {z:업데이트 게이트}의 1 − z만 곱해져 곧장 뒤로 갑니다. 나머지는 "
    "게이트와 그 가중치를 지나갑니다."};

static const struct narration *gru_of(bool back, int phase, bool z_writes)
{
    if (back)
        return z_writes ? &gru_writes_back : &gru_back;
    return z_writes && phase == GRU_UPDATE ? &gru_writes : &gru[phase];
}

static const struct narration *lstm_of(bool back, int phase, bool keep_write)
{
    const struct narration *kept = back ? &lstm_kept_back[phase]
                                        : &lstm_kept[phase];

    if (keep_write && kept->en != NULL)
        return kept;
    return back ? &lstm_back[phase] : &lstm[phase];
}

const struct narration *narration_of(const struct ui *ui, enum cell cell,
                                     enum pass pass, int phase)
{
    bool back = pass == PASS_BACKWARD;

    switch (cell) {
    case CELL_LSTM: return lstm_of(back, phase, ui->keep_write);
    case CELL_GRU:
    case CELL_GRU_BEFORE: return gru_of(back, phase, ui_z_writes(ui));
    case CELL_DENSE: return back ? &dense_back : &dense[phase];
    default: return back ? &plain_back : &rnn[phase];
    }
}
