/* A title with the symbol of the signal and what its colours mean, and one
 * letter for every signal there is.
 */
#include "scene/view/heat/heading.h"

#include <stdio.h>

#include "scene/widget/panel.h"

enum { ROW = 36 }; /* a second row */

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
        notation_of(film_cell(scene->film, cells->layer), cells->signal);
    char symbol[64], name[64];
    float end = at.x + room;

    snprintf(name, sizeof name, "%s", say(scene->ui, notation->en,
                                          notation->ko));
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    snprintf(symbol, sizeof symbol, cells->kind == HEAT_GRADIENT ? "∂L/∂%s" : "%s",
             notation->symbol);
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

static const char *gradient_word(const struct scene *scene)
{
    return say(scene->ui, "gradient", "기울기");
}

static float controls_width(const struct scene *scene)
{
    enum cell cell = film_cell(scene->film, scene->levels->layer);
    float button = draw_width(scene->list, FACE_BOLD, 15,
                              gradient_word(scene)) + 28;

    return panel_signals_width(cell) + 8 + button;
}

/* A letter for every signal, and gradients on or off. */
static void draw_controls(const struct scene *scene, struct point at)
{
    enum cell cell = film_cell(scene->film, scene->levels->layer);
    const struct cell_info *info = &cell_table[cell];
    int chosen = 0;

    while (chosen + 1 < info->shown_count &&
           info->shown[chosen] != scene->levels->signal)
        chosen++;
    at.x += panel_signals(scene, at, chosen, ACTION_HEAT_SIGNAL) + 8;
    panel_button(scene, at, gradient_word(scene), scene->levels->kind == HEAT_GRADIENT,
                 ACTION_HEAT_KIND, HEAT_GRADIENT);
}

float heading_draw(const struct scene *scene, const struct cells *cells,
                   struct box box)
{
    float left = box.x + PANEL_PADDING;
    float room = box.w - 2 * PANEL_PADDING, width = controls_width(scene);
    float base = box.y + PANEL_HEADING;
    bool beside = width + 260 <= room, below = width <= room && box.h >= 300;

    write_title(scene, cells, point_at(left, base),
                beside ? room - width - 20 : room);
    if (beside)
        draw_controls(scene, point_at(left + room - width, base - 7));
    else if (below)
        draw_controls(scene, point_at(left, base + ROW - 6));
    return base + 23 + (!beside && below ? ROW : 0);
}
