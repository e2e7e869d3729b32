/* The table of keys. Letters go by their place on a US keyboard, so a Hangul
 * input method or another layout changes nothing.
 */
#include "scene/keys.h"

#include <string.h>

#define LETTER(capital) ((enum key)(KEY_A + ((capital) - 'A')))
#define DIGIT(number) ((enum key)(KEY_0 + (number)))
#define FUNCTION(number) ((enum key)(KEY_F1 + ((number) - 1)))

static const struct keys_line lines[] = {
    {KEYS_PLAYING, true, "play / pause", "재생 / 멈춤",
     {{KEY_SPACE, 0, ACTION_PLAY, 0}}},
    {KEYS_PLAYING, true, "one step back / on", "한 시점 뒤로 / 앞으로",
     {{KEY_LEFT, 0, ACTION_STEP_BACK, 0},
      {KEY_RIGHT, 0, ACTION_STEP_ON, 0}}},
    {KEYS_PLAYING, true, "one phase back / on", "한 단계 뒤로 / 앞으로",
     {{KEY_LEFT, MOD_SHIFT, ACTION_PHASE_BACK, 0},
      {KEY_RIGHT, MOD_SHIFT, ACTION_PHASE_ON, 0}}},
    {KEYS_PLAYING, false, "first / last step", "처음 / 끝으로",
     {{KEY_HOME, 0, ACTION_FIRST, 0},
      {KEY_END, 0, ACTION_LAST, 0}}},
    {KEYS_PLAYING, true, "forward / backward pass", "순전파 / 역전파",
     {{LETTER('G'), 0, ACTION_TURN, 0}}},
    {KEYS_PLAYING, false, "slower / faster", "느리게 / 빠르게",
     {{KEY_BRACKET_LEFT, 0, ACTION_SPEED, -1},
      {KEY_BRACKET_RIGHT, 0, ACTION_SPEED, SPEEDS}}},

    {KEYS_INSIDE, true, "into the cell / out", "셀 안으로 / 밖으로",
     {{KEY_ENTER, 0, ACTION_ENTER, 0},
      {KEY_ESCAPE, 0, ACTION_LEAVE, 0}}},
    {KEYS_INSIDE, true, "select a unit", "유닛 고르기",
     {{KEY_UP, 0, ACTION_UNIT, -1},
      {KEY_DOWN, 0, ACTION_UNIT, -2}}},
    {KEYS_INSIDE, false, "next layer", "다음 층",
     {{KEY_TAB, 0, ACTION_LAYER, -1}}},
    {KEYS_INSIDE, false, "one unit / mean of all", "유닛 하나 / 전체 평균",
     {{LETTER('M'), 0, ACTION_MEAN, 0}}},
    {KEYS_INSIDE, false, "why? a gate's arithmetic", "왜? 게이트 계산 과정",
     {{LETTER('Y'), 0, ACTION_GATE, -1}}},
    {KEYS_INSIDE, false, "why? a number / its terms",
     "왜? 숫자의 계산 과정 / 항",
     {{LETTER('Y'), MOD_SHIFT, ACTION_TRACE, 0},
      {KEY_UP, MOD_CTRL, ACTION_TRACE_SCROLL, -1},
      {KEY_DOWN, MOD_CTRL, ACTION_TRACE_SCROLL, 1}}},
    {KEYS_INSIDE, false, "one wire / every unit's",
     "한 유닛 / 모든 유닛의 선",
     {{LETTER('A'), 0, ACTION_LANES, 0}}},
    {KEYS_INSIDE, false, "GRU: other meaning of z", "GRU: z의 다른 정의",
     {{LETTER('W'), 0, ACTION_Z_MEANING, 0}}},
    {KEYS_INSIDE, false, "pin the gate pointed at", "가리킨 게이트 고정",
     {{LETTER('P'), 0, ACTION_PIN, 0}}},
    {KEYS_INSIDE, false, "tool: look, pin, free, cut",
     "도구: 보기, 고정, 풀기, 끊기",
     {{KEY_COMMA, 0, ACTION_TOOL, -1}}},
    {KEYS_INSIDE, false, "mark a range to pin", "고정할 범위 표시",
     {{LETTER('M'), MOD_SHIFT, ACTION_MARK, 0}}},
    {KEYS_INSIDE, false, "cut h, c, x here / mend",
     "h, c, x 끊기 / 잇기",
     {{KEY_DELETE, 0, ACTION_CUT, 0},
      {KEY_DELETE, MOD_SHIFT, ACTION_CUT, 0},
      {KEY_DELETE, MOD_ALT, ACTION_CUT, 1}}},
    {KEYS_INSIDE, false, "input up / down / next one",
     "입력값 올리기 / 내리기 / 다음 입력",
     {{KEY_UP, MOD_ALT, ACTION_MOVE_INPUT, 1},
      {KEY_DOWN, MOD_ALT, ACTION_MOVE_INPUT, -1},
      {KEY_RIGHT, MOD_ALT, ACTION_CHOOSE_INPUT, -1}}},
    {KEYS_INSIDE, false, "weight up / down", "가중치 올리기 / 내리기",
     {{KEY_PLUS, MOD_ALT, ACTION_EDIT_WEIGHT, 1},
      {KEY_MINUS, MOD_ALT, ACTION_EDIT_WEIGHT, -1}}},
    {KEYS_INSIDE, false, "undo / redo", "되돌리기 / 다시 하기",
     {{LETTER('Z'), MOD_CTRL, ACTION_UNDO, 0},
      {LETTER('Y'), MOD_CTRL, ACTION_REDO, 0}}},

    {KEYS_PANELS, false, "next panel, left / right",
     "왼쪽 / 오른쪽 패널 바꾸기",
     {{LETTER('C'), 0, ACTION_LEFT_PANEL, 0},
      {LETTER('X'), 0, ACTION_RIGHT_PANEL, 0}}},
    {KEYS_PANELS, false, "explanation on / off", "설명 켜기 / 끄기",
     {{LETTER('I'), 0, ACTION_LEFT_PANEL, PANEL_STORY}}},
    {KEYS_PANELS, false, "heat map: next signal", "히트맵: 다음 신호",
     {{LETTER('N'), 0, ACTION_HEAT_SIGNAL, -1}}},
    {KEYS_PANELS, false, "heat map: gradient, difference",
     "히트맵: 값 / 기울기 / 차이",
     {{LETTER('N'), MOD_SHIFT, ACTION_HEAT_KIND, -1}}},
    {KEYS_PANELS, false, "curves: apart / in one plot",
     "곡선: 따로 / 겹쳐 보기",
     {{LETTER('O'), 0, ACTION_OVERLAID, 0}}},
    {KEYS_PANELS, false, "table: column / order / signal",
     "표: 정렬 열 / 순서 / 신호",
     {{LETTER('J'), 0, ACTION_COLUMN, -1},
      {LETTER('J'), MOD_SHIFT, ACTION_COLUMN, -2},
      {LETTER('Q'), 0, ACTION_TABLE_SIGNAL, -1}}},
    {KEYS_PANELS, false, "keep the value pointed at", "가리킨 값 고정",
     {{LETTER('E'), 0, ACTION_READ, 0}}},
    {KEYS_PANELS, false, "fewer / more steps", "시점 적게 / 많이 보기",
     {{KEY_PLUS, MOD_CTRL, ACTION_CARDS, -1},
      {KEY_MINUS, MOD_CTRL, ACTION_CARDS, 1}}},

    {KEYS_GRADIENT, false, "next gradient: ∂c ∂h ∂s ∂x",
     "다음 기울기: ∂c ∂h ∂s ∂x",
     {{LETTER('G'), MOD_SHIFT, ACTION_QUANTITY, -1}}},
    {KEYS_GRADIENT, false, "∂c: h held / through h too", "∂c: h 고정 / h 경유 포함",
     {{LETTER('T'), MOD_SHIFT, ACTION_TOTAL, -1}}},
    {KEYS_GRADIENT, false, "h detached / not", "h 경로 끊기 / 잇기",
     {{LETTER('D'), MOD_SHIFT, ACTION_DETACH, 0}}},
    {KEYS_GRADIENT, false, "verdict at the playhead", "판정할 시차를 지금 시점으로",
     {{LETTER('L'), MOD_SHIFT, ACTION_LAG, -1}}},
    {KEYS_GRADIENT, false, "belt: total / two ways", "벨트: 전체 / 두 길로",
     {{LETTER('B'), MOD_SHIFT, ACTION_STRANDS, 0}}},
    {KEYS_GRADIENT, false, "triangle: loss before / after",
     "명세서: 앞 / 뒤 손실",
     {{KEY_UP, MOD_SHIFT, ACTION_LOSS_STEP, -1},
      {KEY_DOWN, MOD_SHIFT, ACTION_LOSS_STEP, -2}}},
    {KEYS_GRADIENT, false, "triangle: W, U or b", "명세서: W, U, b",
     {{LETTER('W'), MOD_SHIFT, ACTION_WEIGHTS, -1}}},
    {KEYS_GRADIENT, false, "what an output depends on", "출력에 영향을 준 입력",
     {{LETTER('I'), MOD_SHIFT, ACTION_CONNECT, 0}}},
    {KEYS_GRADIENT, false, "next output", "다음 출력",
     {{LETTER('O'), MOD_SHIFT, ACTION_OUTPUT, -1}}},

    {KEYS_LANES, false, "start / unrolled / compare", "시작 / 펼친 그림 / 비교",
     {{DIGIT(1), 0, ACTION_START, 0},
      {DIGIT(2), 0, ACTION_CONTINUE, 0},
      {DIGIT(3), 0, ACTION_COMPARE, 0}}},
    {KEYS_LANES, false, "lane above / below", "위 / 아래 레인",
     {{KEY_PAGE_UP, MOD_CTRL, ACTION_LANE, -1},
      {KEY_PAGE_DOWN, MOD_CTRL, ACTION_LANE, -2}}},
    {KEYS_LANES, false, "add a lane / remove it / other cell",
     "레인 추가 / 없애기 / 다른 셀로",
     {{LETTER('A'), MOD_SHIFT, ACTION_ADD_LANE, -1},
      {LETTER('X'), MOD_SHIFT, ACTION_DROP_LANE, -1},
      {LETTER('C'), MOD_SHIFT, ACTION_LANE_CELL, -1}}},
    {KEYS_LANES, false, "keep its curve / forget all", "곡선 남기기 / 모두 지우기",
     {{LETTER('K'), MOD_SHIFT, ACTION_KEEP_CURVE, 0},
      {LETTER('K'), MOD_CTRL, ACTION_KEEP_CURVE, -1}}},
    {KEYS_LANES, false, "width log / linear; gates", "굵기 로그 / 선형; 게이트",
     {{LETTER('V'), MOD_SHIFT, ACTION_LINEAR_WIDTH, 0},
      {LETTER('F'), MOD_SHIFT, ACTION_LANE_GATES, 0}}},

    {KEYS_DIALS, false, "show dials, two / all; this lane only",
     "다이얼 보기, 두 개 / 모두; 이 레인만",
     {{LETTER('D'), MOD_ALT, ACTION_ALL_DIALS, 0},
      {LETTER('A'), MOD_ALT, ACTION_ONE_LANE, 0}}},
    {KEYS_DIALS, false, "previous / next dial", "이전 / 다음 다이얼",
     {{KEY_PAGE_UP, MOD_ALT, ACTION_DIAL_CHOOSE, -1},
      {KEY_PAGE_DOWN, MOD_ALT, ACTION_DIAL_CHOOSE, -2}}},
    {KEYS_DIALS, false, "turn it (Shift: finer); start value",
     "돌리기 (Shift: 더 세밀하게); 처음 값",
     {{KEY_BRACKET_LEFT, MOD_ALT, ACTION_TURN_DOWN, 0},
      {KEY_BRACKET_RIGHT, MOD_ALT, ACTION_TURN_UP, 0},
      {KEY_HOME, MOD_ALT, ACTION_DIAL_START, -1}}},
    {KEYS_DIALS, false, "gain as ρ(U); same parameters",
     "이득을 ρ(U)로; 같은 매개변수 수",
     {{LETTER('R'), MOD_ALT, ACTION_RADIUS, 0},
      {LETTER('H'), MOD_ALT, ACTION_SAME_PARAMETERS, 0}}},
    {KEYS_DIALS, false, "next input / another seed", "다음 입력 / 다른 시드",
     {{LETTER('I'), MOD_ALT, ACTION_INPUT, -1},
      {LETTER('S'), MOD_ALT, ACTION_DICE, 0}}},

    {KEYS_TRAIN, false, "training / tasks; go", "학습 화면 / 과제 목록; 고르기",
     {{DIGIT(4), 0, ACTION_TRAIN, 0},
      {FUNCTION(4), 0, ACTION_TASKS, 0},
      {FUNCTION(4), MOD_SHIFT, ACTION_TASK, -1}}},
    {KEYS_TRAIN, false, "learn / rest; one batch, one epoch",
     "학습 / 멈춤; 한 배치, 한 에포크",
     {{KEY_SPACE, MOD_CTRL, ACTION_TRAIN_RUN, 0},
      {LETTER('B'), MOD_ALT, ACTION_TRAIN_BATCH, 0},
      {LETTER('E'), MOD_ALT, ACTION_TRAIN_EPOCH, 0}}},
    {KEYS_TRAIN, false, "epoch back / on / latest",
     "이전 / 다음 / 최신 에포크",
     {{KEY_LEFT, MOD_CTRL, ACTION_EPOCH, -2},
      {KEY_RIGHT, MOD_CTRL, ACTION_EPOCH, -3},
      {KEY_END, MOD_CTRL, ACTION_EPOCH, -1}}},
    {KEYS_TRAIN, false, "slower / faster; more epochs",
     "느리게 / 빠르게; 에포크 늘리기",
     {{KEY_BRACKET_LEFT, MOD_CTRL, ACTION_TRAIN_SPEED, -1},
      {KEY_BRACKET_RIGHT, MOD_CTRL, ACTION_TRAIN_SPEED, SPEEDS},
      {LETTER('M'), MOD_CTRL, ACTION_TRAIN_MORE, 0}}},
    {KEYS_TRAIN, false, "begin anew / branch off here",
     "처음부터 다시 / 여기서 갈라내기",
     {{LETTER('N'), MOD_CTRL, ACTION_RESTART, 0},
      {LETTER('B'), MOD_CTRL, ACTION_BRANCH, 0}}},
    {KEYS_TRAIN, false, "add a network / remove it",
     "신경망 추가 / 없애기",
     {{LETTER('A'), MOD_CTRL, ACTION_RACE_ADD, -1},
      {LETTER('X'), MOD_CTRL, ACTION_RACE_DROP, -1}}},
    {KEYS_TRAIN, false, "sequence before / next", "이전 / 다음 시퀀스",
     {{LETTER('E'), MOD_CTRL | MOD_SHIFT, ACTION_EXAMPLE, -1},
      {LETTER('E'), MOD_CTRL, ACTION_EXAMPLE, -2}}},
    {KEYS_TRAIN, false, "setting before / next / default",
     "이전 / 다음 설정 / 기본값",
     {{KEY_PAGE_UP, MOD_CTRL | MOD_SHIFT, ACTION_TRAIN_DIAL_CHOOSE, -1},
      {KEY_PAGE_DOWN, MOD_CTRL | MOD_SHIFT, ACTION_TRAIN_DIAL_CHOOSE, -2},
      {KEY_HOME, MOD_CTRL | MOD_SHIFT, ACTION_TRAIN_DIAL_START, -1}}},
    {KEYS_TRAIN, false, "all settings and panels; lags",
     "모든 설정과 패널; 시차 실험",
     {{LETTER('P'), MOD_CTRL, ACTION_TRAIN_ALL, 0},
      {LETTER('W'), MOD_CTRL, ACTION_SWEEP, 0}}},
    {KEYS_TRAIN, false, "loss: log axis; accuracy",
     "손실: 로그 축; 정확도",
     {{LETTER('L'), MOD_CTRL, ACTION_LOSS_AXIS, 0},
      {LETTER('L'), MOD_ALT, ACTION_ACCURACY, 0}}},

    {KEYS_TEXT, false, "text; scroll", "글 화면; 위 / 아래로",
     {{DIGIT(5), 0, ACTION_TEXT, 0},
      {KEY_PAGE_UP, MOD_SHIFT, ACTION_TEXT_SCROLL, -3},
      {KEY_PAGE_DOWN, MOD_SHIFT, ACTION_TEXT_SCROLL, 3}}},
    {KEYS_TEXT, false, "left to itself from here / another draw",
     "여기서부터 자유 생성 / 다시 뽑기",
     {{LETTER('F'), MOD_CTRL, ACTION_FREE, 0},
      {LETTER('D'), MOD_CTRL, ACTION_ANOTHER, 0}}},
    {KEYS_TEXT, false, "temperature down / up", "온도 내리기 / 올리기",
     {{LETTER('T'), MOD_CTRL | MOD_SHIFT, ACTION_TEMPERATURE, -1},
      {LETTER('T'), MOD_CTRL, ACTION_TEMPERATURE, -2}}},

    {KEYS_LESSON, false, "the lesson / all lessons", "강의 이어서 보기 / 강의 목록",
     {{FUNCTION(7), 0, ACTION_LESSON, 0},
      {FUNCTION(7), MOD_SHIFT, ACTION_LESSON, -1}}},
    {KEYS_LESSON, false, "presenter: step back / on", "리모컨: 이전 / 다음 쪽",
     {{KEY_PAGE_UP, 0, ACTION_PAGE, -1},
      {KEY_PAGE_DOWN, 0, ACTION_PAGE, -2}}},
    {KEYS_LESSON, false, "first / last step of it", "강의의 첫 쪽 / 마지막 쪽",
     {{KEY_HOME, MOD_SHIFT, ACTION_PAGE, -3},
      {KEY_END, MOD_SHIFT, ACTION_PAGE, -4}}},
    {KEYS_LESSON, false, "go to a step: 8.4", "8.4처럼 적어 바로 가기",
     {{LETTER('G'), MOD_CTRL, ACTION_GO_TO, 0}}},
    {KEYS_LESSON, false, "its text down / up", "강의 글 아래로 / 위로",
     {{FUNCTION(8), 0, ACTION_PAGE_SCROLL, 3},
      {FUNCTION(8), MOD_SHIFT, ACTION_PAGE_SCROLL, -3}}},
    {KEYS_LESSON, false, "glossary", "용어집",
     {{FUNCTION(6), 0, ACTION_GLOSSARY, 0}}},
    {KEYS_LESSON, false, "hint / another guess beside it",
     "힌트 / 예측 하나 더",
     {{LETTER('T'), MOD_ALT, ACTION_HINT, 0},
      {LETTER('G'), MOD_ALT, ACTION_NEXT_GUESS, 0}}},
    {KEYS_LESSON, false, "reveal / try again", "정답 확인 / 다시 해 보기",
     {{LETTER('V'), MOD_ALT, ACTION_REVEAL, 0},
      {LETTER('Y'), MOD_ALT, ACTION_RETRY, 0}}},
    {KEYS_LESSON, false, "forget, input or keep, write gate",
     "망각, 입력 / 유지, 쓰기 게이트",
     {{LETTER('W'), MOD_ALT, ACTION_WORDING, 0}}},
    {KEYS_LESSON, false, "cut of BPTT nearer / farther",
     "BPTT 자르는 곳 가까이 / 멀리",
     {{KEY_COMMA, MOD_ALT, ACTION_CUT_STEP, 0},
      {KEY_PERIOD, MOD_ALT, ACTION_CUT_STEP, 1}}},

    {KEYS_SCREEN, false, "light / dark", "밝게 / 어둡게",
     {{LETTER('T'), 0, ACTION_THEME, 0}}},
    {KEYS_SCREEN, false, "Korean / English", "한국어 / 영어",
     {{LETTER('L'), 0, ACTION_LANGUAGE, 0}}},
    {KEYS_SCREEN, false, "full screen", "전체 화면",
     {{FUNCTION(11), 0, ACTION_FULL_SCREEN, 0}}},
    {KEYS_SCREEN, false, "larger / smaller / usual", "크게 / 작게 / 보통",
     {{KEY_PLUS, 0, ACTION_LARGER, 0},
      {KEY_MINUS, 0, ACTION_SMALLER, 0},
      {KEY_0, 0, ACTION_USUAL_SIZE, 0}}},
    {KEYS_SCREEN, true, "help, then every key", "도움말 / 모든 키",
     {{LETTER('H'), 0, ACTION_HELP, 0},
      {FUNCTION(1), 0, ACTION_HELP, 0},
      {KEY_SLASH, 0, ACTION_HELP, 0}}},

    {KEYS_CLASS, false, "class mode: large text", "수업 모드: 큰 글자",
     {{LETTER('K'), 0, ACTION_CLASS_MODE, 0},
      {FUNCTION(5), 0, ACTION_CLASS_MODE, 0}}},
    {KEYS_CLASS, false, "panel pointed at, alone", "가리킨 패널만 크게",
     {{LETTER('F'), 0, ACTION_ALONE, 0}}},
    {KEYS_CLASS, false, "magnify twice", "두 배로 확대",
     {{LETTER('Z'), 0, ACTION_MAGNIFY, 0}}},
    {KEYS_CLASS, false, "pointer light", "포인터 불빛",
     {{LETTER('V'), 0, ACTION_LIGHT, 0}}},
    {KEYS_CLASS, false, "draw over the picture", "화면에 그리기",
     {{LETTER('D'), 0, ACTION_DRAW, 0}}},
    {KEYS_CLASS, false, "black screen", "검은 화면",
     {{LETTER('B'), 0, ACTION_BLACK, 0},
      {KEY_PERIOD, 0, ACTION_BLACK, 0}}},
    {KEYS_CLASS, false, "as it was at the start", "처음 상태로 되돌리기",
     {{LETTER('R'), 0, ACTION_RESET, 0}}},

    {KEYS_FILES, true, "open a network", "내 모델 열기",
     {{LETTER('O'), MOD_CTRL, ACTION_FILES, 0}}},
    {KEYS_FILES, false, "presets / the next one", "예제 목록 / 다음 예제",
     {{FUNCTION(2), 0, ACTION_PRESETS, 0},
      {FUNCTION(3), 0, ACTION_PRESET, -1}}},
    {KEYS_FILES, false, "save a picture / the scene", "그림 / 장면 저장",
     {{LETTER('S'), 0, ACTION_SAVE_PICTURE, 0},
      {LETTER('S'), MOD_CTRL, ACTION_SAVE_SCENE, 0}}},
    {KEYS_FILES, false, "record a film / stop", "영상 녹화 시작 / 끝",
     {{LETTER('R'), MOD_CTRL, ACTION_RECORD, 0}}},
    {KEYS_FILES, false, "start / opening", "시작 / 처음 예제",
     {{KEY_BACKSPACE, 0, ACTION_START, 0},
      {LETTER('U'), 0, ACTION_OPENING, 0}}},
    {KEYS_FILES, false, "quit", "끝내기",
     {{LETTER('Q'), MOD_CTRL, ACTION_QUIT, 0}}},
};

enum { LINES = sizeof lines / sizeof lines[0] };

const struct keys_line *keys_lines(int *count)
{
    *count = LINES;
    return lines;
}

static const struct keys_binding *find_exact(enum key key, int modifiers)
{
    for (int l = 0; l < LINES; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++) {
            const struct keys_binding *binding = &lines[l].binding[k];
            if (binding->key == key && binding->modifiers == modifiers)
                return binding;
        }
    return NULL;
}

const struct keys_binding *keys_find(enum key key, int modifiers)
{
    if (key == KEY_NONE)
        return NULL;
    const struct keys_binding *found = find_exact(key, modifiers);
    return found != NULL ? found : find_exact(key, modifiers & ~MOD_SHIFT);
}

const struct keys_binding *keys_for(enum action action, int value)
{
    for (int l = 0; l < LINES; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++) {
            const struct keys_binding *binding = &lines[l].binding[k];
            if (binding->key != KEY_NONE && binding->action == action &&
                binding->value == value)
                return binding;
        }
    return NULL;
}

const char *keys_about(const struct ui *ui, enum action action)
{
    for (int l = 0; l < LINES; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++)
            if (lines[l].binding[k].key != KEY_NONE &&
                lines[l].binding[k].action == action)
                return say(ui, lines[l].en, lines[l].ko);
    return "";
}
