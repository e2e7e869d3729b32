/* The heat map: every unit of a layer over all steps, one signal or its
 * gradient. The grid knows its cells (heat_grid.h); here stands what is around
 * it: heading and switch, axes, what is selected, the colour bar, read-outs.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/view/plots/heat_grid.h"
#include "scene/view/plots/steps.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum {
    LETTER = 26, LETTER_PITCH = 30, /* of the switch */
    ROW = 36,                       /* a second row of the heading */
    BAR_GAP = 16, BAR_WIDTH = 11, BAR_LABEL = 6,
};

/* What the colours mean, for people who see the signal for the first time. */
static const char *meaning(const struct scene *scene, const struct heat *heat)
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
        {'h', "what each unit gives out", "유닛마다 내보내는 값"},
        {'r', "1 reads the old state, 0 ignores it",
         "1이면 이전 상태를 읽고, 0이면 무시"},
        {'z', "1 keeps, 0 replaces", "1이면 유지, 0이면 바꿈"},
        {'n', "what could be written", "새로 쓸 수 있는 내용"},
    };
    const struct notation *notation =
        notation_of(film_cell(scene->film, heat->layer), heat->signal);

    if (heat->gradient)
        return say(scene->ui, "how much the loss depends on it, log scale",
                   "손실이 이 값에 달린 정도, 로그 눈금");
    for (size_t k = 0; k < sizeof signals / sizeof *signals; k++)
        if (signals[k].letter == notation->letter[0])
            return say(scene->ui, signals[k].en, signals[k].ko);
    return "";
}

/* "Forget gate f_{t}" and a note where there is room; returns its end. */
static float write_title(const struct scene *scene, const struct heat *heat,
                         struct point at, float room)
{
    struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;
    const struct notation *notation =
        notation_of(film_cell(scene->film, heat->layer), heat->signal);
    char symbol[64], name[64];
    float end = at.x + room;

    snprintf(name, sizeof name, "%s", say(scene->ui, notation->en,
                                          notation->ko));
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    snprintf(symbol, sizeof symbol, heat->gradient ? "∂L/∂%s" : "%s",
             notation->symbol);
    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), room, name) + 10;
    float width = draw_width(list, FACE_MATH_ITALIC, 19, symbol);
    if (at.x + width > end)
        return at.x - 10;
    at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 19,
                                         notation_ink(theme, notation),
                                         ALIGN_LEFT), symbol) + 12;
    const char *note = meaning(scene, heat);
    if (at.x + draw_width(list, FACE_UI, TEXT_USUAL, note) <= end)
        at.x += draw_text(list, at, style_of(FACE_UI, TEXT_USUAL,
                                             theme->ink_soft, ALIGN_LEFT),
                          note) + 12;
    return at.x - 12;
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

    return (float)(cell_table[cell].shown_count * LETTER_PITCH) + 8 + button;
}

/* A letter for every signal, and gradients on or off. */
static void draw_controls(const struct scene *scene, struct point at)
{
    const struct theme *theme = scene->theme;
    enum cell cell = film_cell(scene->film, scene->levels->layer);
    const struct cell_info *info = &cell_table[cell];

    for (int k = 0; k < info->shown_count; k++) {
        const struct notation *notation = notation_of(cell, info->shown[k]);
        struct box box = box_at(at.x, at.y - LETTER / 2, LETTER, LETTER);
        bool on = info->shown[k] == scene->levels->signal;
        if (on) {
            panel_letter(scene, point_at(box.x, box.y), LETTER, notation, 1);
        } else {
            draw_box(scene->list, box, LETTER * 0.28f, theme->chip);
            draw_text(scene->list,
                      point_at(box.x + LETTER / 2, box.y + LETTER * 0.74f),
                      style_of(FACE_MATH_ITALIC, LETTER * 0.74f,
                               notation_ink(theme, notation), ALIGN_CENTRE),
                      notation->letter);
        }
        draw_spot(scene->list, box,
                  subject(SUBJECT_WORD, scene->levels->layer, info->shown[k],
                          0, 0), ACTION_HEAT_SIGNAL, k);
        at.x += LETTER_PITCH;
    }
    at.x += 8;
    panel_button(scene, at, gradient_word(scene), scene->levels->gradient,
                 ACTION_HEAT_GRADIENT, 0);
}

/* Heading and controls; returns where the picture may begin. */
static float draw_heading(const struct scene *scene, const struct heat *heat,
                          struct box box)
{
    float left = box.x + PANEL_PADDING;
    float room = box.w - 2 * PANEL_PADDING, width = controls_width(scene);
    float base = box.y + PANEL_HEADING;
    bool beside = width + 260 <= room, below = width <= room && box.h >= 300;

    write_title(scene, heat, point_at(left, base),
                beside ? room - width - 20 : room);
    if (beside)
        draw_controls(scene, point_at(left + room - width, base - 7));
    else if (below)
        draw_controls(scene, point_at(left, base + ROW - 6));
    return base + 23 + (!beside && below ? ROW : 0);
}

/* The selected unit, from 1. */
static int chosen_unit(const struct scene *scene)
{
    int last = scene->levels->units - 1;
    return (scene->ui->unit < last ? scene->ui->unit : last) + 1;
}

/* Numbers of the units beside the grid, the selected one marked. */
static void draw_units(const struct scene *scene, const struct heat *heat)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    const struct plot *plot = &heat->plot;
    int units = scene->levels->units, chosen = chosen_unit(scene);
    int step = (int)fmax(plot_step(units, (int)fmaxf(plot->box.h / 22, 1)), 1);
    float mine = plot_y(plot, chosen), x = plot->box.x - 13;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_RIGHT);

    for (int u = 1; u <= units; u += step) {
        float y = plot_y(plot, u);
        if (fabsf(y - mine) >= 17)
            draw_print(list, point_at(x, y + 5), style, "%d", u);
    }
    style.face = FACE_BOLD;
    style.color = theme->ink;
    draw_print(list, point_at(x, mine + 5), style, "%d", chosen);
    wire_arrow(scene, point_at(plot->box.x - 3, mine), 1, 0, 7, theme->accent);
    style.face = FACE_UI;
    style.color = theme->ink_soft;
    draw_text(list, point_at(x, plot->box.y - 9), style,
              say(scene->ui, "unit", "유닛"));
}

/* A click beside a row selects its unit. */
static void add_unit_spots(const struct scene *scene, const struct heat *heat)
{
    const struct plot *plot = &heat->plot;
    int units = scene->levels->units;
    float height = plot->box.h / (float)units;

    if (height < 8)
        return;
    for (int u = 0; u < units; u++)
        draw_spot(scene->list,
                  box_at(plot->box.x - 36, plot->box.y + height * (float)u, 36,
                         height),
                  subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, u), ACTION_UNIT,
                  u);
}

/* A light frame with a dark rim, visible on every colour. */
static void draw_marker(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;

    draw_outline(scene->list, box, 4, 5,
                 color_fade(theme->dark ? theme->ground_top : theme->panel,
                            0.88f));
    draw_outline(scene->list, box, 4, 2.2f * theme->line, theme->ink);
}

/* The column of the playhead; a column of many steps moves through them. */
static void draw_now(const struct scene *scene, const struct heat *heat)
{
    const struct plot *plot = &heat->plot;
    float width = plot->box.w / (float)heat->columns;
    float x = plot_x(plot, (double)steps_now(scene));

    width = fmaxf(width, 5);
    draw_marker(scene, box_at(x - width / 2 - 1, plot->box.y - 1.5f, width + 1,
                              plot->box.h + 2));
}

/* What the bar's end (1), middle (0) and start (-1) stand for: "+2.31", "0";
 * gradients "+4·10^{−3}" and "< 4·10^{−11}". */
static double write_end(const struct scene *scene, const struct heat *heat,
                        int end, char out[FIGURE_MAX])
{
    double peak = scene->levels->peak;
    char size[FIGURE_MAX];

    if (heat->ramp == RAMP_GATE) {
        figure_plain(out, 0.5 + 0.5 * end, end == 0 ? 1 : 0);
        return 0.5 + 0.5 * end;
    }
    if (!heat->gradient) {
        figure_signed(out, end * heat->limit,
                      end == 0 || heat->limit == 1 ? 0 : 2);
        return end * heat->limit;
    }
    if (end == 0)
        peak -= LEVELS_DECADES;
    snprintf(out, FIGURE_MAX, "%s%.30s", end > 0 ? "+" : end < 0 ? "−" : "< ",
             figure_power(size, peak));
    return (end < 0 ? -1 : 1) * pow(10, peak);
}

/* Room for the bar, its labels and the gap before it. */
static float bar_room(const struct scene *scene, const struct heat *heat)
{
    char text[FIGURE_MAX];
    float widest = 0;

    for (int end = -1; end <= 1; end++) {
        write_end(scene, heat, end, text);
        widest = fmaxf(widest, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                          text));
    }
    return BAR_GAP + BAR_WIDTH + BAR_LABEL + widest;
}

static void draw_bar(const struct scene *scene, const struct heat *heat,
                     int palette)
{
    struct draw_list *list = scene->list;
    struct box grid = heat->plot.box;
    struct box box = box_at(box_right(grid) + BAR_GAP, grid.y, BAR_WIDTH,
                            grid.h);
    uint8_t *cells = draw_grid(list, box, 1, RAMP_TOP + 1, palette, false);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    char text[FIGURE_MAX];

    for (int k = 0; cells != NULL && k <= RAMP_TOP; k++)
        cells[k] = (uint8_t)(RAMP_TOP - k);
    for (int end = -1; end <= 1; end++) {
        float y = box.y + box.h * (0.5f - 0.5f * (float)end) + 5 +
                  5 * (float)end;
        if (end == 0 && box.h < 60)
            continue;
        double value = write_end(scene, heat, end, text);
        draw_value(list, point_at(box_right(box) + BAR_LABEL, y), style,
                   subject(SUBJECT_OTHER, heat->layer, heat->signal, 0, end),
                   value, text);
    }
}

/* What a gate does at such a value, in one word; "" in between. */
static const char *effect(const struct scene *scene,
                          const struct notation *notation, double value)
{
    bool keeps = notation->letter[0] == 'f' || notation->letter[0] == 'z';

    if (!keeps || (value >= 0.1 && value <= 0.9))
        return "";
    return value > 0.9 ? say(scene->ui, "keeps", "유지")
                       : say(scene->ui, "erases", "지움");
}

/* One cell of one unit at one step: the number of the film. */
static int read_one(const struct scene *scene, const struct heat *heat,
                    const struct heat_cell *cell, struct bubble_line line[2])
{
    const struct film *film = scene->film;
    const struct notation *notation =
        notation_of(film_cell(film, heat->layer), heat->signal);
    char size[FIGURE_MAX];

    line[0].id = subject(heat->gradient ? SUBJECT_GRADIENT : SUBJECT_SIGNAL,
                         heat->layer, heat->signal, cell->step,
                         cell->unit - 1);
    double value = line[0].number = subject_value(film, line[0].id);
    if (heat->gradient) {
        snprintf(line[0].label, sizeof line[0].label, "∂L/∂%s",
                 notation->symbol);
        snprintf(line[0].value, sizeof line[0].value, "%s%s",
                 value < 0 ? "−" : "", figure_size(size, fabs(value)));
        return 1;
    }
    snprintf(line[0].label, sizeof line[0].label, "%s", notation->symbol);
    snprintf(line[0].value, sizeof line[0].value, "%s",
             notation->gate ? figure_plain(size, value, 3)
                            : figure_signed(size, value, 3));
    const char *word = notation->gate ? effect(scene, notation, value) : "";
    snprintf(line[1].label, sizeof line[1].label, "%s", word);
    return word[0] != '\0' ? 2 : 1;
}

/* A cell of many: its mean and range. */
static int read_many(const struct scene *scene, const struct heat *heat,
                     const struct heat_cell *cell, struct bubble_line line[2])
{
    char low[FIGURE_MAX], high[FIGURE_MAX];
    double size = fmax(fabs(cell->low), fabs(cell->high));

    if (heat->gradient) {
        snprintf(line[0].label, sizeof line[0].label, "%s",
                 say(scene->ui, "largest", "최대 크기"));
        snprintf(line[0].value, sizeof line[0].value, "%s",
                 figure_power(low, heat_unscale(scene, size)));
        return 1;
    }
    snprintf(line[0].label, sizeof line[0].label, "%s",
             say(scene->ui, "mean", "평균"));
    snprintf(line[0].value, sizeof line[0].value, "%s",
             figure_plain(low, cell->mean, 3));
    snprintf(line[1].label, sizeof line[1].label, "%s",
             say(scene->ui, "range", "범위"));
    snprintf(line[1].value, sizeof line[1].value, "%.20s … %.20s",
             figure_plain(low, cell->low, 2), figure_plain(high, cell->high,
                                                           2));
    return 2;
}

static void draw_reading(const struct scene *scene, const struct heat *heat,
                         struct box panel, struct point at)
{
    struct heat_cell cell = heat_cell_at(scene, heat, at);
    struct bubble_line line[2] = {0};
    bool one = cell.step == cell.last_step && cell.unit == cell.last_unit;
    char lead[48], title[96];
    int lines = one ? read_one(scene, heat, &cell, line)
                    : read_many(scene, heat, &cell, line);

    if (cell.unit == cell.last_unit)
        snprintf(lead, sizeof lead, say(scene->ui, "unit %d", "유닛 %d"),
                 cell.unit);
    else
        snprintf(lead, sizeof lead, say(scene->ui, "units %d–%d",
                                        "유닛 %d–%d"),
                 cell.unit, cell.last_unit);
    if (cell.step == cell.last_step)
        steps_name(scene, cell.step, lead, title, sizeof title);
    else
        snprintf(title, sizeof title, "%s · t = %d–%d", lead, cell.step,
                 cell.last_step);
    if (cell.box.w >= 4 && cell.box.h >= 4)
        draw_marker(scene, cell.box);
    plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

void view_heat(const struct scene *scene, struct box box)
{
    struct heat heat = heat_layout(scene, box);
    struct point reading[2];

    panel_draw(scene, box, say(scene->ui, "Heat map", "히트맵"));
    float top = draw_heading(scene, &heat, box) + 24;
    bool title = box.h >= 300;
    float left = box.x + 62;
    float right = box_right(box) - PANEL_PADDING - bar_room(scene, &heat);
    float bottom = box_bottom(box) - (title ? 56 : 34);
    if (right - left < 60 || bottom - top < 24)
        return;
    heat = heat_layout(scene, box_at(left, top, right - left, bottom - top));
    int palette = heat_draw(scene, &heat);
    steps_axis(scene, &heat.plot, false, title);
    steps_window(scene, &heat.plot);
    draw_units(scene, &heat);
    add_unit_spots(scene, &heat);
    draw_bar(scene, &heat, palette);
    draw_now(scene, &heat);
    steps_spot(scene, &heat.plot, PANEL_HEAT);
    int readings = steps_readings(scene, &heat.plot.box, PANEL_HEAT, reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, &heat, box, reading[k]);
}
