/* A title with the symbol of the signal and what its colours mean, and one
 * letter for every signal there is.
 */
#include "scene/view/heat/heading.h"

#include <stdio.h>

#include "scene/widget/panel.h"

enum { ROW = 36, SPACE = 8 }; /* a second row; between buttons */

/* What the colours mean, for people who see the signal for the first time. */
static const char *meaning(const struct scene *scene, const struct cells *cells)
{
    static const struct {
        char letter;
        const char *en, *ko;
    } signals[] = {
        {'f', "1 keeps, 0 erases", "1이면 유지, 0이면 지움"},
        {'i', "1 writes, 0 does not", "1이면 쓰고, 0이면 쓰지 않음"},
        {'g', "what could be written", "새로 쓸 수 있는 내용"},
        {'o', "1 shows the cell, 0 hides it",
         "1이면 내보내고, 0이면 감춤"},
        {'c', "the memory", "셀에 담긴 기억"},
        {'h', "what each unit gives out", "각 유닛이 내보내는 값"},
        {'r', "1 reads the old state, 0 ignores it",
         "1이면 이전 상태를 읽고, 0이면 무시"},
        {'z', "1 keeps, 0 replaces", "1이면 유지, 0이면 바꿈"},
        {'n', "what could be written", "새로 쓸 수 있는 내용"},
    };
    const struct notation *notation =
        notation_of(film_cell(scene->film, cells->layer), cells->signal);

    if (cells->kind == HEAT_DIFFERENCE)
        return say(scene->ui, "what became of it, against the untouched run",
                   "손대지 않은 결과와의 차이");
    if (cells->kind == HEAT_GRADIENT)
        return say(scene->ui, "how much the loss depends on it, log scale",
                   "손실이 이 값에 민감한 정도, 로그 눈금");
    for (size_t k = 0; k < sizeof signals / sizeof *signals; k++)
        if (signals[k].letter == notation->letter[0])
            return say(scene->ui, signals[k].en, signals[k].ko);
    return "";
}

/* "Forget gate f_{t}", and a note where there is room. */
static void write_title(const struct scene *scene, const struct cells *cells,
                         struct point at, float room)
{
    struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;
    const struct notation *notation =
        notation_said(scene->ui, film_cell(scene->film, cells->layer),
                      cells->signal);
    char symbol[64], name[64];
    float end = at.x + room;

    snprintf(name, sizeof name, "%s", say(scene->ui, notation->en,
                                          notation->ko));
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    snprintf(symbol, sizeof symbol, cells->kind == HEAT_GRADIENT ? "∂L/∂%s" :
             cells->kind == HEAT_DIFFERENCE ? "Δ%s" : "%s", notation->symbol);
    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), room, name) + 10;
    float width = draw_width(list, FACE_MATH_ITALIC, 19, symbol);
    if (at.x + width > end)
        return;
    at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 19,
                                         notation_ink(theme, notation),
                                         ALIGN_LEFT), symbol) + 12;
    const char *note = meaning(scene, cells);
    if (at.x + draw_width(list, FACE_UI, TEXT_USUAL, note) <= end)
        draw_text(list, at, style_of(FACE_UI, TEXT_USUAL, theme->ink_soft,
                                     ALIGN_LEFT), note);
}

/* Buttons behind the letters. */
struct button {
    const char *text;
    bool on;
    enum action action;
    int value;
};
enum { BUTTONS = 3 };

static int choose_buttons(const struct scene *scene,
                          struct button button[BUTTONS])
{
    const struct ui *ui = scene->ui;
    enum heat_kind kind = scene->levels->kind;
    int count = 0;

    button[count++] = (struct button){
        say(ui, "gradient", "기울기"), kind == HEAT_GRADIENT,
        ACTION_HEAT_KIND, HEAT_GRADIENT};
    if (scene->ghost != NULL)
        button[count++] = (struct button){
            say(ui, "difference", "차이"), kind == HEAT_DIFFERENCE,
            ACTION_HEAT_KIND, HEAT_DIFFERENCE};
    bool tools = ui->tool != TOOL_LOOK;
    button[count++] = (struct button){
        say(ui, "pin", "고정"), tools, ACTION_TOOL,
        tools ? TOOL_LOOK : TOOL_ONE};
    return count;
}

static float controls_width(const struct scene *scene)
{
    enum cell cell = film_cell(scene->film, scene->levels->layer);
    float width = panel_signals_width(cell);
    struct button button[BUTTONS];
    int count = choose_buttons(scene, button);

    for (int k = 0; k < count; k++)
        width += SPACE + 28 + draw_width(scene->list, FACE_BOLD, 15,
                                         button[k].text);
    return width;
}

/* A letter for every signal, what is shown of it, and the tools. */
static void draw_controls(const struct scene *scene, struct point at)
{
    enum cell cell = film_cell(scene->film, scene->levels->layer);
    const struct cell_info *info = &cell_table[cell];
    struct button button[BUTTONS];
    int chosen = 0, count = choose_buttons(scene, button);

    while (chosen + 1 < info->shown_count &&
           info->shown[chosen] != scene->levels->signal)
        chosen++;
    at.x += panel_signals(scene, at, chosen, ACTION_HEAT_SIGNAL) + SPACE;
    for (int k = 0; k < count; k++)
        at.x += panel_button(scene, at, button[k].text, button[k].on,
                             button[k].action, button[k].value) + SPACE;
}

/* What a drag does; and how, where there is room for it. */
static void draw_tools(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    const struct choices tools = {
        .count = TOOLS, .chosen = (int)ui->tool,
        .text = {say(ui, "look", "보기"), say(ui, "pin 1", "1로"),
                 say(ui, "pin 0", "0으로"), say(ui, "free", "풀기"),
                 say(ui, "cut", "끊기")},
        .value = {TOOL_LOOK, TOOL_ONE, TOOL_ZERO, TOOL_FREE, TOOL_CUT},
        .action = ACTION_TOOL};
    const char *note = ui->tool == TOOL_CUT
        ? say(ui, "click on a wire or a weight", "연결이나 가중치를 클릭")
        : say(ui, "drag over the cells", "칸 위를 드래그");
    float width = panel_switch_width(scene, &tools);

    if (width > room)
        return;
    panel_switch(scene, at, &tools);
    if (width + 16 + draw_width(scene->list, FACE_UI, TEXT_SMALL, note) <= room)
        draw_text(scene->list, point_at(at.x + width + 16, at.y + 5),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), note);
}

float heading_draw(const struct scene *scene, const struct cells *cells,
                   struct box box)
{
    float left = box.x + PANEL_PADDING;
    float room = box.w - 2 * PANEL_PADDING, width = controls_width(scene);
    float base = box.y + PANEL_HEADING, row = base - 6;
    bool beside = width + 260 <= room, below = width <= room && box.h >= 300;

    write_title(scene, cells, point_at(left, base),
                beside ? room - width - 20 : room);
    if (beside)
        draw_controls(scene, point_at(left + room - width, base - 7));
    else if (below)
        draw_controls(scene, point_at(left, row += ROW));
    if (scene->ui->tool != TOOL_LOOK && box.h >= 220)
        draw_tools(scene, point_at(left, row += ROW), room);
    return row + 29;
}
