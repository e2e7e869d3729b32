/* The panel of dials. Rows go down one column, or more where the panel is
 * wide; what does not fit stands on further pages, of which the one with the
 * chosen dial is shown.
 */
#include <math.h>
#include <stdio.h>

#include "scene/view/dials/held.h"
#include "scene/view/dials/rows.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    COLUMN_MIN = 300, COLUMN_MOST = 640, COLUMN_GAP = 36, COLUMNS_MAX = 3,
    TOP = 50, BOTTOM = 12, BUTTONS = 40, BUTTON_GAP = 8, ROWS_MIN = 160,
    ROWS_ALL_MIN = 300, PAGER = 34,
};

/* Where every row is. */
struct layout {
    int count, columns, pages, page;   /* `page`: the one that is shown */
    enum dial dial[DIALS];
    int on_page[DIALS];
    struct box box[DIALS];
};

/* Sets the rows into columns, as many as asked for. */
static void set_rows(const struct dials_view *view, struct layout *layout,
                     struct box room, int columns)
{
    float width = fminf((room.w - (float)(columns - 1) * COLUMN_GAP) /
                        (float)columns, COLUMN_MOST);
    float y = room.y;
    int column = 0, page = 0;

    layout->columns = columns;
    for (int k = 0; k < layout->count; k++) {
        float height = rows_height(view, layout->dial[k], width);
        if (y > room.y && y + height > box_bottom(room)) {
            y = room.y;
            column++;
        }
        if (column == columns) {
            column = 0;
            page++;
        }
        layout->on_page[k] = page;
        layout->box[k] = box_at(
            room.x + (float)column * (width + COLUMN_GAP), y, width, height);
        y += height;
    }
    layout->pages = page + 1;
}

static struct layout lay_out(const struct dials_view *view, struct box room)
{
    const struct ui *ui = view->scene->ui;
    struct layout layout = {0};
    enum dial chosen = dial_chosen(&view->desk, ui);
    int most = (int)((room.w + COLUMN_GAP) / (COLUMN_MIN + COLUMN_GAP));

    layout.count = dial_shown(&view->desk, ui, layout.dial);
    for (int k = 1; k <= COLUMNS_MAX && (k == 1 || k <= most); k++) {
        set_rows(view, &layout, room, k);
        if (layout.pages == 1)
            break;
    }
    for (int k = 0; k < layout.count; k++)
        if (layout.dial[k] == chosen)
            layout.page = layout.on_page[k];
    return layout;
}

static void draw_rows(const struct dials_view *view,
                      const struct layout *layout, struct box room)
{
    enum dial chosen = dial_chosen(&view->desk, view->scene->ui);

    for (int k = 0; k < layout->count; k++)
        if (layout->on_page[k] == layout->page &&
            box_bottom(layout->box[k]) <= box_bottom(room) + 4)
            rows_draw(view, layout->dial[k], layout->box[k],
                      layout->dial[k] == chosen);
}

/* The first dial of a page. */
static int first_on(const struct layout *layout, int page)
{
    int k = 0;

    while (k + 1 < layout->count && layout->on_page[k] != page)
        k++;
    return layout->dial[k];
}

/* "‹ 1/3 ›" with its right end at `right`; returns its width. */
static float draw_pager(const struct scene *scene, const struct layout *layout,
                        struct point right)
{
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_CENTRE);
    float text = 40, width = text + 2 * PAGER, left = right.x - width;

    for (int side = 0; side < 2; side++) {
        int page = layout->page + (side ? 1 : -1);
        float x = left + (side ? PAGER + text : 0) + PAGER / 2;
        bool there = page >= 0 && page < layout->pages;
        float tip = side ? 5 : -5;
        struct point corner[3] = {{x + tip, right.y - 5},
                                  {x - tip, right.y - 11},
                                  {x - tip, right.y + 1}};
        draw_polygon(scene->list, corner, 3,
                     there ? scene->theme->ink
                           : color_fade(scene->theme->ink_faint, 0.4f));
        if (there)
            draw_spot(scene->list,
                      box_at(x - PAGER / 2, right.y - 20, PAGER, 30),
                      subject(SUBJECT_CONTROL, 0, ACTION_DIAL_CHOOSE, 0,
                              first_on(layout, page)),
                      ACTION_DIAL_CHOOSE, first_on(layout, page));
    }
    draw_print(scene->list, point_at(left + PAGER + text / 2, right.y), style,
               "%d/%d", layout->page + 1, layout->pages);
    return width;
}

/* "Dials", and whose they are. */
static void draw_head(const struct dials_view *view,
                      const struct layout *layout, struct box box)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    float left = box.x + PANEL_PADDING, room = box.w - 2 * PANEL_PADDING;
    float base = box.y + PANEL_HEADING;
    const char *title = say(ui, "Dials", "다이얼");
    const char *one = say(ui, "this lane only", "이 레인만");
    float width = draw_width(scene->list, FACE_BOLD, TEXT_HEADING, title) + 14;
    float button = draw_width(scene->list, FACE_BOLD, 15, one) + 28;

    if (layout->pages > 1 && room > 220)
        room -= draw_pager(scene, layout, point_at(left + room, base)) + 8;
    panel_title(scene, point_at(left, base), title, NULL, room);
    if (view->desk.setup->lanes > 1 && width + button <= room)
        panel_button(scene, point_at(left + width, base - 7), one,
                     ui->one_lane, ACTION_ONE_LANE, 0);
}

/* The buttons under the dials; those that there is no room for are left out,
 * the last ones first. Returns their height. */
static float lay_buttons(const struct dials_view *view, struct box box,
                         bool draws)
{
    const struct scene *scene = view->scene;
    const struct ui *ui = scene->ui;
    const struct {
        const char *text;
        bool there;
        enum action action;
    } buttons[] = {
        {ui->all_dials ? say(ui, "fewer dials", "간단히")
                       : say(ui, "more dials", "더 보기"),
         ui->alone != PANEL_DIALS,
         ACTION_ALL_DIALS},
        {say(ui, "reset", "처음 값으로"), true, ACTION_RESET},
        {say(ui, "keep curve", "곡선 남기기"),
         ui->screen == SCREEN_COMPARE, ACTION_KEEP_CURVE},
    };
    float x = box.x, y = box.y, height = BUTTONS;

    for (size_t k = 0; k < sizeof buttons / sizeof *buttons; k++) {
        float width = draw_width(scene->list, FACE_BOLD, 15,
                                 buttons[k].text) + 28;
        if (!buttons[k].there || width > box.w)
            continue;
        if (x + width > box_right(box)) {
            x = box.x;
            y += BUTTONS;
            height += BUTTONS;
        }
        if (draws)
            panel_button(scene, point_at(x, y + BUTTONS / 2), buttons[k].text,
                         false, buttons[k].action, 0);
        x += width + BUTTON_GAP;
    }
    return height;
}

/* From the bottom up: buttons, what is held the same, and the rest is rows. */
static void draw_all(const struct dials_view *view, struct box box)
{
    struct dials_view small = *view;
    struct box room = box_at(box.x + PANEL_PADDING, box.y + TOP,
                             box.w - 2 * PANEL_PADDING,
                             box.h - TOP - BOTTOM);
    struct box foot = room;

    foot.h = lay_buttons(view, foot, false);
    foot.y = box_bottom(room) - foot.h;
    if (room.h - foot.h >= ROWS_MIN / 2) {
        lay_buttons(view, foot, true);
        room.h -= foot.h + 4;
    }
    struct box held = room;
    held.h = held_height(view, room.w);
    held.y = box_bottom(room) - held.h;
    if (room.h - held.h >= (view->scene->ui->all_dials ? ROWS_ALL_MIN
                                                       : ROWS_MIN)) {
        held_draw(view, held);
        room.h -= held.h + 6;
    }
    small.compact = room.h < 2 * 70;
    const struct layout layout = lay_out(&small, room);
    draw_rows(&small, &layout, room);
    draw_head(view, &layout, box);
}

void view_dials(const struct scene *scene, struct box box)
{
    panel_draw(scene, box, say(scene->ui, "Dials", "다이얼"));
    if (scene->lab == NULL)
        return;
    const struct history *history = &scene->lab->history;
    const struct dials_view view = {
        .scene = scene,
        .desk = {.setup = history_setup(history), .cast = &scene->lab->cast,
                 .lane = scene->ui->lane, .one = scene->ui->one_lane},
        .start = &history->point[0].setup};

    draw_all(&view, box);
}
