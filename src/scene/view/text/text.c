/* A text as it is read: letters in columns, each on the colour of what the
 * chosen unit did there. Only the lines that are seen are drawn; the lines
 * before them are merely counted.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/text/heading.h"
#include "scene/view/text/picture.h"
#include "scene/view/text/shade.h"
#include "scene/view/text/wrap.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    SIZE_LEAST = 15, SIZE_MOST = 24, COLUMNS_WANTED = 84, COLUMNS_LEAST = 6,
    COLUMNS_SHORT = 32, SHORT = 1000, /* a short text, and its lines */
    FOOT = 44, SCROLL = 22, GUTTER_GAP = 14,
    READING_LEAST = 280, /* width of a panel with a read-out */
};

/* Height of a line, of its letters. */
static const float row_share = 1.42f;

/* Where things are. */
struct page {
    const struct scene *scene;
    struct shade shade;
    struct wrap wrap;
    struct box area;       /* of the lines, without the gutter */
    float size, pitch, row; /* of letters, columns, lines */
    int palette;
    int rows, top, lines;  /* that are seen, the first of them, all */
    float below;           /* room for the right answer under the lines */
    int mistake;           /* the first wrong step of an answer that is known,
                              else 0 */
    struct box now, hover; /* w 0: not seen */
    int hovered;           /* the step under the pointer */
};

static bool is_blank(const char *text)
{
    return strcmp(text, " ") == 0;
}

static bool is_feed(const char *text)
{
    return strcmp(text, "\n") == 0;
}

/* Columns are as wide as a letter, and half a wide one. */
static float pitch_of(const struct scene *scene, float size)
{
    return fmaxf(draw_width(scene->list, FACE_MONO, size, "M"),
                 draw_width(scene->list, FACE_MONO, size, "한") / 2);
}

/* What stands before a line: the side of a question, or a number. */
static void write_number(const struct page *page, const struct wrap_line *line,
                         char out[32])
{
    const struct film *film = page->scene->film;
    const struct ui *ui = page->scene->ui;

    if (film->turn > 0)
        snprintf(out, 32, "%s", line->first == film->turn
                                    ? say(ui, "answer", "답")
                                    : say(ui, "question", "질문"));
    else
        snprintf(out, 32, "%d", line->number);
}

static float gutter(const struct scene *scene, int lines)
{
    char text[32];

    snprintf(text, sizeof text, "%d", lines);
    if (scene->film->turn > 0)
        snprintf(text, sizeof text, "%s", say(scene->ui, "question", "질문"));
    return fmaxf(draw_width(scene->list, FACE_UI, TEXT_SMALL, text), 22) +
           GUTTER_GAP;
}

/* Letters of a size; returns the line of the present step. */
static int set_size(struct page *page, float size)
{
    const struct scene *scene = page->scene;
    int line;

    page->size = size;
    page->pitch = pitch_of(scene, size);
    page->row = floorf(size * row_share);
    /* A blank at the end of a line hangs over. */
    page->wrap = wrap_of(scene->film, (int)(page->area.w / page->pitch) - 1);
    page->rows = (int)(page->area.h / page->row);
    page->lines = wrap_lines(&page->wrap, scene->now.step, &line);
    return line;
}

/* A short text has larger letters, as large as leaves it whole. */
static int fit_size(struct page *page)
{
    static const float sizes[] = {88, 64, 54, 44, 36, 30};
    bool answers = page->scene->film->turn > 1;
    float unit = pitch_of(page->scene, 100) / 100;

    for (int k = answers ? 0 : 3;
         k < 6 && page->scene->film->steps <= SHORT; k++) {
        int line = set_size(page, sizes[k]);
        float used = page->row * (float)page->lines;
        page->below = answers ? heading_answer_height(page->scene, sizes[k])
                              : 0;
        /* Larger letters than that are not worth a broken line. */
        bool whole = page->lines <= 2 || sizes[k] <= 44;
        if (whole && used + page->below <= page->area.h &&
            (answers || page->wrap.columns >= COLUMNS_SHORT)) {
            page->area.y += answers
                ? (page->area.h - used - page->below) / 2 : 0;
            page->area.h = used;
            page->rows = page->lines;
            return line;
        }
    }
    page->below = 0;
    return set_size(page, fminf(fmaxf(floorf(page->area.w /
                                             (COLUMNS_WANTED * unit)),
                                      SIZE_LEAST), SIZE_MOST));
}

/* Sizes and lines of the text in `room`. */
static struct page lay_out(const struct scene *scene, struct box room)
{
    struct page page = {.scene = scene, .shade = shade_of(scene)};
    float left = gutter(scene, scene->film->steps);

    room.x += left;
    room.w -= left + SCROLL;
    page.area = room;
    int line = fit_size(&page);
    int mistake = token_mistake(scene->film);
    page.mistake = shade_knows(&page.shade, mistake) ||
                   mistake > scene->film->steps ? mistake : 0;
    int last = page.lines > page.rows ? page.lines - page.rows : 0;
    page.top = scene->ui->text_top >= 0 ? scene->ui->text_top
                                        : line - 2 * page.rows / 3;
    page.top = page.top < 0 ? 0 : page.top > last ? last : page.top;
    return page;
}

/* Colours of the letters of a line that are read: one grid. */
static void shade_letters(const struct page *page,
                          const struct wrap_line *line, float y)
{
    const struct scene *scene = page->scene;
    int end = line->first, columns = 0, at = 0;

    if (line->first < page->shade.known.from)
        return;
    while (end < line->end && shade_knows(&page->shade, end) &&
           !is_feed(token_text(scene->film, end)))
        columns += wrap_width(&page->wrap, end++);
    uint8_t *out = columns > 0
        ? draw_grid(scene->list,
                    box_at(page->area.x, y, (float)columns * page->pitch,
                           page->row - 2), columns, 1, page->palette, false)
        : NULL;
    for (int t = line->first; out != NULL && t < end; t++) {
        uint8_t entry = shade_entry(scene, &page->shade, t);
        for (int k = wrap_width(&page->wrap, t); k > 0; k--)
            out[at++] = entry;
    }
}

/* The token itself, in `box`. */
static void draw_token(const struct page *page, int step, struct box box)
{
    const struct scene *scene = page->scene;
    const struct theme *theme = scene->theme;
    const char *text = token_text(scene->film, step);
    bool known = shade_knows(&page->shade, step);
    struct color ground = known
        ? page->shade.palette[shade_entry(scene, &page->shade, step)]
        : theme->panel;
    bool hatched = scene->paper && page->shade.ramp != RAMP_GATE;
    struct color ink = !known ? theme->ink_faint :
                       hatched ? theme->ink : ink_on(ground);

    if (is_feed(text) || !shade_written(scene, step)) {
        draw_disc(scene->list, point_at(box.x + box.w / 2, box.y + box.h / 2),
                  2.6f, known ? ground : color_fade(theme->ink_faint, 0.6f));
        return;
    }
    if (picture_is_read(scene->film, step)) {
        picture_draw(scene, picture_within(box));
        return;
    }
    if (page->wrap.words && known)
        draw_box(scene->list, box_at(box.x + 1.5f, box.y, box.w - 3, box.h), 5,
                 ground);
    if (!is_blank(text))
        draw_text(scene->list, point_at(box.x + box.w / 2,
                                        box.y + box.h / 2 + page->size * 0.35f),
                  style_of(FACE_MONO, page->size, ink, ALIGN_CENTRE), text);
}

/* Beside the first wrong token, so that it is told without its colour. */
static void draw_cross(const struct scene *scene, struct point at)
{
    const struct theme *theme = scene->theme;

    draw_disc(scene->list, at, 9, theme->panel);
    for (int down = -1; down <= 1; down += 2)
        draw_segment(scene->list,
                     point_at(at.x - 4.5f, at.y - 4.5f * (float)down),
                     point_at(at.x + 4.5f, at.y + 4.5f * (float)down),
                     2.6f * theme->line, theme->warn);
}

/* Under what the network wrote itself: wrong once, then what follows. */
static void underline(const struct page *page, int step, struct box box)
{
    const struct theme *theme = page->scene->theme;
    float y = box_bottom(box) + 0.5f;
    const struct point line[2] = {{box.x, y}, {box_right(box), y}};
    bool wrong = page->mistake > 0 && step == page->mistake;
    bool follows = page->mistake > 0 && step > page->mistake;
    struct draw_stroke stroke = {
        .width = (wrong ? 4 : 2) * theme->line,
        .color = wrong ? theme->warn : theme->h_path,
        .on = follows ? 4 : 0, .off = follows ? 4 : 0};

    draw_line(page->scene->list, line, 2, &stroke);
    if (wrong)
        draw_cross(page->scene, point_at(box.x + box.w / 2, y));
}

static void draw_line_of(struct page *page, const struct wrap_line *line,
                         float y)
{
    const struct scene *scene = page->scene;
    struct point pointer = draw_from_pixels(scene->list, scene->ui->pointer.x,
                                            scene->ui->pointer.y);
    float x = page->area.x;
    char number[32];

    write_number(page, line, number);
    if (line->begins)
        draw_text(scene->list, point_at(x - GUTTER_GAP,
                                        y + page->row / 2 + 4),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_RIGHT), number);
    if (!page->wrap.words)
        shade_letters(page, line, y);
    for (int t = line->first; t < line->end; t++) {
        struct box box = box_at(x, y, (float)wrap_width(&page->wrap, t) *
                                          page->pitch, page->row - 2);
        draw_token(page, t, box);
        draw_spot(scene->list, box, shade_subject(&page->shade, t),
                  ACTION_SCRUB_STEPS, t);
        if (token_own(scene->film, t) && shade_written(scene, t))
            underline(page, t, box);
        if (t == scene->now.step)
            page->now = box;
        if (scene->ui->pointer.x >= 0 && box_contains(box, pointer)) {
            page->hover = box;
            page->hovered = t;
        }
        x = box_right(box);
    }
}

static void draw_lines(struct page *page)
{
    struct wrap_line line = {0};

    while (line.index < page->top + page->rows &&
           wrap_next(&page->wrap, &line))
        if (line.index > page->top)
            draw_line_of(page, &line, page->area.y + page->row *
                                   (float)(line.index - 1 - page->top));
}

/* The present step: a frame that is seen on every colour. */
static void draw_now(const struct page *page)
{
    const struct theme *theme = page->scene->theme;
    struct box box = box_inset(page->now, -1.5f);

    if (page->now.w <= 0)
        return;
    draw_outline(page->scene->list, box, 5, 5, color_fade(theme->panel, 0.9f));
    draw_outline(page->scene->list, box, 5, 2.4f * theme->line, theme->accent);
}

/* How much of the text is seen; a click beside it goes a page on. */
static void draw_scroll(const struct page *page)
{
    const struct scene *scene = page->scene;
    float height = page->row * (float)page->rows;
    struct box track = box_at(box_right(page->area) + SCROLL - 8,
                              page->area.y, 6, height), thumb = track;

    if (page->lines <= page->rows)
        return;
    thumb.h = fmaxf(height * (float)page->rows / (float)page->lines, 14);
    thumb.y += (height - thumb.h) * (float)page->top /
               (float)(page->lines - page->rows);
    draw_box(scene->list, track, 3, scene->theme->track);
    draw_box(scene->list, thumb, 3, scene->theme->ink_faint);
    for (int down = 0; down < 2; down++) {
        struct box part = box_inset(track, -4);
        int by = down ? page->rows - 1 : 1 - page->rows;
        part.y = down ? box_bottom(thumb) : track.y;
        part.h = down ? box_bottom(track) - part.y : thumb.y - part.y;
        if (part.h > 0 && by != 0)
            draw_spot(scene->list, part,
                      subject(SUBJECT_CONTROL, 0, ACTION_TEXT_SCROLL, 0, by),
                      ACTION_TEXT_SCROLL, by);
    }
}

/* The value under the pointer, as far as it is computed. */
static void draw_reading(const struct page *page, struct box panel)
{
    const struct scene *scene = page->scene;
    const struct notation *notation =
        notation_of(film_cell(scene->film, page->shade.layer),
                    page->shade.signal);
    struct bubble_line line = {.id = shade_subject(&page->shade,
                                                   page->hovered)};
    bool known = shade_knows(&page->shade, page->hovered);
    char title[96], value[FIGURE_MAX];

    if (page->hover.w <= 0 || panel.w < READING_LEAST || panel.h < 140)
        return;
    snprintf(title, sizeof title, "t = %d · %s%s", page->hovered,
             token_show(scene->film, page->hovered),
             token_own(scene->film, page->hovered)
                 ? say(scene->ui, " · its own", " · 자유 생성") : "");
    line.number = subject_value(scene->film, line.id);
    snprintf(line.label, sizeof line.label,
             page->shade.unit >= 0 ? "%s" :
             notation->gate ? say(scene->ui, "mean %s", "평균 %s")
                            : say(scene->ui, "mean |%s|", "평균 |%s|"),
             notation->symbol);
    snprintf(line.value, sizeof line.value, "%s",
             notation->gate || page->shade.unit < 0
                 ? figure_plain(value, line.number, 3)
                 : figure_signed(value, line.number, 3));
    plot_bubble(scene, point_at(page->hover.x + page->hover.w / 2,
                                page->hover.y), box_inset(panel, 8), title,
                &line, known);
}

void view_text(const struct scene *scene, struct box box)
{
    bool foot = box.h >= 200;
    float top = box.y + 64;
    float bottom = box_bottom(box) - (foot ? FOOT : 16);

    panel_draw(scene, box, say(scene->ui, "Text", "글"));
    if (!token_film(scene->film)) {
        heading_without(scene, box);
        return;
    }
    struct page page = lay_out(scene, box_at(
        box.x + PANEL_PADDING, top, box.w - 2 * PANEL_PADDING, bottom - top));
    heading_text(scene, &page.shade, box);
    if (page.wrap.columns < COLUMNS_LEAST || page.rows < 1)
        return;
    /* The app scrolls from here. */
    draw_spot(scene->list, page.area,
              subject(SUBJECT_CONTROL, 0, ACTION_TEXT_SCROLL, page.top,
                      page.lines - page.rows), ACTION_NONE, PANEL_TEXT);
    page.palette = draw_palette(scene->list, page.shade.palette);
    struct box before = draw_clip(scene->list, box_inset(box, 1));
    draw_lines(&page);
    draw_now(&page);
    if (page.below > 0 && shade_knows(&page.shade, scene->film->turn))
        heading_answer(scene, box_at(page.area.x, box_bottom(page.area),
                                     page.area.w, page.below), page.size,
                       page.mistake, page.shade.known.to);
    draw_unclip(scene->list, before);
    draw_scroll(&page);
    if (foot)
        heading_foot(scene, &page.shade, box, scene->ui->text_top >= 0);
    draw_reading(&page, box);
}
