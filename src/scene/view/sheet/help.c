/* Help: the eight keys one needs first beside the mouse and how to read the
 * picture; then every key, drawn from the table by which the app acts, on
 * pages of kindred groups. Columns and row heights follow from the room.
 */
#include <math.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/legend.h"
#include "scene/view/view.h"

enum { FIRST_WIDTH = 1040, FIRST_HEIGHT = 590, ALL_WIDTH = 1240,
       ALL_HEIGHT = 712, COLUMNS_MAX = 4, GUTTER = 20, ROW_MIN = 24,
       ROW_MAX = 34, INLINE = 10, FOOT = 34 };

/* A list of lines of the table. */
struct rows {
    const struct keys_line *line[128];
    int count;
};

/* Those of a page; of page 0 the important ones. */
static struct rows rows_of(int page)
{
    struct rows rows = {0};
    int count;
    const struct keys_line *lines = keys_lines(&count);

    for (int k = 0; k < count; k++)
        if (page == 0 ? lines[k].important
                      : keys_page(lines[k].group) == page)
            rows.line[rows.count++] = &lines[k];
    return rows;
}

/* Keys, and what they do from `caps` on; 0: right behind the keys. */
static void draw_row(const struct scene *scene, struct box box, float caps,
                     float size, const struct keys_line *line)
{
    float middle = box.y + box.h / 2;
    float keys = chrome_keys(scene, point_at(box.x, middle + 5), line, true);

    if (caps <= 0)
        caps = keys + INLINE;
    panel_text(scene, point_at(box.x + caps, middle + size * 0.36f),
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
    struct rows rows = rows_of(0);
    float caps = caps_width(scene, &rows);
    float height = fminf(box.h / (float)rows.count, 54);

    for (int k = 0; k < rows.count; k++)
        draw_row(scene, box_at(box.x, box.y + (float)k * height, box.w,
                               height), caps, height > 40 ? 18 : 16,
                 rows.line[k]);
}

/* What leads on from a page: H again. Returns x of its left end. */
static float draw_next(const struct scene *scene,
                       const struct chrome_sheet *sheet)
{
    const struct ui *ui = scene->ui;
    const struct keys_line key = {.binding = {{.key = keys_for(ACTION_HELP,
                                                               0)->key}}};
    const char *text =
        ui->help_page == 0 ? say(ui, "every key", "모든 키") :
        ui->help_page < KEYS_PAGES ? say(ui, "next page", "다음 쪽")
                                   : say(ui, "close", "닫기");
    struct draw_style style = style_of(FACE_BOLD, 15, scene->theme->accent,
                                       ALIGN_LEFT);
    float keys = chrome_keys(scene, point_at(0, 0), &key, false) + 10;
    float width = keys + draw_width(scene->list, FACE_BOLD, 15, text);
    struct point at = point_at(sheet->head.x - width, sheet->head.y);

    if (width > sheet->room)
        return sheet->head.x;
    chrome_keys(scene, at, &key, true);
    draw_text(scene->list, point_at(at.x + keys, at.y), style, text);
    chrome_spot(scene, box_at(at.x, at.y - 20, width, 28), ACTION_HELP, 0);
    return at.x;
}

/* The pages between the title and `right`: their names, or just their
 * numbers. */
static void draw_pages(const struct scene *scene,
                       const struct chrome_sheet *sheet, float right)
{
    static const char *const number[KEYS_PAGES] = {"1", "2", "3", "4", "5"};
    struct choices pages = {.count = KEYS_PAGES,
                            .chosen = scene->ui->help_page - 1,
                            .action = ACTION_HELP};
    float room = sheet->room - (sheet->head.x - right) - 2 * GUTTER;

    for (int k = 0; k < KEYS_PAGES; k++) {
        pages.text[k] = keys_page_name(scene->ui, k + 1);
        pages.value[k] = k + 1;
    }
    if (panel_switch_width(scene, &pages) > room)
        for (int k = 0; k < KEYS_PAGES; k++)
            pages.text[k] = number[k];
    float width = panel_switch_width(scene, &pages);
    if (width <= room)
        panel_switch(scene, point_at(right - GUTTER - width,
                                     sheet->head.y - 5), &pages);
}

/* A line at the lower edge. Returns what is left above it. */
static struct box draw_foot(const struct scene *scene, struct box box,
                            const char *text)
{
    float y = box_bottom(box) - 2;

    box.h -= FOOT;
    panel_text(scene, point_at(box.x, y),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                        ALIGN_LEFT), box.w, text);
    return box;
}

static void view_first(const struct scene *scene, struct box frame)
{
    struct chrome_sheet sheet = chrome_sheet(
        scene, frame, FIRST_WIDTH, FIRST_HEIGHT,
        say(scene->ui, "Keys and mouse", "키와 마우스"));
    struct box inside = sheet.inside;
    struct rows rows = rows_of(0);
    float keys = caps_width(scene, &rows) + 230;

    if (inside.w < 100)
        return;
    draw_next(scene, &sheet);
    if (!sheet.compact)
        inside = draw_foot(scene, inside,
                           say(scene->ui, "Everything the mouse can do, keys "
                                          "can do too.",
                               "마우스로 하는 일은 모두 키로도 할 수 "
                               "있습니다."));
    if (inside.w < keys + GUTTER + 260) {
        draw_important(scene, inside);
        return;
    }
    keys = fmaxf(keys, (inside.w - GUTTER) * 0.5f);
    draw_important(scene, box_at(inside.x, inside.y, keys, inside.h));
    legend_draw(scene, box_at(inside.x + keys + GUTTER, inside.y,
                              inside.w - keys - GUTTER, inside.h));
}

/* A page of every key: groups of the table in columns. */
struct column {
    struct rows rows;
    float width, caps;
};

struct columns {
    struct column column[COLUMNS_MAX];
    int count;
    float row, heading, between; /* heights */
    float text;                  /* size */
    bool whole;                  /* groups are not broken */
    bool aligned;                /* texts of a column begin at one x */
    struct rows rows;            /* of the page */
    int lines;                   /* of them that are shown */
};

/* Widest row of a column. */
static void measure_column(const struct scene *scene,
                           const struct columns *columns,
                           struct column *column)
{
    const struct rows *rows = &column->rows;

    column->width = 0;
    column->caps = columns->aligned ? caps_width(scene, rows) : 0;
    for (int k = 0; k < rows->count; k++) {
        const struct keys_line *line = rows->line[k];
        float keys = columns->aligned ? column->caps :
                     chrome_keys(scene, point_at(0, 0), line, false) + INLINE;
        float text = draw_width(scene->list, FACE_UI, columns->text,
                                say(scene->ui, line->en, line->ko));
        column->width = fmaxf(column->width, keys + text + 2);
    }
}

/* Does a group of the table begin with this row of a column? */
static bool begins_group(const struct keys_line *line)
{
    int count;
    const struct keys_line *first = keys_lines(&count);

    return line == first || line->group != line[-1].group;
}

/* Height of rows with their headings. */
static float rows_height(const struct columns *columns,
                         const struct rows *rows)
{
    float height = 0;

    for (int k = 0; k < rows->count; k++) {
        if (begins_group(rows->line[k]))
            height += columns->heading + (k > 0 ? columns->between : 0);
        height += columns->row;
    }
    return height;
}

/* Fills columns of at most `room` with the first lines of the page. */
static bool fill_columns(struct columns *columns, float room)
{
    const struct keys_line *const *lines = columns->rows.line;
    int used = 0;

    for (int k = 0; k < COLUMNS_MAX; k++)
        columns->column[k].rows.count = 0;
    for (int k = 0; k < columns->lines;) {
        int end = k + 1;
        while (columns->whole && end < columns->lines &&
               lines[end]->group == lines[k]->group)
            end++;
        struct rows tried = columns->column[used].rows;
        for (int l = k; l < end; l++)
            tried.line[tried.count++] = lines[l];
        if (rows_height(columns, &tried) <= room) {
            columns->column[used].rows = tried;
            k = end;
        } else if (columns->column[used].rows.count == 0 ||
                   ++used == COLUMNS_MAX) {
            return false;
        }
    }
    columns->count = used + 1;
    return true;
}

static bool columns_fit(const struct scene *scene, struct columns *columns,
                        struct box room)
{
    float width = -GUTTER;

    if (!fill_columns(columns, room.h))
        return false;
    for (int k = 0; k < columns->count; k++) {
        measure_column(scene, columns, &columns->column[k]);
        width += columns->column[k].width + GUTTER;
    }
    return width <= room.w;
}

/* The airiest arrangement that fits: tall rows before low ones, aligned texts
 * before ragged ones, whole groups before broken ones; in a frame too small
 * for all the last lines are left out. */
static void arrange(const struct scene *scene, struct columns *columns,
                    struct box room)
{
    columns->lines = columns->rows.count;
    for (int row = ROW_MAX; row >= ROW_MIN; row -= 2)
        for (int kind = 0; kind < 4; kind++) {
            columns->row = (float)row;
            columns->text = row > 28 ? TEXT_USUAL : TEXT_SMALL;
            columns->heading = row > 24 ? 38 : 30;
            columns->between = row > 24 ? 16 : 4;
            columns->whole = kind % 2 == 0;
            columns->aligned = kind < 2;
            if (columns_fit(scene, columns, room))
                return;
        }
    do
        columns->lines--;
    while (columns->lines > 0 && !columns_fit(scene, columns, room));
    if (columns->lines == 0)
        columns->count = 0;
}

static void draw_column(const struct scene *scene, struct point at,
                        const struct columns *columns,
                        const struct column *column)
{
    const struct theme *theme = scene->theme;
    const struct rows *rows = &column->rows;
    float right = at.x + column->width;

    for (int k = 0; k < rows->count; k++) {
        const struct keys_line *line = rows->line[k];
        if (begins_group(line)) {
            at.y += k > 0 ? columns->between : 0;
            panel_text(scene, point_at(at.x, at.y + 17),
                       style_of(FACE_BOLD, TEXT_USUAL, theme->accent,
                                ALIGN_LEFT), column->width,
                       keys_heading(scene->ui, line->group));
            draw_segment(scene->list, point_at(at.x, at.y + 25),
                         point_at(right, at.y + 25), 1, theme->edge);
            at.y += columns->heading;
        }
        draw_row(scene, box_at(at.x, at.y, column->width, columns->row),
                 column->caps, columns->text, line);
        at.y += columns->row;
    }
}

/* Equal shares of the width where every column fits into its own, else equal
 * gaps. */
static void draw_columns(const struct scene *scene, struct box box,
                         const struct columns *columns)
{
    float space = box.w, widest = 0, x = box.x;
    float share = (box.w + GUTTER) / fmaxf(1, (float)columns->count);

    for (int k = 0; k < columns->count; k++) {
        space -= columns->column[k].width;
        widest = fmaxf(widest, columns->column[k].width);
    }
    space /= fmaxf(1, (float)columns->count - 1);
    for (int k = 0; k < columns->count; k++) {
        struct column column = columns->column[k];
        if (widest <= share - GUTTER)
            column.width = share - GUTTER;
        draw_column(scene, point_at(x, box.y), columns, &column);
        x += column.width + (widest <= share - GUTTER ? GUTTER : space);
    }
}

static void view_all(const struct scene *scene, struct box frame)
{
    struct columns columns = {.rows = rows_of(scene->ui->help_page)};
    struct chrome_sheet sheet = chrome_sheet(
        scene, frame, ALL_WIDTH, ALL_HEIGHT, say(scene->ui, "Every key",
                                                 "모든 키"));
    struct box inside = sheet.inside;

    if (inside.w < 100)
        return;
    draw_pages(scene, &sheet, draw_next(scene, &sheet));
    arrange(scene, &columns, inside);
    if (columns.lines < columns.rows.count) {
        inside = draw_foot(scene, inside, say(scene->ui,
            "− makes the text smaller and shows the rest.",
            "−로 글자를 줄이면 나머지도 보입니다."));
        arrange(scene, &columns, inside);
    }
    draw_columns(scene, inside, &columns);
}

void view_help(const struct scene *scene, struct box box)
{
    if (scene->ui->help_page > 0)
        view_all(scene, box);
    else
        view_first(scene, box);
}
