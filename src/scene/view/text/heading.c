/* What does not fit beside the title is left out, the least important first:
 * what the unit reacts to, the letters of the signals, the ramp.
 */
#include "scene/view/text/heading.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { GAP = 18, SWATCH = 22, TITLE_LEAST = 150, SIDE = 14, NOTE = 30 };

static const char *title_of(const struct scene *scene)
{
    const struct film *film = scene->film;
    const char *title = say(scene->ui, film->title.en, film->title.ko);

    return title[0] != '\0' ? title : say(scene->ui, "Text", "글");
}

/* "reacts most to place in word: r = −0.51 (moderate)" */
static void draw_reaction(const struct scene *scene,
                          const struct shade *shade, struct point at,
                          float room)
{
    const struct ui *ui = scene->ui;
    const struct studies *studies = scene->studies;
    int feature = studies != NULL && shade->unit >= 0 &&
                  studies->table.of.layer == shade->layer
        ? unit_table_reaction(&studies->table, shade->unit) : -1;
    struct draw_id id = subject(SUBJECT_REACTION, shade->layer, feature, 0,
                                shade->unit);
    double r = studies_value(studies, id);
    struct draw_style style = style_of(FACE_UI, 15, scene->theme->ink_soft,
                                       ALIGN_LEFT);
    char text[160], value[FIGURE_MAX];

    if (feature < 0 || isnan(r))
        return;
    figure_signed(value, r, 2);
    snprintf(text, sizeof text,
             say(ui, "reacts most to: %s, r = %s (%s)",
                 "가장 크게 반응하는 특징: %s, r = %s (%s)"),
             reaction_name(ui, feature), value, reaction_strength(ui, r));
    if (draw_width(scene->list, style.face, style.size, text) > room)
        snprintf(text, sizeof text, "%s, r = %s", reaction_name(ui, feature),
                 value);
    if (draw_width(scene->list, style.face, style.size, text) <= room)
        draw_value(scene->list, at, style, id, r, text);
}

/* The ramp behind its symbol, and letters to choose another signal; from the
 * right. Returns where they begin. */
static float draw_right(const struct scene *scene, const struct shade *shade,
                        float left, float right, float y)
{
    enum cell cell = film_cell(scene->film, shade->layer);
    const struct notation *notation = notation_of(cell, shade->signal);
    float ramp = shade_legend(scene, shade, point_at(0, 0), false);
    float name = draw_width(scene->list, FACE_MATH_ITALIC, 18,
                            notation->symbol) + 10;
    float letters = cell_table[cell].shown_count > 1
        ? panel_signals_width(cell) + GAP : 0;

    if (right - left < ramp + name)
        return right;
    right -= ramp;
    shade_legend(scene, shade, point_at(right, y), true);
    right -= name;
    draw_text(scene->list, point_at(right, y + 6),
              style_of(FACE_MATH_ITALIC, 18,
                       notation_ink(scene->theme, notation), ALIGN_LEFT),
              notation->symbol);
    if (letters == 0 || right - left < letters)
        return right;
    right -= letters;
    panel_signals(scene, point_at(right, y), shade->shown,
                  ACTION_HEAT_SIGNAL);
    return right;
}

void heading_text(const struct scene *scene, const struct shade *shade,
                  struct box panel)
{
    float left = panel.x + PANEL_PADDING, base = panel.y + PANEL_HEADING;
    float right = box_right(panel) - PANEL_PADDING, y = base - 7;
    char unit[64];
    const char *title = title_of(scene);
    float wide = fminf(draw_width(scene->list, FACE_BOLD, TEXT_HEADING, title),
                       fmaxf((right - left) * 0.4f, TITLE_LEAST));

    if (shade->unit < 0)
        snprintf(unit, sizeof unit, "%s", say(scene->ui, "mean of all units",
                                              "모든 유닛의 평균"));
    else
        snprintf(unit, sizeof unit, say(scene->ui, "unit %d", "유닛 %d"),
                 shade->unit + 1);
    float button = draw_width(scene->list, FACE_BOLD, 15, unit) + 28 + GAP;
    if (wide > right - left)
        return;
    wide = panel_text(scene, point_at(left, base),
                      style_of(FACE_BOLD, TEXT_HEADING, scene->theme->ink,
                               ALIGN_LEFT), wide, title);
    left += wide + GAP;
    right = draw_right(scene, shade, left + button, right, y) - GAP;
    if (right - left < button - GAP)
        return;
    left += panel_button(scene, point_at(left, y), unit, true, ACTION_MEAN, 0) +
            GAP;
    draw_reaction(scene, shade, point_at(left, base - 1), right - left);
}

void heading_without(const struct scene *scene, struct box panel)
{
    panel_title(scene, point_at(panel.x + PANEL_PADDING,
                                panel.y + PANEL_HEADING),
                say(scene->ui, "Text", "글"),
                say(scene->ui, "this network reads numbers, not text",
                    "이 신경망은 글이 아니라 숫자를 읽습니다"),
                panel.w - 2 * PANEL_PADDING);
}

/* An entry of the legend; returns its width, or 0 where it does not fit. */
static float draw_entry(const struct scene *scene, struct point at, float room,
                        bool line, const char *text)
{
    const struct theme *theme = scene->theme;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       line ? theme->ink_soft
                                            : theme->ink_faint, ALIGN_LEFT);
    float swatch = line ? SWATCH + 8 : 0;
    float width = draw_width(scene->list, style.face, style.size, text) +
                  swatch;

    if (width > room)
        return 0;
    if (line)
        draw_segment(scene->list, point_at(at.x, at.y + 3),
                     point_at(at.x + SWATCH, at.y + 3), 2 * theme->line,
                     theme->h_path);
    draw_text(scene->list, point_at(at.x + swatch, at.y), style, text);
    return width + GAP + 6;
}

/* "c_{964} = −0.88" of the present step, where it is computed. */
static float draw_present(const struct scene *scene, const struct shade *shade,
                          struct point at, float room)
{
    int step = scene->now.step;
    const struct notation *notation =
        notation_of(film_cell(scene->film, shade->layer), shade->signal);
    struct draw_id id = shade_subject(shade, step);
    struct draw_style style = style_of(FACE_BOLD, 15, scene->theme->ink,
                                       ALIGN_LEFT);
    char value[FIGURE_MAX], text[96];

    if (!shade_knows(shade, step))
        return 0;
    double number = subject_value(scene->film, id);
    bool plain = notation->gate || shade->unit < 0;
    snprintf(text, sizeof text, shade->unit < 0 && !notation->gate
                 ? "t = %d, |%s| = %s" : "t = %d, %s = %s", step,
             notation->letter,
             plain ? figure_plain(value, number, 2)
                   : figure_signed(value, number, 2));
    if (draw_width(scene->list, style.face, style.size, text) > room)
        return 0;
    return draw_value(scene->list, at, style, id, number, text) + GAP + 6;
}

void heading_foot(const struct scene *scene, const struct shade *shade,
                  struct box panel, bool away)
{
    const struct ui *ui = scene->ui;
    float left = panel.x + PANEL_PADDING;
    float right = box_right(panel) - PANEL_PADDING;
    float y = box_bottom(panel) - 18;

    if (away) {
        const char *text = say(ui, "back to the present step",
                               "지금 시점으로");
        float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;
        if (width <= right - left) {
            right -= width;
            panel_button(scene, point_at(right, y - 5), text, false,
                         ACTION_TEXT_SCROLL, 0);
            right -= GAP;
        }
    }
    left += draw_present(scene, shade, point_at(left, y), right - left);
    if (scene->film->free_from > 0)
        left += draw_entry(scene, point_at(left, y), right - left, true,
                           say(ui, "left to itself: it reads its own answers",
                               "자유 생성: 자기 출력을 다시 읽음"));
    if (scene->now.pass == PASS_FORWARD &&
        scene->now.step < scene->film->steps)
        draw_entry(scene, point_at(left, y), right - left, false,
                   say(ui, "dim: not read yet", "흐린 글자: 아직 읽지 않음"));
}

float heading_answer_height(const struct scene *scene, float size)
{
    return (token_mistake(scene->film) > 0 ? floorf(size * 1.42f) : 0) + NOTE;
}

/* The tokens that were right, as far as there is room; behind them three dots
 * where there is none, or where they are not all shown yet. */
static void draw_right_tokens(const struct scene *scene, struct box box,
                              float size, int to)
{
    const struct film *film = scene->film;
    struct draw_style style = style_of(FACE_MONO, size, scene->theme->good,
                                       ALIGN_LEFT);
    float gap = token_words(film) ? size * 0.6f : 0, x = box.x + gap / 2;
    float dots = draw_width(scene->list, style.face, size, "…");
    float base = box.y + size * 1.06f;
    char name[FILM_LABEL_MAX];

    for (int t = film->turn; t <= film->steps + 1; t++) {
        int wanted = token_wanted(film, t);
        if (wanted < 0)
            continue;
        const char *text = vocabulary_show(film_choice(film, wanted, name));
        float width = draw_width(scene->list, style.face, size, text) + gap;
        if (t > to || x + width + dots > box_right(box)) {
            draw_text(scene->list, point_at(x, base), style, "…");
            return;
        }
        draw_text(scene->list, point_at(x, base), style, text);
        x += width;
    }
}

/* A tick and a few words. */
static void draw_no_mistake(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    float y = box.y + 22;
    const struct point tick[3] = {{box.x, y - 5}, {box.x + 5, y + 1},
                                  {box.x + 15, y - 12}};

    draw_line(scene->list, tick, 3, &(struct draw_stroke){
        .width = 2.6f * theme->line, .color = theme->good});
    panel_text(scene, point_at(box.x + 26, y),
               style_of(FACE_BOLD, TEXT_USUAL, theme->good, ALIGN_LEFT),
               box.w - 26, say(scene->ui, "right, every token",
                               "모두 맞음"));
}

void heading_answer(const struct scene *scene, struct box box, float size,
                    int mistake, int to)
{
    const struct film *film = scene->film;
    const struct theme *theme = scene->theme;
    bool whole = to >= film->steps;
    struct draw_style small = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_RIGHT);
    char text[160];

    if (!token_own(film, film->turn) || token_wanted(film, film->turn) < 0)
        return;
    if (mistake == 0 && whole)
        draw_no_mistake(scene, box);
    if (mistake == 0 || (mistake > film->steps && !whole))
        return;
    draw_text(scene->list, point_at(box.x - SIDE, box.y + size * 0.71f + 4),
              small, say(scene->ui, "right", "정답"));
    draw_right_tokens(scene, box, size, whole ? film->steps + 1 : to);
    small.align = ALIGN_LEFT;
    snprintf(text, sizeof text, mistake > film->steps
                 ? say(scene->ui, "wrong after the last step: it goes on",
                       "마지막 시점 뒤가 틀림: 끝내지 않음")
                 : say(scene->ui, "first mistake at t = %d; what it reads from "
                       "there on follows from it",
                       "t = %d에서 처음 틀림, 그 뒤는 그 영향을 받음"),
             mistake);
    panel_text(scene, point_at(box.x, box_bottom(box) - 9), small, box.w,
               text);
}
