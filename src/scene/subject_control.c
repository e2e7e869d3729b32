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
    keys_list(action, keys, sizeof keys);
    snprintf(out, size, keys[0] != '\0' ? "%s (%s)" : "%s", text, keys);
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
}
