/* A list of one's own instead of the system's dialogue: it works by keys, in
 * the program's language, with large text and full screen. Recent files come
 * first, then the folder. The window of rows follows the chosen one.
 */
#include "scene/view/sheet/files.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/keys.h"
#include "scene/training/task_words.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"

enum { SHEET_WIDTH = 820, SHEET_HEIGHT = 760, FOLDER_ROOM = 44, FOOT_ROOM = 34,
       HEADING_ROOM = 36, FILTER = 280, FILTER_HEIGHT = 32 };

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);

    return length >= tail && strcmp(name + length - tail, end) == 0;
}

static enum chrome_icon icon_of(const struct ui_file *file)
{
    return file->folder ? ICON_FOLDER :
           ends_with(file->name, ".csv") ? ICON_CURVE :
           ends_with(file->name, ".scene") ? ICON_PLAY : ICON_NETWORK;
}

/* Recent files are whole paths, or two: without their folders. A task that was
 * begun is "task:NAME": its title. */
static const char *row_name(const struct ui *ui, const struct ui_file *file,
                            char out[sizeof file->name])
{
    static const char mark[] = "task:";
    size_t length = 0, part = 0;

    if (!file->recent)
        return file->name;
    int task = strncmp(file->name, mark, sizeof mark - 1) == 0
        ? task_find(file->name + sizeof mark - 1) : -1;
    if (task >= 0)
        return task_words((enum task_kind)task)->title[ui->language];
    for (const char *at = file->name; *at != '\0'; at++) {
        if (*at == '/') {
            length = part;
            continue;
        }
        out[length++] = *at;
        if (length >= 3 && memcmp(out + length - 3, " + ", 3) == 0)
            part = length;
    }
    out[length] = '\0';
    return out;
}

void files_row(const struct scene *scene, struct box box, int index,
               bool chosen)
{
    const struct theme *theme = scene->theme;
    const struct ui_file *file = &scene->ui->file_list[index];
    struct box inside = box_inset(box, 1);
    struct color ink = file->folder ? theme->ink_soft : theme->ink;
    char name[sizeof file->name];

    if (chosen)
        draw_box(scene->list, inside, 8, color_fade(theme->accent, 0.2f));
    else if (chrome_hot(scene, ACTION_FILE, index))
        draw_box(scene->list, inside, 8, theme->chip);
    if (chosen)
        draw_outline(scene->list, box_inset(inside, 0.5f), 7.5f, 1.5f,
                     theme->accent);
    chrome_icon(scene, icon_of(file), point_at(box.x + 22, box.y + box.h / 2),
                8, file->folder ? theme->ink_faint : theme->accent);
    panel_text(scene, point_at(box.x + 44, box.y + box.h / 2 + 5.5f),
               style_of(chosen ? FACE_BOLD : FACE_UI, TEXT_USUAL, ink,
                        ALIGN_LEFT), box.w - 56, row_name(scene->ui, file, name));
    chrome_spot(scene, box, ACTION_FILE, index);
}

/* A heading stands above the first recent entry, and above the first that is
 * not when there are recent ones. */
static bool begins_group(const struct ui *ui, int index)
{
    bool recent = ui->file_list[index].recent;

    return index == 0 ? recent
                      : recent != ui->file_list[index - 1].recent;
}

static float row_height(const struct ui *ui, int index)
{
    return FILES_ROW + (begins_group(ui, index) ? HEADING_ROOM : 0);
}

/* The first entry shown so that the chosen one is seen, with as many as
 * possible before and behind it. */
static int first_shown(const struct ui *ui, float room)
{
    int first = ui->file < 0 ? 0 : ui->file;
    float used = first < ui->files ? row_height(ui, first) : 0, half = used;

    /* Half of the room goes to those before, more where few come behind. */
    for (int k = first + 1; k < ui->files && half < room / 2; k++)
        half += row_height(ui, k);
    float ahead = fminf(half, room / 2) - used;
    while (first > 0 && used + ahead + row_height(ui, first - 1) <= room) {
        first--;
        used += row_height(ui, first);
    }
    return first;
}

static void draw_rows(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct draw_style heading = style_of(FACE_BOLD, TEXT_SMALL,
                                         scene->theme->accent, ALIGN_LEFT);
    float y = box.y;
    int first = first_shown(ui, box.h), k = first;

    for (; k < ui->files; k++) {
        if (y + row_height(ui, k) > box_bottom(box))
            break;
        if (begins_group(ui, k)) {
            draw_text(scene->list, point_at(box.x, y + 25), heading,
                      ui->file_list[k].recent
                      ? say(ui, "Recent", "최근 파일")
                      : say(ui, "In this folder", "이 폴더"));
            y += HEADING_ROOM;
        }
        files_row(scene, box_at(box.x, y, box.w - 14, FILES_ROW), k,
                  k == ui->file);
        y += FILES_ROW;
    }
    if (k - first < ui->files && ui->files > 0) {
        float part = box.h / (float)ui->files;
        draw_box(scene->list, box_at(box_right(box) - 6, box.y, 6, box.h), 3,
                 scene->theme->track);
        draw_box(scene->list, box_at(box_right(box) - 6,
                                     box.y + part * (float)first, 6,
                                     fmaxf(part * (float)(k - first), 6)), 3,
                 scene->theme->ink_faint);
    }
}

/* The end of a path tells more than its beginning: folders are left out from
 * the front. */
static void draw_folder(const struct scene *scene, struct point at, float room)
{
    struct draw_style style = style_of(FACE_UI, 15, scene->theme->ink_soft,
                                       ALIGN_LEFT);
    const char *path = scene->ui->folder;
    char text[sizeof scene->ui->folder + 4];

    snprintf(text, sizeof text, "%s", path);
    while (draw_width(scene->list, style.face, style.size, text) > room) {
        const char *next = path[0] != '\0' ? strchr(path + 1, '/') : NULL;
        if (next == NULL)
            break;
        path = next;
        snprintf(text, sizeof text, "…%s", path);
    }
    panel_text(scene, at, style, room, text);
}

void files_foot(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    const struct {
        struct keys_line line;
        const char *what;
    } hints[] = {
        {{.binding = {{.key = KEY_UP}, {.key = KEY_DOWN}}},
         say(ui, "choose", "고르기")},
        {{.binding = {{.key = KEY_ENTER}}}, say(ui, "open", "열기")},
        {{.binding = {{.key = KEY_ESCAPE}}}, say(ui, "close", "닫기")},
    };
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);
    float end = at.x + room;

    for (size_t k = 0; k < sizeof hints / sizeof *hints; k++) {
        float keys = chrome_keys(scene, at, &hints[k].line, false) + 8;
        float text = draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                hints[k].what);
        if (at.x + keys + text > end)
            return;
        chrome_keys(scene, at, &hints[k].line, true);
        draw_text(scene->list, point_at(at.x + keys, at.y), style,
                  hints[k].what);
        at.x += keys + text + 24;
    }
}

/* The field that narrows the list: what was typed, and what an input method
 * is still putting together, underlined. */
static void draw_filter(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    struct draw_style style = style_of(FACE_UI, 15, theme->ink, ALIGN_LEFT);
    struct point at = point_at(box.x + 12, box.y + box.h / 2 + 5.5f);
    float right = box_right(box) - 12;

    draw_box(scene->list, box, 8, theme->well);
    draw_outline(scene->list, box_inset(box, 0.5f), 7.5f, 1,
                 theme->edge_strong);
    if (ui->filter[0] == '\0' && ui->composing[0] == '\0') {
        style.color = theme->ink_faint;
        panel_text(scene, point_at(at.x + 6, at.y), style, right - at.x - 6,
                   say(ui, "type to narrow the list", "이름으로 찾기"));
    } else {
        at.x += panel_text(scene, at, style, right - at.x, ui->filter);
        float start = at.x;
        at.x += panel_text(scene, at, style, right - at.x, ui->composing);
        if (at.x > start)
            draw_segment(scene->list, point_at(start, at.y + 4),
                         point_at(at.x, at.y + 4), 1.5f, theme->accent);
    }
    draw_segment(scene->list, point_at(at.x + 1, box.y + 7),
                 point_at(at.x + 1, box_bottom(box) - 7), 1.5f,
                 theme->accent);
}

static const char *nothing(const struct ui *ui)
{
    if (ui->filter[0] != '\0')
        return say(ui, "No name here has that in it.",
                   "그런 이름의 파일이 없습니다.");
    return say(ui, "There is no .safetensors, .csv or .scene file here.",
               "여기에는 .safetensors, .csv, .scene 파일이 없습니다.");
}

void view_files(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct chrome_sheet sheet = chrome_sheet(
        scene, box, SHEET_WIDTH, SHEET_HEIGHT,
        say(ui, "Open a model or data", "모델이나 데이터 열기"));
    struct box inside = sheet.inside;
    if (inside.w < 100)
        return;
    float field = fminf(FILTER, inside.w * 0.45f);
    draw_filter(scene, box_at(box_right(inside) - field, inside.y, field,
                              FILTER_HEIGHT));
    draw_folder(scene, point_at(inside.x, inside.y + 21),
                inside.w - field - 20);
    files_foot(scene, point_at(inside.x, box_bottom(inside) - 4), inside.w);
    struct box rows = box_at(inside.x, inside.y + FOLDER_ROOM, inside.w,
                             inside.h - FOLDER_ROOM - FOOT_ROOM);
    if (ui->files > 0)
        draw_rows(scene, rows);
    else
        panel_text(scene, point_at(rows.x, rows.y + 30),
                   style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                            ALIGN_LEFT), rows.w, nothing(ui));
}
