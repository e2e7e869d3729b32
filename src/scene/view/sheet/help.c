/* Help in two sheets: the eight keys one needs first beside the mouse and how
 * to read the picture; then every key, drawn from the table by which the app
 * acts. Columns and row heights follow from the room.
 */
#include <math.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/legend.h"
#include "scene/view/view.h"

enum { FIRST_WIDTH = 1040, FIRST_HEIGHT = 640, ALL_WIDTH = 1500,
       ALL_HEIGHT = 800, COLUMNS_MAX = 4, GUTTER = 28, HEADING = 34,
       ROW_MIN = 24, ROW_MAX = 34, BETWEEN = 14 };

/* A list of lines of the table. */
struct rows {
    const struct keys_line *line[64];
    int count;
};

static struct rows important_rows(void)
{
    struct rows rows = {0};
    int count;
    const struct keys_line *lines = keys_lines(&count);

    for (int k = 0; k < count; k++)
        if (lines[k].important)
            rows.line[rows.count++] = &lines[k];
    return rows;
}

static void draw_row(const struct scene *scene, struct box box, float caps,
                     float size, const struct keys_line *line)
{
    float y = box.y + box.h / 2 + size * 0.36f;

    chrome_keys(scene, point_at(box.x, box.y + box.h / 2 + 5), line, true);
    panel_text(scene, point_at(box.x + caps, y),
               style_of(FACE_UI, size, scene->theme->ink, ALIGN_LEFT),
               box.w - caps, say(scene->ui, line->en, line->ko));
}

/* Where the texts of these rows begin behind their keys. */
static float caps_width(const struct scene *scene, const struct rows *rows)
{
    float width = 0;

    for (int k = 0; k < rows->count; k++)
        width = fmaxf(width, chrome_keys(scene, point_at(0, 0), rows->line[k],
                                         false));
    return width + 16;
}

static void draw_important(const struct scene *scene, struct box box)
{
    struct rows rows = important_rows();
    float caps = caps_width(scene, &rows);
    float height = fminf(box.h / (float)rows.count, 54);

    for (int k = 0; k < rows.count; k++)
        draw_row(scene, box_at(box.x, box.y + (float)k * height, box.w,
                               height), caps, height > 40 ? 18 : 16,
                 rows.line[k]);
}

/* What leads on from a sheet: H again. */
static void draw_foot(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct keys_line key = {.binding = {{.key = KEY_A + ('H' - 'A')}}};
    const char *text = ui->help_all
        ? say(ui, "close", "닫기")
        : say(ui, "every key", "모든 키 보기");
    float width = chrome_keys(scene, point_at(0, 0), &key, false) + 10;
    struct point at = point_at(box.x, box_bottom(box) - 2);

    chrome_keys(scene, at, &key, true);
    width += panel_text(scene, point_at(at.x + width, at.y),
                        style_of(FACE_BOLD, 15, scene->theme->accent,
                                 ALIGN_LEFT), box.w - width, text);
    chrome_spot(scene, box_at(at.x, at.y - 20, width, 28), ACTION_HELP, 0);
    const char *all = say(ui, "Everything the mouse can do, keys can do too.",
                          "마우스로 하는 일은 모두 키로도 할 수 있습니다.");
    if (width + 40 + draw_width(scene->list, FACE_UI, TEXT_SMALL, all) <= box.w)
        draw_text(scene->list, point_at(box_right(box), at.y),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_RIGHT), all);
}

static void view_first(const struct scene *scene, struct box frame)
{
    struct box inside = chrome_sheet(scene, frame, FIRST_WIDTH, FIRST_HEIGHT,
                                     say(scene->ui, "Keys and mouse",
                                         "키와 마우스"));
    if (inside.w < 100)
        return;
    draw_foot(scene, inside);
    inside.h -= 40;
    struct rows rows = important_rows();
    float keys = caps_width(scene, &rows) + 230;
    if (inside.w < keys + GUTTER + 260) {
        draw_important(scene, inside);
        return;
    }
    keys = fmaxf(keys, (inside.w - GUTTER) * 0.5f);
    draw_important(scene, box_at(inside.x, inside.y, keys, inside.h));
    legend_draw(scene, box_at(inside.x + keys + GUTTER, inside.y,
                              inside.w - keys - GUTTER, inside.h));
}

/* One column of the second sheet. */
struct column {
    struct rows rows;
    float width, caps;
};

/* Widest text of some rows. */
static float text_width(const struct scene *scene, const struct rows *rows)
{
    float width = 0;

    for (int k = 0; k < rows->count; k++)
        width = fmaxf(width, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                        say(scene->ui, rows->line[k]->en,
                                            rows->line[k]->ko)));
    return width;
}

/* Height of lines with a heading wherever a group begins, or a column. */
static float lines_height(const struct rows *rows, float row)
{
    float height = 0;

    for (int k = 0; k < rows->count; k++) {
        if (k == 0 || rows->line[k]->group != rows->line[k - 1]->group)
            height += HEADING + (k > 0 ? BETWEEN : 0);
        height += row;
    }
    return height;
}

/* Fills columns of at most `room` with rows of height `row`, whole groups
 * together where `whole`; the number of columns, or COLUMNS_MAX + 1. */
static int fill_columns(struct column column[COLUMNS_MAX], float room,
                        float row, bool whole)
{
    int count, used = 0;
    const struct keys_line *lines = keys_lines(&count);

    for (int k = 0; k < COLUMNS_MAX; k++)
        column[k].rows.count = 0;
    for (int k = 0; k < count;) {
        int end = k + 1;
        while (whole && end < count && lines[end].group == lines[k].group)
            end++;
        struct rows tried = column[used].rows;
        for (int l = k; l < end; l++)
            tried.line[tried.count++] = &lines[l];
        if (lines_height(&tried, row) <= room) {
            column[used].rows = tried;
            k = end;
        } else if (column[used].rows.count == 0 || ++used == COLUMNS_MAX) {
            return COLUMNS_MAX + 1;
        }
    }
    return used + 1;
}

/* Measures columns; whether they stand side by side within `room`. */
static bool columns_fit(const struct scene *scene,
                        struct column column[COLUMNS_MAX], int count,
                        float room)
{
    float width = -GUTTER;

    if (count > COLUMNS_MAX)
        return false;
    for (int k = 0; k < count; k++) {
        column[k].caps = caps_width(scene, &column[k].rows);
        column[k].width = column[k].caps +
                          text_width(scene, &column[k].rows) + 2;
        width += column[k].width + GUTTER;
    }
    return width <= room;
}

static void draw_column(const struct scene *scene, struct box box,
                        const struct column *column, float row)
{
    const struct theme *theme = scene->theme;
    const struct rows *rows = &column->rows;
    float y = box.y;

    for (int k = 0; k < rows->count; k++) {
        const struct keys_line *line = rows->line[k];
        if (k == 0 || line->group != rows->line[k - 1]->group) {
            y += k > 0 ? BETWEEN : 0;
            panel_text(scene, point_at(box.x, y + 18),
                       style_of(FACE_BOLD, TEXT_USUAL, theme->accent,
                                ALIGN_LEFT), box.w,
                       keys_heading(scene->ui, line->group));
            draw_segment(scene->list, point_at(box.x, y + 26),
                         point_at(box_right(box), y + 26), 1, theme->edge);
            y += HEADING;
        }
        draw_row(scene, box_at(box.x, y, box.w, row), column->caps, TEXT_SMALL,
                 line);
        y += row;
    }
}

static void view_all(const struct scene *scene, struct box frame)
{
    struct column column[COLUMNS_MAX];
    struct box inside = chrome_sheet(scene, frame, ALL_WIDTH, ALL_HEIGHT,
                                     say(scene->ui, "Every key", "모든 키"));
    if (inside.w < 100)
        return;
    draw_foot(scene, inside);
    inside.h -= 40;
    int count = 0;
    float row = ROW_MAX;
    bool fits = false;
    /* Tall rows and whole groups first. */
    for (; row >= ROW_MIN && !fits; row -= 2)
        for (int whole = 1; whole >= 0 && !fits; whole--) {
            count = fill_columns(column, inside.h, row, whole);
            fits = columns_fit(scene, column, count, inside.w);
            if (fits)
                row += 2;
        }
    if (!fits)
        return;
    float used = 0, x = inside.x;
    for (int k = 0; k < count; k++)
        used += column[k].width;
    float space = count > 1 ? (inside.w - used) / (float)(count - 1) : 0;
    for (int k = 0; k < count; k++) {
        draw_column(scene, box_at(x, inside.y, column[k].width, inside.h),
                    &column[k], row);
        x += column[k].width + space;
    }
}

void view_help(const struct scene *scene, struct box box)
{
    if (scene->ui->help_all)
        view_all(scene, box);
    else
        view_first(scene, box);
}
