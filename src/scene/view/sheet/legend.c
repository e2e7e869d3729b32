/* Each line is a small picture and a text; the forms are those of the stage,
 * in the colours of the theme.
 */
#include "scene/view/sheet/legend.h"

#include <math.h>

#include "scene/view/chrome/chrome.h"

enum { HEADING = 36, ROW = 34, PICTURE = 56, BETWEEN = 18 };

/* A mouse with its left button, its wheel or an arrow lit. */
static void draw_mouse(const struct scene *scene, struct point centre,
                       char what)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box body = box_at(centre.x - 9, centre.y - 13, 18, 26);

    if (what == 'c')
        draw_box(list, box_at(body.x + 1, body.y + 1, 8, 11), 5,
                 theme->accent);
    draw_outline(list, body, 9, 1.6f * theme->line, theme->ink_soft);
    draw_segment(list, point_at(centre.x, centre.y - 8),
                 point_at(centre.x, centre.y - 3), what == 'w' ? 3.4f : 1.6f,
                 what == 'w' ? theme->accent : theme->ink_soft);
    if (what == 'd') {
        struct point tip[3] = {point_at(centre.x + 14, centre.y - 5),
                               point_at(centre.x + 22, centre.y),
                               point_at(centre.x + 14, centre.y + 5)};
        draw_polygon(list, tip, 3, theme->accent);
    }
}

/* Three lines of growing width; solid and dashed; a track; full and empty. */
static void draw_form(const struct scene *scene, struct point left, char what)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct point on[2] = {point_at(left.x, left.y - 5),
                          point_at(left.x + 44, left.y - 5)};
    struct point off[2] = {point_at(left.x, left.y + 5),
                           point_at(left.x + 44, left.y + 5)};
    struct draw_stroke line = {.width = 4, .color = theme->c};

    switch (what) {
    case 'w':
        draw_segment(list, on[0], on[1], 2, theme->c);
        draw_segment(list, off[0], off[1], 8, theme->c);
        break;
    case 's':
        draw_line(list, on, 2, &line);
        line.on = 8;
        line.off = 5;
        draw_line(list, off, 2, &line);
        break;
    case 't':
        draw_box(list, box_at(left.x, left.y - 7, 44, 14), 3, theme->track);
        line = (struct draw_stroke){.width = 1.2f, .color = theme->ink_faint,
                                    .on = 6, .off = 5};
        on[0].y = on[1].y = left.y;
        draw_line(list, on, 2, &line);
        break;
    default:
        draw_box(list, box_at(left.x, left.y - 9, 44, 7), 2, theme->f);
        draw_box(list, box_at(left.x, left.y + 2, 44, 7), 2, theme->track);
        draw_box(list, box_at(left.x, left.y + 2, 3, 7), 1, theme->f);
    }
}

static float draw_heading(const struct scene *scene, struct box box, float y,
                          const char *text)
{
    panel_text(scene, point_at(box.x, y + 16),
               style_of(FACE_BOLD, 18, scene->theme->accent, ALIGN_LEFT),
               box.w, text);
    draw_segment(scene->list, point_at(box.x, y + 26),
                 point_at(box_right(box), y + 26), 1, scene->theme->edge);
    return y + HEADING;
}

static void draw_text_at(const struct scene *scene, struct box box, float y,
                         const char *text)
{
    panel_text(scene, point_at(box.x + PICTURE, y + ROW / 2 + 5.5f),
               style_of(FACE_UI, TEXT_USUAL, scene->theme->ink, ALIGN_LEFT),
               box.w - PICTURE, text);
}

static float draw_mouse_lines(const struct scene *scene, struct box box,
                              float y)
{
    const struct ui *ui = scene->ui;
    const struct {
        char picture;
        const char *text;
    } lines[] = {
        {'d', say(ui, "drag the timeline or a picture: time",
                  "타임라인이나 그림 끌기: 시점 이동")},
        {'w', say(ui, "wheel: time; Ctrl+wheel: zoom",
                  "휠: 시점 이동, Ctrl+휠: 확대")},
        {'h', say(ui, "rest on anything: what it is; Alt+click: why",
                  "마우스 올리기: 설명, Alt+클릭: 계산 과정")},
        {'c', say(ui, "click a card: into the cell; a gate: pin it",
                  "카드 클릭: 셀 안으로, 게이트 클릭: 고정")},
    };

    y = draw_heading(scene, box, y, say(ui, "Mouse", "마우스"));
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        draw_mouse(scene, point_at(box.x + 14, y + ROW / 2),
                   lines[k].picture);
        draw_text_at(scene, box, y, lines[k].text);
        y += ROW;
    }
    return y + BETWEEN;
}

/* The gates of the present cell with their letters, as many as fit. */
static void draw_letters(const struct scene *scene, struct box box, float y)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    int signal[5], count = notation_gates(cell, signal);
    float x = box.x;

    if (cell == CELL_LSTM)
        signal[count++] = LSTM_C;
    for (int k = 0; k < count; k++) {
        const struct notation *notation = notation_said(scene->ui, cell,
                                                        signal[k]);
        const char *name = say(scene->ui, notation->en_short,
                               notation->ko_short);
        float width = 32 + draw_width(scene->list, FACE_UI, 15, name);
        if (x + width > box_right(box))
            return;
        panel_letter(scene, point_at(x, y + 4), 25, notation, 1);
        draw_text(scene->list, point_at(x + 32, y + 22),
                  style_of(FACE_UI, 15, scene->theme->ink, ALIGN_LEFT), name);
        x += width + 18;
    }
}

static void draw_picture_lines(const struct scene *scene, struct box box,
                               float y)
{
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    const struct {
        char picture;
        const char *text;
    } lines[] = {
        {'w', say(ui, "thicker = larger value", "굵을수록 값이 큼")},
        {'s', say(ui, "solid = positive, dashed = negative",
                  "실선 = 양수, 점선 = 음수")},
        {'t', say(ui, "faint track = not computed yet",
                  "흐린 길 = 아직 계산 전")},
        {'k', say(ui, "f = 1 keeps, f = 0 erases",
                  "f = 1이면 유지, f = 0이면 지움")},
    };

    if (y + HEADING + ROW > box_bottom(box))
        return;
    y = draw_heading(scene, box, y, say(ui, "Reading the picture",
                                        "그림 읽는 법"));
    if (film != NULL) {
        draw_letters(scene, box, y);
        y += ROW;
    }
    bool forgets = film != NULL && film_cell(film, ui->layer) == CELL_LSTM;
    for (int k = 0; k < 3 + forgets && y + ROW <= box_bottom(box); k++) {
        draw_form(scene, point_at(box.x, y + ROW / 2), lines[k].picture);
        draw_text_at(scene, box, y, lines[k].text);
        y += ROW;
    }
}

void legend_draw(const struct scene *scene, struct box box)
{
    if (box.h < HEADING + 4 * ROW)
        return;
    draw_picture_lines(scene, box, draw_mouse_lines(scene, box, box.y));
}
