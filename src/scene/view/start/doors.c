/* Small cards in a row, each with its key and, where it is high enough, a
 * sentence on what is behind it.
 */
#include "scene/view/start/doors.h"

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/widget/prose.h"

enum { GAP = 14, PAD = 14, DOORS = 5, NARROW = 150 };

struct door {
    enum action action;
    const char *en, *ko;
    const char *about_en, *about_ko;
};

static const struct door doors[DOORS] = {
    {ACTION_PRESETS, "Lab presets", "실험 예제",
     "One common misconception each, put to the test.",
     "흔한 오해를 하나씩 직접 확인합니다."},
    {ACTION_TASKS, "Train", "학습",
     "Watch networks learn, go back to any epoch.",
     "신경망이 배우는 과정을 지켜봅니다."},
    {ACTION_COMPARE, "Compare", "비교",
     "Several networks on the same input.",
     "여러 신경망에 같은 입력을 넣어 봅니다."},
    {ACTION_CONTINUE, "Lab", "실험", NULL, NULL},
    {ACTION_FILES, "Own network", "내 모델",
     "Open weights and data of your own.",
     "내 가중치와 데이터를 엽니다."},
};

/* What is behind the last one: the film. */
static const char *about(const struct scene *scene, const struct door *door)
{
    if (door->about_en != NULL)
        return say(scene->ui, door->about_en, door->about_ko);
    return say(scene->ui, scene->film->title.en, scene->film->title.ko);
}

static void draw_door(const struct scene *scene, const struct door *door,
                      struct box box)
{
    const struct theme *theme = scene->theme;
    const struct keys_line key = {.binding = {*keys_for(door->action, 0)}};
    const struct prose_style style = {15, 22, theme->ink_soft};
    const char *title = say(scene->ui, door->en, door->ko);
    bool narrow = box.w < NARROW;
    float size = narrow ? 16 : 18;
    struct box inside = box_inset(box, narrow ? 10 : PAD);
    float right = box_right(inside), y = box.y + PAD + 16;

    panel_draw(scene, box, title);
    if (chrome_hot(scene, door->action, 0))
        draw_outline(scene->list, box_inset(box, 0.5f), 13.5f,
                     2 * theme->line, theme->accent);
    chrome_spot(scene, box, door->action, 0);
    if (box.h < 2 * PAD + 60)
        y = box.y + box.h / 2 + 6;
    if (!scene->ui->class_mode) {
        float width = chrome_keys(scene, point_at(0, y), &key, false);
        if (width + 8 + draw_width(scene->list, FACE_BOLD, size, title) <=
            inside.w) {
            chrome_keys(scene, point_at(right - width, y), &key, true);
            right -= width + 8;
        }
    }
    panel_text(scene, point_at(inside.x, y),
               style_of(FACE_BOLD, size, theme->ink, ALIGN_LEFT),
               right - inside.x, title);
    y += 26;
    if (y + prose_height(scene, inside.w, &style, about(scene, door)) <=
        box_bottom(box) - 6)
        prose_draw(scene, point_at(inside.x, y), inside.w, &style,
                   about(scene, door));
}

static bool is_shown(const struct doors_shown *shown, const struct door *door)
{
    return door->action == ACTION_CONTINUE ? shown->film :
           door->action == ACTION_FILES ? shown->own : true;
}

void doors_draw(const struct scene *scene, struct box box,
                const struct doors_shown *shown)
{
    int count = 0, at = 0;

    for (int k = 0; k < DOORS; k++)
        count += is_shown(shown, &doors[k]);
    float width = (box.w - GAP * (float)(count - 1)) / (float)count;
    for (int k = 0; k < DOORS; k++)
        if (is_shown(shown, &doors[k]))
            draw_door(scene, &doors[k],
                      box_at(box.x + (width + GAP) * (float)at++, box.y, width,
                             box.h));
}
