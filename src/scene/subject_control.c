/* What a control does, where its face does not say it, and its keys; else what
 * the help says of them.
 */
#include <stdio.h>

#include "scene/action.h"
#include "scene/keys.h"
#include "scene/subject.h"

static const struct {
    enum action action;
    struct { const char *en, *ko; } text;
} controls[] = {
    {ACTION_PLAY, {"Play or pause", "재생 또는 멈춤"}},
    {ACTION_STEP_BACK, {"One step back", "한 시점 뒤로"}},
    {ACTION_STEP_ON, {"One step on", "한 시점 앞으로"}},
    {ACTION_FIRST, {"To the beginning", "처음으로"}},
    {ACTION_LAST, {"To the end", "끝으로"}},
    {ACTION_TURN, {"Turn between the forward and the backward pass",
                   "순전파와 역전파 전환"}},
    {ACTION_SPEED, {"Speed in steps a second", "1초에 재생할 시점 수"}},
    {ACTION_SCRUB, {"Drag to any moment", "끌어서 원하는 순간으로"}},
    {ACTION_GO_PHASE, {"Go to this phase", "이 단계로"}},
    {ACTION_HEAT_SIGNAL, {"Show this signal", "이 신호 보기"}},
    {ACTION_RECORD, {"Record a film of what is shown",
                     "보이는 장면을 영상으로 녹화"}},
    {ACTION_THEME, {"Dark or light", "어둡게 또는 밝게"}},
    {ACTION_LANGUAGE, {"한국어로 보기", "Show in English"}},
    {ACTION_HELP, {"Keys and mouse", "키와 마우스 도움말"}},
    {ACTION_START, {"Start screen", "시작 화면"}},
    {ACTION_OPENING, {"The opening scene", "처음 예제"}},
    {ACTION_FILES, {"Open a network or data", "모델이나 데이터 열기"}},
    {ACTION_DISMISS, {"Close", "닫기"}},
    {ACTION_ENTER, {"Look inside the cell", "셀 내부 보기"}},
    {ACTION_LEAVE, {"Back", "돌아가기"}},
    {ACTION_MEAN, {"One unit, or the mean of all",
                   "유닛 하나 또는 전체 평균"}},
    {ACTION_UNIT, {"Choose the unit", "유닛 고르기"}},
    {ACTION_LAYER, {"Choose the layer", "층 고르기"}},
    {ACTION_BRUSH, {"Drag over units and steps to pin them",
                    "드래그로 유닛과 시점을 골라 고정"}},
    {ACTION_COMPARE, {"Networks side by side", "신경망 나란히 비교하기"}},
    {ACTION_ADD_LANE, {"Add a lane with this cell", "이 셀로 레인 추가"}},
    {ACTION_DROP_LANE, {"Remove this lane", "이 레인 없애기"}},
    {ACTION_LANE_CELL, {"Another cell in this lane",
                        "이 레인을 다른 셀로"}},
    {ACTION_LINEAR_WIDTH, {"Widths in proportion, without a logarithm",
                           "로그 없이 값에 비례하는 굵기"}},
    {ACTION_LANE_GATES, {"Gates in place of the one-step factors",
                         "한 시점 배율 대신 게이트 보기"}},
    {ACTION_LAG, {"State the verdict at this lag",
                  "이 시차에서 판정하기"}},
    {ACTION_COLUMN, {"Sort by this column, again: the other way round",
                     "이 열로 정렬, 다시 누르면 반대 순서로"}},
    {ACTION_TRAIN, {"Watch networks learn", "신경망이 배우는 모습 보기"}},
    {ACTION_TASKS, {"The list of tasks", "과제 목록"}},
    {ACTION_TASK, {"Learn this task", "이 과제 학습하기"}},
    {ACTION_TRAIN_RUN, {"Learn, or rest", "학습 시작 또는 멈춤"}},
    {ACTION_TRAIN_BATCH, {"One batch, then rest", "배치 하나만 학습"}},
    {ACTION_TRAIN_EPOCH, {"One epoch, then rest", "한 에포크만 학습"}},
    {ACTION_TRAIN_SPEED, {"Batches a second, at most",
                          "1초에 학습할 배치 수의 한도"}},
    {ACTION_TRAIN_MORE, {"Twice as many epochs, and on",
                         "에포크를 두 배로 늘려 이어서 학습"}},
    {ACTION_RESTART, {"Begin anew with these settings",
                      "이 설정으로 처음부터 다시 학습"}},
    {ACTION_EPOCH, {"Look at this epoch", "이 에포크 보기"}},
    {ACTION_SCRUB_EPOCH, {"Drag to any epoch", "끌어서 원하는 에포크로"}},
    {ACTION_BRANCH, {"Branch off: from this epoch on with other settings",
                     "분기: 이 에포크부터 다른 설정으로 학습"}},
    {ACTION_RACE_ADD, {"Add a network that learns the same",
                       "같은 과제를 배울 신경망 추가"}},
    {ACTION_RACE_DROP, {"Remove this network", "이 신경망 빼기"}},
    {ACTION_EXAMPLE, {"Another test sequence", "다른 테스트 시퀀스 보기"}},
    {ACTION_TRAIN_DIAL, {"Drag to set it; a new beginning has it",
                         "끌어서 정하기, 새로 시작할 때 적용"}},
    {ACTION_TRAIN_DIAL_STEP, {"One notch less or more",
                              "한 눈금 내리거나 올리기"}},
    {ACTION_TRAIN_DIAL_CHOOSE, {"Turn this setting by keys",
                                "키로 돌릴 설정 고르기"}},
    {ACTION_TRAIN_DIAL_START, {"Back to the task's own value",
                               "과제의 기본값으로"}},
    {ACTION_TRAIN_ALL, {"Every setting and panel, or the first",
                        "모든 설정과 패널 또는 처음 것만"}},
    {ACTION_LOSS_AXIS, {"Loss on a logarithmic or a linear axis",
                        "손실 축을 로그 또는 선형으로"}},
    {ACTION_ACCURACY, {"Right answers in place of the loss",
                       "손실 대신 정답률 보기"}},
    {ACTION_SWEEP, {"How far back each kind of network learns to look",
                    "신경망 종류마다 얼마나 긴 시차까지 배우는지 실험"}},
    {ACTION_TEXT, {"What was read as text, coloured by a unit",
                   "읽은 글을 유닛 값으로 색칠해 보기"}},
    {ACTION_TEXT_SCROLL, {"Scroll the text", "글 위아래로 움직이기"}},
    {ACTION_FREE, {"Left to itself from here on, or as the data has it",
                   "여기서부터 자유 생성 또는 데이터대로"}},
    {ACTION_TEMPERATURE, {"Temperature: the higher, the bolder the choices",
                          "온도: 높을수록 뜻밖의 선택이 늘어남"}},
    {ACTION_ANOTHER, {"Other choices, drawn anew", "선택을 새로 뽑기"}},
    {ACTION_LESSON, {"Open the lesson", "강의 열기"}},
    {ACTION_PAGE, {"A step of the lesson", "강의의 쪽"}},
    {ACTION_PAGE_SCROLL, {"Scroll the lesson", "강의 글 위아래로 움직이기"}},
    {ACTION_COLUMN_OF_LESSON, {"The lesson, or the picture alone",
                               "강의 보기 또는 그림만 보기"}},
    {ACTION_GO_TO, {"Go to a step", "다른 쪽으로 가기"}},
    {ACTION_QUESTION, {"Answer with keys (Enter)", "키로 답하기 (Enter)"}},
    {ACTION_CHOOSE, {"Choose this answer", "이 답 고르기"}},
    {ACTION_HANDS, {"Count a hand, with Shift one less",
                    "손 든 사람 세기, Shift를 누르면 하나 빼기"}},
    {ACTION_GUESS, {"This is my guess (Enter)", "이렇게 예측하기 (Enter)"}},
    {ACTION_DRAW_GUESS, {"Drag to draw the curve you expect",
                         "드래그로 예상하는 곡선 그리기"}},
    {ACTION_NEXT_GUESS, {"Another guess beside this one",
                         "예측을 나란히 하나 더"}},
    {ACTION_REVEAL, {"Show what the run says", "실행 결과로 정답 확인"}},
    {ACTION_HINT, {"A hint", "힌트"}},
    {ACTION_RETRY, {"Ask again; what is drawn has another seed",
                    "다시 해 보기, 무작위로 뽑은 값은 다른 시드로"}},
    {ACTION_LINE, {"Fill in this line", "이 줄 채우기"}},
    {ACTION_TERM, {"What this word means", "이 용어의 뜻"}},
    {ACTION_GLOSSARY, {"All terms", "용어집"}},
    {ACTION_CUT_LAG, {"Drag: truncated BPTT stops here",
                      "끌어서 절단 BPTT가 멈출 곳 정하기"}},
    {ACTION_CUT_STEP, {"Truncated BPTT stops one step nearer, or farther",
                       "절단 BPTT가 멈출 곳을 한 시점 가까이, 또는 멀리"}},
    {ACTION_WORDING, {"Forget and input gate, or keep and write gate",
                      "망각·입력 게이트 또는 유지·쓰기 게이트"}},
};

void subject_control(const struct ui *ui, int action, char *out, size_t size)
{
    const char *text = NULL;
    char keys[32];

    for (size_t k = 0; k < sizeof controls / sizeof *controls; k++)
        if ((int)controls[k].action == action)
            text = say(ui, controls[k].text.en, controls[k].text.ko);
    if (text == NULL)
        text = keys_about(ui, action);
    keys[0] = '\0';
    if (action != ACTION_LESSON) /* its keys lead to others than this one */
        keys_list((enum action)action, keys, sizeof keys);
    snprintf(out, size, keys[0] != '\0' ? "%s (%s)" : "%s", text, keys);
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
}
