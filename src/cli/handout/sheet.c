/* A page is a draw list like any frame, and goes out when the next one begins.
 * What went wrong on the way is kept; the rest is then drawn for nobody.
 */
#include "cli/handout/sheet.h"

#include <stdio.h>

#include "scene/widget/panel.h"

enum { FINE = 4, /* pixels to a unit: sizes of letters in quarters */
       FOOT_LINE = 46 };

/* So much of a hue is black. */
static const float hue_ink = 0.45f;

/* The light theme without tints, which copiers turn into dirt, and with hues
 * that are read as well as black where they are letters. */
static struct theme paper_theme(void)
{
    struct theme theme = *theme_of(THEME_LIGHT);
    const struct color white = {255, 255, 255, 255};

    theme.ground_top = theme.ground_bottom = white;
    theme.card = theme.card_current = theme.chip_on = white;
    theme.well = color_of(0xfafafa);
    theme.chip = color_of(0xf0f0f0);
    theme.ink = color_of(0x000000);
    theme.ink_soft = theme.ink_faint = color_of(0x3a3a3a);
    theme.edge = color_of(0xb4b4b4);
    theme.edge_strong = color_of(0x8a8a8a);
    theme.accent = color_of(0x202020);
    theme.shadow.a = 0;
    struct color *const hues[] = {
        &theme.f, &theme.i, &theme.g, &theme.o, &theme.c_text, &theme.h,
        &theme.x, &theme.r, &theme.z, &theme.n, &theme.gradient,
        &theme.h_path, &theme.good, &theme.warn};
    for (size_t k = 0; k < sizeof hues / sizeof *hues; k++)
        *hues[k] = color_mix(*hues[k], theme.ink, hue_ink);
    return theme;
}

bool sheet_init(struct sheet *sheet, const struct handout_pages *pages,
                struct error *error)
{
    *sheet = (struct sheet){.pages = pages, .theme = paper_theme()};
    sheet->scene.list = &sheet->list;
    sheet->scene.theme = &sheet->theme;
    sheet->scene.paper = true;
    return draw_init(&sheet->list, error);
}

void sheet_finish(struct sheet *sheet)
{
    draw_finish(&sheet->list);
}

static void draw_foot(struct sheet *sheet)
{
    const struct theme *theme = &sheet->theme;
    float y = SHEET_HIGH - FOOT_LINE, right = SHEET_WIDE - SHEET_SIDE;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT);

    draw_segment(&sheet->list, point_at(SHEET_SIDE, y - 22),
                 point_at(right, y - 22), 1, theme->edge);
    panel_text(&sheet->scene, point_at(SHEET_SIDE, y), style, 560,
               sheet->foot);
    style.align = ALIGN_RIGHT;
    draw_text(&sheet->list, point_at(right - 60, y), style, "Gatereel");
    style.face = FACE_BOLD;
    draw_print(&sheet->list, point_at(right, y), style, "%d", sheet->page);
}

static void give_page(struct sheet *sheet)
{
    if (sheet->page == 0 || sheet->failed)
        return;
    draw_foot(sheet);
    sheet->failed =
        sheet->list.full
            ? !error_set(&sheet->error, "page %d holds too much to draw",
                         sheet->page)
            : !sheet->pages->take(sheet->pages->context, &sheet->list,
                                  &sheet->error);
}

static void begin_page(struct sheet *sheet)
{
    give_page(sheet);
    draw_begin(&sheet->list, SHEET_WIDE * FINE, SHEET_HIGH * FINE, FINE,
               sheet->pages->measure);
    sheet->page++;
    sheet->y = SHEET_TOP;
}

bool sheet_end(struct sheet *sheet, struct error *error)
{
    give_page(sheet);
    return !sheet->failed || error_set(error, "%s", sheet->error.text);
}

void sheet_block(struct sheet *sheet,
                 void (*set)(struct pen *pen, const void *about),
                 const void *about)
{
    struct pen pen = {.sheet = sheet, .x = SHEET_SIDE,
                      .width = SHEET_WIDE - 2 * SHEET_SIDE};

    if (sheet->page == 0)
        begin_page(sheet);
    set(&pen, about);
    if (pen.y > SHEET_ROOM && !sheet->failed)
        sheet->failed = !error_set(&sheet->error, "what would follow on page "
                                   "%d is longer than a page: part this "
                                   "paragraph, table or row of quotes",
                                   sheet->page);
    if (pen.y > 0 && sheet->y + pen.y > SHEET_HIGH - SHEET_FOOT &&
        sheet->y > SHEET_TOP)
        begin_page(sheet);
    pen.y = sheet->y;
    pen.draws = true;
    set(&pen, about);
    sheet->y = pen.y;
}

float sheet_room(const struct sheet *sheet)
{
    return sheet->page == 0 ? SHEET_ROOM
                            : SHEET_HIGH - SHEET_FOOT - sheet->y;
}

void sheet_gap(struct sheet *sheet, float gap)
{
    if (sheet->y > SHEET_TOP)
        sheet->y += gap;
}

struct paper_style pen_style(float size, struct color color)
{
    return (struct paper_style){
        .size = size, .line = size * SHEET_LINE / SHEET_SIZE, .color = color,
        .plain = true};
}

void pen_text(struct pen *pen, const struct paper_style *style, float indent,
              const char *text)
{
    const struct scene *scene = &pen->sheet->scene;
    float width = pen->width - indent;

    if (pen->draws)
        pen->y = paper_text_draw(scene, point_at(pen->x + indent, pen->y),
                                 width, style, text);
    else
        pen->y += paper_text_height(scene, width, style, text);
}

void pen_rule(const struct pen *pen, float left, float right, float y)
{
    if (pen->draws)
        draw_segment(&pen->sheet->list, point_at(left, y), point_at(right, y),
                     1.2f, pen->sheet->theme.edge_strong);
}
